"""Cypher, for Neo4j, Memgraph, Ladybug and other property graphs.

In: a selection. Out: statements that can be run again without harm: a constraint for each label,
then nodes (``Document``; with ``detail`` also ``Obligation`` and ``Body``) and relationships (the
relation in capitals, as ``IMPLEMENTS``; ``ASSIGNS``, ``LEADS`` …, ``TRACES_TO``), in batches of
``UNWIND … MERGE``. One statement begins on a line of its own and ends with ``;`` and a line end,
which no text in it holds. What is not known is ``null``, which Cypher does not store; load it into
a database without an older state of the same library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from kl52.exporting.characters import for_utf8
from kl52.exporting.selection import Selection
from kl52.exporting.tables import TABLES, rows_of
from kl52.library.records import ROLES

_BATCH = 500
_ESCAPED = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DOCUMENT = ("label", "held", "type", "number", "date", "issuer", "level", "province", "title",
             "status")  # fmt: skip
_OBLIGATION = tuple(name for name in TABLES["obligations"] if name not in ("lead", "coordinate"))
_ROLE = {"lead": "LEADS", "coordinate": "COORDINATES", "report_to": "IS_TOLD",
         "report_via": "PASSES_ON"}  # fmt: skip
Fields = Mapping[str, Any]


def write(selection: Selection, out: BinaryIO, detail: bool = False) -> None:
    """The statements for the selection."""
    labels = ("Document", "Obligation", "Body") if detail else ("Document",)
    for statement in _statements(selection, labels):
        out.write(for_utf8(statement).encode("utf-8") + b";\n")


def _statements(selection: Selection, labels: tuple[str, ...]) -> Iterator[str]:
    for label in labels:
        yield (
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS"
            f" FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        )
    nodes = ({"id": id, **{name: data[name] for name in _DOCUMENT}} for id, data in
             selection.nodes())  # fmt: skip
    yield from _nodes("Document", _DOCUMENT, nodes)
    yield from _citations(selection)
    if len(labels) > 1:
        yield from _tasks(selection)


def _citations(selection: Selection) -> Iterator[str]:
    """The edges by relation; a batch goes out when it is full."""
    names = ("count", "state", "evidence", "witness")
    waiting: dict[str, list[Fields]] = {}
    for edge in selection.edges():
        row = {"s": edge.source, "t": edge.target, **{name: getattr(edge, name) for name in names}}
        batch = waiting.setdefault(edge.relation, [])
        batch.append(row)
        if len(batch) == _BATCH:
            yield from _links("Document", edge.relation.upper(), "Document", names, batch)
            batch.clear()
    for relation, batch in sorted(waiting.items()):
        yield from _links("Document", relation.upper(), "Document", names, batch)


def _tasks(selection: Selection) -> Iterator[str]:
    def duties() -> Iterator[dict[str, Any]]:
        for row in rows_of(selection, "obligations"):
            found = dict(zip(TABLES["obligations"], row, strict=True))
            yield {**found, "id": f"{found['document']}#{found['id']}"}

    kept = tuple(name for name in _OBLIGATION if name != "id")
    yield from _nodes("Obligation", kept, ({"id": each["id"], **{k: each[k] for k in kept}}
                                           for each in duties()))  # fmt: skip
    yield from _links("Document", "ASSIGNS", "Obligation", (),
                      ({"s": each["document"], "t": each["id"]} for each in duties()))  # fmt: skip
    yield from _bodies(selection)
    links = (
        {"s": f"{document}#{task}", "t": f"{source}#{above}", "relation": how, "score": score}
        for document, task, source, above, how, score in rows_of(selection, "links")
    )
    yield from _links("Obligation", "TRACES_TO", "Obligation", ("relation", "score"), links)


def _bodies(selection: Selection) -> Iterator[str]:
    """Bodies by their id, those that the registry does not know by their name as printed."""
    known: set[str] = set()

    def fresh() -> Iterator[Fields]:
        for _, _, _, _, name, body in rows_of(selection, "bodies"):
            if (id := body or name) not in known:
                known.add(id)
                yield {"id": id, "name": name}

    yield from _nodes("Body", ("name",), fresh())
    for role in ROLES:
        named = ({"s": body or name, "t": f"{document}#{task}"}
                 for document, task, said, _, name, body in rows_of(selection, "bodies")
                 if said == role)  # fmt: skip
        yield from _links("Body", _ROLE[role], "Obligation", (), named)


def _nodes(label: str, names: tuple[str, ...], rows: Iterable[Fields]) -> Iterator[str]:
    for batch in _batches(rows):
        yield (
            f"UNWIND {literal(batch)} AS row MERGE (n:{label} {{id: row.id}})"
            f"{_set('n', names, batch)}"
        )


def _links(
    start: str, name: str, end: str, names: tuple[str, ...], rows: Iterable[Fields]
) -> Iterator[str]:
    """Relationships; where an end is not among what is exported, it is a node with an id only."""
    for batch in _batches(rows):
        yield (
            f"UNWIND {literal(batch)} AS row MERGE (s:{start} {{id: row.s}})"
            f" MERGE (t:{end} {{id: row.t}}) MERGE (s)-[r:{name}]->(t){_set('r', names, batch)}"
        )


def _set(variable: str, names: tuple[str, ...], batch: list[Fields]) -> str:
    """What is set of a batch; where no row knows a value, its type is not known either."""
    known = [name for name in names if any(row[name] is not None for row in batch)]
    said = ", ".join(f"{variable}.`{name}` = row.`{name}`" for name in known)
    return f" SET {said}" if said else ""


def _batches(rows: Iterable[Fields]) -> Iterator[list[Fields]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def literal(value: Any) -> str:
    """A value as Cypher writes it.

    >>> literal({"id": "Tỉnh uỷ 'A'", "held": True, "date": None})
    "{`id`: 'Tỉnh uỷ \\\\'A\\\\'', `held`: true, `date`: null}"
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{name}`: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(literal, value)) + "]"
    return "'" + _ESCAPED.sub(_escape, str(value)) + "'"


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return f"\\{char}" if char in "\\'" else f"\\u{ord(char):04x}"
