"""One picture of a page read: made level, turned upright, its marks in red ink read as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.lexicon import fold
from kl52.reading import ocr_pictures, tesseract
from kl52.reading.ocr_cache import Cache, key_of
from kl52.reading.ocr_pictures import Picture
from kl52.reading.tesseract import Engine, Seen

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 60.0
# A change of how pages are made ready or read makes what the cache holds another reading.
READING = "kl52 1"
# A page read with less confidence may lie on its side or upside down.
POOR = 0.65
_MARKS = frozenset(map(fold, ("TUYỆT", "TỐI", "MẬT")))


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
    new: bool = True


def read_picture(engine: Engine, picture: Picture, cache: Cache) -> PageReading:
    """The words on a picture, from the cache where it holds them."""
    red = picture.red.tobytes() if picture.red else b""
    key = key_of(picture.image, READING, engine.version, round(picture.dpi), red)
    kept = cache.get(key)
    if kept is not None:
        return _reading(key, picture, *kept, new=False)
    marks = _red_marks(engine, picture)
    if ocr_pictures.is_blank(picture):
        return _reading(key, picture, 0, marks)
    turn, words = _read_upright(engine, picture.image, picture.dpi)
    return _reading(key, picture, turn, [*marks, *words])


def _reading(
    key: str, picture: Picture, turn: int, words: Sequence[Seen], *, new: bool = True
) -> PageReading:
    width, height = picture.image.size
    if turn in (90, 270):
        width, height = height, width
    return PageReading(key, width, height, picture.scale, turn, tuple(words), new)


def _red_marks(engine: Engine, picture: Picture) -> list[Seen]:
    """Secrecy marks are stamped in red, which the picture that is read leaves out."""
    if picture.red is None:
        return []
    upper = picture.red.crop((0, 0, picture.red.width, picture.red.height // 3))
    seen = tesseract.see(engine, upper, mode=tesseract.SPARSE, dpi=round(picture.dpi))
    return [word for word in seen if word.text.isupper() and fold(word.text) in _MARKS]


def _read_upright(engine: Engine, image: Image, dpi: float) -> tuple[int, list[Seen]]:
    """The words of the picture as it is, or turned, whichever is read best."""
    words = _read(engine, image, dpi)
    if _weight(words) >= POOR * sum(len(word.text) for word in words) > 0:
        return 0, words
    readings = [(0, words)]
    for turn in (90, 180, 270):
        readings.append((turn, _read(engine, image.rotate(turn, expand=True), dpi)))
    return max(readings, key=lambda reading: _weight(reading[1]))


def _weight(words: Sequence[Seen]) -> float:
    return sum(len(word.text) * word.confidence for word in words)


def _read(engine: Engine, image: Image, dpi: float) -> list[Seen]:
    image = ocr_pictures.level(image, dpi)
    return tesseract.see(engine, image, dpi=round(dpi), seconds=SECONDS)
