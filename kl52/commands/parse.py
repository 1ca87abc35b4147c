"""``kl52 parse DOC``: one document as data, as text, or in short."""

from __future__ import annotations

import argparse

from kl52.arguments import Parser
from kl52.commands.documents import open_library, read, status_of
from kl52.commands.options import document_argument, new_command
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import UsageError

_EXAMPLES = """ví dụ:
  kl52 parse nghi-quyet.pdf                     tóm tắt: cách đọc, trích dẫn, nhiệm vụ, lưu ý
  kl52 parse ban-quet.pdf --text                lời văn như đã đọc, để đối chiếu với bản quét
  kl52 parse nghi-quyet.pdf --json              toàn bộ, cả cấu trúc, bảng, chú thích
  kl52 parse du-thao.docx --original --text     bản trước khi sửa (Track Changes)

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
    document_argument(parse)
    parse.set_defaults(run=_parse)


def _parse(options: argparse.Namespace) -> int:
    from kl52.wording import speaker

    say = speaker(options.lang)
    if options.text and options.json:
        raise UsageError(say("text_or_json"))
    doc = read(options, open_library(options))
    if options.text:
        from kl52.readout import text_lines

        for line in text_lines(doc, say):
            print(line)
    elif options.json:
        from kl52.serialising import parse_json

        print_json(parse_json(doc))
    else:
        from kl52.rendering import render_document

        with stdout_console() as console:
            render_document(doc, console, say)
    return status_of(doc, options)
