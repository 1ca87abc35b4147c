"""A parsed document as rows of the library's tables.

In: a :class:`~kl52.model.Document`. Out: for each table its rows, in the order of its columns
(``kl52/data/library-1.sql``). Guarantee: the same document gives the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from kl52.catalogue.changes import changes_by, effective_from
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import work_key
from kl52.hops import find_hops
from kl52.library.packing import as_json
from kl52.model import Document, Obligation, Raw

Row = tuple[object, ...]
ROLES = ("lead", "coordinate", "report_to", "report_via")
_PASSAGE = 1000  # code points after which a passage ends with its paragraph


def entry_of(doc: Document) -> Entry:
    """A document of the user's as an entry of the catalogue."""
    header = doc.header
    return Entry(
        id=doc.id,
        type=header.type or "",
        number=header.number,
        date=header.date,
        issuer=header.issuer,
        province=header.province,
        title=header.title,
        signer=header.signer,
        promulgates=header.promulgates,
        file="library",
        since=effective_from(doc),
    )


def nameless(raw: Raw) -> Raw:
    """What a reader found, whatever the file is called: several may hold the same."""
    return replace(raw, source=replace(raw.source, name=""))


def body_of(doc: Document) -> Document:
    """A document without what is kept beside it: its citations, and what its raw text holds."""
    source = replace(doc.source, name="")
    return replace(doc, source=source, citations=(), text=replace(doc.text, raw="", lines=()))


def whole(body: Document, raw: Raw, name: str) -> Document:
    """The document again that :func:`body_of` took apart, without its citations."""
    source = replace(body.source, name=name)
    return replace(body, source=source, text=replace(body.text, raw=raw.text, lines=raw.lines))


def unit_rows(doc: Document) -> Iterator[Row]:
    for unit in doc.units:
        yield (
            doc.id, unit.id, unit.parent, unit.kind, unit.number, unit.heading,
            unit.span.start, unit.span.end, doc.page(unit.page),
        )  # fmt: skip


def citation_rows(doc: Document) -> Iterator[Row]:
    for cite in doc.citations:
        cited = cite.target.partition("#")[0] if cite.target else None
        yield (
            doc.id, cite.id, cite.span.start, cite.span.end, cite.text, cite.kind, cite.type,
            cite.number, cite.date, cite.issuer, cite.provision, cite.relation, cite.cue,
            cite.within, cite.unit, doc.page(cite.page), cite.state, cite.target, cited,
            cite.passive, cite.reason,
        )  # fmt: skip


def hop_rows(doc: Document) -> Iterator[Row]:
    for hop in find_hops(doc):
        for said in hop.evidence:
            yield (
                doc.id, said.citation, hop.below, hop.above, hop.relation, hop.central, said.text,
            )  # fmt: skip


def change_rows(doc: Document) -> Iterator[Row]:
    places = count()
    for target, change in changes_by(doc):
        yield work_key(target), doc.id, next(places), as_json(change)


def obligation_rows(doc: Document) -> Iterator[Row]:
    for duty in doc.obligations:
        due = duty.deadline
        yield (
            doc.id, duty.id, duty.kind, duty.where, duty.span.start, duty.span.end, duty.text,
            duty.unit, doc.page(duty.page), duty.modality, duty.strength,
            due and due.text, due and due.start, due and due.end, due and due.recurrence,
            duty.deliverable, json.dumps(duty.binds), duty.duplicate_of,
        )  # fmt: skip


def role_rows(doc: Document) -> Iterator[Row]:
    for duty in doc.obligations:
        yield from _roles(doc.id, duty)


def _roles(id: str, duty: Obligation) -> Iterator[Row]:
    for role in ROLES:
        for place, body in enumerate(getattr(duty, role)):
            yield id, duty.id, role, place, body.name, body.id


def passage_rows(doc: Document) -> Iterator[Row]:
    """The text in stretches of whole paragraphs."""
    start, page, words = 0, 1, ""
    for paragraph in doc.text.paragraphs:
        if not words:
            start, page = paragraph.span.start, paragraph.page
        words = f"{words}\n{paragraph.span.of(doc.text.text)}" if words else (
            paragraph.span.of(doc.text.text))  # fmt: skip
        if len(words) >= _PASSAGE:
            yield doc.id, start, doc.page(page), words
            words = ""
    if words:
        yield doc.id, start, doc.page(page), words
