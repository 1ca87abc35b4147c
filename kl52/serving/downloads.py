"""The files that a user takes along: the Word file, the dispatch sheet, the calendar, the page."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from kl52.commenting import add_comments, remarks_of
from kl52.dispatching.calendar import calendar_of
from kl52.dispatching.workbook import workbook_bytes
from kl52.language.wording import Say
from kl52.library import Library
from kl52.reading.options import DEFAULT, Limits
from kl52.reading.sandbox import Sandbox
from kl52.serving import words
from kl52.serving.comparisons import Comparison
from kl52.serving.uploads import Sent
from kl52.serving.words import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ADD: Any = add_comments  # takes bytes alone, where a reader takes a path as well
HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"


class Writer:
    """Makes files; the Word file, which needs the user's own, in a sandbox."""

    def __init__(self, library: Library, say: Say, limits: Limits) -> None:
        self._library = library
        self._say = say
        self._sandbox = Sandbox(limits)
        self._lock = Lock()

    def word(self, sent: Sent, comparison: Comparison) -> bytes:
        """The user's own file with comments."""
        if Path(sent.name).suffix.lower() != ".docx":
            raise Refused(words.NOT_WORD)
        found = comparison.found
        remarks = remarks_of(found, self._library.catalogue, self._say)
        with self._lock:
            made: bytes = self._sandbox.run(_ADD, sent.data, found.document, remarks, DEFAULT)
        return made

    def tasks(self, comparison: Comparison) -> bytes:
        return workbook_bytes(comparison.sheet, self._say)

    def calendar(self, comparison: Comparison) -> bytes:
        return calendar_of(comparison.sheet, self._say).data

    def close(self) -> None:
        self._sandbox.close()


def attachment(data: bytes, media_type: str, name: str, ending: str) -> Response:
    """A file that a browser saves, never shows; named after the one that was sent."""
    full = quote(Path(name).stem + ending, safe="")
    plain = f"kl52{Path(ending).suffix}"  # for programs that know no more than ASCII
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})
