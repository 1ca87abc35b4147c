"""How fast citations are found and parsed, beside eyecite with both of its tokenizers.

Ours reads real directives (the gold and the gazette's resolutions, directives and decisions, as
normalised text); eyecite reads English opinions of our own making (:mod:`opinions`), for each
directive one of the same length. Every job finds mentions and parses their fields; nobody
resolves. One process, its own time (``process_time``), the median of alternating rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks import gold
from benchmarks.citing.opinions import opinions
from benchmarks.scores import Section, ratio
from kl52.citations import find_citations
from kl52.header import find_header
from kl52.model import Header, Text, Unit
from kl52.normalising import normalise
from kl52.parsing import outside_of
from kl52.reading import read_document
from kl52.reading.options import ReadOptions
from kl52.structure import find_units

ROUNDS = 7
DIRECTIVES = ("nghi-quyet", "chi-thi", "quyet-dinh")

Job = Callable[[], int]  # how many citations one document has


def measure(shared: Path) -> Section:
    section = Section()
    ours, lengths = _ours(shared)
    with TemporaryDirectory() as folder:
        jobs = {"kl52": ours, **_peers(lengths, folder)}
        took, counts = _timed(jobs)
    size = sum(lengths)
    section.figures["speed.characters"] = float(size)
    section.figures["speed.documents"] = float(len(lengths))
    for name, seconds in took.items():
        section.figures[f"speed.{name}.characters a second"] = ratio(size, seconds)
        section.figures[f"speed.{name}.characters to a citation"] = ratio(size, counts[name])
        section.figures[f"speed.kl52 beside {name}, times"] = ratio(seconds, took["kl52"])
    del section.figures["speed.kl52 beside kl52, times"]
    section.notes.append("speed: on a shared machine: compare the ratios, not the seconds")
    return section


def _ours(shared: Path) -> tuple[list[Job], list[int]]:
    jobs: list[Job] = []
    lengths = []
    for path in _directives(shared):
        text = normalise(read_document(path, options=ReadOptions(ocr="never")))
        header = find_header(text)
        units = find_units(text, outside=outside_of(header))
        jobs.append(partial(_own, text, header, units))
        lengths.append(len(text.text))
    return jobs, lengths


def _own(text: Text, header: Header, units: tuple[Unit, ...]) -> int:
    return len(find_citations(text, header, units))


def _directives(shared: Path) -> Iterator[Path]:
    """The gold's texts, and the directives of the gazette that the gold does not hold."""
    texts = [gold.txt(name) for name in gold.names("txt")]
    yield from texts
    known = {path.stem for path in texts}
    for path in sorted((shared / "data" / "congbao").glob("*.pdf")):
        if path.name.startswith(DIRECTIVES) and path.stem not in known:
            yield path


def _peers(lengths: list[int], folder: str) -> dict[str, list[Job]]:
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer, default_tokenizer

    texts = [opinions(length, seed) for seed, length in enumerate(lengths)]
    tokenizers = {
        "eyecite": default_tokenizer,
        "eyecite, hyperscan": HyperscanTokenizer(cache_dir=folder),
    }
    return {
        name: [partial(_count, get_citations, text, kind) for text in texts]
        for name, kind in tokenizers.items()
    }


def _count(get_citations: Callable[..., list[Any]], text: str, tokenizer: object) -> int:
    return len(get_citations(text, tokenizer=tokenizer))


def _timed(jobs: dict[str, list[Job]]) -> tuple[dict[str, float], dict[str, int]]:
    """The median time of each one's whole work, after one round that only warms up."""
    counts = {name: sum(job() for job in each) for name, each in jobs.items()}
    took: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, each in jobs.items():
            start = process_time()
            for job in each:
                job()
            took[name].append(process_time() - start)
    return {name: median(times) for name, times in took.items()}, counts
