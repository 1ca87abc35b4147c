"""The lines of a PDF page, taken whole where their letters stand evenly side by side.

Only the other lines are looked at word by word. The result is what
:func:`kl52.reading.pdf.words.read_lines` makes of all the words of the page, at a fraction
of the cost; :mod:`kl52.reading.pdf.document` reads a page so that has no table.
"""

from __future__ import annotations

from operator import sub

from kl52.reading.assembly import NATION
from kl52.reading.pdf.letters import Letters
from kl52.reading.pdf.words import (
    GAP,
    TextLine,
    Word,
    file_lines,
    group_rows,
    in_line,
    words_in,
)

# Letters of one size from fonts with other ascents stand this much apart, as a share of it.
LEVEL = 1.05


def lines_of(letters: Letters) -> list[TextLine]:
    """The lines of a page from top to bottom, as :func:`read_lines` makes them of its words.

    A line is one ``Word`` with its spaces where no one needs the words of it: where it has no
    gap as wide as one between columns.
    """
    items: list[Word] = []
    begun: dict[int, tuple[str, int]] = {}
    for line, start in file_lines(letters):
        run = _run(letters, line, start)
        if run is None:
            items += words_in(letters, line, start)
        else:
            begun[id(run)] = line, start
            items.append(run)
    lines = []
    for row in group_rows(items):
        if len(row) > 1:
            row = [
                word
                for item in row
                for word in (words_in(letters, *begun[id(item)]) if id(item) in begun else (item,))
            ]
        lines.append(TextLine(tuple(sorted(row, key=lambda word: word.x0))))
    return lines


def _run(letters: Letters, line: str, start: int) -> Word | None:
    """A line as one word, if nothing in it needs a closer look."""
    parts = line.split()
    end = start + sum(map(len, parts))
    if end - start < 3:
        return None
    edges = letters.across(start, end)
    if len(edges) > 1 and not in_line(edges):
        return None
    starts, ends = letters.along(start, end)
    if starts != sorted(starts):
        return None
    high = min(upper - lower for lower, upper in edges)
    tallest = max(upper - lower for lower, upper in edges)
    if max(upper for _, upper in edges) - min(lower for lower, _ in edges) > LEVEL * tallest:
        return None
    gaps = list(map(sub, starts[1:], ends))
    if min(gaps) <= -high or max(gaps) >= min(GAP, 0.8 * high):
        return None
    said = " ".join(parts)
    if NATION.search(said):
        return None
    return Word(said, *letters.box(start, end), line[0].isspace())
