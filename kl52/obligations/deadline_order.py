"""Deadlines in order: which of two is due first, and what two of them share.

A dated deadline is a window of days: ``by`` has no first day, ``in`` and ``between`` have one.
Windows stand in a total order by their last day (and hour), of those with one last day the one
that begins later first, since it leaves less time. So in words:

- ``equal``: the same window;
- ``within``: a has a first day, and all its days lie in b's window;
- ``earlier``: a stands before b in the order and is not within it;
- ``later``: b stands before a: it ends earlier, or on the same day but leaves less time.

Recurring ones stand in order by period, then by the days due in it (none is the period's end): a
shorter period is ``within`` a longer one. Everything else is ``unknown`` unless the two say the
same: ongoing, conditional, and deadlines of unlike sorts. A condition that has been resolved to a
day is dated. Guarantee: ``compare(a, b)`` is ``later`` exactly where ``compare(b, a)`` is
``earlier`` or ``within``; ``earlier or within``, ``later`` and ``equal`` are transitive.

Windows are a lattice: :func:`meet` is the time that both leave, :func:`join` the least that
holds both.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from kl52.language.lexicon import fold
from kl52.model import Deadline
from kl52.obligations.deadline_words import render_deadline

Order = Literal["earlier", "later", "within", "equal", "unknown"]

_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_FIRST, _LAST = "0001-01-01", "24:00"
_LATEST_DUE = ("~",)  # sorts behind every day: no day is the end of the period


def compare(a: Deadline, b: Deadline) -> Order:
    """How ``a`` stands to ``b``.

    >>> june, summer = Deadline("", "by", end="2026-06-30"), Deadline("", "by", end="2026-08-31")
    >>> compare(june, summer), compare(summer, june)
    ('earlier', 'later')
    >>> compare(Deadline("", "in", "2026-04-01", "2026-06-30"), summer)
    'within'
    >>> compare(june, Deadline("", "ongoing"))
    'unknown'
    """
    if _facts(a) == _facts(b):
        return "equal"
    if is_dated(a) and is_dated(b):
        return _windows(a, b)
    if a.kind == b.kind == "recurring":
        return _periods(a, b)
    return "unknown"


def is_dated(deadline: Deadline) -> bool:
    """Whether the last day is known."""
    return deadline.end is not None


def meet(a: Deadline, b: Deadline) -> Deadline | None:
    """The time that both leave; ``None`` if there is none, or either is not dated.

    >>> meet(Deadline("", "by", end="2026-06-30"), Deadline("", "by", end="2026-08-31")).text
    'chậm nhất ngày 30/6/2026'
    """
    if not (is_dated(a) and is_dated(b)):
        return None
    start = max(a.start or _FIRST, b.start or _FIRST)
    end, time = min(_close(a), _close(b))
    return _made(start, end, time) if start <= end else None


def join(a: Deadline, b: Deadline) -> Deadline | None:
    """The least time that holds both; ``None`` if either is not dated."""
    if not (is_dated(a) and is_dated(b)):
        return None
    start = min(a.start or _FIRST, b.start or _FIRST)
    return _made(start, *max(_close(a), _close(b)))


def _made(start: str, end: str, time: str) -> Deadline:
    hour = None if time == _LAST else time
    bare = Deadline("", "by", end=end, time=hour)
    if start != _FIRST:
        bare = replace(bare, kind="between", start=start)
    return replace(bare, text=render_deadline(bare))


def _facts(deadline: Deadline) -> tuple[object, ...]:
    """What a deadline says, however it is put: dated ones are their window."""
    if is_dated(deadline):
        return ("dated", deadline.start, *_close(deadline))
    condition = " ".join(fold(deadline.condition or "").split())
    return (
        deadline.kind,
        deadline.start,
        deadline.recurrence,
        deadline.also,
        deadline.due,
        deadline.time,
        condition,
        deadline.duration,
        deadline.working,
    )


def _close(deadline: Deadline) -> tuple[str, str]:
    """The last day and hour."""
    return deadline.end or "", deadline.time or _LAST


def _windows(a: Deadline, b: Deadline) -> Order:
    if _place(a) > _place(b):
        return "later"
    inside = a.start is not None and a.start >= (b.start or _FIRST)
    return "within" if inside else "earlier"


def _place(deadline: Deadline) -> tuple[str, str, int]:
    first = date.fromisoformat(deadline.start).toordinal() if deadline.start else 0
    return (*_close(deadline), -first)


def _periods(a: Deadline, b: Deadline) -> Order:
    if a.also != b.also or a.condition != b.condition:
        return "unknown"
    mine, other = _length(a), _length(b)
    if mine != other:
        return "within" if mine < other else "later"
    key = (a.due or _LATEST_DUE, a.time or _LAST), (b.due or _LATEST_DUE, b.time or _LAST)
    if key[0] == key[1]:
        return "unknown"
    return "earlier" if key[0] < key[1] else "later"


def _length(deadline: Deadline) -> float:
    """A period in days, ``P3M`` as 91."""
    period = deadline.recurrence or "P1Y"
    return int(period[1:-1]) * _DAYS[period[-1]]
