"""What a PDF page draws: its images, and the straight thin pieces of its paths.

pdfium is asked through calls bound once, without an object for each answer: most of what a
page holds is text, and looking for the few paths in it must cost almost nothing.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.reading.pdf.calls import Handle, bind
from kl52.reading.pdf.views import Box

# Rulings closer than this are one, and a bar thinner than this is a ruling (points).
NEAR = 3.0
# A page that draws more pieces than this is a drawing.
MOST_PIECES = 20_000
DEEPEST = 4

_PAGE_COUNT = bind("FPDFPage_CountObjects")
_PAGE_OBJECT = bind("FPDFPage_GetObject", Handle)
_FORM_COUNT = bind("FPDFFormObj_CountObjects")
_FORM_OBJECT = bind("FPDFFormObj_GetObject", Handle)
# Of each object the kind is asked for, of few anything else: those get a handle then.
_PAGE_PLACE = bind("FPDFPage_GetObject", ctypes.c_void_p)
_FORM_PLACE = bind("FPDFFormObj_GetObject", ctypes.c_void_p)
_KIND = bind("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
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
_FOUR = struct.Struct("4f").unpack
_SIDES = tuple(ctypes.byref(_EDGES, at) for at in (0, 4, 8, 12))

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class TooManyPieces(Exception):
    """A page draws so much that it is a drawing."""


def thin_pieces(page: pypdfium2.PdfPage, pictures: list[Box]) -> list[Box]:
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
            raise TooManyPieces
        known = [(path, box) for path in items if (box := _bounds(path, None))]
        for path, box in known:
            x0, y0, x1, y1 = box
            if x1 - x0 < NEAR or y1 - y0 < NEAR:
                found.append(box if matrix is None else _box([box[:2], box[2:]], matrix))
            elif not _is_shade(path):
                found += _straight(path, matrix)
                if len(found) > MOST_PIECES:
                    raise TooManyPieces
    return found


def _bounds(item: Handle, matrix: Matrix | None) -> Box | None:
    if not _BOUNDS(item, *_SIDES):
        return None
    x0, y0, x1, y1 = _FOUR(_EDGES)
    return (x0, y0, x1, y1) if matrix is None else _box([(x0, y0), (x1, y1)], matrix)


def _drawn(
    holder: Any, *, in_form: bool, outer: Matrix | None, depth: int
) -> Iterator[tuple[int, list[Handle], Matrix | None]]:
    """The images and paths of a page, and those of each form with the matrix around them.

    Nearly all objects are text: those are counted by kind and never looked at again.
    """
    count, get = (_FORM_COUNT, _FORM_OBJECT) if in_form else (_PAGE_COUNT, _PAGE_OBJECT)
    place = _FORM_PLACE if in_form else _PAGE_PLACE
    indexes = range(max(count(holder), 0))
    places = map(ctypes.c_ulong, indexes) if in_form else indexes
    kinds = bytes(map(_KIND, map(place, repeat(holder), places)))

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
        raise TooManyPieces
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
