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
from kl52.reading.pdf.words import Box, View, Word, read_lines, read_words

_SPEAKING = (
    pdfium.FPDF_ANNOT_WIDGET,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_STAMP,
)
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
# Nobody signs a page so often; forms have one annotation for each field.
MOST = 2_000


def has_annotations(page: pypdfium2.PdfPage, number: int, draft: Draft) -> bool:
    """Whether anything to read is laid over a page: most pages have nothing."""
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if count > MOST:
        draft.note(
            "warning",
            "too-many-annotations",
            f"Trang {number} có {count} ô điền và ghi chú đặt trên trang, quá giới hạn {MOST}: "
            "chữ trong đó không được đọc. Hãy in tệp thành PDF mới rồi đọc lại.",
            number,
        )
    return bool(0 < count <= MOST)


def read_annotations(
    pdf: pypdfium2.PdfDocument, number: int, view: View, words: Sequence[Word]
) -> tuple[list[Word], list[Box]]:
    """The words of the annotations of page ``number`` (from 1) that belong to the document,

    and the boxes of the other ones: what a signature says about its signer and its time.
    ``words`` are those of the page itself. The annotations become part of the page in memory,
    never in the file.
    """
    page = pdf[number - 1]
    boxes = _boxes(page, view)
    flattened = bool(boxes) and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    if flattened != pdfium.FLATTEN_SUCCESS:
        return [], []
    page = pdf[number - 1]
    own = {(word.text, word.x0, word.top) for word in words}
    added = [w for w in read_words(page, view) if (w.text, w.x0, w.top) not in own]
    page.close()
    found: dict[Word, None] = {}
    stamps = []
    added.sort(key=_height)
    heights = [_height(word) for word in added]
    for box in boxes:
        level = added[bisect_left(heights, box[1]) : bisect_right(heights, box[3])]
        inside = [word for word in level if _inside(word, box)]
        if any(is_stamp(line.said) for line in read_lines(inside)):
            stamps.append(box)
        else:
            found.update(dict.fromkeys(inside))
    return list(found), stamps


def _boxes(page: pypdfium2.PdfPage, view: View) -> list[Box]:
    """Where the annotations stand that may hold words."""
    found = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        rect = pdfium.FS_RECTF()
        if (
            kind in _SPEAKING
            and not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN
            and pdfium.FPDFAnnot_GetRect(annotation, rect)
        ):
            low, high = sorted((rect.bottom, rect.top))
            found.append(view.box(rect.left, low, rect.right, high))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _height(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _inside(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= _height(word) <= box[3]
