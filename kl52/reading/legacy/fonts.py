"""Text in the old eight-bit fonts becomes Unicode, by what its words are.

Input: a text of lines; output: the edits that make it Unicode. A set of characters is
believed where its reading turns words into Vietnamese syllables (:mod:`words`): here for
the document, in :mod:`lines` for each line and word, so that files of several fonts come
out right. What is Unicode already, in Vietnamese or another language, is never touched, and
text that was converted once has no edits. The time is linear in the length of the text, and
little for a text in Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from kl52.reading.legacy.charmaps import CHARSETS, Charset
from kl52.reading.legacy.lines import Converter, Legacy
from kl52.reading.legacy.words import (
    WORD,
    Books,
    Reading,
    is_beyond,
    is_evidence,
    is_marked,
    is_suspect,
)

# So many different words make a set believed; a short text may have fewer.
ENOUGH_WORDS = 3
# A set for which so much fewer words speak than for another is none of the document's own.
SECOND_SHARE = 0.2
# These come in fonts, which one document may mix; the others are the set of a whole file.
_FONTS: tuple[Charset, ...] = ("TCVN3", "VNI")

# Addresses of mail and web are in no language.
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w.-]+|(?:https?://|www\.)\S+")
_ADDRESSED = re.compile(r"@|://|www\.")


def find_legacy(text: str) -> Legacy:
    """What in a text has to be converted, and how.

    >>> [edit.text for edit in find_legacy("Uû ban nh©n d©n tØnh, 5 m²").edits]
    ['Uỷ', 'nhân', 'dân', 'tỉnh']
    """
    if not is_suspect(text):
        return Legacy()
    lines = [_without_addresses(line) for line in text.split("\n")]
    evidence = _Evidence([WORD.findall(line) for line in lines])
    readings = evidence.readings()
    return (
        Converter(evidence.books, readings, evidence.marked).convert(lines)
        if readings
        else (Legacy())
    )


def _without_addresses(line: str) -> str:
    """The line with blanks for addresses, letter for letter."""
    return _ADDRESS.sub(_blank, line) if _ADDRESSED.search(line) else line


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


class _Evidence:
    """Which sets a document has: what its words, and those of its lines, speak for."""

    def __init__(self, lines: Sequence[list[str]]) -> None:
        self.books = Books()
        self.lines = lines
        self.marked: Set[str] = set(filter(is_marked, {word for line in lines for word in line}))
        unicode = self.books[None]
        self.odd = {word for word in self.marked if unicode[word].verdict <= 0}
        certain = sum(is_beyond(word) for word in self.marked - self.odd)
        self.has_unicode = certain >= ENOUGH_WORDS

    def readings(self) -> tuple[Reading, ...]:
        """The readings that the document has, the most frequent first; none if it is Unicode."""
        candidates = self._candidates()
        if not candidates:
            return ()
        support = {each: self._support(each) for each in candidates}
        first = max(candidates, key=lambda each: len(support[each]))
        if not self._is_enough(support[first], first):
            return ()
        found: list[Reading] = [first]
        for other in _FONTS:
            if other != first and self._has_own(other, (first, None)):
                found.append(other)
        return (*found, None) if self.has_unicode else tuple(found)

    def _candidates(self) -> list[Charset]:
        """The sets that some words speak for, none that a small part of them does."""
        sets = _FONTS if self.has_unicode else CHARSETS
        found = {charset: sum(1 for _ in self._good(charset)) for charset in sets}
        most = max(found.values())
        if self.has_unicode and most < ENOUGH_WORDS:
            return []
        return [each for each, count in found.items() if count >= max(1, most * SECOND_SHARE)]

    def _good(self, charset: Charset) -> Iterator[str]:
        """The different words that are good in this set and not as they stand."""
        book = self.books[charset]
        return (word for word in self.odd if book[word].verdict > 0 and is_evidence(word))

    def _support(self, charset: Charset) -> set[str]:
        """The good words of a set that stand on lines with more good words than bad ones."""
        good = set(self._good(charset))
        book = self.books[charset]
        bad = {word for word in self.odd if book[word].verdict < 0 and is_evidence(word)}
        support: set[str] = set()
        for line in self.lines:
            here = [word for word in line if word in good]
            if here and len(here) > sum(word in bad for word in line):
                support.update(here)
        return support

    def _has_own(self, charset: Charset, others: Sequence[Reading]) -> bool:
        """Whether there are words that are good in this set and bad in the others."""
        own = (
            word
            for word in self.marked
            if self.books[charset][word].verdict > 0
            and is_evidence(word)
            and all(self.books[other][word].verdict < 0 for other in others)
        )
        return sum(1 for _ in own) >= ENOUGH_WORDS

    def _is_enough(self, support: set[str], charset: Charset) -> bool:
        """Whether a set is believed: by many words, or since it explains every odd word there is.

        Among words in Unicode a single odd one is no evidence.
        """
        if len(support) >= ENOUGH_WORDS or self.has_unicode:
            return len(support) >= ENOUGH_WORDS
        book = self.books[charset]
        return bool(support) and all(
            book[word].verdict >= 0 for word in self.odd if is_evidence(word)
        )
