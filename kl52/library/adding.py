"""Adding: documents are read in a sandbox, judged, and copied into the library's folder.

Input: paths of files and folders, and the folder of the library. Output: an :class:`Outcome` for
every file, in the order in which they are done. Guarantees: nothing of a refused document is
written anywhere; a file in the library is whole, for it gets its name last; its name begins with
what its content is, so what is there already is not read again, an interrupted run goes on where
it stopped, and two runs at once do no harm.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from queue import LifoQueue
from typing import Literal

from kl52.errors import (
    DocumentNotFound,
    ReaderCrashed,
    UnreadableDocument,
    UnsupportedFormat,
    UsageError,
    reason_of,
)
from kl52.library.folders import walk
from kl52.library.holdings import refuse, stored_name
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.reading.files import load
from kl52.reading.options import DEFAULT, ReadOptions
from kl52.reading.sandbox import Sandbox

State = Literal["added", "known", "skipped", "failed"]
# How much of the digest names a file, and tells two contents apart.
DIGEST = 16
# An unfinished copy this old (seconds) is one of a run that was killed.
_ABANDONED = 3600.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to add; ``named`` by the user, not only found in a folder."""

    path: Path
    named: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. ``stored`` is its name in the library, ``error`` why it has none."""

    file: str
    state: State
    stored: str | None = None
    id: str | None = None
    number: str | None = None
    error: UnreadableDocument | None = None


def find_candidates(paths: Iterable[Path], library: Path) -> list[Candidate | Outcome]:
    """The files that ``paths`` name or contain, each once; what cannot be opened as outcomes."""
    own = os.path.realpath(library)
    found: dict[str, Candidate | Outcome] = {}
    for path in paths:
        for each in walk(path) if path.is_dir() else [path]:
            if isinstance(each, UnreadableDocument):
                found.setdefault(each.name, Outcome(each.name, "failed", error=each))
                continue
            real = os.path.realpath(each)
            if os.path.dirname(real) != own:
                found.setdefault(real, Candidate(each, named=each is path))
    return list(found.values())


def add_files(
    candidates: Sequence[Candidate],
    library: Path,
    *,
    options: ReadOptions = DEFAULT,
    allow_secret: bool = False,
    sandboxed: bool = True,
    jobs: int | None = None,
) -> Iterator[Outcome]:
    """Add the files to ``library``, which is made if it is not there.

    ``jobs`` documents are read at once, by default one for each core; without the sandbox one.
    """
    cores = os.cpu_count() or 1
    jobs = min(jobs or cores, max(len(candidates), 1)) if sandboxed else 1
    options = replace(options, jobs=options.jobs or max(cores // jobs, 1))
    adder = _Adder(_open(library), options, allow_secret, jobs if sandboxed else 0)
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(adder.add, each) for each in candidates]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            adder.close()


def _open(library: Path) -> Path:
    try:
        library.mkdir(parents=True, exist_ok=True)
        for left in library.glob(".*.part"):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(library, error) from error
    return library


def _unwritable(library: Path, error: OSError) -> UsageError:
    reason = reason_of(error)
    return UsageError(f"{library}: không ghi được vào kho ({reason}) → kiểm tra quyền và chỗ trống")


class _Adder:
    """Adds one file after the other, from several threads."""

    def __init__(
        self, library: Path, options: ReadOptions, allow_secret: bool, sandboxes: int
    ) -> None:
        self.library = library
        self.options = options
        self.allow_secret = allow_secret
        self.sandboxes = [Sandbox(options.limits) for _ in range(sandboxes)]
        self.free: LifoQueue[Sandbox] = LifoQueue()
        for sandbox in self.sandboxes:
            self.free.put(sandbox)
        self.lock = threading.Lock()
        self.known = {path.name[:DIGEST]: path.name for path in library.iterdir()}

    def close(self) -> None:
        for sandbox in self.sandboxes:
            sandbox.close()

    def add(self, candidate: Candidate) -> Outcome:
        name = str(candidate.path)
        try:
            return self._add(candidate.path, name)
        except UnreadableDocument as error:
            foreign = isinstance(error, UnsupportedFormat) and not candidate.named
            return Outcome(name, "skipped" if foreign else "failed", error=error)

    def _add(self, path: Path, name: str) -> Outcome:
        if not path.exists() and path.is_symlink():
            raise DocumentNotFound(name, "liên kết trỏ tới tệp không còn", "kiểm tra lại liên kết")
        data = load(path, name, self.options.limits)
        digest = hashlib.sha256(data).hexdigest()
        with self.lock:
            stored = self.known.get(digest[:DIGEST])
        if stored is not None:
            return Outcome(name, "known", stored)
        doc = self._parse(data, name)
        error = refuse(doc, name, allow_secret=self.allow_secret)
        if error is not None:
            raise error
        return self._store(data, doc, path, digest)

    def _parse(self, data: bytes, name: str) -> Document:
        if not self.sandboxes:
            return _parse_here(data, name, self.options)
        sandbox = self.free.get()
        try:
            return sandbox.run(parse_document, data, name=name, options=self.options)
        finally:
            self.free.put(sandbox)

    def _store(self, data: bytes, doc: Document, path: Path, digest: str) -> Outcome:
        stored = stored_name(digest[:DIGEST], path.name)
        with self.lock:
            known = self.known.setdefault(digest[:DIGEST], stored)
        if known != stored:  # the same content under another name, read at the same time
            return Outcome(str(path), "known", known)
        try:
            _write(data, self.library / stored)
        except OSError as error:
            raise _unwritable(self.library, error) from error
        return Outcome(str(path), "added", stored, doc.id, doc.header.number)


def _parse_here(data: bytes, name: str, options: ReadOptions) -> Document:
    try:
        return parse_document(data, name=name, options=options)
    except UnreadableDocument:
        raise
    except Exception as error:  # one file must not end the run
        reason = f"bộ đọc bị hỏng giữa chừng ({type(error).__name__})"
        raise ReaderCrashed(name, reason, "kiểm tra tệp nguồn, rồi báo cho kl52") from error


def _write(data: bytes, target: Path) -> None:
    """Write a file whole or not at all."""
    part = target.with_name(f".{target.name[:DIGEST]}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except PermissionError:
        if not target.exists():  # on Windows: being read, and so there already
            raise
    finally:
        part.unlink(missing_ok=True)
