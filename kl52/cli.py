"""The command line: a command parses its options, calls one library function, prints.

Results go to stdout, everything else to stderr. Exit status: 0 done, 2 wrong use, 3 the
document could not be read. Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kl52 import __version__
from kl52.arguments import Parser
from kl52.errors import Kl52Error, UnreadableDocument, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from kl52.library import Library
    from kl52.model import Document

_TRACE_EXAMPLES = """ví dụ:
  kl52 trace ke-hoach.docx                      chuỗi văn bản và nguồn của từng nhiệm vụ
  kl52 trace quyet-dinh.pdf --json > trace.json
  kl52 trace ke-hoach.pdf --library van-ban/    so với các văn bản trong thư mục van-ban/
  kl52 trace ke-hoach.pdf --full --lang en
  cat ban-tin.txt | kl52 trace -
"""
_PARSE_EXAMPLES = """ví dụ:
  kl52 parse nghi-quyet.pdf                     tóm tắt: trích dẫn, nhiệm vụ
  kl52 parse nghi-quyet.pdf --json              toàn bộ: phần đầu, cấu trúc, trích dẫn, nhiệm vụ
"""


def build_parser() -> Parser:
    """The parser of all commands; every option has its help."""
    parser = Parser(
        prog="kl52",
        description="Truy nguồn nhiệm vụ qua chuỗi văn bản chỉ đạo. "
        "(Traces tasks through Vietnamese directive cascades.)",
        epilog="ví dụ:\n  kl52 trace ke-hoach.docx\n  kl52 parse nghi-quyet.pdf --json\n\n"
        "kl52 LỆNH --help: giúp đỡ về một lệnh",
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
    trace = _command(commands, "trace", "truy nguồn từng nhiệm vụ của một văn bản", _TRACE_EXAMPLES)
    trace.add_argument("--full", action="store_true", help="in đầy đủ mọi nhiệm vụ và trích đoạn")
    trace.add_argument(
        "--model",
        metavar="FOLDER",
        help="mô hình sentence-transformers: ghi thêm độ gần nghĩa (why.meaning)",
    )
    trace.set_defaults(run=_trace)
    parse = _command(commands, "parse", "đọc một văn bản thành dữ liệu", _PARSE_EXAMPLES)
    parse.set_defaults(run=_parse)
    return parser


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    help: str,
    examples: str,
) -> Parser:
    """A command with the options that all share."""
    command = commands.add_parser(
        name,
        help=help,
        description=help[:1].upper() + help[1:] + ".",
        epilog=examples,
    )
    doc = command.add_argument(
        "doc",
        metavar="DOC",
        help="tệp .pdf .docx .txt .md .html, ảnh .jpg .png .tif; - là văn bản từ stdin",
    )
    doc.complete = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}  # type: ignore[attr-defined]
    command.add_argument("--json", action="store_true", help="in JSON theo hợp đồng kl52/1")
    command.add_argument(
        "--library",
        metavar="FOLDER",
        default=os.environ.get("KL52_LIBRARY"),
        help="thư mục văn bản để so (mặc định: $KL52_LIBRARY, rồi thư mục dữ liệu của người dùng "
        "nếu có); :none: là chỉ dùng danh mục kèm theo",
    )
    command.add_argument(
        "--ocr",
        choices=("auto", "never", "always"),
        default="auto",
        help="nhận dạng chữ trong ảnh: auto là các trang chỉ có ảnh (mặc định), never là không, "
        "always là mọi trang PDF",
    )
    command.add_argument(
        "--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ hiển thị (mặc định: vi)"
    )
    command.add_argument(
        "-q", "--quiet", action="store_true", help="không in gì ra stderr ngoài lỗi"
    )
    command.add_argument(
        "-v", "--verbose", action="store_true", help="khi có lỗi bất ngờ, in cả dấu vết lỗi"
    )
    return command


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
    except Exception as error:
        if options.verbose:
            raise
        name = type(error).__name__
        what = f"lỗi bất ngờ ({name}: {error}) → chạy lại với -v rồi báo cho kl52"
        print(f"kl52: {options.doc}: {what}", file=sys.stderr)
        return UnreadableDocument.exit_status
    return status


def _trace(options: argparse.Namespace) -> int:
    from kl52.tracing import trace

    library = _library(options)
    encoder = None
    if options.model is not None:
        from kl52.meaning import load_encoder

        encoder = load_encoder(options.model)
    doc = _read(options, library)
    result = trace(doc, library, encoder=encoder)
    if options.json:
        from kl52.serialising import trace_json

        _print_json(trace_json(result))
    else:
        from kl52.rendering import render_trace
        from kl52.wording import speaker

        with _console() as console:
            render_trace(
                result, library.catalogue, console, speaker(options.lang), full=options.full
            )
    return _status(doc, options)


def _parse(options: argparse.Namespace) -> int:
    doc = _read(options, _library(options))
    if options.json:
        from kl52.serialising import parse_json

        _print_json(parse_json(doc))
    else:
        from kl52.rendering import render_document
        from kl52.wording import speaker

        with _console() as console:
            render_document(doc, console, speaker(options.lang))
    return _status(doc, options)


def _status(doc: Document, options: argparse.Namespace) -> int:
    """3 where not a word could be read: what was not found then means nothing."""
    if doc.text.text.strip():
        return 0
    from kl52.wording import speaker

    print(f"kl52: {doc.source.name}: {speaker(options.lang)('no_words')}", file=sys.stderr)
    return UnreadableDocument.exit_status


def _read(options: argparse.Namespace, library: Library) -> Document:
    from kl52.parsing import parse_document
    from kl52.reading.options import ReadOptions

    if not options.doc:
        raise UsageError("thiếu tên tệp")
    stdin = options.doc == "-"
    source = sys.stdin.buffer.read() if stdin else options.doc
    with _progress(options) as progress:
        return parse_document(
            source,
            name="stdin" if stdin else None,
            catalogue=library.catalogue,
            options=ReadOptions(ocr=options.ocr, progress=progress),
        )


@contextmanager
def _progress(options: argparse.Namespace) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that is drawn once there is something to wait for."""
    if options.quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from kl52.wording import speaker

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = None

        def show(done: int, total: int) -> None:
            nonlocal task
            task = bar.add_task(speaker(options.lang)("ocr"), total=total) if task is None else task
            bar.update(task, completed=done)

        yield show


def _library(options: argparse.Namespace) -> Library:
    from pathlib import Path

    from kl52.library import NO_LIBRARY, Library, user_library
    from kl52.wording import speaker

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


@contextmanager
def _console() -> Iterator[Console]:
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


def _print_json(value: object) -> None:
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()
