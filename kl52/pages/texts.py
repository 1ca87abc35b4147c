"""The whole text of a document in blocks, with marks in it.

In: a document and marks, in any order, that may overlap in any way. Out: blocks that leave out no
word; each mark begins with a label of its own, at its first word. Where marks overlap the one that
began last is shown; labels lead to all of them. Time grows linearly with text and marks.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kl52.language.wording import Say
from kl52.model import Document, Text
from kl52.pages.values import Block, Label, Piece
from kl52.spans import Span
from kl52.views import layout
from kl52.views.readout import line_of

_LONGEST = 300  # characters of a heading; a longer one is a paragraph


@dataclass(frozen=True, slots=True)
class Marked:
    """``span`` of the text is under ``label``; a label of a task marks no words."""

    span: Span
    label: Label


def text_blocks(doc: Document, marks: Sequence[Marked], say: Say) -> tuple[Block, ...]:
    """The text of ``doc`` with its ``marks``."""
    shown = list(layout.blocks(doc))
    spans = {span for block in shown for span in block.spans}
    pieces = dict(zip(sorted(spans), pieces_of(doc.text, marks, sorted(spans)), strict=True))
    heads = {unit.head.start for unit in doc.units if unit.heading}
    return tuple(_blocks(doc, shown, pieces, heads, say))


Pieces = dict[Span, tuple[Piece, ...]]


def _blocks(
    doc: Document, shown: Sequence[layout.Block], pieces: Pieces, heads: set[int], say: Say
) -> Iterator[Block]:
    tables = 0
    for table, group in groupby(shown, key=lambda block: block.table and block.table.span):
        if table is not None:
            tables += 1
            listed = list(group)
            page = say("page", page=listed[0].page) if doc.source.pages else ""
            label = ", ".join(filter(None, (say("html.table", number=tables), page)))
            rows = (tuple(pieces[span] for span in block.spans) for block in listed)
            yield Block("table", tuple(rows), label)
            continue
        for block in group:
            if block.kind == "page" or block.kind == "notes":
                yield Block(block.kind, label=line_of(block, (), doc, say).strip("- "))
            elif block.kind == "note" and block.note is not None:
                yield Block("note", ((pieces[block.spans[0]],),), block.note.number)
            else:
                span = block.spans[0]
                headed = span.start in heads and len(span) <= _LONGEST
                yield Block("heading" if headed else "paragraph", ((pieces[span],),))


def pieces_of(
    text: Text, marks: Sequence[Marked], spans: Sequence[Span]
) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each span; ``spans`` are in order. A mark between two begins in the next."""
    sweep = _Sweep(text, marks)
    for at, span in enumerate(spans):
        yield tuple(sweep.through(span, last=at == len(spans) - 1))


class _Sweep:
    """Goes through the text once; ``opened`` are marks that began, the innermost last."""

    def __init__(self, text: Text, marks: Sequence[Marked]) -> None:
        self.text = text.text
        self.coming = sorted(marks, key=lambda each: (-each.span.start, each.span.end))
        self.edges = sorted({edge for each in marks for edge in (each.span.start, each.span.end)})
        self.opened: list[Marked] = []
        placed = [(note.at, note.number) for note in text.notes if note.at is not None]
        self.notes = sorted(placed, key=lambda each: each[0])

    def through(self, span: Span, last: bool) -> Iterator[Piece]:
        inner = self.edges[bisect_right(self.edges, span.start) : bisect_left(self.edges, span.end)]
        notes = self._notes_of(span)
        cuts = sorted({span.start, span.end, *inner, *notes})
        for start, end in zip(cuts, cuts[1:], strict=False):
            labels = tuple(self._begin(start))
            yield self._piece(start, end, labels, tuple(notes.get(end, ())))
        if last and (labels := tuple(self._begin(sys.maxsize))):
            yield Piece("", labels=labels)

    def _begin(self, at: int) -> Iterator[Label]:
        while self.coming and self.coming[-1].span.start <= at:
            begun = self.coming.pop()
            self.opened.append(begun)
            yield begun.label

    def _piece(
        self, start: int, end: int, labels: tuple[Label, ...], notes: tuple[str, ...]
    ) -> Piece:
        while self.opened and self.opened[-1].span.end <= start:
            self.opened.pop()
        words = self.text[start:end]
        if not self.opened:
            return Piece(words, labels=labels, notes=notes)
        label = self.opened[-1].label
        return Piece(words, label.mark, label.href, labels, notes)

    def _notes_of(self, span: Span) -> dict[int, list[str]]:
        """The numbers of the notes whose marks stand within ``span``, by their place."""
        first = bisect_right(self.notes, span.start, key=lambda each: each[0])
        past = bisect_right(self.notes, span.end, key=lambda each: each[0])
        found: dict[int, list[str]] = {}
        for at, number in self.notes[first:past]:
            found.setdefault(at, []).append(number)
        return found
