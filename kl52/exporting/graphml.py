"""GraphML, for networkx, Gephi, yEd, Cytoscape.

In: a selection. Out: a directed graph of documents and citations, or with ``detail`` of all that
:func:`kl52.graph.build_graph` knows of them. Gephi's conventions: nodes and edges have a ``label``,
edges a ``weight`` (the number of mentions, or the score of a link) and an id of their own, which
networkx takes as the key. Every attribute is declared with its type; what is not known is left out.
Written element by element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from lxml import etree

from kl52.exporting.characters import for_xml
from kl52.exporting.selection import Selection

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_NODE: dict[str, type] = {
    "label": str, "kind": str, "held": bool, "type": str, "number": str, "date": str,
    "issuer": str, "level": str, "province": str, "title": str, "status": str,
}  # fmt: skip
_EDGE: dict[str, type] = {
    "label": str, "weight": float, "kind": str, "relation": str, "count": int, "state": str,
    "evidence": str, "witness": str,
}  # fmt: skip
_LABEL = 80  # code points of a text that stands for its task or citation

Fields = Mapping[str, Any]
Node = tuple[str, Fields]
Edge = tuple[str, str, str, Fields]  # id, source, target, attributes


def write(selection: Selection, out: BinaryIO, detail: bool = False) -> None:
    """The graph of the selection, as a file in UTF-8."""
    if not detail:
        write_graph(out, _NODE, selection.nodes(), _EDGE, _edges(selection))
        return
    nodes, edges = detailed(selection)
    write_graph(out, _types(data for _, data in nodes), nodes,
                _types(data for *_, data in edges), edges)  # fmt: skip


def _edges(selection: Selection) -> Iterator[Edge]:
    for edge in selection.edges():
        yield f"{edge.source}|{edge.relation}|{edge.target}", edge.source, edge.target, {
            "label": edge.relation, "weight": float(edge.count), "kind": "cites",
            "relation": edge.relation, "count": edge.count, "state": edge.state,
            "evidence": edge.evidence, "witness": edge.witness,
        }  # fmt: skip


def detailed(selection: Selection) -> tuple[list[Node], list[Edge]]:
    """Documents with their units, citations, obligations, bodies and links."""
    from kl52.graph import build_graph
    from kl52.tracing import trace

    library = selection.library
    traces = [trace(doc, library) for doc in selection.documents()]
    G = build_graph(traces=traces, catalogue=library.catalogue)
    nodes: list[Node] = [
        (str(node), _plain(data, _named(str(node), data))) for node, data in G.nodes.items()
    ]
    edges: list[Edge] = []
    for (source, target, key), data in G.edges.items():
        named = {"label": data["kind"], "weight": float(data.get("score", 1))}
        edges.append((f"{source}|{data['kind']}|{key}|{target}", source, target,
                      _plain(data, named)))  # fmt: skip
    return nodes, edges


def _named(id: str, data: Fields) -> dict[str, Any]:
    said = (data.get(name) for name in ("number", "heading", "name", "text", "title"))
    return {"label": next(filter(None, said), id.rsplit("/", 1)[-1])[:_LABEL]}


def _plain(data: Fields, more: Fields) -> dict[str, Any]:
    """Attributes that a table has room for: several values become one text."""
    found = {**more, **data}
    return {
        name: "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        for name, value in found.items()
    }


def _types(rows: Iterable[Fields]) -> dict[str, type]:
    """The type of each attribute, in the order of their names; the label comes first."""
    found: dict[str, type] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                found.setdefault(name, type(value))
    return dict(sorted(found.items(), key=lambda each: (each[0] != "label", each[0])))


def write_graph(
    out: BinaryIO,
    node_types: Mapping[str, type],
    nodes: Iterable[Node],
    edge_types: Mapping[str, type],
    edges: Iterable[Edge],
) -> None:
    """A directed graph with typed attributes, element by element."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: _NAMESPACE}):
            file.write("\n")
            for kind, types in (("node", node_types), ("edge", edge_types)):
                for name, type in types.items():
                    key = etree.Element("key", {
                        "id": f"{kind}-{name}", "for": kind, "attr.name": name,
                        "attr.type": _TYPES[type],
                    })  # fmt: skip
                    key.tail = "\n"
                    file.write(key)
            with file.element("graph", edgedefault="directed"):
                file.write("\n")
                for id, data in nodes:
                    file.write(_element("node", {"id": id}, data, node_types))
                for id, source, target, data in edges:
                    ends = {"id": id, "source": source, "target": target}
                    file.write(_element("edge", ends, data, edge_types))


def _element(
    kind: str, attributes: Mapping[str, str], data: Fields, types: Mapping[str, type]
) -> etree._Element:
    element = etree.Element(kind, {name: for_xml(value) for name, value in attributes.items()})
    for name in types:
        if (value := data.get(name)) is not None:
            child = etree.SubElement(element, "data", key=f"{kind}-{name}")
            child.text = str(value).lower() if isinstance(value, bool) else for_xml(str(value))
    element.tail = "\n"
    return element
