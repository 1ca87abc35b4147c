"""Obligations on the gold, each figure beside its bar.

The figures are those of :mod:`benchmarks.obligations`, from the real files (PDF; the news item is
text). What the bars mean: a body or a product counts singly (``values``), an inherited lead like
one that is printed; a deadline is right where kind, start, last day and recurrence all are;
``binds province`` is compared with the gold's ``addressed_to_province``, "nobody named" included.
A tie between a row and its prose counts once, whichever of the two says it.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks import quality
from benchmarks.scores import Section

BARS = {
    "where prose.f1": 0.88,
    "where table.f1": 0.985,
    "kind macro f1": 0.92,
    "values lead.f1": 0.94,
    "values coordinate.f1": 0.93,
    "field.deadline, exact": 0.97,
    "values product.f1": 0.90,
    "field.binds province": 0.92,
    "row-prose pairs.f1": 0.90,
}


def measure(shared: Path) -> Section:
    section = quality.run_obligations("pdf")
    section.notes += bars(section.figures, "obligations pdf")
    return section


def bars(figures: dict[str, float], head: str) -> list[str]:
    """A line for each bar: the figure, the bar, and whether it is met."""
    return [
        _line(f"{head}.{name}", figures.get(f"{head}.{name}"), bar) for name, bar in BARS.items()
    ]


def _line(name: str, figure: float | None, bar: float) -> str:
    if figure is None:
        return f"no such case {name} (bar {bar})"
    return f"{'met ' if figure >= bar else 'NOT MET'} {name} {figure:.3f} (bar {bar})"
