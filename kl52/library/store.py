"""The file of a library: one SQLite database, its schema, and who may write when.

Input: a path, or none for one that lives in memory. Output: :class:`Store`, with a connection for
each thread. Guarantees: a reader sees one revision from the beginning of :meth:`Store.reading` to
its end, whoever writes meanwhile; writers, also of other processes, come one after the other; what
was committed is there after a crash. An older schema is migrated when the file is opened, a newer
one and any other file are refused.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path, PurePath
from urllib.parse import quote

from kl52.errors import UsageError, reason_of

APPLICATION_ID = 0x6B6C3532  # "kl52" in the header of the file, as SQLite asks for
_MIGRATIONS = ("library-1.sql",)
VERSION = len(_MIGRATIONS)
_WAIT = 120.0  # seconds for another writer to finish
_CACHE = 64 * 1024  # KiB of pages
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_BROKEN = "không phải kho văn bản của kl52, hoặc tệp đã hỏng → dùng bản sao lưu, hoặc kl52 add lại"
_SAID = {
    sqlite3.SQLITE_NOTADB: _BROKEN,
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_BUSY: "kho đang có chương trình khác ghi → thử lại sau",
    sqlite3.SQLITE_LOCKED: "kho đang có chương trình khác ghi → thử lại sau",
    sqlite3.SQLITE_FULL: "ổ đĩa đầy, chưa ghi được gì thêm → dọn chỗ trống rồi chạy lại",
    sqlite3.SQLITE_READONLY: "kho này chỉ đọc được → xin quyền ghi, hoặc chép kho ra chỗ khác",
    sqlite3.SQLITE_CANTOPEN: "không mở được kho → kiểm tra đường dẫn và quyền đọc, ghi",
    sqlite3.SQLITE_IOERR: "đọc hoặc ghi ổ đĩa bị lỗi → kiểm tra ổ đĩa và chỗ trống",
}


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
        self._frozen = False  # nothing can be written, not even beside the file
        self._lock = threading.RLock()  # a connection in memory serves all threads
        if path is None:
            self._memory = self._connect(":memory:")
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
        with self._turn(), self._telling():
            db = self._connection()
            if db.in_transaction:
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                if db.in_transaction:  # an error of the disk ends it by itself
                    db.execute("ROLLBACK")

    @contextmanager
    def writing(self, *, grows: bool = True) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together, or not at all; the revision grows.

        ``grows=False``: what is written only spares finding it again, and changes no answer.
        """
        with self.trying() as db:
            yield db
            if grows:
                db.execute("UPDATE revision SET number = number + 1")
            db.execute("COMMIT")

    @contextmanager
    def trying(self) -> Iterator[sqlite3.Connection]:
        """A connection that may write while nobody else does; what it leaves open is taken back."""
        with self._turn(), self._telling():
            db = self._connection()
            if db.in_transaction:  # its end would be the end of the outer one
                raise RuntimeError("a library is written to while it is read in the same thread")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def close(self) -> None:
        """Close this thread's connection; what is in memory is gone."""
        db = self._memory or getattr(self._threads, "db", None)
        if db is not None:
            db.close()
        self._threads = threading.local()

    def _turn(self) -> AbstractContextManager[object]:
        """One thread after the other where all share a connection."""
        return self._lock if self._memory is not None else nullcontext()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error

    def _connection(self) -> sqlite3.Connection:
        if self._memory is not None:
            return self._memory
        db: sqlite3.Connection | None = getattr(self._threads, "db", None)
        if db is None:
            db = self._threads.db = self._opened()
        return db

    def _opened(self) -> sqlite3.Connection:
        """A connection to the file; where nothing can be written beside it, one that only reads."""
        assert self.path is not None
        if not self._frozen:
            try:
                return self._connect(self.path)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF not in _UNWRITABLE or self._has_log():
                    raise
                self._frozen = True
        return self._connect(_frozen(self.path), uri=True)

    def _has_log(self) -> bool:
        """Whether changes lie beside the file that are not in it yet."""
        log = Path(f"{self.path}-wal")
        return log.exists() and log.stat().st_size > 0

    def _connect(self, file: Path | str, *, uri: bool = False) -> sqlite3.Connection:
        db = sqlite3.connect(
            file,
            uri=uri,
            timeout=_WAIT,
            isolation_level=None,  # transactions begin where this module says so
            check_same_thread=self.path is not None,
        )
        try:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA cache_size = -{_CACHE}")
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # whether it can be read
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _prepare(self) -> None:
        """Make the schema, or bring it up to date."""
        with self._telling():
            db = self._connection()
            if self._version(db) == VERSION:
                return
            if self.path is not None:
                db.execute("PRAGMA journal_mode = WAL")
            with self.trying():
                for script in _MIGRATIONS[self._version(db) :]:  # another may have been first
                    for statement in _statements(script):
                        db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {VERSION}")
                db.execute("COMMIT")

    def _version(self, db: sqlite3.Connection) -> int:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (owner,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and owner != APPLICATION_ID:
            raise UsageError(f"{self.path}: không phải kho văn bản của kl52 → chọn tệp khác")
        if version > VERSION:
            raise UsageError(f"{self.path}: kho do bản kl52 mới hơn tạo ra → cập nhật kl52")
        return int(version)

    def _unusable(self, error: sqlite3.Error) -> UsageError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        said = _SAID.get(code, f"không dùng được kho ({error}) → chạy kl52 verify")
        return UsageError(f"{self.path}: {said}")


def _frozen(path: PurePath) -> str:
    """The URI of a file that nobody changes, as SQLite reads it on a medium that is read only.

    >>> from pathlib import PureWindowsPath
    >>> _frozen(PureWindowsPath("C:/kho/a b.kl52"))
    'file:///C:/kho/a%20b.kl52?immutable=1'
    """
    written = path.as_posix()
    root = "" if written.startswith("/") else "/"
    return f"file://{root}{quote(os.fsencode(written), safe='/:')}?immutable=1"


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would end the transaction."""
    text = files("kl52").joinpath("data", script).read_text(encoding="utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
