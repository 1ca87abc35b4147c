"""Text in the old eight-bit fonts becomes Unicode, by what its words are.

Input: a text of lines; output: the edits that make it Unicode. A set of characters is
believed where its reading turns words into Vietnamese syllables (:mod:`words`): for
the document, then for each line, then for each word, so that files of several fonts come
out right. What is Unicode already, in Vietnamese or another language, is never touched, and
text that was converted once has no edits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from kl52.reading.legacy.charmaps import CHARSETS, Charset
from kl52.reading.legacy.words import (
    WORD,
    Lexicon,
    Reading,
    is_beyond,
    is_evidence,
    is_foreign,
    is_latin,
    is_marked,
    is_sign,
    is_suspect,
)
from kl52.spans import Edit, Span
from kl52.syllables import is_syllable

# So many different words make a set believed; a short text may have fewer.
ENOUGH_WORDS = 3
# Below this share of syllables a line is in another language.
VIETNAMESE_SHARE = 0.5
# A set for which so much fewer words speak than for another is none of the document's own.
SECOND_SHARE = 0.2
# These come in fonts, which one document may mix; the others are the set of a whole file.
_FONTS: tuple[Charset, ...] = ("TCVN3", "VNI")

# Addresses of mail and web are in no language.
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w.-]+|(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class Legacy:
    """Edits in order, words converted by set, and the numbers of doubtful lines from 0."""

    edits: tuple[Edit, ...] = ()
    words: tuple[tuple[Charset, int], ...] = ()
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    span: Span

    @property
    def marked(self) -> bool:
        return is_marked(self.text)


Line = tuple[_Word, ...]


def find_legacy(text: str) -> Legacy:
    """What in a text has to be converted, and how.

    >>> [edit.text for edit in find_legacy("Uû ban nh©n d©n tØnh, 5 m²").edits]
    ['Uỷ', 'nhân', 'dân', 'tỉnh']
    """
    if not is_suspect(text):
        return Legacy()
    lexicon = Lexicon()
    words = set(filter(is_marked, WORD.findall(_ADDRESS.sub(_blank, text))))
    candidates = _candidates(words, lexicon)
    if not candidates:
        return Legacy()
    lines = list(_lines(text))
    readings = _believed(lines, words, candidates, lexicon)
    return _Converter(lexicon, readings).convert(lines) if readings else Legacy()


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.split("\n"):
        words = WORD.finditer(_ADDRESS.sub(_blank, line))
        yield tuple(_Word(word[0], Span(*word.span()).shift(at)) for word in words)
        at += len(line) + 1


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


# -- which sets a document has -------------------------------------------------------------------


def _candidates(words: Set[str], lexicon: Lexicon) -> list[Charset]:
    """The sets that some words speak for, none that a small part of them does."""
    unicode = _has_unicode(words, lexicon)
    found = {
        charset: sum(_is_good(word, charset, lexicon) for word in words)
        for charset in (_FONTS if unicode else CHARSETS)
    }
    least = max(1, max(found.values()) * SECOND_SHARE)
    return [charset for charset, count in found.items() if count >= least]


def _is_good(word: str, charset: Charset, lexicon: Lexicon) -> bool:
    return (
        lexicon.verdict(word, None) <= 0
        and lexicon.verdict(word, charset) > 0
        and is_evidence(word)
    )


def _has_unicode(words: Set[str], lexicon: Lexicon) -> bool:
    return sum(_is_unicode(word, lexicon) for word in words) >= ENOUGH_WORDS


def _believed(
    lines: Sequence[Line], words: Set[str], candidates: Sequence[Charset], lexicon: Lexicon
) -> tuple[Reading, ...]:
    """The readings that the document has, the most frequent first."""
    support = {each: _support(lines, each, lexicon) for each in candidates}
    first = max(candidates, key=lambda each: len(support[each]))
    if not _is_enough(support[first], words, first, lexicon):
        return ()
    found: list[Reading] = [first]
    for other in _FONTS:
        if other != first and len(_only(words, other, (first, None), lexicon)) >= ENOUGH_WORDS:
            found.append(other)
    return (*found, None) if _has_unicode(words, lexicon) else tuple(found)


def _is_unicode(word: str, lexicon: Lexicon) -> bool:
    return is_beyond(word) and lexicon.verdict(word, None) > 0


def _support(lines: Sequence[Line], charset: Charset, lexicon: Lexicon) -> set[str]:
    """The different words that are good in this set only, on lines with more good than bad."""
    support: set[str] = set()
    for line in lines:
        odd = [word.text for word in line if word.marked and lexicon.verdict(word.text, None) <= 0]
        good = [word for word in odd if lexicon.verdict(word, charset) > 0 and is_evidence(word)]
        if len(good) > sum(lexicon.verdict(word, charset) < 0 for word in odd):
            support.update(good)
    return support


def _only(
    words: Iterable[str], charset: Charset, others: Sequence[Reading], lexicon: Lexicon
) -> list[str]:
    """The words that are good in this set and bad in the others."""
    return [
        word
        for word in words
        if lexicon.verdict(word, charset) > 0
        and is_evidence(word)
        and all(lexicon.verdict(word, other) < 0 for other in others)
    ]


def _is_enough(support: set[str], words: Iterable[str], charset: Charset, lexicon: Lexicon) -> bool:
    """Whether a set is believed: by many words, or because it explains every odd word there is.

    Among words in Unicode a single odd one is no evidence.
    """
    if len(support) >= ENOUGH_WORDS or _has_unicode(set(words), lexicon):
        return len(support) >= ENOUGH_WORDS
    odd = [word for word in words if is_evidence(word) and lexicon.verdict(word, None) <= 0]
    return bool(support) and all(lexicon.verdict(word, charset) >= 0 for word in odd)


def _score(words: Sequence[str], reading: Reading, lexicon: Lexicon) -> int:
    return sum(lexicon.verdict(word, reading) for word in words)


# -- lines and words -----------------------------------------------------------------------------


class _Converter:
    """Goes through the lines; a line without evidence of its own is read as the one before."""

    def __init__(self, lexicon: Lexicon, readings: Sequence[Reading]) -> None:
        self.lexicon = lexicon
        self.readings = readings
        self.last = readings[0]
        self.words: Counter[Charset] = Counter()
        self.edits: list[Edit] = []

    def convert(self, lines: Sequence[Line]) -> Legacy:
        doubtful = [number for number, line in enumerate(lines) if self._line(line)]
        counts = tuple(self.words.most_common())
        return Legacy(tuple(self.edits), counts, tuple(doubtful))

    def _line(self, line: Line) -> bool:
        """Convert a line; whether it stays doubtful."""
        marked = [word.text for word in line if word.marked]
        if not marked:
            return False
        reading = self.last = self._reading(marked)
        chosen = [self._word(word.text, reading) for word in line]
        if self._is_foreign(line, chosen):
            chosen = [
                self._abroad(word.text, each) for word, each in zip(line, chosen, strict=True)
            ]
        texts = [
            self.lexicon.read(word.text, each) if each else word.text
            for word, each in zip(line, chosen, strict=True)
        ]
        if "TCVN3" in chosen:
            texts = raise_capitals([word.text for word in line], texts)
        self._keep(line, chosen, texts)
        bad = [
            word
            for word, each in _marked(line, chosen)
            if self.lexicon.verdict(word.text, each) < 0 and not is_latin(word.text)
        ]
        return 2 * len(bad) > len(marked)

    def _reading(self, marked: Sequence[str]) -> Reading:
        scores = {each: _score(marked, each, self.lexicon) for each in self.readings}
        best = max(scores.values())
        tied = [each for each in self.readings if scores[each] == best]
        return self.last if self.last in tied else tied[0]

    def _word(self, word: str, reading: Reading) -> Reading:
        """The reading of a word on a line that mostly has ``reading``."""
        if not is_marked(word):
            return None
        verdict = self.lexicon.verdict(word, reading)
        if verdict > 0:
            return reading
        for other in (*self.readings, None):
            if self.lexicon.verdict(word, other) > 0:
                return other
        if verdict == 0:
            return reading
        return None if is_foreign(word) or is_sign(word) else reading

    def _is_foreign(self, line: Line, chosen: Sequence[Reading]) -> bool:
        if all(self.lexicon.verdict(word.text, each) > 0 for word, each in _marked(line, chosen)):
            return False
        long = [
            self.lexicon.verdict(word.text, each)
            if word.marked
            else 0
            if self._is_plain_syllable(word.text)
            else -1
            for word, each in zip(line, chosen, strict=True)
            if len(word.text) > 1
        ]
        vietnamese = sum(verdict >= 0 for verdict in long)
        return len(long) > 2 and vietnamese < VIETNAMESE_SHARE * len(long)

    def _is_plain_syllable(self, word: str) -> bool:
        return self.lexicon.verdict(word, None) >= 0

    def _abroad(self, word: str, reading: Reading) -> Reading:
        """On a line in another language only what is surely Vietnamese is converted."""
        sure = self.lexicon.verdict(word, reading) > 0 and not is_latin(word)
        return reading if sure else None

    def _keep(self, line: Line, chosen: Sequence[Reading], texts: Sequence[str]) -> None:
        for word, reading, text in zip(line, chosen, texts, strict=True):
            if text != word.text:
                self.edits.append(Edit(word.span, text))
                if reading is not None:
                    self.words[reading] += 1


def _marked(line: Line, chosen: Sequence[Reading]) -> Iterator[tuple[_Word, Reading]]:
    return (pair for pair in zip(line, chosen, strict=True) if pair[0].marked)


def raise_capitals(words: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The words of a line in TCVN3, which has no capitals with tones, with theirs restored.

    A word of capitals has its toned letters in capitals too; one with a single capital only
    among such words, for ``Bé`` may be «Bộ».

    >>> raise_capitals(["CéNG", "HßA", "X·", "HéI"], ["CộNG", "HòA", "Xã", "HộI"])
    ['CỘNG', 'HÒA', 'XÃ', 'HỘI']
    >>> raise_capitals(["Bé", "Y", "tÕ"], ["Bộ", "Y", "tế"])
    ['Bộ', 'Y', 'tế']
    """
    raised = list(texts)
    at = 0
    for small, run in groupby(zip(words, texts, strict=True), key=lambda pair: _small(pair[0])):
        found = [text for _, text in run]
        if not small:
            among = any(map(_is_capital, found))
            raised[at : at + len(found)] = [
                text.upper() if among or any(map(str.isupper, text[1:])) else text for text in found
            ]
        at += len(found)
    return raised


def _is_capital(text: str) -> bool:
    """Two capitals or more in a syllable: «HộI», «BAN», not «UBND» or «TTg»."""
    return sum(map(str.isupper, text)) > 1 and is_syllable(text)


def _small(word: str) -> bool:
    return any("a" <= letter <= "z" for letter in word)
