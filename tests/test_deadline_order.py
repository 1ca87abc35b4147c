"""The order of deadlines and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.model import Deadline
from kl52.obligations.deadline_order import Order, compare, join, meet
from tests.test_deadline_words import ANY, dated

BEFORE = ("earlier", "within")
JUNE = Deadline("", "by", end="2026-06-30")
QUARTER = Deadline("", "in", "2026-04-01", "2026-06-30")
YEAR = Deadline("", "in", "2026-01-01", "2026-12-31")
NOON = Deadline("", "by", end="2026-06-30", time="12:00")
YEARLY = Deadline("", "recurring", recurrence="P1Y")
MONTHLY = Deadline("", "recurring", recurrence="P1M")
DUE_MAY = Deadline("", "recurring", recurrence="P1Y", due=("--05-31",))
ON_CALL = Deadline("khi có yêu cầu", "conditional", condition="khi có yêu cầu")


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        (JUNE, YEAR, "earlier", "no first day, so not within the year"),
        (QUARTER, YEAR, "within", "a quarter of the year"),
        (YEAR, QUARTER, "later", "may be done later"),
        (QUARTER, JUNE, "within", "the same last day, a first day besides"),
        (NOON, JUNE, "earlier", "an hour on the last day"),
        (JUNE, Deadline("đến hết quý II", "by", end="2026-06-30"), "equal", "other words"),
        (MONTHLY, YEARLY, "within", "a month is part of a year"),
        (YEARLY, MONTHLY, "later", "the longer period"),
        (DUE_MAY, YEARLY, "earlier", "no day is the end of the year"),
        (YEARLY, JUNE, "unknown", "each year, and once"),
        (ON_CALL, JUNE, "unknown", "nobody knows when"),
        (ON_CALL, Deadline("", "conditional", condition="Khi có  yêu cầu"), "equal", "same event"),
        (Deadline("", "ongoing"), YEAR, "unknown", "no last day"),
    ],
)
def test_examples(one: Deadline, other: Deadline, expected: Order, why: str) -> None:
    assert compare(one, other) == expected, why


@given(ANY)
def test_a_deadline_equals_itself(one: Deadline) -> None:
    assert compare(one, one) == "equal"


@given(ANY, ANY)
def test_later_is_the_other_way_round(one: Deadline, other: Deadline) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there == "later") == (back in BEFORE)
    assert (there == "equal") == (back == "equal")
    assert (there == "unknown") == (back == "unknown")


@given(st.one_of(st.tuples(ANY, ANY, ANY), st.tuples(dated(), dated(), dated())))
def test_before_is_transitive(three: tuple[Deadline, Deadline, Deadline]) -> None:
    one, two, three_ = three
    for words in (BEFORE, ("later",), ("equal",), ("within",)):
        if compare(one, two) in words and compare(two, three_) in words:
            assert compare(one, three_) in words


@given(dated(), dated())
def test_dated_ones_are_always_comparable(one: Deadline, other: Deadline) -> None:
    assert compare(one, other) != "unknown"


@given(dated(), dated(), dated())
def test_meet_and_join_are_a_lattice(one: Deadline, two: Deadline, three: Deadline) -> None:
    assert compare_all(meet(one, two), meet(two, one))
    assert compare_all(join(one, two), join(two, one))
    both = join(one, two)
    assert both is not None
    assert compare_all(join(both, three), join(one, join(two, three) or two))
    assert compare_all(meet(one, both), one)
    shared = meet(one, two)
    if shared:
        assert compare(shared, one) != "later"
        assert compare_all(join(one, shared), one)


def compare_all(one: Deadline | None, other: Deadline | None) -> bool:
    if one is None or other is None:
        return one is other
    return compare(one, other) == "equal"


def test_what_has_no_last_day_has_no_meet() -> None:
    assert meet(JUNE, ON_CALL) is None
    assert join(YEARLY, JUNE) is None
