"""Every rule that finds citations is described, and does what its row says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kl52.citations import find_citations
from kl52.citations.rules import CueRow, Rule, grammar, rules
from kl52.model import Header, Promulgated
from kl52.parsing import text_of

CITATIONS = Path(__file__).resolve().parent.parent / "kl52" / "citations"
OWN = Header(promulgates=Promulgated("Đề án", "Đề án thư viện số"))


def strings(node: ast.expr) -> Iterator[str]:
    """The strings that an expression can give: those of a condition are no value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def assigned(node: ast.AST) -> ast.expr | None:
    """What stands behind ``rule=`` in a call, or is assigned to ``rule``."""
    if isinstance(node, ast.keyword):
        return node.value if node.arg == "rule" else None
    names = node.targets if isinstance(node, ast.Assign) else []
    named = any(isinstance(each, ast.Name) and each.id == "rule" for each in names)
    return node.value if isinstance(node, ast.Assign) and named else None


def ids_in_code() -> set[str]:
    found: set[str] = set()
    for path in CITATIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = assigned(node)
            found |= set(strings(value)) if value is not None else set()
    return found


def found_by(rule: Rule, words: str) -> list[str]:
    text = text_of(words)
    header = OWN if rule.id == "own-annex" else Header()
    return [cite.text for cite in find_citations(text, header) if cite.rule == rule.id]


def test_every_rule_of_the_code_has_a_row_and_every_row_its_rule() -> None:
    assert len(ids_in_code()) >= 18
    assert set(rules()) == ids_in_code()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_takes_its_example_and_leaves_its_counter_example(rule: Rule) -> None:
    before, rest = rule.example.split("[")
    mention, after = rest.split("]")
    expected = " ".join(mention.split())
    assert found_by(rule, before + mention + after) == [expected]
    assert found_by(rule, rule.counter) == []


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_is_said_in_both_languages(rule: Rule) -> None:
    assert rule.vi.endswith(".")
    assert rule.en.endswith(".")
    assert rule.vi != rule.en


@pytest.mark.parametrize("cue", grammar().cues, ids=lambda cue: f"{cue.relation}: {cue.example}")
def test_a_cue_tells_its_relation_and_not_that_of_its_counter_example(cue: CueRow) -> None:
    told = find_citations(text_of(cue.example), OWN)
    other = find_citations(text_of(cue.counter), OWN)
    assert told[-1].relation == cue.relation
    assert cue.counter
    assert all(each.relation != cue.relation for each in other)
