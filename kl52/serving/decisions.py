"""Where the decisions on a plan are kept: in the session, or beside the library for all its users.

The file is named by the digest of the plan's content, never by what a user calls it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Lock

from kl52.coverage import Coverage
from kl52.errors import UsageError
from kl52.reviewing import Decision, append, read_review
from kl52.reviewing.decisions import VERDICTS, Verdict
from kl52.reviewing.files import SUFFIX
from kl52.reviewing.items import Item, items_of
from kl52.serving import words
from kl52.serving.settings import Settings
from kl52.serving.words import Refused

LOG = logging.getLogger("kl52.serving")
FOLDER = ".reviews"
_LONGEST = 300  # letters of a reason


class Decisions:
    """The files of decisions; one is written at a time."""

    def __init__(self, settings: Settings) -> None:
        self._shared: Path | None = None
        if settings.writable and settings.library is not None:
            self._shared = settings.library.with_name(settings.library.name + FOLDER)
        self._lock = Lock()

    def path(self, sha256: str, home: Path) -> Path:
        return (self._shared or home) / f"{sha256}{SUFFIX}"

    def of(self, sha256: str, home: Path) -> tuple[Decision, ...]:
        """The decisions on a plan, none where nobody has decided."""
        path = self.path(sha256, home)
        return read_review(path).decisions if path.exists() else ()

    def add(
        self, decision: Decision, sha256: str, home: Path, against: Sequence[str]
    ) -> tuple[Decision, ...]:
        """Keep one more; all that there are by then."""
        path = self.path(sha256, home)
        with self._lock:
            try:
                path.parent.mkdir(exist_ok=True)
                append(path, [decision], plan=None, against=against)
                return read_review(path).decisions
            except (OSError, UsageError) as error:  # where the file lies is nobody's business
                LOG.error("%s", error)
                raise Refused(words.NOT_KEPT) from error


def key_of(item: Item) -> str:
    """A name for an item that depends on its words alone, not on what else there is."""
    local, source = item.local, item.source
    finding = item.finding
    parts = (
        item.kind, local.unit, local.mark, source.document, source.unit, source.mark,
        finding.rule if finding else "", (finding.found if finding else "") or "",
    )  # fmt: skip
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def decided(found: Coverage, key: str, verdict: str, note: str, user: str | None) -> Decision:
    """What a person decided on one item; who it was stands with the reason."""
    if verdict not in VERDICTS or verdict == "correct":
        raise Refused(words.BAD_FORM)
    item = next((each for each in items_of(found) if key_of(each) == key), None)
    if item is None:
        raise Refused(words.CHANGED)
    note = note[:_LONGEST].lstrip("=+-@\t\r ")  # the file may be opened in Excel
    said = ": ".join(filter(None, (user, note.rstrip())))
    accepted: Verdict = "accept" if verdict == "accept" else "reject"
    return item.decide(accepted, on=date.today().isoformat(), note=said)
