"""How fast a document is parsed with everything on, beside underthesea's word segmentation.

Read files (recognition and PDF are not timed) are normalised and parsed: header, structure,
citations, obligations. underthesea's ``word_tokenize`` segments the same normalised text in the
same run, each on one core; each time is the least of several runs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

from benchmarks.scores import Section, ratio
from kl52.model import Raw
from kl52.parsing import parse_raw
from kl52.reading import read_document

DOCUMENTS = (
    "nghi-quyet-so-105-nq-cp-469364",
    "nghi-quyet-so-122-nq-cp-469492",
    "quyet-dinh-so-982-qd-ttg-469699",
    "chi-thi-so-21-ct-ttg-469580",
)
RUNS = 5
TIMES = 15
PER_SECOND = 1_000_000


def measure(shared: Path) -> Section:
    from underthesea import word_tokenize

    raws = [read_document(shared / "data" / "congbao" / f"{name}.pdf") for name in DOCUMENTS]
    texts = [parse_raw(raw).text.text for raw in raws]
    word_tokenize(texts[0][:1000])
    size = sum(map(len, texts))
    ours = size / _least(lambda: _parse(raws))
    theirs = size / _least(lambda: [word_tokenize(text) for text in texts])
    section = Section()
    section.figures |= {
        "speed.kl52, characters a second": ours,
        "speed.underthesea word_tokenize, characters a second": theirs,
        "speed.times underthesea": ratio(ours, theirs),
    }
    met = ours >= PER_SECOND or ratio(ours, theirs) >= TIMES
    section.notes.append(
        f"speed: {size:,} characters; bar ({PER_SECOND:,} a second, or {TIMES} times underthesea) "
        + ("met" if met else "NOT met")
    )
    return section


def _parse(raws: list[Raw]) -> None:
    for raw in raws:
        parse_raw(raw)


def _least(run: Callable[[], object]) -> float:
    """Seconds of one core of the fastest of several runs."""
    return min(_seconds(run) for _ in range(RUNS))


def _seconds(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start
