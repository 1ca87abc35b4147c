"""Stubs: for each task that a plan lacks, words to begin with, and where they would stand.

In: a coverage. Out: :class:`Stub` values in the order of the source: the bodies of the plan's level
that correspond to those above, the latest day that the source allows, and the section of the plan
that takes up the source's neighbouring tasks. They are a suggestion that nobody has reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kl52 import bodies
from kl52.coverage.values import Coverage, Row
from kl52.model import Body, Deadline, Document, Unit

_LEVELS = {"commune": "commune", "party-province": "party-province"}


@dataclass(frozen=True, slots=True)
class Stub:
    """A task to add: ``lead`` may do it, by ``deadline`` at the latest, in ``section`` of the plan.

    ``section`` is the id of a unit, ``None`` where nothing of the plan is near.
    """

    row: Row
    lead: tuple[str, ...]
    deadline: Deadline | None
    section: str | None


def stubs_of(found: Coverage) -> tuple[Stub, ...]:
    """A stub for each row that is missing."""
    sections = dict(_sections(found))
    return tuple(
        Stub(row, _lead(row, found.document), row.duty.deadline, sections.get(place))
        for place, row in enumerate(found.rows)
        if row.state == "missing"
    )


def _lead(row: Row, plan: Document) -> tuple[str, ...]:
    """The bodies of the plan's level that correspond to those which lead the task above."""
    level = _LEVELS.get(plan.header.level or "", "province")
    names = [name for body in row.duty.lead for name in _counterparts(body, plan, level)]
    return tuple(dict.fromkeys(names))


def _counterparts(body: Body, plan: Document, level: str) -> Iterator[str]:
    if body.id is None:
        return
    known = bodies.entry(body.id)
    if known is not None and known.level == level:
        yield known.name
        return
    for id in bodies.counterparts(body.id, plan.header.on, level)[:1]:
        found = bodies.entry(id)
        if found is not None:
            yield found.name


def _sections(found: Coverage) -> Iterator[tuple[int, str]]:
    """For each row the section of the plan that takes up the nearest row before it, or behind."""
    units = {unit.id: unit for unit in found.document.units}
    places = [_section(row, units) for row in found.rows]
    for place, row in enumerate(found.rows):
        near = _nearest(found.rows, places, place, row.source.id)
        if near is not None:
            yield place, near


def _nearest(rows: Sequence[Row], places: Sequence[str | None], at: int, source: str) -> str | None:
    order = [*range(at - 1, -1, -1), *range(at + 1, len(rows))]
    return next((places[i] for i in order if places[i] and rows[i].source.id == source), None)


def _section(row: Row, units: dict[str, Unit]) -> str | None:
    """The unit with a heading under which the best local task of a row stands."""
    link = next((each for each in row.local if each.holds), None)
    unit = units.get(link.duty.unit or "") if link is not None else None
    while unit is not None and unit.parent is not None:
        unit = units.get(unit.parent)
        if unit is not None and unit.heading and unit.number != unit.id:
            return unit.id
    return unit.id if unit is not None else None
