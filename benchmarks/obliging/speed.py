"""How fast a document is parsed with everything on, beside underthesea's word segmentation.

Files are read before the clock starts (recognition and PDF are not timed); then they are
normalised and parsed: header, structure, citations, obligations. underthesea's
``word_tokenize`` segments the normalised texts in the same process. Each run is a process of its
own that has parsed only documents of ``corpus/`` before, so that nothing of the timed ones is
remembered; the figure is that of the fastest of several runs.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time

from benchmarks.gold import ROOT
from benchmarks.scores import Section, ratio
from kl52.parsing import parse_document, parse_raw
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
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with pool:
        runs = list(pool.map(_run, [shared] * RUNS))
    size = runs[0][0]
    ours = size / min(seconds for _, seconds, _ in runs)
    theirs = size / min(seconds for _, _, seconds in runs)
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


def _run(shared: Path) -> tuple[int, float, float]:
    """Characters, and the seconds of one core that kl52 and underthesea took for them."""
    from underthesea import word_tokenize

    for path in sorted((ROOT / "corpus" / "fictitious").glob("*.txt")):
        word_tokenize(parse_document(path).text.text)
    raws = [read_document(shared / "data" / "congbao" / f"{name}.pdf") for name in DOCUMENTS]
    start = process_time()
    docs = [parse_raw(raw) for raw in raws]
    ours = process_time() - start
    texts = [doc.text.text for doc in docs]
    start = process_time()
    for text in texts:
        word_tokenize(text)
    return sum(map(len, texts)), ours, process_time() - start
