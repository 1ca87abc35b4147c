"""``--html FILE``: what a command found, as one page for a browser."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.options import FILES
from kl52.errors import UsageError, reason_of

if TYPE_CHECKING:
    from kl52.language.wording import Say
    from kl52.pages import Page


def html_option(command: Parser) -> None:
    """``--html FILE``."""
    html = command.add_argument(
        "--html",
        metavar="FILE",
        help="ghi thêm kết quả thành một trang web trong một tệp: mở bằng trình duyệt, in được, "
        "không cần mạng",
    )
    html.complete = FILES  # type: ignore[attr-defined]


def write_page(page: Page, options: argparse.Namespace, say: Say) -> None:
    """Write the page to ``--html`` and say so."""
    from kl52.pages import page_html

    write_beside(page_html(page, say).encode(), options.html, options, "--html")
    if not options.quiet:
        print(f"kl52: {say('html.written', file=options.html)}", file=sys.stderr)


def write_beside(data: bytes, name: str, options: argparse.Namespace, option: str) -> None:
    """Write a file that is not the document itself."""
    target = Path(name)
    if target.exists() and Path(options.doc).exists() and target.samefile(options.doc):
        raise UsageError(f"{option} {name} là chính tệp kế hoạch → chọn tên khác")
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"{target}: không ghi được ({reason_of(error)}) → chọn chỗ khác"
        ) from error
