"""The pages of a PDF as one draft: tables that go on over pages as one, notes at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kl52.model import Box, Cell, Line
from kl52.normalising.edges import find_edges
from kl52.reading.assembly import Draft
from kl52.reading.pdf.drafts import DraftTable
from kl52.reading.pdf.joining import Entry, JoinedTable, go_on
from kl52.reading.pdf.margins import is_margin
from kl52.reading.pdf.notes import Notes, PageLines, find_notes
from kl52.reading.pdf.pages import PdfPage
from kl52.reading.pdf.words import TextLine
from kl52.reading.scans.checks import note_doubts
from kl52.spans import Span

PLACES = 10_000
_NOWHERE = Span(0, 0)


def write_pages(draft: Draft, pages: Sequence[PdfPage]) -> None:
    """Write all pages, tables that go on over pages as one; notes come at the end."""
    places = _Places()
    margins = _Margins(pages, places)
    notes = find_notes([_lines_for_notes(page) for page in pages], margins)
    paper = Paper(draft, {page.number: page for page in pages}, notes, places)
    number = 0
    for entry in _joined(pages, notes, margins):
        if isinstance(entry, JoinedTable):
            _write_table(paper, entry, number)
            number += 1
        else:
            paper.add(*entry)
    for page in pages:
        for line in page.lines:
            if line in notes:
                paper.add(page.number, line)


def _lines_for_notes(page: PdfPage) -> PageLines:
    cells = [cell for table in page.tables for row in table.rows for cell in row]
    floor = max((table.box[3] for table in page.tables), default=0.0)
    last = sorted((line for line in page.lines if line.top > floor), key=lambda line: line.top)
    every = [*page.lines, *(line for cell in cells for _, line in cell.lines)]
    return PageLines(page.number, last, every)


class _Places:
    """Where lines stand, as fractions of their page; each is reckoned once."""

    def __init__(self) -> None:
        self._known: dict[int, Box] = {}

    def of(self, line: TextLine, page: PdfPage) -> Box:
        found = self._known.get(id(line))
        if found is None:
            box = line.x0, line.top, line.x1, line.bottom
            found = self._known[id(line)] = _shares(box, page)
        return found


@dataclass(frozen=True, slots=True)
class Paper:
    """Writes lines of pages into a draft, with their places and the marks of notes in them."""

    draft: Draft
    pages: dict[int, PdfPage]
    notes: Notes
    places: _Places

    def add(self, page: int, line: TextLine, cell: Cell | None = None) -> None:
        noted, text, confidence = line in self.notes, line.text, line.confidence
        self.draft.add(
            text,
            page=page,
            cell=cell,
            box=self.places.of(line, self.pages[page]),
            part="note" if noted else "body",
            note=self.notes.number(line),
            confidence=confidence,
            marks=() if noted else self.notes.marks(text, page),
        )
        if confidence is not None:
            note_doubts(self.draft, line)


class _Margins:
    """Whether a line is a head, a foot or a stamp; told from all pages, once somebody asks."""

    def __init__(self, pages: Sequence[PdfPage], places: _Places) -> None:
        self.pages, self.places = pages, places

    def __call__(self, line: TextLine) -> bool:
        return is_margin(line) or id(line) in self._edges

    @cached_property
    def _edges(self) -> frozenset[int]:
        items = [(page, item) for page in self.pages for item in page.items]
        said = [item.said.strip() if isinstance(item, TextLine) else "" for _, item in items]
        lines = [
            Line(_NOWHERE, page.number, box=self.places.of(item, page))
            if isinstance(item, TextLine)
            else Line(_NOWHERE, page.number, cell=Cell(0, 0, 0), box=_shares(item.box, page))
            for page, item in items
        ]
        return frozenset(id(items[index][1]) for index in find_edges(said, lines, frozenset()))


def _joined(pages: Sequence[PdfPage], notes: Notes, margins: _Margins) -> list[Entry]:
    """What the pages hold but for notes, which would cut paragraphs in two."""
    entries: list[Entry] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, DraftTable):
                if not go_on(entries, item, margins):
                    entries.append(JoinedTable(item, {}))
            elif item not in notes:
                entries.append((page.number, item))
    return entries


def _write_table(paper: Paper, entry: JoinedTable, number: int) -> None:
    entry.table.settle()
    for index, row in enumerate([*entry.table.rows, []]):
        for aside in entry.asides.get(index, ()):
            if isinstance(aside, str):
                paper.draft.pass_over(aside)
            else:
                paper.add(*aside)
        for cell in row:
            place = Cell(number, index, entry.table.column(cell))
            for page, line in cell.lines:
                paper.add(page, line, place)


def _shares(box: Box, page: PdfPage) -> Box:
    """A box in points as fractions of its page, to four places."""
    across, down = PLACES / page.width, PLACES / page.height
    return (
        round(box[0] * across) / PLACES,
        round(box[1] * down) / PLACES,
        round(box[2] * across) / PLACES,
        round(box[3] * down) / PLACES,
    )
