"""Documents and traces as the JSON of the contract (``schema`` kl52/1).

Input: the values of :mod:`kl52.model` and :mod:`kl52.tracing`. Output: plain dicts and
lists, ready for :func:`json.dumps`. Field names are stable; new ones may be added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

from kl52.alignment import failed_check
from kl52.bodies.profile import Answer
from kl52.bodies.registry import by_id
from kl52.cascade import Hop
from kl52.citations.rules import Grammar
from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Coverage, Finding, Localisation, Row
from kl52.explanation import Explanation
from kl52.library.adding import Outcome, State
from kl52.model import Change, Citation, Document, Note, Obligation, Table
from kl52.reviewing.applying import matched
from kl52.reviewing.items import Item
from kl52.reviewing.replaying import Replayed
from kl52.reviewing.settling import Placed, Reviewed, Settling
from kl52.spans import Span
from kl52.tracing import Trace, TracedObligation

SCHEMA = "kl52/1"
_VALIDITY = (
    "status", "status_on", "status_reason", "status_now", "status_now_on", "status_now_reason",
    "replaced_by", "changes",
)  # fmt: skip


_COUNTED = ("accepted", "rejected", "corrected", "hidden_findings", "resolved", "unchecked")


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses become objects, their spans ``start`` and ``end``."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if is_dataclass(value) and not isinstance(value, type):
        found: dict[str, Any] = {}
        for each in fields(value):
            content = getattr(value, each.name)
            if each.name == "span":
                found["start"] = content.start if content is not None else None
                found["end"] = content.end if content is not None else None
            else:
                found[each.name] = plain(content)
        return found
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    return value


def document_fields(doc: Document) -> dict[str, Any]:
    """The ``document`` object: identity, header facts, source."""
    header = doc.header
    reported = doc.reports_on
    return {
        "id": doc.id,
        "type": header.type,
        "number": header.number,
        "date": header.date,
        "issuer": header.issuer,
        "level": header.level,
        "province": header.province,
        "title": header.title,
        "signer": header.signer,
        "signer_title": header.signer_title,
        "place": header.place,
        "draft": header.draft,
        "secrecy": header.secrecy,
        "promulgates": plain(header.promulgates),
        "reports_on": None
        if reported is None
        else {
            "id": reported.id,
            "type": reported.type,
            "number": reported.number,
            "date": reported.date,
            "issuer": reported.issuer,
            "title": reported.title,
            "citation": reported.citation,
            "evidence": {
                "text": reported.evidence.of(doc.text.text),
                "start": reported.evidence.start,
                "end": reported.evidence.end,
            },
        },
        "provenance": doc.provenance,
        "source": {
            "name": doc.source.name,
            "sha256": doc.source.sha256,
            "media_type": doc.source.media_type,
            "pages": doc.source.pages,
            "ocr_pages": list(doc.source.ocr_pages),
        },
    }


def parse_json(doc: Document) -> dict[str, Any]:
    """What ``kl52 parse --json`` prints."""
    return {
        "schema": SCHEMA,
        "document": document_fields(doc),
        "text": doc.text.text,
        "units": [
            {
                "id": unit.id,
                "parent": unit.parent,
                "kind": unit.kind,
                "number": unit.number,
                "heading": unit.heading,
                "start": unit.span.start,
                "end": unit.span.end,
                "page": doc.page(unit.page),
            }
            for unit in doc.units
        ],
        "citations": [_citation(doc, cite) for cite in doc.citations],
        "obligations": [obligation_fields(doc, duty) for duty in doc.obligations],
        "tables": [_table(doc, table) for table in doc.text.tables],
        "notes": [_note(doc, note) for note in doc.text.notes],
        "diagnostics": [plain(each) for each in doc.diagnostics],
    }


def _citation(doc: Document, cite: Citation) -> dict[str, Any]:
    return {**plain(cite), "page": doc.page(cite.page), "places": _places(doc, cite.span)}


def explanation_json(doc: Document, found: Sequence[Explanation]) -> dict[str, Any]:
    """What ``kl52 explain --json`` prints: each citation with how it came about."""
    return {
        "schema": SCHEMA,
        "document": document_fields(doc),
        "explanations": [
            {
                **{key: value for key, value in plain(why).items() if key != "rivals"},
                "citation": _citation(doc, why.citation),
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


def obligation_fields(doc: Document, duty: Obligation) -> dict[str, Any]:
    """One obligation of ``doc`` as the contract has it."""
    return {**plain(duty), "page": doc.page(duty.page), "places": _places(doc, duty.span)}


def _places(doc: Document, span: Span) -> list[dict[str, Any]]:
    """Where words stand on paper, line by line; empty for files without pages."""
    return [plain(place) for place in doc.locate(span)] if doc.source.pages else []


def _table(doc: Document, table: Table) -> dict[str, Any]:
    """A table as rows of cells; a place that a joined cell covers has no words."""
    return {
        "start": table.span.start,
        "end": table.span.end,
        "page": doc.page(table.page),
        "rows": [[_cell(doc, span) for span in row] for row in table.rows],
    }


def _cell(doc: Document, span: Span) -> dict[str, Any]:
    page = doc.page(doc.text.page_of(span.start)) if len(span) else None
    return {"start": span.start, "end": span.end, "text": span.of(doc.text.text), "page": page}


def _note(doc: Document, note: Note) -> dict[str, Any]:
    return {**plain(note), "text": note.span.of(doc.text.text), "page": doc.page(note.page)}


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
        "review": _reviewed(result.review),
        "diagnostics": [plain(each) for each in result.diagnostics],
    }


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
        "findings": [_finding(each) for each in found.findings],
        "disabled": dict(found.disabled),
        "hidden": [_finding(each) for each in found.hidden],
        "suspect": _suspect(found.rows),
        "localisation": _localisation(found.localisation),
        "review": _reviewed(found.review),
    }


def _finding(each: Finding) -> dict[str, Any]:
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


def _reviewed(found: Reviewed) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in _COUNTED},
        "edited": [placed_fields(each) for each in found.edited],
        "stale": [placed_fields(each) for each in found.stale],
    }


def placed_fields(placed: Placed) -> dict[str, Any]:
    """A decision of a review with what became of it."""
    return {**plain(placed.decision), "state": placed.state, "then": placed.then, "now": placed.now}


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


def added_json(outcomes: Sequence[Outcome], library: Path) -> dict[str, Any]:
    """What ``kl52 add --json`` prints: each file under what became of it."""
    states = get_args(State)
    by_state = {
        state: [_outcome(each) for each in outcomes if each.state == state] for state in states
    }
    counts = {state: len(each) for state, each in by_state.items()}
    return {"schema": SCHEMA, "library": str(library), "counts": counts, **by_state}


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
                "finding": _finding(each.finding) if each.finding else None,
            }
            for each in items
        ],
        "review": _reviewed(found.review),
    }


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
