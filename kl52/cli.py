"""The command line: wires the commands, and tells errors by the exit status.

Results go to stdout, everything else to stderr. Exit status: 0 done, 2 wrong use, 3 the
document could not be read. Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from kl52 import __version__
from kl52.commands import (
    add,
    body,
    catalogue,
    coverage,
    explain,
    export,
    find,
    impact,
    parse,
    remove,
    review,
    serve,
    show,
    tasks,
    trace,
    update,
    verify,
)
from kl52.commands.arguments import Parser
from kl52.errors import Kl52Error, UnreadableDocument

_COMMANDS = (
    trace, coverage, review, parse, tasks, explain, body, show, find, impact, export, add, update,
    remove, verify, catalogue, serve,
)  # fmt: skip


def build_parser() -> Parser:
    """The parser of all commands; every option has its help."""
    parser = Parser(
        prog="kl52",
        description="Truy nguồn nhiệm vụ qua chuỗi văn bản chỉ đạo. "
        "(Traces tasks through Vietnamese directive cascades.)",
        epilog="ví dụ:\n  kl52 trace ke-hoach.docx\n  kl52 parse nghi-quyet.pdf --annotate\n"
        "  kl52 explain ke-hoach.docx c12\n"
        "  kl52 add van-ban/\n\n"
        "kl52 LỆNH --help: trợ giúp về một lệnh",
    )
    parser.add_argument(
        "--version", action="version", version=f"kl52 {__version__}", help="in phiên bản rồi thoát"
    )
    parser.add_argument(
        "--completion",
        choices=("bash", "zsh", "tcsh"),
        metavar="SHELL",
        help="in mã hoàn thành phím Tab cho bash, zsh hoặc tcsh",
    )
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="lệnh")
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status.

    >>> main(["parse", "khong-co.pdf"])
    3
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = build_parser()
    options = parser.parse_args(argv)
    if options.completion:
        import shtab

        print(shtab.complete(parser, options.completion))
        return 0
    if options.command is None:
        parser.print_help()
        return 2
    try:
        status: int = options.run(options)
    except Kl52Error as error:
        print(f"kl52: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:  # the reader went away, as in `kl52 trace … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("\nkl52: đã dừng → chạy lại lệnh để làm tiếp", file=sys.stderr)
        return 130
    except Exception as error:
        if options.verbose:
            raise
        name = type(error).__name__
        what = f"lỗi bất ngờ ({name}: {error}) → chạy lại với -v rồi báo cho kl52"
        print(f"kl52: {getattr(options, 'doc', options.command)}: {what}", file=sys.stderr)
        return UnreadableDocument.exit_status
    return status
