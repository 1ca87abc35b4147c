"""The rows that somebody asked for, in groups, with counts.

Input: documents and a :class:`Choice`. Output: a :class:`Sheet`. Guarantee: every chosen row stands
in at least one group (a task that several bodies lead stands with each of them), and what was left
out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kl52.bodies.registry import body_id, find_body
from kl52.dispatching.grouping import By, Group, bodies_of, group_of_body, group_rows, when
from kl52.dispatching.rows import USUAL, Row, body_key, rows_of
from kl52.language.lexicon import fold
from kl52.model import Body, Document, ObligationKind
from kl52.obligations.assigning import is_group


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show. ``body`` is a name, ``before`` the day before which it must be due."""

    on: date
    by: By = "body"
    kinds: tuple[ObligationKind, ...] = USUAL
    body: str | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """``obligations`` = those in ``rows`` + ``folded`` + ``left_out``. ``left_out``: of another
    kind, of another body, or not due before the day asked for; ``shared``: among them, those
    that are given to a whole group of bodies."""

    obligations: int
    rows: int
    folded: int
    left_out: int
    shared: int
    late: int
    no_lead: int
    inherited: int
    undated: int
    differing: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The chosen rows in text order, and in groups."""

    documents: tuple[Document, ...]
    choice: Choice
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    counts: Counts
    shared: tuple[str, ...] = ()


def make_sheet(documents: Sequence[Document], choice: Choice) -> Sheet:
    """The dispatch sheet of ``documents``.

    >>> from kl52.parsing import parse_document
    >>> words = "II. NHIỆM VỤ\\n1. Sở Y tế lập sổ trước ngày 02/9/2026.\\n2. Sở Nội vụ rà soát kho."
    >>> doc = parse_document(words.encode(), name="a.txt")
    >>> [group.name for group in make_sheet([doc], Choice(date(2026, 10, 1))).groups]
    ['Sở Y tế', 'Sở Nội vụ']
    >>> [group.kind for group in make_sheet([doc], Choice(date(2026, 10, 1), "deadline")).groups]
    ['late', 'undated']
    """
    all_rows = [row for doc in documents for row in rows_of(doc, choice.kinds)]
    rows = [row for row in all_rows if _is_due(row, choice)]
    shared: list[Row] = []
    asked = _Asked(choice.body, rows) if choice.body is not None else None
    if asked is not None:
        others = [row for row in rows if not asked.in_row(row)]
        rows = [row for row in rows if asked.in_row(row)]
        shared = [row for row in others if any(map(is_group, row.duty.lead))]
    if asked is not None and choice.by == "body":
        groups = group_of_body(rows, asked, choice.body or "")
    else:
        groups = group_rows(rows, choice.by, choice.on)
    names = dict.fromkeys(b.name for row in shared for b in row.duty.lead if is_group(b))
    return Sheet(
        tuple(documents),
        choice,
        tuple(rows),
        tuple(groups),
        _count(documents, rows, len(shared), choice.on),
        tuple(names),
    )


def _count(documents: Iterable[Document], rows: Sequence[Row], shared: int, on: date) -> Counts:
    total = sum(len(doc.obligations) for doc in documents)
    folded = sum(len(row.twins) for row in rows)
    return Counts(
        obligations=total,
        rows=len(rows),
        folded=folded,
        left_out=total - len(rows) - folded,
        shared=shared,
        late=sum(row.is_late(on) for row in rows),
        no_lead=sum(not row.duty.lead for row in rows),
        inherited=sum(row.duty.lead_inherited for row in rows),
        undated=sum(row.duty.deadline is None for row in rows),
        differing=sum(bool(row.differs) for row in rows),
    )


# -- choosing ------------------------------------------------------------------------------------


def _is_due(row: Row, choice: Choice) -> bool:
    if choice.before is None:
        return True
    day = when(row, choice.on)
    return day is not None and day < choice.before


class _Asked:
    """The body that a user named, in any of its names; by a part of the name if by no whole one."""

    def __init__(self, name: str, rows: Sequence[Row]) -> None:
        self.name, self.folded = name, " ".join(fold(name).split())
        self.known = find_body(name) is not None
        bodies = {body.name: body for row in rows for body in bodies_of(row)}
        docs = {row.doc.id: row.doc for row in rows}
        self.whole = {key for doc in docs.values() for key in self._keys(doc)}
        self.part = not any(self._is_whole(body) for body in bodies.values()) and not self.known

    def _keys(self, doc: Document) -> Iterable[str]:
        found = body_id(self.name, doc.header.date, doc.header.province)
        return (found,) if found else ()

    def _is_whole(self, body: Body) -> bool:
        return body_key(body) in self.whole or fold(body.name) == self.folded

    def __call__(self, body: Body) -> bool:
        if self.part:
            return self.folded in fold(body.name)
        return self._is_whole(body)

    def in_row(self, row: Row) -> bool:
        return any(map(self, bodies_of(row)))
