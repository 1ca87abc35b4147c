"""PDF with a text layer: lines in reading order with their boxes, ruled tables as cells.

pdfium gives the characters and the rulings, pdfplumber's functions the cells. A page
that is only a picture is recognised (:mod:`kl52.reading.scans`), or gives a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from kl52 import errors
from kl52.model import Cell
from kl52.normalising.furniture import is_page_number, is_running_head, is_stamp
from kl52.reading import pdf_tables, scans
from kl52.reading.annotations import read_annotations
from kl52.reading.assembly import Draft
from kl52.reading.ocr_blanks import fill_blanks
from kl52.reading.ocr_checks import note_doubts
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.pdf_columns import in_reading_order
from kl52.reading.pdf_tables import DraftTable
from kl52.reading.pdf_words import Box, TextLine, View, read_lines, read_words
from kl52.reading.scans import Layer

# Pictures over this share of a page, with fewer letters than this over each, are text that is
# not in the text layer. They leave a band of the page without lines.
FEWEST_LETTERS = 40
PICTURE_SHARE = 0.12
BLANK_BAND = 0.1

# Footnotes are set in type smaller than this share of the usual one.
SMALL_TYPE = 0.92

Item = TextLine | DraftTable


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    items: list[Item]
    picture: Layer | None = None
    """What a page that is only a picture has as text all the same."""

    @property
    def lines(self) -> list[TextLine]:
        return [item for item in self.items if isinstance(item, TextLine)]

    @property
    def tables(self) -> list[DraftTable]:
        return [item for item in self.items if not isinstance(item, TextLine)]


def read_pdf(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The lines of a PDF, page by page."""
    pdf = _open(data, name, options.limits)
    try:
        draft = Draft(pages=len(pdf))
        pages = [_read_page(pdf, number, draft, options) for number in range(1, len(pdf) + 1)]
        pages = _recognised(pdf, pages, draft, options)
    finally:
        pdf.close()
    _write(draft, pages)
    return draft


def _recognised(
    pdf: pypdfium2.PdfDocument, pages: list[_Page], draft: Draft, options: ReadOptions
) -> list[_Page]:
    """The pages, those that are pictures as they were recognised."""
    every = options.ocr == "always"
    wanted = {page.number: page.picture or Layer() for page in pages if every or page.picture}
    secret = any(line.said.strip() in scans.SECRECY for page in pages for line in page.lines)
    found = scans.recognise_pages(pdf, wanted, draft, options, secret=secret)
    return [
        _laid_out(found[page.number], [] if every else page.tables)
        if page.number in found
        else page
        for page in pages
    ]


def _laid_out(page: scans.Recognised, known: Sequence[DraftTable]) -> _Page:
    tables, rest = pdf_tables.drawn_tables(page.rulings, page.words, page.number)
    tables = sorted([*known, *tables], key=lambda table: table.box[1])
    lines = in_reading_order(read_lines(rest), page.width)
    return _Page(page.number, page.width, page.height, _placed(lines, tables))


def _open(data: bytes, name: str, limits: Limits) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(name, "password" in str(error).lower()) from error
    refusal = _refuse(data, len(pdf), name, limits)
    if refusal is not None:
        pdf.close()
        raise refusal
    return pdf


def _refusal(name: str, locked: bool) -> errors.UnreadableDocument:
    if locked:
        return errors.EncryptedDocument(
            name, "tệp PDF có mật khẩu", "mở bằng mật khẩu rồi in lại thành PDF mới"
        )
    return errors.BrokenDocument(name, "tệp PDF hỏng hoặc bị cắt cụt", "tải lại tệp từ nguồn")


def _refuse(data: bytes, pages: int, name: str, limits: Limits) -> errors.UnreadableDocument | None:
    """Why an opened PDF is not read all the same; pdfium opens what is cut off."""
    if b"startxref" not in data[-4096:]:
        return errors.BrokenDocument(name, "tệp PDF bị cắt cụt", "tải lại tệp từ nguồn")
    if not pages:
        return errors.EmptyDocument(name, "tệp PDF không có trang nào", "kiểm tra lại tệp nguồn")
    if pages > limits.pages:
        return errors.DocumentTooLarge(
            name, f"tệp PDF có {pages} trang", "tách tệp thành nhiều phần"
        )
    return None


def _read_page(
    pdf: pypdfium2.PdfDocument, number: int, draft: Draft, options: ReadOptions
) -> _Page:
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        draft.note("warning", "broken-page", f"Trang {number} hỏng, không đọc được.", number)
        return _Page(number, 1, 1, [])
    view = View(page)
    words = read_words(page, view)
    typed, stamps = read_annotations(pdf, number, view, words)
    words += typed
    tables, rest = pdf_tables.find_tables(page, view, words, number)
    lines = in_reading_order(read_lines(rest), view.width)
    lines = fill_blanks(page, view, number, lines, draft, options)
    layer = None
    if _shows_pictures(page, view, lines, tables):
        kept = tuple(word for line in lines for word in line.words)
        layer = Layer(kept, (*stamps, *(table.box for table in tables)))
    page.close()
    return _Page(number, view.width, view.height, _placed(lines, tables), layer)


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
    page: pypdfium2.PdfPage, view: View, lines: Sequence[TextLine], tables: Sequence[DraftTable]
) -> bool:
    """Whether a good part of the page is pictures that the text layer says nothing of."""
    body = [line for line in lines if not _is_margin(line)]
    held = [(line.x0, line.top, line.x1, line.bottom) for line in body]
    held += [table.box for table in tables]
    if _deepest_blank(held, view.height) < BLANK_BAND * view.height:
        return False
    area = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        box = view.box(*image.get_bounds())
        letters = sum(len(line.text) for line in body if _is_within(line, box))
        if letters < FEWEST_LETTERS and not any(_overlap(box, table.box) for table in tables):
            area += abs((box[2] - box[0]) * (box[3] - box[1]))
    return bool(area > PICTURE_SHARE * view.width * view.height)


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


def _is_margin(line: TextLine) -> bool:
    said = line.said
    return is_running_head(said) or is_page_number(said) or is_stamp(said)


# -- the whole document --------------------------------------------------------------------------


def _write(draft: Draft, pages: Sequence[_Page]) -> None:
    """Write all pages, tables that go on over pages as one."""
    sizes = {page.number: page for page in pages}
    number = 0
    for entry in _joined(pages):
        if isinstance(entry, _Table):
            _write_table(draft, entry, number, sizes)
            number += 1
        else:
            _write_line(draft, *entry, sizes)


@dataclass(slots=True)
class _Table:
    """A table over one or more pages. ``asides`` stand before the row of that index:
    heads and feet of pages as lines, repeated heads of the table as bare words."""

    table: DraftTable
    asides: dict[int, list[tuple[int, TextLine] | str]]


Entry = tuple[int, TextLine] | _Table


def _joined(pages: Sequence[_Page]) -> Iterator[Entry]:
    """What the pages hold; footnotes, which would cut paragraphs in two, come at the end."""
    entries: list[Entry] = []
    notes: list[tuple[int, TextLine]] = []
    usual = median([line.height for page in pages for line in page.lines] or [0.0])
    for page in pages:
        found = _footnotes(page, usual, going_on=bool(notes and notes[-1][0] == page.number - 1))
        notes += [(page.number, line) for line in found]
        for item in page.items[: len(page.items) - len(found)]:
            if isinstance(item, TextLine):
                entries.append((page.number, item))
            elif not _go_on(entries, item):
                entries.append(_Table(item, {}))
    return iter([*entries, *notes])


def _footnotes(page: _Page, usual: float, *, going_on: bool) -> list[TextLine]:
    """The small lines at the foot of a page, if one of them has the number of a note."""
    found: list[TextLine] = []
    for item in reversed(page.items):
        if not isinstance(item, TextLine) or item.height > SMALL_TYPE * usual or _is_margin(item):
            break
        found.insert(0, item)
    return found if going_on or any(line.is_note for line in found) else []


def _go_on(entries: list[Entry], below: DraftTable) -> bool:
    """Join ``below`` to the last table, if only heads and feet of pages stand between."""
    between: list[tuple[int, TextLine]] = []
    at = len(entries) - 1
    while at >= 0:
        entry = entries[at]
        if isinstance(entry, _Table):
            break
        if not _is_margin(entry[1]):
            return False
        between.insert(0, entry)
        at -= 1
    else:
        return False
    above = entries[at]
    if not isinstance(above, _Table) or not _follows(above.table, below):
        return False
    del entries[at + 1 :]
    heads = pdf_tables.repeated_rows(above.table, below)
    repeated = [cell.text for row in below.rows[:heads] for cell in row]
    below.rows = below.rows[heads:]
    first = pdf_tables.join(above.table, below)
    above.asides.setdefault(first, []).extend([*between, *repeated])
    return True


def _follows(above: DraftTable, below: DraftTable) -> bool:
    last, first = max(_pages(above), default=0), min(_pages(below), default=0)
    return first == last + 1 and pdf_tables.continues(above, below)


def _pages(table: DraftTable) -> set[int]:
    return {page for row in table.rows for cell in row for page, _ in cell.lines}


def _write_table(draft: Draft, entry: _Table, number: int, sizes: dict[int, _Page]) -> None:
    for index, row in enumerate([*entry.table.rows, []]):
        for aside in entry.asides.get(index, ()):
            if isinstance(aside, str):
                draft.pass_over(aside)
            else:
                _write_line(draft, *aside, sizes)
        for cell in row:
            place = Cell(number, index, entry.table.column(cell))
            for page, line in cell.lines:
                _write_line(draft, page, line, sizes, place)


def _write_line(
    draft: Draft, page: int, line: TextLine, sizes: dict[int, _Page], cell: Cell | None = None
) -> None:
    box = _fractions(line, sizes[page])
    draft.add(line.text, page=page, cell=cell, box=box, confidence=line.confidence)
    note_doubts(draft, line)


def _fractions(line: TextLine, page: _Page) -> tuple[float, float, float, float]:
    return (
        round(line.x0 / page.width, 4),
        round(line.top / page.height, 4),
        round(line.x1 / page.width, 4),
        round(line.bottom / page.height, 4),
    )
