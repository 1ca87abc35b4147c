"""Task and target tables: which column says who, what, by when.

Input: :class:`~kl52.model.Text` with its tables, and with those that plain text draws
(:mod:`kl52.obligations.flat_tables`). Output: :class:`~kl52.obligations.columns.TaskTable`
values with one row per numbered row, each cell by its role as spans in the text.
Guarantee: a table without a recognised header gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kl52.language.lexicon import fold
from kl52.model import Table, Text
from kl52.obligations.columns import (
    TASK_ROLES,
    Columns,
    TaskRow,
    TaskTable,
    column_role,
    each_role,
    is_header,
)
from kl52.obligations.combined import cells_of
from kl52.obligations.flat_tables import NUMBERED, find_flat_tables, find_piped
from kl52.spans import Span

_COUNTED = re.compile(r"\(?\d{0,2}\)?")
_YEAR = re.compile(r"(?:Năm )?20\d\d")
_BODIES = frozenset({"đơn vị", "cơ quan", "cơ quan, đơn vị", "đơn vị, cơ quan"})
_HEADER_DEPTH = 4  # rows in which a header is looked for
_FILLED = TASK_ROLES | {"value", "measure"}


def find_task_tables(text: Text) -> tuple[TaskTable, ...]:
    """The task and target tables of a text, in order."""
    found: list[TaskTable] = []
    above: TaskTable | None = None
    for table in (*text.tables, *find_piped(text)):
        read = _read_grid(text, table, above)
        if read:
            above = read
            found.append(read)
    found += find_flat_tables(text)
    return tuple(sorted(found, key=lambda table: table.span))


def _read_grid(text: Text, table: Table, above: TaskTable | None) -> TaskTable | None:
    """A grid by its header row; a grid without one goes on with the table above it."""
    header = _header(text, table)
    lead: tuple[Span, ...] = ()
    if header is not None:
        depth, columns = header
    elif above and _continues(text, table, len(above.columns)):
        depth, columns = 0, above.columns
        lead = above.rows[-1].cells.get("lead", ()) if above.rows else ()
    else:
        return None
    roles = [role for _, role in columns]
    rows = tuple(_sections(_joined(_grid_rows(text, table.rows[depth:], roles, lead))))
    return TaskTable(table.span, rows, columns, "indicator" in roles and "task" not in roles)


def _continues(text: Text, table: Table, width: int) -> bool:
    """As many columns as the table above, and a running number in some row."""
    if not table.rows or len(table.rows[0]) != width:
        return False
    return any(row[0].of(text.text).strip(" .)").isalnum() for row in table.rows if len(row[0]) < 6)


def _header(text: Text, table: Table) -> tuple[int, Columns] | None:
    """The header's depth and columns: one row, or two where a joined cell stands over others."""
    for index, row in enumerate(table.rows[:_HEADER_DEPTH]):
        words = [cell.of(text.text) for cell in row]
        roles = [column_role(each) or "" for each in words]
        if not is_header(roles):
            continue
        depth = index + 1
        if depth < len(table.rows):
            under = [cell.of(text.text) for cell in table.rows[depth]]
            if _under_header(under):
                roles = [column_role(low) or role for role, low in zip(roles, under, strict=True)]
                words = [f"{high} {low}".strip() for high, low in zip(words, under, strict=True)]
                depth += 1
        roles = _who_does(words, roles)
        return depth, tuple(zip(words, (role or "other" for role in roles), strict=True))
    return None


def _who_does(words: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The roles, where ``Đơn vị`` in a table of tasks is whose tasks they are, not a measure."""
    if "task" not in roles or "lead" in each_role(roles):
        return list(roles)
    bare = next((i for i, each in enumerate(words) if fold(each).strip(" .:") in _BODIES), None)
    return ["lead" if i == bare else role for i, role in enumerate(roles)]


def _under_header(under: Sequence[str]) -> bool:
    """A second header row: no number, and names only columns."""
    filled = [words for words in under if words.strip()]
    if not filled:
        return False
    counted = all(_COUNTED.fullmatch(words.strip()) for words in filled)
    named = all(column_role(words) or _YEAR.fullmatch(words.strip()) for words in filled)
    return counted or (named and not under[0].strip())


def _grid_rows(
    text: Text, rows: Sequence[Sequence[Span]], roles: Sequence[str], lead: tuple[Span, ...] = ()
) -> Iterator[TaskRow]:
    """``lead`` is the cell of the body whose tasks may go on from the table above.

    Where the bodies stand before their tasks, a row without number and body belongs to the body
    above: that cell is joined over its tasks.
    """
    by_body = "lead" in roles and "task" in roles and roles.index("lead") < roles.index("task")
    what = "task" if "task" in roles else "indicator"
    for row in rows:
        cells: dict[str, tuple[Span, ...]] = {}
        for role, cell in zip(roles, row, strict=True):
            for one, words in cells_of(text.text, cell, role):
                cells[one] = (*cells.get(one, ()), words)
        if is_header([column_role(cell.of(text.text)) or "" for cell in row]):
            continue
        number = cells["number"][0].of(text.text) if "number" in cells else None
        if what not in cells:
            section = cells.get("number")
            if section and NUMBERED.match(number or ""):
                yield TaskRow(number, section[0], cells, True)
            continue
        if _counts_columns(text, row):
            continue
        filled = cells.keys() & _FILLED
        if number is None and "number" in roles and not filled & {"lead", "deadline", "value"}:
            yield TaskRow(None, cells[what][0], rest={**cells, "task": cells[what]})
            continue
        lead = cells.get("lead", lead if number is None else ())
        if by_body and lead and filled:
            cells["lead"] = lead
        yield TaskRow(number, cells[what][0], cells, not filled)


def _joined(rows: Iterable[TaskRow]) -> Iterator[TaskRow]:
    """The rest of a row, which a page break put on the next page, goes with the row."""
    last: TaskRow | None = None
    rest: dict[str, list[Span]] = {}
    for row in rows:
        if row.rest:
            for role, cells in row.rest.items():
                rest.setdefault(role, []).extend(cells)
            continue
        if last is not None:
            yield replace(last, rest={role: tuple(cells) for role, cells in rest.items()})
        last, rest = row, {}
    if last is not None:
        yield replace(last, rest={role: tuple(cells) for role, cells in rest.items()})


def _sections(rows: Iterable[TaskRow]) -> Iterator[TaskRow]:
    """A row with a Roman number among Arabic ones titles those below, if it names nobody.

    The time in it is its own, or what ran over from the row above.
    """
    every = tuple(rows)
    arabic = any((row.number or "").strip(" .)").isdigit() for row in every)
    for row in every:
        bare = not row.cells.keys() & (_FILLED - {"deadline"})
        roman = re.fullmatch(r"[IVXL]+", (row.number or "").strip(" .)"))
        yield replace(row, section=True) if arabic and bare and roman else row


def _counts_columns(text: Text, row: Sequence[Span]) -> bool:
    """The row ``(1) (2) (3)`` below a header."""
    return all(_COUNTED.fullmatch(cell.of(text.text).strip()) for cell in row)
