"""Bodies: who leads against the source, nobody who leads, and bodies that had ended.

The correspondence of bodies (Bộ Y tế → Sở Y tế) and their dates are those of the registry.
"""

from __future__ import annotations

from collections.abc import Iterator

from kl52 import bodies
from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding, LocalLink, Row

_SURE = 0.7


def find(case: Case) -> Iterator[Finding]:
    yield from _mismatches(case)
    yield from _missing(case)
    yield from _ended(case)
    yield from _in_two_roles(case)


def _mismatches(case: Case) -> Iterator[Finding]:
    for row in case.rows:
        expected = _expected(row, case.on)
        sure = [link for link in row.local if link.match.score >= _SURE and link.duty.lead]
        if not expected or any(_leads(link, expected) for link in sure):
            continue
        for link in sure:
            if all(body.id for body in link.duty.lead):
                names = [bodies.entry(id) for id in sorted(expected)]
                yield tell("actor_mismatch", case.plan, duty=link.duty,
                           found=", ".join(body.name for body in link.duty.lead),
                           expected=", ".join(each.name for each in names if each),
                           evidence=evidence_of(row))  # fmt: skip


def _expected(row: Row, on: str | None) -> frozenset[str]:
    """The local bodies that correspond to the source's leads; none where a group leads."""
    found: set[str] = set()
    for body in row.duty.lead:
        if body.id is None:
            return frozenset()
        found.update(bodies.counterparts(body.id, on) or ())
    return frozenset(found)


def _leads(link: LocalLink, expected: frozenset[str]) -> bool:
    ids = {(body.id or "").split("/")[0] for body in (*link.duty.lead, *link.duty.coordinate)}
    return bool(ids & expected)


def _missing(case: Case) -> Iterator[Finding]:
    asked = [duty for duty in case.plan.obligations if duty.kind in ("task", "report")]
    named = [duty for duty in asked if duty.lead]
    if len(named) * 2 < len(asked):
        return  # a plan that names nobody item by item: its assignment stands elsewhere
    for duty in asked:
        if not duty.lead and not duty.duplicate_of:
            yield tell("actor_missing", case.plan, duty=duty)


def _ended(case: Case) -> Iterator[Finding]:
    for duty in case.plan.obligations:
        for body in (*duty.lead, *duty.coordinate):
            entry = bodies.entry(body.id) if body.id else None
            if entry is None or case.on is None or entry.exists(case.on) or not entry.until:
                continue
            heirs = [bodies.entry(id) for id in bodies.successors(entry.id, case.on)]
            names = ", ".join(each.name for each in heirs if each)
            yield tell("defunct_body", case.plan, duty=duty, found=body.name,
                       expected=f"; nay là {names}" if names else "")  # fmt: skip


def _in_two_roles(case: Case) -> Iterator[Finding]:
    for duty in case.plan.obligations:
        twice = {body.id for body in duty.lead if body.id} & {body.id for body in duty.coordinate}
        for body in duty.lead:
            if body.id in twice:
                yield tell("lead_coordinates", case.plan, duty=duty, found=body.name)
