"""A deadline put in any words reads back as the same deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.model import Deadline
from kl52.obligations.deadline_words import render_deadline
from kl52.obligations.deadlines import find_deadlines, main_deadline, parse_deadline
from kl52.obligations.moments import add_months
from tests.phrasings import phrasings

DAYS = st.dates(date(2012, 1, 1), date(2059, 12, 30)).map(date.isoformat)
EVENTS = (
    "kể từ ngày nhận đủ hồ sơ",
    "kể từ khi hết dịch",
    "sau khi mở thầu",
    "trước ngày khai mạc",
)


@st.composite
def windows(draw: st.DrawFn) -> Deadline:
    """``in`` a month, quarter, half-year, year or period."""
    months = draw(st.sampled_from((1, 3, 6, 12, 60)))
    year = draw(st.integers(2012, 2050))
    month = 1 + months * draw(st.integers(0, 12 // months - 1)) if months < 12 else 1
    first = date(year, month, 1)
    last = add_months(first, months) - timedelta(days=1)
    return Deadline("", "in", first.isoformat(), last.isoformat())


def hours() -> st.SearchStrategy[str]:
    return st.builds(lambda h, m: f"{h:02}:{m:02}", st.integers(0, 23), st.sampled_from((0, 30)))


def dated() -> st.SearchStrategy[Deadline]:
    """Deadlines with a last day."""
    by = st.builds(
        lambda end, time: Deadline("", "by", None, end, time=time), DAYS, st.none() | hours()
    )
    month_ends = st.builds(
        lambda y, m: Deadline(
            "", "by", None, (add_months(date(y, m, 1), 1) - timedelta(1)).isoformat()
        ),
        st.integers(2012, 2050),
        st.sampled_from((3, 6, 8, 12)),
    )
    between = (
        st.tuples(DAYS, DAYS).map(sorted).map(lambda two: Deadline("", "between", two[0], two[1]))
    )
    return st.one_of(by, month_ends, windows(), between)


def recurring() -> st.SearchStrategy[Deadline]:
    def made(recurrence: str, *due: str) -> Deadline:
        return Deadline("", "recurring", recurrence=recurrence, due=due)

    plain = st.sampled_from(("P1Y", "P3M", "P1M", "P1W", "P6M", "P9M", "P2Y", "P5Y")).map(made)
    yearly = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(
        lambda d: made("P1Y", f"--{d:%m-%d}")
    )
    monthly = st.integers(1, 31).map(lambda day: made("P1M", f"---{day:02}"))
    weekly = st.integers(1, 7).map(lambda day: made("P1W", f"-W-{day}"))
    quarterly = st.tuples(st.integers(1, 3), st.integers(1, 28)).map(
        lambda of: made("P3M", *(f"--{month:02}-{of[1]:02}" for month in range(of[0], 13, 3)))
    )
    return st.one_of(plain, yearly, monthly, weekly, quarterly)


def others() -> st.SearchStrategy[Deadline]:
    ongoing = st.one_of(st.none(), DAYS).map(lambda day: Deadline("", "ongoing", day))
    counted = st.builds(
        lambda count, unit, event, working: Deadline(
            *("", "conditional"),
            condition=event,
            duration=f"PT{count}H" if unit == "H" else f"P{count}{unit}",
            working=working and unit == "D",
        ),
        st.sampled_from((1, 3, 5, 7, 10, 15, 20, 24, 30, 45, 90)),
        st.sampled_from("DDWMH"),
        st.sampled_from(EVENTS),
        st.booleans(),
    )
    event = st.sampled_from(
        ("khi có yêu cầu", "ngay sau khi đê được vá", "khi có yêu cầu của huyện")
    )
    bare = event.map(lambda words: Deadline("", "conditional", condition=words))
    return st.one_of(ongoing, counted, bare)


ANY = st.one_of(dated(), recurring(), others())


def facts(deadline: Deadline | None) -> Deadline | None:
    return replace(deadline, text="") if deadline else None


@given(ANY)
def test_every_phrasing_reads_back(deadline: Deadline) -> None:
    for phrase in phrasings(deadline):
        if deadline == Deadline("", "ongoing"):  # in prose, the adverb alone sets no time
            found = parse_deadline(phrase.rpartition(": ")[2])
        else:
            found = main_deadline(find_deadlines(f"Nộp sổ kho về thôn, {phrase}."))
        assert facts(found) == deadline, phrase


@given(ANY)
def test_the_rendered_phrase_reads_back_in_a_time_column(deadline: Deadline) -> None:
    assert facts(parse_deadline(render_deadline(deadline))) == deadline


@given(ANY, st.sampled_from(("2026-05-15", "2011-01-01")))
def test_a_date_in_full_does_not_depend_on_the_document(deadline: Deadline, on: str) -> None:
    if (deadline.end and deadline.end < on) or deadline == Deadline("", "ongoing"):
        return  # what was past on the day of signing is scope
    found = find_deadlines(f"Vá đê, {render_deadline(deadline)}.", on=on)
    assert facts(main_deadline(found)) == deadline


@pytest.mark.parametrize(
    ("deadline", "vi", "en"),
    [
        (
            Deadline("", "by", end="2026-02-05", time="16:30"),
            "chậm nhất 16 giờ 30 ngày 05/02/2026",
            "by 16:30 on 5 February 2026",
        ),
        (
            Deadline("", "in", "2026-01-01", "2030-12-31"),
            "trong giai đoạn 2026 - 2030",
            "in 2026-2030",
        ),
        (
            Deadline("", "recurring", recurrence="P6M", also=("P1Y",)),
            "định kỳ 6 tháng, hằng năm",
            "every 6 months, every year",
        ),
        (
            Deadline("", "recurring", recurrence="P1W", due=("-W-5",), time="16:00"),
            "chậm nhất 16 giờ 00 thứ Sáu hằng tuần",
            "by 16:00 on Friday every week",
        ),
        (
            Deadline("", "conditional", condition="kể từ ngày họp", duration="P5D", working=True),
            "trong thời hạn 05 ngày làm việc kể từ ngày họp",
            "within 5 working days (kể từ ngày họp)",
        ),
        (Deadline("", "ongoing"), "thường xuyên", "at all times"),
        (Deadline("trước Tết", "conditional"), "trước Tết", "trước Tết"),
    ],
)
def test_rendering(deadline: Deadline, vi: str, en: str) -> None:
    assert render_deadline(deadline) == vi
    assert render_deadline(deadline, "en") == en
