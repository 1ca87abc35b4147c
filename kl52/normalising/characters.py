"""Raw characters become clean ones, each piece with the raw stretch it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kl52.spans import Piece, Span

# What has no width and no meaning: soft hyphen, joiners, marks of direction, byte order mark.
_IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_SEPARATORS = r"\s\u0000-\u0020\u007f-\u00a0\u2028\u2029\u3164\uffa0"
_ODD = re.compile(f"[{_IGNORED}]+|[{_SEPARATORS}]+")
_CLEAN = re.compile(f"[^{_IGNORED}{_SEPARATORS}]+(?: [^{_IGNORED}{_SEPARATORS}]+)*")

# «Hiệu lực thi hành²¹», but neither «500 m²» nor «10⁶». What stands before is looked at behind the
# first figure: a search goes straight to that.
_NOTE = re.compile(
    r"[⁰¹²³⁴-⁹](?<=[^\s\d⁰¹²³⁴-⁹,].)(?<![\s\d][mM].)(?<!\b[kcdm]m.)[⁰¹²³⁴-⁹]*(?:,[⁰¹²³⁴-⁹]+)*"
)

# One character for one: hyphens that look alike, and the bullets of the Symbol and Wingdings fonts.
_ALIKE = {
    "\u2010": "-", "\u2011": "-",
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf02b": "+",
}  # fmt: skip


def unified(raw: str) -> str:
    """A text in which what looks alike is one character; it is as long as before.

    >>> unified("52\u2011KL/TW")
    '52-KL/TW'
    """
    for sign, usual in _ALIKE.items():
        raw = raw.replace(sign, usual)
    return raw


def clean(raw: str, at: int = 0, *, notes: bool = False, gone: Sequence[Span] = ()) -> list[Piece]:
    """The pieces of a line: NFC, single spaces inside, none outside, nothing invisible.

    The line is one of a :func:`unified` text, ``at`` is where it stands there. With ``notes`` the
    raised numbers of footnotes go too, for «1.² Thông tư này» is clause 1; so does what stands at
    ``gone``.

    >>> "".join(piece.text for piece in clean("  Số\\u00a0 52-KL/TW "))
    'Số 52-KL/TW'
    """
    words = raw.rstrip()
    if (
        not gone
        and not (notes and _NOTE.search(raw))
        and _CLEAN.fullmatch(words)
        and unicodedata.is_normalized("NFC", words)
    ):
        return [Piece(words, Span(at, at + len(words)))]
    marks = {i - at for span in gone for i in range(span.start, span.end)}
    if notes:
        marks |= {i for m in _NOTE.finditer(raw) for i in range(*m.span())}
    return list(_strip(_merged(_clusters(raw, at, marks))))


def _clusters(raw: str, at: int, gone: set[int]) -> Iterator[Piece]:
    """Spaces, and letters with their marks, as pieces."""
    letters: list[str] = []
    start = end = 0
    for index, letter in enumerate(raw):
        if index in gone or (_ODD.match(letter) and not _is_space(letter)):
            continue
        if _is_space(letter):
            yield from _cluster(letters, at + start, at + end)
            letters = []
            yield Piece(" ", Span(at + index, at + index + 1))
            continue
        if letters and _begins(letters, letter):
            yield from _cluster(letters, at + start, at + end)
            letters = []
        if not letters:
            start = index
        letters.append(letter)
        end = index + 1
    yield from _cluster(letters, at + start, at + end)


def _is_space(letter: str) -> bool:
    return letter.isspace() or letter in "\u3164\uffa0" or unicodedata.category(letter) == "Cc"


def _begins(letters: list[str], letter: str) -> bool:
    """Whether ``letter`` is not composed with the letters before it."""
    if unicodedata.combining(letter):
        return False
    if letter < "\u0300":
        return True
    before = unicodedata.normalize("NFC", "".join(letters))
    both = unicodedata.normalize("NFC", before + letter)
    return both == before + unicodedata.normalize("NFC", letter)


def _cluster(letters: list[str], start: int, end: int) -> Iterator[Piece]:
    if letters:
        yield Piece(unicodedata.normalize("NFC", "".join(letters)), Span(start, end))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Runs of spaces become one space, runs of one-to-one pieces one piece."""
    words: list[Piece] = []
    space: Piece | None = None
    for piece in pieces:
        if piece.text == " ":
            span = Span(space.raw.start, piece.raw.end) if space else piece.raw
            space = Piece(" ", span)
            continue
        if space is not None:
            words.append(space)
            space = None
        words.append(piece)
    run: list[Piece] = []
    for piece in words:
        if len(piece.text) != len(piece.raw) or (run and run[-1].raw.end != piece.raw.start):
            yield from _joined(run)
            run = []
        if len(piece.text) != len(piece.raw):
            yield piece
        else:
            run.append(piece)
    yield from _joined(run)


def _joined(run: list[Piece]) -> Iterator[Piece]:
    if run:
        text = "".join(piece.text for piece in run)
        yield Piece(text, Span(run[0].raw.start, run[-1].raw.end))


def _strip(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Without the space at the beginning; the one at the end is never written."""
    first = True
    for piece in pieces:
        text = piece.text.lstrip(" ") if first else piece.text
        first = first and not text
        if len(text) == len(piece.text):
            yield piece
        elif text:
            yield Piece(text, Span(piece.raw.end - len(text), piece.raw.end))
