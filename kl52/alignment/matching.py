"""The source of each local task in the documents above.

Input: the obligations of a document and those of the documents above it. Output: for each
local obligation the likely sources in each document above, with the checks behind the score.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kl52.alignment.checks import deadline_words
from kl52.alignment.features import Pair, Side, pairs_of
from kl52.alignment.scoring import THRESHOLD, score
from kl52.alignment.words import Vectors
from kl52.meaning import Encoder, bundled_encoder, similarities
from kl52.model import Document, Obligation

Overlap = Literal["equal", "subset", "superset", "intersects"]
_NEAR = 0.3  # the share of the best score that a further source of the same document must have
_MOST = 4  # sources of one document
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Why:
    """The checks behind a score."""

    citation: bool
    words: float
    meaning: float | None
    actor: str | None
    deadline: str | None
    section: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A source obligation for a local one; ``relation`` is of the local task to the source."""

    document: str
    obligation: str
    unit: str | None
    text: str
    page: int | None
    relation: Overlap
    score: float
    why: Why
    provenance: str | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """The accepted matches of one obligation, best first, and the best that was not accepted."""

    accepted: tuple[Match, ...]
    rejected: Match | None


def failed_check(match: Match) -> Literal["words", "actor", "score"]:
    """The check that a match which was not accepted is weakest in.

    ``words``: too few in common, whoever acts; ``actor``: the bodies do not correspond;
    ``score``: all of it together stays below the threshold.
    """
    if match.why.words < _FEW_WORDS:
        return "words"
    return "actor" if match.why.actor is None else "score"


_FEW_WORDS = 0.12


def align(
    local: Document,
    sources: Sequence[Document],
    *,
    on: str | None,
    least: float = THRESHOLD,
    encoder: Encoder | None = None,
    refused: Container[tuple[str, str, str]] = (),
) -> dict[str, Aligned]:
    """The sources of each obligation of ``local`` among ``sources``, by obligation id.

    ``on`` is the ISO date at which bodies correspond; ``least`` the score from which a match is
    accepted; ``encoder`` (the bundled model) also compares what they mean; another model's cosines
    stand in ``why.meaning`` alone, for the weights were not set on them. ``refused`` are pairs that
    a reviewer rejected (local obligation, document above, obligation there): the next best takes
    their place.
    """
    texts = {doc.id: texts_of(doc) for doc in (local, *sources)}
    vectors = Vectors(text for each in texts.values() for text in each)
    own = Side(local, texts[local.id], vectors)
    known = encoder if encoder is not None and encoder is bundled_encoder() else None
    cited = {cite.target for cite in local.citations if cite.target}
    found: dict[str, list[Match]] = {duty.id: [] for duty in local.obligations}
    for doc in sources:
        twins = {duty.id: duty.duplicate_of for duty in doc.obligations}
        pairs = pairs_of(own, Side(doc, texts[doc.id], vectors), on, known)
        for duty, near in zip(own.duties, pairs, strict=True):
            matches = [
                _match(duty, pair, doc, doc.id in cited)
                for pair in near
                if (duty.id, doc.id, pair.source.id) not in refused
            ]
            found[duty.id] += _few(matches, twins)
    aligned = {id: _aligned(matches, least) for id, matches in found.items()}
    if encoder is None or known is not None:
        return aligned
    return _with_meaning(local, aligned, encoder)


def texts_of(doc: Document) -> list[str]:
    """The tasks in words; its own ``Chỉ thị này`` is the number by which others cite it."""
    header = doc.header
    own = None
    if header.type and header.number:
        own = re.compile(rf"\b{re.escape(header.type)} này\b")
    words = (duty.text for duty in doc.obligations if duty.kind != "execution")
    return [own.sub(f"{header.type} số {header.number}", text) if own else text for text in words]


def _match(duty: Obligation, pair: Pair, doc: Document, cited: bool) -> Match:
    above, features = pair.source, pair.features
    return Match(
        document=doc.id,
        obligation=above.id,
        unit=above.unit,
        text=above.text,
        page=doc.page(above.page),
        relation=_overlap(*pair.covers),
        score=round(score(features), 3),
        why=Why(
            citation=cited,
            words=round(pair.words, 3),
            meaning=None if features.meaning is None else round(features.meaning, 3),
            actor=pair.actor,
            deadline=deadline_words(duty, above),
            section=round(features.section, 3),
        ),
        provenance=doc.provenance,
    )


def _overlap(of_local: float, of_source: float) -> Overlap:
    """How the local task's words are covered by the source's, and cover them."""
    if of_local >= _HALF and of_source >= _HALF:
        return "equal"
    if of_local >= _HALF:
        return "subset"
    return "superset" if of_source >= _HALF else "intersects"


def _aligned(matches: Sequence[Match], least: float) -> Aligned:
    ranked = sorted(matches, key=lambda match: (-match.score, match.document, match.obligation))
    accepted = tuple(match for match in ranked if match.score >= least)
    rejected = next((match for match in ranked if match.score < least), None)
    return Aligned(accepted, rejected)


def _few(matches: Sequence[Match], twins: dict[str, str | None]) -> Iterator[Match]:
    """The best of one document, without the annex row that repeats a sentence, or the reverse.

    Further ones stay only if they are near the best: a local task may merge several.
    """
    ranked = sorted(matches, key=lambda match: (-match.score, match.obligation))
    kept: list[Match] = []
    for match in ranked:
        if len(kept) == _MOST or (kept and match.score < _NEAR * kept[0].score):
            return
        if not any(_are_twins(match.obligation, each.obligation, twins) for each in kept):
            kept.append(match)
            yield match


def _are_twins(one: str, other: str, twins: dict[str, str | None]) -> bool:
    return twins.get(one) == other or twins.get(other) == one


def _with_meaning(
    local: Document, aligned: dict[str, Aligned], encoder: Encoder
) -> dict[str, Aligned]:
    """The same matches with the cosine of the sentence vectors of both texts."""
    texts = {duty.id: duty.text for duty in local.obligations}
    pairs = [
        (id, match)
        for id, each in aligned.items()
        for match in (*each.accepted, *((each.rejected,) if each.rejected else ()))
    ]
    if not pairs:
        return aligned
    near = similarities(encoder, [texts[id] for id, _ in pairs], [match.text for _, match in pairs])
    meant = {
        (id, match): replace(match, why=replace(match.why, meaning=round(float(near[at][at]), 3)))
        for at, (id, match) in enumerate(pairs)
    }
    return {
        id: Aligned(
            tuple(meant[id, match] for match in each.accepted),
            meant[id, each.rejected] if each.rejected else None,
        )
        for id, each in aligned.items()
    }
