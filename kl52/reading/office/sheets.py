"""Spreadsheets (.xls, .xlsx) of tasks and targets: each sheet a table, its titles paragraphs.

Rows above the head of the table and below its last full row are paragraphs, so that a header
block typed into cells is read as one, the left column first. Empty rows and columns do not
count. Hidden sheets are left out and named; hidden rows and columns are read, for a filter
hides what still is part of the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kl52.language.lexicon import fold
from kl52.model import Cell
from kl52.reading.assembly import NATION, Draft
from kl52.reading.files import check_characters, check_lines
from kl52.reading.legacy.conversion import convert_text, tell
from kl52.reading.office.sheet_files import Sheet, SheetCell, read_xls, read_xlsx
from kl52.reading.options import DEFAULT, ReadOptions
from kl52.reading.word.fonts import is_capitals_font
from kl52.spans import Span

Row = tuple[tuple[int, SheetCell], ...]

# A head or a full row has at least so many cells with words, where the table is that wide.
_FULL = 3
_NUMBER_HEADS = frozenset({"tt", "stt", "số tt", "số thứ tự", "no", "no."})
# A break inside a cell, which must not look like a row.
_BREAK = "\x0b"


def read_sheets(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The visible sheets of a spreadsheet, one after the other."""
    read = read_xlsx if data.startswith(b"PK") else read_xls
    sheets = read(data, name, options.limits)
    cells = [cell for sheet in sheets for cell in sheet.cells.values()]
    check_lines(len(cells), name, options.limits)
    # many cells may show the same long words
    check_characters(sum(len(cell.text) for cell in cells), name, options.limits)
    draft = Draft()
    shown = [sheet for sheet in sheets if sheet.cells and not sheet.hidden]
    hidden = [sheet.name for sheet in sheets if sheet.cells and sheet.hidden]
    if hidden:
        named = ", ".join(f"«{each}»" for each in hidden)
        draft.note(
            "info",
            "hidden-sheets",
            f"Trang tính bị ẩn không được đọc: {named}; hãy bỏ ẩn nếu cần.",
        )
    for number, sheet in enumerate(_unicode(draft, shown)):
        _write(draft, sheet, number, titled=len(shown) > 1)
    return draft


def _unicode(draft: Draft, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with their words in Unicode."""
    places = [(sheet, at) for sheet in sheets for at in sheet.cells]
    rows: list[str] = []
    before: tuple[str, int] | None = None
    for sheet, at in places:
        words = sheet.cells[at].text.replace("\t", " ").replace("\n", _BREAK).replace("\r", "")
        rows.append("" if before is None else "\t" if before == (sheet.name, at[0]) else "\n")
        rows.append(words)
        before = (sheet.name, at[0])
    text, found = convert_text("".join(rows))
    draft.diagnostics += tell(found)
    cells: dict[str, dict[tuple[int, int], SheetCell]] = {sheet.name: {} for sheet in sheets}
    for (sheet, at), words in zip(places, _split(text), strict=True):
        cells[sheet.name][at] = SheetCell(words.replace(_BREAK, "\n"), sheet.cells[at].font)
    return [replace(sheet, cells=cells[sheet.name]) for sheet in sheets]


def _split(text: str) -> Iterator[str]:
    for row in text.split("\n") if text else ():
        yield from row.split("\t")


def _write(draft: Draft, sheet: Sheet, number: int, *, titled: bool) -> None:
    rows = _rows(sheet)
    first, last = _table(rows)
    if titled:
        draft.add(sheet.name, complete=True)
    _paragraphs(draft, rows[:first])
    columns = sorted({column for row in rows[first:last] for column, _ in row})
    places = {column: place for place, column in enumerate(columns)}
    for index, row in enumerate(rows[first:last]):
        for column, said in row:
            _say(draft, said, Cell(number, index, places[column]))
    _paragraphs(draft, rows[last:])


def _say(draft: Draft, said: SheetCell, place: Cell | None = None) -> None:
    capitals = is_capitals_font(said.font)
    for line in said.text.split("\n"):
        if capitals:
            draft.capitals.append(Span(draft.length, draft.length + len(line)))
        draft.add(line, complete=True, cell=place)


def _rows(sheet: Sheet) -> list[Row]:
    """The rows that have words."""
    rows: dict[int, list[tuple[int, SheetCell]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append((column, cell))
    return [tuple(cells) for cells in rows.values()]


def _table(rows: Sequence[Row]) -> tuple[int, int]:
    """Where the table begins and ends: at its head, and after its last full row."""
    full = min(_FULL, max(map(len, rows), default=0))
    if full < 2:
        return 0, 0
    first = next(index for index, row in enumerate(rows) if len(row) >= full or _is_head(row))
    last = max(index for index, row in enumerate(rows) if len(row) >= full)
    return (first, last + 1) if last > first else (0, 0)


def _is_head(row: Row) -> bool:
    return len(row) > 1 and fold(row[0][1].text) in _NUMBER_HEADS


def _paragraphs(draft: Draft, rows: Sequence[Row]) -> None:
    """Rows outside of the table; those of two columns one column after the other."""
    for block in _blocks(rows):
        edge = _edge(block)
        for left in (True, False):
            for row in block:
                for column, said in row:
                    if (column < edge) == left:
                        _say(draft, said)


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that belong together: a header or signature block as one, any other by itself."""
    at = 0
    while at < len(rows):
        end = at + 1
        if len(rows[at]) > 1:
            edge = rows[at][-1][0]
            while end < len(rows) and _goes_on(rows[end], edge):
                end += 1
        yield list(rows[at:end])
        at = end


def _goes_on(row: Row, edge: int) -> bool:
    """Whether a row has words on both sides of the edge, or on its right side only."""
    return len(row) > 1 or row[0][0] >= edge or NATION.search(row[0][1].text.upper()) is not None


def _edge(block: Sequence[Row]) -> int:
    """The first column of the right side."""
    return min((row[-1][0] for row in block if len(row) > 1), default=0)
