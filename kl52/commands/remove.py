"""``kl52 remove ID|NUMBER|PATH...``: documents out of the library."""

from __future__ import annotations

import argparse

from kl52.commands.arguments import Parser
from kl52.commands.counting import counted
from kl52.commands.options import FILES, new_command
from kl52.commands.printing import print_json

_EXAMPLES = """ví dụ:
  kl52 remove 48/KH-UBND                        bỏ văn bản mang số này
  kl52 remove /akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd
  kl52 remove van-ban/cu/ --library tinh.kl52   bỏ mọi văn bản đọc từ thư mục này

Nhiều văn bản mang một số thì kl52 liệt kê mã của từng văn bản và chưa bỏ gì. Tệp trên ổ đĩa vẫn
còn nguyên; văn bản nào dẫn tới văn bản bị bỏ thì được xác định lại. Mã kết thúc: 0 xong; 2 dùng
sai, hoặc kho không có văn bản ấy.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    remove = new_command(commands, "remove", "bỏ văn bản khỏi kho", _EXAMPLES)
    names = remove.add_argument(
        "names",
        metavar="ID",
        nargs="+",
        help="mã /akn/…, số, ký hiệu, tệp hoặc thư mục đã thêm vào kho",
    )
    names.complete = FILES  # type: ignore[attr-defined]
    remove.set_defaults(run=_remove)


def _remove(options: argparse.Namespace) -> int:
    from kl52.commands.documents import library_file
    from kl52.language.wording import speaker
    from kl52.library import Library
    from kl52.library.removing import find_contents, remove_contents

    file = library_file(options)
    library = Library(file)
    contents = find_contents(library, options.names)
    removed = list(counted(remove_contents(library, contents), len(contents), "removing", options))
    if options.json:
        from kl52.serialising.stores import removed_json

        print_json(removed_json(removed, file))
        return 0
    say = speaker(options.lang)
    for each in removed:
        key = "removed.kept" if each.kept else "removed.one"
        print(say(key, number=each.number or "", id=each.id))
    gone = sum(not each.kept for each in removed)
    print(say("removed", library=file, count=gone, kept=len(removed) - gone))
    return 0
