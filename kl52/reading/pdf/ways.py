"""Columns that only words make: the ways that head and rows leave free between them.

Input: the lines of a head and of the rows below it. Output: where the columns begin, the lines
row by row, and the table that they make; ``None`` where the words leave no clear way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kl52.reading.pdf.drafts import DraftCell, DraftTable
from kl52.reading.pdf.words import TextLine, Word, read_lines

# Words of one cell stand closer than this, in line heights; columns stand farther apart.
SPACE = 0.5
# A clear way between columns is at least so wide (points).
WAY = 4.0
LEAST_COLUMNS = 3

_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[a-zđA-ZĐ]|[-–+*•])[.)]?")

Span = tuple[float, float]


def head_spans(lines: Sequence[TextLine]) -> list[Span]:
    """What stands together in a head, from left to right."""
    together = sorted(run for line in lines for run in runs(line))
    spans: list[Span] = []
    for start, end in together:
        if spans and start < spans[-1][1] + WAY:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def runs(line: TextLine) -> Iterator[Span]:
    start, end = line.words[0].x0, line.words[0].x1
    for word in line.words[1:]:
        if word.x0 - end > SPACE * line.height:
            yield start, end
            start = word.x0
        end = max(end, word.x1)
    yield start, end


def find_columns(head: Sequence[Span], body: Sequence[TextLine]) -> list[float] | None:
    """Where the columns begin: in the ways that the head leaves and that the body keeps free."""
    if len(head) < LEAST_COLUMNS or not body:
        return None
    columns = [head[0][0]]
    for left, right in zip(head, head[1:], strict=False):
        way = _free(left[1], right[0], body)
        if way is None:
            return None
        columns.append(way)
    return columns


def _free(start: float, end: float, body: Sequence[TextLine]) -> float | None:
    """The middle of the widest stretch that the fewest lines cover, if those are few."""
    first = int(start)
    cover = [0] * (int(end) - first + 2)
    for line in body:
        for word in line.words:
            low, high = max(int(word.x0), first), min(int(word.x1) + 1, int(end) + 1)
            if low < high:
                cover[low - first] += 1
                cover[high - first] -= 1
    depth, least = 0, len(body)
    clear: list[tuple[int, int]] = []
    for place, step in enumerate(cover[:-1]):
        depth += step
        if depth < least:
            least, clear = depth, []
        if depth == least:
            if clear and clear[-1][1] == place:
                clear[-1] = (clear[-1][0], place + 1)
            else:
                clear.append((place, place + 1))
    low, high = max(clear, key=lambda run: run[1] - run[0])
    if 3 * least > len(body) or high - low < WAY:
        return None
    return first + (low + high) / 2


def runs_on(line: TextLine, columns: Sequence[float]) -> bool:
    """Whether the words of a line go on from one column to the next as if there were none."""
    return any(
        start < edge - WAY / 2 and edge + WAY / 2 < end
        for start, end in runs(line)
        for edge in columns[2:]
    )


def draw_table(
    rows: Sequence[Sequence[TextLine]], columns: Sequence[float], reach: Span, number: int
) -> DraftTable | None:
    """The table, if most of its rows have words in several columns."""
    left, right = reach
    edges = [0.0, *(edge - left for edge in columns[1:])]
    drawn = [_row(row, columns, edges, right - left, number) for row in rows]
    filled = sum(len(row) > 2 for row in drawn[1:])
    if 2 * filled < len(drawn) - 1 or not filled:
        return None
    box = (left, rows[0][0].top, right, max(line.bottom for line in rows[-1]))
    return DraftTable(box, edges, drawn, (number, number), open=True)


def _row(
    lines: Sequence[TextLine], columns: Sequence[float], edges: Sequence[float], width: float,
    number: int,
) -> list[DraftCell]:  # fmt: skip
    bottom = max(line.bottom for line in lines)
    title = any(runs_on(line, columns) for line in lines)
    parts: dict[int, list[Word]] = {}
    for line in lines:
        for word in line.words:
            column = max(bisect_right(columns, (word.x0 + word.x1) / 2) - 1, 0)
            parts.setdefault(min(column, 1) if title else column, []).append(word)
    ends = [*edges[1:], width]
    return [
        DraftCell(
            edges[column], width if title and column else ends[column], bottom, 1,
            [(number, line) for line in read_lines(words)],
        )
        for column, words in sorted(parts.items())
    ]  # fmt: skip


def marked_rows(lines: Sequence[TextLine], columns: Sequence[float]) -> list[list[TextLine]]:
    """The lines row by row: a row begins at its mark, a section's title is one of its own."""
    rows: list[list[TextLine]] = []
    titled = False
    for line in lines:
        title = runs_on(line, columns)
        if not rows or is_marked(line, columns[1]) or title != titled:
            rows.append([])
        rows[-1].append(line)
        titled = title
    return rows


def is_marked(line: TextLine, edge: float) -> bool:
    """Whether a line begins with the mark of a row, in the first column."""
    first = line.words[0]
    return first.x1 <= edge and _MARK.fullmatch(first.text) is not None
