"""What goes to stdout: a console for people, JSON for programs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def stdout_console() -> Iterator[Console]:
    """A console for stdout; into a file or pipe without the blanks that fill up its lines."""
    from rich.console import Console

    if sys.stdout.isatty():
        yield Console(highlight=False, emoji=False)
        return
    width = int(os.environ.get("COLUMNS") or 110)
    written = io.StringIO()
    yield Console(file=written, width=width, highlight=False, emoji=False, color_system=None)
    for line in written.getvalue().splitlines():
        print(line.rstrip())


def print_json(value: object) -> None:
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()
