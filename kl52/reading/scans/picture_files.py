"""Picture files (JPEG, PNG, TIFF, BMP, GIF) read as the scans that they are.

Every picture becomes a page of a PDF in memory, of the size that its resolution tells, and is
read as such. Pillow opens them; what is too large to be drawn is refused before it is.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from kl52 import errors
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF")
MOST_PIXELS = 120_000_000
# Cameras and screens tell no resolution, or a made-up one: then the page is taken for A4.
BELIEVED = (100.0, 1300.0)
A4_WIDTH = 595.0


def read_pictures(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The pages of a picture file, recognised."""
    from kl52.reading.pdf.document import read_pdf

    return read_pdf(as_pdf(data, name, options.limits), name, options)


def as_pdf(data: bytes, name: str, limits: Limits) -> bytes:
    """A PDF whose pages are the pictures of a file; none of their pixels is changed."""
    import pypdfium2
    from PIL import Image, ImageOps, ImageSequence

    pdf = pypdfium2.PdfDocument.new()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's, of large and of odd pictures
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            _check(picture, name, limits)
            for frame in ImageSequence.Iterator(picture):
                _check(frame, name, limits)
                _add_page(pdf, ImageOps.exif_transpose(frame))
        written = io.BytesIO()
        pdf.save(written)
    except errors.UnreadableDocument:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(name, "ảnh quá lớn") from error
    except Exception as error:  # Pillow's readers let through whatever a broken file causes
        raise errors.BrokenDocument(name, "tệp ảnh hỏng", "quét hoặc tải lại tệp") from error
    finally:
        pdf.close()
    return written.getvalue()


def _check(picture: Image, name: str, limits: Limits) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(name, f"ảnh {picture.width} x {picture.height} điểm, quá lớn")
    pages = getattr(picture, "n_frames", 1)
    if pages > limits.pages:
        raise errors.DocumentTooLarge(
            name, f"tệp ảnh có {pages} trang", "tách tệp thành nhiều phần"
        )


def _too_large(name: str, reason: str) -> errors.DocumentTooLarge:
    return errors.DocumentTooLarge(name, reason, "quét lại ở 200 đến 300 dpi")


def _add_page(pdf: pypdfium2.PdfDocument, picture: Image) -> None:
    import pypdfium2

    told = picture.info.get("dpi", (0, 0))[0]
    dpi = float(told) if BELIEVED[0] <= float(told or 0) <= BELIEVED[1] else 0.0
    dpi = dpi or 72 * min(picture.size) / A4_WIDTH
    width, height = (max(1.0, size * 72 / dpi) for size in picture.size)
    plain = picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
    page = pdf.new_page(width, height)
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(plain))
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    page.close()
