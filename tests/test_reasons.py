"""Every reason that resolution gives can be said in English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from kl52.catalogue.validity import tell
from kl52.model import Change, ChangeKind
from kl52.views.reasons import said

CITATIONS = Path(__file__).resolve().parent.parent / "kl52" / "citations"
VERBS = ("found_entry", "_law_found")


def templates(node: ast.expr) -> Iterator[str]:
    """The strings of an expression; what is filled in stands as ``X``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(each.value) if isinstance(each, ast.Constant) else "X" for each in node.values
        )
    elif isinstance(node, ast.IfExp):
        yield from templates(node.body)
        yield from templates(node.orelse)


def reasons_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "reason":
            yield from templates(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in VERBS:
            for argument in node.args[1:]:
                yield from templates(argument)
        elif isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Name) and each.id == "reason" for each in targets):
                yield from templates(node.value)


REASONS = sorted({each.strip("; ") for path in CITATIONS.glob("*.py") for each in reasons_in(path)})


def test_the_code_gives_reasons() -> None:
    assert len(REASONS) > 35


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_said_in_english(reason: str) -> None:
    stated = reason.replace("mang tên nàyX", "mang tên này")
    assert said(stated, "en") != stated
    assert said(stated, "vi") == stated


def test_several_reasons_are_said_each() -> None:
    both = "số 1/QĐ-TTg khớp văn bản ngày 01/01/2020, ngày ghi là 02/01/2020; " + (
        "ngày ghi sau ngày của chính văn bản trích dẫn"
    )
    assert said(both, "en") == (
        "number 1/QĐ-TTg is that of a document of 01/01/2020, the date given is 02/01/2020; "
        "the date given is later than the citing document"
    )


def test_an_unknown_reason_stays() -> None:
    assert said("lý do khác", "en") == "lý do khác"


STATUS = [
    (
        "đã được thay thế bởi Luật số 65/2025/QH15 từ ngày 01/03/2025; được sửa đổi, bổ sung bởi "
        "Luật số 9/2019/QH14 từ ngày 22/11/2019, bị bãi bỏ một phần (Điều 4) và 2 lần khác",
        "replaced by Luật số 65/2025/QH15 from 01/03/2025; amended by Luật số 9/2019/QH14 from "
        "22/11/2019, repealed in part (Điều 4) and 2 more times",
    ),
    ("đã hết hiệu lực theo Điều 3; không rõ từ ngày nào", "expired under Điều 3; it is not known "
     "from when"),
    ("giao cho Bộ Y tế; địa phương chỉ phối hợp", "given to Bộ Y tế; localities only take part"),
    ("số, ký hiệu, ngày ban hành", "number, symbol, date"),
    ("; nay là Sở Tài chính, Sở Nội vụ", "; now Sở Tài chính, Sở Nội vụ"),
    ("phần việc «lập sổ; trích yếu, số»", "the part “lập sổ; trích yếu, số”"),
    ("Sở Y tế, số", "Sở Y tế, số"),
    ("đã " * 3000, "đã " * 3000),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "english"), STATUS)
def test_reasons_within_reasons(reason: str, english: str) -> None:
    assert said(reason, "en") == english
    assert said(reason, "vi") == reason


COVERAGE = CITATIONS.parent / "coverage"


def words_of_rows() -> Iterator[str]:
    """What the code writes as ``why`` (applicability), ``lacks`` (yields) and ``expected``."""
    for path in COVERAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Applicability":
                yield from templates(node.args[1])
            elif (
                isinstance(node, ast.keyword)
                and node.arg == "expected"
                or path.stem == "lacking"
                and isinstance(node, ast.Yield)
                and node.value
            ):
                yield from templates(node.value)


ROWS = sorted(each for each in set(words_of_rows()) if each.strip("X ;"))


@pytest.mark.parametrize("words", ROWS)
def test_what_a_coverage_says_is_said_in_english(words: str) -> None:
    assert said(words.replace("XX", "X"), "en") != words or words == "X này"


def test_there_are_words_of_rows() -> None:
    assert len(ROWS) > 12


@pytest.mark.parametrize("kind", get_args(ChangeKind))
@pytest.mark.parametrize("part", [None, "Điều 4", "một phần"])
@pytest.mark.parametrize("on", [None, "2025-03-01"])
@pytest.mark.parametrize("name", [None, "Luật số 65/2025/QH15"])
def test_a_change_is_said_in_english(
    kind: ChangeKind, part: str | None, on: str | None, name: str | None
) -> None:
    vietnamese = tell(Change(kind, on, part=part, name=name))
    english = said(vietnamese, "en")
    assert not {"được", "bị", "hết", "bởi", "ngày", "một", "theo"} & set(english.split())
