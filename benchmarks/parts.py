"""Benchmarks in parts: each part is a module with ``measure`` and has a record of its own.

A part takes the folder of the real documents and gives a ``Section`` of figures, cases and notes.
It is imported when asked for, since some need packages of their own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks import gold, records, report
from benchmarks.scores import Section

Measure = Callable[[Path], Section]


def part(package: str, name: str) -> Measure:
    """The ``measure`` of a part."""
    measure: Measure = import_module(f"benchmarks.{package}.{name}").measure
    return measure


def run(package: str, parts: Sequence[str], about: str | None, argv: Sequence[str] | None) -> int:
    """Measure every part of a package, or those named, and compare each with its record."""
    parser = argparse.ArgumentParser(prog=f"benchmarks.{package}", description=about)
    parser.add_argument("--only", choices=parts, action="append", help="a part (repeatable)")
    parser.add_argument("--json", action="store_true", help="the whole run as JSON")
    parser.add_argument("--record", action="store_true", help="keep the runs as the new records")
    args = parser.parse_args(argv)
    for name in args.only or parts:
        found = part(package, name)(gold.shared())
        now = records.new(found.figures, found.cases)
        report.publish(
            f"{package}-{name}", now, notes=found.notes, as_json=args.json, record=args.record
        )
        print(flush=True)
    return 0
