"""A sentence goes on over the end of a page, and nothing else does."""

from __future__ import annotations

import pytest

from benchmarks.reading.page_breaks import Break, goes_on
from kl52.model import Text
from kl52.normalising import normalise
from kl52.reading import read_document
from tests.samples import Page, Words, pdf

LEFT, INDENT, TOP, STEP = 72.0, 97.0, 90.0, 20.0
FULL = "Sở Nội vụ mở lớp tập huấn cho cán bộ thư viện của các xã và phường ở tỉnh"


def body(*lines: tuple[float, str], top: float = TOP) -> list[Words]:
    """Lines at their left edges, one below the other, under a running head."""
    return [(x, top + STEP * row, said) for row, (x, said) in enumerate(lines)]


def head(page: int) -> list[Words]:
    return [(200.0, 40.0, "CÔNG BÁO/Số 9/Ngày 01-02-2020"), (480.0, 40.0, str(page))]


def text_of(*pages: list[Words]) -> Text:
    made = [Page(head(number) + words) for number, words in enumerate(pages, 1)]
    return normalise(read_document(pdf(made), name="mau.pdf"))


def paragraphs(text: Text) -> list[str]:
    return [each.span.of(text.text) for each in text.paragraphs]


ABOVE = body((INDENT, "1. " + FULL[:60]), (LEFT, FULL), (LEFT, FULL), (LEFT, FULL), (LEFT, FULL))


@pytest.mark.parametrize(
    ("last", "first", "joined", "why"),
    [
        ((LEFT, FULL), (LEFT, "đồng thời mua thêm sách cho thư viện."), True, "small letter"),
        ((LEFT, FULL), (LEFT, "Ủy ban nhân dân xã cùng làm."), True, "a full line goes on"),
        ((LEFT, FULL[:40] + "."), (INDENT, "2. Mua thêm sách."), False, "a clause begins"),
        ((LEFT, FULL[:40] + ";"), (INDENT, "b) Mua thêm sách."), False, "a point begins"),
        ((LEFT, FULL[:40] + "."), (INDENT, "Sở Tài chính mua sách."), False, "an indent"),
        ((LEFT, FULL[:66] + "này."), (INDENT, "Điều 2. Mua sách."), False, "an article begins"),
    ],
)
def test_over_a_page(
    last: tuple[float, str], first: tuple[float, str], joined: bool, why: str
) -> None:
    below = body(first, (LEFT, FULL), (LEFT, FULL), (LEFT, FULL), (LEFT, FULL))
    said = paragraphs(text_of([*ABOVE, (*(last[0], TOP + 5 * STEP), last[1])], below))
    whole = next(each for each in said if first[1] in each)
    assert (last[1] in whole) == joined, why


def test_a_name_does_not_go_on_in_the_note_below() -> None:
    """The rest of a note from the page before stands at the foot, in small letters."""
    foot = body((LEFT, "của Bộ Nội vụ về thư viện, có hiệu lực từ năm 2020."), top=720)
    said = paragraphs(text_of(ABOVE, [*ABOVE, (400.0, 320.0, "Lê Văn Mẫu"), *foot]))
    assert "Lê Văn Mẫu" in said


def test_nothing_goes_on_behind_the_end_of_a_document() -> None:
    end = FULL[: len(FULL) - 4] + "./."
    last: Words = (LEFT, TOP + 5 * STEP, end)
    block: list[Words] = [(LEFT + 2, TOP + 8 * STEP, "BỘ LAO ĐỘNG - THƯƠNG BINH")]
    said = paragraphs(text_of(ABOVE, [*ABOVE, last, *block]))
    assert "BỘ LAO ĐỘNG - THƯƠNG BINH" in said


def test_the_benchmark_tells_broken_sentences() -> None:
    below = body((LEFT, "đồng thời mua sách."), (LEFT, FULL), (LEFT, FULL), (LEFT, FULL))
    text = text_of([*ABOVE, (LEFT, TOP + 5 * STEP, FULL)], below)
    assert goes_on(text, Break("", 1, True, "ở tỉnh", "đồng thời", "")) is True
    assert goes_on(text, Break("", 1, True, "ở tỉnh", "không có", "")) is None
    clause = body((INDENT, "2. Mua sách."), (LEFT, FULL), (LEFT, FULL), (LEFT, FULL), (LEFT, FULL))
    text = text_of([*ABOVE, (LEFT, TOP + 5 * STEP, FULL[:40] + ".")], clause)
    assert goes_on(text, Break("", 1, True, FULL[30:40] + ".", "2. Mua", "")) is False
