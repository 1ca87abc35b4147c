"""Tasks above that a plan fulfils by being issued."""

from __future__ import annotations

import pytest

from kl52.coverage.issuing import is_asked_for
from kl52.parsing import parse_document
from tests.plans import ABOVE, PROVINCES, covered, plan_of, source_of

ASKED = f"1. {PROVINCES} {{}}, hoàn thành trong tháng 9 năm 2026.\n"
WORDS = [
    ("xây dựng kế hoạch triển khai thực hiện Chỉ thị này", True, "the plan itself"),
    ("ban hành chương trình, kế hoạch hành động để thực hiện Chỉ thị này", True, "either"),
    ("xây dựng kế hoạch tuyên truyền về Chỉ thị này", False, "a plan of something else"),
    ("xây dựng kế hoạch thực hiện Chương trình trồng rừng ven biển", False, "of another document"),
    ("rà soát các kế hoạch để thực hiện Chỉ thị này", False, "no plan is to be made"),
]


@pytest.mark.parametrize(("words", "asked", "why"), WORDS)
def test_a_plan_is_what_a_task_to_make_it_asks_for(words: str, asked: bool, why: str) -> None:
    above = source_of(ASKED.format(words))
    assert is_asked_for(above.obligations[0], plan_of(), above) is asked, why


def test_of_a_document_that_the_plan_does_not_cite_it_is_not() -> None:
    text = (ABOVE + ASKED.format(WORDS[0][0])).replace("9907", "9908")
    other = parse_document(text.encode(), name="chi-thi-khac.txt")
    assert not is_asked_for(other.obligations[0], plan_of(), other)


def test_it_is_covered_though_no_task_of_the_plan_says_so() -> None:
    [row] = covered(source=ASKED.format(WORDS[0][0])).rows
    assert (row.state, row.local) == ("covered", ())
    assert row.why == "Kế hoạch này chính là văn bản phải ban hành"
