"""The fictitious plan of ``corpus/`` with the sources that were written for it (expected.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.gold import ROOT
from kl52.library import Library
from kl52.model import Document

EXPECTED = ROOT / "corpus" / "fictitious" / "expected.json"


def parents_of_plan() -> Iterator[tuple[Document, Document, set[tuple[str, str]]]]:
    """The plan beside each of its sources, and the pairs of obligation ids that are right."""
    truth = json.loads(EXPECTED.read_text("utf-8"))
    library = Library()
    plan = library.document(truth["plan"])
    assert plan is not None
    for each in truth["documents"]:
        parent = library.document(each["id"])
        if parent is None or parent.id == plan.id or not parent.obligations:
            continue
        written = {
            (row["unit"], source["unit"])
            for row in truth["obligations"]
            for source in row["sources"]
            if source["document"] == parent.id
        }
        if written:
            pairs = {
                (own.id, above.id)
                for own in plan.obligations
                for above in parent.obligations
                if (unit_name(own.unit), unit_name(above.unit)) in written
            }
            yield plan, parent, pairs


def unit_name(unit: str | None) -> str:
    """A unit's id as ``expected.json`` prints it.

    >>> unit_name("ke-hoach__iii__1__a"), unit_name("phu-luc__r3"), unit_name("ii__-1")
    ('III.1.a', 'Phụ lục/3', 'II/-1')
    """
    steps = [step for step in (unit or "").split("__") if step != "ke-hoach"]
    if steps and steps[0].startswith("phu-luc"):
        return f"Phụ lục/{steps[-1].removeprefix('r')}"
    steps = [step for step in steps if not step.startswith("p")]
    signs = [step for step in steps if step.startswith("-")]
    plain = [step.upper() if step[0] in "ivx" else step for step in steps if step not in signs]
    return "/".join([".".join(plain), *signs])
