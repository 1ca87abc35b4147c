"""Adding: files are read on many workers, judged, and written into the library by one.

Input: candidates and a library. Output: an :class:`Outcome` for every file, in the order in which
they are done. The workers are those of a :class:`concurrent.futures.Executor`: threads here, each
with a process of its own to read in, or a cluster. Guarantees: nothing of a refused document is
written; what was read before is known by its stamp or its content and not read again; batches are
kept whole or not at all, so that an interrupted run goes on where it stopped and several at once
do no harm; a file that no worker survives is set aside, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from kl52 import __version__, errors
from kl52.catalogue import corpus_root
from kl52.errors import ReaderCrashed, SecretDocument, UnreadableDocument, UnsupportedFormat
from kl52.library.holdings import Library, refuse
from kl52.library.intake import Taken, read_here, sandboxes, take
from kl52.library.keeping import forget_unplaced, keep, settle
from kl52.library.packing import unpack
from kl52.library.places import Candidate, as_text
from kl52.library.shelf import StoredShelf
from kl52.library.store import Store
from kl52.model import Document
from kl52.reading.options import DEFAULT, ReadOptions

State = Literal["added", "known", "skipped", "failed"]
Work = Callable[..., Taken]  # of path, stamp and options
_BATCH = 2000  # documents that are kept together,
_HELD = 64 * 2**20  # or so many bytes of them,
_SECONDS = 2.0  # or those of so many seconds,
_PATIENCE = (
    4.0  # but of so many times what keeping took last: it takes the longer the more there is
)
_LONGEST = 60.0  # and of a minute at most, which an interruption may cost
_AHEAD = 4  # files handed out for each worker: enough to be busy, few enough to stay small


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the ``id`` and ``number`` of its document, and the digest under which
    its content is ``stored``; or ``error``, which says why it has none.
    """

    file: str
    state: State
    id: str | None = None
    number: str | None = None
    stored: str | None = None
    error: UnreadableDocument | None = None


def add_files(
    candidates: Iterable[Candidate | UnreadableDocument],
    library: Library,
    *,
    options: ReadOptions = DEFAULT,
    allow_secret: bool = False,
    sandboxed: bool = True,
    jobs: int | None = None,
    executor: Executor | None = None,
    work: Work | None = None,
    retry: bool = False,
) -> Iterator[Outcome]:
    """Add the files to ``library``, whose catalogue knows them after each batch.

    ``jobs`` documents are read at once, by default one for each core. ``executor`` runs ``work``
    elsewhere (:func:`kl52.library.intake.take_elsewhere`). With ``retry`` files that failed
    before are read once more.
    """
    cores = os.cpu_count() or 1
    jobs = jobs or cores
    options = replace(options, jobs=options.jobs or max(cores // jobs, 1))
    with ExitStack() as stack:
        if executor is None:
            read = stack.enter_context(sandboxes(jobs, options.limits)) if sandboxed else read_here
            executor = ThreadPoolExecutor(jobs if sandboxed else 1)
            stack.callback(executor.shutdown, wait=False, cancel_futures=True)
            work = partial(take, read=read)
        assert work is not None
        adder = _Adder(library, allow_secret, retry)
        submit = partial(executor.submit, work, options=options)
        yield from adder.run(iter(candidates), submit, jobs)


class _Adder:
    """Hands files out, and writes what comes back."""

    def __init__(self, library: Library, allow_secret: bool, retry: bool) -> None:
        self.library = library
        self.store = library.writable
        self.allow_secret = allow_secret
        self.retry = retry

    def run(
        self,
        candidates: Iterator[Candidate | UnreadableDocument],
        submit: Callable[..., Future[Taken]],
        jobs: int,
    ) -> Iterator[Outcome]:
        waiting: dict[Future[Taken], Candidate] = {}
        ready: list[tuple[Candidate, Taken]] = []
        began, pause = time.monotonic(), _SECONDS
        left = True
        while left or waiting:
            while left and len(waiting) < _AHEAD * jobs:
                each = next(candidates, None)
                if left := each is not None:
                    outcome = self._without_reading(each)
                    if outcome is not None:
                        yield outcome
                    elif isinstance(each, Candidate):
                        waiting[submit(each.path, each.stamp)] = each
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            ready += [(at, _result(future, at)) for future in done if (at := waiting.pop(future))]
            late = time.monotonic() - began > pause
            if ready and (late or not waiting or _is_full(ready)):
                ended = time.monotonic()
                yield from self._keep(ready)
                ready, began = [], time.monotonic()
                pause = min(max(_PATIENCE * (began - ended), _SECONDS), _LONGEST)

    def _without_reading(self, each: Candidate | UnreadableDocument) -> Outcome | None:
        """What is known of a file before it is read."""
        if isinstance(each, UnreadableDocument):
            return Outcome(each.name, "failed", error=each)
        if not each.stamp:
            return None
        with self.store.reading() as db:
            return self._seen(db, each, *_at(db, each))

    def _seen(
        self, db: Connection, at: Candidate, sha256: str | None, stamp: str | None
    ) -> Outcome | None:
        if sha256 is None or stamp != at.stamp:
            return None
        if (known := _known(db, at, sha256)) is not None:
            return known
        error = None if self.retry else _failure(db, sha256, at.path)
        return _refused(at, error) if error is not None else None

    def _keep(self, ready: list[tuple[Candidate, Taken]]) -> list[Outcome]:
        """Write a batch, and resolve what it changes."""
        with self.store.writing() as db:
            outcomes = [self._kept(db, at, taken) for at, taken in ready]
            settle(db, self.library.see_lists(), StoredShelf(self.store))
        return outcomes

    def _kept(self, db: Connection, at: Candidate, taken: Taken) -> Outcome:
        if taken.sha256 is not None and (known := _known(db, at, taken.sha256)) is not None:
            _place(db, at, taken.sha256)
            return known
        error = taken.error
        if taken.packed is not None and taken.sha256 is not None:
            doc = unpack(taken.packed[1], Document)
            letters = len(doc.text.text.strip())
            error = refuse(doc.header, letters, at.path, allow_secret=self.allow_secret)
            if error is None:
                _place(db, at, taken.sha256)
                db.execute("DELETE FROM failures WHERE sha256 = ?", (taken.sha256,))
                id = keep(db, taken.sha256, taken.size, taken.packed)
                return Outcome(at.path, "added", id, doc.header.number, taken.sha256)
        assert error is not None
        if taken.sha256 is not None and not (isinstance(error, SecretDocument) or _held(db, at)):
            _place(db, at, taken.sha256)
            _set_aside(db, taken.sha256, error)
        return _refused(at, error)


def _is_full(ready: list[tuple[Candidate, Taken]]) -> bool:
    held = sum(len(part) for _, taken in ready for part in taken.packed or ())
    return len(ready) >= _BATCH or held >= _HELD


def _result(future: Future[Taken], at: Candidate) -> Taken:
    """What a worker found; a worker that was lost with the file is the file's error."""
    try:
        return future.result()
    except Exception as error:
        reason = f"tiến trình đọc tệp này bị mất ({type(error).__name__})"
        lost = ReaderCrashed(at.path, reason, "kiểm tra tệp nguồn, rồi thêm lại với --retry")
        return Taken(at.path, at.stamp, error=lost)


def _refused(at: Candidate, error: UnreadableDocument) -> Outcome:
    foreign = isinstance(error, UnsupportedFormat) and not at.named
    return Outcome(at.path, "skipped" if foreign else "failed", error=error)


# -- rows ----------------------------------------------------------------------------------------


def _at(db: Connection, at: Candidate) -> tuple[str | None, str | None]:
    row = db.execute(
        "SELECT sha256, stamp FROM places WHERE path = ?", (as_text(at.path),)
    ).fetchone()
    return row or (None, None)


def _held(db: Connection, at: Candidate) -> bool:
    """Whether the library has what lay there before: it is kept until it can be read anew."""
    sha256, _ = _at(db, at)
    return sha256 is not None and _known(db, at, sha256) is not None


def _known(db: Connection, at: Candidate, sha256: str) -> Outcome | None:
    """What is said of a file whose content the library has."""
    row = db.execute(
        "SELECT id, number FROM files JOIN documents ON id = files.document WHERE sha256 = ?",
        (sha256,),
    ).fetchone()
    return Outcome(at.path, "known", row[0], row[1], sha256) if row else None


def _place(db: Connection, at: Candidate, sha256: str) -> None:
    """Say where a content lies; what lay there before goes, unless it lies elsewhere as well."""
    before, _ = _at(db, at)
    place = (as_text(at.path), sha256, at.stamp)
    db.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?)", place)
    if before not in (None, sha256):
        forget_unplaced(db, before)


def _set_aside(db: Connection, sha256: str, error: UnreadableDocument) -> None:
    db.execute(
        "INSERT INTO failures VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (sha256)"
        " DO UPDATE SET reason = excluded.reason, advice = excluded.advice, kind = excluded.kind,"
        " attempts = attempts + 1, reader = excluded.reader",
        (sha256, error.reason, error.hint, type(error).__name__, __version__),
    )


def _failure(db: Connection, sha256: str, path: str) -> UnreadableDocument | None:
    """The error with which this version of kl52 gave up on a content."""
    row = db.execute(
        "SELECT kind, reason, advice FROM failures WHERE sha256 = ? AND reader = ?",
        (sha256, __version__),
    ).fetchone()
    if row is None:
        return None
    kind = getattr(errors, row[0], UnreadableDocument)
    made: UnreadableDocument = kind(path, row[1], row[2])
    return made


def fill_from_folder(
    library: Library, folder: Path, progress: Callable[[Iterable[Path]], Iterable[Path]]
) -> tuple[list[UnreadableDocument], int]:
    """Read a folder into a library in memory: what could not be read, and how many files."""
    from kl52.library.places import find_candidates

    found = list(find_candidates([folder]))
    paths = {Path(each.path): each for each in found if isinstance(each, Candidate)}
    unread = [each for each in found if isinstance(each, UnreadableDocument)]
    chosen = (replace(paths[path], named=True) for path in progress(paths))
    for outcome in add_files(chosen, library, sandboxed=False):
        if outcome.error is not None:
            unread.append(outcome.error)
    return unread, len(paths)


def fill_with_bundled(library: Library) -> Store:
    """A store in memory with the texts that come with kl52."""
    store = Store(None)
    with store.writing() as db:
        for entry in library.known.entries:
            if entry.text:
                data = (corpus_root() / entry.text).read_bytes()
                digest = hashlib.sha256(data).hexdigest()
                keep(db, digest, len(data), read_here(data, Path(entry.text).name, DEFAULT))
        settle(db, library.known, StoredShelf(store))
    return store
