"""Tables that go on over a page break are one table.

Repeated heads are left out, a row split by the break is joined again, and a row that only
begins a page is not taken for the rest of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kl52.reading.pdf.drafts import DraftCell, DraftTable
from kl52.reading.pdf.rulings import NEAR
from kl52.reading.pdf.words import TextLine

# Edges of one column stand no farther apart than this on two pages (points).
SHIFT = 2 * NEAR
OPEN_SHIFT = 30.0
# A head has so many rows at most, one over it included.
HEAD_ROWS = 3
# So many rows back a table is looked at; a page has fewer.
PAGE_ROWS = 100
# A cell is full if there is less room than this below its last line, in line heights.
FULL = 1.6
_DANGLING = re.compile(r"(?:[,(\-–/]|\b(?:và|của|về|các|số|theo|tại|cho|hoặc|với|từ))$", re.I)
_HEAD = re.compile(r"(?:S?TT|Số TT|Số thứ tự)(?!\w)", re.I)
_SENTENCE_END = (".", ";", ":", "!", "?", "./.")

PageLine = tuple[int, TextLine]


@dataclass(slots=True)
class JoinedTable:
    """A table over one or more pages. ``asides`` stand before the row of that index:

    heads and feet of pages as lines, repeated heads of the table as bare words.
    """

    table: DraftTable
    asides: dict[int, list[PageLine | str]]


Entry = PageLine | JoinedTable


def go_on(entries: list[Entry], below: DraftTable, is_margin: Callable[[TextLine], bool]) -> bool:
    """Join ``below`` to the last table, if only heads and feet of pages stand between."""
    between: list[PageLine] = []
    at = len(entries)
    above: JoinedTable | None = None
    while at and above is None:
        at -= 1
        entry = entries[at]
        if isinstance(entry, JoinedTable):
            above = entry
        else:
            between.append(entry)
    if (
        above is None
        or not _follows(above.table, below)
        or not all(is_margin(line) for _, line in between)
        or not continues(above.table, below)
    ):
        return False
    del entries[at + 1 :]
    heads = repeated_rows(above.table, below)
    repeated = [cell.text for row in below.rows[:heads] for cell in row]
    below.rows = below.rows[heads:]
    first = join(above.table, below)
    above.asides.setdefault(first, []).extend([*reversed(between), *repeated])
    return True


def continues(above: DraftTable, below: DraftTable) -> bool:
    """Whether the table at the top of a page may go on from the one at the foot of the last."""
    if not _follows(above, below):
        return False
    if above.open:
        return _snap(below, above)
    wide = above.box[2] - above.box[0], below.box[2] - below.box[0]
    if abs(wide[0] - wide[1]) > SHIFT:
        return False
    few, many = sorted((above.edges, below.edges), key=len)
    if all(_nearest(edge, many) <= SHIFT for edge in few):
        return True
    # a form has other columns on each page, another table has a head of its own
    return abs(above.box[0] - below.box[0]) <= SHIFT and not _has_head(below)


def _follows(above: DraftTable, below: DraftTable) -> bool:
    return below.pages[0] == above.pages[1] + 1 and above.open == below.open


def _has_head(table: DraftTable) -> bool:
    first = next((row for row in table.rows if any(cell.lines for cell in row)), [])
    return bool(first) and _HEAD.match(first[0].said) is not None


def _snap(below: DraftTable, above: DraftTable) -> bool:
    """Move the columns of an open table, found by its words, to those of the one above it."""
    slack = OPEN_SHIFT if len(below.edges) == len(above.edges) else 0.0
    pairs = list(zip(below.edges, above.edges, strict=False))
    if any(abs(one - other) > slack for one, other in pairs):
        return False
    ends = [*above.edges[1:], above.box[2] - above.box[0]]
    for cell in (cell for row in below.rows for cell in row):
        first = below.column(cell)
        last = sum(edge < cell.right - SHIFT for edge in below.edges) - 1
        cell.left, cell.right = above.edges[first], ends[max(first, last)]
    below.edges = list(above.edges)
    return True


def repeated_rows(above: DraftTable, below: DraftTable) -> int:
    """How many rows at the start of ``below`` repeat the head of ``above``.

    The head may have a row over it that is not repeated: the unit of the figures, a title.
    """
    titles = len(list(takewhile(_is_title, above.rows[:HEAD_ROWS])))
    return max(_repeated(above.rows[skip:], below.rows[:-1]) for skip in (0, titles))


def _is_title(row: Sequence[DraftCell]) -> bool:
    return sum(bool(cell.lines) for cell in row) < 2


def _repeated(above: Sequence[Sequence[DraftCell]], below: Sequence[Sequence[DraftCell]]) -> int:
    count = 0
    for first, again in zip(above, below, strict=False):
        said = [_squeeze(cell.text) for cell in first]
        if said != [_squeeze(cell.text) for cell in again]:
            break
        if not count and not any(letter.isalpha() for letter in "".join(said)):
            break  # rows of dots to fill in
        count += 1
    return count


def _squeeze(text: str) -> str:
    return "".join(text.split())


def join(above: DraftTable, below: DraftTable) -> int:
    """Append the rows of ``below`` to ``above``; the index of the first row that is new."""
    above.edges = _edges(above.edges, below.edges)
    above.pages = above.pages[0], below.pages[1]
    rows = below.rows
    if rows and above.rows:
        _fill_joined(above, rows[0])
        if _is_rest(above, above.rows[-1], rows[0]):
            _add_rest(above.rows[-1], rows[0])
            rows = rows[1:]
    above.rows.extend(rows)
    return len(above.rows) - len(rows)


def _edges(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The edges of both, those that stand for the same column once."""
    return sorted([*one, *(edge for edge in other if _nearest(edge, one) > SHIFT)])


def _nearest(edge: float, edges: Sequence[float]) -> float:
    return min((abs(edge - each) for each in edges), default=SHIFT)


def _is_same(one: DraftCell, other: DraftCell) -> bool:
    """Whether two cells stand in the same column or columns."""
    return abs(one.left - other.left) <= SHIFT and abs(one.right - other.right) <= SHIFT


def _fill_joined(above: DraftTable, lower: Sequence[DraftCell]) -> None:
    """Give a cell that is joined over rows and was split by the break its words back."""
    for cell in lower:
        if not cell.lines:
            continue
        near = reversed(above.rows[-PAGE_ROWS:])
        upper = next((each for row in near for each in row if _is_same(each, cell)), None)
        if upper is not None and upper.down > 1 and _goes_on(upper, cell):
            upper.lines += cell.lines
            cell.lines = []


def _is_rest(table: DraftTable, upper: Sequence[DraftCell], lower: Sequence[DraftCell]) -> bool:
    """Whether ``lower`` is the rest of a row that began on the page before.

    A row that has a mark or words in its first column begins anew, unless all that it says
    goes on in mid-sentence. One that has none is the rest of the row above, unless its words
    cannot follow there, or the table has rows without a mark of their own.
    """
    pairs = [(_over(cell, upper), cell) for cell in lower if cell.lines]
    if not pairs or not lower:
        return False
    if lower[0].lines and lower[0].left <= SHIFT:
        return all(above is not None and _goes_on(above, cell) for above, cell in pairs)
    if any(above is not None and _goes_on(above, cell) for above, cell in pairs):
        return True
    marked = bool(upper) and upper[0].left <= SHIFT and bool(upper[0].lines) and upper[0].down == 1
    return (
        marked
        and not _has_rows_without_mark(table)
        and all(above is not None and _may_go_on(above, cell) for above, cell in pairs)
    )


def _over(cell: DraftCell, upper: Sequence[DraftCell]) -> DraftCell | None:
    return next((each for each in upper if each.lines and _is_same(each, cell)), None)


def _goes_on(upper: DraftCell, lower: DraftCell) -> bool:
    """Whether the words below go on with a sentence above."""
    said = upper.said
    return (lower.said[:1].islower() and not said.endswith(_SENTENCE_END)) or (
        _DANGLING.search(said) is not None
    )


def _may_go_on(upper: DraftCell, lower: DraftCell) -> bool:
    """Whether a cell was full where the page ended, so that its words had to go on below."""
    _, last = upper.lines[-1]
    return upper.bottom - last.bottom < FULL * last.height


def _has_rows_without_mark(table: DraftTable) -> bool:
    return any(
        row[0].left > SHIFT or not row[0].lines
        for row in table.rows[max(HEAD_ROWS, len(table.rows) - PAGE_ROWS) : -1]
        if any(cell.lines for cell in row)
    )


def _add_rest(upper: list[DraftCell], lower: Sequence[DraftCell]) -> None:
    for cell in lower:
        same = next((each for each in upper if _is_same(each, cell)), None)
        if same is not None:
            same.lines += cell.lines
            same.bottom, same.down = cell.bottom, max(same.down, cell.down)
        elif cell.lines:
            upper.append(cell)
    upper.sort(key=lambda cell: cell.left)
