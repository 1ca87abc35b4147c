"""How well and how fast files are read: a part for each bar, each a module with ``measure``.

A part takes the folder of the real documents and gives a ``Section`` of figures, cases and notes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benchmarks.scores import Section

PARTS = (
    "legacy",
    "scans",
    "gazette",
    "tables",
    "order",
    "offsets",
    "speed",
    "hostile",
    "furniture",
)
Measure = Callable[[Path], Section]


def part(name: str) -> Measure:
    """The ``measure`` of a part; imported when asked for, for some need packages of their own."""
    measure: Measure = import_module(f"benchmarks.reading.{name}").measure
    return measure
