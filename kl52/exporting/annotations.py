"""W3C Web Annotations of the citations: where each stands, and what it points to.

In: a selection. Out: an annotation page (https://www.w3.org/TR/annotation-model/), an annotation a
line. ``target`` is the document that cites, with a TextQuoteSelector and a TextPositionSelector
over the text that ``kl52 parse --json`` gives, in code points from 0, the end not included, as the
model asks; ``body`` is the document cited, with the ``relation`` and ``state`` of kl52, or the
words by which it is cited where it is not known.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from kl52.exporting.characters import for_utf8
from kl52.exporting.selection import Selection
from kl52.exporting.vocabulary import BASE, OWN, reference
from kl52.model import Citation, Document

_AROUND = 32  # code points before and after that tell equal words apart
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"relation": f"{OWN}relation", "state": f"{OWN}state", "within": {"@id": f"{OWN}within",
                                                                   "@type": "@id"}},
]  # fmt: skip


def write(selection: Selection, out: BinaryIO) -> None:
    """The annotations of all documents at hand, by document and place."""
    head = {"@context": _CONTEXT, "id": f"{BASE}/annotations", "type": "AnnotationPage"}
    out.write(_bytes(head)[:-1] + b',\n"items": [')
    mark = b"\n"
    for doc in selection.documents():
        for cite in sorted(doc.citations, key=lambda each: (each.span, each.id)):
            out.write(mark + _bytes(annotation(doc, cite)))
            mark = b",\n"
    out.write(b"\n]}\n")


def _bytes(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return for_utf8(text).encode("utf-8")


def annotation(doc: Document, cite: Citation) -> dict[str, Any]:
    """One citation of ``doc`` as an annotation."""
    found = {
        "id": _iri(f"{doc.id}#{cite.id}"),
        "type": "Annotation",
        "motivation": "linking",
        "body": _body(cite),
        "target": {"source": _iri(doc.id), "selector": _selectors(doc, cite)},
    }
    if cite.within:
        found["within"] = _iri(f"{doc.id}#{cite.within}")
    return found


def _body(cite: Citation) -> dict[str, Any]:
    said = {"relation": cite.relation, "state": cite.state}
    if cite.target:
        return {"type": "SpecificResource", "source": _iri(cite.target), "purpose": "linking",
                **said}  # fmt: skip
    return {"type": "TextualBody", "value": cite.text, "format": "text/plain", "language": "vi",
            "purpose": "identifying", **said}  # fmt: skip


def _selectors(doc: Document, cite: Citation) -> list[dict[str, Any]]:
    text, span = doc.text.text, cite.span
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _iri(id: str) -> str:
    return BASE + reference(id)
