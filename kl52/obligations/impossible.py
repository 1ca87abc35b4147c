"""Days, months and quarters that no calendar has: ``trước ngày 30/02/2027``, ``quý V/2027``.

Input: a stretch of text. Output: what somebody is bound to by them, as deadlines that have their
words and no last day; and for people a diagnostic for each obligation with such a day (code
``impossible-date``), so that the slip of a pen is not lost.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from kl52.language.lexicon import fold
from kl52.language.wording import speaker
from kl52.model import Deadline, Diagnostic, Obligation
from kl52.spans import Span

_LEAP = 2000  # a year that has every day
_CUE = re.compile(
    r"(?:(?:hoàn thành|hoàn tất|kết thúc)\s+)?(?:(?:xong\s+)?trước|(?:chậm|muộn)\s+nhất|"
    r"(?:không|chưa)\s+(?:muộn|chậm|quá)(?:\s+hơn)?|đến\s+hết|hết|trong|vào|xong)"
    r"(?:\s+(?:là|vào|trong|đến|hết))*\s+$",
    re.IGNORECASE,
)
_BEFORE = 40  # characters in which a cue stands
_DATE = re.compile(
    r"(?<![\d/.-])(?:(?P<word>ngày\s+)?(?:m[ùồ]ng\s+)?(?P<d>\d{1,2})(?:(?P<sep>[/.-])(?P<m>\d{1,2})"
    r"(?:(?P=sep)(?P<y>\d{4}))?|\s+tháng\s+(?P<lm>\d{1,2})(?:\s*,?\s*năm\s+(?P<ly>\d{4}))?)"
    r"|ngày\s+(?P<only>\d{1,2})(?=\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+tháng)"
    r"|tháng\s+(?P<month>\d{1,2})(?:\s*[/-]\s*|\s+năm\s+)\d{4}"
    r"|qu[ýí]\s+(?P<quarter>\d{1,2}|[IVX]+)(?:\s*[/-]\s*|\s+năm\s+)\d{4})(?![\d/])"
    r"(?P<each>\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?:năm|tháng))?",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"\d\s?[/.-]\s?\d|ngày\s+\d|tháng\s+\d|qu[ýí]\s", re.IGNORECASE)
_QUARTERS = frozenset({"i", "ii", "iii", "iv"})
_SHOWN = 120  # characters of a task in a message


def find_impossible(text: str, on: str | None = None) -> Iterator[tuple[Span, Deadline]]:
    """The deadlines set to a day that is not, behind a cue, in text order.

    >>> [(span, each)] = find_impossible("Nộp sổ trước ngày 31/02/2027.")
    >>> each.text, each.kind, each.end
    ('trước ngày 31/02/2027', 'by', None)
    """
    for match in _dates(text):
        cue = _CUE.search(text, max(0, match.start() - _BEFORE), match.start())
        if cue:
            span = Span(cue.start(), match.end())
            yield span, _deadline(span.of(text), match)


def impossible_cell(text: str, on: str | None = None) -> Deadline | None:
    """The deadline of a cell, whose date needs no cue.

    >>> impossible_cell("Tháng 13/2026").text
    'Tháng 13/2026'
    """
    match = next(_dates(text), None)
    return _deadline(text, match) if match else None


def tell_impossible(duties: tuple[Obligation, ...]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each obligation whose time holds a day that is not."""
    return tuple(diagnostic for duty in duties if (diagnostic := _told(duty)))


def _told(duty: Obligation) -> Diagnostic | None:
    printed = duty.deadline.text if duty.deadline else ""
    found = next((match[0].strip() for match in _dates(printed)), None)
    span = duty.span
    for cued, deadline in find_impossible(duty.text):
        match = next(_dates(deadline.text))
        found, span = found or match[0].strip(), cued.shift(duty.span.start)
        break
    if found is None:
        return None
    say = speaker("vi")
    words = " ".join(found.split())
    message = say("impossible_date", date=words, task=" ".join(duty.text.split())[:_SHOWN])
    return Diagnostic("warning", "impossible-date", message, span, duty.page)


def _deadline(words: str, match: re.Match[str]) -> Deadline:
    if not match["each"]:
        return Deadline(words, "by")
    period = "P1Y" if fold(match["each"]).endswith("năm") else "P1M"
    return Deadline(words, "recurring", recurrence=period)


def _dates(text: str) -> Iterator[re.Match[str]]:
    if not _NEEDED.search(text):
        return
    for match in _DATE.finditer(text):
        if _has_shape(match) and not _is_in_calendar(match):
            yield match


def _has_shape(match: re.Match[str]) -> bool:
    """``3/20`` is no date unless a word or a year says so."""
    if match["m"] is None:
        return True
    return bool(match["word"] or match["y"] or match["each"])


def _is_in_calendar(match: re.Match[str]) -> bool:
    if match["only"]:
        return 1 <= int(match["only"]) <= 31
    if match["month"]:
        return 1 <= int(match["month"]) <= 12
    if match["quarter"]:
        said = fold(match["quarter"])
        return said in _QUARTERS if not said.isdecimal() else 1 <= int(said) <= 4
    month = int(match["m"] or match["lm"])
    year = int(match["y"] or match["ly"] or _LEAP)
    return 1 <= month <= 12 and 1 <= int(match["d"]) <= _length(max(1, year), month)


@cache
def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
