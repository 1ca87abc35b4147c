"""The places of number and date in a header that are filled in after printing.

``Số:     /KH-UBND`` and ``ngày     tháng     năm 2026`` are printed; the number and the day are
stamped or written in by hand, and no reading of whole pages gets them right. Here such a place
is looked at alone, for digits only: by :mod:`digits`, and where that sees none, by Tesseract.
What is found so is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.reading.scans import tesseract
from kl52.reading.scans.digits import read_digits
from kl52.reading.scans.pictures import INK
from kl52.reading.scans.tesseract import Engine, Seen

if TYPE_CHECKING:
    from PIL.Image import Image

# No surer than this is what was filled in, whoever reads it.
FILLED = 0.5
# Of so many words is what fills a place made, and between so many stands the next printed one.
MOST_WORDS = 3
# A place is at least so wide as its line is high; less ink than this share is none.
NARROWEST = 0.5
INKED = 0.01
# What is read with less confidence in the header, the upper part of a page, is looked at again.
SURE = 0.7
HEADER = 0.4
# The same of a number that stands apart from its code, which was filled in.
APART = 0.95

_CODE = re.compile(r"[/-](?:[A-ZĐƯ]|(?:19|20)\d\d)")
_PAIRS = (
    (re.compile(r"[Ss]ố:?$"), _CODE, 99_999),
    (re.compile(r"ngày$"), re.compile(r"tháng\b"), 31),
    (re.compile(r"tháng$"), re.compile(r"năm\b"), 12),
)


# What a line says that has such a place: the cheap first look.
_FIRST = re.compile("ố|ngày|tháng")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place between two printed words. ``begin`` and ``end`` count the words inside it,
    ``most`` is the largest number that may stand there.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    begin: int
    end: int
    most: int


def may_have_slots(said: str) -> bool:
    """Whether a line may have a place to fill in: nearly all have none."""
    return _FIRST.search(said) is not None


def find_slots(words: Sequence[Seen], header: float = 0.0) -> Iterator[Slot]:
    """The places whose words are no number yet, in words that stand in the order of reading.

    Above ``header`` (pixels), also those whose number was read with doubt.

    >>> said = ["Số:", "/KH-UBND", "ngày", "#3", "tháng", "4", "năm"]
    >>> words = [Seen(w, 40.0 * i, 0, 40.0 * i + 20, 10, 0.9) for i, w in enumerate(said)]
    >>> [(slot.x0, slot.x1, slot.begin, slot.end, slot.most) for slot in find_slots(words)]
    [(20.0, 40.0, 1, 1, 99999), (100.0, 160.0, 3, 4, 31)]
    """
    for index, word in enumerate(words):
        for before, after, most in _PAIRS:
            if not before.search(word.text):
                continue
            for end in range(index + 1, min(index + 2 + MOST_WORDS, len(words))):
                if after.match(words[end].text) and _same_line(word, words[end]):
                    if any(map(_is_word, words[index + 1 : end])):
                        break  # «ngày 25 hằng tháng» is printed whole
                    inside = words[index + 1 : end]
                    wide = words[end].x0 - word.x1 > NARROWEST * (word.bottom - word.top)
                    if wide and not _is_read(inside, most, doubting=word.bottom < header):
                        right = words[end].x0
                        yield Slot(word.x1, word.top, right, word.bottom, index + 1, end, most)
                    break


def fill_slots(engine: Engine, image: Image, dpi: float, words: Sequence[Seen]) -> list[Seen]:
    """The words, with digits in the places where the picture shows some."""
    filled = list(words)
    for slot in reversed(list(find_slots(words, HEADER * image.height))):
        found = read_slot(engine, image, dpi, slot)
        if found is not None:
            filled[slot.begin : slot.end] = [found]
    return filled


def read_slot(engine: Engine, image: Image, dpi: float, slot: Slot) -> Seen | None:
    """The number that stands in a place of the picture; ``None`` if none can be made out."""
    height = slot.bottom - slot.top
    inset = 0.08 * height
    box = (slot.x0 + inset, slot.top - 0.3 * height, slot.x1 - inset, slot.bottom + 0.3 * height)
    cut = image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))
    if not has_ink(cut):
        return None
    for text in _readings(engine, cut, dpi, height):
        if _is_number(text, slot.most):
            return Seen(text, slot.x0 + inset, slot.top, slot.x1 - inset, slot.bottom, FILLED)
    return None


def _readings(engine: Engine, cut: Image, dpi: float, height: float) -> Iterator[str]:
    digits = read_digits(cut, height)
    if digits is not None:
        yield digits.text
    yield from (_printed(engine, cut, dpi, size) for size in (1.0, 0.75))


def has_ink(image: Image) -> bool:
    """Whether something stands on a piece of a picture."""
    import numpy as np

    return image.width > 0 < image.height and bool((np.asarray(image) < INK).mean() > INKED)


def _printed(engine: Engine, image: Image, dpi: float, size: float) -> str:
    from PIL import ImageOps

    sized = image.resize((max(1, round(image.width * size)), max(1, round(image.height * size))))
    framed = ImageOps.expand(sized, round(dpi / 10), 255)
    seen = tesseract.see(
        engine, framed, mode=tesseract.LINE, dpi=round(dpi * size), letters="0123456789"
    )
    return "".join(each.text for each in seen)


def _same_line(one: Seen, other: Seen) -> bool:
    apart = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return other.x0 >= one.x1 and apart < 0.6 * (one.bottom - one.top)


def _is_word(seen: Seen) -> bool:
    """Whether this is print, and not what a pen or a stamp filled in."""
    return seen.text.isalpha() and len(seen.text) > 2 and seen.confidence > FILLED


def _is_read(words: Sequence[Seen], most: int, *, doubting: bool) -> bool:
    """Whether words are a number, and need not be looked at again."""
    least = APART if most > 31 and len(words) == 1 else SURE
    sure = not doubting or min((word.confidence for word in words), default=0.0) >= least
    return sure and _is_number("".join(word.text for word in words), most)


def _is_number(text: str, most: int) -> bool:
    return text.isdecimal() and text.isascii() and 1 <= int(text) <= most
