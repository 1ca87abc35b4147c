"""The rows of a sheet in groups: by body, by deadline, by unit.

Input: :class:`~kl52.dispatching.rows.Row` values and the day that lateness counts from. Output:
:class:`Group` values in the order in which they are read. Guarantee: every row stands in one group,
by body in as many as there are bodies that lead it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kl52.dispatching.recurrence import next_due
from kl52.dispatching.rows import Row, body_key
from kl52.model import Body, Document, Unit

By = Literal["body", "deadline", "unit"]
Kind = Literal[
    "lead", "coordinate", "nobody",
    "late", "quarter", "recurring", "ongoing", "conditional", "undated", "unit",
]  # fmt: skip
_NO_DATE: tuple[Kind, ...] = ("recurring", "ongoing", "conditional", "undated")


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


def group_rows(rows: Sequence[Row], by: By, on: date) -> list[Group]:
    """The groups of ``rows``."""
    return {"body": _by_body, "deadline": _by_deadline, "unit": _by_unit}[by](rows, on)


def when(row: Row, on: date) -> date | None:
    """The day on which a row is due, of what recurs the next one from ``on`` on."""
    deadline = row.duty.deadline
    if deadline is not None and deadline.recurrence:
        return next_due(deadline, on)
    return row.due


def bodies_of(row: Row) -> tuple[Body, ...]:
    """The bodies that lead or help."""
    return (*row.duty.lead, *row.duty.coordinate)


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


def group_of_body(rows: Sequence[Row], asked: Callable[[Body], bool], name: str) -> list[Group]:
    """What the body asked for by ``name`` leads, then what it works on with others."""
    lead = tuple(row for row in rows if any(map(asked, row.duty.lead)))
    led = {row.id for row in lead}
    rest = tuple(row for row in rows if row.id not in led)
    names = Counter(_capital(b.name) for row in rows for b in bodies_of(row) if asked(b))
    name = names.most_common(1)[0][0] if names else name
    keys = frozenset(body_key(body) for row in rows for body in bodies_of(row) if asked(body))
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
