"""The last recorded run, and what has changed since: cases gained and lost, figures moved.

A record holds facts about a run (machine, commit, figures, case keys), never words of
a source. ``--record`` replaces it; without that a run only compares.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.gold import ROOT

FOLDER = ROOT / "benchmarks" / "records"
Cases = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Record:
    """One run. ``cases`` lists keys by state: hit, missed, spurious."""

    figures: dict[str, float]
    cases: dict[str, list[str]] = field(default_factory=dict)
    commit: str = "unknown"
    date: str = ""
    machine: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a run does better and worse than the last record."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    moved: tuple[tuple[str, float, float], ...]


def machine() -> dict[str, object]:
    return {
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def commit() -> str:
    """The short id of HEAD, with a ``+`` where tracked files of the package are changed."""

    def git(*args: str) -> str:
        done = subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "kl52", "benchmarks/*.py")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")


def new(figures: Mapping[str, float], cases: Cases | None = None) -> Record:
    return Record(
        figures={key: round(value, 4) for key, value in figures.items()},
        cases={state: sorted(keys) for state, keys in (cases or {}).items()},
        commit=commit(),
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        machine=machine(),
    )


def load(name: str, folder: Path = FOLDER) -> Record | None:
    path = folder / f"{name}.json"
    return Record(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def save(name: str, record: Record, folder: Path = FOLDER) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", "utf-8")
    return path


def compare(old: Record, now: Record) -> Change:
    """Cases and figures of ``now`` against ``old``, for the parts that ``now`` ran.

    Gained: right now and not before, or a false alarm that is gone. Lost: the reverse.
    """
    ran = {_part(key) for keys in now.cases.values() for key in keys}

    def keys(record: Record, state: str) -> set[str]:
        return {key for key in record.cases.get(state, ()) if _part(key) in ran}

    hits, alarms = "hit", "spurious"
    gained = keys(now, hits) - keys(old, hits)
    lost = keys(old, hits) - keys(now, hits)
    new_alarms = keys(now, alarms) - keys(old, alarms)
    old_alarms = keys(old, alarms) - keys(now, alarms)
    moved = (
        (key, old.figures[key], value)
        for key, value in sorted(now.figures.items())
        if key in old.figures and abs(old.figures[key] - value) > 0.00005
    )
    return Change(
        gained=(*sorted(gained), *(f"no longer spurious: {key}" for key in sorted(old_alarms))),
        lost=(*sorted(lost), *(f"spurious: {key}" for key in sorted(new_alarms))),
        moved=tuple(moved),
    )


def _part(key: str) -> str:
    return key.partition("/")[0]
