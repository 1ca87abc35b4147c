"""One file on its way into a library: read, parsed and packed, wherever that is done.

In: a path or URL. Out: :class:`Taken`, which holds what the writer needs, or the error. It is made
in a thread here or on another machine, and knows nothing of the library. Guarantee: whatever a file
does to its reader, there is an answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import LifoQueue
from typing import TypeVar

from kl52.errors import DocumentNotFound, ReaderCrashed, UnreadableDocument
from kl52.library.packing import pack, unpack
from kl52.library.places import as_text, is_url, load_url
from kl52.library.records import body_of, nameless
from kl52.model import Raw
from kl52.parsing import parse_reading, read_and_parse
from kl52.reading.files import load
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.sandbox import Sandbox

T = TypeVar("T")
Packed = tuple[bytes, bytes, bytes]
Parsed = tuple[bytes, bytes]
Reader = Callable[[bytes, str, ReadOptions], Packed]
Parser = Callable[[bytes, str, ReadOptions], Parsed]


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was read: ``packed`` are its raw text, the document and its citations."""

    path: str
    stamp: str
    sha256: str | None = None
    size: int = 0
    packed: Packed | None = None
    error: UnreadableDocument | None = None


def take(path: str, stamp: str, options: ReadOptions, read: Reader) -> Taken:
    """Read one file by ``read``; never raises for what is in it."""
    try:
        data = load_url(path, options.limits) if is_url(path) else _load(path, options.limits)
    except UnreadableDocument as error:
        return Taken(path, stamp, error=error)
    digest = hashlib.sha256(data).hexdigest()
    try:
        return Taken(path, stamp, digest, len(data), read(data, as_text(path), options))
    except UnreadableDocument as error:
        error.__cause__ = error.__context__ = None
        return Taken(path, stamp, digest, len(data), error=error)


def _load(path: str, limits: Limits) -> bytes:
    file = Path(path)
    if not file.exists() and file.is_symlink():
        raise DocumentNotFound(path, "liên kết trỏ tới tệp không còn", "kiểm tra lại liên kết")
    return load(file, path, limits)


def read_packed(source: bytes | str | Path, *, name: str, options: ReadOptions = DEFAULT) -> Packed:
    """A document's raw text, itself and its citations before they are resolved, as bytes."""
    reading = read_and_parse(source, name=name, options=options)
    return pack(nameless(reading.raw)), pack(body_of(reading.document)), pack(reading.found)


def parse_packed(raw: bytes, *, name: str, options: ReadOptions = DEFAULT) -> Parsed:
    """What this version of kl52 makes of what a reader found; ``name`` is told in errors."""
    reading = parse_reading(unpack(raw, Raw))
    return pack(body_of(reading.document)), pack(reading.found)


def read_here(data: bytes, name: str, options: ReadOptions) -> Packed:
    """:func:`read_packed` in this process, where a reader that breaks costs one file as well."""
    return _here(read_packed, data, name, options)


def parse_here(raw: bytes, name: str, options: ReadOptions) -> Parsed:
    """:func:`parse_packed` in this process."""
    return _here(parse_packed, raw, name, options)


def _here(work: Callable[..., T], data: bytes, name: str, options: ReadOptions) -> T:
    try:
        return work(data, name=name, options=options)
    except UnreadableDocument:
        raise
    except Exception as error:
        reason = f"bộ đọc bị hỏng giữa chừng ({type(error).__name__})"
        raise ReaderCrashed(name, reason, "kiểm tra tệp nguồn, rồi báo cho kl52") from error


def sandboxes(count: int, limits: Limits) -> AbstractContextManager[Reader]:
    """A reader for ``count`` threads at a time, each in a process of its own."""
    return _sandboxed(read_packed, count, limits)


def parsers(count: int, limits: Limits) -> AbstractContextManager[Parser]:
    """The same for what a reader found."""
    return _sandboxed(parse_packed, count, limits)


@contextmanager
def _sandboxed(
    work: Callable[..., T], count: int, limits: Limits
) -> Iterator[Callable[[bytes, str, ReadOptions], T]]:
    made = [Sandbox(limits) for _ in range(count)]
    free: LifoQueue[Sandbox] = LifoQueue()
    for each in made:
        free.put(each)

    def run(data: bytes, name: str, options: ReadOptions) -> T:
        sandbox = free.get()
        try:
            return sandbox.run(work, data, name=name, options=options)
        finally:
            free.put(sandbox)

    try:
        yield run
    finally:
        for each in made:
            each.close()


def take_elsewhere(path: str, stamp: str, options: ReadOptions) -> Taken:
    """:func:`take` on a worker of a cluster, in a process that its work may cost."""
    options = replace(options, progress=DEFAULT.progress)
    with sandboxes(1, options.limits) as read:
        return take(path, stamp, options, read)
