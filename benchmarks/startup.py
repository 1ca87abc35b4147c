"""``python -m benchmarks.startup``: how long the command line takes before it is of use.

Wall times of ``trace``, ``coverage`` (of the Word plan of ``corpus/``) and ``--help``, as ratios to
importing sentence-transformers in the same run, so that the figures mean the same on every machine;
and whether ``trace`` imported torch. The runs alternate, and the median of each is taken.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks import gold, records, report

BARS = {"trace": 0.25, "coverage": 0.3, "help": 0.05}
PLAN = gold.ROOT / "corpus" / "fictitious" / "9902-kh-ubnd.docx"
FOUND = 1  # the status of a coverage that prints findings of severity error
YARDSTICK = "sentence_transformers"
_TORCH = """
import contextlib, io, sys
from kl52.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["trace", sys.argv[1], "--json"])
print("torch" in sys.modules)
"""


def commands(seed: Path) -> dict[str, list[str]]:
    return {
        YARDSTICK: [sys.executable, "-c", f"import {YARDSTICK}"],
        "trace": [sys.executable, "-m", "kl52", "trace", str(seed), "--json"],
        "coverage": [sys.executable, "-m", "kl52", "coverage", str(PLAN), "--json"],
        "help": [sys.executable, "-m", "kl52", "--help"],
    }


def launch(command: Sequence[str]) -> tuple[float, str]:
    """Seconds and standard output of ``command``; ends the program if it fails."""
    # the bundled catalogue alone: a person's own library must not change the figure
    settings = os.environ | {"KL52_LIBRARY": ":none:", "PYTHONIOENCODING": "utf-8"}
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=gold.ROOT, env=settings, capture_output=True, encoding="utf-8", check=False
    )
    took = time.perf_counter() - began
    if done.returncode and not (done.returncode == FOUND and done.stdout):
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SystemExit(f"benchmarks: {' '.join(command[1:])}: exit {done.returncode}: {last}")
    return took, done.stdout


def measure(named: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The median seconds of each command over ``rounds``, one of each in turn.

    One run of each before that counts for nothing: it compiles and fills the disk cache.
    """
    times: dict[str, list[float]] = {name: [] for name in named}
    for count in range(rounds + 1):
        for name, command in named.items():
            took, _ = launch(command)
            if count:
                times[name].append(took)
    return {name: median(each) for name, each in times.items()}


def torch_imported(seed: Path) -> bool:
    return launch([sys.executable, "-c", _TORCH, str(seed)])[1].strip() == "True"


def judge(seconds: Mapping[str, float]) -> tuple[dict[str, float], list[str]]:
    """The ratios to the yardstick, and a line for each bar."""
    ratios = {name: seconds[name] / seconds[YARDSTICK] for name in BARS}
    lines = [
        f"{name}: {ratios[name]:.3f} of importing {YARDSTICK}, "
        f"{'within' if ratios[name] <= bar else 'OVER'} the bar of {bar}"
        for name, bar in BARS.items()
    ]
    return ratios, lines


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command")
    parser.add_argument("--json", action="store_true", help="the whole run as JSON")
    parser.add_argument("--record", action="store_true", help="keep the run as the new record")
    args = parser.parse_args(argv)
    seed = gold.shared() / "seed" / "langson-kh48-news.txt"
    seconds = measure(commands(seed), args.rounds)
    ratios, lines = judge(seconds)
    torch = torch_imported(seed)
    lines.append(f"trace {'imported' if torch else 'did not import'} torch")
    figures = {f"seconds.{name}": took for name, took in seconds.items()}
    figures |= {f"ratio.{name}": each for name, each in ratios.items()}
    figures["torch imported"] = float(torch)
    made = records.new(figures)
    report.publish("startup", made, notes=lines, as_json=args.json, record=args.record)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
