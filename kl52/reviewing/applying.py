"""Decisions on links, applied to an alignment.

A rejected link is gone; an accepted one is kept whatever its score; a corrected one has the
relation that the reviewer gave it. Scores stay as they were computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from kl52.alignment import Aligned, Match, Why, align
from kl52.alignment.matching import Overlap
from kl52.model import Document, Obligation
from kl52.reviewing.decisions import Decision
from kl52.reviewing.settling import LinkKey, Placed, Reviewed, ReviewedLink, Settling


def apply_to_links(
    aligned: Mapping[str, Aligned], settling: Settling, plan: Document, sources: Sequence[Document]
) -> dict[str, Aligned]:
    """The alignment with the links that people accepted; :func:`align` refuses the rejected."""
    found = dict(aligned)
    docs = {doc.id: doc for doc in sources}
    duties = {duty.id: duty for duty in plan.obligations}
    for key, decision in settling.links.items():
        if decision.verdict == "reject":
            continue
        duty = duties[key[0]]
        before = found[duty.id]
        found[duty.id] = _accepting(before, key, decision, duty, plan, docs[key[1]])
    return found


def _key(duty: Obligation, match: Match) -> LinkKey:
    return duty.id, match.document, match.obligation


def _accepting(
    before: Aligned,
    key: LinkKey,
    decision: Decision,
    duty: Obligation,
    plan: Document,
    doc: Document,
) -> Aligned:
    match = next((each for each in before.accepted if _key(duty, each) == key), None)
    others = tuple(each for each in before.accepted if each is not match)
    near = before.rejected
    if match is None and near is not None and _key(duty, near) == key:
        match, near = near, None
    match = match or matched(plan, duty, doc, key[2])
    if decision.verdict == "correct":
        match = replace(match, relation=cast(Overlap, decision.value))
    ranked = sorted((*others, match), key=lambda each: -each.score)
    return Aligned(tuple(ranked), near)


def matched(plan: Document, duty: Obligation, doc: Document, id: str) -> Match:
    """The match of two obligations; with a score of 0 where the alignment does not see one."""
    found = align(plan, [doc], on=plan.header.on, least=0.0)[duty.id]
    seen = (*found.accepted, *((found.rejected,) if found.rejected else ()))
    match = next((each for each in seen if each.obligation == id), None)
    source = next(each for each in doc.obligations if each.id == id)
    return match or Match(
        doc.id, source.id, source.unit, source.text, doc.page(source.page), "intersects", 0.0,
        Why(False, 0.0, None, None, None), provenance=doc.provenance,
    )  # fmt: skip


def links_reviewed(settling: Settling, id: str) -> tuple[ReviewedLink, ...]:
    """The decisions on the links of one local obligation, each once though it concerns twins."""
    told: dict[Decision, ReviewedLink] = {}
    for key, each in settling.of_local(id):
        told.setdefault(each, ReviewedLink(*key, each.verdict, each.on, each.note))
    return tuple(told.values())


def reviewed_of(placed: Sequence[Placed], hidden_findings: int = 0) -> Reviewed:
    """What the decisions came to, counted; a line that a later one replaces is not counted."""
    last = {(each.decision.kind, each.decision.code, each.decision.local, each.decision.source,
             each.decision.found): each for each in placed}  # fmt: skip
    counted = [each for each in last.values() if not _made_anew(each, placed)]
    holding = [each.decision.verdict for each in counted if each.state in ("holds", "edited")]
    return Reviewed(
        accepted=holding.count("accept"),
        rejected=holding.count("reject"),
        corrected=holding.count("correct"),
        hidden_findings=hidden_findings,
        edited=tuple(each for each in counted if each.state == "edited"),
        stale=tuple(each for each in counted if each.state == "stale"),
        resolved=sum(each.state == "resolved" for each in counted),
        unchecked=sum(each.state == "unchecked" for each in counted),
    )


def _made_anew(old: Placed, placed: Sequence[Placed]) -> bool:
    """Whether somebody decided again, at the same place, on the words that stand there by now."""
    if old.state != "stale":
        return False
    return any(each.state == "holds" and _place(each) == _place(old) for each in placed)


def _place(placed: Placed) -> tuple[str, ...]:
    local, source = placed.decision.local, placed.decision.source
    return placed.decision.kind, placed.decision.code, local.unit, source.document, source.unit
