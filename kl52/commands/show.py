"""``kl52 show ID``: one document at a glance."""

from __future__ import annotations

import argparse

from kl52.commands.arguments import Parser
from kl52.commands.options import day_option, new_command, today
from kl52.commands.printing import print_json, stdout_console

_EXAMPLES = """ví dụ:
  kl52 show 142/QĐ-TTg                  các văn bản mang số này
  kl52 show /akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg
  kl52 show 52-KL/TW --on 2023-01-01 --json

Một số, ký hiệu có thể là của nhiều văn bản; khi đó kl52 liệt kê mã của từng văn bản.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    show = new_command(commands, "show", "xem một văn bản: là gì, còn hiệu lực không, ở đâu trong "
                       "chuỗi", _EXAMPLES)  # fmt: skip
    show.add_argument("id", metavar="ID", help="mã /akn/…, số, ký hiệu, hoặc tệp đã có trong kho")
    day_option(show, "--on", "ngày cần biết hiệu lực")
    show.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    from kl52.commands.documents import open_library
    from kl52.graph.profiles import profile
    from kl52.language.wording import speaker
    from kl52.library.naming import id_meant

    library = open_library(options)
    found = profile(library, id_meant(library, options.id), options.on or today())
    if options.json:
        from kl52.serialising.holdings import profile_json

        print_json(profile_json(found))
        return 0
    from kl52.views.holdings import render_profile

    with stdout_console() as console:
        render_profile(found, library, console, speaker(options.lang))
    return 0
