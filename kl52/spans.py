"""Half-open stretches of text, and the map from normalised text back to raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]``, counted in code points.

    >>> Span(3, 7).of("Số 52-KL/TW")
    '52-K'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of normalised text and the raw stretch it was made from.

    Where both are equally long, each character stands for one raw character;
    otherwise the whole piece stands for the whole raw stretch. ``repaired`` says that the text
    is not as printed here, or right before.
    """

    text: str
    raw: Span
    repaired: bool = False


class OffsetMap:
    """Maps spans of a normalised text to spans of the raw text.

    >>> lost = Piece("", Span(5, 6))
    >>> offsets = OffsetMap([Piece("52-KL", Span(0, 5)), lost, Piece("/TW", Span(6, 9))])
    >>> offsets.raw(Span(3, 7))
    Span(start=3, end=8)
    """

    __slots__ = ("_lengths", "_raw", "_starts")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        kept = [piece for piece in pieces if piece.text]
        self._lengths = [len(piece.text) for piece in kept]
        self._starts = list(accumulate(self._lengths, initial=0))[:-1]
        self._raw = [piece.raw for piece in kept]

    def columns(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """The map as plain numbers: starts and lengths in the text, starts and ends in the raw.

        >>> OffsetMap.of_columns(OffsetMap([Piece("52", Span(3, 5))]).columns()).raw(Span(0, 1))
        Span(start=3, end=4)
        """
        raw = self._raw
        return self._starts, self._lengths, [it.start for it in raw], [it.end for it in raw]

    @classmethod
    def of_columns(cls, columns: Iterable[list[int]]) -> OffsetMap:
        """The map that :meth:`columns` told."""
        made = cls(())
        made._starts, made._lengths, starts, ends = columns
        made._raw = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
        return made

    def _edges(self, at: int) -> tuple[int, int]:
        """The raw start and end of the character at ``at``."""
        index = bisect_right(self._starts, at) - 1
        raw, offset = self._raw[index], at - self._starts[index]
        if len(raw) == self._lengths[index]:
            return raw.start + offset, raw.start + offset + 1
        return raw.start, raw.end

    def raw(self, span: Span) -> Span:
        """The raw span that shows the words of ``span``; an empty span maps to an empty one."""
        if not self._starts:
            return Span(0, 0)
        if not len(span):
            last = self._starts[-1] + self._lengths[-1]
            edge = self._edges(span.start)[0] if span.start < last else self._raw[-1].end
            return Span(edge, edge)
        return Span(self._edges(span.start)[0], self._edges(span.end - 1)[1])

    def stretches(self, span: Span) -> Iterator[tuple[Span, Span]]:
        """The stretches of ``span``, one for each piece that it touches, and their raw spans.

        >>> lost = Piece("", Span(5, 6))
        >>> offsets = OffsetMap([Piece("52-KL", Span(0, 5)), lost, Piece("/TW", Span(6, 9))])
        >>> [raw for _, raw in offsets.stretches(Span(3, 7))]
        [Span(start=3, end=5), Span(start=6, end=8)]
        """
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        while index < len(self._starts) and self._starts[index] < span.end:
            start, length = self._starts[index], self._lengths[index]
            found = Span(max(start, span.start), min(start + length, span.end))
            if len(found) > 0:
                yield found, self.raw(found)
            index += 1

    def text(self, raw: Span) -> Span | None:
        """The span whose words were made from ``raw``; ``None`` where nothing of it was kept.

        >>> OffsetMap([Piece("52-KL", Span(4, 9)), Piece("/TW", Span(12, 15))]).text(Span(6, 15))
        Span(start=2, end=8)
        """
        found: list[int] = []
        for start, length, span in zip(self._starts, self._lengths, self._raw, strict=True):
            if not span.overlaps(raw):
                continue
            found += (start, start + length)
            if len(span) == length:
                found[-2] += max(0, raw.start - span.start)
                found[-1] -= max(0, span.end - raw.end)
        return Span(min(found), max(found)) if found else None


@dataclass(frozen=True, slots=True)
class Edit:
    """``span`` of an old text becomes ``text``."""

    span: Span
    text: str


class Edits:
    """Edits of one text, in order and without overlap: the new text, and old places in it.

    >>> edits = Edits([Edit(Span(0, 5), "nhân"), Edit(Span(6, 10), "dân")])
    >>> edits.apply("nhaân daân tænh"), edits.place(Span(6, 10))
    ('nhân dân tænh', Span(start=5, end=8))
    """

    __slots__ = ("_changes", "_ends", "_shifts")

    def __init__(self, changes: Iterable[Edit]) -> None:
        self._changes = tuple(changes)
        self._ends = [edit.span.end for edit in self._changes]
        grown = (len(edit.text) - len(edit.span) for edit in self._changes)
        self._shifts = list(accumulate(grown, initial=0))

    def apply(self, text: str) -> str:
        parts = []
        at = 0
        for edit in self._changes:
            parts += [text[at : edit.span.start], edit.text]
            at = edit.span.end
        return "".join([*parts, text[at:]])

    def place(self, span: Span) -> Span:
        """Where ``span`` stands in the new text; a place inside an edit moves to its end."""
        return Span(self._at(span.start), self._at(span.end))

    def _at(self, at: int) -> int:
        index = bisect_right(self._ends, at)
        moved = at + self._shifts[index]
        if index < len(self._changes) and self._changes[index].span.start < at:
            edit = self._changes[index]
            return edit.span.start + self._shifts[index] + len(edit.text)
        return moved
