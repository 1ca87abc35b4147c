"""Where documents lie: files and folders of this machine, and URLs that fsspec knows.

In: what a user names. Out: each file once, with a stamp that changes when its content does (size
and time of change, or what the storage has for it). Guarantee: sorted, so that the order does not
depend on the system; what cannot be opened is an outcome, not an end.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kl52.errors import DocumentNotFound, UnreadableDocument, UsageError, reason_of
from kl52.library.folders import is_hidden, walk
from kl52.reading.files import check_size
from kl52.reading.options import Limits

_OWN = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a file
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to add; ``named`` by the user, not only found in a folder."""

    path: str
    stamp: str
    named: bool = False


def is_url(path: str) -> bool:
    """Whether a path is a URL (``s3://…``); a drive of Windows is none.

    >>> is_url("s3://kho/2026"), is_url("C:/kho/2026"), is_url("/kho/2026")
    (True, False, False)
    """
    return _URL.match(path) is not None


def find_candidates(
    paths: Iterable[str | Path], library: Path | None = None
) -> Iterator[Candidate | UnreadableDocument]:
    """The files that ``paths`` name or contain, each once; an error for what cannot be opened.

    The files of ``library`` itself are none of them.
    """
    own = os.path.realpath(library) if library is not None else ""
    seen = {own + suffix for suffix in _OWN} if own else set()
    for path in map(str, paths):
        found = _in_storage(path) if is_url(path) else _here(Path(path))
        for each in found:
            name = each.path if isinstance(each, Candidate) else each.name
            if name not in seen:
                seen.add(name)
                yield each


def _here(path: Path) -> Iterator[Candidate | UnreadableDocument]:
    named = not path.is_dir()
    for each in [path] if named else walk(path):
        if isinstance(each, UnreadableDocument):
            yield each
            continue
        try:
            status = each.stat()
            stamp = f"{status.st_size}:{status.st_mtime_ns}"
        except OSError:
            stamp = ""  # reading it will say why
        yield Candidate(os.path.realpath(each), stamp, named)


def as_text(path: str) -> str:
    """A path as text that any program can keep: bytes that are no UTF-8 are shown by number."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def stamp_of(path: str) -> str | None:
    """How a file looks now; ``None`` where it is gone, OSError where that cannot be seen."""
    try:
        if is_url(path):
            storage, inside = _storage(path)
            return _stamp(storage.info(inside))
        status = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return f"{status.st_size}:{status.st_mtime_ns}"


def _in_storage(url: str) -> Iterator[Candidate | UnreadableDocument]:
    storage, inside = _storage(url)
    try:
        found = storage.find(inside, detail=True)
    except OSError as error:
        yield UnreadableDocument(url, f"không mở được ({reason_of(error)})", "kiểm tra địa chỉ")
        return
    for name in sorted(found):
        if not any(is_hidden(part) for part in name.split("/")):
            named = name.rstrip("/") == inside.rstrip("/")
            yield Candidate(storage.unstrip_protocol(name), _stamp(found[name]), named)


def _stamp(info: dict[str, Any]) -> str:
    kept = next((info[name] for name in _STAMPS if info.get(name)), "")
    return f"{info.get('size')}:{kept}"


def load_url(url: str, limits: Limits) -> bytes:
    """The bytes of a file in a storage; raises for what is not there or too large."""
    storage, inside = _storage(url)
    try:
        check_size(storage.info(inside)["size"] or 0, url, limits)
        with storage.open(inside, "rb") as file:
            data: bytes = file.read(limits.size + 1)
    except FileNotFoundError:
        raise DocumentNotFound(url, "không có tệp này", "kiểm tra lại địa chỉ") from None
    except OSError as error:
        reason = f"không mở được tệp ({reason_of(error)})"
        raise UnreadableDocument(url, reason, "kiểm tra kết nối và quyền đọc") from error
    check_size(len(data), url, limits)
    return data


def _storage(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it."""
    try:
        import fsspec

        storage, inside = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        kind = url.partition(":")[0]
        message = f"{url}: chưa đọc được kho {kind}:// ({error}) → pip install 'fsspec[{kind}]'"
        raise UsageError(message) from error
    return storage, inside
