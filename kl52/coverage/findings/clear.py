"""What most tasks of a plan state and one does not: who, by when, with what product.

``6 rõ``. A plan that assigns its tasks elsewhere, or sets its dates in an annex, is not asked for
them item by item. A product that the source asks for is asked for in any plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding
from kl52.language.lexicon import fold
from kl52.model import Obligation
from kl52.tables import read_table

# The fewest tasks that show a habit, and the share of them that state the field.
_HABIT = {"lead": (2, 0.5), "deadline": (4, 0.7), "deliverable": (4, 0.7)}
_SURE = 0.6
_CARRYING_OUT = re.compile(r"tổ chức (?:thực hiện|triển khai)|chế độ báo cáo|kinh phí")


def find(case: Case) -> Iterator[Finding]:
    asked = [
        duty for duty in case.plan.obligations
        if duty.kind in ("task", "report") and not duty.duplicate_of and _is_work(duty)
    ]  # fmt: skip
    lasting = _lasting(case)
    for where in ("prose", "table"):
        alike = [duty for duty in asked if duty.where == where]
        for duty in _without("lead", alike):
            yield tell("actor_missing", case.plan, duty=duty)
        for duty in _without("deadline", [each for each in alike if each.unit not in lasting]):
            yield tell("deadline_missing/none", case.plan, duty=duty)
    for duty in _without("deliverable", [duty for duty in asked if duty.where == "table"]):
        yield tell("product_missing/none", case.plan, duty=duty)
    yield from _products(case)


def _is_work(duty: Obligation) -> bool:
    """Not a sentence that only points to an annex."""
    return duty.where == "table" or duty.action is not None


def _lasting(case: Case) -> frozenset[str]:
    """The units on carrying the plan out, whose tasks are due as long as the plan is."""
    found: set[str] = set()
    for unit in case.plan.units:
        if unit.parent in found or _CARRYING_OUT.search(fold(unit.heading or "")):
            found.add(unit.id)
    return frozenset(found)


def _without(field: str, asked: list[Obligation]) -> Iterator[Obligation]:
    """The tasks that do not state a field which most of the others do."""
    stated = sum(bool(getattr(duty, field)) for duty in asked)
    fewest, share = _HABIT[field]
    if len(asked) < fewest or stated < share * len(asked):
        return
    beside = {_section(duty) for duty in asked if getattr(duty, field)}
    for duty in asked:
        if not getattr(duty, field) and _section(duty) in beside:
            yield duty


def _section(duty: Obligation) -> str:
    """The unit above a task's own: where none of its tasks states a field, none is asked to."""
    return (duty.unit or "").rpartition("__")[0]


def _products(case: Case) -> Iterator[Finding]:
    """Papers and other definite products of the source that no local task names."""
    for row in case.rows:
        sure = [link for link in row.local if link.match.score >= _SURE]
        product = row.duty.deliverable
        if not product or not row.applicable or not sure or not (word := _product().match(product)):
            continue
        said = any(x.duty.deliverable or fold(word[0]) in fold(x.duty.text) for x in sure)
        if not said:
            yield tell("product_missing", case.plan, duty=sure[0].duty, expected=product,
                       evidence=evidence_of(row))  # fmt: skip


@cache
def _product() -> re.Pattern[str]:
    """A definite product (``data/products.tsv``) at the head of what a source asks for."""
    words = sorted((row[0] for row in read_table("products.tsv") if row[1] == "product"), key=len)
    return re.compile("|".join(map(re.escape, reversed(words))) + r"(?!\w)", re.IGNORECASE)
