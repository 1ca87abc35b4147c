"""Plain text: one line of the file, one line of the draft.

Whether a line is a whole paragraph is decided from the file as a whole. In a header
block set in two columns with spaces, the left column comes before the right one.
A blank line becomes an empty line, which ends a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kl52.reading.assembly import NATION, Draft
from kl52.spans import Span

# No office sets lines longer than this by hand; a paragraph usually is.
LONGEST_HARD_LINE = 130
# The header block stands at the top.
HEADER_LINES = 15

_COLUMN_GAP = re.compile(r"(?<=\S) {3,}(?=\S)|(?<=\S)\t+(?=\S)")
_FINISHED = tuple('.;:!?…”"')


def read_plain(text: str) -> Draft:
    """The lines of a plain text, as spans of it: ``Raw.text`` is the text itself."""
    spans = list(_line_spans(text))
    complete = not is_hard_wrapped([span.of(text) for span in spans])
    draft = Draft()
    draft.take(text)
    for span in _unfold_header(text, spans):
        draft.point(span, complete=complete)
    return draft


def _line_spans(text: str) -> Iterator[Span]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield Span(at, at + len(line.splitlines()[0]))
        at += len(line)


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs are broken into lines: enough lines go on in small letters.

    >>> is_hard_wrapped(["Căn cứ Luật Tổ chức chính quyền địa", "phương số 65/2025/QH15;"] * 2)
    True
    >>> is_hard_wrapped(["KẾ HOẠCH", "I. MỤC ĐÍCH", "1. Cụ thể hóa Nghị quyết."])
    False
    """
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths or lengths[int(len(lengths) * 0.95)] > LONGEST_HARD_LINE:
        return False
    going_on = sum(
        _goes_on(above.rstrip(), below.lstrip())
        for above, below in zip(lines, lines[1:], strict=False)
    )
    return going_on >= max(1, len(lengths) // 12)


def _goes_on(above: str, below: str) -> bool:
    return (
        bool(above and below)
        and not above.endswith(_FINISHED)
        and below[0].islower()
        and not re.match(r"\w{1,2}[).]", below)
    )


def _unfold_header(text: str, spans: list[Span]) -> list[Span]:
    """The lines, a two-column header block set one column after the other."""
    lines = [span.of(text) for span in spans]
    said = [unicodedata.normalize("NFC", line) for line in lines[:HEADER_LINES]]
    top = next((i for i, line in enumerate(said) if NATION.search(line)), None)
    if top is None:
        return spans
    first = top
    while first > 0 and lines[first - 1].strip():
        first -= 1
    gaps = {i: _gap(lines[i]) for i in range(first, min(top + 8, len(lines)))}
    last = max((i for i, gap in gaps.items() if gap), default=None)
    if last is None:
        return spans
    edge = min(gap.end for gap in gaps.values() if gap)
    left: list[Span] = []
    right: list[Span] = []
    for i in range(first, last + 1):
        span, gap = spans[i], gaps[i]
        if gap:
            left.append(Span(span.start, span.start + gap.start))
            right.append(Span(span.start + gap.end, span.end))
        else:
            indent = len(lines[i]) - len(lines[i].lstrip())
            (right if indent >= edge * 0.8 else left).append(span)
    return [*spans[:first], *left, *right, *spans[last + 1 :]]


def _gap(line: str) -> Span | None:
    """The white space between the two columns of a line."""
    match = _COLUMN_GAP.search(line)
    return Span(*match.span()) if match else None
