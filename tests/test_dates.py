"""Days as documents print them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.language.dates import day_pattern, find_date, iso_of


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("ngày 21 tháng 01 năm 2020", "2020-01-21", "the long form of the State"),
        ("Ngày 17 tháng 2 năm 2020", "2020-02-17", "no zero before the month"),
        ("ngày 21 tháng 01, năm 2020", "2020-01-21", "a stray comma"),
        ("ngày 29tháng 01 năm 2026", "2026-01-29", "a blank lost to OCR"),
        ("NGÀY 30 THÁNG 5 NĂM 2019", "2019-05-30", "a title in capitals"),
        ("ngày 07/8/2019", "2019-08-07", "the short form"),
        ("1/2/2019", "2019-02-01", "neither word nor zeros"),
        ("ngày 25 / 02 /2026", "2026-02-25", "blanks around the slashes"),
        ("ngày10 /3/2026", "2026-03-10", "the blank after ngày lost"),
        ("ngày 4-11-2013", "2013-11-04", "the Party's hyphens"),
        ("24.11.2023", "2023-11-24", "dots"),
        ("từ 01/7/2025 đến 31/12/2025", "2025-07-01", "the first of two"),
        ("ngày 29/02/2024", "2024-02-29", "a leap day"),
    ],
)
def test_days(text: str, expected: str, why: str) -> None:
    assert find_date(text) == expected, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ngày 0/9/2016", "there is no day 0"),
        ("ngày 31/4/2020", "April has thirty days"),
        ("ngày 29/02/2023", "no leap year"),
        ("ngày 12/13/2020", "there is no month 13"),
        ("ngày … tháng … năm 2020", "a draft leaves blanks"),
        ("tháng 6/2027", "a month is no day"),
        ("quý II năm 2020", "a quarter is no day"),
        ("15/2-2020", "two separators are no form of a date"),
        ("giai đoạn 2021-2025", "a period"),
        ("", "nothing"),
    ],
)
def test_no_day(text: str, why: str) -> None:
    assert find_date(text) is None, why


def test_a_prefix_lets_the_pattern_stand_twice() -> None:
    between = re.compile(f"từ {day_pattern('a')} đến {day_pattern('b')}")
    match = between.search("từ ngày 01/7/2025 đến ngày 31 tháng 12 năm 2025")
    assert match is not None
    assert (iso_of(match, "a"), iso_of(match, "b")) == ("2025-07-01", "2025-12-31")


FORMS = (
    "ngày {d:02d} tháng {m:02d} năm {y}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02d}/{m}/{y}",
    "{d}/{m}/{y}",
    "ngày {d}-{m}-{y}",
    "{d:02d}.{m:02d}.{y}",
)


@given(st.dates(date(1930, 1, 1), date(2100, 1, 1)), st.sampled_from(FORMS))
def test_finding_undoes_formatting(day: date, form: str) -> None:
    printed = form.format(d=day.day, m=day.month, y=day.year)
    assert find_date(f"Kết luận {printed} của Ban Bí thư") == day.isoformat()


@given(st.text("0123456789/-. ngàythángnăm", max_size=40))
def test_any_text_gives_a_real_day_or_none(text: str) -> None:
    found = find_date(text)
    assert found is None or date.fromisoformat(found).isoformat() == found
