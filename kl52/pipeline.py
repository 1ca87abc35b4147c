"""The stages as spaCy components: ``nlp = kl52.load()`` gives a :class:`spacy.Language`.

Input: a text (or a spaCy ``Doc``). Output: the ``Doc`` with ``doc._.header``,
``doc._.units``, ``doc._.citations`` and ``doc._.obligations`` (the values of
:mod:`kl52.model`), and ``doc.spans["citations"]`` and ``doc.spans["obligations"]``,
whose offsets are those of the values. The command line runs the same functions.

spaCy's Vietnamese wants pyvi unless told otherwise, and word segmenters split ``52-KL/TW``:
the tokenizer here is kl52's own, and citations are found on the characters.
"""

from __future__ import annotations

from typing import Any

from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.lang.vi import Vietnamese
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import compile_prefix_regex, compile_suffix_regex, registry

from kl52.catalogue import load_catalogue
from kl52.header import find_header
from kl52.model import Header, Text
from kl52.obligations import find_obligations
from kl52.parsing import cite, identity_of, outside_of, text_of
from kl52.structure import find_units

COMPONENTS = ("kl52_header", "kl52_units", "kl52_citations", "kl52_obligations")
_EXTENSIONS: dict[str, Any] = {
    "text": None,
    "header": None,
    "units": (),
    "citations": (),
    "reports_on": None,
    "obligations": (),
}


def load() -> Language:
    """A Vietnamese pipeline with all of kl52's components.

    >>> nlp = load()
    >>> doc = nlp("Thực hiện Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư.")
    >>> [(span.text, span.label_) for span in doc.spans["citations"]]
    [('Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư', 'implements')]
    """
    nlp = Vietnamese.from_config({"nlp": {"tokenizer": {"@tokenizers": "kl52.Tokenizer.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


@registry.tokenizers("kl52.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Any:
    """Splits at white space and takes punctuation off the ends; ``52-KL/TW`` stays one token."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(
            nlp.vocab,
            prefix_search=compile_prefix_regex(TOKENIZER_PREFIXES).search,
            suffix_search=compile_suffix_regex(TOKENIZER_SUFFIXES).search,
        )

    return create


def _prepare(doc: Doc) -> Text:
    """The normalised text of ``doc``; the values of kl52 count in it, the spans in ``doc.text``."""
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if doc._.text is None:
        doc._.text = text_of(doc.text)
    text: Text = doc._.text
    return text


@Language.factory("kl52_header")
def make_header(nlp: Language, name: str) -> Any:
    """Finds the header: ``doc._.header``."""

    def component(doc: Doc) -> Doc:
        doc._.header = find_header(_prepare(doc))
        return doc

    return component


@Language.factory("kl52_units")
def make_units(nlp: Language, name: str) -> Any:
    """Finds the structure: ``doc._.units``."""

    def component(doc: Doc) -> Doc:
        text = _prepare(doc)
        doc._.units = find_units(text, outside=outside_of(doc._.header or Header()))
        return doc

    return component


@Language.factory("kl52_citations")
def make_citations(nlp: Language, name: str) -> Any:
    """Finds and resolves citations: ``doc._.citations``, ``doc.spans["citations"]`` by relation."""

    def component(doc: Doc) -> Doc:
        text = _prepare(doc)
        header: Header = doc._.header or Header()
        catalogue = load_catalogue()
        doc_id = identity_of(header, catalogue) or "/akn/vn/doc/text"
        doc._.citations, doc._.reports_on = cite(text, header, doc._.units, catalogue, doc_id)
        _show(doc, "citations", [(cite.span, cite.relation) for cite in doc._.citations])
        return doc

    return component


@Language.factory("kl52_obligations")
def make_obligations(nlp: Language, name: str) -> Any:
    """Finds obligations: ``doc._.obligations``, ``doc.spans["obligations"]`` by kind."""

    def component(doc: Doc) -> Doc:
        text = _prepare(doc)
        header: Header = doc._.header or Header()
        doc._.obligations = find_obligations(
            text, doc._.units, header, doc._.citations, secondhand=doc._.reports_on is not None
        )
        _show(doc, "obligations", [(duty.span, duty.kind) for duty in doc._.obligations])
        return doc

    return component


def _show(doc: Doc, key: str, labelled: list[tuple[Any, str]]) -> None:
    """The spans over spaCy's tokens, by way of the raw offsets."""
    spans: list[Span] = []
    for span, label in labelled:
        raw = doc._.text.offsets.raw(span)
        found = doc.char_span(raw.start, raw.end, label=label, alignment_mode="expand")
        if found is not None:
            spans.append(found)
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans)
