"""Traps of identity: numbers that several documents bear, and edges that cannot be.

Each in a made-up plan, parsed whole, against the bundled catalogue.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.cascade import find_cascade
from kl52.catalogue import Catalogue, load_catalogue
from kl52.citations import Host, resolve_citations
from kl52.library import Library
from kl52.model import Citation, Document
from kl52.parsing import parse_document
from kl52.spans import Span
from tests.values import make_citation, make_entry

PLAN = """{organ}                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{place}                      Độc lập - Tự do - Hạnh phúc
Số: {number}                     {town}, ngày {day}

{type}
Mở lớp cho cán bộ xã

{body}
I. NHIỆM VỤ
1. Sở Nội vụ mở lớp cho cán bộ xã.
"""
DECISIONS = {
    "2020": "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg",
    "2024": "/akn/vn/act/quyet-dinh/ttg/2024-02-02/142-qd-ttg",
    "2008": "/akn/vn/act/quyet-dinh/ttg/2008-10-27/142-2008-qd-ttg",
}
TERMS = {
    "X": "/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw",
    "XII": "/akn/vn/act/nghi-quyet/bchtw/2018-05-21/27-nq-tw",
    "XIII": "/akn/vn/act/nghi-quyet/bchtw/2022-11-09/27-nq-tw",
}
LANG_SON = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"


def plan(
    body: str,
    day: str = "05 tháng 5 năm 2026",
    *,
    number: str = "7/KH-UBND",
    place: str = "TỈNH LẠNG SƠN",
    organ: str = "ỦY BAN NHÂN DÂN",
    type: str = "KẾ HOẠCH",
) -> Document:
    """A plan with ``body`` as its preamble."""
    town = place.split(" ", 1)[-1].title() or "Hà Nội"
    words = PLAN.format(
        organ=organ, place=place, number=number, town=town, day=day, type=type, body=body
    )
    return parse_document(words.encode(), name="ke-hoach.txt")


def only(body: str, day: str = "05 tháng 5 năm 2026", **known: str) -> Citation:
    """The single outermost citation of a plan's preamble."""
    doc = plan(body, day, **known)
    (cite,) = [each for each in doc.citations if each.within is None]
    return cite


# -- one number, several documents ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020", "2020"),
        ("Quyết định số 142/QĐ-TTg ngày 02/02/2024", "2024"),
        ("Quyết định số 142/2008/QĐ-TTg ngày 27/10/2008", "2008"),
        ("Quyết định số 142/2008/QĐ-TTg", "2008"),
    ],
)
def test_142_of_three_years(words: str, meant: str) -> None:
    cite = only(f"Thực hiện {words} của Thủ tướng Chính phủ:")
    assert (cite.state, cite.target) == ("resolved", DECISIONS[meant])


def test_142_without_a_date_stays_open_and_the_normative_one_is_no_candidate() -> None:
    cite = only("Thực hiện Quyết định số 142/QĐ-TTg của Thủ tướng Chính phủ:")
    assert (cite.state, cite.target) == ("ambiguous", None)
    assert set(cite.candidates) == {DECISIONS["2020"], DECISIONS["2024"]}


def test_142_without_a_date_is_that_of_the_plans_year() -> None:
    cite = only("Thực hiện Quyết định số 142/QĐ-TTg:", "05 tháng 5 năm 2020")
    assert (cite.state, cite.target) == ("resolved", DECISIONS["2020"])


def test_142_of_another_year_is_another_document() -> None:
    cite = only("Thực hiện Quyết định số 142/QĐ-TTg ngày 20/01/2022:")
    assert cite.state == "not_in_library"
    assert cite.target not in DECISIONS.values()


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("ngày 06/8/2008", "X"),
        ("ngày 21/5/2018", "XII"),
        ("ngày 09/11/2022", "XIII"),
        ("của Ban Chấp hành Trung ương khóa X", "X"),
        ("của Ban Chấp hành Trung ương Đảng khóa XII", "XII"),
        ("của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII", "XIII"),
    ],
)
def test_27_nq_tw_of_three_terms(words: str, term: str) -> None:
    cite = only(f"Thực hiện Nghị quyết số 27-NQ/TW {words}:")
    assert (cite.state, cite.target) == ("resolved", TERMS[term])


def test_27_nq_tw_without_date_or_term_stays_open() -> None:
    cite = only("Thực hiện Nghị quyết số 27-NQ/TW của Ban Chấp hành Trung ương:")
    assert (cite.state, cite.target) == ("ambiguous", None)
    assert set(cite.candidates) == set(TERMS.values())


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Kết luận số 52-KL/TW ngày 30/5/2019", "ket-luan/bbt/2019-05-30/52-kl-tw"),
        ("Nghị quyết số 52-NQ/TW ngày 27/9/2019", "nghi-quyet/bct/2019-09-27/52-nq-tw"),
        ("Chỉ thị số 52-CT/TW ngày 03/10/2025", "chi-thi/bbt/2025-10-03/52-ct-tw"),
    ],
)
def test_52_of_three_types(words: str, last: str) -> None:
    cite = only(f"Thực hiện {words}:")
    assert (cite.state, cite.target) == ("resolved", f"/akn/vn/act/{last}")


def test_52_of_another_type_on_that_day_is_not_the_conclusion() -> None:
    cite = only("Thực hiện Chỉ thị số 52-CT/TW ngày 30/5/2019:")
    assert cite.state != "resolved"
    assert cite.target != "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw"


def test_52_kl_tw_of_a_later_term_without_its_day_is_known_by_the_term() -> None:
    later = only("Thực hiện Kết luận số 52-KL/TW ngày 30/5/2023 của Ban Bí thư:")
    assert later.target != "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw"
    slip = only("Thực hiện Kết luận số 52-KL/TW ngày 30/5/2018 của Ban Bí thư:")
    assert slip.state == "mismatch"
    assert slip.target == "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw"
    assert "30/05/2019" in (slip.reason or "")


@pytest.mark.parametrize(
    ("topic", "number"),
    [
        (" về xây dựng đội ngũ trí thức trong thời kỳ mới", "27-nq-tw"),
        (" về công tác thanh niên", "25-nq-tw"),
        (" về nông nghiệp, nông dân, nông thôn", "26-nq-tw"),
        ("", None),
        (" về bảo vệ rừng", None),
    ],
)
def test_the_seventh_plenum_of_the_tenth_term(topic: str, number: str | None) -> None:
    cite = only(f"Thực hiện Nghị quyết Trung ương 7 khóa X{topic}:")
    if number is None:
        assert (cite.state, cite.target, len(cite.candidates)) == ("ambiguous", None, 3)
    else:
        assert cite.state == "resolved"
        assert (cite.target or "").endswith(number)


@pytest.mark.parametrize(
    ("words", "place", "target"),
    [
        ("Kế hoạch số 48/KH-UBND ngày 17/02/2020", "TỈNH LẠNG SƠN", True),
        ("Kế hoạch số 48/KH-UBND ngày 17/02/2020 của UBND tỉnh Lạng Sơn", "TỈNH CAO BẰNG", True),
        ("Kế hoạch số 48/KH-UBND ngày 17/02/2020", "TỈNH CAO BẰNG", False),
        ("Kế hoạch số 48/KH-UBND", "TỈNH CAO BẰNG", False),
        ("Kế hoạch số 48/KH-UBND ngày 17/02/2020 của UBND tỉnh Cao Bằng", "TỈNH LẠNG SƠN", False),
    ],
)
def test_48_kh_ubnd_of_two_provinces(words: str, place: str, target: bool) -> None:
    cite = only(f"Tiếp tục thực hiện {words}:", "05 tháng 5 năm 2021", place=place)
    assert (cite.target == LANG_SON) == target
    assert (cite.state == "resolved") == target


def test_a_footnote_mark_is_no_part_of_a_number() -> None:
    cite = only("Thực hiện Kết luận số 126-KL/TW1 ngày 14/02/2025 của Bộ Chính trị, Ban Bí thư:")
    assert (cite.number, cite.state) == ("126-KL/TW", "resolved")
    assert (cite.target or "").endswith("2025-02-14/126-kl-tw")


def test_a_law_whose_name_ends_in_so() -> None:
    cite = only("Căn cứ Luật Công nghiệp công nghệ số số 71/2025/QH15 ngày 14 tháng 6 năm 2025;")
    assert (cite.number, cite.state) == ("71/2025/QH15", "resolved")
    assert cite.target == "/akn/vn/act/luat/quoc-hoi/2025-06-14/71-2025-qh15"


# -- what a date rules out -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day", "target", "why"),
    [
        ("Quyết định số 142/QĐ-TTg ngày 02/02/2024", "05 tháng 5 năm 2020", "2024",
         "number and day are right, but it was not there"),
        ("Quyết định số 142/QĐ-TTg ngày 21/01/2024", "05 tháng 5 năm 2020", "2020",
         "the year is a slip: what was there is the candidate"),
        ("Quyết định số 142/QĐ-TTg ngày 22/01/2020", "05 tháng 5 năm 2020", "2020",
         "a day that the number does not have"),
    ],
)  # fmt: skip
def test_a_basis_younger_than_the_plan(words: str, day: str, target: str, why: str) -> None:
    cite = only(f"Căn cứ {words} của Thủ tướng Chính phủ;", day)
    assert cite.state == "mismatch", why
    assert cite.candidates == (DECISIONS[target],), why
    assert cite.reason


def test_an_unknown_basis_younger_than_the_plan_is_a_mismatch_too() -> None:
    cite = only("Căn cứ Quyết định số 9/QĐ-TTg ngày 02/02/2024;", "05 tháng 5 năm 2020")
    assert (cite.state, cite.target) == (
        "mismatch",
        "/akn/vn/act/quyet-dinh/ttg/2024-02-02/9-qd-ttg",
    )
    assert "05/05/2020" in (cite.reason or "")


def test_a_plain_reference_may_be_younger() -> None:
    body = "Danh sách kèm theo (xem Quyết định số 142/QĐ-TTg ngày 02/02/2024)."
    cite = only(body, "05 tháng 5 năm 2020")
    assert (cite.relation, cite.state) == ("refers", "resolved")


def test_a_basis_of_the_same_day_is_no_mismatch() -> None:
    cite = only("Căn cứ Quyết định số 142/QĐ-TTg ngày 21/01/2020;", "21 tháng 01 năm 2020")
    assert cite.state == "resolved"


def test_a_law_by_name_that_came_later_is_not_meant() -> None:
    cite = only("Căn cứ Luật Công nghiệp công nghệ số;", "05 tháng 5 năm 2020")
    assert (cite.state, cite.target) == ("ambiguous", None)
    assert "sau văn bản trích dẫn" in (cite.reason or "")


# -- the document itself -------------------------------------------------------------------------


def test_its_own_number_is_itself() -> None:
    cite = only("Triển khai Kế hoạch số 7/KH-UBND ngày 05/5/2026 của UBND tỉnh Lạng Sơn:")
    assert (cite.state, cite.relation) == ("self", "self")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Kế hoạch số 7/KH-UBND ngày 04/5/2026 của UBND tỉnh Lạng Sơn", "mismatch"),
        ("Kế hoạch số 7/KH-UBND ngày 04/5/2025 của UBND tỉnh Lạng Sơn", "not_in_library"),
        ("Kế hoạch số 7/KH-UBND ngày 05/5/2026 của UBND tỉnh Cao Bằng", "not_in_library"),
        ("Kế hoạch số 7/KH-UBND ngày 05/5/2026 của UBND xã Ba Sơn", "not_in_library"),
    ],
)
def test_its_own_number_with_another_day_or_issuer(words: str, state: str) -> None:
    doc = plan(f"Tiếp tục thực hiện {words}:")
    cite = doc.citations[0]
    assert cite.state == state
    assert (cite.target == doc.id) == (state == "mismatch")


# -- levels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("organ", "place", "number", "words", "refused"),
    [
        ("THỦ TƯỚNG CHÍNH PHỦ", "", "9/QĐ-TTg",
         "Kế hoạch số 5/KH-UBND ngày 02/02/2026 của UBND xã Ba Sơn", True),
        ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "7/KH-UBND",
         "Kế hoạch số 5/KH-UBND ngày 02/02/2026 của UBND xã Ba Sơn", True),
        ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "7/KH-UBND",
         "Kế hoạch số 5/KH-UBND ngày 02/02/2026 của UBND tỉnh Lạng Sơn", False),
        ("ỦY BAN NHÂN DÂN", "XÃ BA SƠN", "7/KH-UBND",
         "Kế hoạch số 5/KH-UBND ngày 02/02/2026 của UBND tỉnh Lạng Sơn", False),
        ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "7/KH-UBND",
         "Quyết định số 5/QĐ-BKHCN ngày 02/02/2026 của Bộ trưởng Bộ Khoa học và Công nghệ", False),
    ],
)  # fmt: skip
def test_nobody_carries_out_what_a_lower_level_decides(
    organ: str, place: str, number: str, words: str, refused: bool
) -> None:
    kind = "QUYẾT ĐỊNH" if "QĐ" in number else "KẾ HOẠCH"
    doc = plan(f"Thực hiện {words}:", organ=organ, place=place, number=number, type=kind)
    hops, diagnostics = find_cascade(doc, Library())
    assert ["level"] * refused == [each.code for each in diagnostics]
    assert bool(hops) != refused


# -- one candidate, and a state for every mention ------------------------------------------------


def known(*entries: object) -> Catalogue:
    return load_catalogue().extended(entries)  # type: ignore[arg-type]


@given(
    st.lists(st.dates().map(str), min_size=2, max_size=4, unique=True),
    st.none() | st.dates().map(str),
    st.none() | st.dates().map(str),
)
def test_what_two_documents_can_be_is_never_resolved(
    dates: list[str], stated: str | None, today: str | None
) -> None:
    number = "9876/QĐ-TTg"
    entries = [make_entry(number, date, type="Quyết định", issuer=None) for date in dates]
    cite = make_citation(number=number, type="Quyết định", date=stated, text=number)
    (found,) = resolve_citations([cite], Host("x", date=today), known(*entries), number)
    possible = [
        entry
        for entry in entries
        if (entry.date == stated if stated else today is None or (entry.date or "") <= today)
    ]
    if found.state == "resolved":
        assert [entry.id for entry in possible] == [found.target]
    assert found.reason or found.state in ("resolved", "self")


def test_two_documents_of_one_number_and_day_stay_open() -> None:
    one = make_entry("48/KH-BCĐ", "2020-02-17", type="Kế hoạch", issuer=None)
    other = make_entry("48/KH-BCĐ", "2020-02-17", type="Kế hoạch", issuer="Ban Chỉ đạo cải cách")
    cite = make_citation(number="48/KH-BCĐ", type="Kế hoạch", date="2020-02-17", text="48/KH-BCĐ")
    (found,) = resolve_citations([cite], Host("x"), known(one, other), cite.text)
    assert (found.state, set(found.candidates)) == ("ambiguous", {one.id, other.id})


MENTIONS = (
    "Quyết định số 142/QĐ-TTg", "Nghị quyết Trung ương 7 khóa X", "Luật Nghề cá ven hồ",
    "Kế hoạch này", "Nghị quyết nêu trên", "khi có Chiến lược của Trung ương", "khoản 1 Điều này",
    "Nghị quyết 27", "các Luật này", "Thông tư này", "Quyết định số     /QĐ-TTg", "Điều lệ Đảng",
    "Thông tư liên tịch số 12/2009/TTLT/BYT-BTC ngày 05/6/2009 của Bộ Y tế và Bộ Tài chính",
)  # fmt: skip


@given(st.lists(st.sampled_from(MENTIONS), min_size=1, max_size=6))
def test_no_mention_is_without_a_state_and_no_doubt_without_a_reason(words: list[str]) -> None:
    doc = plan("Thực hiện " + ", ".join(words) + ".")
    ids = {each.id for each in doc.citations}
    for cite in doc.citations:
        assert cite.state in (
            "resolved", "self", "not_in_library", "ambiguous", "mismatch", "not_assessed"
        )  # fmt: skip
        assert cite.reason or cite.state in ("resolved", "self"), cite
        assert (cite.state != "resolved") or cite.target
        assert (cite.state != "self") or (cite.target or "").split("#")[0] == doc.id
        assert cite.state != "ambiguous" or cite.target is None
        assert cite.within is None or cite.within in ids
        assert Span(0, len(doc.text.text)).end >= cite.span.end


def test_an_amending_law_is_not_the_law_that_it_amends() -> None:
    """Each amended law has its own number, and the amending law none."""
    words = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở "
    amending, *amended = plan(f"{words}số 27/2023/QH15;").citations[:3]
    own = [cite.target for cite in amended]
    assert own == [
        "/akn/vn/act/luat/quoc-hoi/2024-01-18/31-2024-qh15",
        "/akn/vn/act/luat/quoc-hoi/2023-11-27/27-2023-qh15",
    ]
    assert amending.number is None and amending.target not in own
    assert [cite.within for cite in amended] == [amending.id, amending.id]
