"""``kl52 review PLAN``: what people accept, reject or correct of its links and findings."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.comparing import (
    Compared,
    compare,
    compared,
    comparison_options,
    conventions_of,
    review_of,
    review_path,
)
from kl52.commands.documents import open_library, status_of
from kl52.commands.options import document_argument, new_command
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import SecretDocument, UsageError

if TYPE_CHECKING:
    from kl52.language.wording import Say
    from kl52.library import Library
    from kl52.reviewing import Decision, ReviewFile
    from kl52.reviewing.replaying import Replayed

_EXAMPLES = """ví dụ:
  kl52 review ke-hoach.docx                     hỏi lần lượt từng phát hiện, từng liên kết
  kl52 review ke-hoach.docx --list              liệt kê, mỗi mục một tên (f1, o7:o3)
  kl52 review ke-hoach.docx --reject o7:o3 --note "việc khác"
  kl52 review ke-hoach.docx --accept o9:o12     nhận cả liên kết mà kl52 không đề xuất
  kl52 review ke-hoach.docx --correct o7:o3=subset --correct f2=warning
  kl52 review ke-hoach.docx --export > quyet-dinh.json
  kl52 review --replay da-ra-soat/              quyết định nào trái với bản kl52 này

Quyết định ghi vào ke-hoach.docx.kl52-review.tsv (hoặc --review FILE), một tệp chữ sửa được bằng
tay; kl52 coverage và kl52 trace áp dụng tệp đó. Quyết định gắn với lời văn: nhiệm vụ chuyển sang
mục khác vẫn còn, lời văn đã đổi thì được báo để xem lại. Liên kết đúng phải là nhiệm vụ khác thì
--reject cái sai, --accept cái đúng.

Mã thoát 1: --replay có quyết định trái với bản này.
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    command = new_command(
        commands, "review", "nhận, bỏ hoặc sửa liên kết và phát hiện của một kế hoạch", _EXAMPLES
    )
    comparison_options(command)
    for verdict, about in (("accept", "nhận"), ("reject", "bỏ")):
        command.add_argument(
            f"--{verdict}",
            metavar="NAME",
            action="append",
            default=[],
            help=f"{about} liên kết (o7:o3) hoặc phát hiện (f1, o7:deadline_later); lặp lại được",
        )
    command.add_argument(
        "--correct",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="sửa quan hệ của liên kết (equal, subset, superset, intersects) hoặc mức của phát "
        "hiện (error, warning, info)",
    )
    command.add_argument("--note", default="", metavar="TEXT", help="lý do, ghi cùng quyết định")
    command.add_argument("--list", action="store_true", help="liệt kê liên kết và phát hiện")
    command.add_argument("--full", action="store_true", help="in đầy đủ lời văn")
    command.add_argument(
        "--export",
        action="store_true",
        help="in mọi quyết định dạng JSON, kèm điểm và các dấu hiệu của liên kết",
    )
    command.add_argument(
        "--replay",
        metavar="FOLDER",
        help="kiểm tra mọi tệp *.kl52-review.tsv trong thư mục với bản kl52 này",
    )
    command.add_argument(
        "--allow-secret",
        action="store_true",
        help="ghi quyết định cả khi kế hoạch có dấu độ mật",
    )
    document_argument(command, optional=True)
    command.set_defaults(run=_review)


def _review(options: argparse.Namespace) -> int:
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    if options.replay:
        return _replay(options, say)
    given = bool(options.accept or options.reject or options.correct)
    shows = options.json or options.list or options.export
    asks = not (given or shows) and sys.stdin.isatty() and sys.stdout.isatty()
    review = review_of(options, new=given or asks)
    found = compare(options, conventions_of(options), review)
    if given:
        _keep(options, found, list(_asked_for(options, found, say)), say)
    elif options.export:
        _export(review, found)
    elif asks:
        _ask(options, found, say)
    else:
        _list(options, found, say)
    return status_of(found.found.document, options)


# -- deciding ------------------------------------------------------------------------------------


def _asked_for(options: argparse.Namespace, compared: Compared, say: Say) -> Iterator[Decision]:
    """The decisions that the options make; all are understood before one is written."""
    from kl52.reviewing.files import VALUES
    from kl52.reviewing.items import find_item

    today = date.today().isoformat()
    for verdict in ("accept", "reject"):
        for name in getattr(options, verdict):
            item = find_item(name, compared.found, compared.sources)
            yield item.decide(verdict, on=today, note=options.note)
    for words in options.correct:
        name, equals, value = words.rpartition("=")
        if not equals:
            raise UsageError(say("review.no_value", name=words))
        item = find_item(name, compared.found, compared.sources)
        values = VALUES[item.kind]
        if value not in values:
            told = say("review.bad_value", name=name, value=value, values=", ".join(values))
            raise UsageError(told)
        yield item.decide("correct", on=today, value=value, note=options.note)


def _keep(
    options: argparse.Namespace, compared: Compared, decisions: list[Decision], say: Say
) -> None:
    """Appends decisions to the file beside the plan, and says so."""
    from kl52.reviewing import append

    path = _writable(options, compared, say)
    against = [_as_written(name, path) for name in _names(options, compared)]
    plan = None if options.doc == "-" else _as_written(options.doc, path)
    append(path, decisions, plan=plan, against=against)
    if not options.quiet:
        from kl52.reviewing.view import decided_line

        for decision in decisions:
            print(f"kl52: {decided_line(decision, say)}", file=sys.stderr)
        print(f"kl52: {say('review.done', count=len(decisions), file=path)}", file=sys.stderr)


def _writable(options: argparse.Namespace, compared: Compared, say: Say) -> Path:
    path = review_path(options)
    if path is None:
        raise UsageError(say("review.stdin"))
    plan = compared.found.document
    if plan.header.secrecy and not options.allow_secret:
        reason, hint = say("review.secret", mark=plan.header.secrecy).split(" → ")
        raise SecretDocument(plan.source.name, reason, hint)
    return path


def _names(options: argparse.Namespace, compared: Compared) -> tuple[str, ...]:
    named = tuple(options.against) or conventions_of(options).against
    return named or compared.found.against


def _as_written(name: str, path: Path) -> str:
    """A file from the folder of the decisions, so that the folder can be moved."""
    if name.startswith("/akn/"):
        return name
    try:
        return Path(os.path.relpath(name, path.absolute().parent)).as_posix()
    except ValueError:  # another drive on Windows
        return str(Path(name).absolute())


def _ask(options: argparse.Namespace, compared: Compared, say: Say) -> None:
    from kl52.reviewing.items import items_of
    from kl52.reviewing.view import ask_about
    from kl52.views.naming import namer_of

    found = compared.found
    path = _writable(options, compared, say)
    name = namer_of(found.document, compared.library.catalogue, say)
    count = 0
    with stdout_console() as console:
        asked = ask_about(items_of(found), console, say, name, lang=options.lang, ask=input)
        for decision in asked:
            _keep(argparse.Namespace(**{**vars(options), "quiet": True}), compared, [decision], say)
            count += 1
        told = say("review.done", count=count, file=path) if count else say("review.nothing")
        console.print(told, markup=False)


# -- showing -------------------------------------------------------------------------------------


def _list(options: argparse.Namespace, compared: Compared, say: Say) -> None:
    from kl52.reviewing.items import items_of
    from kl52.views.naming import namer_of

    items = items_of(compared.found)
    if options.json:
        from kl52.serialising.coverages import items_json

        print_json(items_json(compared.found, items))
        return
    from kl52.reviewing.view import render_items

    name = namer_of(compared.found.document, compared.library.catalogue, say)
    with stdout_console() as console:
        render_items(items, console, say, name, lang=options.lang, full=options.full)


def _export(review: ReviewFile, compared: Compared) -> None:
    from kl52.reviewing.settling import settle
    from kl52.serialising.reviews import decisions_json

    settling = settle(review.decisions, compared.found.document, compared.sources)
    print_json(decisions_json(compared.found, compared.sources, settling))


# -- replaying -----------------------------------------------------------------------------------


def _replay(options: argparse.Namespace, say: Say) -> int:
    from kl52.reviewing.files import SUFFIX
    from kl52.reviewing.view import render_replay
    from kl52.serialising.reviews import replay_json

    files = sorted(Path(options.replay).rglob(f"*{SUFFIX}"))
    if not files:
        raise UsageError(say("review.no_files", folder=options.replay, suffix=SUFFIX))
    library = open_library(options)
    replayed = {str(file): _replayed(file, options, library, say) for file in files}
    if options.json:
        print_json(replay_json(replayed))
    else:
        with stdout_console() as console:
            for file, found in replayed.items():
                render_replay(file, found, console, say)
    wrong = any(each.outcome == "contradicted" for found in replayed.values() for each in found)
    return 1 if wrong else 0


def _replayed(
    file: Path, options: argparse.Namespace, library: Library, say: Say
) -> tuple[Replayed, ...]:
    """One file of decisions with its plan, compared as if nobody had decided."""
    from kl52.coverage.conventions import Conventions, find_file, read_conventions
    from kl52.parsing import parse_document
    from kl52.reviewing import read_review
    from kl52.reviewing.files import SUFFIX
    from kl52.reviewing.replaying import replay

    kept = read_review(file)
    plan = file.parent / (kept.plan or file.name.removesuffix(SUFFIX))
    if not plan.is_file():
        raise UsageError(say("review.no_plan", file=file, plan=plan.name))
    config = Path(options.config) if options.config else find_file(str(plan))
    conventions = read_conventions(config) if config is not None else Conventions()
    names = [
        name if name.startswith("/akn/") else str(file.parent / name)
        for name in kept.against or options.against
    ]
    doc = parse_document(plan, catalogue=library.catalogue)
    found = compared(doc, names, library, conventions, ())
    return replay(kept.decisions, found.found, found.sources)
