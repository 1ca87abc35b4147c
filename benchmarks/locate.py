"""Finding the gold's obligations in our own text.

The gold gives the first and last words of each obligation, not offsets, because
every reader makes a slightly different text of a PDF. Words are compared by
letters and digits alone. Where the same words stand several times, the reading
that keeps most obligations in document order wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.gold import Duty
from benchmarks.scores import fold
from kl52.model import Table
from kl52.spans import Span

_PARAGRAPH_END = re.compile(r"[.;…)”]*[^\S\n]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, with the offset of each in the text."""

    text: str
    at: tuple[int, ...]

    def places(self, words: str) -> list[int]:
        """Where ``words`` begin, as indices into the letters."""
        key, found, at = letters(words).text, [], -1
        while key and (at := self.text.find(key, at + 1)) >= 0:
            found.append(at)
        return found


def letters(text: str) -> Letters:
    """Folded character by character, so that offsets stay true."""
    kept = [(char.casefold(), at) for at, char in enumerate(text) if char.isalnum()]
    joined = "".join(char for char, _ in kept)
    places = tuple(at for char, at in kept for _ in char)
    same = fold(joined)  # moves tone marks only, where the text writes them the old way
    return Letters(same if len(same) == len(joined) else joined, places)


def locate(text: str, duties: Sequence[Duty]) -> list[Span | None]:
    """The span of each obligation in ``text``; ``None`` where its words are not found."""
    ground = letters(text)
    starts = in_order([ground.places(duty.anchor) for duty in duties])
    known = sorted(start for start in starts if start is not None)
    return [
        None if start is None else _span(text, ground, duty, start, _next(known, start))
        for duty, start in zip(duties, starts, strict=True)
    ]


def in_order(places: Sequence[Sequence[int]]) -> list[int | None]:
    """One place for each, rising, for as many as possible; ``None`` for the others.

    >>> in_order([[40], [10, 50], [], [60]])
    [40, 50, None, 60]
    """
    steps = [(i, place) for i, each in enumerate(places) for place in each]
    steps.sort(key=lambda step: (step[0], step[1]))
    length, before = [1] * len(steps), [-1] * len(steps)
    for here, (i, place) in enumerate(steps):
        for back, (i_back, place_back) in enumerate(steps[:here]):
            if i_back < i and place_back < place and length[back] + 1 > length[here]:
                length[here], before[here] = length[back] + 1, back
    chosen: list[int | None] = [None] * len(places)
    last = max(range(len(steps)), key=lambda k: (length[k], -steps[k][1]), default=-1)
    while last >= 0:
        chosen[steps[last][0]] = steps[last][1]
        last = before[last]
    return chosen


def _next(known: Sequence[int], start: int) -> int | None:
    after = bisect_left(known, start + 1)
    return known[after] if after < len(known) else None


def _span(text: str, ground: Letters, duty: Duty, start: int, limit: int | None) -> Span | None:
    """From the anchor to the end of it that closes most, before the next obligation.

    The words of ``anchor_end`` may stand within the obligation as well ("…sắp xếp thôn, tổ dân
    phố; …sắp xếp thôn, tổ dân phố."), or again in a later cell of the row. An obligation is a
    paragraph, a cell or a part of one: the first place at a paragraph's end is taken, and
    where there is none, the first that closes a clause.
    """
    anchor_end = start + len(letters(duty.anchor).text)
    size = len(letters(duty.anchor_end).text)
    ends = [at + size for at in ground.places(duty.anchor_end) if at >= start]
    ends = [end for end in ends if end >= anchor_end]
    ends = [end for end in ends if limit is None or end <= limit] or ends
    spans = [Span(ground.at[start], ground.at[end - 1] + 1) for end in ends]
    return min(spans, key=lambda span: _openness(text, span.end), default=None)


def _openness(text: str, end: int) -> int:
    """How little the text closes at ``end``: 0 a paragraph, 1 a clause, 3 nothing."""
    if _PARAGRAPH_END.match(text, end):
        return 0
    if text[end] in ".;…)”":
        return 1
    return 2 if text[end] in ",:" else 3


def row_of(tables: Sequence[Table], cell: Span) -> Span | None:
    """The whole table row that holds ``cell``, from its first to its last filled cell."""
    for table in tables:
        for row in table.rows:
            filled = [each for each in row if len(each)]
            if any(each.overlaps(cell) for each in filled):
                return Span(min(s.start for s in filled), max(s.end for s in filled))
    return None
