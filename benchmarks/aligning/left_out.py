"""``python -m benchmarks.aligning.left_out``: each planted plan with weights set on the others.

What an unseen plan may expect, as far as links depend on weights. Rules are another matter: they
were written with all plans at hand, so only a new plan can try them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from unittest import mock

from benchmarks.aligning.calibrating import development_plans, examples, fit, named
from benchmarks.aligning.judging import Judged
from benchmarks.aligning.planted import score
from benchmarks.gold import shared
from benchmarks.scores import Section
from kl52.alignment import scoring
from kl52.coverage import coverage
from kl52.library import Library
from kl52.meaning import bundled_encoder


def measure_left_out(plans: Sequence[Judged]) -> Section:
    data, others = examples(plans, bundled_encoder())
    weights = [named(fit([*data[:held], *data[held + 1 :], *others])) for held in range(len(plans))]
    return score(map(rejudged, plans, weights), "left out")


def rejudged(each: Judged, weights: Mapping[str, float]) -> Judged:
    """A plan's coverage with other weights."""
    with mock.patch.object(scoring, "_weights", lambda: (weights, weights)):
        found = coverage(each.plan, Library(), against=[each.parent])
    return replace(each, found=found, clean=None)


def main(argv: Sequence[str] | None = None) -> int:
    figures = measure_left_out(development_plans(shared())).figures
    for name, f1 in figures.items():
        head, _, kind = name.rpartition(".")
        if kind == "f1":
            found, right = figures[f"{head}.precision"], figures[f"{head}.recall"]
            print(f"{head:44} precision {found:.3f} recall {right:.3f} F1 {f1:.3f}")
    print(f"links, F2 {figures['left out.links, F2']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
