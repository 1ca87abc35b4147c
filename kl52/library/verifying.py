"""Verifying: whether the file of a library is whole, and its tables are what its contents give.

In: a library. Out: a :class:`Fault` for each thing that is wrong, with what to do. The pages of the
file, its references, its index of words, every packed value; with ``full`` every document is
resolved again, and its rows compared with what they must be. Guarantees: one revision is looked at,
whoever writes meanwhile; nothing is changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kl52 import __version__
from kl52.errors import UsageError
from kl52.library.holdings import Library
from kl52.library.keeping import Found, cited_rows, own_rows, resolved
from kl52.library.packing import pack, unpack
from kl52.library.records import passage_rows
from kl52.library.shelf import StoredShelf
from kl52.library.store import Store
from kl52.model import Document, Raw

Progress = Callable[[Sequence[str]], Iterable[str]]
_DAMAGED = "dùng bản sao lưu; nếu không có thì tạo kho mới bằng kl52 add"
_ANEW = "kl52 remove {id}, rồi kl52 add lại tệp của văn bản ấy"
_UPDATE = "chạy kl52 update"
_MOST = 20  # faults of the file itself that are told


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in the document ``id`` or in the file as a whole, and what to do."""

    code: str
    reason: str
    hint: str
    id: str | None = None

    def __str__(self) -> str:
        return f"{self.id + ': ' if self.id else ''}{self.reason} → {self.hint}"


def verify(library: Library, *, full: bool = False, progress: Progress = iter) -> list[Fault]:
    """What is wrong with a library; ``progress`` goes through its contents."""
    store = library.writable
    with store.reading() as db:
        faults = [*_pages(db)] or [*_schema(db)] or [*_references(db)]
        if not faults:
            for sha256 in progress(_contents(db)):
                faults += _content(db, sha256, library if full else None)
    return faults + (_words(library) if not faults else [])


# -- the file ------------------------------------------------------------------------------------


def _pages(db: Connection) -> Iterator[Fault]:
    for (said,) in db.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
        if said != "ok":
            yield Fault("file", f"tệp kho bị hỏng ({said})", _DAMAGED)


def _schema(db: Connection) -> Iterator[Fault]:
    """The tables, indexes and triggers that are lacking; what others added does no harm."""
    query = "SELECT type, name FROM sqlite_schema"
    with Store(None).reading() as model:
        lacking = set(model.execute(query)) - set(db.execute(query))
    for kind, name in sorted(lacking):
        yield Fault("file", f"kho thiếu {name} ({kind})", _DAMAGED)


def _references(db: Connection) -> Iterator[Fault]:
    broken = db.execute('SELECT DISTINCT "table", parent FROM pragma_foreign_key_check').fetchall()
    for table, parent in broken:
        yield Fault("file", f"bảng {table} dẫn tới dòng không còn ở bảng {parent}", _DAMAGED)


def _words(library: Library) -> list[Fault]:
    """Whether the index of words fits the passages; where nothing can be written, not asked."""
    try:
        with library.writable.trying() as db:
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except UsageError as error:
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_READONLY:
            return []
        return [Fault("search", "chỉ mục tìm kiếm không khớp với văn bản", _DAMAGED)]
    return []


# -- the contents --------------------------------------------------------------------------------


def _contents(db: Connection) -> list[str]:
    return [
        sha256 for (sha256,) in db.execute("SELECT sha256 FROM files ORDER BY document, sha256")
    ]


def _content(db: Connection, sha256: str, library: Library | None) -> list[Fault]:
    """What is wrong with one content, and with its document if that is taken from it."""
    id, raw = db.execute("SELECT document, raw FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    faults = _unpacked(id, raw)
    row = db.execute(
        "SELECT id, stale, body, found, citations FROM documents WHERE file = ?", (sha256,)
    ).fetchone()
    if row is None:
        known = db.execute("SELECT 1 FROM documents WHERE id = ?", (id,)).fetchone()
        return faults if known else [*faults, _fault(id, "có tệp nhưng không có văn bản")]
    return faults or [*_document(db, row, library)]


def _unpacked(id: str, raw: bytes) -> list[Fault]:
    try:
        unpack(raw, Raw)
    except UsageError:
        return [_fault(id, "nội dung đã lưu không mở ra được")]
    return []


def _document(
    db: Connection, row: tuple[str, int, bytes, bytes, bytes], library: Library | None
) -> Iterator[Fault]:
    id, stale, packed, found, citations = row
    try:
        body, cited = unpack(packed, Document), unpack(found, Found)
        if stale or citations is None:
            yield Fault("stale", "viện dẫn chưa được xác định lại", _UPDATE, id)
            return
        unpack(citations, Found)
    except UsageError:
        yield _fault(id, "văn bản đã phân tích không mở ra được")
        return
    if body.id != id:
        yield _fault(id, f"văn bản đã lưu là {body.id}")
    elif library is not None:
        yield from _compared(db, body, cited, citations, library)


def _compared(
    db: Connection, body: Document, found: Found, citations: bytes, library: Library
) -> Iterator[Fault]:
    """What of a document's rows is not as it must be."""
    doc, asked = resolved(body, found, library.known, StoredShelf(library.writable))
    expected = own_rows(body) | cited_rows(doc) | {"passages": list(passage_rows(body))}
    wrong = [table for table, rows in expected.items() if set(rows) != _rows(db, table, body.id)]
    lookups = db.execute(
        "SELECT key FROM lookups JOIN documents USING (row) WHERE id = ? ORDER BY key", (body.id,)
    )
    if pack(doc.citations) != citations or [key for (key,) in lookups] != asked:
        wrong.append("lookups")
    if wrong:
        (reader,) = db.execute(
            "SELECT reader FROM files JOIN documents ON file = sha256 WHERE id = ?", (body.id,)
        ).fetchone()
        what = f"các bảng {', '.join(wrong)} không khớp với nội dung"
        yield _fault(body.id, what, _UPDATE if reader != __version__ else _ANEW)


def _rows(db: Connection, table: str, id: str) -> set[tuple[object, ...]]:
    columns = "document, start, page, text" if table == "passages" else "*"
    return set(db.execute(f"SELECT {columns} FROM {table} WHERE document = ?", (id,)))


def _fault(id: str, reason: str, hint: str = _ANEW) -> Fault:
    return Fault("document", reason, hint.format(id=id), id)
