"""Picture files (JPEG, PNG, TIFF, BMP, GIF) read as the scans that they are.

Every picture becomes a page of a PDF in memory, of the size that its resolution tells, and is
read as such. Pillow opens them; what is too large to be drawn is refused before it is.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kl52 import errors
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF")
MOST_PIXELS = 120_000_000
# All pictures of a file together: some 450 pages of A4 at 300 dpi.
MOST_IN_ALL = 4_000_000_000
# Cameras and screens tell no resolution, or a made-up one: then the page is taken for A4.
BELIEVED = (100.0, 1300.0)
A4_WIDTH = 595.0
# The number of the first object of the first page, after the catalogue and the tree of pages.
_FIRST = 3


def read_pictures(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The pages of a picture file, recognised."""
    from kl52.reading.pdf.document import read_pdf

    return read_pdf(as_pdf(data, name, options.limits), name, options)


def as_pdf(data: bytes, name: str, limits: Limits) -> bytes:
    """A PDF whose pages are the pictures of a file; none of their pixels is changed.

    It is written here, for pdfium takes longer for each page the more there are.
    """
    from PIL import Image, ImageOps, ImageSequence

    pages: list[bytes] = []
    pixels = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's, of large and of odd pictures
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            _check(picture, name, limits)
            _check_all(picture.width * picture.height * getattr(picture, "n_frames", 1), name)
            for frame in ImageSequence.Iterator(picture):
                _check(frame, name, limits)
                pixels += frame.width * frame.height
                _check_all(pixels, name)
                pages += _page(_FIRST + len(pages), ImageOps.exif_transpose(frame))
    except (errors.UnreadableDocument, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(name, "ảnh quá lớn") from error
    except Exception as error:  # Pillow's readers let through whatever a broken file causes
        raise errors.BrokenDocument(name, "tệp ảnh hỏng", "quét hoặc tải lại tệp") from error
    return _pdf(pages)


def _check(picture: Image, name: str, limits: Limits) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(name, f"ảnh {picture.width} x {picture.height} điểm, quá lớn")
    pages = getattr(picture, "n_frames", 1)
    if pages > limits.pages:
        raise errors.DocumentTooLarge(
            name, f"tệp ảnh có {pages} trang", "tách tệp thành nhiều phần"
        )


def _check_all(pixels: int, name: str) -> None:
    if pixels > MOST_IN_ALL:
        raise _too_large(name, f"các ảnh có hơn {MOST_IN_ALL // 10**9} tỷ điểm, quá lớn")


def _too_large(name: str, reason: str) -> errors.DocumentTooLarge:
    return errors.DocumentTooLarge(name, reason, "quét lại ở 200 đến 300 dpi")


def _page(number: int, picture: Image) -> tuple[bytes, bytes, bytes]:
    """The objects of a page that shows a picture; ``number`` is that of the first."""
    told = picture.info.get("dpi", (0, 0))[0]
    dpi = float(told) if BELIEVED[0] <= float(told or 0) <= BELIEVED[1] else 0.0
    dpi = dpi or 72 * min(picture.size) / A4_WIDTH
    width, height = (max(1.0, size * 72 / dpi) for size in picture.size)
    plain = picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.3f} {height:.3f}]"
        f"/Contents {number + 1} 0 R/Resources<</XObject<</I {number + 2} 0 R>>>>>>"
    )
    shown = (
        f"/Type/XObject/Subtype/Image/Width {plain.width}/Height {plain.height}/BitsPerComponent 8"
        f"/ColorSpace/{'DeviceGray' if plain.mode == 'L' else 'DeviceRGB'}/Filter/FlateDecode"
    )
    drawn = f"{width:.3f} 0 0 {height:.3f} 0 0 cm /I Do".encode()
    return page.encode(), _stream("", drawn), _stream(shown, zlib.compress(plain.tobytes(), 1))


def _stream(entries: str, data: bytes) -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _pdf(pages: Sequence[bytes]) -> bytes:
    """A file of these objects, of which three make a page."""
    numbers = range(_FIRST, _FIRST + len(pages), 3)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    tree = f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>".encode()
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", tree, *pages), 1):
        places.append(f"{out.tell():010d} 00000 n \n")
        out.writelines((f"{number} 0 obj\n".encode(), body, b"\nendobj\n"))
    start, size = out.tell(), len(places) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}".encode())
    out.write(f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()
