"""``kl52 parse DOC``: one document as data, as text, or in short."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.documents import open_library, read, status_of
from kl52.commands.options import FILES, document_argument, new_command
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import UsageError, reason_of

if TYPE_CHECKING:
    from kl52.language.wording import Say
    from kl52.library import Library
    from kl52.model import Document

_EXAMPLES = """ví dụ:
  kl52 parse nghi-quyet.pdf                     tóm tắt: cách đọc, trích dẫn, nhiệm vụ, lưu ý
  kl52 parse ban-quet.pdf --text                lời văn như đã đọc, để đối chiếu với bản quét
  kl52 parse nghi-quyet.pdf --json              toàn bộ, cả cấu trúc, bảng, chú thích
  kl52 parse du-thao.docx --original --text     bản trước khi sửa (Track Changes)
  kl52 parse nghi-quyet.pdf --annotate          toàn văn, trích dẫn được tô màu, bảng ở cuối
  kl52 parse nghi-quyet.pdf --annotate --html trich-dan.html
                                                như trên, thành một trang HTML để xem, để in

Bản quét cần Tesseract có tiếng Việt; .doc, .rtf đọc đủ nhất khi máy có LibreOffice. Thiếu phần
nào, kl52 nói rõ cần cài gì ở mục LƯU Ý. Mã kết thúc: 0 xong; 2 dùng sai; 3 không đọc được tệp.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    parse = new_command(commands, "parse", "đọc một văn bản rồi cho biết đã đọc được gì", _EXAMPLES)
    parse.add_argument(
        "--text",
        action="store_true",
        help="in lời văn như đã đọc (đoạn, hàng của bảng, chú thích) để đối chiếu với tệp",
    )
    parse.add_argument(
        "--annotate",
        action="store_true",
        help="in toàn văn, trích dẫn được tô màu theo trạng thái và nối tới văn bản được dẫn, "
        "cuối cùng là bảng trích dẫn; qua ống dẫn, ra tệp hoặc khi có NO_COLOR thì không màu: "
        "[lời văn](c3)",
    )
    html = parse.add_argument(
        "--html",
        metavar="FILE",
        help="ghi bản --annotate thành một trang HTML (không cần mạng, không cần thêm tệp nào)",
    )
    html.complete = FILES  # type: ignore[attr-defined]
    document_argument(parse)
    parse.set_defaults(run=_parse)


def _parse(options: argparse.Namespace) -> int:
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    annotate = options.annotate or options.html is not None
    if options.text + options.json + annotate > 1:
        raise UsageError(say("one_output"))
    library = open_library(options)
    doc = read(options, library)
    if options.text:
        from kl52.views.readout import text_lines

        for line in text_lines(doc, say):
            print(line)
    elif options.json:
        from kl52.serialising.documents import parse_json

        print_json(parse_json(doc))
    elif options.html is not None:
        _write_page(doc, library, options, say)
    elif annotate:
        _print_annotated(doc, library, say)
    else:
        from kl52.views.rendering import render_document

        with stdout_console() as console:
            render_document(doc, console, say)
    return status_of(doc, options)


def _print_annotated(doc: Document, library: Library, say: Say) -> None:
    """In colour on a screen, with brackets elsewhere; the table of citations in both."""
    from kl52.views.annotating import annotated_lines, citation_table, render_annotated
    from kl52.views.linking import link_of
    from kl52.views.naming import namer_of

    with stdout_console() as console:
        if console.color_system is None or console.no_color:
            print(f"{say('legend')}  {say('legend_plain')}\n")
            for line in annotated_lines(doc, say):
                print(line)
        else:
            render_annotated(doc, console, say, lambda cite: link_of(cite, library))
        console.print()
        if doc.citations:
            console.print(citation_table(doc, namer_of(doc, library.catalogue, say), say))
        else:
            console.print(say("no_citations"))


def _write_page(doc: Document, library: Library, options: argparse.Namespace, say: Say) -> None:
    """The page goes to the file as it is made; ``-`` is stdout."""
    from pathlib import Path

    from kl52.views.annotated_html import annotated_page
    from kl52.views.linking import source_url
    from kl52.views.naming import namer_of

    catalogue = library.catalogue
    page = annotated_page(
        doc, namer_of(doc, catalogue, say), say, lambda id: source_url(id, catalogue)
    )
    if options.html == "-":
        sys.stdout.writelines(page)
        return
    file = Path(options.html)
    try:
        if file.exists() and options.doc != "-" and file.samefile(options.doc):
            raise UsageError(say("same_file"))
        file.write_text("".join(page), encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(f"{file}: {say('not_written', reason=reason)}") from error
    if not options.quiet:
        print(f"kl52: {say('written', file=file)}", file=sys.stderr)
