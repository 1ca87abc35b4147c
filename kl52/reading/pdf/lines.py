"""The lines of a PDF page, taken whole where their letters stand evenly side by side.

Only the other lines are looked at word by word. The result is what
:func:`kl52.reading.pdf.words.read_lines` makes of all the words of the page, at a fraction
of the cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kl52.reading.assembly import NATION
from kl52.reading.pdf.letters import FileLine, Letters
from kl52.reading.pdf.words import GAP, TextLine, Word, group_rows, words_in

# Letters of one size from fonts with other ascents stand this much apart, as a share of it.
LEVEL = 1.05


class Items:
    """What stands on a page, in the order of the file: words, and whole lines as one ``Word``.

    A line is whole where no one needs the words of it: where it has no gap as wide as one
    between columns.
    """

    def __init__(self, letters: Letters | None = None, words: Sequence[Word] = ()) -> None:
        self.all: list[Word] = []
        self._letters = letters
        self._lines: dict[int, FileLine] = {}
        if letters is not None:
            self._take(letters)
        self.all += words

    def _take(self, letters: Letters) -> None:
        for line in letters.lines:
            whole = _run(letters, line)
            if whole is None:
                self.all += words_in(letters, line)
            else:
                self._lines[id(whole)] = line
                self.all.append(whole)

    def words(self, item: Word) -> Sequence[Word]:
        """The words of a whole line; a word is its own."""
        line = self._lines.get(id(item))
        if line is None or self._letters is None:
            return (item,)
        return list(words_in(self._letters, line))

    def lines(self, items: Sequence[Word]) -> list[TextLine]:
        """The lines that some of the items make, from top to bottom."""
        return [TextLine(tuple(self._in_order(row))) for row in group_rows(items)]

    def _in_order(self, row: Sequence[Word]) -> Sequence[Word]:
        """A row from left to right; whole lines set over one another as their words."""
        if len(row) == 1:
            return row
        row = sorted(row, key=_left)
        if all(left.x1 <= right.x0 for left, right in pairwise(row)):
            return row
        return sorted((word for item in row for word in self.words(item)), key=_left)


def _left(word: Word) -> float:
    return word.x0


def _run(letters: Letters, line: FileLine) -> Word | None:
    """A line as one word, if nothing in it needs a closer look."""
    strip = letters.strips[line.number]
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
    return Word(said, *strip.box, line.text[0].isspace(), False, None, size)
