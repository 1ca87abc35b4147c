"""``Raw`` becomes ``Text``: whole paragraphs and table cells, one to a line.

The text is NFC, has single spaces, nothing invisible, no page furniture and no marks of
notes; the notes themselves stand after the body. Its map leads every span back to the raw
words. Any raw text can be normalised; the time is linear in its length.
"""

from __future__ import annotations

from collections.abc import Sequence

from kl52.model import Cell, Line, Paragraph, Raw, Table, Text
from kl52.normalising import notes
from kl52.normalising.characters import clean, unified
from kl52.normalising.furniture import find_furniture
from kl52.normalising.repairs import repair, reread, words_of
from kl52.normalising.wrapping import find_margins, goes_on
from kl52.spans import OffsetMap, Piece, Span

Parts = list[tuple[Line, list[Piece]]]


def normalise(raw: Raw) -> Text:
    """The text of a document as people read it, with the way back to the file."""
    furniture = find_furniture(raw.text, raw.lines)
    lines = [line for index, line in enumerate(raw.lines) if index not in furniture]
    letters = unified(raw.text)
    marks = notes.Marks(raw.marks)
    writer = _Writer(marks)
    for parts in _paragraphs(letters, [line for line in lines if line.part != "note"], marks):
        writer.add(parts)
    body = len(writer.paragraphs)
    heads = []
    for parts in _paragraphs(letters, [line for line in lines if line.part == "note"], marks):
        writer.add(parts)
        heads.append(parts[0][0])
    text = "".join([piece.text for piece in writer.pieces])
    paragraphs = tuple(writer.paragraphs)
    return Text(
        text,
        raw.text,
        OffsetMap(writer.pieces),
        paragraphs,
        _tables(paragraphs),
        notes.find_notes(text, list(zip(paragraphs[body:], heads, strict=True)), writer.marked),
        raw.lines,
        tuple(writer.repairs),
    )


def _paragraphs(text: str, lines: Sequence[Line], marks: notes.Marks) -> list[Parts]:
    """The lines, cleaned, grouped by paragraph; lines without words are gone."""
    margins = find_margins(lines)
    width = _usual_length(lines)
    groups: list[Parts] = []
    above: tuple[Line, str] | None = None
    for line in lines:
        gone = [mark.span for mark in marks.within(line.span)]
        noted = line.box is not None
        pieces = repair(clean(line.span.of(text), line.span.start, notes=noted, gone=gone))
        said = words_of(pieces)
        if pieces:
            if (
                above is not None
                and line.note is None
                and goes_on(above[0], line, (above[1], said), margins, width)
            ):
                groups[-1].append((line, pieces))
            else:
                groups.append([(line, pieces)])
        above = (line, said)
    return [reread(parts) for parts in groups]


def _usual_length(lines: Sequence[Line]) -> int:
    """The length of a full line of a file that has no places on pages."""
    if all(line.box is not None for line in lines):
        return 0
    lengths = sorted(len(line.span) for line in lines if len(line.span))
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


class _Writer:
    """Sets paragraphs one after the other and keeps count of where they stand."""

    def __init__(self, marks: notes.Marks) -> None:
        self.marks = marks
        self.marked: list[notes.Placed] = []
        self.pieces: list[Piece] = []
        self.paragraphs: list[Paragraph] = []
        self.at = 0
        self.repairs: list[int] = []

    def add(self, parts: Parts) -> None:
        gap = "\n" if self.paragraphs else ""
        start = self.at + len(gap)
        for line, pieces in parts:
            if gap == " " and _is_glued(self.pieces[-1].text, pieces[0].text):
                gap = ""
            if gap:
                self._put(_gap(gap, self.pieces[-1], pieces[0]))
            if marks := self.marks.within(line.span):
                self.marked += notes.place(marks, pieces, self.at, line.page)
            for piece in pieces:
                self._put(piece)
            gap = " "
        line = parts[0][0]
        capitals = all(each.capitals for each, _ in parts)
        self.paragraphs.append(Paragraph(Span(start, self.at), line.page, line.cell, capitals))

    def _put(self, piece: Piece) -> None:
        if piece.repaired:
            self.repairs.append(self.at)
        self.pieces.append(piece)
        self.at += len(piece.text)


def _gap(text: str, left: Piece, right: Piece) -> Piece:
    """White space stands for all that lies between two stretches of words."""
    since = left.raw.end
    return Piece(text, Span(since, max(since, right.raw.start)))


def _is_glued(left: str, right: str) -> bool:
    """Whether a symbol was broken at its hyphen or slash: ``18-⏎NQ/TW``, ``52⏎-KL/TW``."""
    if left[-1] not in "-/" and right[0] not in "-/":
        return False
    if len(left) > 1 and left[-1] == "-" and left[-2].isalnum():
        return right[0].isupper() or right[0].isdigit()
    if len(left) > 1 and left[-1] == "/" and left[-2].isalnum():
        return right[0].isalnum()
    return left[-1].isalnum() and len(right) > 2 and right[0] in "-/" and right[1:3].isupper()


def _tables(paragraphs: Sequence[Paragraph]) -> tuple[Table, ...]:
    """The tables as grids, from the paragraphs that stand in cells."""
    numbers: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            numbers.setdefault(paragraph.cell.table, []).append(paragraph)
    return tuple(_table(each) for each in numbers.values())


def _table(paragraphs: Sequence[Paragraph]) -> Table:
    spans: dict[tuple[int, int], Span] = {}
    for paragraph in paragraphs:
        place = _place(paragraph.cell)
        first = spans.get(place, paragraph.span)
        spans[place] = Span(first.start, paragraph.span.end)
    columns = sorted({column for _, column in spans})
    at = paragraphs[0].span.start
    rows = []
    for row in sorted({row for row, _ in spans}):
        cells = []
        for column in columns:
            span = spans.get((row, column), Span(at, at))
            cells.append(span)
            at = span.end
        rows.append(tuple(cells))
    whole = Span(paragraphs[0].span.start, paragraphs[-1].span.end)
    return Table(whole, tuple(rows), paragraphs[0].page)


def _place(cell: Cell | None) -> tuple[int, int]:
    assert cell is not None
    return cell.row, cell.column
