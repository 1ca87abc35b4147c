"""Columns headed by two purposes, and the cells below them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.model import Header, Obligation
from kl52.obligations import find_obligations
from kl52.obligations.columns import column_role
from kl52.obligations.combined import divide
from kl52.structure import find_units
from tests.test_task_tables import grid


def duty(head: str, cell: str) -> Obligation:
    """The only row of a table whose last column is combined."""
    text = grid(("TT", "Nhiệm vụ", head), ("1", "Đo mực nước giếng", cell))
    [found] = find_obligations(text, find_units(text), Header(), ())
    return found


@pytest.mark.parametrize(
    ("head", "role", "why"),
    [
        ("Ghi chú / Sản phẩm", "product", "a note has no field of its own"),
        ("Ghi chú (sản phẩm)", "product", "in brackets"),
        ("Thời gian, sản phẩm", "deadline+product", "a comma"),
        ("Sản phẩm và thời hạn hoàn thành", "product+deadline", "và"),
        ("Tiến độ - Kết quả", "deadline+product", "a dash"),
        ("Đơn vị chủ trì, phối hợp", "lead+coordinate", "one noun for both"),
        ("Cơ quan chủ trì và cơ quan phối hợp", "lead+coordinate", "a noun each"),
        ("Cơ quan thực hiện (chủ trì/phối hợp)", "lead+coordinate", "one for all, then both"),
        ("Cơ quan chủ trì, thời gian", "lead+deadline", "who and when"),
        ("Thời hạn trình, cấp trình", "deadline+submit", "when and to whom"),
        ("Kết quả, sản phẩm", "product", "one purpose in two words"),
        ("Cơ quan, đơn vị phối hợp", "coordinate", "a comma inside one name"),
        ("Nhiệm vụ, thời gian", "task", "the task stays whole"),
        ("Thời gian, địa điểm", "deadline", "the place has no field"),
        ("Kinh phí", "funding", "who pays"),
    ],
)
def test_heads(head: str, role: str, why: str) -> None:
    assert column_role(head) == role, why


@pytest.mark.parametrize(
    ("head", "cell", "end", "product"),
    [
        ("Thời gian, sản phẩm", "Quý II/2027; Sổ giếng", "2027-06-30", "Sổ giếng"),
        ("Thời gian, sản phẩm", "Quý II/2027, Sổ giếng, bản đồ", "2027-06-30", "Sổ giếng, bản đồ"),
        ("Sản phẩm/Thời gian", "Sổ giếng của xã (tháng 6/2027)", "2027-06-30", "Sổ giếng của xã"),
        ("Sản phẩm/Thời gian", "Sổ giếng\ncủa xã\nTháng 6/2027", "2027-06-30", "Sổ giếng\ncủa xã"),
        ("Sản phẩm/Thời gian", "Sổ giếng Trước ngày 01/7/2027", "2027-06-30", "Sổ giếng"),
        ("Sản phẩm/Thời gian", "Sổ giếng năm 2027", None, "Sổ giếng năm 2027"),
        ("Sản phẩm/Thời gian", "Sổ giếng (bản giấy)", None, "Sổ giếng (bản giấy)"),
        ("Sản phẩm/Thời gian", "Quý II/2027", "2027-06-30", None),
        ("Sản phẩm/Thời gian", "Thời gian: quý II/2027. Sản phẩm: Sổ giếng", "2027-06-30",
         "Sổ giếng"),
        ("Ghi chú/Sản phẩm", "Sổ giếng", None, "Sổ giếng"),
    ],
)  # fmt: skip
def test_when_and_what(head: str, cell: str, end: str | None, product: str | None) -> None:
    found = duty(head, cell)
    assert (found.deadline.end if found.deadline else None) == end
    assert found.deliverable == product


@pytest.mark.parametrize(
    ("cell", "lead", "coordinate"),
    [
        ("Sở Y tế chủ trì; Công an tỉnh, UBND các xã phối hợp", ["Sở Y tế"],
         ["Công an tỉnh", "UBND các xã"]),
        ("Sở Y tế chủ trì, phối hợp với Công an tỉnh, UBND các xã", ["Sở Y tế"],
         ["Công an tỉnh", "UBND các xã"]),
        ("Chủ trì: Sở Y tế; phối hợp: Công an tỉnh", ["Sở Y tế"], ["Công an tỉnh"]),
        ("- Chủ trì: Sở Y tế.\n- Phối hợp: Công an tỉnh.", ["Sở Y tế"], ["Công an tỉnh"]),
        ("Sở Y tế (chủ trì), Công an tỉnh (phối hợp)", ["Sở Y tế"], ["Công an tỉnh"]),
        ("Sở Y tế; Công an tỉnh, UBND các xã", ["Sở Y tế"], ["Công an tỉnh", "UBND các xã"]),
        ("Sở Y tế, Công an tỉnh", ["Sở Y tế"], ["Công an tỉnh"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"], []),
        ("Sở Y tế, Sở Tài chính; các xã", ["Sở Y tế", "Sở Tài chính"], ["các xã"]),
    ],
)  # fmt: skip
def test_who_and_with_whom(cell: str, lead: list[str], coordinate: list[str]) -> None:
    found = duty("Đơn vị chủ trì, phối hợp", cell)
    assert [body.name for body in found.lead] == lead
    assert [body.name for body in found.coordinate] == coordinate


def test_who_and_when() -> None:
    found = duty("Cơ quan thực hiện, thời gian", "Sở Y tế; UBND các xã; quý III/2027")
    assert [body.name for body in found.lead] == ["Sở Y tế", "UBND các xã"]
    assert found.deadline is not None
    assert found.deadline.end == "2027-09-30"


def test_who_and_what() -> None:
    found = duty("Cơ quan chủ trì, sản phẩm", "Sở Y tế, UBND xã Kia; Sổ giếng")
    assert [body.name for body in found.lead] == ["Sở Y tế", "UBND xã Kia"]
    assert found.deliverable == "Sổ giếng"


ROLES = st.lists(st.sampled_from(("lead", "coordinate", "deadline", "product", "submit")),
                 min_size=2, max_size=3, unique=True)  # fmt: skip
WORDS = st.lists(
    st.sampled_from(("Sở Y tế", "quý II/2027", "; ", ", ", " (", ")", "\n", "Sổ", " chủ trì",
                     " phối hợp với ", "Chủ trì: ", "năm 2027", " ", "- "))
).map("".join)  # fmt: skip


@given(WORDS, ROLES)
def test_no_letter_of_a_cell_is_lost_or_doubled(cell: str, roles: list[str]) -> None:
    parts = sorted(span for spans in divide(cell, tuple(roles)).values() for span in spans)
    assert all(one.end <= other.start for one, other in zip(parts, parts[1:], strict=False))
    kept = "".join(span.of(cell) for span in parts)
    for word in ("Sở", "quý", "năm", "Sổ"):
        assert kept.count(word) == cell.count(word)
