"""Pictures of pages made ready for recognition: grey, without red ink, upright, not too large.

A red stamp over a signature vanishes where only the red of the light is looked at, for red
ink is as light as paper there; black and blue ink stay. Lines that run askew are turned level.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

# Measured on made scans (benchmarks/reading/made_scans.py): coarser or finer is read worse.
DPI = 250
# Larger pages are rendered coarser.
MOST_PIXELS = 40_000_000
# Darker than this (of 255) is ink; a page with less ink than this share is blank.
INK = 140
BLANK = 0.0002
# Lighter than this share of the light of most of the page is paper.
PAPER = 0.9
# The steepest slope of lines that is looked for, in degrees, and the least that is mended.
STEEPEST = 4.0
LEVEL = 0.12


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture of a page. ``dpi`` pixels are an inch of the page."""

    image: Image
    dpi: float
    red: Image | None = None

    @property
    def scale(self) -> float:
        """Pixels to a point."""
        return self.dpi / 72


def take_picture(page: pypdfium2.PdfPage, dpi: float = DPI, *, red: bool = True) -> Picture:
    """The page as it is seen, with its annotations, at ``dpi`` or what its size allows.

    Without ``red`` its red ink is not looked for.
    """
    from PIL import Image

    width, height = page.get_size()
    dpi = min(dpi, 72 * math.sqrt(MOST_PIXELS / max(width * height, 1)))
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2 or pixels.shape[2] < 3:
        return Picture(Image.fromarray(pixels.reshape(pixels.shape[:2]).copy()), dpi)
    grey = Image.fromarray(pixels[:, :, 0].copy())
    return Picture(grey, dpi, _red_ink(pixels) if red else None)


def blot_out(picture: Picture, boxes: Sequence[tuple[float, float, float, float]]) -> Picture:
    """The picture without what stands in ``boxes`` (points from the top left)."""
    from PIL import ImageDraw

    drawn = [ImageDraw.Draw(image) for image in (picture.image, picture.red) if image is not None]
    for box in boxes:
        for drawing in drawn:
            drawing.rectangle([side * picture.scale for side in box], fill=255)
    return picture


def _red_ink(pixels: Any) -> Image | None:
    """What is red on the page, dark on white; ``None`` where next to nothing is."""
    import numpy as np
    from PIL import Image

    red = pixels[:, :, 0].astype(np.int16)
    other = np.maximum(pixels[:, :, 1], pixels[:, :, 2]).astype(np.int16)
    share = red - other
    if (share > 60).mean() < BLANK:
        return None
    return Image.fromarray((255 - np.clip(2 * share, 0, 255)).astype(np.uint8))


def sharpen(image: Image) -> Image:
    """The picture with its paper made white and its ink black."""
    import numpy as np
    from PIL import Image as Pictures

    pixels = np.asarray(image).astype(np.float32)
    paper, ink = PAPER * float(np.percentile(pixels, 80)), float(np.percentile(pixels, 0.5))
    stretched = (pixels - ink) * (255 / max(paper - ink, 1.0))
    return Pictures.fromarray(np.clip(stretched, 0, 255).astype(np.uint8))


def is_blank(picture: Picture) -> bool:
    """Whether next to no ink is on the page."""
    import numpy as np

    return bool((np.asarray(picture.image) < INK).mean() < BLANK)


def level(image: Image, dpi: float) -> Image:
    """The picture turned so that its lines run level."""
    angle = slope(image, dpi)
    if abs(angle) < LEVEL:
        return image
    from PIL import Image

    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def slope(image: Image, dpi: float) -> float:
    """By how many degrees the lines of text fall to the right.

    Lines are level where the ink, summed along them, is heaped most unevenly.
    """
    import numpy as np

    step = max(1, round(dpi / 75))
    small = np.asarray(image.reduce(step) if step > 1 else image)
    margin = [max(1, size // 25) for size in small.shape]
    inner = small[margin[0] : -margin[0], margin[1] : -margin[1]]
    ys, xs = np.nonzero(inner < INK + 40)
    if len(ys) < 200:
        return 0.0

    def unevenness(angle: float) -> float:
        rows = np.rint(ys - xs * math.tan(math.radians(angle))).astype(np.int64)
        heaps = np.bincount(rows - rows.min())
        return float((heaps.astype(np.float64) ** 2).sum())

    coarse = max(np.arange(-STEEPEST, STEEPEST + 0.01, 0.25), key=unevenness)
    return float(max(np.arange(coarse - 0.2, coarse + 0.21, 0.05), key=unevenness))
