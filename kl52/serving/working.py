"""The queue of files and the workers that take them: each reads in a sandbox of its own.

The queue is bounded: what does not fit is refused at once, what is in it gets an answer. A file
that takes over, crashes or stalls its reader costs its sender an error, and nobody else anything.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import count
from queue import Empty, Full, Queue
from threading import Lock, Thread

from kl52.errors import SecretDocument, UnreadableDocument, UsageError
from kl52.library import Library
from kl52.model import Reading
from kl52.parsing import read_and_parse
from kl52.reading.options import DEFAULT
from kl52.reading.sandbox import Sandbox
from kl52.serving import words
from kl52.serving.comparisons import compare
from kl52.serving.decisions import Decisions
from kl52.serving.keeping import keep
from kl52.serving.settings import Settings
from kl52.serving.uploads import Sent, Upload
from kl52.serving.words import Refused

LOG = logging.getLogger("kl52.serving")
_SECRET = (
    "có dấu {mark}, không nhận qua trang này",
    "chỉ đọc bằng lệnh kl52 trên máy được phép giữ văn bản mật",
)


class Workers:
    """Threads that make reports of files, and put files into the library."""

    def __init__(self, library: Library, settings: Settings, decisions: Decisions) -> None:
        self._library = library
        self._decisions = decisions
        bounds = settings.bounds
        self._options = replace(DEFAULT, jobs=1, limits=bounds.reading)
        self._queue: Queue[Upload | None] = Queue(bounds.queue)
        self._tickets = count(1)
        self._begun = 0
        self._lock = Lock()
        self._sandboxes = [Sandbox(bounds.reading) for _ in range(bounds.workers)]
        self._threads = [
            Thread(target=self._work, args=(each,), daemon=True) for each in self._sandboxes
        ]

    def start(self) -> None:
        for each in self._threads:
            each.start()

    def submit(self, upload: Upload) -> None:
        """Queue a file; raises where there is no room."""
        with self._lock:
            if self._queue.full():
                raise Refused(words.BUSY)
            upload.ticket = next(self._tickets)
            try:
                self._queue.put_nowait(upload)
            except Full:
                raise Refused(words.BUSY) from None

    def ahead(self, upload: Upload) -> int:
        """How many files are to be taken before this one."""
        return max(0, upload.ticket - self._begun - 1)

    def close(self) -> None:
        """Give up what waits and what is being read."""
        while True:
            try:
                self._queue.get_nowait()
            except Empty:
                break
        for _ in self._threads:
            self._queue.put(None)
        for sandbox in self._sandboxes:
            sandbox.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=10)

    def _work(self, sandbox: Sandbox) -> None:
        while (upload := self._queue.get()) is not None:
            self._begun = max(self._begun, upload.ticket)
            if not upload.gone:
                self._take(upload, sandbox)

    def _take(self, upload: Upload, sandbox: Sandbox) -> None:
        try:
            upload.state = "reading"
            reading = self._read(upload.main, sandbox)
            if upload.purpose == "add":
                self._keep(upload, reading)
            else:
                self._compare(upload, reading, sandbox)
        except UnreadableDocument as error:
            upload.fail(error)
        except UsageError as error:  # of the library; where it lies is nobody's business
            LOG.error("%s", error)
            refusal = words.NOT_KEPT
            upload.fail(UnreadableDocument(upload.main.name, refusal.reason, refusal.hint))
        except Exception as error:  # one file must not end the worker
            if not upload.gone:
                LOG.error("%s", type(error).__name__)  # its message may quote a document
            reason = f"lỗi bất ngờ ({type(error).__name__})"
            upload.fail(UnreadableDocument(upload.main.name, reason, "gửi lại; báo cho kl52"))
        if upload.gone:
            upload.erase()

    def _read(self, sent: Sent, sandbox: Sandbox) -> Reading:
        reading = sandbox.run(read_and_parse, sent.data, name=sent.name, options=self._options)
        if mark := reading.document.header.secrecy:
            reason, hint = _SECRET
            raise SecretDocument(sent.name, reason.format(mark=mark), hint)
        return reading

    def _compare(self, upload: Upload, reading: Reading, sandbox: Sandbox) -> None:
        above, unread = [], []
        for each in upload.above:
            try:
                above.append(self._read(each, sandbox))
            except SecretDocument:
                raise
            except UnreadableDocument as error:
                unread.append(error)
        upload.unread = tuple(unread)
        upload.state = "comparing"
        decisions = self._decisions.of(upload.main.sha256, upload.main.path.parent)
        upload.comparison = compare(reading, above, self._library, decisions)
        upload.state = "done"

    def _keep(self, upload: Upload, reading: Reading) -> None:
        outcome = keep(self._library, upload.main, reading)
        upload.added, upload.known = outcome.id, outcome.state == "known"
        upload.state = "done"
        upload.unlink()
