"""What there is to decide on in a coverage: its links and its findings, each with a short name.

Links are called ``o7:o3`` (local task, task above; ``o7:3-nq-cp#o3`` where several documents have
an o3), findings ``f1``, ``f2`` … in the order of the plan, or ``o7:deadline_later``. Those that
were rejected keep their place, so that a decision on one does not rename the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kl52.alignment import Match
from kl52.cascade import label
from kl52.coverage.decided import source_of, words_of
from kl52.coverage.findings import in_order
from kl52.coverage.values import Coverage, Finding, Row
from kl52.errors import UsageError
from kl52.model import Document, Obligation
from kl52.reviewing.applying import matched
from kl52.reviewing.decisions import Decision, Kind, Verdict, Words, one_line


@dataclass(frozen=True, slots=True)
class Item:
    """A link or a finding; ``decided`` is the verdict that is in force on it."""

    name: str
    kind: Kind
    local: Words
    source: Words
    duty: Obligation | None = None
    match: Match | None = None
    finding: Finding | None = None
    decided: Verdict | None = None

    def decide(self, verdict: Verdict, *, on: str, value: str = "", note: str = "") -> Decision:
        """The decision of a person on this item."""
        code = self.finding.rule if self.finding else ""
        found = one_line((self.finding.found if self.finding else "") or "")
        return Decision(
            verdict, self.kind, self.local, self.source, code, found, value, on, one_line(note)
        )


def items_of(found: Coverage) -> tuple[Item, ...]:
    """Findings (also those that were rejected), then links, the least sure first."""
    return (*_findings(found), *sorted(_links(found), key=_sureness))


def _sureness(item: Item) -> float:
    return item.match.score if item.match else 1.0


def _findings(found: Coverage) -> Iterator[Item]:
    plan = found.document
    told = sorted((*found.findings, *found.hidden), key=in_order)
    for number, each in enumerate(told, start=1):
        yield Item(
            f"f{number}", "finding", words_of(each, plan), source_of(each),
            finding=each, decided="reject" if each in found.hidden else None,
        )  # fmt: skip


def _links(found: Coverage) -> Iterator[Item]:
    for row in found.rows:
        decided = {(each.obligation, each.source): each.verdict for each in row.reviewed}
        for link in row.local:
            match = link.match
            yield _link(
                link.duty, row.source, match, decided.get((link.duty.id, match.obligation)),
                len(found.against) > 1,
            )  # fmt: skip

        yield from _rejected(row, len(found.against) > 1, found.document)


def _rejected(row: Row, several: bool, plan: Document) -> Iterator[Item]:
    """The links that were rejected, so that a person can think again."""
    for told in row.reviewed:
        if told.verdict == "reject":
            source = next(each for each in (row.duty, *row.twins) if each.id == told.source)
            duty = next(each for each in plan.obligations if each.id == told.obligation)
            above = Words.of(source.text, source.unit, row.source.id)
            name = _name(duty, row.source, source.id, several)
            local = Words.of(duty.text, duty.unit)
            yield Item(name, "link", local, above, duty, decided="reject")


def _name(duty: Obligation, doc: Document, source: str, several: bool) -> str:
    return f"{duty.id}:{label(doc.id)}#{source}" if several else f"{duty.id}:{source}"


def _link(
    duty: Obligation, doc: Document, match: Match, decided: Verdict | None, several: bool
) -> Item:
    return Item(
        _name(duty, doc, match.obligation, several), "link", Words.of(duty.text, duty.unit),
        Words.of(match.text, match.unit, doc.id), duty, match, decided=decided,
    )  # fmt: skip


def find_item(name: str, found: Coverage, sources: Sequence[Document]) -> Item:
    """The item called so; a link also where kl52 did not propose it. Raises ``UsageError``."""
    items = items_of(found)
    for item in items:
        if item.name == name:
            return item
    local, colon, above = name.partition(":")
    if not colon:
        raise UsageError(f"không có {name} → kl52 review {found.document.source.name} --list")
    told = [item for item in items if item.finding and item.finding.rule == above
            and item.finding.obligation == local]  # fmt: skip
    if len(told) == 1:
        return told[0]
    if told:
        names = ", ".join(item.name for item in told)
        raise UsageError(f"{name}: có nhiều phát hiện như vậy → chọn {names}")
    return _unproposed(name, local, above, found, sources)


def _unproposed(
    name: str, local: str, above: str, found: Coverage, sources: Sequence[Document]
) -> Item:
    duty = next((each for each in found.document.obligations if each.id == local), None)
    if duty is None:
        raise UsageError(f"{name}: kế hoạch không có nhiệm vụ {local} → xem --list")
    number, id = above.rpartition("#")[::2]
    docs = [doc for doc in sources if not number or label(doc.id) == number]
    having = [doc for doc in docs if any(each.id == id for each in doc.obligations)]
    if not having:
        raise UsageError(f"{name}: văn bản trên không có nhiệm vụ {above} → xem kl52 parse")
    if len(having) > 1:
        names = ", ".join(f"{local}:{label(doc.id)}#{id}" for doc in having)
        raise UsageError(f"{name}: nhiều văn bản có {id} → viết một trong: {names}")
    match = matched(found.document, duty, having[0], id)
    return _link(duty, having[0], match, None, len(sources) > 1)
