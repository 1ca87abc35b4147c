"""Who is there, and what is theirs: sessions known by a random cookie, kept in memory alone.

All of a session goes when it has not been used for an hour, and when the app ends: its files lie in
one temporary folder, under random names.
"""

from __future__ import annotations

import hmac
import secrets
import shutil
import tempfile
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kl52.serving import words
from kl52.serving.settings import Bounds
from kl52.serving.uploads import Upload
from kl52.serving.words import Refused

COOKIE = "kl52-session"


@dataclass(slots=True)
class Visitor:
    """A session; ``csrf`` stands in each of its forms, ``home`` is the folder of its files."""

    id: str
    csrf: str
    home: Path
    user: str | None
    seen: float
    uploads: OrderedDict[str, Upload] = field(default_factory=OrderedDict)

    def check(self, csrf: object) -> None:
        """Raises unless a form is one of this session."""
        given = csrf.encode("utf-8", "replace") if isinstance(csrf, str) else b""
        if not hmac.compare_digest(given, self.csrf.encode()):
            raise Refused(words.CSRF)

    def upload(self, id: str) -> Upload:
        """One of the visitor's own files; those of others are not there."""
        found = self.uploads.get(id)
        if found is None:
            raise Refused(words.NOT_FOUND)
        return found

    def forget(self, id: str) -> None:
        found = self.uploads.pop(id, None)
        if found is not None:
            found.erase()


class Visitors:
    """All sessions, and the folder of their files."""

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds = bounds
        self._clock = clock
        self._known: OrderedDict[str, Visitor] = OrderedDict()
        self._folder = tempfile.TemporaryDirectory(prefix="kl52-serve-", ignore_cleanup_errors=True)

    def __len__(self) -> int:
        return len(self._known)

    @property
    def folder(self) -> Path:
        return Path(self._folder.name)

    def visit(self, cookie: str | None, user: str | None) -> Visitor:
        """The session of a cookie, if it is that of this user; else a new one."""
        found = self._known.get(cookie or "")
        if found is None or found.user != user:
            id, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
            home = self.folder / secrets.token_hex(16)
            found = self._known[id] = Visitor(id, csrf, home, user, self._clock())
            self._make_room()
        found.seen = self._clock()
        self._known.move_to_end(found.id)
        return found

    def _make_room(self) -> None:
        """Sessions without files go first: whoever keeps no cookie must not drive out others."""
        if len(self._known) <= self._bounds.visitors:
            return
        *others, _ = self._known.values()
        self._end(next((each for each in others if not each.uploads), others[0]))

    def hold(self, visitor: Visitor, upload: Upload) -> None:
        """Give a file to a visitor, the oldest makes room."""
        visitor.uploads[upload.id] = upload
        while len(visitor.uploads) > self._bounds.files:
            visitor.forget(next(iter(visitor.uploads)))

    def sweep(self) -> None:
        """End the sessions that nobody uses any more."""
        old = self._clock() - self._bounds.idle
        for each in [each for each in self._known.values() if each.seen < old]:
            self._end(each)

    def close(self) -> None:
        for each in list(self._known.values()):
            self._end(each)
        self._folder.cleanup()

    def _end(self, visitor: Visitor) -> None:
        self._known.pop(visitor.id, None)
        for id in list(visitor.uploads):
            visitor.forget(id)
        shutil.rmtree(visitor.home, ignore_errors=True)
