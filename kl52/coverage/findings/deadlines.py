"""Deadlines that are later than the source's, or not stated where the source states one.

A local task is held against the source task that it comes nearest to, if that binds the body
that plans; what waits for an event or a paper of the centre is not compared. A deadline that had
passed on the day of the plan is not asked for, and to be later than that is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.coverage.findings.nearest import binds, nearest
from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding, Row
from kl52.language.lexicon import fold
from kl52.model import Deadline, Obligation
from kl52.obligations.deadline_order import compare, is_dated

_SURE = 0.7  # a link that is likely enough to hold two dates against each other
_WAITS = re.compile(r"\b(?:sau khi|khi có(?! yêu cầu)|khi được|kể từ (?:ngày|khi))\b")
_CLAUSE = re.compile(r"[.;](?=\s|$)")


def find(case: Case) -> Iterator[Finding]:
    yield from _later(case)
    yield from _missing(case)


def _later(case: Case) -> Iterator[Finding]:
    for row, link in nearest(case):
        due, own = _due(row), link.duty.deadline
        if due is None or own is None or not binds(row) or link.match.score < _SURE:
            continue
        if not _waits(link.duty) and _is_later(own, due):
            yield tell("deadline_later", case.plan, duty=link.duty, found=own.text,
                       expected=due.text, evidence=evidence_of(row),
                       severity="warning" if _is_past(due, case.on) else None)  # fmt: skip


def _missing(case: Case) -> Iterator[Finding]:
    for row in case.rows:
        due = _due(row)
        if due is None or not is_dated(due) or not row.applicable or not row.local:
            continue
        best = row.local[0]
        silent = all(link.duty.deadline is None for link in row.local if link.holds)
        if silent and best.match.score >= _SURE and not _is_past(due, case.on):
            yield tell("deadline_missing", case.plan, duty=best.duty, expected=due.text,
                       evidence=evidence_of(row))  # fmt: skip


def _due(row: Row) -> Deadline | None:
    """The source's deadline: that of the annex row, else of a sentence that says the same."""
    return next((duty.deadline for duty in (row.duty, *row.twins) if duty.deadline), None)


def _waits(duty: Obligation) -> bool:
    """Whether the day of a task waits for something else, and so may be a later one."""
    if duty.deadline is None or duty.deadline.condition is not None:
        return True
    clauses = [each for each in _CLAUSE.split(duty.text) if duty.deadline.text in each]
    return any(_WAITS.search(fold(each)) for each in clauses or (duty.text,))


def _is_later(own: Deadline, due: Deadline) -> bool:
    if is_dated(own) and is_dated(due):
        return compare(own, due) == "later" and (own.end or "") > (due.end or "")
    return own.kind == due.kind == "recurring" and compare(own, due) == "later"


def _is_past(due: Deadline, on: str | None) -> bool:
    return on is not None and due.end is not None and due.end < on
