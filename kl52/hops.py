"""The hops of one document: by which words it stands below others.

Input: a parsed document. Output: :class:`Hop` values, each with the words that prove it, from the
document below to the one above. Only relations that hand a policy down count (``implements``,
``continues``, and ``legal_basis`` on directives; laws and decrees are a basis, not a source of
tasks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kl52.model import Citation, Document, Relation
from kl52.spans import Span

HANDS_DOWN: tuple[Relation, ...] = ("implements", "continues", "legal_basis", "promulgates")
_DIRECTIVES = frozenset(
    {
        "nghi-quyet",
        "quyet-dinh",
        "chi-thi",
        "ket-luan",
        "ke-hoach",
        "chuong-trinh",
        "chuong-trinh-hanh-dong",
        "de-an",
        "thong-bao",
        "cong-dien",
        "chien-luoc",
        "quy-dinh",
        "huong-dan",
        "cong-van",
    }
)
_ADVICE = frozenset({"quy-dinh", "huong-dan", "cong-van", "thong-bao"})
_SENTENCE = re.compile(r"[.;:](?=\s|$)|\n")
_LONGEST_QUOTE = 400
# No sentence is longer; a paragraph may have any length, and citations without number.
_LONGEST_SEARCH = 10 * _LONGEST_QUOTE
Where = Literal["title", "preamble", "body", "catalogue"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a hop: of a document, or a fact of the catalogue with its source."""

    document: str | None
    text: str
    span: Span | None = None
    page: int | None = None
    where: Where = "body"
    certainty: str | None = None
    citation: str | None = None
    state: str | None = None
    provenance: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """``below`` stands in ``relation`` to ``above``."""

    below: str
    above: str
    relation: Relation
    evidence: tuple[Evidence, ...]

    @property
    def central(self) -> bool:
        """Whether a title, a preamble or the catalogue says so, and not only one of the tasks."""
        return any(each.where != "body" for each in self.evidence)


def subject_of(doc: Document) -> str:
    """The document that a text speaks for: itself, or the one that a press item reports on."""
    return doc.reports_on.id if doc.reports_on and doc.reports_on.id else doc.id


def find_hops(doc: Document) -> Iterator[Hop]:
    """The hops that a document's own citations express."""
    by_id = {cite.id: cite for cite in doc.citations}
    body = _body_start(doc)
    for cite in doc.citations:
        if cite.relation not in HANDS_DOWN or cite.passive or cite.target is None:
            continue
        if cite.state in ("self", "not_assessed") or cite.kind == "future":
            continue
        below = _below(doc, cite, by_id)
        if below is None or below == cite.target or not _hands_down(cite):
            continue
        yield Hop(below, cite.target, cite.relation, (_evidence(doc, cite, body),))


def _below(doc: Document, cite: Citation, by_id: dict[str, Citation]) -> str | None:
    """The document in whose title the citation stands, else the text's own subject."""
    if cite.within is None:
        return subject_of(doc)
    outer = by_id[cite.within]
    if outer.state == "self":
        return subject_of(doc)
    if outer.kind == "future" or outer.state == "not_assessed":
        return None
    return outer.target


def _hands_down(cite: Citation) -> bool:
    kind = (cite.target or "").split("/")[4:5]
    if not kind or kind[0] not in _DIRECTIVES or cite.kind == "named":
        return False
    return cite.relation != "legal_basis" or kind[0] not in _ADVICE


def _evidence(doc: Document, cite: Citation, body: int) -> Evidence:
    """The words from the cue (or the start of the clause) to the end of the mention."""
    text = doc.text.text
    before = max(0, cite.span.start - _LONGEST_SEARCH)
    line = max(text.rfind("\n", before, cite.span.start) + 1, before)
    start = line
    for stop in _SENTENCE.finditer(text, line, cite.span.start):
        start = stop.end()
    cue = text.rfind(cite.cue, line, cite.span.start) if cite.cue else -1
    if 0 <= cue < start:  # an item of a list that the cue stands before
        start = cue
    if cite.span.start - start > _LONGEST_QUOTE:
        near = text.rfind(" ", start, cite.span.start - _LONGEST_QUOTE // 2) + 1
        start = near or start
    while start < cite.span.start and text[start].isspace():
        start += 1
    span = Span(start, cite.span.end)
    return Evidence(
        doc.id,
        span.of(text),
        span,
        doc.page(cite.page),
        _where(doc, cite, body),
        citation=cite.id,
        state=cite.state,
        provenance=doc.provenance,
    )


def _where(doc: Document, cite: Citation, body: int) -> Where:
    title = doc.header.title_span
    if title is not None and cite.span.overlaps(title):
        return "title"
    if doc.reports_on is not None:
        return "preamble" if cite.span.start <= doc.reports_on.evidence.end else "body"
    return "preamble" if cite.span.start < body else "body"


def _body_start(doc: Document) -> int:
    """Where the first unit begins that is neither a paragraph nor an addressee of a letter."""
    addressed = False
    for unit in doc.units:
        if unit.kind == "paragraph":
            addressed = unit.span.of(doc.text.text).startswith("Kính gửi")
        elif not (addressed and unit.kind == "bullet"):
            return unit.span.start
    return len(doc.text.text)
