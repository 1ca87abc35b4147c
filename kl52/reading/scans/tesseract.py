"""Tesseract, the program that reads pictures: where it is, what it can, what it says.

It runs as a program of its own, one thread for each page, so that a page that hangs or
breaks it costs that page only. Its answer is hOCR, which tells the size of the type and
the line that the words stand on besides their boxes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
# Page segmentation: columns and paragraphs; a block of lines; one line; words anywhere.
PAGE, BLOCK, LINE, SPARSE = 3, 6, 7, 11

# The installer for Windows does not put its folder on the path.
_WINDOWS = ("ProgramFiles", "ProgramW6432", "LOCALAPPDATA")
_INSTALL = (
    "Cài Tesseract và dữ liệu tiếng Việt: Debian/Ubuntu: sudo apt install tesseract-ocr "
    "tesseract-ocr-vie; Windows: bộ cài của UB Mannheim (winget install "
    "UB-Mannheim.TesseractOCR), chọn thêm Vietnamese; macOS: brew install tesseract "
    "tesseract-lang."
)


class Missing(Exception):
    """Tesseract or its Vietnamese data is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed Tesseract."""

    program: str
    version: str
    languages: frozenset[str]


class Seen(NamedTuple):
    """A word as Tesseract reads it: its box in pixels, and how sure it is (0 to 1).

    ``top`` and ``bottom`` are those of the line's type, the same for all words on it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


def find_engine() -> Engine:
    """The installed Tesseract with Vietnamese; raises :class:`Missing`."""
    program = _program()
    if program is None:
        raise Missing(f"Chưa có chương trình nhận dạng chữ Tesseract. {_INSTALL}")
    engine = _ask(program)
    if LANGUAGE not in engine.languages:
        raise Missing(f"Tesseract chưa có dữ liệu tiếng Việt ({LANGUAGE}). {_INSTALL}")
    return engine


def _program() -> str | None:
    found = shutil.which("tesseract")
    if found is None and sys.platform == "win32":
        places = [Path(os.environ[key]) for key in _WINDOWS if os.environ.get(key)]
        tails = ("Tesseract-OCR", "Programs/Tesseract-OCR")
        paths = [place / tail / "tesseract.exe" for place in places for tail in tails]
        found = next((str(path) for path in paths if path.is_file()), None)
    return found


@cache
def _ask(program: str) -> Engine:
    version = _run([program, "--version"], seconds=30).split("\n", 1)[0].strip()
    listed = _run([program, "--list-langs"], seconds=30).splitlines()[1:]
    return Engine(program, version, frozenset(map(str.strip, listed)))


def see(
    engine: Engine,
    picture: Image,
    *,
    mode: int = PAGE,
    dpi: int = 300,
    seconds: float = 60.0,
    letters: str = "",
) -> list[Seen]:
    """The words on a grey picture; ``letters`` are the only ones to expect.

    Raises :class:`subprocess.SubprocessError` or :class:`OSError` where Tesseract fails.
    """
    command = [engine.program, "stdin", "stdout", "-l", LANGUAGE, "--psm", str(mode)]
    command += ["--dpi", str(dpi), "-c", "tessedit_create_hocr=1"]
    if letters:
        command += ["-c", f"tessedit_char_whitelist={letters}"]
    return list(parse_hocr(_run(command, stdin=_netpbm(picture), seconds=seconds)))


def _netpbm(picture: Image) -> bytes:
    """The picture in the plainest of formats, which costs no time to write or read."""
    return b"P5 %d %d 255\n" % picture.size + picture.convert("L").tobytes()


def _run(command: list[str], *, seconds: float, stdin: bytes = b"") -> str:
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        timeout=seconds,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return done.stdout.decode("utf-8", "replace")


# -- hOCR ----------------------------------------------------------------------------------------

_LINE = re.compile(r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"([^\"]*)\"")
_WORD = re.compile(r"<span class='ocrx_word'[^>]*title='([^']*)'[^>]*>(.*?)</span>", re.DOTALL)
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+); x_descenders (-?[\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TAG = re.compile(r"<[^>]*>")


def parse_hocr(hocr: str) -> list[Seen]:
    """The words of Tesseract's answer, line by line.

    >>> line = "<span class='ocr_line' title=\\"bbox 0 10 90 40; baseline 0 -8; "
    >>> line += "x_size 30; x_descenders 6; x_ascenders 8\\">"
    >>> word = "<span class='ocrx_word' title='bbox 0 14 40 32; x_wconf 91'>52-KL/TW</span>"
    >>> parse_hocr(line + word)
    [Seen(text='52-KL/TW', x0=0.0, top=8.0, x1=40.0, bottom=38.0, confidence=0.91)]
    """
    starts = [match.start() for match in _LINE.finditer(hocr)]
    found: list[Seen] = []
    for start, end in pairwise([*starts, len(hocr)]):
        title = _LINE.match(hocr, start)
        if title is not None:
            found += _words(title.group(1), hocr[title.end() : end])
    return found


def _words(line: str, words: str) -> list[Seen]:
    found = []
    for match in _WORD.finditer(words):
        text = unescape(_TAG.sub("", match.group(2))).strip()
        box, sure = _BOX.search(match.group(1)), _SURE.search(match.group(1))
        if text and box:
            x0, high, x1, low = map(float, box.groups())
            top, bottom = _type_box(line, (x0 + x1) / 2) or (high, low)
            share = int(sure.group(1)) / 100 if sure else 0.0
            found.append(Seen(text, x0, top, x1, bottom, share))
    return found


def _type_box(line: str, x: float) -> tuple[float, float] | None:
    """The top and bottom of a line's type at ``x``, from its baseline and the size of its type."""
    box, baseline, size = _BOX.search(line), _BASELINE.search(line), _SIZE.search(line)
    if not (box and baseline and size):
        return None
    left, _, _, low = map(float, box.groups())
    slope, offset = map(float, baseline.groups())
    height, below = map(float, size.groups())
    stands = low + offset + slope * (x - left)
    return stands - (height - below), stands + below
