"""``python -m benchmarks.librarying``: every part, or those named; each has a record of its own."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import parts
from benchmarks.librarying import PARTS


def main(argv: Sequence[str] | None = None) -> int:
    return parts.run("librarying", PARTS, __doc__, argv)


if __name__ == "__main__":
    raise SystemExit(main())
