"""The rows that somebody asked for, in groups, with counts.

Input: documents and a :class:`Choice`. Output: a :class:`Sheet`. Guarantee: every chosen row stands
in at least one group (a task that several bodies lead stands with each of them), and what was left
out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kl52.bodies.registry import body_id, find_body
from kl52.dispatching.recurrence import next_due
from kl52.dispatching.rows import USUAL, Row, body_key, rows_of
from kl52.lexicon import fold
from kl52.model import Body, Document, ObligationKind, Unit
from kl52.obligations.clarity import is_group

By = Literal["body", "deadline", "unit"]
Kind = Literal[
    "lead", "coordinate", "nobody",
    "late", "quarter", "recurring", "ongoing", "conditional", "undated", "unit",
]  # fmt: skip
_NO_DATE: tuple[Kind, ...] = ("recurring", "ongoing", "conditional", "undated")


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show. ``body`` is a name, ``before`` the day before which it must be due."""

    on: date
    by: By = "body"
    kinds: tuple[ObligationKind, ...] = USUAL
    body: str | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together. ``name`` is a body, a quarter (``2026-4``) or a heading.

    ``keys`` are those of the body (:func:`~kl52.dispatching.rows.body_key`), ``unit`` is the id
    of the unit whose heading it is.
    """

    kind: Kind
    rows: tuple[Row, ...]
    name: str = ""
    keys: frozenset[str] = frozenset()
    unit: str | None = None


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
    groups = {"body": _by_body, "deadline": _by_deadline, "unit": _by_unit}[choice.by]
    found = _of_body(rows, asked) if asked and choice.by == "body" else groups(rows, choice.on)
    names = dict.fromkeys(b.name for row in shared for b in row.duty.lead if is_group(b))
    return Sheet(
        tuple(documents),
        choice,
        tuple(rows),
        tuple(found),
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


def when(row: Row, on: date) -> date | None:
    """The day on which a row is due, of what recurs the next one from ``on`` on."""
    deadline = row.duty.deadline
    if deadline is not None and deadline.recurrence:
        return next_due(deadline, on)
    return row.due


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
        bodies = {body.name: body for row in rows for body in _bodies(row)}
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
        return any(map(self, _bodies(row)))


def _bodies(row: Row) -> tuple[Body, ...]:
    return (*row.duty.lead, *row.duty.coordinate)


# -- grouping ------------------------------------------------------------------------------------


def _by_body(rows: Sequence[Row], on: date) -> list[Group]:
    """The bodies that lead, in the order in which the text first names them; nobody last."""
    led: dict[str, list[Row]] = {}
    names: dict[str, Counter[str]] = {}
    for row in rows:
        for key, name in {body_key(body): body.name for body in row.duty.lead}.items():
            led.setdefault(key, []).append(row)
            names.setdefault(key, Counter())[_capital(name)] += 1
    groups = [
        Group("lead", tuple(found), names[key].most_common(1)[0][0], frozenset({key}))
        for key, found in led.items()
    ]
    nobody = tuple(row for row in rows if not row.duty.lead)
    return [*groups, Group("nobody", nobody)] if nobody else groups


def _of_body(rows: Sequence[Row], asked: _Asked) -> list[Group]:
    """What the body asked for leads, then what it works on with others."""
    lead = tuple(row for row in rows if any(map(asked, row.duty.lead)))
    led = {row.id for row in lead}
    rest = tuple(row for row in rows if row.id not in led)
    names = Counter(_capital(b.name) for row in rows for b in _bodies(row) if asked(b))
    name = names.most_common(1)[0][0] if names else asked.name
    keys = frozenset(body_key(body) for row in rows for body in _bodies(row) if asked(body))
    pairs: tuple[tuple[Kind, tuple[Row, ...]], ...] = (("lead", lead), ("coordinate", rest))
    return [Group(kind, found, name, keys) for kind, found in pairs if found]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _by_deadline(rows: Sequence[Row], on: date) -> list[Group]:
    """What is late, then quarter by quarter, then what recurs, goes on, waits, has no time."""
    late: list[Row] = []
    quarters: dict[str, list[Row]] = {}
    others: dict[Kind, list[Row]] = {kind: [] for kind in _NO_DATE}
    ordered = sorted(rows, key=lambda row: when(row, on) or date.max)
    for row in ordered:
        if row.is_late(on):
            late.append(row)
        elif (due := row.due) is not None:
            quarters.setdefault(f"{due.year}-{(due.month + 2) // 3}", []).append(row)
        else:
            others[_kind_of(row)].append(row)
    groups = [Group("late", tuple(late))] if late else []
    groups += [Group("quarter", tuple(found), name) for name, found in quarters.items()]
    return groups + [Group(kind, tuple(found)) for kind, found in others.items() if found]


def _kind_of(row: Row) -> Kind:
    deadline = row.duty.deadline
    kinds: dict[str, Kind] = {"ongoing": "ongoing", "conditional": "conditional"}
    if deadline is not None and deadline.recurrence:
        return "recurring"
    return kinds.get(deadline.kind, "undated") if deadline is not None else "undated"


def _by_unit(rows: Sequence[Row], on: date) -> list[Group]:
    """The units above the tasks, in the order of the text."""
    finders: dict[str, Callable[[Row], Unit | None]] = {}
    found: dict[tuple[str, str], tuple[Unit | None, list[Row]]] = {}
    for row in rows:
        if row.doc.id not in finders:
            finders[row.doc.id] = _unit_finder(row.doc)
        above = finders[row.doc.id](row)
        key = (row.doc.id, above.id if above is not None else "")
        found.setdefault(key, (above, []))[1].append(row)
    return [
        Group("unit", tuple(each), unit.heading or "", unit=unit.id)
        if unit is not None
        else Group("unit", tuple(each))
        for unit, each in found.values()
    ]


def _unit_finder(doc: Document) -> Callable[[Row], Unit | None]:
    """Finds the unit above the one that states a task."""
    by_id = {unit.id: unit for unit in doc.units}

    def above(row: Row) -> Unit | None:
        unit = by_id.get(row.duty.unit or "")
        return by_id.get(unit.parent or "", unit) if unit is not None else None

    return above
