"""Coverage of the three planted plans that were written blind, and are open since.

Scored once, untuned, on 2026-11-25 (afaf6fe): links F2 0.856 with recall 0.838, missing tasks F1
0.556, local-only F1 0.720, faults 25 of 33, no error on a clean twin, precision of links at 0.9 or
more 1.000, calibration error 0.015. Those are the figures for plans that kl52 has not seen
(``records/aligning-planted_test.json``). Their misses were worked on afterwards and weights are set
on them as well, so whatever is measured here from then on is on ground for development.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.aligning.planted import judged, score
from benchmarks.scores import Section


def measure(shared: Path) -> Section:
    return score(judged(shared, "test"), "planted test")
