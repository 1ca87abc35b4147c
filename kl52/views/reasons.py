"""What kl52 says for a reason, in the language of the reader (``kl52/data/reasons.tsv``).

Reasons of resolution, of the status of a document, of coverage, and what a finding expects. A
reason is one or several of the table's, joined by ``; `` or commas. One that the table does not
have stays in Vietnamese. ``{1}`` in the table is what is filled in as printed, ``<1>`` another
reason, which must be known itself.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.tables import read_table

_HOLE = re.compile(r"<(\d)>|\{(\d)\}")
_CHANGES = r", (?=(?:được|bị|hết) )| và (?=\d+ lần khác)"
_JOINTS = ("; ", ", ")

_AND = {" và ": " and "}
_DEEPEST = 8  # reasons within reasons


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(vi), en) for vi, en in read_table("reasons.tsv"))


def _pattern(template: str) -> re.Pattern[str]:
    """What is filled in holds no semicolon, unless it is in quotation marks or brackets."""
    pattern = re.escape(template)
    pattern = re.sub(r"«\\\{(\d)\\\}»", r"«(?P<g\1>.+)»", pattern)
    pattern = re.sub(r"\\\(\\\{(\d)\\\}\\\)", r"\\((?P<g\1>.+)\\)", pattern)
    pattern = re.sub(r"\\\{(\d)\\\}", r"(?P<g\1>[^;]+)", pattern)
    return re.compile(re.sub(r"<(\d)>", r"(?P<g\1>[^;]+?)", pattern))


def said(reason: str | None, language: str) -> str:
    """A reason in ``language``.

    >>> said("số và ngày ban hành khớp", "en"), said("cùng số với «52-KL/TW»", "en")
    ('number and date fit', 'same number as “52-KL/TW”')
    >>> said("đã được thay thế bởi Luật số 65/2025/QH15 từ ngày 01/03/2025", "en")
    'replaced by Luật số 65/2025/QH15 from 01/03/2025'
    >>> said("chưa rõ tên gọi tắt", "vi"), said(None, "en")
    ('chưa rõ tên gọi tắt', '')
    """
    if not reason or language == "vi":
        return reason or ""
    whole = _translated(reason)
    return whole or "; ".join(_translated(part) or part for part in reason.split("; "))


def _translated(reason: str, depth: int = _DEEPEST) -> str | None:
    if not depth:
        return None
    if changes := _joined(reason, _CHANGES, depth - 1):
        return changes
    for pattern, english in _patterns():
        match = pattern.fullmatch(reason)
        if match is not None and (words := _filled(match, english, depth - 1)) is not None:
            return words
    joined = (_joined(reason, joint, depth - 1) for joint in _JOINTS)
    return next(filter(None, joined), None)


def _filled(match: re.Match[str], english: str, depth: int) -> str | None:
    """The English words with what they hold; nothing where a reason within is not known."""
    inner = {n: _translated(match[f"g{n}"], depth) for n, _ in _HOLE.findall(english) if n}
    if None in inner.values():
        return None
    return _HOLE.sub(lambda hole: inner.get(hole[1]) or match[f"g{hole[1] or hole[2]}"], english)


def _joined(reason: str, joint: str, depth: int) -> str | None:
    """Several reasons in a row, all of them known."""
    parts = re.split(f"({joint})", reason)
    words = []
    for number, part in enumerate(parts if len(parts) > 1 else ()):
        word = _translated(part, depth) if number % 2 == 0 else _AND.get(part, part)
        if word is None:
            return None
        words.append(word)
    return "".join(words) or None
