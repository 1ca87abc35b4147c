"""The document and the library of a command, with bars on stderr while one waits for them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kl52.commands.options import today
from kl52.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from kl52.library import Library
    from kl52.model import Document


def status_of(doc: Document, options: argparse.Namespace) -> int:
    """3 where not a word could be read: what was not found then means nothing."""
    if doc.text.text.strip():
        return 0
    from kl52.language.wording import speaker

    print(f"kl52: {doc.source.name}: {speaker(options.lang)('no_words')}", file=sys.stderr)
    return UnreadableDocument.exit_status


def read(options: argparse.Namespace, library: Library) -> Document:
    """The document that the command line names; ``-`` is the text on stdin.

    Its citations have the status of what they cite on the day that ``--on`` names, or today.
    """
    from kl52.catalogue.validity import state_now
    from kl52.parsing import parse_document
    from kl52.reading.options import DEFAULT, ReadOptions

    if not options.doc:
        raise UsageError(f"thiếu tên tệp → xem kl52 {options.command} --help")
    source, name = options.doc, None
    if source == "-":
        from kl52.reading.files import read_limited

        source, name = read_limited(sys.stdin.buffer, "stdin", DEFAULT.limits), "stdin"
    with _recognition(options) as progress:
        reading = ReadOptions(options.original, options.ocr, progress=progress)
        doc = parse_document(source, name=name, catalogue=library.catalogue, options=reading)
    on = options.on or today()
    return state_now(doc, library.catalogue, on, today=options.on is None)


@contextmanager
def _recognition(options: argparse.Namespace) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that is drawn once there is something to wait for."""
    if options.quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from kl52.language.wording import speaker

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = None

        def show(done: int, total: int) -> None:
            nonlocal task
            task = bar.add_task(speaker(options.lang)("ocr"), total=total) if task is None else task
            bar.update(task, completed=done)

        yield show


def library_file(options: argparse.Namespace) -> Path:
    """The file of the library that a command writes to."""
    from pathlib import Path

    from kl52.library.holdings import NO_LIBRARY, default_library

    if options.library == NO_LIBRARY:
        raise UsageError(f"không ghi được vào {NO_LIBRARY} → chỉ rõ tệp bằng --library")
    file = Path(options.library) if options.library else default_library()
    if file.is_dir():
        raise UsageError(f"{file}: đây là thư mục → --library cần một tệp, ví dụ {file}.kl52")
    return file


def open_library(options: argparse.Namespace) -> Library:
    """The library of the command; files of it that cannot be used are told on stderr."""
    from pathlib import Path

    from kl52.language.wording import speaker
    from kl52.library import Library
    from kl52.library.holdings import NO_LIBRARY, user_library

    folder = options.library or user_library()
    if folder is None or folder == NO_LIBRARY:
        return Library()
    say = speaker(options.lang)

    def progress(files: Iterable[Path]) -> Iterable[Path]:
        if options.quiet or not sys.stderr.isatty():
            return files
        from rich.console import Console
        from rich.progress import track

        return track(list(files), description=say("reading"), console=Console(stderr=True))

    library = Library(Path(folder), progress=progress)
    if library.unread and not options.quiet:
        counts = say("unread", total=library.read, count=len(library.unread))
        print(f"kl52: {counts}", file=sys.stderr)
        for error in library.unread:
            print(f"  {error}", file=sys.stderr)
    return library
