"""The cascade above a document: which documents it implements, and so on up to the roots.

Input: a parsed document and the library. Output: :class:`Hop` values, each with the words
that prove it, and diagnostics for hops that cannot be true. Every hop leads from the
document below to the one above. A document that nobody has the text of is a node too.

Only relations that hand a policy down count (``implements``, ``continues``, and
``legal_basis`` on directives; laws and decrees are a basis, not a source of tasks).
Nothing implements what is younger than itself, or what a lower level decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import networkx as nx

from kl52.catalogue.precedence import date_of, is_lower
from kl52.library import Library
from kl52.model import Citation, Diagnostic, Document, Relation
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


def find_cascade(doc: Document, library: Library) -> tuple[tuple[Hop, ...], tuple[Diagnostic, ...]]:
    """All hops from ``doc`` up to the roots, and what was found impossible on the way."""
    found: dict[tuple[str, str], list[Hop]] = {}
    diagnostics: list[Diagnostic] = []
    told: set[str | None] = set()
    dates = {subject_of(doc): doc.reports_on.date if doc.reports_on else doc.header.on}
    waiting = [(subject_of(doc), doc)]
    seen = {subject_of(doc)}
    while waiting:
        node, text = waiting.pop(0)
        for hop in _hops_of(node, text, library, host=text is doc):
            refused = _younger(hop, dates, library) or _lower(hop)
            if refused is not None:
                diagnostics.append(refused)
                told |= {each.citation for each in hop.evidence if text is doc}
                continue
            found.setdefault((hop.below, hop.above), []).append(hop)
            for reached in (hop.above, hop.below):
                if reached not in seen:
                    seen.add(reached)
                    waiting.append((reached, library.document(reached)))  # type: ignore[arg-type]
    diagnostics += _doubtful(doc, told)
    merged = {key: _merge(hops) for key, hops in found.items()}
    reachable = _above(subject_of(doc), merged)
    hops = tuple(hop for hop in merged.values() if hop.below in reachable)
    unique = {each.message: each for each in diagnostics}
    return hops, tuple(unique.values())


def _doubtful(doc: Document, told: set[str | None]) -> Iterator[Diagnostic]:
    """The citations whose number and date disagree, each once, without those told of before."""
    said = set()
    for cite in doc.citations:
        if cite.id in told:
            continue
        if cite.state == "mismatch" and cite.date and cite.reason not in said:
            said.add(cite.reason)
            message = f"Trích dẫn «{cite.text}»: {cite.reason}."
            page = doc.page(cite.page)
            yield Diagnostic("warning", "citation-mismatch", message, cite.span, page)


def _hops_of(node: str, doc: Document | None, library: Library, *, host: bool) -> Iterator[Hop]:
    """The hops above one node, from its text (an ancestor's title and preamble), the catalogue."""
    if doc is not None:
        for hop in find_hops(doc):
            if host or hop.central:
                yield hop
    for below, link in library.catalogue.relations_of(node):
        if below == node and link.relation in ("implements", "continues"):
            quote = f"danh mục kl52: {link.source}"
            evidence = Evidence(None, quote, where="catalogue", certainty=link.certainty)
            yield Hop(below, link.to, link.relation, (evidence,))


def _merge(hops: list[Hop]) -> Hop:
    """One hop for each pair: the strongest relation, the text's quotations before others."""
    strength = {relation: rank for rank, relation in enumerate(HANDS_DOWN)}
    relation = min((hop.relation for hop in hops), key=lambda each: strength[each])
    order = {"title": 0, "preamble": 1, "body": 2, "catalogue": 3}
    ordered = sorted(
        (each for hop in hops for each in hop.evidence),
        key=lambda each: (each.provenance is not None, order[each.where]),
    )
    unique = {(each.document, each.text): each for each in reversed(ordered)}
    ordered = [each for each in ordered if unique[each.document, each.text] is each]
    return replace(hops[0], relation=relation, evidence=tuple(ordered))


def _date(id: str, dates: dict[str, str | None], library: Library) -> str | None:
    if id in dates:
        return dates[id]
    entry = library.catalogue.by_id(id)
    if entry is not None:
        return entry.date
    return date_of(id)


def _younger(hop: Hop, dates: dict[str, str | None], library: Library) -> Diagnostic | None:
    below, above = _date(hop.below, dates, library), _date(hop.above, dates, library)
    if below is None or above is None or above[: len(below)] <= below[: len(above)]:
        return None
    return Diagnostic(
        "warning",
        "chronology",
        f"Không nhận quan hệ {label(hop.below)} → {label(hop.above)}: "
        f"văn bản trên ({above}) ban hành sau văn bản dưới ({below}).",
        hop.evidence[0].span,
        hop.evidence[0].page,
    )


def _lower(hop: Hop) -> Diagnostic | None:
    """The centre does not carry out what a commune decides, nor a province a commune's plan."""
    if not is_lower(hop.above, hop.below):
        return None
    return Diagnostic(
        "warning",
        "level",
        f"Không nhận quan hệ {label(hop.below)} → {label(hop.above)}: văn bản trên là của cấp "
        "dưới; hãy kiểm tra số, ký hiệu và cơ quan ban hành ở chỗ trích dẫn.",
        hop.evidence[0].span,
        hop.evidence[0].page,
    )


def label(id: str) -> str:
    """The number of a document as its id has it, for messages where nothing else is known."""
    return id.rsplit("/", 1)[-1]


def _above(start: str, merged: dict[tuple[str, str], Hop]) -> set[str]:
    graph = nx.DiGraph(merged.keys())
    return {start} | (nx.descendants(graph, start) if start in graph else set())


def roots_of(start: str, hops: tuple[Hop, ...]) -> tuple[str, ...]:
    """The documents at the top: those that the title or preamble leads to, else those of the tasks.

    A document that only a task cites is a root of that task, not of the cascade.
    """
    central = [hop for hop in hops if hop.central] or list(hops)
    graph = nx.DiGraph((hop.below, hop.above) for hop in central)
    if start not in graph:
        return ()
    above = nx.descendants(graph, start)
    return tuple(sorted(node for node in above if graph.out_degree(node) == 0))
