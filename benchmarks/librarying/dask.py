"""Whether two workers of a Dask cluster read twice as much as one.

Small texts (:mod:`benchmarks.librarying.corpus`), files of the official gazette without
recognition, and pages of signed scans with it are added to new libraries by one worker of a local
cluster and by two, in turn, with everything that a worker loads loaded before. Control: the same
with plain processes that only count, for other programs use the machine too. The workers share the
cores with the scheduler and with the one process that writes. What a core reads in an hour is told
by the processor time of a reader here, not by the clock.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from benchmarks.librarying.corpus import read_corpus, write
from benchmarks.scores import Section
from kl52.library import Library
from kl52.library.adding import add_files
from kl52.library.clusters import Cluster, cluster
from kl52.library.intake import take_elsewhere
from kl52.library.places import find_candidates
from kl52.reading.options import DEFAULT, ReadOptions

_WORKERS = (1, 2)
_TIMES = 2  # each in turn; the quicker counts
_TEXTS, _FILES, _SCANS = 200, 6, 4
_LARGEST = 500_000  # bytes of a file of the gazette
_HELD_OUT = "quyet-dinh-so-892"
_COUNTS, _COUNT = 24, 3_000_000


def measure(shared: Path) -> Section:
    section = Section(notes=[__doc__ or ""])
    with TemporaryDirectory(prefix="kl52-dask-") as folder:
        corpora = {
            "texts": (_texts(shared, Path(folder)), ReadOptions(ocr="never")),
            "gazette": (_gazette(shared, Path(folder)), ReadOptions(ocr="never")),
            "scans": (_scans(shared, Path(folder)), DEFAULT),
        }
        seconds = _by_workers(corpora)
        for name, (files, options) in corpora.items():
            count = len(list(files.iterdir()))
            an_hour = 3600 * count / _processor(files, options)
            section.figures[f"{name}.documents"] = float(count)
            section.figures[f"{name}.documents an hour a core"] = an_hour
    for name in (*corpora, "control"):
        one, two = (seconds[name, count] for count in _WORKERS)
        section.figures[f"{name}.two workers beside one, times"] = one / two
    return section


def _by_workers(corpora: dict[str, tuple[Path, ReadOptions]]) -> dict[tuple[str, int], float]:
    """The least seconds on the clock for each corpus, and the control, by so many workers."""
    seconds: dict[tuple[str, int], float] = {}
    for _ in range(_TIMES):
        for count in _WORKERS:
            with _workers(count, corpora["texts"][0]) as machines:
                for name, (files, options) in corpora.items():
                    _keep(seconds, (name, count), _adding(files, options, machines))
            with ProcessPoolExecutor(count) as executor:
                _counting(executor, count)
                _keep(seconds, ("control", count), _counting(executor, _COUNTS))
    return seconds


def _keep(seconds: dict[tuple[str, int], float], key: tuple[str, int], taken: float) -> None:
    seconds[key] = min(taken, seconds.get(key, taken))


@contextmanager
def _workers(count: int, texts: Path) -> Iterator[Cluster]:
    """A cluster whose workers have read something before."""
    with cluster(f"local:{count}") as machines:
        machines.client.wait_for_workers(count, timeout=120)
        some = sorted(texts.iterdir())[:20]
        work = [machines.executor.submit(take_elsewhere, str(f), "", DEFAULT) for f in some]
        for each in work:
            each.result()
        yield machines


def _adding(files: Path, options: ReadOptions, machines: Cluster) -> float:
    with TemporaryDirectory(prefix="kl52-dask-") as folder:
        library = Library(Path(folder) / "library.kl52", create=True)
        found = list(find_candidates([files]))
        return _timed(
            lambda: list(
                add_files(
                    found,
                    library,
                    options=options,
                    executor=machines.executor,
                    work=take_elsewhere,
                    jobs=machines.threads,
                )
            )
        )


def _processor(files: Path, options: ReadOptions) -> float:
    """Processor seconds of one reader of this machine, and of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with TemporaryDirectory(prefix="kl52-dask-") as folder:
        library = Library(Path(folder) / "library.kl52", create=True)
        for _ in add_files(find_candidates([files]), library, options=options, jobs=1):
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _counting(executor: Executor, times: int) -> float:
    return _timed(lambda: list(executor.map(_count, [_COUNT] * times)))


def _count(most: int) -> int:
    return sum(range(most))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# -- what is read --------------------------------------------------------------------------------


def _texts(shared: Path, folder: Path) -> Path:
    write(read_corpus(shared), folder / "texts", range(_TEXTS))
    return folder / "texts" / "000"


def _gazette(shared: Path, folder: Path) -> Path:
    """Digital files of the gazette, not too large; links, so that they are named alike."""
    made = folder / "gazette"
    made.mkdir()
    fits = [
        file
        for file in sorted((shared / "data/congbao").glob("*.pdf"))
        if file.stat().st_size < _LARGEST and not file.name.startswith(_HELD_OUT)
    ]
    for file in fits[:_FILES]:
        (made / file.name).write_bytes(file.read_bytes())
    return made


def _scans(shared: Path, folder: Path) -> Path:
    """First pages of signed scans as pictures."""
    made = folder / "scans"
    made.mkdir()
    files = sorted((shared / "data/scans").glob("*.pdf"))
    pages = [(file, page) for page in range(_SCANS) for file in files]
    for file, page in pages:
        document = pdfium.PdfDocument(file)
        if page < len(document) and len(list(made.iterdir())) < _SCANS:
            picture = document[page].render(scale=200 / 72).to_pil()
            picture.save(made / f"{file.stem}-{page}.png")
        document.close()
    return made
