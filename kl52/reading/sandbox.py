"""Reading in a process of its own, with a limit on memory and time.

A :class:`Sandbox` holds one child, ``python -m kl52.reading.sandbox``, which is used for many files
and replaced after it was killed or died. What goes to it is pickled; what comes back is unpickled
as data only: values and errors of kl52, never anything that could run. So a file that takes over,
crashes or stalls a parser costs the caller an :class:`~kl52.errors.UnreadableDocument`. What a
reader writes on the way (temporary files, its cache) goes to a folder that is emptied after each
file, so nothing of a document stays unless the caller keeps it.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from struct import Struct
from threading import Lock, Thread
from types import TracebackType
from typing import IO, Any, Concatenate, ParamSpec, TypeVar

from kl52 import errors, model
from kl52.model import Raw
from kl52.reading.confinement import confine, end, is_full
from kl52.reading.dispatch import read_document
from kl52.reading.options import DEFAULT, Limits, ReadOptions

P = ParamSpec("P")
T = TypeVar("T")
Message = tuple[str, Any]

_LENGTH = Struct("<Q")
# The modules whose values may come back.
_KINDS = frozenset(
    {"kl52.spans", "kl52.errors"}
    | {each.__module__ for each in vars(model).values() if isinstance(each, type)}
)
# Where libraries and the cache of recognised pages look for a place to write.
_SCRATCH = ("TMPDIR", "TEMP", "TMP", "KL52_CACHE")
# Python and its libraries are address space as well.
_OWN_MEMORY = 512 * 2**20
# Seconds between two looks at how much memory is left.
_LOOK = 0.05


def read_in_sandbox(source: str | Path | bytes, *, name: str | None = None,
                    options: ReadOptions = DEFAULT) -> Raw:  # fmt: skip
    """:func:`~kl52.reading.read_document`, in a process of its own.

    >>> read_in_sandbox("Số 52-KL/TW".encode(), name="52.txt").text
    'Số 52-KL/TW'
    """
    options = replace(options, progress=DEFAULT.progress)  # another process cannot call it
    with Sandbox(options.limits) as sandbox:
        return sandbox.run(read_document, source, name=name, options=options)


class Sandbox:
    """Runs functions on documents in a child; for one thread at a time."""

    def __init__(self, limits: Limits = DEFAULT.limits) -> None:
        self.limits = limits
        self._child: _Child | None = None
        self._closed = False
        self._starts = Lock()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; also from another thread, where a file is then given up."""
        with self._starts:
            self._closed = True
        self._end()

    def run(
        self,
        function: Callable[Concatenate[str | Path | bytes, P], T],
        source: str | Path | bytes,
        *args: P.args,
        **options: P.kwargs,
    ) -> T:
        """``function(source, …)`` as run by the child; a function that a module has by name.

        A child that had read other files before is not blamed on this one: where it runs out of
        memory or dies, the file is read once more by a fresh one.
        """
        request = pickle.dumps((function, source, args, options))
        name = str(options.get("name") or (source if not isinstance(source, bytes) else "-"))
        used = self._child is not None
        try:
            return self._ask(request, name)  # type: ignore[no-any-return]
        except (errors.NeedsTooMuchMemory, errors.ReaderCrashed):
            if not used or self._closed:
                raise
        return self._ask(request, name)  # type: ignore[no-any-return]

    def _ask(self, request: bytes, name: str) -> Any:
        with self._starts:  # closed meanwhile, it would leave a child behind
            if self._closed:
                raise errors.ReaderCrashed(name, "đã dừng trước khi đọc xong", "chạy lại lệnh")
            child = self._child = self._child or _Child(self.limits)
        kind, value = child.answer(request, self.limits.seconds)
        if kind == "done":
            return value
        if kind == "refused":
            raise value
        self._end()
        raise _failure(kind, value, name, self.limits)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()


def _failure(kind: str, value: Any, name: str, limits: Limits) -> errors.UnreadableDocument:
    """What became of a child that gave no answer."""
    check = "kiểm tra nguồn gốc tệp; mở bằng ứng dụng gốc rồi lưu lại, hoặc tách thành nhiều phần"
    if kind == "slow":
        reason = f"đọc quá {limits.seconds:g} giây, quá giới hạn cho một tệp"
        return errors.TooSlow(name, reason, check)
    if kind == "memory":
        reason = f"cần quá {limits.memory // 2**20} MiB bộ nhớ, quá giới hạn cho một tệp"
        return errors.NeedsTooMuchMemory(name, reason, check)
    if kind == "large":
        reason = f"kết quả dài hơn {limits.result // 2**20} MiB, quá giới hạn cho một tệp"
        return errors.DocumentTooLarge(name, reason, "tách văn bản thành nhiều tệp")
    return errors.ReaderCrashed(name, f"bộ đọc bị hỏng giữa chừng ({value})", check)


class _Child:
    """The process, and a thread that waits for its answers: pipes know no timeout on Windows."""

    def __init__(self, limits: Limits) -> None:
        # -P: no module is taken from the folder in which the documents may lie
        command = [sys.executable, "-P", "-X", "utf8", "-m", __name__, str(limits.memory)]
        home = str(Path(__file__).resolve().parents[2])
        named = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        path = os.pathsep.join([home, *filter(os.path.isabs, named)])
        self.scratch = Path(tempfile.mkdtemp(prefix="kl52-"))
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries say of a file may quote it
            env={**os.environ, **dict.fromkeys(_SCRATCH, str(self.scratch)), "PYTHONPATH": path},
            start_new_session=True,
        )
        self.answers: SimpleQueue[Message] = SimpleQueue()
        self.thread = Thread(target=self._listen, args=(limits.result,), daemon=True)
        self.thread.start()

    def answer(self, request: bytes, seconds: float) -> Message:
        assert self.process.stdin is not None
        sender = Thread(target=_send, args=(self.process.stdin, request), daemon=True)
        sender.start()  # a child that does not listen must not hold up the clock
        try:
            return self.answers.get(timeout=seconds)
        except Empty:
            return "slow", None
        finally:
            self._clear()

    def close(self) -> None:
        end(self.process)
        self.process.wait()
        self.thread.join()
        assert self.process.stdin is not None and self.process.stdout is not None
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                stream.close()
        _remove(self.scratch)

    def _clear(self) -> None:
        """Nothing of one document is left for the next; closing may have taken all before."""
        with contextlib.suppress(FileNotFoundError):
            for left in self.scratch.iterdir():
                _remove(left)

    def _listen(self, most: int) -> None:
        assert self.process.stdout is not None
        while True:
            message = _message(self.process.stdout, most)
            self.answers.put(message)
            if message[0] not in ("done", "refused"):
                return


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _message(stream: IO[bytes], most: int) -> Message:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return "crashed", "tiến trình đọc đã dừng"
    (length,) = _LENGTH.unpack(head)
    if length > most:
        return "large", None
    body = stream.read(length)
    if len(body) < length:
        return "crashed", "tiến trình đọc đã dừng"
    try:
        kind, value = _Data(io.BytesIO(body)).load()
        return str(kind), value
    except Exception as error:  # bytes that are no pickle raise anything
        return "crashed", type(error).__name__


class _Data(pickle.Unpickler):
    """Unpickles kl52's values and errors alone."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module in _KINDS else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def _send(stream: IO[bytes], message: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):  # the other side is gone: its answer says so
        stream.write(_LENGTH.pack(len(message)) + message)
        stream.flush()


# -- the child -----------------------------------------------------------------------------------


def main(memory: int) -> None:
    """Answer requests from stdin until it ends."""
    requests, replies = _streams()
    confine(memory + _OWN_MEMORY)
    speaks = Lock()
    Thread(target=_watch, args=(memory + _OWN_MEMORY, replies, speaks), daemon=True).start()
    while len(head := requests.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        answer = _answered(requests.read(length))
        with speaks:
            _send(replies, answer)


def _watch(memory: int, replies: IO[bytes], speaks: Lock) -> None:
    """Answer for a library that is about to end this process, for it gets no more memory."""
    answer = pickle.dumps(("memory", None))
    while not (full := is_full(memory)):
        if full is None:
            return
        time.sleep(_LOOK)
    with speaks:
        _send(replies, answer)
    os._exit(1)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, moved away from what libraries and their children write to."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    return pipes


def _answered(request: bytes) -> bytes:
    try:
        function, source, args, options = pickle.loads(request)
        return pickle.dumps(("done", function(source, *args, **options)))
    except errors.UnreadableDocument as error:
        error.__cause__ = error.__context__ = None
        return pickle.dumps(("refused", error))
    except MemoryError:
        return pickle.dumps(("memory", None))
    except BaseException as error:  # nothing that a file does may end the loop unanswered
        return pickle.dumps(("crashed", type(error).__name__))


if __name__ == "__main__":
    main(int(sys.argv[1]))
