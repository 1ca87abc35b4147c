"""What a caller may ask of the readers, and the limits that keep a machine usable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Limits:
    """Above these a file is refused, each with a message of its own.

    Sizes in bytes; ``ratio`` is how many times its size an archive may unpack to, once that is
    more than ``small``; ``lines`` counts cells as well; ``depth`` counts elements within elements,
    ``tags`` all those of a page. ``seconds`` and ``memory`` for
    one file and ``result``, what comes back of it, hold in the sandbox.
    """

    size: int = 64 * 2**20
    characters: int = 20_000_000
    lines: int = 250_000
    tags: int = 600_000
    pages: int = 5_000
    unpacked: int = 400 * 2**20
    part: int = 200 * 2**20
    ratio: int = 200
    small: int = 10 * 2**20
    seconds: float = 300.0
    memory: int = 2 * 2**30
    result: int = 400 * 2**20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a document is read.

    ``original``: a Word draft as it was before its tracked changes. ``ocr``: whether pages that
    are pictures are recognised (``auto``), none is, or all are. ``jobs``: processes for that,
    by default one for each core. ``progress`` is called with the pages done and their number.
    """

    original: bool = False
    ocr: Literal["auto", "never", "always"] = "auto"
    jobs: int | None = None
    progress: Progress = _silent
    limits: Limits = field(default_factory=Limits)


DEFAULT = ReadOptions()
