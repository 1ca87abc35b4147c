"""One row of a dispatch sheet for each task of a document.

Input: a :class:`~kl52.model.Document`. Output: :class:`Row` values in text order. A sentence that
has its task in a table row too (``duplicate_of``) is folded into that row: the row's fields stand,
what it lacks is taken from the sentence, and what the two say differently is named in ``differs``.
Guarantee: every obligation of the kinds asked for is the duty or a twin of exactly one row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from kl52.language.lexicon import fold
from kl52.model import Body, Deadline, Document, Obligation, ObligationKind
from kl52.obligations.assigning import is_group

KINDS: tuple[ObligationKind, ...] = get_args(ObligationKind)
# Entry into force and "chịu trách nhiệm thi hành" are nobody's task.
USUAL = tuple(kind for kind in KINDS if kind != "execution")
Field = Literal["lead", "deadline"]


@dataclass(frozen=True, slots=True)
class Row:
    """A task of ``doc``: ``duty`` with its fields filled up from ``twins``, the same task again."""

    doc: Document
    duty: Obligation
    twins: tuple[Obligation, ...] = ()
    differs: tuple[Field, ...] = ()

    @property
    def id(self) -> str:
        """Unique among all documents: ``/akn/…#o7``."""
        return f"{self.doc.id}#{self.duty.id}"

    @property
    def due(self) -> date | None:
        """The last day allowed, where it is one day of the calendar."""
        deadline = self.duty.deadline
        return _day(deadline) if deadline is not None and not deadline.recurrence else None

    def is_late(self, on: date) -> bool:
        """Whether the last day allowed has passed on ``on``; that it was done is not known."""
        return self.due is not None and self.due < on


def body_key(body: Body) -> str:
    """What makes two printed names one body: the id in the registry, else the name itself.

    >>> body_key(Body("Sở KH&CN", "so-khoa-hoc-va-cong-nghe"))
    'so-khoa-hoc-va-cong-nghe'
    >>> body_key(Body("Các Phòng  chuyên môn")), body_key(Body("các phòng chuyên môn"))
    ('~các phòng chuyên môn', '~các phòng chuyên môn')
    """
    return body.id or "~" + " ".join(fold(body.name).split())


def rows_of(doc: Document, kinds: Collection[ObligationKind] = USUAL) -> tuple[Row, ...]:
    """The rows of the obligations of ``kinds``, in text order.

    >>> from kl52.parsing import parse_document
    >>> doc = parse_document("II. NHIỆM VỤ\\n1. Sở Y tế lập sổ theo dõi.".encode(), name="a.txt")
    >>> [(row.duty.id, row.duty.lead[0].name) for row in rows_of(doc)]
    [('o1', 'Sở Y tế')]
    """
    chosen = {duty.id: duty for duty in doc.obligations if duty.kind in kinds}
    folded: dict[str, list[Obligation]] = {}
    for duty in chosen.values():
        row = chosen.get(duty.duplicate_of or "")
        if row is not None and duty.where == "prose" and row.where == "table":
            folded.setdefault(row.id, []).append(duty)
    inside = {twin.id for twins in folded.values() for twin in twins}
    return tuple(
        _row(doc, duty, tuple(folded.get(duty.id, ())))
        for duty in chosen.values()
        if duty.id not in inside
    )


def _row(doc: Document, duty: Obligation, twins: tuple[Obligation, ...]) -> Row:
    filled = duty
    for twin in twins:
        filled = replace(
            filled,
            lead=filled.lead or twin.lead,
            lead_inherited=filled.lead_inherited if filled.lead else twin.lead_inherited,
            coordinate=filled.coordinate or twin.coordinate,
            deadline=filled.deadline or twin.deadline,
            deliverable=filled.deliverable or twin.deliverable,
            targets=filled.targets or twin.targets,
        )
    return Row(doc, filled, twins, _differences(filled, twins))


def _differences(duty: Obligation, twins: tuple[Obligation, ...]) -> tuple[Field, ...]:
    """The fields that a twin states otherwise; one that it does not state is no difference.

    A heading that speaks to all, or a group of bodies, is no other lead: the row says which one.
    Products are left out: a row names the kind of paper, a sentence what it is about.
    """
    checks: tuple[tuple[Field, Callable[[Obligation], object]], ...] = (
        ("lead", _leads),
        ("deadline", _time),
    )
    return tuple(
        field
        for field, stated in checks
        if any(said and said != stated(duty) for said in map(stated, twins))
    )


def _leads(duty: Obligation) -> frozenset[str]:
    if duty.lead_inherited or any(map(is_group, duty.lead)):
        return frozenset()
    return frozenset(map(body_key, duty.lead))


def _time(duty: Obligation) -> str | None:
    due = duty.deadline
    return (due.end or due.recurrence or due.kind) if due is not None else None


def _day(deadline: Deadline) -> date | None:
    return date.fromisoformat(deadline.end) if deadline.end else None
