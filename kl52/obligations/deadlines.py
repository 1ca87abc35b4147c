"""Deadlines in the words of Vietnamese directives.

Input: a stretch of text (a sentence, a table cell, a heading) and the document's date.
Output: :class:`~kl52.model.Deadline` values with ISO dates, ``end`` the last day allowed.
Guarantee: only words that bind somebody to a time count. A date, year or period that
merely names something (``Luật … ngày 16/6/2025``, ``kế hoạch giai đoạn 2021-2030``) is none.

In prose a moment needs a cue before it (:mod:`kl52.obligations.time_phrases`); in a time column or
behind a label (``Thời gian thực hiện:``) the bare moment is enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from kl52.model import Deadline
from kl52.obligations.cadences import recurring
from kl52.obligations.durations import conditional
from kl52.obligations.impossible import impossible_cell
from kl52.obligations.moments import find_moment, match_moment
from kl52.obligations.time_phrases import EACH, ONWARD, Found, find_cued, find_phrases
from kl52.spans import Span

_LABEL = re.compile(
    r"\b(?:thời gian|thời hạn|tiến độ|lộ trình|hạn)"
    r"(?: hoàn thành| thực hiện| trình| báo cáo| ban hành)*\s*:\s*"
    r"(?P<value>[^;\n]*?)(?=[.;]?\s*(?:$|\n|;|\.\s))|\bhoàn thành\s*:\s*(?P<value2>[^;\n.]*)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:(?:mục tiêu|chỉ tiêu|tầm nhìn|giai đoạn|nhiệm vụ|định hướng)(?:\s+cụ thể)?\s*)?"
    r"(?:,\s*)?(?:\d\s*)?\(?"
    r"(?:đến|trong|năm|qu[ýí]|tháng|trước|nhiệm kỳ|(?:6|sáu) tháng|q[1-4]|\d{4})\b",
    re.IGNORECASE,
)
_PHASE = re.compile(
    r"(?:(?:giai đoạn|bước|đợt)(?: thứ)? (?:\d|[IVX]+|một|hai|ba|nhất)\b\s*[:,–-]?\s*\(?"
    r"|(?=giai đoạn (?:từ )?(?:năm )?20\d\d|(?:năm|quý|tháng) [\dIVX]+))"
    r"(?P<when>(?:(?:giai đoạn|từ|đến|trong|hết|năm|quý|tháng|trước|ngày)\b|\d|[IVX]+\b|[-–/ ])+)"
    r"(?:\)|$|(?=[:(,]))",
    re.IGNORECASE,
)
_HEADING_WORDS = 9  # of a heading that is nothing but a time
_CELL_CONDITION = re.compile(
    r"^(?:theo|khi|sau|ngay|tùy|tuỳ|trong vòng|trong thời hạn|phù hợp|đồng bộ|căn cứ|nếu|"
    r"trước khi|kỳ họp|hội nghị|trước Tết|sau Tết|cho đến khi|đến khi|giữa nhiệm kỳ|hết nhiệm kỳ|"
    r"kết thúc nhiệm kỳ|đến hết nhiệm kỳ)\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:trong (?:suốt )?quá trình|thường xuyên|liên tục|thường kỳ|quanh năm)\b", re.IGNORECASE
)
_ONGOING_FIRST = len("Nhiệm vụ ")  # a cell that says so this early says nothing else
_CUED_FIRST = 50  # a cell's own words before its first time
_RANGE = re.compile(r"\s*(?:-|–|đến(?:\s+hết)?|tới)\s*", re.IGNORECASE)
_FROM = re.compile(r"(từ\s+)(?=ngày|quý|tháng)[^,;.()]*?(\s*(?:-|–|đến(?:\s+hết)?)\s*)$", re.I)
_AND_EACH = re.compile(r"\bvà\s(?:[^();]{0,40}\s)?(?:hằng|hàng)\s+(?P<unit>năm|quý|tháng)", re.I)
_AND_UNIT = {"năm": "P1Y", "quý": "P3M", "tháng": "P1M"}
_RANK = {"by": 0, "in": 0, "between": 0, "recurring": 0, "ongoing": 1, "conditional": 2}


def find_deadlines(
    text: str, *, on: str | None = None, ignore: tuple[Span, ...] = ()
) -> tuple[Found, ...]:
    """The deadlines in prose, in text order and without overlaps.

    ``on`` is the document's ISO date: it completes a day or quarter without a year, and
    a ``trước ngày …`` that was past on that day is taken for scope. No date that
    touches a span of ``ignore`` (citations) counts.

    >>> [(span, each)] = find_deadlines("Lập danh mục kho lưu trữ, xong trước ngày 15/12/2026.")
    >>> each.text, each.kind, each.end
    ('xong trước ngày 15/12/2026', 'by', '2026-12-14')
    >>> find_deadlines("Sơ kết Đề án nuôi ong giai đoạn 2021-2030.")
    ()
    """
    found: list[Found] = []
    for span, deadline in (*_labelled(text, on), *find_phrases(text, on)):
        at = bisect_left(found, span, key=lambda each: each[0])
        clear = not any(span.overlaps(other) for other, _ in found[max(0, at - 1) : at + 1])
        if clear and not _belongs(span, deadline, ignore):
            found.insert(at, (span, deadline))
    return tuple(found)


def _belongs(span: Span, deadline: Deadline, ignore: tuple[Span, ...]) -> bool:
    """A date that touches a citation is its date; a condition may name a document to come."""
    if deadline.kind == "conditional":
        return any(span in other for other in ignore)
    return any(span.overlaps(other) for other in ignore)


def main_deadline(found: tuple[Found, ...]) -> Deadline | None:
    """The one deadline of an obligation: the labelled, else dated before ongoing
    before conditional, and of several the last.

    >>> main_deadline(find_deadlines("Báo cáo theo yêu cầu, chậm nhất ngày 05/9/2026.")).end
    '2026-09-05'
    """
    found = tuple(each for each in found if _is_labelled(*each)) or found
    best = min((_rank(deadline) for _, deadline in found), default=0)
    ranked = [deadline for _, deadline in found if _rank(deadline) == best]
    return ranked[-1] if ranked else None


def _rank(deadline: Deadline) -> int:
    if deadline.kind == "by" and not deadline.end:
        return len(_RANK)  # a day that is not
    return _RANK[deadline.kind]


def _is_labelled(span: Span, deadline: Deadline) -> bool:
    return len(span) > len(deadline.text) + len("hạn")


def parse_deadline(text: str, on: str | None = None) -> Deadline | None:
    """The deadline that a table cell or a label's value states.

    >>> parse_deadline("Quý II/2026").end, parse_deadline("Thường xuyên").kind
    ('2026-06-30', 'ongoing')
    >>> parse_deadline("Năm 2027 (sau khi có kinh phí)").condition
    'sau khi có kinh phí'
    >>> parse_deadline("31/02/2026").end is None  # no such day: the words alone stay
    True
    """
    text = " ".join(text.split()).strip(" .;:")
    if not text:
        return None
    ongoing = _ONGOING.search(text)
    if ongoing and ongoing.start() <= _ONGOING_FIRST:
        return Deadline(text, "ongoing", condition=_bracket(text))
    finders = (_cell_moment, _cell_cadence, _cell_ongoing, impossible_cell, _cell_condition)
    found = next((each for finder in finders if (each := finder(text, on))), None)
    if found and found.kind == "by" and found.end and (and_each := _AND_EACH.search(text)):
        return replace(found, recurrence=_AND_UNIT[and_each["unit"].casefold()])
    return found


def heading_deadline(text: str, on: str | None = None) -> Deadline | None:
    """The time that a heading sets for all below it (``a) Đến năm 2030``), if it is nothing else.

    >>> heading_deadline("Tầm nhìn đến 2045").end
    '2045-12-31'
    >>> heading_deadline("Kế hoạch trồng rừng đến năm 2030") is None
    True
    """
    if len(text.split()) > _HEADING_WORDS or _HEADING.match(text) is None:
        return None
    return parse_deadline(text, on)


def phase_deadline(text: str, on: str | None = None) -> Deadline | None:
    """The period that the heading of a phase sets for all tasks below it.

    >>> phase = phase_deadline("Giai đoạn 2 (từ năm 2027 đến hết năm 2028): Mở rộng")
    >>> phase.start, phase.end
    ('2027-01-01', '2028-12-31')
    >>> phase_deadline("Đánh giá giai đoạn 2027 - 2028") is None
    True
    """
    match = _PHASE.match(text)
    deadline = parse_deadline(match["when"], on) if match else None
    return deadline if deadline and deadline.end else None


def _labelled(text: str, on: str | None) -> Iterator[Found]:
    """``Thời gian thực hiện: …`` up to the end of the sentence."""
    for match in _LABEL.finditer(text) if ":" in text else ():
        group = "value" if match["value"] is not None else "value2"
        deadline = parse_deadline(match[group], on)
        if deadline:
            yield Span(match.start(), match.end(group)), deadline


# -- cells ---------------------------------------------------------------------------------------


def _cell_moment(text: str, on: str | None) -> Deadline | None:
    cued = tuple(each for each in find_cued(text, None) if each[1].kind != "recurring")
    periodic = tuple(recurring(text))
    if periodic and periodic[0][1].due:
        return None
    if cued and cued[0][0].start < _CUED_FIRST:
        first = cued[0][1]
        return replace(first, text=text, condition=_bracket(text))
    found = find_moment(text, on)
    if found is None or EACH.match(text, found[1].stop):
        return None
    at, moment = found
    opened = text[max(0, at - 4) : at].strip().casefold().endswith("từ")
    if ONWARD.match(text, moment.stop):
        return Deadline(text, "ongoing", moment.start)
    link = _RANGE.match(text, moment.stop)
    last = match_moment(text, link.end(), on, bare=True) if link else None
    if link and last and not last.end:  # "từ tháng 3/2027 đến tháng 9"
        last = match_moment(text, link.end(), moment.start)
    ends = bool(last and last.end)
    if moment.end and (early := _FROM.search(text[:at])):  # "từ tháng 3 đến tháng 9/2027"
        begin = match_moment(text, early.end(1), f"{moment.end[:4]}-01-01")
        if begin and begin.start and not text[begin.stop : early.start(2)].strip():
            return Deadline(text, "between", begin.start, moment.end)
    if opened and not ends and moment.unit != "period" and not moment.several:
        return Deadline(text, "ongoing", moment.start)
    if moment.unit == "period" or ends or (opened and moment.several):
        return Deadline(text, "between", moment.start, last.end if last else moment.end)
    return Deadline(text, "by", None, moment.end, None, _bracket(text))


def _bracket(text: str) -> str | None:
    match = re.search(r"\(([^()]+)\)|,\s*((?:sau khi|khi có)\s.+)$", text)
    return (match[1] or match[2]).strip() if match else None


def _cell_cadence(text: str, on: str | None) -> Deadline | None:
    found = next((each for _, each in recurring(text)), None)
    return replace(found, text=text) if found else None


def _cell_ongoing(text: str, on: str | None) -> Deadline | None:
    return Deadline(text, "ongoing") if _ONGOING.search(text) else None


def _cell_condition(text: str, on: str | None) -> Deadline | None:
    said = f"trong thời hạn {text}" if text[0].isdecimal() else text
    counted = next((each for _, each in conditional(said, on) if each.duration), None)
    if counted:
        return replace(counted, text=text)
    return Deadline(text, "conditional", condition=text) if _CELL_CONDITION.match(text) else None
