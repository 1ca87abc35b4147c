"""Rankings judged: nDCG@10 and recall@10 against sets of relevant places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

DEPTH = 10


def normalised(vectors: Any) -> np.ndarray:
    """Rows of length 1; a row of zeros stays."""
    rows = np.asarray(vectors, dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(min=1e-12)


def best(scores: np.ndarray, without: int) -> list[int]:
    """The ten best places by score, the first of equals first, without the query's own.

    >>> best(np.array([0.1, 0.9, 0.5, 0.9]), without=1)
    [3, 2, 0]
    """
    ranked = np.argsort(-scores, kind="stable")[: DEPTH + 1]
    return [int(place) for place in ranked if place != without][:DEPTH]


def ndcg(found: Sequence[int], relevant: Iterable[int]) -> float:
    """Normalised discounted cumulative gain, each relevant place being worth 1.

    >>> ndcg([4, 7], {4}), round(ndcg([4, 7], {7}), 3), ndcg([4, 7], {1})
    (1.0, 0.631, 0.0)
    """
    wanted = set(relevant)
    gain = sum(1 / np.log2(rank + 2) for rank, place in enumerate(found) if place in wanted)
    return float(gain / sum(1 / np.log2(rank + 2) for rank in range(min(DEPTH, len(wanted)))))


def recall(found: Iterable[int], relevant: Iterable[int]) -> float:
    """The share of the relevant places that is found.

    >>> recall([4, 7], {7, 1})
    0.5
    """
    wanted = set(relevant)
    return len(wanted & set(found)) / len(wanted)


def mean_ndcg(queries: Any, corpus: Any, links: Mapping[int, Iterable[int]]) -> float:
    """Mean nDCG@10 where query ``i`` is the corpus's own row ``i``."""
    return float(
        np.mean([ndcg(best(corpus @ queries[at], at), wanted) for at, wanted in links.items()])
    )
