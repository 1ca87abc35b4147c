"""Task and target tables: which column says who, what, by when.

Input: :class:`~kl52.model.Text` with its tables; also tables of text files, drawn with pipes,
and tables that lost their grid and stand as one cell per line (copied text). Output: :class:`TaskTable` values with
one :class:`TaskRow` per numbered row, each cell by its role as spans in the text.
Guarantee: a table without a recognised header gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kl52.bodies import match_body_at
from kl52.deadlines import parse_deadline
from kl52.lexicon import fold
from kl52.model import Paragraph, Table, Text
from kl52.rules import read_table
from kl52.spans import Span

Cells = Mapping[str, tuple[Span, ...]]

_ORDINAL = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[a-zđA-H])\s?[.)]?$")
_NUMBERED = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-H])\s?[.)\-]\s+\S")
_AFTER = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục|Biểu số|Mẫu số|Nơi nhận|TM\.|KT\.|TL\.|Điều \d|Chương [IVX\d]|CHƯƠNG [IVX\d]|Ghi chú\s*:|\(Kèm theo|\(Ban hành)"
)
_PIPED = re.compile(r"\|.*\|.*\|$")
_RULE = re.compile(r"\|[\s:|-]+$")
_TASK_KEYS = frozenset({"lead", "deadline", "product", "coordinate"})


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row. ``number`` as printed; ``cells`` by role; ``section`` for a row that only titles others."""

    number: str | None
    task: Span
    cells: Cells = field(default_factory=dict)
    section: bool = False


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks, or of targets if a column names indicators. ``columns`` are the header cells."""

    span: Span
    rows: tuple[TaskRow, ...]
    columns: tuple[tuple[str, str], ...]
    targets: bool = False


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    rows = sorted(read_table("columns.tsv"), key=lambda row: -len(row[0]))
    return tuple((fold(words), role) for words, role in rows)


def column_role(header: str) -> str | None:
    """The role that a column's header names.

    >>> column_role("Thời hạn hoàn thành"), column_role("Đơn vị chủ trì"), column_role("Lập kho bạc")
    ('deadline', 'lead', None)
    """
    folded = re.sub(r"\s*/\s*", "/", fold(" ".join(header.split()))).strip(" .:")
    if not folded or len(folded.split()) > 14:
        return None
    for words, role in _roles():
        if folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum():
            return role
    return None


def find_task_tables(text: Text) -> tuple[TaskTable, ...]:
    """The task and target tables of a text, in order."""
    found: list[TaskTable] = []
    above: tuple[tuple[str, str], ...] = ()
    for table in (*text.tables, *_piped(text)):
        read = _read_grid(text, table, above)
        if read:
            above = read.columns
            found.append(read)
    found += _flattened(text)
    return tuple(sorted(found, key=lambda table: table.span))


# -- grids ---------------------------------------------------------------------------------------


def _read_grid(text: Text, table: Table, above: tuple[tuple[str, str], ...]) -> TaskTable | None:
    """A grid by its header row; a grid without one goes on with the table above it."""
    header = _header(text, table)
    if header is not None:
        depth, columns = header
    elif above and table.rows and len(table.rows[0]) == len(above):
        depth, columns = 0, above
    else:
        return None
    roles = [role for _, role in columns]
    rows = tuple(_grid_rows(text, table.rows[depth:], roles))
    return TaskTable(table.span, rows, columns, "indicator" in roles and "task" not in roles)


def _header(text: Text, table: Table) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """The header's depth and columns: one row, or two where a joined cell stands over others."""
    for index, row in enumerate(table.rows[:4]):
        words = [cell.of(text.text) for cell in row]
        roles = [column_role(each) or "" for each in words]
        if not _is_header(roles):
            continue
        depth = index + 1
        if depth < len(table.rows):
            under = [cell.of(text.text) for cell in table.rows[depth]]
            if _under_header(roles, under):
                roles = [column_role(low) or role for role, low in zip(roles, under, strict=True)]
                words = [f"{high} {low}".strip() for high, low in zip(words, under, strict=True)]
                depth += 1
        return depth, tuple(zip(words, (role or "other" for role in roles), strict=True))
    return None


def _under_header(roles: Sequence[str], under: Sequence[str]) -> bool:
    """A second header row: no number, and names only columns."""
    filled = [words for words in under if words.strip()]
    if not filled:
        return False
    counted = all(re.fullmatch(r"\(?\d{1,2}\)?", words.strip()) for words in filled)
    named = all(
        column_role(words) or re.fullmatch(r"(?:Năm )?20\d\d", words.strip()) for words in filled
    )
    return counted or (named and not under[0].strip())


def _is_header(roles: Sequence[str]) -> bool:
    known = {role for role in roles if role}
    if "task" in known:
        return bool(known & _TASK_KEYS)
    return "indicator" in known and bool(
        known & {"measure", "value", "lead", "product", "deadline"}
    )


def _grid_rows(
    text: Text, rows: Sequence[Sequence[Span]], roles: Sequence[str]
) -> Iterator[TaskRow]:
    what = "task" if "task" in roles else "indicator"
    for row in rows:
        cells: dict[str, tuple[Span, ...]] = {}
        for role, cell in zip(roles, row, strict=True):
            if len(cell):
                cells[role] = (*cells.get(role, ()), cell)
        if _is_header([column_role(cell.of(text.text)) or "" for cell in row]):
            continue
        number = cells["number"][0].of(text.text) if "number" in cells else None
        if what not in cells:
            section = cells.get("number")
            if section and _NUMBERED.match(number or ""):
                yield TaskRow(number, section[0], cells, True)
            continue
        if _counts_columns(text, row):
            continue
        filled = cells.keys() & (_TASK_KEYS | {"value", "measure"})
        if number is None and "number" in roles and not filled & {"lead", "deadline", "value"}:
            continue  # the rest of a row from the page before
        yield TaskRow(number, cells[what][0], cells, not filled)


def _counts_columns(text: Text, row: Sequence[Span]) -> bool:
    """The row ``(1) (2) (3)`` below a header."""
    return all(re.fullmatch(r"\(?\d{0,2}\)?", cell.of(text.text).strip()) for cell in row)


def _piped(text: Text) -> Iterator[Table]:
    """Consecutive lines ``| … | … |`` of a text file, as a grid."""
    lines = [
        p.span for p in text.paragraphs if p.cell is None and _PIPED.match(p.span.of(text.text))
    ]
    rows: list[tuple[Span, ...]] = []
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        cells = tuple(_between_pipes(text.text, line))
        if rows and len(rows[0]) != len(cells):
            rows = []
        if not _RULE.match(line.of(text.text)):
            rows.append(cells)
        if rows and (following is None or following.start > line.end + 1):
            yield Table(Span(rows[0][0].start, line.end), tuple(rows))
            rows = []


def _between_pipes(text: str, line: Span) -> Iterator[Span]:
    at = text.index("|", line.start) + 1
    while (pipe := text.find("|", at, line.end)) >= 0:
        words = text[at:pipe]
        start = at + len(words) - len(words.lstrip())
        yield Span(start, max(start, at + len(words.rstrip())))
        at = pipe + 1


# -- tables that lost their grid -----------------------------------------------------------------


def _flattened(text: Text) -> Iterator[TaskTable]:
    paragraphs = [each for each in text.paragraphs if each.cell is None]
    index = 0
    while index < len(paragraphs):
        columns = _flat_header(text, paragraphs, index)
        if columns is None:
            index += 1
            continue
        body = index + len(columns)
        rows, stop = _flat_rows(text, paragraphs, body, columns)
        if rows:
            span = Span(paragraphs[index].span.start, paragraphs[stop - 1].span.end)
            targets = all(role != "task" for _, role in columns)
            yield TaskTable(span, tuple(rows), columns, targets)
        index = max(stop, body)


def _flat_header(
    text: Text, paragraphs: Sequence[Paragraph], index: int
) -> tuple[tuple[str, str], ...] | None:
    """Consecutive lines that each name a column, the first of them the running number."""
    first = paragraphs[index].span.of(text.text)
    if column_role(first) != "number" or len(first) > 12:
        return None
    columns: list[tuple[str, str]] = []
    for paragraph in paragraphs[index : index + 10]:
        words = paragraph.span.of(text.text)
        role = column_role(words)
        if role is None or len(words) > 60 or (columns and role == "number"):
            break
        columns.append((words, role))
    return tuple(columns) if _is_header([role for _, role in columns]) else None


def _flat_rows(
    text: Text, paragraphs: Sequence[Paragraph], at: int, columns: tuple[tuple[str, str], ...]
) -> tuple[list[TaskRow], int]:
    """Rows from ``at`` on: a line with a number, then its cells. Returns where the table ends."""
    roles = [role for _, role in columns][1:]
    rows: list[TaskRow] = []
    while at < len(paragraphs):
        words = paragraphs[at].span.of(text.text).strip()
        if _AFTER.match(words):
            break
        if not _ORDINAL.match(words):
            if not _NUMBERED.match(words) or not _goes_on(text, paragraphs, at + 1):
                break
            rows.append(TaskRow(None, paragraphs[at].span, {}, True))
            at += 1
            continue
        cells, at = _flat_cells(text, paragraphs, at + 1, len(roles))
        if cells:
            rows.append(_flat_row(text, words.rstrip(".) "), cells, roles))
    return rows, at


def _goes_on(text: Text, paragraphs: Sequence[Paragraph], at: int) -> bool:
    return at < len(paragraphs) and bool(_ORDINAL.match(paragraphs[at].span.of(text.text).strip()))


def _flat_cells(
    text: Text, paragraphs: Sequence[Paragraph], at: int, width: int
) -> tuple[list[Span], int]:
    """The cells of one row: up to the next number, the end of the table, or a full row."""
    cells: list[Span] = []
    while at < len(paragraphs):
        words = paragraphs[at].span.of(text.text).strip()
        if _ORDINAL.match(words) or _AFTER.match(words):
            break
        if cells and _NUMBERED.match(words) and _goes_on(text, paragraphs, at + 1):
            break
        if len(cells) == width and not _row_continues(text, paragraphs, at):
            break
        cells.append(paragraphs[at].span)
        at += 1
    return cells, at


def _row_continues(text: Text, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a number follows soon, so that surplus lines are cells of several lines."""
    return any(_goes_on(text, paragraphs, later) for later in range(at + 1, at + 3))


def _flat_row(text: Text, number: str, cells: list[Span], roles: Sequence[str]) -> TaskRow:
    what = "task" if "task" in roles else "indicator"
    if len(cells) == 1:
        return TaskRow(number, cells[0], {what: (cells[0],)}, True)
    if len(cells) == len(roles):
        named: dict[str, tuple[Span, ...]] = {}
        for role, cell in zip(roles, cells, strict=True):
            named[role] = (*named.get(role, ()), cell)
        return TaskRow(number, named[what][0], named)
    return TaskRow(number, cells[0], _fitted(text, cells, roles, what))


def _fitted(text: Text, cells: list[Span], roles: Sequence[str], what: str) -> Cells:
    """Cells of a row with empty or several-line cells, told apart by what they say."""
    named: dict[str, tuple[Span, ...]] = {what: (cells[0],)}
    rest = list(cells[1:])
    if "deadline" in roles:
        timed = next((cell for cell in reversed(rest) if _is_time(cell.of(text.text))), None)
        if timed:
            named["deadline"] = (timed,)
            rest.remove(timed)
    bodies = [cell for cell in rest if match_body_at(cell.of(text.text), 0)]
    if bodies and "lead" in roles:
        named["lead"] = (bodies[0],)
        if "coordinate" in roles and len(bodies) > 1:
            named["coordinate"] = tuple(bodies[1:])
    products = [cell for cell in rest if cell not in bodies]
    if products and "product" in roles:
        named["product"] = (products[-1],)
    return named


def _is_time(words: str) -> bool:
    return len(words.split()) < 25 and parse_deadline(words) is not None
