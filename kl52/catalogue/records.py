"""The records of a list that Excel or a registry of documents wrote: CSV or JSONL.

In: the text of the file. Out: for each row its line, its words, and its cells by field, or the
reason why it has none. Columns are known by their names, Vietnamese or English; commas,
semicolons and tabs by which of them gives the most names that are known.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from kl52.catalogue.identity import slug
from kl52.errors import UnreadableDocument

_COLUMNS = {
    "number": "so-ky-hieu so-va-ky-hieu so-hieu so-van-ban so-hieu-van-ban so-vb ky-hieu so number",
    "date": "ngay-ban-hanh ngay-van-ban ngay-vb ngay-ky ngay-thang ngay-bh ngay date",
    "title": "trich-yeu trich-yeu-noi-dung ten-van-ban noi-dung ten title",
    "issuer": "co-quan-ban-hanh noi-ban-hanh cq-ban-hanh co-quan don-vi-ban-hanh issuer",
    "type": "loai-van-ban hinh-thuc-van-ban ten-loai loai-vb loai type",
    "status": "tinh-trang-hieu-luc tinh-trang hieu-luc trang-thai status",
    "since": "ngay-co-hieu-luc ngay-hieu-luc hieu-luc-tu since",
    "until": "ngay-het-hieu-luc het-hieu-luc-tu until",
    "by": "van-ban-thay-the bi-thay-the-boi thay-the-boi replaced-by",
    "province": "tinh tinh-thanh-pho dia-phuong province",
}
_NAMES = {name: field for field, names in _COLUMNS.items() for name in names.split()}
EXPECTED = "cần cột «Số, ký hiệu» và «Ngày ban hành» (hoặc number, date) ở hàng đầu"
Record = tuple[int, str, Mapping[str, str] | str]


def json_records(text: str) -> Iterator[Record]:
    """A record for each line that is not empty."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            yield number, line[:120], "dòng không phải một đối tượng JSON"
            continue
        known = [(_NAMES.get(slug(key)), value) for key, value in found.items()]
        yield (
            number,
            line[:120],
            {
                key: " ".join(str(value).split())
                for key, value in known
                if key and value is not None
            },
        )


def csv_records(text: str, name: str) -> Iterator[Record]:
    """A record for each row below the names of the columns.

    Raises :class:`~kl52.errors.UnreadableDocument` where no column is that of numbers.
    """
    delimiter = max(",;\t", key=lambda each: _known(text, each))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    heads = _heads(next(lines, []))
    if "number" not in heads:
        raise UnreadableDocument(name, "không thấy cột số, ký hiệu", EXPECTED)
    return _csv_rows(lines, heads, delimiter)


def _known(text: str, delimiter: str) -> int:
    """How many columns have a name that is known, if cells are parted in this way."""
    first = next(csv.reader(io.StringIO(text[:10_000], newline=""), delimiter=delimiter), [])
    return len(first) - _heads(first).count(None)


def _heads(cells: list[str]) -> list[str | None]:
    """The field of each column; the first of two columns that mean the same counts."""
    found: list[str | None] = []
    for cell in cells:
        field = _NAMES.get(slug(cell))
        found.append(field if field not in found else None)
    return found


def _csv_rows(
    lines: Iterator[list[str]], heads: list[str | None], delimiter: str
) -> Iterator[Record]:
    reader = lines
    while True:
        start = getattr(reader, "line_num", 0) + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, "", f"không đọc được dòng CSV ({error})"
            continue
        if not any(cell.strip() for cell in cells):
            continue
        words = delimiter.join(cells)[:120]
        if len(cells) > len(heads) and any(cells[len(heads) :]):
            yield (
                start,
                words,
                (
                    f"dòng có {len(cells)} ô, hàng đầu có {len(heads)} cột → đặt ô có dấu "
                    f"«{delimiter}» trong ngoặc kép"
                ),
            )
            continue
        yield (
            start,
            words,
            {
                head: " ".join(cell.split())
                for head, cell in zip(heads, cells, strict=False)
                if head is not None
            },
        )
