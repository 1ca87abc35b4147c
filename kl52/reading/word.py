"""Word documents: paragraphs and tables in document order, numbering as words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from kl52 import errors
from kl52.model import Cell
from kl52.reading.assembly import MAX_COLUMNS, Draft, is_layout
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.word_legacy import convert_runs
from kl52.reading.word_numbering import Numbering

_MAIN = "word/document.xml"
_SKIPPED = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:instrText", "w:footnoteReference"))
)


def is_word(data: bytes, name: str, limits: Limits) -> bool:
    """Whether a zip archive is a Word document; raises if it is damaged or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _broken(name) from error
    unpacked = sum(part.file_size for part in parts)
    too_big = unpacked > limits.unpacked or any(part.file_size > limits.part for part in parts)
    if too_big or (unpacked > limits.small and unpacked > limits.ratio * len(data)):
        raise errors.DocumentTooLarge(
            name, "tệp nén bung ra quá lớn", "kiểm tra nguồn gốc tệp; lưu lại bằng Word"
        )
    return any(part.filename == _MAIN for part in parts)


def read_word(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The paragraphs and cells of a .docx."""
    try:
        document = Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets the errors of zip, lxml and itself through
        raise _broken(name) from error
    draft = Draft()
    draft.diagnostics += convert_runs([document.element.body], document.styles.element)
    _Walker(draft, Numbering(document)).blocks(document.element.body)
    if next(document.element.body.iter(qn("w:footnoteReference")), None) is not None:
        draft.note("info", "footnotes-skipped", "Văn bản có chú thích cuối trang; chưa được đọc.")
    return draft


def _broken(name: str) -> errors.BrokenDocument:
    return errors.BrokenDocument(name, "tệp .docx hỏng", "mở bằng Word để sửa, hoặc tải lại tệp")


class _Walker:
    """Goes through the body and writes a line for every paragraph."""

    def __init__(self, draft: Draft, numbering: Numbering) -> None:
        self.draft = draft
        self.numbering = numbering
        self.tables = 0

    def blocks(self, parent: etree._Element, cell: Cell | None = None) -> None:
        for element in _blocks(parent):
            if element.tag == qn("w:p"):
                self.paragraph(element, cell)
            elif cell is not None or _is_layout(element):
                self.plain_table(element, cell)
            else:
                self.table(element)

    def paragraph(self, paragraph: etree._Element, cell: Cell | None) -> None:
        mark = self.numbering.mark(paragraph)
        words = "".join(_words(paragraph))
        if mark and words.strip():
            words = f"{mark} {words.lstrip()}"
        for line in words.split("\n"):
            self.draft.add(line, complete=True, cell=cell)

    def plain_table(self, table: etree._Element, cell: Cell | None) -> None:
        """A table that only sets text in columns, or one inside a cell: cell after cell."""
        rows = [[each for _, each in _row_cells(row)] for row in table.iterchildren(qn("w:tr"))]
        if cell is not None:
            for row in rows:
                for each in row:
                    self.blocks(each, cell)
            return
        for column in range(max(map(len, rows), default=0)):
            for row in rows:
                if column < len(row):
                    self.blocks(row[column])

    def table(self, table: etree._Element) -> None:
        number = self.tables
        self.tables += 1
        for row, element in enumerate(table.iterchildren(qn("w:tr"))):
            for column, cell in _row_cells(element):
                if not _is_continued(cell):
                    self.blocks(cell, Cell(number, row, column))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child)


def _row_cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row with their grid columns."""
    column = _value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is not row:
            continue
        if column >= MAX_COLUMNS:
            return
        yield column, cell
        column += max(_value(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1), 1)


def _is_continued(cell: etree._Element) -> bool:
    """Whether a cell is the lower part of a cell joined over rows."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _value(element: etree._Element | None, default: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else default


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only sets a header or signature block in two columns."""
    rows = table.findall(qn("w:tr"))
    if len(rows) > 6 or max((len(row.findall(qn("w:tc"))) for row in rows), default=0) > 3:
        return False
    return is_layout("".join(_words(table)))


def _words(element: etree._Element) -> Iterator[str]:
    """The words of an element as they are printed: insertions yes, deletions no."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n" if child.get(qn("w:type")) not in ("page", "column") else ""
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:sym"):
            yield _symbol(child)
        elif isinstance(child.tag, str) and not child.tag.endswith("}Fallback"):
            yield from _words(child)


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(element.get(qn("w:char"), ""), 16))
    except (ValueError, OverflowError):
        return ""
