"""The words of a PDF page and where they stand, and the lines they make."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kl52.reading.pdf.letters import FileLine, Letters
from kl52.reading.pdf.views import Box as Box
from kl52.reading.pdf.views import View as View

# The gap between columns, in points; words of a justified line stand closer.
GAP = 10.0
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "[]")


class Word(NamedTuple):
    """A word with its place in points from the top left of the page as it is seen.

    ``apart`` says that the file itself has a space before the word. Words set ``sideways``,
    such as the running head of a turned page, are one, with their spaces. ``confidence``
    is that of a word read off a picture. ``size`` is how high most of its letters are, where
    a few are higher.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    apart: bool = True
    sideways: bool = False
    confidence: float | None = None
    size: float | None = None

    @property
    def height(self) -> float:
        return self.bottom - self.top if self.size is None else self.size

    def is_raised(self, height: float, bottom: float) -> bool:
        """Whether the word is the number of a footnote on a line of this height."""
        return (
            self.is_numeric and self.height < 0.75 * height and bottom - self.bottom > 0.2 * height
        )

    @property
    def is_numeric(self) -> bool:
        """Whether the word may be the number of a footnote."""
        return not self.text.strip("0123456789,[]")


@dataclass(frozen=True, init=False)  # no slots: what is asked for again and again is kept
class TextLine:
    """Words that stand side by side, from left to right, and the box around them."""

    words: tuple[Word, ...]
    x0: float = field(init=False, compare=False, repr=False)
    top: float = field(init=False, compare=False, repr=False)
    x1: float = field(init=False, compare=False, repr=False)
    bottom: float = field(init=False, compare=False, repr=False)

    def __init__(self, words: tuple[Word, ...]) -> None:
        text, x0, top, x1, bottom, _, _, _, size = words[0]
        known = self.__dict__
        if len(words) == 1:
            known["text"], known["height"] = text, bottom - top if size is None else size
        for word in words[1:]:
            _, _, high, right, low, _, _, _, _ = word
            top = high if high < top else top
            x1 = right if right > x1 else x1
            bottom = low if low > bottom else bottom
        known["words"] = words
        known["x0"], known["top"], known["x1"], known["bottom"] = x0, top, x1, bottom

    @cached_property
    def height(self) -> float:
        """The height of most of its letters."""
        return max(self.words, key=lambda word: (len(word.text), word.height)).height

    @property
    def confidence(self) -> float | None:
        """That of its words that were read off a picture, each counted by its letters."""
        sure = [
            (each.confidence, len(each.text)) for each in self.words if each.confidence is not None
        ]
        if not sure:
            return None
        letters = sum(count for _, count in sure)
        return sum(each * count for each, count in sure) / letters if letters else None

    @cached_property
    def said(self) -> str:
        """The words in NFC, for looking at them; some files have letters and marks apart."""
        return unicodedata.normalize("NFC", self.text)

    @cached_property
    def text(self) -> str:
        """The words; raised numbers as ``¹²³``."""
        said = [word.text for word in self.words]
        if any(word.is_numeric for word in self.words):
            height, bottom = self.height, median(word.bottom for word in self.words)
            said = [
                word.text.translate(_RAISED) if word.is_raised(height, bottom) else word.text
                for word in self.words
            ]
        if all(word.apart for word in self.words):
            return " ".join(said)
        spaces = [" " * _is_apart(left, right) for left, right in pairwise(self.words)]
        return "".join(map("".join, zip(["", *spaces], said, strict=True)))


def _is_apart(left: Word, right: Word) -> bool:
    return right.apart or right.x0 - left.x1 > 0.1 * min(left.height, right.height)


def read_lines(words: Sequence[Word]) -> list[TextLine]:
    """Words set side by side become lines, from top to bottom; those set sideways come first."""
    rows = group_rows(words)
    return [TextLine(tuple(sorted(row, key=lambda word: word.x0))) for row in rows]


def group_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the line that they stand on, in the order of :func:`read_lines`."""
    if len(words) == 1:
        return [[*words]]
    rows: list[list[Word]] = []
    aside: list[list[Word]] = []
    tallest: Word | None = None
    for word in sorted(words, key=_by_height):
        if word.sideways:
            aside.append([word])
        elif tallest is not None and _share_line(tallest, word):
            rows[-1].append(word)
            if word.height > tallest.height:
                tallest = word
        else:
            rows.append([word])
            tallest = word
    return [*aside, *rows]


def _by_height(word: Word) -> tuple[float, float]:
    return word.top + word.bottom, word.x0


def _share_line(one: Word, other: Word) -> bool:
    low, high = one.bottom - one.top, other.bottom - other.top
    if low > high:
        low, high = high, low
    if low > 0.75 * high:
        return abs(one.top + one.bottom - other.top - other.bottom) < 0.8 * low
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * max(low, 0.1)


# -- from letters -------------------------------------------------------------------------------


def words_of(letters: Letters) -> list[Word]:
    """The words of a page in the order of the file."""
    return [word for line in letters.lines for word in words_in(letters, line)]


def words_in(letters: Letters, line: FileLine) -> Iterator[Word]:
    """The words of a line as pdfium breaks them."""
    start, apart = line.first_letter, line.text[0].isspace()
    if not _is_upright(letters, line):
        turns = letters.turns(start, start + sum(map(len, line.words)))
        if any(turn != letters.view.rotation for turn in turns):
            yield from _turned_words(letters, line.text, start, turns)
            return
    room = letters.strips[line.number].room
    parts = zip(line.words, letters.words(line), strict=True)
    for at, (part, (x0, top, x1, bottom, far)) in enumerate(parts, line.first_word):
        if len(part) == 1 or far < room or letters.steady[at]:
            yield Word(part, x0, top, x1, bottom, apart)
        else:
            yield from _broken_word(letters, part, start, apart)
        apart = True
        start += len(part)


def _is_upright(letters: Letters, line: FileLine) -> bool:
    """Whether the places of letters alone tell that they are not set sideways."""
    strip = letters.strips[line.number]
    few = len(line.words) < 3 and sum(map(len, line.words)) < 3
    return not few and strip.is_level and strip.reach > 0


def _broken_word(letters: Letters, part: str, start: int, apart: bool) -> Iterator[Word]:
    """A word set with raised numbers, or in pieces."""
    box, *places = letters.boxes(start, start + len(part))
    begun = 0
    for at, place in enumerate(places, 1):
        if _jumps(box, place):
            yield Word(part[begun:at], *box, apart)
            begun, apart, box = at, False, place
        else:
            box = _around(box, place)
    yield Word(part[begun:], *box, apart)


def _turned_words(letters: Letters, line: str, start: int, turns: Sequence[int]) -> Iterator[Word]:
    """The words of a line of which letters are set sideways; those are one, with their spaces."""
    boxes = letters.boxes(start, start + len(turns))
    said: list[str] = []
    box: Box = (0.0, 0.0, 0.0, 0.0)
    apart, sideways, at = line[0].isspace(), False, 0
    for letter in line:
        space = letter.isspace()
        turned = sideways if space else turns[at] != letters.view.rotation
        if space and sideways:
            said.append(" ")
            continue
        place = box if space else boxes[at]
        broken = turned != sideways or (not sideways and _jumps(box, place))
        if said and (space or broken):
            yield Word("".join(said).strip(), *box, apart, sideways)
            said, apart = [], False
        if space:
            apart = True
            continue
        if not said:
            box, sideways = place, turned
        said.append(letter)
        box = _around(box, place)
        at += 1
    if said:
        yield Word("".join(said).strip(), *box, apart, sideways)


def _jumps(box: Box, place: Box) -> bool:
    """Whether a letter stands elsewhere than right after the word so far."""
    height = max(box[3] - box[1], 1.0)
    overlap = min(box[3], place[3]) - max(box[1], place[1])
    other = max(place[3] - place[1], 0.1)
    if overlap < 0.3 * min(height, other) or not 0.75 < other / height < 1.34:
        return True
    return not -height < place[0] - box[2] < 0.8 * height


def _around(box: Box, place: Box) -> Box:
    left, right = min(box[0], place[0]), max(box[2], place[2])
    return left, min(box[1], place[1]), right, max(box[3], place[3])
