"""When what recurs is due: the rules of ``trước ngày 15/12 hằng năm``.

Input: a recurring :class:`~kl52.model.Deadline`, of which only the values count (``recurrence``,
``due``), not the words printed. Output: :class:`Cycle` values, the parts of an RFC 5545 rule, one
for each day due. Where no day is due, the last day of the period is the last one allowed, as
``quý II`` ends on 30/6; ``printed`` tells the two apart. A period whose start is not known (every
five years) and a day of a quarter whose month is not said give none: ask how many deadlines have
no cycle.

The rules keep to what Outlook and Google Calendar both read: one month, one day or the last (-1).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kl52.model import Deadline

_LEAP = 2000  # a year that has every day
_MONTHS = {"P3M": 3, "P6M": 6, "P1Y": 12}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Cycle:
    """A rule of RFC 5545: ``month`` 1-12, ``day`` 1-31 or -1, ``weekday`` ``MO`` … ``SU``.

    ``opens`` is the first month of the year (1-12) that has a day, where some have none.
    """

    freq: str
    interval: int = 1
    month: int | None = None
    day: int | None = None
    weekday: str | None = None
    printed: bool = True
    opens: int = 1

    def rule(self) -> dict[str, Any]:
        """The parts of the RRULE, in the order of the standard."""
        parts: dict[str, Any] = {"FREQ": self.freq}
        if self.interval > 1:
            parts["INTERVAL"] = self.interval
        if self.month is not None:
            parts["BYMONTH"] = self.month
        if self.weekday is not None:
            parts["BYDAY"] = self.weekday
        if self.day in (29, 30) and self.month is None:  # the last day of a short February
            parts["BYMONTHDAY"] = list(range(28, self.day + 1))
            parts["BYSETPOS"] = -1
        elif self.day is not None:
            parts["BYMONTHDAY"] = self.day
        return parts

    def first(self, since: date) -> date:
        """The first day on or after ``since`` that the rule names."""
        from dateutil.rrule import rrulestr

        start = since
        if self.interval > 1:  # quarters and half-years are those of the calendar
            start = date(since.year, self.opens, 1)
        text = ";".join(
            f"{key}={','.join(map(str, value)) if isinstance(value, list) else value}"
            for key, value in self.rule().items()
        )
        midnight = datetime.min.time()
        rule = rrulestr(text, dtstart=datetime.combine(start, midnight))
        found = rule.after(datetime.combine(since, midnight), inc=True)
        return found.date() if found is not None else since


def cycles(deadline: Deadline) -> tuple[Cycle, ...]:
    """The cycles of a recurring deadline; none where no day can be told.

    >>> [each.rule() for each in cycles(Deadline("", "recurring", recurrence="P1Y",
    ...                                          due=("--12-14",)))]
    [{'FREQ': 'YEARLY', 'BYMONTH': 12, 'BYMONTHDAY': 14}]
    >>> [quarterly] = cycles(Deadline("", "recurring", recurrence="P3M"))
    >>> quarterly.first(date(2026, 7, 20)).isoformat(), quarterly.printed
    ('2026-09-30', False)
    """
    match deadline.recurrence:
        case "P1Y" | "P3M" | "P6M" as period:
            return _of_year(deadline.due, _MONTHS[period])
        case "P1M":
            days = tuple(int(due[3:]) for due in deadline.due)
            return tuple(Cycle("MONTHLY", day=-1 if day == 31 else day) for day in days) or (
                Cycle("MONTHLY", day=-1, printed=False),
            )
        case "P1W":
            names = tuple(_WEEKDAYS[int(due[3:]) - 1] for due in deadline.due)
            return tuple(Cycle("WEEKLY", weekday=name) for name in names) or (
                Cycle("WEEKLY", weekday="SU", printed=False),
            )
        case "P1D":
            return (Cycle("DAILY"),)
    return ()


def _of_year(due: tuple[str, ...], months: int) -> tuple[Cycle, ...]:
    """Years, and the quarters and half-years that divide them."""
    if not due and months == 12:
        return (Cycle("YEARLY", month=12, day=31, printed=False),)
    if not due:
        return (Cycle("MONTHLY", months, day=-1, printed=False, opens=months),)
    if any(each.startswith("---") for each in due):
        return ()
    days = [(int(each[2:4]), int(each[5:7])) for each in due]
    if months < 12 and (one := _evenly(days, months)):
        return (one,)
    return tuple(
        Cycle("YEARLY", month=month, day=-1 if (month, day) == (2, 29) else day)
        for month, day in days
    )


def _evenly(days: list[tuple[int, int]], months: int) -> Cycle | None:
    """One rule for the same day of every so many months, if it is that."""
    opens, day = days[0]
    if [month for month, _ in days] != list(range(opens, 13, months)) or opens > months:
        return None
    if all(each == monthrange(_LEAP, month)[1] for month, each in days):
        return Cycle("MONTHLY", months, day=-1, opens=opens)
    if all(each == day for _, each in days):
        return Cycle("MONTHLY", months, day=day, opens=opens)
    return None


def next_due(deadline: Deadline, on: date) -> date | None:
    """The next day on or after ``on`` on which something recurring is due.

    >>> due = Deadline("", "recurring", recurrence="P1M", due=("---04",))
    >>> next_due(due, date(2026, 2, 5)).isoformat()
    '2026-03-04'
    """
    return min((cycle.first(on) for cycle in cycles(deadline)), default=None)
