"""Which parts of a document can oblige anybody, told by their headings.

Input: the units and the text. Output: for every unit a mode: ``task``, ``target`` (only
measurable quantities count), ``scope`` (what is dealt with; only a body that acts counts),
``skip`` (aims, viewpoints, principles, money, state of affairs), or ``open`` where no heading
above says anything.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kl52.language.lexicon import fold
from kl52.model import Text, Unit
from kl52.tables import read_table

Mode = Literal["task", "target", "scope", "skip", "open"]

_TASKS = re.compile(
    r"(?:^|[,;] |\bvà |[-–] )(?:các |một số )?"
    r"(?:nhiệm vụ|tổ chức thực hiện|phân công|nội dung thực hiện|phương hướng)\b"
    r"|^(?:các |nhóm |một số )?giải pháp\b|\bmục tiêu(?:,| và) giải pháp\b"
)
_MONEY = re.compile(r"(?:nguồn )?(?:kinh phí|vốn)$")
# «Kinh phí, nhà kho» is not of money only.
_BESIDE = re.compile(r"(?:,| và) (?!nguồn|phương tiện|cơ chế)")
_NO_TASKS = ("skip", "scope", "target")
_REQUIRED = re.compile(r"\byêu cầu (?:cần đáp ứng|kỹ thuật)$")
_LONGEST = 22  # words of a heading that announces a section; longer ones are sentences
_LABEL = re.compile(r"^[^:.]{3,60}(?=:\s*\S)")


@cache
def _announcements() -> tuple[tuple[str, Mode], ...]:
    rows = sorted(read_table("sections.tsv"), key=lambda row: -len(row[0]))
    return tuple((fold(words), mode) for words, mode in rows)  # type: ignore[misc]


def mode_of(heading: str) -> Mode:
    """What a heading announces.

    >>> mode_of("QUAN ĐIỂM CHỈ ĐẠO"), mode_of("MỤC TIÊU, NHIỆM VỤ"), mode_of("Sở Y tế")
    ('skip', 'task', 'open')
    """
    folded = fold(heading).strip(" .:")
    folded = re.sub(r"^(?:về|một số|những|các) ", "", folded)
    if len(folded.split()) > _LONGEST:
        return "open"
    if _REQUIRED.search(folded):
        return "skip"
    for words, mode in _announcements():
        if folded.startswith(words) and not folded[len(words) : len(words) + 1].isalpha():
            if mode in _NO_TASKS:
                if _TASKS.search(folded):
                    return "task"
                if _MONEY.match(words) and _BESIDE.match(folded, len(words)):
                    return "open"
                if not heading.isupper() and len(folded.split()) > len(words.split()) + 6:
                    return "open"
            return mode
    return "open"


def find_modes(text: Text, units: tuple[Unit, ...]) -> dict[str, Mode]:
    """The mode of every unit: what the nearest heading at or above it announces."""
    modes: dict[str, Mode] = {}
    for unit in units:
        own = own_mode(text, unit)
        inherited = modes.get(unit.parent or "", "open")
        modes[unit.id] = own if own != "open" else inherited
    return modes


def own_mode(text: Text, unit: Unit) -> Mode:
    """What the unit's own heading or label (``1. Mục đích: …``) announces."""
    if unit.kind == "annex":
        return "open"
    words = unit.head.of(text.text)
    if unit.heading is not None:
        mode = mode_of(unit.heading)
        if mode in _NO_TASKS or unit.kind not in ("clause", "point", "bullet"):
            return mode
        return mode if mode != "task" or _TASKS.search(fold(unit.heading)) else "open"
    body = re.sub(r"^(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])\s?[.)\-/]\s*|^[-–+•]\s*", "", words)
    label = _LABEL.match(body)
    if label:
        mode = mode_of(label[0])
        return mode if mode in _NO_TASKS else "open"
    return "open"
