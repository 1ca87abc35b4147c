"""The files below a folder that may be documents, and what stands in the way of reading them.

Hidden files, lock files of Office (``~$plan.docx``) and unfinished copies are none. A folder is
gone through once, however many links lead to it. Guarantee: sorted, the same on every system.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kl52.errors import UnreadableDocument, reason_of


def walk(folder: Path) -> Iterator[Path | UnreadableDocument]:
    """The files below ``folder``, and an error for each folder that cannot be opened."""
    failed: list[OSError] = []
    seen = {os.path.realpath(folder)}
    for here, folders, names in os.walk(folder, onerror=failed.append, followlinks=True):
        yield from map(_unreadable, failed)
        failed.clear()
        folders[:] = sorted(name for name in folders if _is_new(Path(here, name), seen))
        yield from (Path(here, name) for name in sorted(names) if not is_hidden(name))
    yield from map(_unreadable, failed)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is none of the user's documents.

    >>> is_hidden("~$ke-hoach.docx"), is_hidden(".git"), is_hidden("ke-hoach.docx")
    (True, True, False)
    """
    return name.startswith((".", "~$"))


def _is_new(folder: Path, seen: set[str]) -> bool:
    real = os.path.realpath(folder)
    if is_hidden(folder.name) or real in seen:
        return False
    seen.add(real)
    return True


def _unreadable(error: OSError) -> UnreadableDocument:
    reason = f"không mở được thư mục ({reason_of(error)})"
    return UnreadableDocument(str(error.filename), reason, "kiểm tra quyền đọc thư mục")
