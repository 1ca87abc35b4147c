"""Capitals of TCVN3, which has none with tones: ``HéI`` was typed for «HỘI».

Its fonts of capitals have them; in others, a word in capitals has its toned letters small.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from kl52.language.syllables import is_syllable


def raise_capitals(words: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The words of a line in TCVN3 (``words`` as typed), with their capitals restored.

    A word of capitals has its toned letters in capitals too; one with a single capital only
    among such words, for ``Bé`` may be «Bộ».

    >>> raise_capitals(["CéNG", "HßA", "X·", "HéI"], ["CộNG", "HòA", "Xã", "HộI"])
    ['CỘNG', 'HÒA', 'XÃ', 'HỘI']
    >>> raise_capitals(["Bé", "Y", "tÕ"], ["Bộ", "Y", "tế"])
    ['Bộ', 'Y', 'tế']
    """
    raised = list(texts)
    at = 0
    for small, run in groupby(zip(words, texts, strict=True), key=lambda pair: is_small(pair[0])):
        found = [text for _, text in run]
        if not small:
            among = any(map(_is_capital, found))
            raised[at : at + len(found)] = [
                text.upper() if among or _capitals(text) > 1 else text for text in found
            ]
        at += len(found)
    return raised


@lru_cache(maxsize=20_000)
def is_small(word: str) -> bool:
    """Whether a word has a plain small letter."""
    return any("a" <= letter <= "z" for letter in word)


def _is_capital(text: str) -> bool:
    """Two capitals or more in a syllable: «HộI», «BAN», not «UBND» or «TTg»."""
    return _capitals(text) > 1 and is_syllable(text)


def _capitals(text: str) -> int:
    return sum(map(str.isupper, text))
