"""The checks between two tasks beside their words: bodies, deadlines, papers cited.

Each says how far the two agree, from -1 (they disagree) over 0 (nothing to compare) to 1.
"""

from __future__ import annotations

import re

from kl52 import bodies
from kl52.language.lexicon import fold
from kl52.model import Body, Document, Obligation
from kl52.obligations.deadline_order import compare


def corresponding(duty: Obligation, source: Obligation, on: str | None) -> str | None:
    """The body above whose local counterpart acts here, in words (dated registry)."""
    local = {body.id: body.name for body in (*duty.lead, *duty.coordinate) if body.id}
    for above in (*source.lead, *source.coordinate):
        if above.id is None:
            continue
        if above.id in local:
            return f"{above.name} → {local[above.id]}"
        for pair in bodies.counterparts(above.id, on):
            if pair in local:
                return f"{above.name} → {local[pair]}"
    return None


def actor_agreement(duty: Obligation, source: Obligation, actor: str | None) -> float:
    """1 where bodies correspond, -0.5 where each is another body; of groups nothing can be told."""
    if not duty.lead or not source.lead:
        return 0.0
    if actor is not None:
        return 1.0
    return -0.5 if all(map(_is_one, (*duty.lead, *source.lead))) else 0.0


_SEVERAL = re.compile(r"\b(?:các|mọi|mỗi|từng|cấp)\b")  # ủy ban nhân dân các tỉnh, cấp tỉnh


def _is_one(body: Body) -> bool:
    """A body that the registry knows, by itself: a group or a level may hold any."""
    several = bodies.members(body.name) is not None or _SEVERAL.search(fold(body.name))
    return body.id is not None and not several


_ORDERS = {"equal": 1.0, "earlier": 0.5, "within": 0.5, "later": -0.3}


def deadline_agreement(duty: Obligation, source: Obligation) -> float:
    own, above = duty.deadline, source.deadline
    if own is None or above is None or own.end is None or above.end is None:
        return 0.0
    return _ORDERS.get(compare(own, above), 0.0)


def deadline_words(duty: Obligation, source: Obligation) -> str | None:
    """How the two last days compare, where both are known."""
    own = duty.deadline.end if duty.deadline else None
    above = source.deadline.end if source.deadline else None
    if own is None or above is None:
        return None
    return f"{own} {'≤' if own <= above else '>'} {above}"


def numbers_cited(doc: Document) -> dict[str, frozenset[str]]:
    """The numbers of the papers that each task cites."""
    numbers = {cite.id: cite.number for cite in doc.citations if cite.number}
    return {
        duty.id: frozenset(numbers[id] for id in duty.cites if id in numbers)
        for duty in doc.obligations
    }


def citation_agreement(own: frozenset[str], above: frozenset[str]) -> float:
    if not own or not above:
        return 0.0
    return 1.0 if own & above else -0.5
