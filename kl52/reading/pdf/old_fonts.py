"""Columns of a page in an old font: they are told by words, which must be read to tell them.

The letters of a PDF become Unicode when the whole document is at hand; here a page is read so
for the time that its lines are put in order, and given back as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from kl52.reading.legacy.conversion import convert_text
from kl52.reading.legacy.words import is_suspect
from kl52.reading.pdf.columns import in_reading_order, may_have_columns
from kl52.reading.pdf.words import TextLine, Word

_BETWEEN = "\x1f"


def in_order(lines: Sequence[TextLine], width: float, text: str) -> list[TextLine]:
    """``lines`` in reading order, whatever their letters are encoded in; ``text`` is the page's."""
    read = _read(lines) if is_suspect(text) else None
    if read is None:
        return in_reading_order(lines, width) if may_have_columns(lines, text) else list(lines)
    words = {id(new): old for one, other in zip(read, lines, strict=True)
             for new, old in zip(one.words, other.words, strict=True)}  # fmt: skip
    ordered = in_reading_order(read, width)
    return [TextLine(tuple(words[id(word)] for word in line.words)) for line in ordered]


def _read(lines: Sequence[TextLine]) -> list[TextLine] | None:
    """The lines in Unicode, word for word; ``None`` where they are so already."""
    said = "\n".join(_BETWEEN.join(word.text for word in line.words) for line in lines)
    changed, found = convert_text(said)
    rows = [row.split(_BETWEEN) for row in changed.split("\n")]
    if not found.words or [len(row) for row in rows] != [len(line.words) for line in lines]:
        return None
    return [
        TextLine(tuple(map(_with, line.words, row))) for line, row in zip(lines, rows, strict=True)
    ]


def _with(word: Word, text: str) -> Word:
    return word._replace(text=text)
