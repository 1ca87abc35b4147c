"""Tables of a page: their cells in the grid, and tables that only set blocks side by side."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kl52.reading.assembly import MAX_COLUMNS, is_layout
from kl52.reading.web.tags import is_technical, name_of

# So many places that joined cells cover are kept track of.
MOST_JOINED = 200_000
# A header or signature block is no longer than this, in rows and letters.
BLOCK_ROWS, BLOCK_LETTERS = 8, 3_000
# A cell with more letters than this is a part of a page.
LONGEST_CELL = 6_000

Row = list[etree._Element]


def rows_of(table: etree._Element) -> list[Row]:
    """The rows of a table as lists of cells, its foot last; rows of tables within it are theirs."""
    found: list[Row] = []
    foot: list[Row] = []
    for child in table:
        name = name_of(child)
        if name == "tr":
            found.append(_cells_of(child))
        elif name in ("thead", "tbody", "tfoot"):
            rows = [_cells_of(each) for each in child if name_of(each) == "tr"]
            (foot if name == "tfoot" else found).extend(rows)
    return found + foot


def _cells_of(row: etree._Element) -> Row:
    return [each for each in row if name_of(each) in ("td", "th")]


def placed(rows: list[Row]) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells with row and column; joined cells take up the places that they cover."""
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (index, column) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                break
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if len(taken) > MOST_JOINED:
                wide = high = 1
            taken.update((index + i, column + j) for i in range(high) for j in range(wide))
            yield index, column, cell
            column += wide


def _span(cell: etree._Element, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), 100) if value.isdecimal() and len(value) < 4 else 1


def is_block_table(table: etree._Element, rows: list[Row]) -> bool:
    """Whether a table is a header or signature block set in columns."""
    if len(rows) > BLOCK_ROWS or max(map(len, rows), default=0) > 3:
        return False
    words = words_of(table, BLOCK_LETTERS + 1)
    return len(words) <= BLOCK_LETTERS and is_layout(words)


def is_frame(table: etree._Element, rows: list[Row]) -> bool:
    """Whether a table only frames a page or a part of one: its cells are no cells of a table."""
    if (table.get("role") or "") in ("presentation", "none") or max(map(len, rows), default=0) < 2:
        return True
    inner = [each for row in rows for cell in row for each in _outermost(cell)]
    if inner and not _is_grid_around(inner, rows):
        return True
    longest = (words_of(cell, LONGEST_CELL + 1) for row in rows for cell in row)
    return any(len(words) > LONGEST_CELL for words in longest)


def _outermost(cell: etree._Element) -> Iterator[etree._Element]:
    """The tables in a cell, without those within them."""
    walk = etree.iterwalk(cell, events=("start",))
    for _, each in walk:
        if name_of(each) == "table":
            walk.skip_subtree()
            yield each


def _is_grid_around(inner: list[etree._Element], rows: list[Row]) -> bool:
    """Whether rows of cells hold most of the words, and the tables in them only a few."""
    if sum(len(row) > 1 for row in rows) < 2:
        return False
    within = sum(len(words_of(each, LONGEST_CELL)) for each in inner)
    whole = sum(len(words_of(cell, LONGEST_CELL)) for row in rows for cell in row)
    return 2 * within < whole


def by_columns(rows: list[Row]) -> Iterator[etree._Element]:
    """The cells of a block, the left column first; a row of one cell parts what is above it."""
    band: list[Row] = []
    for row in [*rows, []]:
        if len(row) > 1:
            band.append(row)
            continue
        for column in range(max(map(len, band), default=0)):
            yield from (each[column] for each in band if column < len(each))
        yield from row
        band = []


def words_of(element: etree._Element, most: int) -> str:
    """The first words under an element, some ``most`` letters."""
    words: list[str] = []
    length = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "start" and is_technical(name_of(each)) and each is not element:
            walk.skip_subtree()
            continue
        said = each.text if event == "start" else (each.tail if each is not element else None)
        if said:
            words.append(" ".join(said.split()) + " ")
            length += len(words[-1])
        if length >= most:
            break
    return "".join(words)
