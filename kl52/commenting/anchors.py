"""Where a place of the text stands in a Word file: the runs that hold it.

In: the file as python-docx has it, and where the words of each of its runs stand in the raw text
(:func:`kl52.reading.word.document.read_runs`). Out: for a raw span its first and last run. A run of
plain words is cut at the edges of the span, so that a comment stands at the very words; nothing
that is printed changes by that.
"""

from __future__ import annotations

from bisect import bisect_right
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from kl52.spans import Span

_PLAIN = {qn("w:t"), qn("w:rPr")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Anchors:
    """The runs of the main part of a file, by place in the raw text."""

    def __init__(self, root: Any, runs: list[tuple[Span, int]]) -> None:
        elements = list(root.iter(qn("w:r")))
        placed = sorted((span, number) for span, number in runs if number < len(elements))
        self._spans = [span for span, _ in placed]
        self._elements = [elements[number] for _, number in placed]

    def around(self, span: Span) -> tuple[Any, Any] | None:
        """The first and the last run that share words with ``span``; ``None`` where none does."""
        for edge in (span.start, span.end):
            self._cut(edge)
        inside = [at for at, each in enumerate(self._spans) if each.overlaps(span) and len(each)]
        if not inside:
            return self._near(span)
        return self._outermost(inside[0]), self._outermost(inside[-1])

    def _near(self, span: Span) -> tuple[Any, Any] | None:
        """The run before a place that has no words in a run, as the number of a list has none."""
        at = bisect_right(self._spans, Span(span.end, span.end))
        near = min(at, len(self._spans) - 1)
        return (self._outermost(near),) * 2 if near >= 0 else None

    def _outermost(self, at: int) -> Any:
        """A run, or the one that holds the text box which it is in: Word has no comments there."""
        run = self._elements[at]
        return next((each for each in reversed([*run.iterancestors(qn("w:r"))])), run)

    def _cut(self, at: int) -> None:
        """Cut the run that goes on over a place in two, if it holds nothing but words."""
        index = bisect_right(self._spans, at, key=lambda span: span.start) - 1
        if index < 0 or not self._spans[index].start < at < self._spans[index].end:
            return
        span, run = self._spans[index], self._elements[index]
        words = "".join(each.text or "" for each in run.iterchildren(qn("w:t")))
        if len(words) != len(span) or {each.tag for each in run} - _PLAIN:
            return
        rest = deepcopy(run)
        _set_words(run, words[: at - span.start])
        _set_words(rest, words[at - span.start :])
        run.addnext(rest)
        self._spans[index : index + 1] = [Span(span.start, at), Span(at, span.end)]
        self._elements[index : index + 1] = [run, rest]


def _set_words(run: Any, words: str) -> None:
    first, *others = run.iterchildren(qn("w:t"))
    for each in others:
        run.remove(each)
    first.text = words
    first.set(_SPACE, "preserve")
