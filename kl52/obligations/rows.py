"""Obligations in tables: one for each row of a task table, one target for each of a target table.

Input: a :class:`~kl52.obligations.duties.Source` and its
:class:`~kl52.obligations.columns.TaskTable` values.
Output: obligations whose span is the task cell; the time column prevails over its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kl52.bodies import binds, split_bodies
from kl52.language.lexicon import fold
from kl52.model import Deadline, Obligation, ObligationKind, Target, Unit
from kl52.obligations.columns import TaskRow, TaskTable
from kl52.obligations.deadlines import heading_deadline, parse_deadline
from kl52.obligations.duties import Source, circumstances, closed, modality
from kl52.obligations.objects import find_act
from kl52.obligations.targets import find_targets, read_target, year_end
from kl52.spans import Span


def find_row_duties(source: Source, tables: tuple[TaskTable, ...]) -> Iterator[Obligation]:
    """The obligations of all rows; a section row may set the time for those below it."""
    places = _Places(source.units)
    for table in tables:
        above: Deadline | None = None
        for row in table.rows:
            if row.section:
                above = heading_deadline(row.task.of(source.text.text), source.header.date) or above
            else:
                yield _duty(source, table, row, above, places.unit(row.task.start))


def _duty(
    source: Source, table: TaskTable, row: TaskRow, above: Deadline | None, unit: Unit | None
) -> Obligation:
    text = source.text.text
    said = _said(text, row)
    span = closed(text, row.task)
    more = tuple(closed(text, cell) for cell in row.rest.get("task", ()))
    words = " ".join(each.of(text) for each in (span, *more))
    lead, coordinate = (
        tuple(name for cell in said.get(role, ()) for name in split_bodies(cell))
        for role in ("lead", "coordinate")
    )
    product = "; ".join(said.get("product", ())).strip(" .;") or None
    kind = _kind(table, words, product)
    act = find_act(words)
    deadline = parse_deadline(" ".join(said.get("deadline", ())), source.header.date) or above
    return Obligation(
        id="",
        span=span,
        text=span.of(text),
        continued=more,
        kind=kind,
        where="table",
        unit=unit.id if unit else None,
        page=unit.page if unit else 1,
        lead=source.bodies(lead),
        coordinate=source.bodies(coordinate),
        modality=modality(words, kind),
        strength=act.strength,
        action=act.action,
        object=act.object,
        deadline=deadline,
        deliverable=None if table.targets else product,
        **circumstances(
            source, span, deadline, submit=said.get("submit"), money=said.get("funding")
        ),
        targets=_targets(table, words, said, deadline.end if deadline else None),
        binds=binds((*lead, *coordinate)),
        cites=_row_cites(source, span, row),
        secondhand=source.secondhand,
        rule="target-row" if table.targets else "task-row",
    )


def _said(text: str, row: TaskRow) -> dict[str, list[str]]:
    """The words of the cells by role; those from the next page go on where a cell broke off."""
    parts = {role: [[cell.of(text)] for cell in cells] for role, cells in row.cells.items()}
    for role, cells in row.rest.items():
        found = parts.setdefault(role, [])
        for cell in cells:
            words = cell.of(text)
            if found and words[:1].islower():
                found[-1].append(words)
            else:
                found.append([words])
    return {role: [" ".join(part) for part in cells] for role, cells in parts.items()}


def _row_cites(source: Source, task: Span, row: TaskRow) -> tuple[str, ...]:
    """The citations of the whole row: its basis may stand in a column of its own."""
    cells = (*row.cells.values(), *row.rest.values())
    spans = {task, *(cell for each in cells for cell in each)}
    found = {id for span in spans for id in source.cites(span)}
    return tuple(sorted(found, key=lambda id: int(id[1:])))


def _kind(table: TaskTable, words: str, product: str | None) -> ObligationKind:
    if table.targets:
        return "target"
    compiles = "tổng hợp" in fold(words)[:40]
    return "report" if compiles and fold(product or "").startswith("báo cáo") else "task"


def _targets(
    table: TaskTable, words: str, said: dict[str, list[str]], by: str | None
) -> tuple[Target, ...]:
    """Of a target row: the numbers of its value cells in the unit of its measure cell."""
    if not table.targets:
        return find_targets(words, by)
    measure = " ".join(said.get("measure", ())) or None
    values = said.get("value", [])
    ends = [year_end(header) for header, role in table.columns if role == "value"]
    if len(ends) != len(values):  # a cell is empty, so it cannot be told which year is whose
        ends = [None] * len(values)
    dated = [*zip(values, ends, strict=True), *((cell, None) for cell in said.get("product", ()))]
    read = (read_target(cell, measure, words, end or by) for cell, end in dated)
    return tuple(target for target in read if target)


class _Places:
    """Finds the narrowest unit around an offset; the units stand in text order."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = units
        self.starts = [unit.span.start for unit in units]
        self.by_id = {unit.id: unit for unit in units}

    def unit(self, at: int) -> Unit | None:
        index = bisect_right(self.starts, at) - 1
        unit = self.units[index] if index >= 0 else None
        while unit is not None and at not in unit.span:
            unit = self.by_id.get(unit.parent or "")
        return unit
