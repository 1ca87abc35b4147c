"""Obligations against the gold: units found, and their fields.

An obligation matches a gold one if their spans agree with Jaccard 0.5 or more, one
to one; the looser figure takes any overlap. For a row of a table the span may be
the task cell or the whole row. What cannot be located in our text is a miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.gold import Duty
from benchmarks.locate import locate, row_of
from benchmarks.scores import Rates, Section, Tally, fold, jaccard, match, ratio, tally_by
from kl52.model import Document, Obligation
from kl52.spans import Span

LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Truth:
    """A gold obligation with the spans that count as its own; none if not located."""

    duty: Duty
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """One document: the gold, what we found, the pairs at Jaccard 0.5 and at any overlap."""

    doc: Document
    truths: Sequence[Truth]
    pairs: dict[int, int]
    loose: dict[int, int]

    @property
    def matched(self) -> list[tuple[Duty, Obligation]]:
        pairs = sorted(self.pairs.items())
        return [(self.truths[i].duty, self.doc.obligations[j]) for i, j in pairs]

    @property
    def spurious(self) -> list[Obligation]:
        used = set(self.pairs.values())
        return [each for j, each in enumerate(self.doc.obligations) if j not in used]

    @property
    def missed(self) -> list[Duty]:
        return [each.duty for i, each in enumerate(self.truths) if i not in self.pairs]


def place(doc: Document, duties: Sequence[Duty]) -> list[Truth]:
    """The gold obligations in the text of ``doc``."""
    truths = []
    for duty, span in zip(duties, locate(doc.text.text, duties), strict=True):
        row = row_of(doc.text.tables, span) if span and duty.where == "table" else None
        truths.append(Truth(duty, tuple(each for each in (span, row) if each)))
    return truths


def likeness(truth: Truth, found: Obligation) -> float:
    return max((jaccard(span, found.span) for span in truth.spans), default=0.0)


def match_obligations(doc: Document, truths: Sequence[Truth]) -> Matching:
    pairs = match(truths, doc.obligations, likeness, LEAST)
    return Matching(doc, truths, pairs, match(truths, doc.obligations, likeness))


def end_right(duty: Duty, end: str | None) -> bool:
    """Whether a last day is right; "trước ngày D" may end on D or on the day before.

    The gold enters the day before, so the day after its ``deadline_end`` is D.
    """
    if end == duty.deadline_end or end is None or duty.deadline_end is None:
        return end == duty.deadline_end
    if "trước" not in fold(duty.deadline_text):
        return False
    return end == str(date.fromisoformat(duty.deadline_end) + timedelta(days=1))


def words_agree(want: str | None, got: str | None) -> bool:
    """Both absent, or at least half of their words the same (Dice)."""
    if not want or not got:
        return not want and not got
    wanted, given = set(fold(want).split()), set(fold(got).split())
    return ratio(2 * len(wanted & given), len(wanted) + len(given)) >= 0.5


def agreement(want: Iterable[str], got: Iterable[str]) -> float:
    """Jaccard of two sets of names; two empty ones agree wholly."""
    wanted, given = {fold(each) for each in want}, {fold(each) for each in got}
    return ratio(len(wanted & given), len(wanted | given)) if wanted or given else 1.0


def cited_numbers(doc: Document, found: Obligation) -> set[str]:
    numbers = {cite.id: cite.number for cite in doc.citations}
    cited = (numbers.get(id) for id in found.cites)
    return {"".join(number.split()) for number in cited if number}


def rate_fields(doc: Document, duty: Duty, found: Obligation, rates: Rates) -> None:
    deadline = found.deadline
    kind, end, again = (
        (deadline.kind, deadline.end, deadline.recurrence) if deadline else (None, None, None)
    )
    lead = agreement(duty.lead, (body.name for body in found.lead))
    coordinate = agreement(duty.coordinate, (body.name for body in found.coordinate))
    rates.add("kind", duty.kind == found.kind)
    rates.add("lead", lead == 1.0, stated=bool(duty.lead))
    rates.add("lead, mean Jaccard", lead)
    rates.add("lead_inherited", duty.lead_inherited == found.lead_inherited)
    rates.add("coordinate", coordinate == 1.0, stated=bool(duty.coordinate))
    rates.add("coordinate, mean Jaccard", coordinate)
    rates.add("deadline kind", duty.deadline_kind == kind, stated=bool(duty.deadline_kind))
    rates.add("deadline end", end_right(duty, end), stated=bool(duty.deadline_end))
    rates.add("recurrence", duty.recurrence == again, stated=bool(duty.recurrence))
    agree = words_agree(duty.deliverable, found.deliverable)
    rates.add("deliverable", agree, stated=bool(duty.deliverable))
    rates.add("cites", set(duty.cites) == cited_numbers(doc, found), stated=bool(duty.cites))


def _tallies_by(
    every: Sequence[Matching], label: Callable[[Duty | Obligation], str]
) -> dict[str, Tally]:
    return tally_by(
        (label(duty) for each in every for duty, _ in each.matched),
        (label(found) for each in every for found in each.spurious),
        (label(duty) for each in every for duty in each.missed),
    )


def _tally(pairs: int, each: Matching) -> Tally:
    return Tally(pairs, len(each.doc.obligations) - pairs, len(each.truths) - pairs)


def score_obligations(matchings: dict[str, Matching], origin: str) -> Section:
    """All documents together; ``origin`` (``pdf``, ``txt``) tells the two inputs apart."""
    section, rates, every = Section(), Rates(), list(matchings.values())
    head = f"obligations {origin}"
    section.tally(f"{head}.overall", sum((_tally(len(m.pairs), m) for m in every), Tally()))
    section.tally(f"{head}.any overlap", sum((_tally(len(m.loose), m) for m in every), Tally()))
    for where, tally in _tallies_by(every, lambda each: each.where).items():
        section.tally(f"{head}.where {where}", tally)
    for kind, tally in _tallies_by(every, lambda each: each.kind).items():
        section.tally(f"{head}.kind {kind}", tally)
    for name, matching in matchings.items():
        section.tally(f"{head}.document {name}", _tally(len(matching.pairs), matching))
        for duty, found in matching.matched:
            rate_fields(matching.doc, duty, found, rates)
        _note_cases(section, head, name, matching)
    section.figures |= rates.figures(f"{head}.field")
    lost = [(name, t.duty) for name, m in matchings.items() for t in m.truths if not t.spans]
    section.figures[f"{head}.not located"] = float(len(lost))
    section.notes += [f"{head}: not located: {name} {duty.unit}" for name, duty in lost]
    return section


def _note_cases(section: Section, head: str, name: str, matching: Matching) -> None:
    for duty, _ in matching.matched:
        section.case("hit", head, name, duty.unit, duty.kind)
    for duty in matching.missed:
        section.case("missed", head, name, duty.unit, duty.kind)
    for found in matching.spurious:
        section.case("spurious", head, name, found.span.start, found.kind)
