"""Cells from rulings: which parts of a page are closed by lines on all sides.

Input: the :class:`~kl52.reading.pdf.rulings.Rulings` of a page. Output: grids with their
cells, joined ones whole. A side of a table may be open: tables without lines at the left and
right, or without one where the page ends. A box with a single cell, lines that close little
of what they surround (drawings), and grids inside a cell of another are no tables.
Work grows with the places of a grid, which are limited.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kl52.reading.pdf.rulings import NEAR, Ruling, Rulings
from kl52.reading.pdf.words import Box

# Columns and rows narrower than this hold no letter.
NARROW = 6.0
LOW = 4.0
# An open side: lines reach this far beyond the last line that crosses them.
OPEN = 12.0
# How much of a table its closed cells cover at least.
COVERED = 0.5
# More than this on one page is a drawing, or an attack.
MOST_GRIDS = 200
MOST_PLACES = 100_000
MOST_CROSSINGS = 4_000_000


class GridCell(NamedTuple):
    """A cell: its first row and column, and how many rows and columns it takes up."""

    row: int
    column: int
    down: int = 1
    across: int = 1


@dataclass(slots=True)
class Grid:
    """Cells between ``xs`` (left to right) and ``ys`` (top to bottom).

    ``places[row][column]`` is the index of the cell there, -1 where lines do not close it.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    places: list[list[int]] = field(repr=False)

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def at(self, x: float, y: float) -> int:
        """The index of the cell around a point, -1 where there is none."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.places[row][column]
        return -1

    def cell_box(self, cell: GridCell) -> Box:
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.across],
            self.ys[cell.row + cell.down],
        )


class TooManyRulings(Exception):
    """The lines of a page are too many, or cross too often, to look for tables in them."""


def find_grids(rulings: Rulings) -> list[Grid]:
    """The grids of a page, those inside a cell of another left out."""
    if rulings.too_many or len(rulings.across) * len(rulings.down) > MOST_CROSSINGS:
        raise TooManyRulings
    grids: list[Grid] = []
    left = MOST_PLACES
    for lines in _connected(rulings):
        grid = _grid(lines, left)
        if grid is not None:
            grids.append(grid)
            left -= len(grid.xs) * len(grid.ys)
            if len(grids) > MOST_GRIDS:
                raise TooManyRulings
    grids.sort(key=lambda grid: -_area(grid.box))
    outer: list[Grid] = []
    for grid in grids:
        if not any(_is_inside(grid.box, other) for other in outer):
            outer.append(grid)
    return outer


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_inside(box: Box, grid: Grid) -> bool:
    index = grid.at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    if index < 0:
        return False
    x0, top, x1, bottom = grid.cell_box(grid.cells[index])
    return x0 <= box[0] + NEAR and top <= box[1] + NEAR and box[2] <= x1 + NEAR and (
        box[3] <= bottom + NEAR
    )  # fmt: skip


# -- which lines belong together -----------------------------------------------------------------


def _connected(rulings: Rulings) -> Iterator[Rulings]:
    """The lines that touch each other, group by group."""
    across, down = rulings.across, rulings.down
    groups = _Groups(len(across) + len(down))
    xs = [x for x, _, _ in down]
    for index, (y, x0, x1) in enumerate(across):
        for other in range(bisect_left(xs, x0 - NEAR), bisect_right(xs, x1 + NEAR)):
            if down[other][1] - NEAR <= y <= down[other][2] + NEAR:
                groups.join(index, len(across) + other)
    found: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index in range(len(across) + len(down)):
        lines = found.setdefault(groups.of(index), ([], []))
        if index < len(across):
            lines[0].append(across[index])
        else:
            lines[1].append(down[index - len(across)])
    for ours, theirs in found.values():
        if len(ours) > 1 and theirs:
            yield Rulings(tuple(ours), tuple(theirs))


class _Groups:
    """Numbers that belong together (union-find)."""

    def __init__(self, count: int) -> None:
        self.above = list(range(count))

    def of(self, index: int) -> int:
        above = self.above
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    def join(self, one: int, other: int) -> None:
        one, other = self.of(one), self.of(other)
        self.above[max(one, other)] = min(one, other)


# -- the places between lines --------------------------------------------------------------------


def _grid(lines: Rulings, most: int) -> Grid | None:
    """The grid that lines make; raises if it has more places than ``most``."""
    xs = _edges([x for x, _, _ in lines.down], [(x0, x1) for _, x0, x1 in lines.across], NARROW)
    ys = _edges([y for y, _, _ in lines.across], [(y0, y1) for _, y0, y1 in lines.down], LOW)
    if len(xs) < 3 or len(ys) < 2:
        return None
    if len(xs) * len(ys) > most:
        raise TooManyRulings
    walls = _walls(xs, ys, lines.down)  # walls[column edge][row]
    floors = _walls(ys, xs, lines.across)  # floors[row edge][column]
    cells, places = _cells(walls, floors)
    grid = Grid(xs, ys, cells, places)
    closed = sum(_area(grid.cell_box(cell)) for cell in cells)
    return grid if closed >= COVERED * _area(grid.box) else None


def _edges(
    lines: Sequence[float], reaches: Sequence[tuple[float, float]], least: float
) -> list[float]:
    """Where lines part the places; those too close to hold a letter between them are one.

    ``reaches`` are the ends of the lines the other way: they add an open side.
    """
    edges: list[float] = []
    for line in sorted(lines):
        if not edges or line - edges[-1] > least:
            edges.append(line)
    first, last = min(start for start, _ in reaches), max(end for _, end in reaches)
    if edges[0] - first > OPEN:
        edges.insert(0, first)
    if last - edges[-1] > OPEN:
        edges.append(last)
    return edges


def _walls(
    edges: Sequence[float], across: Sequence[float], lines: Sequence[Ruling]
) -> list[list[bool]]:
    """For each edge, which of the stretches between ``across`` a line runs along."""
    walls = [[False] * (len(across) - 1) for _ in edges]
    middles = [(one + other) / 2 for one, other in zip(across, across[1:], strict=False)]
    for at, start, end in lines:
        index = min(max(bisect_right(edges, at + 0.01) - 1, 0), len(edges) - 1)
        for place in range(bisect_left(middles, start), bisect_right(middles, end)):
            walls[index][place] = True
    return walls


def _cells(
    walls: list[list[bool]], floors: list[list[bool]]
) -> tuple[list[GridCell], list[list[int]]]:
    """The cells, and for each row and column which of them is there."""
    rows, columns = len(floors) - 1, len(walls) - 1
    groups = _Groups(rows * columns)
    for row in range(rows):
        for column in range(columns):
            if column and not walls[column][row]:
                groups.join(row * columns + column, row * columns + column - 1)
            if row and not floors[row][column]:
                groups.join(row * columns + column, (row - 1) * columns + column)
    members: dict[int, list[tuple[int, int]]] = {}
    for place in range(rows * columns):
        members.setdefault(groups.of(place), []).append(divmod(place, columns))
    cells: list[GridCell] = []
    places = [[-1] * columns for _ in range(rows)]
    for group in members.values():
        whole = _rectangle(group)
        if whole is not None:
            parts = [whole] if _is_closed(whole, walls, floors) else []
        else:
            parts = [] if _leaks(group, walls, floors) else list(_runs(group))
        for cell in parts:
            for row in range(cell.row, cell.row + cell.down):
                places[row][cell.column : cell.column + cell.across] = [len(cells)] * cell.across
            cells.append(cell)
    return cells, places


def _rectangle(places: Sequence[tuple[int, int]]) -> GridCell | None:
    """The places as one cell, if they fill a rectangle."""
    if len(places) == 1:
        return GridCell(*places[0])
    rows, columns = [row for row, _ in places], [column for _, column in places]
    top, left = min(rows), min(columns)
    down, across = max(rows) - top + 1, max(columns) - left + 1
    return GridCell(top, left, down, across) if down * across == len(places) else None


def _runs(places: Sequence[tuple[int, int]]) -> Iterator[GridCell]:
    """The places row by row; they stand in order."""
    first = last = places[0]
    for place in [*places[1:], (-1, -1)]:
        if place != (last[0], last[1] + 1):
            yield GridCell(first[0], first[1], 1, last[1] - first[1] + 1)
            first = place
        last = place


def _leaks(
    places: Sequence[tuple[int, int]], walls: list[list[bool]], floors: list[list[bool]]
) -> bool:
    """Whether places are open to the outside of the table."""
    last_row, last_column = len(floors) - 2, len(walls) - 2
    return any(
        (column == 0 and not walls[0][row])
        or (column == last_column and not walls[-1][row])
        or (row == 0 and not floors[0][column])
        or (row == last_row and not floors[-1][column])
        for row, column in places
    )


def _is_closed(cell: GridCell, walls: list[list[bool]], floors: list[list[bool]]) -> bool:
    """Whether lines close a cell, but for sides where the table itself is open."""
    rows = slice(cell.row, cell.row + cell.down)
    columns = slice(cell.column, cell.column + cell.across)
    left, right = cell.column, cell.column + cell.across
    top, bottom = cell.row, cell.row + cell.down
    beside = all(walls[left][rows]), all(walls[right][rows])
    ends = all(floors[top][columns]), all(floors[bottom][columns])
    outer = (
        (beside[0] or left == 0)
        and (beside[1] or right == len(walls) - 1)
        and (ends[0] or top == 0)
        and (ends[1] or bottom == len(floors) - 1)
    )
    return outer and (all(beside) or all(ends))
