"""The file of decisions: a table of text with tabs, which people and Excel can edit.

``PLAN.kl52-review.tsv`` beside the plan. Lines that begin with ``#`` are comments; of those
``# plan:`` and ``# against:`` name the plan and what it was checked against (files from the
folder of the table, or ids), so that the decisions can be replayed. Decisions are only ever
appended: a later one on the same thing goes before the earlier, which stays as it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from kl52.alignment.matching import Overlap
from kl52.errors import UsageError, reason_of
from kl52.model import Severity
from kl52.reviewing.decisions import (
    KINDS,
    VERDICTS,
    Decision,
    Kind,
    Verdict,
    Words,
    mark_of,
    one_line,
)

COLUMNS = (
    "decision", "kind", "code", "unit", "words", "mark", "source", "source_unit", "source_words",
    "source_mark", "found", "value", "on", "note",
)  # fmt: skip
SUFFIX = ".kl52-review.tsv"
_HEAD = (
    "# kl52 review 1: quyết định của người rà soát, mỗi dòng một quyết định;",
    "# về cùng một việc thì dòng sau thay dòng trước, không xóa dòng trước.",
    "# decision: accept (nhận), reject (bỏ), correct (sửa, ghi giá trị đúng ở cột value).",
    "# Sửa được bằng tay hoặc bằng Excel (lưu dạng Unicode Text); thêm dòng mới thì để trống",
    "# các cột mark, source_mark: kl52 tính từ lời văn ở words, source_words.",
)
_NAMED = frozenset({"decision", "kind", "words"})  # of a line that names the columns
VALUES: dict[Kind, tuple[str, ...]] = {
    "link": get_args(Overlap),
    "finding": get_args(Severity),
}


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What a file of decisions holds; ``against`` as written in it."""

    plan: str | None = None
    against: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


def default_path(plan: str) -> Path:
    """Where the decisions on a plan are kept.

    >>> default_path("ke-hoach.docx").name
    'ke-hoach.docx.kl52-review.tsv'
    """
    return Path(plan + SUFFIX)


def read_review(path: Path) -> ReviewFile:
    """The decisions of a file. Raises ``UsageError`` with the line that cannot be understood."""
    try:
        return parse_review(_decoded(path.read_bytes()), str(path))
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(f"{path}: không đọc được ({reason}) → kiểm tra --review") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: không phải chữ UTF-8 → lưu lại dạng Unicode") from error


def _decoded(data: bytes) -> str:
    """Excel saves text with tabs as UTF-16."""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def parse_review(text: str, name: str = "") -> ReviewFile:
    """The reverse of :func:`format_review`."""
    plan: str | None = None
    against: list[str] = []
    decisions: list[Decision] = []
    columns: Sequence[str] = COLUMNS
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if line.lstrip('"').startswith("#"):
            key, _, value = line.strip('"').lstrip("# ").partition(": ")
            if key == "plan":
                plan = value.strip()
            elif key == "against":
                against.append(value.strip())
            continue
        cells = _cells(line, f"{name}:{number}")
        if not any(cell.strip() for cell in cells):
            continue
        if {*cells} >= _NAMED:
            columns = cells
            continue
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        decisions.append(_decision(row, f"{name}:{number}"))
    return ReviewFile(plan, tuple(dict.fromkeys(against)), tuple(decisions))


def _cells(line: str, where: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter="\t"), [])
    except csv.Error as error:
        raise UsageError(f"{where}: dòng không đọc được ({error}) → sửa hoặc xóa dòng") from error


def _decision(row: dict[str, str], where: str) -> Decision:
    def cell(column: str) -> str:
        return row.get(column, "")

    verdict, kind = cell("decision"), cell("kind")
    _check(verdict, VERDICTS, "decision", where)
    _check(kind, KINDS, "kind", where)
    if verdict == "correct":
        _check(cell("value"), VALUES[cast(Kind, kind)], "value", where)
    if kind == "finding" and not cell("code"):
        raise UsageError(f"{where}: thiếu code → ghi mã phát hiện (kl52 coverage --list-codes)")
    local = Words(cell("unit"), cell("words"), cell("mark") or mark_of(cell("words")))
    words = cell("source_words")
    source = Words(
        cell("source_unit"), words, cell("source_mark") or mark_of(words), cell("source")
    )
    if kind == "link" and not (local.mark and source.mark):
        raise UsageError(f"{where}: thiếu lời văn của liên kết → ghi words và source_words")
    return Decision(
        cast(Verdict, verdict), cast(Kind, kind), local, source, cell("code"), cell("found"),
        cell("value"), cell("on"), cell("note"),
    )  # fmt: skip


def _check(value: str, known: Sequence[str], column: str, where: str) -> None:
    if value not in known:
        raise UsageError(f"{where}: cột {column} không nhận «{value}» → nhận: {', '.join(known)}")


def format_review(found: ReviewFile) -> str:
    """A file of decisions as text."""
    about = _about(found.plan, found.against)
    lines = (*_HEAD, *about, "\t".join(COLUMNS), *map(_line, found.decisions))
    return "".join(f"{line}\n" for line in lines)


def _about(plan: str | None, against: Iterable[str]) -> Iterator[str]:
    if plan:
        yield f"# plan: {one_line(plan)}"
    yield from (f"# against: {one_line(each)}" for each in against)


def _line(decision: Decision) -> str:
    local, source = decision.local, decision.source
    cells = (
        decision.verdict, decision.kind, decision.code, local.unit, local.text, local.mark,
        source.document, source.unit, source.text, source.mark, decision.found, decision.value,
        decision.on, decision.note,
    )  # fmt: skip
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="").writerow(map(one_line, cells))
    return written.getvalue()


def _headings(text: str) -> list[str]:
    """The lines that name columns; people may order theirs in another way."""
    lines = (line for line in text.split("\n") if not line.startswith("#"))
    return [line for line in lines if {*line.rstrip("\r").split("\t")} >= _NAMED]


def append(
    path: Path, decisions: Sequence[Decision], *, plan: str | None, against: Sequence[str] = ()
) -> None:
    """Adds decisions at the end of a file; whatever stands in it stays letter for letter."""
    try:
        if not path.exists():
            text = format_review(ReviewFile(plan, tuple(against), tuple(decisions)))
            path.write_bytes(text.encode("utf-8", "replace"))
            return
        data = path.read_bytes()
        old = _decoded(data)
        known = parse_review(old, str(path))
        named = any("\t".join(COLUMNS) == line.rstrip("\r") for line in _headings(old)[-1:])
        lines = (
            *_about(
                plan if known.plan is None else None,
                (each for each in against if each not in known.against),
            ),
            *(() if named else ("\t".join(COLUMNS),)),
            *map(_line, decisions),
        )
        start = "" if not old or old.endswith("\n") else "\n"
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        encoding = ("utf-16-le" if data[:1] == b"\xff" else "utf-16-be") if utf16 else "utf-8"
        added = start + "".join(f"{line}\n" for line in lines)
        with path.open("ab") as file:
            file.write(added.encode(encoding, "replace"))
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(
            f"{path}: không ghi được ({reason}) → đóng tệp nếu đang mở, hoặc đặt --review FILE"
        ) from error
