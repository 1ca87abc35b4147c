"""Which way a PDF page is read: from the coordinates of the file to those of the reader."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import pypdfium2

from kl52.reading.pdf.calls import bind

Box = tuple[float, float, float, float]

# So many letters of a page tell which way its text runs.
SAMPLED_LETTERS = 60

_ANGLE = bind("FPDFText_GetCharAngle", ctypes.c_float)


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

    def box(self, left: Any, bottom: Any, right: Any, top: Any) -> tuple[Any, Any, Any, Any]:
        """``x0, top, x1, bottom`` from the top left; of many boxes at once if arrays are given."""
        left, right = left - self.left, right - self.left
        bottom, top = bottom - self.low, top - self.low
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.across - right, bottom, self.across - left, top
        if self.rotation == 270:
            return self.up - top, self.across - right, self.up - bottom, self.across - left
        return left, self.up - top, right, self.up - bottom


def _rotation(page: pypdfium2.PdfPage) -> int:
    textpage = page.get_textpage()
    try:
        return usual_turn(page, textpage, range(textpage.count_chars()))
    finally:
        textpage.close()


def usual_turn(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, indexes: Sequence[int]
) -> int:
    """By how many degrees clockwise a page must be turned for most of these letters."""
    step = max(1, len(indexes) // SAMPLED_LETTERS)
    found = Counter(turns(textpage, indexes[::step]))
    return found.most_common(1)[0][0] if found else page.get_rotation()


def turns(textpage: pypdfium2.PdfTextPage, indexes: Sequence[int]) -> list[int]:
    """By how many degrees clockwise the page must be turned for each letter to be upright."""
    angles = list(map(_ANGLE, repeat(textpage.raw), indexes))
    known = {angle: -round(math.degrees(angle) / 90) % 4 * 90 for angle in set(angles)}
    return [known[angle] for angle in angles]
