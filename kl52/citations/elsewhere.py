"""Relations that are not told by the words before a document: by its list, its column, its end.

Input: the text, and its mentions with the relation that the words before them express. Output:
the same mentions, in the same order; one without a cue has the relation of the list whose item
it begins (:mod:`kl52.citations.listing`), of its column in a table (``Căn cứ``, ``Văn bản cần sửa
đổi``), or of the words behind it (``… hết hiệu lực kể từ ngày …``). Guarantee: a relation that
the words before a document express stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kl52.citations.listing import MARKER, Change, change_of, changed_items
from kl52.citations.phrases import any_of, each_of
from kl52.citations.relations import PASSIVE, Related, is_pointing
from kl52.language.letters import begins
from kl52.model import Text
from kl52.spans import Span
from kl52.values import evolve

_LONGEST_TITLE = 800  # characters of a document's title
_LONGEST_PASSIVE = 120  # characters from «được» to the document that changed another
_MOST_IN_ROW = 40  # mentions of a row that are looked at
_CHANGES = ("amends", "repeals", "replaces")
_BESIDE = re.compile(rf"(?:[,;]|(?<!\w)(?:{any_of('and')})(?!\w))\s*(?:các\s+)?$")
_STOP = re.compile(r"[.;](?=\s|$)|\n")
_BASIS = re.compile(r"căn cứ|cơ sở pháp lý", re.IGNORECASE)
_CHANGED = re.compile(
    rf"(?:các |tên )?(?:{any_of('list-of')})(?!\w)[^\n]*?\s"
    rf"(?<!đã )(?P<cue>(?:{any_of('list-passive')}) (?:{any_of('list-verb')})"
    rf"|(?<!đã được )(?<!đã bị )(?:{any_of('list-verb-alone')}))(?!\w)",
    re.IGNORECASE,
)
_REASON = re.compile(r"\s*lý do", re.IGNORECASE)
_NO_DOCUMENTS = re.compile(r"lý do|căn cứ|cơ sở|ghi chú|thay thế bởi", re.IGNORECASE)
_NOT_BEHIND = (r"\w", "đã ", "khi ")  # a report, a condition
_ENDED = re.compile(
    rf"(?P<cue>{begins(*each_of('ended'), behind=_NOT_BEHIND)})"
    r"(?: thi hành)?,?\s+(?:kể )?từ (?:ngày|thời điểm)"
)
_BEGINS = re.compile(rf"{MARKER.pattern}(?:(?:kể )?từ [^,.;\n]{{1,120}},\s+)?(?:các\s+)?", re.I)


def relate_elsewhere(text: Text, related: tuple[Related, ...]) -> tuple[Related, ...]:
    """``related``, with what is told of mentions elsewhere than before them."""
    words = text.text
    items = changed_items(words)
    found: list[Related] = []
    line = seen = 0
    head: int | None = None
    for index, each in enumerate(related):
        start = each.mention.span.start
        new = words.rfind("\n", seen, start) + 1
        if new:
            line, head = new, None
        seen = max(seen, start)
        change = items.get(line)
        begins_it = change is not None and MARKER.fullmatch(words, line, start) is not None
        if change and begins_it and _is_open(each) and _may_be_listed(each, text):
            each, head = evolve(each, relation=change.relation, cue=change.cue), index
        elif head is not None:
            each = _in_item(each, found, head, words)
        each = _part_like_the_last(_in_column(each, text), found, line)
        found.append(_by_another(each, found, line, text))
    return tuple(_ended(found, words))


def _is_open(each: Related) -> bool:
    """Whether nothing before a mention tells its relation."""
    untold = each.cue is None and each.relation == "refers" and each.within is None
    return untold and not is_pointing(each.mention) and each.mention.kind != "future"


def _in_item(each: Related, found: list[Related], head: int, text: str) -> Related:
    """A mention behind the one that an item begins with: beside it, or in its title.

    An item of a list of documents is nothing but documents with their titles.
    """
    if each.within is not None or each.relation != "refers" or is_pointing(each.mention):
        return each
    first, last = found[head], found[-1]
    start, end = each.mention.span.start, first.mention.span.end
    beside = _BESIDE.search(text[max(last.mention.span.end, start - 12) : start])
    if each.cue is None and last.within is None and beside:
        return evolve(each, relation=first.relation, cue=first.cue)
    if start - end > _LONGEST_TITLE or _STOP.search(text, end, start):
        return each
    return evolve(each, within=head)


def _part_like_the_last(each: Related, found: list[Related], line: int) -> Related:
    """``Sửa từ “a” tại Điều 1; từ “b” tại Điều 2``: the second part is changed like the first."""
    if each.mention.rule != "amended-part" or each.relation != "refers" or not found:
        return each
    before = found[-1]
    if before.mention.span.start < line or before.relation not in _CHANGES:
        return each
    return evolve(each, relation=before.relation, cue=before.cue)


def _by_another(each: Related, found: list[Related], line: int, text: Text) -> Related:
    """``Được sửa đổi bởi Thông tư B``: B did so; in a table, to what its row begins with."""
    if each.relation not in _CHANGES or each.passive or each.within is not None:
        return each
    start = each.mention.span.start
    if not PASSIVE.search(text.text[max(line, start - _LONGEST_PASSIVE) : start]):
        return each
    return evolve(each, passive=True, within=_begins_row(start, found, text))


def _begins_row(at: int, found: list[Related], text: Text) -> int | None:
    """The first mention of the table's row that a place is in."""
    place = text.paragraph_at(at)
    first = None
    last = len(found) - 1
    for index in range(last, max(-1, last - _MOST_IN_ROW), -1):
        paragraph = text.paragraph_at(found[index].mention.span.start)
        cell = paragraph.cell if paragraph else None
        if place is None or place.cell is None or cell is None:
            break
        if (cell.table, cell.row) != (place.cell.table, place.cell.row):
            break
        if found[index].within is None and cell.column < place.cell.column:
            first = index
    return first


# -- tables --------------------------------------------------------------------------------------


def _heads(each: Related, text: Text) -> tuple[int, tuple[Span, ...]] | None:
    """A mention's column, and the heads of all columns of its table."""
    paragraph = text.paragraph_at(each.mention.span.start)
    if paragraph is None or paragraph.cell is None or paragraph.cell.row == 0:
        return None
    return paragraph.cell.column, text.tables[paragraph.cell.table].rows[0]


def _may_be_listed(each: Related, text: Text) -> bool:
    """Whether a mention in a table under a heading stands in the column of documents."""
    heads = _heads(each, text)
    return heads is None or _NO_DOCUMENTS.search(heads[1][heads[0]].of(text.text)) is None


def _in_column(each: Related, text: Text) -> Related:
    """A mention without a cue in a column ``Căn cứ …`` is a basis of the row."""
    if each.cue is not None or each.relation != "refers" or each.within is not None:
        return each
    heads = _heads(each, text)
    if heads is None:
        return each
    column, row = heads
    head = row[column].of(text.text).strip()
    if _BASIS.match(head):
        return evolve(each, relation="legal_basis")
    changed = _CHANGED.match(head)
    # a table with the reasons reports what others have changed
    if changed is None or not _is_open(each) or any(_REASON.match(s.of(text.text)) for s in row):
        return each
    return evolve(each, relation=change_of(changed["cue"]), cue=changed["cue"])


# -- the end of the clause -----------------------------------------------------------------------


def _ended(found: list[Related], text: str) -> list[Related]:
    """``Thông tư A và Thông tư B hết hiệu lực kể từ ngày …``: both are ended by this document."""
    starts = [each.mention.span.start for each in found]
    for match in _ENDED.finditer(text):
        begin = _clause(text, match.start())
        first = bisect_left(starts, begin)
        ended = Change("repeals", match["cue"])
        for index in range(first, bisect_left(starts, match.start())):
            each = found[index]
            if each.within is not None:
                continue
            span = each.mention.span
            if index == first:
                goes_on = _BEGINS.fullmatch(text, begin, span.start) is not None
            else:
                goes_on = _BESIDE.search(text[max(begin, span.start - 8) : span.start]) is not None
            if not (goes_on and _is_open(each)):
                break
            found[index] = evolve(each, relation=ended.relation, cue=ended.cue)
    return found


def _clause(text: str, at: int) -> int:
    """Where the clause begins that ``at`` stands in."""
    begin = max(0, at - _LONGEST_TITLE)
    for stop in _STOP.finditer(text, begin, at):
        begin = stop.end()
    return begin
