"""Digits written by hand or stamped: each piece of ink is held against digits that people wrote.

Tesseract was taught print and reads ``115`` in pen as ``445``. Here every digit is looked at
upright and slanted, thin and thick, by a classifier taught with the 1,797 digits of 43 hands
that scikit-learn brings along (UCI, "Optical Recognition of Handwritten Digits"); what most of
its looks agree on is the digit, and where they do not agree there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kl52.reading.scans.pictures import INK

if TYPE_CHECKING:
    from PIL.Image import Image

# A digit is so high at least, of the line's type; a wider piece than so much of its height is two.
LOWEST = 0.45
WIDEST = 0.95
# So large a share of the looks must agree on each digit.
AGREED = 0.65
MOST_DIGITS = 5
# Where two digits touch, so many of the thinnest places are tried.
CUTS = 9
# Slants taken out (as a share of each digit's own), and by how many pixels strokes are thickened.
_SLANTS = (0.0, 0.5, 1.0)
_THICKER = (0, 1, 2, 3)
# The digits learned from are 32 pixels high, counted by fours.
_SIDE, _CELL = 32, 4


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits and the share of looks, from 0 to 1, that agree on the least sure of them."""

    text: str
    agreed: float


def read_digits(
    image: Image, height: float, between: tuple[float, float] | None = None
) -> Digits | None:
    """The digits on a grey picture of one number, whose line has type of ``height`` pixels.

    Only pieces of ink count whose middle is ``between`` these columns, and none that the edge
    of the picture cuts. ``None`` where there are no digits, or where it is not clear which.
    """
    import numpy as np

    within = between or (0, image.width)
    pieces = list(_pieces(np.asarray(image.convert("L")) < INK, LOWEST * height, within))
    if not 0 < len(pieces) <= MOST_DIGITS:
        return None
    read = [digit for piece in pieces for digit in _read(piece)]
    agreed = min(each.agreed for each in read)
    return Digits("".join(each.text for each in read), agreed) if agreed >= AGREED else None


def _pieces(ink: Any, lowest: float, within: tuple[float, float]) -> Iterator[Any]:
    """The pieces of ink that may be digits, from left to right; those cut off are none."""
    import numpy as np
    from scipy import ndimage

    labels, _ = ndimage.label(ink, np.ones((3, 3)))
    boxes = ndimage.find_objects(labels)
    order = sorted(range(len(boxes)), key=lambda index: int(boxes[index][1].start))
    for index in order:
        rows, columns = boxes[index]
        cut = columns.start == 0 or columns.stop == ink.shape[1]
        inside = within[0] <= (columns.start + columns.stop) / 2 <= within[1]
        if rows.stop - rows.start >= lowest and inside and not cut:
            yield labels[rows, columns] == index + 1


def _read(piece: Any) -> Sequence[Digits]:
    """The digit that a piece of ink is, or the two that touch in it."""
    high, wide = piece.shape
    if wide <= WIDEST * high:
        return [_look(piece)]
    cuts = range(round(0.3 * wide), round(0.7 * wide) + 1)
    thin = sorted(cuts, key=lambda x: (int(piece[:, x].sum()), abs(2 * x - wide)))
    found: dict[str, list[tuple[Digits, Digits]]] = {}
    for x in thin[:CUTS]:
        pair = _look(_trimmed(piece[:, :x])), _look(_trimmed(piece[:, x:]))
        found.setdefault(pair[0].text + pair[1].text, []).append(pair)
    best = max(found.values(), key=lambda pairs: sum(map(_least, pairs)))
    return max(best, key=_least)


def _least(pair: Sequence[Digits]) -> float:
    return min(each.agreed for each in pair)


def _trimmed(piece: Any) -> Any:
    import numpy as np

    rows, columns = np.nonzero(piece)
    return piece[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _look(piece: Any) -> Digits:
    votes = Counter(map(int, _classifier().predict([_counted(each) for each in _looks(piece)])))
    digit, count = votes.most_common(1)[0]
    return Digits(str(digit), count / votes.total())


def _looks(piece: Any) -> Iterator[Any]:
    import numpy as np
    from scipy import ndimage

    for share in _SLANTS:
        upright = _sheared(piece, share * _slant(piece))
        for times in _THICKER:
            yield (
                ndimage.binary_dilation(np.pad(upright, 3), iterations=times)
                if times
                else (upright)
            )


def _slant(piece: Any) -> float:
    """By how many pixels to the right a stroke goes for each that it goes down."""
    import numpy as np

    rows, columns = np.nonzero(piece)
    down, right = rows - rows.mean(), columns - columns.mean()
    return float((down * right).sum() / max(1.0, (down**2).sum()))


def _sheared(piece: Any, slant: float) -> Any:
    import numpy as np
    from scipy import ndimage

    rows, columns = np.nonzero(piece)
    moved = np.rint(columns - slant * (rows - rows.mean())).astype(int)
    moved -= moved.min()
    sheared = np.zeros((piece.shape[0], moved.max() + 1), dtype=bool)
    sheared[rows, moved] = True
    return ndimage.binary_closing(np.pad(sheared, 2), np.ones((1, 3)))[2:-2, 2:-2]


def _counted(piece: Any) -> Any:
    """How much ink each of 8 by 8 cells has, as the digits learned from were counted."""
    import numpy as np
    from PIL import Image

    high, wide = piece.shape
    scale = _SIDE / max(high, wide)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    small = Image.fromarray(piece.astype(np.uint8) * 255).resize(size, Image.Resampling.LANCZOS)
    whole = Image.new("L", (_SIDE, _SIDE))
    whole.paste(small, ((_SIDE - small.width) // 2, (_SIDE - small.height) // 2))
    return _cells(np.asarray(whole) > 127)


@cache
def _classifier() -> Any:
    """Taught anew in each run that meets a filled-in place; it takes a second or two."""
    from sklearn.datasets import load_digits
    from sklearn.svm import SVC

    digits = load_digits()
    taught = [list(_kin(each.reshape(8, 8))) for each in digits.data]
    kinds = [kind for kind, kin in zip(digits.target, taught, strict=True) for _ in kin]
    return SVC(gamma=0.001, C=10).fit([each for kin in taught for each in kin], kinds)


def _kin(cells: Any) -> Iterator[Any]:
    """A digit as it is, moved aside, thick, thin, and leaning to both sides."""
    import numpy as np
    from PIL import Image

    yield from (np.roll(cells, shift, axis=1).ravel() for shift in (0, -1, 1))
    yield from (np.clip(each, 0, 16).ravel() for each in (1.5 * cells, cells - 4))
    picture = Image.fromarray((15.9 * cells).astype(np.uint8))
    large = picture.resize((_SIDE, _SIDE), Image.Resampling.BILINEAR)
    for lean in (-0.25, 0.25):
        shear = (1, lean, -lean * _SIDE / 2, 0, 1, 0)
        leaning = large.transform(large.size, Image.Transform.AFFINE, shear)
        yield _cells(np.asarray(leaning) > 110)


def _cells(ink: Any) -> Any:
    return ink.reshape(8, _CELL, 8, _CELL).sum(axis=(1, 3)).astype(float).ravel()
