"""A document in the order in which a person reads it, and its words with citations and notes.

Input: a :class:`~kl52.model.Document`. Output: :class:`Block` values (marks of pages, paragraphs,
rows of tables, notes last), and for the span of each block its :class:`Piece` values: stretches
over which the same citations are open. Guarantee: the blocks leave out no word of the text, and
``"".join(piece.text for piece in pieces)`` is the words of the span. Time grows linearly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kl52.model import Citation, Document, Note, Table, Text
from kl52.spans import Span


@dataclass(frozen=True, slots=True)
class Block:
    """``spans`` has one span, or one for each cell of a ``row`` of ``table``."""

    kind: Literal["page", "paragraph", "row", "notes", "note"]
    spans: tuple[Span, ...] = ()
    page: int = 1
    table: Table | None = None
    note: Note | None = None


def blocks(doc: Document) -> Iterator[Block]:
    """The blocks of a document; ``page`` comes before what stands on it, ``notes`` before notes."""
    text, page = doc.text, 0
    notes_from = min((note.span.start for note in text.notes), default=len(text.text) + 1)
    tables = {table.span.start: table for table in text.tables}
    inside = Span(0, 0)
    for each in text.paragraphs:
        if each.span.end > notes_from:
            break  # notes stand after the body
        if each.span.start in inside:
            continue
        if doc.source.pages and each.page != page:
            page = each.page
            yield Block("page", page=page)
        table = tables.get(each.span.start)
        if table is not None:
            inside = table.span
            yield from (Block("row", row, page, table) for row in table.rows)
        else:
            yield Block("paragraph", (each.span,), page)
    if text.notes:
        yield Block("notes")
    for note in text.notes:
        yield Block("note", (note.span,), note.page, note=note)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words within the same citations: ``open``, the outermost first.

    ``starts`` begin and ``ends`` end with these words, the innermost first among ``ends``.
    ``notes`` are the numbers of the notes whose marks stand behind them.
    """

    text: str
    open: tuple[Citation, ...] = ()
    starts: tuple[Citation, ...] = ()
    ends: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()


class Pieces:
    """The pieces of any stretch of a document.

    >>> from kl52.parsing import parse_document
    >>> doc = parse_document("Căn cứ Luật Viên chức, xã mở lớp.".encode(), name="a.txt")
    >>> pieces = Pieces(doc.text, doc.citations)
    >>> [(p.text, [cite.id for cite in p.open]) for p in pieces.of(doc.text.paragraphs[0].span)]
    [('Căn cứ ', []), ('Luật Viên chức', ['c1']), (', xã mở lớp.', [])]
    """

    def __init__(self, text: Text, citations: tuple[Citation, ...]) -> None:
        self._text = text.text
        self._cites = sorted(citations, key=lambda each: (each.span.start, -each.span.end))
        self._starts = [each.span.start for each in self._cites]
        placed = [(note.at, note.number) for note in text.notes if note.at is not None]
        self._notes = sorted(placed, key=lambda each: each[0])

    def of(self, span: Span) -> Iterator[Piece]:
        """The pieces of ``span``; what reaches out of it is cut off."""
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        coming = self._cites[first:last][::-1]
        notes = self._notes_of(span)
        ends = (min(each.span.end, span.end) for each in coming)
        cuts = {span.start, span.end, *ends, *notes, *(each.span.start for each in coming)}
        ordered = sorted(cuts)
        opened: list[Citation] = []
        for start, end in zip(ordered, ordered[1:], strict=False):
            starts = []
            while coming and coming[-1].span.start == start:
                starts.append(coming.pop())
            opened = [each for each in opened if each.span.end > start] + starts
            closed = [each for each in opened if min(each.span.end, span.end) == end]
            yield Piece(
                self._text[start:end],
                tuple(opened),
                tuple(starts),
                tuple(reversed(closed)),
                tuple(notes.get(end, ())),
            )

    def _notes_of(self, span: Span) -> dict[int, list[str]]:
        """The numbers of the notes marked within ``span``, by the place of the mark."""
        found: dict[int, list[str]] = {}
        first = bisect_right(self._notes, span.start, key=lambda each: each[0])
        last = bisect_right(self._notes, span.end, key=lambda each: each[0])
        for at, number in self._notes[first:last]:
            found.setdefault(at, []).append(number)
        return found
