"""PDF: lines in reading order with their boxes, tables as cells, pictures of pages recognised.

:mod:`pages` reads a page, :mod:`kl52.reading.scans` those that are pictures, and :mod:`writing`
writes all of them as one document.
"""

from __future__ import annotations

import time
from datetime import date

import pypdfium2

from kl52 import errors
from kl52.header.secrecy import level_of
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.pdf import pages as pdf_pages
from kl52.reading.pdf.pages import PdfPage
from kl52.reading.pdf.writing import write_pages
from kl52.reading.scans import recognition as scans
from kl52.reading.scans.covered import signing_day
from kl52.values import collecting


def read_pdf(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The lines of a PDF, page by page."""
    with collecting(False):
        return _read(data, name, options)


def _read(data: bytes, name: str, options: ReadOptions) -> Draft:
    began = time.monotonic()
    pdf = _open(data, name, options.limits)
    try:
        draft = Draft(pages=len(pdf))
        signed = signing_day(pdf)  # before pages are read: flattened, they bear no signature
        numbers = range(1, len(pdf) + 1)
        pages = [pdf_pages.read_page(pdf, number, draft, options) for number in numbers]
        pages = _recognised(pdf, pages, draft, options, began, signed)
    finally:
        pdf.close()
    write_pages(draft, pages)
    return draft


def _recognised(
    pdf: pypdfium2.PdfDocument,
    pages: list[PdfPage],
    draft: Draft,
    options: ReadOptions,
    began: float,
    signed: date | None,
) -> list[PdfPage]:
    """The pages, those that are pictures as they were recognised; ``began`` is when reading did."""
    every = options.ocr == "always"
    wanted = {page.number: page.picture or scans.Layer() for page in pages if every or page.picture}
    if not wanted:
        return pages
    secret = any(level_of(line.said) for page in pages for line in page.lines)
    with collecting(True):
        found = scans.recognise_pages(
            pdf, wanted, draft, options, secret=secret, began=began, signed=signed
        )
    return [
        pdf_pages.lay_out(found[page.number], [] if every else page.tables, draft)
        if page.number in found
        else page
        for page in pages
    ]


def _open(data: bytes, name: str, limits: Limits) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(name, "password" in str(error).lower()) from error
    refusal = _refuse(data, len(pdf), name, limits)
    if refusal is not None:
        pdf.close()
        raise refusal
    return pdf


def _refusal(name: str, locked: bool) -> errors.UnreadableDocument:
    if locked:
        return errors.EncryptedDocument(
            name, "tệp PDF có mật khẩu", "mở bằng mật khẩu rồi in lại thành PDF mới"
        )
    return errors.BrokenDocument(name, "tệp PDF hỏng hoặc bị cắt cụt", "tải lại tệp từ nguồn")


def _refuse(data: bytes, pages: int, name: str, limits: Limits) -> errors.UnreadableDocument | None:
    """Why an opened PDF is not read all the same; pdfium opens what is cut off."""
    if b"startxref" not in data[-4096:]:
        return errors.BrokenDocument(name, "tệp PDF bị cắt cụt", "tải lại tệp từ nguồn")
    if not pages:
        return errors.EmptyDocument(name, "tệp PDF không có trang nào", "kiểm tra lại tệp nguồn")
    if pages > limits.pages:
        reason = f"tệp PDF có {pages} trang, quá giới hạn {limits.pages} trang"
        return errors.TooManyPages(name, reason, "tách tệp thành nhiều phần")
    return None
