"""What stands on a PDF page in its annotations: signatures, form fields, typed notes.

Offices often set the number and date of a signed document as signature fields, on top of
``Số:     /KH-UBND`` and ``ngày   tháng   năm``. pdfium's text of a page lacks them; once they
are made part of the page, it has them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.normalising.furniture import is_stamp
from kl52.reading.assembly import Draft
from kl52.reading.pdf.letters import Letters
from kl52.reading.pdf.words import Box, View, Word, read_lines, words_in

_SPEAKING = (
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_STAMP,
)
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
# Nobody signs a page so often; forms have one annotation for each field.
MOST = 2_000


def find_annotations(page: pypdfium2.PdfPage, view: View, number: int, draft: Draft) -> list[Box]:
    """Where something that may hold words is laid over a page; links say nothing."""
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if count > MOST:
        draft.note(
            "warning",
            "too-many-annotations",
            f"Trang {number} có {count} ô điền và ghi chú đặt trên trang, quá giới hạn {MOST}: "
            "chữ trong đó không được đọc. Hãy in tệp thành PDF mới rồi đọc lại.",
            number,
        )
        return []
    found = []
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        rect = pdfium.FS_RECTF()
        if (
            kind in _SPEAKING
            and not pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN
            and pdfium.FPDFAnnot_GetRect(annotation, rect)
        ):
            low, high = sorted((rect.bottom, rect.top))
            found.append(view.box(rect.left, low, rect.right, high))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def read_annotations(
    pdf: pypdfium2.PdfDocument, number: int, letters: Letters, boxes: Sequence[Box]
) -> tuple[list[Word], list[Box]]:
    """The words of the annotations at ``boxes`` of page ``number`` (from 1) that belong to it,
    and the boxes of the other ones: what a signature says about its signer and its time.
    ``letters`` are those of the page itself. The annotations become part of the page in memory,
    never in the file.
    """
    if pdfium.FPDFPage_Flatten(letters.page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return [], []
    area = _around(boxes)
    page = pdf[number - 1]
    flattened = Letters(page, letters.view)
    words = sorted(_words_in(flattened, area), key=_height)
    flattened.close()
    page.close()
    heights = [_height(word) for word in words]
    inside = [
        [word for word in words[_first(heights, box) : _last(heights, box)] if _inside(word, box)]
        for box in boxes
    ]
    own = {_place(word) for word in _words_in(letters, area)} if any(inside) else set()
    found: dict[Word, None] = {}
    stamps = []
    for box, held in zip(boxes, inside, strict=True):
        added = [word for word in held if _place(word) not in own]
        if any(is_stamp(line.said) for line in read_lines(added)):
            stamps.append(box)
        else:
            found.update(dict.fromkeys(added))
    return list(found), stamps


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _words_in(letters: Letters, area: Box) -> list[Word]:
    """The words of a page that may stand in ``area``; most lines need not be looked into."""
    return [
        word
        for line, strip in zip(letters.lines, letters.strips, strict=True)
        if _meet(strip.box, area)
        for word in words_in(letters, line)
    ]


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _place(word: Word) -> tuple[str, float, float]:
    return word.text, word.x0, word.top


def _height(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _first(heights: Sequence[float], box: Box) -> int:
    return bisect_left(heights, box[1])


def _last(heights: Sequence[float], box: Box) -> int:
    return bisect_right(heights, box[3])


def _inside(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= _height(word) <= box[3]
