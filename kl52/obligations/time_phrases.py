"""The ways in which prose ties an action to a time.

Input: a stretch of text and the document's ISO date. Output: the spans of the phrases found,
each with the deadline it states. A cue is needed (``trước``, ``chậm nhất``, ``trong``,
``đến hết``, ``định kỳ``, ``khi có``): a bare date, year or period only names something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.model import Deadline
from kl52.obligations.moments import Moment, match_moment, one_day_before
from kl52.spans import Span

Found = tuple[Span, Deadline]

_DONE = r"(?:(?:và\s+)?(?:phải\s+|cơ bản\s+)?(?:hoàn thành|hoàn tất|xong|kết thúc)\s+(?:xong\s+)?)?"
_CUE = re.compile(
    rf"(?P<done>{_DONE})(?P<cue>(?:xong\s+)?trước(?!\s+(?:mắt|hết))|chậm nhất|muộn nhất|"
    r"(?:không|chưa)\s+(?:muộn|chậm|quá)\s*(?:hơn)?|đến hết|đến cuối|hết|đến|từ|ngay trong|trong|"
    r"vào)(?:\s+(?:là|vào|trong|đến|hết|thời điểm))*\s+",
    re.IGNORECASE,
)
_BARE_DONE = re.compile(r"\b(?:hoàn thành|xong)\s+(?=quý|tháng|năm|ngày)", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}\s?(?:h|giờ)\s?(?:\d{2})?(?:\s?phút)?,?\s*(?=ngày|\d)", re.IGNORECASE)
EACH = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+(năm|quý|tháng|tuần)\b", re.IGNORECASE)
CADENCE = re.compile(
    r"(?P<regular>(?:báo cáo\s+)?định kỳ\s*,?\s*)?"
    r"(?P<week>(?:vào\s+)?(?:ngày\s+)?(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s+)?"
    r"(?:(?P<months>\d{1,2}|ba|sáu|chín)\s+tháng(?:\s+một\s+lần|/lần)?"
    r"(?!\s*(?:/|\d|đầu|cuối|năm \d))"
    r"|(?:(?:hằng|hàng|mỗi|theo)\s+)?(?P<unit>năm|quý|tháng|tuần|ngày)(?:\s+một\s+lần|/lần)?"
    r"(?!\s*\d))"
    r"(?P<others>(?:\s*,?\s*(?:và\s+)?(?:\d{1,2} tháng|(?:hằng|hàng|mỗi)?\s?(?:năm|quý|tháng|tuần))"
    r"(?!\s*\d)\b)*)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"(?:(?:báo cáo\s+)?định kỳ\s+)?(?:hằng|hàng)\s+năm\s*,?\s*\(?"
    r"(?:trước|chậm nhất(?:\s+là)?|vào)\s+",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:trong\s+)?(?=(?:năm|quý|tháng)\s)", re.IGNORECASE)
_CLOSING = re.compile(r"\((?=(?:quý|tháng)\s)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\((?P<inner>(?:ngay\s+)?(?:khi có|sau khi)\s[^()]*)\)"
    r"|\b(?P<call>(?:khi có|theo) yêu cầu(?: của [^,;.()]*)?(?=[,;.)]|\s*$))"
    r"|\b(?P<after>ngay sau khi\s[^,;.()]*)"
    r"|\b(?P<span>(?:trong (?:thời hạn|thời gian|vòng)|chậm nhất(?: là)?(?: sau)?)\s+"
    r"(?:không quá\s+)?\d{1,3}\s+(?:ngày|tháng|giờ|tuần)(?:\s+làm việc)?,?\s+"
    r"(?:kể\s+)?(?:từ|sau)\s[^,;.()]*)",
    re.IGNORECASE,
)
ONWARD = re.compile(r"\s*(?:trở đi|và\s+(?:các\s+năm\s+)?tiếp theo|và\s+những năm)", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:đến(?:\s+hết)?|tới)\s+", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\s*(?:,(?!\s*(?:tầm nhìn|định hướng))|:|có\b|đạt|tối thiểu|ít nhất|trên|khoảng|tăng|giảm|"
    r"chiếm|phấn đấu|cơ bản|hoàn thành|số lượng|bảo đảm|thực hiện|là\b|phải|$)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s*,?\s*(?:tổng hợp|báo cáo|rà soát|đánh giá|sơ kết|tổng kết|xây dựng|tổ chức|kiểm tra|gửi|"
    r"cập nhật|tham mưu|ban hành|công bố|thống kê|theo dõi|đăng ký|trình|bố trí|lập|"
    r"có trách nhiệm|(?:và\s)?khi)",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"(?:^|[.;:,(]|[-+]\s|\bvà|\bhoặc|đấu|đảm)\s*$")
_ISO_UNIT = {"năm": "P1Y", "quý": "P3M", "tháng": "P1M", "tuần": "P1W", "ngày": "P1D"}
_NUMBER = {"ba": 3, "sáu": 6, "chín": 9}


def find_phrases(text: str, on: str | None) -> Iterator[Found]:
    """All time phrases, the surest kinds first; they may overlap.

    >>> [each.kind for _, each in find_phrases("Nộp sổ trước ngày 05 hằng tháng.", None)]
    ['recurring']
    """
    for finder in (_opening, _closing, _yearly, find_cued, _recurring, _conditional):
        yield from finder(text, on)


def _opening(text: str, on: str | None) -> Iterator[Found]:
    """A year, quarter or month that opens the text: ``Năm 2026, …``, ``Quý I/2027: …``."""
    match = _OPENING.match(text)
    moment = match_moment(text, match.end(), on) if match else None
    if match and moment and re.match(r"\s*[,:]", text[moment.stop :]):
        kind = "in" if match[0] else "by"
        yield _found(text, 0, moment, kind)


def _closing(text: str, on: str | None) -> Iterator[Found]:
    """A quarter or month in brackets that closes the text: ``… mở lớp (quý II/2027).``"""
    for match in _CLOSING.finditer(text):
        moment = match_moment(text, match.end(), on)
        if moment and re.fullmatch(r"\)\s*[.;]?\s*", text[moment.stop :]):
            yield _found(text, match.end(), moment, "in")


def find_cued(text: str, on: str | None) -> Iterator[Found]:
    """Moments behind a cue: ``trước ngày …``, ``trong quý …``, ``đến hết năm …``."""
    for match in _CUE.finditer(text):
        clock = _CLOCK.match(text, match.end())
        at = clock.end() if clock else match.end()
        moment = match_moment(text, at, on)
        if moment:
            yield from _read_cue(text, match, moment, on, clock is not None)
    for match in _BARE_DONE.finditer(text):
        moment = match_moment(text, match.end(), on)
        if moment:
            yield _found(text, match.start(), moment, "by")


def _read_cue(
    text: str, match: re.Match[str], moment: Moment, on: str | None, clock: bool
) -> Iterator[Found]:
    cue, start = match["cue"].casefold(), match.start()
    each = EACH.match(text, moment.stop)
    if each and cue != "từ":
        span = Span(start, each.end())
        yield span, Deadline(span.of(text), "recurring", recurrence=_ISO_UNIT[each[1].casefold()])
        return
    if not moment.end or not moment.start:
        return
    if cue == "từ":
        yield from _from(text, start, moment, on)
    elif cue.endswith("trước"):
        end = moment.end if clock else one_day_before(moment.start)
        yield from _unless_past(text, start, moment, end, on)
    elif cue.endswith(("trong", "vào")):
        if moment.unit != "day" or cue == "vào":
            within = cue.endswith("trong") and moment.unit != "day"
            yield _found(text, start, moment, "in" if within else "by")
    elif cue != "đến" or _binding_until(text, match, moment):
        yield from _unless_past(text, start, moment, moment.end, on)


def _unless_past(
    text: str, start: int, moment: Moment, end: str, on: str | None
) -> Iterator[Found]:
    if on is None or end >= on:
        span = Span(start, moment.stop)
        yield span, Deadline(span.of(text), "by", end=end)


def _binding_until(text: str, match: re.Match[str], moment: Moment) -> bool:
    """``đến năm 2030`` binds at the edge of a clause or before a quantity, not inside a name."""
    if moment.unit == "day":
        before = text[max(0, match.start() - 6) : match.start()]
        return not before.rstrip().casefold().endswith("tính")
    if not _QUANTITY.match(text, moment.stop):
        return False
    opens = bool(match["done"]) or _opens_clause(text, match.start())
    after = text[moment.stop :].lstrip()
    return opens or bool(after) and not after.startswith((",", ":"))


def _opens_clause(text: str, at: int) -> bool:
    return bool(_CLAUSE_EDGE.search(text[max(0, at - 12) : at]))


def _from(text: str, start: int, moment: Moment, on: str | None) -> Iterator[Found]:
    """``từ D đến E`` and ``từ D trở đi``; a period of years binds only where it opens a clause."""
    if moment.unit == "period":
        if _opens_clause(text, start):
            span = Span(start, moment.stop)
            yield span, Deadline(span.of(text), "between", moment.start, moment.end)
        return
    onward = ONWARD.match(text, moment.stop)
    if onward:
        span = Span(start, onward.end())
        yield span, Deadline(span.of(text), "ongoing", start=moment.start)
        return
    link = _UNTIL.match(text, moment.stop)
    last = match_moment(text, link.end(), on) if link else None
    if last and last.end and last.unit in ("day", "month"):
        span = Span(start, last.stop)
        yield span, Deadline(span.of(text), "between", start=moment.start, end=last.end)


def _found(text: str, start: int, moment: Moment, kind: str) -> Found:
    span = Span(start, moment.stop)
    if kind == "in":
        return span, Deadline(span.of(text), "in", start=moment.start, end=moment.end)
    return span, Deadline(span.of(text), "by", end=moment.end)


def _yearly(text: str, on: str | None) -> Iterator[Found]:
    """``hằng năm, trước ngày 15 tháng 12``: a cadence and its day, without a year."""
    for match in _YEARLY.finditer(text):
        moment = match_moment(text, match.end(), on)
        if moment is None or moment.unit != "day":
            continue
        if not re.search(r"\d{4}", text[match.end() : moment.stop]):
            span = Span(match.start(), moment.stop)
            yield span, Deadline(span.of(text), "recurring", recurrence="P1Y")


def _recurring(text: str, on: str | None) -> Iterator[Found]:
    """``định kỳ hằng quý``, ``hằng năm`` where it says when to act, ``thứ Hai hằng tuần``."""
    for match in CADENCE.finditer(text):
        each = re.search(r"hằng|hàng|mỗi", match[0], re.IGNORECASE)
        if not match["regular"] and not (each and _acts(text, match)):
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        yield span, Deadline(span.of(text), "recurring", recurrence=recurrence_of(match))


def _acts(text: str, match: re.Match[str]) -> bool:
    """``Hằng năm, …`` and ``hằng năm báo cáo`` bind; ``ngân sách hằng năm`` does not."""
    if match["week"]:
        return True
    if _REPORTS.match(text, match.end()):
        return True
    upper = match[0][0].isupper()
    return _opens_clause(text, match.start()) and (
        upper or text[match.end() : match.end() + 1] in ",;."
    )


def recurrence_of(match: re.Match[str]) -> str:
    """The ISO duration of a match of ``CADENCE``."""
    if match["week"] and not match["unit"]:
        return "P1W"
    if match["months"]:
        words = match["months"].casefold()
        months = _NUMBER.get(words) or int(words)
        return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return _ISO_UNIT[match["unit"].casefold()]


def _conditional(text: str, on: str | None) -> Iterator[Found]:
    for match in _CONDITION.finditer(text):
        group = next(name for name in ("inner", "call", "after", "span") if match[name])
        words = match[group].strip()
        yield (
            Span(match.start(group), match.end(group)),
            Deadline(words, "conditional", condition=words),
        )
