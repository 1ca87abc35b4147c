"""Annex 2 of 03/NQ-CP: every field of its 140 rows, and its leads after the mergers of 2025.

The truth is the table itself, split here at its bars and not by the parser under test; the leads
after the mergers are those of the later version of the same annex. Where that version still names
a ministry that had ended by then, it was not brought up to date: those rows are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scores import Section, fold, ratio
from kl52.bodies import body_id, entry, in_charge, split_bodies
from kl52.model import Document, Obligation
from kl52.parsing import parse_document

BEFORE = "data/nq57/03-NQ-CP.annex-2-tasks.md"
AFTER = "data/nq57/03-NQ-CP.annex-2-tasks.after-2025-mergers.md"
MERGED = "2025-03-01"  # the first day of the ministries of Resolution 176/2025/QH15
NOTE = (
    "kept an ended body: the later version still names Bộ Tài nguyên và Môi trường, Bộ Giao thông "
    "vận tải, Bộ Nông nghiệp và Phát triển nông thôn or Bộ Lao động - Thương binh và Xã hội, which "
    "ended with those that it does replace; the registry names who took over"
)
FIELDS = ("number", "task", "lead", "coordinate", "product", "deadline")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one task; those that a page break put on a second line are joined."""

    number: int
    task: str
    lead: str
    coordinate: str
    product: str
    deadline: str


def rows_of(markdown: str) -> tuple[Row, ...]:
    """The numbered rows of a Markdown table of six columns."""
    found: list[list[str]] = []
    for line in markdown.splitlines():
        cells = [" ".join(cell.split()) for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 6:
            continue
        if re.fullmatch(r"\d+\.?", cells[0]):
            found.append(cells)
        elif found and not cells[0] and any(cells):
            found[-1] = [
                f"{one} {more}".strip() for one, more in zip(found[-1], cells, strict=True)
            ]
    return tuple(Row(int(cells[0].rstrip(".")), *cells[1:]) for cells in found)


def measure(shared: Path) -> Section:
    section = Section()
    before = rows_of((shared / BEFORE).read_text(encoding="utf-8"))
    after = rows_of((shared / AFTER).read_text(encoding="utf-8"))
    _fields(section, before, parse_document(shared / BEFORE))
    _mergers(section, before, {row.number: row for row in after})
    return section


def _fields(section: Section, rows: tuple[Row, ...], doc: Document) -> None:
    by_number = {_number(duty): duty for duty in doc.obligations}
    right = dict.fromkeys(FIELDS, 0)
    whole = 0
    for row in rows:
        duty = by_number.get(row.number)
        wrong = [name for name in FIELDS if duty is None or not _same(name, row, duty, doc)]
        for name in FIELDS:
            right[name] += name not in wrong
            if name in wrong:
                section.case("missed", name, row.number)
        whole += not wrong
    for name, hits in {**right, "every field": whole}.items():
        section.figures[f"rows.{name}"] = ratio(hits, len(rows))
        section.figures[f"rows.{name}.n"] = float(len(rows))
    section.figures["obligations beyond the rows"] = float(len(doc.obligations) - len(rows))


def _number(duty: Obligation) -> int:
    found = re.search(r"__r(\d+)$", duty.unit or "")
    return int(found[1]) if found else -1


def _same(name: str, row: Row, duty: Obligation, doc: Document) -> bool:
    cell = "" if name == "number" else getattr(row, name)
    if name == "number":
        return _number(duty) == row.number
    if name == "task":
        words = (duty.text, *(span.of(doc.text.text) for span in duty.continued))
        return _bare(" ".join(words)) == _bare(cell)
    if name == "product":
        return _bare(duty.deliverable or "") == _bare(cell)
    if name == "deadline":
        return _bare(duty.deadline.text if duty.deadline else "") == _bare(cell)
    bodies = duty.lead if name == "lead" else duty.coordinate
    return _listed(body.name for body in bodies) == _listed([cell])


def _bare(text: str) -> str:
    """Letters and digits only: marks and spaces between them may be repaired in reading."""
    return "".join(char for char in fold(text) if char.isalnum())


def _listed(names: Iterable[str]) -> str:
    """A list of bodies without what separates them."""
    words = re.findall(r"[^\W_]+", fold(" ".join(names)))
    return " ".join(word for word in words if word not in ("và", "cùng"))


def _mergers(section: Section, before: tuple[Row, ...], after: dict[int, Row]) -> None:
    groups: dict[str, list[bool]] = {"changed": [], "kept": [], "kept an ended body": []}
    for row in before:
        was, truth = set(_leads(row.lead)), set(_leads(after[row.number].lead))
        outdated = [id for id in truth if (body := entry(id)) and not body.exists(MERGED)]
        label = "changed" if was != truth else "kept an ended body" if outdated else "kept"
        foretold = set(_foretold(row))
        groups[label].append(foretold == truth)
        if foretold != truth:
            section.case("missed", "mergers", row.number)
            said = " ≠ ".join(", ".join(sorted(each)) for each in (foretold, truth))
            section.notes.append(f"row {row.number} ({label}): {said}")
    for label, right in groups.items():
        section.figures[f"mergers.{label}, as foretold"] = ratio(sum(right), len(right))
        section.figures[f"mergers.{label}, as foretold.n"] = float(len(right))
    section.notes.append(NOTE)


def _leads(cell: str) -> tuple[str, ...]:
    """The leads of a cell as ids; a name that the registry lacks, or a class, as printed."""
    return tuple(body_id(name) or fold(name) for name in split_bodies(cell))


def _foretold(row: Row) -> Iterator[str]:
    """Who leads after the mergers, by the registry and the subject of the row."""
    subject = f"{row.task} {row.product}"
    for lead in _leads(row.lead):
        yield from in_charge(lead, MERGED, subject) or (lead,)
