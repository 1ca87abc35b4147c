"""The planted plan of ``gold/planted``, its truth in places as those of ``planting`` have it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import gold
from benchmarks.aligning.judging import Judged
from benchmarks.locate import in_order, letters, locate
from benchmarks.planting import STATES
from kl52.coverage import coverage
from kl52.library import Library
from kl52.parsing import parse_document
from kl52.spans import Span

PARENT = "nghi-quyet-so-105-nq-cp-469364"


def judge_gold(shared: Path) -> Judged:
    """Coverage of the plan beside its truth; it has no clean twin."""
    [path] = (shared / "gold" / "planted").glob("*.truth.json")
    truth = json.loads(path.read_text("utf-8"))
    parent = parse_document(gold.source(PARENT))
    plan = parse_document(path.parent / f"{truth['local']['file']}.docx")
    duties = gold.duties(PARENT)
    spans = locate(parent.text.text, duties)
    units = {duty.unit: span for duty, span in zip(duties, spans, strict=True) if span}
    found = coverage(plan, Library(), against=[parent])
    items = _items(truth, plan.text.text)
    placed = _placed(truth, units)
    return Judged("hoa-son-105-nq-cp", placed, plan, parent, found, items, None)


def _items(truth: Mapping[str, Any], text: str) -> dict[str, Span]:
    """Each local item from its first words to the next item or the end of its paragraph."""
    rows = [row for state in (*STATES, "local_only") for row in truth.get(state, ())]
    anchors = {row["local_unit"]: row["local_anchor"] for row in rows if "local_unit" in row}
    ground = letters(text)
    named = sorted(anchors, key=lambda unit: min(ground.places(anchors[unit]), default=0))
    starts = in_order([ground.places(anchors[unit]) for unit in named])
    at = {
        unit: ground.at[start]
        for unit, start in zip(named, starts, strict=True)
        if start is not None
    }
    rising = sorted(at.values())
    found = {}
    for unit, start in at.items():
        line = text.find("\n", start)
        after = [each for each in rising if each > start]
        ends = [each for each in (line, *after[:1]) if each > 0]
        found[unit] = Span(start, min(ends, default=len(text)))
    return found


def _placed(truth: Mapping[str, Any], units: Mapping[str, Span]) -> dict[str, Any]:
    """The truth with the spans of the parent's units instead of their names."""
    named = {re.sub(r"\s+", "", unit): (span.start, span.end) for unit, span in units.items()}

    def place(unit: str) -> tuple[int, int] | None:
        return named.get(re.sub(r"\s+", "", unit))

    placed: dict[str, Any] = dict(truth)
    for state in STATES:
        rows = []
        for row in truth.get(state, ()):
            span = place(row["parent_unit"])
            twins = [at for twin in row.get("parent_duplicates", ()) if (at := place(twin))]
            if span:
                rows.append({**row, "parent_span": span, "parent_duplicates": twins,
                             "local": row.get("local_unit")})  # fmt: skip
        placed[state] = rows
    placed["local_only"] = [{"local": row["local_unit"]} for row in truth["local_only"]]
    placed["parent_units"] = sorted(named.values())
    return placed
