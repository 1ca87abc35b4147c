"""PDF with a text layer: lines in reading order with their boxes, ruled tables as cells.

pdfium gives the characters and the rulings, pdfplumber's functions the cells. A page
that is only a picture gives a diagnostic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pypdfium2.raw as pdfium

from kl52 import errors
from kl52.model import Box, Cell, Line
from kl52.normalising.edges import find_edges
from kl52.normalising.furniture import is_page_number, is_running_head, is_stamp
from kl52.reading import pdf_tables
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.pdf_columns import in_reading_order
from kl52.reading.pdf_drafts import DraftTable
from kl52.reading.pdf_joining import Entry, JoinedTable, go_on
from kl52.reading.pdf_letters import Letters
from kl52.reading.pdf_lines import lines_of
from kl52.reading.pdf_notes import Notes, PageLines, find_notes
from kl52.reading.pdf_rulings import find_rulings
from kl52.reading.pdf_words import TextLine, read_lines, words_of
from kl52.spans import Span

# A page with fewer letters than this beside a picture of this share has no text layer.
FEWEST_LETTERS = 40
PICTURE_SHARE = 0.3

Item = TextLine | DraftTable


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    items: list[Item]

    @property
    def lines(self) -> list[TextLine]:
        return [item for item in self.items if isinstance(item, TextLine)]

    def lines_for_notes(self) -> PageLines:
        tables = [item for item in self.items if isinstance(item, DraftTable)]
        cells = [cell for table in tables for row in table.rows for cell in row]
        floor = max((table.box[3] for table in tables), default=0.0)
        last = sorted((line for line in self.lines if line.top > floor), key=lambda line: line.top)
        every = [*self.lines, *(line for cell in cells for _, line in cell.lines)]
        return PageLines(self.number, last, every)


def read_pdf(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The lines of a PDF, page by page."""
    pdf = _open(data, name, options.limits)
    try:
        draft = Draft(pages=len(pdf))
        pages = [_read_page(pdf, number, draft) for number in range(1, len(pdf) + 1)]
    finally:
        pdf.close()
    _write(draft, pages)
    return draft


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
        reason = f"tệp PDF có {pages} trang, quá giới hạn {limits.pages} trang"
        return errors.TooManyPages(name, reason, "tách tệp thành nhiều phần")
    return None


def _read_page(pdf: pypdfium2.PdfDocument, number: int, draft: Draft) -> _Page:
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        draft.note("warning", "broken-page", f"Trang {number} hỏng, không đọc được.", number)
        return _Page(number, 1, 1, [])
    letters = Letters(page)
    try:
        tables, lines = _content(page, letters, number, draft)
    finally:
        letters.close()
    view = letters.view
    if _is_picture(page, lines, tables):
        draft.note(
            "warning",
            "image-only-page",
            f"Trang {number} chỉ có ảnh, không có lớp chữ: nội dung trang này chưa được đọc.",
            number,
        )
    page.close()
    return _Page(number, view.width, view.height, _placed(lines, tables))


def _content(
    page: pypdfium2.PdfPage, letters: Letters, number: int, draft: Draft
) -> tuple[list[DraftTable], list[TextLine]]:
    """The tables of a page, and its other lines in reading order."""
    tables: list[DraftTable] = []
    rulings = find_rulings(page, letters.view)
    if pdf_tables.may_hold_tables(rulings, letters.text):
        tables, rest = pdf_tables.find_tables(rulings, words_of(letters), number, draft)
        lines = read_lines(rest)
    else:
        lines = lines_of(letters)
    return tables, in_reading_order(lines, letters.view.width)


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


def _is_picture(
    page: pypdfium2.PdfPage, lines: Sequence[TextLine], tables: Sequence[DraftTable]
) -> bool:
    letters = 0
    for line in lines:
        letters += 0 if _is_margin(line) else len(line.text)
        if tables or letters >= FEWEST_LETTERS:
            return False
    if tables:
        return False
    left, bottom, right, top = page.get_bbox()
    area = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        x0, y0, x1, y1 = image.get_bounds()
        area += abs((x1 - x0) * (y1 - y0))
    return bool(area > PICTURE_SHARE * abs((right - left) * (top - bottom)))


def _is_margin(line: TextLine) -> bool:
    said = line.said
    return is_running_head(said) or is_page_number(said) or is_stamp(said)


# -- the whole document --------------------------------------------------------------------------


def _write(draft: Draft, pages: Sequence[_Page]) -> None:
    """Write all pages, tables that go on over pages as one; notes come at the end."""
    margins = _Margins(pages)
    notes = find_notes([page.lines_for_notes() for page in pages], margins)
    paper = Paper(draft, {page.number: page for page in pages}, notes)
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


@dataclass(frozen=True, slots=True)
class Paper:
    """Writes lines of pages into a draft, with their places and the marks of notes in them."""

    draft: Draft
    pages: dict[int, _Page]
    notes: Notes

    def add(self, page: int, line: TextLine, cell: Cell | None = None) -> None:
        noted = line in self.notes
        self.draft.add(
            line.text,
            page=page,
            cell=cell,
            box=_fractions(line, self.pages[page]),
            part="note" if noted else "body",
            note=self.notes.number(line),
            marks=() if noted else self.notes.marks(line.text, page),
        )


class _Margins:
    """Whether a line is a head, a foot or a stamp; told from all pages, once somebody asks."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self.pages = pages

    def __call__(self, line: TextLine) -> bool:
        return _is_margin(line) or id(line) in self._edges

    @cached_property
    def _edges(self) -> frozenset[int]:
        items = [(page, item) for page in self.pages for item in page.items]
        said = [item.said.strip() if isinstance(item, TextLine) else "" for _, item in items]
        lines = [
            Line(Span(0, 0), page.number, box=_fractions(item, page))
            if isinstance(item, TextLine)
            else Line(Span(0, 0), page.number, cell=Cell(0, 0, 0), box=_shares(item.box, page))
            for page, item in items
        ]
        return frozenset(id(items[index][1]) for index in find_edges(said, lines, frozenset()))


def _joined(pages: Sequence[_Page], notes: Notes, margins: _Margins) -> list[Entry]:
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


def _fractions(line: TextLine, page: _Page) -> Box:
    return _shares((line.x0, line.top, line.x1, line.bottom), page)


def _shares(box: Box, page: _Page) -> Box:
    """A box in points as fractions of its page."""
    return (
        round(box[0] / page.width, 4),
        round(box[1] / page.height, 4),
        round(box[2] / page.width, 4),
        round(box[3] / page.height, 4),
    )
