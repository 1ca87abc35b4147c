"""Tables that go on over a page break are one table.

Repeated heads are left out, a row split by the break is joined again, and a row that only
begins a page is not taken for the rest of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kl52.reading.pdf_rulings import NEAR
from kl52.reading.pdf_tables import DraftCell, DraftTable
from kl52.reading.pdf_words import TextLine

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
    at = len(entries) - 1
    while at >= 0:
        entry = entries[at]
        if isinstance(entry, JoinedTable):
            break
        if not is_margin(entry[1]):
            return False
        between.insert(0, entry)
        at -= 1
    else:
        return False
    above = entries[at]
    if not isinstance(above, JoinedTable) or not continues(above.table, below):
        return False
    del entries[at + 1 :]
    heads = repeated_rows(above.table, below)
    repeated = [cell.text for row in below.rows[:heads] for cell in row]
    below.rows = below.rows[heads:]
    first = join(above.table, below)
    above.asides.setdefault(first, []).extend([*between, *repeated])
    return True


def continues(above: DraftTable, below: DraftTable) -> bool:
    """Whether the table at the top of a page may go on from the one at the foot of the last."""
    if below.pages[0] != above.pages[1] + 1:
        return False
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
