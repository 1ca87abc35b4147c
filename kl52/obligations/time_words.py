"""The words of time as patterns and numbers, from ``kl52/data/times.tsv``.

Input: words as printed. Output: the number, month, quarter or day of the week that they say.
Digits and words are read alike; ``ba mươi (30)`` is one number.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.language.lexicon import fold
from kl52.tables import read_table


@cache
def words(kind: str) -> dict[str, int]:
    """The words of one list with what they say.

    >>> words("month")["tư"], words("weekday")["thứ sáu"]
    (4, 5)
    """
    return {word: int(value) for name, word, value, *_ in read_table("times.tsv") if name == kind}


@cache
def terms() -> dict[str, tuple[int, int]]:
    """The first and last year of each term of office known by its number."""
    rows = (row for row in read_table("times.tsv") if row[0] == "term")
    return {word: (int(value), int(until)) for _, word, value, until in rows}


@cache
def any_of(kind: str) -> str:
    """A pattern for the words of a list, the longest first."""
    ranked = sorted(words(kind), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ranked) + ")"


@cache
def number_pattern() -> str:
    """A pattern for a count in digits, in words, or in words with the digits behind."""
    return rf"(?:\d{{1,3}}|{any_of('number')})(?:\s*\((?:\d{{1,3}}|{any_of('number')})\))?"


def said(kind: str, printed: str) -> int:
    """The value of a word of a list.

    >>> said("weekday", "Thứ  Sáu")
    5
    """
    return words(kind)[" ".join(fold(printed).split())]


def count_of(printed: str) -> int:
    """A count as :func:`number_pattern` matches it.

    >>> count_of("mười lăm (15)"), count_of("06"), count_of("ba mươi")
    (15, 6, 30)
    """
    bare = printed.partition("(")[0].strip()
    return int(bare) if bare.isdecimal() else said("number", bare)
