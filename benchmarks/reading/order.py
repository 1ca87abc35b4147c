"""The order in which header and signature blocks are read, against pages read by eye.

Truth: ``truth/order.tsv``, the first words of every printed line of a block, left column from
top to bottom, then right column. A block is right if they stand in the text in that order, on
that page and close together. Case does not count: an old font may show small letters as
capitals. A file under ``corpus/`` is the project's own.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.scores import Rates, Section
from kl52.model import Text
from kl52.normalising import normalise
from kl52.reading import read_document

TABLE = ROOT / "benchmarks" / "truth" / "order.tsv"
LONGEST = 1500  # letters from the first to the last line of a block


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page and the first words of its lines in the order of reading."""

    file: str
    block: str
    page: int
    keys: tuple[str, ...]


def read_table(path: Path = TABLE) -> list[Block]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Block(row["file"], row["block"], int(row["page"]), tuple(row["keys"].split(" | ")))
            for row in csv.DictReader(file, delimiter="\t")
        ]


def measure(shared: Path) -> Section:
    @cache
    def text_of(file: str) -> Text:
        folder = ROOT if file.startswith("corpus/") else shared / "data"
        return normalise(read_document(folder / file))

    section, rates = Section(), Rates()
    for block in read_table():
        first = first_missing(page_of(text_of(block.file), block.page), block.keys)
        rates.add(block.block, first is None)
        rates.add("block", first is None)
        state = "hit" if first is None else "missed"
        section.case(state, block.file, block.page, block.block)
        if first is not None:
            place = f"{block.file}, page {block.page}, {block.block}"
            section.notes.append(f"{place}: {first!r} does not stand in its place")
    section.figures = rates.figures("blocks")
    return section


def page_of(text: Text, page: int) -> str:
    """The words of a page, with those of a paragraph that began on the page before."""
    spans = [each.span for each in text.paragraphs if each.page == page]
    if not spans:
        return ""
    before = [each.span for each in text.paragraphs if each.span.end < spans[0].start]
    start = before[-1].start if before else 0
    return text.text[start : spans[-1].end]


def first_missing(words: str, keys: tuple[str, ...]) -> str | None:
    """The first key that does not follow the others; ``None`` where all stand in order.

    >>> first_missing("Nơi nhận: - Lưu: VT. CHỦ TỊCH", ("Nơi nhận:", "- Lưu", "CHỦ TỊCH"))
    >>> first_missing("Nơi nhận: CHỦ TỊCH - Lưu: VT.", ("Nơi nhận:", "- Lưu", "CHỦ TỊCH"))
    'chủ tịch'
    """
    said = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    keys = tuple(key.casefold() for key in keys)
    reached = [_follow(said, start, keys) for start in _places(said, keys[0])]
    best = max(reached, default=0)
    return None if best == len(keys) else keys[best]


def _places(said: str, key: str) -> Iterator[int]:
    at = said.find(key)
    while at >= 0:
        yield at
        at = said.find(key, at + 1)


def _follow(said: str, start: int, keys: tuple[str, ...]) -> int:
    """How many of the keys follow each other from ``start``."""
    at = start
    for count, key in enumerate(keys):
        found = said.find(key, at, start + LONGEST)
        if found < 0:
            return count
        at = found + len(key)
    return len(keys)
