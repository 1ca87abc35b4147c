"""The tables of a PDF page: the words of each cell, row by row.

Input: the rulings and items of a page, words or whole lines. Output: tables with their cells, and
the items outside of them: each word is in one or the other. Tables that only set a header or
signature block in two columns are none. :mod:`joining` makes one table of those that go on over
pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kl52.reading.assembly import Draft, is_layout
from kl52.reading.pdf.drafts import DraftCell, DraftTable
from kl52.reading.pdf.grids import Grid, TooManyRulings, find_grids
from kl52.reading.pdf.lines import Items
from kl52.reading.pdf.open_tables import find_open_tables, may_be_open
from kl52.reading.pdf.rulings import NEAR, Ruling, Rulings
from kl52.reading.pdf.words import Word


def may_hold_tables(rulings: Rulings, text: str) -> bool:
    """Whether a page with these rulings and letters is worth looking at word by word."""
    if rulings.too_many or (rulings.across and rulings.down):
        return True
    return may_be_open(rulings.across, text)


def find_tables(
    rulings: Rulings, items: Items, number: int, draft: Draft
) -> tuple[list[DraftTable], list[Word]]:
    """The tables of a page from top to bottom, and the items outside of them.

    ``draft`` is told where a page draws too much for its tables to be looked for.
    """
    try:
        grids = find_grids(rulings)
    except TooManyRulings:
        draft.note("warning", "tables-not-sought", _TOO_MANY.format(page=number), number)
        return [], items.all
    tables, rest = _fill(grids, items, number)
    more, rest = find_open_tables(_loose(rulings.across, grids), items, rest, number)
    return sorted([*tables, *more], key=lambda table: table.box[1]), rest


def _loose(rules: Sequence[Ruling], grids: Sequence[Grid]) -> list[Ruling]:
    """The rules across that are part of no grid."""
    boxes = [grid.box for grid in grids]
    return [
        (y, x0, x1)
        for y, x0, x1 in rules
        if not any(
            box[1] - NEAR <= y <= box[3] + NEAR and box[0] - NEAR <= x0 and x1 <= box[2] + NEAR
            for box in boxes
        )
    ]


_TOO_MANY = (
    "Trang {page} có quá nhiều nét kẻ nên bảng trên trang này không được tìm; chữ vẫn được đọc "
    "theo dòng. Nếu trang có bảng giao việc, hãy dùng bản Word của văn bản."
)


def _fill(grids: Sequence[Grid], items: Items, number: int) -> tuple[list[DraftTable], list[Word]]:
    """The tables that grids and items make, and the items left over."""
    if not grids:
        return [], items.all
    held: list[list[list[Word]]] = [[[] for _ in grid.cells] for grid in grids]
    taken: list[tuple[Word, int]] = []
    for word, (index, cell) in _placed(grids, items):
        if index >= 0:
            held[index][cell].append(word)
        taken.append((word, index))
    tables = [_table(grid, items, cells, number) for grid, cells in zip(grids, held, strict=True)]
    rest = [word for word, index in taken if index < 0 or tables[index] is None]
    return [table for table in tables if table is not None], rest


Place = tuple[int, int]


def _placed(grids: Sequence[Grid], items: Items) -> Iterator[tuple[Word, Place]]:
    """Each item with its grid and cell, -1 where it stands in none.

    A line that reaches over the side of a cell comes as its words.
    """
    for item in items.all:
        y = (item.top + item.bottom) / 2
        place = _cell(grids, item.x0, y)
        if place == _cell(grids, item.x1, y) and (place[0] >= 0 or not _crosses(grids, item)):
            yield item, place
            continue
        for word in items.words(item):
            yield word, _cell(grids, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)


def _cell(grids: Sequence[Grid], x: float, y: float) -> Place:
    for index, grid in enumerate(grids):
        cell = grid.at(x, y)
        if cell >= 0:
            return index, cell
    return -1, -1


def _crosses(grids: Sequence[Grid], item: Word) -> bool:
    return any(
        item.x0 < grid.xs[-1]
        and grid.xs[0] < item.x1
        and item.top < grid.ys[-1]
        and grid.ys[0] < item.bottom
        for grid in grids
    )


def _table(
    grid: Grid, items: Items, held: Sequence[Sequence[Word]], number: int
) -> DraftTable | None:
    left, filled = grid.xs[0], sum(map(bool, held))
    # where only empty cells begin, there is no column
    columns = {cell.column for cell, words in zip(grid.cells, held, strict=True) if words}
    edges = sorted(grid.xs[column] - left for column in columns)
    # one row of a few words in many boxes is a form to fill in
    if len(edges) < 2 or filled < 2 or (len(grid.ys) == 2 and 2 * filled < len(held)):
        return None
    rows: dict[int, list[DraftCell]] = {}
    for cell, words in zip(grid.cells, held, strict=True):
        x0, _, x1, bottom = grid.cell_box(cell)
        lines = [(number, line) for line in items.lines(words)]
        rows.setdefault(cell.row, []).append(
            DraftCell(x0 - left, x1 - left, bottom, cell.down, lines)
        )
    ordered = [sorted(rows[row], key=lambda cell: cell.left) for row in sorted(rows)]
    table = DraftTable(grid.box, edges, ordered, (number, number))
    return None if _is_layout(table) else table


def _is_layout(table: DraftTable) -> bool:
    """Whether the rulings only set a header or signature block in two columns."""
    return len(table.edges) <= 3 and any(
        is_layout(cell.said) for row in table.rows[:4] for cell in row
    )
