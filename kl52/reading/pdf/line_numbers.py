"""The numbers that a draft has in its margin, one for each line or each fifth, are no text.

Input: the lines of a page. Output: the same without them. They are told by their place alone:
a column of numbers, one step from each to the next, with all else of the page to its right. The
first column of a table has a head above it, or paragraphs as far left.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from kl52.reading.pdf.words import TextLine, Word

FEWEST = 5
# Right edges of numbers differ by no more than this, and all else stands this far from them, as
# shares of the height of their letters.
LEVEL, APART = 0.3, 0.5


def without_line_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a page without the numbers in its margin.

    >>> def line(top, *said):
    ...     return TextLine(tuple(Word(w, x, top, x + 6, top + 12) for x, w in said))
    >>> page = [line(20 * n, (40, str(n)), (60, f"Điều {n}.")) for n in range(1, 7)]
    >>> [each.text for each in without_line_numbers(page)][:2]
    ['Điều 1.', 'Điều 2.']
    """
    numbers = _column([line.words[0] for line in lines if line.words[0].text.isdecimal()])
    if len(numbers) < FEWEST or not _is_counted(numbers):
        return list(lines)
    edge = max(number.x1 for number in numbers) + APART * numbers[0].height
    taken = set(map(id, numbers))
    rest = [tuple(word for word in line.words if id(word) not in taken) for line in lines]
    if any(word.x0 < edge for words in rest for word in words if not word.sideways):
        return list(lines)
    return [TextLine(words) for words in rest if words]


def _column(numbers: Sequence[Word]) -> list[Word]:
    """The numbers that end where most do: the number of the page stands elsewhere."""
    if len(numbers) < FEWEST:
        return []
    end = median(number.x1 for number in numbers)
    return [each for each in numbers if abs(each.x1 - end) < LEVEL * each.height]


def _is_counted(numbers: Sequence[Word]) -> bool:
    """Whether it is one step from each number to the next."""
    values = [int(number.text) for number in numbers if len(number.text) < 7]
    steps = {after - before for before, after in zip(values, values[1:], strict=False)}
    return len(values) == len(numbers) and len(steps) == 1 and steps <= {1, 2, 5, 10}
