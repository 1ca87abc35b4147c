"""The rulings of a PDF page: the straight lines that strokes and thin bars draw.

Input: a page. Output: horizontal and vertical rulings as ``(at, start, end)`` in points from
the top left of the page as it is read; pieces of one ruling (dashes, dots, double rulings,
the borders of neighbouring cells) are one. Time is n log n in the pieces that a page draws.
pdfium is asked through calls bound once, without an object for each answer: most of what a
page holds is text, and looking for the few paths in it must cost almost nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, repeat
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.reading.pdf.calls import Handle, bind
from kl52.reading.pdf.words import Box, View

# Rulings closer than this are one, and a bar thinner than this is a ruling (points).
NEAR = 3.0
# A ruling is longer than a letter is wide.
SHORTEST = 6.0
# Pieces shorter than a dash go on over the gap between dashes.
DASH = 12.0
DASH_GAP = 6.0
# A page that draws more pieces than this is a drawing.
MOST_PIECES = 20_000
DEEPEST = 4

_PAGE_COUNT = bind("FPDFPage_CountObjects")
_PAGE_OBJECT = bind("FPDFPage_GetObject", Handle)
_FORM_COUNT = bind("FPDFFormObj_CountObjects")
_FORM_OBJECT = bind("FPDFFormObj_GetObject", Handle)
_KIND = bind("FPDFPageObj_GetType")
_BOUNDS = bind("FPDFPageObj_GetBounds")
_DRAW_MODE = bind("FPDFPath_GetDrawMode")
_MATRIX = bind("FPDFPageObj_GetMatrix")
_SEGMENTS = bind("FPDFPath_CountSegments")
_SEGMENT = bind("FPDFPath_GetPathSegment", Handle)
_SEGMENT_KIND = bind("FPDFPathSegment_GetType")
_POINT = bind("FPDFPathSegment_GetPoint")
_CLOSES = bind("FPDFPathSegment_GetClose")

_PATH, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
_IMAGE = pdfium.FPDF_PAGEOBJ_IMAGE

# Where pdfium writes the bounds of an object.
_EDGES = (ctypes.c_float * 4)()
_SIDES = tuple(ctypes.byref(_EDGES, at) for at in (0, 4, 8, 12))

Ruling = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


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


class _TooManyPieces(Exception):
    pass


def find_rulings(page: pypdfium2.PdfPage, view: View) -> Rulings:
    """The rulings of a page, each whole, and where its pictures stand."""
    pictures: list[Box] = []
    try:
        pieces = [view.box(*piece) for piece in _lines(page, pictures)]
    except _TooManyPieces:
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


# -- what a page draws ---------------------------------------------------------------------------


def _lines(page: pypdfium2.PdfPage, pictures: list[Box]) -> list[Box]:
    """The boxes of all straight thin pieces, in the coordinates of the page.

    ``pictures`` takes the boxes of the images among the objects.
    """
    found: list[Box] = []
    pieces = 0
    for kind, items, matrix in _drawn(page.raw, in_form=False, outer=None, depth=DEEPEST):
        if kind == _IMAGE:
            pictures += [box for item in items if (box := _bounds(item, matrix))]
            continue
        pieces += len(items)
        if pieces > MOST_PIECES:
            raise _TooManyPieces
        for path in items:
            box = _bounds(path, None)
            if box is None:
                continue
            x0, y0, x1, y1 = box
            if x1 - x0 >= NEAR and y1 - y0 >= NEAR:
                if not _is_shade(path):
                    found += _straight(path, matrix)
                    if len(found) > MOST_PIECES:
                        raise _TooManyPieces
            else:
                found.append(box if matrix is None else _box([box[:2], box[2:]], matrix))
    return found


def _bounds(item: Handle, matrix: Matrix | None) -> Box | None:
    if not _BOUNDS(item, *_SIDES):
        return None
    x0, y0, x1, y1 = _EDGES
    return (x0, y0, x1, y1) if matrix is None else _box([(x0, y0), (x1, y1)], matrix)


def _drawn(
    holder: Any, *, in_form: bool, outer: Matrix | None, depth: int
) -> Iterator[tuple[int, list[Handle], Matrix | None]]:
    """The images and paths of a page, and those of each form with the matrix around them.

    Nearly all objects are text: those are counted by kind and never looked at again.
    """
    count, get = (_FORM_COUNT, _FORM_OBJECT) if in_form else (_PAGE_COUNT, _PAGE_OBJECT)
    indexes = range(max(count(holder), 0))
    places = map(ctypes.c_ulong, indexes) if in_form else indexes
    kinds = bytes(map(_KIND, map(get, repeat(holder), places)))

    def of(kind: int) -> list[Handle]:
        found = compress(indexes, map(kind.__eq__, kinds)) if kind in kinds else ()
        return [get(holder, ctypes.c_ulong(index) if in_form else index) for index in found]

    yield _IMAGE, of(_IMAGE), outer
    yield _PATH, of(_PATH), outer
    for form in of(_FORM) if depth else ():
        matrix = _matrix(form, outer)
        yield from _drawn(form, in_form=True, outer=matrix, depth=depth - 1)


def _straight(path: Handle, outer: Matrix | None) -> Iterator[Box]:
    """The straight thin pieces of a path that is not thin as a whole."""
    segments = _SEGMENTS(path)
    if segments > MOST_PIECES:
        raise _TooManyPieces
    stroked, matrix = _is_stroked(path), _matrix(path, outer)
    for corners in _outlines(path, segments):
        if not corners and not stroked:
            return  # letters and emblems drawn as shapes
        if stroked:
            for ends in zip(corners, corners[1:], strict=False):
                box = _box(ends, matrix)
                if (box[2] - box[0] < 1) != (box[3] - box[1] < 1):
                    yield box
        else:
            box = _box(corners, matrix)
            if min(box[2] - box[0], box[3] - box[1]) < NEAR:
                yield box


def _outlines(path: Handle, segments: int) -> Iterator[list[Point]]:
    """The corners of each part of a path, in its own coordinates; a curve is an empty part."""
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    corners: list[Point] = []
    for index in range(segments):
        segment = _SEGMENT(path, index)
        _POINT(segment, to_x, to_y)
        kind = _SEGMENT_KIND(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO and corners:
            yield corners
            corners = []
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            yield []
        corners.append((x.value, y.value))
        if _CLOSES(segment):
            corners.append(corners[0])
    if corners:
        yield corners


def _is_shade(path: Handle) -> bool:
    """Whether a shape is a plain area without outline, as behind the words of a head."""
    return _SEGMENTS(path) <= 5 and not _is_stroked(path)


def _is_stroked(path: Handle) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    _DRAW_MODE(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _box(points: Sequence[Point], matrix: Matrix) -> Box:
    """The box around points, ``x0, y0, x1, y1`` on the page."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(item: Handle, outer: Matrix | None) -> Matrix:
    """The matrix of an object, within that of the form around it."""
    own = pdfium.FS_MATRIX()
    _MATRIX(item, ctypes.byref(own))
    if outer is None:
        return own.a, own.b, own.c, own.d, own.e, own.f
    a, b, c, d, e, f = outer
    return (
        a * own.a + c * own.b, b * own.a + d * own.b,
        a * own.c + c * own.d, b * own.c + d * own.d,
        a * own.e + c * own.f + e, b * own.e + d * own.f + f,
    )  # fmt: skip
