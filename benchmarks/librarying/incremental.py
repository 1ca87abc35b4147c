"""Incremental equals full, in the large: documents in any order and batches, against in one go.

Made-up documents are added in a random order, in batches of random size, on three threads, with a
tenth of them removed and added again on the way; then in one go in the order of their names. What
this costs is told as processor time of this process.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.librarying.adding import add
from benchmarks.librarying.comparing import differences
from benchmarks.librarying.documents import write
from benchmarks.scores import Section, ratio
from kl52.library import Library
from kl52.library.places import find_candidates
from kl52.library.removing import find_contents, remove_contents
from kl52.library.verifying import verify

DOCUMENTS = 2_000
SEED = 5
LARGEST = 300  # files of a batch


def measure(shared: Path) -> Section:
    section = Section()
    with TemporaryDirectory() as folder:
        paths = write(Path(folder) / "in", DOCUMENTS)
        began = process_time()
        full = Library(Path(folder) / "full.kl52", create=True)
        add(full, find_candidates(paths))
        once = process_time() - began
        began = process_time()
        grown = Library(Path(folder) / "grown.kl52", create=True)
        _grow(grown, paths, Random(SEED))
        steps = process_time() - began
        section.figures["incremental.documents"] = float(len(full))
        section.figures["incremental.differences"] = float(len(differences(grown, full)))
        section.figures["incremental.faults"] = float(len(verify(grown, full=True)))
        section.figures["incremental.in one go, documents a second"] = ratio(DOCUMENTS, once)
        section.figures["incremental.in batches beside in one go, times"] = ratio(steps, once)
    return section


def _grow(library: Library, paths: list[Path], draw: Random) -> None:
    """Add in any order, and take out and put back a tenth."""
    order = draw.sample(paths, len(paths))
    while order:
        count = draw.randint(1, LARGEST)
        batch, order = order[:count], order[count:]
        add(library, find_candidates(batch), 3)
        back = draw.sample(batch, len(batch) // 10)
        list(remove_contents(library, find_contents(library, map(str, back))))
        order[:0] = back if len(batch) > 10 else []
