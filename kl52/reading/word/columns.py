"""Header and signature blocks whose two columns are set with tabs: left column, then right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kl52.reading.assembly import NATION
from kl52.spans import Span

# The header block stands at the top; it has no more lines than this.
HEADER_LINES = 15
# From the recipients to the name of the signer.
SIGNATURE_LINES = 30

# Behind these a gap is left for a number or a date: «Số:     /KH-UBND», «ngày     tháng».
_BLANK = r"(?<!Số)(?<!Số:)(?<!Số: )(?<!ngày)(?<!tháng)(?<!năm)"
_SPACES = re.compile(_BLANK + r"(?<=\S)[ \xa0]{3,}(?=[^\s\-+*/])")
_TABS = re.compile(_BLANK + r"(?<=\S)[ \xa0]*\t\s*(?=[^\s\-+*/])")
_RIGHT = re.compile(r"\s*\t\s*\S| {10,}\S")
_RECIPIENTS = re.compile(r"\s*N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*:")
_LISTED = ("-", "+", "*", "(")


def unfold(lines: Sequence[str], spans: Sequence[Span]) -> list[tuple[int, Span]]:
    """The lines in the order in which they are read, as indexes of lines and parts of spans.

    ``spans[i]`` is where ``lines[i]`` stands. Lines outside of such blocks stay as they are.
    """
    said = [unicodedata.normalize("NFC", line) for line in lines]
    order: list[tuple[int, Span]] = []
    at = 0
    while at < len(lines):
        end = _end_of_header(said, at) if at < HEADER_LINES else at
        end = max(end, _end_of_signature(said, at))
        order += _columns(lines[at:end], spans, at) if end > at else [(at, spans[at])]
        at = max(end, at + 1)
    return order


def _end_of_header(said: Sequence[str], at: int) -> int:
    """Where the header block that begins in two columns at ``at`` ends; ``at`` if none does."""
    block = said[at : at + 8]
    if _gap(said[at]) is None or not any(NATION.search(_capitals(each)) for each in block[:3]):
        return at
    end, single = at + 1, 0
    for index, line in enumerate(block[1:], at + 1):
        single = 0 if _is_columns(line) else single + bool(line.strip())
        if single == 2 or _RECIPIENTS.match(line):
            break
        end = end if single else index + 1
    return end


def _end_of_signature(said: Sequence[str], at: int) -> int:
    if not (_RECIPIENTS.match(said[at]) and _gap(said[at])):
        return at
    end = at + 1
    for i in range(at + 1, min(at + SIGNATURE_LINES, len(said))):
        line = said[i]
        if line.strip() and not (_is_columns(line) or line.lstrip().startswith(_LISTED)):
            break
        end = i + 1 if line.strip() else end
    return end


def _is_columns(line: str) -> bool:
    return bool(_gap(line) or _RIGHT.match(line))


def _capitals(line: str) -> str:
    """A line that is short enough for a heading, for some set it in small letters."""
    return line.upper() if len(line) < 120 else line


def _columns(lines: Sequence[str], spans: Sequence[Span], first: int) -> list[tuple[int, Span]]:
    left, right = [], []
    for index, line in enumerate(lines, first):
        span, gap = spans[index], _gap(line)
        if gap:
            left.append((index, Span(span.start, span.start + gap.start)))
            right.append((index, Span(span.start + gap.end, span.end)))
        else:
            (right if _RIGHT.match(line) else left).append((index, span))
    return left + right


def _gap(line: str) -> Span | None:
    """What stands between the columns of a line: tabs, or else the widest white space."""
    if _RIGHT.match(line):
        return None
    widest = max(_SPACES.finditer(line), key=lambda match: len(match[0]), default=None)
    match = _TABS.search(line) or widest
    return Span(*match.span()) if match else None
