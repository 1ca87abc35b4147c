"""Tasks whose source changed after the plan, and only those."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl52.coverage import coverage
from kl52.coverage.suspicion import later_changes
from kl52.library import Library
from kl52.model import Change, Document
from tests.plans import PLAN, plan_of, source_of

ARTICLES = (
    "Điều 1. Nhiệm vụ\n"
    "1. Ủy ban nhân dân cấp tỉnh lắp đặt thiết bị khám bệnh từ xa tại trạm y tế vùng cao.\n"
    "Điều 2. Nhân lực\n"
    "1. Ủy ban nhân dân cấp tỉnh bố trí nhà công vụ cho bác sĩ trẻ ở trạm y tế xã.\n"
)


def library_with(source: Document, change: Change) -> Library:
    library = Library()
    library.catalogue = library.catalogue.extended((), ((source.id, change),))
    return library


@pytest.mark.parametrize(
    ("change", "suspect", "why"),
    [
        (Change("replaced", "2026-12-01"), [True, True], "replaced after the plan"),
        (Change("amended", "2026-12-01"), [True, True], "amended, no provision named"),
        (Change("amended", "2026-12-01", part="Điều 2"), [False, True], "one article alone"),
        (Change("repealed", "2026-12-01", part="khoản 1 Điều 1"), [True, False], "a clause of it"),
        (Change("repealed", "2026-12-01", part="một phần"), [True, True], "which part is not said"),
        (Change("amended", "2026-08-10"), [False, False], "on the very day of the plan"),
        (Change("replaced", "2026-07-01"), [False, False], "before the plan: a fault of citation"),
        (Change("replaced", None), [False, False], "nobody knows when"),
    ],
)
def test_changes(change: Change, suspect: list[bool], why: str) -> None:
    source = source_of(ARTICLES)
    found = coverage(plan_of(), library_with(source, change), against=[source])
    assert [bool(row.suspect) for row in found.rows] == suspect, why
    applicable = [row for row in found.rows if row.applicable]
    assert found.summary["suspect"] == sum(bool(row.suspect) for row in applicable), why


def test_a_plan_without_a_day_has_nothing_after_it() -> None:
    source = source_of(ARTICLES)
    library = library_with(source, Change("replaced", "2026-12-01"))
    plan = plan_of(PLAN)
    undated = replace(plan, header=replace(plan.header, date=None))
    found = coverage(undated, library, against=[source])
    assert not any(row.suspect for row in found.rows)
    assert later_changes(source.id, "2026-08-10", library.catalogue) != ()
