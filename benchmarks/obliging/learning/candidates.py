"""What a learned finder chooses from: the clauses of a document's prose, with what is around them.

Input: a parsed document. Output: one :class:`Candidate` for every part of every paragraph that
could be an obligation, whatever section it stands in; header, signature and tables are left
out. A finder sees the words and the features, never what the rules decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kl52.language.lexicon import fold
from kl52.model import Document, Unit
from kl52.obligations.clauses import split_duties
from kl52.obligations.duties import Source, closed
from kl52.obligations.sections import find_modes
from kl52.spans import Span

_MARK = re.compile(
    r"^(?:Điều\s+\d+[a-z]?\s*[.:]\s*|(?:[IVX]+|[A-H]|\d{1,3}(?:\.\d{1,2}){0,2}|[a-zđ]\d?)\s?[.)/]\s*"
    r"|\((?:\d{1,2}|[a-zđ])\)\s*|[-–•●+*]\s*)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause, the nth ``part`` of the paragraph of ``unit``.

    ``above``: the headings and lead-ins that it stands under, the nearest first. ``shape``: how its
    paragraph looks. ``mode``: what the rules' table of headings says of its section.
    """

    span: Span
    text: str
    unit: str = ""
    part: int = 0
    above: tuple[str, ...] = ()
    shape: tuple[str, ...] = ()
    mode: str = "open"


def bare(text: str) -> Candidate:
    """A clause that stands alone: a table cell, a phrase."""
    return Candidate(Span(0, len(text)), text)


def source_of(doc: Document) -> Source:
    return Source(doc.text, doc.units, doc.header, doc.citations, doc.reports_on is not None)


def find_candidates(doc: Document) -> tuple[Candidate, ...]:
    """The candidates in text order; the items of an inline list stand for their paragraph."""
    source, text = source_of(doc), doc.text.text
    outside = [doc.header.span, *(table.span for table in doc.text.tables)]
    outside += [doc.header.signature] if doc.header.signature else []
    lists = _paragraphs_of_items(doc.units) if source.secondhand else set()
    inline = set() if source.secondhand else _inline(doc.units)
    modes = find_modes(doc.text, doc.units)
    above: dict[str | None, tuple[str, ...]] = {None: ()}
    found: list[Candidate] = []
    for unit in doc.units:
        over = above.get(unit.parent, ())
        said = _said(text, unit)
        above[unit.id] = (said.of(text), *over)
        if said.of(text).rstrip().endswith(":") and unit.kind == "paragraph":
            above[unit.parent] = (said.of(text), *over)
        barred = any(span.overlaps(unit.head) for span in outside) or unit.id in inline | lists
        if unit.kind == "row" or barred or not len(said):
            continue
        found += _parts(source, unit, said, over, modes[unit.id])
    return tuple(found)


def _said(text: str, unit: Unit) -> Span:
    """The unit's first paragraph without its mark."""
    mark = _MARK.match(unit.head.of(text))
    return Span(unit.head.start + (mark.end() if mark else 0), unit.head.end)


def _parts(
    source: Source, unit: Unit, said: Span, over: tuple[str, ...], mode: str
) -> Iterator[Candidate]:
    text = source.text.text
    words = said.of(text)
    parts = (
        (Span(0, len(words)),)
        if source.secondhand and unit.kind != "paragraph"
        else split_duties(words, source.deadlines(said))
    )
    for number, part in enumerate(parts):
        span = closed(text, part.shift(said.start))
        if len(span):
            shape = _shape(source, unit, words, number)
            yield Candidate(span, span.of(text), unit.id, number, over, shape, mode)


def _shape(source: Source, unit: Unit, words: str, number: int) -> tuple[str, ...]:
    """What a reader sees of the paragraph besides its words."""
    last = words.rstrip()[-1:]
    return (
        f"¶{unit.kind}",
        f"¶type={fold(source.header.type or 'none').replace(' ', '_')}",
        f"¶ends={'open' if last.isalnum() else last}",
        f"¶first={number == 0}",
        *(["¶heading"] if unit.heading is not None else []),
        *(["¶capitals"] if words.isupper() else []),
    )


def _inline(units: tuple[Unit, ...]) -> set[str]:
    heads = {unit.id: unit.head for unit in units}
    return {unit.id for unit in units if unit.parent and unit.head in heads[unit.parent]}


def _paragraphs_of_items(units: tuple[Unit, ...]) -> set[str]:
    inline = _inline(units)
    return {unit.parent for unit in units if unit.id in inline and unit.parent}
