"""Scans made from digital pages: printed, stamped, laid askew on the glass, and compressed.

Each digital page is drawn as a picture and spoilt the way that offices spoil theirs: a turn of
up to a degree and a half, grain, a little blur, a red round stamp over the lower right, JPEG;
every third is black and white only, as faxes and most office scanners write. What a page says
is known from its own text layer. All chance comes from the name of the file.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

DPI = 200
# A page of fewer characters tells nothing of reading.
FEWEST = 300
INK = (205, 35, 45)


@dataclass(frozen=True, slots=True)
class MadeScan:
    """A page as its own digital PDF, and the same page as a PDF that is only a picture."""

    name: str
    digital: bytes
    scanned: bytes


def make_scan(path: Path, number: int) -> MadeScan:
    """Page ``number`` (from 1, or -1 for the last with words on it) of a PDF in both forms."""
    pdf = pypdfium2.PdfDocument(path)
    index = number - 1 if number > 0 else _last_with_words(pdf)
    single = pypdfium2.PdfDocument.new()
    single.import_pages(pdf, [index])
    page = single[0]
    chance = random.Random(f"{path.stem} {index}")
    picture = page.render(scale=DPI / 72, draw_annots=False).to_pil().convert("RGB")
    size = page.get_size()
    name = f"{path.stem} p{index + 1}"
    return MadeScan(name, _bytes(single), as_pdf(spoil(picture, chance), size, chance))


def _last_with_words(pdf: pypdfium2.PdfDocument) -> int:
    indexes = reversed(range(len(pdf)))
    return next(i for i in indexes if pdf[i].get_textpage().count_chars() > FEWEST)


def _bytes(pdf: pypdfium2.PdfDocument) -> bytes:
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def spoil(picture: Image.Image, chance: random.Random) -> Image.Image:
    """The page as a scanner sees it."""
    picture = _stamp(picture, chance)
    angle = chance.uniform(-1.5, 1.5)
    picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.8)))
    grain = np.random.default_rng(chance.randrange(2**32)).normal(0, 14, picture.size[::-1])
    paper = chance.uniform(0.93, 1.0)
    pixels = np.asarray(picture, dtype=np.float32) * paper + grain[:, :, None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _stamp(picture: Image.Image, chance: random.Random) -> Image.Image:
    """A round red seal, drawn over what stands in the lower right."""
    width, height = picture.size
    radius = round(0.085 * width)
    x, y = (round(width * chance.uniform(0.55, 0.7)), round(height * chance.uniform(0.55, 0.85)))
    seal = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(seal)
    for inner in (radius, round(0.7 * radius)):
        draw.ellipse((x - inner, y - inner, x + inner, y + inner), outline=INK, width=6)
    draw.line((x - 0.6 * radius, y, x + 0.6 * radius, y), fill=INK, width=9)
    draw.line((x, y - 0.6 * radius, x, y + 0.6 * radius), fill=INK, width=9)
    return Image.fromarray(np.minimum(np.asarray(picture), np.asarray(seal)))


def as_pdf(picture: Image.Image, size: tuple[float, float], chance: random.Random) -> bytes:
    """A PDF of one page that is only this picture."""
    width, height = size
    written = io.BytesIO()
    if chance.randrange(3) == 0:
        picture = picture.convert("L").point(lambda light: 255 * (light > 150)).convert("1")
        picture.save(written, "PDF", resolution=DPI)
    else:
        picture.save(written, "PDF", resolution=DPI, quality=chance.choice((45, 60, 75)))
    assert abs(picture.width * 72 / DPI - width) < 2 and abs(picture.height * 72 / DPI - height) < 2
    return written.getvalue()
