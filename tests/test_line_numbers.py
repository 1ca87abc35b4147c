"""Numbers in the margin of a draft, told from the numbers that are text."""

from __future__ import annotations

import pytest

from kl52.parsing import parse_document
from tests.samples import Page, Words, pdf

SAID = (
    "Ủy ban nhân dân xã mở thư viện trong năm",
    "2026 và lớp học cho cán bộ xã",
    "I. NHIỆM VỤ",
    "1. Sở Nội vụ mở lớp.",
    "2. Sở Tài chính cấp kinh phí.",
    "3. Công an xã kiểm tra.",
)


def drawn(numbers: tuple[str, ...], *more: Words, x: float = 40, end: float = 52) -> str:
    """The text of a page with these numbers beside its lines, set flush right."""
    words: list[Words] = [(80.0, 60 + 20.0 * row, said) for row, said in enumerate(SAID)]
    words += [
        (end - 6 * len(said), 60 + 20.0 * row, said) for row, said in enumerate(numbers) if said
    ]
    return parse_document(pdf([Page([*words, *more])]), name="a.pdf").text.text


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        (("1", "2", "3", "4", "5", "6"), "each line"),
        (("7", "8", "9", "10", "11", "12"), "a later page, the figures flush right"),
        (("5", "10", "15", "20", "25"), "each fifth line"),
    ],
)
def test_numbers_of_lines_are_no_text(numbers: tuple[str, ...], why: str) -> None:
    foot: Words = (300.0, 800.0, "3")
    assert drawn(numbers, foot) == drawn((), foot), why


@pytest.mark.parametrize(
    ("numbers", "more", "why"),
    [
        (("1", "2", "3"), (), "too few to be sure"),
        (("1", "2", "4", "8", "9", "3"), (), "no count"),
        (("1", "2", "3", "4", "5", "6"), ((30.0, 40.0, "STT Nội dung"),), "a head above them"),
        (("1", "2", "3", "4", "5", "6"), ((36.0, 300.0, "Nơi nhận:"),), "text as far left"),
    ],
)
def test_other_numbers_stay(numbers: tuple[str, ...], more: tuple[Words, ...], why: str) -> None:
    read = drawn(numbers, *more)
    assert all(number in read.split() for number in numbers), why
