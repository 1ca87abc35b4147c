"""Tables without lines between their columns: only rules across, or no rules at all.

Input: the words that no ruled table holds, and the rules across. Output: tables with columns
where the words leave a clear way from the head to the last row. Without rules a table is
known by its head, which begins with ``STT`` or ``TT``, and by the marks of its rows in that
column. A line that runs on over the columns is the title of a section if rows follow it, and
the end of the table otherwise. Where there is doubt, the words stay lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kl52.reading.pdf.drafts import DraftTable
from kl52.reading.pdf.lines import Items
from kl52.reading.pdf.rulings import NEAR, Ruling
from kl52.reading.pdf.ways import (
    SPACE,
    WAY,
    draw_table,
    find_columns,
    head_spans,
    is_marked,
    marked_rows,
    runs,
    runs_on,
)
from kl52.reading.pdf.words import TextLine, Word, read_lines

# Lines of one table stand closer than this, in line heights.
APART = 2.5
# A head has so many lines at most, a section's title so many.
HEAD_LINES = 5
TITLE_LINES = 3
# Rules of one table begin and end within this of each other (points).
ALIGNED = 6.0
# So often a table is looked for on a page, and among so many rules above a line.
MOST_TRIES = 40
MOST_GROUPS = 10

# Each choice begins with a letter: places without one are passed over at once.
_QUICK = re.compile(
    r"STT(?<!\S...)\.?(?!\S)|Stt(?<!\S...)\.?(?!\S)|TT(?<!\S..)\.?(?!\S)"
    r"|Số\s+(?:TT|thứ\s+tự)(?!\w)"
)
_HEAD = re.compile(r"(?:S?TT|Stt)\.?(?!\S)|Số (?:TT|thứ tự)(?!\w)")


def may_be_open(rules: Sequence[Ruling], text: str) -> bool:
    """Whether a page may hold such a table: a quick look, for nearly all pages have none."""
    return _QUICK.search(text) is not None or bool(_ruled(rules))


def find_open_tables(
    rules: Sequence[Ruling], items: Items, rest: Sequence[Word], number: int
) -> tuple[list[DraftTable], list[Word]]:
    """The tables that words make without lines between the columns, and the items outside.

    ``rest`` are the items that no other table holds.
    """
    groups = _ruled(rules)
    if not groups and not any(map(_has_mark, items.lines(rest))):
        return [], list(rest)
    words = [word for item in rest for word in items.words(item)]
    lines = [line for line in read_lines(words) if not line.words[0].sideways]
    tables: list[DraftTable] = []
    held: set[int] = set()
    at, tries = 0, MOST_TRIES
    while at < len(lines) and tries:
        above = _rules_above(lines, at, groups)
        if above is None and not _is_head(lines, at):
            at += 1
            continue
        tries -= 1
        found = _between_rules(lines, at, above, number) if above else None
        found = found or _below_head(lines, at, number)
        if found is None:
            at += 1
            continue
        table, start, end = found
        tables.append(table)
        held.update(id(word) for line in lines[start:end] for word in line.words)
        at = end
    return tables, [word for word in words if id(word) not in held]


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
    return sorted((group for group in groups if len(group) > 2), key=_top)


def _rules_above(
    lines: Sequence[TextLine], at: int, groups: Sequence[Sequence[Ruling]]
) -> Sequence[Ruling] | None:
    """The rules of which the first stands right above a line, and reaches over it."""
    first = lines[at]
    above = lines[at - 1].bottom if at else 0.0
    start = bisect_left(groups, above - NEAR, key=_top)
    for rules in groups[start : start + MOST_GROUPS]:
        if _top(rules) <= first.top + NEAR and _fits(first, rules[0]):
            return rules
    return None


def _top(rules: Sequence[Ruling]) -> float:
    return rules[0][0]


def _between_rules(
    lines: Sequence[TextLine], at: int, rules: Sequence[Ruling], number: int
) -> Found | None:
    """The table between rules, from the line right below the first."""
    end = at
    while end < len(lines) and _middle(lines[end]) < rules[-1][0]:
        end += 1
    inside = lines[at:end]
    if len(inside) < 2 or not all(_fits(line, rules[0]) for line in inside):
        return None
    head = [line for line in inside if _middle(line) < rules[1][0]]
    columns = find_columns(head_spans(head), inside[len(head) :])
    if columns is None:
        return None
    bands = [rule[0] for rule in rules]
    if len(bands) > 3:
        rows = _banded(inside, bands)
    else:
        rows = [head, *marked_rows(inside[len(head) :], columns)]
    table = draw_table(rows, columns, rules[0][1:], number)
    return (table, at, end) if table is not None else None


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
    """The table whose head has its ``STT`` on this line or within the next two."""
    index = next((i for i in range(at, min(at + 3, len(lines))) if _has_mark(lines[i])), None)
    if index is None or any(_gap(lines, i) >= SPACE for i in range(at + 1, index + 1)):
        return None
    _, mark_end = next(runs(lines[index]))
    start = next(
        (i for i in range(index + 1, min(at + HEAD_LINES, len(lines)))
         if _gap(lines, i) >= SPACE or is_marked(lines[i], mark_end + WAY)), None
    )  # fmt: skip
    if start is None or _gap(lines, start) > APART:
        return None
    end = start + 1
    while end < len(lines) and _gap(lines, end) < APART:
        end += 1
    columns = find_columns(head_spans(lines[at:start]), lines[start:end])
    if columns is None:
        return None
    end = start + _rows_end(lines[start:end], columns)
    rows = marked_rows(lines[start:end], columns)
    if len(rows) < 2:
        return None
    left = min(line.x0 for line in lines[at:end])
    right = max(line.x1 for line in lines[at:end])
    table = draw_table([list(lines[at:start]), *rows], columns, (left, right), number)
    return (table, at, end) if table is not None else None


def _is_head(lines: Sequence[TextLine], at: int) -> bool:
    return any(_has_mark(line) for line in lines[at : at + 3])


def _has_mark(line: TextLine) -> bool:
    return _HEAD.match(line.said) is not None


def _gap(lines: Sequence[TextLine], index: int) -> float:
    """The room above a line, in line heights."""
    room = lines[index].top - lines[index - 1].bottom
    return room / max(lines[index].height, 1.0)


def _rows_end(lines: Sequence[TextLine], columns: Sequence[float]) -> int:
    """Behind the last line of the rows: what runs on over the columns must have rows below."""
    end, pending = 0, 0
    for index, line in enumerate(lines):
        if runs_on(line, columns):
            pending += 1
            if pending > TITLE_LINES:
                break
        elif pending and not is_marked(line, columns[1]):
            break
        else:
            end, pending = index + 1, 0
    return end
