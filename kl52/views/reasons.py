"""The reasons of resolution in the language of the reader (``kl52/data/reasons.tsv``).

A reason is one or several of the table's, joined by ``; ``. One that the table does not have
stays in Vietnamese.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.tables import read_table


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (_pattern(vi), re.sub(r"\{(\d)\}", r"\\\1", en)) for vi, en in read_table("reasons.tsv")
    )


def _pattern(template: str) -> re.Pattern[str]:
    """What is filled in holds no semicolon, unless it is a quotation."""
    pattern = re.sub(r"«\\\{\d\\\}»", "«(.+)»", re.escape(template))
    return re.compile(re.sub(r"\\\{\d\\\}", "([^;]+)", pattern))


def said(reason: str | None, language: str) -> str:
    """A reason in ``language``.

    >>> said("số và ngày ban hành khớp", "en"), said("cùng số với «52-KL/TW»", "en")
    ('number and date fit', 'same number as “52-KL/TW”')
    >>> said("chưa rõ tên gọi tắt", "vi"), said(None, "en")
    ('chưa rõ tên gọi tắt', '')
    """
    if not reason or language == "vi":
        return reason or ""
    whole = _translated(reason)
    return whole or "; ".join(_translated(part) or part for part in reason.split("; "))


def _translated(reason: str) -> str | None:
    for pattern, english in _patterns():
        match = pattern.fullmatch(reason)
        if match is not None:
            return match.expand(english)
    return None
