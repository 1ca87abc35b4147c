"""``python -m benchmarks.aligning.calibrating [--write]``: sets the weights of links.

A logistic regression over the features of all candidate pairs of the development plans (planted
ones, that of the gold, the fictitious plan of ``corpus/``): right pairs against all others, and,
with less weight, each plan against the parents of the others, where nothing is right; and what
people decided on links (``--review``, files of ``kl52 review``). Prints how well the weights hold
on each plan when they are set on the others; ``--write`` keeps those set on all in
``kl52/data/alignment.tsv``. The test split is never read here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.aligning.corpus_plan import parents_of_plan
from benchmarks.aligning.gold_plan import judge_gold
from benchmarks.aligning.judging import Judged
from benchmarks.aligning.planted import judged
from benchmarks.aligning.reviewed import reviewed
from benchmarks.aligning.sureness import expected_error, known, labelled, pairs
from benchmarks.gold import ROOT, shared
from kl52.alignment.features import Features
from kl52.meaning import Encoder, bundled_encoder

TABLE = ROOT / "kl52" / "data" / "alignment.tsv"
NAMES = [field.name for field in fields(Features)]
UNRELATED = 0.1  # the weight of pairs of documents that have nothing to do with each other


def written(encoder: Encoder | None) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The fictitious plan of ``corpus/`` against each of its sources."""
    for plan, parent, right in parents_of_plan():
        own, above = (
            [duty.id for duty in doc.obligations if duty.kind != "execution"]
            for doc in (plan, parent)
        )
        found = pairs(plan, parent, encoder)
        yield known(found), np.array([(own[i], above[j]) in right for i, j, _ in found])


def fit(sets: Sequence[tuple[np.ndarray, np.ndarray, float]]) -> Any:
    from sklearn.linear_model import LogisticRegression

    inputs = np.concatenate([features for features, _, _ in sets])
    told = np.concatenate([right for _, right, _ in sets])
    weight = np.concatenate([np.full(len(right), each) for _, right, each in sets])
    return LogisticRegression(C=1.0, max_iter=5000).fit(inputs, told, sample_weight=weight)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    parser.add_argument(
        "--review", type=Path, action="append", default=[],
        help="a file of kl52 review: what people decided on links counts as examples (repeatable)",
    )  # fmt: skip
    args = parser.parse_args(argv)
    plans = [judge_gold(shared()), *judged(shared(), "development")]
    weights = [weights_of(plans, encoder, args.review) for encoder in (bundled_encoder(), None)]
    for name in weights[0]:
        print(f"{name:16} {weights[0][name]:7.2f} {weights[1][name]:7.2f}")
    if args.write:
        head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")]
        rows = [f"{name}\t{weights[0][name]:.2f}\t{weights[1][name]:.2f}" for name in weights[0]]
        TABLE.write_text("\n".join([*head, "name\tweight\twithout", *rows]) + "\n", "utf-8")
    return 0


def weights_of(
    plans: Sequence[Judged], encoder: Encoder | None, reviews: Sequence[Path] = ()
) -> dict[str, float]:
    """The weights set on all plans; prints how well they hold on each that is left out."""
    data = [labelled(each, encoder) for each in plans]
    others = [(*each, 1.0) for each in written(encoder)]
    for file in reviews:
        features, right = reviewed(file, encoder)
        print(f"{file}: {right.sum()} right of {len(right)} pairs decided on")
        others.append((features, right, 1.0))
    for one in plans:
        for other in plans:
            if one.parent.id != other.parent.id:
                features = known(pairs(one.plan, other.parent, encoder))
                others.append((features, np.zeros(len(features), dtype=bool), UNRELATED))
    for held, (features, right) in enumerate(data):
        rest = [(*each, 1.0) for number, each in enumerate(data) if number != held]
        chances = fit([*rest, *others]).predict_proba(features)[:, 1]
        print(f"{plans[held].name}: {right.sum()} right of {len(right)} pairs, "
              f"expected calibration error {expected_error(chances, right):.3f}")  # fmt: skip
    model = fit([*((*each, 1.0) for each in data), *others])
    found = dict(zip(NAMES, model.coef_[0], strict=True))
    return {"bias": float(model.intercept_[0])} | {
        name: float(each) for name, each in found.items()
    }


if __name__ == "__main__":
    raise SystemExit(main())
