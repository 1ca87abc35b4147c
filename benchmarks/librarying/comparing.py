"""Libraries as values: whether two of them hold the same.

In: a library. Out: all rows of its tables but where the files lie and how often something changed,
in an order of its own, packed values as plain ones. Guarantee: equal where and only where the
libraries are, whatever came first.
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec

from kl52.library import Library
from kl52.library.packing import pack

Dumped = dict[str, list[Any]]
_ORDER = {
    "documents": "SELECT * FROM documents",
    "lookups": "SELECT id, key FROM lookups JOIN documents USING (row)",
    "passages": "SELECT document, start, page, text FROM passages",
    "failures": "SELECT sha256, reason, advice, kind FROM failures",
    "search": "SELECT document, start, p.text FROM search JOIN passages AS p"
    " ON search.rowid = p.id WHERE search MATCH 'noi OR phat'",
}
_LEFT = {"places", "revision"}  # where the files lie, and how often something came or went


def dump(library: Library) -> Dumped:
    """All that a library holds, in an order of its own: equal where two libraries are."""
    with library.writable.reading() as db:
        tables = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith(("search_", "sqlite_")) and name not in _LEFT
        ]
        dumped = {}
        for table in tables:
            cursor = db.execute(_ORDER.get(table, f'SELECT * FROM "{table}"'))
            names = [each[0] for each in cursor.description]
            rows = [
                {key: _plain(value) for key, value in zip(names, row, strict=True) if key != "row"}
                for row in cursor
            ]
            dumped[table] = sorted(rows, key=repr)
    return dumped


def _plain(value: Any) -> Any:
    return msgspec.msgpack.decode(zlib.decompress(value)) if isinstance(value, bytes) else value


def differences(one: Library, other: Library) -> list[str]:
    """The tables and documents in which two libraries differ."""
    first, second = dump(one), dump(other)
    tables = sorted(first.keys() | second.keys())
    documents = sorted({*one.ids(), *other.ids()})
    return [
        *(table for table in tables if first.get(table) != second.get(table)),
        *(id for id in documents if pack(one.document(id)) != pack(other.document(id))),
    ]
