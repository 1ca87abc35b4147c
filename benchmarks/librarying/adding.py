"""``python -m benchmarks.librarying.adding FOLDER LIBRARY BATCH JOBS``: what is killed, or watched.

Adds the files of a folder, so many to a batch; says so when it begins, with its first byte of
output, and when it ends. :class:`Adding` is such a process as others see it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from kl52.errors import UnreadableDocument
from kl52.library import Library, adding
from kl52.library.adding import Outcome, add_files
from kl52.library.intake import read_here, take
from kl52.library.places import Candidate, find_candidates

ROOT = Path(__file__).resolve().parents[2]


class Adding:
    """A process that adds ``folder`` to ``library``; made when it is about to begin."""

    def __init__(self, folder: Path, library: Path, batch: int, jobs: int = 1) -> None:
        module = ["-m", __name__, str(folder), str(library), str(batch), str(jobs)]
        self.process = subprocess.Popen([sys.executable, *module], cwd=ROOT, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        assert self.process.stdout.read(1) == b"b", "it did not begin"

    def kill(self) -> bool:
        """End it at once, as ``kill -9`` does; whether it was still at work."""
        self.process.kill()
        return self.wait() != 0

    def wait(self) -> int:
        with self.process:
            return self.process.wait()


def add(
    library: Library, candidates: Iterable[Candidate | UnreadableDocument], jobs: int = 1
) -> list[Outcome]:
    """Add files on so many threads of this process."""
    with ThreadPoolExecutor(jobs) as executor:
        work = partial(take, read=read_here)
        return list(add_files(candidates, library, jobs=jobs, executor=executor, work=work))


def main(folder: str, library: str, batch: str, jobs: str) -> None:
    adding._BATCH = int(batch)
    found = list(find_candidates([folder]))
    sys.stdout.write("b")
    sys.stdout.flush()
    add(Library(Path(library), create=True), found, int(jobs))


if __name__ == "__main__":
    main(*sys.argv[1:])
