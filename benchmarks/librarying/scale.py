"""Whether a library of 100,000 documents is built and asked as quickly as one of 1,000.

The corpus is real text under partly synthetic headers (:mod:`benchmarks.librarying.corpus` says
what is what). It is added in three runs of ``kl52 add``: the first thousand, up to 10,000, up to
100,000; after each the same questions are asked. Other programs use the machine too, so what is
compared is processor time; seconds on the clock stand beside it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.librarying.asking import ask
from benchmarks.librarying.building import build
from benchmarks.librarying.corpus import read_corpus, write
from benchmarks.scores import Section

SIZES = (1_000, 10_000, 100_000)
_MOST = "KL52_BENCH_DOCUMENTS"  # a smaller run, for a look
_JOBS = "KL52_BENCH_JOBS"  # files read at once, where others use the machine too


def measure(shared: Path) -> Section:
    section = Section(notes=[__doc__ or ""])
    sizes = [size for size in SIZES if size <= int(os.environ.get(_MOST, SIZES[-1]))]
    with tempfile.TemporaryDirectory(prefix="kl52-scale-") as folder:
        _measure(shared, Path(folder), sizes, section)
    return section


def _measure(shared: Path, folder: Path, sizes: list[int], section: Section) -> None:
    figures = section.figures
    corpus = read_corpus(shared)
    library, before = folder / "library.kl52", 0
    jobs = os.environ.get(_JOBS, str(os.cpu_count() or 1))
    for size in sizes:
        files = folder / str(size)
        write(corpus, files, range(before, size))
        built = build(library, files, "--jobs", jobs)
        count = size - before
        name = f"{size:,}"
        figures |= {
            f"{name}.documents a second": count / built.wall,
            f"{name}.processor ms a document": 1e3 * built.processor / count,
            f"{name}.processor ms a document, the writer": 1e3 * built.writer / count,
            f"{name}.peak MiB": built.peak,
            f"{name}.bytes a document": library.stat().st_size / size,
        }
        answers = ask(library, folder)
        figures[f"{name}.documents"] = answers.pop("documents")
        figures |= {f"{name}.{what}, ms": 1e3 * taken for what, taken in answers.items()}
        figures |= _one_more(library, folder, name)
        before = size
        done = {key: round(value, 3) for key, value in figures.items() if key.startswith(name)}
        print(f"scale: {done}", file=sys.stderr, flush=True)
    _compare(figures, f"{sizes[0]:,}", f"{sizes[-1]:,}")
    if len(sizes) > 2:
        figures["peak, 100,000 beside 10,000, times"] = (
            figures["100,000.peak MiB"] / figures["10,000.peak MiB"]
        )


def _one_more(library: Path, folder: Path, name: str) -> dict[str, float]:
    """Adding one document to a copy of the library, beside parsing it alone.

    No library may be open in this process: to close a file that was only copied takes away the
    locks that SQLite has on it.
    """
    copied = Path(shutil.copy(library, folder / "copy.kl52"))
    parsing = ask(copied, folder, "parse")["parse"]
    adding = ask(copied, folder, "add")["add"]
    copied.unlink()
    return {
        f"{name}.parsing one, ms": 1e3 * parsing,
        f"{name}.adding one, ms": 1e3 * adding,
        f"{name}.adding beside parsing, times": adding / parsing,
    }


def _compare(figures: dict[str, float], small: str, large: str) -> None:
    for name in [each for each in figures if each.startswith(f"{large}.")]:
        what = name.removeprefix(f"{large}.")
        if what.endswith(", ms") or "processor" in what:
            figures[f"{what}, {large} beside {small}, times"] = (
                figures[name] / figures[f"{small}.{what}"]
            )
