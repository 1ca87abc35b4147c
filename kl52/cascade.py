"""The cascade above a document: which documents it implements, and so on up to the roots.

Input: a parsed document and the library. Output: the :class:`~kl52.hops.Hop` values on the way up,
and diagnostics for hops that cannot be true. A document that nobody has the text of is a node too.
Nothing implements what is younger than itself, or what a lower level decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx

from kl52.catalogue.precedence import date_of, is_lower
from kl52.hops import HANDS_DOWN, Evidence, Hop, find_hops, subject_of
from kl52.model import Diagnostic, Document

if TYPE_CHECKING:
    from kl52.library import Library


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
