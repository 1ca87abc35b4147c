"""Header and signature blocks stand in two columns: the left one is read first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, pairwise

from kl52.language.letters import UPPER
from kl52.normalising.furniture import is_rule
from kl52.reading.assembly import NATION
from kl52.reading.pdf.words import GAP, TextLine, Word

LONGEST_BLOCK = 12

_PLACE_DATE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b|Số\s?:|Số \d")
_MOTTO = re.compile(r"Độc lập\s?[-–]\s?Tự do")
_NEXT = re.compile(NATION.pattern + r"|^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|Điều|Chương)\b")
_RECIPIENTS = re.compile(r"N[ơƠ][iI] [nN][hH][ậẬ][nN]")
_SIGNS = re.compile(rf"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.? ?[{UPPER}]|XÁC THỰC VĂN BẢN")
# What a line has that begins such a block.
_BLOCK = re.compile("|".join(each.pattern for each in (NATION, _RECIPIENTS, _SIGNS)))
_SUBJECT = re.compile(r"V/v\b|Về việc\b", re.IGNORECASE)


def may_have_columns(lines: Sequence[TextLine], text: str) -> bool:
    """Whether a page with these lines and words is worth looking at for blocks in columns."""
    if any(len(line.words) > 1 for line in lines):
        return True
    return _BLOCK.search(" ".join(unicodedata.normalize("NFC", text).split())) is not None


def in_reading_order(lines: Sequence[TextLine], width: float) -> list[TextLine]:
    """``lines`` with those of two-column blocks split, left column before right column."""
    ordered: list[TextLine] = []
    nations = {index for index, line in enumerate(lines) if NATION.search(line.said)}
    at = 0
    while at < len(lines):
        ahead = min(nations.intersection(range(at, at + 3)), default=None) if nations else None
        block = None if ahead is None else _header(lines, at, ahead, width)
        if block is None and _may_sign(lines[at]):
            block = _signatures(lines, at) or _signature(lines, at, width)
        if block is None:
            ordered.append(lines[at])
            at += 1
            continue
        at, columns = block
        ordered += [line for column in columns for line in column]
    return ordered


# The index of the first line behind a block, and the columns of the block.
Column = list[TextLine]
Block = tuple[int, tuple[Column, ...]]


def _may_sign(line: TextLine) -> bool:
    """Whether a line is worth splitting to see if a signature block begins with it."""
    return len(line.words) > 1 or _is_recipients(line) or _SIGNS.match(line.said) is not None


def _header(lines: Sequence[TextLine], at: int, ahead: int, width: float) -> Block | None:
    """The header block that begins at ``at`` and has the nation's name on line ``ahead``."""
    edge = _nation_edge(lines[ahead])
    if edge < 0.25 * width or any(line.x1 > edge for line in lines[at:ahead]):
        return None
    end, left, right = at, [], []
    found: tuple[int, int, int] | None = None
    for line in lines[at : at + LONGEST_BLOCK]:
        parts = _split(line, edge, width)
        if parts is None or (end > ahead and _is_centred(line, width) and not is_rule(line.said)):
            break
        left += parts[0]
        right += parts[1]
        end += 1
        if (parts[0] and parts[1]) or _PLACE_DATE.search(line.said) or _MOTTO.search(line.said):
            found = end, len(left), len(right)
    if found is None or not left:
        return None
    end, left, right = found[0], left[: found[1]], right[: found[2]]
    subject = _subject(lines[end : end + LONGEST_BLOCK], left, edge)
    return end + len(subject), ([*left, *subject], right)


def _subject(
    lines: Sequence[TextLine], left: Sequence[TextLine], edge: float
) -> Sequence[TextLine]:
    """The lines of a letter's subject, which stand below its number in the left column."""
    if not lines or not _SUBJECT.match(lines[0].said):
        begun = any(_SUBJECT.match(line.said) for line in left)
        if not begun:
            return []
    middle = (left[0].x0 + left[0].x1) / 2
    count = 0
    for above, line in pairwise([left[-1], *lines]):
        centred = abs((line.x0 + line.x1) / 2 - middle) < 2 * line.height
        if line.x1 > edge or not centred or line.top - above.bottom > 1.5 * line.height:
            break
        count += 1
    return lines[:count]


def _nation_edge(line: TextLine) -> float:
    """Where the right column begins on the line with the nation's name."""
    for index in range(len(line.words)):
        if NATION.match(TextLine(line.words[index:]).said):
            return line.words[index].x0
    return 0.0


def _split(
    line: TextLine, edge: float, width: float, slack: float = 0.15
) -> tuple[list[TextLine], list[TextLine]] | None:
    """The parts of a line left and right of ``edge``; ``None`` where it runs across.

    ``slack`` is how far from the edge, as a share of the width, a column may begin or end.
    """
    words = line.words
    ends = accumulate((word.x1 for word in words), max)
    gaps = [
        (right.x0 - end, index)
        for index, (left, right, end) in enumerate(zip(words, words[1:], ends, strict=False), 1)
        if right.x0 > edge - slack * width and left.x1 < edge + slack * width
    ]
    gap, cut = max(gaps, default=(0.0, 0))
    if gap >= GAP or (cut and gap > 3 and NATION.match(TextLine(words[cut:]).said)):
        return [TextLine(words[:cut])], [TextLine(words[cut:])]
    if line.x1 <= edge + 0.04 * width:
        return [line], []
    if line.x0 >= edge - 0.12 * width:
        return [], [line]
    return None


def _is_centred(line: TextLine, width: float) -> bool:
    gap = max((b.x0 - a.x1 for a, b in zip(line.words, line.words[1:], strict=False)), default=0)
    return gap < GAP and abs((line.x0 + line.x1) / 2 - width * 0.52) < 0.06 * width


def _signature(lines: Sequence[TextLine], at: int, width: float) -> Block | None:
    """The signature block that begins at ``at``: recipients left, the signer right."""
    first = _split(lines[at], 0.5 * width, width)
    if first is None or not _begins_signature(lines[at], *first, width):
        return None
    edge = first[1][0].x0 if first[1] else 0.55 * width
    end = at
    left: Column = []
    right: Column = []
    for line in lines[at:]:
        parts = _split(line, edge, width, slack=0.1)
        if parts is None or (end > at and _NEXT.search(line.said)):
            break
        if left and right and _is_recipients(line) and not parts[1]:
            break  # two signed, the recipients stand below
        left += parts[0]
        right += parts[1]
        end += 1
    paired = first[0] and first[1]
    if not left or not right:
        return None
    return (end, (left, right)) if paired or any(map(_is_recipients, left)) else None


def _signatures(lines: Sequence[TextLine], at: int) -> Block | None:
    """Three signers and more side by side, as under a joint document: one after the other."""
    heads = _parts(lines[at])
    if len(heads) < 3 or not all(head.said.isupper() and len(head.said) > 3 for head in heads):
        return None
    columns: list[list[TextLine]] = [[] for _ in heads]
    middles = [(head.x0 + head.x1) / 2 for head in heads]
    end = at
    for line in lines[at : at + LONGEST_BLOCK]:
        parts = _parts(line)
        nearest = [
            min(range(len(heads)), key=lambda i: abs((part.x0 + part.x1) / 2 - middles[i]))
            for part in parts
        ]
        if len(set(nearest)) < len(parts) or _is_recipients(line) or _NEXT.search(line.said):
            break
        if len(parts) == 1 and line.x1 - line.x0 > min(b - a for a, b in pairwise(middles)):
            break
        for column, part in zip(nearest, parts, strict=True):
            columns[column].append(part)
        end += 1
    return end, tuple(columns)


def _parts(line: TextLine) -> list[TextLine]:
    """A line in the pieces between which columns may run."""
    parts: list[list[Word]] = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - max(each.x1 for each in parts[-1]) >= 2 * GAP:
            parts.append([word])
        else:
            parts[-1].append(word)
    return [TextLine(tuple(part)) for part in parts]


def _begins_signature(
    line: TextLine, left: Sequence[TextLine], right: Sequence[TextLine], width: float
) -> bool:
    if left and right:
        upper = left[0].said.isupper() and right[0].said.isupper()
        return upper or _is_recipients(left[0]) or _SIGNS.match(right[0].said) is not None
    return _is_recipients(line) or (line.x0 > 0.4 * width and _SIGNS.match(line.said) is not None)


def _is_recipients(line: TextLine) -> bool:
    return _RECIPIENTS.match(line.said) is not None
