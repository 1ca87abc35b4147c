"""The edges and hops of single documents, from the tables of a library.

In: a connection that reads, and ids. Out: :class:`Edge` values. An edge leads from the document
that speaks, or from the one in whose title the mention stands, to the one that is cited. Each query
goes by an index: what it costs depends on the documents asked for, not on the library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sqlite3 import Connection

_ASSESSED = "c.cited IS NOT NULL AND c.state NOT IN ('self', 'not_assessed') AND c.kind != 'future'"
_SPEAKER = "coalesce(o.cited, c.document)"
_EDGES = (
    # what is amended by another does nothing to that one: the edge leads the other way
    f"SELECT iif(c.passive, c.cited, {_SPEAKER}) AS source,"
    f" iif(c.passive, {_SPEAKER}, c.cited) AS target,"
    " c.relation, c.document, c.id, c.text, c.page, c.state FROM citations c"
    " LEFT JOIN citations o ON o.document = c.document AND o.id = c.within"
    f" WHERE {_ASSESSED} AND "
)
_MANY = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` stands in ``relation`` to ``target``; ``witness`` says so in ``citation``."""

    source: str
    target: str
    relation: str
    witness: str
    citation: str
    text: str
    page: int | None
    state: str = "resolved"


def edges_from(db: Connection, ids: Iterable[str]) -> Iterator[Edge]:
    """The edges that these documents tell of, or that are told of in their titles."""
    wanted = json.dumps(sorted(ids))
    inner = (
        f"o.cited {_MANY} AND c.document IN (SELECT document FROM citations WHERE cited {_MANY})"
    )
    own = db.execute(f"{_EDGES} c.document {_MANY} AND c.within IS NULL", (wanted,))
    told = db.execute(f"{_EDGES} {inner}", (wanted, wanted))
    for row in sorted({*own.fetchall(), *told.fetchall()}):
        yield Edge(*row)


def edges_to(db: Connection, ids: Iterable[str]) -> Iterator[Edge]:
    """The edges of the mentions of these documents."""
    rows = db.execute(f"{_EDGES} c.cited {_MANY}", (json.dumps(sorted(ids)),)).fetchall()
    for row in sorted(rows):
        yield Edge(*row)


def all_edges(db: Connection) -> Iterator[Edge]:
    """Every edge of the library, in the order of the documents that tell of them."""
    for row in db.execute(f"{_EDGES} 1 ORDER BY c.document, c.start, c.id"):
        yield Edge(*row)


def edges_in_order(db: Connection, ids: Iterable[str] | None = None) -> Iterator[Edge]:
    """Every edge, or those with both ends among ``ids``: by source, target, relation and place."""
    order = "ORDER BY 1, 2, 3, c.document, c.start, c.id"
    if ids is None:
        rows = db.execute(f"{_EDGES} 1 {order}")
    else:
        wanted = json.dumps(sorted(ids))
        both = f"c.cited {_MANY} AND {_SPEAKER} {_MANY}"
        rows = db.execute(f"{_EDGES} {both} {order}", (wanted, wanted))
    for row in rows:
        yield Edge(*row)


def ids_in_order(db: Connection) -> Iterator[str]:
    """The documents at hand and those at the ends of edges, sorted."""
    ends = " UNION ".join(f"SELECT {end} FROM ({_EDGES} 1)" for end in ("source", "target"))
    for (id,) in db.execute(f"SELECT id FROM documents UNION {ends} ORDER BY 1"):
        yield id


def hops_above(db: Connection, id: str) -> Iterator[Edge]:
    """The hops by which a document stands below others; its tasks count only for itself."""
    yield from _hops(db, "below = ?1 AND (central OR document = ?1)", id)


def hops_below(db: Connection, id: str) -> Iterator[Edge]:
    """The hops by which others stand below a document, in their titles and preambles."""
    yield from _hops(db, "above = ? AND central", id)


def _hops(db: Connection, where: str, id: str) -> Iterator[Edge]:
    rows = db.execute(
        "SELECT below, above, relation, document, citation, text, NULL FROM hops"
        f" WHERE {where} ORDER BY document, citation",
        (id,),
    )
    for row in rows.fetchall():
        yield Edge(*row)
