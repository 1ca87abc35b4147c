"""A decision of a person on a link or a finding, tied to the words that it was made on.

Words are compared by their mark, a digest of their syllables: letter case, punctuation, spaces
and the place of tone marks do not count, so that a decision outlives re-runs, another file format
and typographic edits. Where a word or two changed in the same unit, :func:`likeness` tells.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kl52.language.lexicon import fold

Verdict = Literal["accept", "reject", "correct"]
Kind = Literal["link", "finding"]
VERDICTS: tuple[Verdict, ...] = ("accept", "reject", "correct")
KINDS: tuple[Kind, ...] = ("link", "finding")
_WORD = re.compile(r"[^\W_]+")


def syllables(text: str) -> list[str]:
    """The syllables and numbers of a text, folded.

    >>> syllables("Sở Y tế:  hoàn thành, 95%")
    ['sở', 'y', 'tế', 'hoàn', 'thành', '95']
    """
    return _WORD.findall(fold(text))


def mark_of(text: str) -> str:
    """The digest of a text's syllables; of a text without any it is empty.

    >>> mark_of("Sở Y tế  rà soát.") == mark_of("sở y tế rà soát")
    True
    >>> mark_of("…")
    ''
    """
    words = " ".join(syllables(text))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12] if words else ""


def likeness(one: str, other: str) -> float:
    """The share (0 to 1) of the syllables and their pairs that two texts have in common."""
    counts = [_counts(syllables(text)) for text in (one, other)]
    whole = sum(map(Counter.total, counts))
    return 2 * (counts[0] & counts[1]).total() / whole if whole else 1.0


def _counts(words: list[str]) -> Counter[tuple[str, ...]]:
    return Counter([*((word,) for word in words), *pairwise(words)])


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document with the unit that they stand in; ``mark`` is :func:`mark_of` them."""

    unit: str = ""
    text: str = ""
    mark: str = ""
    document: str = ""

    @classmethod
    def of(cls, text: str, unit: str | None = None, document: str = "") -> Words:
        words = one_line(text)
        return cls(unit or "", words, mark_of(words), document)


@dataclass(frozen=True, slots=True)
class Decision:
    """``local`` are the words of the plan, ``source`` those above (of a finding: its evidence).

    ``code`` and ``found`` are those of a finding. ``value`` is what a ``correct`` puts right: the
    relation of a link, the severity of a finding. ``on`` is the ISO day, ``note`` the reason.
    """

    verdict: Verdict
    kind: Kind
    local: Words
    source: Words = Words()
    code: str = ""
    found: str = ""
    value: str = ""
    on: str = ""
    note: str = ""


def one_line(text: str) -> str:
    """White space, and whatever a line of a table cannot hold, as one space.

    >>> one_line("a\\tb\\n c")
    'a b c'
    """
    return " ".join("".join(_printable(text)).split())


def _printable(text: str) -> Iterable[str]:
    return (char if char.isprintable() else " " for char in text)
