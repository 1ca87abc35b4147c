"""Deadlines read from real phrases: every field of each, against ``truth/deadlines.tsv``.

The truth was read by eye in the sentence that the phrase stands in, before any output for it was
looked at. ``where`` says how the phrase is read: in prose, as a cell of a time column, as a
heading. An empty ``kind`` is a phrase that sets no deadline. ``recurrence`` lists all cadences,
``due`` the last days in each period, and ``working`` after a duration that it counts working days.

``split``: the rules were written with the phrases of ``dev`` at hand. ``unseen`` is a third of the
first 211, drawn by seed; its output was not looked at before it was measured, but the phrases had
been read by the one who then wrote the rules. ``fresh`` is the honest figure: 41 phrases drawn by
seed from thirteen other documents, read and judged after the rules were written. :data:`FIRST` has
the first figures; the rules have since learned from what ``fresh`` showed. A second draw, of 20
phrases from fourteen circulars and decrees, then had 15 right (kind, period, duration) and is not
among these.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.scores import Section, fold, ratio
from kl52.model import Deadline
from kl52.obligations.deadlines import (
    find_deadlines,
    heading_deadline,
    main_deadline,
    parse_deadline,
)

TRUTH = Path(__file__).parents[1] / "truth" / "deadlines.tsv"
FIELDS = ("kind", "start", "end", "recurrence", "due", "duration", "condition", "time")
SPLITS = ("dev", "unseen", "fresh")
FIRST = "unseen 70 of 70, fresh 33 of 41 (rules before this work: 44 of 70, 22 of 41)"
BAR = "all right"


def rows() -> list[dict[str, str]]:
    """The phrases with their truth, a dict of column to cell each."""
    lines = TRUTH.read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def read(row: dict[str, str]) -> Deadline | None:
    """What the parser makes of a row's phrase."""
    on = row["on"] or None
    if row["where"] == "cell":
        return parse_deadline(row["phrase"], on)
    if row["where"] == "heading":
        return heading_deadline(row["phrase"], on)
    return main_deadline(find_deadlines(row["phrase"], on=on))


def fields(deadline: Deadline | None) -> dict[str, str]:
    """A deadline in the terms of the truth."""
    if deadline is None:
        return dict.fromkeys(FIELDS, "")
    recurrence = (deadline.recurrence or "", *deadline.also)
    working = " working" if deadline.working else ""
    return {
        "kind": deadline.kind,
        "start": deadline.start or "",
        "end": deadline.end or "",
        "recurrence": " ".join(recurrence).strip(),
        "due": " ".join(deadline.due),
        "duration": f"{deadline.duration}{working}" if deadline.duration else "",
        "condition": deadline.condition or "",
        "time": deadline.time or "",
    }


def wrong(row: dict[str, str]) -> list[str]:
    """The fields of a row that the parser got wrong."""
    got = fields(read(row))
    return [name for name in FIELDS if fold(got[name]) != fold(row[name])]


def measure(shared: Path) -> Section:
    section = Section()
    all_rows = rows()
    failed = {row["phrase"]: wrong(row) for row in all_rows}
    for row in all_rows:
        bad = failed[row["phrase"]]
        section.case("missed" if bad else "hit", "deadline", row["phrase"], *bad)
    parts = {
        f"phrases {split}": [row for row in all_rows if row["split"] == split] for split in SPLITS
    }
    for name, part in parts.items():
        _rate(section, name, [not failed[row["phrase"]] for row in part])
    for name in FIELDS:
        stated = [row for row in all_rows if row[name]]
        _rate(section, f"{name}, stated", [name not in failed[row["phrase"]] for row in stated])
    none = [not failed[row["phrase"]] for row in all_rows if not row["kind"]]
    _rate(section, "no deadline", none)
    total = sum(not bad for bad in failed.values())
    met = "met" if total == len(all_rows) else "NOT MET"
    section.notes.append(f"{met} deadlines {total} of {len(all_rows)} phrases right (bar {BAR})")
    section.notes.append(f"first figures: {FIRST}")
    return section


def _rate(section: Section, name: str, right: list[bool]) -> None:
    section.figures[f"deadlines.field.{name}"] = ratio(sum(right), len(right))
    section.figures[f"deadlines.field.{name}.n"] = float(len(right))
