"""Rules and learned finders where neither was made: directives outside the gold.

``truth/learned_disputes.tsv`` holds the clauses on which the rules disagreed with one of the seven
classifiers of ``learned.py`` trained on all of the gold. They were judged by eye by the gold's
guidelines, without seeing who said what: document, unit, part of its paragraph, whether it obliges
(``open``: the guidelines do not say). Where all agree nothing was judged and it counts for none.
The rules may have been mended on these directives.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.obliging.learning.candidates import Candidate, find_candidates
from benchmarks.scores import overlap
from kl52.model import Document, Obligation
from kl52.parsing import parse_document

_TRUTH = ROOT / "benchmarks" / "truth" / "learned_disputes.tsv"
Place = tuple[str, int]  # unit, part of its paragraph


@dataclass(frozen=True)
class Directive:
    """A document outside the gold, its clauses, and what was judged of some of them."""

    name: str
    doc: Document
    clauses: tuple[Candidate, ...]
    judged: dict[Place, bool]
    left_open: frozenset[Place]

    def rules_say(self, duties: Iterable[Obligation]) -> list[bool]:
        """For every clause whether an obligation covers half of it."""
        spans = [duty.span for duty in duties if duty.where == "prose"]
        return [
            any(2 * overlap(clause.span, span) >= len(clause.span) for span in spans)
            for clause in self.clauses
        ]


def directives(shared: Path) -> tuple[Directive, ...]:
    with _TRUTH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = []
    for name in sorted({row["document"] for row in rows}):
        [path] = [*(shared / "data" / "congbao").glob(f"{name}.pdf"),
                  *(shared / "data" / "nq57").glob(f"{name}.md")]  # fmt: skip
        doc = parse_document(path)
        mine = {
            (row["unit"], int(row["part"])): row["obliges"]
            for row in rows
            if row["document"] == name
        }
        judged = {place: said == "yes" for place, said in mine.items() if said != "open"}
        left_open = frozenset(mine.keys() - judged.keys())
        found.append(Directive(name, doc, find_candidates(doc), judged, left_open))
    return tuple(found)


@dataclass(slots=True)
class Verdicts:
    """``right`` of ``judged`` disputed clauses; ``unjudged``: differ from the rules, not judged."""

    right: int = 0
    judged: int = 0
    unjudged: int = 0


def settle(each: Directive, says: Sequence[bool], rules: Sequence[bool], count: Verdicts) -> None:
    """Adds to ``count`` how a finder's answers stand to what was judged."""
    for clause, said, ruled in zip(each.clauses, says, rules, strict=True):
        place = (clause.unit, clause.part)
        if place in each.judged:
            count.judged += 1
            count.right += said == each.judged[place]
        elif said != ruled and place not in each.left_open:
            count.unjudged += 1
