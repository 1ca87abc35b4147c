"""``kl52 update [PATH...]``: the library in line with its files and with this version of kl52."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from kl52.commands.add import print_failures
from kl52.commands.arguments import Parser
from kl52.commands.counting import counted
from kl52.commands.options import FILES, new_command
from kl52.commands.printing import print_json
from kl52.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from kl52.library.updating import Gone, Update

_EXAMPLES = """ví dụ:
  kl52 update                           đọc lại các tệp đã sửa, báo các tệp không còn
  kl52 update van-ban/ --prune          cả bỏ khỏi kho những văn bản không còn tệp
  kl52 update --library tinh.kl52 --json > ket-qua.json

Tệp không đổi thì không đọc lại. Văn bản do bản kl52 cũ phân tích được phân tích lại từ nội dung đã
lưu trong kho, không cần tệp. Tệp mới thì thêm bằng kl52 add. Bị ngắt giữa chừng thì chạy lại lệnh
để làm tiếp. Mã kết thúc: 0 xong; 2 dùng sai; 3 có tệp không đọc được (được liệt kê).
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    update = new_command(commands, "update", "cập nhật kho theo các tệp đã thêm", _EXAMPLES)
    paths = update.add_argument(
        "paths", metavar="PATH", nargs="*", help="chỉ những tệp, thư mục này (mặc định: cả kho)"
    )
    paths.complete = FILES  # type: ignore[attr-defined]
    update.add_argument(
        "--prune", action="store_true", help="bỏ khỏi kho nội dung của những tệp không còn"
    )
    update.add_argument(
        "--allow-secret",
        action="store_true",
        help="nhận cả văn bản có dấu mật; chỉ dành cho người được phép lưu trên máy này",
    )
    update.add_argument(
        "--no-sandbox",
        action="store_true",
        help="đọc ngay trong tiến trình này, không giới hạn bộ nhớ và thời gian "
        "(chỉ cho tệp tin cậy)",
    )
    update.add_argument(
        "--jobs", type=int, metavar="N", help="số tệp đọc một lúc (mặc định: số nhân)"
    )
    update.set_defaults(run=_update)


def _update(options: argparse.Namespace) -> int:
    from kl52.commands.documents import library_file
    from kl52.library import Library
    from kl52.library.updating import find_due, update

    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs cần ít nhất là 1")
    library = Library(library_file(options))
    due = find_due(library, options.paths)
    done = update(
        library,
        due,
        prune=options.prune,
        allow_secret=options.allow_secret,
        sandboxed=not options.no_sandbox,
        jobs=options.jobs,
    )
    updates = list(counted(done, len(due), "updating", options))
    _print(updates, options)
    failed = any(each.error is not None for each in updates)
    return UnreadableDocument.exit_status if failed else 0


def _print(updates: list[Update], options: argparse.Namespace) -> None:
    """The counts to stdout, with the files that are gone; what could not be read to stderr."""
    from kl52.commands.documents import library_file
    from kl52.language.wording import speaker
    from kl52.library.updating import STATES, Gone

    file = library_file(options)
    if options.json:
        from kl52.serialising.stores import updated_json

        print_json(updated_json(updates, file))
    else:
        say = speaker(options.lang)
        gone = [each for each in updates if isinstance(each, Gone)]
        _print_gone(gone, options)
        counts = Counter(each.state for each in updates)
        print(say("updated", library=file, **{state: counts[state] for state in STATES}))
    print_failures([each.error for each in updates if each.error is not None], options)


def _print_gone(gone: list[Gone], options: argparse.Namespace) -> None:
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    for each in gone:
        print(f"  {each.file}" + (f" ({each.number})" if each.number else ""))
    if gone and not options.prune:
        print(say("updated.prune"))
