"""The examples on the pages: what they run and what they print.

A block ``python`` is run as it stands, after those above it on its page; a block ``text`` right
below it is what it prints; with ``>>>`` it holds both. In a block ``console`` the lines that begin
with ``$`` are commands and the others what they write to stdout. ``...`` stands for what is left
out. Commands in blocks ``sh`` are for files of the reader's own, and are not run; Python that needs
what is not here (a cluster) stands in a block ``{code-block} python``.

A page runs in a folder of its own that holds a copy of ``corpus/``. ``python -m docs.examples``
writes into the pages what is printed now, where that differs; a test compares it.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

FOLDER = Path(__file__).parent
CORPUS = FOLDER.parent / "corpus"
WIDTH = 96
_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<line>.+)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_CALL = re.compile(r"(?:^|\| )(?P<call>kl52 [^>|]+)")
_ENDS = (0, 1)  # done, and done with findings that are errors


@dataclass(frozen=True, slots=True)
class Example:
    """``code`` in ``language``, what the page says that it prints, and where it says so.

    ``at`` is the stretch of the page where a new output goes, in a fence of its own if ``fenced``.
    """

    language: str
    code: str
    shown: str
    at: tuple[int, int]
    fenced: bool = False


def pages() -> list[Path]:
    """The pages that people write; those of the findings have examples of their own."""
    found = (path.relative_to(FOLDER) for path in FOLDER.rglob("*.md"))
    return sorted(FOLDER / path for path in found if path.parts[0] not in ("findings", "_static"))


def examples_of(text: str) -> Iterator[Example]:
    """The examples that a page runs, in their order."""
    blocks = list(_FENCE.finditer(text))
    for block, below in zip(blocks, [*blocks[1:], None], strict=False):
        if block["language"] == "python":
            told = below is not None and below["language"] == "text"
            if below is not None and told and not text[block.end() : below.start()].strip():
                at = (block.end(), below.end())
                yield Example("python", block["code"], below["code"], at, fenced=True)
            else:
                yield Example("python", block["code"], "", (block.end(), block.end()), fenced=True)
        elif block["language"] == "console":
            for each in _COMMAND.finditer(block["code"]):
                start = block.start("code")
                at = (start + each.start("shown"), start + each.end("shown"))
                yield Example("console", each["line"], each["shown"], at)


def unrun_commands(text: str) -> list[str]:
    """The calls of kl52 that a page shows for the reader's own files, without comments."""
    lines = "".join(each["code"] for each in _FENCE.finditer(text) if each["language"] == "sh")
    calls = (_CALL.search(line.partition(" #")[0]) for line in lines.splitlines())
    return [call["call"].strip() for call in calls if call]


def agrees(example: Example, printed: str) -> bool:
    """Whether an example prints what its page shows."""
    return doctest.OutputChecker().check_output(example.shown, printed, doctest.ELLIPSIS)


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """A folder with the bundled corpus, in which the library of whoever runs this is not seen."""
    here = {"KL52_LIBRARY": ":none:", "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        mock.patch.dict(os.environ, here),
        contextlib.chdir(folder),
    ):
        skipped = shutil.ignore_patterns("__pycache__", "*.py")
        shutil.copytree(CORPUS, Path(folder) / "corpus", ignore=skipped)
        yield Path(folder)


@dataclass(frozen=True, slots=True)
class Session:
    """What the examples of one page share: the names that Python knows."""

    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    def run(self, example: Example) -> str:
        """What an example prints. ``RuntimeError`` where a command ends badly."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            if example.code.startswith(">>> "):
                _run_session(example.code, self.names)
            elif example.language == "python":
                exec(compile(example.code, "<page>", "exec"), self.names)
            else:
                _run_command(example.code)
        lines = (line.rstrip() for line in printed.getvalue().splitlines())
        return "".join(f"{line}\n" for line in lines)


def _run_session(code: str, names: dict[str, Any]) -> None:
    """Run a block that shows what Python was told and answered; what it answers else is printed."""
    test = doctest.DocTestParser().get_doctest(code, names, "page", None, 0)
    doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, clear_globs=False)
    names.update(test.globs)


def _run_command(line: str) -> None:
    from kl52.cli import main

    program, *arguments = shlex.split(line)
    if program != "kl52":
        raise RuntimeError(f"{line}: only kl52 is run")
    complaints = io.StringIO()
    with contextlib.redirect_stderr(complaints):
        status = main(arguments)
    if status not in _ENDS:
        raise RuntimeError(f"{line}: {status}\n{complaints.getvalue()}")


def renewed(text: str) -> str:
    """The page with what its examples print now."""
    session = Session()
    with workplace():
        outputs = [(each, session.run(each)) for each in examples_of(text)]
    for example, printed in reversed(outputs):
        if not agrees(example, printed):
            start, end = example.at
            put = f"\n\n```text\n{printed}```" if example.fenced and printed else printed
            text = text[:start] + put + text[end:]
    return text


def main() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if (new := renewed(text)) != text:
            page.write_text(new, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
