"""The formats, and where what they write goes.

In: a library, the name of a format, a target. Out: the files that were written. Guarantee: a file
is there whole or not at all; the bytes depend on what the library holds alone. A folder that is
there already is added to, and what other exports left in it is told.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypedDict

from kl52.errors import UsageError, reason_of
from kl52.exporting.selection import Progress, Selection, select, unseen

if TYPE_CHECKING:
    from kl52.library import Library

Detail = Literal["documents", "obligations"]
File = tuple[str, Callable[[BinaryIO], None]]


@dataclass(frozen=True)
class Wish:
    """How far an export goes: down to tasks, and whether CSV begins with a byte order mark."""

    detail: bool = False
    bom: bool = False


@dataclass(frozen=True)
class Format:
    """``files`` gives the name of each file and what writes it; ``depth`` is the usual one.

    ``folder``: there are several files, ``texts``: only documents at hand have any; ``links``:
    when the links of tasks to their sources have to be found before.
    """

    name: str
    suffix: str
    about: str
    files: Callable[[Selection, Wish], Iterator[File]]
    folder: bool = False
    texts: bool = False
    depth: int = 0
    detail: bool = False
    links: Literal["always", "detail", "never"] = "never"


@dataclass(frozen=True)
class Exported:
    """The ``files`` written (none into a stream), and others of their kind in the folder.

    ``secret`` are the documents among what was exported that bear a mark of secrecy.
    """

    files: tuple[Path, ...]
    stale: tuple[Path, ...] = ()
    secret: tuple[str, ...] = ()


def _graphml(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.graphml import write

    yield "kl52.graphml", partial(write, selection, detail=wish.detail)


def _jsonld(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.jsonld import write

    yield "kl52.jsonld", partial(write, selection)


def _akn(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.akn import file_name, write

    for doc in selection.documents():
        yield file_name(doc.id), partial(write, doc, selection.library)


def _cypher(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.cypher import write

    yield "kl52.cypher", partial(write, selection, detail=wish.detail)


def _csv(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.sheets import write
    from kl52.exporting.tables import TABLES

    for name in TABLES:
        yield f"{name}.csv", partial(write, selection, name, bom=wish.bom)


def _parquet(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.parquet import write
    from kl52.exporting.tables import TABLES

    for name in TABLES:
        yield f"{name}.parquet", partial(write, selection, name)


def _annotations(selection: Selection, wish: Wish) -> Iterator[File]:
    from kl52.exporting.annotations import write

    yield "kl52.annotations.jsonld", partial(write, selection)


def _find_links(selection: Selection) -> None:
    from kl52.graph.links import ensure_links

    ids = selection.held()
    ensure_links(
        selection.library, ids, progress=lambda waiting: selection.progress(waiting, len(waiting))
    )


FORMATS = {
    each.name: each
    for each in (
        Format("graphml", ".graphml", "đồ thị cho Gephi, networkx", _graphml, depth=1, detail=True),
        Format("jsonld", ".jsonld", "dữ liệu liên kết, ELI và schema.org", _jsonld, depth=1),
        Format("akn", ".xml", "Akoma Ntoso 3.0, mỗi văn bản một tệp", _akn, folder=True,
               texts=True),
        Format("cypher", ".cypher", "lệnh Cypher cho Neo4j", _cypher, depth=1, detail=True,
               links="detail"),
        Format("csv", ".csv", "bảng tính, mỗi bảng một tệp", _csv, folder=True,
               links="always"),
        Format("parquet", ".parquet", "bảng cho pandas, polars, DuckDB", _parquet, folder=True,
               links="always"),
        Format("annotations", ".jsonld", "chú giải W3C cho từng trích dẫn", _annotations,
               texts=True),
    )
}  # fmt: skip


class ExportOptions(TypedDict, total=False):
    """What :func:`export` can be told."""

    ids: Iterable[str] | None
    depth: int | None
    on: str | None
    detail: Detail
    bom: bool
    progress: Progress


def export(
    library: Library,
    name: str,
    target: Path | str | BinaryIO,
    *,
    ids: Iterable[str] | None = None,
    depth: int | None = None,
    on: str | None = None,
    detail: Detail = "documents",
    bom: bool = False,
    progress: Progress = unseen,
) -> Exported:
    """Write a library, or the documents around some, in the format ``name``.

    ``ids`` with ``depth`` are the documents that many citations around these; ``on`` leaves out
    what came after that ISO date and tells each status for it; ``detail`` goes down to obligations
    (GraphML, Cypher), ``bom`` begins CSV with a byte order mark.
    ``target`` is a file, a folder where the format has several files, or a stream of bytes for one.
    Raises :class:`~kl52.errors.UsageError` for what cannot be done or written.
    """
    chosen = _chosen(name, detail, bom)
    wish = Wish(detail == "obligations", bom)
    depth = chosen.depth if depth is None else depth
    ids = None if ids is None else tuple(ids)
    if chosen.links == "always" or (chosen.links == "detail" and wish.detail):
        _find_links(select(library, ids, depth, on, progress))
    with library.tables.reading():  # all that is written is of one revision
        selection = select(library, ids, depth, on, progress)
        if chosen.texts and not selection.held():
            raise UsageError("kho chưa có nội dung của văn bản nào như vậy → thêm bằng kl52 add")
        found = _put(target, chosen.files(selection, wish), chosen, selection)
        return replace(found, secret=selection.secret())


def _put(
    target: Path | str | BinaryIO, files: Iterator[File], chosen: Format, selection: Selection
) -> Exported:
    if not isinstance(target, (str, Path)):
        _only(files, chosen, selection)(target)
        return Exported(())
    path = Path(target)
    if chosen.folder and not (chosen.texts and path.suffix == chosen.suffix):
        return _fill(path, files, chosen)
    return Exported((_write(path, _only(files, chosen, selection)),))


def _chosen(name: str, detail: str, bom: bool) -> Format:
    chosen = FORMATS.get(name)
    if chosen is None:
        raise UsageError(f"không có dạng {name} → chọn một trong: {', '.join(FORMATS)}")
    if detail == "obligations" and not chosen.detail:
        able = ", ".join(each.name for each in FORMATS.values() if each.detail)
        raise UsageError(f"{name} không có --detail obligations → chỉ {able} có")
    if bom and name != "csv":
        raise UsageError("--bom chỉ dùng với csv")
    return chosen


def _only(
    files: Iterator[File], chosen: Format, selection: Selection
) -> Callable[[BinaryIO], None]:
    """What writes the single file."""
    if chosen.folder and (not chosen.texts or len(selection.held()) > 1):
        raise UsageError(f"{chosen.name} gồm nhiều tệp → chỉ rõ thư mục bằng -o THƯ-MỤC")
    return next(files)[1]


def _fill(folder: Path, files: Iterator[File], chosen: Format) -> Exported:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = {path for path in folder.iterdir() if path.suffix == chosen.suffix}
    except OSError as error:
        message = f"{folder}: không tạo được thư mục ({reason_of(error)}) → chọn chỗ khác"
        raise UsageError(message) from error
    written = tuple(_write(folder / name, write) for name, write in files)
    return Exported(written, tuple(sorted(before - set(written))))


def _write(path: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write beside ``path``, and put it there when it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            write(out)
        os.replace(part, path)
    except OSError as error:
        message = f"{path}: không ghi được ({reason_of(error)}) → chọn chỗ khác hoặc dọn ổ đĩa"
        raise UsageError(message) from error
    finally:
        part.unlink(missing_ok=True)
    return path
