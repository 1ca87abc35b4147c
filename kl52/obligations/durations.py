"""Times that count from an event: ``trong thời hạn 30 ngày kể từ ngày nhận đủ hồ sơ``.

Input: a stretch of text and the document's ISO date. Output: the spans of the phrases with a
conditional :class:`~kl52.model.Deadline`: ``condition`` names the event with its connective (so
``trước khi …`` counts backwards), ``duration`` is the ISO 8601 time allowed, if one is printed.
Where the event is the signing of this very document, the last day is known: the first day does
not count (Civil Code 2015, Articles 147 and 148). Working days are kept as such: no day is given,
since holidays are set year by year. So are Tết and what is called by the moon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases, spaced
from kl52.model import Deadline, DeadlineKind
from kl52.obligations.moments import add_months
from kl52.obligations.time_words import count_of, number_pattern
from kl52.spans import Span

Found = tuple[Span, Deadline]

_WORDS = r"[^,;.()\n]{1,200}"
_CODES = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y", "giờ": "H"}
_OPENS = re.compile(r"(?:^|[.;:,(\n]|[-+]\s)\s*$")
_VALID = re.compile(
    r"(?:có\s+giá\s+trị|hiệu\s+lực|thời\s+hạn|tối\s+đa|lưu\s+trữ|miễn\s+\w+|đình\s+chỉ)\s*$",
    re.IGNORECASE,
)
_DOC = (
    r"(?:Hiến\s+pháp|Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Thông\s+tư|"
    r"Chỉ\s+thị|Kết\s+luận|Chiến\s+lược|Chương\s+trình|Kế\s+hoạch|Đề\s+án|Quy\s+hoạch|Quy\s+định|"
    r"Hướng\s+dẫn|Công\s+văn|văn\s+bản)"
)
_OWN = re.compile(
    rf"(?:kể\s+|tính\s+)?(?:từ|sau)\s+(?:ngày|khi)\s+(?:(?:được\s+)?(?:ký|ban\s+hành|ký\s+ban\s+hành|ký,\s+ban\s+hành)"
    rf"(?:\s+{_DOC}\s+này)?|{_DOC}\s+này\s+(?:được\s+)?(?:ký|ban\s+hành|ký\s+ban\s+hành))",
    re.IGNORECASE,
)
_EVENT = re.compile(
    rf"\((?P<inner>(?:ngay\s+)?(?:khi\s+có|sau\s+khi)\s[^()]{{1,300}})\)"
    r"|\b(?P<call>(?:khi\s+có|theo)\s+yêu\s+cầu(?:\s+của\s[^,;.()\n]{1,200})?(?=[,;.)\n]|\s*$))"
    rf"|\b(?P<after>ngay\s+(?:sau\s+)?khi\s{_WORDS})"
    rf"|\b(?P<paper>sau\s+khi\s+có\s+(?:văn\s+bản|ý\s+kiến|chủ\s+trương|kết\s+luận|"
    rf"hướng\s+dẫn|phê\s+duyệt)(?:\s{_WORDS})?)"
    r"|(?P<first>(?:^|(?<=[.;\n]\s)|(?<=\n))Sau\s+khi\s[^,;.()\n]{1,200}(?=,))"
    rf"|\b(?:chậm|muộn)\s+nhất\s+(?:(?:là|vào|trước|đến)\s+)*(?P<last>(?:ngày|thời\s+điểm|năm|quý|tháng|kỳ)\s+(?!nay|này|sau|tới|[IV]+\b|đầu|cuối\s+năm)(?=[^\W\d]{{2}}){_WORDS})"
    rf"|\b(?P<effect>(?:sau\s+khi|(?:cho\s+)?đến\s+khi)\s+(?:có\s+)?{_DOC}\s[^;.()\n]{{0,160}}?"
    r"(?:có\s+hiệu\s+lực(?:\s+thi\s+hành)?|(?:được\s+)?(?:ban\s+hành|phê\s+duyệt|thông\s+qua)))(?=[,;.)\n]|\s*$)"
    rf"|\b(?P<while>trong\s+thời\s+gian\s+chưa\s{_WORDS})"
    r"|\b(?P<tet>(?:trước|sau|trong|vào)\s+(?:dịp\s+|kỳ\s+nghỉ\s+)?Tết\s[^,;.()\n]{1,80})"
    r"|\b(?P<moon>(?:trước\s+|vào\s+|trong\s+|chậm\s+nhất\s+(?:là\s+)?)(?:ngày\s+)?[^,;.()\n]{0,30}?(?:\(?\s*âm\s+lịch\)?|tháng\s+(?:Giêng|Chạp)\b))"
    r"|\b(?P<term>(?:đến\s+hết|giữa|kết\s+thúc)\s+nhiệm\s+kỳ(?=[,;.)\n]|\s*$))",
    re.IGNORECASE,
)


_NEEDED = Phrases(
    *spaced("khi có", "sau khi", "ngay khi", "đến khi", "trước khi", "theo yêu cầu", "âm lịch"),
    *spaced("tết", "giêng", "tháng chạp", "nhiệm kỳ", "gian chưa", "chậm nhất", "muộn nhất"),
    *spaced("kể từ", "tính từ", "từ ngày", "sau ngày", "từ khi"),
    *spaced("thời hạn", "trong vòng", "thời điểm"),
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    count = number_pattern()
    span = rf"(?P<n>{count})\s+(?P<unit>ngày|giờ|tuần|tháng|năm)\b(?P<work>\s+làm\s+việc)?"
    limit = r"(?:tối\s+đa\s+|không\s+quá\s+|ít\s+nhất\s+)*"
    latest = r"(?:chậm|muộn)\s+nhất(?:\s+là)?(?:\s+sau)?"
    cue = (
        r"(?:trong\s+(?:thời\s+hạn|thời\s+gian|vòng)|trong|sau\s+thời\s+hạn|sau|"
        rf"không\s+quá|quá|{latest})"
    )
    event = r"(?:ngày|khi|thời\s+điểm|lúc)\s"
    since = rf",?\s+(?:(?:kể|tính)\s+từ|từ|sau)\s+{event}"
    return {
        "anchored": re.compile(
            rf"\b{cue}\s+{limit}{span}(?P<anchor>{since}{_WORDS})", re.IGNORECASE
        ),
        "before": re.compile(
            rf"\b{latest}\s+{limit}{span}(?P<anchor>,?\s+trước\s+{event}{_WORDS})", re.IGNORECASE
        ),
        "ahead": re.compile(
            rf"\b(?P<anchor>trước\s+khi\s[^,;.()\n]{{1,120}}?)\s+(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất)\s+{span}",
            re.IGNORECASE,
        ),
        "inverted": re.compile(
            rf"\b(?P<anchor>kể\s+từ\s+(?:ngày|khi|thời\s+điểm)\s{_WORDS}),\s+{cue}\s+{limit}{span}",
            re.IGNORECASE,
        ),
        "bare": re.compile(
            rf"\b(?:trong\s+(?:thời\s+hạn|vòng)|{latest})"
            rf"\s+{limit}{span}(?=[,;.)\n]|\s*$|\s+(?:có|phải|gửi|báo)\b)",
            re.IGNORECASE,
        ),
    }


def conditional(text: str, on: str | None) -> Iterator[Found]:
    """The times that hang on an event, those with a duration first; they may overlap.

    >>> [(_, each)] = conditional("Trả lời trong vòng 05 ngày làm việc kể từ ngày nhận đơn.", None)
    >>> each.duration, each.working, each.condition
    ('P5D', True, 'kể từ ngày nhận đơn')
    >>> words = "Lập tổ giúp việc trong thời hạn 10 ngày kể từ ngày ký Quyết định này."
    >>> [(_, each)] = conditional(words, "2026-05-15")
    >>> each.kind, each.end
    ('by', '2026-05-25')
    """
    if _NEEDED.search(text) is None:
        return
    for name, pattern in _patterns().items():
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            if not _VALID.search(before):
                yield _counted(match, None if name == "bare" else match["anchor"], on)
    for match in _EVENT.finditer(text):
        group = match.lastgroup or ""
        if group == "while" and not _OPENS.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        words = match[group].strip()
        span = Span(match.start(group), match.start(group) + len(match[group].rstrip()))
        yield span, Deadline(words, "conditional", condition=words)


def _counted(match: re.Match[str], anchor: str | None, on: str | None) -> Found:
    said = match[0].rstrip()
    span = Span(match.start(), match.start() + len(said))
    condition = anchor.strip(" ,\n") if anchor else None
    unit, count = _CODES[fold(match["unit"])], count_of(match["n"])
    duration = f"PT{count}H" if unit == "H" else f"P{count}{unit}"
    working = match["work"] is not None
    end = None
    if condition and on and not working and unit != "H" and _OWN.fullmatch(condition):
        end = later(on, duration)
    kind: DeadlineKind = "by" if end else "conditional"
    return span, Deadline(
        said, kind, end=end, condition=condition, duration=duration, working=working
    )


def later(on: str, duration: str) -> str | None:
    """The last day of a period that begins to run on an ISO date; ``None`` past the calendar.

    >>> later("2026-01-31", "P1M"), later("2026-05-15", "P30D")
    ('2026-02-28', '2026-06-14')
    """
    count, unit, day = int(duration[1:-1]), duration[-1], date.fromisoformat(on)
    try:
        if unit in "MY":
            return add_months(day, count * (12 if unit == "Y" else 1)).isoformat()
        return (day + timedelta(days=count * (7 if unit == "W" else 1))).isoformat()
    except (ValueError, OverflowError):
        return None
