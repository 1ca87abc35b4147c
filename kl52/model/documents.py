"""One document, wholly parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kl52.model.citations import Citation
from kl52.model.obligations import Obligation
from kl52.model.parts import Header, Unit
from kl52.model.raw import Diagnostic, Raw, Source
from kl52.model.text import Place, Text
from kl52.spans import Span


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """The document that a press item reports on, with the words that say so."""

    id: str | None
    type: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    evidence: Span
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document, wholly parsed. ``id`` is its Akoma Ntoso work URI."""

    id: str
    header: Header
    source: Source
    text: Text
    units: tuple[Unit, ...] = ()
    citations: tuple[Citation, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    reports_on: ReportedDocument | None = None
    provenance: str | None = None

    def page(self, page: int) -> int | None:
        """``page`` where the file has pages; Word and text files have none until printed."""
        return page if self.source.pages else None

    def locate(self, span: Span) -> tuple[Place, ...]:
        """Where the words of ``span`` stand on paper: a place for each line, in their order.

        In a line that they fill only in part the box is narrowed to them, by the usual width of
        letters: give it a letter of room. Files without pages give places without boxes.
        """
        return self.text.places(span)

    def citation(self, id: str) -> Citation:
        return next(cite for cite in self.citations if cite.id == id)

    def unit(self, id: str) -> Unit:
        return next(unit for unit in self.units if unit.id == id)

    def ancestors(self, unit: Unit) -> Iterator[Unit]:
        """The units above ``unit``, the nearest first."""
        by_id = {each.id: each for each in self.units}
        while unit.parent is not None:
            unit = by_id[unit.parent]
            yield unit

    def _repr_html_(self) -> str:
        """How a notebook shows it: the heading, and the text with its citations marked."""
        from kl52.views.notebook import document_html

        return document_html(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what it was made from: ``found`` are its citations before resolution."""

    raw: Raw
    document: Document
    found: tuple[Citation, ...]
