"""Which syllables are words, and which ones official language sets side by side.

Of some 18,000 syllables that the spelling allows (:mod:`kl52.language.syllables`), about 6,500 are
words. Which of them stand together in official texts is counted in ``kl52/data/pairs.tsv``. All
functions take words in the spelling of :func:`kl52.language.lexicon.fold`.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from kl52.language.lexicon import fold
from kl52.language.syllables import is_syllable, syllable_parts
from kl52.tables import read_table

LONGEST = 7  # letters: «nghiêng»
# More ways to read a word than this are not told apart.
MOST_WAYS = 8

_VOWELS = frozenset("aăâeêioôơuưy")


@lru_cache(maxsize=20_000)
def is_word(word: str) -> bool:
    """Whether a syllable can stand alone: with an onset, or one of the few words without.

    >>> is_word("của"), is_word("ủa"), is_word("ủy"), is_word("c")
    (True, False, True, False)
    """
    if word in syllable_parts("alone"):
        return True
    return unicodedata.normalize("NFD", word)[:1] not in _VOWELS and is_syllable(word)


@cache
def _followers() -> dict[str, frozenset[str]]:
    return {first: frozenset(row.split()) for first, row in read_table("pairs.tsv")}


@cache
def vocabulary() -> frozenset[str]:
    return frozenset(_followers()) | frozenset().union(*_followers().values())


def is_common(word: str) -> bool:
    """Whether a syllable stands in any of the usual pairs of official language."""
    return word in vocabulary()


def is_pair(first: str, second: str) -> bool:
    """Whether two syllables often follow each other.

    >>> is_pair("quyết", "định"), is_pair("ủ", "y")
    (True, False)
    """
    return second in _followers().get(first, ())


def segment(letters: str, *, paired: bool = True) -> list[str] | None:
    """The words that letters without spaces make, where there is one way only.

    Every two neighbours must be a usual pair, unless ``paired`` is false.

    >>> segment("kếhoạch"), segment("căncứ"), segment("cácbon")
    (['kế', 'hoạch'], ['căn', 'cứ'], None)
    """
    ways: list[list[list[str]]] = [[[]], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST), end):
            word = fold(letters[start:end])
            if ways[start] and is_common(word):
                ways[end] += [
                    [*way, letters[start:end]]
                    for way in ways[start]
                    if not (paired and way) or is_pair(fold(way[-1]), word)
                ]
        del ways[end][MOST_WAYS:]
    return ways[-1][0] if len(ways[-1]) == 1 else None
