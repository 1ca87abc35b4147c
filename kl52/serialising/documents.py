"""A document as JSON: its identity, text, units, citations, obligations, tables and notes."""

from __future__ import annotations

from typing import Any

from kl52.model import Citation, Document, Note, Obligation, Table
from kl52.serialising.values import SCHEMA, plain
from kl52.spans import Span


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
        "citations": [citation_fields(doc, cite) for cite in doc.citations],
        "obligations": [obligation_fields(doc, duty) for duty in doc.obligations],
        "tables": [_table(doc, table) for table in doc.text.tables],
        "notes": [_note(doc, note) for note in doc.text.notes],
        "diagnostics": [plain(each) for each in doc.diagnostics],
    }


def citation_fields(doc: Document, cite: Citation) -> dict[str, Any]:
    """One citation of ``doc`` with its places on paper."""
    return {**plain(cite), "page": doc.page(cite.page), "places": places_of(doc, cite.span)}


def obligation_fields(doc: Document, duty: Obligation) -> dict[str, Any]:
    """One obligation of ``doc`` as the contract has it."""
    return {**plain(duty), "page": doc.page(duty.page), "places": places_of(doc, duty.span)}


def places_of(doc: Document, span: Span) -> list[dict[str, Any]]:
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
