"""The stamp of receipt: a frame that the receiving office sets beside the header, filled by hand.

Its words (``ĐẾN``, ``Số``, ``Giờ``, ``Ngày``, ``Kính chuyển``) are no part of the document, and
they stand on the lines of its date and type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kl52.language.lexicon import slug
from kl52.reading.scans.rulings import Ruling
from kl52.reading.scans.tesseract import Seen

# In inches: the frame, and how deep on the page it stands at most.
WIDTHS = (1.0, 3.5)
HEIGHTS = (0.35, 1.6)
DEEPEST = 4.5
_WORDS = frozenset(("den", "cong-van-den", "gio", "kinh-chuyen", "chuyen", "kinh", "so-den"))
_SECRECY = frozenset(("mat", "toi", "tuyet"))


def without_receipt(words: Sequence[Seen], rulings: Sequence[Ruling], dpi: float) -> list[Seen]:
    """The words that do not stand in the frame of a stamp of receipt."""
    kept = list(words)
    for frame in find_frames(rulings, dpi):
        inside = [word for word in kept if _is_inside(word, frame)]
        said = {slug(part) for word in inside for part in word.text.strip(".:").split(".")}
        if said & _WORDS and not said & _SECRECY:
            kept = [word for word in kept if not _is_inside(word, frame)]
    return kept


def find_frames(rulings: Sequence[Ruling], dpi: float) -> Iterator[Ruling]:
    """The frames that rulings make near the top of a page: two level lines and an upright one.

    >>> rulings = [(400.0, 160, 560, 162), (400, 220, 560, 222), (399, 162, 401, 220)]
    >>> list(find_frames(rulings, 72))
    [(400.0, 160, 560, 222)]
    """
    level = [each for each in rulings if each[2] - each[0] > each[3] - each[1]]
    upright = [each for each in rulings if each[2] - each[0] <= each[3] - each[1]]
    level = [
        each
        for each in level
        if each[3] < DEEPEST * dpi and WIDTHS[0] * dpi < each[2] - each[0] < WIDTHS[1] * dpi
    ]
    for above in level:
        for below in level:
            frame = (*above[:3], below[3])
            if _are_ends(above, below, dpi) and any(_is_side(each, frame) for each in upright):
                yield frame


def _are_ends(above: Ruling, below: Ruling, dpi: float) -> bool:
    shared = min(above[2], below[2]) - max(above[0], below[0])
    longer = max(above[2] - above[0], below[2] - below[0])
    return HEIGHTS[0] * dpi < below[3] - above[1] < HEIGHTS[1] * dpi and shared > 0.75 * longer


def _is_side(upright: Ruling, frame: Ruling) -> bool:
    middle, reach = (upright[0] + upright[2]) / 2, 0.08 * (frame[2] - frame[0])
    shared = min(upright[3], frame[3]) - max(upright[1], frame[1])
    near = abs(middle - frame[0]) < reach or abs(middle - frame[2]) < reach
    return near and shared > 0.5 * (frame[3] - frame[1])


def _is_inside(word: Seen, frame: Ruling) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    above = word.bottom - word.top  # the name of the office often stands on the frame
    beside = 0.2 * above  # so far a frame drawn by hand, or set askew, strays
    return (
        frame[0] - beside <= x <= frame[2] + beside
        and frame[1] - above <= y <= frame[3] + 0.3 * above
    )
