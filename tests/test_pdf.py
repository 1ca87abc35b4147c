"""PDFs: every letter once, in the order in which people read, with notes and places."""

from __future__ import annotations

import gc
import random
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.errors import UnreadableDocument
from kl52.model import Document, Header, Place, Raw, Source, Text
from kl52.normalising import normalise
from kl52.reading import read_document
from kl52.reading.legacy.words import is_suspect
from kl52.reading.pdf.letters import Letters
from kl52.reading.pdf.lines import Items
from kl52.reading.pdf.open_tables import may_be_open
from kl52.reading.pdf.words import read_lines, words_of
from kl52.spans import Span
from tests import samples
from tests.samples import Page, Words

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")
LINE = "Hợp tác xã ven sông rà soát từng đoạn đê, từng cống và báo cáo kết quả"


def read(*pages: Page) -> Raw:
    return read_document(samples.pdf(pages), name="a.pdf")


def said(raw: Raw) -> list[str]:
    return [line.span.of(raw.text) for line in raw.lines]


def body(count: int, top: float = 100) -> list[Words]:
    return [(85.0, top + 18 * row, LINE) for row in range(count)]


def both_ways(data: bytes, index: int = 0) -> tuple[list[str], list[str]]:
    """The lines of a page taken whole, and made of all of its words."""
    pdf = pypdfium2.PdfDocument(data)
    letters = Letters(pdf[index])
    items = Items(letters)
    whole = [line.text for line in items.lines(items.all)]
    made = [line.text for line in read_lines(words_of(letters))]
    letters.close()
    pdf.close()
    return whole, made


# -- every letter, in order ----------------------------------------------------------------------

ORDERS = [
    pytest.param(body(4), id="top down"),
    pytest.param(body(4)[::-1], id="the file begins at the foot"),
    pytest.param([*body(2), (300, 60, "NĂM 2031")], id="the head comes last"),
    pytest.param([(85, 100, "Kết luận số 126-KL/TW"), (211, 99, "1", 7), (215, 100, " của")],
                 id="a raised number"),
    pytest.param([(85, 100, "đất rừng 500 m"), (169, 99, "2", 7), *body(2, 120)], id="square"),
    pytest.param([(85, 100, "BẢN MƯỜNG"), (330, 100, "BẢN NÀ"), (85, 118, "Trưởng bản"),
                  (330, 118, "Phó bản")], id="two columns"),
    pytest.param([(85, 100, "18-"), (85, 118, "NQ/TW")], id="hyphen at the end"),
    pytest.param([(85, 100, "H"), (95, 100, "AI"), (140, 100, "X")], id="spaced letters"),
]  # fmt: skip


@pytest.mark.parametrize("words", ORDERS)
def test_lines_taken_whole_are_those_made_of_words(words: list[Words]) -> None:
    whole, made = both_ways(samples.pdf([Page(words)]))
    assert whole == made


def test_a_few_taller_letters_make_no_line_of_large_type() -> None:
    """Some programs take the letters with horns from another font, which is taller."""
    words: list[Words] = [(85, 100, "Trưởng bản rà soát đê c", 11), (212, 100, "ủy", 14)]
    pdf = pypdfium2.PdfDocument(samples.pdf([Page([*words, (226, 100, "a bản", 11)])]))
    letters = Letters(pdf[0])
    items = Items(letters)
    (line,) = items.lines(items.all)
    assert len(line.words) == 1
    assert line.height == pytest.approx(11, abs=0.1)
    assert line.bottom - line.top > 13
    letters.close()
    pdf.close()


@pytest.mark.parametrize("words", ORDERS)
def test_no_letter_is_lost(words: list[Words]) -> None:
    found = Counter("".join(said(read(Page(words)))).translate(str.maketrans("¹²", "12")))
    wanted = Counter("".join(each[2] for each in words))
    del found[" "], wanted[" "]
    assert found == wanted


@given(
    st.lists(
        st.tuples(
            st.integers(40, 400),
            st.integers(40, 780),
            st.text("aăâĐố1⁶.-)*", min_size=1, max_size=12),
            st.sampled_from([7, 10, 12, 14]),
        ),
        min_size=1,
        max_size=14,
    )
)
@settings(max_examples=60, deadline=None)
def test_scattered_words_keep_every_letter(words: list[tuple[float, float, str, float]]) -> None:
    data = samples.pdf([Page(words)])
    whole, made = both_ways(data)
    assert Counter("".join(whole).replace(" ", "")) == Counter("".join(made).replace(" ", ""))
    pdf = pypdfium2.PdfDocument(data)
    plain = pdf[0].get_textpage().get_text_range()
    pdf.close()
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    letters = Counter("".join(made).translate(raised))
    wanted = Counter(plain.replace("\ufffe", "-").replace("\x02", "-").translate(raised))
    for space in " \r\n":
        del letters[space], wanted[space]
    assert letters == wanted


def test_bold_letters_set_twice_are_read_once() -> None:
    assert said(read(Page([(85, 100, "NGHỊ QUYẾT"), (85, 100, "NGHỊ QUYẾT")]))) == ["NGHỊ QUYẾT"]


def test_stream_order_does_not_matter() -> None:
    words = [*samples.header(), *body(12, 160)]
    shuffled = list(words)
    random.Random(7).shuffle(shuffled)
    assert said(read(Page(shuffled))) == said(read(Page(words)))


@pytest.mark.parametrize("turn", ["0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"])
def test_pages_set_sideways_are_read_as_they_are_seen(turn: str) -> None:
    words = [(200.0 + 20 * row, 400.0 + 20 * row, f"dòng số {row}") for row in range(4)]
    found = said(read(Page(words, turn=turn)))
    assert sorted(found) == [f"dòng số {row}" for row in range(4)]


@needs_shared
@pytest.mark.parametrize("name", ["nghi-quyet-so-105-nq-cp-469364", "thong-tu-so-65-2026-tt-bca-469589"])  # fmt: skip  # noqa: E501
def test_real_lines_taken_whole_are_those_made_of_words(name: str) -> None:
    data = (SHARED / "data" / "congbao" / f"{name}.pdf").read_bytes()
    for index in range(4):
        whole, made = both_ways(data, index)
        assert whole == made


# -- notes ---------------------------------------------------------------------------------------


def noted(*, raised: bool = True, size: float = 9, rows: int = 12) -> list[Words]:
    """A page with a mark behind a number, and its note at the foot."""
    mark = 7.0 if raised else 12.0
    return [
        *body(rows),
        (85, 700, "Kết luận số 126-KL/TW"), (211, 699, "1", mark), (220, 700, "của Bộ Chính trị."),
        (85, 770, "1", 6), (91, 770, "Ngày 14/02/2025, đã đăng.", size),
    ]  # fmt: skip


def test_a_footnote_is_apart_and_its_mark_is_no_digit() -> None:
    raw = read(Page(noted()), Page(body(3)))
    assert said(raw)[-1] == "¹ Ngày 14/02/2025, đã đăng."
    assert (raw.lines[-1].part, raw.lines[-1].note, raw.lines[-1].page) == ("note", "1", 1)
    assert [(mark.number, mark.span.of(raw.text)) for mark in raw.marks] == [("1", "¹")]
    text = normalise(raw)
    assert "Kết luận số 126-KL/TW của Bộ Chính trị." in text.text
    (note,) = text.notes
    assert note.span.of(text.text) == "Ngày 14/02/2025, đã đăng."
    assert note.at is not None
    assert text.text[: note.at].endswith("126-KL/TW")


def test_a_note_does_not_cut_the_sentence_that_runs_over_the_page() -> None:
    long = [(85.0, 100.0 + 18 * row, LINE) for row in range(33)]
    long[-1] = (85, 676, "Kết luận số 126-KL/TW ngày 14/02/2025 của Bộ Chính trị về một số")
    page = Page([*long, (487, 675, "1", 7), (85, 770, "1", 6), (91, 770, "Đã đăng.", 9)])
    text = normalise(read(page, Page([(85, 100, "nội dung trong năm nay; " + LINE[:40])])))
    assert "Bộ Chính trị về một số nội dung trong năm nay" in text.text


def test_a_raised_number_without_a_note_is_no_mark() -> None:
    raw = read(Page([*body(8), (85, 300, "Trồng 500 m"), (151, 299, "2", 7), (160, 300, "rau")]))
    assert raw.marks == ()
    assert "500 m² rau" in normalise(raw).text


def test_square_metres_stay_beside_a_note_of_that_number() -> None:
    words = [
        *noted(),
        (85, 318, "Trồng 500 m"), (151, 317, "2", 7),
        (85, 336, "theo Quy chế"), (157, 335, "2", 7), (85, 785, "2", 6), (91, 785, "Đã sửa.", 9),
    ]  # fmt: skip
    text = normalise(read(Page(words)))
    assert "Trồng 500 m²" in text.text
    assert [note.number for note in text.notes] == ["1", "2"]
    assert all(note.at for note in text.notes)


def test_a_note_that_goes_on_over_the_page() -> None:
    first = [*noted()[:-1], (91, 770, "Ngày 14/02/2025, đã đăng và đã được các hợp tác xã", 9)]
    second = [*body(20), (85, 770, "ven sông tìm hiểu.", 9)]
    raw = read(Page(first), Page(second))
    assert [line.part for line in raw.lines][-2:] == ["note", "note"]
    assert normalise(raw).notes[0].span.of(normalise(raw).text).endswith("ven sông tìm hiểu.")


def test_a_star_at_the_foot_is_a_note() -> None:
    words = [*body(12), (85, 700, "Giá một tạ thóc*"), (85, 770, "* Thóc khô.", 9)]
    text = normalise(read(Page(words)))
    assert text.text.endswith("Giá một tạ thóc\n* Thóc khô.")
    assert [(note.number, note.span.of(text.text)) for note in text.notes] == [("*", "Thóc khô.")]


def test_small_type_at_the_foot_is_no_note_without_a_mark() -> None:
    words = [*body(12), (85, 700, "- Như trên;", 9), (85, 712, "- Lưu: VT.", 9)]
    assert {line.part for line in read(Page(words)).lines} == {"body"}


# -- places --------------------------------------------------------------------------------------


def located(text: Text, words: str) -> tuple[Place, ...]:
    start = text.text.index(words)
    doc = Document("", Header(), Source("a.pdf", "", "application/pdf"), text)
    return doc.locate(Span(start, start + len(words)))


def test_a_whole_line_has_its_own_box() -> None:
    raw = read(Page([(85, 100, "KẾ HOẠCH"), *body(3, 140)]))
    (place,) = located(normalise(raw), "KẾ HOẠCH")
    assert place == Place(1, raw.lines[0].box)


def test_words_on_two_pages_have_two_places_and_no_page_number() -> None:
    raw = read(
        Page([*body(36, 100)]),
        Page([(290, 40, "2"), (85, 100, "của bản trong năm.")]),
        Page([(290, 40, "3"), *body(3)]),
    )
    text = normalise(raw)
    assert "kết quả của bản" in text.text
    places = located(text, "kết quả của bản")
    assert [place.page for place in places] == [1, 2]
    boxes = [place.box for place in places if place.box]
    assert boxes[0][1] > 0.8
    assert 0.11 < boxes[1][1] < 0.14


def test_words_within_a_line_are_boxed_within_a_letter() -> None:
    text = normalise(read(Page([(85, 100, LINE), *body(3, 140)])))
    (place,) = located(text, "rà soát")
    assert place.box is not None
    start, letter = LINE.index("rà soát"), 6 / samples.WIDTH
    assert abs(place.box[0] - (85 / samples.WIDTH + start * letter)) < 2 * letter
    assert abs(place.box[2] - (85 / samples.WIDTH + (start + 7) * letter)) < 2 * letter


def test_files_without_pages_have_places_without_boxes() -> None:
    text = normalise(read_document("Số: 48/KH-UBND".encode(), name="a.txt"))
    assert located(text, "48/KH") == (Place(1),)


@needs_shared
def test_cropping_the_page_shows_the_words() -> None:
    path = SHARED / "data" / "congbao" / "nghi-quyet-so-105-nq-cp-469364.pdf"
    text = normalise(read_document(path))
    rng = random.Random(11)
    with pdfplumber.open(path) as pdf:
        for paragraph in rng.sample(text.paragraphs, 12):
            words = list(re.finditer(r"\S+", paragraph.span.of(text.text)))
            first = rng.randrange(len(words))
            last = min(len(words) - 1, first + rng.randrange(30))
            span = Span(words[first].start(), words[last].end()).shift(paragraph.span.start)
            shown = "".join(
                _cropped(pdf.pages[place.page - 1], place) for place in text.places(span)
            )
            assert "".join(span.of(text.text).split()) in shown


def _cropped(page: pdfplumber.page.Page, place: Place) -> str:
    """The letters in a box and one letter to its left and right."""
    assert place.box is not None
    x0, top, x1, bottom = place.box
    wide, high = float(page.width), float(page.height)
    letter = (bottom - top) * high / 2
    box = (max(0, x0 * wide - letter), top * high + letter / 2,
           min(wide, x1 * wide + letter), bottom * high - letter / 2)  # fmt: skip
    return unicodedata.normalize("NFC", "".join((page.crop(box).extract_text() or "").split()))


# -- columns -------------------------------------------------------------------------------------


def column(middle: float, top: float, *lines: str, size: float = 12) -> list[Words]:
    """Lines centred on ``middle``."""
    return [
        (middle - len(line) * size / 4, top + 16 * row, line, size)
        for row, line in enumerate(lines)
    ]


NATION = samples.HEADER_RIGHT
LETTER = ("PHÒNG THỦY LỢI", "TRẠM BƠM", "Số: 12/TB-KT", "V/v nạo vét kênh", "mương nội đồng")
PARTY = ("ĐẢNG ỦY XÃ NÀ", "BAN THƯỜNG VỤ", "*", "Số 14-KH/ĐU")
FORMS = [
    pytest.param(
        [*column(150, 60, *LETTER), *column(430, 60, *NATION), (180, 170, "Kính gửi: Các bản")],
        [*LETTER, *NATION, "Kính gửi: Các bản"],
        id="a letter's subject under its number",
    ),
    pytest.param(
        [*column(150, 60, *PARTY), *column(430, 60, "ĐẢNG CỘNG SẢN VIỆT NAM"),
         *column(430, 108, "Xã Nà, ngày 3 tháng 2 năm 2024"), *column(297, 140, "KẾ HOẠCH")],
        [*PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM", "Xã Nà, ngày 3 tháng 2 năm 2024", "KẾ HOẠCH"],
        id="a Party header",
    ),
    pytest.param(
        [*column(150, 60, "HỢP TÁC XÃ", "BAN QUẢN LÝ", "CÁC CÔNG TRÌNH", "THỦY LỢI", "Số: 1/QĐ"),
         *column(430, 60, *NATION[:2]), *column(430, 108, NATION[2])],
        ["HỢP TÁC XÃ", "BAN QUẢN LÝ", "CÁC CÔNG TRÌNH", "THỦY LỢI", "Số: 1/QĐ", *NATION],
        id="a left column that is longer",
    ),
    pytest.param(
        [*column(150, 60, "PHÒNG THỦY LỢI", "Số: 1/QĐ"), *column(430, 64, *NATION)],
        ["PHÒNG THỦY LỢI", "Số: 1/QĐ", *NATION],
        id="columns that stand at other heights",
    ),
    pytest.param(
        [*column(430, 600, "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
         (85, 632, "Nơi nhận:"), (85, 648, "- Như trên;"), (85, 664, "- Lưu: VT.", 10),
         *column(430, 720, "Giàng Thị Mẫu")],
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
         "PHÓ CHỦ TỊCH", "Giàng Thị Mẫu"],
        id="recipients that begin lower than the signer",
    ),
    pytest.param(
        [*column(150, 540, "TRƯỞNG TRẠM", "TRẠM BƠM"), *column(430, 540, "TRƯỞNG PHÒNG", "PHÒNG Y"),
         *column(150, 620, "Sùng A Mẫu"), *column(430, 620, "Lò Thị Mẫu"),
         (85, 660, "Nơi nhận:"), (85, 676, "- Như trên.")],
        ["TRƯỞNG TRẠM", "TRẠM BƠM", "Sùng A Mẫu", "TRƯỞNG PHÒNG", "PHÒNG Y", "Lò Thị Mẫu",
         "Nơi nhận:", "- Như trên."],
        id="two signers, the recipients below",
    ),
    pytest.param(
        [*column(110, 540, "TRƯỞNG TRẠM", "TRẠM BƠM"), *column(300, 540, "TRƯỞNG PHÒNG", "PHÒNG Y"),
         *column(480, 540, "CHỦ NHIỆM", "HỢP TÁC XÃ"), *column(110, 620, "Sùng A Mẫu"),
         *column(300, 620, "Lò Thị Mẫu"), *column(480, 620, "Vừ Mí Mẫu")],
        ["TRƯỞNG TRẠM", "TRẠM BƠM", "Sùng A Mẫu", "TRƯỞNG PHÒNG", "PHÒNG Y", "Lò Thị Mẫu",
         "CHỦ NHIỆM", "HỢP TÁC XÃ", "Vừ Mí Mẫu"],
        id="three signers side by side",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "order"), FORMS)
def test_columns_are_read_one_after_the_other(words: list[Words], order: list[str]) -> None:
    assert said(read(Page(words))) == order


def test_two_columns_of_a_sentence_are_none() -> None:
    at = LINE.index(" từng")
    words = [(85, 100, LINE[:at]), (100 + 6 * at, 100, LINE[at + 1 :]), *body(2, 118)]
    assert said(read(Page(words)))[0] == LINE


# -- furniture -----------------------------------------------------------------------------------


def paged(count: int, *extra: Words, top: float = 120) -> list[Page]:
    """Pages with a number on top, each with text of its own."""
    return [
        Page([(290, 40, str(number)), *extra, (85, top, f"{number}. Đắp đê đoạn {number * 7}.")])
        for number in range(1, count + 1)
    ]


def lines_of_text(*pages: Page) -> list[str]:
    return normalise(read(*pages)).text.split("\n")


@pytest.mark.parametrize("head", ["Bản tin Thủy lợi số 4", "Kế hoạch đê điều 2031"])
def test_the_head_of_any_publisher_goes(head: str) -> None:
    assert lines_of_text(*paged(5, (85, 60, head))) == [
        f"{n}. Đắp đê đoạn {n * 7}." for n in range(1, 6)
    ]


def test_heads_of_left_and_right_pages_go() -> None:
    pages = [
        Page([(85 if n % 2 else 300, 40, f"Thủy lợi {n}" if n % 2 else f"{n} Bản tin"),
              (85, 120, f"{n}. Đắp đê.")])
        for n in range(1, 8)
    ]  # fmt: skip
    assert lines_of_text(*pages) == [f"{n}. Đắp đê." for n in range(1, 8)]


def test_a_head_within_the_frame_of_another_goes() -> None:
    pages = paged(5, (85, 60, "Bản tin Thủy lợi"), (85, 80, "QT:06-2031"))
    assert lines_of_text(*pages)[0] == "1. Đắp đê đoạn 7."


@pytest.mark.parametrize("number", ["{}", "- {} -", "Trang {}/3"])
def test_page_numbers_go_and_other_numbers_stay(number: str) -> None:
    pages = [
        Page([(290, 40, number.format(n)), (85, 120, "Mẫu số 5 của bản"), (85, 138, "17")])
        for n in range(1, 4)
    ]
    text = lines_of_text(*pages)
    assert [line for line in text if "Mẫu" in line] == ["Mẫu số 5 của bản"] * 3
    assert text.count("17") == 3
    assert len(text) == 6


def test_forms_that_repeat_keep_their_heads() -> None:
    form = ("Mẫu số {}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    pages = [
        Page([(85, 44 + 16 * row, line.format(n)) for row, line in enumerate(form)]
             + [(85, 140, f"Tôi là {'ABCDE'[n]}")])
        for n in range(1, 5)
    ]  # fmt: skip
    text = lines_of_text(*pages)
    assert sum(line.startswith("Độc lập") for line in text) == 4
    assert sum(line.startswith("CỘNG HÒA") for line in text) == 4
    assert sum(line.startswith("Mẫu số") for line in text) == 4


def test_what_repeats_in_the_body_stays() -> None:
    pages = [Page([(85, 300, "Nơi nhận:"), (85, 120, f"Bản {n}")]) for n in range(1, 5)]
    assert lines_of_text(*pages).count("Nơi nhận:") == 4


def test_a_stamp_goes_with_the_line_that_its_value_runs_over() -> None:
    stamp = ["Người ký: Trạm bơm Nà Mẫu", "Email: tram@example.vn", "Cơ quan: Hợp tác xã",
             "Nà Mẫu", "Thời gian ký: 05.02.2031 08:00:00 +07:00"]  # fmt: skip
    words = [(400, 20 + 9 * row, line, 7) for row, line in enumerate(stamp)]
    assert lines_of_text(Page([*words, *body(4, 120)])) == [" ".join([LINE] * 4)]


def test_a_table_goes_on_under_the_head_of_any_publisher() -> None:
    pages = []
    for number in range(1, 5):
        grid = samples.grid([[str(number), f"Đắp đê {number}", "Bản Nà"]] * 2, 120)
        pages.append(Page([*grid.words, (85, 40, "Bản tin Thủy lợi")], grid.rulings))
    raw = read(*pages)
    assert {line.cell.table for line in raw.lines if line.cell} == {0}
    assert "Bản tin" not in normalise(raw).text


def test_a_foot_below_a_note_is_no_part_of_it() -> None:
    pages = []
    for number in range(1, 5):
        words = [*noted()[:-1], (91, 770, f"Bản in thứ {number * 3}.", 9)]
        pages.append(Page([*words, (85, 800, "Bản tin Thủy lợi", 9)]))
    text = normalise(read(*pages))
    notes = [note.span.of(text.text) for note in text.notes]
    assert notes == [f"Bản in thứ {number * 3}." for number in range(1, 5)]
    assert "Bản tin" not in text.text


@pytest.mark.parametrize("on", [True, False])
def test_reading_leaves_the_search_for_cycles_as_it_was(on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        read(Page([(72.0, 100.0, "Điều 1.")]))
        assert gc.isenabled() is on
        with pytest.raises(UnreadableDocument):
            read_document(b"%PDF-1.7 cut off", name="a.pdf")
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()


@given(st.lists(st.sampled_from("aZ 1\u1ebf\xe0\xe1\xb5\xad\xd7"), max_size=6))
def test_odd_signs_are_seen_beside_letters_alone(letters: list[str]) -> None:
    """The quick pattern says what its three cases say one by one."""
    plain, odd, marked = "aZ", "\xb5\xad\xd7", "\xe0\xe1\xd7"
    assert is_suspect("".join(letters)) == any(
        (one in plain and other in odd)
        or (one in odd and other in plain)
        or (one in marked and other in marked)
        for one, other in pairwise(letters)
    )


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("STT", True), ("TT Tên việc", True), ("a\nStt. b", True), ("Số  thứ tự", True),
        ("HSTT", False), ("STTX", False), ("ATT", False), ("QSTT TTX", False), ("Số TTX", False),
    ],
)  # fmt: skip
def test_the_quick_look_for_open_tables_sees_whole_words(text: str, may: bool) -> None:
    assert may_be_open([], text) is may
