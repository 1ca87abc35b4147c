"""The words that rules for citations look for (``kl52/data/phrases.tsv``), as parts of patterns.

The table is for readers and lawyers: a word more in one of its lists is read from then on. What
the rules make of the words is said by :mod:`kl52.citations.rules`.
"""

from __future__ import annotations

from functools import cache

from kl52.tables import read_table


@cache
def _lists() -> dict[str, str]:
    return {name: phrases for name, _, _, phrases in read_table("phrases.tsv")}


def any_of(name: str) -> str:
    """The phrases of a list as an alternation, without a group around it.

    >>> any_of("policy")
    'Chương trình|Chiến lược|Đề án|Kế hoạch|Quy hoạch'
    """
    return _lists()[name]


def each_of(name: str) -> tuple[str, ...]:
    """The phrases of a list in which no phrase holds a choice of its own.

    >>> each_of("short-code")[:2]
    ('NQ', 'QĐ')
    """
    return tuple(any_of(name).split("|"))


def pairs_of(name: str) -> dict[str, str]:
    """The phrases of a list that have a value each.

    >>> pairs_of("type-abbreviation")["NQ"]
    'Nghị quyết'
    """
    return dict(each.split("=") for each in each_of(name))
