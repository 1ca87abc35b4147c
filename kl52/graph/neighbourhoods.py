"""The documents around some: who cites whom, as far as one asks.

In: a library, ids and limits. Out: a :class:`networkx.MultiDiGraph` of documents; its edges are
keyed by relation and have ``kind="cites"``, ``relation``, ``count`` (mentions), ``state`` and
``evidence`` (the words of the first mention). Guarantee: what lies outside the limits is neither in
the graph nor looked up; the same library gives the same graph, in the same order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from kl52.graph.nodes import document_node
from kl52.graph.tables import Edge, all_edges, edges_from, edges_to

if TYPE_CHECKING:
    from kl52.library import Library


@dataclass(frozen=True, slots=True)
class Limits:
    """Which edges and documents are asked for: relations, levels of issuers, ISO dates.

    Documents without a date are kept; ``on`` leaves out what was not there on that day, and is the
    day of each status.
    """

    relations: Collection[str] | None = None
    levels: Collection[str] | None = None
    since: str | None = None
    until: str | None = None
    on: str | None = None

    def takes(self, edge: Edge) -> bool:
        return self.relations is None or edge.relation in self.relations

    def holds(self, date: object, level: object) -> bool:
        latest = min(filter(None, (self.until, self.on)), default=None)
        if isinstance(date, str):
            if self.since is not None and date < self.since[: len(date)]:
                return False
            if latest is not None and date > latest[: len(date)]:
                return False
        return self.levels is None or level in self.levels


def neighbourhood(
    library: Library, around: Iterable[str], depth: int, limits: Limits
) -> nx.MultiDiGraph[str]:
    """The documents that lead to or from ``around`` in at most ``depth`` citations."""
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    edge = {id for id in around if _take(G, id, library, limits, always=True)}
    seen: set[tuple[str, str]] = set()
    for _ in range(depth):
        with library.tables.reading() as db:
            found = [*edges_from(db, edge), *edges_to(db, edge)]
        edge = _grow(G, found, seen, library, limits)
        if not edge:
            break
    return G


def whole(library: Library, limits: Limits) -> nx.MultiDiGraph[str]:
    """All documents of a library, and what they cite."""
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with library.tables.reading() as db:
        for (id,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
            _take(G, id, library, limits)
        _grow(G, all_edges(db), set(), library, limits)
    return G


def _grow(
    G: nx.MultiDiGraph[str],
    found: Iterable[Edge],
    seen: set[tuple[str, str]],
    library: Library,
    limits: Limits,
) -> set[str]:
    """Add the edges that were not seen; the documents that are new by them."""
    new: set[str] = set()
    for edge in found:
        if not limits.takes(edge) or (edge.witness, edge.citation) in seen:
            continue
        ends = (edge.source, edge.target)
        fresh = [id for id in dict.fromkeys(ends) if id not in G]
        if not all(_take(G, id, library, limits) for id in ends):
            G.remove_nodes_from(id for id in fresh if id in G)
            continue
        new.update(fresh)
        seen.add((edge.witness, edge.citation))
        add_edge(G, edge)
    return new


def add_edge(G: nx.MultiDiGraph[str], edge: Edge) -> None:
    """One edge for each pair and relation, with the words of its first mention."""
    if G.has_edge(edge.source, edge.target, edge.relation):
        G.edges[edge.source, edge.target, edge.relation]["count"] += 1
        return
    G.add_edge(
        edge.source,
        edge.target,
        edge.relation,
        kind="cites",
        relation=edge.relation,
        count=1,
        state=edge.state,
        evidence=edge.text,
        witness=edge.witness,
    )


def _take(
    G: nx.MultiDiGraph[str], id: str, library: Library, limits: Limits, always: bool = False
) -> bool:
    """Whether a document is in the graph, or may be and is now."""
    if id in G:
        return True
    known = document_node(id, library, limits.on)
    if not always and not limits.holds(known["date"], known["level"]):
        return False
    G.add_node(id, **known)
    return True
