"""A bar on stderr for what a library does, with the rate and the time left."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def counted(done: Iterable[T], total: int, doing: str, options: argparse.Namespace) -> Iterator[T]:
    """The same, each counted on the screen as it comes; ``doing`` is a key of ``wording.tsv``."""
    if options.quiet or not sys.stderr.isatty():
        yield from done
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kl52.language.wording import speaker

    say = speaker(options.lang)
    columns = (
        *Progress.get_default_columns()[:2], MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(doing), total=total, rate="")
        for each in done:
            speed = bar.tasks[task].speed
            bar.update(task, advance=1, rate=say("rate", rate=speed) if speed else "")
            yield each
