"""``kl52 catalogue``: look into the catalogue, and keep a list of one's own beside it.

Each action parses its options, calls one function of :mod:`kl52.catalogue.own_list` or
:mod:`kl52.catalogue.validity`, and prints; results to stdout, what was not taken to stderr.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from kl52.commands.arguments import Parser
from kl52.commands.options import FILES, day_option, new_command, today
from kl52.commands.printing import print_json
from kl52.errors import DocumentNotFound, UnreadableDocument, UsageError

if TYPE_CHECKING:
    from kl52.catalogue import Catalogue
    from kl52.catalogue.entries import Entry
    from kl52.catalogue.own_list import Outcome, OwnList, State

_EXAMPLES = """ví dụ:
  kl52 catalogue import van-ban-tinh.csv --issuer "UBND tỉnh Lạng Sơn"
  kl52 catalogue import van-ban.csv --dry-run    chỉ báo sẽ làm gì
  kl52 catalogue find "chuyển đổi số"
  kl52 catalogue show 61/2018/NĐ-CP --on 2024-05-01

kl52 catalogue HÀNH-ĐỘNG --help: trợ giúp về một hành động
"""
_IMPORT_EXAMPLES = """ví dụ:
  kl52 catalogue import van-ban.csv
  kl52 catalogue import van-ban.csv --issuer "UBND tỉnh Lạng Sơn" --library tinh.kl52
  kl52 catalogue import van-ban.jsonl --dry-run --json > bao-cao.json

CSV (dấu phẩy, chấm phẩy hoặc tab; UTF-8, UTF-16) có hàng đầu là tên cột: Số, ký hiệu · Ngày ban
hành · Trích yếu · Cơ quan ban hành · Loại văn bản · Tình trạng hiệu lực · Ngày có hiệu lực · Ngày
hết hiệu lực · Văn bản thay thế · Tỉnh. JSONL: mỗi dòng một đối tượng với các tên ấy, hoặc number,
date, title, issuer, type, status, since, until, replaced_by, province. Ngày: 05/02/2020 hoặc
2020-02-05. Mã kết thúc: 0 xong; 2 dùng sai; 3 có dòng không nhận (được liệt kê).
"""
_SHOWN = 30  # conflicts and refused rows on screen; --json has them all


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    about = "tra danh mục văn bản, hoặc đưa danh mục riêng vào"
    catalogue = commands.add_parser(
        "catalogue", help=about, description=about[:1].upper() + about[1:] + ".", epilog=_EXAMPLES
    )
    actions = catalogue.add_subparsers(
        dest="action", metavar="HÀNH-ĐỘNG", title="hành động", required=True
    )
    take = new_command(actions, "import", "đưa danh mục riêng (CSV, JSONL) vào", _IMPORT_EXAMPLES)
    file = take.add_argument("file", metavar="FILE", help="tệp .csv hoặc .jsonl; - là stdin")
    file.complete = FILES  # type: ignore[attr-defined]
    take.add_argument("--dry-run", action="store_true", help="chỉ báo cáo, không ghi gì")
    take.add_argument(
        "--issuer", metavar="NAME", help="cơ quan ban hành của dòng không ghi cơ quan"
    )
    day_option(take, "--as-of", "ngày mà tình trạng hiệu lực trong danh mục còn đúng")
    take.set_defaults(run=_import)
    listing = new_command(actions, "list", "liệt kê danh mục riêng", "")
    listing.set_defaults(run=_list)
    find = new_command(actions, "find", "tìm trong danh mục theo trích yếu hoặc số", "")
    find.add_argument("words", metavar="TEXT", help="các chữ phải có, không kể dấu và hoa thường")
    find.set_defaults(run=_find)
    show = new_command(actions, "show", "mọi điều đã biết về các văn bản mang một số", "")
    show.add_argument("number", metavar="NUMBER", help="số, ký hiệu: 30/2020/NĐ-CP")
    day_option(show, "--on", "ngày cần biết hiệu lực")
    show.set_defaults(run=_show)
    remove = new_command(actions, "remove", "bỏ văn bản khỏi danh mục riêng", "")
    remove.add_argument(
        "number", metavar="NUMBER", nargs="?", help="số, ký hiệu, hoặc mã /akn/…, cần bỏ"
    )
    remove.add_argument("--all", action="store_true", help="bỏ cả danh mục riêng")
    remove.set_defaults(run=_remove)


# -- import --------------------------------------------------------------------------------------


def _import(options: argparse.Namespace) -> int:
    from kl52.catalogue import load_catalogue
    from kl52.catalogue.importing import Defaults, read_rows
    from kl52.catalogue.own_list import take_in
    from kl52.commands.documents import library_file

    file = library_file(options)
    data, name = _read(options.file)
    defaults = Defaults(name, options.as_of or today(), options.issuer)
    own = _own(options)
    outcomes = take_in(read_rows(data, name, defaults), own, load_catalogue())
    counts = Counter(each.state for each in outcomes)
    if not options.dry_run and counts["added"] + counts["replaced"]:
        _keep(own, options)
    _report(outcomes, counts, file, options)
    return UnreadableDocument.exit_status if counts["refused"] else 0


def _read(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), "stdin"
    path = Path(file)
    if not path.is_file():
        raise DocumentNotFound(file, "không có tệp này", "kiểm tra lại tên tệp")
    return path.read_bytes(), path.name


def _own(options: argparse.Namespace) -> OwnList:
    """The user's own list; empty where there is no library yet."""
    from kl52.catalogue.own_list import load_own
    from kl52.commands.documents import library_file
    from kl52.library.lists import lists_in
    from kl52.library.store import Store

    file = library_file(options)
    return load_own(lists_in(Store(file)) if file.is_file() else ("", ""))


def _keep(own: OwnList, options: argparse.Namespace) -> None:
    from kl52.commands.documents import library_file
    from kl52.library import Library
    from kl52.library.lists import keep_lists

    keep_lists(Library(library_file(options), create=True), own)


def _report(
    outcomes: Sequence[Outcome],
    counts: Mapping[State, int],
    file: Path,
    options: argparse.Namespace,
) -> None:
    from kl52.catalogue.own_list import State

    if options.json:
        _print({
            "library": str(file), "dry_run": options.dry_run, "total": len(outcomes),
            "counts": {state: counts[state] for state in get_args(State)},
            "rows": [_row_fields(each) for each in outcomes if each.why],
        })  # fmt: skip
        return
    verb = "sẽ thêm" if options.dry_run else "thêm"
    print(
        f"{len(outcomes)} dòng: {verb} {counts['added']}, đã có {counts['known']}, mâu thuẫn "
        f"{counts['replaced'] + counts['kept']}, không nhận {counts['refused']} · {file}"
    )
    if options.quiet:
        return
    clashes = [each for each in outcomes if each.state in ("replaced", "kept")]
    _tell("MÂU THUẪN", clashes)
    _tell("KHÔNG NHẬN", [each for each in outcomes if each.state == "refused"])


def _tell(heading: str, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        return
    print(f"{heading} ({len(outcomes)})", file=sys.stderr)
    for each in outcomes[:_SHOWN]:
        entry = each.row.entry
        what = f"{entry.type} {entry.number}" if entry else f"«{each.row.text[:60]}»"
        print(f"  dòng {each.row.line}: {what}: {each.why}", file=sys.stderr)
    if len(outcomes) > _SHOWN:
        print(f"  … và {len(outcomes) - _SHOWN} dòng nữa (--json in đủ)", file=sys.stderr)


def _row_fields(outcome: Outcome) -> dict[str, Any]:
    entry = outcome.row.entry
    return {
        "line": outcome.row.line,
        "state": outcome.state,
        "id": entry.id if entry else None,
        "number": entry.number if entry else None,
        "text": outcome.row.text,
        "why": outcome.why,
    }


# -- look ----------------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> int:
    own = _own(options)
    return _print_entries(sorted(own.entries.values(), key=lambda each: each.id), options)


def _find(options: argparse.Namespace) -> int:
    from kl52.catalogue.identity import slug

    words = slug(options.words).split("-")
    found = [
        entry
        for entry in _catalogue(options)
        if all(word in slug(f"{entry.number} {entry.title}") for word in words)
    ]
    return _print_entries(sorted(found, key=lambda each: each.date or "", reverse=True), options)


def _show(options: argparse.Namespace) -> int:
    from kl52.catalogue.validity import history, validity_of

    catalogue = _catalogue(options)
    on, latest = options.on or today(), options.on is None
    entries = catalogue.by_number(options.number)
    if options.json:
        from kl52.serialising.values import plain

        _print({"documents": [
            {**_fields(each), "validity": plain(validity_of(each.id, catalogue, on, latest=latest)),
             "changes": plain(history(each.id, catalogue))} for each in entries
        ]})  # fmt: skip
        return 0
    for entry in entries:
        _print_whole(entry, catalogue, on, latest)
    if not entries:
        print(f"{options.number}: chưa có trong danh mục (không có nghĩa là không tồn tại)")
    return 0


def _print_whole(entry: Entry, catalogue: Catalogue, on: str, latest: bool) -> None:
    from kl52.catalogue.validity import day, history, tell, validity_of

    print(_line(entry))
    found = validity_of(entry.id, catalogue, on, latest=latest)
    said = {"in_force": "còn hiệu lực", "replaced": "đã được thay thế",
            "repealed": "hết hiệu lực", "unknown": "chưa rõ"}[found.status]  # fmt: skip
    print(f"  ngày {day(on)}: {said}" + (f" ({found.reason})" if found.reason else ""))
    for change in history(entry.id, catalogue):
        print(f"  · {tell(change)} [{_sure(change.source, change.certainty)}]")
    for fact in entry.sources[:1]:
        print(f"  nguồn: {_sure(fact.source, fact.certainty)}")


def _sure(source: str, certainty: str) -> str:
    doubt = "chưa đối chiếu"
    return source if certainty == "V" or doubt in source else f"{source}, {doubt}"


def _remove(options: argparse.Namespace) -> int:
    from kl52.catalogue.own_list import OwnList, remove

    if bool(options.number) == options.all:
        raise UsageError("cần một số, ký hiệu, hoặc --all")
    own = _own(options)
    gone = list(own.entries.values()) if options.all else remove(own, options.number)
    if len(gone) > 1 and not options.all:
        ids = "; ".join(each.id for each in gone[:10])
        raise UsageError(f"{len(gone)} văn bản mang số này → dùng mã của một văn bản: {ids}")
    if options.all:
        own = OwnList({}, {})
    if gone:
        _keep(own, options)
    return _print_entries(gone, options, f"đã bỏ {len(gone)} văn bản khỏi danh mục riêng")


def _catalogue(options: argparse.Namespace) -> Catalogue:
    from kl52.catalogue import load_catalogue
    from kl52.commands.documents import open_library

    missing = options.library and not Path(options.library).exists()  # nothing imported yet
    return load_catalogue() if missing else open_library(options).catalogue


def _print_entries(
    entries: Sequence[Entry], options: argparse.Namespace, about: str | None = None
) -> int:
    if options.json:
        _print({"documents": [_fields(each) for each in entries]})
        return 0
    for entry in entries:
        print(_line(entry))
    if not options.quiet:
        print(about or f"{len(entries)} văn bản", file=sys.stderr)
    return 0


def _line(entry: Entry) -> str:
    from kl52.catalogue.validity import day

    parts = [f"{entry.type} {entry.number or ''}".strip(), day(entry.date or "không rõ ngày")]
    return " · ".join((*parts, *filter(None, (entry.issuer, entry.title))))


def _fields(entry: Entry) -> dict[str, Any]:
    names = ("id", "type", "number", "date", "issuer", "province", "term", "title", "since", "seen")
    fact = entry.sources[0] if entry.sources else None
    return {
        **{name: getattr(entry, name) for name in names},
        "source": fact.source if fact else None,
        "certainty": fact.certainty if fact else None,
    }


def _print(value: dict[str, Any]) -> None:
    from kl52.serialising.values import SCHEMA

    print_json({"schema": SCHEMA, **value})
