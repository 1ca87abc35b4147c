"""Which document a person means: by its id, by its number, or by a file of it.

In: words and a library. Out: an id. A number alone may be that of several documents; then the
error lists them, and nothing is guessed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kl52.catalogue.identity import number_key
from kl52.errors import UsageError
from kl52.library.places import as_text

if TYPE_CHECKING:
    from kl52.library.holdings import Library

_SHOWN = 10


def id_meant(library: Library, words: str, *, held: bool = False) -> str:
    """The id of the document that ``words`` names; with ``held`` only of those at hand.

    Raises :class:`~kl52.errors.UsageError` where it is none or more than one.
    """
    found = ids_meant(library, words, held=held)
    if len(found) == 1:
        return found[0]
    if not found:
        where = "kho" if held else "kho và danh mục"
        advice = "kiểm tra số, ký hiệu, hoặc tìm bằng kl52 find"
        raise UsageError(f"«{words}»: {where} không có văn bản này → {advice}")
    shown = "\n  ".join(found[:_SHOWN])
    raise UsageError(f"{len(found)} văn bản mang số {words} → dùng mã của một văn bản:\n  {shown}")


def ids_meant(library: Library, words: str, *, held: bool = False) -> tuple[str, ...]:
    """The ids of all documents that ``words`` may name, sorted."""
    words = words.strip()
    if words.startswith("/akn/"):
        id = words.partition("#")[0]
        known = library.catalogue.by_id(id)
        found = {known.id if known is not None else id}
    else:
        found = {entry.id for entry in library.catalogue.by_number(words)} | _at(library, words)
    kept = _held(library, found, words)
    return tuple(sorted(kept if held else kept | _told(library, found)))


def _told(library: Library, ids: set[str]) -> set[str]:
    """Those of which anything is known."""
    return {id for id in ids if library.catalogue.by_id(id) is not None}


def _held(library: Library, ids: set[str], words: str) -> set[str]:
    with library.tables.reading() as db:
        rows = db.execute(
            "SELECT id, number FROM documents"
            " WHERE id IN (SELECT value FROM json_each(?)) OR number = ?",
            (json.dumps(sorted(ids)), words),
        ).fetchall()
    wanted = number_key(words)
    return {id for id, number in rows if id in ids or number_key(number or "") == wanted}


def _at(library: Library, words: str) -> set[str]:
    """The document that was read from this file."""
    path = as_text(str(Path(words).resolve())) if words else ""
    with library.tables.reading() as db:
        rows = db.execute(
            "SELECT document FROM places JOIN files USING (sha256) WHERE path IN (?, ?)",
            (path, words),
        ).fetchall()
    return {id for (id,) in rows}
