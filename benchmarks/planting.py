"""Planted plans: fictitious local plans of which it is known what they cover and what is wrong.

A plan is ``planted/<name>.txt``, a template in our own words. Where a drafter copies the parent,
the template has only the place, so that no sentence of a real document stands in the repository:

- ``{{START-END}}``: these characters of the parent's normalised text, white space joined;
  ``{{START-END|old=>new|old2=>new2}}`` with a few words replaced, each once.
- ``⟦id⟧`` opens a local item; it runs to the next marker or the end of the paragraph.
- ``[[faulty words||right words]]``: a fault. The clean plan has the right words; either side
  may be empty or whole lines.
- ``[TABLE]`` … ``[/TABLE]``: rows of tab-separated cells, the first row the heading.
  ``[COLUMNS]`` … ``[/COLUMNS]``: lines of two cells side by side (heading, signature).

The truth is ``planted/<name>.truth.json``. Its ``parent_units`` are the spans of all obligations
of the parent; each stands in one of ``STATES``, or is a ``parent_duplicates`` of one that does.
``python -m benchmarks.planting`` checks every plan and counts what it has.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold import ROOT, shared
from benchmarks.locate import letters
from kl52.normalising import normalise
from kl52.reading import read_document
from kl52.spans import Span

FOLDER = ROOT / "benchmarks" / "planted"
STATES = ("covered", "partial", "missing", "not_applicable", "coordinator_only", "execution")

_SWITCH = re.compile(r"\[\[(?P<faulty>.*?)\|\|(?P<right>.*?)\]\]", re.DOTALL)
_COPY = re.compile(r"\{\{(?P<start>\d+)-(?P<end>\d+)(?P<changes>(?:\|[^{}]*)?)\}\}")
_MARK = re.compile(r"⟦(?P<id>[^⟦⟧]+)⟧")
_BLOCK = re.compile(r"^\[(?P<kind>TABLE|COLUMNS)\]\n(?P<rows>.*?)^\[/(?P=kind)\]\n?", re.M | re.S)


class PlantingError(ValueError):
    """A template or a truth that does not hold; the message says where."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A plan in words; ``items`` are the spans of its local items, in order."""

    text: str
    items: Mapping[str, Span]

    def words(self, item: str) -> str:
        span = self.items[item]
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Planted:
    """A plan with its truth, and the normalised text of its parent."""

    name: str
    plan: Filled
    truth: Mapping[str, Any]
    parent: str


def fill(template: str, parent: str, *, clean: bool = False) -> Filled:
    """The plan that a template makes with the words of its parent.

    Raises a ``PlantingError`` where a place or a change does not fit the parent.

    >>> plan = fill("⟦a⟧Sở Y tế {{0-7|soát=>xét}} [[sau||trước]] 30/6.", "rà\\nsoát xong")
    >>> plan.text
    'Sở Y tế rà xét sau 30/6.'
    >>> plan.words("a") == plan.text
    True
    """
    switched = _SWITCH.sub(lambda m: m["right" if clean else "faulty"], template)
    return _unmarked(_COPY.sub(lambda m: _copied(m, parent), switched))


def _copied(match: re.Match[str], parent: str) -> str:
    start, end = int(match["start"]), int(match["end"])
    if not 0 <= start < end <= len(parent):
        raise PlantingError(f"{match[0]} is not in the parent, which has {len(parent)} characters")
    if any(parent[at - 1 : at + 1].isalnum() for at in (start, end) if 0 < at < len(parent)):
        raise PlantingError(f"{match[0]} cuts a word: “{parent[start:end]}”")
    words = " ".join(parent[start:end].split())
    for change in match["changes"].split("|")[1:]:
        old, arrow, new = change.partition("=>")
        if not arrow or words.count(old) != 1:
            raise PlantingError(f"{match[0]}: “{old}” stands {words.count(old)} times in “{words}”")
        words = words.replace(old, new)
    return words


def _unmarked(marked: str) -> Filled:
    """Markers out; an item ends at the next marker or the end of its line."""
    left = next((mark for mark in ("[[", "||", "]]", "{{", "}}") if mark in marked), None)
    if left:
        line = next(line for line in marked.splitlines() if left in line)
        raise PlantingError(f"“{left}” is left over in “{line}”")
    text, items, done = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        done = mark.end()
        if mark["id"] in items:
            raise PlantingError(f"two items are called {mark['id']}")
        words = re.split(r"\n|⟦", marked[done:], maxsplit=1)[0].rstrip()
        items[mark["id"]] = Span(len(text), len(text) + len(words))
    return Filled(text + marked[done:], items)


def load(name: str, shared: Path, *, clean: bool = False, folder: Path = FOLDER) -> Planted:
    """A planted plan, filled from the parent in ``shared``.

    Raises a ``PlantingError`` where the parent's text is another than the plan was written for.
    """
    truth = json.loads((folder / f"{name}.truth.json").read_text("utf-8"))
    parent = parent_text(shared / truth["parent_file"])
    digest = hashlib.sha256(parent.encode()).hexdigest()
    if digest != truth["parent_sha256"]:
        raise PlantingError(
            f"{name}: the text of {truth['parent_file']} has the digest {digest[:12]}…, "
            f"the places were taken in {truth['parent_sha256'][:12]}…"
        )
    template = (folder / f"{name}.txt").read_text("utf-8")
    return Planted(name, fill(template, parent, clean=clean), truth, parent)


def parent_text(path: Path) -> str:
    """The normalised text in which the places of a parent count."""
    return normalise(read_document(path)).text


def names(folder: Path = FOLDER) -> list[str]:
    return sorted(path.name.removesuffix(".truth.json") for path in folder.glob("*.truth.json"))


def docx_of(planted: Planted, path: Path) -> Path:
    """Writes the plan as a Word file, as an office would: paragraphs, tables, columns."""
    from docx import Document  # heavy, and only for this

    document = Document()
    for kind, lines in _blocks(planted.plan.text):
        rows = [line.split("\t") for line in lines]
        if kind == "TABLE":
            table = document.add_table(0, max(map(len, rows)), style="Table Grid")
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=False):
                    cell.text = words
        elif kind == "COLUMNS":
            cells = document.add_table(1, 2).rows[0].cells
            for side, cell in enumerate(cells):
                cell.text = "\n".join(_pair(row)[side] for row in rows).rstrip()
        else:
            for line in filter(None, lines):
                document.add_paragraph(line)
    document.save(str(path))
    return path


def _pair(row: Sequence[str]) -> tuple[str, str]:
    return row[0], row[1] if len(row) > 1 else ""


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    done = 0
    for block in _BLOCK.finditer(text):
        yield "TEXT", text[done : block.start()].splitlines()
        yield block["kind"], block["rows"].splitlines()
        done = block.end()
    yield "TEXT", text[done:].splitlines()


def places(plan: Filled, text: str) -> dict[str, Span]:
    """Where the items of a plan stand in another text of it, as its Word file read back.

    Compared by letters and digits alone. Raises a ``PlantingError`` where an item is not found.
    """
    ground, found, after = letters(text), {}, 0
    for item in plan.items:
        key = letters(plan.words(item)).text
        at = ground.text.find(key, after)
        if at < 0:
            raise PlantingError(f"item {item} is not in the text: “{plan.words(item)}”")
        after = at + len(key)
        found[item] = Span(ground.at[at], ground.at[after - 1] + 1)
    return found


def check(planted: Planted, clean: Filled) -> list[str]:
    """What does not hold in a truth; empty where all does."""
    return [*_units_wrong(planted), *_items_wrong(planted), *_faults_wrong(planted, clean)]


def _units_wrong(planted: Planted) -> Iterator[str]:
    """Every obligation of the parent has one state, or is a twin of one that has."""
    truth = planted.truth
    states: dict[Span, set[str]] = {}
    twins: set[Span] = set()
    for state in STATES:
        for row in truth[state]:
            states.setdefault(Span(*row["parent_span"]), set()).add(state)
            twins |= {Span(*each) for each in row.get("parent_duplicates", ())}
    units = [Span(*each) for each in truth["parent_units"]]

    def told(span: Span) -> str:
        return f"[{span.start}, {span.end}] “{' '.join(span.of(planted.parent)[:60].split())}…”"

    yield from (f"two obligations of the parent overlap at {told(b)}" for a, b in _overlaps(units))
    yield from (f"no state: {told(u)}" for u in units if u not in states and u not in twins)
    yield from (f"no obligation: {told(s)}" for s in {*states, *twins} - set(units))
    yield from (f"{sorted(at)}: {told(s)}" for s, at in states.items() if len(at) > 1)
    yield from (f"a twin that has its own state: {told(s)}" for s in twins & states.keys())


def _overlaps(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    rising = sorted(spans)
    return ((a, b) for a, b in zip(rising, rising[1:], strict=False) if a.overlaps(b))


def _items_wrong(planted: Planted) -> Iterator[str]:
    """Every local item covers something, or is local only, and is one of the plan's."""
    truth, items = planted.truth, set(planted.plan.items)
    linked = {row["local"] for state in ("covered", "partial") for row in truth[state]}
    only = {row["local"] for row in truth["local_only"]}
    yield from (f"item {each} is not in the truth" for each in sorted(items - linked - only))
    yield from (f"item {each} is not in the plan" for each in sorted((linked | only) - items))
    yield from (f"item {each} is linked and local only" for each in sorted(linked & only))


def _faults_wrong(planted: Planted, clean: Filled) -> Iterator[str]:
    """A fault stands where the truth says, and not in the clean plan; a decoy in both.

    ``what`` are words that only the faulty plan has there, ``lacks`` words that only the clean has.
    """
    units = [tuple(each) for each in planted.truth["parent_units"]]
    for row in planted.truth["faults"]:
        faulty, right = (planted.plan, clean) if "what" in row else (clean, planted.plan)
        words = row.get("what") or row["lacks"]
        if words not in _at(faulty, row["where"]):
            yield f"fault {row['kind']} is not at {row['where']}: “{words}”"
        if words in _at(right, row["where"]):
            yield f"fault {row['kind']} is not told from the clean plan: “{words}”"
        if row.get("parent_span") and tuple(row["parent_span"]) not in units:
            yield f"fault {row['kind']} names no obligation: {row['parent_span']}"
    for row in planted.truth["decoys"]:
        if any(row["what"] not in _at(plan, row["where"]) for plan in (planted.plan, clean)):
            yield f"decoy is not at {row['where']}: “{row['what']}”"


def _at(plan: Filled, where: str) -> str:
    return plan.words(where) if where in plan.items else plan.text


def main(argv: Sequence[str] | None = None) -> int:
    wrong = 0
    for name in argv or names():
        planted, clean = (load(name, shared(), clean=each) for each in (False, True))
        found = check(planted, clean.plan)
        wrong += len(found)
        kinds = Counter(row["kind"] for row in planted.truth["faults"])
        counts = {key: len(planted.truth[key]) for key in (*STATES, "local_only", "decoys")}
        print(name, {"items": len(planted.plan.items)} | counts, dict(kinds))
        print(*(f"  {each}" for each in found), sep="\n", end="\n" if found else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
