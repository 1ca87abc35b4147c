"""How much of one text stands in another, for many pairs of texts at once.

Input: two groups of texts, told apart by their keys. Output: for each pair that shares words,
the part (0 to 1) of the shorter one's weight that stands in the other. Words and pairs of words
weigh the more the fewer texts have them; what too many have weighs nothing, so that the time
stays linear in the texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from math import log
from typing import TypeVar

from kl52.language.letters import begins
from kl52.language.lexicon import fold

A = TypeVar("A")
B = TypeVar("B")
Features = Sequence[str]  # words, and pairs of them with a blank between

_COMMON = 40  # texts that share a word: a commoner one tells nothing
_ROUNDING = 1e-9
_CITED = re.compile(begins(r"ngày \d+ tháng \d+ năm \d+", r"số [\w/.-]+"))
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in order, without numbers and dates of documents.

    >>> words_of("Lập sổ theo Quyết định số 5/QĐ-UBND ngày 01 tháng 2 năm 2026.")
    ['lập', 'sổ', 'theo', 'quyết', 'định']
    """
    return _WORD.findall(_CITED.sub(" ", fold(text)))


def compare(ones: Mapping[A, list[str]], others: Mapping[B, list[str]]) -> dict[tuple[A, B], float]:
    """How alike (0 to 1) the texts of two groups are, by pair, without those that share nothing.

    >>> found = compare({1: ["mở", "kho"], 2: ["xây", "cầu"]}, {3: ["mở", "kho", "thóc"]})
    >>> [(pair, round(likeness, 1)) for pair, likeness in found.items()]
    [((1, 3), 1.0)]
    """
    first = {key: _features(words) for key, words in ones.items()}
    second = {key: _features(words) for key, words in others.items()}
    scale = _Scale([*first.values(), *second.values()])
    index = _index(first, scale)
    whole = {key: scale.weigh(features) for key, features in first.items()}
    likeness: dict[tuple[A, B], float] = {}
    for other, features in second.items():
        size = scale.weigh(features)
        for one, part in _shared(features, index, scale).items():
            likeness[one, other] = part / min(whole[one], size)
    return likeness


def compare_within(texts: Mapping[A, list[str]], least: float) -> dict[tuple[A, A], float]:
    """The pairs within one group that are at least so alike (above 0), the earlier text first.

    A text so much of which stands in no other is no part of another, so few are looked at.

    >>> found = compare_within({1: ["mở", "kho"], 2: ["xây", "cầu"], 3: ["mở", "kho"]}, 0.9)
    >>> list(found)
    [(1, 3)]
    """
    each = {key: _features(words) for key, words in texts.items()}
    scale = _Scale(list(each.values()), times=2)  # as if the group were compared with itself
    index = _index(each, scale)
    order = {key: n for n, key in enumerate(each)}
    whole = {key: scale.weigh(features) for key, features in each.items()}
    near: set[tuple[A, A]] = set()
    for one, features in each.items():
        known = [feature for feature in features if feature in index]
        if scale.weigh(known) < least * whole[one] * (1 - _ROUNDING):
            continue
        for other, part in _shared(known, index, scale).items():
            if other != one and part >= least * min(whole[one], whole[other]) * (1 - _ROUNDING):
                near.add((one, other) if order[one] < order[other] else (other, one))
    found = {}
    for one, other in sorted(near, key=lambda pair: (order[pair[1]], order[pair[0]])):
        mine = set(each[one])
        part = scale.weigh([feature for feature in each[other] if feature in mine])
        if (likeness := part / min(whole[one], whole[other])) >= least:
            found[one, other] = likeness
    return found


class _Scale:
    """What features weigh among texts, each of which is there that many ``times``."""

    def __init__(self, texts: Sequence[Features], times: int = 1) -> None:
        self.spread = Counter(chain.from_iterable(texts))
        many = times * len(texts) + 1
        counts = range(times, times * len(texts) + 1, times)
        self.logs = [0.0, *(log(many / n) if n <= _COMMON else 0.0 for n in counts)]

    def weigh(self, features: Features) -> float:
        return sum(map(self.logs.__getitem__, map(self.spread.__getitem__, features)))


def _index(texts: Mapping[A, Features], scale: _Scale) -> dict[str, list[A]]:
    """The texts in which each feature stands that tells something and that several have."""
    index: dict[str, list[A]] = {
        feature: [] for feature, n in scale.spread.items() if n > 1 and scale.logs[n]
    }
    for key, features in texts.items():
        for feature in features:
            if feature in index:
                index[feature].append(key)
    return index


def _shared(features: Features, index: Mapping[str, list[A]], scale: _Scale) -> dict[A, float]:
    """The weight of the features that stand in each of the texts too."""
    shared: dict[A, float] = defaultdict(float)
    for feature in features:
        if feature in index:
            weight = scale.logs[scale.spread[feature]]
            for one in index[feature]:
                shared[one] += weight
    return shared


def longest_run(one: list[str], other: list[str]) -> int:
    """The words of the longest run in ``one`` all whose pairs stand in ``other``.

    >>> longest_run("lập sổ kho thóc xã".split(), "nay lập sổ kho lúa".split())
    3
    """
    pairs = set(zip(other, other[1:], strict=False))
    marks = ["x" if pair in pairs else " " for pair in zip(one, one[1:], strict=False)]
    return max(map(len, "".join(marks).split()), default=-1) + 1


def _features(words: list[str]) -> Features:
    """Each word and each pair of words once, in a fixed order: every run adds up alike."""
    pairs = map(" ".join, zip(words, words[1:], strict=False))
    return tuple(dict.fromkeys((*words, *pairs)))
