"""What one document says of another, and in whose title it says so."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.citations.cues import cues
from kl52.citations.mention import Mention
from kl52.citations.mentions import find_mentions
from kl52.citations.relations import Related, relate
from kl52.model import Relation

RELATIONS = frozenset(get_args(Relation))


def related(text: str) -> tuple[Related, ...]:
    return relate(text, find_mentions(text))


def short(mention: Mention, text: str) -> str:
    return mention.number or mention.span.of(text)


def chain(text: str) -> list[tuple[str, str | None, str]]:
    """Each mention by its number, in which one it stands, and its relation."""
    found = related(text)
    return [
        (
            short(each.mention, text),
            None if each.within is None else short(found[each.within].mention, text),
            each.relation,
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "relation", "why"),
    [
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;", "legal_basis", "a basis"),
        ("- Căn cứ Quy định số 66-QĐ/TW, ngày 06/02/2017;", "legal_basis", "the Party's dash"),
        ("Thực hiện Kết luận số 52-KL/TW", "implements", "the usual verb"),
        ("Triển khai Nghị quyết số 45-NQ/TW", "implements", "another verb"),
        ("quán triệt nghiêm túc Kết luận số 199-KL/TW", "implements", "study"),
        ("nhằm cụ thể hóa Nghị quyết số 34-NQ/TU", "implements", "put in concrete terms"),
        ("về tiếp tục thực hiện Nghị quyết số 53-NQ/TW", "continues", "goes on with"),
        ("tiếp tục đẩy mạnh thực hiện Chỉ thị số 40-CT/TW", "continues", "goes on, with force"),
        ("Thông tư này hướng dẫn thi hành Luật Thư viện", "guides", "guidance"),
        ("sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP", "amends", "amendment"),
        ("Quyết định này thay thế Quyết định số 1836/QĐ-TTg", "replaces", "replacement"),
        ("bãi bỏ Thông tư số 1/2015/TT-BTC", "repeals", "repeal"),
        ("Theo đề nghị của Sở Nội vụ tại Tờ trình số 14/TTr-SNV", "proposed_by", "a proposal"),
        ("Xét đề nghị của Sở Y tế tại Công văn số 9/SYT-KH", "proposed_by", "a proposal"),
        ("trong quá trình thực hiện quy định tại Nghị định số 1/2020/NĐ-CP", "implements",
         "its provisions are carried out"),
        ("thực hiện theo quy định tại Nghị định số 1/2020/NĐ-CP", "refers", "something else is"),
        ("theo tinh thần Chỉ thị số 18/CT-TTg", "refers", "in the spirit of"),
        ("tổng kết 15 năm thực hiện Nghị quyết số 27-NQ/TW", "refers",
         "a review carries out nothing"),
        ("nêu tại Kết luận số 221-KL/TW", "refers", "said there"),
        ("Kết luận số 221-KL/TW", "refers", "no cue at all"),
    ],
)  # fmt: skip
def test_cues(text: str, relation: str, why: str) -> None:
    assert related(text)[-1].relation == relation, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Căn cứ chức năng, nhiệm vụ được giao, Sở xây dựng kế hoạch theo Quyết định số 1/QĐ-UBND",
         "refers", "a body's functions are no legal basis"),
        ("căn cứ chức năng, nhiệm vụ và Kế hoạch này chỉ đạo", "refers",
         "nor with a plan behind them"),
        ("Căn cứ tình hình địa phương, thực hiện Chỉ thị số 18/CT-TTg", "implements",
         "nor is the situation"),
        ("sửa đổi, bổ sung cho phù hợp, báo cáo theo Quyết định số 1/QĐ-UBND", "refers",
         "what is amended is something else"),
        ("Thủ trưởng đơn vị chịu trách nhiệm thi hành. Xem Quyết định số 1/QĐ-UBND", "refers",
         "a cue ends with its sentence"),
    ],
)  # fmt: skip
def test_cues_that_do_not_reach(text: str, expected: str, why: str) -> None:
    assert related(text)[-1].relation == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ ban hành"
         " Kế hoạch thực hiện Kết luận số 52-KL/TW ngày 30/5/2019 về tiếp tục thực hiện"
         " Nghị quyết Trung ương 7 khóa X về xây dựng đội ngũ trí thức",
         [("142/QĐ-TTg", None, "implements"), ("52-KL/TW", "142/QĐ-TTg", "implements"),
          ("Nghị quyết Trung ương 7 khóa X", "52-KL/TW", "continues")], "three levels"),
        ("Căn cứ Kết luận số 27-KL/TW ngày 02/8/2012 về tiếp tục thực hiện Nghị quyết số 53-NQ/TW;",
         [("27-KL/TW", None, "legal_basis"), ("53-NQ/TW", "27-KL/TW", "continues")], "two levels"),
        ("Kế hoạch thực hiện Thông tư số 09/2013/TT-BXD ngày 01/7/2013 của Bộ Xây dựng hướng dẫn"
         " thực hiện Quyết định số 22/2013/QĐ-TTg",
         [("09/2013/TT-BXD", None, "implements"), ("22/2013/QĐ-TTg", "09/2013/TT-BXD", "guides")],
         "guidance inside"),
        ("Thực hiện Nghị quyết số 107/NQ-CP ngày 09/7/2024 của Chính phủ và Chương trình số"
         " 55-CTr/TU ngày 23/4/2024 của Tỉnh ủy thực hiện Nghị quyết số 45-NQ/TW",
         [("107/NQ-CP", None, "implements"), ("55-CTr/TU", None, "implements"),
          ("45-NQ/TW", "55-CTr/TU", "implements")], "two parents, the last with its own"),
        ("Căn cứ Nghị quyết số 05/NQ-HĐND ngày 09/02/2026; Tờ trình số 128/TTr-STC;",
         [("05/NQ-HĐND", None, "legal_basis"), ("128/TTr-STC", None, "legal_basis")],
         "a list of bases goes on behind a semicolon"),
        ("Căn cứ Kết luận số 52-KL/TW về trí thức; thực hiện Chỉ thị số 18/CT-TTg",
         [("52-KL/TW", None, "legal_basis"), ("18/CT-TTg", None, "implements")],
         "a title ends at a semicolon"),
        ("Thực hiện Kết luận số 52-KL/TW về trí thức. Kế hoạch số 114-KH/TU nêu rõ",
         [("52-KL/TW", None, "implements"), ("114-KH/TU", None, "refers")], "and at a full stop"),
        ("Thực hiện Kết luận số 52-KL/TW\nKế hoạch số 114-KH/TU",
         [("52-KL/TW", None, "implements"), ("114-KH/TU", None, "refers")], "and at a line's end"),
        ("mức phí theo Luật Thư viện quy định tại Điều 5 Nghị định số 1/2020/NĐ-CP",
         [("Luật Thư viện", None, "refers"), ("1/2020/NĐ-CP", None, "refers")],
         "no title says where it is laid down"),
        ("theo Thông tư số 1/2014/TT-BNV hướng dẫn việc mượn sách của xã ký kết trước"
         " ngày Thông tư này có hiệu lực",
         [("1/2014/TT-BNV", None, "refers"), ("Thông tư này", None, "refers")],
         "an older title does not point at the text around it"),
        ("theo Thông tư số 2/2018/TT-BNV ngày 16/3/2018 của Bộ trưởng Bộ Nội vụ hướng dẫn Nghị định"
         " số 1/2017/NĐ-CP của Chính phủ và sửa đổi, bổ sung một số điều của Thông tư số"
         " 1/2014/TT-BNV, Thông tư số 3/2013/TT-BNV",
         [("2/2018/TT-BNV", None, "refers"), ("1/2017/NĐ-CP", "2/2018/TT-BNV", "guides"),
          ("1/2014/TT-BNV", "2/2018/TT-BNV", "amends"),
          ("3/2013/TT-BNV", "2/2018/TT-BNV", "amends")], "a title of two parts"),
        ("theo Thông tư số 2/2018/TT-BNV hướng dẫn thi hành Nghị định số 1/2017/NĐ-CP quy định chi"
         " tiết thi hành Luật Thư viện và sửa đổi, bổ sung một số điều của các Nghị định về sách và"
         " sửa đổi, bổ sung một số điều của Thông tư số 1/2014/TT-BNV",
         [("2/2018/TT-BNV", None, "refers"), ("1/2017/NĐ-CP", "2/2018/TT-BNV", "guides"),
          ("Luật Thư viện", "1/2017/NĐ-CP", "guides"),
          ("1/2014/TT-BNV", "2/2018/TT-BNV", "amends")],
         "a circular amends a circular, no decree does"),
        ("Thông tư này thay thế Thông tư số 1/2014/TT-BNV hướng dẫn thi hành Nghị định số"
         " 1/2013/NĐ-CP và bãi bỏ Thông tư số 2/2012/TT-BNV",
         [("Thông tư này", None, "refers"), ("1/2014/TT-BNV", None, "replaces"),
          ("1/2013/NĐ-CP", "1/2014/TT-BNV", "guides"), ("2/2012/TT-BNV", None, "repeals")],
         "what is repealed is no part of a title"),
    ],
)  # fmt: skip
def test_chains(text: str, expected: list[tuple[str, str | None, str]], why: str) -> None:
    assert chain(text) == expected, why


@pytest.mark.parametrize(
    ("text", "relation", "why"),
    [
        ("Luật Đê điều số 79/2006/QH11 được sửa đổi, bổ sung bởi Luật số 146/2025/QH15", "amends",
         "bởi"),
        ("Nghị định số 44/2016/NĐ-CP đã được sửa đổi, bổ sung tại Nghị định số 140/2018/NĐ-CP",
         "amends", "tại"),
        ("Luật Nhà ở số 27/2023/QH15 (được sửa đổi, bổ sung một số điều theo Luật số 43/2024/QH15)",
         "amends", "in brackets"),
        ("Chỉ thị số 17-CT/TW được thay thế bởi Chỉ thị số 18-CT/TW", "replaces", "replaced"),
        ("Thông tư số 1/2015/TT-BTC được bãi bỏ bởi Thông tư số 2/2016/TT-BTC", "repeals",
         "repealed"),
    ],
)  # fmt: skip
def test_passives(text: str, relation: str, why: str) -> None:
    old, new = related(text)
    assert (new.within, new.relation, new.passive) == (0, relation, True), why
    assert not old.passive


def test_the_plan_that_a_decision_promulgates_is_not_a_second_document() -> None:
    text = (
        "theo Nghị quyết số 8/NQ-CP ban hành Chương trình hành động thực hiện Kết luận số 19-KL/TW"
    )
    assert [number for number, *_ in chain(text)] == ["8/NQ-CP", "19-KL/TW"]


def test_an_annex_is_promulgated_with_its_decision() -> None:
    (only,) = related("(Ban hành kèm theo Quyết định số 142/QĐ-TTg ngày 21/01/2020)")
    assert only.relation == "promulgates"


def test_a_cue_is_quoted() -> None:
    text = "Sở Nội vụ tổ chức thực hiện Kết luận số 52-KL/TW"
    (only,) = related(text)
    assert only.cue is not None
    assert only.cue in text


def test_every_cue_of_the_table_names_a_relation() -> None:
    assert {cue.relation for cue in cues()} <= RELATIONS - {"self"}


PIECES = (
    "Căn cứ", "thực hiện", "tiếp tục thực hiện", "ban hành", "(Ban hành kèm theo", "được sửa đổi,",
    "bổ sung bởi", "theo", "về", "và", ";", ".", ",", "\n", ")", "của", "142/QĐ-TTg", "52-KL/TW",
    "Quyết định số", "Kết luận số", "Luật Đất đai", "Kế hoạch này",
    "Nghị quyết Trung ương 7 khóa X",
    "Chương trình hành động của tỉnh", "(sau đây gọi tắt là Kế hoạch)", "khoản 1 Điều 5",
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_any_text_is_related_without_circles(text: str) -> None:
    mentions = find_mentions(text)
    found = relate(text, mentions)
    assert {each.mention for each in found} <= set(mentions)
    for index, each in enumerate(found):
        assert each.relation in RELATIONS
        assert each.within is None or 0 <= each.within < index
