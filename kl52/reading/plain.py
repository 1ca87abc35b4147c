"""Plain text: one line of the file, one line of the draft.

Whether a line is a whole paragraph is decided from the file as a whole. In a header
block set in two columns with spaces, the left column comes before the right one.
A blank line becomes an empty line, which ends a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kl52.reading.assembly import NATION, Draft

# No office sets lines longer than this by hand; a paragraph usually is.
LONGEST_HARD_LINE = 130
# The header block stands at the top.
HEADER_LINES = 15

_COLUMN_GAP = re.compile(r"(?<=\S) {3,}(?=\S)|(?<=\S)\t+(?=\S)")
_FINISHED = tuple('.;:!?…”"')


def read_plain(text: str) -> Draft:
    """The lines of a plain text."""
    lines = text.splitlines()
    complete = not is_hard_wrapped(lines)
    draft = Draft()
    for line in _unfold_header(lines):
        draft.add(line, complete=complete)
    return draft


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


def _unfold_header(lines: Sequence[str]) -> list[str]:
    """``lines`` with a two-column header block set one column after the other."""
    said = [unicodedata.normalize("NFC", line) for line in lines[:HEADER_LINES]]
    top = next((i for i, line in enumerate(said) if NATION.search(line)), None)
    if top is None:
        return list(lines)
    first = top
    while first > 0 and lines[first - 1].strip():
        first -= 1
    last = max(
        (i for i in range(first, min(top + 8, len(lines))) if _COLUMN_GAP.search(lines[i].strip())),
        default=None,
    )
    if last is None:
        return list(lines)
    edge = min(m.end() for m in map(_COLUMN_GAP.search, lines[first : last + 1]) if m)
    left, right = [], []
    for line in lines[first : last + 1]:
        parts = _COLUMN_GAP.split(line.strip(), maxsplit=1)
        if len(parts) == 2:
            left.append(parts[0])
            right.append(parts[1])
        else:
            indent = len(line) - len(line.lstrip())
            (right if indent >= edge * 0.8 else left).append(line)
    return [*lines[:first], *left, *right, *lines[last + 1 :]]
