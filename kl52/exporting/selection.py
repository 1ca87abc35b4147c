"""What is exported: all of a library, or the documents around some, as of a day or as of now.

In: a library, ids, a depth, a day. Out: :class:`Selection`, which gives documents and edges one by
one. Guarantee: their order and content depend on what the library holds alone, not on how it was
built; nothing is kept in memory but the ids that a day or a neighbourhood leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kl52.errors import UsageError
from kl52.graph.neighbourhoods import Limits
from kl52.graph.nodes import Value, document_node
from kl52.graph.tables import Edge, edges_in_order, ids_in_order

if TYPE_CHECKING:
    from kl52.library import Library
    from kl52.model import Document

Progress = Callable[[Iterable[Any], int | None], Iterable[Any]]
EDGE = ("source", "target", "relation", "count", "state", "evidence", "witness")


def unseen(items: Iterable[Any], total: int | None) -> Iterable[Any]:
    """A :data:`Progress` that shows nothing."""
    return items


@dataclass(frozen=True)
class Relation:
    """``count`` mentions say that ``source`` stands in ``relation`` to ``target``.

    ``evidence`` are the words of the first of them, in the document ``witness``.
    """

    source: str
    target: str
    relation: str
    count: int
    state: str
    evidence: str
    witness: str


def _ends(edge: Edge) -> tuple[str, str, str]:
    return edge.source, edge.target, edge.relation


def _relation(mentions: list[Edge]) -> Relation:
    first = mentions[0]
    return Relation(*_ends(first), len(mentions), first.state, first.text, first.witness)


@dataclass(frozen=True)
class Selection:
    """The documents ``ids``, sorted, or all of ``library``, as of the day ``on``."""

    library: Library
    ids: tuple[str, ...] | None = None
    on: str | None = None
    progress: Progress = unseen

    @cached_property
    def excluded(self) -> frozenset[str]:
        """What was not there on the day, and what only such documents cite."""
        if self.on is None or self.ids is not None:  # a neighbourhood has been told the day
            return frozenset()
        limits = Limits(on=self.on)
        nodes = {id: document_node(id, self.library) for id in self._all()}
        late = {id for id, node in nodes.items() if not limits.holds(node["date"], None)}
        with self.library.tables.reading() as db:
            ends = (_ends(edge)[:2] for edge in edges_in_order(db))
            cited = {id for each in ends if late.isdisjoint(each) for id in each}
        return frozenset(id for id in nodes if id in late or not (nodes[id]["held"] or id in cited))

    def _all(self) -> Iterator[str]:
        if self.ids is not None:
            yield from self.ids
            return
        with self.library.tables.reading() as db:
            yield from ids_in_order(db)

    def nodes(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """All documents, at hand or only cited, with the attributes of :mod:`kl52.graph.nodes`."""
        total = len(self.ids) if self.ids is not None else None
        for id in self.progress(self._all(), total):
            if id not in self.excluded:
                yield id, document_node(id, self.library, self.on)

    def edges(self) -> Iterator[Relation]:
        """One edge for each pair and relation, by source, target and relation."""
        with self.library.tables.reading() as db:
            found = edges_in_order(db, self.ids)
            for ends, group in groupby(found, _ends):
                if self.excluded.isdisjoint(ends[:2]):
                    yield _relation(list(group))

    def held(self) -> tuple[str, ...]:
        """The documents whose text is at hand, sorted."""
        with self.library.tables.reading() as db:
            found = [id for (id,) in db.execute("SELECT id FROM documents ORDER BY id")]
        wanted = None if self.ids is None else set(self.ids)
        return tuple(
            id for id in found if (wanted is None or id in wanted) and id not in self.excluded
        )

    def secret(self) -> tuple[str, ...]:
        """Those of them that bear a mark of secrecy."""
        with self.library.tables.reading() as db:
            marked = db.execute("SELECT id FROM documents WHERE secrecy IS NOT NULL").fetchall()
        return tuple(sorted({id for (id,) in marked} & set(self.held())))

    def documents(self) -> Iterator[Document]:
        """The documents whose text is at hand, parsed."""
        ids = self.held()
        for id in self.progress(ids, len(ids)):
            if (doc := self.library.document(id)) is not None:
                yield doc


def select(
    library: Library,
    ids: Iterable[str] | None = None,
    depth: int = 0,
    on: str | None = None,
    progress: Progress = unseen,
) -> Selection:
    """The documents ``depth`` citations around ``ids``, or all.

    Raises :class:`~kl52.errors.UsageError` for an id of which nothing is known.
    """
    from kl52.graph.neighbourhoods import neighbourhood

    if depth < 0:
        raise UsageError("--depth cần ít nhất là 0")
    if ids is None:
        return Selection(library, None, on, progress)
    around = sorted(set(ids))
    G = neighbourhood(library, around, depth, Limits(on=on))
    for id in around:
        if not G.nodes[id]["held"] and not G.degree(id) and library.catalogue.by_id(id) is None:
            raise UsageError(f"{id}: kho và danh mục không có văn bản này → xem lại mã")
    return Selection(library, tuple(sorted(G)), on, progress)
