"""Where the decisions of a file belong in a plan and its sources as they are now.

A decision belongs to the obligations that have its words, wherever they stand by now. Where a few
words changed in the same unit a decision on a link holds on (``edited``); one on a finding does
not, since one word may make the fault. What cannot be placed is ``stale``, or ``unchecked`` where
its source is not among the documents compared: it is told, and its line stays in the file.
``resolved`` is a finding that does not arise any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

from kl52.model import Document, Obligation
from kl52.reviewing.decisions import Decision, Verdict, Words, likeness, mark_of

_LIKE = 0.8  # how much of the words must be the same for a decision on a link to hold on
State = Literal["holds", "edited", "stale", "resolved", "unchecked"]
LinkKey = tuple[str, str, str]  # local obligation, document above, obligation above


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision, whether it holds; of words that changed those of ``then`` and of ``now``."""

    decision: Decision
    state: State
    then: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Settling:
    """The decisions on links by the obligations they join, those on findings in their order."""

    links: Mapping[LinkKey, Decision] = field(default_factory=dict)
    findings: tuple[Decision, ...] = ()
    placed: tuple[Placed, ...] = ()

    @property
    def refused(self) -> frozenset[LinkKey]:
        """The links that are rejected, for :func:`kl52.alignment.align`."""
        return frozenset(
            key for key, decision in self.links.items() if decision.verdict == "reject"
        )

    @property
    def kept(self) -> frozenset[LinkKey]:
        """The links that are accepted or corrected."""
        return frozenset(self.links) - self.refused

    def of_local(self, id: str) -> Iterator[tuple[LinkKey, Decision]]:
        return ((key, decision) for key, decision in self.links.items() if key[0] == id)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What decisions made of a run: how many hold, which do not, what they hide."""

    accepted: int = 0
    rejected: int = 0
    corrected: int = 0
    hidden_findings: int = 0
    edited: tuple[Placed, ...] = ()
    stale: tuple[Placed, ...] = ()
    resolved: int = 0
    unchecked: int = 0

    def __add__(self, other: Reviewed) -> Reviewed:
        """Both counted together: of decisions on links, and of those on findings."""
        pairs = ((getattr(self, each.name), getattr(other, each.name)) for each in fields(self))
        return Reviewed(*(one + more for one, more in pairs))


@dataclass(frozen=True, slots=True)
class ReviewedLink:
    """A decision on a link, as told beside the obligations that it joins."""

    obligation: str
    document: str
    source: str
    verdict: Verdict
    on: str
    note: str


class Places:
    """The obligations of a document by their words and by their unit."""

    def __init__(self, doc: Document) -> None:
        self._by_mark: dict[str, list[Obligation]] = {}
        self._by_unit: dict[str, list[Obligation]] = {}
        for duty in doc.obligations:
            self._by_mark.setdefault(mark_of(duty.text), []).append(duty)
            self._by_unit.setdefault(duty.unit or "", []).append(duty)

    def find(self, words: Words) -> tuple[tuple[Obligation, ...], State]:
        """All that have the words (those of the unit, if there are); else the one that is like it.

        The third way is ``stale``, with what stands in the unit now.
        """
        same = self._by_mark.get(words.mark, [])
        if same:
            here = [duty for duty in same if (duty.unit or "") == words.unit]
            return tuple(here or same), "holds"
        there = self._by_unit.get(words.unit, [])
        near = max(there, key=lambda duty: likeness(duty.text, words.text), default=None)
        if near is None or not words.text:
            return tuple(there[:1]), "stale"
        alike = likeness(near.text, words.text) >= _LIKE
        return (near,), "edited" if alike else "stale"


def settle(decisions: Iterable[Decision], plan: Document, sources: Sequence[Document]) -> Settling:
    """Places each decision; of several on one thing the last counts."""
    local, above = Places(plan), {doc.id: Places(doc) for doc in sources}
    twins = {doc.id: _twins(doc) for doc in sources}
    links: dict[LinkKey, Decision] = {}
    findings: list[Decision] = []
    placed: list[Placed] = []
    for each in decisions:
        if each.kind == "finding":
            findings.append(each)
            continue
        id = each.source.document
        if id not in above:
            placed.append(Placed(each, "unchecked"))
            continue
        mine, my_state = local.find(each.local)
        theirs, their_state = above[id].find(each.source)
        state = _worse(my_state, their_state)
        placed.append(
            _told(
                each, state, *((each.local, mine) if my_state != "holds" else (each.source, theirs))
            )
        )
        if state == "stale":
            continue
        for duty in mine:
            for source in theirs:
                for one in _meant(each, source.id, twins[id]):
                    links[duty.id, id, one] = each
    return Settling(links, tuple(findings), tuple(placed))


def _told(decision: Decision, state: State, then: Words, now: Sequence[Obligation]) -> Placed:
    if state == "holds":
        return Placed(decision, state)
    return Placed(decision, state, then.text, now[0].text if now else None)


def _worse(one: State, other: State) -> State:
    order: tuple[State, ...] = ("holds", "edited", "stale")
    return max(one, other, key=order.index)


def _meant(decision: Decision, id: str, twins: Mapping[str, frozenset[str]]) -> Iterable[str]:
    """A source that is rejected is so with the row or sentence that says the same."""
    return twins.get(id, frozenset({id})) if decision.verdict == "reject" else (id,)


def _twins(doc: Document) -> dict[str, frozenset[str]]:
    """Each obligation with those that it repeats or that repeat it, itself among them."""
    joined: dict[str, set[str]] = {}
    for duty in doc.obligations:
        if duty.duplicate_of:
            joined.setdefault(duty.id, {duty.id}).add(duty.duplicate_of)
            joined.setdefault(duty.duplicate_of, {duty.duplicate_of}).add(duty.id)
    return {id: frozenset(ids) for id, ids in joined.items()}
