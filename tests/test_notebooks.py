"""The notebooks and recipes run from top to bottom; notebooks hold no outputs."""

from __future__ import annotations

import doctest
import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
# A path of this machine, or any that begins at a root: /home/…, C:\…, file://….
ABSOLUTE = re.compile(r"file://|\b[A-Z]:\\|(?<![\w.<>/])/(?:home|Users|root|tmp|usr|work|opt|var)/")


def load(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in notebook["cells"] if each["cell_type"] == "code"]


def executed(path: Path) -> dict[str, Any]:
    """The notebook as it is after its cells ran in a kernel of its own."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=None,
        resources={"metadata": {"path": str(FOLDER)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KL52_LIBRARY": ":none:"}
    client.execute(env=environment)
    found: dict[str, Any] = json.loads(nbformat.writes(notebook))
    return found


def test_there_are_notebooks_and_the_readme_names_each() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len(NOTEBOOKS) == 4
    assert [path.name for path in NOTEBOOKS if path.name not in readme] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path) -> None:
    """Without error or warning, each cell shows something, and nothing tells of this machine."""
    for number, cell in enumerate(code_cells(executed(path)), start=1):
        kinds = {each["output_type"] for each in cell["outputs"]}
        assert kinds == {"execute_result"}, (path.name, number, cell["outputs"])
        told = json.dumps(cell["outputs"], ensure_ascii=False)
        assert str(ROOT) not in told and not ABSOLUTE.search(told), (path.name, number)
        assert "Không có.</p>" not in told, (path.name, number)


@pytest.mark.parametrize(
    "words", ["/home/a/b", "see file:///x", r"C:\Users\a", '"/tmp/x"', "(/tmp/main/x)"]
)
def test_an_absolute_path_would_be_seen(words: str) -> None:
    assert ABSOLUTE.search(words)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_thin(path: Path) -> None:
    notebook = load(path)
    assert notebook["nbformat"] == 4
    assert len({each["id"] for each in notebook["cells"]}) == len(notebook["cells"])
    for cell in code_cells(notebook):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        assert cell["metadata"] == {}


def test_the_recipes_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    text = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    # The closing fence is no output.
    parsed = doctest.DocTestParser().get_doctest(
        text.replace("\n```\n", "\n\n"), {}, "recipes", "", 0
    )
    assert len(parsed.examples) > 20
    report: list[str] = []
    failed = doctest.DocTestRunner(verbose=False).run(parsed, out=report.append).failed
    assert failed == 0, "".join(report)
