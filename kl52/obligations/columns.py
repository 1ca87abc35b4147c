"""The columns of task and target tables, and the rows read by them.

Input: the header cells of a table. Output: the role of each column (``columns.tsv``). The
values :class:`TaskRow` and :class:`TaskTable` hold spans of the text, by role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kl52.language.lexicon import fold
from kl52.spans import Span
from kl52.tables import read_table

Cells = Mapping[str, tuple[Span, ...]]
Columns = tuple[tuple[str, str], ...]

TASK_ROLES = frozenset({"lead", "deadline", "product", "coordinate"})
TARGET_ROLES = frozenset({"measure", "value", "lead", "product", "deadline"})
_MOST_WORDS = 14  # of a header cell
_COMBINED = frozenset({"lead", "coordinate", "deadline", "product", "submit", "note"})
_PART = re.compile(r"\s*(?:[,;/(&]|\s[-–]\s|\bvà\s)\s*|\s+(?=phối hợp)")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: ``number`` as printed, ``cells`` by role. A ``section`` row only titles others.

    ``rest`` are the cells of the same row that stand on the next page.
    """

    number: str | None
    task: Span
    cells: Cells = field(default_factory=dict)
    section: bool = False
    rest: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks, or of targets. ``columns``: the header cells with their roles."""

    span: Span
    rows: tuple[TaskRow, ...]
    columns: Columns
    targets: bool = False


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    rows = sorted(read_table("columns.tsv"), key=lambda row: -len(row[0]))
    return tuple((fold(words), role) for words, role in rows)


@cache
def _headers() -> tuple[str, ...]:
    return tuple(words for words, _ in _roles())


def column_role(header: str) -> str | None:
    """The role that a column's header names; several are joined by ``+`` in their order.

    >>> column_role("Thời hạn hoàn thành"), column_role("Đơn vị chủ trì, phối hợp")
    ('deadline', 'lead+coordinate')
    """
    if len(header.split()) - 2 * header.count("/") > _MOST_WORDS:
        return None
    folded = re.sub(r"\s*/\s*", "/", fold(" ".join(header.split()))).strip(" .:")
    if not folded or len(folded.split()) > _MOST_WORDS:
        return None
    if not folded.startswith(_headers()):
        return None
    named = tuple(dict.fromkeys(_named(folded)))
    if not named or named[0] not in _COMBINED or len(named) == 1:
        return named[0] if named else None
    roles = [role for role in named if role in _COMBINED and role != "note"]
    return "+".join(roles) or "note"


def _named(folded: str) -> Iterator[str]:
    """The roles of a header and of its parts behind a comma, a slash, a dash or ``và``."""
    at = 0
    while True:
        known = next((row for row in _roles() if _opens(folded, at, row[0])), None)
        if known:
            yield known[1]
            at += len(known[0])
        elif not at:
            return
        gap = _PART.search(folded, at)
        if gap is None:
            return
        at = gap.end()


def _opens(folded: str, at: int, words: str) -> bool:
    end = at + len(words)
    return folded.startswith(words, at) and not folded[end : end + 1].isalnum()


def each_role(roles: Iterable[str]) -> set[str]:
    """The single roles of columns, those of combined ones apart."""
    return {one for role in roles for one in role.split("+") if one}


def is_header(roles: Sequence[str]) -> bool:
    """Whether columns of these roles make a table of tasks, or one of targets."""
    known = each_role(roles)
    if "task" in known:
        return bool(known & TASK_ROLES)
    return "indicator" in known and bool(known & TARGET_ROLES)
