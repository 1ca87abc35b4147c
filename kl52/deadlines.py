"""Deadlines in the words of Vietnamese directives.

Input: a stretch of text (a sentence, a table cell, a heading) and the document's date.
Output: :class:`~kl52.model.Deadline` values with ISO dates, ``end`` the last day allowed.
Guarantee: only words that bind somebody to a time count. A date, year or period that
merely names something (``Luật … ngày 16/6/2025``, ``kế hoạch giai đoạn 2021-2030``) is none.

In prose a moment needs a cue before it (``trước``, ``chậm nhất``, ``trong``, ``đến hết``);
in a time column or behind a label (``Thời gian thực hiện:``) the bare moment is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.model import Deadline
from kl52.moments import Moment, find_moment, match_moment, one_day_before
from kl52.spans import Span

_DONE = r"(?:(?:và\s+)?(?:phải\s+|cơ bản\s+)?(?:hoàn thành|hoàn tất|xong|kết thúc)\s+(?:xong\s+)?)?"
_CUE = re.compile(
    rf"(?P<done>{_DONE})(?P<cue>(?:xong\s+)?trước(?!\s+(?:mắt|hết))|chậm nhất|muộn nhất|"
    r"(?:không|chưa)\s+(?:muộn|chậm|quá)\s*(?:hơn)?|đến hết|đến cuối|hết|đến|từ|ngay trong|trong|vào)"
    r"(?:\s+(?:là|vào|trong|đến|hết|thời điểm))*\s+",
    re.IGNORECASE,
)
_BARE_DONE = re.compile(r"\b(?:hoàn thành|xong)\s+(?=quý|tháng|năm|ngày)", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}\s?(?:h|giờ)\s?(?:\d{2})?(?:\s?phút)?,?\s*(?=ngày|\d)", re.IGNORECASE)
_EACH = re.compile(r"\s*(?:của\s+)?(?:hằng|hàng|mỗi)\s+(năm|quý|tháng|tuần)\b", re.IGNORECASE)
_CADENCE = re.compile(
    r"(?P<regular>(?:báo cáo\s+)?định kỳ\s*,?\s*)?"
    r"(?P<week>(?:vào\s+)?(?:ngày\s+)?(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s+)?"
    r"(?:(?P<months>\d{1,2}|ba|sáu|chín)\s+tháng(?:\s+một\s+lần|/lần)?(?!\s*(?:/|\d|đầu|cuối|năm \d))"
    r"|(?:(?:hằng|hàng|mỗi|theo)\s+)?(?P<unit>năm|quý|tháng|tuần|ngày)(?:\s+một\s+lần|/lần)?(?!\s*\d))"
    r"(?P<others>(?:\s*,?\s*(?:và\s+)?(?:\d{1,2} tháng|(?:hằng|hàng|mỗi)?\s?(?:năm|quý|tháng|tuần))(?!\s*\d)\b)*)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"(?:(?:báo cáo\s+)?định kỳ\s+)?(?:hằng|hàng)\s+năm\s*,?\s*\(?(?:trước|chậm nhất(?:\s+là)?|vào)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:thời gian|thời hạn|tiến độ|lộ trình|hạn)(?: hoàn thành| thực hiện| trình| báo cáo| ban hành)*"
    r"\s*:\s*(?P<value>[^;\n]*?)(?=[.;]?\s*(?:$|\n|;|\.\s))|\bhoàn thành\s*:\s*(?P<value2>[^;\n.]*)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:trong\s+)?(?=(?:năm|quý|tháng)\s)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\((?P<inner>(?:ngay\s+)?(?:khi có|sau khi)\s[^()]*)\)"
    r"|\b(?P<call>(?:khi có|theo) yêu cầu(?: của [^,;.()]*)?(?=[,;.)]|\s*$))"
    r"|\b(?P<after>ngay sau khi\s[^,;.()]*)"
    r"|\b(?P<span>(?:trong (?:thời hạn|thời gian|vòng)|chậm nhất(?: là)?(?: sau)?)\s+(?:không quá\s+)?\d{1,3}\s+"
    r"(?:ngày|tháng|giờ|tuần)(?:\s+làm việc)?,?\s+(?:kể\s+)?(?:từ|sau)\s[^,;.()]*)",
    re.IGNORECASE,
)
_CELL_CONDITION = re.compile(
    r"^(?:theo|khi|sau|ngay|tùy|tuỳ|trong vòng|trong thời hạn|phù hợp|đồng bộ|căn cứ|nếu|trước khi)\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(r"\b(?:thường xuyên|liên tục|thường kỳ|quanh năm)\b", re.IGNORECASE)
_ONWARD = re.compile(r"\s*(?:trở đi|và\s+(?:các\s+năm\s+)?tiếp theo|và\s+những năm)", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|đến(?:\s+hết)?|tới)\s*", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\s*(?:,(?!\s*(?:tầm nhìn|định hướng))|:|có\b|đạt|tối thiểu|ít nhất|trên|khoảng|tăng|giảm|chiếm|phấn đấu"
    r"|cơ bản|hoàn thành|số lượng|bảo đảm|thực hiện|là\b|phải|$)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s*,?\s*(?:tổng hợp|báo cáo|rà soát|đánh giá|sơ kết|tổng kết|xây dựng|tổ chức|kiểm tra|gửi|cập nhật|"
    r"tham mưu|ban hành|công bố|thống kê|theo dõi|đăng ký|trình|bố trí|lập|có trách nhiệm|(?:và\s)?khi)",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"(?:^|[.;:,(]|[-+]\s|\bvà|\bhoặc|đấu|đảm)\s*$")
_ISO_UNIT = {"năm": "P1Y", "quý": "P3M", "tháng": "P1M", "tuần": "P1W", "ngày": "P1D"}
_NUMBER = {"ba": 3, "sáu": 6, "chín": 9}
_RANK = {"by": 0, "in": 0, "between": 0, "recurring": 0, "ongoing": 1, "conditional": 2}

Found = tuple[Span, Deadline]


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
    finders = (_labelled, _opening, _yearly, _cued, _recurring, _conditional)
    for span, deadline in (each for finder in finders for each in finder(text, on)):
        clear = not any(span.overlaps(other) for other, _ in found)
        if clear and not _belongs(span, deadline, ignore):
            found.append((span, deadline))
    return tuple(sorted(found, key=lambda each: each[0]))


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
    best = min((_RANK[deadline.kind] for _, deadline in found), default=0)
    ranked = [deadline for _, deadline in found if _RANK[deadline.kind] == best]
    return ranked[-1] if ranked else None


def _is_labelled(span: Span, deadline: Deadline) -> bool:
    return len(span) > len(deadline.text) + len("hạn")


def parse_deadline(text: str, on: str | None = None) -> Deadline | None:
    """The deadline that a table cell or a label's value states.

    >>> parse_deadline("Quý II/2026").end, parse_deadline("Thường xuyên").kind
    ('2026-06-30', 'ongoing')
    >>> parse_deadline("Năm 2027 (sau khi có kinh phí)").condition
    'sau khi có kinh phí'
    """
    text = " ".join(text.split()).strip(" .;")
    if not text:
        return None
    ongoing = _ONGOING.search(text)
    if ongoing and ongoing.start() <= len("Nhiệm vụ "):
        return Deadline(text, "ongoing")
    finders = (_cell_moment, _cell_cadence, _cell_ongoing, _cell_condition)
    return next((each for finder in finders if (each := finder(text, on))), None)


def heading_deadline(text: str, on: str | None = None) -> Deadline | None:
    """The time that a heading sets for all below it (``a) Đến năm 2030``), if it is nothing else.

    >>> heading_deadline("Tầm nhìn đến 2045").end
    '2045-12-31'
    >>> heading_deadline("Kế hoạch trồng rừng đến năm 2030") is None
    True
    """
    if len(text.split()) > 9 or not re.match(
        r"(?:(?:mục tiêu|chỉ tiêu|tầm nhìn|giai đoạn|nhiệm vụ|định hướng)(?:\s+cụ thể)?\s*)?"
        r"(?:,\s*)?(?:\d\s*)?\(?(?:đến|trong|năm|quý|tháng|trước|\d{4})\b",
        text,
        re.IGNORECASE,
    ):
        return None
    return parse_deadline(text, on)


# -- prose ---------------------------------------------------------------------------------------


def _labelled(text: str, on: str | None) -> Iterator[Found]:
    """``Thời gian thực hiện: …`` up to the end of the sentence."""
    for match in _LABEL.finditer(text):
        group = "value" if match["value"] is not None else "value2"
        deadline = parse_deadline(match[group], on)
        if deadline:
            yield Span(match.start(), match.end(group)), deadline


def _opening(text: str, on: str | None) -> Iterator[Found]:
    """A year, quarter or month that opens the text: ``Năm 2026, …``, ``Quý I/2027: …``."""
    match = _OPENING.match(text)
    moment = match_moment(text, match.end(), on) if match else None
    if match and moment and re.match(r"\s*[,:]", text[moment.stop :]):
        kind = "in" if match[0] else "by"
        yield _found(text, 0, moment, kind)


def _cued(text: str, on: str | None) -> Iterator[Found]:
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
    each = _EACH.match(text, moment.stop)
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
        return (
            not text[max(0, match.start() - 6) : match.start()].rstrip().casefold().endswith("tính")
        )
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
    onward = _ONWARD.match(text, moment.stop)
    if onward:
        span = Span(start, onward.end())
        yield span, Deadline(span.of(text), "ongoing", start=moment.start)
        return
    link = re.compile(r"\s*(?:đến(?:\s+hết)?|tới)\s+", re.IGNORECASE).match(text, moment.stop)
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
        if (
            moment
            and moment.unit == "day"
            and not re.search(r"\d{4}", text[match.end() : moment.stop])
        ):
            span = Span(match.start(), moment.stop)
            yield span, Deadline(span.of(text), "recurring", recurrence="P1Y")


def _recurring(text: str, on: str | None) -> Iterator[Found]:
    """``định kỳ hằng quý``, ``hằng năm`` where it says when to act, ``thứ Hai hằng tuần``."""
    for match in _CADENCE.finditer(text):
        each = re.search(r"hằng|hàng|mỗi", match[0], re.IGNORECASE)
        if not match["regular"] and not (each and _acts(text, match)):
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        yield span, Deadline(span.of(text), "recurring", recurrence=_recurrence(match))


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


def _recurrence(match: re.Match[str]) -> str:
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


# -- cells ---------------------------------------------------------------------------------------


def _cell_moment(text: str, on: str | None) -> Deadline | None:
    cued = tuple(each for each in _cued(text, None) if each[1].kind != "recurring")
    if cued and cued[0][0].start < len("Ban hành các quy định, hoàn thành ") + 20:
        first = cued[0][1]
        return Deadline(text, first.kind, first.start, first.end, None, _bracket(text))
    found = find_moment(text, on)
    if found is None or _EACH.match(text, found[1].stop):
        return None
    at, moment = found
    if _ONWARD.match(text, moment.stop) and text[max(0, at - 4) : at].strip().casefold().endswith(
        "từ"
    ):
        return Deadline(text, "ongoing", moment.start)
    link = _RANGE.match(text, moment.stop)
    last = match_moment(text, link.end(), on, bare=True) if link else None
    if moment.unit == "period" or (last and last.end):
        return Deadline(text, "between", moment.start, last.end if last else moment.end)
    return Deadline(text, "by", None, moment.end, None, _bracket(text))


def _bracket(text: str) -> str | None:
    match = re.search(r"\(([^()]+)\)|,\s*((?:sau khi|khi có)\s.+)$", text)
    return (match[1] or match[2]).strip() if match else None


def _cell_cadence(text: str, on: str | None) -> Deadline | None:
    match = next((each for each in _CADENCE.finditer(text) if _is_cadence(each)), None)
    return Deadline(text, "recurring", recurrence=_recurrence(match)) if match else None


def _is_cadence(match: re.Match[str]) -> bool:
    return bool(match["regular"]) or bool(re.search(r"hằng|hàng|mỗi|lần", match[0], re.IGNORECASE))


def _cell_ongoing(text: str, on: str | None) -> Deadline | None:
    return Deadline(text, "ongoing") if _ONGOING.search(text) else None


def _cell_condition(text: str, on: str | None) -> Deadline | None:
    return Deadline(text, "conditional", condition=text) if _CELL_CONDITION.match(text) else None
