"""Saved pages: how many lines of the document are read, and how many of the site's with them.

The pages are built from memory of the portals' markup (:mod:`benchmarks.reading.pages`): there is
no network here, and no real page is committed. ``tuned`` were at hand while the rules were written,
``held-out`` were built afterwards and never tuned on; ``real`` sets the lines of the gold documents
into seven of those pages. A line counts once, in its order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.reading import pages
from benchmarks.scores import Section, Tally, ratio
from kl52.reading import read_document


def measure(shared: Path) -> Section:
    section = Section()
    for name, group in (("tuned", pages.TUNED), ("held-out", pages.HELD_OUT)):
        whole, ordered = Tally(), 0
        for page in group:
            said = lines_of(page.html)
            tally = tally_lines(page.lines, said)
            whole += tally
            in_order = [line for line in said if line in page.lines] == list(page.lines)
            ordered += in_order
            state = "hit" if in_order and not tally.missed + tally.spurious else "missed"
            section.case(state, page.name)
        section.tally(f"lines.{name}", whole)
        section.figures[f"order.{name}"] = ratio(ordered, len(group))
        section.figures[f"order.{name}.n"] = float(len(group))
    whole = Tally()
    for path in sorted((shared / "gold").glob("*.txt")):
        lines = [" ".join(line.split()) for line in path.read_text("utf-8").splitlines()]
        lines = [line for line in lines if line]
        for frame in pages.FRAMES:
            whole += tally_lines(
                lines, lines_of(frame(pages.paragraphs(tuple(map(escape, lines)))))
            )
    section.tally("lines.real", whole)
    section.notes.append("pages are built from memory of the portals' markup, not saved from them")
    return section


def lines_of(html: str) -> list[str]:
    raw = read_document(html.encode(), name="trang.html")
    return [line.span.of(raw.text) for line in raw.lines if len(line.span)]


def tally_lines(wanted: Sequence[str], said: Sequence[str]) -> Tally:
    want, got = Counter(wanted), Counter(said)
    hits = (want & got).total()
    return Tally(hits, got.total() - hits, want.total() - hits)
