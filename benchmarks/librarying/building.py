"""``python -m benchmarks.librarying.building LIBRARY PATH...``: ``kl52 add``, and what it took.

Out: one line of JSON: seconds on the clock, processor seconds of the process and of its readers,
and the most memory that the process held, in MiB (:func:`build` asks for it).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kl52.cli import main
from kl52.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Built:
    """What a run of ``kl52 add`` took."""

    wall: float
    writer: float
    readers: float
    peak: float

    @property
    def processor(self) -> float:
        return self.writer + self.readers


def build(library: Path, *arguments: object) -> Built:
    """Add to ``library`` in a process of its own."""
    command = [sys.executable, "-m", __name__, str(library), *map(str, arguments)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return Built(**json.loads(ran.stdout.splitlines()[-1]))


def _taken(library: str, *arguments: str) -> Built:
    began = time.perf_counter()
    status = main(["add", *arguments, "--library", library, "--quiet"])
    if status not in (0, UnreadableDocument.exit_status):  # a file or two may be refused
        raise SystemExit(status)
    own, readers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Built(
        time.perf_counter() - began,
        own.ru_utime + own.ru_stime,
        readers.ru_utime + readers.ru_stime,
        _peak(),
    )


def _peak() -> float:
    """MiB; getrusage would tell the most of the process that started this one as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    taken = _taken(*sys.argv[1:])
    print(json.dumps({name: getattr(taken, name) for name in Built.__slots__}))
