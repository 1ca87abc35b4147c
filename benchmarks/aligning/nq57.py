"""03/NQ-CP with itself: its 140 tasks before and after the mergers, and its prose with its annex.

The later version of annex 2 is led back to the earlier one: right is the row of the same number
as the best match. The prose is led to the rows; which sentence a row restates was read by hand
(``parent_duplicates`` in the truth of the planted plan under this resolution, written before).
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from benchmarks import planting
from benchmarks.scores import Section, Tally, ratio
from kl52.alignment import align
from kl52.meaning import bundled_encoder
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.spans import Span

FOLDER = "data/nq57"
BEFORE, AFTER = "03-NQ-CP.annex-2-tasks.md", "03-NQ-CP.annex-2-tasks.after-2025-mergers.md"
TRUTH = "truong-linh-03-nq-cp"
ROWS, PAIRS = 140, 0.85


def measure(shared: Path) -> Section:
    section = Section()
    right, of = _mergers(shared / FOLDER, section)
    section.figures |= {"nq57.rows led back": float(right), "nq57.rows": float(of)}
    tally = _prose(shared, section)
    section.tally("nq57.prose to annex", tally)
    for name, met in (
        (f"{right} of {of} rows led back (bar {ROWS})", right == of == ROWS),
        (f"prose to annex F1 {tally.f1:.3f} (bar {PAIRS})", tally.f1 >= PAIRS),
    ):
        section.notes.append(f"{'met ' if met else 'NOT MET'} {name}")
    return section


def _mergers(folder: Path, section: Section) -> tuple[int, int]:
    before, after = (_tasks(parse_document(folder / name), "table") for name in (BEFORE, AFTER))
    numbers = {duty.id: number for number, duty in enumerate(before.obligations, 1)}
    aligned = align(after, [replace(before, id="before")], on=None, encoder=bundled_encoder())
    right = 0
    for number, duty in enumerate(after.obligations, 1):
        best = next(iter(aligned[duty.id].accepted), None)
        if best is not None and numbers[best.obligation] == number:
            right += 1
        else:
            section.case("row not led back", "nq57", number)
    return right, len(after.obligations)


def _tasks(doc: Document, where: str) -> Document:
    """The document with its tasks of one kind of place alone."""
    return replace(doc, obligations=tuple(d for d in doc.obligations if d.where == where))


def _prose(shared: Path, section: Section) -> Tally:
    truth = json.loads((planting.FOLDER / f"{TRUTH}.truth.json").read_text("utf-8"))
    doc = parse_document(shared / truth["parent_file"])
    prose, rows = _tasks(doc, "prose"), replace(_tasks(doc, "table"), id="annex")
    units = [Span(*each) for each in truth["parent_units"]]
    wanted = {
        (tuple(twin), tuple(row["parent_span"]))
        for state in planting.STATES
        for row in truth[state]
        for twin in row.get("parent_duplicates", ())
    }
    aligned = align(prose, [rows], on=doc.header.date, encoder=bundled_encoder())
    above = {duty.id: duty for duty in rows.obligations}
    found = {
        (mine, theirs)
        for duty in prose.obligations
        for match in aligned[duty.id].accepted
        for mine in _units_at(duty.span, units)
        for theirs in _units_at(above[match.obligation].span, units)
    }
    for one, other in sorted(wanted - found):
        section.case("pair missed", "nq57", one[0], other[0])
    for one, other in sorted(found - wanted):
        section.case("pair wrong", "nq57", one[0], other[0])
    return Tally(len(found & wanted), len(found - wanted), len(wanted - found))


def _units_at(span: Span, units: list[Span]) -> list[tuple[int, int]]:
    """The units of the truth that share half of the shorter one with a span."""
    return [
        (unit.start, unit.end)
        for unit in units
        if min(unit.end, span.end) - max(unit.start, span.start)
        >= ratio(min(len(unit), len(span)), 2)
    ]
