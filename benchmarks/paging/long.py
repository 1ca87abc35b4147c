"""How long the page of a long plan takes to be built beyond its coverage, and how large it is.

The plan is a resolution of the Government set beside itself: every one of its tasks is taken up,
so that every task stands on the page twice, with all its words marked. Nothing is read while the
clock runs; the figure is the processor time of the fastest of several runs.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time

from benchmarks.scores import Section
from kl52.coverage import Coverage, coverage
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.pages import coverage_page, page_html
from kl52.parsing import parse_document

DOCUMENT = "data/nq57/03-NQ-CP.with-annexes.md"
OF_A_PAGE = 2_500  # characters of a page of A4 at 14 points, 1.3 lines apart
RUNS = 5
SECONDS = 2.0
BYTES = 1_500_000


def measure(shared: Path) -> Section:
    library = Library()
    source = parse_document(shared / DOCUMENT, catalogue=library.catalogue)
    plan = replace(source, id=f"{source.id}-ban-sao")
    found = coverage(plan, library, against=[source])
    runs = [_built(found, library) for _ in range(RUNS)]
    first, size = runs[0]
    section = Section()
    pages = len(plan.text.text) / OF_A_PAGE
    section.figures |= {
        "page.seconds, first": first,
        "page.seconds": min(seconds for seconds, _ in runs),
        "page.bytes": float(size),
        "page.pages of the plan": pages,
        "page.tasks above": float(len(found.rows)),
    }
    met = first <= SECONDS and size <= BYTES
    section.notes.append(
        f"page: {pages:.0f} pages, {len(found.rows)} tasks above: {first:.2f} s, {size:,} bytes; "
        f"bar (30 pages: {SECONDS} s, {BYTES:,} bytes) " + ("met" if met else "NOT met")
    )
    return section


def _built(found: Coverage, library: Library) -> tuple[float, int]:
    """Seconds of one core, and bytes."""
    say = speaker("vi")
    start = process_time()
    written = page_html(coverage_page(found, library, say), say).encode()
    return process_time() - start, len(written)
