"""The lines of a PDF page, taken whole where their letters stand evenly side by side.

Only the other lines are looked at word by word. The result is what
:func:`kl52.reading.pdf.words.read_lines` makes of all the words of the page, at a fraction
of the cost; :mod:`kl52.reading.pdf.document` reads a page so that has no table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kl52.reading.assembly import NATION
from kl52.reading.pdf.letters import FileLine, Letters
from kl52.reading.pdf.words import GAP, TextLine, Word, group_rows, words_in

# Letters of one size from fonts with other ascents stand this much apart, as a share of it.
LEVEL = 1.05


def lines_of(letters: Letters) -> list[TextLine]:
    """The lines of a page from top to bottom, as :func:`read_lines` makes them of its words.

    A line is one ``Word`` with its spaces where no one needs the words of it: where it has no
    gap as wide as one between columns.
    """
    items: list[Word] = []
    begun: dict[int, FileLine] = {}
    for line in letters.lines:
        run = _run(letters, line)
        if run is None:
            items += words_in(letters, line)
        else:
            begun[id(run)] = line
            items.append(run)
    return [TextLine(tuple(_apart(letters, row, begun))) for row in group_rows(items)]


def _apart(
    letters: Letters, row: Sequence[Word], begun: Mapping[int, FileLine]
) -> Sequence[Word]:
    """The words of a row from left to right; lines set over one another as their words."""
    if len(row) == 1:
        return row
    row = sorted(row, key=_left)
    if all(left.x1 <= right.x0 for left, right in pairwise(row)):
        return row
    words: list[Word] = []
    for item in row:
        line = begun.get(id(item))
        words += [item] if line is None else words_in(letters, line)
    return sorted(words, key=_left)


def _left(word: Word) -> float:
    return word.x0


def _run(letters: Letters, line: FileLine) -> Word | None:
    """A line as one word, if nothing in it needs a closer look."""
    strip = letters.strips[line.index]
    said = " ".join(line.words)
    if (
        len(said) - len(line.words) < 2  # two letters may be set any way
        or strip.far >= min(GAP, strip.room)
        or strip.deep > LEVEL * strip.high
        or NATION.search(said)
    ):
        return None
    # a few letters of a taller font make no line of large type
    size = letters.usual_height(line) if strip.high > LEVEL * strip.low else None
    return Word(said, *strip.box, line.text[0].isspace(), size=size)
