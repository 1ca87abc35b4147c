"""What is left of page furniture in the normalised text of the gazette's files and the scans.

A line recurs if the same words, but for their digits, stand on more than half of the pages of a
file of three pages and more: outside of tables a paragraph, in tables the first row on a page,
where a repeated head would stand. The bar is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scores import Section
from kl52.model import Text
from kl52.normalising import normalise
from kl52.reading import read_document

FEWEST_PAGES = 3


def measure(shared: Path) -> Section:
    """Files with recurring lines, and the lines, by their number in the text."""
    section = Section()
    paths = [
        path
        for folder in ("congbao", "scans")
        for path in sorted((shared / "data" / folder).glob("*.pdf"))
    ]
    found = 0
    for path in paths:
        lines = recurring_lines(normalise(read_document(path)))
        found += len(lines)
        section.case("missed" if lines else "hit", path.name)
        section.notes += [
            f"{path.name}: {line!r} on {pages} pages" for line, pages in lines.items()
        ]
    section.figures = {
        "files": float(len(paths)),
        "files with recurring lines": float(len(section.cases.get("missed", ()))),
        "recurring lines": float(found),
    }
    return section


def recurring_lines(text: Text) -> dict[str, int]:
    """The lines that stand on more than half of the pages, with the number of those pages."""
    pages: dict[str, set[int]] = defaultdict(set)
    for words, page in _lines(text):
        pages[re.sub(r"\d+", "#", words)].add(page)
    count = len({paragraph.page for paragraph in text.paragraphs})
    if count < FEWEST_PAGES:
        return {}
    return {words: len(on) for words, on in pages.items() if len(on) > count / 2}


def _lines(text: Text) -> Iterator[tuple[str, int]]:
    for paragraph in text.paragraphs:
        if paragraph.cell is None:
            yield paragraph.span.of(text.text), paragraph.page
    for table in text.tables:
        last = 0
        for row in table.rows:
            cells = [cell for cell in row if len(cell)]
            page = text.page_of(cells[0].start) if cells else last
            if page != last:
                yield " | ".join(cell.of(text.text) for cell in cells), page
            last = page
