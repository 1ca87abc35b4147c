"""Plain-text tables of a run, and of what changed since the last record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from benchmarks import records
from benchmarks.records import Change, Record

TALLY = ("precision", "recall", "f1", "hits", "spurious", "missed")
LISTED = 40


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need; the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        return "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()

    return "\n".join([line(head), line(["-" * width for width in widths]), *map(line, rows)])


def figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and value > 1 else f"{value:.3f}"


def figures(values: Mapping[str, float]) -> str:
    """The tallies of a run as one table, its rates as another, the rest line by line."""
    stems = [key.removesuffix(".f1") for key in values if key.endswith(".f1")]
    tallies = [
        [stem, *(f"{values[f'{stem}.{key}']:.3f}" for key in TALLY[:3])]
        + [f"{values[f'{stem}.{key}']:.0f}" for key in TALLY[3:]]
        for stem in stems
    ]
    rates = [key.removesuffix(".n") for key in values if key.endswith(".n")]
    fields = [[key, f"{values[key]:.3f}", f"{values[f'{key}.n']:.0f}"] for key in rates]
    shown = {f"{stem}.{key}" for stem in stems for key in TALLY}
    shown |= {key for rate in rates for key in (rate, f"{rate}.n")}
    rest = [[key, figure(value)] for key, value in values.items() if key not in shown]
    parts = [(("found", *TALLY), tallies), (("field", "right", "of"), fields)]
    parts.append((("figure", "value"), rest))
    return "\n\n".join(table(head, rows) for head, rows in parts if rows)


def change(old: Record, delta: Change) -> str:
    """The cases gained and lost since ``old``, and the figures that moved."""
    lines = [f"against the record of {old.date} ({old.commit}):"]
    for title, keys in (("gained", delta.gained), ("lost", delta.lost)):
        lines.append(f"{title}: {len(keys)}")
        lines += [f"  {key}" for key in keys[:LISTED]]
        if len(keys) > LISTED:
            lines.append(f"  … and {len(keys) - LISTED} more (--json lists all)")
    if delta.moved:
        rows = [
            [key, f"{was:.3f}", f"{now:.3f}", f"{now - was:+.3f}"] for key, was, now in delta.moved
        ]
        lines += ["", table(("moved", "was", "is", "by"), rows)]
    return "\n".join(lines)


def publish(
    name: str, run: Record, *, notes: Sequence[str] = (), as_json: bool, record: bool
) -> None:
    """Print a run with its notes and changes; keep it as the new record if asked to."""
    old = records.load(name)
    delta = records.compare(old, run) if old else None
    if as_json:
        whole = asdict(run) | {"notes": list(notes), "change": asdict(delta) if delta else None}
        print(json.dumps(whole, ensure_ascii=False, indent=1))
    else:
        place = ", ".join(f"{key} {value}" for key, value in run.machine.items())
        print(f"{name} at {run.commit}, {run.date} ({place})\n\n{figures(run.figures)}\n")
        print("\n".join([*notes, ""]) if notes else "", end="")
        print(change(old, delta) if old and delta else "no record yet: --record keeps this run")
    if record:
        records.save(name, run)
