"""Answers to questions as JSON: why a citation is so, the grammar, a body, what was added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from kl52.bodies.profile import Answer
from kl52.bodies.registry import by_id
from kl52.citations.rules import Grammar
from kl52.explanation import Explanation
from kl52.library.adding import Outcome, State
from kl52.library.searching import Hit
from kl52.model import Document
from kl52.serialising.documents import citation_fields, document_fields
from kl52.serialising.values import SCHEMA, plain


def explanation_json(doc: Document, found: Sequence[Explanation]) -> dict[str, Any]:
    """What ``kl52 explain --json`` prints: each citation with how it came about."""
    return {
        "schema": SCHEMA,
        "document": document_fields(doc),
        "explanations": [
            {
                **{key: value for key, value in plain(why).items() if key != "rivals"},
                "citation": citation_fields(doc, why.citation),
                "within": why.within.id if why.within else None,
                "fuller": why.fuller.id if why.fuller else None,
                "candidates": [
                    {**plain(rival), "failed": [check.field for check in rival.failed]}
                    for rival in why.rivals
                ],
            }
            for why in found
        ],
    }


def body_json(name: str, on: str, answer: Answer) -> dict[str, Any]:
    """What ``kl52 body --json`` prints: the bodies that a name may mean, with names for all ids."""

    def named(ids: Sequence[str]) -> list[dict[str, str]]:
        return [{"id": id, "name": by_id()[id].name} for id in ids]

    bodies = []
    for each in answer.profiles:
        body = each.body
        fields = {key: value for key, value in plain(each).items() if key not in ("body", "on")}
        fields |= {
            "asked": fields.pop("name"),
            "name": body.name,
            "variants": list(body.variants),
            "symbol": body.symbol or None,
            "level": body.level,
            "source": body.source or None,
            "certainty": body.certainty,
            "parent": named([each.parent])[0] if each.parent else None,
            "formed_from": [
                {**plain(one), "name": by_id()[one.giver].name} for one in each.formed_from
            ],
        }
        fields |= {key: named(getattr(each, key)) for key in ("central", "local", "below")}
        bodies.append({key: value if value != "" else None for key, value in fields.items()})
    members = plain(answer.members) if answer.members else None
    about = {"schema": SCHEMA, "name": name, "on": on, "bodies": bodies}
    return {**about, "members": members, "closest": list(answer.closest)}


def grammar_json(grammar: Grammar) -> dict[str, Any]:
    """What ``kl52 explain --rules --json`` prints: rules, cues and word lists."""
    return {"schema": SCHEMA, **plain(grammar)}


def added_json(outcomes: Sequence[Outcome], library: Path) -> dict[str, Any]:
    """What ``kl52 add --json`` prints: each file under what became of it."""
    states = get_args(State)
    by_state = {
        state: [_outcome(each) for each in outcomes if each.state == state] for state in states
    }
    counts = {state: len(each) for state, each in by_state.items()}
    return {"schema": SCHEMA, "library": str(library), "counts": counts, **by_state}


def found_json(words: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """What ``kl52 find --json`` prints: ``marks`` are offsets in the snippet."""
    return {"schema": SCHEMA, "words": words, "hits": [plain(hit) for hit in hits]}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    if outcome.error is None:
        return {
            "file": outcome.file,
            "stored": outcome.stored,
            "id": outcome.id,
            "number": outcome.number,
        }
    error = outcome.error
    return {
        "file": outcome.file,
        "code": error.code,
        "reason": error.reason,
        "hint": error.hint or None,
    }
