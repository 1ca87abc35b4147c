"""The text of a document in Akoma Ntoso: preface, preamble, body, conclusions.

In: a parsed document, the eIds of its units, its references. Out: elements. Guarantee: total, and
nothing is lost: the words of all elements, in their order, are the words of the text. The header
block is the preface, what stands between it and the first numbered unit the preamble, the signature
the conclusions; where annexes follow the signature, that stays in its place in the body.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from kl52.exporting.akn_ids import ELEMENTS
from kl52.exporting.akn_refs import Reference, pieces
from kl52.exporting.characters import for_xml
from kl52.model import Document, Paragraph, Unit
from kl52.spans import Span
from kl52.structure.marks import find_mark

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def tag(name: str) -> str:
    """The name of an element in the namespace of Akoma Ntoso."""
    return f"{{{AKN}}}{name}"


@dataclass
class BodyBuilder:
    """Grows the elements unit by unit, in text order; ``made`` are those that may hold others."""

    doc: Document
    eids: dict[str, str]
    references: tuple[Reference, ...]
    made: dict[str, etree._Element] = field(default_factory=dict)
    inner: dict[str, list[Unit]] = field(default_factory=dict)
    table: tuple[str | None, int, etree._Element] | None = None
    refs: dict[str, int] = field(default_factory=dict)

    def parts(self) -> list[etree._Element]:
        """The preface, preamble, body and conclusions, as far as there are words for them."""
        for unit in self.doc.units:
            if unit.parent is not None:
                self.inner.setdefault(unit.parent, []).append(unit)
        places = _places(self.doc, self.inner)
        found = {name: etree.Element(tag(name)) for name in
                 ("preface", "preamble", "body", "conclusions")}  # fmt: skip
        self.made[""] = found["body"]
        for unit in self.doc.units:
            place = places.get(unit.id)
            if place is None:
                self._add(unit)
            else:
                self._add_block(found[place], unit, place)
        if not len(found["body"]):
            empty = etree.SubElement(found["body"], tag("alinea"), eId="body__al_1")
            etree.SubElement(etree.SubElement(empty, tag("content")), tag("p"))
        return [each for each in found.values() if len(each)]

    def _add_block(self, within: etree._Element, unit: Unit, place: str) -> None:
        """A paragraph of the preface, preamble or conclusions."""
        eid = f"{place}__p_{len(within) + 1}"
        p = etree.SubElement(within, tag("p"), eId=eid)
        title = self.doc.header.title_span
        if title is not None and len(unit.head) and unit.head in title:
            p = etree.SubElement(p, tag("docTitle"), eId=f"{eid}__docTitle")
        self._fill(p, unit.head, eid)

    def _add(self, unit: Unit) -> None:
        above = self.made[unit.parent or ""]
        if unit.kind == "row":
            self._add_row(above, unit)
            return
        self.table = None
        element = etree.SubElement(above, tag(ELEMENTS[unit.kind][0]), eId=self.eids[unit.id])
        if unit.kind == "annex":
            element.set("name", "annex")
        self.made[unit.id] = element
        self._add_words(element, unit)

    def _add_words(self, element: etree._Element, unit: Unit) -> None:
        """The number, and the heading or the first words of a unit."""
        eid, own = self.eids[unit.id], self._own(unit)
        length = self._mark(unit, own)
        if length:
            number = etree.SubElement(element, tag("num"))
            number.text = for_xml(Span(own.start, own.start + length).of(self._text).strip())
        rest = _trimmed(Span(own.start + length, own.end), self._text)
        lead_in = rest.of(self._text).endswith(":")
        if unit.heading is not None and length and len(rest) and not lead_in:
            self._fill(etree.SubElement(element, tag("heading")), rest, eid)
        elif len(rest) or not self.inner.get(unit.id):
            name = "intro" if self.inner.get(unit.id) else "content"
            around = etree.SubElement(element, tag(name))
            self._fill(etree.SubElement(around, tag("p")), rest, eid)

    @property
    def _text(self) -> str:
        return self.doc.text.text

    def _own(self, unit: Unit) -> Span:
        """The words of a unit up to the items that stand in the same paragraph."""
        inside = (each.span.start for each in self.inner.get(unit.id, ()) if each.span in unit.head)
        return Span(unit.head.start, min(inside, default=unit.head.end))

    def _mark(self, unit: Unit, own: Span) -> int:
        """How many characters the mark has at the head of a unit (``Điều 5.``, ``a)``)."""
        if unit.kind == "paragraph":
            return 0
        found = find_mark(own.of(self._text))
        if found is None or found[0].kind != unit.kind or found[1] != (unit.number or ""):
            return 0
        return found[3]

    def _add_row(self, above: etree._Element, unit: Unit) -> None:
        """A row of a table; rows of one table that follow each other share it."""
        text = self.doc.text
        paragraphs = _within(text.paragraphs, unit.head)
        number = paragraphs[0].cell.table if paragraphs and paragraphs[0].cell else -1
        if self.table is None or self.table[:2] != (unit.parent, number):
            eid = f"{self.eids[unit.id]}__hcontainer"
            around = etree.SubElement(above, tag("hcontainer"), name="table", eId=eid)
            content = etree.SubElement(around, tag("content"))
            table = etree.SubElement(content, tag("table"), eId=f"{eid}__table")
            self.table = (unit.parent, number, table)
        row = etree.SubElement(self.table[2], tag("tr"), eId=self.eids[unit.id])
        self.made[unit.id] = row
        self._add_cells(row, unit, paragraphs)

    def _add_cells(self, row: etree._Element, unit: Unit, paragraphs: list[Paragraph]) -> None:
        column = 0
        for at, inside in groupby(paragraphs, lambda each: each.cell.column if each.cell else 0):
            for _ in range(column, at):
                etree.SubElement(etree.SubElement(row, tag("td")), tag("p"))
            cell = etree.SubElement(row, tag("td"))
            for paragraph in inside:
                p = etree.SubElement(cell, tag("p"))
                self._fill(p, paragraph.span, self.eids[unit.id])
            column = max(column, at + 1)
        if not len(row):
            etree.SubElement(etree.SubElement(row, tag("td")), tag("p"))

    def _fill(self, element: etree._Element, span: Span, eid: str) -> None:
        """The words of ``span``, with its references as ``ref``."""
        for piece, href in pieces(span, self.references):
            words = for_xml(piece.of(self._text))
            if href is not None:
                self.refs[eid] = self.refs.get(eid, 0) + 1
                ref = etree.SubElement(
                    element, tag("ref"), href=href, eId=f"{eid}__ref_{self.refs[eid]}"
                )
                ref.text = words
            elif len(element):
                element[-1].tail = words
            else:
                element.text = words


def _places(doc: Document, inner: dict[str, list[Unit]]) -> dict[str, str]:
    """The units that belong to the preface, preamble or conclusions."""
    tops = [unit for unit in doc.units if unit.parent is None]
    plain = [unit.kind == "paragraph" and unit.id not in inner for unit in tops]
    first = plain.index(False) if False in plain else 0
    found: dict[str, str] = {}
    header, signature = doc.header.span, doc.header.signature
    for at, unit in enumerate(tops):
        if not plain[at] or unit.head.start >= header.end and at >= first:
            break
        found[unit.id] = "preface" if unit.head.start < header.end else "preamble"
    for at in range(len(tops) - 1, -1, -1):
        unit = tops[at]
        if signature is None or not plain[at] or unit.head.start < signature.start:
            break
        if unit.id not in found:
            found[unit.id] = "conclusions"
    return found


def _within(paragraphs: tuple[Paragraph, ...], span: Span) -> list[Paragraph]:
    from bisect import bisect_left

    at = bisect_left(paragraphs, span.start, key=lambda each: each.span.start)
    found = []
    while at < len(paragraphs) and paragraphs[at].span.start < span.end:
        found.append(paragraphs[at])
        at += 1
    return found


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
