"""The chain above a document: its hops, the words that prove them, and what cannot be true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl52.cascade import find_cascade, roots_of
from kl52.hops import Evidence, Hop, find_hops, subject_of
from kl52.library import Library
from kl52.model import Document
from kl52.parsing import parse_document

CASE = {
    "27": "/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw",
    "52": "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw",
    "142": "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg",
    "114": "/akn/vn/act/ke-hoach/tu-lang-son/2019-08-07/114-kh-tu",
    "48": "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd",
}
NAMES = {id: name for name, id in CASE.items()}
PLAN = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LẠNG SƠN                      Độc lập - Tự do - Hạnh phúc
Số: {number}                     Lạng Sơn, {day}

KẾ HOẠCH
{title}

{body}
I. NHIỆM VỤ
1. Sở Nội vụ mở lớp cho cán bộ xã, {task}hoàn thành trong năm {year}.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def plan(
    *,
    number: str = "7/KH-UBND",
    day: str = "ngày 02 tháng 3 năm 2020",
    title: str = "Mở lớp cho cán bộ xã",
    body: str = "Tỉnh lập kế hoạch như sau:",
    task: str = "",
) -> Document:
    words = PLAN.format(number=number, day=day, title=title, body=body, task=task, year=day[-4:])
    return parse_document(words.encode(), name="ke-hoach.txt")


def hop(below: str, above: str, where: str = "title", relation: str = "implements") -> Hop:
    evidence = Evidence(None, f"{below} thực hiện {above}", where=where)  # type: ignore[arg-type]
    return Hop(below, above, relation, (evidence,))  # type: ignore[arg-type]


def edges(hops: tuple[Hop, ...]) -> set[tuple[str, str]]:
    return {(NAMES.get(each.below, each.below), NAMES.get(each.above, each.above)) for each in hops}


# -- the intellectuals ---------------------------------------------------------------------------


def case(library: Library, name: str) -> Document:
    doc = library.document(CASE[name])
    assert doc is not None
    return doc


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("48", {("48", "142"), ("48", "114"), ("48", "52"), ("142", "52"), ("114", "52"),
                ("52", "27")}),
        ("114", {("114", "52"), ("52", "27")}),
        ("52", {("52", "27")}),
        ("27", set()),
    ],
)  # fmt: skip
def test_the_case_is_a_diamond(
    library: Library, start: str, expected: set[tuple[str, str]]
) -> None:
    hops, diagnostics = find_cascade(case(library, start), library)
    assert edges(hops) == expected
    assert diagnostics == ()
    assert roots_of(CASE[start], hops) == ((CASE["27"],) if hops else ())


def test_the_decision_is_younger_than_the_partys_plan_and_does_not_lead_to_it(
    library: Library,
) -> None:
    for start in ("48", "142"):
        hops, _ = find_cascade(case(library, start), library)
        assert ("142", "114") not in edges(hops)


def test_relations_of_the_case(library: Library) -> None:
    hops, _ = find_cascade(case(library, "48"), library)
    relations = {(NAMES[each.below], NAMES[each.above]): each.relation for each in hops}
    assert relations.pop(("52", "27")) == "continues"
    assert set(relations.values()) == {"implements"}


def test_every_hop_has_its_words(library: Library) -> None:
    doc = case(library, "48")
    hops, _ = find_cascade(doc, library)
    for each in hops:
        assert each.evidence
        for proof in each.evidence:
            if proof.document is None:
                assert proof.where == "catalogue"
                assert proof.certainty in ("V", "G")
                continue
            text = library.document(proof.document)
            assert text is not None
            assert proof.span is not None
            assert proof.span.of(text.text.text) == proof.text
    quoted = [proof.text for each in hops if each.above == CASE["142"] for proof in each.evidence]
    assert any("142/QĐ-TTg" in words for words in quoted)


# -- small cascades ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        ("ngày 20 tháng 01 năm 2020", True),
        ("ngày 21 tháng 01 năm 2020", False),
        ("ngày 02 tháng 3 năm 2020", False),
    ],
)
def test_nothing_implements_what_is_younger(library: Library, day: str, refused: bool) -> None:
    body = "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ:"
    hops, diagnostics = find_cascade(plan(day=day, body=body), library)
    assert [each.code for each in diagnostics] == ["chronology"] * refused
    assert bool(hops) != refused


@pytest.mark.parametrize(
    ("body", "above", "why"),
    [
        ("Thực hiện Kế hoạch số 9/KH-UBND ngày 05/02/2020 của UBND tỉnh Lạng Sơn:", "9-kh-ubnd",
         "a document that nobody holds is a node"),
        ("Căn cứ Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ;", "142-qd-ttg",
         "a directive as a basis hands its policy down"),
        ("Căn cứ Luật Thư viện ngày 21/11/2019;", None, "a law is no source of tasks"),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;", None, "nor is a decree"),
        ("Theo đề nghị của Sở Nội vụ tại Tờ trình số 14/TTr-SNV ngày 01/02/2020;", None,
         "a proposal comes from below"),
        ("Thay thế Kế hoạch số 9/KH-UBND ngày 05/02/2020 của UBND tỉnh Lạng Sơn.", None,
         "what is replaced hands nothing down"),
        ("Kế hoạch này có hiệu lực ngay.", None, "the text itself"),
    ],
)  # fmt: skip
def test_what_hands_a_policy_down(body: str, above: str | None, why: str) -> None:
    found = [each.above.rsplit("/", 1)[-1] for each in find_hops(plan(body=body))]
    assert found == ([above] if above else []), why


def test_a_chain_in_one_sentence_has_a_hop_for_each_verb() -> None:
    body = (
        "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 ban hành Kế hoạch thực hiện"
        " Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư:"
    )
    doc = plan(body=body)
    assert edges(tuple(find_hops(doc))) == {(doc.id, "142"), ("142", "52")}


def test_where_the_words_stand(library: Library) -> None:
    cite = "Kết luận số 52-KL/TW ngày 30/5/2019"
    title = plan(title=f"Triển khai {cite}", body=f"Thực hiện {cite}:", task=f"thực hiện {cite}, ")
    (only,) = [each for each in find_cascade(title, library)[0] if each.below == title.id]
    assert {proof.where for proof in only.evidence} == {"title", "preamble", "body"}
    assert only.evidence[0].where == "title"
    assert only.central
    (only,) = find_hops(plan(task=f"thực hiện {cite}, "))
    assert not only.central


def test_the_addressees_of_a_letter_stand_before_its_preamble() -> None:
    doc = plan(
        number="187/UBND-VX",
        body="Kính gửi:\n- Các sở, ban, ngành;\n- UBND các huyện.\n"
        "Thực hiện Văn bản số 2210/VPCP-NN ngày 02/01/2020 của Văn phòng Chính phủ, giao:",
    )
    (only,) = find_hops(doc)
    assert only.above == "/akn/vn/act/cong-van/vpcp/2020-01-02/2210-vpcp-nn"
    assert [proof.where for proof in only.evidence] == ["preamble"]


def test_roots_are_those_that_the_title_leads_to() -> None:
    hops = (hop("a", "b"), hop("b", "c"), hop("a", "d", where="body"))
    assert roots_of("a", hops) == ("c",)
    assert roots_of("a", (hop("a", "d", where="body"),)) == ("d",)
    assert roots_of("a", ()) == ()
    assert roots_of("z", hops) == ()


def test_two_roots_stand_in_order() -> None:
    assert roots_of("a", (hop("a", "y"), hop("a", "x"))) == ("x", "y")


def test_a_press_item_speaks_for_the_document_that_it_reports_on() -> None:
    words = (
        "Ngày 17/02/2020, Ủy ban nhân dân tỉnh Lạng Sơn ký ban hành Kế hoạch số 48/KH-UBND"
        " triển khai Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020."
    )
    doc = parse_document(words.encode(), name="tin.txt")
    assert subject_of(doc) == CASE["48"]
    assert edges(tuple(find_hops(doc))) == {("48", "142")}
    assert subject_of(replace(doc, reports_on=None)) == doc.id
