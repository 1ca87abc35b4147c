"""``kl52 add PATH...``: documents into the library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.counting import counted
from kl52.commands.options import FILES, new_command
from kl52.commands.printing import print_json
from kl52.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from kl52.library.adding import Outcome

_EXAMPLES = """ví dụ:
  kl52 add nghi-quyet.pdf ke-hoach.docx         thêm hai văn bản
  kl52 add van-ban/                             thêm mọi văn bản trong thư mục, cả thư mục con
  kl52 add van-ban/ --library tinh.kl52 --jobs 4   vào kho riêng, đọc 4 tệp một lúc
  kl52 add van-ban/ --json > ket-qua.json       kết quả từng tệp

Tệp đã có trong kho thì không đọc lại; bị ngắt giữa chừng thì chạy lại lệnh để làm tiếp. Văn bản
có dấu MẬT, TỐI MẬT, TUYỆT MẬT không được lưu. Mỗi tệp được đọc trong một tiến trình riêng có
giới hạn bộ nhớ và thời gian. Mã kết thúc: 0 xong; 2 dùng sai; 3 có tệp không nhận (được liệt kê).
"""
_SHOWN = 20  # skipped files listed on screen; --json has them all


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    add = new_command(commands, "add", "đưa văn bản vào kho", _EXAMPLES)
    paths = add.add_argument("paths", metavar="PATH", nargs="+", help="tệp hoặc thư mục")
    paths.complete = FILES  # type: ignore[attr-defined]
    add.add_argument(
        "--allow-secret",
        action="store_true",
        help="nhận cả văn bản có dấu mật; chỉ dành cho người được phép lưu trên máy này",
    )
    add.add_argument(
        "--no-sandbox",
        action="store_true",
        help="đọc ngay trong tiến trình này, không giới hạn bộ nhớ và thời gian "
        "(chỉ cho tệp tin cậy)",
    )
    add.add_argument("--jobs", type=int, metavar="N", help="số tệp đọc một lúc (mặc định: số nhân)")
    add.add_argument(
        "--retry", action="store_true", help="đọc lại cả những tệp lần trước không nhận được"
    )
    add.set_defaults(run=_add)


def _add(options: argparse.Namespace) -> int:
    from kl52.commands.documents import library_file
    from kl52.library import Library
    from kl52.library.adding import add_files
    from kl52.library.places import find_candidates

    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs cần ít nhất là 1")
    library = library_file(options)
    found = list(find_candidates(options.paths, library))
    outcomes = list(
        counted(
            add_files(
                found,
                Library(library, create=True),
                allow_secret=options.allow_secret,
                sandboxed=not options.no_sandbox,
                jobs=options.jobs,
                retry=options.retry,
            ),
            len(found),
            "adding",
            options,
        )
    )
    outcomes.sort(key=lambda each: each.file)
    if options.json:
        from kl52.serialising.answers import added_json

        print_json(added_json(outcomes, library))
    print_outcomes(outcomes, library, options)
    failed = any(each.state == "failed" for each in outcomes)
    return UnreadableDocument.exit_status if failed else 0


def print_outcomes(outcomes: Sequence[Outcome], library: Path, options: argparse.Namespace) -> None:
    """The counts to stdout; what was not taken, and why, to stderr."""
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    by_state = {
        state: [each for each in outcomes if each.state == state]
        for state in ("added", "known", "skipped", "failed")
    }
    counts = {state: len(each) for state, each in by_state.items()}
    if not options.json:
        print(say("added", library=library, **counts))
    skipped = by_state["skipped"]
    if skipped and not options.quiet:
        names = ", ".join(each.file for each in skipped[:_SHOWN])
        more = say("and_more", count=len(skipped) - _SHOWN) if len(skipped) > _SHOWN else ""
        print(
            f"kl52: {say('skipped', count=len(skipped))}: {names} {more}".rstrip(), file=sys.stderr
        )
    print_failures([each.error for each in by_state["failed"]], options)


def print_failures(errors: Sequence[object], options: argparse.Namespace) -> None:
    """What was not taken, and why, to stderr."""
    from kl52.language.wording import speaker

    if errors:
        print(f"kl52: {speaker(options.lang)('failed', count=len(errors))}:", file=sys.stderr)
        for error in errors:
            print(f"  {error}", file=sys.stderr)
