"""The rulings of a PDF page: the straight lines that strokes and thin bars draw.

Input: a page. Output: horizontal and vertical rulings as ``(at, start, end)`` in points from
the top left of the page as it is read; pieces of one ruling (dashes, dots, double rulings,
the borders of neighbouring cells) are one. Time is n log n in the pieces that a page draws.
:mod:`drawn` gives the pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2

from kl52.reading.pdf.drawn import NEAR as NEAR
from kl52.reading.pdf.drawn import TooManyPieces, thin_pieces
from kl52.reading.pdf.words import Box, View

# A ruling is longer than a letter is wide.
SHORTEST = 6.0
# Pieces shorter than a dash go on over the gap between dashes.
DASH = 12.0
DASH_GAP = 6.0

Ruling = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Rulings:
    """``across``: (y, x0, x1), from top to bottom; ``down``: (x, top, bottom), from left to right.

    ``too_many``: the page draws too much to look for tables in it. ``pictures`` are the boxes
    of the images on it, found on the way.
    """

    across: tuple[Ruling, ...] = ()
    down: tuple[Ruling, ...] = ()
    too_many: bool = False
    pictures: tuple[Box, ...] = ()


def find_rulings(page: pypdfium2.PdfPage, view: View) -> Rulings:
    """The rulings of a page, each whole, and where its pictures stand."""
    pictures: list[Box] = []
    try:
        pieces = [view.box(*piece) for piece in thin_pieces(page, pictures)]
    except TooManyPieces:
        return Rulings(too_many=True, pictures=_seen(pictures, view))
    found = rulings_of(pieces)
    return replace(found, pictures=_seen(pictures, view)) if pictures else found


def rulings_of(pieces: Iterable[Box]) -> Rulings:
    """The rulings that thin pieces make: boxes in points from the top left of the page."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for x0, top, x1, bottom in pieces:
        wide, high = x1 - x0, bottom - top
        # a dot may be of a dotted ruling of either way
        dot = wide < NEAR and high < NEAR
        if wide >= high or dot:
            across.append(((top + bottom) / 2, x0, x1))
        if high > wide or dot:
            down.append(((x0 + x1) / 2, top, bottom))
    return Rulings(whole(across), whole(down))


def _seen(pictures: Iterable[Box], view: View) -> tuple[Box, ...]:
    return tuple(view.box(*box) for box in pictures)


def whole(pieces: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Pieces that lie on one line become one ruling; what stays too short is none.

    >>> whole([(10, 0, 40), (11, 41, 90), (10, 200, 203)])
    ((10.5, 0.0, 90.0),)
    """
    return tuple(
        (at, start, end)
        for line in _collinear(sorted(pieces))
        for at, start, end in _gathered(line)
        if end - start > SHORTEST
    )


def _collinear(pieces: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    line: list[Ruling] = []
    for piece in pieces:
        if line and piece[0] - line[0][0] > NEAR:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _gathered(line: list[Ruling]) -> Iterator[Ruling]:
    """The stretches of a line that pieces cover."""
    line.sort(key=lambda piece: piece[1])
    stretch = [line[0]]
    end = line[0][2]
    for piece in line[1:]:
        _, start, last = piece
        if start - end > (DASH_GAP if last - start < DASH else NEAR):
            yield _stretch(stretch, end)
            stretch, end = [], last
        stretch.append(piece)
        end = max(end, last)
    yield _stretch(stretch, end)


def _stretch(pieces: Sequence[Ruling], end: float) -> Ruling:
    at = [piece[0] for piece in pieces]
    start = pieces[0][1]
    # a dashed line may end in a gap
    gap = NEAR if len(pieces) > 2 and pieces[-1][2] - pieces[-1][1] < DASH else 0.0
    return (min(at) + max(at)) / 2, start - gap, end + gap
