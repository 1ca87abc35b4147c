"""The press item of Lạng Sơn on plan 48/KH-UBND, where the shared seed is at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kl52.model import Obligation
from kl52.parsing import parse_document
from kl52.tracing import Trace, trace

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "langson-kh48-news.txt"
pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the shared seed is not beside the repository"
)
NAMES = {
    "/akn/vn/act/nghi-quyet/bchtw/2008-08-06/27-nq-tw": "27-NQ/TW",
    "/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw": "52-KL/TW",
    "/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg": "142/QĐ-TTg",
    "/akn/vn/act/ke-hoach/tu-lang-son/2019-08-07/114-kh-tu": "114-KH/TU",
    "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd": "48/KH-UBND",
}


@cache
def result() -> Trace:
    return trace(parse_document(SEED))


def duties() -> tuple[Obligation, ...]:
    return result().document.obligations


def test_the_chain() -> None:
    edges = {(NAMES[hop.below], NAMES[hop.above], hop.relation) for hop in result().chain}
    assert edges >= {
        ("48/KH-UBND", "142/QĐ-TTg", "implements"),
        ("142/QĐ-TTg", "52-KL/TW", "implements"),
        ("52-KL/TW", "27-NQ/TW", "continues"),
    }
    assert not any({"142/QĐ-TTg", "114-KH/TU"} == {below, above} for below, above, _ in edges)
    assert {name for below, above, _ in edges for name in (below, above)} == set(NAMES.values())


def test_it_reports_on_the_plan() -> None:
    reported = result().document.reports_on
    assert reported is not None
    assert (reported.number, reported.date) == ("48/KH-UBND", "2020-02-17")
    assert NAMES[reported.id or ""] == NAMES[result().subject] == "48/KH-UBND"
    assert result().document.header.number is None
    assert result().document.header.signer is None


def test_the_banner_of_the_site_is_no_citation_of_the_plan() -> None:
    banner = [cite for cite in result().document.citations if "Đại hội" in cite.text]
    assert all(cite.state == "not_assessed" for cite in banner)
    assert not {cite.target for cite in banner} & {hop.above for hop in result().chain}


def test_seven_tasks_and_two_assignments() -> None:
    assert len(duties()) == 9
    assert all(duty.secondhand for duty in duties())
    assert [(duty.unit or "").rsplit("__", 1)[-1] for duty in duties()[:7]] == list("1234567")


def test_their_times() -> None:
    kinds = [duty.deadline.kind if duty.deadline else None for duty in duties()]
    ends = {duty.deadline.end for duty in duties() if duty.deadline}
    assert duties()[0].deadline is not None
    assert duties()[0].deadline.end == "2020-06-30"
    assert ends == {"2020-06-30", None}, "the period 2021-2030 is no deadline"
    assert kinds.count("recurring") == kinds.count("conditional") == 1
    assert [d.deadline.recurrence for d in duties() if d.deadline and d.deadline.recurrence] == [
        "P1Y"
    ]
    assert duties()[2].deadline is not None
    assert "Chiến lược" in (duties()[2].deadline.condition or "")


def test_who_leads() -> None:
    led = [duty for duty in duties() if duty.lead]
    assert led == list(duties()[7:])
    assert [body.name for body in led[0].lead] == ["Sở Khoa học và Công nghệ"]


def test_its_first_task_cites_the_conclusion_and_the_partys_plan() -> None:
    doc = result().document
    cited = {NAMES.get(doc.citation(id).target or "") for id in duties()[0].cites}
    assert cited == {"52-KL/TW", "114-KH/TU"}


def test_nothing_is_called_local_where_texts_are_missing() -> None:
    assert "local_only" not in {each.state for each in result().obligations}
    missing = {NAMES[each.id] for each in result().missing_documents}
    assert {"52-KL/TW", "114-KH/TU"} <= missing
