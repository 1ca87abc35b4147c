"""What a plan's annex and its text say differently of one task, on made-up plans."""

from __future__ import annotations

import pytest

from kl52.model import Body, Deadline, Diagnostic, Obligation
from kl52.obligations.differences import find_differences
from kl52.parsing import parse_document
from kl52.spans import Span


def pair(prose: dict[str, object], row: dict[str, object]) -> tuple[Obligation, ...]:
    """A paragraph and a row of one task, with these fields."""
    same = {"span": Span(0, 1), "text": "Lập sổ kho", "kind": "task"}
    return (
        Obligation(**{**same, "id": "o1", "duplicate_of": "o2", **prose}),  # type: ignore[arg-type]
        Obligation(**{**same, "id": "o2", "duplicate_of": "o1", "where": "table", **row}),  # type: ignore[arg-type]
    )


def lead(*names: str, **fields: object) -> dict[str, object]:
    return {"lead": tuple(Body(name) for name in names), **fields}


def due(end: str) -> dict[str, object]:
    return {"deadline": Deadline("", "by", end=end)}


def made(product: str) -> dict[str, object]:
    return {"deliverable": product}


CASES = [
    (lead("Sở Y tế"), lead("Sở Nội vụ"), ["lead"], "two departments"),
    (lead("Sở Y tế"), lead("Sở Y tế"), [], "the same one"),
    (lead("Sở Y tế"), lead(), [], "one says nothing"),
    (lead("Các sở, ban, ngành", lead_inherited=True), lead("Sở Y tế"), [], "one of the group"),
    (lead("Các sở, ban, ngành"), lead("Sở Y tế"), ["lead"], "the sentence itself names all"),
    (due("2026-06-30"), due("2026-12-31"), ["deadline"], "half a year"),
    (due("2026-06-29"), due("2026-06-30"), [], "before the 30th, in June"),
    (due("2026-06-30"), {}, [], "only one has a time"),
    (made("Kế hoạch mở chợ"), made("Đề án mở chợ"), ["product"], "two kinds of plan"),
    (made("Nghị định về chợ"), made("Thông tư về chợ"), ["product"], "two kinds of act"),
    (made("Đề án mở chợ"), made("Quyết định của UBND tỉnh"), [], "a decision approves a scheme"),
]


@pytest.mark.parametrize(("prose", "row", "fields", "reason"), CASES)
def test_what_both_state_differently_is_a_difference(
    prose: dict[str, object], row: dict[str, object], fields: list[str], reason: str
) -> None:
    assert [each.field for each in find_differences(pair(prose, row))] == fields, reason


def test_a_weaker_tie_is_no_ground_for_a_finding() -> None:
    one, other = pair(lead("Sở Y tế", duplicate_of="o3"), lead("Sở Nội vụ"))
    assert find_differences((one, other)) == ()


def found(row: str) -> list[Diagnostic]:
    words = (
        "KẾ HOẠCH\nPhòng, chống lụt bão\nII. NHIỆM VỤ\n"
        "1. Sở Y tế lập sổ theo dõi kho thuốc dự trữ của các trạm y tế ven sông, hoàn thành trước "
        "ngày 30 tháng 6 năm 2027.\n2. Sở Xây dựng kiểm tra bến đò ngang.\nPHỤ LỤC\n"
        "| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n"
        f"| 1 | Lập sổ theo dõi kho thuốc dự trữ của các trạm y tế ven sông | {row} |\n"
    )
    doc = parse_document(words.encode(), name="a.txt")
    return [each for each in doc.diagnostics if each.code.startswith("row-prose")]


def test_a_difference_is_told_with_both_readings() -> None:
    assert found("Sở Y tế | Tháng 6/2027") == []
    [told] = found("Sở Y tế | Tháng 9/2027")
    assert told.code == "row-prose-deadline" and told.severity == "warning"
    assert "Tháng 9/2027" in told.message and "30 tháng 6 năm 2027" in told.message
