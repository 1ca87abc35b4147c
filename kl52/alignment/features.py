"""What is known of each pair of a local task and a source task.

A pair is compared by itself, and with all other pairs of the two documents: a source that is the
best of a local task, and for which that is the best, is likely its source even if few words are
the same. Pairs that share less than faint words are no candidates; of the others none is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kl52.alignment.checks import (
    actor_agreement,
    citation_agreement,
    corresponding,
    deadline_agreement,
    numbers_cited,
)
from kl52.alignment.sections import Correspondence, headings_of
from kl52.alignment.words import Vector, Vectors, cosine, cosines, parts_of, share
from kl52.meaning import Encoder, similarities
from kl52.model import Document, Obligation
from kl52.values import evolve

FAINT = 0.04  # a cosine below which texts share nothing but chance
_FIRM = 0.25  # a cosine from which being the best counts fully
_LEAST = 0.25  # of the best cosine of either side, below which the other checks cannot help
_MEANT = 0.2  # a cosine from which being the best in meaning counts fully


@dataclass(frozen=True, slots=True)
class Features:
    """From 0 to 1, or from -1 where two things may disagree; the names of ``data/alignment.tsv``.

    ``best_of_local``, ``best_of_source``: the cosine of the words to the best cosine of either;
    ``first``: it is the local task's best; ``parts``: the best cosine of two of their sentences;
    ``adds``: how much of the local task the source explains that its best one does not;
    ``section``: cosine of the headings; ``others``: how many others of its section are near tasks
    of the source's section; ``meaning``: cosine of the sentence vectors, ``meaning_best``: that to
    the local task's best; both ``None`` without a model.
    """

    best_of_local: float
    best_of_source: float
    first: float
    parts: float
    section: float
    others: float
    adds: float
    actor: float
    deadline: float
    citation: float
    meaning: float | None = None
    meaning_best: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate: the source task, what is known of it, its cosine, which bodies correspond."""

    source: Obligation
    features: Features
    words: float
    actor: str | None
    covers: tuple[float, float]


class Side:
    """The tasks of one document as vectors: whole, in sentences, and by their sections."""

    def __init__(self, doc: Document, texts: Sequence[str], vectors: Vectors) -> None:
        self.texts = texts
        self.duties = [duty for duty in doc.obligations if duty.kind != "execution"]
        self.whole = [vectors.of(text) for text in texts]
        self.parts = [
            _parts(text, vectors, whole) for text, whole in zip(texts, self.whole, strict=True)
        ]
        self.headings = headings_of(doc, self.duties)
        self.cited = numbers_cited(doc)

    def are_twins(self, one: int, other: int) -> bool:
        """Whether both are the same task, or one repeats the other."""
        left, right = self.duties[one], self.duties[other]
        return one == other or left.duplicate_of == right.id or right.duplicate_of == left.id


def _parts(text: str, vectors: Vectors, whole: Vector) -> list[Vector]:
    parts = parts_of(text)
    return [vectors.of(part) for part in parts] if len(parts) > 1 else [whole]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a pair stands among all others of the two documents."""

    words: float
    of_local: float
    of_source: float
    others: float
    adds: float


class _Field:
    """All pairs of two documents that share a word."""

    def __init__(self, local: Side, source: Side) -> None:
        self.local, self.source = local, source
        self.near = cosines(local.whole, source.whole)
        self.best_local = [max(row.values(), default=0.0) for row in self.near]
        self.best_source: dict[int, float] = {}
        for row in self.near:
            for index, words in row.items():
                self.best_source[index] = max(words, self.best_source.get(index, 0.0))
        mutual = [{at: self._mutual(n, at) for at in row} for n, row in enumerate(self.near)]
        self.sections = Correspondence(mutual, local.duties, source.duties)
        self.nearest = [max(row, key=lambda at: (row[at], -at), default=-1) for row in self.near]

    def _mutual(self, number: int, index: int) -> float:
        """How near two tasks are as against what is nearest to either."""
        words = self.near[number][index]
        best = max(self.best_local[number], self.best_source[index])
        return words / best * min(words / _FIRM, 1.0)

    def is_candidate(self, number: int, index: int) -> bool:
        """Whether a pair shares more than faint words, and is not far behind others of both."""
        words = self.near[number][index]
        best = min(self.best_local[number], self.best_source[index])
        return words >= FAINT and words / best >= _LEAST

    def standing(self, number: int, index: int) -> _Standing:
        words = self.near[number][index]
        return _Standing(
            words=words,
            of_local=words / self.best_local[number],
            of_source=words / self.best_source[index],
            others=self.sections.of(number, index),
            adds=self._added(number, index),
        )

    def _added(self, number: int, index: int) -> float:
        """How much of a local task's weight a source explains that its nearest one does not.

        A twin of that explains the same; what two sources say in the same words either explains.
        """
        nearest, source = self.nearest[number], self.source
        mine, first, other = (
            self.local.whole[number], source.whole[nearest], source.whole[index]
        )  # fmt: skip
        if source.are_twins(nearest, index):
            return share(mine, first)
        new = sum(w * w for term, w in mine.items() if term in other and term not in first)
        return new + cosine(first, other) * (share(mine, other) - new)


def pairs_of(
    local: Side, source: Side, on: str | None, encoder: Encoder | None = None
) -> Iterator[list[Pair]]:
    """The candidates of each local task among those of one source document, in their order."""
    field = _Field(local, source)
    meant = similarities(encoder, local.texts, source.texts) if encoder and source.texts else None
    ends = {end for duty in source.duties if (end := _aimed_at(duty))}
    for number, row in enumerate(field.near):
        found = []
        for index in sorted(row):
            if _of_other_years(local.duties[number], source.duties[index], ends):
                continue
            if field.is_candidate(number, index):
                pair = _pair(local, source, (number, index), field.standing(number, index), on)
                found.append(pair if meant is None else _with_meaning(pair, meant[number], index))
        yield found


def _aimed_at(duty: Obligation) -> str | None:
    """The last day of a target."""
    return duty.deadline.end if duty.kind == "target" and duty.deadline else None


def _of_other_years(duty: Obligation, above: Obligation, ends: Set[str]) -> bool:
    """Whether the source has a target for the year of the local one, and this one is for another.

    Long programmes set one measure for 2030 and again for 2045, in the same words.
    """
    own, other = _aimed_at(duty), _aimed_at(above)
    return own is not None and other is not None and own != other and own in ends


def _pair(
    local: Side, source: Side, place: tuple[int, int], standing: _Standing, on: str | None
) -> Pair:
    number, index = place
    duty, above = local.duties[number], source.duties[index]
    mine, other = local.whole[number], source.whole[index]
    firm = min(standing.words / _FIRM, 1.0)
    actor = corresponding(duty, above, on)
    features = Features(
        best_of_local=standing.of_local * firm,
        best_of_source=standing.of_source * firm,
        first=firm if standing.of_local == 1.0 else 0.0,
        parts=max(cosine(a, b) for a in local.parts[number] for b in source.parts[index]),
        section=cosine(local.headings[number], source.headings[index]),
        others=standing.others,
        adds=standing.adds,
        actor=actor_agreement(duty, above, actor),
        deadline=deadline_agreement(duty, above),
        citation=citation_agreement(local.cited[duty.id], source.cited[above.id]),
    )
    covers = (share(mine, other), share(other, mine))
    return Pair(above, features, standing.words, actor, covers)


def _with_meaning(pair: Pair, row: Any, index: int) -> Pair:
    """The pair with its cosine among those of its local task."""
    cosine = float(row[index])
    best = cosine / max(float(row.max()), _MEANT)
    return evolve(pair, features=evolve(pair.features, meaning=cosine, meaning_best=best))
