"""The sets of the words on a line that was typed in several fonts.

Many words are Vietnamese in more than one set: ``cô`` is «cơ» in VNI and «cụ» in TCVN3. What
official language sets side by side (:mod:`kl52.language.usage`) tells which one it is, and that a
font changes seldom from word to word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kl52.language.lexicon import fold
from kl52.language.usage import is_common, is_pair
from kl52.reading.legacy.words import Reading

# What speaks for a word: it is a usual one, it goes with the one before, in the same font.
_COMMON, _PAIR, _SAME = 1, 2, 1

Option = tuple[Reading, str]


def untangle(options: Sequence[Sequence[Option]]) -> list[int]:
    """Which option of each word makes the likeliest line (Viterbi's algorithm).

    A word's options are its sets with what it is in each; a word of plain letters has all sets.

    >>> words = [[("TCVN3", "cụ"), ("VNI", "cơ")], [("TCVN3", "quan"), ("VNI", "quan")]]
    >>> untangle(words)[0]
    1
    """
    if not options:
        return []
    steps: list[list[int]] = []
    folded = [[(reading, _fold(text)) for reading, text in each] for each in options]
    scores = [_usual(text) for _, text in folded[0]]
    for before, here in zip(folded, folded[1:], strict=False):
        step, reached = [], []
        for option in here:
            ways = [
                score + _together(other, option)
                for score, other in zip(scores, before, strict=True)
            ]
            best = max(range(len(ways)), key=ways.__getitem__)
            step.append(best)
            reached.append(ways[best] + _usual(option[1]))
        scores = reached
        steps.append(step)
    at = max(range(len(scores)), key=scores.__getitem__)
    path = [at]
    for step in reversed(steps):
        at = step[at]
        path.append(at)
    return path[::-1]


_fold = lru_cache(maxsize=20_000)(fold)


def _usual(text: str) -> int:
    return _COMMON if is_common(text) else 0


def _together(before: Option, here: Option) -> int:
    same = _SAME if before[0] == here[0] else 0
    return same + _PAIR if is_pair(before[1], here[1]) else same
