"""Files in TCVN3 and VNI fonts against their transcripts, viparse beside us, and made-up files.

``ours`` and ``viparse`` are diacritic accuracy (:mod:`diacritics`) on the same files in the same
run; a file that fails counts zero. Figures come with case (``exact``, which decides) and
without: the letters as they were typed, small ones where a font like ``.VnTimeH`` shows
capitals. ``synthetic`` is text of the codification written in the old
sets and read back, by kinds of mixture; no file that the rules were made on.
"""

from __future__ import annotations

import json
import lzma
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.reading.diacritics import Diacritics, compare, is_marked
from benchmarks.scores import Section, ratio
from kl52 import errors
from kl52.reading import read_document
from kl52.reading.legacy.charmaps import CHARSETS, Charset, charmap
from kl52.reading.legacy.conversion import convert_text

BAR = 0.99
# Every so many-th article of the codification is taken.
STEP = 431
SEED = 52
FOREIGN = (
    "Les activités de l'État ont été menées à bien dans les régions où la pauvreté sévit.",
    "Die Größe der Bevölkerung über fünf Jahre hat sich stark geändert.",
    "El señor Núñez vivió un año en España.",
    "The area is 10 m² ± 3, at most 5 µm, © 2005.",
)

Reader = Callable[[Path], str]


def measure(shared: Path) -> Section:
    section = Section()
    files = list(_files(shared / "data/legacy-fonts"))
    _score(section, "ours", files, _ours)
    _beside(section, files)
    _synthetic(section, shared / "data/phapdien/articles.jsonl.xz")
    return section


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(each for kind in ("tcvn3", "vni") for each in (folder / kind).iterdir()):
        transcript = folder / "transcripts" / f"{path.name[: -len(path.suffix)]}.txt"
        yield path, transcript.read_text(encoding="utf-8")


def _ours(path: Path) -> str:
    try:
        return read_document(path).text
    except errors.UnreadableDocument:
        return ""


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
        sum(each.folded >= BAR * each.all for each in found.values())
    )
    section.figures[f"{name}.files"] = float(len(found))
    for file, each in found.items():
        section.case("hit" if each.folded >= BAR * each.all else "missed", name, file)


# -- made-up files -------------------------------------------------------------------------------


def _synthetic(section: Section, articles: Path) -> None:
    chance = random.Random(SEED)
    texts = list(_articles(articles))
    for charset in CHARSETS:
        _round(section, charset, [(text, _encode(text, charset)) for text in texts])
    mixes: tuple[tuple[str, tuple[Charset | None, ...]], ...] = (
        ("lines TCVN3, VNI", ("TCVN3", "VNI")),
        ("lines TCVN3, Unicode", ("TCVN3", None)),
        ("lines VNI, Unicode", ("VNI", None)),
        ("lines Unicode", (None,)),
    )
    for name, sets in mixes:
        _round(section, name, [_mixed(text.split("\n"), "\n", sets, chance) for text in texts])
    words = [_mixed(text.split(" "), " ", ("TCVN3", "VNI"), chance) for text in texts]
    _round(section, "words TCVN3, VNI", words)
    capitals = [text.upper() for text in texts]
    for charset in ("TCVN3", "VNI"):
        pairs = [(text, _encode(text, charset)) for text in capitals]
        _round(section, f"capitals {charset}", pairs)


def _articles(path: Path) -> Iterator[str]:
    """Articles line by line, with a line in another language here and there."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            text = unicodedata.normalize("NFC", json.loads(line)["text"] or "")
            if number % STEP == 0 and len(text) > 200:
                yield text.replace(". ", ".\n") + "\n" + FOREIGN[number % len(FOREIGN)]


def _encode(text: str, charset: Charset | None) -> str:
    """A text in an old set; lines in another language and what the set lacks stay as they are."""
    if charset is None:
        return text
    lines = text.split("\n")
    return "\n".join(
        line if line in FOREIGN or line.lower() in map(str.lower, FOREIGN)
        else charmap(charset).encode(line)
        for line in lines
    )  # fmt: skip


def _mixed(
    pieces: Sequence[str], joint: str, sets: Sequence[Charset | None], chance: random.Random
) -> tuple[str, str]:
    encoded = [_encode(piece, chance.choice(sets)) for piece in pieces]
    return joint.join(pieces), joint.join(encoded)


def _round(section: Section, name: str, pairs: Sequence[tuple[str, str]]) -> None:
    right = total = 0
    for text, encoded in pairs:
        want, got = text.split(" "), convert_text(encoded)[0].split(" ")
        marked = [sum(map(is_marked, word)) for word in want]
        total += sum(marked)
        if len(want) == len(got):
            right += sum(
                count
                for count, one, other in zip(marked, want, got, strict=True)
                if one.lower() == other.lower()
            )
    section.figures[f"synthetic.{name}"] = ratio(right, total)
