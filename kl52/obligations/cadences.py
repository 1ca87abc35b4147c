"""Duties that come again: how often, and the last day allowed in each period.

Input: a stretch of text. Output: the spans of the phrases that say how often (``định kỳ 6 tháng,
hằng năm``) or on which day of each period (``trước ngày 15/12 hằng năm``), with a recurring
:class:`~kl52.model.Deadline`. Days are in the truncated forms of ISO 8601:2000: ``--12-14`` of a
year, ``---17`` of a month, ``-W-5`` a Friday. What a month lacks is its last day: ``--02-29`` is
the last of February, ``---31`` that of every month. A day of a quarter or half-year is given as
its days of the year; ``---10`` of a quarter says that its month is not printed.
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
from kl52.obligations.moments import match_moment, one_day_before
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
    *spaced("năm sau", "tháng sau", "quý sau", "quí sau", "năm báo cáo", "ngày cuối"),
    *spaced("tháng đầu", "tháng cuối", "tháng giữa", "tháng thứ"),
)
_LISTED = re.compile(r"[^,;.()\n]{1,80}\(")  # "định kỳ báo cáo kết quả (quý, 6 tháng)"
_REGULAR_BEFORE = re.compile(r"định\s+kỳ\s*,?\s*$", re.IGNORECASE)
_WITHIN = {
    **{"quarterly": "P3M", "ending": "P1M", "month_end": "P1Y", "yearly": "P1Y", "stretch": "P1Y"},
    **{"of_quarter": "P3M", "monthly": "P1M", "weekly": "P1W", "daily": "P1D"},
}
_ENDING = {"tháng": "P1M", "năm": "P1Y"}
_LINK = re.compile(r"\s*(?:,|;|,?\s*(?:và|hoặc))\s*", re.IGNORECASE)
_LEAP = "2000-01-01"  # completes days without a year, 29 February among them
_REACH = 140  # characters from a cadence to the day that belongs to it
_CLOSE = 3  # characters between them where both are one phrase


@dataclass(frozen=True, slots=True)
class Day:
    """Days of each period as printed: ``within`` is the period's unit, if the text says it."""

    span: Span
    due: tuple[str, ...]
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
        "of_quarter": re.compile(
            rf"{_CUE}(?:{CLOCK})?ngày\s+(?:m[ùồ]ng\s+)?(?P<d>\d{{1,2}})"
            rf"(?P<own>\s+(?:của\s+)?{_EACH}\s+qu[ýí])",
            re.IGNORECASE,
        ),
        "quarterly": re.compile(
            rf"{_CUE}(?:{CLOCK})?ngày\s+(?P<d>\d{{1,2}}|cuối(?:\s+cùng)?)\s+(?:của\s+)?tháng\s+"
            rf"(?P<nth>đầu(?:\s+tiên)?|giữa|cuối(?:\s+cùng)?|thứ\s+(?:nhất|hai|ba))\s+(?:của\s+)?"
            rf"(?P<own>(?:(?:{_EACH}|từng)\s+)?qu[ýí](?:\s+{_NEXT}(?:\s+{_NEXT})?)?)"
            r"(?!\s+(?:[\dIVX]|trước|này|nay)|/)",
            re.IGNORECASE,
        ),
        "ending": re.compile(
            rf"{_CUE}(?:{CLOCK})?ngày\s+cuối(?:\s+cùng)?\s+(?P<own>(?:của\s+)?(?:{_EACH}\s+)?"
            rf"(?P<of>tháng|qu[ýí]|năm))\b(?!\s+(?:\d|[IVX]+\b|{month}|trước|này|nay|học|cuối|đầu))",
            re.IGNORECASE,
        ),
        "month_end": re.compile(
            rf"{_CUE}(?:{CLOCK})?ngày\s+cuối(?:\s+cùng)?\s+(?:của\s+)?"
            rf"tháng\s+(?P<m>\d{{1,2}}|{month})(?!\d|\s*[/.-]\d|\s*,?\s*năm\s+\d)"
            rf"(?P<own>\s+(?:của\s+)?{_EACH}\s+năm)?",
            re.IGNORECASE,
        ),
        "stretch": re.compile(
            r"(?:(?P<cue>(?:xong\s+)?trước|trong|vào|(?:đến\s+)?hết|(?:chậm|muộn)\s+nhất)"
            r"(?:\s+(?:là|vào|trong|đến|hết))*\s+)?(?P<hour>(?!))?\b"
            rf"(?P<when>(?:(?:đầu|giữa|cuối)\s+)?(?:tháng\s+(?:\d{{1,2}}|{month})"
            rf"|qu[ýí]\s+{any_of('quarter')}))\b(?!\s*[/.-]\s*\d|\s*,?\s*năm\s+(?:\d|nay|này|sau))"
            rf"(?P<own>\s+(?:của\s+)?{_EACH}\s+năm)?",
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
    made = Deadline(span.of(text), "recurring", recurrence=day.within, due=day.due, time=day.time)
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
    if not day.due or day.within not in (None, "P1Y"):
        return day.within is not None and day.within == cadence.recurrence
    period = cadence.recurrence or ""
    if day.due[0].startswith("--") and not day.due[0].startswith("---"):
        return period in ("P1Y", "P6M", "P3M")
    return period == ("P1W" if day.due[0].startswith("-W") else "P1M")


def _with_days(text: str, span: Span, cadence: Deadline, days: Sequence[Day]) -> Found:
    if not days:
        return _on_call(text, span, cadence)
    whole = Span(min(span.start, days[0].span.start), max(span.end, days[-1].span.end))
    due = tuple(dict.fromkeys(due for day in days for due in day.due))
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
    """The days of a year, quarter, month or week that have no year of their own, in text order.

    >>> [(day.due, day.within) for day in find_days("Trước ngày 15/6 và 15/12 hằng năm, nộp sổ.")]
    [(('--06-14', '--12-14'), 'P1Y')]
    """
    found = [
        (match.start(), rank, name, match)
        for rank, name in enumerate(_WITHIN)
        for match in _patterns()[name].finditer(text)
    ]
    runs: list[list[tuple[str, re.Match[str]]]] = []
    for _, _, name, match in sorted(found, key=lambda each: each[:2]):
        if runs and match.start() < runs[-1][-1][1].end():
            continue
        if runs and _goes_on(*runs[-1][-1], name, match):
            runs[-1].append((name, match))
        else:
            runs.append([(name, match)])
    return [day for run in runs if (day := _day(run))]


def _goes_on(name: str, last: re.Match[str], then: str, match: re.Match[str]) -> bool:
    """``ngày 15/6 và 15/12 hằng năm``: days of one sort, the period said once behind them."""
    link = _LINK.fullmatch(last.string, last.end(), match.start())
    return name == then and bool(link) and last["own"] is None and match["own"] is not None


def _day(run: Sequence[tuple[str, re.Match[str]]]) -> Day | None:
    (name, first), (_, last) = run[0], run[-1]
    own = last["own"]
    if not (first["cue"] or first["hour"] or name == "weekly" or own and _stands_free(first)):
        return None
    due: list[str] = []
    strict = False
    for _, match in run:
        cue = fold(match["cue"] or "")
        strict = not match["hour"] and (cue.endswith("trước") or (strict and not cue))
        days = _due(name, match, strict)
        if days is None:
            return None
        due += days
    within = _WITHIN[name] if own else None
    if name == "ending":
        within = _ENDING.get(fold(last["of"]), "P3M")
    return Day(Span(first.start(), last.end()), tuple(due), within, clock_of(last))


def _due(name: str, match: re.Match[str], strict: bool) -> list[str] | None:
    """The last days allowed; ``None`` where the calendar has no such day."""
    if name == "daily":
        return []
    if name == "weekly":
        return [f"-W-{(said('weekday', match['w']) - 1 - strict) % 7 + 1}"]
    if name == "quarterly":
        return _days_of_quarter(match["d"], match["nth"], strict)
    if name == "ending":
        return _last_of(fold(match["of"]), strict)
    if name == "stretch":
        day = _day_of_stretch(match["when"], strict)
    elif name == "month_end":
        day = _day_of_year(None, match["m"], strict)
    elif name == "yearly":
        day = _day_of_year(match["d"], match["m"], strict)
    else:
        day = _day_of_month(match["d"], strict)
    return [day] if day else None


def _stands_free(match: re.Match[str]) -> bool:
    """``Ngày 25 hằng tháng, …`` opens its clause; ``từ … đến ngày 31/12 hằng năm`` sets no day."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return bool(_FREE.search(before))


def _day_of_year(day: str | None, month: str, strict: bool) -> str | None:
    """The last day allowed, by default that of the month; before 1 March that of February."""
    number = int(month) if month.isdecimal() else said("month", month)
    if not 1 <= number <= 12:
        return None
    length = monthrange(2000, number)[1]
    printed = length if day is None else int(day)
    if not 1 <= printed <= length:
        return None
    if printed > strict:
        return f"--{number:02}-{printed - strict:02}"
    number = (number - 2) % 12 + 1
    return f"--{number:02}-{monthrange(2000, number)[1]}"


def _day_of_stretch(printed: str, strict: bool) -> str | None:
    """``quý IV`` ends on 31/12, ``trước tháng 3`` on the last of February."""
    moment = match_moment(printed, 0, _LEAP)
    if moment is None or not moment.start or not moment.end or moment.stop != len(printed):
        return None
    return "-" + (one_day_before(moment.start) if strict else moment.end)[4:]


def _day_of_month(day: str, strict: bool) -> str | None:
    if not 1 <= int(day) <= 31:
        return None
    return f"---{int(day) - strict or 31:02}"


def _days_of_quarter(day: str, nth: str, strict: bool) -> list[str] | None:
    """``ngày 25 của tháng cuối quý``: one day of the year for each quarter."""
    index = {"đầu": 1, "giữa": 2, "nhất": 1, "hai": 2}.get(fold(nth).split()[-1], 3)
    index = 1 if fold(nth).startswith("đầu") else index
    printed = int(day) if day.isdecimal() else None
    if printed is not None and not 1 <= printed <= 31:
        return None
    days = []
    for month in range(index, 13, 3):
        fits = None if printed is None else str(min(printed, monthrange(2000, month)[1]))
        days.append(_day_of_year(fits, str(month), strict))
    return sorted(each for each in days if each)


def _last_of(unit: str, strict: bool) -> list[str]:
    if unit == "tháng":
        return [] if strict else ["---31"]
    months = (12,) if unit == "năm" else (3, 6, 9, 12)
    days = (_day_of_year(None, str(month), strict) for month in months)
    return [day for day in days if day]


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
