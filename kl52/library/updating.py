"""Updating: a library brought in line with its files and with this version of kl52.

In: a library, and paths or none for all of it. Out: an :class:`Outcome` of adding for every file
whose stamp changed, a :class:`Gone` for every file that is no more, a :class:`Renewed` for every
content that an older kl52 parsed, which is parsed anew from what the library keeps, without its
file. Guarantees: a file that is gone is kept unless ``prune``; a document that this version would
not take any more stays as it was and is told; batches are kept whole, so that an interrupted run
goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from sqlite3 import Connection
from typing import Literal, TypeAlias, TypeVar, get_args

from kl52 import __version__
from kl52.errors import UnreadableDocument, UsageError, reason_of
from kl52.library.adding import Outcome, add_files
from kl52.library.holdings import Library, refuse
from kl52.library.intake import Parsed, Parser, parse_here, parsers
from kl52.library.keeping import forget_unplaced, read_again, settle
from kl52.library.packing import unpack
from kl52.library.places import Candidate, stamp_of
from kl52.library.removing import places_at
from kl52.library.shelf import StoredShelf
from kl52.model import Document
from kl52.reading.options import DEFAULT, ReadOptions

T = TypeVar("T")
Unread: TypeAlias = UnreadableDocument
Parse = Callable[[bytes, str], Parsed | Unread]
State = Literal["added", "known", "skipped", "failed", "parsed", "gone", "pruned"]
STATES: tuple[State, ...] = get_args(State)
_BATCH = 100  # contents that are parsed anew and kept together


@dataclass(frozen=True, slots=True)
class Gone:
    """A file that is no more; ``id`` is its document's, ``pruned`` whether the content went."""

    file: str
    id: str | None
    number: str | None
    pruned: bool
    error: None = None

    @property
    def state(self) -> State:
        return "pruned" if self.pruned else "gone"


@dataclass(frozen=True, slots=True)
class Renewed:
    """A content that was parsed anew; ``error`` says why it was left as it was."""

    file: str
    id: str
    number: str | None
    error: UnreadableDocument | None = None

    @property
    def state(self) -> State:
        return "parsed" if self.error is None else "failed"


Update: TypeAlias = Outcome | Gone | Renewed


@dataclass(frozen=True, slots=True)
class Kept:
    """A content as the library keeps it: one of its files, its document, what its reader found."""

    sha256: str
    file: str
    id: str
    number: str | None
    secret: bool
    raw: bytes


@dataclass(frozen=True, slots=True)
class Due:
    """What there is to do: files to read, files that are gone, contents to parse anew."""

    changed: tuple[Candidate, ...]
    gone: tuple[tuple[str, str], ...]  # path and content
    old: tuple[str, ...]
    unreached: tuple[UnreadableDocument, ...] = ()

    def __len__(self) -> int:
        return len(self.changed) + len(self.gone) + len(self.old) + len(self.unreached)


def find_due(library: Library, paths: Sequence[str] = ()) -> Due:
    """What an update would do to the whole library, or to what lies at ``paths``."""
    with library.writable.reading() as db:
        places = _places(db, paths)
        old = _old(db, {sha256 for _, sha256, _ in places} if paths else None)
        given_up = _given_up(db)
    changed, gone, unreached = [], [], []
    for path, sha256, stamp in places:
        try:
            now = stamp_of(path)
        except OSError as error:
            unreached.append(
                UnreadableDocument(path, f"không tới được ({reason_of(error)})", "thử lại sau")
            )
            continue
        if now is None:
            gone.append((path, sha256))
        elif now != stamp or sha256 in given_up:
            changed.append(Candidate(path, now, named=True))
    return Due(tuple(changed), tuple(gone), old, tuple(unreached))


def _places(db: Connection, paths: Sequence[str]) -> list[tuple[str, str, str]]:
    if not paths:
        return db.execute("SELECT path, sha256, stamp FROM places ORDER BY path").fetchall()
    found: dict[str, tuple[str, str, str]] = {}
    for path in paths:
        at = places_at(db, path)
        if not at:
            raise UsageError(f"{path}: kho không có tệp nào ở đây → thêm bằng kl52 add")
        found |= {each[0]: each for each in at}
    return list(found.values())


def _old(db: Connection, among: set[str] | None) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT sha256 FROM files WHERE reader <> ? ORDER BY document, sha256", (__version__,)
    )
    return tuple(sha256 for (sha256,) in rows if among is None or sha256 in among)


def _given_up(db: Connection) -> set[str]:
    """Contents that an older kl52 could not take."""
    rows = db.execute("SELECT sha256 FROM failures WHERE reader <> ?", (__version__,))
    return {sha256 for (sha256,) in rows}


def update(
    library: Library,
    due: Due,
    *,
    prune: bool = False,
    allow_secret: bool = False,
    options: ReadOptions = DEFAULT,
    sandboxed: bool = True,
    jobs: int | None = None,
) -> Iterator[Update]:
    """Do what is due; files that are gone are only told unless ``prune``."""
    for error in due.unreached:
        yield Outcome(error.name, "failed", error=error)
    yield from add_files(
        due.changed,
        library,
        options=options,
        allow_secret=allow_secret,
        sandboxed=sandboxed,
        jobs=jobs,
    )
    yield from _gone(library, due.gone, prune)
    yield from _renew(library, due.old, jobs, sandboxed, options)


# -- files that are gone -------------------------------------------------------------------------


def _gone(library: Library, gone: Sequence[tuple[str, str]], prune: bool) -> Iterator[Gone]:
    store = library.writable
    for batch in _batches(gone):
        with store.writing() if prune else store.reading() as db:
            found = [_gone_from(db, path, sha256, prune) for path, sha256 in batch]
            if prune:
                settle(db, library.see_lists(), StoredShelf(store))
        yield from found


def _gone_from(db: Connection, path: str, sha256: str, prune: bool) -> Gone:
    row = db.execute(
        "SELECT id, number FROM files JOIN documents ON id = files.document WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    if prune:
        db.execute("DELETE FROM places WHERE path = ? AND sha256 = ?", (path, sha256))
        forget_unplaced(db, sha256)
    id, number = row or (None, None)
    return Gone(path, id, number, prune)


# -- contents that an older kl52 parsed ----------------------------------------------------------


def _renew(
    library: Library, old: Sequence[str], jobs: int | None, sandboxed: bool, options: ReadOptions
) -> Iterator[Renewed]:
    if not old:
        return
    jobs = jobs or os.cpu_count() or 1
    with ExitStack() as stack:
        parse: Parser = parse_here
        if sandboxed:
            parse = stack.enter_context(parsers(jobs, options.limits))
        executor = ThreadPoolExecutor(jobs if sandboxed else 1)
        stack.callback(executor.shutdown, wait=False, cancel_futures=True)
        for batch in _batches(old):
            yield from _renew_batch(library, batch, partial(_tried, parse, options), executor)


def _renew_batch(
    library: Library, batch: Sequence[str], parse: Parse, executor: Executor
) -> list[Renewed]:
    store = library.writable
    with store.reading() as db:
        kept = [each for sha256 in batch if (each := _kept(db, sha256)) is not None]
    parsed = list(executor.map(parse, (each.raw for each in kept), (each.file for each in kept)))
    with store.writing() as db:
        renewed = [_renewed(db, *each) for each in zip(kept, parsed, strict=True)]
        settle(db, library.see_lists(), StoredShelf(store))
    return renewed


def _tried(parse: Parser, options: ReadOptions, raw: bytes, name: str) -> Parsed | Unread:
    try:
        return parse(raw, name, options)
    except UnreadableDocument as error:
        return error


def _kept(db: Connection, sha256: str) -> Kept | None:
    row = db.execute(
        "SELECT files.document, number, secrecy, raw,"
        " (SELECT min(path) FROM places WHERE places.sha256 = files.sha256)"
        " FROM files JOIN documents ON id = files.document WHERE files.sha256 = ?",
        (sha256,),
    ).fetchone()
    if row is None:  # another process took it out
        return None
    id, number, secrecy, raw, path = row
    return Kept(sha256, path or id, id, number, secrecy is not None, raw)


def _renewed(db: Connection, kept: Kept, parsed: Parsed | Unread) -> Renewed:
    """Put a content as it is parsed now in its place, if a library may still have it."""
    error: UnreadableDocument | None
    if isinstance(parsed, UnreadableDocument):
        error = parsed
    else:
        doc = unpack(parsed[0], Document)
        letters = len(doc.text.text.strip())
        error = refuse(doc.header, letters, kept.file, allow_secret=kept.secret)
        if error is None and _kept(db, kept.sha256) is not None:
            return Renewed(kept.file, read_again(db, kept.sha256, parsed), doc.header.number)
    return Renewed(kept.file, kept.id, kept.number, error)


def _batches(of: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(of), _BATCH):
        yield of[start : start + _BATCH]
