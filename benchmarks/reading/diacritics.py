"""Diacritic accuracy: of the transcript's letters with a mark, how many came back right.

Both texts are aligned by words without marks and case, then by letters where words differ; so
spaces, line breaks and furniture do not count. What the alignment leaves on both sides is
matched word by word wherever it stands: the order in which a reader takes the cells of a
table does not decide. ``in_place`` leaves that step out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import LCSseq

# The alignment needs a bit for each pair of words.
BLOCK = 40_000
# Longer stretches of letters, in which no word is alike, are taken for different texts.
STRETCH = 4_000


@dataclass(frozen=True, slots=True)
class Diacritics:
    """Letters with marks: all of the transcript's, and those that came back right.

    ``folded`` compares without case, ``exact`` with it, ``in_place`` without case, but only
    where the word stands in its order.
    """

    all: int = 0
    exact: int = 0
    folded: int = 0
    in_place: int = 0

    def __add__(self, other: Diacritics) -> Diacritics:
        return Diacritics(
            self.all + other.all,
            self.exact + other.exact,
            self.folded + other.folded,
            self.in_place + other.in_place,
        )


Words = list[str]
Gap = tuple[Words, Words]


def compare(transcript: str, found: str) -> Diacritics:
    """Count the transcript's marked letters in what was found.

    >>> compare("Uỷ ban nhân dân", "UỶ ban nhan dân")
    Diacritics(all=3, exact=1, folded=2, in_place=2)
    >>> compare("Số lượng Đơn vị", "Đơn vị Số lượng").folded
    6
    """
    want, got = (unicodedata.normalize("NFC", each).split() for each in (transcript, found))
    same, gaps = _align(want, got)
    exact, folded = _count(same)
    right = {
        fold: base + sum(_moved(gaps, fold)) for fold, base in ((False, exact), (True, folded))
    }
    in_place = folded + sum(_right_letters(*gap, fold=True) for gap in gaps)
    return Diacritics(sum(map(is_marked, "".join(want))), right[False], right[True], in_place)


def is_marked(letter: str) -> bool:
    return letter in "đĐ" or (letter > "\x7f" and len(unicodedata.normalize("NFD", letter)) > 1)


@cache
def bare(word: str) -> str:
    """A word without marks and case, letter for letter."""
    return "".join(
        "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()
        for letter in word
    )


def _count(pairs: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """The right letters of aligned words, with and without case."""
    letters = [(a, b) for one, other in pairs for a, b in zip(one, other, strict=False)]
    marked = [(a, b) for a, b in letters if is_marked(a)]
    return sum(a == b for a, b in marked), sum(a.lower() == b.lower() for a, b in marked)


def _align(want: Words, got: Words) -> tuple[list[tuple[str, str]], list[Gap]]:
    """The pairs of like words in order, and what stands between them on both sides."""
    pairs: list[tuple[str, str]] = []
    gaps: list[Gap] = []
    blocks = max(1, -(-max(len(want), len(got)) // BLOCK))
    for block in range(blocks):
        one, other = (
            each[len(each) * block // blocks : len(each) * (block + 1) // blocks]
            for each in (want, got)
        )
        same, between = _common(one, other, str.lower)
        pairs += same
        for gap in between:
            same, rest = _common(*gap, bare)
            pairs += same
            gaps += rest
    return pairs, gaps


def _common(
    want: Words, got: Words, key: Callable[[str], str]
) -> tuple[list[tuple[str, str]], list[Gap]]:
    """The longest common sequence of words by a key, and the gaps in it."""
    codes = [[hash(key(word)) for word in words] for words in (want, got)]
    pairs: list[tuple[str, str]] = []
    gaps: list[Gap] = [([], [])]
    for tag, a, b, c, d in LCSseq.opcodes(*codes).as_list():
        if tag == "equal":
            pairs += zip(want[a:b], got[c:d], strict=True)
            gaps.append(([], []))
        else:
            gaps[-1][0].extend(want[a:b])
            gaps[-1][1].extend(got[c:d])
    return pairs, [gap for gap in gaps if gap[0] or gap[1]]


def _moved(gaps: Sequence[Gap], fold: bool) -> Iterator[int]:
    """The right letters of words between: those found elsewhere, then those alike in part."""
    key: Callable[[str], str] = str.lower if fold else str
    counts = [Counter(key(word) for gap in gaps for word in gap[side]) for side in (0, 1)]
    elsewhere = counts[0] & counts[1]
    used = (Counter(elsewhere), Counter(elsewhere))
    yield sum(sum(map(is_marked, word)) * count for word, count in elsewhere.items())
    for gap in gaps:
        left = [_take(words, used[side], key) for side, words in enumerate(gap)]
        yield _right_letters(left[0], left[1], fold=fold)


def _take(words: Words, used: Counter[str], key: Callable[[str], str]) -> Words:
    """The words without those that are used up."""
    left: Words = []
    for word in words:
        if used[key(word)] > 0:
            used[key(word)] -= 1
        else:
            left.append(word)
    return left


def _right_letters(want: Words, got: Words, *, fold: bool) -> int:
    one, other = "".join(want), "".join(got)
    if not one or not other or len(one) * len(other) > STRETCH**2:
        return 0
    right = 0
    for tag, a, b, c, d in LCSseq.opcodes(bare(one), bare(other)).as_list():
        if tag == "equal":
            exact, folded = _count([(one[a:b], other[c:d])])
            right += folded if fold else exact
    return right
