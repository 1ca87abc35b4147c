"""Footnotes of a PDF: which lines at the foot of a page are notes, and where their marks stand.

A note begins with a number or a sign that also stands in the text: raised (``126-KL/TW¹``) or
in square brackets, or it is the next in its row and set in smaller type. Input: the pages with
their lines in reading order, raised digits as ``¹²³``. Raised digits without a note (``m²``,
``10⁶``) are no marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from kl52.model import NoteMark
from kl52.reading.pdf_words import TextLine
from kl52.spans import Span

# Footnotes are set in type smaller than this share of the usual one.
SMALL_TYPE = 0.92

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BEGINS = re.compile(
    rf"(?P<raised>[{_RAISED}]{{1,3}})(?:[ ,][{_RAISED}]{{1,3}})*\s?(?=\S)"
    r"|\[(?P<square>\d{1,3})\]\s?(?=\S)"
    r"|\(?(?P<sign>\*{1,3})\)?\s?(?=\w)"
    r"|(?P<bare>\d{1,3})[.)]?\s(?=\S)"
)
_MARK = re.compile(
    rf"(?<![\s\d][mM])(?<!\b[kcdm]m)(?P<raised>[{_RAISED}]{{1,3}})"
    r"|(?<=\S)\[(?P<square>\d{1,3})\]"
    r"|(?<=[\w)”\"])\(?(?P<sign>\*{1,3})\)?(?=[\s.,;:)]|$)"
)


@dataclass(slots=True)
class PageLines:
    """What may be a note on a page: its lines from the last table down, and all of its lines."""

    number: int
    last: Sequence[TextLine]
    all: Sequence[TextLine]


@dataclass(slots=True)
class Notes:
    """The lines of notes by identity, with the number of the note that begins with each."""

    begun: dict[int, str | None] = field(default_factory=dict)
    pages: dict[int, set[str]] = field(default_factory=dict)

    def __contains__(self, line: TextLine) -> bool:
        return id(line) in self.begun

    def number(self, line: TextLine) -> str | None:
        return self.begun.get(id(line))

    def marks(self, text: str, page: int) -> list[NoteMark]:
        """The marks in a line of ``page``, counted from its start."""
        known = self.pages.get(page, set()) | self.pages.get(page + 1, set())
        return [mark for mark in _marks(text) if mark.number in known] if known else []


def find_notes(pages: Sequence[PageLines], is_margin: Callable[[TextLine], bool]) -> Notes:
    """The notes of a document, page by page."""
    notes = Notes()
    usual = median([line.height for page in pages for line in page.all] or [0.0])
    last, height = 0, None
    for page in pages:
        lines = [line for line in page.last if not is_margin(line)]
        block = _foot(lines, page, usual, last, height)
        for line, number in block:
            notes.begun[id(line)] = number
            if number is not None:
                notes.pages.setdefault(page.number, set()).add(number)
                last = int(number) if number.isdecimal() else last
        height = block[-1][0].height if block else None
    return notes


def _foot(
    lines: Sequence[TextLine], page: PageLines, usual: float, last: int, height: float | None
) -> list[tuple[TextLine, str | None]]:
    """The note lines at the foot of a page, each with the number that it begins with.

    ``last`` is the number of the last note before, ``height`` that of its type if it stands
    on the page before: it may go on here.
    """
    small = _small(lines, usual)
    marked = {mark.number for line in page.all for mark in _marks(line.text)}
    begun: dict[int, str] = {}
    for index in range(_foot_of_one_type(lines), len(lines)):
        number = _begins(lines[index], marked, last, small=index >= small)
        if number is not None:
            begun[index] = number
            last = int(number) if number.isdecimal() else last
    first = min(begun, default=len(lines))
    while height and first > small and abs(lines[first - 1].height - height) < 0.04 * height:
        first -= 1
    return [(line, begun.get(index)) for index, line in enumerate(lines) if index >= first]


def _small(lines: Sequence[TextLine], usual: float) -> int:
    """Where the small type at the foot of a page begins."""
    first = len(lines)
    while first and lines[first - 1].height <= SMALL_TYPE * usual:
        first -= 1
    return first


def _foot_of_one_type(lines: Sequence[TextLine]) -> int:
    """Where the type that the page ends with begins."""
    first = len(lines)
    while first and abs(lines[first - 1].height - lines[-1].height) < 0.1 * lines[-1].height:
        first -= 1
    return first


def _begins(line: TextLine, marked: set[str], last: int, *, small: bool) -> str | None:
    """The number of the note that a line begins, if it begins one."""
    match = _BEGINS.match(line.text)
    if match is None:
        return None
    if match["sign"]:
        return match["sign"] if small and match["sign"] in marked else None
    number = str(int((match["raised"] or match["square"] or match["bare"]).translate(_DIGITS)))
    if match["raised"]:
        return number if number in marked or (small and int(number) == last + 1) else None
    return number if small and (number in marked or int(number) == last + 1 and last) else None


def _marks(text: str) -> Iterator[NoteMark]:
    for match in _MARK.finditer(text):
        if match.start():
            said = match["raised"] or match["square"] or match["sign"]
            yield NoteMark(Span(*match.span()), said.translate(_DIGITS).lstrip("0") or "0")
