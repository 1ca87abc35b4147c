"""The drawn lines of a picture: where they run, and the picture without them.

A table on a scan has no lines but dark pixels in a row. They make the cells, as the lines of
a digital page do; and the words are read better once the lines are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kl52.reading.scans.pictures import INK

if TYPE_CHECKING:
    from PIL.Image import Image

# In inches: letters have no stroke so long, table lines are no shorter and not so thick.
ACROSS, DOWN, THICKEST = 0.4, 0.25, 0.06
# A line may have gaps and specks: so much of it is dark.
DARK = 0.97
# More pieces than this are a drawing, or a photograph.
MOST = 4_000

Ruling = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rulings of a picture (x0, top, x1, bottom in pixels), and the picture without them."""

    rulings: tuple[Ruling, ...]
    image: Image

    def without(self, image: Image) -> Image:
        """Another picture of the same page without the rulings."""
        return _wiped(image, self.rulings) if self.rulings else image


def find_rulings(image: Image, dpi: float) -> Ruled:
    """The level and upright lines of a picture that is level."""
    import numpy as np

    pixels = np.asarray(image)
    dark = pixels < INK + 40
    thick = max(2, round(THICKEST * dpi))
    across = _segments(dark, max(8, round(ACROSS * dpi)), thick)
    down = [
        (top, x0, bottom, x1)
        for x0, top, x1, bottom in _segments(dark.T, max(8, round(DOWN * dpi)), thick)
    ]
    rulings = [*across, *down]
    if not rulings or len(rulings) > MOST:
        return Ruled((), image)
    lines = tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in rulings)
    return Ruled(lines, _wiped(image, lines))


def _wiped(image: Image, rulings: Sequence[Ruling]) -> Image:
    from PIL import ImageDraw

    wiped = image.copy()
    drawing = ImageDraw.Draw(wiped)
    for x0, top, x1, bottom in rulings:
        drawing.rectangle((x0 - 1, top - 1, x1, bottom), fill=255)
    return wiped


def _segments(dark: Any, length: int, thick: int) -> list[tuple[int, int, int, int]]:
    """The level lines at least ``length`` long and at most ``thick``: x0, top, x1, bottom."""
    import numpy as np

    height, width = dark.shape
    if width <= length:
        return []
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= DARK * length
    edges = np.diff(full.astype(np.int8), axis=1, prepend=0, append=0)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    if len(rows) > MOST * thick:
        return []
    open_: list[list[int]] = []
    closed: list[tuple[int, int, int, int]] = []
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        closed += [_tuple(each) for each in open_ if each[3] < row]
        open_ = [each for each in open_ if each[3] >= row]
        x1 = end + length - 1
        above = next((each for each in open_ if each[0] < x1 and start < each[2]), None)
        if above is None:
            open_.append([start, row, x1, row + 1])
        else:
            above[0], above[2] = min(above[0], start), max(above[2], x1)
            above[3] = row + 1
    closed += map(_tuple, open_)
    return [each for each in closed if each[3] - each[1] <= thick]


def _tuple(each: list[int]) -> tuple[int, int, int, int]:
    return each[0], each[1], each[2], each[3]
