"""``python -m benchmarks.all``: every benchmark, one after the other."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks import quality, startup


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.all", description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the runs as the new records")
    args = parser.parse_args(argv)
    passed = ["--record"] if args.record else []
    for part in (quality, startup):
        part.main(passed)
        print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
