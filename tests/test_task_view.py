"""A trace on a terminal: by section, short for a long plan, with every level on the way."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from rich.console import Console

from kl52.alignment import Match, Why
from kl52.catalogue import corpus_root
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.parsing import parse_document
from kl52.tracing import Trace, levels_of, trace, way_up
from kl52.views.rendering import render_trace
from kl52.views.sections import grouped, section_of
from tests.plans import plan_of

LONG = Path(str(corpus_root())) / "fictitious" / "9902-kh-ubnd.txt"


@cache
def traced() -> Trace:
    return trace(parse_document(LONG))


def shown(result: Trace, *, width: int = 110, full: bool = False) -> str:
    written = io.StringIO()
    console = Console(file=written, width=width, highlight=False, emoji=False, color_system=None)
    render_trace(result, Library().catalogue, console, speaker("vi"), full=full)
    return written.getvalue()


def match(document: str, score: float = 0.9) -> Match:
    why = Why(False, 0.5, None, None, None)
    return Match(document, "o1", None, "rà soát", None, "equal", score, why)


# plan → a → b → root, plan → c → root; d hangs on a, and leads to nothing found
GRAPH = nx.DiGraph(
    [("plan", "a"), ("a", "b"), ("b", "root"), ("plan", "c"), ("c", "root"), ("a", "d")]
)


@pytest.mark.parametrize(
    ("found", "levels", "why"),
    [
        ([], [], "no source, no way"),
        (["a"], [("a", "source")], "right above"),
        (["b"], [("a", "skipped"), ("b", "source")], "one level passed over"),
        (
            ["root"],
            [("a", "skipped"), ("c", "no_text"), ("b", "skipped"), ("root", "source")],
            "on both ways up",
        ),
        (["a", "b"], [("a", "source"), ("b", "source")], "a source at every level"),
        (["elsewhere"], [], "a document that does not hang above"),
    ],
)
def test_levels(found: list[str], levels: list[tuple[str, str]], why: str) -> None:
    way = way_up(GRAPH, "plan")
    told = levels_of([match(id) for id in found], way, ["c"])
    assert [(each.document, each.state) for each in told] == levels, why


def test_the_best_of_a_level_is_told() -> None:
    best, other = match("a", 0.9), replace(match("a", 0.7), obligation="o2")
    (level,) = levels_of([best, other], way_up(GRAPH, "plan"), [])
    assert level.best == best


def test_tasks_stand_under_their_headings_in_order() -> None:
    text = shown(traced())
    heads = ["II. MỤC TIÊU", "III. NHIỆM VỤ › 1.", "III. NHIỆM VỤ › 2.", "V. TỔ CHỨC", "Phụ lục"]
    places = [text.index(f"\n {head}") for head in heads]
    assert places == sorted(places)


def test_a_long_plan_is_short_unless_asked() -> None:
    result = traced()
    short, full = shown(result), shown(result, full=True)
    assert len(short.splitlines()) < len(full.splitlines()) / 2
    assert "--full" in short and "--full" not in full
    ids = [each.obligation.id for each in result.obligations]
    assert all(f"{id}. " in full for id in ids)


def test_what_has_no_source_is_not_cut_before_what_has() -> None:
    result = traced()
    text = shown(result)
    local = [each.obligation.id for each in result.obligations if each.state == "local_only"]
    assert local
    assert all(f"○ {id}. " in text for id in local)


def test_a_condition_that_is_met_is_told() -> None:
    result = traced()
    first = result.obligations[0]
    duty = replace(first.obligation, condition="khi có Chiến lược quốc gia", condition_met=True)
    due = replace(result, obligations=(replace(first, obligation=duty), *result.obligations[1:]))
    assert "điều kiện nay đã có" in shown(due)
    assert "điều kiện nay đã có" not in shown(result)


@pytest.mark.parametrize("width", [40, 80])
def test_tasks_fit_the_screen(width: int) -> None:
    assert max(map(len, shown(traced(), width=width).splitlines())) <= width


def test_sections_are_the_two_nearest_headings() -> None:
    doc = plan_of(
        "I. VỀ A\n1. Về a\na) Sở Y tế mở lớp.\nb) Sở Y tế mở kho.\nII. VỀ B\n1. Mở chợ.\n"
    )
    section = section_of(doc)
    units = [unit.id for unit in doc.units if unit.kind in ("point", "clause")]
    told = [words for words, _ in grouped(units, section)]
    assert told == ["I. VỀ A", "I. VỀ A › 1. Về a", "II. VỀ B"]
    assert section(None) == section("khong-co") == ""


def test_articles_are_called_so() -> None:
    doc = plan_of("Chương I\nCHUNG\nĐiều 1. Lớp\n1. Sở Y tế mở lớp.\n2. Sở Y tế mở kho.\n")
    section = section_of(doc)
    (unit,) = (unit.id for unit in doc.units if unit.kind == "clause" and unit.number == "1")
    assert section(unit) == "Chương I. CHUNG › Điều 1. Lớp"
