"""The notebooks run from top to bottom and hold no outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def load(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [each for each in load(path)["cells"] if each["cell_type"] == "code"]


def run(source: str, name: str, names: dict[str, Any]) -> Any:
    """Runs a cell and gives what a notebook would show: the value of its last expression."""
    *before, last = ast.parse(source).body
    assert isinstance(last, ast.Expr), f"{name} shows nothing"
    exec(compile(ast.Module(before, []), name, "exec"), names)
    return eval(compile(ast.Expression(last.value), name, "eval"), names)


def test_there_are_notebooks_and_the_readme_names_each() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert NOTEBOOKS
    assert [path.name for path in NOTEBOOKS if path.name not in readme] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    monkeypatch.chdir(FOLDER)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(code_cells(path), start=1):
        name = f"{path.name}, code cell {number}"
        shown = run("".join(cell["source"]), name, names)
        assert shown, name
        empty = [key for key, value in shown.items() if not value] if type(shown) is dict else []
        assert empty == [], name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_thin(path: Path) -> None:
    notebook = load(path)
    assert notebook["nbformat"] == 4
    assert len({each["id"] for each in notebook["cells"]}) == len(notebook["cells"])
    for cell in code_cells(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert cell["metadata"] == {}
