"""The documents of a library as a shelf of the catalogue, and what was asked of it.

In: a library's store. Out: entries by id, number, name and province, looked up when asked for; and
with :class:`Recorded` the keys of all that was asked. A document's citations change only when
documents come or go under one of the keys that were asked for them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import number_key, work_key
from kl52.catalogue.index import names_of
from kl52.catalogue.shelves import Shelf
from kl52.language.lexicon import fold
from kl52.library.store import Store
from kl52.model import Change

_ENTRY = msgspec.json.Decoder(Entry)
_CHANGE = msgspec.json.Decoder(Change)


def keys_of(entry: Entry) -> set[str]:
    """The keys under which a document is looked up.

    >>> from kl52.catalogue import load_catalogue
    >>> (entry,) = load_catalogue().by_number("142/2008/QĐ-TTg")
    >>> sorted(keys_of(entry))
    ['id:/akn/vn/act/quyet-dinh/ttg/142-2008-qd-ttg', 'number:142/2008/qđ-ttg', \
'number:142/2008/qđ-ttg@']
    """
    keys = {f"id:{work_key(entry.id)}"} | {f"name:{name}" for name in names_of(entry)}
    province = fold(entry.province or "")
    if entry.number:
        keys |= {f"number:{number_key(entry.number)}", _numbered(entry.number, province)}
    if province:
        keys.add(f"province:{province}")
    return keys


def _numbered(number: str, province: str) -> str:
    """The key of a number that each province gives; without one, of a number of none's."""
    return f"number:{number_key(number)}@{province}"


class StoredShelf:
    """The documents of ``store`` that the bundled catalogue does not know."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __iter__(self) -> Iterator[Entry]:
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT entry FROM documents WHERE entry IS NOT NULL ORDER BY date, id"
            ).fetchall()
        for (entry,) in rows:
            yield _ENTRY.decode(entry)

    def by_id(self, id: str) -> Entry | None:
        return next(iter(self._entries(f"id:{work_key(id)}")), None)

    def by_number(self, number: str) -> tuple[Entry, ...]:
        return self._entries(f"number:{number_key(number)}")

    def by_number_in(self, number: str, province: str) -> tuple[Entry, ...]:
        keys = sorted({_numbered(number, ""), _numbered(number, province)})
        return tuple(entry for key in keys for entry in self._entries(key))

    def by_name(self, name: str) -> tuple[Entry, ...]:
        return self._entries(f"name:{name}")

    def by_province(self, province: str) -> tuple[Entry, ...]:
        return self._entries(f"province:{province}")

    def changes_of(self, id: str) -> tuple[Change, ...]:
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT change FROM changes WHERE target = ? ORDER BY document, place",
                (work_key(id),),
            ).fetchall()
        return tuple(dict.fromkeys(_CHANGE.decode(change) for (change,) in rows))

    def _entries(self, key: str) -> tuple[Entry, ...]:
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT entry FROM keys JOIN documents ON id = document WHERE key = ?"
                " ORDER BY date, id",
                (key,),
            ).fetchall()
        return tuple(_ENTRY.decode(entry) for (entry,) in rows)


class Recorded:
    """A shelf that keeps the keys of what it is asked, in ``asked``.

    It tells no changes: whether a document is in force is seen when it is shown, not before.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.asked: set[str] = set()

    def __iter__(self) -> Iterator[Entry]:
        return iter(())

    def by_id(self, id: str) -> Entry | None:
        self.asked.add(f"id:{work_key(id)}")
        return self._shelf.by_id(id)

    def by_number(self, number: str) -> tuple[Entry, ...]:
        self.asked.add(f"number:{number_key(number)}")
        return self._shelf.by_number(number)

    def by_number_in(self, number: str, province: str) -> tuple[Entry, ...]:
        self.asked |= {_numbered(number, ""), _numbered(number, province)}
        return self._shelf.by_number_in(number, province)

    def by_name(self, name: str) -> tuple[Entry, ...]:
        self.asked.add(f"name:{name}")
        return self._shelf.by_name(name)

    def by_province(self, province: str) -> tuple[Entry, ...]:
        self.asked.add(f"province:{province}")
        return self._shelf.by_province(province)

    def changes_of(self, id: str) -> tuple[Change, ...]:
        return ()
