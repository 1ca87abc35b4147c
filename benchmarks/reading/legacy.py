"""Files in TCVN3 and VNI fonts against their transcripts, viparse beside us, and made-up files.

``ours`` and ``viparse`` are diacritic accuracy (:mod:`diacritics`) on the same files in the same
run; a file that fails counts zero. Figures come with case (``exact``, which decides) and
without: the letters as they were typed, small ones where a font like ``.VnTimeH`` shows
capitals. ``corrected`` puts slips of the transcripts right (``truth/legacy_slips.tsv``: words of
a file that were converted twice or not at all, checked against its bytes), and lets words count
that tracked changes deleted: transcripts of such files have both sides, kl52 reads them as
accepted. ``synthetic`` and ``docx``: :mod:`legacy_made`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.gold import ROOT
from benchmarks.reading import legacy_made
from benchmarks.reading.diacritics import Diacritics, compare
from benchmarks.scores import Section, ratio
from kl52 import errors
from kl52.model import Raw
from kl52.reading import read_document
from kl52.reading.options import ReadOptions

BAR = 0.99
SLIPS = ROOT / "benchmarks" / "truth" / "legacy_slips.tsv"

Reader = Callable[[Path], str]


def measure(shared: Path) -> Section:
    section = Section()
    files = list(_files(shared / "data/legacy-fonts"))
    found = {path: _read(path) for path, _ in files}
    texts = {path: raw.text if raw else "" for path, raw in found.items()}
    _score(section, "ours", files, texts.__getitem__)
    _correct(section, files, texts, [path for path, raw in found.items() if _is_tracked(raw)])
    _beside(section, files)
    legacy_made.measure_texts(section, shared / "data/phapdien/articles.jsonl.xz")
    legacy_made.measure_files(section, [_put_right(*file) for file in files])
    return section


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(each for kind in ("tcvn3", "vni") for each in (folder / kind).iterdir()):
        transcript = folder / "transcripts" / f"{path.name[: -len(path.suffix)]}.txt"
        yield path, transcript.read_text(encoding="utf-8")


def _read(path: Path, *, original: bool = False) -> Raw | None:
    try:
        return read_document(path, options=ReadOptions(original=original))
    except errors.UnreadableDocument:
        return None


def _is_tracked(raw: Raw | None) -> bool:
    return raw is not None and any(each.code == "tracked-changes" for each in raw.diagnostics)


def _correct(
    section: Section,
    files: Sequence[tuple[Path, str]],
    texts: dict[Path, str],
    tracked: Sequence[Path],
) -> None:
    """The figures with slips of the transcripts put right and deleted words counted as found."""
    total = Diacritics()
    worst = 1.0
    for path, transcript in files:
        right, text = _put_right(path, transcript), texts[path]
        if path in tracked:
            before = _read(path, original=True)
            text += "\n" + (before.text if before else "")
        found = compare(right, text)
        total += found
        worst = min(worst, ratio(found.exact, found.all))
        plain = compare(transcript, texts[path])
        if plain.exact < BAR * plain.all:
            why = "the transcript has the deletions too" if path in tracked else "slips put right"
            shares = f"{ratio(plain.exact, plain.all):.4f}, {ratio(found.exact, found.all):.4f}"
            section.notes.append(f"{path.name}: {shares} with {why}")
    section.figures["ours.exact.corrected"] = ratio(total.exact, total.all)
    section.figures["ours.exact.corrected.worst"] = worst


def _put_right(path: Path, transcript: str) -> str:
    """The transcript with its slips as the file has these words."""
    with SLIPS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["file"] == path.name:
                slip = rf"(?<!\w){re.escape(row['transcript'])}(?!\w)"
                transcript, count = re.subn(slip, row["printed"], transcript)
                assert count, row
    return transcript


def _beside(section: Section, files: Sequence[tuple[Path, str]]) -> None:
    try:
        import viparse
    except ImportError:
        section.notes.append("viparse is not installed: pip install 'viparse[office,pdf,rtf]' xlrd")
        return

    def theirs(path: Path) -> str:
        try:
            found = viparse.load(str(path), output="text", encoding="auto")
        except viparse.ViparseError:
            return ""
        return "\n".join(each.text for each in found)

    _score(section, "viparse", files, theirs)


def _score(section: Section, name: str, files: Sequence[tuple[Path, str]], read: Reader) -> None:
    found = {path.name: compare(transcript, read(path)) for path, transcript in files}
    total = sum(found.values(), start=Diacritics())
    for key in ("folded", "exact", "in_place"):
        shares = [ratio(getattr(each, key), each.all) for each in found.values()]
        section.figures[f"{name}.{key}"] = ratio(getattr(total, key), total.all)
        section.figures[f"{name}.{key}.by_file"] = ratio(sum(shares), len(shares))
    section.figures[f"{name}.letters"] = float(total.all)
    section.figures[f"{name}.files_at_bar"] = float(
        sum(each.exact >= BAR * each.all for each in found.values())
    )
    section.figures[f"{name}.files"] = float(len(found))
    for file, each in found.items():
        section.case("hit" if each.exact >= BAR * each.all else "missed", name, file)
