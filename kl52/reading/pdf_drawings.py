"""Whether a PDF page has rulings that may make a table, told without reading them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import repeat

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.reading.pdf_letters import address_of, bound

# A ruling is longer than this (points), and thinner than that if it is an area without outline.
SHORTEST = 6.0
THINNEST = 3.0
# Forms that hold forms: so deep they are looked into.
DEEPEST = 4

_COUNT = bound("FPDFPage_CountObjects", ctypes.c_int, ctypes.c_void_p)
_OBJECT = bound("FPDFPage_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_FORM_COUNT = bound("FPDFFormObj_CountObjects", ctypes.c_int, ctypes.c_void_p)
_FORM_OBJECT = bound("FPDFFormObj_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_TYPE = bound("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
_BOUNDS = bound("FPDFPageObj_GetBounds", ctypes.c_int, *[ctypes.c_void_p] * 5)
_DRAW_MODE = bound("FPDFPath_GetDrawMode", ctypes.c_int, *[ctypes.c_void_p] * 3)


def has_rulings(page: pypdfium2.PdfPage) -> bool:
    """Whether something long is drawn across the page and something long down it."""
    across = down = False
    address = address_of(page)
    objects = list(map(_OBJECT, repeat(address), range(_COUNT(address))))
    for width, height in _paths(objects, 1):
        across |= width > SHORTEST
        down |= height > SHORTEST
        if across and down:
            return True
    return False


def _paths(objects: Sequence[int], depth: int) -> Iterator[tuple[float, float]]:
    """The width and height of what is drawn with lines, shades behind words left out."""
    edges = (ctypes.c_float * 4)()
    places = [ctypes.addressof(edges) + 4 * side for side in range(4)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    modes = ctypes.addressof(fill), ctypes.addressof(stroke)
    for each, kind in zip(objects, map(_TYPE, objects), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _BOUNDS(each, *places)
            width, height = edges[2] - edges[0], edges[3] - edges[1]
            _DRAW_MODE(each, *modes)
            if stroke.value or min(width, height) < THINNEST:
                yield width, height
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = max(_FORM_COUNT(each), 0)
            yield from _paths([_FORM_OBJECT(each, index) for index in range(count)], depth + 1)
