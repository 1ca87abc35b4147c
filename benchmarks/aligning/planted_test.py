"""Coverage of planted plans, test split: written blind, never tuned on, scored when all is done."""

from __future__ import annotations

from pathlib import Path

from benchmarks.aligning.planted import judged, score
from benchmarks.scores import Section


def measure(shared: Path) -> Section:
    return score(judged(shared, "test"), "planted test")
