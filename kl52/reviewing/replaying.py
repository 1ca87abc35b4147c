"""Decisions as regression cases: which of them this version of kl52 would contradict.

Everything is computed as if nobody had decided: an accepted link must be proposed (a corrected
one with the relation given), a rejected one must not; the same holds of findings. A decision whose
words are not in the documents any more cannot be checked, and is told as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kl52.coverage.decided import is_about, words_of
from kl52.coverage.values import Coverage
from kl52.model import Document
from kl52.reviewing.decisions import Decision, mark_of
from kl52.reviewing.settling import settle

Outcome = Literal["kept", "contradicted", "unchecked"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A decision with what this version makes of it; ``says`` is what was computed."""

    decision: Decision
    outcome: Outcome
    says: str


def replay(
    decisions: Sequence[Decision], found: Coverage, sources: Sequence[Document]
) -> tuple[Replayed, ...]:
    """Holds ``found``, computed without decisions, against the decisions that are in force."""
    settling = settle(decisions, found.document, sources)
    proposed = {
        (link.duty.id, link.match.document, link.match.obligation): link.match
        for row in found.rows
        for link in row.local
    }
    replayed = []
    told: set[int] = set()
    for key, decision in settling.links.items():
        match = proposed.get(key)
        says = f"{match.relation}, {match.score:.2f}" if match else ""
        right = match is not None and decision.value in ("", match.relation)
        kept = match is None if decision.verdict == "reject" else right
        if not kept or id(decision) not in told:
            replayed.append(Replayed(decision, "kept" if kept else "contradicted", says))
        told.add(id(decision))
    lost = [each.decision for each in settling.placed if each.state in ("stale", "unchecked")]
    replayed += [Replayed(each, "unchecked", "") for each in lost]
    return (*_worst(replayed), *_findings(settling.findings, found))


def _worst(replayed: Sequence[Replayed]) -> list[Replayed]:
    """One outcome for each decision, though it may concern twins."""
    found: dict[int, Replayed] = {}
    for each in replayed:
        if id(each.decision) not in found or each.outcome == "contradicted":
            found[id(each.decision)] = each
    return list(found.values())


def _findings(decisions: Sequence[Decision], found: Coverage) -> list[Replayed]:
    plan = found.document
    told = [(finding, words_of(finding, plan)) for finding in found.findings]
    standing = {mark_of(duty.text) for duty in plan.obligations}
    standing |= {mark_of(each.span.of(plan.text.text)) for each in plan.text.paragraphs} | {""}
    last = {(each.code, each.local.mark, each.found, each.source.mark): each for each in decisions}
    replayed = []
    for decision in last.values():
        if decision.local.mark not in standing:
            replayed.append(Replayed(decision, "unchecked", ""))
            continue
        met = [finding for finding, words in told if is_about(decision, finding, words)]
        severities = {finding.severity for finding in met}
        right = bool(met) and (decision.verdict != "correct" or decision.value in severities)
        kept = not met if decision.verdict == "reject" else right
        says = ", ".join(sorted(severities))
        replayed.append(Replayed(decision, "kept" if kept else "contradicted", says))
    return replayed
