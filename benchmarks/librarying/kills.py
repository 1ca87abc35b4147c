"""``kill -9`` while documents are added, at random moments: what is left of the library.

A process adds made-up documents in small batches and is killed at a moment drawn evenly over the
time that it would take. Then the library is verified in full, what was there before the process
began must still be there, and every few kills, and at the end, another one finishes the work: the
library must equal one that nobody disturbed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.librarying.adding import Adding, add
from benchmarks.librarying.comparing import differences
from benchmarks.librarying.documents import write
from benchmarks.scores import Section
from kl52.library import Library
from kl52.library.places import find_candidates
from kl52.library.verifying import verify

KILLS = 200
DOCUMENTS = 60
BATCH = 3
FINISHED = 4  # after how many kills of one library the work is finished


def measure(shared: Path) -> Section:
    section = Section()
    with TemporaryDirectory() as folder:
        killed = list(disturb(Path(folder), KILLS, DOCUMENTS))
    for name in ("at work", "faults", "lost", "unequal"):
        section.figures[f"kills.{name}"] = float(sum(each[name] for each in killed))
    section.figures["kills"] = float(len(killed))
    section.figures["kills.documents"] = float(DOCUMENTS)
    return section


def disturb(folder: Path, kills: int, documents: int, seed: int = 11) -> Iterator[dict[str, int]]:
    """For every kill whether it was in time, and how much was wrong afterwards."""
    draw = Random(seed)
    write(folder / "in", documents)
    long = _undisturbed(folder)
    whole = Library(folder / "whole.kl52")
    for count in range(kills):
        file = folder / f"{count // FINISHED}.kl52"
        before = set(Library(file).ids()) if file.exists() else set()
        process = Adding(folder / "in", file, BATCH)
        time.sleep(draw.uniform(0, long))
        killed = process.kill()
        library = Library(file, create=True)
        faults = verify(library, full=True)
        found = {
            "at work": int(killed),
            "faults": len(faults),
            "lost": len(before - set(library.ids())),
            "unequal": 0,
        }
        if count % FINISHED == FINISHED - 1 or count == kills - 1:
            add(library, find_candidates([folder / "in"]))
            found["unequal"] = len(differences(library, whole))
        yield found


def _undisturbed(folder: Path) -> float:
    """How long it takes when nobody disturbs it."""
    process = Adding(folder / "in", folder / "whole.kl52", BATCH)
    began = time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - began
