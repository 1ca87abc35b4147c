"""Numbers and dates that only the picture of a digital page shows.

The text layer of a signed file may say ``Số:     /KH-UBND`` where the page shows a number: a
picture of it, or strokes of a pen, was laid over the blank. Such a place is looked at alone.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.model import Diagnostic
from kl52.reading.assembly import Draft
from kl52.reading.options import ReadOptions
from kl52.reading.pdf.words import Box, TextLine, View, Word
from kl52.reading.scans import pictures as ocr_pictures
from kl52.reading.scans import tesseract
from kl52.reading.scans.slots import Slot, find_slots, has_ink, may_have_slots, read_slot
from kl52.reading.scans.tesseract import Seen

# What is less high (points) is a ruling, not a number.
LOWEST = 4.0


def fill_blanks(
    page: pypdfium2.PdfPage,
    view: View,
    number: int,
    lines: Sequence[TextLine],
    draft: Draft,
    options: ReadOptions,
) -> list[TextLine]:
    """The lines of a page, with the numbers that stand as pictures in their blanks."""
    blanks = {index: slots for index, line in enumerate(lines) if (slots := list(_blanks(line)))}
    if not blanks or view.rotation != page.get_rotation():
        return list(lines)
    shown = [box for box in _pictures(page, view) if box[3] - box[1] > LOWEST]
    filled = list(lines)
    for index, slots in blanks.items():
        covered = [slot for slot in slots if any(_meet(slot, box) for box in shown)]
        if covered:
            filled[index] = _filled(page, number, lines[index], covered, draft, options)
    return filled


def _blanks(line: TextLine) -> Iterator[Slot]:
    """The empty places of a line, between two of its words."""
    if len(line.words) == 1 or not may_have_slots(line.text):
        return
    words = [Seen(w.text, w.x0, w.top, w.x1, w.bottom, 1.0) for w in line.words]
    yield from (slot for slot in find_slots(words) if slot.begin == slot.end)


def _pictures(page: pypdfium2.PdfPage, view: View) -> Iterator[Box]:
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    for item in page.get_objects(filter=kinds, max_depth=4):
        yield view.box(*item.get_bounds())


def _meet(slot: Slot, box: Box) -> bool:
    across = min(slot.x1, box[2]) - max(slot.x0, box[0])
    return across > 0 and box[1] < slot.bottom and box[3] > slot.top


def _filled(
    page: pypdfium2.PdfPage,
    number: int,
    line: TextLine,
    slots: Sequence[Slot],
    draft: Draft,
    options: ReadOptions,
) -> TextLine:
    picture = ocr_pictures.take_picture(page, red=False)
    scale, found = picture.scale, list(line.words)
    for slot in slots:
        large = replace(
            slot,
            x0=slot.x0 * scale,
            top=slot.top * scale,
            x1=slot.x1 * scale,
            bottom=slot.bottom * scale,
        )
        cut = picture.image.crop((large.x0, large.top, large.x1, large.bottom))
        if not has_ink(cut):
            continue
        seen = _read(picture, large, options)
        if seen is not None:
            x0, top, x1, bottom = (side / scale for side in seen[1:5])
            found.append(Word(seen.text, x0, top, x1, bottom, confidence=seen.confidence))
            continue
        message = (
            f"Trang {number} có chỗ ghi số hoặc ngày chỉ là ảnh, chưa đọc được: "
            "hãy xem ảnh của trang."
        )
        draft.diagnostics.append(Diagnostic("warning", "number-in-picture", message, page=number))
    return TextLine(tuple(sorted(found, key=lambda word: word.x0)))


def _read(picture: ocr_pictures.Picture, slot: Slot, options: ReadOptions) -> Seen | None:
    if options.ocr == "never":
        return None
    try:
        engine = tesseract.find_engine()
        return read_slot(engine, picture.image, picture.dpi, slot)
    except (tesseract.Missing, OSError, subprocess.SubprocessError):
        return None
