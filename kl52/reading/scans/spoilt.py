"""Lines that a seal or a pen runs through, read again without what is larger than the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kl52.language.lexicon import slug
from kl52.reading.scans import tesseract
from kl52.reading.scans.merging import marked, mean, rows_of
from kl52.reading.scans.pictures import INK
from kl52.reading.scans.tesseract import Engine, Seen

if TYPE_CHECKING:
    from PIL.Image import Image

# A line read with less confidence is looked at again, and taken if that is so much surer.
DOUBTED, SURER = 0.75, 0.1
MOST = 12
# A word at the ends of the line that is read with less than this is what is left of the seal.
REST = 0.5


def read_spoilt(engine: Engine, image: Image, dpi: float, words: Sequence[Seen]) -> list[Seen]:
    """The words, with doubtful lines as they are read alone, where that is surer."""
    found: list[Seen] = []
    tries = 0
    for row in rows_of(words):
        again: list[Seen] = []
        if mean(row) < DOUBTED and len(row) > 1 and tries < MOST:
            tries += 1
            again = _read(engine, image, dpi, row)
        found += again if again and mean(again) > mean(row) + SURER else row
    return found


def _read(engine: Engine, image: Image, dpi: float, row: Sequence[Seen]) -> list[Seen]:
    height = max(word.bottom - word.top for word in row)
    left, top = min(word.x0 for word in row) - height, min(word.top for word in row) - height / 2
    right, low = (
        max(word.x1 for word in row) + height / 2,
        max(word.bottom for word in row) + height / 2,
    )
    cut = image.crop((round(left), round(top), round(right), round(low)))
    seen = tesseract.see(engine, _without_large(cut, height), mode=tesseract.LINE, dpi=round(dpi))
    while seen and _is_rest(seen[0]):
        del seen[0]
    while seen and _is_rest(seen[-1]):
        del seen[-1]
    tall = row[-1].bottom - row[-1].top
    seen = [
        word._replace(x0=word.x0 + round(left), x1=word.x1 + round(left),
                      top=row[-1].top, bottom=row[-1].top + tall)
        for word in seen
    ]  # fmt: skip
    return [_more_marked(word, row) for word in seen]


def _more_marked(word: Seen, row: Sequence[Seen]) -> Seen:
    """The word as the row has it, if that differs by more marks on its letters."""
    same = [each for each in row if slug(each.text) == slug(word.text)]
    best = max([word, *same], key=lambda each: marked([each]))
    return word._replace(text=best.text)


def _is_rest(word: Seen) -> bool:
    return word.confidence < REST or not any(map(str.isalnum, word.text))


def _without_large(image: Image, height: float) -> Image:
    """A line without the pieces of ink that run out of it, and without specks."""
    import numpy as np
    from PIL import Image as Pictures
    from scipy import ndimage

    pixels = np.asarray(image).copy()
    labels, count = ndimage.label(pixels < INK + 40, np.ones((3, 3)))
    gone = np.zeros(count + 1, dtype=bool)
    for index, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        gone[index] = _is_no_letter(rows, columns, pixels.shape, height)
    pixels[ndimage.binary_dilation(gone[labels])] = 255
    return Pictures.fromarray(pixels)


def _is_no_letter(rows: Any, columns: Any, shape: tuple[int, ...], height: float) -> bool:
    high, wide = rows.stop - rows.start, columns.stop - columns.start
    cut = rows.start == 0 or rows.stop == shape[0]
    return bool(cut or high > 1.5 * height or max(high, wide) < 0.06 * height)
