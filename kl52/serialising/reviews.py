"""What was decided on links and findings, and what became of each decision, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kl52.coverage.values import Coverage
from kl52.model import Document
from kl52.reviewing.applying import matched
from kl52.reviewing.replaying import Replayed
from kl52.reviewing.settling import Placed, Reviewed, Settling
from kl52.serialising.documents import document_fields
from kl52.serialising.values import SCHEMA, plain

_COUNTED = ("accepted", "rejected", "corrected", "hidden_findings", "resolved", "unchecked")


def review_fields(found: Reviewed) -> dict[str, Any]:
    """What a review did to a run, and the decisions that no longer hold as they were made."""
    return {
        **{name: getattr(found, name) for name in _COUNTED},
        "edited": [placed_fields(each) for each in found.edited],
        "stale": [placed_fields(each) for each in found.stale],
    }


def placed_fields(placed: Placed) -> dict[str, Any]:
    """A decision of a review with what became of it."""
    return {**plain(placed.decision), "state": placed.state, "then": placed.then, "now": placed.now}


def decisions_json(
    found: Coverage, sources: Sequence[Document], settling: Settling
) -> dict[str, Any]:
    """What ``kl52 review --export`` prints: each decision on a link with the checks behind it."""
    duties = {duty.id: duty for duty in found.document.obligations}
    docs = {doc.id: doc for doc in sources}
    links = [
        {
            **plain(decision),
            "obligation": key[0],
            "source_obligation": key[2],
            "match": plain(matched(found.document, duties[key[0]], docs[key[1]], key[2])),
        }
        for key, decision in settling.links.items()
    ]
    return {
        "schema": SCHEMA,
        "document": document_fields(found.document),
        "links": links,
        "findings": [plain(each) for each in settling.findings],
        "not_placed": [
            placed_fields(each) for each in settling.placed if each.state in ("stale", "unchecked")
        ],
    }


def replay_json(found: Mapping[str, Sequence[Replayed]]) -> dict[str, Any]:
    """What ``kl52 review --replay --json`` prints: each decision with what became of it."""
    files = {
        file: [
            {**plain(each.decision), "outcome": each.outcome, "says": each.says}
            for each in replayed
        ]
        for file, replayed in found.items()
    }
    return {"schema": SCHEMA, "files": files}
