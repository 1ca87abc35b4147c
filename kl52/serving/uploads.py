"""A file that somebody sent, from its arrival to its report.

Its name is only ever shown, and tells the format; the file lies under a random name in the folder
of the sessions.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kl52.errors import UnreadableDocument
from kl52.serving.comparisons import Comparison
from kl52.serving.views import View

State = Literal["waiting", "reading", "comparing", "done", "failed"]
Purpose = Literal["report", "add"]
_LONGEST = 120
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it lies in the folder: ``name`` is what the user calls it."""

    name: str
    path: Path
    sha256: str
    size: int

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


@dataclass(slots=True)
class Upload:
    """Files on their way: ``main`` and the documents ``above`` that were sent along.

    ``ticket`` is the place in the queue; ``comparison`` is there once ``done`` (``shown`` what its
    page had last), of one to add the
    ``added`` id of the document and whether the library had it (``known``).
    """

    id: str
    main: Sent
    above: tuple[Sent, ...] = ()
    purpose: Purpose = "report"
    state: State = "waiting"
    ticket: int = 0
    comparison: Comparison | None = None
    shown: tuple[Comparison, View] | None = None
    added: str | None = None
    known: bool = False
    error: UnreadableDocument | None = None
    unread: tuple[UnreadableDocument, ...] = field(default=())
    gone: bool = False

    @property
    def is_settled(self) -> bool:
        return self.state in ("done", "failed")

    def fail(self, error: UnreadableDocument) -> None:
        """Nothing of a file that could not be taken is kept."""
        self.error, self.state = error, "failed"
        self.unlink()

    def erase(self) -> None:
        """Forget the files and what was found in them; a worker that has them gives up."""
        self.gone, self.comparison, self.shown = True, None, None
        self.unlink()

    def unlink(self) -> None:
        for each in (self.main, *self.above):
            with contextlib.suppress(OSError):
                each.path.unlink(missing_ok=True)


def store(folder: Path, name: str | None, data: bytes) -> Sent:
    """Put what somebody sent into the folder."""
    folder.mkdir(exist_ok=True)
    path = folder / secrets.token_hex(16)
    path.write_bytes(data)
    return Sent(shown_name(name), path, hashlib.sha256(data).hexdigest(), len(data))


def new_id() -> str:
    return secrets.token_urlsafe(16)


def shown_name(name: str | None) -> str:
    """The last part of a file name, without what cannot be printed; its suffix stays.

    >>> shown_name("../../etc/passwd"), shown_name("C:\\\\van ban\\\\kế hoạch.docx")
    ('passwd', 'kế hoạch.docx')
    >>> shown_name("a\\u202excod.docx"), shown_name(""), shown_name("..")
    ('axcod.docx', 'van-ban', 'van-ban')
    """
    name = unicodedata.normalize("NFC", name or "")
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(each for each in name if each.isprintable()).strip(" .")
    suffix = found[0] if (found := _SUFFIX.search(name)) else ""
    return name.removesuffix(suffix)[: _LONGEST - len(suffix)] + suffix or "van-ban"
