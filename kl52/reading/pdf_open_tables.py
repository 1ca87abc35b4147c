"""Tables without lines between their columns: only rules across, or no rules at all.

Input: the words that no ruled table holds, and the rules across. Output: tables with columns
where the words leave a clear way from the head to the last row. Without rules a table is
known by its head, which begins with ``STT`` or ``TT``, and by the marks of its rows in that
column. A line that runs on over the columns is the title of a section if rows follow it, and
the end of the table otherwise. Where there is doubt, the words stay lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kl52.reading.pdf_drafts import DraftCell, DraftTable
from kl52.reading.pdf_rulings import NEAR, Ruling
from kl52.reading.pdf_words import TextLine, Word, read_lines

# Words of one cell stand closer than this, in line heights; columns stand farther apart.
SPACE = 0.5
# Lines of one table stand closer than this, in line heights.
APART = 2.5
# A head has so many lines at most, a section's title so many.
HEAD_LINES = 5
TITLE_LINES = 3
# A clear way between columns is at least so wide (points).
WAY = 4.0
# Rules of one table begin and end within this of each other (points).
ALIGNED = 6.0
LEAST_COLUMNS = 3

_HEADS = frozenset(("TT", "STT", "Stt", "TT.", "STT."))
_HEAD = re.compile(r"(?:S?TT|Stt)\.?(?!\S)|Số (?:TT|thứ tự)(?!\w)")
_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[a-zđA-ZĐ]|[-–+*•])[.)]?")

Span = tuple[float, float]


def find_open_tables(
    rules: Sequence[Ruling], words: Sequence[Word], number: int
) -> tuple[list[DraftTable], list[Word]]:
    """The tables that words make without lines between the columns, and the words outside."""
    groups = _ruled(rules)
    if not groups and not _has_head(words):
        return [], list(words)
    lines = [line for line in read_lines(words) if not line.words[0].sideways]
    tables: list[DraftTable] = []
    held: set[int] = set()
    at = 0
    while at < len(lines):
        found = _between_rules(lines, at, groups, number) or _below_head(lines, at, number)
        if found is None:
            at += 1
            continue
        table, start, end = found
        tables.append(table)
        held.update(id(word) for line in lines[start:end] for word in line.words)
        at = end
    return tables, [word for word in words if id(word) not in held]


def _has_head(words: Sequence[Word]) -> bool:
    """Whether a head may be among the words: a quick look, for nearly all pages have none."""
    said = {word.text for word in words}
    return not said.isdisjoint(_HEADS) or {"Số", "thứ", "tự"} <= said


Found = tuple[DraftTable, int, int]


# -- rules across --------------------------------------------------------------------------------


def _ruled(rules: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rules that begin and end alike, from top to bottom, at least three."""
    groups: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda rule: (round(rule[1] / ALIGNED), rule[0])):
        last = groups[-1][-1] if groups else None
        if last and max(abs(rule[1] - last[1]), abs(rule[2] - last[2])) <= ALIGNED:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 2]


def _between_rules(
    lines: Sequence[TextLine], at: int, groups: Sequence[Sequence[Ruling]], number: int
) -> Found | None:
    """The table whose first rule stands right above a line."""
    first = lines[at]
    for rules in groups:
        above = lines[at - 1].bottom if at else 0.0
        if not (above - NEAR <= rules[0][0] <= first.top + NEAR and _fits(first, rules[0])):
            continue
        end = at
        while end < len(lines) and _middle(lines[end]) < rules[-1][0]:
            end += 1
        inside = lines[at:end]
        if len(inside) < 2 or not all(_fits(line, rules[0]) for line in inside):
            continue
        head = [line for line in inside if _middle(line) < rules[1][0]]
        columns = _columns(_spans(head), inside[len(head) :])
        if columns is None:
            continue
        bands = [rule[0] for rule in rules]
        if len(bands) > 3:
            rows = _banded(inside, bands)
        else:
            rows = [head, *_marked(inside[len(head) :], columns)]
        table = _table(rows, columns, rules[0][1:], number)
        if table is not None:
            return table, at, end
    return None


def _fits(line: TextLine, rule: Ruling) -> bool:
    return rule[1] - ALIGNED <= line.x0 and line.x1 <= rule[2] + ALIGNED


def _middle(line: TextLine) -> float:
    return (line.top + line.bottom) / 2


def _banded(lines: Sequence[TextLine], bands: Sequence[float]) -> list[list[TextLine]]:
    rows: list[list[TextLine]] = [[] for _ in bands]
    for line in lines:
        rows[max(bisect_right(bands, _middle(line)) - 1, 0)].append(line)
    return [row for row in rows if row]


# -- no rules ------------------------------------------------------------------------------------


def _below_head(lines: Sequence[TextLine], at: int, number: int) -> Found | None:
    """The table whose head has its ``STT`` on this line or within the next few."""
    index = at
    while _HEAD.match(lines[index].said) is None:
        index += 1
        if index > at + 2 or index == len(lines) or _gap(lines, index) >= SPACE:
            return None
    _, mark_end = next(_runs(lines[index]))
    start = next(
        (i for i in range(index + 1, min(at + HEAD_LINES, len(lines)))
         if _gap(lines, i) >= SPACE or _is_marked(lines[i], mark_end + WAY)), None
    )  # fmt: skip
    if start is None or _gap(lines, start) > APART:
        return None
    end = start + 1
    while end < len(lines) and _gap(lines, end) < APART:
        end += 1
    columns = _columns(_spans(lines[at:start]), lines[start:end])
    if columns is None:
        return None
    end = start + _rows_end(lines[start:end], columns)
    rows = _marked(lines[start:end], columns)
    if len(rows) < 2:
        return None
    left = min(line.x0 for line in lines[at:end])
    right = max(line.x1 for line in lines[at:end])
    table = _table([list(lines[at:start]), *rows], columns, (left, right), number)
    return (table, at, end) if table is not None else None


def _gap(lines: Sequence[TextLine], index: int) -> float:
    """The room above a line, in line heights."""
    room = lines[index].top - lines[index - 1].bottom
    return room / max(lines[index].height, 1.0)


def _is_marked(line: TextLine, edge: float) -> bool:
    """Whether a line begins with the mark of a row, in the first column."""
    first = line.words[0]
    return first.x1 <= edge and _MARK.fullmatch(first.text) is not None


def _rows_end(lines: Sequence[TextLine], columns: Sequence[float]) -> int:
    """Behind the last line of the rows: what runs on over the columns must have rows below."""
    end, pending = 0, 0
    for index, line in enumerate(lines):
        if _runs_on(line, columns):
            pending += 1
            if pending > TITLE_LINES:
                break
        elif pending and not _is_marked(line, columns[1]):
            break
        else:
            end, pending = index + 1, 0
    return end


def _marked(lines: Sequence[TextLine], columns: Sequence[float]) -> list[list[TextLine]]:
    """The lines row by row: a row begins at its mark, a section's title is one of its own."""
    rows: list[list[TextLine]] = []
    titled = False
    for line in lines:
        title = _runs_on(line, columns)
        if not rows or _is_marked(line, columns[1]) or title != titled:
            rows.append([])
        rows[-1].append(line)
        titled = title
    return rows


# -- columns -------------------------------------------------------------------------------------


def _spans(lines: Sequence[TextLine]) -> list[Span]:
    """What stands together in a head, from left to right."""
    runs = sorted(run for line in lines for run in _runs(line))
    spans: list[Span] = []
    for start, end in runs:
        if spans and start < spans[-1][1] + WAY:
            spans[-1] = spans[-1][0], max(spans[-1][1], end)
        else:
            spans.append((start, end))
    return spans


def _runs(line: TextLine) -> Iterator[Span]:
    start, end = line.words[0].x0, line.words[0].x1
    for word in line.words[1:]:
        if word.x0 - end > SPACE * line.height:
            yield start, end
            start = word.x0
        end = max(end, word.x1)
    yield start, end


def _columns(head: Sequence[Span], body: Sequence[TextLine]) -> list[float] | None:
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
    runs: list[tuple[int, int]] = []
    for place, step in enumerate(cover[:-1]):
        depth += step
        if depth < least:
            least, runs = depth, []
        if depth == least:
            if runs and runs[-1][1] == place:
                runs[-1] = (runs[-1][0], place + 1)
            else:
                runs.append((place, place + 1))
    low, high = max(runs, key=lambda run: run[1] - run[0])
    if 3 * least > len(body) or high - low < WAY:
        return None
    return first + (low + high) / 2


def _runs_on(line: TextLine, columns: Sequence[float]) -> bool:
    """Whether the words of a line go on from one column to the next as if there were none."""
    return any(
        start < edge - WAY / 2 and edge + WAY / 2 < end
        for start, end in _runs(line)
        for edge in columns[2:]
    )


def _table(
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
    title = any(_runs_on(line, columns) for line in lines)
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
