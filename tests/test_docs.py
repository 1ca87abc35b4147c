"""The documentation: its examples print what it shows, it builds without a warning, offline."""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from docs.examples import Session, agrees, examples_of, pages, unrun_commands, workplace
from kl52.cli import build_parser

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in pages()}
WITH_EXAMPLES = [name for name, text in PAGES.items() if list(examples_of(text))]
UNRUN = [(name, line) for name, text in PAGES.items() for line in unrun_commands(text)]
_LOADED = re.compile(r"<(?:link|script|img|iframe|source|object)\b[^>]*>", re.IGNORECASE)
_FROM_AFAR = re.compile(r"""(?:href|src|data)=["'](?:https?:)?//""", re.IGNORECASE)
_FETCHED = re.compile(r"""@import|url\(\s*["']?(?:https?:)?//""", re.IGNORECASE)


# -- examples ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_print_what_the_page_shows(name: str) -> None:
    session = Session()
    with workplace():
        for example in examples_of(PAGES[name]):
            printed = session.run(example)
            assert agrees(example, printed), (
                f"{name}: python -m docs.examples, or mend it\n{example.code}\n{printed}"
            )


def test_an_example_that_prints_something_else_is_told() -> None:
    page = "```python\nprint(1)\n```\n\n```text\n2\n```\n\n```console\n$ kl52 body x\ny\n```\n"
    first, second = examples_of(page)
    assert not agrees(first, Session().run(first))
    assert (second.code, second.shown) == ("kl52 body x", "y\n")


def test_a_session_that_answers_otherwise_is_told() -> None:
    page = "```python\n>>> x = 1\n>>> x\n1\n\n```\n\n```python\n>>> x + 1\n1\n\n```\n"
    session = Session()
    assert [agrees(each, session.run(each)) for each in examples_of(page)] == [True, False]


def test_output_without_a_block_for_it_is_told() -> None:
    (example,) = examples_of("```python\nprint(1)\n```\n\nWords.\n\n```text\n1\n```\n")
    assert not agrees(example, Session().run(example))


def test_only_what_is_left_out_may_differ() -> None:
    (example,) = examples_of("```console\n$ kl52 x\none\n...\nthree\n```\n")
    assert agrees(example, "one\ntwo\nthree\n")
    assert not agrees(example, "one\ntwo\n")


@pytest.mark.parametrize(("name", "line"), UNRUN)
def test_commands_that_are_not_run_parse_and_need_a_file_of_the_reader(
    name: str, line: str
) -> None:
    words = shlex.split(line)[1:]
    build_parser().parse_args(words)
    assert not any((ROOT / word).exists() for word in words), "a block console would run it"


def test_code_is_marked_as_run_or_not() -> None:
    languages = {
        language
        for text in PAGES.values()
        for language in re.findall(r"^```(\S+)\n", text, re.MULTILINE)
    }
    assert languages >= {"python", "text", "console", "sh"}
    assert languages & {"bash", "shell", "zsh", "py", "pycon", "shell-session"} == set()


def test_the_table_of_commands_is_complete() -> None:
    (commands,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    page = PAGES["reference/commands.md"]
    rows = re.findall(r"^\| `kl52 (\w+) [-A-Za-z ]+` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(commands.choices)


DOCSTRINGS = [
    (f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}", words)
    for path in sorted((ROOT / "kl52").rglob("*.py"))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    and (words := ast.get_docstring(node))
]


def test_docstrings_begin_with_a_sentence_that_no_blank_line_breaks() -> None:
    firsts = [(where, re.split(r"\n\s*\n", words)[0].rstrip()) for where, words in DOCSTRINGS]
    assert len(firsts) > 500
    public = [(where, first) for where, first in firsts if not first.startswith(">>>")]
    assert [each for each in public if not each[1].endswith((*".:?!)…", "…``"))] == []


# -- the build -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as HTML, built as ``make docs`` does."""
    pytest.importorskip("sphinx", reason="pip install 'kl52[docs]'")
    folder = tmp_path_factory.mktemp("docs")
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    ran = subprocess.run(
        [*build, "-d", str(folder / "doctrees"), str(DOCS), str(folder / "html")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return folder / "html"


def test_every_page_is_built(built: Path) -> None:
    written = {path.with_suffix("").as_posix() for path in map(Path, PAGES)}
    found = {path.relative_to(built).with_suffix("").as_posix() for path in built.rglob("*.html")}
    assert written <= found
    assert "findings/deadline_later" in found


def test_every_public_name_is_in_the_reference(built: Path) -> None:
    from docs.modules import modules

    html = "".join(
        path.read_text(encoding="utf-8") for path in (built / "reference/modules").glob("*.html")
    )
    shown = set(re.findall(r'id="(?:module-)?(kl52[\w.]*)"', html))
    missing = []
    for name, module in modules().items():
        own = [
            f"{name}.{key}"
            for key, value in vars(module).items()
            if not key.startswith("_")
            and (inspect.isclass(value) or inspect.isfunction(value))
            and value.__module__ == name
        ]
        missing += [each for each in (name, *own) if each not in shown]
    assert missing == []


def test_nothing_is_loaded_from_the_network(built: Path) -> None:
    for path in built.rglob("*.html"):
        loaded = _LOADED.findall(path.read_text(encoding="utf-8"))
        assert [tag for tag in loaded if _FROM_AFAR.search(tag)] == [], path
    for path in built.rglob("*.css"):
        assert not _FETCHED.search(path.read_text(encoding="utf-8")), path


def test_search_is_local(built: Path) -> None:
    index = (built / "searchindex.js").read_text(encoding="utf-8")
    assert "tutori" in index
    assert "searchtools.js" in (built / "search.html").read_text(encoding="utf-8")
