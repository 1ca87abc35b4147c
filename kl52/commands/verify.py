"""``kl52 verify``: whether the library is whole, and what to do where it is not."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from kl52.commands.arguments import Parser
from kl52.commands.counting import counted
from kl52.commands.options import new_command
from kl52.commands.printing import print_json
from kl52.errors import UnreadableDocument

_EXAMPLES = """ví dụ:
  kl52 verify                        tệp kho có nguyên vẹn không
  kl52 verify --full                 cả xác định lại mọi viện dẫn để so với kho
  kl52 verify --library tinh.kl52 --json

Không sửa gì trong kho. Mã kết thúc: 0 kho nguyên vẹn; 2 dùng sai; 3 có chỗ hỏng (được liệt kê,
kèm cách xử lý).
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    verify = new_command(commands, "verify", "kiểm tra kho văn bản", _EXAMPLES)
    verify.add_argument(
        "--full", action="store_true", help="xác định lại mọi viện dẫn rồi so với kho (lâu hơn)"
    )
    verify.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    from kl52.commands.documents import library_file
    from kl52.language.wording import speaker
    from kl52.library import Library
    from kl52.library.verifying import verify

    file = library_file(options)
    checked = 0

    def progress(contents: Sequence[str]) -> Iterable[str]:
        nonlocal checked
        checked = len(contents)
        return counted(contents, len(contents), "verifying", options)

    faults = verify(Library(file), full=options.full, progress=progress)
    if options.json:
        from kl52.serialising.stores import verified_json

        print_json(verified_json(faults, checked, file))
    else:
        say = speaker(options.lang)
        for fault in faults:
            print(f"  {fault}")
        key = "verified.faults" if faults else "verified"
        print(say(key, library=file, count=checked, faults=len(faults)))
    return UnreadableDocument.exit_status if faults else 0
