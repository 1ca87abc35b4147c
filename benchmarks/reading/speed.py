"""How fast the gazette's PDFs are read, beside pdfium's plain text and pdfplumber's.

Each file is read by pdfium and by kl52 in turn, five times, and then once by pdfplumber, all of
its pages; what counts is processor time, the median of the five. Memory is the peak of a process
that reads the largest file. Pages that are pictures are not recognised here, for neither peer
does that; it is measured in ``scans``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2

from benchmarks.scores import Section, ratio
from kl52.reading import read_document
from kl52.reading.options import ReadOptions

ROUNDS = 5
TEXT = ReadOptions(ocr="never")
# The bars of the issue: ours to pdfium, pdfplumber to ours, megabytes.
BARS = (2.5, 15.0, 600)
_PEAK = """
import sys
from kl52.reading import read_document
read_document(sys.argv[1])
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak if sys.platform == "darwin" else peak * 1024)
except ImportError:
    import psutil
    print(psutil.Process().memory_info().peak_wset)
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds for one file."""

    name: str
    tables: bool
    ours: float
    pdfium: float
    plumber: float


def measure(shared: Path) -> Section:
    """Ratios over all files together, peak memory, and the slowest files."""
    section = Section()
    paths = sorted((shared / "data" / "congbao").glob("*.pdf"))
    times = [_time(path) for path in paths]
    plain = [each for each in times if not each.tables]
    ours = sum(each.ours for each in times)
    section.figures = {
        "files": float(len(times)),
        "files without tables": float(len(plain)),
        "seconds": ours,
        "ours to pdfium, without tables": _ratio(plain),
        "ours to pdfium, all": _ratio(times),
        "pdfplumber to ours": ratio(sum(each.plumber for each in times), ours),
        "peak memory, MB": _peak(max(paths, key=lambda path: path.stat().st_size)) / 1e6,
    }
    slowest = sorted(plain, key=lambda each: each.pdfium / each.ours)[:3]
    section.notes.append(
        f"bars: at most {BARS[0]} times pdfium without tables, pdfplumber at least {BARS[1]:.0f} "
        f"times ours, {BARS[2]} MB; pdfplumber timed on all pages"
    )
    section.notes += [f"slowest: {each.name} {each.ours / each.pdfium:.2f}" for each in slowest]
    return section


def _ratio(times: list[Times]) -> float:
    return ratio(sum(each.ours for each in times), sum(each.pdfium for each in times))


def _time(path: Path) -> Times:
    data = path.read_bytes()
    ours, pdfium = [], []
    for _ in range(ROUNDS):
        pdfium.append(_seconds(lambda: _plain_text(data)))
        ours.append(_seconds(lambda: read_document(data, name=path.name, options=TEXT)))
    tables = any(
        line.cell is not None for line in read_document(data, name=path.name, options=TEXT).lines
    )
    return Times(path.name, tables, median(ours), median(pdfium), _plumber(path))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _plain_text(data: bytes) -> int:
    pdf = pypdfium2.PdfDocument(data)
    count = 0
    for page in pdf:
        textpage = page.get_textpage()
        count += len(textpage.get_text_range())
        textpage.close()
        page.close()
    pdf.close()
    return count


def _plumber(path: Path) -> float:
    return _seconds(lambda: _extract(path))


def _extract(path: Path) -> int:
    count = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            count += len(page.extract_text())
            page.close()
    return count


def _peak(path: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)
