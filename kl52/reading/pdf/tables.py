"""The tables of a PDF page: the words of each cell, row by row.

Input: the rulings and words of a page. Output: tables with their cells, and the words outside
of them: each word is in one or the other. Tables that only set a header or signature block in two
columns are none. :mod:`joining` makes one table of those that go on over pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from kl52.reading.assembly import Draft, is_layout
from kl52.reading.pdf.drafts import DraftCell, DraftTable
from kl52.reading.pdf.grids import Grid, TooManyRulings, find_grids
from kl52.reading.pdf.open_tables import find_open_tables, may_be_open
from kl52.reading.pdf.rulings import NEAR, Ruling, Rulings
from kl52.reading.pdf.words import Word, read_lines


def may_hold_tables(rulings: Rulings, text: str) -> bool:
    """Whether a page with these rulings and letters is worth looking at word by word."""
    if rulings.too_many or (rulings.across and rulings.down):
        return True
    return may_be_open(rulings.across, text)


def find_tables(
    rulings: Rulings, words: Sequence[Word], number: int, draft: Draft
) -> tuple[list[DraftTable], list[Word]]:
    """The tables of a page from top to bottom, and the words outside of them.

    ``draft`` is told where a page draws too much for its tables to be looked for.
    """
    try:
        grids = find_grids(rulings)
    except TooManyRulings:
        draft.note("warning", "tables-not-sought", _TOO_MANY.format(page=number), number)
        return [], list(words)
    tables, rest = _fill(grids, words, number)
    more, rest = find_open_tables(_loose(rulings.across, grids), rest, number)
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


def _fill(
    grids: Sequence[Grid], words: Sequence[Word], number: int
) -> tuple[list[DraftTable], list[Word]]:
    """The tables that grids and words make, and the words left over."""
    if not grids:
        return [], list(words)
    held: list[list[list[Word]]] = [[[] for _ in grid.cells] for grid in grids]
    taken: list[int] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for index, grid in enumerate(grids):
            cell = grid.at(x, y)
            if cell >= 0:
                held[index][cell].append(word)
                taken.append(index)
                break
        else:
            taken.append(-1)
    tables = [_table(grid, cells, number) for grid, cells in zip(grids, held, strict=True)]
    rest = [
        word for word, index in zip(words, taken, strict=True) if index < 0 or tables[index] is None
    ]
    found = [table for table in tables if table is not None]
    return found, rest


def _table(grid: Grid, held: Sequence[Sequence[Word]], number: int) -> DraftTable | None:
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
        lines = [(number, line) for line in read_lines(words)]
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
