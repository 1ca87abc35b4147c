"""The probability that a link is right, from what is known of the pair.

A logistic over :class:`~kl52.alignment.features.Features`; its weights (``data/alignment.tsv``)
were set on planted plans by ``python -m benchmarks.aligning.calibrating``, and README says how
well they hold on plans that they were not set on.
"""

from __future__ import annotations

import math
from dataclasses import fields
from functools import cache

from kl52.alignment.features import Features
from kl52.tables import read_table

THRESHOLD = 0.5  # a link holds if it is more likely right than not
RECALL = 0.1  # what reviewers of coverage are shown: they want recall before precision


def score(features: Features) -> float:
    """The probability, from 0 to 1.

    >>> score(Features(1, 1, 1, 0.7, 1, 0.8, 0.6, 0, 0, 0, 0.9, 1)) > 0.9
    True
    """
    weights = _weights()[features.meaning is None]
    total = weights["bias"] + sum(
        weights[field.name] * (getattr(features, field.name) or 0.0) for field in fields(features)
    )
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> tuple[dict[str, float], dict[str, float]]:
    """The weights with a model of meaning, and those without."""
    rows = [(name, float(one), float(other)) for name, one, other in read_table("alignment.tsv")]
    return {name: one for name, one, _ in rows}, {name: other for name, _, other in rows}
