"""Coverage of planted plans, development split: links, missing tasks, local ones, faults.

Each plan is written as a Word file and read back; its parent is read from the real file. A link
is right if the truth has it for the parent's obligation or a twin of that; several obligations of
one item count once. Faults are found if a finding of their code stands in their item (or, outside
items, says their words). What a plan has unplanted is neither required nor punished; findings on
the clean twins of severity error are false.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import planting
from benchmarks.aligning.judging import Judged, spans_of
from benchmarks.aligning.sureness import SURE, sureness
from benchmarks.scores import Section, Tally, ratio
from kl52.coverage import Finding, coverage
from kl52.library import Library
from kl52.parsing import parse_document

FORM = ("form", "alias_before_definition", "blank_left", "section_numbering", "own_type")


def measure(shared: Path) -> Section:
    from benchmarks.aligning.gold_plan import judge_gold

    return score([judge_gold(shared), *judged(shared, "development")], "planted")


def judged(shared: Path, split: str) -> Iterator[Judged]:
    for name in planting.names():
        truth = json.loads((planting.FOLDER / f"{name}.truth.json").read_text("utf-8"))
        if truth["split"] == split:
            yield judge(name, shared)


def judge(name: str, shared: Path) -> Judged:
    planted, clean = (planting.load(name, shared, clean=each) for each in (False, True))
    parent = parse_document(shared / planted.truth["parent_file"])
    library = Library()
    with TemporaryDirectory() as folder:
        docs = [
            parse_document(planting.docx_of(each, Path(folder) / f"{name}{number}.docx"))
            for number, each in enumerate((planted, clean))
        ]
    found = [coverage(doc, library, against=[parent]) for doc in docs]
    items = planting.places(planted.plan, docs[0].text.text)
    return Judged(name, planted.truth, docs[0], parent, found[0], items, found[1])


def score(judged_plans: Iterable[Judged], head: str) -> Section:
    section = Section()
    plans = tuple(judged_plans)
    totals: dict[str, Tally] = {}
    for each in plans:
        parts = {
            "links": _links(each, section),
            "missing": _missing(each, section),
            "local only": _local_only(each, section),
            "faults": _faults(each, section),
        }
        for name, tally in parts.items():
            section.tally(f"{head}.{each.name}.{name}", tally)
            totals[name] = totals.get(name, Tally()) + tally
        if each.clean is None:
            continue
        errors = [one for one in each.clean.findings if one.severity == "error"]
        section.figures[f"{head}.{each.name}.errors on the clean plan"] = float(len(errors))
        for one in errors:
            place = one.span.start if one.span else "-"
            section.case("error on a clean plan", each.name, one.code, place)
    for name, tally in totals.items():
        section.tally(f"{head}.{name}", tally)
    section.figures[f"{head}.links, F2"] = f2(totals["links"])
    sure = sureness(plans)
    section.figures |= {f"{head}.{name}": figure for name, figure in sure.items()}
    section.notes += _bars(totals, sure)
    return section


def _bars(totals: Mapping[str, Tally], sure: Mapping[str, float]) -> Iterator[str]:
    """What is asked of links, missing tasks, local ones and scores, and whether it is met."""
    links, precise = totals["links"], f"precision of links with score >= {SURE}"
    rows = [
        ("links, F2", f2(links), 0.85),
        ("links, recall", links.recall, 0.92),
        ("missing, F1", totals["missing"].f1, 0.85),
        ("local only, F1", totals["local only"].f1, 0.85),
        (precise, sure[precise], 0.95),
    ]
    for name, figure, bar in rows:
        yield f"{'met ' if figure >= bar else 'NOT MET'} {name} {figure:.3f} (bar {bar})"
    error = sure["calibration error"]
    yield f"{'met ' if error <= 0.05 else 'NOT MET'} calibration error {error:.3f} (bar 0.05)"


def f2(tally: Tally) -> float:
    """The mean of precision and recall in which recall counts four times."""
    return ratio(5 * tally.hits, 5 * tally.hits + 4 * tally.missed + tally.spurious)


def _links(each: Judged, section: Section) -> Tally:
    wanted = {
        (row["local"], unit): tuple(row["parent_span"])
        for state in ("covered", "partial")
        for row in each.truth[state]
        for unit in spans_of(row)
    }
    rows = {(item, span) for (item, _), span in wanted.items()}
    hit: set[tuple[str, tuple[int, ...]]] = set()
    wrong: set[tuple[str, tuple[int, int]]] = set()
    for row in each.found.rows:
        units = [unit for duty in (row.duty, *row.twins) for unit in each.units_at(duty.span)]
        for link in row.local:
            item = each.item_at(link.duty.span)
            keys = [(item, unit) for unit in units if item]
            right = [(key[0], wanted[key]) for key in keys if key in wanted]
            hit.update(right)
            if not right and units:  # some files hold more than the parent
                wrong.add((item or link.duty.id, units[0]))
                section.case("wrong link", each.name, item or link.duty.id, units[0][0])
    for item, span in sorted(rows - hit):
        section.case("missed link", each.name, item, span[0])
    return Tally(len(hit), len(wrong), len(rows - hit))


def _missing(each: Judged, section: Section) -> Tally:
    wanted = [set(spans_of(row)) for row in each.truth["missing"]]
    states = {
        unit: state
        for state in planting.STATES
        for row in each.truth[state]
        for unit in spans_of(row)
    }
    found: list[set[tuple[int, int]]] = []
    for row in each.found.rows:
        if row.state == "missing":
            duties = (row.duty, *row.twins)
            units = {unit for duty in duties for unit in each.units_at(duty.span)}
            if units:
                found.append(units)
    hits = sum(any(units & unit for units in found) for unit in wanted)
    wrong = [units for units in found if not any(units & unit for unit in wanted)]
    for units in wrong:
        told = sorted({states.get(unit, "twin") for unit in units})
        section.case("not missing", each.name, min(units)[0], *told)
    for unit in wanted:
        if not any(units & unit for units in found):
            section.case("missing, not told", each.name, min(unit)[0])
    return Tally(hits, len(wrong), len(wanted) - hits)


def _local_only(each: Judged, section: Section) -> Tally:
    wanted = {row["local"] for row in each.truth["local_only"]}
    by_id = {duty.id: duty for duty in each.plan.obligations}
    items = {id: each.item_at(by_id[id].span) for id in each.found.local_only}
    linked = {each.item_at(link.duty.span) for row in each.found.rows for link in row.local}
    found = {item for item in items.values() if item is not None and item not in linked}
    for item in sorted(found - wanted):
        section.case("not local only", each.name, item)
    for item in sorted(wanted - found):
        section.case("local only, not told", each.name, item)
    return Tally(len(found & wanted), len(found - wanted), len(wanted - found))


def _faults(each: Judged, section: Section) -> Tally:
    """Hits: faults found. Spurious: other findings of severity error."""
    used: set[int] = set()
    hits = 0
    for fault in each.truth["faults"]:
        at = [n for n, one in enumerate(each.found.findings) if _tells(each, one, fault)]
        hits += bool(at)
        used.update(at)
        if not at:
            section.case("fault not found", each.name, fault["kind"], fault["where"])
    others = [
        one
        for n, one in enumerate(each.found.findings)
        if n not in used and one.severity == "error" and not _unplanted(each, one)
    ]
    for one in others:
        section.case("other error", each.name, one.code, one.span.start if one.span else "-")
    return Tally(hits, len(others), len(each.truth["faults"]) - hits)


def _tells(each: Judged, found: Finding, fault: Mapping[str, Any]) -> bool:
    kind = fault["kind"]
    if found.code != kind and not (kind == "form" and found.code in FORM):
        return False
    place = each.items.get(fault["where"])
    if place is not None:
        return found.span is not None and found.span.overlaps(place)
    what = fault.get("what")
    if what is None or found.span is None:
        return True
    text = each.plan.text.text
    start = text.rfind("\n", 0, found.span.start) + 1
    end = text.find("\n", found.span.end)
    return what in text[start : end if end >= 0 else None]


def _unplanted(each: Judged, found: Finding) -> bool:
    return any(_tells(each, found, row) for row in each.truth.get("unplanted", ()))
