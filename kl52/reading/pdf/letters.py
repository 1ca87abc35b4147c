"""The letters of a PDF page and their boxes, taken from pdfium all at once.

Asking pdfium letter by letter costs more than reading the page: here one pass of bound calls
fills one buffer, and where words and lines stand is reckoned for the whole page at once.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from kl52.reading.pdf.calls import bind
from kl52.reading.pdf.views import Box, View, turns, usual_turn

# pdfium says U+FFFE or U+0002 where a word is broken with a hyphen at the end of a line.
_ODD = (("\ufffe", "-"), ("\x02", "-"), ("\0", " "))
# So many of a line tell how high most of them are.
SAMPLED_LINE = 20
# For so many letters the places where pdfium writes their boxes are kept.
AT_ONCE = 2048

_BOX = bind("FPDFText_GetLooseCharBox")
_TEXT = bind("FPDFText_GetText")
# Which code points are white space; there is none beyond the last.
_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])


class Strip(NamedTuple):
    """How the letters of a line stand.

    ``low`` and ``high`` are the heights of the lowest and highest letter, ``shared`` is how much
    of the line all of them cover, ``deep`` how much any. In the direction of reading, ``step`` is
    the least from the beginning of a letter to that of the next, ``near`` and ``far`` the least
    and the greatest gap, and ``reach`` is from the beginning of the first to that of the last.
    """

    box: Box
    low: float
    high: float
    shared: float
    deep: float
    step: float
    near: float
    far: float
    reach: float

    @property
    def is_level(self) -> bool:
        """Whether the letters are of one size and stand on one line."""
        return self.low > 0.75 * self.high and self.shared > 0.6 * self.low

    @property
    def room(self) -> float:
        """Letters with a smaller gap stand side by side; none do where some jump off."""
        steady = self.low > 0.75 * self.high and self.shared > 0.6 * self.high
        steady = steady and self.step >= 0 and -self.low < self.near
        return 0.8 * self.low if steady else -math.inf


class FileLine(NamedTuple):
    """A line as pdfium breaks them: its words, and which word and letter of the page is first."""

    text: str
    words: Sequence[str]
    number: int
    first_word: int
    first_letter: int


class Letters:
    """All letters of a page but white space, in the order of the file, and where they stand.

    ``text`` is what pdfium says, ``view`` how it is seen: by default so that most of the text
    is upright.
    """

    def __init__(self, page: pypdfium2.PdfPage, view: View | None = None) -> None:
        self.page = page
        self.textpage = page.get_textpage()
        self.text, places = _text(self.textpage)
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        space = _SPACE[np.minimum(codes, len(_SPACE) - 1)]
        shown = np.flatnonzero(~space)
        self._starts = np.flatnonzero(np.concatenate(([True], space))[shown])
        found = shown.tolist()
        self._indexes = found if isinstance(places, range) else [places[at] for at in found]
        self._edges = _boxes(self.textpage, self._indexes)
        self.view = view or View(page, usual_turn(page, self.textpage, self._indexes))

    def close(self) -> None:
        self.textpage.close()

    def turns(self, start: int, end: int) -> list[int]:
        """By how many degrees clockwise the page must be turned for letters to be upright."""
        return turns(self.textpage, self._indexes[start:end])

    def boxes(self, start: int, end: int) -> list[Box]:
        """The box of each letter of a stretch, on the page as it is read."""
        left, top, right, bottom = self._edges[:, start:end]
        return list(
            zip(*(side.tolist() for side in self.view.box(left, bottom, right, top)), strict=True)
        )

    @cached_property
    def lines(self) -> list[FileLine]:
        """The lines as pdfium breaks them, but for empty ones."""
        found: list[FileLine] = []
        word, starts = 0, self._starts.tolist()
        for line in self.text.replace("\r", "\n").split("\n"):
            words = line.split()
            if words:
                found.append(FileLine(line, words, len(found), word, starts[word]))
                word += len(words)
        return found

    @cached_property
    def strips(self) -> list[Strip]:
        """How each of the lines stands."""
        if not self.lines:
            return []
        starts = np.array([line.first_letter for line in self.lines])
        begins, _, lower, upper = self._turned
        least, most = np.minimum.reduceat, np.maximum.reduceat
        heights = upper - lower
        shared = least(upper, starts) - most(lower, starts)
        deep = most(upper, starts) - least(lower, starts)
        step = least(self._between(begins, begins, starts, np.inf), starts)
        near = least(self._between(begins, self._turned[1], starts, np.inf), starts)
        last = np.append(starts[1:], len(begins)) - 1
        columns = (
            least(heights, starts), most(heights, starts), shared, deep,
            step, near, self._far(starts), begins[last] - begins[starts],
        )  # fmt: skip
        boxes = zip(*(side.tolist() for side in self._around(starts)), strict=True)
        return list(map(Strip, boxes, *(column.tolist() for column in columns)))

    def words(self, line: FileLine) -> list[list[float]]:
        """The sides of each word's box, and the greatest gap between its letters."""
        found: list[list[float]] = self._words[
            line.first_word : line.first_word + len(line.words)
        ].tolist()
        return found

    @cached_property
    def _words(self) -> Any:
        return np.stack([*self._around(self._starts), self._far(self._starts)], axis=1)

    @cached_property
    def steady(self) -> list[bool]:
        """Of each word, whether its letters surely stand side by side, on one line."""
        starts, (begins, ends, lower, upper) = self._starts, self._turned
        least, most = np.minimum.reduceat, np.maximum.reduceat
        low, bottom, top = least(upper - lower, starts), least(lower, starts), most(upper, starts)
        # a little stricter than what is asked letter by letter, whose sums round otherwise
        level = (low >= 1) & (top - bottom < 1.3 * low)
        level &= 2 * (least(upper, starts) - most(lower, starts)) > top - bottom
        onward = least(self._between(begins, begins, starts, np.inf), starts) >= 0
        onward &= least(self._between(ends, ends, starts, np.inf), starts) >= 0
        near = least(self._between(begins, ends, starts, np.inf), starts)
        found: list[bool] = (
            level & onward & (-low < near) & (self._far(starts) < 0.79 * low)
        ).tolist()
        return found

    def _around(self, starts: Any) -> tuple[Any, Any, Any, Any]:
        """The sides of the boxes around the letters from each start to the next."""
        left, top, right, bottom = self._edges
        least, most = np.minimum.reduceat, np.maximum.reduceat
        return self.view.box(
            least(left, starts), least(bottom, starts), most(right, starts), most(top, starts)
        )

    def _far(self, starts: Any) -> Any:
        """The greatest gap between the letters from each start to the next."""
        begins, ends, _, _ = self._turned
        return np.maximum.reduceat(self._between(begins, ends, starts, -np.inf), starts)

    @staticmethod
    def _between(begins: Any, others: Any, starts: Any, first: float) -> Any:
        """How far each letter begins from where the one before begins or ends."""
        found = np.empty_like(begins)
        found[1:] = begins[1:] - others[:-1]
        found[starts] = first
        return found

    def usual_height(self, line: FileLine) -> float:
        """How high most letters of a line are."""
        start, count = line.first_letter, sum(map(len, line.words))
        sample = sorted(self._heights[start : start + count : count // SAMPLED_LINE + 1])
        return sample[len(sample) // 2]

    @cached_property
    def _heights(self) -> list[float]:
        _, _, lower, upper = self._turned
        found: list[float] = (upper - lower).tolist()
        return found

    @cached_property
    def _turned(self) -> tuple[Any, Any, Any, Any]:
        """Where letters begin and end in the direction of reading, and across it."""
        left, top, right, bottom = self._edges
        if self.view.rotation == 90:
            return bottom, top, left, right
        if self.view.rotation == 180:
            return -right, -left, bottom, top
        if self.view.rotation == 270:
            return -top, -bottom, left, right
        return left, right, bottom, top


def _boxes(textpage: pypdfium2.PdfTextPage, indexes: Sequence[int]) -> Any:
    """The left, top, right and bottom edges of letters, in the coordinates of the file."""
    found = np.empty((4, len(indexes)))
    for start in range(0, len(indexes), AT_ONCE):
        some = indexes[start : start + AT_ONCE]
        edges, slots = _slots()
        deque(map(_BOX, repeat(textpage.raw), some, slots), maxlen=0)
        found[:, start : start + AT_ONCE] = edges[: len(some)].T
    return found


@cache
def _slots() -> tuple[Any, Sequence[Any]]:
    """Room for the edges of some letters, and where those of each begin."""
    edges = np.empty((AT_ONCE, 4), np.float32)
    places = range(0, edges.nbytes, edges.strides[0])
    return edges, [ctypes.byref(_start(edges), place) for place in places]


def _start(array: Any) -> Any:
    """The first byte of an array, for pdfium to write from there on."""
    return ctypes.c_char.from_buffer(array)


def _text(textpage: pypdfium2.PdfTextPage) -> tuple[str, Sequence[int]]:
    """What a page says, and the index in pdfium of each character."""
    count = textpage.count_chars()
    units = np.empty(count + 1, np.uint16)
    written = _TEXT(textpage.raw, 0, count, ctypes.byref(_start(units)))
    text = units[: max(written - 1, 0)].tobytes().decode("utf-16-le", "replace")
    if len(text) == count:
        return _plain(text), range(count)
    return _letter_by_letter(textpage, count)


def _letter_by_letter(textpage: pypdfium2.PdfTextPage, count: int) -> tuple[str, list[int]]:
    """The same where characters and indexes do not go together: letters beyond the first plane."""
    letters: list[str] = []
    indexes: list[int] = []
    high = ""
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        letter = chr(code)
        if 0xDC00 <= code < 0xE000:
            letter = (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        letters += letter
        indexes += [index] * len(letter)
    return _plain("".join(letters)), indexes


def _plain(text: str) -> str:
    for odd, plain in _ODD:
        text = text.replace(odd, plain)
    return text
