"""What a coverage refuses to measure, in words that say what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl52.coverage import coverage
from kl52.errors import UsageError
from kl52.library import Library
from kl52.parsing import parse_document
from tests.plans import plan_of, source_of, whole

INVITATION = whole("1. Thời gian: 8 giờ.\n2. Đề nghị Sở Y tế chuẩn bị báo cáo.\n").replace(
    "KẾ HOẠCH", "GIẤY MỜI"
)


def test_a_plan_is_not_measured_by_itself() -> None:
    other = plan_of(name="ban-sao.txt")
    for source in (plan_of(), other, replace(other, id="ban-sao")):
        with pytest.raises(UsageError, match="với chính nó → cho văn bản cấp trên"):
            coverage(plan_of(), Library(), against=[source])


def test_two_texts_without_a_number_are_not_taken_for_one() -> None:
    plan, source = (
        replace(doc, id="khong-ro") for doc in (plan_of(), source_of())
    )  # no number was found in either
    assert coverage(plan, Library(), against=[source]).rows


@pytest.mark.parametrize("name", ["thu-moi.txt", "giay-moi.txt"])
def test_an_invitation_neither_plans_nor_hands_down(name: str) -> None:
    paper = parse_document(INVITATION.encode(), name=name)
    with pytest.raises(UsageError, match=f"{name}: Giấy mời không phải kế hoạch để rà soát"):
        coverage(paper, Library(), against=[source_of()])
    with pytest.raises(UsageError, match=f"{name}: Giấy mời không giao nhiệm vụ"):
        coverage(plan_of(), Library(), against=[paper])
