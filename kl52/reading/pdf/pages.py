"""One page of a PDF: its lines in reading order, its tables, and whether it is a picture.

The cheap questions come first: most pages have neither tables, nor annotations, nor pictures,
and are read by whole lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from kl52.reading.assembly import Draft
from kl52.reading.options import ReadOptions
from kl52.reading.pdf import tables as pdf_tables
from kl52.reading.pdf.annotations import find_annotations, read_annotations
from kl52.reading.pdf.columns import in_reading_order
from kl52.reading.pdf.drafts import DraftTable
from kl52.reading.pdf.letters import Letters
from kl52.reading.pdf.line_numbers import without_line_numbers
from kl52.reading.pdf.lines import Items
from kl52.reading.pdf.margins import is_margin
from kl52.reading.pdf.old_fonts import in_order
from kl52.reading.pdf.rulings import Rulings, find_rulings, rulings_of
from kl52.reading.pdf.undrawn import read_undrawn
from kl52.reading.pdf.words import Box, TextLine, Word
from kl52.reading.scans.blanks import fill_blanks
from kl52.reading.scans.recognition import Layer, Recognised

# Pictures over this share of a page, with fewer letters than this over each, are text that is
# not in the text layer. They leave a band of the page without lines.
FEWEST_LETTERS = 40
PICTURE_SHARE = 0.12
BLANK_BAND = 0.1

Item = TextLine | DraftTable


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page, its size in points. ``picture`` is set where it must be recognised."""

    number: int
    width: float
    height: float
    items: list[Item]
    picture: Layer | None = None

    @property
    def lines(self) -> list[TextLine]:
        return [item for item in self.items if isinstance(item, TextLine)]

    @property
    def tables(self) -> list[DraftTable]:
        return [item for item in self.items if not isinstance(item, TextLine)]


def read_page(
    pdf: pypdfium2.PdfDocument, number: int, draft: Draft, options: ReadOptions
) -> PdfPage:
    """Page ``number`` (from 1); ``draft`` is told what could not be read."""
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        draft.note("warning", "broken-page", f"Trang {number} hỏng, không đọc được.", number)
        return PdfPage(number, 1, 1, [])
    letters = Letters(page)
    try:
        return _read(pdf, page, letters, number, draft, options)
    finally:
        letters.close()
        page.close()


def _read(
    pdf: pypdfium2.PdfDocument,
    page: pypdfium2.PdfPage,
    letters: Letters,
    number: int,
    draft: Draft,
    options: ReadOptions,
) -> PdfPage:
    view, rulings = letters.view, find_rulings(page, letters.view)
    tables: list[DraftTable] = []
    typed: list[Word] = []
    stamps: list[Box] = []
    if laid := find_annotations(page, view, number, draft):
        undrawn = read_undrawn(page, view)
        typed, stamps = read_annotations(pdf, number, letters, laid)
        typed += undrawn
    items = Items(letters, typed)
    rest = items.all
    if pdf_tables.may_hold_tables(rulings, letters.text):
        tables, rest = pdf_tables.find_tables(rulings, items, number, draft)
    text = " ".join([letters.text, *(word.text for word in typed)])
    lines = in_order(without_line_numbers(items.lines(rest)), view.width, text)
    lines = fill_blanks(page, view, number, lines, draft, options)
    layer = None
    if _shows_pictures(rulings, view.width, view.height, lines, tables):
        kept = tuple(word for line in lines for word in line.words)
        layer = Layer(kept, (*stamps, *(table.box for table in tables)))
    return PdfPage(number, view.width, view.height, _placed(lines, tables), layer)


def lay_out(page: Recognised, known: Sequence[DraftTable], draft: Draft) -> PdfPage:
    """A page that was recognised, beside the tables that its text layer had."""
    rulings = rulings_of(page.rulings)
    items = Items(words=page.words)
    tables, rest = pdf_tables.find_tables(rulings, items, page.number, draft)
    tables = sorted([*known, *tables], key=lambda table: table.box[1])
    lines = in_reading_order(items.lines(rest), page.width)
    return PdfPage(page.number, page.width, page.height, _placed(lines, tables))


def _placed(lines: Sequence[TextLine], tables: Sequence[DraftTable]) -> list[Item]:
    """Lines in their order, with each table before the first line that stands below it."""
    items: list[Item] = list(lines)
    for table in reversed(tables):
        at = next(
            (
                index
                for index, item in enumerate(items)
                if (item.top if isinstance(item, TextLine) else item.box[1]) > table.box[1]
            ),
            len(items),
        )
        items.insert(at, table)
    return items


def _shows_pictures(
    rulings: Rulings,
    width: float,
    height: float,
    lines: Sequence[TextLine],
    tables: Sequence[DraftTable],
) -> bool:
    """Whether a good part of the page is pictures that the text layer says nothing of."""
    if not rulings.pictures:
        return False
    body = [line for line in lines if not is_margin(line)]
    held = [(line.x0, line.top, line.x1, line.bottom) for line in body]
    held += [table.box for table in tables]
    if _deepest_blank(held, height) < BLANK_BAND * height:
        return False
    area = 0.0
    for box in rulings.pictures:
        letters = sum(len(line.text) for line in body if _is_within(line, box))
        if letters < FEWEST_LETTERS and not any(_overlap(box, table.box) for table in tables):
            area += abs((box[2] - box[0]) * (box[3] - box[1]))
    return area > PICTURE_SHARE * width * height


def _deepest_blank(boxes: Sequence[Box], height: float) -> float:
    """The height of the widest band of the page without any of the boxes."""
    deepest = bottom = 0.0
    for _, top, _, low in sorted(boxes, key=lambda box: box[1]):
        deepest = max(deepest, top - bottom)
        bottom = max(bottom, low)
    return max(deepest, height - bottom)


def _is_within(line: TextLine, box: Box) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) > max(one[1], other[1])
