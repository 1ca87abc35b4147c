"""The benchmark of annex 2: how it splits the table, and its figures where the table is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.obliging.annex import BEFORE, measure, rows_of

SHARED = Path(__file__).parents[2] / "shared"

TABLE = """Một bảng

| TT | Nhiệm vụ | Chủ trì | Phối hợp | Kết quả | Thời hạn |
|---|---|---|---|---|---|
| **I.** | Nước sạch | | | | |
| 1. | Đo mực nước  | Sở Y tế | UBND các xã | Sổ | 2027 |
| | ở giếng khoan | | Công an tỉnh | | |
| 2 | Trám giếng | Sở Xây dựng | | | |
"""


def test_cells_of_a_broken_row_are_joined() -> None:
    first, second = rows_of(TABLE)
    assert (first.number, first.task) == (1, "Đo mực nước ở giếng khoan")
    assert (first.coordinate, first.deadline) == ("UBND các xã Công an tỉnh", "2027")
    assert (second.number, second.lead, second.product) == (2, "Sở Xây dựng", "")


@pytest.mark.skipif(not (SHARED / BEFORE).exists(), reason="the annex is not part of the project")
def test_the_annex() -> None:
    figures = measure(SHARED).figures
    assert figures["rows.every field"] == 1.0
    assert figures["rows.every field.n"] == 140
    assert figures["obligations beyond the rows"] == 0
    assert figures["mergers.changed, as foretold.n"] == 44
    assert figures["mergers.changed, as foretold"] >= 42 / 44
    assert figures["mergers.kept, as foretold"] == 1.0
