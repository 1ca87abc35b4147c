"""The columns of the sheet as a file: what Excel and CSV have of each row.

Input: a row, its group. Output: a :class:`Record`: text, the number of the row, a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kl52.dispatching.cells import (
    deadline_of,
    names_of,
    notes_of,
    product_of,
    source_of,
    task_of,
)
from kl52.dispatching.grouping import Group, when
from kl52.dispatching.rows import Row
from kl52.language.wording import Say

# The key of the heading in wording.tsv, and the width in an Excel file in letters.
COLUMNS = {
    "number": 5,
    "task": 60,
    "source": 28,
    "deadline": 22,
    "date": 12,
    "product": 28,
    "lead": 28,
    "coordinate": 32,
    "notes": 34,
}
# Of the sheet of one body, whose name stands above the table.
OF_BODY = tuple(name for name in COLUMNS if name != "lead")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a row, by the names of :data:`COLUMNS`."""

    number: int
    task: str
    source: str
    deadline: str
    date: date | None
    product: str
    lead: str
    coordinate: str
    notes: str


def record_of(number: int, row: Row, group: Group | None, on: date, say: Say) -> Record:
    """The cells of a row; ``date`` is the last day allowed, of what recurs the next one."""
    notes = list(notes_of(row, group, on, say))
    deadline = row.duty.deadline
    if deadline is not None and deadline.recurrence:
        notes.insert(0, say("tasks.group.recurring"))
    return Record(
        number=number,
        task=task_of(row),
        source=source_of(row, say),
        deadline=deadline_of(row),
        date=when(row, on),
        product=product_of(row),
        lead=names_of(row.duty.lead),
        coordinate=names_of(row.duty.coordinate),
        notes="; ".join(notes),
    )
