"""The chain above one document as a graph to draw, with what the document and a catalogue know."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any

from kl52 import bodies
from kl52.cascade import label
from kl52.hops import Hop

if TYPE_CHECKING:
    import networkx as nx

    from kl52.catalogue import Catalogue
    from kl52.model import Document

_FACTS = ("type", "number", "date", "issuer", "province", "title")


def chain_graph(
    doc: Document, hops: Sequence[Hop], catalogue: Catalogue, missing: Container[str] = ()
) -> nx.MultiDiGraph[str]:
    """A node for each document, an edge up for each hop; ``missing`` are without text."""
    import networkx as nx

    cites = {cite.target: cite for cite in doc.citations if cite.target}
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id in dict.fromkeys(end for hop in hops for end in (hop.below, hop.above)):
        known: Any = doc.header if id == doc.id else catalogue.by_id(id) or cites.get(id)
        facts = {each: getattr(known, each, None) for each in _FACTS}
        level = bodies.level_of(facts["issuer"]) if facts["issuer"] else None
        G.add_node(
            id, **facts, level=level, label=facts["number"] or label(id), held=id not in missing
        )
    for hop in hops:
        quote = next((each.text for each in hop.evidence), None)
        G.add_edge(hop.below, hop.above, hop.relation, relation=hop.relation, evidence=quote)
    return G
