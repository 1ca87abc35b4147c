"""Stretches of the calendar: a day, month, quarter, half-year, year or period of years.

Input: text and a place in it. Output: a :class:`Moment` with its first and last day as
ISO dates. ``Quý II/2026`` runs from 2026-04-01 to 2026-06-30. A day, month or quarter without
a year takes the year of the document, where it lies ahead on the document's date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kl52.dates import day_pattern, iso_of

Unit = Literal["day", "month", "quarter", "half", "year", "period"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Days ``start`` to ``end`` (ISO; ``None`` where the year is open), printed up to ``stop``."""

    unit: Unit
    start: str | None
    end: str | None
    stop: int


_YEAR = r"(?:\s*(?:[/-]|,?\s*năm)\s*|\s+)(?P<y>(?:19|20)\d\d)(?!\d)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(rf"(?:ngày\s+)?{day_pattern()}", re.IGNORECASE)
_SHORT_DAY = re.compile(
    r"(?:ngày\s+)?(?P<d>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<m>\d{1,2})(?![/\d])",
    re.IGNORECASE,
)
_EVERY_YEAR = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+năm", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"ngày\s+\d{1,2}(?=\s+(?:hằng|hàng|mỗi)\s)", re.IGNORECASE)
_QUARTER = re.compile(
    rf"(?:các\s+)?quý\s+(?P<q>IV|III|II|I|[1-4])(?:\s*(?:-|–|,|và)\s*(?:quý\s+)?(?P<q2>IV|III|II|I|[1-4]))?\b(?:{_YEAR})?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?:(?:đầu|giữa|cuối)\s+)?tháng\s+(?P<m>\d{{1,2}})(?:\s*(?:-|–|,|và)\s*(?:tháng\s+)?(?P<m2>\d{{1,2}})(?=\s*[/n-]))?(?!\d)(?:{_YEAR})?",
    re.IGNORECASE,
)
_HALF = re.compile(rf"(?:6|sáu)\s+tháng\s+(?P<half>đầu|cuối)(?:{_YEAR}|(?=\s+năm))", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:giai đoạn|(?:các\s+|từ\s+)?năm)?\s*(?P<y>20\d\d)\s*(?:-|–|đến(?:\s+năm)?)\s*"
    r"(?:năm\s+)?(?P<y2>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(
    r"(?:(?:đầu|cuối|các)\s+)?năm\s+(?P<y>20\d\d)(?!\d|/)"
    r"(?:(?:,|\s+và)\s+(?:năm\s+)?(?P<y2>20\d\d)(?!\d))?",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(r"(?P<m>\d{1,2})\s?[/-]\s?(?P<y>20\d\d)(?!\d)")
_BARE_YEAR = re.compile(r"(?P<y>20\d\d)(?![\d/])")
_ANY = re.compile(
    r"(?:giai đoạn|ngày|quý|tháng|năm|đầu|cuối|6 tháng|sáu tháng)\s+[\dIVivđc]"
    r"|(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d|(?<![\d/.-])20\d\d",
    re.IGNORECASE,
)


def one_day_before(iso: str) -> str:
    """
    >>> one_day_before("2027-03-01")
    '2027-02-28'
    """
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def match_moment(text: str, at: int, on: str | None = None, *, bare: bool = False) -> Moment | None:
    """The moment printed at ``at``; with ``bare`` also ``6/2026`` and ``2026`` alone.

    >>> match_moment("quý III năm 2026", 0)
    Moment(unit='quarter', start='2026-07-01', end='2026-09-30', stop=16)
    """
    readers = (_day, _short_day, _half, _quarter, _month, _year)
    for reader in (*readers, _bare) if bare else readers:
        moment = reader(text, at, on)
        if moment:
            return moment
    return None


def find_moment(text: str, on: str | None = None) -> tuple[int, Moment] | None:
    """The first moment of a cell, bare ones included, and where it begins."""
    for match in _ANY.finditer(text):
        moment = match_moment(text, match.start(), on, bare=True)
        if moment and moment.end:
            return match.start(), moment
    return None


def _months(unit: Unit, year: int, first: int, last: int, stop: int) -> Moment | None:
    if not 1 <= first <= last <= 12:
        return None
    end = date(year, last, monthrange(year, last)[1])
    return Moment(unit, date(year, first, 1).isoformat(), end.isoformat(), stop)


def _ahead(unit: Unit, first: int, last: int, stop: int, on: str | None) -> Moment | None:
    """Months without a year: those of the document's year, if they are not over on its date."""
    if not 1 <= first <= last <= 12:
        return None
    moment = _months(unit, int(on[:4]), first, last, stop) if on else None
    if moment and moment.end and on and moment.end >= on:
        return moment
    return Moment(unit, None, None, stop)


def _day(text: str, at: int, on: str | None) -> Moment | None:
    match = _DAY.match(text, at)
    iso = iso_of(match) if match else None
    return Moment("day", iso, iso, match.end()) if match and iso else None


def _short_day(text: str, at: int, on: str | None) -> Moment | None:
    match = _SHORT_DAY.match(text, at)
    if match is None:
        each = _DAY_OF_MONTH.match(text, at)
        return Moment("day", None, None, each.end()) if each else None
    if match[0][0].isdigit() and not _EVERY_YEAR.match(text, match.end()):
        return None  # "3-4 lớp": no day
    try:
        day = date(int(on[:4]) if on else 2000, int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return None
    known = day if on and day >= on else None
    return Moment("day", known, known, match.end())


def _quarter(text: str, at: int, on: str | None) -> Moment | None:
    match = _QUARTER.match(text, at)
    if match is None:
        return None
    first = _ROMAN[match["q"].casefold()]
    last = _ROMAN[match["q2"].casefold()] if match["q2"] else first
    if match["y"]:
        return _months("quarter", int(match["y"]), 3 * first - 2, 3 * last, match.end())
    return _ahead("quarter", 3 * first - 2, 3 * last, match.end(), on)


def _month(text: str, at: int, on: str | None) -> Moment | None:
    match = _MONTH.match(text, at)
    if match is None:
        return None
    first, last = int(match["m"]), int(match["m2"] or match["m"])
    if match["y"]:
        return _months("month", int(match["y"]), first, last, match.end())
    return _ahead("month", first, last, match.end(), on)


def _half(text: str, at: int, on: str | None) -> Moment | None:
    match = _HALF.match(text, at)
    if match is None:
        return None
    first = 1 if match["half"].casefold() == "đầu" else 7
    if match["y"]:
        return _months("half", int(match["y"]), first, first + 5, match.end())
    return _ahead("half", first, first + 5, match.end(), on)


def _year(text: str, at: int, on: str | None) -> Moment | None:
    years = _YEARS.match(text, at)
    if years:
        start, end = f"{years['y']}-01-01", f"{years['y2']}-12-31"
        bound = start < end and years[0][:3].casefold() == "năm"
        return Moment("period", start, end, years.end()) if bound else None
    match = _ONE_YEAR.match(text, at)
    if match is None:
        return None
    return Moment("year", f"{match['y']}-01-01", f"{match['y2'] or match['y']}-12-31", match.end())


def _bare(text: str, at: int, on: str | None) -> Moment | None:
    years = _YEARS.match(text, at)
    if years:
        start, end = f"{years['y']}-01-01", f"{years['y2']}-12-31"
        return Moment("period", start, end, years.end()) if start < end else None
    month = _BARE_MONTH.match(text, at)
    if month:
        return _months("month", int(month["y"]), int(month["m"]), int(month["m"]), month.end())
    year = _BARE_YEAR.match(text, at)
    return _months("year", int(year["y"]), 1, 12, year.end()) if year else None
