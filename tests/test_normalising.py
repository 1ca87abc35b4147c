"""The normalised text: whole paragraphs, no furniture, and the way back to the raw words."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.errors import UnreadableDocument
from kl52.model import Line, NoteMark, Raw, Source
from kl52.normalising import normalise
from kl52.normalising.characters import clean, unified
from kl52.normalising.repairs import repair
from kl52.reading import read_document
from kl52.spans import Span
from tests import samples
from tests.samples import Page

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = (
    ("chi-thi-so-21-ct-ttg-469580", 1.0),
    ("nghi-quyet-so-105-nq-cp-469364", 0.98),
    ("quyet-dinh-so-982-qd-ttg-469699", 0.98),
)
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")


def make_raw(*lines: str, complete: bool = False) -> Raw:
    text, made = "", []
    for line in lines:
        made.append(Line(Span(len(text), len(text) + len(line)), complete=complete))
        text += line + "\n"
    return Raw(Source("a.txt", "", "text/plain"), text, tuple(made))


def paragraphs(*lines: str, complete: bool = False) -> list[str]:
    return normalise(make_raw(*lines, complete=complete)).text.split("\n")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Số\u00a0 52-KL/TW", "Số 52-KL/TW"),
        ("So\u0302\u0301 52", "Số 52"),
        ("Kết\u200b lu\u00adận", "Kết luận"),
        ("52\u2011KL/TW", "52-KL/TW"),
        ("QÐ-TTg", "QĐ-TTg"),
        ("\uf0b7 Như trên", "• Như trên"),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert paragraphs(raw, complete=True) == [clean]


@pytest.mark.parametrize(
    "line",
    ["CÔNG BÁO/Số 333/Ngày 16-06-2026 79", "80 CÔNG BÁO/Số 333 + 334/Ngày 16-06-2026", "_______"],
)
def test_furniture_is_left_out(line: str) -> None:
    assert paragraphs("KẾ HOẠCH", line, "I. MỤC ĐÍCH", complete=True) == ["KẾ HOẠCH", "I. MỤC ĐÍCH"]


def placed(*lines: tuple[str, int, float, float]) -> list[str]:
    """The paragraphs of lines (words, page, top, height), all of one width."""
    text, made = "", []
    for said, page, top, height in lines:
        box = (0.14, top, 0.86, top + height)
        made.append(Line(Span(len(text), len(text) + len(said)), page, True, None, box))
        text += said + "\n"
    raw = Raw(Source("a.pdf", "", "application/pdf"), text, tuple(made))
    return normalise(raw).text.split("\n")


BODY = [("1. Đắp đê bao quanh bản.", 1, 0.3, 0.015), ("2. Khoan giếng.", 2, 0.3, 0.015)]
TWICE = [
    # words on both pages, tops, height, left out, why
    (("Đê bao, tờ 1", "Đê bao, tờ 2"), (0.04, 0.04), 0.015, True, "a head, but for its digits"),
    (("Đê bao, tờ 1", "Đê bao, tờ 2"), (0.95, 0.95), 0.015, True, "a foot"),
    (("Đê bao", "Đê bao"), (0.04, 0.02), 0.015, False, "at another height"),
    (("Đê bao", "Đê bao"), (0.08, 0.08), 0.015, False, "where the text begins"),
    (("Đê bao", "Đê quai"), (0.04, 0.04), 0.015, False, "other words"),
]


@pytest.mark.parametrize(("words", "tops", "height", "gone", "why"), TWICE)
def test_heads_and_feet_of_two_pages(
    words: tuple[str, str], tops: tuple[float, float], height: float, gone: bool, why: str
) -> None:
    heads = [(said, page, tops[page - 1], height) for page, said in enumerate(words, 1)]
    lines = sorted([*heads, *BODY], key=lambda line: (line[1], line[2]))
    assert (placed(*lines) == [said for said, *_ in BODY]) == gone, why


ALONE = [
    (0.03, 0.011, 0.09, True, "small print in the margin, far above the text"),
    (0.03, 0.015, 0.09, False, "set as large as the text"),
    (0.03, 0.011, 0.045, False, "the text goes on right below"),
    (0.06, 0.011, 0.09, False, "not in the outer margin"),
]


@pytest.mark.parametrize(("top", "height", "below", "gone", "why"), ALONE)
def test_the_head_of_a_single_page(
    top: float, height: float, below: float, gone: bool, why: str
) -> None:
    head = ("9/KH – bản in thử", 1, top, height)
    body = [(f"{n}. Đắp đê bao.", 1, below + 0.03 * n, 0.015) for n in range(4)]
    assert (placed(head, *body)[0] != head[0]) == gone, why


LONG = "Phòng Nông nghiệp cùng các hợp tác xã ven sông rà soát lại từng đoạn đê, từng cống"


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        pytest.param(LONG, "việc quán triệt.", f"{LONG} việc quán triệt.", id="plain"),
        pytest.param(
            f"{LONG} 18-", "NQ/TW ngày", f"{LONG} 18-NQ/TW ngày", id="symbol cut at its hyphen"
        ),
        pytest.param(f"{LONG} số 52", "-KL/TW", f"{LONG} số 52-KL/TW", id="hyphen goes down"),
        pytest.param(
            f"{LONG} 72/", "TTr-BKHCN", f"{LONG} 72/TTr-BKHCN", id="symbol cut at its slash"
        ),
        pytest.param(f"{LONG} kinh tế -", "xã hội", f"{LONG} kinh tế - xã hội", id="dash stays"),
        pytest.param(
            f"{LONG} khoản", "2. Điều này", f"{LONG} khoản 2. Điều này", id="number in a sentence"
        ),
    ],
)
def test_lines_that_go_on(above: str, below: str, joined: str) -> None:
    assert joined in paragraphs(LONG, LONG, above, below)[0]


@pytest.mark.parametrize(
    "below",
    [
        "1. Mục đích",
        "a) Sở Nội vụ",
        "- Như trên;",
        "Điều 2. Tổ chức",
        "II. NHIỆM VỤ",
        "Căn cứ Luật",
    ],
)
def test_lines_that_begin_a_paragraph(below: str) -> None:
    assert paragraphs(LONG, LONG, f"{LONG}.", below)[-1] == below


def test_indent_begins_a_paragraph_and_page_break_does_not() -> None:
    full = "X" + "x" * 38 + " " + "y" * 40
    words = [(100.0, 100.0 + 16 * row, full) for row in range(40)]
    page = Page([*words[:3], (120, 148, full[:-4]), *words[4:]])
    raw = read_document(samples.pdf([page, Page([(100, 60, "cuối trang.")])]))
    text = normalise(raw)
    assert len(text.paragraphs) == 2
    assert text.text.endswith("y cuối trang.")
    assert text.paragraphs[1].page == 1


def test_tables_become_grids() -> None:
    raw = read_document(
        "| TT | Tên |\n|---|---|\n| 1 | a |\n| 2 |  |\n| | b |".encode(), name="a.md"
    )
    text = normalise(raw)
    (table,) = text.tables
    assert [[span.of(text.text) for span in row] for row in table.rows] == [
        ["TT", "Tên"], ["1", "a"], ["2", ""], ["", "b"]
    ]  # fmt: skip
    assert table.span.of(text.text) == text.text


def test_notes_go_and_units_stay() -> None:
    text = "1.² Hiệu lực thi hành²¹ trên 500 m² đất"
    line = Line(Span(0, len(text)), box=(0.1, 0.1, 0.9, 0.12))
    raw = Raw(Source("a.pdf", "", "application/pdf"), text, (line,))
    assert normalise(raw).text == "1. Hiệu lực thi hành trên 500 m² đất"


words = st.text(
    st.one_of(
        st.sampled_from(
            "aăâđ Ôơư\u0301\u0309\u0323\u00a0\u200b\u00ad\t-/.;:)²0123456789KLTW|_ᄀ\u1161"
        ),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=80,
)


@given(st.lists(words, max_size=8), st.booleans(), st.booleans())
def test_any_text_is_normalised(lines: list[str], complete: bool, boxed: bool) -> None:
    raw = make_raw(*lines, complete=complete)
    if boxed:
        box = (0.1, 0.5, 0.9, 0.52)
        made = tuple(Line(line.span, 1, complete, None, box) for line in raw.lines)
        raw = Raw(raw.source, raw.text, made)
    text = normalise(raw)
    assert text.text == "\n".join(each.span.of(text.text) for each in text.paragraphs)
    assert unicodedata.is_normalized("NFC", text.text)
    assert "  " not in text.text
    before = Span(0, 0)
    for at in range(len(text.text)):
        back = text.offsets.raw(Span(at, at + 1))
        assert before.start <= back.start <= back.end <= len(raw.text)
        before = back
    for paragraph in text.paragraphs:
        said = text.offsets.raw(paragraph.span).of(raw.text)
        assert paragraph.span.of(text.text).split()[0][:1] in "".join(
            each.text for each in repair(clean(said))
        )


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_file_is_read_or_refused(text: str) -> None:
    try:
        raw = read_document(text.encode("utf-8", "replace"), name="a.txt")
    except UnreadableDocument:
        return
    once = normalise(raw).text
    if once:
        assert normalise(make_raw(*once.split("\n"), complete=True)).text == once


@needs_shared
@pytest.mark.parametrize(("name", "least"), GOLD)
def test_gold_text(name: str, least: float) -> None:
    """Lines that are as in the text made by hand, as a share of its lines."""
    gold = (SHARED / "gold" / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n")
    text = normalise(read_document(SHARED / "data" / "congbao" / f"{name}.pdf"))
    found = set(text.text.split("\n"))
    assert sum(line.strip() in found for line in gold) >= least * len(gold)


@needs_shared
@pytest.mark.parametrize("name", [name for name, _ in GOLD])
def test_paragraph_per_line_stays_as_it_is(name: str) -> None:
    path = SHARED / "gold" / f"{name}.txt"
    lines = [" ".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n")]
    assert normalise(read_document(path)).text.split("\n") == [line for line in lines if line]


@needs_shared
def test_every_shared_document_is_read() -> None:
    for path in sorted((SHARED / "data" / "congbao").glob("*.pdf")):
        text = normalise(read_document(path))
        assert text.paragraphs, path.name


def make_noted(*lines: tuple[str, str | None], marks: tuple[tuple[str, str], ...]) -> Raw:
    """Lines with the number of the note that begins there (``""``: a note goes on).

    ``marks`` are words and the number that stands raised right behind them.
    """
    text, made = "", []
    for said, note in lines:
        span = Span(len(text), len(text) + len(said))
        part = "body" if note is None else "note"
        made.append(Line(span, complete=True, part=part, note=note or None))  # type: ignore[arg-type]
        text += said + "\n"
    found = []
    for before, number in marks:
        end = text.index(before) + len(before)
        found.append(NoteMark(Span(end, end + len(number)), number))
    return Raw(Source("a.docx", "", "x"), text, tuple(made), (), tuple(found))


def test_a_note_is_apart_and_tied_to_its_mark() -> None:
    raw = make_noted(
        ("1. Thực hiện Kết luận số 126-KL/TW1 của Bộ Chính trị2.", None),
        ("2. Bơm nước vào 10 thửa ruộng", None),
        ("1 Ngày 14/02/2025.", "1"),
        ("Còn hiệu lực.", ""),
        ("2. Khóa XIII.", "2"),
        marks=(("126-KL/TW", "1"), ("Bộ Chính trị", "2")),
    )
    text = normalise(raw)
    assert text.text.split("\n") == [
        "1. Thực hiện Kết luận số 126-KL/TW của Bộ Chính trị.",
        "2. Bơm nước vào 10 thửa ruộng",
        "1 Ngày 14/02/2025.",
        "Còn hiệu lực.",
        "2. Khóa XIII.",
    ]
    notes = [(note.number, note.span.of(text.text)) for note in text.notes]
    assert notes == [("1", "Ngày 14/02/2025.\nCòn hiệu lực."), ("2", "Khóa XIII.")]
    ends = [text.text[: note.at].split(" ")[-2:] for note in text.notes]
    assert ends == [["số", "126-KL/TW"], ["Chính", "trị"]]
    at = text.text.index("126-KL/TW")
    assert text.offsets.raw(Span(at, at + 9)).of(raw.text) == "126-KL/TW"


def test_notes_between_the_lines_of_the_body_stand_after_it() -> None:
    raw = make_noted(
        ("Đắp đê*", None), ("* Bằng đất sét.", "*"), ("Khoan giếng", None), marks=(("đê", "*"),)
    )
    text = normalise(raw)
    assert text.text == "Đắp đê\nKhoan giếng\n* Bằng đất sét."
    assert text.notes[0].at == 6


def test_numbers_that_begin_anew_on_each_page() -> None:
    raw = make_noted(
        ("Đắp đê1", None), ("Khoan giếng1", None), ("1 Sét.", "1"), ("1 Sâu.", "1"),
        marks=(("đê", "1"), ("giếng", "1")),
    )  # fmt: skip
    pages = (1, 2, 1, 2)
    lines = tuple(replace(line, page=page) for line, page in zip(raw.lines, pages, strict=True))
    text = normalise(replace(raw, lines=lines))
    assert [text.text[note.at - 2 : note.at] for note in text.notes if note.at] == ["đê", "ng"]


def test_heads_and_feet_that_the_file_declares_are_no_text() -> None:
    raw = make_raw("KẾ HOẠCH", "Bản in thử", "I. MỤC ĐÍCH", complete=True)
    lines = (raw.lines[0], replace(raw.lines[1], part="header"), raw.lines[2])
    assert normalise(replace(raw, lines=lines)).text == "KẾ HOẠCH\nI. MỤC ĐÍCH"


def test_powers_and_square_metres_stay() -> None:
    text = "1. Bơm 10⁶ lít cho 500 m² và 3 km² ruộng¹ ở bản"
    line = Line(Span(0, len(text)), box=(0.1, 0.1, 0.9, 0.12))
    raw = Raw(Source("a.pdf", "", "application/pdf"), text, (line,))
    assert normalise(raw).text == "1. Bơm 10⁶ lít cho 500 m² và 3 km² ruộng ở bản"


@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=6), st.data())
@settings(max_examples=100, deadline=None)
def test_every_span_leads_back_to_its_words(
    lines: list[tuple[str, bool]], data: st.DataObject
) -> None:
    """Also where marks of notes stood, and where notes were set after the body."""
    raw = make_raw(*(said for said, _ in lines), complete=True)
    marks = []
    made = []
    for line, (said, noted) in zip(raw.lines, lines, strict=True):
        if said and not noted:
            at = data.draw(st.integers(line.span.start, line.span.end - 1))
            marks.append(NoteMark(Span(at, at + 1), "1"))
        made.append(replace(line, part="note", note="1") if noted else line)
    made.sort(key=lambda line: line.part == "note")
    raw = replace(raw, lines=tuple(made), marks=tuple(marks))
    text = normalise(raw)
    for paragraph in text.paragraphs:
        start = data.draw(st.integers(paragraph.span.start, paragraph.span.end - 1))
        span = Span(start, data.draw(st.integers(start + 1, paragraph.span.end)))
        back = text.offsets.raw(span)
        gone = [mark.span for mark in marks]
        shown = "".join(
            piece.text for piece in clean(unified(back.of(raw.text)), back.start, gone=gone)
        )
        mended = any(at in paragraph.span for at in text.repairs)  # by what stands beside it
        assert mended or span.of(text.text).strip() in shown
    for note in text.notes:
        assert note.at is None or 0 <= note.at <= len(text.text)
        assert note.span.start >= 0
