"""Pages that were recognised before: kept by what they show, in the user's cache folder.

The key is a digest of the picture and of all that its reading depends on, so an entry never
grows old; one that is damaged is as good as none. Entries are written whole or not at all.
``$KL52_CACHE`` names another folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kl52.reading.scans.rulings import Ruling
from kl52.reading.scans.tesseract import Seen

if TYPE_CHECKING:
    from PIL.Image import Image


def cache_folder() -> Path:
    """``$KL52_CACHE``, or the folder that the platform has for caches."""
    named = os.environ.get("KL52_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("kl52", appauthor=False)


def key_of(image: Image, *settings: object) -> str:
    """The key of a picture read with these settings."""
    digest = hashlib.sha256(repr((image.size, image.mode, *settings)).encode())
    digest.update(image.tobytes())
    return digest.hexdigest()


class Kept(NamedTuple):
    """A page as it was read: by how many degrees it was turned, its words, its rulings.

    ``left_out`` are the stretches of words that are no part of the document: scrawl, stamps.
    """

    turn: int
    words: tuple[Seen, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Cache:
    """Words by key, one file each. A folder that cannot be used costs nothing but time."""

    folder: Path

    def get(self, key: str) -> Kept | None:
        """What is kept under a key."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            words = tuple(map(_seen, kept["words"]))
            rulings = tuple(map(_ruling, kept["rulings"]))
            return Kept(int(kept["turn"]), words, rulings, int(kept["left_out"]))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def put(self, key: str, read: Kept) -> None:
        """Keeps a reading under a key."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(read._asdict(), file, ensure_ascii=False)
                os.replace(name, path)
            except OSError:
                os.unlink(name)

    def _path(self, key: str) -> Path:
        return self.folder / "ocr" / key[:2] / f"{key}.json"


def _seen(kept: object) -> Seen:
    """One word as it was kept; raises ``ValueError`` or ``TypeError`` for anything else."""
    if not isinstance(kept, list) or len(kept) != 6 or not isinstance(kept[0], str):
        raise ValueError("not a word")
    x0, top, x1, bottom, confidence = map(float, kept[1:])
    return Seen(kept[0], x0, top, x1, bottom, confidence)


def _ruling(kept: object) -> Ruling:
    if not isinstance(kept, list):
        raise ValueError("not a ruling")
    x0, top, x1, bottom = map(float, kept)
    return x0, top, x1, bottom
