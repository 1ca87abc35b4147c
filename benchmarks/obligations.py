"""Obligations against the gold: units found, and their fields.

An obligation matches a gold one if their spans agree with Jaccard 0.5 or more, one
to one; the looser figure takes any overlap. For a row of a table the span may be
the task cell or the whole row. What cannot be located in our text is a miss.

Fields are rated on the pairs. Beside the rates of wholly right answers there are tallies of
single values: each lead, each coordinating body, each product, each row tied to its prose.
``end to end`` counts what stands in missed and spurious obligations too. A kind counts as found
only where the obligation is; the macro F1 is the mean over the kinds that the gold has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.gold import Duty
from benchmarks.locate import locate, row_of
from benchmarks.scores import Rates, Section, Tally, fold, jaccard, match, ratio, tally_by
from kl52.model import Document, Obligation
from kl52.spans import Span

LEAST = 0.5
# What binds a province: it, its Party committee, a locality of it, or everybody.
OF_PROVINCE = frozenset({"province", "party-province", "district", "commune", "everybody"})


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


# What a field stands or falls with, if the annotator left that open.
_HANGS_ON = {
    "lead, mean Jaccard": "lead",
    "lead_inherited": "lead",
    "binds province": "lead",
    "deadline kind": "deadline",
    "deadline end": "deadline",
    "deadline, exact": "deadline",
    "recurrence": "deadline",
}


def rate_fields(doc: Document, duty: Duty, found: Obligation, rates: Rates) -> None:
    for name, right, stated in _answers(doc, duty, found):
        if _HANGS_ON.get(name, name) not in duty.open:
            rates.add(name, right, stated=stated)


def _answers(doc: Document, duty: Duty, found: Obligation) -> Iterator[tuple[str, float, bool]]:
    """Each field with how right it is, and whether the gold has a value there."""
    deadline = found.deadline
    kind, end, again = (
        (deadline.kind, deadline.end, deadline.recurrence) if deadline else (None, None, None)
    )
    lead = agreement(duty.lead, (body.name for body in found.lead))
    coordinate = agreement(duty.coordinate, (body.name for body in found.coordinate))
    yield "kind", duty.kind == found.kind, False
    yield "lead", lead == 1.0, bool(duty.lead)
    yield "lead, mean Jaccard", lead, False
    yield "lead_inherited", duty.lead_inherited == found.lead_inherited, False
    yield "coordinate", coordinate == 1.0, bool(duty.coordinate)
    yield "coordinate, mean Jaccard", coordinate, False
    yield "deadline kind", duty.deadline_kind == kind, bool(duty.deadline_kind)
    yield "deadline end", end_right(duty, end), bool(duty.deadline_end)
    yield "deadline, exact", deadline_right(duty, found), bool(duty.deadline_kind)
    reaches = reaches_province(found) == duty.addressed_to_province
    yield "binds province", reaches, duty.addressed_to_province is not None
    yield "recurrence", duty.recurrence == again, bool(duty.recurrence)
    agree = words_agree(duty.deliverable, found.deliverable)
    yield "deliverable", agree, bool(duty.deliverable)
    yield "cites", set(duty.cites) == cited_numbers(doc, found), bool(duty.cites)


def deadline_right(duty: Duty, found: Obligation) -> bool:
    """Whether kind, start, last day and recurrence all are the gold's."""
    deadline = found.deadline
    if deadline is None or duty.deadline_kind is None:
        return deadline is None and duty.deadline_kind is None
    want = (duty.deadline_kind, duty.deadline_start, duty.recurrence)
    got = (deadline.kind, deadline.start, deadline.recurrence)
    return want == got and end_right(duty, deadline.end)


def reaches_province(found: Obligation) -> bool | None:
    """As ``addressed_to_province`` says it: ``None`` where nobody is named."""
    return bool(OF_PROVINCE & set(found.binds)) if found.lead or found.coordinate else None


def _values(want: Iterable[str], got: Iterable[str]) -> Tally:
    wanted, given = {fold(each) for each in want}, {fold(each) for each in got}
    return Tally(len(wanted & given), len(given - wanted), len(wanted - given))


def _product(want: str | None, got: str | None) -> Tally:
    hit = bool(want and got and words_agree(want, got))
    return Tally(hit, bool(got) - hit, bool(want) - hit)


def _names(found: Obligation, role: str) -> tuple[str, ...]:
    return tuple(body.name for body in getattr(found, role))


_OF_VALUE = {"lead": "lead", "coordinate": "coordinate", "product": "deliverable"}


def value_tallies(matchings: Iterable[Matching]) -> dict[str, Tally]:
    """The tallies of single values: ``lead``, ``coordinate``, ``product``."""
    tallies = dict.fromkeys(("lead", "coordinate", "product"), Tally())
    tallies |= {f"{name}, end to end": Tally() for name in tallies}
    for each in matchings:
        for duty, found in each.matched:
            pair = {
                "lead": _values(duty.lead, _names(found, "lead")),
                "coordinate": _values(duty.coordinate, _names(found, "coordinate")),
                "product": _product(duty.deliverable, found.deliverable),
            }
            for name, tally in pair.items():
                tally = Tally() if _OF_VALUE[name] in duty.open else tally
                tallies[name] += tally
                tallies[f"{name}, end to end"] += tally
        for duty in each.missed:
            tallies["lead, end to end"] += Tally(missed=len(duty.lead))
            tallies["coordinate, end to end"] += Tally(missed=len(duty.coordinate))
            tallies["product, end to end"] += Tally(missed=bool(duty.deliverable))
        for found in each.spurious:
            tallies["lead, end to end"] += Tally(spurious=len(found.lead))
            tallies["coordinate, end to end"] += Tally(spurious=len(found.coordinate))
            tallies["product, end to end"] += Tally(spurious=bool(found.deliverable))
    return tallies


def kind_tallies(matchings: Sequence[Matching]) -> dict[str, Tally]:
    """A tally for each kind: a hit is an obligation that is found, and found to be of it."""
    pairs = [pair for each in matchings for pair in each.matched if "kind" not in pair[0].open]
    wrong = [(duty, found) for duty, found in pairs if duty.kind != found.kind]
    return tally_by(
        (duty.kind for duty, found in pairs if duty.kind == found.kind),
        (*(got.kind for _, got in wrong), *(got.kind for m in matchings for got in m.spurious)),
        (*(want.kind for want, _ in wrong), *(want.kind for m in matchings for want in m.missed)),
    )


def pair_tally(matching: Matching) -> Tally:
    """The ties between a row and the prose item that states the same task, either way said."""
    by_unit = {truth.duty.unit: i for i, truth in enumerate(matching.truths)}
    wanted = {
        frozenset((i, by_unit[truth.duty.duplicate_of]))
        for i, truth in enumerate(matching.truths)
        if truth.duty.duplicate_of in by_unit
    }
    by_id = {duty.id: j for j, duty in enumerate(matching.doc.obligations)}
    gold_of = {j: i for i, j in matching.pairs.items()}
    given = {
        frozenset(gold_of.get(each, -1 - each) for each in (j, by_id[duty.duplicate_of]))
        for j, duty in enumerate(matching.doc.obligations)
        if duty.duplicate_of in by_id
    }
    left = {i for i, truth in enumerate(matching.truths) if "duplicate" in truth.duty.open}
    wanted, given = ({pair for pair in ties if not pair & left} for ties in (wanted, given))
    return Tally(len(wanted & given), len(given - wanted), len(wanted - given))


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
    for kind, tally in kind_tallies(every).items():
        section.tally(f"{head}.kind {kind}", tally)
    for name, tally in value_tallies(every).items():
        section.tally(f"{head}.values {name}", tally)
    section.tally(f"{head}.row-prose pairs", sum(map(pair_tally, every), Tally()))
    wanted = {truth.duty.kind for each in every for truth in each.truths}
    kinds = kind_tallies(every)
    mean = ratio(sum(kinds[kind].f1 for kind in wanted), len(wanted))
    section.figures[f"{head}.kind macro f1"] = mean
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
