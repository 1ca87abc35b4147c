"""``python -m benchmarks.serving``: every part, or those named; each has a record of its own."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import parts
from benchmarks.serving import PARTS


def main(argv: Sequence[str] | None = None) -> int:
    return parts.run("serving", PARTS, __doc__, argv)


if __name__ == "__main__":
    raise SystemExit(main())
