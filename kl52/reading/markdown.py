"""Markdown: the words without the marks; tables as cells.

Headings, emphasis, quotes and links lose their marks; the dashes and numbers of lists
stay, for they are marks of the document. Lines of one block stay lines of their own.
"""

from __future__ import annotations

import re

from kl52.model import Cell
from kl52.reading.assembly import MAX_COLUMNS, Draft
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
_ESCAPED_PIPE = "\ue000"


def read_markdown(text: str) -> Draft:
    """The lines of a Markdown text, tables as cells."""
    draft = Draft()
    lines = text.splitlines()
    complete = not is_hard_wrapped([line for line in lines if "|" not in line])
    table, row, fenced = -1, 0, False
    for index, line in enumerate(lines):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif _is_row(line):
            if index == 0 or not _is_row(lines[index - 1]):
                table, row = table + 1, 0
            row += _add_row(draft, line, table, row)
        else:
            draft.add(line if fenced else plain(line), complete=complete)
    return draft


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


def _add_row(draft: Draft, line: str, table: int, row: int) -> int:
    """Add the cells of a row; the number of rows added."""
    if _RULE_ROW.fullmatch(line) and "-" in line:
        return 0
    cells = line.strip()[1:-1].replace(r"\|", _ESCAPED_PIPE).split("|")
    for column, cell in enumerate(cells):
        words = cell.replace(_ESCAPED_PIPE, "|")
        place = Cell(table, row, column)
        for part in _BREAK.split(words):
            draft.add(plain(part).strip(), complete=True, cell=place)
    return 1
