"""Citations as spaCy's displaCy shows them.

``spacy.displacy.render(doc, style="span", options=kl52.displacy_options())`` for the ``Doc`` of
:func:`kl52.load`; :func:`render` for that or for a :class:`~kl52.model.Document`, a paragraph at a
time, which keeps long documents linear. Mentions may hold others, so the style is ``span``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kl52.model import Citation, Document, Text
from kl52.spans import Span
from kl52.views.layout import Pieces

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Light, so that black words stay readable on them.
_COLOURS = {
    "legal_basis": "#b5d8f7",
    "implements": "#bfe8b0",
    "continues": "#d8efa8",
    "promulgates": "#f7e29b",
    "amends": "#f9c79b",
    "replaces": "#f5b3a4",
    "repeals": "#f0a0a0",
    "guides": "#cfe8e4",
    "proposed_by": "#e2d3f4",
    "refers": "#dcdcdc",
    "self": "#c9d3ea",
}


def displacy_options() -> dict[str, Any]:
    """The options for ``style="span"``: the spans of the citations, a colour for each relation.

    >>> displacy_options()["spans_key"], sorted(displacy_options()["colors"])[:2]
    ('citations', ['amends', 'continues'])
    """
    return {"spans_key": "citations", "colors": dict(_COLOURS)}


def displacy_data(doc: Document | Doc) -> list[dict[str, Any]]:
    """What ``displacy.render(…, style="span", manual=True)`` takes, one item a paragraph.

    >>> from kl52.parsing import parse_document
    >>> doc = parse_document("Căn cứ Luật Viên chức, xã mở lớp.".encode(), name="a.txt")
    >>> item, = displacy_data(doc)
    >>> item["tokens"][:6], item["spans"]
    (['Căn', 'cứ', 'Luật', 'Viên', 'chức', ','], [{'start_token': 2, 'end_token': 5, \
'label': 'legal_basis'}])
    """
    text, citations = _values(doc)
    pieces = Pieces(text, citations)
    return [_paragraph(pieces, paragraph.span) for paragraph in text.paragraphs]


def render(doc: Document | Doc, *, page: bool = False, jupyter: bool | None = None) -> str:
    """The text with its citations as HTML; in a notebook it is shown at once, as displaCy does."""
    from spacy import displacy

    data: Any = displacy_data(doc)
    shown = displacy.render(
        data, style="span", manual=True, page=page, jupyter=jupyter, options=displacy_options()
    )
    return shown or ""


def _values(doc: Document | Doc) -> tuple[Text, tuple[Citation, ...]]:
    if isinstance(doc, Document):
        return doc.text, doc.citations
    return doc._.text, doc._.citations


def _paragraph(pieces: Pieces, span: Span) -> dict[str, Any]:
    """Words as tokens, cut where a citation begins or ends."""
    tokens: list[str] = []
    starts: dict[str, int] = {}
    spans = []
    for piece in pieces.of(span):
        starts |= {cite.id: len(tokens) for cite in piece.starts}
        tokens += piece.text.split()
        spans += [
            {
                "start_token": starts[cite.id],
                "end_token": len(tokens),
                "label": cite.relation,
            }
            for cite in piece.ends
            if cite.id in starts
        ]
    return {"text": " ".join(tokens), "tokens": tokens, "spans": spans}
