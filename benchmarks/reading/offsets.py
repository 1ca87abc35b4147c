"""The round trip: does the raw text show the words that a span of the text claims?

For every citation, obligation, head of a unit, title, cell and note of every readable file, the
raw stretch that the span maps to is cleaned by itself (without page furniture and marks of notes)
and compared with the words claimed, white space apart. The bar is all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scores import Section, ratio
from kl52.errors import UnreadableDocument
from kl52.model import Document, Raw
from kl52.normalising.characters import clean
from kl52.normalising.furniture import find_furniture
from kl52.parsing import parse_raw
from kl52.reading import read_document
from kl52.reading.options import ReadOptions
from kl52.spans import Span

FOLDERS = ("data/congbao", "data/scans", "data/nq57", "data/legacy-fonts", "gold")
# Recognising pages that are pictures takes minutes, and is measured elsewhere.
OPTIONS = ReadOptions(ocr="never")


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of the text that some part of kl52 shows to people."""

    kind: str
    span: Span


def measure(shared: Path) -> Section:
    """The share of spans of each kind whose words the raw text shows."""
    section = Section()
    right: dict[str, int] = {}
    count: dict[str, int] = {}
    files = 0
    for path in _paths(shared):
        try:
            raw = read_document(path, options=OPTIONS)
        except UnreadableDocument:
            continue
        files += 1
        for claim, shown in round_trip(raw, parse_raw(raw)):
            count[claim.kind] = count.get(claim.kind, 0) + 1
            right[claim.kind] = right.get(claim.kind, 0) + shown
            if not shown:
                section.case("missed", path.name, claim.kind, claim.span.start)
    section.figures["files"] = float(files)
    section.figures["right"] = ratio(sum(right.values()), sum(count.values()))
    section.figures["right.n"] = float(sum(count.values()))
    for kind in sorted(count):
        section.figures[kind] = ratio(right[kind], count[kind])
        section.figures[f"{kind}.n"] = float(count[kind])
    return section


def _paths(shared: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (shared / folder).rglob("*") if path.is_file())


def round_trip(raw: Raw, doc: Document) -> Iterator[tuple[Claim, bool]]:
    """Every claim of ``doc``, and whether the raw text shows its words."""
    shows = _Shown(raw)
    for claim in claims(doc):
        words = "".join(claim.span.of(doc.text.text).split())
        yield claim, shows.words(doc.text.offsets.raw(claim.span)) == words


def claims(doc: Document) -> Iterator[Claim]:
    """The spans that ``doc`` shows to people."""
    yield from (Claim("citations", cite.span) for cite in doc.citations)
    yield from (Claim("obligations", duty.span) for duty in doc.obligations)
    yield from (Claim("heads of units", unit.head) for unit in doc.units)
    yield from (Claim("notes", note.span) for note in doc.text.notes)
    if doc.header.title_span is not None:
        yield Claim("titles", doc.header.title_span)
    for table in doc.text.tables:
        yield from (Claim("cells", cell) for row in table.rows for cell in row if len(cell))


class _Shown:
    """The words of stretches of a raw text, as a person reads them."""

    def __init__(self, raw: Raw) -> None:
        furniture = find_furniture(raw.text, raw.lines)
        self.raw = raw
        self.lines = sorted(
            (line for index, line in enumerate(raw.lines) if index not in furniture),
            key=lambda line: line.span,
        )

    def words(self, span: Span) -> str:
        found = []
        for line in self.lines:
            if line.span.overlaps(span):
                start, end = max(line.span.start, span.start), min(line.span.end, span.end)
                marks = [mark.span for mark in self.raw.marks if mark.span in line.span]
                pieces = clean(
                    self.raw.text[start:end], start, notes=line.box is not None, gone=marks
                )
                found += [piece.text for piece in pieces]
        return "".join("".join(found).split())
