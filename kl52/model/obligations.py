"""What a document tells somebody to do: who, what, by when, how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kl52.spans import Span

ObligationKind = Literal["task", "report", "target", "execution", "prohibition"]
DeadlineKind = Literal["by", "in", "between", "recurring", "ongoing", "conditional"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due. ``start`` and ``end`` are ISO dates, ``end`` the last day allowed.

    ``recurrence`` is an ISO 8601 duration (``P1Y``, ``P3M``), ``also`` the further ones printed
    with it (``định kỳ 6 tháng, hằng năm``); ``due`` are the last days allowed in each period, in
    the truncated forms of ISO 8601:2000 (``--12-14`` of a year, ``---17`` of a month, ``-W-5`` a
    Friday), of a quarter its four days of the year. A day that a month lacks is its last:
    ``--02-29`` is the last of February, ``---31`` that of any month. ``duration`` is the time
    allowed from (or before) the event that ``condition`` names; ``working`` says that it counts
    working days or hours, which ISO 8601 cannot. ``time`` is the hour on the last day. A ``by``
    without an ``end`` is a day that no calendar has.
    """

    text: str
    kind: DeadlineKind
    start: str | None = None
    end: str | None = None
    recurrence: str | None = None
    condition: str | None = None
    also: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    duration: str | None = None
    working: bool = False
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body as printed; ``id`` is the canonical one in the registry, if it is known."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable quantity: ``value`` in ``unit``, ``of`` what.

    ``base`` is the year it is measured against, ``by`` the last day (ISO) to reach it.
    """

    text: str
    value: float
    unit: str
    of: str | None = None
    base: int | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """The smallest part by which a document tells somebody to do something.

    ``text`` is that of ``span``; ``continued`` are the cells of the next page that go on with it.
    ``action`` is the verb as printed, ``strength`` its class, ``object`` what it acts on.
    ``report_to`` is told of it by way of ``report_via``. ``condition``, ``scope`` and
    ``funding`` are words as printed; ``condition_met`` is true where the condition is that a
    document be issued which the library has, and ``None`` where that cannot be told.
    """

    id: str
    span: Span
    text: str
    kind: ObligationKind
    where: Literal["prose", "table"] = "prose"
    unit: str | None = None
    page: int = 1
    continued: tuple[Span, ...] = ()
    lead: tuple[Body, ...] = ()
    lead_inherited: bool = False
    coordinate: tuple[Body, ...] = ()
    modality: Literal["must", "should", "may", "must_not"] = "must"
    strength: str | None = None
    action: str | None = None
    object: str | None = None
    deadline: Deadline | None = None
    deliverable: str | None = None
    report_to: tuple[Body, ...] = ()
    report_via: tuple[Body, ...] = ()
    condition: str | None = None
    condition_met: bool | None = None
    scope: str | None = None
    funding: str | None = None
    targets: tuple[Target, ...] = ()
    binds: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    duplicate_of: str | None = None
    secondhand: bool = False
    rule: str = ""
