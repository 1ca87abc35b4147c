"""Ties the table row and the prose item that state the same task.

Input: the obligations of one document. Output: the same, ``duplicate_of`` set in both
directions where nearly all words of the shorter one stand in the other, in the same order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kl52.lexicon import fold
from kl52.model import Obligation

_LEAST = 0.7  # of the shorter text's word pairs
_FEWEST = 6  # word pairs: shorter texts agree by chance
_CITED = re.compile(r"\b(?:ngày \d+ tháng \d+ năm \d+|số [\w/.-]+)")

Pairs = frozenset[tuple[str, str]]


def tie_twins(duties: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
    """``duties`` with the duplicates tied; without a table nothing is."""
    rows = [duty for duty in duties if duty.where == "table"]
    prose = [duty for duty in duties if duty.where == "prose"]
    pairs = {duty.id: _pairs(duty.text) for duty in duties} if rows and prose else {}
    twins: dict[str, str] = {}
    for row in rows if pairs else ():
        for item in prose:
            if _overlap(pairs[row.id], pairs[item.id]) >= _LEAST:
                twins.setdefault(row.id, item.id)
                twins.setdefault(item.id, row.id)
    return tuple(replace(duty, duplicate_of=twins.get(duty.id)) for duty in duties)


def _pairs(text: str) -> Pairs:
    words = re.findall(r"[^\W_]+", _CITED.sub(" ", fold(text)))
    return frozenset(zip(words, words[1:], strict=False))


def _overlap(one: Pairs, other: Pairs) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least >= _FEWEST else 0.0
