"""What an operator of ``kl52 serve`` chooses, and the bounds that keep the machine usable."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kl52.reading.options import Limits

PORT = 5252
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Sizes in bytes, times in seconds; rates are requests of one client in a minute.

    ``files`` one visitor may hold at a time, ``waiting`` of them in the queue; ``queue`` all that
    wait; ``above`` are the documents sent along with a plan.
    """

    upload: int = 32 * 2**20
    above: int = 8
    form: int = 8 * 2**10
    sending: float = 120.0
    requests: int = 1_200
    uploads: int = 40
    refusals: int = 30
    visitors: int = 1_000
    files: int = 10
    waiting: int = 4
    queue: int = 64
    idle: float = 3_600.0
    workers: int = 2
    reading: Limits = field(
        default_factory=lambda: Limits(
            size=32 * 2**20, characters=5_000_000, seconds=120.0, memory=2**30, result=200 * 2**20
        )
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """``origin`` is the address that users open, where that is not the one listened on.

    ``user_header`` names the header in which a reverse proxy on this machine says who is there;
    ``read_only`` changes nothing beyond the session; ``library`` is the file that may be written.
    """

    host: str = LOOPBACK
    port: int = PORT
    root_path: str = ""
    origin: str | None = None
    token: str | None = None
    user_header: str | None = None
    read_only: bool = False
    library: Path | None = None
    bounds: Bounds = field(default_factory=Bounds)

    @property
    def writable(self) -> bool:
        """Whether documents and decisions may be kept in the library."""
        return self.library is not None and not self.read_only
