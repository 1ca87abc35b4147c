"""The words of a PDF page and where they stand, and the lines they make."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

# pdfium says U+FFFE or U+0002 where a word is broken with a hyphen at the end of a line.
_HYPHENS = {0xFFFE: "-", 0x0002: "-"}
# So many letters of a page tell which way its text runs.
SAMPLED_LETTERS = 60
_BREAKS = frozenset("\r\n")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "[]")


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in points from the top left of the page as it is seen.

    ``apart`` says that the file itself has a space before the word. Words set ``sideways``,
    such as the running head of a turned page, are one, with their spaces. ``confidence``
    is that of a word read off a picture.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    apart: bool = True
    sideways: bool = False
    confidence: float | None = None

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def is_raised(self, height: float, bottom: float) -> bool:
        """Whether the word is the number of a footnote on a line of this height."""
        return (
            self.height < 0.75 * height
            and bottom - self.bottom > 0.2 * height
            and all(letter in "0123456789,[]" for letter in self.text)
        )


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
    def height(self) -> float:
        """The height of most of its letters."""
        return max(self.words, key=lambda word: (len(word.text), word.height)).height

    @property
    def confidence(self) -> float | None:
        """That of its words that were read off a picture, each counted by its letters."""
        sure = [
            (each.confidence, len(each.text)) for each in self.words if each.confidence is not None
        ]
        letters = sum(count for _, count in sure)
        return sum(each * count for each, count in sure) / letters if letters else None

    @property
    def is_note(self) -> bool:
        """Whether the line begins with a bare number, as footnotes do."""
        return len(self.words) > 1 and self.words[0].text.isdecimal()

    @property
    def said(self) -> str:
        """The words in NFC, for looking at them; some files have letters and marks apart."""
        return unicodedata.normalize("NFC", self.text)

    @property
    def text(self) -> str:
        """The words; raised numbers as ``¹²³``."""
        height, bottom = self.height, median(word.bottom for word in self.words)
        said = [
            word.text.translate(_RAISED) if word.is_raised(height, bottom) else word.text
            for word in self.words
        ]
        spaces = [
            " " * _is_apart(left, right)
            for left, right in zip(self.words, self.words[1:], strict=False)
        ]
        return "".join(map("".join, zip(["", *spaces], said, strict=True)))


def _is_apart(left: Word, right: Word) -> bool:
    return right.apart or right.x0 - left.x1 > 0.1 * min(left.height, right.height)


class View:
    """Turns the coordinates of a page into those of the page as it is read.

    A page may be turned as a whole, or have its text set sideways (wide tables).
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.low, right, high = page.get_bbox()
        self.across, self.up = right - self.left, high - self.low
        self.rotation = _text_turn(page)
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


def _text_turn(page: pypdfium2.PdfPage) -> int:
    """By how many degrees the page must be turned clockwise for most of its text to be upright."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        step = max(1, count // SAMPLED_LETTERS)
        turns = Counter(_turn(textpage, index) for index in range(0, count, step))
    finally:
        textpage.close()
    return turns.most_common(1)[0][0] if turns else page.get_rotation()


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
    apart, sideways = True, False
    for letter, place, turned in _letters(textpage, view):
        space = letter.isspace()
        if space and sideways and turned and letter not in _BREAKS:
            letters.append(" ")
            continue
        broken = turned != sideways or (not sideways and _jumps(box, place))
        if letters and (space or broken):
            yield Word("".join(letters).strip(), *box, apart, sideways)
            letters, apart = [], False
        if space:
            apart = letter not in _BREAKS
            continue
        if not letters:
            box, sideways = place, turned
        letters.append(letter)
        box = _around(box, place)
    if letters:
        yield Word("".join(letters).strip(), *box, apart, sideways)


def _letters(textpage: pypdfium2.PdfTextPage, view: View) -> Iterator[tuple[str, Box, bool]]:
    """Every letter with its place, and whether it is set sideways."""
    rect = pdfium.FS_RECTF()
    high = ""
    turned = False
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
        if not letter.isspace():
            turned = _turn(textpage, index) != view.rotation
        yield letter, view.box(rect.left, rect.bottom, rect.right, rect.top), turned


def _turn(textpage: pypdfium2.PdfTextPage, index: int) -> int:
    """By how many degrees clockwise the page must be turned for a letter to be upright."""
    angle = math.degrees(pdfium.FPDFText_GetCharAngle(textpage, index))
    return -round(angle / 90) % 4 * 90


def _jumps(box: Box, place: Box) -> bool:
    """Whether a letter stands elsewhere than right after the word so far."""
    height = max(box[3] - box[1], 1.0)
    overlap = min(box[3], place[3]) - max(box[1], place[1])
    other = max(place[3] - place[1], 0.1)
    if overlap < 0.3 * min(height, other) or not 0.75 < other / height < 1.34:
        return True
    return not -height < place[0] - box[2] < 0.8 * height


def _around(box: Box, place: Box) -> Box:
    left, right = min(box[0], place[0]), max(box[2], place[2])
    return left, min(box[1], place[1]), right, max(box[3], place[3])


def read_lines(words: Sequence[Word]) -> list[TextLine]:
    """Words set side by side become lines, from top to bottom; those set sideways come first."""
    rows: list[list[Word]] = []
    aside: list[list[Word]] = []
    tallest: Word | None = None
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        if word.sideways:
            aside.append([word])
        elif tallest is not None and _share_line(tallest, word):
            rows[-1].append(word)
            tallest = max(tallest, word, key=lambda word: word.height)
        else:
            rows.append([word])
            tallest = word
    return [TextLine(tuple(sorted(row, key=lambda word: word.x0))) for row in [*aside, *rows]]


def _share_line(one: Word, other: Word) -> bool:
    low, high = sorted((one.height, other.height))
    if low > 0.75 * high:
        return abs(one.top + one.bottom - other.top - other.bottom) < 0.8 * low
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * max(low, 0.1)
