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
from kl52.catalogue_commands import add_catalogue_command, add_day_option, today
from kl52.errors import Kl52Error, UnreadableDocument, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from kl52.adding import Outcome
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
  kl52 parse nghi-quyet.pdf                     tóm tắt: cách đọc, trích dẫn, nhiệm vụ, lưu ý
  kl52 parse ban-quet.pdf --text                lời văn như đã đọc, để đối chiếu với bản quét
  kl52 parse nghi-quyet.pdf --json              toàn bộ, cả cấu trúc, bảng, chú thích
  kl52 parse du-thao.docx --original --text     bản trước khi sửa (Track Changes)

Bản quét cần Tesseract có tiếng Việt; .doc, .rtf đọc đủ nhất khi máy có LibreOffice. Thiếu phần
nào, kl52 nói rõ cần cài gì ở mục LƯU Ý. Mã kết thúc: 0 xong; 2 dùng sai; 3 không đọc được tệp.
"""
_ADD_EXAMPLES = """ví dụ:
  kl52 add nghi-quyet.pdf ke-hoach.docx         thêm hai văn bản
  kl52 add van-ban/                             thêm mọi văn bản trong thư mục, cả thư mục con
  kl52 add van-ban/ --library kho/ --jobs 4     vào kho riêng, đọc 4 tệp một lúc
  kl52 add van-ban/ --json > ket-qua.json       kết quả từng tệp

Tệp đã có trong kho thì không đọc lại; bị ngắt giữa chừng thì chạy lại lệnh để làm tiếp. Văn bản
có dấu MẬT, TỐI MẬT, TUYỆT MẬT không được lưu. Mỗi tệp được đọc trong một tiến trình riêng có
giới hạn bộ nhớ và thời gian. Mã kết thúc: 0 xong; 2 dùng sai; 3 có tệp không nhận (được liệt kê).
"""
_SHOWN = 20  # skipped files listed on screen; --json has them all


def build_parser() -> Parser:
    """The parser of all commands; every option has its help."""
    parser = Parser(
        prog="kl52",
        description="Truy nguồn nhiệm vụ qua chuỗi văn bản chỉ đạo. "
        "(Traces tasks through Vietnamese directive cascades.)",
        epilog="ví dụ:\n  kl52 trace ke-hoach.docx\n  kl52 parse nghi-quyet.pdf --text\n"
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
    trace = _command(commands, "trace", "truy nguồn từng nhiệm vụ của một văn bản", _TRACE_EXAMPLES)
    trace.add_argument("--full", action="store_true", help="in đầy đủ mọi nhiệm vụ và trích đoạn")
    trace.add_argument(
        "--model",
        metavar="FOLDER",
        help="mô hình sentence-transformers: ghi thêm độ gần nghĩa (why.meaning)",
    )
    trace.set_defaults(run=_trace)
    parse = _command(
        commands, "parse", "đọc một văn bản rồi cho biết đã đọc được gì", _PARSE_EXAMPLES
    )
    parse.add_argument(
        "--text",
        action="store_true",
        help="in lời văn như đã đọc (đoạn, hàng của bảng, chú thích) để đối chiếu với tệp",
    )
    parse.set_defaults(run=_parse)
    for command in (trace, parse):
        doc = command.add_argument(
            "doc",
            metavar="DOC",
            help="tệp .pdf .docx .doc .rtf .xlsx .xls .ppt .html .mht .md .txt hoặc ảnh quét; "
            "- là đọc từ đầu vào chuẩn (stdin)",
        )
        doc.complete = _FILES  # type: ignore[attr-defined]
        _reading_options(command)
        add_day_option(command, "--on", "ngày cần biết hiệu lực của văn bản được dẫn")
    _add_command(commands)
    add_catalogue_command(commands, _command)
    return parser


_FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}


def _reading_options(command: Parser) -> None:
    """How the one document is read; those of a library are always read in the same way."""
    command.add_argument(
        "--original",
        action="store_true",
        help="tệp Word có theo dõi thay đổi (Track Changes): đọc bản trước khi sửa "
        "(mặc định: bản đã chấp nhận mọi sửa đổi)",
    )
    command.add_argument(
        "--ocr",
        choices=("auto", "never", "always"),
        default="auto",
        help="nhận dạng chữ (OCR): auto là ở trang chỉ có ảnh, trang có số, ngày nằm trong ảnh "
        "(mặc định); never là không; always là ở mọi trang PDF",
    )


def _add_command(commands: argparse._SubParsersAction[Parser]) -> None:
    add = _command(commands, "add", "đưa văn bản vào kho", _ADD_EXAMPLES)
    paths = add.add_argument("paths", metavar="PATH", nargs="+", help="tệp hoặc thư mục")
    paths.complete = _FILES  # type: ignore[attr-defined]
    add.add_argument(
        "--allow-secret",
        action="store_true",
        help="nhận cả văn bản có dấu mật; chỉ dành cho người được phép lưu trên máy này",
    )
    add.add_argument(
        "--no-sandbox",
        action="store_true",
        help="đọc ngay trong tiến trình này, không giới hạn bộ nhớ và thời gian "
        "(chỉ cho tệp tin cậy)",
    )
    add.add_argument("--jobs", type=int, metavar="N", help="số tệp đọc một lúc (mặc định: số nhân)")
    add.set_defaults(run=_add)


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
    command.add_argument(
        "--json",
        action="store_true",
        help="in mọi kết quả dạng JSON (kl52/1) cho chương trình khác dùng",
    )
    library = command.add_argument(
        "--library",
        metavar="FOLDER",
        default=os.environ.get("KL52_LIBRARY"),
        help="thư mục kho văn bản (mặc định: $KL52_LIBRARY, rồi thư mục dữ liệu của người dùng "
        "nếu có); :none: là chỉ dùng danh mục kèm theo",
    )
    library.complete = {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"}  # type: ignore[attr-defined]
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
    except KeyboardInterrupt:
        print("\nkl52: đã dừng → chạy lại lệnh để làm tiếp", file=sys.stderr)
        return 130
    except Exception as error:
        if options.verbose:
            raise
        name = type(error).__name__
        what = f"lỗi bất ngờ ({name}: {error}) → chạy lại với -v rồi báo cho kl52"
        print(f"kl52: {getattr(options, 'doc', 'add')}: {what}", file=sys.stderr)
        return UnreadableDocument.exit_status
    return status


def _trace(options: argparse.Namespace) -> int:
    from kl52.tracing import trace

    library = _library(options)
    encoder = None
    if options.model is not None:
        from kl52.meaning import load_encoder

        encoder = load_encoder(options.model)
    doc = _with_status(_read(options, library), library, options)
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
    from kl52.wording import speaker

    say = speaker(options.lang)
    if options.text and options.json:
        raise UsageError(say("text_or_json"))
    library = _library(options)
    doc = _with_status(_read(options, library), library, options)
    if options.text:
        from kl52.readout import text_lines

        for line in text_lines(doc, say):
            print(line)
    elif options.json:
        from kl52.serialising import parse_json

        _print_json(parse_json(doc))
    else:
        from kl52.rendering import render_document

        with _console() as console:
            render_document(doc, console, say)
    return _status(doc, options)


def _add(options: argparse.Namespace) -> int:
    from pathlib import Path

    from kl52.adding import Candidate, Outcome, add_files, find_candidates
    from kl52.library import NO_LIBRARY, default_library

    if options.library == NO_LIBRARY:
        raise UsageError(f"không thêm được vào {NO_LIBRARY} → chỉ rõ thư mục bằng --library")
    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs cần ít nhất là 1")
    library = Path(options.library) if options.library else default_library()
    found = find_candidates(map(Path, options.paths), library)
    outcomes = [each for each in found if isinstance(each, Outcome)]
    files = [each for each in found if isinstance(each, Candidate)]
    outcomes += _progress(
        add_files(
            files,
            library,
            allow_secret=options.allow_secret,
            sandboxed=not options.no_sandbox,
            jobs=options.jobs,
        ),
        len(files),
        options,
    )
    outcomes.sort(key=lambda each: each.file)
    if options.json:
        from kl52.serialising import added_json

        _print_json(added_json(outcomes, library))
    _print_outcomes(outcomes, library, options)
    failed = any(each.state == "failed" for each in outcomes)
    return UnreadableDocument.exit_status if failed else 0


def _progress(
    outcomes: Iterable[Outcome], total: int, options: argparse.Namespace
) -> Iterator[Outcome]:
    """The outcomes, with a bar on the screen that tells the rate and the time left."""
    if options.quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kl52.wording import speaker

    say = speaker(options.lang)
    columns = (
        *Progress.get_default_columns()[:2], MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("adding"), total=total, rate="")
        for outcome in outcomes:
            speed = bar.tasks[task].speed
            bar.update(task, advance=1, rate=say("rate", rate=speed) if speed else "")
            yield outcome


def _print_outcomes(
    outcomes: Sequence[Outcome], library: Path, options: argparse.Namespace
) -> None:
    """The counts to stdout; what was not taken, and why, to stderr."""
    from kl52.wording import speaker

    say = speaker(options.lang)
    by_state = {
        state: [each for each in outcomes if each.state == state]
        for state in ("added", "known", "skipped", "failed")
    }
    counts = {state: len(each) for state, each in by_state.items()}
    if not options.json:
        print(say("added", library=library, **counts))
    skipped = by_state["skipped"]
    if skipped and not options.quiet:
        names = ", ".join(each.file for each in skipped[:_SHOWN])
        more = say("and_more", count=len(skipped) - _SHOWN) if len(skipped) > _SHOWN else ""
        print(
            f"kl52: {say('skipped', count=len(skipped))}: {names} {more}".rstrip(), file=sys.stderr
        )
    if by_state["failed"]:
        print(f"kl52: {say('failed', count=counts['failed'])}:", file=sys.stderr)
        for each in by_state["failed"]:
            print(f"  {each.error}", file=sys.stderr)


def _status(doc: Document, options: argparse.Namespace) -> int:
    """3 where not a word could be read: what was not found then means nothing."""
    if doc.text.text.strip():
        return 0
    from kl52.wording import speaker

    print(f"kl52: {doc.source.name}: {speaker(options.lang)('no_words')}", file=sys.stderr)
    return UnreadableDocument.exit_status


def _with_status(doc: Document, library: Library, options: argparse.Namespace) -> Document:
    from kl52.validity import state_now

    on = options.on or today()
    return state_now(doc, library.catalogue, on, today=options.on is None)


def _read(options: argparse.Namespace, library: Library) -> Document:
    from kl52.parsing import parse_document
    from kl52.reading.options import DEFAULT, ReadOptions

    if not options.doc:
        raise UsageError("thiếu tên tệp")
    source, name = options.doc, None
    if source == "-":
        from kl52.reading.files import read_limited

        source, name = read_limited(sys.stdin.buffer, "stdin", DEFAULT.limits), "stdin"
    with _recognition(options) as progress:
        reading = ReadOptions(options.original, options.ocr, progress=progress)
        return parse_document(source, name=name, catalogue=library.catalogue, options=reading)


@contextmanager
def _recognition(options: argparse.Namespace) -> Iterator[Callable[[int, int], None]]:
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
