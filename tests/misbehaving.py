"""Readers that do what hostile files make readers do; a sandbox finds them by name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from kl52 import errors
from kl52.library.intake import Packed, read_packed


def reads(data: bytes) -> str:
    return f"read {len(data)}"


def stalls(data: bytes) -> str:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(os.fsdecode(data)).touch()
    time.sleep(600)
    return "never"


def converts(data: bytes) -> bytes:
    from kl52.reading.office import libreoffice

    return libreoffice.convert(data, "rtf", "docx", 600)


def devours(data: bytes) -> int:
    return len(bytearray(8 * 2**30))


def dies(data: bytes) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def dies_later(data: bytes) -> str:
    """Dies in a process that has read before."""
    if globals().setdefault("_read", 0):
        dies(data)
    globals()["_read"] = 1
    return "read"


def fails(data: bytes) -> None:
    raise RuntimeError("nội dung của tệp")


def refuses(data: bytes) -> None:
    raise errors.EncryptedDocument("a.pdf", "tệp PDF có mật khẩu", "bỏ mật khẩu")


def prints(data: bytes) -> str:
    os.write(1, b"noise of a library")
    return os.read(0, 10).decode()


def writes(data: bytes) -> str:
    import tempfile

    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(data)
    return file.name


def answers_at_length(data: bytes) -> str:
    return "a" * 2**20


class Evil:
    def __reduce__(self) -> object:
        return os.getpid, ()


def takes_over(data: bytes) -> Evil:
    return Evil()


DEADLY = b"a file that kills its reader"


def packs(data: bytes, **options: Any) -> Packed:
    """Reads and packs a document, unless it is deadly."""
    if DEADLY in data:
        dies(data)
    return read_packed(data, **options)
