"""The benchmarks of citations on values made by hand; they need no ``../shared``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# benchmarks/ is no part of the installed package, and plain `pytest` does not look here
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.citations import Found, match_citations
from benchmarks.citing import gold, vnlegaltext
from benchmarks.citing.sentences import Sentence, by_eye, by_rule, changes, sentence, slips
from benchmarks.gold import Mention
from benchmarks.scores import Section, Tally
from kl52.model import Citation
from kl52.spans import Span


def made(words: str, *labelled: tuple[str, str], record: int = 0) -> Sentence:
    """A sentence whose labels stand where their words are found first, as in the data."""
    marks = []
    for label, text in labelled:
        start = words.index(text)
        marks.append({"value": {"start": start, "end": start + len(text), "labels": [label]}})
    return sentence(record, {"data": {"value": words}, "annotations": [{"result": marks}]})


def labels(of: Sentence) -> list[tuple[str, str]]:
    return [(each.type, each.span.of(of.text)) for each in of.labels]


def test_offsets_lead_back_to_the_record() -> None:
    words = "Căn_cứ Luật Bến_đò , bến_phà ( sửa_đổi ) ."
    of = made(words, ("L", "Luật Bến_đò , bến_phà"))
    assert labels(of) == [("L", "Luật Bến đò, bến phà")]
    assert "".join(words[place] for place in of.places).replace("_", " ") == of.text


def test_a_label_cut_at_an_inner_tag_is_made_whole() -> None:
    words = 'Luật sửa_đổi một_số điều của <L rel="none"> Luật Bến_đò ngày 1/2/2003 </L> .'
    cut = made(words, ("L", 'Luật sửa_đổi một_số điều của <L rel="none"> Luật Bến_đò'))
    whole = "Luật sửa đổi một số điều của Luật Bến đò ngày 1/2/2003"
    assert labels(by_rule(cut)) == [("L", whole)]
    assert changes(cut)["made whole"] == 1


def test_a_label_inside_another_is_moved_to_its_own_place() -> None:
    full, short = "Nghị_định số 1/2020/NĐ-CP ngày 1/2/2020", "Nghị_định số 1/2020/NĐ-CP"
    of = by_rule(made(f"Theo {full} ( gọi là {short} ) .", ("NĐ", full), ("NĐ", short)))
    assert labels(of) == [("NĐ", full.replace("_", " ")), ("NĐ", short.replace("_", " "))]


def test_a_short_label_found_at_the_full_mention_reaches_over_its_day() -> None:
    short, day = "Nghị_định số 1/2020/NĐ-CP", "ngày 1/2/2020"
    of = by_rule(made(f"Theo {short} {day} ( gọi là {short} ) .", ("NĐ", short)))
    assert labels(of)[0] == ("NĐ", "Nghị định số 1/2020/NĐ-CP ngày 1/2/2020")
    alone = by_rule(made(f"Theo Luật Bến_đò {day} .", ("L", "Luật Bến_đò")))
    assert labels(alone) == [("L", "Luật Bến đò")], "its words do not stand again"


def test_a_full_number_without_a_label_gets_one() -> None:
    of = by_rule(made("Theo Thông_tư số 2/2020/TT-BTC ngày 1/2/2020 và Thông_tư này ."))
    assert labels(of) == [("TT", "Thông tư số 2/2020/TT-BTC ngày 1/2/2020")]


def test_slips_replace_the_labels_that_they_touch() -> None:
    of = made("Theo Luật Bến_đò về bến .", ("L", "Luật Bến_đò về bến"), record=7)
    row = {"was": "5-23", "is": "5-16", "label": "L"}
    assert labels(by_eye(of, {7: [row]})) == [("L", "Luật Bến đò")]
    assert labels(by_eye(of, {8: [row]})) == [("L", "Luật Bến đò về bến")]


def test_slips_are_listed_for_the_looked_at_records_alone() -> None:
    assert slips()
    assert all(vnlegaltext.looked_at(record) for record in slips())


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("theo khoản 2 Điều 5 Nghị_định số 1/2020/NĐ-CP ngày 1/2/2020 của Chính_phủ về bến",
         [("NĐ", "Nghị định số 1/2020/NĐ-CP ngày 1/2/2020")], "neither provision nor issuer"),
        ("Nghị_định này , Chỉ_thị số 1/CT-TTg", [], "neither deictic nor other types"),
        ("Quyết_định số 1/QĐ-TTg , số 2/QĐ-TTg", [("QĐ", "Quyết định số 1/QĐ-TTg")],
         "in a list only what states its type"),
        ("Luật sửa_đổi , bổ_sung một_số điều của Luật Đất_đai",
         [("L", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai")], "no law inside a law"),
        ("Nghị định về luật bến đò theo Luật Đất đai Căn_cứ Luật Đất_đai .",
         [("L", "Luật Đất đai")], "no heading"),
        ("Nghị_định số 24/CP của Chính_phủ ngày 8/11/1962 về bến",
         [("NĐ", "Nghị định số 24/CP của Chính phủ ngày 8/11/1962")], "an issuer inside stays"),
    ],
)  # fmt: skip
def test_ours_by_the_conventions(words: str, expected: list[tuple[str, str]], why: str) -> None:
    of = made(words)
    found = [(each.type, each.span.of(of.text)) for each in vnlegaltext.found_in(of)]
    assert found == expected, why


DOC = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-03-01/99-kh-ubnd"
DECREE = "/akn/vn/act/nghi-dinh/cp/2020-01-02/1-2020-nd-cp"
LAW = "/akn/vn/act/luat/quoc-hoi/2013-11-29/45-2013-qh13"


def found(target: str | None, state: str = "resolved", name: str | None = None) -> Found:
    cite = Citation("c1", Span(0, 9), "", "numbered", state=state, target=target, name=name)  # type: ignore[arg-type]
    return Found(Span(0, 9), cite)


@pytest.mark.parametrize(
    ("wanted", "got", "verdict", "why"),
    [
        ("1/2020/NĐ-CP|2020-01-02", found(DECREE), "right", "number and date"),
        ("01/2020/NĐ-CP|2020-01-02", found(DECREE, "not_in_library"), "right", "a node too"),
        ("1/2020/NĐ-CP|", found(DECREE), "right", "the gold has no date"),
        ("1/2020/NĐ-CP|2020-01-03", found(DECREE), "wrong", "another day"),
        ("2/2020/NĐ-CP|2020-01-02", found(DECREE), "wrong", "another number"),
        ("Luật Đất đai|2013-11-29", found(LAW, name="Luật đất đai"), "right", "a law's day"),
        ("Luật Đất đai|2013", found(LAW, name="Luật Đất đai"), "right", "a law's year"),
        ("Luật Đất đai|2024", found(LAW, name="Luật Đất đai"), "wrong", "another year"),
        ("Luật Nhà ở|2013-11-29", found(LAW, name="Luật Đất đai"), "wrong", "another law"),
        ("self", found(DOC, "self"), "right", "the document"),
        ("self", found(f"{DOC}#i", "self"), "wrong", "a part of it"),
        ("self-annex", found(f"{DOC}#i", "self"), "right", "its annex"),
        ("self", found(DOC), "wrong", "not said to be itself"),
        ("99/KH-UBND|2020-03-01", found(DOC.replace("2020-03-01", "nodate"), "self"), "undated",
         "a host without a date"),
        (None, found(DOC, "self"), "wrong", "the gold would say so"),
        (None, found(DECREE), "unjudged", "the text does not tell"),
        ("1/2020/NĐ-CP|2020-01-02", found(None, "ambiguous"), "wrong", "no target"),
    ],
)  # fmt: skip
def test_identity_is_judged_by_the_target(
    wanted: str | None, got: Found, verdict: str, why: str
) -> None:
    assert gold.judge(Mention(Span(0, 9), "numbered", target=wanted), got, DOC) == verdict, why


def test_links_and_identity_are_counted() -> None:
    wants = [Mention(Span(0, 9), "numbered", target="1/2020/NĐ-CP|2020-01-02")]
    section = Section(figures={f"citations.{name}": 0.0 for name in gold.LINKS.values()})
    wrong = match_citations(wants, [found(LAW)])
    assert gold.identify(wrong, DOC, section, "x") == Tally(0, 1, 1)
    assert section.figures["citations.wrong links"] == 1
    open_ = match_citations(wants, [found(None, "ambiguous")])
    assert gold.identify(open_, DOC, section, "x") == Tally(0, 0, 1)
    assert section.figures["citations.wrong links"] == 1, "what stays open is no wrong link"
    stray = match_citations([], [found(DECREE)])
    assert gold.identify(stray, DOC, section, "x") == Tally(0, 1, 0)
    assert section.figures["citations.links without a mention"] == 1


def test_a_bar_that_is_not_met_is_said() -> None:
    figures = dict.fromkeys(gold.BARS, 1.0) | {"citations.wrong links": 1.0}
    assert [line.startswith("NOT MET") for line in gold.bars(figures)] == [False] * 8 + [True]


def test_a_bar_without_a_figure_is_neither_met_nor_missed() -> None:
    figures = dict.fromkeys(gold.BARS, 1.0) | {"citations.wrong links": 0.0}
    del figures["citations.field.provision, stated"]
    lines = gold.bars(figures)
    assert len(lines) == len(gold.BARS) + 1
    assert [line for line in lines if not line.startswith("met ")] == [
        "not measured citations.field.provision, stated: no mention found states it (bar 0.97)"
    ]
