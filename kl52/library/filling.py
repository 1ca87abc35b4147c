"""Libraries that live in memory: a folder of documents, or the texts that come with kl52.

In: a library without a file. Out: its documents, read in this process. Guarantee: nothing is
written to the disk; what could not be read is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kl52.catalogue import corpus_root
from kl52.errors import UnreadableDocument
from kl52.library.adding import add_files
from kl52.library.holdings import Library
from kl52.library.intake import read_here
from kl52.library.keeping import keep, settle
from kl52.library.places import Candidate, find_candidates
from kl52.library.shelf import StoredShelf
from kl52.library.store import Store
from kl52.reading.options import DEFAULT


def fill_from_folder(
    library: Library, folder: Path, progress: Callable[[Iterable[Path]], Iterable[Path]]
) -> tuple[list[UnreadableDocument], int]:
    """Read a folder into a library in memory: what could not be read, and how many files."""
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
