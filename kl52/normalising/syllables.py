"""What a written Vietnamese syllable is, and which syllables official language sets side by side.

A syllable is an onset, a rime and a tone (``kl52/data/syllables.tsv``); of some 18,000 that this
allows, about 6,500 are words. Which of them stand together in official texts is counted in
``kl52/data/pairs.tsv``. All functions take words in the spelling of :func:`kl52.lexicon.fold`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kl52.lexicon import fold
from kl52.tables import read_table

LONGEST = 7  # letters: «nghiêng»
# More ways to read a word than this are not told apart.
MOST_WAYS = 8

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOP_TONES = "\u0301\u0323"
# Before i, e, ê the sounds of c, g, ng are written k, gh, ngh.
_FRONT, _BACK = ("k", "gh", "ngh"), ("c", "g", "ng")


@cache
def items(kind: str) -> frozenset[str]:
    """The items of one kind in ``syllables.tsv``.

    >>> "ngh" in items("onset"), "ương" in items("rime")
    (True, True)
    """
    rows = read_table("syllables.tsv")
    return frozenset(item for name, row in rows if name == kind for item in row.split())


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word can be read: onset, rime, one tone.

    >>> is_syllable("nghị"), is_syllable("điề"), is_syllable("ngh"), is_syllable("ết")
    (True, False, False, True)
    """
    return len(word) <= LONGEST and any(_fits(word, onset) for onset in ("", *items("onset")))


@lru_cache(maxsize=20_000)
def is_word(word: str) -> bool:
    """Whether a syllable can stand alone: with an onset, or one of the few words without.

    >>> is_word("của"), is_word("ủa"), is_word("ủy"), is_word("c")
    (True, False, True, False)
    """
    if word in items("alone"):
        return True
    return any(_fits(word, onset) for onset in items("onset"))


def _fits(word: str, onset: str) -> bool:
    if not word.startswith(onset):
        return False
    apart = unicodedata.normalize("NFD", word[len(onset) :])
    tones = _TONES.findall(apart)
    rime = unicodedata.normalize("NFC", _TONES.sub("", apart))
    if rime not in items("rime") or len(tones) > 1:
        return False
    if onset in (_BACK if rime[0] in "ieê" else _FRONT) and not (onset == "k" and rime == "y"):
        return word in ("gì", "gìn")
    stopped = rime.endswith(tuple(items("stop")))
    return not stopped or (len(tones) == 1 and tones[0] in _STOP_TONES)


@cache
def _followers() -> dict[str, frozenset[str]]:
    return {first: frozenset(row.split()) for first, row in read_table("pairs.tsv")}


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(_followers()) | frozenset().union(*_followers().values())


def is_common(word: str) -> bool:
    """Whether a syllable stands in any of the usual pairs of official language."""
    return word in _vocabulary()


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
