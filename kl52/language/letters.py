"""Vietnamese capitals and small letters: as classes for regular expressions, and one as the other.

``[À-Ỹ]`` is no class of capitals: in Unicode small and capital letters alternate there.
"""

from __future__ import annotations

from collections.abc import Sequence

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-z" + UPPER[3:].lower()


def in_capitals(text: str) -> str:
    """Capitals, letter for letter: one that would become two stays.

    >>> in_capitals("Quyết định"), in_capitals("straße")
    ('QUYẾT ĐỊNH', 'STRAßE')
    """
    upper = text.upper()
    return upper if len(upper) == len(text) else "".join(map(_capital, text))


def in_small(text: str) -> str:
    """Small letters, letter for letter: one that would become two stays.

    >>> in_small("QUYẾT ĐỊNH"), in_small("İ")
    ('quyết định', 'İ')
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_small, text))


def _small(letter: str) -> str:
    return letter.lower() if len(letter.lower()) == 1 else letter


def _capital(letter: str) -> str:
    return letter.upper() if len(letter.upper()) == 1 else letter


def capitalised(word: str) -> str:
    """A pattern for a word with a capital first, and the rest in any case."""
    return f"{word[0].upper()}(?i:{word[1:]})"


def begins(*words: str, behind: Sequence[str] = (r"\w",), any_case: bool = False) -> str:
    """A pattern for any of ``words``, by their first letters, which a search goes to at once.

    A word that begins with a letter may be a pattern; none follows what is ``behind`` (patterns
    of one length each), by default another letter. An alternation behind a look at what precedes
    would be tried at every place of a text.

    >>> begins("Luật", "Lệnh", "Nghị định")
    '(?:L(?<!\\\\wL)(?:uật|ệnh)|N(?<!\\\\wN)(?:ghị định))'
    """
    by_first: dict[str, list[str]] = {}
    for word in words:
        for first in dict.fromkeys((word[0].upper(), word[0].lower()) if any_case else word[0]):
            by_first.setdefault(first, []).append(word[1:])
    flag = "i" if any_case else ""
    return "(?:" + "|".join(
        first + "".join(f"(?<!{each}{first})" for each in behind) + f"(?{flag}:{'|'.join(rests)})"
        for first, rests in by_first.items()
    ) + ")"  # fmt: skip
