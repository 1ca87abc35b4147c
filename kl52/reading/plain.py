"""Plain text: one line of the file, one line of the draft.

Whether a line is a whole paragraph is decided from the file as a whole. In a header or
signature block set in two columns with spaces, the left column comes before the right one.
A blank line becomes an empty line, which ends a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kl52.reading.assembly import NATION, Draft
from kl52.reading.stream_safe import stream_safe
from kl52.spans import Span

# No office sets lines longer than this by hand; a paragraph usually is.
LONGEST_HARD_LINE = 130
# The header block stands at the top.
HEADER_LINES = 15
# From the recipients to the name of the signer.
SIGNATURE_LINES = 30

_COLUMN_GAP = re.compile(r"(?<=\S) {3,}(?=\S)|(?<=\S)\t+(?=\S)")
_RECIPIENTS = re.compile(r"^\s*\W?Nơi nhận\s*:")
_LISTED = ("-", "+", "*", "(")
_FINISHED = tuple('.;:!?…”"')


def read_plain(text: str) -> Draft:
    """The lines of a plain text, as spans of it: ``Raw.text`` is the text itself."""
    text = stream_safe(text)
    spans = list(_line_spans(text))
    complete = not is_hard_wrapped([span.of(text) for span in spans])
    draft = Draft()
    draft.take(text)
    for span in _unfold_signature(text, _unfold_header(text, spans)):
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
    lines = [span.of(text) for span in spans[: HEADER_LINES + 8]]
    said = [unicodedata.normalize("NFC", line) for line in lines[:HEADER_LINES]]
    top = next((i for i, line in enumerate(said) if NATION.search(line)), None)
    if top is None:
        return spans
    first = top
    while first > 0 and lines[first - 1].strip():
        first -= 1
    last = max((i for i in range(first, min(top + 8, len(lines))) if _gap(lines[i])), default=None)
    if last is None:
        return spans
    return [*spans[:first], *_unfold(text, spans, first, last), *spans[last + 1 :]]


def _unfold_signature(text: str, spans: list[Span]) -> list[Span]:
    """The lines, every two-column signature block set one column after the other."""
    unfolded: list[Span] = []
    at = 0
    while at < len(spans):
        last = _signature_end(text, spans, at)
        unfolded += spans[at : at + 1] if last is None else _unfold(text, spans, at, last)
        at = (at if last is None else last) + 1
    return unfolded


def _signature_end(text: str, spans: list[Span], at: int) -> int | None:
    """The last line of the two-column signature block that begins at ``at``, if one does."""
    line = unicodedata.normalize("NFC", spans[at].of(text))
    gap = _gap(line) if _RECIPIENTS.match(line) else None
    if gap is None:
        return None
    last = at
    for i in range(at, min(at + SIGNATURE_LINES, len(spans))):
        below = spans[i].of(text)
        indented = _indent(below) >= gap.end * 0.5
        if below.strip() and not (indented or _gap(below) or below.startswith(_LISTED)):
            break
        last = i if below.strip() else last
    return last


def _unfold(text: str, spans: list[Span], first: int, last: int) -> list[Span]:
    """The lines ``first`` to ``last``: the left column, then the right one."""
    lines = {i: spans[i].of(text) for i in range(first, last + 1)}
    gaps = {i: _gap(line) for i, line in lines.items()}
    edge = min(gap.end for gap in gaps.values() if gap)
    left: list[Span] = []
    right: list[Span] = []
    for i, line in lines.items():
        span, gap = spans[i], gaps[i]
        if gap:
            left.append(Span(span.start, span.start + gap.start))
            right.append(Span(span.start + gap.end, span.end))
        else:
            (right if _indent(line) >= edge * 0.8 else left).append(span)
    return [*left, *right]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _gap(line: str) -> Span | None:
    """The white space between the two columns of a line."""
    match = _COLUMN_GAP.search(line)
    return Span(*match.span()) if match else None
