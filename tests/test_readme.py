"""What the READMEs show is what there is: examples, commands, tasks, links."""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from kl52.cli import build_parser

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.vi.md")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
PLACEHOLDERS = {
    "DOC": "plan.docx",
    "PATH": "plan.docx",
    "FOLDER": "folder",
    "SHELL": "bash",
    "ACTION": "list",
    "FORMAT": "graphml",
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_of(name: str) -> list[str]:
    """The lines of code that a README shows: in blocks, and within sentences."""
    text = read(name)
    blocks = [line for _, body in FENCE.findall(text) for line in body.splitlines()]
    return [*blocks, *INLINE.findall(FENCE.sub("", text))]


def commands_of(name: str) -> list[str]:
    """The calls of ``kl52`` that a README shows, on Windows with slashes, without comments.

    ``kl52 add`` alone names a command and calls none.
    """
    lines = (re.sub(r"^\.venv\\Scripts\\", "", line).replace("\\", "/") for line in code_of(name))
    return [line.partition(" #")[0].strip() for line in lines if re.match(r"kl52 \S+ ", line)]


def targets_of(lines: list[str]) -> list[str]:
    return [match[1] for line in lines if (match := re.match(r"make ([a-z-]+)", line))]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))


def examples() -> list[tuple[str, tuple[str, str]]]:
    """Each block of Python with the language and the words of the block below it."""
    blocks = [*FENCE.findall(read("README.md")), ("", "")]
    return [
        (body, blocks[at])
        for at, (language, body) in enumerate(blocks, start=1)
        if language == "python"
    ]


def cli_commands() -> set[str]:
    (commands,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return set(commands.choices)


SHOWN = [(name, command) for name in READMES for command in commands_of(name)]


def test_every_example_shows_what_it_prints() -> None:
    assert examples()
    assert {language for _, (language, _) in examples()} == {"text"}


def test_examples_print_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    for code, (_, expected) in examples():
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
        assert printed.getvalue() == expected


@pytest.mark.parametrize(("name", "command"), SHOWN, ids=lambda value: value)
def test_commands_parse(name: str, command: str) -> None:
    words = [PLACEHOLDERS.get(word, word) for word in shlex.split(command)[1:]]
    options = build_parser().parse_args(words)
    assert options.command or options.completion
    named = getattr(options, "paths", [getattr(options, "doc", None)])
    for path in named:
        assert not str(path).startswith("corpus/") or (ROOT / path).exists()


def test_the_command_table_is_complete() -> None:
    rows = re.findall(
        r"^\| `kl52 (\w+)(?: --\w+)?(?: [A-Z]+)?` \| (.+) \|$", read("README.md"), re.MULTILINE
    )
    assert {command for command, _ in rows} == cli_commands()
    assert len(rows) == len(cli_commands())


def test_options_named_are_real() -> None:
    known = {
        option
        for command in cli_commands()
        for option in re.findall(r"(?<!\S)(--?[a-z]+)", _help(command))
    }
    named = {word for name in READMES for line in INLINE.findall(FENCE.sub("", read(name)))
             for word in re.findall(r"(?<!\S)--?[a-z]+", line)}  # fmt: skip
    assert named
    assert named - known - {"--completion"} == set()


def _help(command: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        build_parser().parse_args([command, "--help"])
    return printed.getvalue().replace(",", " ").replace("[", " ").replace("]", " ")


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_are_named(name: str) -> None:
    assert {"demo", "test"} <= set(targets_of(code_of(name)))


@pytest.mark.parametrize("name", READMES)
def test_both_commands_of_the_tool_are_named(name: str) -> None:
    assert {command.split()[1] for command in commands_of(name)} >= cli_commands()


@pytest.mark.parametrize("name", READMES)
def test_tasks_exist(name: str) -> None:
    assert set(targets_of(code_of(name))) <= make_targets()


def test_ci_calls_only_tasks() -> None:
    lines = [line.strip() for line in read(".ci/run").splitlines()]
    calls = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert calls
    assert all(re.fullmatch(r"make( [a-z-]+)+", line) for line in calls)
    assert {target for line in calls for target in line.split()[1:]} <= make_targets()


@pytest.mark.parametrize("name", READMES)
def test_links_to_files_resolve(name: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", read(name))
    files = [link.partition("#")[0] for link in links if "://" not in link]
    assert [file for file in files if file and not (ROOT / file).exists()] == []


def strings(path: Path) -> Iterator[str]:
    """The strings in a module that are not documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def test_every_file_of_data_is_read() -> None:
    named = {
        text.rpartition("/")[2] for path in (ROOT / "kl52").rglob("*.py") for text in strings(path)
    }
    files = [path.name for path in (ROOT / "kl52" / "data").rglob("*") if path.is_file()]
    assert files
    assert [name for name in files if name not in named] == []
