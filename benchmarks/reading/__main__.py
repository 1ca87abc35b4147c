"""``python -m benchmarks.reading``: every part, or those named by ``--only``, with its bars."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks import gold, records, report
from benchmarks.reading import PARTS, part
from benchmarks.scores import Section


def measure(names: Sequence[str]) -> Section:
    """The figures of the parts together, each figure with its part before it."""
    whole = Section()
    for name in names:
        found = part(name)(gold.shared())
        whole.figures |= {f"{name}.{key}": value for key, value in found.figures.items()}
        for state, keys in found.cases.items():
            whole.cases.setdefault(state, []).extend(f"{name}/{key}" for key in keys)
        whole.notes += [f"{name}: {note}" for note in found.notes]
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.reading", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="a part (repeatable)")
    parser.add_argument("--json", action="store_true", help="the whole run as JSON")
    parser.add_argument("--record", action="store_true", help="keep the run as the new record")
    args = parser.parse_args(argv)
    found = measure(args.only or PARTS)
    run = records.new(found.figures, found.cases)
    if args.record and args.only:
        parser.error("--record keeps whole runs only")
    report.publish("reading", run, notes=found.notes, as_json=args.json, record=args.record)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
