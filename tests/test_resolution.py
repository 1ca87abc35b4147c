"""Which document a citation means, and when that must stay open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.catalogue import Catalogue, load_catalogue
from kl52.catalogue.entries import Alias, Entry
from kl52.catalogue.identity import work_uri
from kl52.catalogue.listing import Listing
from kl52.citations import Host, find_citations, resolve_citations
from kl52.model import Citation
from tests.values import make_citation, make_entry, make_text

BBT = "Ban Bí thư"
TOPIC = "xây dựng đội ngũ trí thức"
INTELLECTUALS = make_entry("27-NQ/TW", "2008-08-06", term=10, plenum=7,
                           aliases=(Alias("Nghị quyết Trung ương 7 khóa X", TOPIC),))  # fmt: skip
OTHER_TERM = make_entry("27-NQ/TW", "2022-11-09", term=13)
CONCLUSION = make_entry("52-KL/TW", "2019-05-30", type="Kết luận", issuer=BBT, term=12)
DECISION = make_entry("142/QĐ-TTg", "2020-01-21", type="Quyết định", issuer="Thủ tướng Chính phủ")
YEARS_LATER = make_entry(
    "142/QĐ-TTg", "2024-02-02", type="Quyết định", issuer="Thủ tướng Chính phủ"
)
LANG_SON = make_entry("114-KH/TU", "2019-08-07", type="Kế hoạch", issuer="Tỉnh ủy Lạng Sơn",
                      province="Lạng Sơn")  # fmt: skip
BAC_KAN = make_entry("114-KH/TU", "2019-09-01", type="Kế hoạch", issuer="Tỉnh ủy Bắc Kạn",
                     province="Bắc Kạn")  # fmt: skip
PLAN = make_entry("48/KH-UBND", "2020-02-17", type="Kế hoạch",
                  issuer="Ủy ban nhân dân tỉnh Lạng Sơn", province="Lạng Sơn")  # fmt: skip
YOUTH = make_entry("25-NQ/TW", "2008-07-25", term=10, plenum=7,
                   aliases=(Alias("Nghị quyết Trung ương 7 khóa X",
                   "công tác thanh niên"),))  # fmt: skip
HOST = Host(id="/akn/vn/act/ke-hoach/ubnd-lang-son/2020-03-01/99-kh-ubnd", type="Kế hoạch",
            number="99/KH-UBND", date="2020-03-01", province="Lạng Sơn")  # fmt: skip


def catalogue(*entries: Entry) -> Catalogue:
    """A catalogue of these alone, with the terms and plenums of the bundled one."""
    return replace(load_catalogue(), entries=(), listing=Listing()).extended(entries)


def resolve(words: str, *entries: Entry, host: Host = HOST) -> tuple[Citation, ...]:
    text = make_text(
        f"Thực hiện {words}"
    )  # a paragraph of its own would be a heading, not a citation
    known = catalogue(*entries) if entries else catalogue(CONCLUSION)
    return resolve_citations(find_citations(text), host, known, text.text)


def only(words: str, *entries: Entry, host: Host = HOST) -> Citation:
    (cite,) = resolve(words, *entries, host=host)
    return cite


@pytest.mark.parametrize(
    ("words", "entries", "state", "target", "why"),
    [
        ("Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư", (CONCLUSION,),
         "resolved", CONCLUSION,
         "number, date and issuer fit"),
        ("Nghị quyết số 27-NQ/TW ngày 06/8/2008", (INTELLECTUALS, OTHER_TERM),
         "resolved", INTELLECTUALS,
         "the date decides between the terms"),
        ("Nghị quyết số 27-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XIII",
         (INTELLECTUALS, OTHER_TERM), "resolved", OTHER_TERM, "the term decides"),
        ("Quyết định số 142/QĐ-TTg ngày 21/01/2020", (DECISION, YEARS_LATER), "resolved", DECISION,
         "the year decides"),
        ("Kết luận số 52/KL-TW ngày 30/5/2019", (CONCLUSION,), "resolved", CONCLUSION,
         "a repaired number is the same number"),
        ("Kế hoạch số 114-KH/TU", (LANG_SON, BAC_KAN), "resolved", LANG_SON,
         "a plan of the host's own province"),
        ("Kế hoạch số 114-KH/TU ngày 01/9/2019 của Tỉnh ủy Bắc Kạn", (LANG_SON, BAC_KAN),
         "resolved",
         BAC_KAN, "of the province that is named"),
        ("Kế hoạch số 48/KH-UBND ngày 17/02/2020 của UBND tỉnh Lạng Sơn", (PLAN,), "resolved", PLAN,
         "a plan of a people's committee"),
        ("Kế hoạch số 114-KH/TU", (BAC_KAN,), "not_in_library", None,
         "another province's plan of that number is another plan"),
        ("Nghị quyết số 52-NQ/TW ngày 27/9/2019", (CONCLUSION,), "not_in_library", None,
         "a resolution is no conclusion"),
        ("Kết luận số 52-KL/TW ngày 18/6/2026 của Bộ Chính trị", (CONCLUSION,),
         "not_in_library", None,
         "another term counts from one again"),
    ],
)  # fmt: skip
def test_by_number(
    words: str, entries: tuple[Entry, ...], state: str, target: Entry | None, why: str
) -> None:
    host = Host(
        **{**{f: getattr(HOST, f) for f in ("id", "type", "province")}, "date": "2026-12-01"}
    )
    host = host if "2026" in words or "XIII" in words else HOST
    cite = only(words, *entries, host=host)
    assert cite.state == state, why
    assert cite.target == target.id if target else cite.target not in {e.id for e in entries}, why
    assert cite.target is not None


def test_a_number_of_two_terms_stays_open() -> None:
    host = Host(id="x", type="Kế hoạch", date="2023-05-05")
    cite = only("Nghị quyết số 27-NQ/TW", INTELLECTUALS, OTHER_TERM, host=host)
    assert (cite.state, cite.target) == ("ambiguous", None)
    assert set(cite.candidates) == {INTELLECTUALS.id, OTHER_TERM.id}
    assert cite.reason


def test_what_is_younger_than_the_host_is_no_candidate_of_a_bare_number() -> None:
    host = Host(id="x", type="Kế hoạch", date="2009-05-05")
    assert (
        only("Nghị quyết số 27-NQ/TW", INTELLECTUALS, OTHER_TERM, host=host).target
        == INTELLECTUALS.id
    )


def test_the_title_decides_where_the_number_does_not() -> None:
    host = Host(id="x", type="Kế hoạch", date="2023-05-05")
    words = f"Nghị quyết số 27-NQ/TW về {TOPIC}"
    assert only(words, INTELLECTUALS, OTHER_TERM, host=host).target == INTELLECTUALS.id


@pytest.mark.parametrize(
    ("day", "reason"), [("30/5/2018", "30/05/2019"), ("30/5/2029", "sau ngày của chính văn bản")]
)
def test_a_date_that_does_not_fit_is_a_mismatch(day: str, reason: str) -> None:
    cite = only(f"Kết luận số 52-KL/TW ngày {day} của Ban Bí thư", CONCLUSION)
    assert (cite.state, cite.candidates) == ("mismatch", (CONCLUSION.id,))
    assert reason in (cite.reason or "")


@pytest.mark.parametrize(
    ("topic", "state", "target"),
    [
        (f" về {TOPIC}", "resolved", INTELLECTUALS.id),
        (" về công tác thanh niên", "resolved", YOUTH.id),
        (" về đất đai", "ambiguous", None),
        ("", "ambiguous", None),
    ],
)
def test_the_topic_decides_what_a_plenum_means(topic: str, state: str, target: str | None) -> None:
    bundled = load_catalogue()
    text = make_text(f"Nghị quyết Trung ương 7 khóa X{topic}.")
    (cite,) = resolve_citations(find_citations(text), HOST, bundled, text.text)
    ids = {entry.id for entry in bundled.plenum(7, 10)}
    assert cite.state == state
    assert cite.target == (
        target and next(i for i in ids if i.rsplit("/")[-1] == target.rsplit("/")[-1])
    )
    assert state != "ambiguous" or set(cite.candidates) == ids


def test_a_plenum_whose_documents_a_catalogue_lacks_is_not_known() -> None:
    cite = only("Nghị quyết Trung ương 7 khóa X về trí thức", CONCLUSION)
    assert (cite.state, cite.target) == ("not_in_library", None)


def test_a_plenum_without_its_term_stays_open() -> None:
    assert only("Nghị quyết Trung ương 7 về trí thức", INTELLECTUALS).state == "ambiguous"


@pytest.mark.parametrize(
    ("words", "host", "state", "why"),
    [
        ("Kế hoạch này có hiệu lực", HOST, "self", "the text's own type"),
        ("khoản này và Điều này", HOST, "self", "a part of the text"),
        ("Kế hoạch số 99/KH-UBND ngày 01/3/2020", HOST, "self", "its own number"),
        ("Chương trình hành động này có hiệu lực", HOST, "mismatch", "left from another document"),
    ],
)
def test_the_text_itself(words: str, host: Host, state: str, why: str) -> None:
    for cite in resolve(words, host=host):
        assert (cite.state, cite.target) == (state, host.id), why


def test_the_plan_that_a_decision_promulgates_is_its_annex() -> None:
    host = Host(id="x", type="Quyết định", annex_type="Kế hoạch", annex_id="x#ke-hoach")
    cite = only("theo Kế hoạch này", host=host)
    assert (cite.state, cite.target) == ("self", "x#ke-hoach")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Kết luận số 52-KL/TW ngày 30/5/2019. Kết luận số 52-KL/TW nêu rõ", "the number alone"),
        ("Kết luận số 52-KL/TW nêu rõ. Kết luận số 52-KL/TW ngày 30/5/2019",
         "the fuller comes later"),
        ("Kết luận số 52-KL/TW ngày 30/5/2019. Kết luận 52 nêu rõ", "without its symbol"),
        ("Kết luận số 52-KL/TW ngày 30/5/2019. Theo Kết luận nêu trên, xã làm", "nêu trên"),
        ("Kết luận số 52-KL/TW ngày 30/5/2019 (sau đây gọi tắt là Kết luận 52). Kết luận 52 nêu rõ",
         "a defined short name"),
    ],
)  # fmt: skip
def test_a_short_mention_means_what_the_fuller_one_means(words: str, why: str) -> None:
    host = Host(id="x", type="Kế hoạch", date="2027-01-01")
    for cite in resolve(words, CONCLUSION, host=host):
        assert (cite.state, cite.target) == ("resolved", CONCLUSION.id), why


@pytest.mark.parametrize(
    ("words", "state", "number", "why"),
    [
        ("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015", "resolved", "76-2015-qh13",
         "name and day"),
        ("Luật Đất đai ngày 26/11/2003", "resolved", "13-2003-qh11",
         "the day tells the laws apart"),
        ("Luật Thư viện số 46/2019/QH14", "resolved", "46-2019-qh14", "its number"),
        ("Luật Đất đai ngày 27/11/2003", "mismatch", None, "no law of that name has that day"),
        ("Luật Nghề cá ven hồ", "not_in_library", "luat-nghe-ca-ven-ho",
         "an unknown law is a node"),
    ],
)  # fmt: skip
def test_laws(words: str, state: str, number: str | None, why: str) -> None:
    cite = only(f"Căn cứ {words};")
    assert cite.state == state, why
    assert (cite.target or "").rsplit("/", 1)[-1] == (number or ""), why


def test_an_unknown_document_is_a_node_all_the_same() -> None:
    cite = only("Thực hiện Kế hoạch số 7/KH-UBND ngày 05/02/2020 của UBND tỉnh Lạng Sơn")
    uri = work_uri("Kế hoạch", "7/KH-UBND", "2020-02-05", "UBND tỉnh Lạng Sơn")
    assert (cite.state, cite.target, bool(cite.reason)) == ("not_in_library", uri, True)


def test_what_is_still_to_come_has_no_target() -> None:
    cite = only("khi có Chiến lược của Trung ương;")
    assert (cite.kind, cite.state, cite.target) == ("future", "not_assessed", None)


@given(
    st.sampled_from(
        ("27-NQ/TW", "52-KL/TW", "142/QĐ-TTg", "114-KH/TU", "9/QĐ-SCT", "12/2020/TT-BTC")
    ),
    st.none() | st.dates().map(str),
    st.sampled_from(("Nghị quyết", "Kết luận", "Quyết định", None)),
    st.none() | st.dates().map(str),
)
def test_every_citation_gets_a_state_and_a_reason_for_doubt(
    number: str, date: str | None, type: str | None, host_date: str | None
) -> None:
    cite = make_citation(number=number, date=date, type=type, text=number)
    known = catalogue(INTELLECTUALS, OTHER_TERM, CONCLUSION, DECISION, YEARS_LATER, LANG_SON)
    (found,) = resolve_citations([cite], Host("x", date=host_date), known, number)
    assert found.state != "not_assessed"
    assert (found.target is None) == (not found.target)
    if found.state == "resolved":
        assert known.by_id(found.target or "") is not None
        assert date is None or known.by_id(found.target or "").date == date  # type: ignore[union-attr]
    else:
        assert found.reason


# -- documents of the State by number ------------------------------------------------------------

JOINT = make_entry("12/2009/TTLT/BYT-BTC", "2009-06-05", type="Thông tư liên tịch",
                   issuer="Bộ Y tế và Bộ Tài chính")  # fmt: skip
DECREE = make_entry("98/2011/NĐ-CP", "2011-10-26", type="Nghị định", issuer="Chính phủ")
ETH = make_entry("55/2011/N\N{LATIN CAPITAL LETTER ETH}-CP", "2011-07-04", type="Nghị định",
                 issuer="Chính phủ")  # fmt: skip
UNDATED = make_entry("77/2012/NĐ-CP", None, type="Nghị định", issuer="Chính phủ")
BANK = make_entry("9/2014/TT-NHNN", "2014-03-20", type="Thông tư",
                  issuer="Ngân hàng Nhà nước Việt Nam")  # fmt: skip
YEAR_ONLY = make_entry("77/QĐ-TTg", "2012", type="Quyết định", issuer="Thủ tướng Chính phủ")
POND = make_entry("9/2011/QH12", "2011-11-25", type="Luật", issuer="Quốc hội",
                  title="Luật Ao hồ")  # fmt: skip
RESOLUTION = make_entry("9/2011/QH12", "2011-11-28", issuer="Quốc hội")
STATE = (JOINT, DECREE, ETH, UNDATED, BANK, YEAR_ONLY, POND, RESOLUTION)


@pytest.mark.parametrize(
    ("words", "target", "why"),
    [
        ("Thông tư liên tịch số 12/2009/TTLT-BYT-BTC ngày 05 tháng 6 năm 2009 của Bộ trưởng Bộ Y "
         "tế, Bộ trưởng Bộ Tài chính", JOINT, "however its bars and its ministries are written"),
        ("Thông tư số 12/2009/TTLT-BYT-BTC", JOINT, "called a circular for short"),
        ("Thông tư số 9/2014/TT-NHNN ngày 20/3/2014 của Thống đốc Ngân hàng Nhà nước", BANK,
         "the head signs for the body"),
        ("Nghị định số 55/2011/NĐ-CP ngày 04/7/2011", ETH, "the catalogue has an eth for a đ"),
        ("Nghị định số 98/2011/NĐ-CPvà các quy định khác", DECREE, "a space is lost"),
        ("Nghị định số 98/2011/NĐ-CP ngày 26/10/2011 của Thủ tướng Chính phủ", DECREE,
         "the number says whose it is"),
        ("Nghị định số 77/2012/NĐ-CP ngày 05/10/2012 của Chính phủ", UNDATED,
         "the catalogue has no day, and the number is given once"),
        ("Quyết định số 77/QĐ-TTg ngày 05/10/2012 của Thủ tướng Chính phủ", YEAR_ONLY,
         "the catalogue has the year"),
        ("Luật Ao hồ số 9/2011/QH12", POND, "a law and a resolution have one number"),
        ("Luật số 9/2011/QH12", POND, "a law by its number alone"),
        ("Nghị quyết số 9/2011/QH12 ngày 28/11/2011 của Quốc hội", RESOLUTION, "and the other"),
    ],
)  # fmt: skip
def test_a_document_of_the_state_by_its_number(words: str, target: Entry, why: str) -> None:
    (cite, *_) = resolve(words, *STATE)
    assert (cite.state, cite.target) == ("resolved", target.id), why


@pytest.mark.parametrize(
    ("words", "state", "why"),
    [
        ("Quyết định số 77/QĐ-TTg ngày 05/10/2013", "not_in_library", "of another year"),
        ("Luật Ao hồ số 9/2011/QH12 ngày 26/11/2011", "mismatch", "the day is not that law's"),
        ("Nghị định số 98/2011/NĐ-CP ngày 27/10/2011", "mismatch", "nor that decree's"),
        ("Quyết định số 98/2011/QĐ-TTg", "not_in_library", "another type"),
    ],
)
def test_a_number_of_the_state_that_does_not_fit(words: str, state: str, why: str) -> None:
    (cite, *_) = resolve(words, *STATE)
    assert cite.state == state, why


def test_another_head_of_the_state_than_the_number_says_is_told() -> None:
    cite = only("Nghị định số 98/2011/NĐ-CP ngày 26/10/2011 của Thủ tướng Chính phủ", *STATE)
    assert "số này là của Chính phủ" in (cite.reason or "")
    right = only("Nghị định số 98/2011/NĐ-CP ngày 26/10/2011 của Chính phủ", *STATE)
    assert "số này là của" not in (right.reason or "")


def test_a_number_without_its_year_by_another_body_is_another_document() -> None:
    slip = only("Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Chính phủ", DECISION)
    assert (slip.state, slip.target) == ("resolved", DECISION.id)
    assert "số này là của Thủ tướng Chính phủ" in (slip.reason or "")
    other = only("Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Bộ Nội vụ", DECISION)
    assert (other.state, other.target == DECISION.id) == ("not_in_library", False)


def test_a_slip_in_one_mention_does_not_spread_to_a_number_given_once() -> None:
    words = "Nghị định số 98/2011/NĐ-CP ngày 27/10/2011; Nghị định số 98/2011/NĐ-CP nêu rõ"
    wrong, right = resolve(words, *STATE)
    assert (wrong.state, right.state, right.target) == ("mismatch", "resolved", DECREE.id)


def test_a_law_of_the_catalogue_is_found_by_name_and_day() -> None:
    # the grammar knows the names of laws.tsv; here the name is that of a known law
    law = make_entry("9/2001/QH10", "2001-11-25", type="Luật", issuer="Quốc hội",
                     title="Luật Đất đai")  # fmt: skip
    cite = only("Căn cứ Luật Đất đai ngày 25 tháng 11 năm 2001;", law)
    assert (cite.state, cite.target) == ("resolved", law.id)


@pytest.mark.parametrize(
    ("words", "type", "state", "why"),
    [
        ("theo Luật này", "Luật", "self", "a law"),
        ("theo Luật này", "Bộ luật", "self", "a code is a law"),
        ("theo các Luật này", "Luật", "not_assessed", "several others"),
        (
            "Luật Đất đai có hiệu lực cùng với Luật này",
            "Nghị quyết",
            "not_assessed",
            "one that was named before",
        ),
        ("theo điểm 5.1 Thông tư này", "Thông tư", "self", "the figure is a provision's"),
        ("từ năm 2012 Thông tư này", "Thông tư", "self", "or a year"),
        ("theo mẫu số 12 Phụ lục kèm theo Thông tư này", "Thông tư", "self", "or a form's"),
        ("theo 3 Thông tư nêu trên", "Thông tư", "not_assessed", "three of them"),
    ],
)
def test_this_law_is_the_text_itself_only_in_a_law(
    words: str, type: str, state: str, why: str
) -> None:
    cite = resolve(words, host=Host("x", type=type, date="2020-03-01"))[-1]
    assert cite.state == state, why


def test_a_law_of_a_year_is_the_one_whose_day_the_text_gives() -> None:
    day, year = "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "năm 2025"
    host = replace(HOST, date="2026-04-08")
    full, again = resolve(f"{day} và Luật Tổ chức chính quyền địa phương {year} về bến", host=host)
    assert (again.state, again.target) == ("resolved", full.target)
    other = resolve(f"{day} và Luật Tổ chức chính quyền địa phương năm 2015 về bến", host=host)[1]
    assert other.target != full.target
    alone = only(f"Luật Tổ chức chính quyền địa phương {year} về bến", host=host)
    assert (alone.state, len(alone.candidates)) == ("ambiguous", 2), "two laws of that year"


NOW = replace(HOST, date="2026-04-08")


@pytest.mark.parametrize(
    ("words", "numbers", "why"),
    [
        ("Luật Đất đai. Xã làm theo Luật Đất đai số 31/2024/QH15", ["31-2024-qh15"] * 2,
         "the number stands behind"),
        ("Luật Đất đai số 31/2024/QH15; Nghị định số 9/2005/NĐ-CP ngày 02/3/2005 hướng dẫn Luật"
         " Đất đai", ["31-2024-qh15", "9-2005-nd-cp", "13-2003-qh11"],
         "in a title of that day only the older law can be meant"),
        ("Nghị định số 9/2014/NĐ-CP hướng dẫn Luật Đất đai số 45/2013/QH13; xã làm theo Luật Đất"
         " đai", ["9-2014-nd-cp", "45-2013-qh13", ""],
         "which law an older title means says nothing of the one in force"),
        ("Luật Đất đai số 31/2024/QH15 được sửa đổi, bổ sung bởi Luật số 43/2024/QH15; Luật Đất"
         " đai", ["31-2024-qh15", "43-2024-qh15", "31-2024-qh15"], "the law amended"),
    ],
)  # fmt: skip
def test_which_law_of_a_name_is_meant(words: str, numbers: list[str], why: str) -> None:
    found = resolve(words, host=NOW)
    assert [(cite.target or "").rsplit("/", 1)[-1] for cite in found] == numbers, why


def test_titles_in_titles_end() -> None:
    found = resolve("Luật Đất đai hướng dẫn " * 2000, host=NOW)
    assert len(found) == 2000


def test_a_law_whose_comma_is_left_out_is_the_same_law() -> None:
    assert only("Luật thi đua và khen thưởng năm 2022", host=replace(HOST, date="2024-01-01")) \
        .target == only("Luật Thi đua, khen thưởng năm 2022",
                        host=replace(HOST, date="2024-01-01")).target  # fmt: skip
