"""The ways in which prose ties an action to a time.

Input: a stretch of text and the document's ISO date. Output: the spans of the phrases found,
each with the deadline it states. A cue is needed (``trước``, ``chậm nhất``, ``trong``,
``đến hết``, ``định kỳ``, ``khi có``): a bare date, year or period only names something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kl52.language.phrases import Phrases
from kl52.model import Deadline, DeadlineKind
from kl52.obligations.cadences import CLOCK, clock_of, recurring
from kl52.obligations.durations import conditional
from kl52.obligations.impossible import find_impossible
from kl52.obligations.moments import Moment, match_day, match_moment, one_day_before
from kl52.spans import Span

Found = tuple[Span, Deadline]

_DONE = re.compile(
    r"(?:và\s+)?(?:phải\s+|cơ bản\s+)?(?:hoàn thành|hoàn tất|xong|kết thúc)\s+(?:xong\s+)?$",
    re.IGNORECASE,
)
_DONE_REACH = 40  # characters before a cue in which it says that something is to be done by then
CUE = Phrases(
    *(r"trước(?!\s+(?:mắt|hết\s+là))", "chậm nhất", "muộn nhất"),
    *(rf"{no}\s+(?:muộn|chậm|quá)\s*(?:hơn)?" for no in ("không", "chưa")),
    *("đến hết", "hết", "đến", "từ", "ngay trong", "trong", "vào"),
    r"ngay(?=\s+(?:đầu|giữa|cuối)\s)",
    after=r"(?:\s+(?:là|vào|trong|đến|hết|thời điểm))*\s+",
)
_BARE_DONE = Phrases("hoàn thành", "xong", after=r"\s+(?=quý|quí|Q\d|tháng|năm|ngày|đầu|giữa|cuối)")
_CLOCK = re.compile(rf"{CLOCK}(?=ngày|\d)", re.IGNORECASE)
EACH = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+(năm|qu[ýí]|tháng|tuần)\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:trong\s+)?(?=(?:năm|qu[ýí]|tháng|giai đoạn)\s|Q\d)", re.IGNORECASE)
_BARE = re.compile(r"(?:qu[ýí]|tháng)\s|Q\d", re.IGNORECASE)
_CLOSING = re.compile(
    r"\((?P<words>(?P<from>từ\s+)[^()]{4,60}|(?P<ongoing>(?:thực hiện )?thường xuyên|liên tục)"
    r"|(?P<course>theo (?:lộ trình|tiến độ)[^()]{0,120})"
    r"|(?:qu[ýí]|tháng|Q)[^()]{1,30})\)\s*[.;]?\s*$",
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
    r"có trách nhiệm|(?:và\s)?khi|trên\s+(?:cổng|trang|hệ thống|các phương tiện))",
    re.IGNORECASE,
)
_TO_THE_END = re.compile(r"cuối\s", re.IGNORECASE)
_LIMIT = re.compile(r"(?:xong\s+)?trước|(?:chậm|muộn) nhất|(?:đến )?hết$", re.IGNORECASE)
_REGULAR = re.compile(r"định\s+kỳ|\blần\b", re.IGNORECASE)
_REGULARLY = re.compile(r"\bđịnh\s+kỳ\s+(?!và\b|hoặc\b)[^.;:]{3,120}$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.;]|$)")
_PASSIVE = re.compile(r"được\s+(?:thực hiện|tổ chức|tiến hành|công bố)\s*$", re.IGNORECASE)
_STATUS_BEFORE = re.compile(r"(?:tính|lũy kế|luỹ kế)\s*$", re.IGNORECASE)
_STATUS_BEHIND = re.compile(r"[^.;:]{0,60}\b(?:chưa|đã|vẫn)\s", re.IGNORECASE)
_STARTS = re.compile(
    r"(?:thực hiện|áp dụng|triển khai|bắt đầu|vận hành|tổ chức)(?:\s+kể)?\s*$", re.IGNORECASE
)
_OPENED = re.compile(r"\s*,\s")  # ``Từ năm 2027, …``
_REVIEWS = re.compile(
    r"(?:^|[,;.]\s|\btổ chức\s|\bvà\s)(?:sơ kết|tổng kết|đánh giá|rà soát|kiểm tra|cập nhật)\s$",
    re.IGNORECASE,
)
_ISO_UNIT = {"năm": "P1Y", "quý": "P3M", "quí": "P3M", "tháng": "P1M", "tuần": "P1W"}
_CLAUSE_EDGE = re.compile(r"(?:^|[.;:,(]|[-+]\s|\bvà|\bhoặc|đấu|đảm)\s*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in small letters; ``done``: it begins with the words that something is to be done."""

    said: str
    start: int
    end: int
    done: bool


def find_phrases(text: str, on: str | None) -> Iterator[Found]:
    """All time phrases, the surest kinds first; they may overlap.

    >>> [each.kind for _, each in find_phrases("Nộp sổ trước ngày 05 hằng tháng.", None)]
    ['recurring']
    """
    for finder in (_opening, _closing, _cadence, find_cued, conditional, find_impossible):
        yield from finder(text, on)


def _opening(text: str, on: str | None) -> Iterator[Found]:
    """A year, quarter or month that opens the text: ``Năm 2026, …``, ``Quý I/2027: …``."""
    match = _OPENING.match(text)
    moment = match_moment(text, match.end(), on) if match else None
    if match and moment and re.match(r"\s*[,:]", text[moment.stop :]):
        kind: DeadlineKind = "between" if moment.unit == "period" else "by"
        yield _found(text, 0, moment, "in" if match[0] else kind)


def _closing(text: str, on: str | None) -> Iterator[Found]:
    """A time in brackets that closes the text: ``… mở lớp (quý II/2027).``, ``(thường xuyên)``."""
    match = _CLOSING.search(text)
    if match is None:
        return
    words = Span(*match.span("words"))
    moment = match_moment(text, words.start, on) if _BARE.match(match["words"]) else None
    if moment and moment.stop == words.end:
        yield _found(text, words.start, moment, "by")
    elif match["from"]:
        moment = match_moment(text, match.end("from"), on)
        if moment and moment.start and moment.stop == words.end:
            yield words, Deadline(match["words"], "ongoing", start=moment.start)
    elif match["ongoing"]:
        yield words, Deadline(match["words"], "ongoing")
    elif match["course"]:
        yield words, Deadline(match["words"], "conditional", condition=match["words"])


def find_cued(text: str, on: str | None) -> Iterator[Found]:
    """Moments behind a cue: ``trước ngày …``, ``trong quý …``, ``đến hết năm …``.

    >>> [(_, each)] = find_cued("Gửi sổ trước 16 giờ ngày 05/8/2026.", None)
    >>> each.end, each.time
    ('2026-08-05', '16:00')
    """
    past = 0
    for match in CUE.finditer(text):
        clock = _CLOCK.match(text, match.end())
        at = clock.end() if clock else match.end()
        moment = match_moment(text, at, on)
        if moment is None and _LIMIT.match(match["said"]):
            moment = match_day(text, at, on)
        if moment:
            yield from _read_cue(text, whole_cue(match, past), moment, on, clock)
        past = match.end()
    for match in _BARE_DONE.finditer(text):
        moment = match_moment(text, match.end(), on)
        if moment and moment.end:
            yield _found(text, match.start(), moment, "by")


def whole_cue(match: re.Match[str], past: int = 0) -> Cue:
    """A match of ``CUE`` with the words before it, behind ``past``, that something is to be done.

    >>> match = CUE.search("Sửa kho, hoàn thành trước ngày 05/8")
    >>> whole_cue(match)
    Cue(said='trước', start=9, end=26, done=True)
    """
    done = _DONE.search(match.string, max(past, match.start() - _DONE_REACH), match.start())
    start = (done or match).start()
    return Cue(match["said"].casefold(), start, match.end(), done is not None)


def _read_cue(
    text: str, cue: Cue, moment: Moment, on: str | None, clock: re.Match[str] | None
) -> Iterator[Found]:
    said, start = cue.said, cue.start
    each = EACH.match(text, moment.stop)
    if said == "từ":
        yield from _from(text, cue, moment, on)
    elif each:
        span = Span(start, each.end())
        yield span, Deadline(span.of(text), "recurring", recurrence=_ISO_UNIT[each[1].casefold()])
    elif not moment.end or not moment.start:
        return
    elif said.endswith("trước"):
        end = moment.end if clock else one_day_before(moment.start)
        yield from _unless_past(text, start, moment, end, on, clock)
    elif said.endswith("trong"):
        yield _found(text, start, moment, "by" if _is_day(moment) else "in", clock)
    elif said in ("vào", "ngay"):
        yield _found(text, start, moment, "by", clock)
    elif not said.startswith("đến") or _binding_until(text, cue, moment):
        yield from _unless_past(text, start, moment, moment.end, on, clock)


def _is_day(moment: Moment) -> bool:
    return moment.unit == "day" and not moment.several


def _unless_past(
    text: str,
    start: int,
    moment: Moment,
    end: str,
    on: str | None,
    clock: re.Match[str] | None = None,
) -> Iterator[Found]:
    if on is None or end >= on:
        span = Span(start, moment.stop)
        yield span, Deadline(span.of(text), "by", end=end, time=clock_of(clock) if clock else None)


def _binding_until(text: str, cue: Cue, moment: Moment) -> bool:
    """``đến năm 2030`` binds at the edge of a clause or before a quantity, not inside a name."""
    if _STATUS_BEFORE.search(text[max(0, cue.start - 9) : cue.start]):
        return False
    if cue.said != "đến" or _TO_THE_END.match(text, cue.end):
        return True
    if moment.unit == "day":
        return not _STATUS_BEHIND.match(text, moment.stop)
    if not _QUANTITY.match(text, moment.stop):
        return False
    opens = cue.done or _opens_clause(text, cue.start)
    after = text[moment.stop : moment.stop + 12].lstrip()
    return opens or bool(after) and not after.startswith((",", ":"))


def _opens_clause(text: str, at: int) -> bool:
    return bool(_CLAUSE_EDGE.search(text[max(0, at - 12) : at]))


def _from(text: str, cue: Cue, moment: Moment, on: str | None) -> Iterator[Found]:
    """``từ D đến E`` and ``từ D trở đi``; a period of years binds only where it opens a clause."""
    start = cue.start
    onward = ONWARD.match(text, moment.stop)
    link = _UNTIL.match(text, moment.stop)
    pair = _from_until(text, cue.end, moment, link.end(), on) if link else None
    if moment.unit == "period":
        if _opens_clause(text, start):
            yield _found(text, start, moment, "between")
    elif onward and moment.start:
        span = Span(start, onward.end())
        yield span, Deadline(span.of(text), "ongoing", start=moment.start)
    elif pair:
        yield _found(text, start, pair, "between")
    elif moment.several and moment.start:
        yield _found(text, start, moment, "between")
    elif moment.start and (
        _STARTS.search(text[max(0, start - 20) : start])
        or (start == 0 and _OPENED.match(text, moment.stop))
    ):
        span = Span(start, moment.stop)
        yield span, Deadline(span.of(text), "ongoing", start=moment.start)


def _from_until(text: str, at: int, first: Moment, then: int, on: str | None) -> Moment | None:
    """The stretch from one moment to another; a year printed once goes for both."""
    last = match_moment(text, then, on)
    if last and not last.end and first.start:
        last = match_moment(text, then, first.start)
    if last and last.end and not first.start:
        again = match_moment(text, at, f"{last.end[:4]}-01-01")
        first = again or first
    if last and last.end and first.start and first.start <= last.end:
        return Moment("period", first.start, last.end, last.stop)
    return None


def _found(
    text: str, start: int, moment: Moment, kind: DeadlineKind, clock: re.Match[str] | None = None
) -> Found:
    span = Span(start, moment.stop)
    first = None if kind == "by" else moment.start
    time = clock_of(clock) if clock else None
    return span, Deadline(span.of(text), kind, start=first, end=moment.end, time=time)


def _cadence(text: str, on: str | None) -> Iterator[Found]:
    """``định kỳ hằng quý``, ``hằng năm`` where it says when to act, ``thứ Hai hằng tuần``."""
    return recurring(text, _acts)


def _acts(text: str, span: Span) -> bool:
    """``Hằng năm, …`` and ``hằng năm báo cáo`` bind; ``ngân sách hằng năm`` does not."""
    if _REGULAR.search(span.of(text)) or _REPORTS.match(text, span.end):
        return True
    if _ENDS.match(text, span.end) and _REGULARLY.search(
        text, max(0, span.start - 140), span.start
    ):
        return True  # ``định kỳ tổng hợp, báo cáo Sở Y tế hằng tháng``
    before = text[max(0, span.start - 20) : span.start]
    if _PASSIVE.search(before) or _REVIEWS.search(before):
        return True
    return _opens_clause(text, span.start) and (
        text[span.start].isupper() or text[span.end : span.end + 1] in ",;."
    )
