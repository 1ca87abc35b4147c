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

    ``words``: cosine; ``best_of_local``, ``best_of_source``: that to the best cosine of either;
    ``first``: it is the local task's best; ``parts``: the best cosine of two of their sentences;
    ``within``: how much of the local task the source covers; ``section``: cosine of the headings;
    ``others``: how many others of its section are near tasks of the source's section;
    ``meaning``: cosine of the sentence vectors, ``meaning_best``: that to the local task's best;
    both ``None`` without a model.
    """

    words: float
    best_of_local: float
    best_of_source: float
    first: float
    parts: float
    within: float
    section: float
    others: float
    actor: float
    deadline: float
    citation: float
    meaning: float | None = None
    meaning_best: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate: the source task, what is known of it, and which bodies correspond."""

    source: Obligation
    features: Features
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


def _parts(text: str, vectors: Vectors, whole: Vector) -> list[Vector]:
    parts = parts_of(text)
    return [vectors.of(part) for part in parts] if len(parts) > 1 else [whole]


def pairs_of(
    local: Side, source: Side, on: str | None, encoder: Encoder | None = None
) -> Iterator[list[Pair]]:
    """The candidates of each local task among those of one source document, in their order."""
    near = cosines(local.whole, source.whole)
    meant = similarities(encoder, local.texts, source.texts) if encoder and source.texts else None
    best_local = [max(row.values(), default=0.0) for row in near]
    best_source: dict[int, float] = {}
    for row in near:
        for index, words in row.items():
            best_source[index] = max(words, best_source.get(index, 0.0))
    mutual = [
        {at: _mutual(words, best_local[number], best_source[at]) for at, words in row.items()}
        for number, row in enumerate(near)
    ]
    sections = Correspondence(mutual, local.duties, source.duties)
    ends = {end for duty in source.duties if (end := _aimed_at(duty))}
    for number, row in enumerate(near):
        found = []
        for index, words in sorted(row.items()):
            of_local, of_source = words / best_local[number], words / best_source[index]
            if _of_other_years(local.duties[number], source.duties[index], ends):
                continue
            if words >= FAINT and max(of_local, of_source) >= _LEAST:
                place = (number, index)
                others = sections.of(number, index)
                pair = _pair(local, source, place, words, (of_local, of_source), others, on)
                found.append(pair if meant is None else _with_meaning(pair, meant[number], index))
        yield found


def _mutual(words: float, best_local: float, best_source: float) -> float:
    """How near two tasks are as against what is nearest to either."""
    return min(words / best_local, words / best_source) * min(words / _FIRM, 1.0)


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
    local: Side,
    source: Side,
    place: tuple[int, int],
    words: float,
    best: tuple[float, float],
    others: float,
    on: str | None,
) -> Pair:
    number, index = place
    duty, above = local.duties[number], source.duties[index]
    firm = min(words / _FIRM, 1.0)
    actor = corresponding(duty, above, on)
    within = share(local.whole[number], source.whole[index])
    features = Features(
        words=words,
        best_of_local=best[0] * firm,
        best_of_source=best[1] * firm,
        first=firm if best[0] == 1.0 else 0.0,
        parts=max(cosine(a, b) for a in local.parts[number] for b in source.parts[index]),
        within=within,
        section=cosine(local.headings[number], source.headings[index]),
        others=others,
        actor=actor_agreement(duty, above, actor),
        deadline=deadline_agreement(duty, above),
        citation=citation_agreement(local.cited[duty.id], source.cited[above.id]),
    )
    return Pair(above, features, actor, (within, share(source.whole[index], local.whole[number])))


def _with_meaning(pair: Pair, row: Any, index: int) -> Pair:
    """The pair with its cosine among those of its local task."""
    cosine = float(row[index])
    best = cosine / max(float(row.max()), _MEANT)
    return evolve(pair, features=evolve(pair.features, meaning=cosine, meaning_best=best))
