"""A trace as JSON: the chain above a document, and where each of its tasks comes from."""

from __future__ import annotations

from typing import Any

from kl52.alignment import failed_check
from kl52.hops import Hop
from kl52.model import Citation, Document
from kl52.serialising.documents import document_fields, obligation_fields
from kl52.serialising.reviews import review_fields
from kl52.serialising.values import SCHEMA, plain
from kl52.tracing import Trace, TracedObligation

_VALIDITY = (
    "status", "status_on", "status_reason", "status_now", "status_now_on", "status_now_reason",
    "replaced_by", "changes",
)  # fmt: skip


def trace_json(result: Trace) -> dict[str, Any]:
    """What ``kl52 trace --json`` prints."""
    return {
        "schema": SCHEMA,
        "document": document_fields(result.document),
        "chain": [_hop(hop) for hop in result.chain],
        "roots": list(result.roots),
        "obligations": [_traced(result.document, each) for each in result.obligations],
        "missing_documents": [plain(each) for each in result.missing_documents],
        "validity": _validity(result.document),
        "review": review_fields(result.review),
        "diagnostics": [plain(each) for each in result.diagnostics],
    }


def _validity(doc: Document) -> list[dict[str, Any]]:
    """What is known of whether each document cited is in force; each once."""
    cited: dict[str, list[Citation]] = {}
    for cite in doc.citations:
        if cite.target and cite.state not in ("self", "not_assessed"):
            cited.setdefault(cite.target, []).append(cite)
    return [
        {
            "id": id,
            **{name: plain(getattr(cites[0], name)) for name in _VALIDITY},
            "cited_by": [cite.id for cite in cites],
        }
        for id, cites in cited.items()
    ]


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "from": hop.below,
        "to": hop.above,
        "relation": hop.relation,
        "evidence": [
            {
                "document": each.document,
                "text": each.text,
                "start": each.span.start if each.span else None,
                "end": each.span.end if each.span else None,
                "page": each.page,
                "where": each.where,
                "certainty": each.certainty,
                "citation": each.citation,
                "state": each.state,
                "provenance": each.provenance,
            }
            for each in hop.evidence
        ],
    }


def _traced(doc: Document, traced: TracedObligation) -> dict[str, Any]:
    return {
        **obligation_fields(doc, traced.obligation),
        "state": traced.state,
        "reason": traced.reason,
        "cited": list(traced.cited),
        "sources": [
            {**plain(source.match), "path": list(source.path)} for source in traced.sources
        ],
        "levels": [
            {
                "document": each.document,
                "state": each.state,
                "obligation": each.best.obligation if each.best else None,
                "score": each.best.score if each.best else None,
            }
            for each in traced.levels
        ],
        "reviewed": [plain(each) for each in traced.reviewed],
        "nearest_rejected": None
        if traced.nearest_rejected is None
        else {
            **plain(traced.nearest_rejected),
            "failed": failed_check(traced.nearest_rejected),
        },
    }
