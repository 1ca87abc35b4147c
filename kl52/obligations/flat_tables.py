"""Task tables of plain text: drawn with pipes, or copied so that each cell is a line.

Input: the paragraphs of a text. Output: piped lines as grids, and :class:`TaskTable` values of
tables that lost their grid: a header of consecutive column names, then rows that begin with
a running number. A row with missing or surplus lines is told apart by what its lines say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kl52.bodies import match_body_at
from kl52.model import Paragraph, Table, Text
from kl52.obligations.columns import (
    Cells,
    Columns,
    TaskRow,
    TaskTable,
    column_role,
    each_role,
    is_header,
)
from kl52.obligations.combined import cells_of
from kl52.obligations.deadlines import parse_deadline
from kl52.spans import Span

_ORDINAL = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[a-zđA-H])\s?[.)]?$")
NUMBERED = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-H])\s?[.)\-]\s+\S")
_AFTER = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục|Biểu số|Mẫu số|Nơi nhận|TM\.|KT\.|TL\.|Điều \d|Chương [IVX\d]|"
    r"CHƯƠNG [IVX\d]|Ghi chú\s*:|\(Kèm theo|\(Ban hành)"
)
_RULE = re.compile(r"\|[\s:|-]+$")
_MOST_COLUMNS = 10
_SHORT_HEADER = 40  # characters of a header cell whose role is not known
_LONGEST_HEADER = 60  # characters
_TIME_WORDS = 25  # of a cell that states a time


def find_piped(text: Text) -> Iterator[Table]:
    """Consecutive lines ``| … | … |`` of a text file, as a grid."""
    lines = [p.span for p in text.paragraphs if p.cell is None and _is_piped(p.span.of(text.text))]
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


def _is_piped(line: str) -> bool:
    return line.startswith("|") and line.endswith("|") and line.count("|") > 2


def _between_pipes(text: str, line: Span) -> Iterator[Span]:
    at = text.index("|", line.start) + 1
    while (pipe := text.find("|", at, line.end)) >= 0:
        words = text[at:pipe]
        start = at + len(words) - len(words.lstrip())
        yield Span(start, max(start, at + len(words.rstrip())))
        at = pipe + 1


def find_flat_tables(text: Text) -> Iterator[TaskTable]:
    """The task tables that lost their grid."""
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


def _flat_header(text: Text, paragraphs: Sequence[Paragraph], index: int) -> Columns | None:
    """Consecutive lines that each name a column, the first of them the running number."""
    first = paragraphs[index].span.of(text.text)
    if column_role(first) != "number" or len(first) > 12:
        return None
    columns: list[tuple[str, str]] = []
    for at in range(index, min(index + _MOST_COLUMNS, len(paragraphs))):
        words = paragraphs[at].span.of(text.text)
        role = column_role(words) or _unknown_column(text, paragraphs, at)
        if role is None or len(words) > _LONGEST_HEADER or (columns and role == "number"):
            break
        columns.append((words, role))
    return tuple(columns) if is_header([role for _, role in columns]) else None


def _unknown_column(text: Text, paragraphs: Sequence[Paragraph], at: int) -> str | None:
    """A short line between header cells, or between them and the first row, is a header too."""
    words = paragraphs[at].span.of(text.text)
    if len(words) > _SHORT_HEADER or not words[:1].isupper() or at + 1 >= len(paragraphs):
        return None
    following = paragraphs[at + 1].span.of(text.text).strip()
    ends = _ORDINAL.match(following) and following.strip(" .)") in ("1", "I", "A")
    return "other" if ends or column_role(following) else None


def _flat_rows(
    text: Text, paragraphs: Sequence[Paragraph], at: int, columns: Columns
) -> tuple[list[TaskRow], int]:
    """Rows from ``at`` on: a line with a number, then its cells. Returns where the table ends."""
    roles = [role for _, role in columns][1:]
    rows: list[TaskRow] = []
    while at < len(paragraphs):
        words = paragraphs[at].span.of(text.text).strip()
        if _AFTER.match(words):
            break
        if not _ORDINAL.match(words):
            if not NUMBERED.match(words) or not _goes_on(text, paragraphs, at + 1):
                break
            rows.append(TaskRow(None, paragraphs[at].span, {}, True))
            at += 1
            continue
        cells, at = _flat_cells(text, paragraphs, at, len(roles))
        if cells:
            rows.append(_flat_row(text, words.rstrip(".) "), cells, roles))
    return rows, at


def _goes_on(text: Text, paragraphs: Sequence[Paragraph], at: int) -> bool:
    return at < len(paragraphs) and bool(_ORDINAL.match(paragraphs[at].span.of(text.text).strip()))


def _flat_cells(
    text: Text, paragraphs: Sequence[Paragraph], at: int, width: int
) -> tuple[list[Span], int]:
    """The cells of the row whose number stands at ``at``, and where they end: before the next
    number, at the end of the table, or when the row is full.
    """
    cells: list[Span] = []
    number = paragraphs[at].span.of(text.text).strip(" .)")
    at += 1
    while at < len(paragraphs):
        words = paragraphs[at].span.of(text.text).strip()
        if _AFTER.match(words) or (_ORDINAL.match(words) and _may_follow(number, words)):
            break
        if cells and NUMBERED.match(words) and _goes_on(text, paragraphs, at + 1):
            break
        if len(cells) == width and not _row_continues(text, paragraphs, at):
            break
        cells.append(paragraphs[at].span)
        at += 1
    return cells, at


def _may_follow(number: str, words: str) -> bool:
    """Whether ``words`` can be the running number after ``number``, not the value of a cell."""
    words = words.strip(" .)")
    if not (words.isdigit() and number.isdigit()):
        return True
    return int(words) in (1, int(number) + 1)


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
            for one, words in cells_of(text.text, cell, role):
                named[one] = (*named.get(one, ()), words)
        return TaskRow(number, named[what][0], named)
    return TaskRow(number, cells[0], _fitted(text, cells, each_role(roles), what))


def _fitted(text: Text, cells: list[Span], roles: set[str], what: str) -> Cells:
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
    return len(words.split()) < _TIME_WORDS and parse_deadline(words) is not None
