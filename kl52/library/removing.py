"""Removing: documents out of a library, by id, by number, or by where their files lie.

In: what a user names. Out: :class:`Removed` for every document that a file was taken from.
Guarantees: all names are understood before anything goes; a number that several documents bear is
asked back; what cited a document is resolved anew in the transaction in which it goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kl52.library.holdings import Library
from kl52.library.keeping import drop_files, settle
from kl52.library.naming import id_meant
from kl52.library.places import as_text, is_url
from kl52.library.shelf import StoredShelf

_BATCH = 200  # contents that go together


@dataclass(frozen=True, slots=True)
class Removed:
    """A document of which ``files`` went; ``kept`` where it has others and so stays."""

    id: str
    number: str | None
    files: tuple[str, ...]
    kept: bool = False


def contents_meant(library: Library, name: str) -> tuple[str, ...]:
    """The contents that a name means: a file, a folder, an id or a number, in this order.

    :class:`~kl52.errors.UsageError` where it means none, or a number of several documents.
    """
    with library.writable.reading() as db:
        at = contents_at(db, name)
        return at or _of_document(db, id_meant(library, name, held=True))


def _of_document(db: Connection, id: str) -> tuple[str, ...]:
    rows = db.execute("SELECT sha256 FROM files WHERE document = ? ORDER BY sha256", (id,))
    return tuple(sha256 for (sha256,) in rows)


def contents_at(db: Connection, path: str) -> tuple[str, ...]:
    """The contents that were read from a file, or from the files below a folder."""
    return tuple(dict.fromkeys(sha256 for _, sha256, _ in places_at(db, path)))


def places_at(db: Connection, path: str) -> list[tuple[str, str, str]]:
    """Path, content and stamp of a file, or of all files below a folder."""
    whole = path if is_url(path) else os.path.realpath(path)
    separator = "/" if is_url(path) else os.sep
    below = whole.rstrip(separator) + separator
    return db.execute(
        "SELECT path, sha256, stamp FROM places WHERE path = ? OR (path >= ? AND path < ?)"
        " ORDER BY path",
        (as_text(whole), as_text(below), as_text(below[:-1]) + chr(ord(separator) + 1)),
    ).fetchall()


def find_contents(library: Library, names: Iterable[str]) -> tuple[str, ...]:
    """The contents that ``names`` mean, each once."""
    with library.writable.reading():
        return tuple(
            dict.fromkeys(each for name in names for each in contents_meant(library, name))
        )


def remove_contents(library: Library, contents: Sequence[str]) -> Iterator[Removed]:
    """Take contents out of the library, so many at a time that others get their turn."""
    store = library.writable
    for start in range(0, len(contents), _BATCH):
        with store.writing() as db:
            removed = _remove(db, contents[start : start + _BATCH])
            settle(db, library.see_lists(), StoredShelf(store))
        yield from removed


def _remove(db: Connection, contents: Sequence[str]) -> list[Removed]:
    """Drop contents; what became of each document that they were files of."""
    files: dict[tuple[str, str | None], list[str]] = {}
    for sha256 in contents:
        row = db.execute(
            "SELECT files.document, number FROM files LEFT JOIN documents"
            " ON documents.id = files.document WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
        if row is not None:  # another process may have been first
            paths = db.execute("SELECT path FROM places WHERE sha256 = ? ORDER BY path", (sha256,))
            files.setdefault(row, []).extend(path for (path,) in paths)
    drop_files(db, contents)
    return [
        Removed(id, number, tuple(found), bool(_of_document(db, id)))
        for (id, number), found in files.items()
    ]
