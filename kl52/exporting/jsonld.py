"""JSON-LD, for triple stores: documents as ELI legal resources and schema.org legislation.

In: a selection. Out: one object with its context inline and a ``@graph`` of documents, a line each.
Guarantee: nothing has to be fetched to read it, and ``</`` is escaped, so that it can stand in a
page. Dates known to the month or year have the types ``gYearMonth`` and ``gYear``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

from kl52.catalogue.identity import slug
from kl52.catalogue.validity import history
from kl52.exporting.characters import for_utf8
from kl52.exporting.selection import Relation, Selection
from kl52.exporting.vocabulary import (
    BASE,
    CHANGES,
    ELI,
    IN_FORCE,
    OWN,
    PARTLY,
    RELATIONS,
    VIETNAMESE,
    date_type,
    organisation,
    reference,
)
from kl52.graph.nodes import Value

_REVERSED = "by:"  # the term whose subject is the other document
_LINKS = sorted({"eli:cites", *(term for terms in RELATIONS.values() for term in terms)})
_CHANGES = sorted({*PARTLY, *(term for terms in CHANGES.values() for term in terms)})
_REFERENCES = ("eli:passed_by", "eli:type_document", "eli:in_force", "eli:language",
               "eli:is_realized_by", "schema:legislationPassedBy",
               "schema:legislationLegalForce")  # fmt: skip
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@base": BASE,
    "eli": {"@id": ELI, "@prefix": True},
    "schema": {"@id": "https://schema.org/", "@prefix": True},
    "skos": {"@id": "http://www.w3.org/2004/02/skos/core#", "@prefix": True},
    "xsd": {"@id": "http://www.w3.org/2001/XMLSchema#", "@prefix": True},
    "kl52": {"@id": OWN, "@prefix": True},
    **{term: {"@type": "@id"} for term in sorted({*_LINKS, *_REFERENCES})},
    **{f"{_REVERSED}{term}": {"@reverse": term, "@type": "@id"} for term in _CHANGES},
}
_CLASSES = ["eli:LegalResource", "schema:Legislation"]


def write(selection: Selection, out: BinaryIO) -> None:
    """The documents of the selection and how they relate."""
    out.write(_bytes({"@context": CONTEXT})[:-1] + b',\n"@graph": [')
    mark = b"\n"
    for id, node, edges in _with_edges(selection):
        out.write(mark + _bytes(_document(id, node, edges, selection)))
        mark = b",\n"
    out.write(b"\n]}\n")


def _bytes(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return for_utf8(text).encode("utf-8")


def _with_edges(
    selection: Selection,
) -> Iterator[tuple[str, dict[str, Value], list[Relation]]]:
    """Each document with the edges that begin at it; both come by id."""
    groups = groupby(selection.edges(), lambda edge: edge.source)
    source, edges = next(groups, (None, None))
    for id, node in selection.nodes():
        if id != source or edges is None:
            yield id, node, []
            continue
        yield id, node, list(edges)
        source, edges = next(groups, (None, None))


def _document(
    id: str, node: dict[str, Value], edges: list[Relation], selection: Selection
) -> dict[str, Any]:
    found: dict[str, Any] = {"@id": reference(id), "@type": _CLASSES}
    found.update(_facts(id, node))
    found.update(_expression(id, node))
    for term, targets in sorted(_links(edges).items()):
        found[term] = sorted(targets)
    for change in history(id, selection.library.catalogue):
        terms = PARTLY if change.part and change.kind != "amended" else CHANGES[change.kind]
        for term in terms if change.by else ():
            others = found.setdefault(_REVERSED + term, [])
            if (other := reference(change.by or "")) not in others:
                others.append(other)
    return found


def _links(edges: list[Relation]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for edge in edges:
        for term in ("eli:cites", *RELATIONS[edge.relation]):
            found.setdefault(term, set()).add(reference(edge.target))
    return found


def _facts(id: str, node: dict[str, Value]) -> dict[str, Any]:
    """What is known of the document itself."""
    found: dict[str, Any] = {"eli:id_local": id, "schema:legislationIdentifier": id}
    number, kind, issuer = node["number"], node["type"], node["issuer"]
    if number:
        found["eli:number"] = number
    if kind:
        concept = {"@id": f"/akn/ontology/concept/vn/{slug(str(kind)) or 'unknown'}"}
        found["eli:type_document"] = {
            **concept, "@type": "skos:Concept", "skos:prefLabel": _vietnamese(kind)
        }  # fmt: skip
        found["schema:legislationType"] = _vietnamese(kind)
    if date := node["date"]:
        typed = {"@value": date, "@type": date_type(str(date))}
        found["eli:date_document"] = found["schema:legislationDate"] = typed
    if issuer:
        body = reference(organisation(id))
        found["eli:passed_by"] = {
            "@id": body, "@type": "schema:Organization", "schema:name": _vietnamese(issuer)
        }  # fmt: skip
        found["schema:legislationPassedBy"] = body
    if said := IN_FORCE.get(str(node["status"])):
        found["eli:in_force"], found["schema:legislationLegalForce"] = said
    return found


def _expression(id: str, node: dict[str, Value]) -> dict[str, Any]:
    """The Vietnamese text of the document, of which ELI tells the title."""
    if not node["title"]:
        return {}
    title = _vietnamese(node["title"])
    return {
        "schema:name": title,
        "eli:is_realized_by": {
            "@id": reference(f"{id}/vie@"), "@type": "eli:LegalExpression",
            "eli:language": VIETNAMESE, "eli:title": title,
        },
    }  # fmt: skip


def _vietnamese(words: Value) -> dict[str, Value]:
    return {"@value": words, "@language": "vi"}
