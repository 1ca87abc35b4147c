"""The user's own lists (``kl52 catalogue import``) in the file of a library.

In: a store. Out: their texts. Guarantee: a new list and the citations that it resolves otherwise
are written together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kl52.catalogue.own_list import OwnList, Texts, texts_of
from kl52.library.keeping import settle
from kl52.library.shelf import StoredShelf
from kl52.library.store import Store

if TYPE_CHECKING:
    from kl52.library.holdings import Library


def lists_in(store: Store) -> Texts:
    """The lists as two tables of text; empty where there are none."""
    with store.reading() as db:
        texts = dict(db.execute("SELECT name, text FROM lists").fetchall())
    return texts.get("documents", ""), texts.get("changes", "")


def keep_lists(library: Library, own: OwnList) -> None:
    """Put ``own`` in the place of the lists in the library, and resolve all citations by it."""
    store = library.writable
    documents, changes = texts_of(own)
    with store.writing() as db:
        rows = (("documents", documents), ("changes", changes))
        db.executemany("INSERT OR REPLACE INTO lists VALUES (?, ?)", rows)
        db.execute("UPDATE documents SET stale = 1")
        db.execute("DELETE FROM traced")
        settle(db, library.see_lists(), StoredShelf(store))
