"""The wheel: built, installed into a folder of its own, and used from elsewhere."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("kl52", "corpus", "models", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("build") is None,
    reason="needs the package `build` (pip install build)",
)


def run(*command: object, cwd: Path, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1", "KL52_LIBRARY": ":none:", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr or ran.stdout
    return ran.stdout


def leavings() -> set[str]:
    return {path.name for name in ("build", "dist", "*.egg-info") for path in ROOT.glob(name)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of a copy, so that building leaves nothing in the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    copy.mkdir()
    before = leavings()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, copy)
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", cwd=copy)
    assert leavings() == before
    (built,) = (folder / "dist").glob("kl52-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    target = wheel.parent / "installed"
    options = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    run("-m", "pip", "install", *options, "--target", target, wheel, cwd=wheel.parent)
    return target


def test_everything_that_is_needed_travels(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {"kl52_corpus/catalogue/central.toml", "kl52_models/README.md"} <= names
    for package, folder in (("kl52", "kl52"), ("kl52_corpus", "corpus"), ("kl52_models", "models")):
        for path in (ROOT / folder).rglob("*"):
            inside = path.relative_to(ROOT / folder).as_posix()
            made_from = inside.startswith(("sources/", "facts/"))
            if path.is_file() and not made_from and path.suffix != ".pyc":
                assert f"{package}/{inside}" in names


def test_nothing_else_travels(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "kl52",
        "kl52_corpus",
        "kl52_models",
    }


def test_it_traces_from_another_folder(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "corpus" / "fictitious" / "9902-kh-ubnd.docx", tmp_path / "plan.docx")
    where = "import kl52; print(kl52.__file__)"
    assert Path(run("-c", where, cwd=tmp_path, PYTHONPATH=str(installed)).strip()).is_relative_to(
        installed
    )
    shown = run("-m", "kl52", "trace", "plan.docx", cwd=tmp_path, PYTHONPATH=str(installed))
    assert "CHUỖI VĂN BẢN" in shown
    for number in ("9902/KH-UBND", "9901/QĐ-TTg", "990-CT/TW"):
        assert number in shown


def test_the_bundled_case_is_at_hand(installed: Path, tmp_path: Path) -> None:
    code = (
        "import kl52\n"
        "library = kl52.Library()\n"
        "id = '/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd'\n"
        "print(kl52.trace(library.document(id), library).roots)"
    )
    assert "27-nq-tw" in run("-c", code, cwd=tmp_path, PYTHONPATH=str(installed))
