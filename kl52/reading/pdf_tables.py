"""The ruled tables of a PDF page, and tables that go on over pages.

The rulings come from pdfium's path objects; pdfplumber's table functions make cells
of them. A table that goes on over a page break is one table: repeated heads are left
out, a row split by the break is joined again.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pdfplumber import table as plumber

from kl52.reading.assembly import is_layout
from kl52.reading.pdf_words import Box, TextLine, View, Word, read_lines

# Rulings closer than this are one (points); a ruling is longer than a tick box.
NEAR = 3.0
SHORTEST = 6.0
# A page with more path pieces than this is a drawing; its tables are not looked for.
MOST_PIECES = 20_000
_SENTENCE_END = (".", ";", ":", "!", "?", "./.")

Point = tuple[float, float]


@dataclass(slots=True)
class DraftCell:
    """A cell: the left edge, counted from the left edge of its table, and its lines by page."""

    left: float
    lines: list[tuple[int, TextLine]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.text for _, line in self.lines)

    @property
    def said(self) -> str:
        return " ".join(line.said for _, line in self.lines)


@dataclass(slots=True)
class DraftTable:
    """A table with its rows from top to bottom, each from left to right."""

    box: Box
    edges: list[float]
    rows: list[list[DraftCell]]

    def column(self, cell: DraftCell) -> int:
        return min(range(len(self.edges)), key=lambda i: abs(self.edges[i] - cell.left))


def find_tables(
    page: pypdfium2.PdfPage, view: View, words: Sequence[Word], number: int
) -> tuple[list[DraftTable], list[Word]]:
    """The tables of a page from top to bottom, and the words outside of them."""
    return tables_of(list(_rulings(page, view)), words, number)


def drawn_tables(
    rulings: Sequence[Box], words: Sequence[Word], number: int
) -> tuple[list[DraftTable], list[Word]]:
    """The same for a page whose rulings are known: x0, top, x1, bottom in points."""
    edges = [
        _edge("h", x0, (top + bottom) / 2, x1, (top + bottom) / 2)
        if x1 - x0 > bottom - top
        else _edge("v", (x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
        for x0, top, x1, bottom in rulings
    ]
    return tables_of(edges, words, number)


def tables_of(
    edges: list[dict[str, Any]], words: Sequence[Word], number: int
) -> tuple[list[DraftTable], list[Word]]:
    """The tables that these rulings make, and the words outside of them."""
    grids = _grids(edges)
    if not grids:
        return [], list(words)
    held: dict[Box, list[Word]] = {cell: [] for grid in grids for cell in grid}
    for word in words:
        cell = _cell_of(word, held)
        if cell is not None:
            held[cell].append(word)
    tables = [
        table for grid in grids if (table := _table(grid, held, number)) and not _is_layout(table)
    ]
    tables.sort(key=lambda table: table.box[1])
    inside = {
        id(word)
        for grid in grids
        if any(table.box == _box(grid) for table in tables)
        for cell in grid
        for word in held[cell]
    }
    return tables, [word for word in words if id(word) not in inside]


def _grids(edges: list[dict[str, Any]]) -> list[list[Box]]:
    """The cells of each ruled grid on a page."""
    ways = {edge["orientation"] for edge in edges}
    if len(ways) < 2 or len(edges) > MOST_PIECES:
        return []
    merged = plumber.merge_edges(edges, NEAR, NEAR, NEAR, NEAR)
    merged = [
        edge for edge in merged
        if edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"] > SHORTEST
    ]  # fmt: skip
    crossings = plumber.edges_to_intersections(merged, NEAR, NEAR)
    return plumber.cells_to_tables(plumber.intersections_to_cells(crossings))


def _rulings(page: pypdfium2.PdfPage, view: View) -> Iterator[dict[str, Any]]:
    pieces = 0
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        stroked = _is_stroked(path)
        for points in _outlines(path):
            pieces += len(points)
            if pieces > MOST_PIECES:
                return
            # a wide shape without outline is a shade behind words, a thin one is a ruling
            if stroked or _is_thin(points):
                yield from _straight(points, view)


def _straight(points: Sequence[Point], view: View) -> Iterator[dict[str, Any]]:
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        x0, top, x1, bottom = view.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        if x1 - x0 < 1 < bottom - top:
            yield _edge("v", x0, top, x0, bottom)
        elif bottom - top < 1 < x1 - x0:
            yield _edge("h", x0, top, x1, top)


def _edge(way: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {
        "orientation": way, "object_type": "line", "x0": x0, "top": top, "x1": x1,
        "bottom": bottom, "width": x1 - x0, "height": bottom - top, "doctop": top,
    }  # fmt: skip


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _is_thin(points: Sequence[Point]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(max(xs) - min(xs), max(ys) - min(ys)) < NEAR


def _outlines(path: Any) -> Iterator[list[Point]]:
    """The corners of each part of a path, in the coordinates of the page."""
    matrix = path.get_matrix()
    outer = path.container
    while outer is not None:
        matrix = matrix.multiply(outer.get_matrix())
        outer = outer.container
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(max(pdfium.FPDFPath_CountSegments(path), 0)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if points and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append(matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _cell_of(word: Word, cells: dict[Box, list[Word]]) -> Box | None:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    inside = [cell for cell in cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]]
    return min(inside, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]), default=None)


def _box(grid: Sequence[Box]) -> Box:
    return (
        min(cell[0] for cell in grid),
        min(cell[1] for cell in grid),
        max(cell[2] for cell in grid),
        max(cell[3] for cell in grid),
    )


def _table(grid: Sequence[Box], held: dict[Box, list[Word]], number: int) -> DraftTable | None:
    box = _box(grid)
    edges = sorted({round(cell[0] - box[0], 1) for cell in grid})
    if len(edges) < 2 or sum(bool(held[cell]) for cell in grid) < 2:
        return None
    rows = []
    for top in sorted({cell[1] for cell in grid}):
        row = sorted(cell for cell in grid if cell[1] == top)
        rows.append([_cell(cell, box[0], held[cell], number) for cell in row])
    return DraftTable(box, edges, rows)


def _cell(cell: Box, left: float, words: Sequence[Word], number: int) -> DraftCell:
    return DraftCell(cell[0] - left, [(number, line) for line in read_lines(words)])


def _is_layout(table: DraftTable) -> bool:
    """Whether the rulings only set a header or signature block in two columns."""
    return len(table.edges) <= 3 and any(
        is_layout(cell.said) for row in table.rows[:4] for cell in row
    )


# -- over the page break -------------------------------------------------------------------------


def continues(above: DraftTable, below: DraftTable) -> bool:
    """Whether the table at the top of a page may go on from the one at the foot of the last."""
    wide = above.box[2] - above.box[0], below.box[2] - below.box[0]
    if abs(wide[0] - wide[1]) > 2 * NEAR:
        return False
    few, many = sorted((above.edges, below.edges), key=len)
    return all(any(abs(edge - other) <= 2 * NEAR for other in many) for edge in few)


def repeated_rows(above: DraftTable, below: DraftTable) -> int:
    """How many rows at the start of ``below`` repeat the head of ``above``."""
    count = 0
    for first, again in zip(above.rows, below.rows[:-1], strict=False):
        said = [_squeeze(cell.text) for cell in first]
        if not any(said) or said != [_squeeze(cell.text) for cell in again]:
            break
        count += 1
    return count


def _squeeze(text: str) -> str:
    return "".join(text.split())


def join(above: DraftTable, below: DraftTable) -> int:
    """Append the rows of ``below`` to ``above``; the index of the first row that is new."""
    above.edges = max(above.edges, below.edges, key=len)
    rows = below.rows
    if rows and above.rows and _is_rest(above, above.rows[-1], rows[0]):
        for cell in rows[0]:
            column = above.column(cell)
            same = [each for each in above.rows[-1] if above.column(each) == column]
            if same:
                same[0].lines.extend(cell.lines)
            elif cell.lines:
                above.rows[-1].append(cell)
        above.rows[-1].sort(key=lambda cell: cell.left)
        rows = rows[1:]
    above.rows.extend(rows)
    return len(above.rows) - len(rows)


def _is_rest(table: DraftTable, upper: Sequence[DraftCell], lower: Sequence[DraftCell]) -> bool:
    """Whether ``lower`` is the rest of a row that began on the page before."""
    if not lower or lower[0].lines or not any(cell.lines for cell in lower):
        return False
    over = {table.column(cell): cell for cell in upper}
    rests = [(over.get(table.column(cell)), cell) for cell in lower if cell.lines]
    return any(_goes_on(above, cell) for above, cell in rests)


def _goes_on(upper: DraftCell | None, lower: DraftCell) -> bool:
    if upper is None or not upper.lines:
        return False
    return lower.said[:1].islower() or not upper.said.endswith(_SENTENCE_END)
