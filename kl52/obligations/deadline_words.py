"""Deadlines in plain words, Vietnamese or English.

Input: a :class:`~kl52.model.Deadline`, of which only the facts count, not the words printed.
Output: one phrase that says the same, dates in full. The Vietnamese phrase reads back as the
deadline (:func:`~kl52.obligations.deadlines.parse_deadline`).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from kl52.model import Deadline
from kl52.obligations.moments import add_months

Lang = Literal["vi", "en"]

_VI = {"D": "ngày", "W": "tuần", "M": "tháng", "Y": "năm", "H": "giờ"}
_EN = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}
_ROMAN = ("I", "II", "III", "IV")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_WEEK_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEK_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BACK = re.compile(r"trước\s", re.IGNORECASE)


def render_deadline(deadline: Deadline, lang: Lang = "vi") -> str:
    """The deadline in plain words.

    >>> quarter = Deadline("", "in", "2026-04-01", "2026-06-30")
    >>> render_deadline(quarter), render_deadline(quarter, "en")
    ('trong quý II năm 2026', 'in the second quarter of 2026')
    >>> render_deadline(Deadline("", "recurring", recurrence="P1Y", due=("--12-14",)))
    'chậm nhất ngày 14 tháng 12 hằng năm'
    """
    vi = lang == "vi"
    if deadline.end:
        words = _dated(deadline, vi)
    elif deadline.kind == "recurring":
        words = _recurring(deadline, vi)
    elif deadline.kind == "ongoing":
        words = _ongoing(deadline, vi)
    else:
        words = _conditional(deadline, vi)
    return words or deadline.text


def _dated(deadline: Deadline, vi: bool) -> str:
    assert deadline.end is not None
    if deadline.start is None:
        hour = _hour(deadline.time, vi)
        last = _day(deadline.end, vi)
        words = f"chậm nhất {hour}ngày {last}" if vi else f"by {hour}{last}"
    elif deadline.kind == "in" and (named := _named(deadline.start, deadline.end, vi)):
        words = named
    else:
        first, last = _day(deadline.start, vi), _day(deadline.end, vi)
        words = f"từ ngày {first} đến ngày {last}" if vi else f"from {first} to {last}"
    again = _every(deadline.recurrence, vi) if deadline.recurrence else ""
    return words + (f" và {again}" if vi else f" and {again}") if again else words


def _named(start: str, end: str, vi: bool) -> str | None:
    """The name of a month, quarter, half-year, year or period of years, if it is one."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if first.day != 1 or add_months(first, months).toordinal() - 1 != last.toordinal():
        return None
    year = first.year
    if months == 1:
        return (
            f"trong tháng {first.month} năm {year}"
            if vi
            else f"in {_MONTHS[first.month - 1]} {year}"
        )
    if months == 3 and first.month % 3 == 1:
        index = first.month // 3
        nth = ("first", "second", "third", "fourth")[index]
        return f"trong quý {_ROMAN[index]} năm {year}" if vi else f"in the {nth} quarter of {year}"
    if months == 6 and first.month in (1, 7):
        early = first.month == 1
        vi_half, en_half = ("đầu", "first") if early else ("cuối", "second")
        return f"trong 6 tháng {vi_half} năm {year}" if vi else f"in the {en_half} half of {year}"
    if first.month == 1 and months == 12:
        return f"trong năm {year}" if vi else f"in {year}"
    if first.month == 1 and months % 12 == 0:
        return f"trong giai đoạn {year} - {last.year}" if vi else f"in {year}-{last.year}"
    return None


def _recurring(deadline: Deadline, vi: bool) -> str:
    period = deadline.recurrence or "P1Y"
    if period == "P3M" and (of_quarter := _of_quarter(deadline.due, vi)):
        hour = _hour(deadline.time, vi)
        words = f"chậm nhất {hour}{of_quarter}" if vi else f"by {hour}{of_quarter}"
    elif len(deadline.due) == 1 and period in ("P1Y", "P1M", "P1W"):
        day = _due(deadline.due[0], vi)
        hour = _hour(deadline.time, vi)
        latest = f"chậm nhất {hour}{day}" if vi else f"by {hour}{day}"
        words = f"{latest} {_every(period, vi)}"
    elif not deadline.due and period == "P1D" and deadline.time:
        hour = _hour(deadline.time, vi)
        words = f"chậm nhất {hour}hằng ngày" if vi else f"by {hour.strip()} every day"
    else:
        periods = ", ".join(_every(each, vi) for each in (period, *deadline.also))
        days = (" và " if vi else " and ").join(
            f"chậm nhất {_due(each, vi)}" if vi else f"by {_due(each, vi)}" for each in deadline.due
        )
        words = (f"định kỳ {periods}" if vi else periods) + (f", {days}" if days else "")
    if deadline.condition:
        words += f" {'hoặc' if vi else 'or'} {deadline.condition}"
    return words


def _of_quarter(due: tuple[str, ...], vi: bool) -> str | None:
    """``ngày 25 của tháng cuối quý`` for its four days of the year, if they are that."""
    if len(due) == 1 and due[0].startswith("---"):
        return f"{_due(due[0], vi)} {_every('P3M', vi)}"
    months, days = [int(each[2:4]) for each in due], {each[5:] for each in due}
    if len(days) != 1 or months not in ([1, 4, 7, 10], [2, 5, 8, 11], [3, 6, 9, 12]):
        return None
    day = int(days.pop())
    if vi:
        return f"ngày {day:02} của tháng {('đầu', 'thứ hai', 'cuối')[months[0] - 1]} quý"
    nth = ("first", "second", "last")[months[0] - 1]
    return f"day {day} of the {nth} month of every quarter"


def _due(due: str, vi: bool) -> str:
    if due.startswith("-W-"):
        return (_WEEK_VI if vi else _WEEK_EN)[int(due[3:]) - 1]
    if due.startswith("---"):
        return f"ngày {int(due[3:]):02}" if vi else f"day {int(due[3:])}"
    month, day = (int(part) for part in due[2:].split("-"))
    return f"ngày {day:02} tháng {month:02}" if vi else f"{day} {_MONTHS[month - 1]}"


def _every(period: str, vi: bool) -> str:
    count, unit = int(period[1:-1]), period[-1]
    if period == "P3M":
        return "hằng quý" if vi else "every quarter"
    if count == 1:
        return f"hằng {_VI[unit]}" if vi else f"every {_EN[unit]}"
    return f"{count} {_VI[unit]}" if vi else f"every {count} {_EN[unit]}s"


def _ongoing(deadline: Deadline, vi: bool) -> str:
    if deadline.start is None:
        return "thường xuyên" if vi else "at all times"
    first = _day(deadline.start, vi)
    return f"từ ngày {first} trở đi" if vi else f"from {first} on"


def _conditional(deadline: Deadline, vi: bool) -> str:
    event = deadline.condition or ""
    if deadline.duration is None:
        return event
    length = _length(deadline, vi)
    back = bool(_BACK.match(event))
    if vi:
        cue = "chậm nhất" if back else "trong thời hạn"
        return f"{cue} {length} {event}".rstrip()
    return f"{'at least' if back else 'within'} {length} ({event})" if event else f"within {length}"


def _length(deadline: Deadline, vi: bool) -> str:
    duration = (deadline.duration or "").replace("T", "")
    count, unit = int(duration[1:-1]), duration[-1]
    if vi:
        return f"{count:02} {_VI[unit]}" + (" làm việc" if deadline.working else "")
    working = "working " if deadline.working else ""
    return f"{count} {working}{_EN[unit]}" + ("s" if count != 1 else "")


def _hour(time: str | None, vi: bool) -> str:
    if time is None:
        return ""
    hour, minute = time.split(":")
    return f"{int(hour)} giờ {minute} " if vi else f"{time} on "


def _day(iso: str, vi: bool) -> str:
    day = date.fromisoformat(iso)
    if vi:
        return f"{day.day:02}/{day.month}/{day.year}" if day.month > 2 else f"{day:%d/%m/%Y}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
