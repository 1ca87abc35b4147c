"""Counting: one-to-one matching of spans, precision and recall, rates of right fields.

Pure functions over values. A ``Section`` is what one part of the benchmark found:
flat figures, and the case keys from which the next run tells gains from losses.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kl52.spans import Span

G = TypeVar("G")
P = TypeVar("P")

_TONES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"}
_TONES |= {"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"}
_TONES |= {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}


@dataclass(frozen=True, slots=True)
class Tally:
    """True positives, false positives, false negatives.

    >>> Tally(3, 1, 2).f1
    0.6666666666666666
    """

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return ratio(self.hits, self.hits + self.spurious)

    @property
    def recall(self) -> float:
        return ratio(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return ratio(2 * self.hits, 2 * self.hits + self.spurious + self.missed)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits, self.spurious + other.spurious, self.missed + other.missed
        )


@dataclass(slots=True)
class Rates:
    """Right and all answers by field; ``stated`` counts only where the gold has a value."""

    right: dict[str, float] = field(default_factory=dict)
    all: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, right: float, *, stated: bool = False) -> None:
        for key in (name, f"{name}, stated") if stated else (name,):
            self.right[key] = self.right.get(key, 0.0) + right
            self.all[key] = self.all.get(key, 0) + 1

    def figures(self, prefix: str) -> dict[str, float]:
        rates = {f"{prefix}.{key}": ratio(self.right[key], n) for key, n in self.all.items()}
        return rates | {f"{prefix}.{key}.n": float(n) for key, n in self.all.items()}


@dataclass(slots=True)
class Section:
    """The figures of one part, its cases by state (hit, missed, spurious), and notes."""

    figures: dict[str, float] = field(default_factory=dict)
    cases: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def case(self, state: str, *parts: object) -> None:
        self.cases.setdefault(state, []).append("/".join(str(part) for part in parts))

    def plus(self, other: Section) -> Section:
        """Both together; their figures and cases have names of their own."""
        states = self.cases.keys() | other.cases.keys()
        cases = {s: self.cases.get(s, []) + other.cases.get(s, []) for s in states}
        return Section(self.figures | other.figures, cases, self.notes + other.notes)

    def tally(self, name: str, tally: Tally) -> None:
        for key in ("precision", "recall", "f1", "hits", "spurious", "missed"):
            self.figures[f"{name}.{key}"] = float(getattr(tally, key))


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def fold(text: str | None) -> str:
    """Case, white space and the place of the tone mark do not count.

    >>> fold("Uỷ ban  nhân dân") == fold("ỦY BAN nhân dân")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", text or "").casefold().split())
    for old, new in _TONES.items():
        plain = plain.replace(old, new)
    return plain


def overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def jaccard(one: Span, other: Span) -> float:
    shared = overlap(one, other)
    return ratio(shared, len(one) + len(other) - shared)


def match(
    gold: Sequence[G], found: Sequence[P], likeness: Callable[[G, P], float], least: float = 0.0
) -> dict[int, int]:
    """Gold index → index found, one to one, the likest pairs first.

    Pairs of likeness 0 or below ``least`` are none. Ties go to the earlier pair.
    """
    scored = (
        (likeness(want, got), i, j) for i, want in enumerate(gold) for j, got in enumerate(found)
    )
    pairs = sorted((-score, i, j) for score, i, j in scored if score > 0 and score >= least)
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def tally_by(
    hits: Iterable[str], spurious: Iterable[str], missed: Iterable[str]
) -> dict[str, Tally]:
    """Tallies by label, from the labels of each hit, each false alarm and each miss."""
    counts = (Counter(hits), Counter(spurious), Counter(missed))
    labels = sorted(set().union(*counts))
    return {label: Tally(*(count[label] for count in counts)) for label in labels}
