"""The package: its public names, its docstrings, and what importing it costs."""

from __future__ import annotations

import ast
import configparser
import os
import re
import subprocess
import sys
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

import kl52

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kl52"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("torch", "spacy", "underthesea", "networkx", "rich", "pdfplumber", "docx", "lxml")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def python(code: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
        text=True,
    )
    return ran.stdout.strip()


def test_public_names_are_real() -> None:
    assert len(kl52.__all__) == len(set(kl52.__all__))
    assert sorted(kl52.__all__) == list(kl52.__all__)
    for name in kl52.__all__:
        value = getattr(kl52, name)
        assert not isinstance(value, ModuleType)
        assert value.__doc__
    assert set(kl52.__all__) <= set(dir(kl52))


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        kl52.no_such_name  # noqa: B018


def test_names_for_type_checkers_are_those_that_are_imported() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    checked = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kl52.")
        for alias in node.names
    }
    assert checked == set(kl52.__all__)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if any(isinstance(each, ast.FunctionDef | ast.ClassDef) for each in tree.body):
        assert len(ast.get_docstring(tree) or "") > 20


PACKAGES = sorted(path for path in PACKAGE.rglob("__init__.py") if path.parent != PACKAGE)


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: str(path.parent.relative_to(ROOT)))
def test_every_package_says_what_each_of_its_modules_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    named = {name.rpartition(".")[2] for name in re.findall(r":mod:`~?([\w.]+)`", said)}
    files = {each.stem for each in path.parent.glob("*.py")} - {"__init__"}
    folders = {each.parent.name for each in path.parent.glob("*/__init__.py")}
    assert named == files | folders


def test_every_package_can_be_imported_first() -> None:
    names = [".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGES]
    code = (
        "import sys\n"
        "from importlib import import_module\n"
        f"for name in {names!r}:\n"
        "    for each in [each for each in sys.modules if each.partition('.')[0] == 'kl52']:\n"
        "        del sys.modules[each]\n"
        "    import_module(name)\n"
        "print('all')"
    )
    assert python(code) == "all"


@pytest.mark.parametrize("module", ["kl52", "kl52.cli"])
def test_importing_is_cheap(module: str) -> None:
    code = f"import sys, {module}; print(*({{*{HEAVY!r}}} & {{*sys.modules}}))"
    assert python(code) == ""


def test_help_and_errors_need_nothing_heavy() -> None:
    code = (
        "import sys; from kl52.cli import main\n"
        "sys.stderr = open(__import__('os').devnull, 'w')\n"
        "main(['parse', 'khong-co.txt'])\n"
        "print(*({'torch', 'spacy', 'underthesea', 'rich'} & {*sys.modules}))"
    )
    assert python(code) == ""


def test_tracing_a_text_loads_no_model() -> None:
    code = (
        "import sys, kl52\n"
        "kl52.trace(kl52.parse_document('1. Sở Nội vụ mở lớp.'.encode(), name='a.txt'))\n"
        "print(*({'torch', 'spacy', 'underthesea', 'sentence_transformers'} & {*sys.modules}))"
    )
    assert python(code) == ""


def test_the_command_runs_as_a_module_and_as_a_script() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kl52", "--version"],
        cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert ran.stdout == f"kl52 {kl52.__version__}\n"
    (script,) = entry_points(group="console_scripts", name="kl52")
    assert script.value == "kl52.cli:main"


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", kl52.__version__)
    assert version("kl52") == kl52.__version__


def test_it_is_typed() -> None:
    assert files("kl52").joinpath("py.typed").is_file()


def test_data_files_are_packed() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    packed = config["options.package_data"]["kl52"]
    assert "py.typed" in packed
    assert "data/*" in packed
    assert all(path.is_file() for path in (PACKAGE / "data").iterdir())


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        calls = [
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        of_commands = path.name == "cli.py" or path.parent.name == "commands"
        assert "print" not in calls or of_commands, path.name


def test_every_package_is_listed() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    real = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES}
    assert real <= set(config["options"]["packages"].split())
