"""Seeded noise: texts as scans, old keyboards and careless drafts give them.

Each kind names the *places* of a text where it may strike and what then stands there; every
place is struck with the same probability. The spans of citations are carried along, and stay
those of the document's words: a glued footnote is none of them.
"""

from __future__ import annotations

import random
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kl52.spans import Span

# start, end and what stands there now
Edit = tuple[int, int, str]
Places = Callable[[str, Sequence[Span], random.Random], Iterator[Edit]]

_SYMBOL = re.compile(
    r"(?<![\w/.-])(?P<number>\d{1,5})(?:/(?P<year>(?:19|20)\d\d))?(?P<first>[-/])"
    r"(?P<type>[A-ZĐ][A-Za-zĐ]*)(?:(?P<second>[-/])(?P<organ>[A-ZĐ][A-Za-zĐ]*)(?!\w))?(?![\w/-])"
)
_JOINT = re.compile(r"(?<=[\dA-Za-zĐ])[-/](?=[A-ZĐ])")
_OLD_TONE = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé",
             "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "ũy": "uỹ", "ụy": "uỵ"}  # fmt: skip
_NEW_TONE = {old: new for new, old in _OLD_TONE.items()}
_TONED = re.compile(rf"(?<!q)(?:{'|'.join((*_OLD_TONE, *_NEW_TONE))})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noisy:
    """A text with the spans of its citations, and which of these noise has struck."""

    text: str
    spans: tuple[Span, ...]
    struck: frozenset[int] = frozenset()


def strike(noisy: Noisy, places: Places, probability: float, rng: random.Random) -> Noisy:
    """The text after one kind of noise."""
    edits: list[Edit] = []
    for edit in sorted(places(noisy.text, noisy.spans, rng)):
        free = not edits or edit[0] >= edits[-1][1]
        if rng.random() < probability and free and noisy.text[edit[0] : edit[1]] != edit[2]:
            edits.append(edit)
    return _applied(noisy, edits)


def _applied(noisy: Noisy, edits: list[Edit]) -> Noisy:
    parts: list[str] = []
    at = grown = 0
    starts: list[int] = []
    shifts: list[int] = [0]
    for start, end, new in edits:
        parts += [noisy.text[at:start], new]
        at = end
        grown += len(new) - (end - start)
        starts.append(start)
        shifts.append(grown)
    parts.append(noisy.text[at:])

    def moved(offset: int, closing: bool) -> int:
        """What is set in exactly at an edge of a span stands outside of it."""
        index = bisect_right(starts, offset - 1 if closing else offset)
        inside = index and edits[index - 1][1] > offset
        return offset + shifts[index - 1 if inside and not closing else index]

    spans = tuple(Span(moved(s.start, False), moved(s.end, True)) for s in noisy.spans)
    hit = {
        number
        for number, span in enumerate(noisy.spans)
        if (i := bisect_right(starts, span.end)) and edits[i - 1][1] >= span.start
    }
    return replace(noisy, text="".join(parts), spans=spans, struck=noisy.struck | hit)


def _is_party(symbol: re.Match[str]) -> bool:
    return symbol["first"] == "-" and symbol["second"] == "/"


def _lost(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``142/QĐTTg``, ``52KL/TW``"""
    for symbol in _SYMBOL.finditer(text):
        if symbol["second"]:
            yield (*symbol.span("first" if _is_party(symbol) else "second"), "")


def _spaced(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``142 /QĐ - TTg``"""
    for symbol in _SYMBOL.finditer(text):
        for joint in _JOINT.finditer(text, *symbol.span()):
            around = rng.choice((" {}", "{} ", " {} "))
            yield (*joint.span(), around.format(joint[0]))


def _order(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``52/KL-TW``, ``97-NQ/CP``"""
    for symbol in _SYMBOL.finditer(text):
        if symbol["second"] and not symbol["year"]:
            first, second = symbol["second"], symbol["first"]
            start, end = symbol.start("first"), symbol.end("second")
            yield start, end, f"{first}{symbol['type']}{second}"


def _footnotes(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``126-KL/TW1``"""
    for symbol in _SYMBOL.finditer(text):
        if symbol["organ"]:
            yield symbol.end(), symbol.end(), str(rng.randint(1, 40))


def _letters(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``1O5/NQ-CP``, ``l42/QD-TTg``; ``QÐ`` with an Icelandic letter; ``Kết Iuận``"""
    for symbol in _SYMBOL.finditer(text):
        number = symbol["number"]
        start = symbol.start()
        for at, sign in enumerate(number):
            if sign in "01" and sum(each not in "01" for each in number):
                as_letter = "O" if sign == "0" else rng.choice("lI")
                yield start + at, start + at + 1, as_letter
        for at in range(symbol.start("type"), symbol.end()):
            if text[at] == "Đ":
                yield at, at + 1, rng.choice("DÐ")
    for span in spans:
        for word in re.finditer(r"\bl(?=uận\b|uật\b|iên\b|ược\b)", span.of(text)):
            yield span.start + word.start(), span.start + word.end(), "I"


def _tones(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``hoà`` for ``hòa``, ``uỷ`` for ``ủy``, and back"""
    both = _OLD_TONE | _NEW_TONE
    for match in _TONED.finditer(text):
        said = both[match[0].lower()]
        same = (a.upper() if b.isupper() else a for a, b in zip(said, match[0], strict=True))
        yield (*match.span(), "".join(same))


def _decomposed(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """A whole word in NFD."""
    for match in re.finditer(r"\S+", text):
        start = match.start()
        for at, sign in enumerate(match[0]):
            if (apart := unicodedata.normalize("NFD", sign)) != sign:
                yield start + at, start + at + 1, apart


def _capitals(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``THỰC HIỆN KẾT LUẬN SỐ 52-KL/TW``: a line with citations as a title; symbols stay."""
    for line in re.finditer(r"[^\n]+", text):
        if any(line.start() <= span.start < line.end() for span in spans):
            symbols = [symbol.span() for symbol in _SYMBOL.finditer(line[0])]
            yield (*line.span(), _upper(line[0], symbols))


def _upper(line: str, symbols: list[tuple[int, int]]) -> str:
    kept = {at for start, end in symbols for at in range(start, end)}
    return "".join(
        sign if at in kept or len(sign.upper()) > 1 else sign.upper()
        for at, sign in enumerate(line)
    )


def _glued(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``số142/QĐ-TTgngày``"""
    for symbol in _SYMBOL.finditer(text):
        if text[: symbol.start()].endswith("số "):
            yield symbol.start() - 1, symbol.start(), ""
        if text.startswith((" ngày ", " của ", " về "), symbol.end()):
            yield symbol.end(), symbol.end() + 1, ""


def _dashes(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """``52–KL/TW`` with an en dash"""
    for match in re.finditer("-", text):
        yield (*match.span(), "–")


def _no_break(text: str, spans: Sequence[Span], rng: random.Random) -> Iterator[Edit]:
    """Spaces that do not break a line"""
    for match in re.finditer(" ", text):
        yield (*match.span(), "\u00a0")


# In the order in which they strike when all do: a symbol is looked for as it was printed.
KINDS: dict[str, Places] = {
    "glued words": _glued,
    "glued footnotes": _footnotes,
    "OCR letters": _letters,
    "order": _order,
    "lost hyphens": _lost,
    "stray spaces": _spaced,
    "en dashes": _dashes,
    "upper case": _capitals,
    "tone style": _tones,
    "no-break spaces": _no_break,
    "decomposed": _decomposed,
}
