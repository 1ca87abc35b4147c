"""How much of what a Word file prints is read, and in its order, beside LibreOffice's own reading.

LibreOffice sets every file as PDF (words by pdftotext), and writes it as plain text. Words are
runs of letters and runs of digits, so numbers that only the lists hold count like others, and
the leaders of forms do not count. ``paper`` compares with the PDF, heads and feet of pages
included once; there the words of neighbouring cells and columns stand in the order of the page,
so beside the share that is equal in order that of any order is given. ``text`` compares
with the plain text, which has the order of the file but no text boxes, no heads and feet; files
with tracked changes are left out there, for in it the deleted words stand too.
A share is of the longer side. Old ``.doc`` and ``.rtf`` files count as the .docx that
LibreOffice makes of them. Without soffice or pdftotext nothing is measured, and a note says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.scores import Section, ratio
from kl52.model import Part, Raw
from kl52.reading import read_document

ROOT = Path(__file__).resolve().parents[2]
_PROGRAMS = ("soffice", "pdftotext")
_FORMATS = {"docx": "docx", "pdf": "pdf", "txt": "txt:Text (encoded):UTF8"}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_PAGE_NUMBER = re.compile(r"\W{0,2}\d{1,3}\W{0,2}")
_SECONDS = 900


@dataclass(slots=True)
class _Shares:
    """Words equal in order, equal in any order, all words of the longer side; and files."""

    ordered: int = 0
    any: int = 0
    all: int = 0
    files: int = 0

    def add(self, one: Sequence[str], other: Sequence[str]) -> float:
        blocks = matcher(one, other).get_matching_blocks()
        ordered, longer = sum(block.size for block in blocks), max(len(one), len(other))
        self.ordered += ordered
        self.any += (Counter(one) & Counter(other)).total()
        self.all += longer
        self.files += 1
        return ratio(ordered, longer)

    def into(self, section: Section, name: str) -> None:
        for order, count in (("in order", self.ordered), ("in any order", self.any)):
            section.figures[f"{name}: words equal {order}"] = ratio(count, self.all)
            section.figures[f"{name}: words equal {order}.n"] = float(self.all)
        section.notes.append(f"{name}: {self.files} files")


def measure(shared: Path) -> Section:
    section = Section()
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        section.notes.append(f"not measured: {', '.join(missing)} not installed")
        return section
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        files = _files(shared, work)
        pdfs, texts = convert(files, "pdf", work), convert(files, "txt", work)
        compare(files, pdfs, texts, section)
    return section


def compare(
    files: Sequence[Path], pdfs: dict[str, Path], texts: dict[str, Path], section: Section
) -> None:
    paper, text = _Shares(), _Shares()
    for file in files:
        if file.stem not in pdfs or file.stem not in texts:
            section.case("spurious", file.stem, "not laid out")
            continue
        raw = read_document(file)
        paper.add(words_read(raw), words_on_paper(pdfs[file.stem]))
        if all(each.code != "tracked-changes" for each in raw.diagnostics):
            share = text.add(words_read(raw, ("body",)), words_of_text(texts[file.stem]))
            section.case("hit" if share >= 0.99 else "missed", file.stem)
    paper.into(section, "paper")
    text.into(section, "text")


def _files(shared: Path, folder: Path) -> list[Path]:
    """The Word files: those of the corpus and the gold, and the old ones as .docx."""
    old = [
        each
        for each in sorted((shared / "data" / "legacy-fonts").rglob("*"))
        if each.suffix in (".doc", ".rtf")
    ]
    planted = sorted((shared / "gold" / "planted").glob("*.docx"))
    own = sorted((ROOT / "corpus" / "fictitious").glob("*.docx"))
    return [*own, *planted, *convert(old, "docx", folder).values()]


def convert(files: Sequence[Path], to: str, folder: Path) -> dict[str, Path]:
    """What LibreOffice makes of the files, by stem."""
    out = folder / to
    if files:
        profile = (folder / "profile").as_uri()
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
             _FORMATS[to], "--outdir", str(out), *map(str, files)],
            capture_output=True, check=True, timeout=_SECONDS,
        )  # fmt: skip
    return {each.stem: each for each in sorted(out.glob(f"*.{to}"))}


def matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)


def words_read(raw: Raw, parts: Sequence[Part] = ("header", "body", "note", "footer")) -> list[str]:
    """What kl52 reads in these parts."""
    said = (
        f"{line.note or ''} {line.span.of(raw.text)}"
        for part in parts
        for line in raw.lines
        if line.part == part
    )
    return _words("\n".join(said))


def words_on_paper(pdf: Path) -> list[str]:
    """What is printed; the number of a page at its edge does not count, nor a repeated head."""
    ran = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    )
    pages = ran.stdout.decode("utf-8", errors="replace").split("\f")
    return _words("\n".join(_without_repeated([page.strip().split("\n") for page in pages])))


def _without_repeated(pages: Sequence[list[str]]) -> Iterator[str]:
    seen: set[str] = set()
    for lines in pages:
        edges = [at for at in (0, len(lines) - 1) if _PAGE_NUMBER.fullmatch(lines[at].strip())]
        heads = {at for at in (0, 1, len(lines) - 1) if at < len(lines) and lines[at] in seen}
        seen.update(lines[at] for at in (0, 1, -1) if -len(lines) <= at < len(lines))
        yield from (line for at, line in enumerate(lines) if at not in edges and at not in heads)


def words_of_text(text: Path) -> list[str]:
    return _words(text.read_text(encoding="utf-8-sig"))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")))
