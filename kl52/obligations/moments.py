"""Stretches of the calendar: a day, month, quarter, half-year, year, school year, term, period.

Input: text and a place in it. Output: a :class:`Moment` with its first and last day as
ISO dates. ``Quý II/2026`` runs from 2026-04-01 to 2026-06-30. A day, month or quarter without
a year takes the year of the document, where it lies ahead on the document's date; ``năm nay``
and ``quý sau`` are counted from that date. A lunar date is none.

``đầu``, ``giữa``, ``cuối`` are the thirds of a stretch: ten days of a month (the traditional
``tuần``), a month of a quarter, four months of a year. A school year runs from 1 September to 31
May, within which the yearly frame of the Ministry of Education puts teaching.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from kl52.language.dates import day_pattern, iso_of
from kl52.language.lexicon import fold
from kl52.obligations.time_words import any_of, count_of, said, terms

Unit = Literal["day", "month", "quarter", "half", "year", "period"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Days ``start`` to ``end`` (ISO; ``None`` where the year is open), printed up to ``stop``.

    ``several`` says that it names more than one of its unit (``quý II-IV``, ``năm 2026, 2027``).
    """

    unit: Unit
    start: str | None
    end: str | None
    stop: int
    several: bool = False


_Y = r"(?:19|20)\d\d(?!\d)"
_YEAR = (
    rf"(?:(?:\s*[/-]\s*|\s*,?\s*(?:của\s+)?năm\s+|\s+)(?P<y>{_Y})"
    r"|\s*(?:của\s+)?(?P<rel>năm\s+(?:nay|này|sau|tới)\b))"
)
_DASH = r"\s*(?:-|–|—|/|đến(?:\s+năm)?)\s*"
_DAY = re.compile(rf"(?:ngày\s+)?(?:m[ùồ]ng\s+)?{day_pattern()}", re.IGNORECASE)
_SHORT_DAY = re.compile(
    r"(?:ngày\s+)?(?:m[ùồ]ng\s+)?(?P<d>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<m>\d{1,2})(?![/\d])"
    r"(?P<rel>\s+(?:của\s+)?năm\s+(?:nay|này|tới)\b)?",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(r"\s*(?:của\s+)?năm\s+[^\W\d]", re.IGNORECASE)  # "tháng 12 năm trước"
_SLASHED = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![/\d])")
_LUNAR = re.compile(r"[^,;.()]{0,20}\(?\s*âm\s+lịch", re.IGNORECASE)
_HALF = re.compile(
    rf"(?P<n>\d{{1,2}}|ba|sáu|chín)\s+tháng\s+(?P<half>đầu|cuối)(?:{_YEAR}|(?=\s+năm))(?:\s+năm\b(?!\s+\d))?",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|(?:các\s+|từ\s+)?năm)?\s*(?P<y>20\d\d)"
    r"\s*(?:-|–|đến(?:\s+năm)?)\s*(?:năm\s+)?(?P<y2>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(rf"(?:các\s+)?năm\s+học\s+(?P<y>{_Y}){_DASH}(?P<y2>{_Y})", re.IGNORECASE)
_TERM = re.compile(
    r"nhiệm\s+kỳ\s+(?:của\s+)?(?P<name>(?:Quốc\s+hội\s+khóa|Quốc\s+hội\s+khoá|Đại\s+hội)\s+[XVI]+)\b",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(
    r"(?:các\s+)?năm\s+(?P<y>(?:19|20)\d\d)(?!\d|/)"
    r"(?:(?:,|\s+và)\s+(?:năm\s+)?(?P<y2>20\d\d)(?!\d))?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?P<unit>năm|qu[ýí]|tháng|tuần)\s+(?P<which>nay|này|sau|tới)\b(?!\s+liền\s+kề)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?P<part>đầu|giữa|cuối)\s+(?=(?:năm|qu[ýí]|tháng)\s)", re.IGNORECASE)
_BARE_MONTH = re.compile(r"(?P<m>\d{1,2})\s?[/-]\s?(?P<y>20\d\d)(?!\d)")
_BARE_YEAR = re.compile(r"(?P<y>20\d\d)(?![\d/]|-\d{1,2}(?!\d))")
_ANY = re.compile(
    r"\b(?:giai đoạn|nhiệm kỳ|năm học|ngày|qu[ýí]|tháng|năm|tuần|đầu|giữa|cuối)\s+[\dIVa-zđA-ZĐ]"
    r"|\bQ[1-4I]|\b(?:ba|sáu|chín|\d{1,2}) tháng (?:đầu|cuối)"
    r"|(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d|(?<![\d/.-])20\d\d",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    r"(?:ngày\s+)?\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?|"
    r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|"
    r"(?:tháng|qu[ýí])\s+\d{1,2}(?:\s*/\s*|\s+năm\s+)\d{4}|tháng\s+(?:Giêng|Chạp)\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that hold words of the table: a day, month and quarter in words."""
    quarter, month = any_of("quarter"), any_of("month")
    word = rf"(?=(?-i:[A-ZĐ])){month}\b|{month}(?=\s*(?:/\s*\d{{4}}|năm\s+\d))"
    return {
        "day": re.compile(
            rf"ngày\s+(?:m[ùồ]ng\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>{word})(?:{_YEAR})?",
            re.IGNORECASE,
        ),
        "quarter": re.compile(
            rf"(?:(?:các\s+)?qu[ýí]\s+|Q(?=[1-4I]))(?P<q>{quarter})\b"
            rf"(?:\s*(?:-|–|,|và|đến)\s*(?:qu[ýí]\s+|Q)?(?P<q2>{quarter})\b)?(?:{_YEAR})?",
            re.IGNORECASE,
        ),
        "month": re.compile(
            rf"tháng\s+(?P<m>\d{{1,2}}(?!\d)|{word})"
            rf"(?:\s*(?:-|–|,|và)\s*(?:tháng\s+)?(?P<m2>\d{{1,2}})(?=\s*[/n-]))?(?:{_YEAR})?",
            re.IGNORECASE,
        ),
    }


def one_day_before(iso: str) -> str:
    """The ISO date of the day before.

    >>> one_day_before("2027-03-01")
    '2027-02-28'
    """
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def match_moment(text: str, at: int, on: str | None = None, *, bare: bool = False) -> Moment | None:
    """The moment printed at ``at``; with ``bare`` also ``6/2026`` and ``2026`` alone.

    >>> match_moment("quý III năm 2026", 0)
    Moment(unit='quarter', start='2026-07-01', end='2026-09-30', stop=16, several=False)
    >>> match_moment("cuối tháng Sáu năm 2026", 0).start
    '2026-06-21'
    """
    part = _PART.match(text, at)
    if part:
        whole = match_moment(text, part.end(), on)
        return _third(whole, part["part"].casefold()) if whole else None
    moment = next((each for reader in _READERS if (each := reader(text, at, on))), None)
    if moment is None and bare:
        moment = _bare(text, at)
    if moment and moment.unit in ("day", "month") and _LUNAR.match(text, moment.stop):
        return None
    return moment


def find_moment(text: str, on: str | None = None) -> tuple[int, Moment] | None:
    """The first moment of a cell, bare ones included, and where it begins.

    A date that cannot be (``31/02/2026``, ``tháng 13/2026``) hides the parts that it is made of.
    """
    past = 0
    for match in _ANY.finditer(text):
        if match.start() < past:
            continue
        moment = match_moment(text, match.start(), on, bare=True)
        if moment and moment.end:
            return match.start(), moment
        shape = _SHAPE.match(text, match.start())
        past = shape.end() if shape and moment is None else past
    return None


def add_months(day: date, months: int) -> date:
    """The day that many months on; the last of the month where it has no such day (Civil Code
    2015, Article 148).

    >>> add_months(date(2026, 8, 31), 6).isoformat()
    '2027-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months(
    unit: Unit, year: int, first: int, last: int, stop: int, several: bool = False
) -> Moment | None:
    if not (1 <= first <= last <= 12 and 1 <= year < 9999):
        return None
    end = date(year, last, monthrange(year, last)[1])
    return Moment(unit, date(year, first, 1).isoformat(), end.isoformat(), stop, several)


def _dated(
    match: re.Match[str], unit: Unit, first: int, last: int, on: str | None, several: bool = False
) -> Moment | None:
    """Months of the year printed, of ``năm nay``, or of the document's year if they lie ahead."""
    year = _year_of(match, on)
    if year is not None:
        return _months(unit, year, first, last, match.end(), several)
    if not 1 <= first <= last <= 12:
        return None
    moment = _months(unit, int(on[:4]), first, last, match.end(), several) if on else None
    other = match["rel"] or _OTHER_YEAR.match(match.string, match.end())
    if moment and moment.end and on and moment.end >= on and not other:
        return moment
    return Moment(unit, None, None, match.end(), several)


def _year_of(match: re.Match[str], on: str | None) -> int | None:
    if match["y"]:
        return int(match["y"])
    if match["rel"] and on:
        return int(on[:4]) + (fold(match["rel"]).split()[-1] in ("sau", "tới"))
    return None


def _third(whole: Moment, part: str) -> Moment | None:
    if whole.unit in ("day", "half") or whole.several:
        return None
    if not whole.start or not whole.end:
        return whole
    first, last = date.fromisoformat(whole.start), date.fromisoformat(whole.end)
    index = ("đầu", "giữa", "cuối").index(part)
    if whole.unit == "month":
        cuts = [first + timedelta(days=10 * n) for n in range(3)] + [last + timedelta(days=1)]
    else:
        months = 12 * (last.year - first.year) + last.month - first.month + 1
        cuts = [add_months(first, months * n // 3) for n in range(4)]
    end = cuts[index + 1] - timedelta(days=1)
    return replace(whole, start=cuts[index].isoformat(), end=end.isoformat())


def _day(text: str, at: int, on: str | None) -> Moment | None:
    match = _DAY.match(text, at)
    iso = iso_of(match) if match else None
    return Moment("day", iso, iso, match.end()) if match and iso else None


def _word_day(text: str, at: int, on: str | None) -> Moment | None:
    match = _patterns()["day"].match(text, at)
    if match is None:
        return None
    month = said("month", match["m"])
    return _one_day(_year_of(match, on), month, int(match["d"]), match.end(), on)


def _short_day(text: str, at: int, on: str | None) -> Moment | None:
    match = _SHORT_DAY.match(text, at)
    if match is None or match[0][0].isdigit():
        return None  # "3-4 lớp": no day; behind a cue, match_day reads it
    year = int(on[:4]) + match["rel"].endswith("tới") if match["rel"] and on else None
    return _one_day(year, int(match["m"]), int(match["d"]), match.end(), on)


def match_day(text: str, at: int, on: str | None) -> Moment | None:
    """A day printed without ``ngày`` and year (``trước 16 giờ 5/8``): only where one must stand."""
    match = _SLASHED.match(text, at)
    if match is None:
        return None
    return _one_day(None, int(match["m"]), int(match["d"]), match.end(), on)


def _one_day(year: int | None, month: int, day: int, stop: int, on: str | None) -> Moment | None:
    try:
        found = date(year or (int(on[:4]) if on else 2000), month, day).isoformat()
    except ValueError:
        return None
    known = found if year or (on and found >= on) else None
    return Moment("day", known, known, stop)


def _quarter(text: str, at: int, on: str | None) -> Moment | None:
    match = _patterns()["quarter"].match(text, at)
    if match is None:
        return None
    first = said("quarter", match["q"])
    last = said("quarter", match["q2"]) if match["q2"] else first
    return _dated(match, "quarter", 3 * first - 2, 3 * last, on, last > first)


def _month(text: str, at: int, on: str | None) -> Moment | None:
    match = _patterns()["month"].match(text, at)
    if match is None:
        return None
    first = int(match["m"]) if match["m"].isdecimal() else said("month", match["m"])
    last = int(match["m2"] or first)
    return _dated(match, "month", first, last, on, last > first)


def _half(text: str, at: int, on: str | None) -> Moment | None:
    match = _HALF.match(text, at)
    if match is None:
        return None
    count = count_of(match["n"])
    first, last = (1, count) if match["half"].casefold() == "đầu" else (13 - count, 12)
    return _dated(match, "half", first, last, on)


def _school(text: str, at: int, on: str | None) -> Moment | None:
    match = _SCHOOL.match(text, at)
    if match is None or int(match["y2"]) != int(match["y"]) + 1:
        return None
    return Moment("year", f"{match['y']}-09-01", f"{match['y2']}-05-31", match.end())


def _term(text: str, at: int, on: str | None) -> Moment | None:
    match = _TERM.match(text, at)
    years = terms().get(fold(match["name"]).replace("khoá", "khóa")) if match else None
    if match is None or years is None:
        return None
    return Moment("period", f"{years[0]}-01-01", f"{years[1]}-12-31", match.end())


def _year(text: str, at: int, on: str | None) -> Moment | None:
    years = _YEARS.match(text, at)
    if years:
        start, end = f"{years['y']}-01-01", f"{years['y2']}-12-31"
        bound = start < end and not years[0][0].isdigit()
        return Moment("period", start, end, years.end()) if bound else None
    match = _ONE_YEAR.match(text, at)
    if match is None:
        return None
    start, end = f"{match['y']}-01-01", f"{match['y2'] or match['y']}-12-31"
    several = bool(match["y2"]) and match["y2"] != match["y"]
    return Moment("year", start, end, match.end(), several) if start < end else None


def _relative(text: str, at: int, on: str | None) -> Moment | None:
    match = _RELATIVE.match(text, at)
    if match is None or on is None:
        return None
    next_one = match["which"].casefold() in ("sau", "tới")
    unit, today = match["unit"].casefold(), date.fromisoformat(on)
    if unit == "tuần":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * next_one)
        sunday = monday + timedelta(days=6)
        return Moment("day", monday.isoformat(), sunday.isoformat(), match.end(), True)
    size = {"năm": 12, "tháng": 1}.get(unit, 3)
    first = add_months(date(today.year, (today.month - 1) // size * size + 1, 1), size * next_one)
    kind: Unit = {12: "year", 1: "month"}.get(size, "quarter")  # type: ignore[assignment]
    return _months(kind, first.year, first.month, first.month + size - 1, match.end())


_Reader = Callable[[str, int, str | None], Moment | None]
_READERS: tuple[_Reader, ...] = (
    _day,
    _word_day,
    _short_day,
    _half,
    _quarter,
    _month,
    _school,
    _term,
    _year,
    _relative,
)


def _bare(text: str, at: int) -> Moment | None:
    years = _YEARS.match(text, at)
    if years:
        start, end = f"{years['y']}-01-01", f"{years['y2']}-12-31"
        return Moment("period", start, end, years.end()) if start < end else None
    month = _BARE_MONTH.match(text, at)
    if month:
        return _months("month", int(month["y"]), int(month["m"]), int(month["m"]), month.end())
    year = _BARE_YEAR.match(text, at)
    return _months("year", int(year["y"]), 1, 12, year.end()) if year else None
