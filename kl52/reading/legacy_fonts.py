"""Text in the old eight-bit fonts becomes Unicode, by what its words are.

Input: a text of lines; output: the edits that make it Unicode. A set of characters is
believed where its reading turns words into Vietnamese syllables (:mod:`legacy_words`): for
the document, then for each line, then for each word, so that files of several fonts come
out right. What is Unicode already, in Vietnamese or another language, is never touched, and
text that was converted once has no edits.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kl52.reading.charmaps import CHARSETS, Charset
from kl52.reading.legacy_words import (
    WORD,
    Lexicon,
    Reading,
    is_beyond,
    is_foreign,
    is_marked,
    is_suspect,
)
from kl52.spans import Edit, Span

# So many different words make a set believed; a short text may have fewer.
ENOUGH_WORDS = 3
# Below this share of syllables a line is in another language.
VIETNAMESE_SHARE = 0.5
# These come in fonts, which one document may mix; the others are the set of a whole file.
_FONTS = ("TCVN3", "VNI")


@dataclass(frozen=True, slots=True)
class Legacy:
    """The edits in order, the words converted by set, and the numbers of doubtful lines (from 0)."""

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

    >>> [edit.text for edit in find_legacy("Uû ban nh©n d©n tØnh, m² và été").edits]
    ['Uỷ', 'nhân', 'dân', 'tỉnh']
    """
    if not is_suspect(text):
        return Legacy()
    lines = list(_lines(text))
    lexicon = Lexicon()
    readings = _believed(lines, lexicon)
    if not any(readings):
        return Legacy()
    return _Converter(lexicon, readings).convert(lines)


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.split("\n"):
        words = WORD.finditer(line)
        yield tuple(_Word(word[0], Span(*word.span()).shift(at)) for word in words)
        at += len(line) + 1


# -- which sets a document has -------------------------------------------------------------------


def _believed(lines: Sequence[Line], lexicon: Lexicon) -> tuple[Reading, ...]:
    """The readings that the document has, the most frequent first."""
    unicode = {word.text for line in lines for word in line if _is_unicode(word.text, lexicon)}
    found: list[Charset] = []
    support = {charset: _support(lines, charset, lexicon, ()) for charset in CHARSETS}
    order = sorted(CHARSETS, key=lambda charset: (-len(support[charset]), CHARSETS.index(charset)))
    if _is_enough(support[order[0]], lines, order[0], lexicon):
        found.append(order[0])
        for charset in order[1:]:
            others = _support(lines, charset, lexicon, found)
            if charset in _FONTS and len(others) >= ENOUGH_WORDS:
                found.append(charset)
    return (*found, None) if len(unicode) >= ENOUGH_WORDS else tuple(found)


def _is_unicode(word: str, lexicon: Lexicon) -> bool:
    return is_beyond(word) and lexicon.verdict(word, None) > 0


def _support(
    lines: Sequence[Line], charset: Charset, lexicon: Lexicon, others: Sequence[Charset]
) -> set[str]:
    """The different words that are good in this set and in no other reading, on lines where

    more words are good than bad.
    """
    support: set[str] = set()
    for line in lines:
        marked = [word.text for word in line if word.marked]
        odd = [word for word in marked if lexicon.verdict(word, None) <= 0]
        good = [word for word in odd if lexicon.verdict(word, charset) > 0]
        bad = sum(lexicon.verdict(word, charset) < 0 for word in odd)
        best = max((_score(marked, other, lexicon) for other in others), default=-len(marked) - 1)
        if len(good) > bad and _score(marked, charset, lexicon) > best:
            support |= {
                word for word in good if all(lexicon.verdict(word, other) < 0 for other in others)
            }
    return support


def _is_enough(
    support: set[str], lines: Sequence[Line], charset: Charset, lexicon: Lexicon
) -> bool:
    """Whether a set is believed: by many words, or because it explains every odd word there is."""
    if len(support) >= ENOUGH_WORDS:
        return True
    odd = {word.text for line in lines for word in line if word.marked}
    odd = {word for word in odd if lexicon.verdict(word, None) <= 0}
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
            chosen = [self._abroad(word.text, each) for word, each in zip(line, chosen, strict=True)]
        texts = [
            self.lexicon.read(word.text, each) if each else word.text
            for word, each in zip(line, chosen, strict=True)
        ]
        if "TCVN3" in chosen:
            texts = raise_capitals([word.text for word in line], texts)
        self._keep(line, chosen, texts)
        read = [self.lexicon.verdict(word.text, each) for word, each in zip(line, chosen, strict=True)]
        return any(chosen) and 2 * sum(verdict < 0 for verdict in read) > len(marked)

    def _reading(self, marked: Sequence[str]) -> Reading:
        scores = {each: _score(marked, each, self.lexicon) for each in self.readings}
        best = max(scores.values())
        tied = [each for each in self.readings if scores[each] == best]
        return self.last if self.last in tied else tied[0]

    def _word(self, word: str, reading: Reading) -> Reading:
        """The reading of a word on a line that mostly has ``reading``."""
        if not is_marked(word) or self.lexicon.verdict(word, reading) >= 0:
            return reading if is_marked(word) else None
        for other in (*self.readings, None):
            if self.lexicon.verdict(word, other) > 0:
                return other
        return None if is_beyond(word) or is_foreign(word) else reading

    def _is_foreign(self, line: Line, chosen: Sequence[Reading]) -> bool:
        long = [
            self.lexicon.verdict(word.text, each)
            if word.marked
            else 0 if self._is_plain_syllable(word.text) else -1
            for word, each in zip(line, chosen, strict=True)
            if len(word.text) > 1
        ]
        vietnamese = sum(verdict >= 0 for verdict in long)
        return len(long) > 2 and vietnamese < VIETNAMESE_SHARE * len(long)

    def _is_plain_syllable(self, word: str) -> bool:
        return self.lexicon.verdict(word, None) >= 0

    def _abroad(self, word: str, reading: Reading) -> Reading:
        """On a line in another language only what is surely Vietnamese is converted."""
        sure = self.lexicon.verdict(word, reading) > 0 and not word.isalpha()
        return reading if sure else None

    def _keep(self, line: Line, chosen: Sequence[Reading], texts: Sequence[str]) -> None:
        for word, reading, text in zip(line, chosen, texts, strict=True):
            if text != word.text:
                self.edits.append(Edit(word.span, text))
                if reading is not None:
                    self.words[reading] += 1


def raise_capitals(words: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The words of a line in TCVN3, which has no capitals with tones, with theirs restored.

    A word of capitals has its toned letters in capitals too; one with a single capital only
    beside such a word, for ``Bé`` may be «Bộ».

    >>> raise_capitals(["CéNG", "HßA", "X·", "HéI"], ["CộNG", "HòA", "Xã", "HộI"])
    ['CỘNG', 'HÒA', 'XÃ', 'HỘI']
    >>> raise_capitals(["Bé", "Y", "tÕ"], ["Bộ", "Y", "tế"])
    ['Bộ', 'Y', 'tế']
    """
    sure = [_is_capital(word, text) for word, text in zip(words, texts, strict=True)]
    raised = list(texts)
    for at, (word, text) in enumerate(zip(words, texts, strict=True)):
        beside = any(sure[max(0, at - 1) : at + 2])
        if sure[at] or (beside and not _small(word)):
            raised[at] = text.upper()
    return raised


def _is_capital(word: str, text: str) -> bool:
    """Two plain capitals or more, no small letter, and a vowel: «HéI», «BAN», not «TTg»."""
    capitals = sum("A" <= letter <= "Z" for letter in word)
    bare = unicodedata.normalize("NFD", text).upper()
    return capitals > 1 and not _small(word) and any(vowel in bare for vowel in "AEIOUY")


def _small(word: str) -> bool:
    return any("a" <= letter <= "z" for letter in word)
