"""Typed notes on a PDF page that leave it to the viewer to draw them.

A note in free text need not have an appearance of its own (ISO 32000-1, 12.5.6.6): viewers then
set its words, pdfium does not, and a number typed so over ``Số:     /KH-UBND`` would be lost.
"""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.reading.pdf.annotations import MOST, UNSEEN
from kl52.reading.pdf.words import View, Word

# A note that is longer is set on several lines, and is no number or date.
LONGEST = 60


def read_undrawn(page: pypdfium2.PdfPage, view: View) -> list[Word]:
    """The words of the notes of a page without an appearance, each on one line in its box."""
    found = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        rect = pdfium.FS_RECTF()
        if _is_undrawn(annotation) and pdfium.FPDFAnnot_GetRect(annotation, rect):
            said = _contents(annotation)
            low, high = sorted((rect.bottom, rect.top))
            if 0 < len(said) <= LONGEST:
                found.append(Word(said, *view.box(rect.left, low, rect.right, high)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _is_undrawn(annotation: pdfium.FPDF_ANNOTATION) -> bool:
    if pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_FREETEXT:
        return False
    drawn = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    return drawn <= 2 and not pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN


def _contents(annotation: pdfium.FPDF_ANNOTATION) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    said = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", said, size)
    return " ".join(bytes(said)[: max(size - 2, 0)].decode("utf-16-le", "replace").split())
