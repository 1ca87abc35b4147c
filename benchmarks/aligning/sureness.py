"""How far the scores of links can be trusted: each candidate pair, and whether it is right.

A pair is right if the truth has it for the obligation above, or for a twin of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields

import numpy as np

from benchmarks.aligning.judging import Judged, spans_of
from benchmarks.scores import ratio
from kl52.alignment.features import Features, Side, pairs_of
from kl52.alignment.matching import texts_of
from kl52.alignment.scoring import RECALL, score
from kl52.alignment.words import Vectors
from kl52.meaning import Encoder, bundled_encoder
from kl52.model import Document

SURE = 0.9  # a link with this score should hardly ever be wrong


def pairs(
    plan: Document, parent: Document, encoder: Encoder | None
) -> list[tuple[int, int, Features]]:
    """The candidates of a plan, by the places of their tasks among those that are aligned."""
    texts = [texts_of(plan), texts_of(parent)]
    vectors = Vectors(text for each in texts for text in each)
    own, above = (Side(doc, each, vectors) for doc, each in zip((plan, parent), texts, strict=True))
    places = {duty.id: index for index, duty in enumerate(above.duties)}
    return [
        (number, places[pair.source.id], pair.features)
        for number, row in enumerate(pairs_of(own, above, plan.header.date, encoder))
        for pair in row
    ]


def labelled(each: Judged, encoder: Encoder | None) -> tuple[np.ndarray, np.ndarray]:
    """The features of all candidates of a plan as numbers, and whether each is right."""
    found, told = judged_pairs(each, encoder)
    return known(found), told


def judged_pairs(
    each: Judged, encoder: Encoder | None
) -> tuple[list[tuple[int, int, Features]], np.ndarray]:
    """All candidates of a plan, and whether each is right."""
    right = {
        (row["local"], unit)
        for state in ("covered", "partial")
        for row in each.truth[state]
        for unit in spans_of(row)
    }
    own, above = (
        [duty for duty in doc.obligations if duty.kind != "execution"]
        for doc in (each.plan, each.parent)
    )
    items = [each.item_at(duty.span) for duty in own]
    units = [each.units_at(duty.span) for duty in above]
    found = pairs(each.plan, each.parent, encoder)
    told = [any((items[i], unit) in right for unit in units[j]) for i, j, _ in found]
    return found, np.array(told)


def known(found: Sequence[tuple[int, int, Features]]) -> np.ndarray:
    """The features as numbers, a row each; what is not known is 0."""
    rows = [[each or 0.0 for each in astuple(one)] for *_, one in found]
    return np.array(rows, dtype=float).reshape(len(rows), len(fields(Features)))


def expected_error(chances: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """The mean distance of the score from the share that is right, over bins of the score.

    >>> round(expected_error(np.array([0.9, 0.9, 0.1, 0.1]), np.array([1, 1, 0, 0])), 3)
    0.1
    """
    places = np.minimum((chances * bins).astype(int), bins - 1)
    total = 0.0
    for each in range(bins):
        inside = places == each
        if inside.any():
            total += inside.mean() * abs(chances[inside].mean() - right[inside].mean())
    return float(total)


def sureness(plans: Iterable[Judged]) -> dict[str, float]:
    """Of the scores that kl52 gives their calibration error, and what is right of the sure ones.

    Most candidates are plainly wrong, so the error is given of those that are shown as well.
    """
    scores: list[float] = []
    right: list[bool] = []
    for each in plans:
        found, told = judged_pairs(each, bundled_encoder())
        scores += [score(features) for *_, features in found]
        right += told.tolist()
    chances, told = np.array(scores), np.array(right, dtype=bool)
    sure, shown = chances >= SURE, chances >= RECALL
    return {
        "calibration error": round(expected_error(chances, told), 4),
        "calibration error of links shown": round(expected_error(chances[shown], told[shown]), 4),
        f"links with score >= {SURE}": float(sure.sum()),
        f"precision of links with score >= {SURE}": round(ratio(told[sure].sum(), sure.sum()), 4),
    }
