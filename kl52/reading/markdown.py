"""Markdown: the words without the marks; tables as cells.

Headings, emphasis, quotes and links lose their marks; the dashes and numbers of lists
stay, for they are marks of the document. Lines of one block stay lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kl52.model import Cell
from kl52.reading.assembly import MAX_COLUMNS, Draft, is_layout
from kl52.reading.plain import is_hard_wrapped

_HEADING = re.compile(r"\s{0,12}#{1,6}\s+(?=\S)|(?<=\S)\s+#{1,6}\s*$")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_STAR_BULLET = re.compile(r"^(\s*)[*+](?=\s+\S)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,2000})\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,500}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,5000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,5000}?)(?<=[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]{1,2000})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|span|b|i|u|em|strong|center|sup|sub)(?:\s[^<>]{0,500})?/?>", re.I)
_RULE_ROW = re.compile(r"[\s|:\-]+")
_BARE_RULE = re.compile(r"\|?:?-+:?(?:\|:?-+:?)+\|?")
_ESCAPED_PIPE = "\ue000"


def read_markdown(text: str) -> Draft:
    """The lines of a Markdown text, tables as cells."""
    draft = Draft()
    lines = list(_framed(text.splitlines()))
    complete = not is_hard_wrapped([line for line in lines if "|" not in line])
    tables, rows, fenced = 0, list[str](), False
    for line in lines:
        if _is_row(line) and not fenced:
            rows.append(line)
            continue
        tables += _add_table(draft, rows, tables)
        rows = []
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        else:
            draft.add(line if fenced else plain(line), complete=complete)
    _add_table(draft, rows, tables)
    return draft


def _framed(lines: Sequence[str]) -> Iterator[str]:
    """The lines; rows of a table whose rows lack the outer pipes get them."""
    inside = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        inside = "|" in line and (inside or _rules_below(after))
        if inside and not _is_row(line):
            row = line.strip().removeprefix("|")
            yield f"|{row}" if row.endswith("|") and not row.endswith(r"\|") else f"|{row}|"
        else:
            yield line


def _rules_below(line: str) -> bool:
    """Whether a line is the row of dashes under a head of two columns or more."""
    return "|" in line and _BARE_RULE.fullmatch("".join(line.split())) is not None


def plain(line: str) -> str:
    """A line without its marks.

    >>> plain("## **II. NHIỆM VỤ** [Nghị quyết](https://example.vn)")
    'II. NHIỆM VỤ Nghị quyết'
    >>> plain("* Như trên;"), plain("kỷ nguyên mới \\\\- kỷ nguyên")
    ('- Như trên;', 'kỷ nguyên mới - kỷ nguyên')
    """
    line = _HEADING.sub("", _QUOTE.sub("", line))
    line = _LINK.sub(r"\1", _STAR_BULLET.sub(r"\1-", line))
    line = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line)))
    # ***both***, or emphasis around other marks, takes a second turn
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    return _ESCAPE.sub(r"\1", _TAG.sub("", _BREAK.sub(" ", line)))


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.startswith("|") and line.endswith("|") and 1 < line.count("|") <= MAX_COLUMNS


def _is_rule(line: str) -> bool:
    return _RULE_ROW.fullmatch(line) is not None and "-" in line


def _cells(line: str) -> list[str]:
    cells = line.strip()[1:-1].replace(r"\|", _ESCAPED_PIPE).split("|")
    return [cell.replace(_ESCAPED_PIPE, "|") for cell in cells]


def _add_table(draft: Draft, lines: Sequence[str], number: int) -> int:
    """Add a table, or the block that it sets in columns; how many tables that is."""
    rows = [_cells(line) for line in lines if not _is_rule(line)]
    if not rows:
        return 0
    if _is_layout(rows):
        for column in range(max(map(len, rows), default=0)):
            for row in rows:
                _add_cell(draft, row[column] if column < len(row) else "", None)
        return 0
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            _add_cell(draft, cell, Cell(number, index, column))
    return 1


def _is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only sets a header or signature block in two columns."""
    few = len(rows) <= 6 and max(map(len, rows), default=0) <= 3
    return few and is_layout("\n".join(plain(cell).strip() for row in rows for cell in row))


def _add_cell(draft: Draft, words: str, place: Cell | None) -> None:
    for part in _BREAK.split(words):
        draft.add(plain(part).strip(), complete=True, cell=place)
