"""Ties the table row and the prose item that state the same task.

Input: the obligations of one document. Output: the same, ``duplicate_of`` set in both
directions where nearly all words of the shorter one stand in the other, in the same order.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kl52.lexicon import fold
from kl52.model import Obligation

_LEAST = 0.7  # of the shorter text's word pairs
_FEWEST = 6  # word pairs: shorter texts agree by chance
_COMMON = 40  # items that share a word pair: a commoner pair tells nothing
_CITED = re.compile(r"\b(?:ngày \d+ tháng \d+ năm \d+|số [\w/.-]+)")

Pairs = frozenset[tuple[str, str]]


def tie_twins(duties: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
    """``duties`` with the duplicates tied; without a table nothing is."""
    rows = [duty for duty in duties if duty.where == "table"]
    if not rows:
        return duties
    prose = {duty.id: _pairs(duty.text) for duty in duties if duty.where == "prose"}
    index: dict[tuple[str, str], list[str]] = {}
    for id, pairs in prose.items():
        for pair in pairs:
            index.setdefault(pair, []).append(id)
    twins: dict[str, str] = {}
    for row in rows:
        pairs = _pairs(row.text)
        near = Counter(id for p in pairs for id in index.get(p, ()) if len(index[p]) <= _COMMON)
        for id in sorted(near, key=lambda id: int(id[1:])):
            if _overlap(pairs, prose[id]) >= _LEAST:
                twins.setdefault(row.id, id)
                twins.setdefault(id, row.id)
    return tuple(replace(duty, duplicate_of=twins.get(duty.id)) for duty in duties)


def _pairs(text: str) -> Pairs:
    words = re.findall(r"[^\W_]+", _CITED.sub(" ", fold(text)))
    return frozenset(zip(words, words[1:], strict=False))


def _overlap(one: Pairs, other: Pairs) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least >= _FEWEST else 0.0
