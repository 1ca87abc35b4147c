"""A number typed over a blank as a note, drawn by the file or left to the viewer."""

from __future__ import annotations

import pytest

from kl52.parsing import parse_document
from tests.samples import HEADER_LEFT, HEADER_RIGHT, HEIGHT, Page, Words, _file, _stream, pdf

BLANK = "Số:        /KH-UBND"


def noted(said: str, *, drawn: bool, flags: int = 4) -> bytes:
    """A plan whose number is a note; its page is object 3, its font object 5."""
    words: list[Words] = [(60, 60, HEADER_LEFT[0]), (60, 76, HEADER_LEFT[1]), (60, 100, BLANK)]
    words += [(320, 60 + 16 * row, each) for row, each in enumerate(HEADER_RIGHT)]
    words += [(270, 140, "KẾ HOẠCH"), (200, 160, "Mở 124 lớp học")]
    data = pdf([Page(words)])
    objects = [part.partition(b" obj\n")[2] for part in data.split(b"\nendobj\n")[:-1]]
    appearance = f"/AP<</N {len(objects) + 1} 0 R>>" if drawn else ""
    note = (
        f"/Annots[<</Type/Annot/Subtype/FreeText/F {flags}/DA(/F 12 Tf)/Contents({said})"
        f"/Rect[88 {HEIGHT - 111} 108 {HEIGHT - 99}]{appearance}>>]"
    )
    objects[2] = objects[2].replace(b"/Type/Page", b"/Type/Page" + note.encode(), 1)
    shown = f"BT /F 12 Tf 0 2 Td <{said.encode('utf-16-be').hex()}> Tj ET".encode()
    form = "/Type/XObject/Subtype/Form/BBox[0 0 20 12]/Resources<</Font<</F 5 0 R>>>>"
    return _file([*objects, _stream(shown, form)], encrypted=False)


@pytest.mark.parametrize("drawn", [True, False])
def test_the_number_is_read_once(drawn: bool) -> None:
    doc = parse_document(noted("124", drawn=drawn), name="a.pdf")
    assert doc.header.number == "124/KH-UBND"
    assert doc.text.text.count("124") == 2


@pytest.mark.parametrize(
    ("said", "flags", "why"),
    [
        ("124", 4 | 2, "hidden"),
        ("124", 4 | 32, "not to be viewed"),
        ("1 " * 40, 4, "a long remark"),
    ],
)
def test_what_nobody_sees_in_its_place_is_not_read(said: str, flags: int, why: str) -> None:
    doc = parse_document(noted(said, drawn=False, flags=flags), name="a.pdf")
    assert doc.header.number is None, why
