"""Two processes that add and one that reads, at the same time, over and over.

The two add overlapping halves of a folder of made-up documents, in small batches. The reader opens
the library as others do and, within one reading, counts twice, looks for documents whose citations
still wait, and loads some; it must see one revision. In the end nothing may be lost: the library
equals one that a single process made.
"""

from __future__ import annotations

from collections import Counter
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

ROUNDS = 3
DOCUMENTS = 100
BATCH = 5
_LOADED = 5


def measure(shared: Path) -> Section:
    section = Section()
    found: Counter[str] = Counter()
    for seed in range(ROUNDS):
        with TemporaryDirectory() as folder:
            found += watch(Path(folder), DOCUMENTS, seed)
    section.figures["concurrent.rounds"] = float(ROUNDS)
    section.figures["concurrent.documents"] = float(DOCUMENTS)
    for name in ("readings", "revisions", "failed", "torn", "stale", "faults", "unequal"):
        section.figures[f"concurrent.{name}"] = float(found[name])
    return section


def watch(folder: Path, documents: int, seed: int) -> Counter[str]:
    """How often the reader looked, and how much was wrong."""
    paths = write(folder / "in", documents, seed)
    for name, chosen in (("one", paths[: documents * 2 // 3]), ("two", paths[documents // 3 :])):
        (folder / name).mkdir()
        for path in chosen:
            (folder / name / path.name).write_bytes(path.read_bytes())
    file = folder / "both.kl52"
    library = Library(file, create=True)
    writers = [Adding(folder / name, file, BATCH) for name in ("one", "two")]
    found: Counter[str] = Counter()
    revisions = set()
    draw = Random(seed)
    while any(each.process.poll() is None for each in writers):
        revisions.add(_look(library, draw, found))
    found["revisions"] = len(revisions)
    found["failed"] = sum(each.wait() != 0 for each in writers)
    whole = Library(folder / "whole.kl52", create=True)
    add(whole, find_candidates([folder / "one", folder / "two"]))
    found["faults"] = len(verify(library, full=True))
    found["unequal"] = len(differences(library, whole))
    return found


def _look(library: Library, draw: Random, found: Counter[str]) -> int:
    """One reading; the revision that it saw."""
    store = library.writable
    with store.reading() as db:
        count = "SELECT (SELECT number FROM revision), count(*), total(stale) FROM documents"
        revision, number, stale = db.execute(count).fetchone()
        ids = library.ids()
        for id in draw.sample(ids, min(_LOADED, len(ids))):
            found["torn"] += library.document(id) is None
        found["torn"] += len(ids) != number or db.execute(count).fetchone()[:2] != (
            revision, number,
        )  # fmt: skip
        found["stale"] += stale > 0
    found["readings"] += 1
    return int(revision)
