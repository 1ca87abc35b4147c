"""The structure of a document: every form of marks, and a tree that covers every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.model import Cell, Unit
from kl52.parsing import text_of
from kl52.structure import find_units
from tests.values import make_text

LAW = """Phần thứ nhất
NHỮNG QUY ĐỊNH CHUNG
Chương I
QUY ĐỊNH CHUNG
Mục 1
PHẠM VI
Điều 1. Phạm vi điều chỉnh
1. Luật này áp dụng với thư viện công cộng, gồm:
a) Thư viện tỉnh;
d) Thư viện xã;
đ) Thư viện trường học.
2. Kho sách của tư nhân có điều lệ riêng.
2a. Kho sách của tôn giáo theo khoản 2.
Điều 2. Giải thích từ ngữ
Chương II
ĐIỀU KHOẢN THI HÀNH
Điều 3. Hiệu lực"""
STATE = """I. MỤC ĐÍCH
1. Mục đích: rõ việc.
2. Yêu cầu: rõ người.
II. NHIỆM VỤ
1. Tuyên truyền
a) Sở Nội vụ mở lớp:
- Lớp cho cán bộ xã.
+ Xã vùng cao trước.
- Lớp cho cán bộ thôn.
b) Sở Tư pháp in sách.
2. Kiểm tra"""
PARTY = """I- MỤC TIÊU
1- Mục tiêu chung
2- Mục tiêu cụ thể
II- NHIỆM VỤ
1- Đảng ủy xã lãnh đạo.
- Họp chi bộ."""
AMENDING = """Điều 1. Sửa đổi Điều 5 của Nghị định về thư viện như sau:
“Điều 5. Giờ mở cửa
1. Mở cửa từ 8 giờ.
2. Đóng cửa lúc 17 giờ.”.
Điều 2. Thi hành"""


def units(words: str) -> tuple[Unit, ...]:
    return find_units(make_text(*words.split("\n")))


def marked(words: str) -> list[str]:
    return [unit.id for unit in units(words) if unit.kind != "paragraph"]


@pytest.mark.parametrize(
    ("words", "last_steps", "why"),
    [
        (
            LAW,
            "phan-thứ-nhất chuong-i muc-1 dieu-1 1 a d đ 2 2a dieu-2 chuong-ii dieu-3",
            "a law, with đ among the points and an inserted clause",
        ),
        (STATE, "i 1 2 ii 1 a -1 +1 -2 b 2", "a plan of the State"),
        (PARTY, "i 1 2 ii 1 -1", "the Party's hyphens"),
    ],
)
def test_forms(words: str, last_steps: str, why: str) -> None:
    assert [id.rsplit("__", 1)[-1] for id in marked(words)] == last_steps.split(), why


def test_the_levels_of_a_law() -> None:
    found = {unit.id.rsplit("__", 1)[-1]: unit.kind for unit in units(LAW)}
    expected = {"phan-thứ-nhất": "part", "chuong-i": "chapter", "muc-1": "section"}
    expected |= {"dieu-1": "article", "2a": "clause", "đ": "point"}
    assert expected.items() <= found.items()
    assert "phan-thứ-nhất__chuong-i__muc-1__dieu-1__1__đ" in marked(LAW)


def test_nesting_of_a_plan() -> None:
    assert "ii__1__a__-1__+1" in marked(STATE)
    assert "ii__1__a__-2" in marked(STATE)
    assert {"i__1", "ii__1", "ii__2"} <= set(marked(STATE))


@pytest.mark.parametrize(
    ("line", "heading", "why"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", "MỤC ĐÍCH, YÊU CẦU", "capitals"),
        ("2. Kiểm tra", "Kiểm tra", "a short line without a full stop"),
        ("Điều 4. Hiệu lực thi hành", "Hiệu lực thi hành", "an article's own name"),
        ("3. Sở Nội vụ mở lớp.", None, "a sentence is no heading"),
        ("- Lớp cho cán bộ xã", None, "a bullet has no heading"),
    ],
)
def test_headings(line: str, heading: str | None, why: str) -> None:
    assert units(line)[0].heading == heading, why


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        (
            "1. Mục đích\n1.1. Chung\n1.2. Riêng\n2. Yêu cầu",
            ["1", "1__1.1", "1__1.2", "2"],
            "dotted",
        ),
        ("1.1.1. Sâu nhất", ["1.1.1"], "three levels of dots"),
        ("1.500 hộ được vay vốn", [], "a number of thousands"),
        ("2,5 triệu đồng mỗi hộ", [], "a decimal"),
        ("15/8/2020 là hạn cuối", [], "a date"),
        ("2021-2025 là giai đoạn đầu", [], "a period"),
        ("Điều 5 của Luật Thư viện được sửa", [], "a sentence that begins with a citation"),
        ("Chương trình của tỉnh", [], "Chương trình is no chapter"),
        ("Phần lớn các xã đã xong", [], "Phần lớn is no part"),
        ("Mục tiêu là rõ việc", [], "Mục tiêu is no section"),
    ],
)
def test_what_is_a_mark(words: str, expected: list[str], why: str) -> None:
    assert marked(words) == expected, why


def test_a_wrong_letter_and_a_gap_do_not_break_the_tree() -> None:
    words = "I. NHIỆM VỤ\n2. Một\n4. Hai\ne) Ba\nf) Bốn"
    found = [unit.number for unit in units(words) if unit.kind != "paragraph"]
    assert found[:4] == ["I", "2", "4", "e"]
    assert {unit.parent for unit in units(words)} >= {None, "i", "i__4"}


def test_a_number_used_twice_gives_two_ids() -> None:
    assert marked("1. Một\n1. Lại một") == ["1", "1~2"]


def test_annexes_start_again_at_the_top() -> None:
    words = "\n".join((STATE, "PHỤ LỤC I", "DANH MỤC", "1. Việc đầu", "PHỤ LỤC II", "1. Việc sau"))
    assert marked(words)[-4:] == ["phu-luc-i", "phu-luc-i__1", "phu-luc-ii", "phu-luc-ii__1"]


def test_an_annexed_plan_with_its_own_header_is_an_annex() -> None:
    words = """Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển thư viện.
Điều 2. Thi hành
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
KẾ HOẠCH
Phát triển thư viện
(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 02 tháng 3 năm 2021)
I. MỤC TIÊU
1. Đủ sách."""
    found = {unit.id: unit for unit in units(words)}
    (annex,) = [unit for unit in found.values() if unit.kind == "annex"]
    assert (annex.parent, annex.number) == (None, "ke-hoach")
    assert found["ke-hoach__i__1"].span in annex.span
    assert not found["dieu-2"].span.overlaps(annex.span)


def test_a_quoted_article_is_no_article_of_the_amending_act() -> None:
    assert marked(AMENDING) == ["dieu-1", "dieu-2"]


def test_items_in_a_line() -> None:
    line = "Các việc phải làm: (1) in sách; (2) mở lớp; (3) báo cáo."
    found = [unit for unit in units(line) if unit.kind == "point"]
    assert [unit.number for unit in found] == ["1", "2", "3"]
    said = [unit.span.of(line) for unit in found]
    assert said == ["(1) in sách;", "(2) mở lớp;", "(3) báo cáo."]
    assert {unit.parent for unit in found} == {units(line)[0].id}


@pytest.mark.parametrize(
    "line", ["theo khoản (2) và (3) của điều này", "gồm (1) một việc thôi", "(a) và (b) như trên"]
)
def test_brackets_that_are_no_list(line: str) -> None:
    assert [unit for unit in units(line)[1:] if unit.kind == "point"] == []


def test_rows_of_a_table() -> None:
    lines = ("PHỤ LỤC", "TT", "Nhiệm vụ", "1", "In sách", "2", "Mở lớp", "Ghi chú cuối.")
    cells = {number: Cell(0, (number - 1) // 2, (number - 1) % 2) for number in range(1, 7)}
    text = make_text(*lines, cells=cells)
    rows = [unit for unit in find_units(text) if unit.kind == "row"]
    assert [(unit.number, unit.span.of(text.text)) for unit in rows] == [
        ("TT", "TT\nNhiệm vụ"),
        ("1", "1\nIn sách"),
        ("2", "2\nMở lớp"),
    ]
    assert {unit.parent for unit in rows} == {"phu-luc"}
    assert rows[1].id == "phu-luc__r1"


def test_header_and_signature_lie_outside_the_tree() -> None:
    text = make_text("1. Sở Nội vụ", "I. NHIỆM VỤ", "1. In sách.", "KT. CHỦ TỊCH")
    ends = (text.paragraphs[0].span, text.paragraphs[3].span)
    found = find_units(text, outside=ends)
    assert [unit.kind for unit in found] == ["paragraph", "section", "clause", "paragraph"]
    assert [unit.parent for unit in found] == [None, None, "i", None]


MARKS = (
    "Phần I", "Chương I", "CHƯƠNG II", "Mục 1", "Điều 1.", "Điều 2a.", "I. ", "II- ", "A. ", "1. ",
    "1.1. ", "2a. ", "10- ", "a) ", "đ) ", "(1) ", "(i) ", "- ", "+ ", "PHỤ LỤC", "PHỤ LỤC II", "”",
    "KẾ HOẠCH", "(Kèm theo Quyết định này)", "“Điều 3. ", "CỘNG HÒA XÃ HỘI", "x: (1) a; (2) b",
)  # fmt: skip
words = st.text(max_size=20).map(lambda said: said.replace("\n", " "))
ends = st.sampled_from(("", "Việc", "VIỆC:", "việc như sau:", "1"))
lines = st.builds("{}{}".format, st.sampled_from(MARKS), ends)


@settings(max_examples=150)
@given(st.lists(lines | words, max_size=25), st.booleans())
def test_every_text_has_a_tree_that_covers_it(drawn: list[str], outside: bool) -> None:
    text = make_text(*drawn)
    spans = [paragraph.span for paragraph in text.paragraphs]
    found = find_units(text, outside=spans[:2] if outside else ())
    by_id = {unit.id: unit for unit in found}
    assert len(by_id) == len(found)
    for span in spans:
        assert any(span in unit.span for unit in found)
    seen: set[str] = set()
    for unit in found:
        seen.add(unit.id)
        assert unit.head.start == unit.span.start
        assert unit.head in unit.span
        if unit.parent is not None:
            assert unit.parent in seen
            assert unit.span in by_id[unit.parent].span
            assert unit.id.startswith(unit.parent + "__")


@pytest.mark.parametrize("line", ["1. a\n", "a) b\n", "- c:\n", "(1) d: (1) e; (2) f\n", "“\n"])
def test_long_texts_take_time_in_proportion(line: str) -> None:
    assert len(units(line * 4000)) >= 4000


def test_sloppy_marks_of_offices() -> None:
    """``II/``, ``1/``, ``a/`` as offices type them, and a colon behind the number of a part."""
    words = (
        "Phần II: Nhiệm vụ\nI/ NỘI DUNG\n1/ Công tác tuyên truyền\na/ Sở Y tế lập sổ khám bệnh.\n"
        "b/ Sở Nội vụ lập kho lưu trữ.\n2/ Khác\na/b là tỷ lệ giữa hai số.\n"
    )
    units = list(find_units(text_of(words)))
    ids = [unit.id for unit in units]
    assert "phan-ii__i__1__a" in ids and "phan-ii__i__1__b" in ids
    assert "phan-ii__i__2__a" not in ids
    assert units[0].heading == "Nhiệm vụ"
