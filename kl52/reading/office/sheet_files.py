"""Spreadsheet files (.xls, .xlsx) as sheets: rows of cells with their words and fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import is_
from typing import Any

from kl52 import errors
from kl52.reading.assembly import MAX_COLUMNS
from kl52.reading.office.sheet_values import is_date_format, shown
from kl52.reading.options import Limits

# A list of tasks has thousands of cells; more than this is a database.
MAX_CELLS = 1_000_000


# Excel knows no more; a file may name a row that is far beyond.
_MAX_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The words of a cell and the name of its font, where the file tells it."""

    text: str
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the cells that have words, by row and column from 0."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], SheetCell]


def read_xls(data: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The sheets of an .xls."""
    import xlrd

    try:
        book = _open_xls(data)
        return [_xls_sheet(book, sheet, name) for sheet in book.sheets()]
    except errors.Kl52Error:
        raise
    except xlrd.XLRDError as error:
        raise _refusal(name, "encrypted" in str(error).lower()) from error
    except Exception as error:  # xlrd lets every error of a damaged file through
        raise _refusal(name, False) from error


def _open_xls(data: bytes) -> Any:
    import xlrd

    sink = io.StringIO()
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=sink)
    except (IndexError, AssertionError, KeyError, TypeError, ValueError):
        return xlrd.open_workbook(file_contents=data, logfile=sink)


def _xls_sheet(book: Any, sheet: Any, name: str) -> Sheet:
    cells: dict[tuple[int, int], SheetCell] = {}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)[:MAX_COLUMNS]):
            text, font = _xls_cell(book, cell)
            if text.strip():
                _check(cells, name)
                cells[row, column] = SheetCell(text, font)
    return Sheet(sheet.name, sheet.visibility != 0, cells)


def _xls_cell(book: Any, cell: Any) -> tuple[str, str | None]:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return "", None
    code, font = "General", None
    if cell.xf_index is not None and book.xf_list:
        style = book.xf_list[cell.xf_index]
        code = getattr(book.format_map.get(style.format_key), "format_str", code)
        font = book.font_list[style.font_index].name if book.font_list else None
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype == xlrd.XL_CELL_DATE:
        value = _xls_date(value, book.datemode)
    return shown(value, code), font


def _xls_date(value: float, mode: int) -> Any:
    import xlrd

    try:
        return xlrd.xldate_as_datetime(value, mode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return value


def read_xlsx(data: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The sheets of an .xlsx; formulas as the values that were last computed."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        return [_xlsx_sheet(sheet, name) for sheet in book.worksheets]
    except errors.Kl52Error:
        raise
    except Exception as error:  # openpyxl lets the errors of zip, XML and itself through
        raise _refusal(name, False) from error


def _xlsx_sheet(sheet: Any, name: str) -> Sheet:
    from openpyxl.cell.read_only import EMPTY_CELL

    is_filler = partial(is_, EMPTY_CELL)
    cells: dict[tuple[int, int], SheetCell] = {}
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    empty: Sequence[Any] = ()
    for row, found in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, max_row=_MAX_ROWS)):
        if found is empty:  # the same one stands for every row that the file leaves out
            continue
        if all(map(is_filler, found)):
            empty = found
            continue
        for column, text, font in _xlsx_row(found):
            _check(cells, name)
            cells[row, column] = SheetCell(text, font)
    return Sheet(sheet.title, sheet.sheet_state != "visible", cells)


def _xlsx_row(row: Sequence[Any]) -> Iterator[tuple[int, str, str | None]]:
    for column, cell in enumerate(row):
        value = cell.value
        if value is None:
            continue
        code = cell.number_format or "General"
        if not isinstance(value, str | int | float) and not is_date_format(code):
            code = "dd/mm/yyyy"
        text = shown(value, code)
        if text.strip():
            yield column, text, cell.font.name if cell.has_style else None


def _check(cells: dict[tuple[int, int], SheetCell], name: str) -> None:
    if len(cells) >= MAX_CELLS:
        raise errors.DocumentTooLarge(
            name,
            "bảng tính có hơn một triệu ô có chữ",
            "giữ lại các trang tính cần đọc rồi lưu thành tệp mới",
        )


def _refusal(name: str, locked: bool) -> errors.UnreadableDocument:
    if locked:
        return errors.EncryptedDocument(
            name, "tệp Excel có mật khẩu", "mở bằng Excel, bỏ mật khẩu rồi lưu lại"
        )
    return errors.BrokenDocument(name, "tệp Excel hỏng", "mở bằng Excel để sửa rồi lưu thành .xlsx")
