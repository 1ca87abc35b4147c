"""The experiment with learned finders, on made-up texts; it needs no ``../shared``."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

# benchmarks/ is no part of the installed package, and plain `pytest` does not look here
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.gold import Duty
from benchmarks.obligations import place
from benchmarks.obliging.learning.candidates import Candidate, bare, find_candidates
from benchmarks.obliging.learning.classify import train
from benchmarks.obliging.learning.folds import NONE, Annotated, alone, helped, matched
from benchmarks.obliging.learning.fresh import Directive, Verdicts, settle
from benchmarks.obliging.learning.names import Clause, Values, by_rule, compare
from benchmarks.obliging.learning.tags import find_by
from benchmarks.obliging.learning.weak import LABELS
from benchmarks.obliging.learning.words import plain, with_signals
from benchmarks.scores import Tally
from kl52.model import Document
from kl52.parsing import parse_document

PLAN = """KẾ HOẠCH
Về thư viện xã

I. MỤC ĐÍCH
1. Bảo đảm mọi xã có nơi đọc sách.
II. NHIỆM VỤ
1. Sở Nội vụ lập danh mục thư viện xã.
2. Rà soát kho sách cũ trước ngày 01/6/2026. Mở kho mới trước ngày 30/9/2026.
"""
PURPOSE, LIST = "Bảo đảm mọi xã có nơi đọc sách", "Sở Nội vụ lập danh mục thư viện xã"


def parsed() -> Document:
    return parse_document(PLAN.encode(), name="ke-hoach.txt")


def annotated(*said: str) -> Annotated:
    """The plan with these words as its gold obligations."""
    doc = parsed()
    duties = [Duty(str(n), words, words) for n, words in enumerate(said)]
    return Annotated("plan", doc, tuple(place(doc, duties)), find_candidates(doc))


def sure(clauses: tuple[Candidate, ...], *tasks: str) -> np.ndarray:
    """Probabilities that call these clauses tasks and the others none, both with 0.97."""
    found = np.full((len(clauses), len(LABELS)), 0.0)
    for row, clause in zip(found, clauses, strict=True):
        task = clause.text in tasks
        row[LABELS.index("task")], row[NONE] = (0.97, 0.03) if task else (0.03, 0.97)
    return found


def test_every_part_of_every_section_is_a_candidate() -> None:
    texts = [each.text for each in find_candidates(parsed())]
    assert {PURPOSE, LIST} < set(texts)
    assert any(text.startswith("Mở kho mới") for text in texts)  # a second date splits


def test_a_candidate_knows_what_it_stands_under() -> None:
    [clause] = [each for each in find_candidates(parsed()) if each.text == PURPOSE]
    assert clause.above[0] == "MỤC ĐÍCH"
    assert clause.mode == "skip"
    assert "h1:mục" in plain(clause)
    assert "mục" not in plain(clause)


def test_signals_are_added_to_the_words() -> None:
    clause = bare("Sở Nội vụ lập danh mục.")
    added = set(with_signals(clause)) - set(plain(clause))
    assert "¶led" in added
    assert "¶target" not in added


def test_labels_come_from_the_gold() -> None:
    labels = dict(
        zip(
            [each.text for each in annotated(LIST).clauses],
            annotated(LIST).labels,
            strict=True,
        )
    )
    assert (labels[LIST], labels[PURPOSE]) == ("task", "none")


def test_a_model_drops_and_adds_only_above_its_thresholds() -> None:
    plan = annotated(LIST)
    contrary = sure(plan.clauses, PURPOSE)  # denies what the rules find, claims what they do not

    def texts(drop: float, add: float) -> set[str]:
        found = helped(plan, contrary, drop, add)
        return {each.span.of(plan.doc.text.text) for each in found}

    ruled = {duty.text for duty in plan.by_rule}
    assert LIST in ruled
    assert texts(2, 2) == ruled
    assert texts(0.98, 0.98) == ruled
    assert texts(0.95, 2) == set()
    assert texts(2, 0.95) == ruled | {PURPOSE}


def test_a_find_of_the_model_counts_as_the_rules_do() -> None:
    plan = annotated(LIST)
    assert len(matched(plan, alone(plan.clauses, sure(plan.clauses, LIST)))) == 1
    assert len(matched(plan, alone(plan.clauses, sure(plan.clauses, PURPOSE)))) == 0


def test_classifiers_learn_and_are_the_same_each_time() -> None:
    taught = [
        (("lập", f"sổ{n}"), "task") if n % 2 else (("căn", f"cứ{n}"), "none") for n in range(40)
    ]
    asked = [("lập", "kho"), ("căn", "kho")]
    for model in ("logistic", "bow"):
        found = train(model, taught)(asked)
        assert [LABELS[at] for at in found.argmax(axis=1)] == ["task", "none"]
        assert np.array_equal(found, train(model, taught)(asked))


def test_names_are_right_only_where_equal() -> None:
    values: Values = {"lead": ("Sở Y tế",), "coordinate": (), "time": (), "product": ()}
    clause = Clause("Sở Y tế lập sổ trực.", values)
    assert compare([clause], by_rule)["lead"] == Tally(1, 0, 0)
    assert compare([clause], lambda _: {"lead": ("Sở",)})["lead"] == Tally(0, 1, 1)


def test_disputes_count_what_was_judged() -> None:
    doc = parsed()
    clauses = find_candidates(doc)
    at = {(each.unit, each.part): each.text == LIST for each in clauses}
    judged = {place: truth for place, truth in at.items() if truth}
    directive = Directive("plan", doc, clauses, judged, frozenset())
    rules = directive.rules_say(doc.obligations)
    count = Verdicts()
    settle(directive, [not each for each in rules], rules, count)
    assert (count.right, count.judged, count.unjudged) == (0, 1, len(clauses) - 1)
    settle(directive, rules, rules, count)
    assert (count.right, count.judged, count.unjudged) == (1, 2, len(clauses) - 1)


def test_another_answer_about_verbs_reaches_the_rules() -> None:
    doc = parsed()
    named = {duty.text for duty in find_by(doc, lambda _: False)}
    assert named < {duty.text for duty in doc.obligations}
    assert find_by(doc, lambda _: False) != doc.obligations
