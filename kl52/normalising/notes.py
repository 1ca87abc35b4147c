"""Footnotes and endnotes: their marks leave the text, their words stand after the body.

Input: the marks and note lines that a reader found. Output: :class:`~kl52.model.Note` values.
A mark belongs to the note of its number on its page, else to the next one of that number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from kl52.model import Line, Note, NoteMark, Paragraph
from kl52.spans import Piece, Span

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"[\[(]?(?P<number>[0-9⁰¹²³⁴-⁹]{1,4}|\*{1,3}|[a-z])[\])]?[.)]?\s*")


class Marks:
    """The marks of a raw text, looked up by the line that they stand in."""

    def __init__(self, marks: Iterable[NoteMark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.span)
        self._starts = [mark.span.start for mark in self._marks]

    def within(self, span: Span) -> Sequence[NoteMark]:
        if not self._marks:
            return ()
        first = bisect_left(self._starts, span.start)
        return self._marks[first : bisect_left(self._starts, span.end, first)]


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark that left the text: where it stood, and on which page."""

    number: str
    page: int
    at: int


def place(
    marks: Sequence[NoteMark], pieces: Sequence[Piece], start: int, page: int
) -> list[Placed]:
    """Where the marks of a line stood, whose ``pieces`` begin at ``start`` of the text.

    >>> place([NoteMark(Span(5, 6), "1")], [Piece("KL/TW", Span(0, 5))], 10, 1)
    [Placed(number='1', page=1, at=15)]
    """
    starts = [piece.raw.start for piece in pieces]
    ends = [start, *accumulate((len(piece.text) for piece in pieces), initial=start)][1:]
    return [Placed(mark.number, page, ends[bisect_left(starts, mark.span.start)]) for mark in marks]


def find_notes(
    text: str, paragraphs: Sequence[tuple[Paragraph, Line]], marks: Sequence[Placed]
) -> tuple[Note, ...]:
    """The notes that the paragraphs after the body make, tied to their marks.

    ``paragraphs`` come with the line that each begins with.
    """
    notes: list[Note] = []
    for paragraph, line in paragraphs:
        if line.note is not None:
            span = _without_number(text, paragraph.span, line.note)
            notes.append(Note(line.note, span, None, line.page))
        elif notes:
            whole = Span(notes[-1].span.start, paragraph.span.end)
            notes[-1] = replace(notes[-1], span=whole)
    at = _first_marks(notes, marks)
    return tuple(
        replace(note, at=_behind_word(text, at[index])) if index in at else note
        for index, note in enumerate(notes)
    )


def _behind_word(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _without_number(text: str, span: Span, number: str) -> Span:
    match = _NUMBER.match(text, span.start, span.end)
    if match is None or match["number"].translate(_RAISED) != number:
        return span
    return Span(match.end(), span.end)


def _first_marks(notes: Sequence[Note], marks: Sequence[Placed]) -> dict[int, int]:
    """Note index → where its first mark stood."""
    by_number: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, note in enumerate(notes):
        by_number[note.number].append((note.page, index))
    found: dict[int, int] = {}
    for mark in marks:
        same = by_number.get(mark.number, [])
        if same:
            following = bisect_left(same, (mark.page, -1))
            _, index = same[min(following, len(same) - 1)]
            found.setdefault(index, mark.at)
    return found
