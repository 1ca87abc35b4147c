"""Phrases found by their first syllable.

A text is split into words once, however many rules look at it; where none of the first syllables
of a rule's phrases stands, its pattern never runs, and elsewhere only at those words.

Input: text. Output: matches, as ``re.finditer`` gives them, of phrases that begin with a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from kl52.language.lexicon import fold

_WORD = re.compile(r"[^\W_]+")
_CLOSING = " .;,:"  # what ends a clause is no part of a word
_SYLLABLE = re.compile(r"[^\W\d_]+(?=$|[ ,:]|\\[sb]|\(\?(?:[!=]|:[ ,\\]))")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: each one folded, where it begins and ends; and where each stands."""

    words: list[str]
    spans: list[tuple[int, int]]
    places: dict[str, list[int]]


@lru_cache(maxsize=1000)
def words_in(text: str) -> Words:
    """The words of a text.

    >>> words_in("Lập sổ, lập tổ").places["lập"]
    [0, 8]
    """
    low = fold(text)
    return _words((low if len(low) == len(text) else text).rstrip(_CLOSING))


@lru_cache(maxsize=500)
def _words(low: str) -> Words:
    spans = [match.span() for match in _WORD.finditer(low)]
    words = [low[start:end] for start, end in spans]
    places: dict[str, list[int]] = {}
    for word, (start, _) in zip(words, spans, strict=True):
        if word in places:
            places[word].append(start)
        else:
            places[word] = [start]
    return Words(words, spans, places)


class Phrases:
    """Patterns that each begin with a whole word, and what must come behind any of them.

    They are for words of any case or, if ``folded``, are held against the folded text. The group
    ``said`` of a match is the phrase without what is behind.

    >>> told = Phrases("giao", "đề nghị", after=r"\\s+(?:sở|hội)")
    >>> [match["said"] for match in told.finditer("Bàn giao kho; giao Sở Y tế, Đề nghị Hội A")]
    ['giao', 'Đề nghị']
    """

    def __init__(self, *phrases: str, after: str = "", folded: bool = False) -> None:
        flags = re.NOFLAG if folded else re.IGNORECASE
        self.pattern = re.compile(f"(?P<said>{'|'.join(phrases)}){after}", flags)
        self._first = tuple(dict.fromkeys(map(_first_syllable, phrases)))
        self._folded = folded

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """The matches within ``text[start:end]``, each behind the end of the one before."""
        places = self._places(text, start, end)
        return self._matches(places, text, start, end) if places else iter(())

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match."""
        places = self._places(text, start, end)
        return next(self._matches(places, text, start, end), None) if places else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at ``start``, where a word must begin."""
        return self.pattern.match(fold(text) if self._folded else text, start)

    def _places(self, text: str, start: int, end: int | None) -> list[int]:
        """Where a phrase may begin; no more is looked at than stands in ``text[start:end]``."""
        places = words_in(text).places
        lists = [places[word] for word in self._first if word in places]
        if lists and (start or end is not None):
            stop = len(text) if end is None else end
            lists = [each[bisect_left(each, start) : bisect_left(each, stop)] for each in lists]
        return sorted(chain.from_iterable(lists)) if lists else []

    def _matches(
        self, places: list[int], text: str, start: int, end: int | None
    ) -> Iterator[re.Match[str]]:
        text = fold(text) if self._folded else text
        stop = len(text) if end is None else end
        for place in places:
            if place >= start and (match := self.pattern.match(text, place, stop)):
                yield match
                start = match.end()


def spaced(*phrases: str) -> tuple[str, ...]:
    """The phrases as patterns, with any white space between their words."""
    return tuple(r"\s+".join(phrase.split()) for phrase in phrases)


def _first_syllable(phrase: str) -> str:
    """What a pattern begins with whatever it matches; raises ``ValueError`` if it is no word."""
    first = _SYLLABLE.match(phrase)
    if first is None:
        raise ValueError(phrase)
    return fold(first[0])
