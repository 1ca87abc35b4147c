"""A paragraph cut into the parts that oblige separately.

Input: the words of one paragraph. Output: spans in it, in order. One paragraph is one
obligation unless (a) a later sentence prints its own lead or a bare quantity, or a clause
behind a semicolon names another body than the one before it, (b) a deadline
stands inside and what follows has another one or none, (c) a dated reporting clause
follows a task. A deadline at the end covers all before it. Commas never split.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kl52.bodies import match_body_at
from kl52.language.lexicon import fold
from kl52.obligations.actions import first_action, opens_with_verb
from kl52.obligations.actors import find_actors
from kl52.obligations.targets import find_targets, is_target
from kl52.obligations.time_phrases import Found
from kl52.spans import Span

_SENTENCE_END = re.compile(
    r"\.(?=\s+(?:[A-ZĐÀ-ỸÁÂĂÊÔƠƯ“]|\d{1,3}(?:,\d+)?\s?%))|\.\.\.(?=\s+[A-ZĐ])"
)
_BRACKET = re.compile(r"[(“)”]")
_SEMICOLON = re.compile(r";\s")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:TP|Tp|TS|ThS|PGS|GS|KT|TM|TL|Q|đ/c|[A-ZĐ]|\d{1,2})$")
_ATTACHED = re.compile(
    r"^(?:thời gian|thời hạn|tiến độ|hoàn thành|hoàn tất|sản phẩm|kết quả|yêu cầu hoàn thành|"
    r"lộ trình|"
    r"cơ quan|đơn vị (?:chủ trì|phối hợp|thực hiện)|trình|báo cáo kết quả|xong)\b",
)
_PART_OF = re.compile(r"(?:Trong đó|Cụ thể|Gồm|Bao gồm|Riêng|Có)\b")
_LISTS = re.compile(r"[^.;:]{0,200}:\s+\((?:1|a|i)\)\s")
_REGULARLY = re.compile(r"(?:và\s+)?định kỳ,?\s+(?!hằng|hàng|mỗi|\d)")
_PERIODIC = re.compile(r"(?:Định kỳ|Hằng|Hàng)\s")
_ITEM = re.compile(r"\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and the end it is closed by: ``.`` or ``;``."""

    span: Span
    opens_sentence: bool


def find_clauses(text: str) -> tuple[Clause, ...]:
    """Sentences, and the clauses between their semicolons (none inside brackets).

    >>> words = "Lập sổ; gửi báo cáo. Lưu hồ sơ."
    >>> [clause.span.of(words) for clause in find_clauses(words)]
    ['Lập sổ', 'gửi báo cáo.', 'Lưu hồ sơ.']
    """
    clauses: list[Clause] = []
    for sentence in _sentences(text):
        start = sentence.start
        for stop, following in (*_semicolons(text, sentence), (sentence.end, sentence.end)):
            if text[start:stop].strip():
                clauses.append(Clause(Span(start, stop), start == sentence.start))
            start = following
    return tuple(clauses)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    depth = _Depth(text)
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
            continue
        if depth.at(match.start()):
            continue
        yield Span(start, match.end())
        start = _skip(text, match.end())
    if start < len(text):
        yield Span(start, len(text))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _semicolons(text: str, sentence: Span) -> Iterator[tuple[int, int]]:
    depth = _Depth(text, sentence.start)
    for match in _SEMICOLON.finditer(text, sentence.start, sentence.end):
        if not depth.at(match.start()):
            yield match.start(), match.end()


class _Depth:
    """How deep in brackets a place lies; asked for rising places, so one pass is enough."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text, self.seen, self.depth = text, start, 0

    def at(self, place: int) -> int:
        for mark in _BRACKET.finditer(self.text, self.seen, place):
            self.depth = self.depth + 1 if mark[0] in "(“" else max(0, self.depth - 1)
        self.seen = max(self.seen, place)
        return self.depth


def split_duties(
    text: str, deadlines: tuple[Found, ...], *, aims: bool = False
) -> tuple[Span, ...]:
    """The parts of a paragraph that are one obligation each; among ``aims`` each quantity is.

    >>> from kl52.obligations.deadlines import find_deadlines
    >>> words = "Đóng kho cũ trước ngày 01/6/2026. Mở kho mới trước ngày 30/9/2026."
    >>> [span.of(words) for span in split_duties(words, find_deadlines(words))]
    ['Đóng kho cũ trước ngày 01/6/2026.', 'Mở kho mới trước ngày 30/9/2026.']
    """
    parts: list[list[Clause]] = []
    dated = False  # whether a time stands in the part under way
    for clause in find_clauses(text):
        times = tuple(span for span, _ in within(deadlines, clause.span))
        measured = aims and clause.opens_sentence and _measures(clause.span.of(text))
        if parts and not measured and not _splits(text, parts[-1][0], dated, clause, times):
            parts[-1].append(clause)
        else:
            parts.append([clause])
            dated = False
        dated = dated or bool(times) and not _covers_list(text, clause, times)
    return tuple(Span(_behind_mark(text, part[0].span.start), part[-1].span.end) for part in parts)


def _covers_list(text: str, clause: Clause, times: tuple[Span, ...]) -> bool:
    """``Năm 2027, Sở X làm: (1) …; (2) …``: the time stands before all that is listed."""
    if len(times) > 1 or times[0].start > clause.span.start + 2:
        return False
    return bool(_LISTS.match(text, times[0].end))


def _behind_mark(text: str, at: int) -> int:
    """Where a part begins that has a mark of its own: ``…; (2) lập sổ``."""
    mark = _ITEM.match(text, at)
    return mark.end() if mark and at else at


def _measures(sentence: str) -> bool:
    """A quantity of its own, not one that makes up the quantity before it."""
    return bool(find_targets(sentence)) and _PART_OF.match(sentence) is None


def within(found: tuple[Found, ...], span: Span) -> tuple[Found, ...]:
    """Those of ``found``, which stand in text order, that lie inside ``span``."""
    first = bisect_left(found, span.start, key=lambda each: each[0].start)
    last = bisect_left(found, span.end, key=lambda each: each[0].start)
    return tuple(each for each in found[first:last] if each[0] in span)


def _splits(text: str, first: Clause, dated: bool, clause: Clause, times: tuple[Span, ...]) -> bool:
    """Whether ``clause`` opens a new part; ``first`` opened the one before it."""
    words = clause.span.of(text)
    if _ATTACHED.match(fold(words)) and _is_label(words, times):
        return False
    if clause.opens_sentence:
        if find_actors(words).lead:
            return True
        if is_target(words) and not is_target(first.span.of(text)):
            return True
    elif _other_body(first.span.of(text), words):
        return True
    if not _acts(words, clause, times):
        return False
    periodic = not clause.opens_sentence or _PERIODIC.match(words)
    return dated or bool(periodic and times and _reports(words))


def _other_body(first: str, words: str) -> bool:
    """``Sở Y tế lập sổ; Công an tỉnh tuần tra``: a name with a capital, and others before it."""
    if not words[:1].isupper():
        return False
    before, here = find_actors(first), find_actors(words)
    if not here.lead or match_body_at(words, 0) is None:
        return False
    return bool(before.lead) and not set(before.lead) & set(here.lead)


def _is_label(words: str, times: tuple[Span, ...]) -> bool:
    """``Hoàn thành trước ngày …``, ``Sản phẩm: …``: says more of what stands before it."""
    if ":" in words[:60]:
        return True
    inside = sum(len(span) for span in times)
    return inside > 0 and len(words) - inside < 40


def _acts(words: str, clause: Clause, times: tuple[Span, ...]) -> bool:
    """Whether the clause tells to do something of its own, not only when or how."""
    words = _ITEM.sub("", words, count=1) if words.startswith("(") else words
    regularly = _REGULARLY.match(fold(words))
    if regularly and opens_with_verb(words[regularly.end() :]):
        return True
    if times and times[0].start <= clause.span.start + 2:
        words = words[times[0].end - clause.span.start :].lstrip(" ,:")
        words = words.removeprefix("có ") if words.startswith("có báo cáo") else words
    return opens_with_verb(words) or bool(find_actors(words).lead)


def _reports(words: str) -> bool:
    verb = first_action(words)
    return verb is not None and (verb.strength == "report" or "báo cáo" in fold(words))
