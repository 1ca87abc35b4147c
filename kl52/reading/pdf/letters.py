"""The letters of a PDF page and their boxes, taken from pdfium all at once.

Asking pdfium letter by letter costs more than reading the page: here one pass of bound calls
fills one buffer, and what is done with it works on slices.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, deque
from collections.abc import Sequence
from itertools import compress, repeat
from operator import not_
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.reading.pdf.calls import address_of, bind

Box = tuple[float, float, float, float]

# pdfium says U+FFFE or U+0002 where a word is broken with a hyphen at the end of a line.
_ODD = (("\ufffe", "-"), ("\x02", "-"), ("\0", " "))
# So many letters of a page tell which way its text runs.
SAMPLED_LETTERS = 60


_BOX = bind(
    "FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_ANGLE = bind("FPDFText_GetCharAngle", ctypes.c_float, ctypes.c_void_p, ctypes.c_int)


class View:
    """Turns the coordinates of a page into those of the page as it is read.

    A page may be turned as a whole, or have its text set sideways (wide tables): ``rotation``
    is by how many degrees it must be turned clockwise for most of its text to be upright.
    """

    def __init__(self, page: pypdfium2.PdfPage, rotation: int | None = None) -> None:
        self.left, self.low, right, high = page.get_bbox()
        self.across, self.up = right - self.left, high - self.low
        self.rotation = _rotation(page) if rotation is None else rotation
        turned = self.rotation in (90, 270)
        self.width, self.height = (self.up, self.across) if turned else (self.across, self.up)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """``x0, top, x1, bottom`` from the top left."""
        left, right = left - self.left, right - self.left
        bottom, top = bottom - self.low, top - self.low
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.across - right, bottom, self.across - left, top
        if self.rotation == 270:
            return self.up - top, self.across - right, self.up - bottom, self.across - left
        return left, self.up - top, right, self.up - bottom


class Letters:
    """All letters of a page but white space, in the order of the file, with their boxes.

    ``text`` is what pdfium says; letter ``k`` of it without white space stands at index
    ``indexes[k]`` of pdfium, and ``left[k]`` … are its edges in the coordinates of the file.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.textpage = page.get_textpage()
        self.address = address_of(self.textpage)
        self.text, places = _text(self.textpage)
        self.indexes = list(compress(places, map(not_, map(str.isspace, self.text))))
        count = len(self.indexes)
        boxes = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(boxes)
        step = 4 * ctypes.sizeof(ctypes.c_float)
        slots = range(start, start + step * count, step)
        deque(map(_BOX, repeat(self.address), self.indexes, slots), maxlen=0)
        edges: Any = memoryview(boxes).cast("B").cast("f").tolist()
        self.left, self.top, self.right, self.bottom = (edges[side::4] for side in range(4))
        self.view = View(page, _usual_turn(page, self.address, self.indexes))

    def close(self) -> None:
        self.textpage.close()

    def turns(self, start: int, end: int) -> list[int]:
        """By how many degrees clockwise the page must be turned for letters to be upright."""
        return _turns(self.address, self.indexes[start:end])

    def box(self, start: int, end: int) -> Box:
        """The box around letters, on the page as it is read."""
        return self.view.box(
            min(self.left[start:end]), min(self.bottom[start:end]),
            max(self.right[start:end]), max(self.top[start:end]),
        )  # fmt: skip

    def along(self, start: int, end: int) -> tuple[list[float], list[float]]:
        """Where letters begin and end in the direction of reading."""
        if self.view.rotation == 0:
            return self.left[start:end], self.right[start:end]
        if self.view.rotation == 90:
            return self.bottom[start:end], self.top[start:end]
        if self.view.rotation == 180:
            return _negative(self.right, start, end), _negative(self.left, start, end)
        return _negative(self.top, start, end), _negative(self.bottom, start, end)

    def across(self, start: int, end: int) -> set[tuple[float, float]]:
        """The lower and upper edges of letters, each pair once."""
        if self.view.rotation in (90, 270):
            return set(zip(self.left[start:end], self.right[start:end], strict=True))
        return set(zip(self.bottom[start:end], self.top[start:end], strict=True))


def _negative(edges: Sequence[float], start: int, end: int) -> list[float]:
    return [-edge for edge in edges[start:end]]


def _rotation(page: pypdfium2.PdfPage) -> int:
    textpage = page.get_textpage()
    try:
        return _usual_turn(page, address_of(textpage), range(textpage.count_chars()))
    finally:
        textpage.close()


def _usual_turn(page: pypdfium2.PdfPage, address: int, indexes: Sequence[int]) -> int:
    step = max(1, len(indexes) // SAMPLED_LETTERS)
    turns = Counter(_turns(address, indexes[::step]))
    return turns.most_common(1)[0][0] if turns else page.get_rotation()


def _turns(address: int, indexes: Sequence[int]) -> list[int]:
    angles = list(map(_ANGLE, repeat(address), indexes))
    known = {angle: -round(math.degrees(angle) / 90) % 4 * 90 for angle in set(angles)}
    return [known[angle] for angle in angles]


def _text(textpage: pypdfium2.PdfTextPage) -> tuple[str, Sequence[int]]:
    """What a page says, and the index in pdfium of each character."""
    count = textpage.count_chars()
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    written = pdfium.FPDFText_GetText(textpage, 0, count, units)
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
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
