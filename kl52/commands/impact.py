"""``kl52 impact ID``: what hangs on a document."""

from __future__ import annotations

import argparse

from kl52.commands.arguments import Parser
from kl52.commands.options import new_command
from kl52.commands.printing import print_json, stdout_console

_EXAMPLES = """ví dụ:
  kl52 impact 52-KL/TW                   những văn bản triển khai Kết luận này
  kl52 impact 142/QĐ-TTg --library tinh.kl52
  kl52 impact /akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw --json
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    impact = new_command(
        commands, "impact", "những văn bản và nhiệm vụ phụ thuộc vào một văn bản", _EXAMPLES
    )
    impact.add_argument("id", metavar="ID", help="mã /akn/…, số, ký hiệu, hoặc tệp đã có trong kho")
    impact.set_defaults(run=_impact)


def _impact(options: argparse.Namespace) -> int:
    from kl52.commands.documents import open_library
    from kl52.language.wording import speaker
    from kl52.library.naming import id_meant

    library = open_library(options)
    id = id_meant(library, options.id)
    found = library.impact(id)
    if options.json:
        from kl52.serialising.holdings import impact_json

        print_json(impact_json(id, found))
        return 0
    from kl52.views.holdings import render_impact

    with stdout_console() as console:
        render_impact(id, found, library, console, speaker(options.lang))
    return 0
