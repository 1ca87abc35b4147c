"""Tables: the cells of the annexes in the gold directives, row for row, and page breaks.

``truth/tables.tsv`` has a row for each row of these tables, read by eye from the page images:
``pages`` of the PDF, and for each column the line of the gold text that is its cell (``-``
where it is empty, ``176:0-2`` for a part of a line). A cell joined over columns stands in its
first place. White space does not count in a cell, all else does.

``truth/table_breaks.tsv`` has breaks of other tables, read off the page image before our output
was looked at; ten of them were drawn at random. When first measured, 20 of the 22 were right; the
two others (a form, columns drawn askew) were then mended. ``split``: whether the row goes on, or
``apart`` where no table does; ``last`` and ``first``: how many printed lines each cell has before
and after the break, heads left out (``?`` unknown, ``+`` some, ``...`` all further columns
unknown, no figure: none).

``data/nq57`` has two Markdown tables of known size: 41 targets in 5 columns, 140 tasks in 6.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.scores import Section, ratio
from kl52.model import Cell, Raw, Table, Text
from kl52.normalising import normalise
from kl52.reading import read_document

TRUTH = ROOT / "benchmarks" / "truth"
MARKDOWN = (("03-NQ-CP.annex-1-targets", 41, 5), ("03-NQ-CP.annex-2-tasks", 140, 6))
# A row is found if so much of its filled cells is right.
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a person reads it; ``cells`` are texts, empty where nothing is printed."""

    pages: tuple[int, int]
    cells: tuple[str, ...]


def measure(shared: Path) -> Section:
    section = Section()
    _annexes(shared, section)
    _breaks(shared, section)
    _markdown(shared, section)
    return section


# -- the annexes of the gold ---------------------------------------------------------------------


def _annexes(shared: Path, section: Section) -> None:
    count: Counter[str] = Counter()
    for name, rows in read_truth(shared).items():
        text = _text(shared / "data" / "congbao" / f"{name}.pdf")
        ours = [row for table in text.tables for row in _rows(text, table)]
        for index, row in enumerate(align(rows, ours)):
            _score(section, count, f"{name}/{index}", rows[index], row)
        count["spurious"] += len(ours) - sum(row is not None for row in align(rows, ours))
    figures = section.figures
    figures["rows found"] = ratio(count["found"], count["rows"])
    figures["rows"] = count["rows"]
    figures["rows spurious"] = count["spurious"]
    figures["cells exact"] = ratio(count["exact"], count["cells"])
    figures["cells"] = count["cells"]
    figures["empty cells empty"] = ratio(count["kept empty"], count["empty"])
    figures["rows on their pages"] = ratio(count["paged"], count["rows"])


def _score(section: Section, count: Counter[str], key: str, want: Row, got: Row | None) -> None:
    count["rows"] += 1
    count["found"] += got is not None
    count["paged"] += got is not None and got.pages == want.pages
    section.case("hit" if got is not None else "missed", "row", key)
    for column, said in enumerate(want.cells):
        ours = got.cells[column] if got is not None and column < len(got.cells) else None
        if not said:
            count["empty"] += 1
            count["kept empty"] += ours == ""
            continue
        count["cells"] += 1
        count["exact"] += ours == said
        section.case("hit" if ours == said else "missed", "cell", key, column)


def read_truth(shared: Path, path: Path = TRUTH / "tables.tsv") -> dict[str, list[Row]]:
    """The rows of each file, in order."""
    found: dict[str, list[Row]] = {}
    for row in _read(path):
        lines = _lines(shared / "gold" / f"{row['file']}.txt")
        cells = tuple(cell_text(lines, place) for place in row["cells"].split())
        first, _, last = row["pages"].partition("-")
        pages = int(first), int(last or first)
        found.setdefault(row["file"], []).append(Row(pages, cells))
    return found


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def cell_text(lines: Sequence[str], place: str) -> str:
    """The text of a cell from its place in the gold.

    >>> cell_text(["TT", "2. Cấp nước"], "2:3"), cell_text(["TT"], "-")
    ('Cấp nước', '')
    """
    if place == "-":
        return ""
    line, _, part = place.partition(":")
    start, _, end = part.partition("-")
    return _folded(lines[int(line) - 1][int(start or 0) : int(end) if end else None])


def align(want: Sequence[Row], got: Sequence[Row]) -> list[Row | None]:
    """For each row of the truth the row of ours that is it, in the order of both."""
    found: list[Row | None] = [None] * len(want)
    ours, theirs = [[row.cells[:2] for row in rows] for rows in (want, got)]
    matcher = SequenceMatcher[tuple[str, ...]](None, ours, theirs, autojunk=False)
    at = 0
    for block in matcher.get_matching_blocks():
        free = range(at, block.b)
        for index in range(block.a):
            if found[index] is None:
                found[index] = next(
                    (got[i] for i in free if _likeness(want[index], got[i]) >= ENOUGH
                     and not any(got[i] is each for each in found)), None
                )  # fmt: skip
        found[block.a : block.a + block.size] = got[block.b : block.b + block.size]
        at = block.b + block.size
    return found


def _likeness(want: Row, got: Row) -> float:
    filled = [index for index, said in enumerate(want.cells) if said]
    right = sum(
        index < len(got.cells) and got.cells[index] == want.cells[index] for index in filled
    )
    return ratio(right, len(filled))


def _rows(text: Text, table: Table) -> Iterator[Row]:
    for row in table.rows:
        filled = [span for span in row if len(span)]
        pages = [
            line.page
            for line in text.lines
            if any(text.offsets.raw(span).overlaps(line.span) for span in filled)
        ]
        cells = tuple(_folded(span.of(text.text)) for span in row)
        yield Row((min(pages), max(pages)), cells)


def _folded(words: str) -> str:
    return " ".join(words.split())


@cache
def _text(path: Path) -> Text:
    return normalise(read_document(path))


# -- page breaks ---------------------------------------------------------------------------------


def _breaks(shared: Path, section: Section) -> None:
    right = 0
    rows = list(_read(TRUTH / "table_breaks.tsv"))
    for row in rows:
        raw = read_document(shared / "data" / "congbao" / f"{row['file']}.pdf")
        good = is_right(raw, int(row["page"]), row["split"], row["last"], row["first"])
        section.case("hit" if good else "missed", "break", row["file"], row["page"])
        right += good
    section.figures["page breaks right"] = ratio(right, len(rows))
    section.figures["page breaks"] = len(rows)


def is_right(raw: Raw, page: int, split: str, last: str, first: str) -> bool:
    """Whether the table that goes on after ``page`` has its last and first row right."""
    above = [line.cell for line in raw.lines if line.page == page and line.cell is not None]
    below = [line.cell for line in raw.lines if line.page == page + 1 and line.cell is not None]
    if not above or not below or above[-1].table != below[0].table:
        return split == "apart"
    upper, lower = above[-1].row, min(cell.row for cell in below if cell.table == below[0].table)
    return (
        ("yes" if upper == lower else "no") == split
        and _agrees(last, _counts(above, above[-1].table, upper))
        and _agrees(first, _counts(below, below[0].table, lower))
    )


def _counts(cells: Sequence[Cell], table: int, row: int) -> Counter[int]:
    return Counter(cell.column for cell in cells if (cell.table, cell.row) == (table, row))


def _agrees(said: str, counts: Counter[int]) -> bool:
    wanted = dict(enumerate(said.removesuffix("...").split()))
    return all(
        want == "?" or (want == "+" and counts[column] > 0) or want == str(counts[column])
        for column, want in wanted.items()
    ) and (said.endswith("...") or all(column in wanted for column in counts))


# -- Markdown ------------------------------------------------------------------------------------


def _markdown(shared: Path, section: Section) -> None:
    for name, rows, columns in MARKDOWN:
        text = _text(shared / "data" / "nq57" / f"{name}.md")
        numbers = [
            int(number.group(1))
            for table in text.tables
            if len(table.rows[0]) == columns
            for row in table.rows
            if (number := re.fullmatch(r"(\d+)\.?", row[0].of(text.text).strip()))
        ]
        found = len(set(numbers) & set(range(1, rows + 1)))
        section.figures[f"Markdown rows of {name}"] = ratio(found, rows)


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")
