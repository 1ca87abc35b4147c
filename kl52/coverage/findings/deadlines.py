"""Deadlines that are later than the source's, or not stated where the source states one.

A local task meets a source's deadline if it is due no later than the later of its twins'; what
waits for an event or a paper of the centre is not compared. A deadline that had passed on the
day of the plan is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding, LocalLink, Row
from kl52.model import Deadline
from kl52.obligations.deadline_order import compare, is_dated

_SURE = 0.6  # a link that is likely enough to hold two dates against each other


def find(case: Case) -> Iterator[Finding]:
    for row in case.rows:
        due = _due(row)
        if due is None or not row.local:
            continue
        for link in row.local:
            own = link.duty.deadline
            if own is not None and link.match.score >= _SURE and _is_later(own, due):
                yield tell("deadline_later", case.plan, duty=link.duty, found=own.text,
                           expected=due.text, evidence=evidence_of(row))  # fmt: skip
        if row.applicable and _none_states(row) and not _is_past(due, case.on):
            best = row.local[0]
            yield tell("deadline_missing", case.plan, duty=best.duty, expected=due.text,
                       evidence=evidence_of(row))  # fmt: skip


def _due(row: Row) -> Deadline | None:
    """The source's dated deadline: that of the annex row, else of a sentence that says the same."""
    for duty in (row.duty, *row.twins):
        if duty.deadline is not None:
            return duty.deadline if is_dated(duty.deadline) else None
    return None


def _is_later(own: Deadline, due: Deadline) -> bool:
    if own.condition or not is_dated(own):
        return False
    return compare(own, due) == "later" and (own.end or "") > (due.end or "")


def _none_states(row: Row) -> bool:
    links: tuple[LocalLink, ...] = row.local
    return all(link.duty.deadline is None for link in links)


def _is_past(due: Deadline, on: str | None) -> bool:
    return on is not None and due.end is not None and due.end < on
