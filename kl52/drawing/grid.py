"""Where each document stands: in the row of its level, in a column of its time, in a stack.

In: documents with row and date, and who stands below whom. Out: :class:`Grid`. Columns hold
stretches of time, cut so that the picture gets as low as it can; within a stack the order is that
of the dates, then of what stands above (its middle), which keeps lines from crossing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

COLUMNS = 5
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A document to be placed: ``row`` counts from the top, ``date`` is ISO or a part of it."""

    id: str
    row: int
    date: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A place: ``slot`` counts the documents above it in the stack, ``last`` is the lowest one."""

    row: int
    column: int
    slot: int
    last: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """The ``cells`` by id, the ``heights`` of rows in documents, the dates of each column."""

    cells: Mapping[str, Cell]
    heights: tuple[int, ...]
    dates: tuple[tuple[str, ...], ...]


def place(
    items: Sequence[Item], above: Mapping[str, Collection[str]], columns: int = COLUMNS
) -> Grid:
    """The grid of ``items``; ``above`` names what stands above each, all of them first."""
    dates = sorted({item.date for item in items if item.date})
    cuts = _cuts(items, dates, max(1, min(columns, len(dates))))
    stacks: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item, column in _in_columns(items, above, cuts):
        stacks[item.row, column].append(item)
    cells: dict[str, Cell] = {}
    heights = [0] * (1 + max((item.row for item in items), default=-1))
    for (row, column), stack in sorted(stacks.items()):
        stack.sort(key=lambda item: _order(item, above, cells))
        heights[row] = max(heights[row], len(stack))
        for slot, item in enumerate(stack):
            cells[item.id] = Cell(row, column, slot, slot == len(stack) - 1)
    held = tuple(
        tuple(date for date in dates if _column(date, cuts) == column)
        for column in range(len(cuts) + 1)
    )
    return Grid(cells, tuple(heights), held)


def _in_columns(
    items: Iterable[Item], above: Mapping[str, Collection[str]], cuts: Sequence[str]
) -> Iterator[tuple[Item, int]]:
    """Each document with its column; what has no date stands with what it carries out."""
    found: dict[str, int] = {}
    for item in items:
        over = (found[id] for id in above.get(item.id, ()) if id in found)
        found[item.id] = _column(item.date, cuts) if item.date else max(over, default=0)
        yield item, found[item.id]


def _order(
    item: Item, above: Mapping[str, Collection[str]], cells: Mapping[str, Cell]
) -> tuple[str, float, str]:
    seen = [cells[id] for id in above.get(item.id, ()) if id in cells]
    middle = sum(cell.column + cell.slot / 100 for cell in seen) / len(seen) if seen else 0.0
    return item.date or "9999", middle, item.id


def _column(date: str, cuts: Sequence[str]) -> int:
    return sum(date >= cut for cut in cuts)


def _cuts(items: Sequence[Item], dates: Sequence[str], columns: int) -> tuple[str, ...]:
    """The first dates of all columns but the first: equal shares, then moved while that helps."""
    cuts = _equal_shares(items, dates, columns)
    best = _cost(items, [dates[cut] for cut in cuts])
    for _ in range(_ROUNDS):
        before = best
        for each in range(len(cuts)):
            low = cuts[each - 1] + 1 if each else 1
            high = cuts[each + 1] if each + 1 < len(cuts) else len(dates)
            for tried in range(low, high):
                moved = [*cuts[:each], tried, *cuts[each + 1 :]]
                cost = _cost(items, [dates[cut] for cut in moved])
                if cost < best:
                    best, cuts = cost, moved
        if best == before:
            break
    return tuple(dates[cut] for cut in cuts)


def _equal_shares(items: Sequence[Item], dates: Sequence[str], columns: int) -> list[int]:
    """Where columns begin, so that each holds about as many documents; no date is parted."""
    counts = Counter(item.date for item in items if item.date)
    total, seen = sum(counts.values()), 0
    cuts: list[int] = []
    for number, date in enumerate(dates):
        left = columns - 1 - len(cuts)
        full = seen * columns >= total * (len(cuts) + 1)
        if number and left and (full or len(dates) - number == left):
            cuts.append(number)
        seen += counts[date]
    return cuts


def _cost(items: Iterable[Item], cuts: Sequence[str]) -> tuple[int, int]:
    """How many documents high the picture gets, then how uneven its stacks are."""
    stacks = Counter((item.row, _column(item.date, cuts)) for item in items if item.date)
    rows: dict[int, int] = {}
    for (row, _), count in stacks.items():
        rows[row] = max(rows.get(row, 0), count)
    return sum(rows.values()), sum(count * count for count in stacks.values())
