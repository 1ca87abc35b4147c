"""The words of a PDF page and where they stand, and the lines they make."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

# pdfium says U+FFFE or U+0002 where a word is broken with a hyphen at the end of a line.
_HYPHENS = {0xFFFE: "-", 0x0002: "-"}
_BREAKS = frozenset("\r\n")


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in points from the top left of the page as it is seen.

    ``apart`` says that the file itself has a space before the word.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    apart: bool = True

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words that stand side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def text(self) -> str:
        rest = zip(self.words, self.words[1:], strict=False)
        return self.words[0].text + "".join(
            " " * _is_apart(left, right) + right.text for left, right in rest
        )


def _is_apart(left: Word, right: Word) -> bool:
    return right.apart or right.x0 - left.x1 > 0.1 * min(left.height, right.height)


class View:
    """Turns the coordinates of a page into those of the page as it is seen."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.low, right, high = page.get_bbox()
        self.across, self.up = right - self.left, high - self.low
        self.rotation = page.get_rotation()
        turned = self.rotation in (90, 270)
        self.width, self.height = (self.up, self.across) if turned else (self.across, self.up)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """``x0, top, x1, bottom`` from the top left."""
        left, right = left - self.left, right - self.left
        bottom, top = bottom - self.low, top - self.low
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.across - right, bottom, self.across - left, top
        if self.rotation == 270:
            return self.up - top, self.across - right, self.up - bottom, self.across - left
        return left, self.up - top, right, self.up - bottom


def read_words(page: pypdfium2.PdfPage, view: View) -> list[Word]:
    """The words of a page in the order of the file."""
    textpage = page.get_textpage()
    try:
        return list(_words(textpage, view))
    finally:
        textpage.close()


def _words(textpage: pypdfium2.PdfTextPage, view: View) -> Iterator[Word]:
    letters: list[str] = []
    box: Box = (0.0, 0.0, 0.0, 0.0)
    apart = True
    for letter, place in _letters(textpage, view):
        if letter.isspace():
            if letters:
                yield Word("".join(letters), *box, apart)
            letters, apart = [], letter not in _BREAKS
            continue
        if letters and _jumps(box, place):
            yield Word("".join(letters), *box, apart)
            letters, apart = [], False
        if not letters:
            box = place
        letters.append(letter)
        box = _around(box, place)
    if letters:
        yield Word("".join(letters), *box, apart)


def _letters(textpage: pypdfium2.PdfTextPage, view: View) -> Iterator[tuple[str, Box]]:
    rect = pdfium.FS_RECTF()
    high = ""
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a letter beyond the first plane
            high = chr(code)
            continue
        letter = _HYPHENS.get(code) or (chr(code) if code else " ")
        if 0xDC00 <= code < 0xE000:
            letter = (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect))
        yield letter, view.box(rect.left, rect.bottom, rect.right, rect.top)


def _jumps(box: Box, place: Box) -> bool:
    """Whether a letter stands elsewhere than right after the word so far."""
    height = max(box[3] - box[1], 1.0)
    overlap = min(box[3], place[3]) - max(box[1], place[1])
    if overlap < 0.3 * min(height, max(place[3] - place[1], 0.1)):
        return True
    return not -height < place[0] - box[2] < 0.8 * height


def _around(box: Box, place: Box) -> Box:
    left, right = min(box[0], place[0]), max(box[2], place[2])
    return left, min(box[1], place[1]), right, max(box[3], place[3])


def read_lines(words: Sequence[Word]) -> list[TextLine]:
    """Words set side by side become lines, from top to bottom."""
    if not words:
        return []
    usual = median(word.height for word in words)
    rows: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        if rows and _shares_line(rows[-1], word, usual):
            rows[-1][2].append(word)
        else:
            rows.append((word.top, word.bottom, [word]))
    lines = (TextLine(tuple(sorted(row, key=lambda word: word.x0))) for *_, row in rows)
    return list(lines)


def _shares_line(row: tuple[float, float, list[Word]], word: Word, usual: float) -> bool:
    top, bottom, _ = row
    overlap = min(bottom, word.bottom) - max(top, word.top)
    return overlap > 0.5 * max(min(bottom - top, word.height, usual), 0.1)
