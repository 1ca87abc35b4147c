"""``kl52 find TEXT``: the documents of the library that hold some words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.options import new_command
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import UsageError

if TYPE_CHECKING:
    from kl52.language.wording import Say
    from kl52.library.searching import Hit

_EXAMPLES = """ví dụ:
  kl52 find chuyen doi so                       gõ không dấu thì tìm mọi cách đặt dấu
  kl52 find "chuyển đổi số"                     gõ có dấu thì đúng dấu đó
  kl52 find '"đội ngũ trí thức" 2025'           trong ngoặc kép: các chữ đứng liền nhau
  kl52 find 48/KH-UBND                          số, ký hiệu
  kl52 find 'giáo d*' --limit 5 --json          * là phần còn lại của chữ

Mọi chữ phải có trong cùng một đoạn; không phân biệt chữ hoa, chữ thường. Mỗi văn bản hiện đoạn
hợp nhất của nó.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    find = new_command(commands, "find", "tìm chữ trong các văn bản của kho", _EXAMPLES)
    find.add_argument("words", metavar="TEXT", nargs="+", help="chữ cần tìm")
    find.add_argument(
        "--limit", type=int, default=20, metavar="N", help="nhiều nhất N văn bản (mặc định: 20)"
    )
    find.set_defaults(run=_find)


def _find(options: argparse.Namespace) -> int:
    from kl52.commands.documents import open_library
    from kl52.language.wording import speaker
    from kl52.library.searching import find_terms

    words = " ".join(options.words)
    if not find_terms(words):
        raise UsageError(f"«{words}» không có chữ nào để tìm → gõ ít nhất một chữ hoặc số")
    if options.limit < 1:
        raise UsageError("--limit cần ít nhất là 1")
    hits = open_library(options).find(words, options.limit)
    if options.json:
        from kl52.serialising.answers import found_json

        print_json(found_json(words, hits))
    else:
        _print(words, hits, speaker(options.lang))
    return 0


def _print(words: str, hits: tuple[Hit, ...], say: Say) -> None:
    from rich.text import Text as Words

    from kl52.views.naming import called

    with stdout_console() as console:
        if not hits:
            console.print(say("found.none", words=words))
        for hit in hits:
            name = Words(called(hit.type or say("document"), hit.number, hit.date), style="bold")
            if hit.title:
                name.append(f" {hit.title}", style="not bold")
            page = f" · {say('page', page=hit.page)}" if hit.page else ""
            snippet = Words(hit.snippet)
            for mark in hit.marks:
                snippet.stylize("bold yellow", mark.start, mark.end)
            console.print(name)
            console.print(Words(f"  {hit.document}{page}", style="dim"))
            console.print(Words("  ").append_text(snippet))
