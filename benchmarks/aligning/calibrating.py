"""``python -m benchmarks.aligning.calibrating [--write]``: sets the weights of links.

A logistic regression over the features of all candidate pairs of the development plans (planted
ones, that of the gold, the fictitious plan of ``corpus/``): right pairs against all others, and,
with less weight, each plan against the parents of the others, where nothing is right. Prints how
well the weights hold on each plan when they are set on the others; ``--write`` keeps those set on
all in ``kl52/data/alignment.tsv``. The test split is never read here.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import Any

import numpy as np

from benchmarks.aligning.gold_plan import judge_gold
from benchmarks.aligning.planted import Judged, judged, spans_of
from benchmarks.gold import ROOT, shared
from kl52.alignment.features import Features, Side, pairs_of
from kl52.alignment.matching import texts_of
from kl52.alignment.words import Vectors
from kl52.model import Document

TABLE = ROOT / "kl52" / "data" / "alignment.tsv"
NAMES = [field.name for field in fields(Features)]
UNRELATED = 0.1  # the weight of pairs of documents that have nothing to do with each other


def pairs(plan: Document, parent: Document) -> list[tuple[int, int, Features]]:
    """The candidates of a plan, by the places of their tasks among those that are aligned."""
    texts = [texts_of(plan), texts_of(parent)]
    vectors = Vectors(text for each in texts for text in each)
    own, above = (Side(doc, each, vectors) for doc, each in zip((plan, parent), texts, strict=True))
    places = {duty.id: index for index, duty in enumerate(above.duties)}
    return [
        (number, places[pair.source.id], pair.features)
        for number, row in enumerate(pairs_of(own, above, plan.header.date))
        for pair in row
    ]


def labelled(each: Judged) -> tuple[np.ndarray, np.ndarray]:
    """The features of all candidates of a plan, and whether each is right."""
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
    found = pairs(each.plan, each.parent)
    told = [any((items[i], unit) in right for unit in units[j]) for i, j, _ in found]
    return np.array([astuple(one) for *_, one in found]), np.array(told)


def fit(sets: Sequence[tuple[np.ndarray, np.ndarray, float]]) -> Any:
    from sklearn.linear_model import LogisticRegression

    known = np.concatenate([features for features, _, _ in sets])
    told = np.concatenate([right for _, right, _ in sets])
    weight = np.concatenate([np.full(len(right), each) for _, right, each in sets])
    return LogisticRegression(C=1.0, max_iter=5000).fit(known, told, sample_weight=weight)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    args = parser.parse_args(argv)
    plans = [judge_gold(shared()), *judged(shared(), "development")]
    data = [labelled(each) for each in plans]
    unrelated = []
    for one in plans:
        for other in plans:
            if one.parent.id != other.parent.id:
                features = np.array([astuple(f) for *_, f in pairs(one.plan, other.parent)])
                unrelated.append((features, np.zeros(len(features), dtype=bool), UNRELATED))
    for held, (features, right) in enumerate(data):
        rest = [(*each, 1.0) for number, each in enumerate(data) if number != held]
        model = fit([*rest, *unrelated])
        chances = model.predict_proba(features)[:, 1]
        print(f"{plans[held].name}: {right.sum()} right of {len(right)} pairs, "
              f"expected calibration error {expected_error(chances, right):.3f}")  # fmt: skip
    model = fit([*((*each, 1.0) for each in data), *unrelated])
    weights = {"bias": model.intercept_[0]} | dict(zip(NAMES, model.coef_[0], strict=True))
    for name, weight in weights.items():
        print(f"{name:16} {weight:7.2f}")
    if args.write:
        head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
        rows = ["name\tweight", *(f"{name}\t{weight:.2f}" for name, weight in weights.items())]
        TABLE.write_text("\n".join([*head, *rows]) + "\n", "utf-8")
    return 0


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


if __name__ == "__main__":
    raise SystemExit(main())
