"""The file of a library: one SQLite database, its schema, and who may write when.

Input: a path, or none for one that lives in memory. Output: :class:`Store`, with a connection for
each thread. Guarantees: a reader sees one revision from the beginning of :meth:`Store.reading` to
its end, whoever writes meanwhile; writers, also of other processes, come one after the other; what
was committed is there after a crash. An older schema is migrated when the file is opened, a newer
one and any other file are refused.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from kl52.errors import UsageError, reason_of

APPLICATION_ID = 0x6B6C3532  # "kl52" in the header of the file, as SQLite asks for
_MIGRATIONS = ("library-1.sql",)
VERSION = len(_MIGRATIONS)
_WAIT = 120.0  # seconds for another writer to finish
_CACHE = 64 * 1024  # KiB of pages


class Store:
    """An open library file; ``None`` is one in memory, gone with the object.

    >>> store = Store(None)
    >>> with store.writing() as db:
    ...     _ = db.execute("INSERT INTO lists VALUES ('documents', '')")
    >>> store.revision
    1
    """

    def __init__(self, path: Path | None, *, create: bool = False) -> None:
        self.path = path
        self._threads = threading.local()
        self._memory: sqlite3.Connection | None = None
        self._lock = threading.RLock()  # a connection in memory serves all threads
        if path is None:
            self._memory = self._connect()
        elif not path.is_file() and not create:
            raise UsageError(f"{path}: không có kho văn bản này → tạo bằng kl52 add")
        else:
            self._make_folder(path)
        self._prepare()

    def _make_folder(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{path}: không tạo được kho ({reason_of(error)}) → chọn chỗ khác"
            raise UsageError(message) from error

    @property
    def revision(self) -> int:
        """How often the library has been changed."""
        with self.reading() as db:
            (number,) = db.execute("SELECT number FROM revision").fetchone()
        return int(number)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one revision; within another, and within writing, the same one."""
        with self._lock if self.path is None else _nothing():
            db = self._connection()
            if db.in_transaction:
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def writing(self, *, grows: bool = True) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together, or not at all; the revision grows.

        ``grows=False``: what is written only spares finding it again, and changes no answer.
        """
        with self._lock if self.path is None else _nothing():
            db = self._connection()
            try:
                db.execute("BEGIN IMMEDIATE")
                yield db
                if grows:
                    db.execute("UPDATE revision SET number = number + 1")
                db.execute("COMMIT")
            except BaseException as error:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise self._unwritable(error) from error
                raise

    def close(self) -> None:
        """Close this thread's connection; what is in memory is gone."""
        db = self._memory or getattr(self._threads, "db", None)
        if db is not None:
            db.close()
        self._threads = threading.local()

    def _connection(self) -> sqlite3.Connection:
        if self._memory is not None:
            return self._memory
        db: sqlite3.Connection | None = getattr(self._threads, "db", None)
        if db is None:
            db = self._threads.db = self._connect()
        return db

    def _connect(self) -> sqlite3.Connection:
        try:
            db = sqlite3.connect(
                self.path or ":memory:",
                timeout=_WAIT,
                isolation_level=None,  # transactions begin where this module says so
                check_same_thread=self.path is not None,
            )
        except sqlite3.Error as error:
            raise self._unwritable(error) from error
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        return db

    def _prepare(self) -> None:
        """Make the schema, or bring it up to date."""
        try:
            db = self._connection()
            version = self._version(db)
            if version == VERSION:
                return
            if self.path is not None:
                db.execute("PRAGMA page_size = 8192")
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")
            for script in _MIGRATIONS[self._version(db) :]:  # another process may have been first
                for statement in _statements(script):
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise self._unwritable(error) from error

    def _version(self, db: sqlite3.Connection) -> int:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (owner,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and owner != APPLICATION_ID:
            raise UsageError(f"{self.path}: không phải kho văn bản của kl52 → chọn tệp khác")
        if version > VERSION:
            raise UsageError(f"{self.path}: kho do bản kl52 mới hơn tạo ra → cập nhật kl52")
        return int(version)

    def _unwritable(self, error: sqlite3.Error) -> UsageError:
        said = str(error)
        if "not a database" in said or "malformed" in said:
            return UsageError(f"{self.path}: không phải kho văn bản của kl52, hoặc tệp đã hỏng")
        if "locked" in said or "busy" in said:
            return UsageError(f"{self.path}: kho đang có chương trình khác ghi → thử lại sau")
        return UsageError(f"{self.path}: không mở hoặc không ghi được kho ({said})"
                          " → kiểm tra quyền và chỗ trống")  # fmt: skip


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would end the transaction."""
    text = files("kl52").joinpath("data", script).read_text(encoding="utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
