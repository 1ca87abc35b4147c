"""What the finders of tables make and what is joined over pages: cells, rows, tables."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from kl52.reading.pdf.words import Box, TextLine

# Two columns do not begin so close together (points).
ASKEW = 20.0


@dataclass(slots=True)
class DraftCell:
    """A cell: its sides, counted from the left edge of its table, and its lines by page.

    ``down`` is how many rows it takes up, ``bottom`` where it ends on its last page.
    """

    left: float
    right: float
    bottom: float
    down: int = 1
    lines: list[tuple[int, TextLine]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.text for _, line in self.lines)

    @property
    def said(self) -> str:
        return " ".join(line.said for _, line in self.lines)


@dataclass(slots=True)
class DraftTable:
    """A table with its rows from top to bottom, each from left to right.

    ``edges`` are where its columns begin, counted from its left edge; ``pages`` the first and
    the last that it stands on. ``open``: no lines part its columns.
    """

    box: Box
    edges: list[float]
    rows: list[list[DraftCell]]
    pages: tuple[int, int] = (1, 1)
    open: bool = False

    def settle(self) -> None:
        """Make one column of edges that lie close and never part a row: borders drawn askew."""
        begins = [{self.column(cell) for cell in row} for row in self.rows]
        groups: list[set[int]] = []
        for index, edge in enumerate(self.edges):
            if groups and edge - self.edges[min(groups[-1])] < ASKEW and not any(
                index in row and not row.isdisjoint(groups[-1]) for row in begins
            ):  # fmt: skip
                groups[-1].add(index)
            else:
                groups.append({index})
        first = {index: self.edges[min(group)] for group in groups for index in group}
        for cell in (cell for row in self.rows for cell in row):
            cell.left = first[self.column(cell)]
        self.edges = [self.edges[min(group)] for group in groups]

    def column(self, cell: DraftCell) -> int:
        """The column whose edge is nearest to that of the cell."""
        edges, left = self.edges, cell.left
        index = bisect_left(edges, left)
        if index == len(edges) or (index and left - edges[index - 1] <= edges[index] - left):
            index -= 1
        return index
