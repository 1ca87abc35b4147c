"""Made-up texts and Word files in the old sets, read back: how much of each kind comes out right.

Texts are articles of the codification, no file that the rules were made on; Word files are the
transcripts of the real ones, written with the fonts of their time.
"""

from __future__ import annotations

import io
import json
import lzma
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.reading.diacritics import Diacritics, compare, is_marked
from benchmarks.scores import Section, ratio
from kl52.reading import read_document
from kl52.reading.legacy.charmaps import CHARSETS, Charset, charmap
from kl52.reading.legacy.conversion import convert_text

# Every so many-th article of the codification is taken.
STEP = 431
SEED = 52
FOREIGN = (
    "Les activités de l'État ont été menées à bien dans les régions où la pauvreté sévit.",
    "Die Größe der Bevölkerung über fünf Jahre hat sich stark geändert.",
    "El señor Núñez vivió un año en España.",
    "The area is 10 m² ± 3, at most 5 µm, © 2005.",
)
_FONTS: dict[Charset, str] = {"TCVN3": ".VnTime", "VNI": "VNI-Times"}
_CAPITALS = ".VnTimeH"

Sets = Sequence[Charset | None]


def measure_texts(section: Section, articles: Path) -> None:
    chance = random.Random(SEED)
    texts = list(_articles(articles))
    for charset in CHARSETS:
        _round(section, charset, [(text, _by_line(text, (charset,), chance)) for text in texts])
    mixes: tuple[tuple[str, Sets], ...] = (
        ("TCVN3, VNI", ("TCVN3", "VNI")),
        ("TCVN3, Unicode", ("TCVN3", None)),
        ("VNI, Unicode", ("VNI", None)),
    )
    ways: tuple[tuple[str, Callable[[str, Sets, random.Random], str]], ...] = (
        ("lines", _by_line), ("runs", _by_run), ("words", _by_word),
    )  # fmt: skip
    for way, mix in ways:
        for name, sets in mixes:
            _round(section, f"{way} {name}", [(text, mix(text, sets, chance)) for text in texts])
    _round(section, "Unicode", [(text, text) for text in texts])
    capitals = [text.upper() for text in texts]
    for charset in ("TCVN3", "VNI"):
        pairs = [(text, _by_line(text, (charset,), chance)) for text in capitals]
        _round(section, f"capitals {charset}", pairs)


def _articles(path: Path) -> Iterator[str]:
    """Articles line by line, with a line in another language here and there."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            text = unicodedata.normalize("NFC", json.loads(line)["text"] or "")
            if number % STEP == 0 and len(text) > 200:
                yield text.replace(". ", ".\n") + "\n" + FOREIGN[number % len(FOREIGN)]


def _encode(text: str, charset: Charset | None) -> str:
    return charmap(charset).encode(text) if charset else text


def _by_line(text: str, sets: Sets, chance: random.Random) -> str:
    """A set for each line; lines in another language stay as they are."""
    return "\n".join(
        line if _is_foreign(line) else _encode(line, chance.choice(sets))
        for line in text.split("\n")
    )


def _by_run(text: str, sets: Sets, chance: random.Random) -> str:
    """A set for each two to eight words, as where words were pasted or set in another font."""
    return "\n".join(
        line if _is_foreign(line)
        else " ".join(_encode(run, chance.choice(sets)) for run in _runs(line, 2, chance))
        for line in text.split("\n")
    )  # fmt: skip


def _by_word(text: str, sets: Sets, chance: random.Random) -> str:
    return "\n".join(
        line if _is_foreign(line)
        else " ".join(_encode(word, chance.choice(sets)) for word in line.split(" "))
        for line in text.split("\n")
    )  # fmt: skip


def _runs(line: str, least: int, chance: random.Random) -> Iterator[str]:
    words = line.split(" ")
    at = 0
    while at < len(words):
        size = chance.randint(least, 8)
        yield " ".join(words[at : at + size])
        at += size


def _is_foreign(line: str) -> bool:
    return line.lower() in map(str.lower, FOREIGN)


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


# -- Word files ----------------------------------------------------------------------------------


def measure_files(section: Section, transcripts: Sequence[str]) -> None:
    """Each transcript as a .docx in one font, in two by paragraphs, in two by runs."""
    kinds: tuple[tuple[str, tuple[Charset, ...], bool], ...] = (
        ("TCVN3", ("TCVN3",), False),
        ("VNI", ("VNI",), False),
        ("paragraphs", ("TCVN3", "VNI"), False),
        ("runs", ("TCVN3", "VNI"), True),
    )
    for name, sets, by_run in kinds:
        chance = random.Random(SEED)
        found = [
            compare(text, read_document(_docx(text, sets, by_run, chance), name="a.docx").text)
            for text in transcripts
        ]
        total = sum(found, start=Diacritics())
        section.figures[f"docx.{name}.folded"] = ratio(total.folded, total.all)
        section.figures[f"docx.{name}.exact"] = ratio(total.exact, total.all)
        section.figures[f"docx.{name}.worst"] = min(ratio(each.folded, each.all) for each in found)


def _docx(text: str, sets: tuple[Charset, ...], by_run: bool, chance: random.Random) -> bytes:
    from docx import Document

    document = Document()
    for line in text.split("\n"):
        paragraph = document.add_paragraph()
        for run in _runs(line, 3, chance) if by_run else [line]:
            charset = chance.choice(sets)
            capitals = charset == "TCVN3" and run.isupper()
            words = charmap(charset).encode(run.lower() if capitals else run)
            said = paragraph.add_run("".join(filter(_is_printable, words)) + " ")
            said.font.name = _CAPITALS if capitals else _FONTS[charset]
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _is_printable(letter: str) -> bool:
    return letter >= " " or letter == "\t"
