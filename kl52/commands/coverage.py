"""``kl52 coverage PLAN``: what a plan takes up of the tasks above it, and what is wrong in it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kl52.arguments import Parser
from kl52.commands.documents import open_library, read, status_of
from kl52.commands.options import FILES, document_argument, new_command
from kl52.commands.printing import print_json, stdout_console

if TYPE_CHECKING:
    from kl52.library import Library
    from kl52.model import Document

_EXAMPLES = """ví dụ:
  kl52 coverage ke-hoach.docx                         so với các văn bản mà kế hoạch căn cứ
  kl52 coverage ke-hoach.docx --against nghi-quyet.pdf
  kl52 coverage ke-hoach.docx --against nghi-quyet.pdf --json > ra-soat.json
  kl52 coverage ke-hoach.docx --full --lang en

Mã thoát 1: xong, có phát hiện mức lỗi.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    command = new_command(
        commands, "coverage", "rà soát một kế hoạch so với văn bản cấp trên", _EXAMPLES
    )
    against = command.add_argument(
        "--against",
        metavar="DOC",
        action="append",
        help="văn bản cấp trên để so: tệp, hoặc mã /akn/… trong kho (lặp lại được); "
        "mặc định: các văn bản mà kế hoạch dẫn ở tên và căn cứ",
    )
    against.complete = FILES  # type: ignore[attr-defined]
    command.add_argument("--full", action="store_true", help="in đầy đủ mọi nhiệm vụ và trích đoạn")
    document_argument(command)
    command.set_defaults(run=_coverage)


def _coverage(options: argparse.Namespace) -> int:
    from kl52.coverage import coverage
    from kl52.meaning import bundled_encoder

    library = open_library(options)
    plan = read(options, library)
    against = [_source(name, library) for name in options.against] if options.against else None
    found = coverage(plan, library, against=against, encoder=bundled_encoder())
    if options.json:
        from kl52.serialising import coverage_json

        print_json(coverage_json(found))
    else:
        from kl52.coverage.rendering import render_coverage
        from kl52.wording import speaker

        with stdout_console() as console:
            render_coverage(found, console, speaker(options.lang), full=options.full)
    if status := status_of(plan, options):
        return status
    return 1 if any(each.severity == "error" for each in found.findings) else 0


def _source(name: str, library: Library) -> Document:
    """The document that ``--against`` names: an id of the library, or a file."""
    from kl52.errors import UsageError
    from kl52.parsing import parse_document

    if name.startswith("/akn/"):
        found = library.document(name)
        if found is None:
            raise UsageError(f"{name}: kho không có nội dung văn bản này → thêm bằng kl52 add")
        return found
    return parse_document(name, catalogue=library.catalogue)
