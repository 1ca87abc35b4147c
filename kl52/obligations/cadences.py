"""Duties that come again: how often, and the last day allowed in each period.

Input: a stretch of text. Output: the spans of the phrases that say how often (``định kỳ 6 tháng,
hằng năm``) or on which day of each period (``trước ngày 15/12 hằng năm``), with a recurring
:class:`~kl52.model.Deadline`. Days are in the truncated forms of ISO 8601:2000: ``--12-14`` of a
year, ``---17`` of a month, ``-W-5`` a Friday. A day of a quarter has no such form: none is given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases, spaced
from kl52.model import Deadline
from kl52.obligations.time_words import any_of, count_of, number_pattern, said
from kl52.spans import Span

Found = tuple[Span, Deadline]

_UNITS = {"năm": "Y", "quý": "Q", "quí": "Q", "tháng": "M", "tuần": "W", "ngày": "D"}
_EACH = r"(?:hằng|hàng|mỗi)"
_NEXT = r"(?:sau|kế\s+tiếp|tiếp\s+theo|liền\s+kề|trước\s+liền\s+kề|đó)"
_JOIN = re.compile(r"\s*(?:,|;|và|hoặc|,\s*và)\s*", re.IGNORECASE)
_OR_ON_CALL = re.compile(
    r"\s*,?\s*(?:và|hoặc)\s+(?P<when>(?:khi\s+có|khi\s+cần|theo\s+yêu\s+cầu)[^,;.()]{0,120})"
    r"|\s*,?\s*(?P<since>kể\s+từ\s+(?:ngày|khi)\s[^,;.()]{1,120})",
    re.IGNORECASE,
)
_CUE = (
    r"(?:(?P<cue>(?:xong\s+)?trước|(?:chậm|muộn)\s+nhất|không\s+quá|vào)"
    r"(?:\s+(?:là|vào|trong|đến|hết|ngày\s+cuối))*\s+)?"
)
CLOCK = (
    r"(?P<hour>\d{1,2})\s?(?:h|giờ|g)\s?(?P<minute>\d{2})?(?:\s?phút|['’])?"
    r"(?:\s+(?:sáng|chiều|tối))?,?\s*"
)
_SENTENCE = re.compile(r"[.;\n](?!\d)")
_FREE = re.compile(r"(?:^|[.;:,(\n]|định\s+kỳ)\s*$", re.IGNORECASE)
_NEEDED = Phrases(
    *spaced(*(f"{each} {unit}" for each in ("hằng", "hàng", "mỗi") for unit in _UNITS)),
    *spaced("định kỳ", "lần", "kế tiếp", "tiếp theo", "liền kề", "tháng đó"),
    *spaced("năm sau", "tháng sau", "quý sau", "quí sau", "năm báo cáo"),
)
_LISTED = re.compile(r"[^,;.()\n]{1,80}\(")  # "định kỳ báo cáo kết quả (quý, 6 tháng)"
_REGULAR_BEFORE = re.compile(r"định\s+kỳ\s*,?\s*$", re.IGNORECASE)
_WITHIN = {"quarterly": "P3M", "yearly": "P1Y", "monthly": "P1M", "weekly": "P1W", "daily": "P1D"}
_REACH = 140  # characters from a cadence to the day that belongs to it
_CLOSE = 3  # characters between them where both are one phrase


@dataclass(frozen=True, slots=True)
class Day:
    """A day of each period as printed: ``within`` is the period's unit, if the text says it."""

    span: Span
    due: str | None
    within: str | None
    time: str | None = None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    number, weekday, month = number_pattern(), any_of("weekday"), any_of("month")
    unit = "(?:năm|qu[ýí]|tháng|tuần|ngày)"
    times = r"(?:\s*/\s*(?:một|1|01)?\s*lần|\s+(?:một|1|01)\s+lần)"
    return {
        "one": re.compile(
            r"(?P<halves>(?:0?6|sáu)\s+tháng\s+đầu\s+năm\s+và\s+(?:(?:0?6|sáu)\s+tháng\s+)?cuối\s+năm)|"
            rf"(?P<n>{number})\s+(?P<nunit>năm|qu[ýí]|tháng|tuần)\b{times}?"
            r"(?!\s*(?:/|\d|đầu|cuối|năm\s+\d))"
            rf"|(?:(?P<each>{_EACH}|theo|từng)\s+)?(?P<unit>{unit})\b{times}?(?!\s*\d|\s+học)",
            re.IGNORECASE,
        ),
        "regular": re.compile(r"(?:báo\s+cáo\s+)?\bđịnh\s+kỳ\s*:?,?\s*", re.IGNORECASE),
        "each": re.compile(rf"\b{_EACH}\s+(?={unit}\b)", re.IGNORECASE),
        "often": re.compile(rf"\b{number}\s+(?:năm|qu[ýí]|tháng|tuần){times}", re.IGNORECASE),
        "yearly": re.compile(
            rf"{_CUE}(?:{CLOCK})?(?:ngày\s+)?(?:m[ùồ]ng\s+)?(?P<d>\d{{1,2}})"
            rf"(?:\s*[/.-]\s*|\s+tháng\s+)(?P<m>\d{{1,2}}|{month})(?!\d|[/.-]\d|\s*,?\s*năm\s+\d)"
            rf"(?P<own>\s+(?:của\s+)?(?:{_EACH}\s+năm|năm\s+(?:{_NEXT}|báo\s+cáo))"
            rf"(?:\s+{_NEXT}|\s+trước\s+năm\s+\w+(?:\s+\w+)?)?)?",
            re.IGNORECASE,
        ),
        "monthly": re.compile(
            rf"{_CUE}(?:{CLOCK})?ngày\s+(?:m[ùồ]ng\s+)?(?P<d>\d{{1,2}})(?![/\d.-]\d|\d|\s+tháng\s+\d)"
            rf"(?!\s+{unit})(?P<own>\s+(?:của\s+)?(?:{_EACH}\s+tháng|tháng\s+{_NEXT}(?:\s+{_NEXT})?))?",
            re.IGNORECASE,
        ),
        "quarterly": re.compile(
            rf"{_CUE}(?:{CLOCK})?ngày\s+\d{{1,2}}\s+(?:của\s+)?tháng\s+"
            rf"(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|thứ\s+\w+)\s+(?:của\s+)?"
            rf"(?P<own>(?:{_EACH}\s+)?(?:qu[ýí])(?:\s+{_NEXT}(?:\s+{_NEXT})?)?)",
            re.IGNORECASE,
        ),
        "weekly": re.compile(
            rf"{_CUE}(?:{CLOCK})?(?:ngày\s+)?(?P<w>{weekday})\b(?P<own>\s+(?:của\s+)?{_EACH}\s+tuần)?",
            re.IGNORECASE,
        ),
        "daily": re.compile(rf"{_CUE}{CLOCK}(?P<own>{_EACH}\s+ngày)", re.IGNORECASE),
    }


Acts = Callable[[str, Span], bool]


def recurring(text: str, acts: Acts = lambda text, span: True) -> Iterator[Found]:
    """The recurring deadlines of a text, each cadence with the days that belong to it.

    ``acts`` tells a cadence that says when to act from one that qualifies a noun (``ngân sách
    hằng năm``); the latter counts only where its day stands beside it.

    >>> [(_, each)] = recurring("Định kỳ hằng quý, sáu tháng, hằng năm nộp sổ.")
    >>> each.recurrence, each.also
    ('P3M', ('P6M', 'P1Y'))
    >>> [(_, each)] = recurring("Hằng năm, trước ngày 15 tháng 12, nộp sổ.")
    >>> each.recurrence, each.due
    ('P1Y', ('--12-14',))
    """
    if _NEEDED.search(text) is None:
        return
    days = find_days(text)
    taken: set[Span] = set()
    for span, cadence in find_cadences(text):
        near = _near(days, span)
        if any(span.overlaps(day.span) for day in near if day.within):
            continue
        mine = _days_of(text, span, cadence, near)
        if not acts(text, span):
            mine = [day for day in mine if day.span.start - span.end <= _CLOSE]
            if not mine and not _OR_ON_CALL.match(text, span.end):
                continue
        taken.update(day.span for day in mine)
        yield _with_days(text, span, cadence, mine)
    for day in days:
        if day.within and day.span not in taken:
            yield _on_call(text, *_of_day(text, day))


def _near(days: Sequence[Day], span: Span) -> Sequence[Day]:
    """The days so near that they may belong to a cadence; few, so that the whole is linear."""
    first = bisect_left(days, span.start - _REACH, key=lambda day: day.span.start)
    last = bisect_left(days, span.end + _REACH, key=lambda day: day.span.start)
    return days[first:last]


def _of_day(text: str, day: Day) -> Found:
    regular = _REGULAR_BEFORE.search(text, max(0, day.span.start - 20), day.span.start)
    span = Span(regular.start(), day.span.end) if regular else day.span
    due = (day.due,) if day.due else ()
    made = Deadline(span.of(text), "recurring", recurrence=day.within, due=due, time=day.time)
    return span, made


def _days_of(text: str, span: Span, cadence: Deadline, days: Sequence[Day]) -> list[Day]:
    """The days in the same sentence that are days of such a period, behind (or just before) it."""
    stop = _SENTENCE.search(text, span.end, span.end + _REACH)
    end = stop.start() if stop else span.end + _REACH
    fitting = [day for day in days if _fits(cadence, day)]
    behind = [day for day in fitting if span.end <= day.span.start and day.span.end <= end]
    before = [day for day in fitting if 0 <= span.start - day.span.end <= _CLOSE]
    return behind or [day for day in before if day.within is None]


def _fits(cadence: Deadline, day: Day) -> bool:
    if day.due is None:
        return day.within is not None and day.within == cadence.recurrence
    period = cadence.recurrence or ""
    if day.due.startswith("--") and not day.due.startswith("---"):
        return period in ("P1Y", "P6M", "P3M")
    return period == ("P1W" if day.due.startswith("-W") else "P1M")


def _with_days(text: str, span: Span, cadence: Deadline, days: Sequence[Day]) -> Found:
    if not days:
        return _on_call(text, span, cadence)
    whole = Span(min(span.start, days[0].span.start), max(span.end, days[-1].span.end))
    due = tuple(day.due for day in days if day.due)
    made = replace(cadence, text=whole.of(text), due=due, time=days[-1].time)
    return _on_call(text, whole, made)


def _on_call(text: str, span: Span, deadline: Deadline) -> Found:
    """``… và khi có thay đổi``, ``… kể từ ngày giải ngân``: the condition beside the cadence."""
    match = _OR_ON_CALL.match(text, span.end)
    if match is None:
        return span, deadline
    whole = Span(span.start, match.end())
    condition = (match["when"] or match["since"]).strip()
    return whole, replace(deadline, text=whole.of(text), condition=condition)


def find_cadences(text: str) -> Iterator[Found]:
    """``định kỳ 6 tháng, hằng năm``, ``hằng quý``, ``6 tháng một lần`` without their days."""
    past = 0
    patterns = _patterns()
    starts = sorted(
        (match.start(), name, match.end())
        for name in ("regular", "each", "often")
        for match in patterns[name].finditer(text)
    )
    for start, name, end in starts:
        if start < past:
            continue
        periods, stop = _periods(text, end if name == "regular" else start)
        if name == "regular" and not periods and (listed := _LISTED.match(text, end)):
            periods, stop = _periods(text, listed.end())
        if periods:
            span = Span(start, stop)
            yield (
                span,
                Deadline(span.of(text), "recurring", recurrence=periods[0], also=periods[1:]),
            )
            past = stop


def _periods(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The list of periods printed at ``at`` and where it ends."""
    periods: list[str] = []
    stop = at
    while match := _patterns()["one"].match(text, at):
        period = _period(match)
        if period not in periods:
            periods.append(period)
        stop = match.end()
        join = _JOIN.match(text, stop)
        if join is None:
            break
        at = join.end()
    return tuple(periods), stop


def _period(match: re.Match[str]) -> str:
    if match["halves"]:
        return "P6M"
    count = count_of(match["n"]) if match["n"] else 1
    unit = _UNITS[fold(match["nunit"] or match["unit"])]
    if unit == "Q":
        count, unit = 3 * count, "M"
    if unit == "M" and count % 12 == 0:
        count, unit = count // 12, "Y"
    return f"P{count}{unit}"


def find_days(text: str) -> list[Day]:
    """The days of a year, month or week that have no year of their own, in text order."""
    found = [
        (match.start(), rank, name, match)
        for rank, name in enumerate(_WITHIN)
        for match in _patterns()[name].finditer(text)
    ]
    days: list[Day] = []
    for _, _, name, match in sorted(found, key=lambda each: each[:2]):
        day = _day(name, match)
        if day and (not days or days[-1].span.end <= day.span.start):
            days.append(day)
    return days


def _day(name: str, match: re.Match[str]) -> Day | None:
    own = match["own"]
    if not (match["cue"] or match["hour"] or name == "weekly" or own and _stands_free(match)):
        return None
    cue = fold(match["cue"] or "")
    strict = cue.endswith("trước") and not match["hour"]
    due: str | None = None
    if name == "yearly":
        due = _day_of_year(match["d"], match["m"], strict)
    elif name == "monthly":
        due = _day_of_month(match["d"], strict)
    elif name == "weekly":
        due = f"-W-{(said('weekday', match['w']) - 1 - strict) % 7 + 1}"
    if due is None and name in ("yearly", "monthly", "weekly"):
        return None
    return Day(Span(*match.span()), due, _WITHIN[name] if own else None, clock_of(match))


def _stands_free(match: re.Match[str]) -> bool:
    """``Ngày 25 hằng tháng, …`` opens its clause; ``từ … đến ngày 31/12 hằng năm`` sets no day."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(_FREE.search(before))


def _day_of_year(day: str, month: str, strict: bool) -> str | None:
    """The last day allowed; ``trước ngày 01/3`` ends on 28 February, which every year has."""
    number = int(month) if month.isdecimal() else said("month", month)
    last = int(day) - strict
    if not (1 <= number <= 12 and 1 <= int(day) <= monthrange(2000, number)[1]):
        return None
    if last == 0:
        number = (number - 2) % 12 + 1
        last = monthrange(2001, number)[1]
    return f"--{number:02}-{last:02}"


def _day_of_month(day: str, strict: bool) -> str | None:
    last = int(day) - strict
    return f"---{last:02}" if 1 <= last <= 31 and int(day) <= 31 else None


def clock_of(match: re.Match[str]) -> str | None:
    """The hour that a match of ``CLOCK`` prints, as ``15:30``; ``None`` if there is none.

    ``24 giờ`` is the end of the day (ISO 8601). Hours behind ``chiều`` and ``tối`` count from noon.
    """
    if not match["hour"]:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour < 12 and re.search(r"chiều|tối", match[0], re.IGNORECASE):
        hour += 12
    fits = (hour < 24 and minute < 60) or (hour == 24 and minute == 0)
    return f"{hour:02}:{minute:02}" if fits else None
