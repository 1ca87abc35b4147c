"""How much of one text stands in another, for many pairs of texts at once.

Input: two groups of texts, told apart by their keys. Output: for each pair that shares words,
the part (0 to 1) of the shorter one's weight that stands in the other. Words and pairs of words
weigh the more the fewer texts have them; what too many have weighs nothing, so that the time
stays linear in the texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from math import log
from typing import TypeVar

from kl52.language.lexicon import fold

A = TypeVar("A")
B = TypeVar("B")
Word = str | tuple[str, str]

_COMMON = 40  # texts that share a word: a commoner one tells nothing
_CITED = re.compile(r"\b(?:ngày \d+ tháng \d+ năm \d+|số [\w/.-]+)")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in order, without numbers and dates of documents.

    >>> words_of("Lập sổ theo Quyết định số 5/QĐ-UBND ngày 01 tháng 2 năm 2026.")
    ['lập', 'sổ', 'theo', 'quyết', 'định']
    """
    return _WORD.findall(_CITED.sub(" ", fold(text)))


def compare(ones: Mapping[A, list[str]], others: Mapping[B, list[str]]) -> dict[tuple[A, B], float]:
    """
    >>> found = compare({1: ["mở", "kho"], 2: ["xây", "cầu"]}, {3: ["mở", "kho", "thóc"]})
    >>> [(pair, round(likeness, 1)) for pair, likeness in found.items()]
    [((1, 3), 1.0)]
    """
    first = {key: _features(words) for key, words in ones.items()}
    second = {key: _features(words) for key, words in others.items()}
    weights = _weights([*first.values(), *second.values()])
    index: dict[Word, list[A]] = defaultdict(list)
    for key, features in first.items():
        for feature in features:
            if feature in weights:
                index[feature].append(key)
    whole = {key: _weight(features, weights) for key, features in first.items()}
    likeness: dict[tuple[A, B], float] = {}
    for other, features in second.items():
        shared: dict[A, float] = defaultdict(float)
        for feature in features:
            for one in index.get(feature, ()):
                shared[one] += weights[feature]
        size = _weight(features, weights)
        likeness |= {(one, other): part / min(whole[one], size) for one, part in shared.items()}
    return likeness


def longest_run(one: list[str], other: list[str]) -> int:
    """The words of the longest run in ``one`` all whose pairs stand in ``other``.

    >>> longest_run("lập sổ kho thóc xã".split(), "nay lập sổ kho lúa".split())
    3
    """
    pairs = set(zip(other, other[1:], strict=False))
    best = run = 0
    for pair in zip(one, one[1:], strict=False):
        run = run + 1 if pair in pairs else 0
        best = max(best, run)
    return best + 1 if best else 0


def _features(words: list[str]) -> tuple[Word, ...]:
    """Each word and each pair of words once, in a fixed order: every run adds up alike."""
    return tuple(dict.fromkeys((*words, *zip(words, words[1:], strict=False))))


def _weights(texts: list[tuple[Word, ...]]) -> dict[Word, float]:
    spread = Counter(feature for features in texts for feature in features)
    many = len(texts) + 1
    return {feature: log(many / n) for feature, n in spread.items() if n <= _COMMON and n < many}


def _weight(features: tuple[Word, ...], weights: Mapping[Word, float]) -> float:
    return sum(weights.get(feature, 0.0) for feature in features)
