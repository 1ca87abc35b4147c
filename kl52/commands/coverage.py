"""``kl52 coverage PLAN``: what a plan takes up of the tasks above it, and what is wrong in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kl52.commands.arguments import Parser
from kl52.commands.comparing import (
    Compared,
    compare,
    comparison_options,
    conventions_of,
    review_of,
)
from kl52.commands.documents import status_of
from kl52.commands.options import FILES, document_argument, new_command
from kl52.commands.pages import html_option, write_beside, write_page
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import UsageError

_EXAMPLES = """ví dụ:
  kl52 coverage ke-hoach.docx                         so với các văn bản mà kế hoạch căn cứ
  kl52 coverage ke-hoach.docx --against nghi-quyet.pdf
  kl52 coverage ke-hoach.docx --against nghi-quyet.pdf --json > ra-soat.json
  kl52 coverage ke-hoach.docx --full --lang en
  kl52 coverage ke-hoach.docx --disable actor_missing --disable deadline_missing
  kl52 coverage ke-hoach.docx --docx da-ra-soat.docx  bản Word có nhận xét ở từng chỗ
  kl52 coverage da-ra-soat.docx --docx sach.docx --remove   bỏ các nhận xét ấy
  kl52 coverage ke-hoach.docx --html ra-soat.html     trang web để xem, in, gửi cho người soạn
  kl52 coverage --list-codes                          các mã phát hiện

Quy ước của cơ quan ghi ở kl52.toml, tìm trong thư mục của kế hoạch rồi các thư mục trên
(mã tắt, mức nặng nhẹ, văn bản để so, tên gọi tắt). Quyết định của người rà soát
(kl52 review) ở tệp bên cạnh kế hoạch được áp dụng.

Mã thoát 1: xong, có phát hiện mức lỗi.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    command = new_command(
        commands, "coverage", "rà soát một kế hoạch so với văn bản cấp trên", _EXAMPLES
    )
    comparison_options(command)
    command.add_argument(
        "--disable",
        metavar="CODE",
        action="append",
        default=[],
        help="không tính phát hiện mang mã này (lặp lại được); --list-codes liệt kê mã",
    )
    command.add_argument(
        "--list-codes", action="store_true", help="in các mã phát hiện, ý nghĩa và mức, rồi thôi"
    )
    command.add_argument("--full", action="store_true", help="in đầy đủ mọi nhiệm vụ và trích đoạn")
    docx = command.add_argument(
        "--docx",
        metavar="FILE",
        help="ghi bản sao của kế hoạch (tệp .docx) có nhận xét Word ở chỗ có phát hiện, và ở cuối "
        "mỗi mục còn thiếu nhiệm vụ; nhận xét của người khác được giữ nguyên",
    )
    docx.complete = FILES  # type: ignore[attr-defined]
    command.add_argument(
        "--remove", action="store_true", help="với --docx: chỉ bỏ các nhận xét do kl52 đã ghi"
    )
    html_option(command)
    document_argument(command, optional=True)
    command.set_defaults(run=_coverage)


def _coverage(options: argparse.Namespace) -> int:
    if options.list_codes:
        return _list_codes(options)
    if options.remove:
        return _remove_comments(options)
    conventions = conventions_of(options).without(options.disable)
    compared = compare(options, conventions, review_of(options))
    if options.docx:
        _comment(compared, options)
    if options.html:
        _page(compared, options)
    if options.json:
        from kl52.serialising.coverages import coverage_json

        print_json(coverage_json(compared.found))
    else:
        from kl52.coverage.rendering import render_coverage
        from kl52.language.wording import speaker

        catalogue, say = compared.library.catalogue, speaker(options.lang)
        with stdout_console() as console:
            render_coverage(
                compared.found, catalogue, console, say, lang=options.lang, full=options.full
            )
    if status := status_of(compared.found.document, options):
        return status
    return 1 if any(each.severity == "error" for each in compared.found.findings) else 0


def _comment(compared: Compared, options: argparse.Namespace) -> None:
    """Write the plan with comments to ``--docx``."""
    from kl52.commenting import add_comments, remarks_of
    from kl52.language.wording import speaker
    from kl52.reading.options import ReadOptions

    found, say = compared.found, speaker(options.lang)
    remarks = remarks_of(found, compared.library.catalogue, say, options.lang)
    reading = ReadOptions(original=options.original)
    commented = add_comments(_bytes_of(options), found.document, remarks, reading)
    write_beside(commented, options.docx, options, "--docx")
    if not options.quiet:
        told = say("comment.written", count=len(remarks), file=options.docx)
        print(f"kl52: {told}", file=sys.stderr)


def _page(compared: Compared, options: argparse.Namespace) -> None:
    """Write the page to ``--html``."""
    from kl52.language.wording import speaker
    from kl52.pages import coverage_page

    say = speaker(options.lang)
    write_page(coverage_page(compared.found, compared.library, say, options.lang), options, say)


def _remove_comments(options: argparse.Namespace) -> int:
    from kl52.commenting import remove_comments

    if not options.docx or not options.doc:
        raise UsageError("--remove cần tệp kế hoạch và --docx FILE")
    bare = remove_comments(_bytes_of(options), options.doc)
    write_beside(bare, options.docx, options, "--docx")
    return 0


def _bytes_of(options: argparse.Namespace) -> bytes:
    """The plan's own bytes."""
    from kl52.reading.files import load
    from kl52.reading.options import DEFAULT

    if options.doc == "-":
        raise UsageError("--docx cần một tệp .docx, không đọc được từ đầu vào chuẩn")
    return load(Path(options.doc), options.doc, DEFAULT.limits)


def _list_codes(options: argparse.Namespace) -> int:
    """All codes: for programs as they are, for people with their grade and meaning."""
    from kl52.coverage.findings.telling import codes
    from kl52.language.wording import speaker
    from kl52.serialising.values import SCHEMA, plain

    if options.json:
        print_json({"schema": SCHEMA, "codes": [plain(each) for each in codes().values()]})
        return 0
    say = speaker(options.lang)
    print(say("coverage.codes"))
    for each in codes().values():
        about = each.about_vi if options.lang == "vi" else each.about_en
        print(f"  {each.code} ({say(f'severity.{each.severity}')}): {about}")
    return 0
