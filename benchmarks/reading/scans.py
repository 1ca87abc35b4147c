"""Scans: the header and the words of page 1 of real scans, and of scans made from digital pages.

Character accuracy is 1 - edit distance / length of the transcript, over texts in NFC whose
white space is collapsed, in the order of the transcript; of a page that kl52 says nothing of,
it is 0. A transcript leaves out what belongs to the page (stamps of receipt and of electronic
signatures), and so does the text that kl52 normalises.

The transcripts differ from the pages in places (``scans_transcripts.tsv``: what it says, what
the page shows); both figures are given, with the transcript as it is and so mended.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2

from benchmarks.gold import ROOT
from benchmarks.headers import same_field
from benchmarks.reading.made_scans import MadeScan, make_scan
from benchmarks.scores import Rates, Section, ratio
from kl52.header import find_header
from kl52.model import Header, Text
from kl52.normalising import normalise
from kl52.reading import read_document
from kl52.reading.options import ReadOptions

HEADERS = ROOT / "benchmarks" / "truth" / "scans_headers.tsv"
SLIPS = ROOT / "benchmarks" / "truth" / "scans_transcripts.tsv"
FIELDS = ("type", "number", "date", "issuer", "signer", "title")
# Every seventh of the digital files. Settings were chosen on others; these were looked at since:
# a development figure.
MADE_FROM = slice(5, None, 7)
_RECKONING = "sum(range(200_000_000))"
MADE_FIELDS = ("type", "number", "date", "issuer")


def measure(shared: Path) -> Section:
    """The five real scans, the made ones, and how recognition scales with jobs."""
    section = Section()
    with _empty_cache():
        _real(section, shared / "data" / "scans")
        made = _made(section, shared / "data" / "congbao")
    _speed(section, made)
    return section


@contextmanager
def _empty_cache() -> Iterator[None]:
    """What is measured is recognised now."""
    before = os.environ.get("KL52_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KL52_CACHE"] = folder
        try:
            yield
        finally:
            del os.environ["KL52_CACHE"]
            if before is not None:
                os.environ["KL52_CACHE"] = before


# -- real scans ----------------------------------------------------------------------------------


def _real(section: Section, folder: Path) -> None:
    headers = {row["name"]: row for row in _rows(HEADERS)}
    rates = Rates()
    accuracy, mended = [], []
    for line in (folder / "page1-transcripts.jsonl").read_text(encoding="utf-8").splitlines():
        transcript = json.loads(line)
        name = transcript["doc_id"].removeprefix("real_")
        text = normalise(read_document(folder / f"{name}.pdf"))
        header = find_header(text)
        for field in FIELDS:
            want = headers[name][field]
            if want:
                _field(section, rates, "real", name, field, want, header)
        said = _first_page(text)
        accuracy.append(character_accuracy(transcript["text"], said))
        mended.append(character_accuracy(_mended(name, transcript["text"]), said))
        section.notes.append(
            f"{name}: accuracy {accuracy[-1]:.4f}, transcript mended {mended[-1]:.4f}"
        )
    section.figures |= rates.figures("real")
    for kind, values in (("as they are", accuracy), ("mended", mended)):
        section.figures[f"real.accuracy, transcripts {kind}"] = float(np.mean(values))
        section.figures[f"real.accuracy, transcripts {kind}.n"] = float(len(values))


def _first_page(text: Text) -> str:
    """Page 1 in the order of the transcripts: they have the number behind the motto."""
    said = [each.span.of(text.text) for each in text.paragraphs if each.page == 1]
    number = next((i for i, each in enumerate(said[:8]) if each.startswith("Số:")), None)
    motto = next((i for i, each in enumerate(said[:12]) if each.startswith("Độc lập")), None)
    if number is not None and motto is not None and number < motto:
        nation = next(i for i in range(number, motto) if said[i].startswith("CỘNG"))
        said[number : motto + 1] = [*said[nation : motto + 1], *said[number:nation]]
    return "\n".join(said)


def _mended(name: str, transcript: str) -> str:
    """The transcript with what the page shows in the places where it slips."""
    for row in _rows(SLIPS):
        if row["name"] == name:
            assert row["transcript"] in transcript, row
            transcript = transcript.replace(row["transcript"], row["page"], 1)
    return transcript


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{key: value.replace("\\n", "\n") for key, value in row.items()} for row in rows]


# -- made scans ----------------------------------------------------------------------------------


def _made(section: Section, folder: Path) -> list[MadeScan]:
    rates = Rates()
    accuracy: dict[str, list[float]] = {"first pages": [], "last pages": []}
    scans = []
    for path in sorted(folder.glob("*.pdf"))[MADE_FROM]:
        for page in (1, -1):
            scan = make_scan(path, page)
            scans.append(scan)
            truth = normalise(read_document(scan.digital, name="digital.pdf"))
            text = normalise(read_document(scan.scanned, name="scan.pdf"))
            kind = "first pages" if page == 1 else "last pages"
            accuracy[kind].append(character_accuracy(truth.text, text.text))
            section.notes.append(f"made: {scan.name}: accuracy {accuracy[kind][-1]:.4f}")
            if page == 1:
                want, got = find_header(truth), find_header(text)
                for field in MADE_FIELDS:
                    if getattr(want, field):
                        _field(section, rates, "made", path.stem, field, getattr(want, field), got)
    section.figures |= rates.figures("made")
    for kind, values in accuracy.items():
        section.figures[f"made.accuracy, {kind}"] = float(np.mean(values))
        section.figures[f"made.accuracy, {kind}, median"] = float(np.median(values))
        section.figures[f"made.accuracy, {kind}.n"] = float(len(values))
    return scans


def _field(
    section: Section, rates: Rates, head: str, name: str, field: str, want: str, header: Header
) -> None:
    got = getattr(header, field)
    right = same_field(field, want, got)
    rates.add(field, right)
    rates.add("all fields", right)
    section.case("hit" if right else "missed", head, name, field)
    if not right:
        section.notes.append(f"{head}: {name}: {field} is {want!r}, we say {got!r}")


# -- speed ---------------------------------------------------------------------------------------


def _speed(section: Section, scans: list[MadeScan]) -> None:
    """Pages a minute with one job and with two, on one document of the made pages.

    What the machine has to give at that moment is told by plain processes, one and two at once.
    """
    whole = pypdfium2.PdfDocument.new()
    for scan in scans[:8]:
        whole.import_pages(pypdfium2.PdfDocument(scan.scanned))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scans.pdf"
        whole.save(path)
        plain = {count: _busy(count) for count in (1, 2)}
        minutes: Mapping[int, float] = {jobs: _timed(path, jobs) for jobs in (1, 2)}
    for jobs, taken in minutes.items():
        section.figures[f"speed.pages a minute, jobs {jobs}"] = ratio(len(whole), taken)
    section.figures["speed.two jobs to one"] = ratio(minutes[1], minutes[2])
    section.figures["speed.two plain processes to one"] = ratio(2 * plain[1], plain[2])


def _busy(count: int) -> float:
    """Seconds that ``count`` processes take at once, each for the same reckoning."""
    start = time.perf_counter()
    works = [subprocess.Popen([sys.executable, "-c", _RECKONING]) for _ in range(count)]
    for work in works:
        work.wait()
    return time.perf_counter() - start


def _timed(path: Path, jobs: int) -> float:
    with _empty_cache():
        start = time.perf_counter()
        read_document(path, options=ReadOptions(jobs=jobs))
        return (time.perf_counter() - start) / 60


# -- accuracy ------------------------------------------------------------------------------------


def character_accuracy(truth: str, said: str) -> float:
    """1 - edit distance / length of the truth, at least 0; white space is collapsed.

    >>> character_accuracy("Số:  52-KL/TW", "Số: 52-KL/TV")
    0.9166666666666666
    """
    truth, said = (" ".join(unicodedata.normalize("NFC", each).split()) for each in (truth, said))
    return max(0.0, 1 - edit_distance(truth, said) / max(1, len(truth)))


def edit_distance(one: str, other: str) -> int:
    """The least number of characters to put in, take out or change.

    >>> edit_distance("quyền", "quyên"), edit_distance("", "abc")
    (1, 3)
    """
    codes = np.array([ord(letter) for letter in other], dtype=np.int64)
    places = np.arange(len(other) + 1)
    row = places.copy()
    for index, letter in enumerate(one, 1):
        changed = np.empty_like(row)
        changed[0] = index
        changed[1:] = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(letter)))
        row = np.minimum.accumulate(changed - places) + places
    return int(row[-1])
