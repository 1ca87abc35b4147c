"""The library after ``kill -9``, and while several processes write to it and read it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.librarying.concurrent import watch
from benchmarks.librarying.kills import disturb


def test_a_killed_run_loses_nothing_and_the_next_one_finishes(tmp_path: Path) -> None:
    killed = list(disturb(tmp_path, kills=20, documents=40))
    assert len(killed) == 20
    assert any(each["at work"] for each in killed)
    for name in ("faults", "lost", "unequal"):
        assert sum(each[name] for each in killed) == 0, name


def test_two_that_add_and_one_that_reads_do_no_harm(tmp_path: Path) -> None:
    found = watch(tmp_path, documents=60, seed=1)
    assert found["readings"] > 0
    for name in ("failed", "torn", "stale", "faults", "unequal"):
        assert found[name] == 0, name
