"""``python -m benchmarks.reading``: every part, or those named; each has a record of its own."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks import gold, records, report
from benchmarks.reading import PARTS, part


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.reading", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="a part (repeatable)")
    parser.add_argument("--json", action="store_true", help="the whole run as JSON")
    parser.add_argument("--record", action="store_true", help="keep the runs as the new records")
    args = parser.parse_args(argv)
    for name in args.only or PARTS:
        found = part(name)(gold.shared())
        run = records.new(found.figures, found.cases)
        report.publish(
            f"reading-{name}", run, notes=found.notes, as_json=args.json, record=args.record
        )
        print(flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
