"""When what recurs is due: the days of ``trước ngày 15/12 hằng năm``.

Input: a recurring :class:`~kl52.model.Deadline` (an ISO 8601 duration, and the printed words with
the day). Output: :class:`Cycle` values, the parts of an RFC 5545 rule, one for each day printed.
Where the words name no day, the last day of the period is the last one allowed, as ``quý II`` ends
on 30/6; ``printed`` tells the two apart. A period whose start is not known (every five years) and
a day that is not understood give none: ask how many deadlines have no cycle.

The rules keep to what Outlook and Google Calendar both read: one month, one day or the last (-1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kl52.model import Deadline
from kl52.obligations.moments import match_day, match_moment, one_day_before

_YEAR = "2000-01-01"  # a leap year, to complete days without a year
_MOMENT = re.compile(r"(?:ngày|tháng|quý)\s+[\dIVXivx]|(?<![\d/])\d{1,2}(?:/|\s+tháng)", re.I)
_BEFORE = re.compile(r"trước(?: (?:ngày|tháng|quý))?\s*$", re.IGNORECASE)
_DAY = re.compile(r"(?P<before>trước\s+)?(?:ngày|mùng|mồng)\s+(?P<day>\d{1,2})\b(?!/)", re.I)
_ANY_DAY = re.compile(r"\bngày\s+\d", re.IGNORECASE)
_WEEKDAYS = {
    "hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "chủ nhật": "SU"
}  # fmt: skip
_WEEKDAY = re.compile(r"(?P<before>trước )?(?:ngày )?(?:thứ (hai|ba|tư|năm|sáu|bảy)|(chủ nhật))")
_QUARTERLY = {"P3M": 3, "P6M": 6}


@dataclass(frozen=True, slots=True)
class Cycle:
    """A rule of RFC 5545: ``month`` 1-12, ``day`` 1-31 or -1, ``weekday`` ``MO`` … ``SU``."""

    freq: str
    interval: int = 1
    month: int | None = None
    day: int | None = None
    weekday: str | None = None
    printed: bool = True

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
            start = date(since.year, self.interval, 1)
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

    >>> [each.rule() for each in cycles(Deadline("trước 15/12 hằng năm", "recurring",
    ...                                          recurrence="P1Y"))]
    [{'FREQ': 'YEARLY', 'BYMONTH': 12, 'BYMONTHDAY': 14}]
    >>> [quarterly] = cycles(Deadline("định kỳ hằng quý", "recurring", recurrence="P3M"))
    >>> quarterly.first(date(2026, 7, 20)).isoformat(), quarterly.printed
    ('2026-09-30', False)
    """
    text = " ".join(deadline.text.split()).casefold()
    match deadline.recurrence:
        case "P1Y":
            return _yearly(text)
        case "P3M" | "P6M" as period:
            return _of_months(text, _QUARTERLY[period])
        case "P1M":
            return _monthly(text)
        case "P1W":
            return (_weekly(text),)
        case "P1D":
            return (Cycle("DAILY"),)
    return ()


def _yearly(text: str) -> tuple[Cycle, ...]:
    found: dict[str, None] = {}
    at = 0
    for match in _MOMENT.finditer(text):
        if match.start() < at:
            continue
        moment = match_moment(text, match.start(), _YEAR) or match_day(text, match.start(), _YEAR)
        if moment is None or not moment.end or not moment.start:
            continue
        at = moment.stop
        before = _BEFORE.search(text[max(0, match.start() - 16) : match.start()])
        found[one_day_before(moment.start) if before else moment.end] = None
    days = [date.fromisoformat(iso) for iso in found]
    if not days and _ANY_DAY.search(text):
        return ()
    if not days:
        return (Cycle("YEARLY", month=12, day=31, printed=False),)
    return tuple(
        Cycle("YEARLY", month=day.month, day=-1 if (day.month, day.day) == (2, 29) else day.day)
        for day in days
    )


def _of_months(text: str, months: int) -> tuple[Cycle, ...]:
    """Quarters and half-years; a day in them is understood where it is said of the last month."""
    match = _DAY.search(text)
    if match is None:
        return (Cycle("MONTHLY", months, day=-1, printed=False),)
    day = _day_of(match)
    if day is None or day < 1 or not re.search(r"tháng cuối", text):
        return ()
    return (Cycle("MONTHLY", months, day=day),)


def _monthly(text: str) -> tuple[Cycle, ...]:
    match = _DAY.search(text)
    if match is None:
        return (Cycle("MONTHLY", day=-1, printed=False),)
    day = _day_of(match)
    return (Cycle("MONTHLY", day=day),) if day is not None else ()


def _day_of(match: re.Match[str]) -> int | None:
    """The last day allowed: before the first is the last of the month before."""
    day = int(match["day"]) - bool(match["before"])
    if not 0 <= day <= 31:
        return None
    return day if 0 < day < 31 else -1


def _weekly(text: str) -> Cycle:
    match = _WEEKDAY.search(text)
    if match is None:
        return Cycle("WEEKLY", weekday="SU", printed=False)
    codes = list(_WEEKDAYS.values())
    code = codes.index(_WEEKDAYS[match[2] or match[3]])
    return Cycle("WEEKLY", weekday=codes[code - bool(match["before"])])


def next_due(deadline: Deadline, on: date) -> date | None:
    """The next day on or after ``on`` on which something recurring is due.

    >>> due = Deadline("trước ngày 05 hằng tháng", "recurring", recurrence="P1M")
    >>> next_due(due, date(2026, 2, 5)).isoformat()
    '2026-03-04'
    """
    return min((cycle.first(on) for cycle in cycles(deadline)), default=None)
