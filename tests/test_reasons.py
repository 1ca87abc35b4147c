"""Every reason that resolution gives can be said in English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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
