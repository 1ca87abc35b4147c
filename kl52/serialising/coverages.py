"""Coverage as JSON: each task above with what takes it up, the findings, what can be decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Coverage, Finding, Localisation, Row
from kl52.model import Change
from kl52.reviewing.items import Item
from kl52.serialising.documents import document_fields
from kl52.serialising.reviews import review_fields
from kl52.serialising.values import SCHEMA, plain


def coverage_json(found: Coverage) -> dict[str, Any]:
    """What ``kl52 coverage --json`` prints."""
    return {
        "schema": SCHEMA,
        "document": document_fields(found.document),
        "against": list(found.against),
        "summary": found.summary,
        "rows": [_row(row) for row in found.rows],
        "local_only": list(found.local_only),
        "not_assessed": list(found.not_assessed),
        "findings": [finding_fields(each) for each in found.findings],
        "disabled": dict(found.disabled),
        "hidden": [finding_fields(each) for each in found.hidden],
        "suspect": _suspect(found.rows),
        "localisation": _localisation(found.localisation),
        "review": review_fields(found.review),
    }


def finding_fields(each: Finding) -> dict[str, Any]:
    """A finding, with its message in English beside the Vietnamese one."""
    return {**plain(each), "message_en": message_of(each, "en")}


def _suspect(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each change of a source after the plan, with the tasks that it touches."""
    found: dict[tuple[str, Change], list[str]] = {}
    for row in rows:
        for change in row.suspect:
            found.setdefault((row.source.id, change), []).append(row.duty.id)
    return [
        {"document": id, **plain(change), "obligations": duties}
        for (id, change), duties in found.items()
    ]


def _localisation(found: Localisation) -> dict[str, Any]:
    return {
        "words": found.words,
        "copied": found.copied,
        "tasks": len(found.tasks),
        "verbatim": len(found.verbatim),
        "obligations": [
            {
                "obligation": each.duty.id,
                "words": each.words,
                "copied": each.copied,
                "share": round(each.share, 3),
                "added": list(each.added),
            }
            for each in found.tasks
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    duty = row.duty
    return {
        "source": {
            "document": row.source.id,
            "obligation": duty.id,
            "twins": [each.id for each in row.twins],
            "unit": duty.unit,
            "page": row.source.page(duty.page),
            "text": duty.text,
            "binds": list(duty.binds),
        },
        "applicable": row.applicable,
        "state": row.state,
        "local": [
            {
                "obligation": link.duty.id,
                "unit": link.duty.unit,
                "relation": link.match.relation,
                "score": link.match.score,
                "why": plain(link.match.why),
            }
            for link in row.local
        ],
        "lacks": list(row.lacks),
        "why": row.why,
        "suspect": bool(row.suspect),
        "reviewed": [plain(each) for each in row.reviewed],
    }


def items_json(found: Coverage, items: Sequence[Item]) -> dict[str, Any]:
    """What ``kl52 review --list --json`` prints: what there is to decide on."""
    return {
        "schema": SCHEMA,
        "document": document_fields(found.document),
        "items": [
            {
                "name": each.name,
                "kind": each.kind,
                "decided": each.decided,
                "local": plain(each.local),
                "source": plain(each.source),
                "match": plain(each.match) if each.match else None,
                "finding": finding_fields(each.finding) if each.finding else None,
            }
            for each in items
        ],
        "review": review_fields(found.review),
    }
