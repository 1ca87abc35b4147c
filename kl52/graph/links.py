"""Links: the tasks of a library's documents led to their sources, and kept.

In: a library and documents of it. Out: rows of its table ``links``. They are found when they are
asked for and kept until a document on the way up changes (:mod:`kl52.library.keeping` forgets them
then), so that a question is always answered by the revision that it sees. Documents are traced by
themselves, on as many workers as one has, and written by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kl52.library import Library

_BATCH = 50
_GIVEN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one document: on which others it rests, and the links of its tasks
    (task, source, task there, relation, score).
    """

    document: str
    above: tuple[str, ...]
    links: tuple[tuple[str, str, str, str, float], ...]


def ensure_links(
    library: Library,
    ids: Sequence[str] | None = None,
    *,
    executor: Executor | None = None,
    progress: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> None:
    """Find the links that are not kept yet, of these documents or of all."""
    waiting = iter(progress(_untraced(library, ids)))
    while batch := list(islice(waiting, _BATCH)):
        revision = library.tables.revision
        found = _find(library, batch, executor)
        with library.tables.writing(grows=False) as db:
            (now,) = db.execute("SELECT number FROM revision").fetchone()
            for each in found if now == revision else _find(library, batch, None):
                _keep(db, each)


def _untraced(library: Library, ids: Sequence[str] | None) -> list[str]:
    query = "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM traced)"
    with library.tables.reading() as db:
        if ids is None:
            rows = db.execute(f"{query} ORDER BY id").fetchall()
        else:
            rows = db.execute(f"{query} AND id {_GIVEN} ORDER BY id", (json.dumps(ids),)).fetchall()
    return [id for (id,) in rows]


def _find(library: Library, ids: Sequence[str], executor: Executor | None) -> list[Found]:
    file = library.store.path if library.store is not None else None
    if executor is None or file is None:
        return [find_links(library, id) for id in ids]
    return list(executor.map(partial(_find_in, file), ids))


def _find_in(file: Path, id: str) -> Found:
    """:func:`find_links` in another process."""
    return find_links(_opened(file), id)


@cache
def _opened(file: Path) -> Library:
    from kl52.library import Library

    return Library(file)


def find_links(library: Library, id: str) -> Found:
    """The links of one document's tasks, as :func:`kl52.tracing.trace` finds them."""
    from kl52.tracing import trace

    doc = library.document(id)
    if doc is None:
        return Found(id, (), ())
    result = trace(doc, library)
    above = {end for hop in result.chain for end in (hop.below, hop.above)} - {id}
    links = tuple(
        (
            traced.obligation.id,
            source.match.document,
            source.match.obligation,
            source.match.relation,
            round(source.match.score, 6),
        )
        for traced in result.obligations
        for source in traced.sources
    )
    return Found(id, tuple(sorted(above)), links)


def _keep(db: Connection, found: Found) -> None:
    if db.execute("SELECT 1 FROM documents WHERE id = ?", (found.document,)).fetchone() is None:
        return
    db.execute("DELETE FROM traced WHERE document = ?", (found.document,))
    db.execute("INSERT INTO traced VALUES (?)", (found.document,))
    db.executemany("INSERT INTO above VALUES (?, ?)", ((found.document, id) for id in found.above))
    db.executemany(
        "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?, ?)",
        ((found.document, *link) for link in found.links),
    )


def links_to(library: Library, source: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each of these documents its tasks that come from ``source``."""
    ensure_links(library, ids)
    found: dict[str, list[str]] = {}
    with library.tables.reading() as db:
        for document, task in _tasks(db, source, ids):
            found.setdefault(document, []).append(task)
    return {document: tuple(tasks) for document, tasks in found.items()}


def _tasks(db: Connection, source: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from db.execute(
        f"SELECT DISTINCT document, obligation FROM links WHERE source = ? AND document {_GIVEN}"
        " ORDER BY document, obligation",
        (source, json.dumps(ids)),
    ).fetchall()
