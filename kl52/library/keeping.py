"""Keeping: documents into the tables and out of them, and citations resolved anew.

In: a connection that writes, and packed documents. Out: rows. Guarantee: what the tables hold after
:func:`settle` depends on which contents the library has, never on the order in which they came, nor
on how many came at once: of several files of one document the same one is always chosen, and the
citations of a document are resolved again when what was looked up for them comes, goes or changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from sqlite3 import Connection

from kl52 import __version__
from kl52.catalogue import Catalogue, load_catalogue
from kl52.catalogue.shelves import Shelf
from kl52.library.intake import Packed, Parsed, parse_packed
from kl52.library.packing import as_json, pack, unpack
from kl52.library.records import (
    Row,
    change_rows,
    citation_rows,
    entry_of,
    hop_rows,
    obligation_rows,
    passage_rows,
    role_rows,
    unit_rows,
    whole,
)
from kl52.library.shelf import Recorded, keys_of
from kl52.model import Citation, Document, Raw
from kl52.parsing import resolve_again, with_citations

Found = tuple[Citation, ...]
# The best file of a document: read rather than recognised, the fullest, then always the same one.
_BEST = "ORDER BY recognised > 0, letters DESC, sha256 LIMIT 1"


def keep(db: Connection, sha256: str, size: int, packed: Packed) -> str:
    """Keep a content that is not there yet; the id of its document."""
    raw, body, found = packed
    doc = unpack(body, Document)
    source = doc.source
    db.execute(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sha256, doc.id, __version__, source.media_type, size, source.pages,
            len(source.ocr_pages), len(doc.text.text), raw,
        ),
    )  # fmt: skip
    _choose(db, doc.id, {sha256: (body, found)})
    return doc.id


def drop_files(db: Connection, contents: Iterable[str]) -> None:
    """Forget contents and where they lay; a document goes, unless another file has it."""
    left = set()
    for sha256 in contents:
        row = db.execute("SELECT document FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        if row is not None:
            left.add(row[0])
            _release(db, row[0], sha256)
        for table in ("files", "failures", "places"):
            db.execute(f"DELETE FROM {table} WHERE sha256 = ?", (sha256,))
    for id in sorted(left):
        _choose(db, id, {})


def forget_unplaced(db: Connection, sha256: str) -> None:
    """Forget a content that lies nowhere any more."""
    if not db.execute("SELECT 1 FROM places WHERE sha256 = ?", (sha256,)).fetchone():
        drop_files(db, [sha256])


def read_again(db: Connection, sha256: str, parsed: Parsed) -> str:
    """Put a kept content as this version of kl52 parses it in its place; the id of its document."""
    (before,) = db.execute("SELECT document FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    doc = unpack(parsed[0], Document)
    _release(db, before, sha256)
    db.execute(
        "UPDATE files SET document = ?, letters = ?, reader = ? WHERE sha256 = ?",
        (doc.id, len(doc.text.text), __version__, sha256),
    )
    for each in dict.fromkeys((before, doc.id)):
        _choose(db, each, {sha256: parsed})
    return doc.id


def _release(db: Connection, id: str, sha256: str) -> None:
    """Drop the document if it was taken from this file."""
    row = db.execute("SELECT file FROM documents WHERE id = ?", (id,)).fetchone()
    if row is not None and row[0] == sha256:
        _drop(db, id)


def _choose(db: Connection, id: str, at_hand: dict[str, Parsed]) -> None:
    """Let the document be taken from the best of its files."""
    best = db.execute(f"SELECT sha256, raw FROM files WHERE document = ? {_BEST}", (id,)).fetchone()
    now = db.execute("SELECT file FROM documents WHERE id = ?", (id,)).fetchone()
    if best is None or (now is not None and now[0] == best[0]):
        return
    if now is not None:
        _drop(db, id)
    body, found = at_hand.get(best[0]) or parse_packed(best[1], name="")
    _insert(db, best[0], unpack(body, Document), body, found)


def _insert(db: Connection, sha256: str, doc: Document, body: bytes, found: bytes) -> None:
    entry = entry_of(doc) if load_catalogue().by_id(doc.id) is None else None
    header = doc.header
    db.execute(
        "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, NULL)",
        (
            doc.id, sha256, header.type, header.number, header.date, header.issuer, header.level,
            header.province, header.title, header.signer, entry_of(doc).since, header.secrecy,
            entry and as_json(entry), body, found,
        ),
    )  # fmt: skip
    for table, rows in own_rows(doc).items():
        _fill(db, table, rows)
    db.executemany(
        "INSERT INTO passages (document, start, page, text) VALUES (?, ?, ?, ?)", passage_rows(doc)
    )
    keys = keys_of(entry) if entry else set()
    db.executemany("INSERT INTO keys VALUES (?, ?)", ((key, doc.id) for key in sorted(keys)))
    touch(db, keys)
    _untrace(db, doc.id)


def own_rows(doc: Document) -> dict[str, list[Row]]:
    """The rows of a document that its own text makes, by table."""
    return {
        "units": list(unit_rows(doc)),
        "obligations": list(obligation_rows(doc)),
        "roles": list(role_rows(doc)),
    }


def _drop(db: Connection, id: str) -> None:
    keys = {key for (key,) in db.execute("SELECT key FROM keys WHERE document = ?", (id,))}
    _untrace(db, id)
    db.execute("DELETE FROM documents WHERE id = ?", (id,))
    touch(db, keys)


def _fill(db: Connection, table: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)


# -- resolution ----------------------------------------------------------------------------------


def touch(db: Connection, keys: Iterable[str]) -> None:
    """Documents come, go or change under these keys: whoever asked for one is to be resolved."""
    digests = json.dumps(sorted(map(_digest, keys)))
    db.execute(
        "UPDATE documents SET stale = 1 WHERE row IN"
        " (SELECT row FROM lookups WHERE key IN (SELECT value FROM json_each(?)))",
        (digests,),
    )


def settle(db: Connection, catalogue: Catalogue, shelf: Shelf) -> int:
    """Resolve the citations of all documents that wait for it; how many there were."""
    count = 0
    while rows := db.execute(
        "SELECT row, body, found, citations FROM documents WHERE stale ORDER BY row LIMIT 100"
    ).fetchall():
        for row, body, found, before in rows:
            doc, asked = resolved(unpack(body, Document), unpack(found, Found), catalogue, shelf)
            _look_up(db, row, asked)
            if (citations := pack(doc.citations)) != before:
                _cite(db, row, doc, citations)
        ids = json.dumps([row for row, *_ in rows])
        db.execute(
            "UPDATE documents SET stale = 0 WHERE row IN (SELECT value FROM json_each(?))", (ids,)
        )
        count += len(rows)
    return count


def resolved(
    body: Document, found: Found, catalogue: Catalogue, shelf: Shelf
) -> tuple[Document, list[int]]:
    """A document with its citations resolved, and the digests of the keys that it took."""
    recorded = Recorded(shelf)
    doc = resolve_again(body, found, catalogue.with_shelf(recorded))
    return doc, sorted(map(_digest, recorded.asked))


def cited_rows(doc: Document) -> dict[str, list[Row]]:
    """The rows of a document that its citations make, by table."""
    return {
        "citations": list(citation_rows(doc)),
        "hops": list(hop_rows(doc)),
        "changes": list(change_rows(doc)),
    }


def _look_up(db: Connection, row: int, asked: list[int]) -> None:
    """Keep what was asked for a document; mostly it is what was asked before."""
    before = db.execute("SELECT key FROM lookups WHERE row = ? ORDER BY key", (row,)).fetchall()
    if [key for (key,) in before] != asked:
        db.execute("DELETE FROM lookups WHERE row = ?", (row,))
        _fill(db, "lookups", ((digest, row) for digest in asked))


def _cite(db: Connection, row: int, doc: Document, citations: bytes) -> None:
    """Put the citations of a document, and what they make of it, in the place of what was there."""
    for table, rows in cited_rows(doc).items():
        db.execute(f"DELETE FROM {table} WHERE document = ?", (doc.id,))
        _fill(db, table, rows)
    _untrace(db, doc.id)
    db.execute("UPDATE documents SET citations = ? WHERE row = ?", (citations, row))


def _untrace(db: Connection, id: str) -> None:
    """The links of whatever rests on this document are to be found again."""
    db.execute(
        "DELETE FROM traced WHERE document = ?1"
        " OR document IN (SELECT document FROM above WHERE above = ?1)",
        (id,),
    )


def _digest(key: str) -> int:
    """64 bits that stand for a key; two of the same cost a needless look, no more."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def load(db: Connection, id: str) -> Document | None:
    """A document as it was parsed, with its citations as resolved."""
    row = db.execute(
        "SELECT body, documents.citations, raw,"
        " (SELECT min(path) FROM places WHERE places.sha256 = file)"
        " FROM documents JOIN files ON files.sha256 = file WHERE id = ?",
        (id,),
    ).fetchone()
    if row is None:
        return None
    body, citations, raw, name = row
    doc = whole(unpack(body, Document), unpack(raw, Raw), name or "")
    return with_citations(doc, unpack(citations, Found))
