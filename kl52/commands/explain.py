"""``kl52 explain DOC c12``: why a citation was read so; ``--rules``: the rules that read it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.documents import open_library, read, status_of
from kl52.commands.options import document_argument, new_command
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kl52.language.wording import Say
    from kl52.library import Library
    from kl52.model import Citation, Document

_EXAMPLES = """ví dụ:
  kl52 explain ke-hoach.pdf                     danh sách trích dẫn, mỗi trích dẫn một mã
  kl52 explain ke-hoach.pdf c12                 vì sao c12 được đọc và hiểu như vậy
  kl52 explain ke-hoach.pdf 142/QĐ-TTg          theo số, ký hiệu
  kl52 explain ke-hoach.pdf "Luật Viên chức"    theo lời văn
  kl52 explain ke-hoach.pdf 1530                theo vị trí (start, end) ghi trong --json
  kl52 explain ke-hoach.pdf c12 --json --lang en
  kl52 explain --rules                          mọi quy tắc trích dẫn, với ví dụ và phản ví dụ
  kl52 explain --rules law                      một quy tắc, một quan hệ hoặc một danh sách từ

Nhiều trích dẫn cùng khớp thì được liệt kê để chọn; --json giải thích mọi trích dẫn khớp.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    explain = new_command(
        commands, "explain", "cho biết vì sao một trích dẫn được đọc và hiểu như vậy", _EXAMPLES
    )
    document_argument(explain, optional=True)
    explain.add_argument(
        "which",
        metavar="CITATION",
        nargs="?",
        help="mã (c12), số, ký hiệu, một phần lời văn hoặc vị trí; bỏ trống thì liệt kê",
    )
    explain.add_argument(
        "--rules",
        metavar="ID",
        nargs="?",
        const="",
        help="in các quy tắc trích dẫn, dấu hiệu quan hệ và danh sách từ (hoặc chỉ mục mang mã ID)",
    )
    explain.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    from kl52.explanation import find_meant
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    if options.rules is not None:
        return _print_rules(options, say)
    if options.doc is None:
        raise UsageError(say("explain.no_document"))
    library = open_library(options)
    doc = read(options, library)
    meant = doc.citations if options.which is None else find_meant(doc, options.which)
    if options.which is not None and not meant:
        words = say("explain.nothing", words=options.which, doc=options.doc)
        raise UsageError(words)
    if options.json:
        _print_all(doc, meant, library)
    elif options.which is None or len(meant) > 1:
        _print_choices(meant, options, say)
    else:
        _print_one(doc, meant[0], library, say)
    return status_of(doc, options)


def _print_rules(options: argparse.Namespace, say: Say) -> int:
    from kl52.citations.rules import grammar
    from kl52.serialising.answers import grammar_json
    from kl52.views.rules import render_grammar

    found = grammar().named(options.rules) if options.rules else grammar()
    if found.is_empty():
        raise UsageError(say("rules.unknown", id=options.rules))
    if options.json:
        print_json(grammar_json(found))
        return 0
    with stdout_console() as console:
        render_grammar(found, console, say)
    return 0


def _print_all(doc: Document, meant: Sequence[Citation], library: Library) -> None:
    from kl52.explanation import explain
    from kl52.serialising.answers import explanation_json

    print_json(explanation_json(doc, [explain(doc, each, library.catalogue) for each in meant]))


def _print_one(doc: Document, cite: Citation, library: Library, say: Say) -> None:
    from kl52.explanation import explain
    from kl52.views.explaining import render_explanation

    with stdout_console() as console:
        render_explanation(explain(doc, cite, library.catalogue), doc, console, say)


def _print_choices(meant: Sequence[Citation], options: argparse.Namespace, say: Say) -> None:
    from kl52.views.explaining import render_choices

    with stdout_console() as console:
        if not meant:
            console.print(say("no_citations"))
            return
        key = "explain.all" if options.which is None else "explain.several"
        words = say(key, count=len(meant), words=options.which, doc=options.doc, id=meant[0].id)
        console.print(words, markup=False)
        render_choices(meant, console, say)
