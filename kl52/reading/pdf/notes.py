"""Footnotes of a PDF: which lines at the foot of a page are notes, and where their marks stand.

A note begins with a number or a sign that also stands in the text: raised (``126-KL/TW¹``) or
in square brackets, or it is the next in its row and set in smaller type. Input: the pages with
their lines in reading order, raised digits as ``¹²³``. Raised digits without a note (``m²``,
``10⁶``) are no marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from kl52.model import NoteMark
from kl52.reading.pdf.words import TextLine
from kl52.spans import Span

# Footnotes are set in type smaller than this share of the usual one.
SMALL_TYPE = 0.92
# No page has more lines of notes.
MOST_LINES = 200

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BEGINS = re.compile(
    rf"(?P<raised>[{_RAISED}]{{1,6}})(?:[ ,][{_RAISED}]{{1,3}})*\s?(?=\S)"
    r"|\[(?P<square>\d{1,3})\]\s?(?=\S)"
    r"|\(?(?P<sign>\*{1,3})\)?\s?(?=\w)"
    r"|(?P<bare>\d{1,3})\s(?=\S)"
)
_SIGN = re.compile(rf"[{_RAISED}\[*]")  # the cheap first look
_MARK = re.compile(
    rf"(?<![\s\d][mM])(?<!\b[kcdm]m)(?P<raised>[{_RAISED}]{{1,6}})"
    r"|(?<=\S)\[(?P<square>\d{1,3})\]"
    r"|(?<=[\w)”\"])\(?(?P<sign>\*{1,3})\)?(?=[\s.,;:)]|$)"
)


@dataclass(frozen=True, slots=True)
class PageLines:
    """Where notes are looked for on a page: the lines below its tables, from top to bottom, and
    all of its lines, which may refer to them.
    """

    number: int
    last: Sequence[TextLine]
    all: Sequence[TextLine]


@dataclass(slots=True)
class Notes:
    """The lines of notes by identity, with the number of the note that begins with each."""

    begun: dict[int, str | None] = field(default_factory=dict)
    pages: dict[int, set[str]] = field(default_factory=dict)
    only: dict[str, int] = field(default_factory=dict)
    """Numbers that one note alone has, with its page; endnotes stand far from their marks."""

    def __contains__(self, line: TextLine) -> bool:
        return id(line) in self.begun

    def number(self, line: TextLine) -> str | None:
        return self.begun.get(id(line))

    def marks(self, text: str, page: int) -> list[NoteMark]:
        """The marks in a line of ``page``, counted from its start."""
        marks = _marks(text) if self.pages else []
        if not marks:
            return []
        near = self.pages.get(page, set()) | self.pages.get(page + 1, set())
        far = {number for number, at in self.only.items() if at > page}
        found: list[NoteMark] = []
        for mark in marks:
            power = text[mark.span.start - 1].isdecimal()  # «10⁶» has no note pages away
            found += _known(mark, near if power else near | far)
        return found


def find_notes(pages: Sequence[PageLines], is_margin: Callable[[TextLine], bool]) -> Notes:
    """The notes of a document, page by page."""
    notes = Notes()
    usual: float | None = None
    last = 0
    above: tuple[TextLine, ...] = ()
    for page in pages:
        begun = [line for line in page.last if _BEGINS.match(line.text)]
        if not above and not begun:
            continue
        marked = _marked(page)
        if not above and not any(_may_begin(line, marked) for line in begun):
            continue
        if usual is None:
            usual = median(line.height for page in pages for line in page.all)
        lines = [line for line in page.last if not is_margin(line)]
        block = _foot(lines, marked, usual, last, above)
        for line, number in block:
            notes.begun[id(line)] = number
            if number is not None:
                notes.pages.setdefault(page.number, set()).add(number)
                last = int(number) if number.isdecimal() else last
        above = tuple(line for line, _ in block)
    counts = Counter(number for found in notes.pages.values() for number in found)
    notes.only = {
        number: page
        for page, found in notes.pages.items()
        for number in found
        if counts[number] == 1
    }
    return notes


def _marked(page: PageLines) -> set[str]:
    """The numbers and signs that lines of a page refer to."""
    return {mark.number for line in page.all for mark in _marks(line.text)}


def _may_begin(line: TextLine, marked: set[str]) -> bool:
    """Whether a line begins with a raised number, or with something that is referred to."""
    match = _BEGINS.match(line.text)
    return match is not None and (match["raised"] is not None or _said(match) in marked)


def _said(match: re.Match[str]) -> str:
    """The sign or number that a note begins with."""
    number: str = match["raised"] or match["square"] or match["bare"] or ""
    return match["sign"] or number.translate(_DIGITS).lstrip("0")


def _foot(
    lines: Sequence[TextLine],
    marked: set[str],
    usual: float,
    last: int,
    above: Sequence[TextLine],
) -> list[tuple[TextLine, str | None]]:
    """The note lines at the foot of a page, each with the number that it begins with.

    ``marked`` is what the page refers to, ``last`` the number of the last note before; ``above``
    are the note lines of the page before, which may go on here.
    """
    begun: dict[int, str] = {}
    for index in range(_lowest_body(lines, usual), len(lines)):
        small = median(line.height for line in lines[index:]) <= SMALL_TYPE * usual
        number = _begins(lines[index], marked, last, small=small)
        if number is not None:
            begun[index] = number
            last = int(number) if number.isdecimal() else last
    first = min(begun, default=len(lines))
    while above and first and _goes_on(above, lines[first - 1], usual):
        first -= 1
    return [(line, begun.get(index)) for index, line in enumerate(lines) if index >= first]


def _lowest_body(lines: Sequence[TextLine], usual: float) -> int:
    """Where lines begin that are too few or too small to have body text below them."""
    first = len(lines)
    large = 0
    while first and large <= (len(lines) - first) / 4 + 1 and len(lines) - first < MOST_LINES:
        first -= 1
        large += lines[first].height > SMALL_TYPE * usual
    return first


def _goes_on(above: Sequence[TextLine], line: TextLine, usual: float) -> bool:
    """Whether a line is set as the notes ``above`` are, which stand on the page before."""
    left, right = min(each.x0 for each in above), max(each.x1 for each in above)
    return line.height <= min(
        SMALL_TYPE * usual, 1.05 * max(each.height for each in above)
    ) and line.x0 < left + 0.2 * (right - left)


def _begins(line: TextLine, marked: set[str], last: int, *, small: bool) -> str | None:
    """The number of the note that a line begins, if it begins one."""
    match = _BEGINS.match(line.text)
    if match is None:
        return None
    number = _said(match)
    if not match["raised"]:
        return number if small and number in marked else None
    following = str(last + 1)
    if number.startswith(following) and int(number) > last + 9:
        return following  # two notes at one place: «⁶⁷»
    return number if small or number in marked or number == following else None


def _known(mark: NoteMark, known: set[str]) -> list[NoteMark]:
    """The mark of a known note, or two marks that stand without a space between them."""
    if mark.number in known:
        return [mark]
    for cut in range(1, len(mark.number)):
        first, second = mark.number[:cut], mark.number[cut:]
        following = second in known or (second.isdecimal() and int(second) == int(first) + 1)
        if first in known and following and len(mark.span) == len(mark.number):
            middle = mark.span.start + cut
            return [
                NoteMark(Span(mark.span.start, middle), first),
                NoteMark(Span(middle, mark.span.end), second),
            ]
    return []


def _marks(text: str) -> list[NoteMark]:
    if not _SIGN.search(text):
        return []
    found = []
    for match in _MARK.finditer(text):
        if match.start():
            said = match["raised"] or match["square"] or match["sign"]
            number = said.translate(_DIGITS).lstrip("0") or "0"
            found.append(NoteMark(Span(*match.span()), number))
    return found
