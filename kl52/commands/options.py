"""The options that commands share, with the files that the Tab key completes."""

from __future__ import annotations

import argparse
import os
from datetime import date

from kl52.commands.arguments import Parser

FILES = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}


def reading_options(command: Parser) -> None:
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


def document_argument(command: Parser, *, optional: bool = False) -> None:
    """``DOC``, and how it is read."""
    doc = command.add_argument(
        "doc",
        metavar="DOC",
        nargs="?" if optional else None,
        help="tệp .pdf .docx .doc .rtf .xlsx .xls .ppt .html .mht .md .txt hoặc ảnh quét; "
        "- là đọc từ đầu vào chuẩn (stdin)",
    )
    doc.complete = FILES  # type: ignore[attr-defined]
    reading_options(command)
    day_option(command, "--on", "ngày cần biết hiệu lực của văn bản được dẫn")


def day_option(command: Parser, name: str, about: str) -> None:
    """An option that takes a day; ``None`` where it is not given, which means today."""
    command.add_argument(
        name,
        metavar="DATE",
        type=iso_day,
        help=f"{about}: 2026-01-31 hoặc 31/01/2026 (mặc định: hôm nay)",
    )


def iso_day(words: str) -> str:
    """The ISO date that a user wrote on the command line.

    >>> iso_day("31/01/2026"), iso_day("2026-01-31")
    ('2026-01-31', '2026-01-31')
    """
    from kl52.language.dates import find_date

    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        if (found := find_date(words)) is not None:
            return found
    message = f"không hiểu ngày «{words}» → viết 2026-01-31 hoặc 31/01/2026"
    raise argparse.ArgumentTypeError(message)


def today() -> str:
    return date.today().isoformat()


def new_command(
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
        metavar="FILE",
        default=os.environ.get("KL52_LIBRARY"),
        help="tệp kho văn bản do kl52 add tạo, hoặc một thư mục văn bản để đọc ngay (mặc định: "
        "$KL52_LIBRARY, rồi kho của người dùng nếu có); :none: là chỉ dùng danh mục kèm theo",
    )
    library.complete = FILES  # type: ignore[attr-defined]
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
