"""How much of what a Word file prints is read, and in its order, by LibreOffice's own layout.

LibreOffice sets every Word file as PDF; the words of that PDF (pdftotext) are compared with
those that kl52 reads: the share of equal words in the same order, of the longer side. Old
``.doc`` files count as the .docx that LibreOffice makes of them. Numbers that only the lists
hold are words like others; heads and feet of pages are left out on both sides as far as they
are known. Without LibreOffice or pdftotext nothing is measured, and the part says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.scores import Section, ratio
from kl52.model import Raw
from kl52.reading import read_document

ROOT = Path(__file__).resolve().parents[2]
_PROGRAMS = ("soffice", "pdftotext")
_WORD = re.compile(r"\w+(?:[./\-]\w+)*|[^\w\s]")
_LINE_END = re.compile(r"(?<=\w)-\n(?=\w)")
_SECONDS = 900


def measure(shared: Path) -> Section:
    section = Section()
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        section.notes.append(f"not measured: {', '.join(missing)} not installed")
        return section
    with tempfile.TemporaryDirectory() as folder:
        papers = _print(_files(shared, Path(folder)), Path(folder))
        _compare(papers, section)
    return section


def _files(shared: Path, folder: Path) -> list[Path]:
    """The Word files: those of the corpus and the gold, and the old ones as .docx."""
    old = sorted((shared / "data" / "legacy-fonts").rglob("*.doc"))
    made = _convert(old, "docx", folder / "docx")
    planted = sorted((shared / "gold" / "planted").glob("*.docx"))
    return [*sorted((ROOT / "corpus" / "fictitious").glob("*.docx")), *planted, *made]


def _print(files: Sequence[Path], folder: Path) -> list[tuple[Path, Path]]:
    """Every file with its PDF; one that LibreOffice cannot set is left out."""
    pdfs = {each.stem: each for each in _convert(files, "pdf", folder / "pdf")}
    return [(each, pdfs[each.stem]) for each in files if each.stem in pdfs]


def _convert(files: Sequence[Path], to: str, folder: Path) -> list[Path]:
    if not files:
        return []
    profile = (folder.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        capture_output=True,
        check=True,
        timeout=_SECONDS,
    )
    return sorted(folder.glob(f"*.{to}"))


def _compare(papers: Sequence[tuple[Path, Path]], section: Section) -> None:
    equal = longer = bag = 0
    for file, pdf in papers:
        read, printed = _read(file), _printed(pdf)
        same = sum(block.size for block in _matcher(read, printed).get_matching_blocks())
        most = max(len(read), len(printed))
        equal, longer = equal + same, longer + most
        bag += sum((Counter(read) & Counter(printed)).values())
        share = ratio(same, most)
        section.case("hit" if share >= 0.98 else "missed", file.stem, f"{share:.4f}")
    section.figures["words.equal in order"] = ratio(equal, longer)
    section.figures["words.equal in any order"] = ratio(bag, longer)
    section.figures["words.n"] = float(longer)
    section.figures["files.n"] = float(len(papers))


def differences(file: Path, pdf: Path) -> Iterable[tuple[str, str]]:
    """Where the two differ: what kl52 reads, what is printed."""
    read, printed = _read(file), _printed(pdf)
    for kind, a, b, c, d in _matcher(read, printed).get_opcodes():
        if kind != "equal":
            yield " ".join(read[a:b]), " ".join(printed[c:d])


def _matcher(read: list[str], printed: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, read, printed, autojunk=False)


def _read(file: Path) -> list[str]:
    raw = read_document(file)
    return _words("\n".join(_text_lines(raw)))


def _text_lines(raw: Raw) -> Iterable[str]:
    for line in raw.lines:
        if line.part in ("body", "note"):
            yield (line.note + " " if line.note else "") + line.span.of(raw.text)


def _printed(pdf: Path) -> list[str]:
    ran = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    )
    pages = ran.stdout.decode("utf-8", errors="replace").split("\f")
    return _words("\n".join(_without_numbers(page) for page in pages))


def _without_numbers(page: str) -> str:
    """A page without its own number at its head or foot."""
    lines = page.strip("\n").split("\n")
    for at in (0, -1):
        if lines and re.fullmatch(r"\W{0,2}\d{1,3}\W{0,2}", lines[at].strip()):
            del lines[at]
    return "\n".join(lines)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", _LINE_END.sub("-", text)))
