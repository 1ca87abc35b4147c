"""Lists of documents that the words over them change: ``bãi bỏ các thông tư sau đây:``.

Input: a text. Output: where each item of such a list begins, and what the list says of it. The
heading of an annex opens one too: ``DANH MỤC VĂN BẢN … BÃI BỎ``. Guarantee: a list ends before
the next article, clause or annex; a line is seen once, and its last words alone open a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kl52.citations.phrases import any_of
from kl52.model import Relation

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("sửa", "amends"),
    ("bổ sung", "amends"),
    ("thay", "replaces"),
    ("bãi", "repeals"),
    ("hủy", "repeals"),
    ("huỷ", "repeals"),
    ("hiệu lực", "repeals"),
)
_LONGEST_LEAD = 400  # characters of the words over a list
_LONGEST_HEADING = 300  # characters of the heading of an annex

_VERB = any_of("list-verb")
_SAU = any_of("list-end")
# «Thông tư này bãi bỏ các quy định sau:», «thay thế:»; not «… được sửa đổi theo quy định sau:»
_LEAD = re.compile(
    rf"(?<!\w)(?<!được )(?<!việc )(?<!đã )(?P<cue>{_VERB})"
    rf"(?:|\s(?:toàn bộ\s|một phần\s|hiệu lực\s|hiệu lực của\s)*(?:{any_of('list-many')})\s"
    rf"(?:(?!theo\s)[^.;:“”\n]){{0,240}}?(?<!\w)(?<!như )(?:{_SAU}|{any_of('list-in')}))\s*:$",
    re.IGNORECASE,
)
# «các văn bản sau đây hết hiệu lực kể từ ngày …:»
_LEAD_BEHIND = re.compile(
    rf"(?<!\w)(?:các|những)\s[^.;:“”\n]{{1,120}}\s(?:{_SAU})\s+(?:bị\s|được\s)?"
    rf"(?P<cue>{_VERB}|{any_of('ended')})(?!\w)[^.;:“”\n]{{0,120}}:$",
    re.IGNORECASE,
)
_UNSURE = re.compile(rf"(?<!\w)(?:{any_of('list-unsure')})(?!\w)", re.IGNORECASE)
_HEADING = re.compile(
    rf"(?:[A-Z]\.\s*|[IVX]{{1,4}}\.\s*)?DANH MỤC (?:CÁC )?(?:{any_of('list-of')})(?!\w)"
    rf"[^.:]*?\s(?<!đã )(?P<cue>(?:{any_of('list-passive')}) (?:{_VERB})"
    rf"|(?<!đã được )(?<!đã bị )(?:{any_of('list-verb-alone')}))(?!\w)",
    re.IGNORECASE,
)
_HEADING_ENDS = re.compile(r"(?:Phụ lục|PHỤ LỤC|Mẫu số|MẪU SỐ)(?!\w)|(?:[A-ZĐ]\.\s)?DANH MỤC\s")
_LETTERED = re.compile(r"([A-ZĐ])\.\s")
_LETTERS = "ABCDĐEFGHIKLMNOPQRSTUVXY"
_ARTICLE = re.compile(r"(?:Điều|Chương|Mục|Phụ lục)\s+[\dIVX]+[a-z]?[.:\s]", re.IGNORECASE)
MARKER = re.compile(
    r"\s*(?:(?P<number>\(?\d{1,3}(?:\.\d{1,2})*\s*[.)])|(?P<letter>[a-zđ]{1,2}\s*\))"
    r"|(?P<dash>[-–+*•]))?\s*"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a list says of the documents in it, and the words that say so."""

    relation: Relation
    cue: str


@dataclass(slots=True)
class _Open:
    """A list that is open: the kind of mark of the words over it, and that of its items."""

    change: Change
    mark: str | None
    annex: bool = False
    follows: str = ""  # the letters that the heading behind a lettered one may have
    items: str | None = None
    begun: bool = False


def changed_items(text: str) -> dict[int, Change]:
    """Where the items of lists of changed documents begin, and what is said of them.

    >>> text = "1. Bãi bỏ các văn bản sau đây:\\na) Thông tư A;\\nb) Thông tư B.\\n2. Thông tư C"
    >>> [(text[at : at + 2], each.relation) for at, each in changed_items(text).items()]
    [('a)', 'repeals'), ('b)', 'repeals')]
    """
    return dict(_items(text))


def change_of(words: str) -> Relation:
    """The relation that a verb like ``bãi bỏ`` or ``cần sửa đổi`` expresses."""
    small = words.lower()
    return next(relation for begin, relation in _RELATIONS if begin in small)


def _items(text: str) -> Iterator[tuple[int, Change]]:
    open_: _Open | None = None
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        if open_ is not None:
            mark = _mark(text, start)
            open_ = None if _is_over(open_, text, start, mark) else open_
        if open_ is not None:
            if not open_.begun:
                open_.items, open_.begun = mark, True
            if open_.annex or mark == open_.items:
                yield start, open_.change
        open_ = _opened(text, start, end) or open_


def _mark(text: str, start: int) -> str | None:
    if _ARTICLE.match(text, start):
        return "article"
    match = MARKER.match(text, start)
    return match.lastgroup if match else None


def _is_over(open_: _Open, text: str, start: int, mark: str | None) -> bool:
    if open_.annex:
        letter = _LETTERED.match(text, start)
        followed = letter is not None and letter[1] in open_.follows
        return followed or _HEADING_ENDS.match(text, start) is not None
    if not open_.begun:
        return mark == "article" and open_.mark == "article"
    return mark != open_.items and mark in ("article", open_.mark)


def _opened(text: str, start: int, end: int) -> _Open | None:
    """The list that a line opens."""
    if text[end - 1] == ":":
        lead = text[max(start, end - _LONGEST_LEAD) : end]
        match = _LEAD.search(lead) or _LEAD_BEHIND.search(lead)
        if match is None or _UNSURE.search(lead, 0, match.start("cue")):
            return None
        return _Open(Change(change_of(match["cue"]), match["cue"]), _mark(text, start))
    if "DANH MỤC" in text[start : start + len("VIII. DANH MỤC")]:
        heading = _HEADING.match(" ".join(_in_capitals(text, start)))
        if heading is not None:
            change = Change(change_of(heading["cue"]), heading["cue"])
            letter = _LETTERED.match(text, start)
            at = _LETTERS.find(letter[1]) if letter else len(_LETTERS)
            return _Open(change, None, annex=True, follows=_LETTERS[at + 1 : at + 3])
    return None


def _in_capitals(text: str, start: int) -> Iterator[str]:
    """The lines of a heading in capitals that begins at ``start``."""
    for line in text[start : start + _LONGEST_HEADING].split("\n"):
        if not line.isupper():
            return
        yield line
