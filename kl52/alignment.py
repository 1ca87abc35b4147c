"""Which obligation above an obligation comes from.

Input: the obligations of a document and those of the documents above it. Output: for each
local obligation the best source in each document above, with the checks behind the score.

Words first: cosine of TF-IDF over the syllables and syllable pairs of the text (Vietnamese
official terms are mostly pairs). To it come the citation, the correspondence of bodies
(Bộ … → Sở …) and the deadline. ``score`` is the probability that the link is right, by a
logistic over these; its weights are stated below, and README says on what they were set.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from kl52 import bodies
from kl52.lexicon import fold
from kl52.meaning import Encoder, similarities
from kl52.model import Document, Obligation

Overlap = Literal["equal", "subset", "superset", "intersects"]
THRESHOLD = 0.5
_FAINT = 0.05  # a cosine below which texts share nothing but chance
_NEAR = 0.15  # how much lower the score of a further source of the same document may be
_MOST = 3  # sources of one document
_GENERIC = 0.3  # what a word of monitoring and reporting counts, against a word of the matter
_WEIGHTS = {"bias": -3.3, "words": 11.0, "citation": 0.5, "actor": 0.6, "deadline": 0.3}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Why:
    """The checks behind a score."""

    citation: bool
    words: float
    meaning: float | None
    actor: str | None
    deadline: str | None


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


def failed_check(match: Match) -> Literal["words", "actor", "score"]:
    """The check that a match which was not accepted is weakest in.

    ``words``: too few in common, whoever acts; ``actor``: the bodies do not correspond, and
    would have settled it; ``score``: all of it together stays below the threshold.
    """
    words = _WEIGHTS["bias"] + _WEIGHTS["words"] * match.why.words
    if match.why.actor is None and words + _WEIGHTS["actor"] >= 0:
        return "actor"
    return "words" if match.why.words < -_WEIGHTS["bias"] / _WEIGHTS["words"] else "score"


@dataclass(frozen=True, slots=True)
class Aligned:
    """The accepted matches of one obligation, best first, and the best that was not accepted."""

    accepted: tuple[Match, ...]
    rejected: Match | None


@cache
def _style() -> re.Pattern[str]:
    """Phrases of office style (``data/stopwords.txt``), the longest first."""
    lines = files("kl52").joinpath("data/stopwords.txt").read_text(encoding="utf-8").splitlines()
    phrases = sorted((line for line in lines if line and line[0] != "#"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def terms(text: str) -> Counter[str]:
    """The syllables and syllable pairs of ``text``, folded, without phrases of office style.

    >>> sorted(terms("Tổ chức rà soát thủ tục"))
    ['rà', 'rà soát', 'soát', 'soát thủ', 'thủ', 'thủ tục', 'tục']
    """
    found: Counter[str] = Counter()
    for stretch in _style().split(fold(text)):
        syllables = _WORD.findall(stretch)
        found.update(syllables)
        found.update(f"{a} {b}" for a, b in zip(syllables, syllables[1:], strict=False))
    return found


@cache
def generic_terms() -> frozenset[str]:
    """Terms of phrases that stand in every plan, whatever it is about (``data/generic.txt``)."""
    lines = files("kl52").joinpath("data/generic.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(term for line in lines if line and line[0] != "#" for term in terms(line))


class Vectors:
    """TF-IDF vectors over all obligations of the documents compared."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = [terms(text) for text in texts]
        seen: Counter[str] = Counter()
        for each in counts:
            seen.update(each.keys())
        total = len(counts) + 1
        generic = generic_terms()
        self.idf = {
            term: (math.log(total / count) + 0.2) * (_GENERIC if term in generic else 1)
            for term, count in seen.items()
        }

    def of(self, text: str) -> dict[str, float]:
        weights = {
            term: (1 + math.log(count)) * self.idf.get(term, 1.0)
            for term, count in terms(text).items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}


def cosine(left: dict[str, float], right: dict[str, float]) -> float:
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def align(
    local: Document,
    sources: Sequence[Document],
    *,
    on: str | None,
    encoder: Encoder | None = None,
) -> dict[str, Aligned]:
    """The sources of each obligation of ``local`` among ``sources``, by obligation id.

    ``on`` is the ISO date at which bodies correspond; ``encoder`` adds ``why.meaning``.
    """
    pool = [(doc, duty) for doc in sources for duty in doc.obligations if duty.kind != "execution"]
    own = [_named(duty.text, local) for duty in local.obligations]
    above = [_named(duty.text, doc) for doc, duty in pool]
    vectors = Vectors(own + above)
    vectored = [
        (doc, duty, vectors.of(words)) for (doc, duty), words in zip(pool, above, strict=True)
    ]
    cited = {cite.id: cite.target for cite in local.citations}
    aligned = {
        duty.id: _best(duty, vectors.of(words), vectored, {cited.get(id) for id in duty.cites}, on)
        for duty, words in zip(local.obligations, own, strict=True)
    }
    return _with_meaning(local, aligned, encoder) if encoder is not None else aligned


def _named(text: str, doc: Document) -> str:
    """``Chỉ thị này`` in the Directive's own words is the number by which others cite it."""
    header = doc.header
    if not header.type or not header.number:
        return text
    return re.sub(rf"\b{re.escape(header.type)} này\b", f"{header.type} số {header.number}", text)


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
    cosines = similarities(
        encoder, [texts[id] for id, _ in pairs], [match.text for _, match in pairs]
    )
    meant = {
        (id, match): replace(
            match, why=replace(match.why, meaning=round(float(cosines[at][at]), 3))
        )
        for at, (id, match) in enumerate(pairs)
    }
    return {
        id: Aligned(
            tuple(meant[id, match] for match in each.accepted),
            meant[id, each.rejected] if each.rejected else None,
        )
        for id, each in aligned.items()
    }


def _best(
    duty: Obligation,
    vector: dict[str, float],
    vectored: list[tuple[Document, Obligation, dict[str, float]]],
    cited: set[str | None],
    on: str | None,
) -> Aligned:
    found: dict[str, list[Match]] = {}
    twins: dict[tuple[str, str], str] = {}
    for doc, source, source_vector in vectored:
        words = cosine(vector, source_vector)
        if words < _FAINT:
            continue
        match = _match(duty, vector, doc, source, source_vector, words, doc.id in cited, on)
        found.setdefault(doc.id, []).append(match)
        if source.duplicate_of:
            twins[doc.id, source.id] = source.duplicate_of
    ranked = sorted(
        (match for matches in found.values() for match in _few(matches, twins)),
        key=lambda match: (-match.score, match.document, match.obligation),
    )
    accepted = tuple(match for match in ranked if match.score >= THRESHOLD)
    rejected = next((match for match in ranked if match.score < THRESHOLD), None)
    return Aligned(accepted, rejected)


def _few(matches: list[Match], twins: dict[tuple[str, str], str]) -> list[Match]:
    """The best of one document, without the annex row that repeats a sentence, or the reverse.

    A second and a third stay only if they are near the best: a local task may merge several.
    """
    ranked = sorted(matches, key=lambda match: (-match.score, match.obligation))
    kept: list[Match] = []
    for match in ranked:
        twin = twins.get((match.document, match.obligation))
        repeats = any(
            twin == each.obligation
            or twins.get((each.document, each.obligation)) == match.obligation
            for each in kept
        )
        if not repeats and (not kept or match.score >= kept[0].score - _NEAR):
            kept.append(match)
        if len(kept) == _MOST:
            break
    return kept


def _match(
    duty: Obligation,
    vector: dict[str, float],
    doc: Document,
    source: Obligation,
    source_vector: dict[str, float],
    words: float,
    citation: bool,
    on: str | None,
) -> Match:
    actor = _actor(duty, source, on)
    deadline = _deadline(duty, source)
    total = (
        _WEIGHTS["bias"]
        + _WEIGHTS["words"] * words
        + _WEIGHTS["citation"] * citation
        + _WEIGHTS["actor"] * (actor is not None)
        + _WEIGHTS["deadline"] * (deadline is not None and "≤" in deadline)
    )
    return Match(
        document=doc.id,
        obligation=source.id,
        unit=source.unit,
        text=source.text,
        page=doc.page(source.page),
        relation=_overlap(vector, source_vector),
        score=round(1 / (1 + math.exp(-total)), 3),
        why=Why(citation, round(words, 3), None, actor, deadline),
        provenance=doc.provenance,
    )


def _overlap(local: dict[str, float], source: dict[str, float]) -> Overlap:
    """How the local task's words cover the source's and are covered by them."""
    shared = local.keys() & source.keys()
    of_local = sum(local[term] ** 2 for term in shared)
    of_source = sum(source[term] ** 2 for term in shared)
    if of_local >= 0.5 and of_source >= 0.5:
        return "equal"
    if of_local >= 0.5:
        return "subset"
    return "superset" if of_source >= 0.5 else "intersects"


def _actor(duty: Obligation, source: Obligation, on: str | None) -> str | None:
    """The body above whose local counterpart leads here (dated registry)."""
    local = {body.id: body.name for body in (*duty.lead, *duty.coordinate) if body.id}
    for above in (*source.lead, *source.coordinate):
        if above.id is None:
            continue
        if above.id in local:
            return f"{above.name} → {local[above.id]}"
        for pair in bodies.counterparts(above.id, on):
            if pair in local:
                return f"{above.name} → {local[pair]}"
    return None


def _deadline(duty: Obligation, source: Obligation) -> str | None:
    """How the two last days compare, where both are known."""
    own = duty.deadline.end if duty.deadline else None
    above = source.deadline.end if source.deadline else None
    if own is None or above is None:
        return None
    return f"{own} {'≤' if own <= above else '>'} {above}"
