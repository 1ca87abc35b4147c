"""``kl52 trace DOC``: every task of a document with its central source."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.comparing import review_of, review_option
from kl52.commands.documents import open_library, read, status_of
from kl52.commands.options import FILES, document_argument, new_command
from kl52.commands.pages import html_option, write_page
from kl52.commands.printing import print_json, stdout_console

if TYPE_CHECKING:
    from kl52.meaning import Encoder

_EXAMPLES = """ví dụ:
  kl52 trace ke-hoach.docx                      chuỗi văn bản và nguồn của từng nhiệm vụ
  kl52 trace quyet-dinh.pdf --json > trace.json
  kl52 trace ke-hoach.pdf --library van-ban/    so với các văn bản trong thư mục van-ban/
  kl52 trace ke-hoach.pdf --full --lang en
  kl52 trace ke-hoach.docx --html nguon.html    trang web để xem, in, gửi cho người khác
  kl52 trace ke-hoach.pdf --model none          không tính độ gần nghĩa
  cat ban-tin.txt | kl52 trace -
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    trace = new_command(commands, "trace", "truy nguồn từng nhiệm vụ của một văn bản", _EXAMPLES)
    trace.add_argument("--full", action="store_true", help="in đầy đủ mọi nhiệm vụ và trích đoạn")
    trace.add_argument(
        "--model",
        metavar="FOLDER",
        help="mô hình sentence-transformers tính độ gần nghĩa (why.meaning) thay cho mô hình "
        "đi kèm; none: không tính",
    )
    review_option(trace).complete = FILES  # type: ignore[attr-defined]
    html_option(trace)
    document_argument(trace)
    trace.set_defaults(run=_trace)


def _encoder(name: str | None) -> Encoder | None:
    """The model that was asked for, or else the one that comes with kl52."""
    if name == "none":
        return None
    from kl52.meaning import bundled_encoder, load_encoder

    return bundled_encoder() if name is None else load_encoder(name)


def _trace(options: argparse.Namespace) -> int:
    from kl52.tracing import trace

    library = open_library(options)
    encoder = _encoder(options.model)
    doc = read(options, library)
    result = trace(doc, library, encoder=encoder, review=review_of(options).decisions)
    if options.html:
        from kl52.language.wording import speaker
        from kl52.pages import trace_page

        say = speaker(options.lang)
        write_page(trace_page(result, library.catalogue, say, options.lang), options, say)
    if options.json:
        from kl52.serialising.traces import trace_json

        print_json(trace_json(result))
    else:
        from kl52.language.wording import speaker
        from kl52.views.rendering import render_trace

        with stdout_console() as console:
            render_trace(
                result, library.catalogue, console, speaker(options.lang), full=options.full
            )
    return status_of(doc, options)
