"""Leave one document out: the gold's prose, and what a finder says that never saw it.

Input: the gold and weak examples. Output: for every document the probabilities of its candidates
by a classifier trained on the other documents and the weak examples. Nothing is chosen on the
document that is measured: a threshold comes from the same procedure among the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from benchmarks import gold
from benchmarks.obligations import Truth, place
from benchmarks.obliging.learning.candidates import Candidate, find_candidates
from benchmarks.obliging.learning.classify import Classifier, train
from benchmarks.obliging.learning.weak import LABELS, Example
from benchmarks.obliging.learning.words import Show
from benchmarks.scores import jaccard, match, overlap
from kl52.model import Document, Obligation
from kl52.parsing import parse_document
from kl52.spans import Span

_GOLD_COUNTS = 3  # times: an annotated clause says more than a weak one
NONE = LABELS.index("none")


@dataclass(frozen=True)
class Annotated:
    """A gold document: its prose obligations, the candidates, and the label of each."""

    name: str
    doc: Document
    truths: tuple[Truth, ...]
    clauses: tuple[Candidate, ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        def near(truth: Truth, clause: Candidate) -> float:
            return max((jaccard(span, clause.span) for span in truth.spans), default=0.0)

        labels = ["none"] * len(self.clauses)
        for i, j in match(self.truths, self.clauses, near, 0.5).items():
            labels[j] = self.truths[i].duty.kind
        return tuple(labels)

    @cached_property
    def by_rule(self) -> tuple[Obligation, ...]:
        return tuple(duty for duty in self.doc.obligations if duty.where == "prose")


def annotated() -> tuple[Annotated, ...]:
    found = []
    for name in gold.names("obligations.jsonl"):
        doc = parse_document(gold.source(name))
        truths = (truth for truth in place(doc, gold.duties(name)) if truth.duty.where == "prose")
        found.append(Annotated(name, doc, tuple(truths), find_candidates(doc)))
    return tuple(found)


@dataclass(frozen=True)
class Learner:
    """A kind of classifier and what it is shown. What it was taught is kept by training set."""

    model: str
    show: Show
    weak: Sequence[Example]
    taught: dict[frozenset[str], Classifier] = field(default_factory=dict)

    def teach(self, docs: Sequence[Annotated]) -> Classifier:
        """The classifier trained on ``docs``, which come in one order, and the weak examples."""
        key = frozenset(each.name for each in docs)
        if key not in self.taught:
            self.taught[key] = self._train(docs)
        return self.taught[key]

    def _train(self, docs: Sequence[Annotated]) -> Classifier:
        examples = [(self.show(each.clause), each.label) for each in self.weak]
        for each in docs:
            shown = [self.show(clause) for clause in each.clauses]
            examples += list(zip(shown, each.labels, strict=True)) * _GOLD_COUNTS
        return train(self.model, examples)

    def judge(self, classifier: Classifier, clauses: Sequence[Candidate]) -> np.ndarray:
        return classifier([self.show(clause) for clause in clauses])


def left_out(learner: Learner, docs: Sequence[Annotated]) -> dict[str, np.ndarray]:
    """The probabilities for each document by a classifier that saw only the others."""
    found = {}
    for each in docs:
        others = [other for other in docs if other is not each]
        found[each.name] = learner.judge(learner.teach(others), each.clauses)
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """What a finder claims: a span and its kind."""

    span: Span
    kind: str


def alone(clauses: Sequence[Candidate], probabilities: np.ndarray) -> list[Found]:
    """The likeliest label of every clause, where that is an obligation."""
    best = probabilities.argmax(axis=1)
    pairs = zip(clauses, best, strict=True)
    return [Found(clause.span, LABELS[at]) for clause, at in pairs if at != NONE]


def helped(each: Annotated, probabilities: np.ndarray, veto: float, add: float) -> list[Found]:
    """The rules' finds but those that the model denies, and those of which it alone is sure."""
    kept = []
    for duty in each.by_rule:
        denied = [
            p[NONE]
            for clause, p in zip(each.clauses, probabilities, strict=True)
            if jaccard(clause.span, duty.span) >= 0.5
        ]
        if not denied or max(denied) <= veto:
            kept.append(Found(duty.span, duty.kind))
    for clause, p in zip(each.clauses, probabilities, strict=True):
        free = not any(overlap(clause.span, duty.span) for duty in each.by_rule)
        if free and 1 - p[NONE] > add:
            obliges = np.where(np.arange(len(LABELS)) == NONE, -1, p)
            kept.append(Found(clause.span, LABELS[int(obliges.argmax())]))
    return kept


def matched(each: Annotated, found: Sequence[Found]) -> Mapping[int, int]:
    def near(truth: Truth, one: Found) -> float:
        return max((jaccard(span, one.span) for span in truth.spans), default=0.0)

    return match(each.truths, found, near, 0.5)
