"""What may follow a number or name: the date and the issuer, in either order.

Input: one paragraph and a mention (or an offset). Output: the mention with its date, issuer
and term, its span reaching over them. Guarantee: a mention is only ever made longer.

Decree 30/2020/NĐ-CP, Annex I, II.6.b: the first mention gives type, number, date, issuer
and title; the Party writes a comma before the date.
"""

from __future__ import annotations

import re

from kl52 import bodies
from kl52.citations.mention import Mention
from kl52.citations.phrases import any_of, each_of
from kl52.language.dates import day_pattern, iso_of
from kl52.language.letters import UPPER
from kl52.language.symbols import find_symbols
from kl52.spans import Span
from kl52.structure.marks import roman_value
from kl52.values import evolve

TERM = r"\(?kh(?:óa|oá)\s+(?P<{p}term>[XVI]{{1,5}}|\d{{1,2}})\)?"

_CONGRESS_BODY = (
    r"(?:Hội nghị (?:lần thứ|Trung ương|TW)[^,.;()\n]{0,60}?kh(?:óa|oá) (?:[XVI]+|\d+)"
    r"|Hội nghị (?:lần thứ (?:\w+ ){1,2})?(?:của )?"
    r"(?:Ban Chấp hành |BCH )?(?:Trung ương|TW)(?: Đảng)?(?: lần thứ \w+)?"
    r"|(?:Ban Chấp hành|BCH) (?:Trung ương|TW)(?: Đảng)?"
    r"|(?:Bộ Chính trị|BỘ CHÍNH TRỊ)(?:\s*,?\s*(?:và )?Ban Bí thư(?: Trung ương Đảng)?)?"
    r"|Ban Bí thư(?: Trung ương Đảng| Trung ương)?)"
)
_ISSUER = re.compile(
    rf"(?:{_CONGRESS_BODY}(?:\s*,?\s*{TERM.format(p='')})?"
    rf"|{any_of('issuer')})(?!\w)",
    re.IGNORECASE,
)
_LONGEST_ISSUER = 400  # characters
_STEERING = re.compile(r"Ban Chỉ đạo(?: [\w-]+){1,12}", re.IGNORECASE)
_STEERING_STOP = re.compile(r"[;.\n]|,\s")
_STEERING_AHEAD = re.compile(r"\s(?:và|về|yêu cầu|hướng dẫn|tại|ngày|đã)\s")
_HEADS = re.compile(rf"(?:{any_of('issuer-head')})\s+(?=[{UPPER}])")


def issuer_end(text: str, at: int) -> int | None:
    """Where the name of a body that starts at ``at`` ends, as the issuer of a document."""
    match = _ISSUER.match(text, at)
    if match:
        return match.end()
    if _STEERING.match(text, at):
        return _steering_end(text, at)
    head = _HEADS.match(text, at)
    start = head.end() if head else at
    length = bodies.match_body_at(text[start : start + _LONGEST_ISSUER], 0)
    if length is None:
        return None
    end = _before_title(text, start, start + length)
    single = bodies.split_bodies(text[start:end])
    if len(single) > 1 and _CLAUSE.search(text, start, end):
        return start + len(single[0])
    return end


_CLAUSE = re.compile(r"[,;]")
_TERM = re.compile(TERM.format(p=""), re.IGNORECASE)
_TITLE = re.compile(rf"\s(?:{any_of('title-begin')})(?!\w)", re.IGNORECASE)


def _before_title(text: str, start: int, end: int) -> int:
    """``… Bộ Nội vụ Quy định về …``: a title with a capital is no part of the body's name."""
    last = text.rfind(" ", start, end)
    return last if last > start and text[last + 1].isupper() and _TITLE.match(text, last) else end


def _steering_end(text: str, at: int) -> int:
    """``Ban Chỉ đạo … về tổng kết Nghị quyết số 18-NQ/TW``: a name that may hold a citation."""
    longest = min(len(text), at + 200)
    stop = _STEERING_STOP.search(text, at, longest)
    limit = stop.start() if stop else longest
    symbol = next(iter(find_symbols(text[at:limit])), None)
    about = text.find(" về ", at, limit)
    if symbol and about > 0:
        return at + symbol.span.end
    following = _STEERING_AHEAD.search(text, at, limit)
    return following.start() if following else limit


_DATED = (
    rf"(?:(?:{any_of('enacted')})\s+)?"
    rf"(?=ngày\s*\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}){day_pattern()}"
)
_RIGHT_DATES = (
    re.compile(rf"\s*,?\s*{_DATED}", re.IGNORECASE),
    re.compile(rf"\s*\(\s*{_DATED}\s*\)", re.IGNORECASE),
)
RIGHT_YEAR = re.compile(
    r"\s*,?\s*năm\s+(?P<year>(?:19|20)\d\d)(?!\s*(?:-|–|đến))|"
    r"\s*\(\s*(?P<bracketed>(?:19|20)\d\d)\s*\)|"
    r"\s+(?P<bare>(?:19|20)\d\d)(?![\w/]|[.,]\d|\s*(?:-|–|đến)\s*\d)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*,?\s*của\s+", re.IGNORECASE)
_GAP = re.compile(r"\s*,?\s+")
_PLENUM_OF = re.compile(r"\s*,\s+(?=Hội nghị (?:lần thứ|Trung ương))")


def extend_right(text: str, mention: Mention, noted: int = 0) -> Mention:
    """Take the date and the issuer that follow into the mention, in either order.

    ``noted`` characters between are the mark of a footnote, which may stand inside a mention but
    not at its end.
    """
    begin = mention.span.end + noted
    end, date, issuer, term = begin, mention.date, mention.issuer, mention.term
    dated = date is not None
    for _ in range(2):
        found = next((m for pattern in _RIGHT_DATES if (m := pattern.match(text, end))), None)
        if found and not dated:
            date, dated, end = iso_of(found), True, found.end()
            continue
        start = _issuer_start(text, end, dated)
        body_end = issuer_end(text, start) if start is not None and issuer is None else None
        if body_end is None or start is None:
            break
        if mention.rule in ("law", "amending-law") and not _LEGISLATURE.match(text, start):
            break
        body_end = _all_issuers(text, body_end) if mention.type in _JOINT else body_end
        issuer = text[start:body_end]
        end = body_end
        found_term = _TERM.search(issuer)
        term = term_value(found_term["term"]) if found_term else term
    if end == begin:
        return mention
    return evolve(mention, span=Span(mention.span.start, end), date=date, issuer=issuer, term=term)


_LEGISLATURE = re.compile(r"Quốc hội|[ỦU][yỷ] ban [Tt]hường vụ Quốc hội")


def _issuer_start(text: str, end: int, dated: bool) -> int | None:
    """Where the issuer's name would start: behind ``của``, a comma before a plenum, or a date."""
    for pattern in (_OF, _PLENUM_OF):
        if found := pattern.match(text, end):
            return found.end()
    gap = _GAP.match(text, end) if dated else None
    return gap.end() if gap and _ISSUER.match(text, gap.end()) else None


_JOINT = frozenset(each_of("joint-type"))
_NEXT_ISSUER = re.compile(r"\s*(?:,(?:\s*và)?|-|–|và)\s+(?:của\s+)?")


def _all_issuers(text: str, end: int) -> int:
    """Where the last of the bodies ends that issued a joint circular."""
    while following := _NEXT_ISSUER.match(text, end):
        further = issuer_end(text, following.end())
        if further is None:
            break
        end = further
    return end


def term_value(printed: str) -> int | None:
    """A term of the Party's congress, in Roman or Arabic figures."""
    return int(printed) if printed.isdigit() else roman_value(printed.upper())
