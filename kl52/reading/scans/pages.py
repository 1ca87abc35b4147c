"""One picture of a page read: made level, turned upright, its marks in red ink read as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.language.lexicon import slug
from kl52.reading.scans import pictures as ocr_pictures
from kl52.reading.scans import tesseract
from kl52.reading.scans.cache import Cache, Kept, key_of
from kl52.reading.scans.covered import read_covered_day
from kl52.reading.scans.merging import merge, without_scrawl
from kl52.reading.scans.pictures import Picture
from kl52.reading.scans.rulings import Ruling, find_rulings
from kl52.reading.scans.slots import fill_slots
from kl52.reading.scans.spoilt import read_spoilt
from kl52.reading.scans.stamps import find_frames, without_receipt
from kl52.reading.scans.tesseract import Engine, Seen

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 60.0
# A change of how pages are made ready or read makes what the cache holds another reading.
READING = "kl52 3"
# A page read with less confidence may lie on its side or upside down.
POOR = 0.65
# The second reading takes the picture at this size.
LARGER = 1.2
_MARKS = frozenset(map(slug, ("TUYỆT", "TỐI", "MẬT")))


@dataclass(frozen=True, slots=True)
class PageReading:
    """The words on a picture of ``width`` by ``height`` pixels, ``scale`` of them to a point.

    ``turn`` is by how many degrees anticlockwise the picture was turned to be upright.
    """

    key: str
    width: int
    height: int
    scale: float
    turn: int
    words: tuple[Seen, ...]
    rulings: tuple[Ruling, ...] = ()
    left_out: int = 0
    new: bool = True

    @property
    def kept(self) -> Kept:
        """What the cache keeps of it."""
        return Kept(self.turn, self.words, self.rulings, self.left_out)


def read_picture(engine: Engine, picture: Picture, cache: Cache) -> PageReading:
    """The words on a picture, from the cache where it holds them."""
    red = picture.red.tobytes() if picture.red else b""
    key = key_of(picture.image, READING, engine.version, round(picture.dpi), red)
    kept = cache.get(key)
    if kept is not None:
        return _reading(key, picture, kept, new=False)
    marks = _red_marks(engine, picture)
    if ocr_pictures.is_blank(picture):
        return _reading(key, picture, Kept(0, tuple(marks)))
    read = _read_upright(engine, picture.image, picture.dpi)
    return _reading(key, picture, read._replace(words=(*marks, *read.words)))


def _reading(key: str, picture: Picture, read: Kept, *, new: bool = True) -> PageReading:
    width, height = picture.image.size
    if read.turn in (90, 270):
        width, height = height, width
    return PageReading(key, width, height, picture.scale, *read, new)


def _red_marks(engine: Engine, picture: Picture) -> list[Seen]:
    """Secrecy marks are stamped in red, which the picture that is read leaves out."""
    if picture.red is None:
        return []
    upper = picture.red.crop((0, 0, picture.red.width, picture.red.height // 3))
    seen = tesseract.see(engine, upper, mode=tesseract.SPARSE, dpi=round(picture.dpi))
    return [word for word in seen if word.text.isupper() and slug(word.text) in _MARKS]


def _read_upright(engine: Engine, image: Image, dpi: float) -> Kept:
    """The picture read as it is, or turned, whichever is read best."""
    read = _read(engine, image, dpi)
    if _weight(read) >= POOR * sum(len(word.text) for word in read.words) > 0:
        return read
    readings = [read]
    for turn in (90, 180, 270):
        turned = _read(engine, image.rotate(turn, expand=True), dpi)
        readings.append(turned._replace(turn=turn))
    return max(readings, key=_weight)


def _weight(read: Kept) -> float:
    return sum(len(word.text) * word.confidence for word in read.words)


def _read(engine: Engine, image: Image, dpi: float) -> Kept:
    """The picture read twice: sharp as a page of columns, and larger as one block of lines."""
    image = ocr_pictures.level(image, dpi)
    ruled = find_rulings(ocr_pictures.sharpen(image), dpi)
    words = tesseract.see(engine, ruled.image, dpi=round(dpi), seconds=SECONDS)
    larger = ruled.without(image)
    larger = larger.resize((round(LARGER * image.width), round(LARGER * image.height)))
    again = tesseract.see(
        engine, larger, mode=tesseract.BLOCK, dpi=round(LARGER * dpi), seconds=SECONDS
    )
    merged = merge(words, [_smaller(word) for word in again])
    dated = read_covered_day(ruled.image, merged, list(find_frames(ruled.rulings, dpi)))
    own = without_receipt(dated, ruled.rulings, dpi)
    mended = read_spoilt(engine, ruled.image, dpi, own)
    kept, dropped = without_scrawl(fill_slots(engine, ruled.image, dpi, mended))
    return Kept(0, tuple(kept), ruled.rulings, dropped + (len(own) < len(dated)))


def _smaller(word: Seen) -> Seen:
    x0, top, x1, bottom = (side / LARGER for side in word[1:5])
    return Seen(word.text, x0, top, x1, bottom, word.confidence)
