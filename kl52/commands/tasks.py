"""``kl52 tasks DOC...``: who has to do what by when, as offices hand it out.

A batch goes on past a file that cannot be read, and lists it at the end.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.documents import open_library, read, status_of
from kl52.commands.options import (
    FILES,
    day_option,
    iso_day,
    new_command,
    reading_options,
    today,
)
from kl52.commands.printing import print_json, stdout_console
from kl52.errors import SecretDocument, UnreadableDocument, UsageError, reason_of

if TYPE_CHECKING:
    from kl52.dispatching import Choice, Sheet
    from kl52.language.wording import Say
    from kl52.model import Document

_EXAMPLES = """ví dụ:
  kl52 tasks ke-hoach.pdf                       bảng phân công, mỗi cơ quan một nhóm
  kl52 tasks ke-hoach.pdf --by deadline         theo thời hạn, việc quá hạn lên đầu
  kl52 tasks *.pdf --body "Sở Nội vụ" --due-before 31/12/2026
                                                việc của một cơ quan trong nhiều văn bản
  kl52 tasks ke-hoach.pdf --xlsx phan-cong.xlsx mỗi cơ quan một trang tính
  kl52 tasks ke-hoach.pdf --ics thoi-han.ics    thời hạn vào lịch Outlook, Google
  kl52 tasks ke-hoach.pdf --clarity             "6 rõ": từng việc đã rõ những gì, còn thiếu gì

6 rõ: rõ người là nêu cơ quan chủ trì (nhóm như "các sở, ban, ngành" mới rõ một phần); rõ việc là
có động từ chỉ việc phải làm ("tăng cường", "đẩy mạnh" mới rõ một phần); rõ thời gian là có hạn cuối
hoặc định kỳ ("thường xuyên" mới rõ một phần); rõ trách nhiệm là phân biệt chủ trì với phối hợp; rõ
sản phẩm là nêu sản phẩm, báo cáo hoặc số lượng; rõ thẩm quyền là nêu ai quyết định, trình hoặc báo
cáo ai ("cấp có thẩm quyền" mới rõ một phần). Không xét được thì nói là không xét được.

"Quá hạn" so với --on; kl52 không biết việc đã làm xong hay chưa. Hạn "trước ngày 15" là hết ngày
14. Xuất lại lịch rồi nhập lại thì lịch cũ được cập nhật. Mã kết thúc: 0 xong; 2 dùng sai; 3 có tệp
không đọc được (được liệt kê ở cuối).
"""


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    about = "lập bảng phân công: ai làm việc gì, bao giờ xong, sản phẩm gì"
    tasks = new_command(commands, "tasks", about, _EXAMPLES)
    docs = tasks.add_argument(
        "docs", metavar="DOC", nargs="+", help="một hay nhiều văn bản; - là đọc từ stdin"
    )
    docs.complete = FILES  # type: ignore[attr-defined]
    reading_options(tasks)
    tasks.add_argument(
        "--by",
        choices=("body", "deadline", "unit"),
        default="body",
        help="xếp nhóm theo cơ quan (body, mặc định), thời hạn (deadline) hay mục (unit)",
    )
    tasks.add_argument(
        "--body",
        metavar="NAME",
        help="chỉ việc mà cơ quan này chủ trì hoặc phối hợp, dù viết tắt hay viết đầy đủ",
    )
    tasks.add_argument(
        "--due-before", metavar="DATE", type=iso_day, help="chỉ việc đến hạn trước ngày này"
    )
    tasks.add_argument(
        "--kind",
        action="append",
        choices=("task", "report", "target", "prohibition", "execution"),
        help="chỉ loại này, có thể nêu nhiều lần: task (nhiệm vụ), report (báo cáo), target (chỉ "
        "tiêu), prohibition (điều cấm), execution (điều khoản thi hành); mặc định: trừ execution",
    )
    day_option(tasks, "--on", "ngày để biết việc nào quá hạn")
    tasks.add_argument("--full", action="store_true", help="in đầy đủ, không rút gọn")
    tasks.add_argument("--clarity", action="store_true", help="xét 6 rõ: tỷ lệ, và việc còn thiếu")
    for name, what in (
        ("--xlsx", "ghi tệp Excel: trang tổng hợp, rồi mỗi nhóm một trang"),
        ("--csv", "ghi tệp CSV (UTF-8), mỗi việc một dòng"),
        ("--ics", "ghi tệp lịch, mỗi thời hạn một sự kiện cả ngày, nhắc trước 7 ngày"),
    ):
        file = tasks.add_argument(name, metavar="FILE", help=what)
        file.complete = FILES  # type: ignore[attr-defined]
    tasks.add_argument(
        "--allow-secret",
        action="store_true",
        help="cho ghi ra tệp cả khi văn bản có dấu mật",
    )
    tasks.set_defaults(run=_tasks)


def _tasks(options: argparse.Namespace) -> int:
    from kl52.dispatching import make_sheet
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    options.docs = [name for each in options.docs for name in _named(each)]
    _check_files(options, say)
    documents, failed, empty = _read_all(options, say)
    status = UnreadableDocument.exit_status if failed or empty else 0
    if not documents and len(options.docs) == 1 and failed:
        raise failed[0]
    choice = _choice(options)
    sheet = make_sheet(documents, choice)
    if options.body is not None and documents:
        _check_body(sheet, say)
    written = _write_files(sheet, options, say)
    if options.json:
        from kl52.dispatching.fields import sheet_json

        print_json(sheet_json(sheet, failed))
    else:
        _print(sheet, options, say, short=written)
    if failed:
        print(f"kl52: {say('tasks.failed', count=len(failed))}:", file=sys.stderr)
        for error in failed:
            print(f"  {error}", file=sys.stderr)
    return status


def _choice(options: argparse.Namespace) -> Choice:
    from kl52.dispatching import Choice
    from kl52.dispatching.rows import USUAL

    return Choice(
        on=date.fromisoformat(options.on or today()),
        by=options.by,
        kinds=tuple(dict.fromkeys(options.kind or USUAL)),
        body=options.body,
        before=date.fromisoformat(options.due_before) if options.due_before else None,
    )


# -- reading -------------------------------------------------------------------------------------


def _named(pattern: str) -> list[str]:
    """The files of ``*.pdf``, which the shells of Windows leave to the program."""
    if Path(pattern).exists() or not set("*?") & set(pattern):
        return [pattern]
    return sorted(glob(pattern)) or [pattern]


def _read_all(
    options: argparse.Namespace, say: Say
) -> tuple[list[Document], list[UnreadableDocument], bool]:
    """The documents, each once; the files that could not be read; whether one had no words."""
    library = open_library(options)
    found: dict[str, Document] = {}
    failed: list[UnreadableDocument] = []
    empty = False
    for name in options.docs:
        one = argparse.Namespace(**{**vars(options), "doc": name})
        try:
            doc = read(one, library)
            _check_secrecy(doc, options, say)
        except UnreadableDocument as error:
            failed.append(error)
            continue
        except UsageError:
            raise
        except Exception as error:  # one file must not end the run
            if options.verbose:
                raise
            reason = f"lỗi bất ngờ ({type(error).__name__}: {error})"
            failed.append(UnreadableDocument(name, reason, "chạy lại với -v rồi báo cho kl52"))
            continue
        empty |= status_of(doc, one) != 0
        first = found.setdefault(doc.id, doc)
        if first is not doc and not options.quiet:
            from kl52.dispatching.cells import label_of

            same = say("tasks.same", label=label_of(doc), file=first.source.name)
            print(f"kl52: {name}: {same}", file=sys.stderr)
    return list(found.values()), failed, empty


def _check_secrecy(doc: Document, options: argparse.Namespace, say: Say) -> None:
    """A calendar goes to the cloud, an Excel file by mail: a secret paper into neither, unasked."""
    mark = doc.header.secrecy
    if mark and (options.xlsx or options.csv or options.ics) and not options.allow_secret:
        reason, hint = say("tasks.secret", mark=mark).split(" → ")
        raise SecretDocument(doc.source.name, reason, hint)


def _check_body(sheet: Sheet, say: Say) -> None:
    """A name that is no body of the documents, nor of the registry, is a slip of the pen."""
    from kl52.bodies import find_body
    from kl52.dispatching.rows import rows_of
    from kl52.views.naming import clip

    name = sheet.choice.body or ""
    if sheet.rows or find_body(name) is not None or sheet.choice.before is not None:
        return
    rows = (row for doc in sheet.documents for row in rows_of(doc, sheet.choice.kinds))
    bodies = {b.name: None for row in rows for b in (*row.duty.lead, *row.duty.coordinate)}
    names = clip("; ".join(bodies), 400) or "–"
    raise UsageError(say("tasks.no_body", name=name, names=names))


# -- writing -------------------------------------------------------------------------------------


def _print(sheet: Sheet, options: argparse.Namespace, say: Say, *, short: bool) -> None:
    """The sheet; where it went to a file only what was counted."""
    from kl52.dispatching.view import foot_lines, render_sheet

    with stdout_console() as console:
        if options.clarity:
            from kl52.dispatching.clarities import render_clarity

            render_clarity(sheet, console, say, full=options.full)
        elif short:
            for line in foot_lines(sheet, say):
                console.print(line, markup=False)
        else:
            render_sheet(sheet, console, say, full=options.full)


def _check_files(options: argparse.Namespace, say: Say) -> None:
    """Before anything is read: none of the files to write is one to read."""
    for file in filter(None, (options.xlsx, options.csv, options.ics)):
        for name in options.docs:
            path = Path(file)
            if name != "-" and path.exists() and Path(name).exists() and path.samefile(name):
                raise UsageError(say("tasks.same_file", file=file))


def _write_files(sheet: Sheet, options: argparse.Namespace, say: Say) -> bool:
    """Writes what was asked for, and says so; whether anything was."""
    if options.xlsx:
        from kl52.dispatching.workbook import workbook_bytes

        _write(options.xlsx, workbook_bytes(sheet, say), options, say)
    if options.csv:
        from kl52.dispatching.flat import csv_bytes

        _write(options.csv, csv_bytes(sheet, say), options, say)
    if options.ics:
        from kl52.dispatching.calendar import calendar_of

        made = calendar_of(sheet, say)
        words = say("tasks.written_ics", file=options.ics, events=made.events, undated=made.undated)
        _write(options.ics, made.data, options, say, words)
    return bool(options.xlsx or options.csv or options.ics)


def _write(
    file: str, data: bytes, options: argparse.Namespace, say: Say, words: str | None = None
) -> None:
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(f"{file}: {say('tasks.not_written', reason=reason)}") from error
    if not options.quiet:
        print(f"kl52: {words or say('tasks.written', file=file)}", file=sys.stderr)
