"""A comparison as its page shows it: plain words, each claim with its evidence beside it.

In: a :class:`~kl52.serving.comparisons.Comparison` and what a reader chose to see. Out:
:class:`Report`. Long lists come in stretches, so that a hostile file makes no endless page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from kl52.catalogue import Catalogue
from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Row, RowState
from kl52.dispatching.cells import date_of, deadline_of, names_of, product_of, task_of, title_of
from kl52.dispatching.sheet import Sheet
from kl52.hops import Hop
from kl52.language.wording import Say
from kl52.model import Severity
from kl52.reviewing.decisions import mark_of, one_line
from kl52.reviewing.items import Item, items_of
from kl52.serving.comparisons import Comparison
from kl52.serving.decisions import key_of
from kl52.views.naming import Name, called, namer_of, place_of
from kl52.views.reasons import said

S = TypeVar("S")
T = TypeVar("T")
STRETCH = 100  # things shown at once
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
STATES: tuple[RowState, ...] = get_args(RowState)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """The things from ``first`` on, of ``total``; ``after`` is where the next begin."""

    shown: tuple[T, ...]
    first: int
    total: int
    before: int | None
    after: int | None


def stretch(things: Sequence[T], first: int) -> Stretch[T]:
    """
    >>> stretch(range(250), 100).after, stretch(range(250), 999).shown
    (200, ())
    """
    first = max(0, first)
    end = first + STRETCH
    before = max(0, first - STRETCH) if first else None
    return Stretch(tuple(things[first:end]), first, len(things), before,
                   end if end < len(things) else None)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, and where they stand."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    key: str
    severity: Severity
    where: str
    message: str
    rule: str
    decided: str | None
    local: str
    evidence: Quote | None


@dataclass(frozen=True, slots=True)
class ShownLink:
    key: str
    local: Quote
    relation: str
    score: str
    decided: str | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    state: RowState
    source: Quote
    lacks: tuple[str, ...]
    why: str
    bodies: str
    links: tuple[ShownLink, ...]


@dataclass(frozen=True, slots=True)
class ShownTask:
    number: int
    task: str
    due: str
    product: str
    helpers: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    title: str
    body: str | None
    tasks: tuple[ShownTask, ...]


@dataclass(frozen=True, slots=True)
class ShownHop:
    below: str
    above: str
    above_id: str
    relation: str
    evidence: Quote | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader wants to see; empty is all. ``findings`` and ``rows`` are where to begin."""

    severity: str = ""
    state: str = ""
    body: str = ""
    findings: int = 0
    rows: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Chosen:
        """The choice in an address; what is none there counts as not chosen."""

        def number(name: str) -> int:
            digits = query.get(name, "")
            return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else 0

        severity, state = query.get("severity", ""), query.get("state", "")
        return cls(
            severity if severity in SEVERITIES else "",
            state if state in STATES else "",
            query.get("body", "")[:300],
            number("findings"),
            number("rows"),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What stands on the page of a report, from the top."""

    title: str
    subject: str
    against: tuple[str, ...]
    summary: Mapping[str, int]
    counts: Mapping[str, int]
    decided: Mapping[str, int]
    findings: Stretch[ShownFinding]
    rows: Stretch[ShownRow]
    groups: tuple[ShownGroup, ...]
    bodies: tuple[str, ...]
    hops: tuple[ShownHop, ...]
    diagnostics: tuple[str, ...]
    tasks: int


def report_of(comparison: Comparison, catalogue: Catalogue, say: Say, chosen: Chosen) -> Report:
    """The page of a comparison."""
    found, plan = comparison.found, comparison.found.document
    name = namer_of(plan, catalogue, say)
    items = items_of(found)
    leads = {duty.id: [body.name for body in duty.lead] for duty in plan.obligations}
    findings = [each for each in items if _is_chosen_finding(each, chosen, leads)]
    rows = [row for row in found.rows if _is_chosen_row(row, chosen)]
    chosen_rows = stretch(rows, chosen.rows)
    links = _links_of(items)
    return Report(
        title=called(plan.header.type, plan.header.number, plan.header.date) or plan.source.name,
        subject=" ".join((plan.header.title or "").split()),
        against=tuple(map(name, found.against)),
        summary=found.summary,
        counts=Counter(each.severity for each in found.findings),
        decided={"accepted": found.review.accepted, "rejected": found.review.rejected,
                 "hidden": len(found.hidden)},
        findings=_map(stretch(findings, chosen.findings), lambda each: _finding(each, name, say)),
        rows=_map(chosen_rows, lambda row: _row(row, links, name, say)),
        groups=_groups(comparison.sheet, say),
        bodies=_bodies(comparison),
        hops=tuple(_hop(each, name, say) for each in comparison.hops),
        diagnostics=tuple(each.message for each in plan.diagnostics),
        tasks=comparison.sheet.counts.rows,
    )  # fmt: skip


def _map(found: Stretch[T], shown: Callable[[T], S]) -> Stretch[S]:
    things = tuple(map(shown, found.shown))
    return Stretch(things, found.first, found.total, found.before, found.after)


# -- findings ------------------------------------------------------------------------------------


def _is_chosen_finding(item: Item, chosen: Chosen, leads: Mapping[str, list[str]]) -> bool:
    finding = item.finding
    if finding is None or (chosen.severity and finding.severity != chosen.severity):
        return False
    return not chosen.body or chosen.body in leads.get(finding.obligation or "", ())


def _finding(item: Item, name: Name, say: Say) -> ShownFinding:
    finding = item.finding
    assert finding is not None
    evidence = None
    if finding.evidence is not None:
        above = name(finding.evidence.document) if finding.evidence.document else ""
        evidence = Quote(_where(above, None, finding.evidence.page, say), finding.evidence.text)
    return ShownFinding(
        key_of(item), finding.severity, _where("", finding.unit, finding.page, say),
        message_of(finding, "vi"), finding.rule, item.decided, item.local.text, evidence,
    )  # fmt: skip


def _where(document: str, unit: str | None, page: int | None, say: Say) -> str:
    parts = (document, place_of(unit, say), say("page", page=page) if page else "")
    return ", ".join(filter(None, parts))


# -- rows ----------------------------------------------------------------------------------------


def _is_chosen_row(row: Row, chosen: Chosen) -> bool:
    if chosen.state and row.state != chosen.state:
        return False
    duties = (row.duty, *(link.duty for link in row.local))
    leads = (body.name for duty in duties for body in duty.lead)
    return not chosen.body or chosen.body in leads


_Key = tuple[str, str, str]


def _links_of(items: Sequence[Item]) -> dict[_Key, list[Item]]:
    """The links by the words of the source that they lead to."""
    found: dict[_Key, list[Item]] = {}
    for item in items:
        if item.kind == "link":
            source = item.source
            found.setdefault((source.document, source.unit, source.mark), []).append(item)
    return found


def _row(row: Row, links: Mapping[_Key, list[Item]], name: Name, say: Say) -> ShownRow:
    duty, doc = row.duty, row.source
    keys = dict.fromkeys(
        (doc.id, each.unit or "", mark_of(one_line(each.text))) for each in (duty, *row.twins)
    )
    items = {each.name: each for key in keys for each in links.get(key, ())}
    return ShownRow(
        row.state,
        Quote(_where(name(doc.id), duty.unit, doc.page(duty.page), say), duty.text),
        tuple(said(each, "vi") for each in row.lacks),
        said(row.why, "vi"),
        names_of(duty.lead),
        tuple(_link(each, say) for each in items.values()),
    )


def _link(item: Item, say: Say) -> ShownLink:
    match = item.match
    return ShownLink(
        key_of(item),
        Quote(place_of(item.local.unit or None, say), item.local.text),
        say(f"overlap.{match.relation}") if match else "",
        f"{match.score:.2f}".replace(".", ",") if match else "",
        item.decided,
    )


def _bodies(comparison: Comparison) -> tuple[str, ...]:
    """The bodies that lead a task of the plan, in its order."""
    duties = comparison.found.document.obligations
    return tuple(dict.fromkeys(body.name for duty in duties for body in duty.lead))


# -- tasks and cascade ---------------------------------------------------------------------------


def _groups(sheet: Sheet, say: Say) -> tuple[ShownGroup, ...]:
    on = sheet.choice.on
    return tuple(
        ShownGroup(
            title_of(group, say),
            group.name if group.kind == "lead" else None,
            tuple(
                ShownTask(
                    number,
                    task_of(row),
                    ", ".join(
                        dict.fromkeys(filter(None, (deadline_of(row), date_of(row, on, say))))
                    ),
                    product_of(row),
                    names_of(row.duty.coordinate),
                )
                for number, row in enumerate(group.rows, 1)
            ),
        )
        for group in sheet.groups
    )


def _hop(hop: Hop, name: Name, say: Say) -> ShownHop:
    said_in = next((each for each in hop.evidence if each.text), None)
    evidence = None
    if said_in is not None:
        above = name(said_in.document) if said_in.document else said_in.provenance or ""
        evidence = Quote(_where(above, None, said_in.page, say), said_in.text)
    return ShownHop(
        name(hop.below), name(hop.above), hop.above, say(f"relation.{hop.relation}"), evidence
    )
