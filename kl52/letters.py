"""Vietnamese capitals and small letters: as classes for regular expressions, and one as the other.

``[À-Ỹ]`` is no class of capitals: in Unicode small and capital letters alternate there.
"""

from __future__ import annotations

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-z" + UPPER[3:].lower()


def in_capitals(text: str) -> str:
    """Capitals, letter for letter: one that would become two stays.

    >>> in_capitals("Quyết định"), in_capitals("straße")
    ('QUYẾT ĐỊNH', 'STRAßE')
    """
    upper = text.upper()
    return upper if len(upper) == len(text) else "".join(map(_capital, text))


def _capital(letter: str) -> str:
    return letter.upper() if len(letter.upper()) == 1 else letter
