"""``kl52 export --to FORMAT [ID...]``: the library in the formats that other programs read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kl52.commands.arguments import Parser
from kl52.commands.options import FILES, iso_day, new_command
from kl52.commands.printing import print_json
from kl52.errors import UsageError

if TYPE_CHECKING:
    from kl52.exporting import Exported
    from kl52.exporting.selection import Progress

# The names of kl52.exporting.FORMATS, which --help must not load; a test compares them.
NAMES = ("graphml", "jsonld", "akn", "cypher", "csv", "parquet", "annotations")
_EXAMPLES = """ví dụ:
  kl52 export --to graphml -o kho.graphml              đồ thị cả kho, mở bằng Gephi
  kl52 export --to graphml 142/QĐ-TTg --depth 2 > do-thi.graphml   quanh một văn bản
  kl52 export --to akn 142/QĐ-TTg -o 142.xml           một văn bản, Akoma Ntoso 3.0
  kl52 export --to csv -o bang/ --bom                  các bảng, mở được bằng Excel
  kl52 export --to parquet -o bang/                    các bảng cho pandas, polars, DuckDB
  kl52 export --to cypher --detail obligations -o kho.cypher   cả nhiệm vụ, cho Neo4j

Dạng: graphml (Gephi, networkx), jsonld (ELI, schema.org), akn (Akoma Ntoso 3.0, mỗi văn bản một
tệp), cypher (Neo4j), csv và parquet (mỗi bảng một tệp), annotations (chú giải W3C của trích dẫn).
Cùng một nội dung kho thì tệp xuất ra giống nhau từng byte, trên máy nào cũng vậy.
"""
_SHOWN = 10  # files listed on screen; --json has them all


def add_parser(commands: argparse._SubParsersAction[Parser]) -> None:
    export = new_command(
        commands, "export", "xuất kho, hoặc phần quanh một văn bản, sang dạng khác", _EXAMPLES
    )
    export.add_argument(
        "ids", metavar="ID", nargs="*",
        help="mã /akn/…, số, ký hiệu, hoặc tệp đã có trong kho (mặc định: cả kho)",
    )  # fmt: skip
    export.add_argument("--to", choices=NAMES, required=True, help="dạng cần xuất")
    out = export.add_argument(
        "-o", "--output", metavar="FILE",
        help="tệp hoặc thư mục để ghi (mặc định: in ra stdout nếu chỉ có một tệp)",
    )  # fmt: skip
    out.complete = FILES  # type: ignore[attr-defined]
    export.add_argument(
        "--depth", type=int, metavar="N",
        help="lấy cả văn bản cách các ID tối đa N lần trích dẫn (mặc định: 1 với graphml, jsonld, "
        "cypher; 0 với các dạng khác)",
    )  # fmt: skip
    export.add_argument(
        "--detail", choices=("documents", "obligations"), default="documents",
        help="graphml, cypher: chỉ văn bản (mặc định), hay đến từng nhiệm vụ",
    )  # fmt: skip
    export.add_argument(
        "--bom", action="store_true", help="csv: thêm dấu đầu tệp để Excel nhận ra tiếng Việt"
    )
    export.add_argument(
        "--on", metavar="DATE", type=iso_day,
        help="chỉ văn bản đã có đến ngày này, với hiệu lực vào ngày này: 2026-01-31 hoặc "
        "31/01/2026 (mặc định: mọi văn bản, hiệu lực mới nhất được biết)",
    )  # fmt: skip
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from kl52.commands.documents import open_library
    from kl52.library.naming import id_meant

    to_stdout = options.output in (None, "-")
    if to_stdout and options.json:
        raise UsageError("--json in tóm tắt ra stdout → ghi dữ liệu vào tệp bằng -o FILE")
    if options.depth is not None and not options.ids:
        raise UsageError("--depth chỉ có nghĩa khi có ID → thêm ID, hoặc bỏ --depth để xuất cả kho")
    library = open_library(options)
    ids = [id_meant(library, words) for words in options.ids] or None
    with _progress(options) as progress:
        found = library.export(
            options.to,
            sys.stdout.buffer if to_stdout else options.output,
            ids=ids,
            depth=options.depth,
            on=options.on,
            detail=options.detail,
            bom=options.bom,
            progress=progress,
        )
    if not to_stdout:
        _print_files(found, options)
    if found.secret:
        _warn(found.secret, options)
    return 0


def _warn(secret: tuple[str, ...], options: argparse.Namespace) -> None:
    """A mark of secrecy does not go into the formats: whoever passes them on must know."""
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    names = ", ".join(secret[:_SHOWN])
    print(f"kl52: {say('exported_secret', count=len(secret))}: {names}", file=sys.stderr)


@contextmanager
def _progress(options: argparse.Namespace) -> Iterator[Progress]:
    """A bar on stderr for what takes long."""
    from kl52.exporting.selection import unseen

    if options.quiet or not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    from kl52.language.wording import speaker

    with Bars(console=Console(stderr=True), transient=True) as bars:

        def show(items: Iterable[Any], total: int | None) -> Iterable[Any]:
            task = bars.add_task(speaker(options.lang)("exporting"), total=total)
            for item in items:
                yield item
                bars.update(task, advance=1)
            bars.remove_task(task)

        yield show


def _print_files(found: Exported, options: argparse.Namespace) -> None:
    """What was written to stdout; what other exports left there to stderr."""
    if options.json:
        from kl52.serialising.values import SCHEMA

        print_json({
            "schema": SCHEMA, "format": options.to, "files": [str(each) for each in found.files],
            "stale": [str(each) for each in found.stale], "secret": list(found.secret),
        })  # fmt: skip
        return
    from kl52.language.wording import speaker

    say = speaker(options.lang)
    print(say("exported", count=len(found.files), target=options.output))
    if found.stale and not options.quiet:
        names = ", ".join(each.name for each in found.stale[:_SHOWN])
        print(f"kl52: {say('stale', count=len(found.stale))}: {names}", file=sys.stderr)
