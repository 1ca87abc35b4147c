"""Repairs of characters and spaces: what they change in clean text, and what they mend in damaged.

``clean``: changes per million characters over the gold texts, the resolutions of ``nq57``, the
gazette's PDFs and 10,000 articles of the codification (those that ``kl52/data/pairs.tsv`` was not
counted on); they are written to ``$KL52_REPAIRS`` for reading by eye, if that is set. ``damage``:
one place of a line is spoilt at random (seed 52), by kind; a line is right when it comes back as it
was, wrong when it comes back as neither the one nor the other.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.scores import Section, Tally
from kl52.language.lexicon import fold
from kl52.language.usage import is_word
from kl52.normalising.characters import clean
from kl52.normalising.repairs import repair
from kl52.reading import read_document
from kl52.spans import Piece

ARTICLES = 10_000
LINES = 4_000
SEED = 52
_CYRILLIC = str.maketrans("ABEKMHOPCTXaeopcxy", "АВЕКМНОРСТХаеорсху")
_WORD = re.compile(r"(?<!\S)[^\W\d_]{2,7}(?=[\s,.;:)]|$)")
_CODE = re.compile(r"(?<=[/-])[A-ZĐ]{2,6}\b")

# The line, and how it is spoilt; the line itself may be set in capitals for it.
Spoil = Callable[[str, random.Random], tuple[str, str] | None]


def said(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def mended(line: str) -> str:
    return said(repair(clean(line)))


def measure(shared: Path) -> Section:
    section = Section()
    told: list[str] = []
    for name, lines in _clean_texts(shared):
        _count_changes(section, name, lines, told)
    if os.environ.get("KL52_REPAIRS"):
        Path(os.environ["KL52_REPAIRS"]).write_text("\n".join(told), encoding="utf-8")
    whole = [line for line in _articles(shared) if 30 < len(line) < 400 and mended(line) == line]
    chosen = random.Random(SEED).sample(whole, min(LINES, len(whole)))
    for kind, spoil in SPOILERS.items():
        section.tally(f"damage.{kind}", _tally(chosen, spoil))
    section.notes.append(f"{len(chosen)} lines of the codification, one place of each spoilt")
    return section


def _clean_texts(shared: Path) -> Iterator[tuple[str, Iterator[str]]]:
    data = shared / "data"
    yield "gold", _read(sorted((shared / "gold").glob("*.txt")))
    yield "nq57", _read(sorted((data / "nq57").glob("*.md")))
    yield "congbao", _read(sorted((data / "congbao").glob("*.pdf")))
    yield "phapdien", iter(_articles(shared))


def _read(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        raw = read_document(path)
        for line in raw.lines:
            yield said(clean(line.span.of(raw.text), notes=line.box is not None))


@cache
def _articles(shared: Path) -> tuple[str, ...]:
    lines: list[str] = []
    path = shared / "data" / "phapdien" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for _, row in zip(range(ARTICLES), file, strict=False):
            article = json.loads(row)
            text = f"{article['title']}\n{article['text']}"
            lines += [said(clean(line)) for line in text.split("\n") if line.strip()]
    return tuple(lines)


def _count_changes(section: Section, name: str, lines: Iterator[str], told: list[str]) -> None:
    letters = changes = 0
    for line in lines:
        letters += len(line)
        pieces = repair(clean(line))
        at = 0
        for piece in pieces:
            if piece.repaired:
                changes += 1
                text = said(pieces)
                told.append(f"{name}\t{text[max(0, at - 25) : at]}¦{text[at : at + 25]}")
            at += len(piece.text)
    section.figures[f"clean.{name}.characters"] = float(letters)
    section.figures[f"clean.{name}.changes"] = float(changes)


def _tally(lines: list[str], spoil: Spoil) -> Tally:
    chance = random.Random(SEED)
    hits = spurious = missed = 0
    for line in lines:
        pair = spoil(line, chance)
        if pair is None or pair[0] == pair[1]:
            continue
        meant, spoilt = pair
        got = mended(spoilt)
        hits += got == meant
        missed += got != meant
        spurious += got not in (meant, said(clean(spoilt)))
    return Tally(hits, spurious, missed)


# -- damage --------------------------------------------------------------------------------------


def _put(line: str, pattern: re.Pattern[str], text: str, chance: random.Random) -> str | None:
    """``text`` in the place of a match chosen at random."""
    found = list(pattern.finditer(line))
    if not found:
        return None
    match = chance.choice(found)
    return line[: match.start()] + text.replace("\\0", match[0]) + line[match.end() :]


def _by(pattern: str, text: str) -> Spoil:
    compiled = re.compile(pattern)

    def spoil(line: str, chance: random.Random) -> tuple[str, str] | None:
        spoilt = _put(line, compiled, text, chance)
        return None if spoilt is None else (line, spoilt)

    return spoil


def split_word(line: str, chance: random.Random) -> tuple[str, str] | None:
    """A space within a Vietnamese word."""
    words = [match for match in _WORD.finditer(line) if is_word(fold(match[0]))]
    if not words:
        return None
    match = chance.choice(words)
    at = chance.randrange(match.start() + 1, match.end())
    return line, f"{line[:at]} {line[at:]}"


def split_capitals(line: str, chance: random.Random) -> tuple[str, str] | None:
    """The same in a line of capitals."""
    return split_word(line.upper(), chance)


def space_letters(line: str, chance: random.Random) -> tuple[str, str] | None:
    """Two to four words that stand together, as a title with spaces between all letters."""
    words = [word if is_word(fold(word)) else "" for word in line.upper().split()]
    count = chance.randint(2, 4)
    starts = [i for i in range(len(words) - count + 1) if all(words[i : i + count])]
    if not starts:
        return None
    at = chance.choice(starts)
    chosen = words[at : at + count]
    return " ".join(chosen), " ".join("".join(chosen))


def look_alike(line: str, chance: random.Random) -> tuple[str, str] | None:
    """A letter of a word or symbol becomes the Cyrillic one that prints the same."""
    places = [i for i, letter in enumerate(line) if letter.translate(_CYRILLIC) != letter]
    if not places:
        return None
    at = chance.choice(places)
    return line, line[:at] + line[at].translate(_CYRILLIC) + line[at + 1 :]


def look_alike_symbol(line: str, chance: random.Random) -> tuple[str, str] | None:
    """All letters that can, in the code of a document's number."""
    match = chance.choice(list(_CODE.finditer(line)) or [None])
    if match is None:
        return None
    return line, line[: match.start()] + match[0].translate(_CYRILLIC) + line[match.end() :]


def icelandic(line: str, chance: random.Random) -> tuple[str, str] | None:
    return line, line.replace("đ", "ð").replace("Đ", "Ð")


def decompose(line: str, chance: random.Random) -> tuple[str, str] | None:
    return line, unicodedata.normalize("NFD", line)


SPOILERS: dict[str, Spoil] = {
    "split": split_word,
    "split-capitals": split_capitals,
    "spaced-title": space_letters,
    "glued": _by(r"(?<=[^\W\d_]) (?=[^\W\d_])", ""),
    "glued-number": _by(
        r"(?<=\d) (?=tháng|năm|ngày|đồng)|(?<=ngày|năm ) (?=\d)|(?<=số) (?=\d+/)", ""
    ),
    "cyrillic": look_alike,
    "cyrillic-symbol": look_alike_symbol,
    "eth": icelandic,
    "space-before": _by(r"(?<=[^\W\d_])[,;](?= |$)", " \\0"),
    "space-date": _by(r"(?<=\d)/(?=\d{1,2}/\d{4})", " / "),
    "decomposed": decompose,
}
