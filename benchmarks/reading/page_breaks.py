"""Whether a sentence goes on over a page break, against breaks read by eye.

Truth: ``truth/page_breaks.tsv``: breaks of the digital gazette files drawn at random (seed 52 over
all of them, without those inside tables, blank forms and footnotes), each with the last word of
the body above and the first below, and whether a person reads on. The words must stand in one
paragraph of the text if so, in two if not. Samples: the ``first 50`` drawn, ``more`` of the same,
and ``open`` ones, drawn among the pages whose last line ends without a stop.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.scores import Rates, Section
from kl52.model import Text
from kl52.normalising import normalise
from kl52.reading import read_document

TABLE = ROOT / "benchmarks" / "truth" / "page_breaks.tsv"


@dataclass(frozen=True, slots=True)
class Break:
    """The break below ``page``."""

    file: str
    page: int
    goes_on: bool
    last: str
    first: str
    sample: str


def read_table(path: Path = TABLE) -> list[Break]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Break(
                row["file"],
                int(row["page"]),
                row["goes_on"] == "yes",
                row["last"],
                row["first"],
                row["sample"],
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def measure(shared: Path) -> Section:
    @cache
    def text_of(name: str) -> Text:
        return normalise(read_document(shared / "data" / "congbao" / f"{name}.pdf"))

    section, rates = Section(), Rates()
    for each in read_table():
        found = goes_on(text_of(each.file), each)
        right = found == each.goes_on
        rates.add("goes on" if each.goes_on else "begins anew", right)
        rates.add(each.sample, right)
        section.case("hit" if right else "missed", each.file, each.page)
        if not right:
            words = f"{each.last!r} and {each.first!r}"
            said = {True: "one paragraph", False: "two paragraphs", None: "words not found"}[found]
            section.notes.append(f"{each.file}, page {each.page}: {words}: {said}")
    section.figures = rates.figures("breaks")
    section.figures["breaks.wrong"] = float(len(section.cases.get("missed", [])))
    return section


def goes_on(text: Text, each: Break) -> bool | None:
    """Whether both words stand in one paragraph; ``None`` where they are not found near the break.

    Of several places the nearest pair counts, the first word behind the last.
    """
    near = [at for at, p in enumerate(text.paragraphs) if p.page in (each.page, each.page + 1)]
    if not near:
        return None
    first = max(0, near[0] - 1)
    words = [
        unicodedata.normalize("NFC", p.span.of(text.text))
        for p in text.paragraphs[first : near[-1] + 1]
    ]
    said = "\n".join(words)
    pairs = (
        (start - end, said.count("\n", end, start) == 0)
        for end in _ends(said, each.last)
        for start in _starts(said, each.first)
        if start >= end
    )
    return min(pairs, default=(0, None))[1]


def _ends(said: str, word: str) -> Iterable[int]:
    return [match.end() for match in re.finditer(re.escape(word), said)]


def _starts(said: str, word: str) -> Iterable[int]:
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}", said)]
