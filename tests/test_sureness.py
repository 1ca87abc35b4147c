"""What the benchmarks say of the scores of links, and what they learn from reviews."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.aligning.calibrating import NAMES
from benchmarks.aligning.reviewed import reviewed
from benchmarks.aligning.sureness import expected_error, known
from kl52.reviewing import Words, append
from kl52.reviewing.decisions import Decision, Verdict
from tests.plans import ABOVE, SOURCE, plan_of, source_of, whole


def decision(verdict: Verdict, number: int, above: int) -> Decision:
    local, source = plan_of().obligations[number], source_of().obligations[above]
    words = Words.of(source.text, source.unit, source_of().id)
    return Decision(verdict, "link", Words.of(local.text, local.unit), words, on="2026-08-12")


def test_what_people_decided_on_is_a_pair_right_or_wrong(tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.txt").write_text(whole(), "utf-8")
    (tmp_path / "chi-thi.txt").write_text(ABOVE + SOURCE, "utf-8")
    file = tmp_path / "ke-hoach.txt.kl52-review.tsv"
    made = [decision("accept", 0, 0), decision("accept", 1, 1), decision("reject", 1, 1)]
    append(file, made, plan="ke-hoach.txt", against=("chi-thi.txt",))
    features, right = reviewed(file, None)
    assert right.tolist() == [True, False]
    best = features[:, NAMES.index("best_of_local")]
    assert best.min() > 0.3  # both are near in words: it is people who told them apart


def test_no_pairs_have_features_all_the_same() -> None:
    assert known([]).shape[0] == 0 < known([]).shape[1]


@pytest.mark.parametrize(
    ("chances", "right", "error"),
    [([1.0, 0.0], [1, 0], 0.0), ([1.0, 1.0], [1, 0], 0.5), ([0.5, 0.5], [1, 0], 0.0)],
)
def test_the_calibration_error(chances: list[float], right: list[int], error: float) -> None:
    assert expected_error(np.array(chances), np.array(right)) == pytest.approx(error)
