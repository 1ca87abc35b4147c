"""The graph of documents, units, citations, obligations and bodies.

Input: parsed documents and traces. Output: a :class:`networkx.MultiDiGraph`. Functions
take ``G`` first, as networkx does. Nodes are ids; every node has ``kind`` (document, unit,
citation, obligation, body), every edge has ``kind`` and, where words prove it, ``evidence``.

A document that is only cited is a node with ``held=False``.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from kl52.catalogue import Catalogue
from kl52.hops import subject_of
from kl52.model import Document
from kl52.tracing import Trace


def build_graph(
    documents: Iterable[Document] = (),
    traces: Iterable[Trace] = (),
    catalogue: Catalogue | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph of ``documents`` and of ``traces`` (with the documents traced).

    >>> from kl52.library import Library
    >>> from kl52.tracing import trace
    >>> library = Library()
    >>> plan = library.document("/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd")
    >>> G = build_graph(traces=[trace(plan, library)], catalogue=library.catalogue)
    >>> wanted = ("52-KL/TW", "142/QĐ-TTg")
    >>> [number for _, number in sorted(G.nodes(data="number")) if number in wanted]
    ['52-KL/TW', '142/QĐ-TTg']
    """
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    traces = tuple(traces)
    for doc in (*documents, *(each.document for each in traces)):
        add_document(G, doc)
    for each in traces:
        add_trace(G, each)
    if catalogue is not None:
        _describe(G, catalogue)
    return G


def add_document(G: nx.MultiDiGraph[str], doc: Document) -> None:
    """Add a document with its units, citations, obligations and the bodies that it names."""
    subject = subject_of(doc)
    _document(
        G, doc.id, held=True, number=doc.header.number, type=doc.header.type, date=doc.header.date
    )
    if subject != doc.id:
        _document(G, subject)
        G.add_edge(doc.id, subject, kind="reports_on")
    for unit in doc.units:
        node = f"{doc.id}#{unit.id}"
        G.add_node(node, kind="unit", unit_kind=unit.kind, heading=unit.heading, page=unit.page)
        G.add_edge(f"{doc.id}#{unit.parent}" if unit.parent else doc.id, node, kind="contains")
    for cite in doc.citations:
        node = f"{doc.id}#{cite.id}"
        G.add_node(node, kind="citation", text=cite.text, state=cite.state, page=cite.page)
        G.add_edge(f"{doc.id}#{cite.unit}" if cite.unit else doc.id, node, kind="contains")
        if cite.target:
            target = cite.target.split("#")[0]
            _document(G, target)
            G.add_edge(node, target, kind="cites", relation=cite.relation)
    for duty in doc.obligations:
        node = f"{doc.id}#{duty.id}"
        end = duty.deadline.end if duty.deadline else None
        G.add_node(node, kind="obligation", text=duty.text, duty=duty.kind, page=duty.page, end=end)
        G.add_edge(f"{doc.id}#{duty.unit}" if duty.unit else doc.id, node, kind="contains")
        for role, named in (("leads", duty.lead), ("coordinates", duty.coordinate)):
            for body in named:
                id = body.id or body.name
                G.add_node(id, kind="body", name=body.name)
                G.add_edge(id, node, kind=role)


def add_trace(G: nx.MultiDiGraph[str], result: Trace) -> None:
    """Add the cascade above a document, and the links of its obligations to their sources."""
    for hop in result.chain:
        _document(G, hop.below)
        _document(G, hop.above)
        quotes = [each.text for each in hop.evidence]
        G.add_edge(hop.below, hop.above, kind=hop.relation, evidence=quotes)
    for traced in result.obligations:
        node = f"{result.document.id}#{traced.obligation.id}"
        for source in traced.sources:
            above = f"{source.match.document}#{source.match.obligation}"
            G.add_node(above, kind="obligation", text=source.match.text, page=source.match.page)
            G.add_edge(source.match.document, above, kind="contains")
            G.add_edge(
                node,
                above,
                kind="traces_to",
                score=source.match.score,
                relation=source.match.relation,
            )


def _document(G: nx.MultiDiGraph[str], id: str, **known: object) -> None:
    if id not in G:
        G.add_node(id, kind="document", held=False)
    G.nodes[id].update(known)


def _describe(G: nx.MultiDiGraph[str], catalogue: Catalogue) -> None:
    for node in list(G.nodes):
        entry = catalogue.by_id(node) if G.nodes[node]["kind"] == "document" else None
        if entry is not None:
            for name in ("number", "type", "date", "issuer", "title"):
                G.nodes[node].setdefault(name, getattr(entry, name))
