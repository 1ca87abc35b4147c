"""Normalised text: what all offsets of a document count in, and the way back to the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kl52.language.letters import in_capitals
from kl52.model.raw import Box, Cell, Line
from kl52.model.widths import share
from kl52.spans import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the normalised text. ``cell`` is set inside a table.

    ``capitals``: on paper it is all capitals, whatever the text has (:meth:`Text.shown`).
    """

    span: Span
    page: int = 1
    cell: Cell | None = None
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: ``rows[i][j]`` is the span of a cell in the text, empty if the cell is.

    All rows have the same number of columns; rows and columns without any words are left
    out. A cell joined over columns or rows stands in its first place; the other places are
    empty.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    page: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: ``span`` are its words, which stand after the body.

    ``at`` is where its mark stood, right behind the word that it explains; ``None`` where no
    mark was found. The mark itself is not part of the text: ``126-KL/TW¹`` is ``126-KL/TW``.
    """

    number: str
    span: Span
    at: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand on paper: the page (from 1), and the box as fractions of the page
    (x0, top, x1, bottom from the top left), ``None`` for files that have no pages.
    """

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Normalised text: NFC, without page furniture, one paragraph or table cell per line.

    All offsets of a document count in ``text``; ``offsets.raw(span)`` leads back to ``raw``,
    and ``lines`` (those of the file) from there to the place on the page. ``repairs`` are the
    places where certain misprints were put right.
    """

    text: str
    raw: str
    offsets: OffsetMap
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
    lines: tuple[Line, ...] = ()
    repairs: tuple[int, ...] = ()

    def shown(self, paragraph: Paragraph) -> str:
        """The words of a paragraph as a reader sees them, letter for letter."""
        words = paragraph.span.of(self.text)
        return in_capitals(words) if paragraph.capitals else words

    def is_capitals(self, span: Span) -> bool:
        """Whether a reader sees the words of ``span``, within one paragraph, all in capitals."""
        paragraph = self.paragraph_at(span.start)
        seen = paragraph is not None and paragraph.capitals
        return seen or span.of(self.text).isupper()

    def places(self, span: Span) -> tuple[Place, ...]:
        """Where the words of ``span`` stand, line by line; see :meth:`Document.locate`."""
        touched: list[tuple[Line, Span]] = []
        for said, raw in self.offsets.stretches(span):
            if said.of(self.text).isspace():
                continue
            line = self.line_at(raw.start)
            if touched and touched[-1][0] is line:
                raw = Span(touched.pop()[1].start, raw.end)
            if line is not None:
                touched.append((line, raw))
        return tuple(_place(line, raw, self.raw) for line, raw in touched)

    def line_at(self, at: int) -> Line | None:
        """The line of the file that holds the raw character at ``at``."""
        index = bisect_right(self.lines, at, key=lambda line: line.span.start) - 1
        if index >= 0 and at in self.lines[index].span:
            return self.lines[index]
        # the lines of a text set in two columns are not in the order of the file
        return next((line for line in self.lines if at in line.span), None)

    def page_of(self, at: int) -> int:
        """The page (from 1) on which the character at ``at`` stands."""
        paragraph = self.paragraph_at(at)
        return paragraph.page if paragraph is not None else 1

    def paragraph_at(self, at: int) -> Paragraph | None:
        """The paragraph that the character at ``at`` stands in, or the one before it."""
        index = bisect_right(self.paragraphs, at, key=lambda each: each.span.start) - 1
        return self.paragraphs[index] if index >= 0 else None


def _place(line: Line, raw: Span, text: str) -> Place:
    """The part of a line that ``raw`` covers."""
    if line.box is None:
        return Place(line.page)
    inside = Span(raw.start, min(raw.end, line.span.end)).shift(-line.span.start)
    begin, end = share(line.span.of(text), inside)
    x0, top, x1, bottom = line.box
    wide = x1 - x0
    return Place(line.page, (round(x0 + begin * wide, 4), top, round(x0 + end * wide, 4), bottom))
