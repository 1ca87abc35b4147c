"""``kl52 add PATH...``: documents into the library."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.counting import counted
from kl52.commands.options import FILES, new_command
from kl52.commands.printing import print_json
from kl52.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from kl52.library import Library
    from kl52.library.adding import Outcome
    from kl52.library.places import Candidate

_EXAMPLES = """ví dụ:
  kl52 add nghi-quyet.pdf ke-hoach.docx         thêm hai văn bản
  kl52 add van-ban/                             thêm mọi văn bản trong thư mục, cả thư mục con
  kl52 add van-ban/ --library tinh.kl52 --jobs 4   vào kho riêng, đọc 4 tệp một lúc
  kl52 add van-ban/ --json > ket-qua.json       kết quả từng tệp
  kl52 add s3://kho/van-ban --scheduler tcp://may-chu:8786   đọc trên cụm máy Dask

Tệp đã có trong kho thì không đọc lại; bị ngắt giữa chừng thì chạy lại lệnh để làm tiếp. Văn bản
có dấu MẬT, TỐI MẬT, TUYỆT MẬT không được lưu. Mỗi tệp được đọc trong một tiến trình riêng có
giới hạn bộ nhớ và thời gian. Mã kết thúc: 0 xong; 2 dùng sai; 3 có tệp không nhận (được liệt kê).
"""
_SHOWN = 20  # skipped files listed on screen; --json has them all


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    add = new_command(commands, "add", "đưa văn bản vào kho", _EXAMPLES)
    paths = add.add_argument("paths", metavar="PATH", nargs="+", help="tệp, thư mục hoặc URL")
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
        "--scheduler",
        metavar="ADDRESS",
        help="đọc trên cụm Dask: tcp://máy:8786, tệp .json của dask scheduler, hoặc local:N là N "
        "tiến trình trên máy này (cần kl52[cluster])",
    )
    add.add_argument(
        "--retry", action="store_true", help="đọc lại cả những tệp lần trước không nhận được"
    )
    add.set_defaults(run=_add)


def _add(options: argparse.Namespace) -> int:
    from kl52.commands.documents import library_file
    from kl52.library import Library
    from kl52.library.places import find_candidates

    if options.jobs is not None and options.jobs < 1:
        raise UsageError("--jobs cần ít nhất là 1")
    if options.scheduler and options.no_sandbox:
        raise UsageError("--no-sandbox không dùng cùng --scheduler")
    file = library_file(options)
    library = Library(file, create=True)
    found = list(find_candidates(options.paths, file))
    counts: Counter[str] = Counter()
    told = []  # of a hundred thousand files that were added only the count is kept
    for outcome in counted(_outcomes(found, library, options), len(found), "adding", options):
        counts[outcome.state] += 1
        if options.json or outcome.error is not None:
            told.append(outcome)
    told.sort(key=lambda each: each.file)
    if options.json:
        from kl52.serialising.answers import added_json

        print_json(added_json(told, file))
    _print(counts, told, file, options)
    return UnreadableDocument.exit_status if counts["failed"] else 0


def _outcomes(
    found: Sequence[Candidate | UnreadableDocument], library: Library, options: argparse.Namespace
) -> Iterator[Outcome]:
    """The files as they are added, by processes of this machine or by those of a cluster."""
    from kl52.library.adding import add_files

    asked = {"allow_secret": options.allow_secret, "retry": options.retry}
    if not options.scheduler:
        yield from add_files(
            found, library, sandboxed=not options.no_sandbox, jobs=options.jobs, **asked
        )
        return
    from kl52.library.clusters import cluster
    from kl52.library.intake import take_elsewhere

    with cluster(options.scheduler) as machines:
        yield from add_files(
            found,
            library,
            executor=machines.executor,
            work=take_elsewhere,
            jobs=options.jobs or machines.threads,
            **asked,
        )


def _print(
    counts: Counter[str], told: Sequence[Outcome], library: Path, options: argparse.Namespace
) -> None:
    """The counts to stdout; what was not taken, and why, to stderr."""
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    if not options.json:
        shown = {state: counts[state] for state in ("added", "known", "skipped", "failed")}
        print(say("added", library=library, **shown))
    skipped = [each for each in told if each.state == "skipped"]
    if skipped and not options.quiet:
        names = ", ".join(each.file for each in skipped[:_SHOWN])
        more = say("and_more", count=len(skipped) - _SHOWN) if len(skipped) > _SHOWN else ""
        print(
            f"kl52: {say('skipped', count=len(skipped))}: {names} {more}".rstrip(), file=sys.stderr
        )
    print_failures([each.error for each in told if each.state == "failed"], options)


def print_failures(errors: Sequence[object], options: argparse.Namespace) -> None:
    """What was not taken, and why, to stderr."""
    from kl52.language.wording import speaker

    if errors:
        print(f"kl52: {speaker(options.lang)('failed', count=len(errors))}:", file=sys.stderr)
        for error in errors:
            print(f"  {error}", file=sys.stderr)
