"""The cascade over and under a document: what hands a policy down to it, and what it hands it to.

In: an id and the library. Out: a :class:`networkx.MultiDiGraph` without circles, whose edges lead
from the document below to the one above, keyed by relation, with ``evidence``; nodes have the
attributes of :mod:`kl52.graph.nodes` and a ``rank``, 0 at the top. A hop that cannot be (above is
younger, or of a lower level) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from kl52.catalogue.precedence import date_of, is_lower
from kl52.displayed import Displayed
from kl52.graph.answers import Answers
from kl52.graph.nodes import called_node, document_node
from kl52.graph.tables import Edge, hops_above, hops_below

if TYPE_CHECKING:
    from kl52.library import Library

    _Graph = nx.MultiDiGraph[str]
else:
    _Graph = nx.MultiDiGraph  # networkx has no generic classes when it runs

_FROM_CATALOGUE = ("implements", "continues")


class Cascade(Displayed, _Graph):
    """A graph that shows itself drawn by level and date; ``G.graph["focus"]`` is what was asked."""

    def _repr_html_(self) -> str:
        from kl52.views.displays import cascade_html

        return cascade_html(self)


def cascade(library: Library, id: str, on: str | None = None) -> Cascade:
    """The documents above and below ``id``, and ``id`` itself."""
    G = Cascade(focus=id)
    G.add_node(id)
    _climb(G, id, lambda each: _above(library, each), up=True)
    _climb(G, id, lambda each: _below(library, each), up=False)
    for node in G:
        G.nodes[node].update(document_node(node, library, on))
    for node, rank in _ranks(G).items():
        G.nodes[node]["rank"] = rank
    return G


def _climb(
    G: nx.MultiDiGraph[str], start: str, hops: Callable[[str], Iterator[Edge]], *, up: bool
) -> None:
    waiting, seen = [start], {start}
    while waiting:
        for hop in hops(waiting.pop(0)):
            reached = hop.target if up else hop.source
            if not _possible(hop) or _closes_circle(G, hop):
                continue
            _add(G, hop)
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)


def _add(G: nx.MultiDiGraph[str], hop: Edge) -> None:
    if not G.has_edge(hop.source, hop.target, hop.relation):
        G.add_edge(
            hop.source, hop.target, hop.relation, kind="hands_down", relation=hop.relation,
            evidence=hop.text, witness=hop.witness,
        )  # fmt: skip


def _above(library: Library, id: str) -> Iterator[Edge]:
    with library.tables.reading() as db:
        yield from list(hops_above(db, id))
    yield from _by_catalogue(library, id, up=True)


def _below(library: Library, id: str) -> Iterator[Edge]:
    with library.tables.reading() as db:
        yield from list(hops_below(db, id))
    yield from _by_catalogue(library, id, up=False)


def _by_catalogue(library: Library, id: str, *, up: bool) -> Iterator[Edge]:
    """What the catalogue knows of documents whose text nobody has."""
    for below, link in library.catalogue.relations_of(id):
        if (below if up else link.to) == id and link.relation in _FROM_CATALOGUE:
            yield Edge(below, link.to, link.relation, "", "", f"danh mục kl52: {link.source}", None)


def _possible(hop: Edge) -> bool:
    below, above = date_of(hop.source), date_of(hop.target)
    late = below is not None and above is not None and above > below
    return hop.source != hop.target and not late and not is_lower(hop.target, hop.source)


def _closes_circle(G: nx.MultiDiGraph[str], hop: Edge) -> bool:
    return hop.source in G and hop.target in G and nx.has_path(G, hop.target, hop.source)


def _ranks(G: nx.MultiDiGraph[str]) -> dict[str, int]:
    """How many hops the longest way down to each document has."""
    ranks: dict[str, int] = {}
    for node in reversed(list(nx.topological_sort(G))):
        ranks[node] = max((ranks[above] + 1 for above in G.successors(node)), default=0)
    return ranks


@dataclass(frozen=True, slots=True)
class Affected:
    """A document below another: ``distance`` hops away, by way of ``path``, from it up.

    ``tasks`` are those of its obligations that come from the one above.
    """

    document: str
    distance: int
    path: tuple[str, ...]
    relation: str
    tasks: tuple[str, ...] = ()


def impact(library: Library, id: str) -> Answers[Affected]:
    """The documents that hang on ``id``, the nearest first, with the tasks that come from it."""
    from kl52.graph.links import links_to

    G = cascade(library, id)
    paths: dict[str, list[str]] = nx.single_target_shortest_path(G, id)
    below = sorted((len(path), node) for node, path in paths.items() if node != id)
    tasks = links_to(library, id, [node for _, node in below])
    found = (
        Affected(
            node,
            length - 1,
            tuple(paths[node]),
            next(iter(G[node][paths[node][1]])),
            tasks.get(node, ()),
        )
        for length, node in below
    )
    return Answers(found, {node: called_node(known) for node, known in G.nodes(data=True)})
