"""The dispatch sheet as an Excel file: an overview, then one sheet a group.

Input: a :class:`~kl52.dispatching.sheet.Sheet`. Output: the bytes of an ``.xlsx``. Every cell with
words is text, whatever it begins with, and dates are dates. The same sheet gives the same bytes.
Sheets print on A4 across, the heads of their columns on each page.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kl52.dispatching.cells import clean, label_of, title_of
from kl52.dispatching.columns import COLUMNS, OF_BODY, record_of
from kl52.dispatching.grouping import Group, when
from kl52.dispatching.sheet import Sheet
from kl52.dispatching.view import foot_lines
from kl52.language.wording import Say
from kl52.views.naming import day

LONGEST_CELL = 32_767  # characters, by the limits of Excel
LONGEST_NAME = 31
# More sheets make a file that nobody can find anything in; the rest stands in one more sheet.
MOST_SHEETS = 200
_SHORT = {"(?:Ủy|Uỷ) ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND", "Mặt trận Tổ quốc": "MTTQ"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_DATE = "dd/mm/yyyy"
_THIN = Side(style="thin", color="B0B0B0")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_HEAD = PatternFill("solid", fgColor="DDE6F0")
_WRAP = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_OVERVIEW = {"number": 5, "body": 60, "count": 14, "dated": 14, "late": 12, "next": 14, "sheet": 34}
_LATE = Font(color="C00000", bold=True)
# Points to a line, the highest row that Excel has, and room for words that break early.
_LINE, _HIGHEST, _ROOM = 15, 405, 1.15
_THEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can tell


def workbook_bytes(sheet: Sheet, say: Say) -> bytes:
    """The Excel file of a dispatch sheet."""
    book = Workbook()
    overview = book.active
    assert overview is not None
    pages = _pages(sheet, say)
    names = sheet_names([say("tasks.overview"), *(title for title, _ in pages)])
    overview.title = names[0]
    _fill_overview(overview, sheet, names[1:], say)
    for name, (title, groups) in zip(names[1:], pages, strict=True):
        _fill_page(book.create_sheet(name), title, groups, sheet, say)
    book.properties.creator = "kl52"
    written = io.BytesIO()
    book.save(written)
    return _same(written.getvalue())


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes: at most 31 characters, legal, each once whatever its case.

    >>> sheet_names(["Sở Y tế", "sở y tế", "A/B: [C]", "", "'x'"])
    ['Sở Y tế', 'sở y tế (2)', 'A B C', '_', 'x']
    """
    found: list[str] = []
    taken = {"history"}  # a name that Excel keeps for itself
    counts: dict[str, int] = {}
    for title in titles:
        bare = " ".join(_FORBIDDEN.sub(" ", clean(title)).split()).strip("' ") or "_"
        name, stem = _cut(bare, LONGEST_NAME), _cut(bare, LONGEST_NAME - 6)
        while name.casefold() in taken:
            counts[stem] = counts.get(stem, 1) + 1
            name = f"{stem} ({counts[stem]})"
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(name: str, length: int) -> str:
    """A name that is too long with its usual abbreviations, then its start up to a whole word.

    >>> _cut("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương", 31)
    'UBND các tỉnh, thành phố …'
    """
    if _units(name) <= length:
        return name
    for words, letters in _SHORT.items():
        name = re.sub(words, letters, name, flags=re.IGNORECASE)
    if _units(name) <= length:
        return name
    name = name[: length - 2]
    while _units(name) > length - 2:
        name = name[:-1]
    return f"{name.rsplit(' ', 1)[0]} …"


def _units(name: str) -> int:
    """The length as Excel counts it: a sign beyond the Basic Plane is two."""
    return len(name.encode("utf-16-le")) // 2


def _pages(sheet: Sheet, say: Say) -> list[tuple[str, tuple[Group, ...]]]:
    """The title and the groups of each sheet: one group, in the last one all that are left."""
    first, rest = sheet.groups[:MOST_SHEETS], sheet.groups[MOST_SHEETS:]
    pages: list[tuple[str, tuple[Group, ...]]] = []
    pages += [(_title(group, sheet, say), (group,)) for group in first]
    return [*pages, (say("tasks.rest"), rest)] if rest else pages


def _title(group: Group, sheet: Sheet, say: Say) -> str:
    return title_of(group, say, many=len(sheet.documents) > 1)


# -- the sheets ----------------------------------------------------------------------------------


def _fill_overview(page: Worksheet, sheet: Sheet, names: Sequence[str], say: Say) -> None:
    """What the file is about, then a line a group with what there is to do."""
    on = sheet.choice.on
    _text(page.cell(1, 1), say("tasks.title")).font = Font(bold=True, size=14)
    about = [say("tasks.as_of", on=day(on.isoformat()))]
    for doc in sheet.documents:
        mark = doc.header.secrecy
        about.append(label_of(doc) + (f" · {say('tasks.secrecy', mark=mark)}" if mark else ""))
    about += foot_lines(sheet, say)
    for line in about:
        _text(page.cell(page.max_row + 1, 1), line)
    top = page.max_row + 2
    _head(page, top, _OVERVIEW, say)
    for number, group in enumerate(sheet.groups, 1):
        days = [found for row in group.rows if (found := when(row, on)) is not None]
        ahead = [found for found in days if found >= on]
        name = names[min(number, len(names)) - 1]
        late = sum(row.is_late(on) for row in group.rows)
        dated = sum(row.duty.deadline is not None for row in group.rows)
        values = (number, _title(group, sheet, say), len(group.rows), dated, late,
                  min(ahead, default=None), name)  # fmt: skip
        _row(page, top + number, values)
        link = page.cell(top + number, len(values))
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!A1")
    _finish(page, top, len(_OVERVIEW), top + len(sheet.groups), frozen=False)


def _fill_page(
    page: Worksheet, title: str, groups: tuple[Group, ...], sheet: Sheet, say: Say
) -> None:
    """The title, the heads of the columns, the tasks."""
    alone = len(groups) == 1 and groups[0].kind == "lead" and sheet.choice.by == "body"
    columns = OF_BODY if alone else tuple(COLUMNS)
    _text(page.cell(1, 1), title).font = Font(bold=True, size=13)
    _head(page, 2, {name: COLUMNS[name] for name in columns}, say)
    rows = [(group, row) for group in groups for row in group.rows]
    for number, (group, row) in enumerate(rows, 1):
        record = record_of(number, row, group, sheet.choice.on, say)
        _row(page, 2 + number, tuple(getattr(record, name) for name in columns))
        if row.is_late(sheet.choice.on):
            page.cell(2 + number, columns.index("date") + 1).font = _LATE
    _finish(page, 2, len(columns), 2 + len(rows), frozen=True)


def _head(page: Worksheet, at: int, widths: dict[str, int], say: Say) -> None:
    for column, (name, width) in enumerate(widths.items(), 1):
        cell = _text(page.cell(at, column), say(f"tasks.column.{name}"))
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, _MIDDLE
        cell.border = _BORDER
        page.column_dimensions[get_column_letter(column)].width = width


def _row(page: Worksheet, at: int, values: Sequence[object]) -> None:
    lines = 1
    for column, value in enumerate(values, 1):
        cell = page.cell(at, column)
        width = page.column_dimensions[get_column_letter(column)].width
        lines = max(lines, ceil(len(str(value or "")) * _ROOM / width))
        cell.alignment, cell.border = _WRAP, _BORDER
        if isinstance(value, date):
            cell.value, cell.number_format = value, _DATE
        elif isinstance(value, int):
            cell.value = value
        elif value:
            _text(cell, str(value))
    # not every program fits the height of wrapped rows when it opens a file
    page.row_dimensions[at].height = min(lines * _LINE, _HIGHEST)


def _text(cell: Cell, words: str) -> Cell:
    """Words as text, never a formula or an error, also once somebody edits the cell."""
    words = clean(words).replace("\t", " ")
    if len(words) > LONGEST_CELL:
        words = words[: LONGEST_CELL - 2] + " …"
    cell.value = words
    cell.data_type = "s"
    if words[:1] in tuple("=+-@"):
        cell.quotePrefix = True
    return cell


def _finish(page: Worksheet, head: int, columns: int, last: int, *, frozen: bool) -> None:
    """What one expects of such a sheet on screen and on paper."""
    if frozen:
        page.freeze_panes = page.cell(head + 1, 1)
    page.auto_filter.ref = f"A{head}:{get_column_letter(columns)}{max(last, head)}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.oddFooter.center.text = "&P/&N"
    page.page_margins.left = page.page_margins.right = 0.4


def _same(data: bytes) -> bytes:
    """The file without the moment at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(created|modified)[^>]*>)[^<]*",
                    rb"\g<1>1980-01-01T00:00:00Z",
                    content,
                )
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()
