"""What a document replaces, repeals, ends or amends, and from when; and what only looks so."""

from __future__ import annotations

import pytest

from kl52.catalogue.changes import changes_by, effective_from
from kl52.model import Document
from kl52.parsing import parse_document

HEAD = """BỘ TÀI CHÍNH
Số: 905/2021/TT-BTC
Hà Nội, ngày 10 tháng 5 năm 2021
THÔNG TƯ
{title}
"""
EFFECT = "Điều 9. Hiệu lực thi hành\n1. Thông tư này có hiệu lực thi hành kể từ ngày 01/7/2021.\n"
OTHER = "Thông tư số 904/2010/TT-BTC ngày 03 tháng 2 năm 2010 của Bộ trưởng Bộ Tài chính"


def circular(body: str, title: str = "Quy định về mẫu biểu") -> Document:
    return parse_document((HEAD.format(title=title) + body).encode(), name="a.txt")


def changes(body: str, title: str = "Quy định về mẫu biểu") -> list[tuple[str, str | None, str]]:
    return [
        (change.kind, change.on, change.part or "")
        for target, change in changes_by(circular(body, title))
        if target.endswith("904-2010-tt-btc")
    ]


@pytest.mark.parametrize(
    ("body", "expected", "why"),
    [
        (f"2. Thông tư này thay thế {OTHER}.\n", [("replaced", "2021-07-01", "")], "its own words"),
        (f"2. Bãi bỏ {OTHER}.\n", [("repealed", "2021-07-01", "")], "a clause that begins so"),
        (f"2. Bãi bỏ Điều 4 {OTHER}.\n", [("repealed", "2021-07-01", "Điều 4")], "a provision"),
        (f"2. {OTHER} hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành.\n",
         [("expired", "2021-07-01", "")], "the end is told behind it"),
        (f"2. {OTHER} hết hiệu lực kể từ ngày 15 tháng 8 năm 2021.\n",
         [("expired", "2021-08-15", "")], "with a day of its own"),
        (f"2. Các Thông tư sau hết hiệu lực kể từ ngày Thông tư này có hiệu lực:\na) {OTHER};\n"
         "b) Thông tư số 903/2009/TT-BTC ngày 02 tháng 3 năm 2009 của Bộ trưởng Bộ Tài chính.\n",
         [("expired", "2021-07-01", "")], "a list below its heading"),
        (f"2. Kể từ ngày Thông tư này có hiệu lực, bãi bỏ các văn bản sau:\na) Điều 4 {OTHER};\n"
         "b) Thông tư số 903/2009/TT-BTC ngày 02 tháng 3 năm 2009 của Bộ trưởng Bộ Tài chính.\n",
         [("repealed", "2021-07-01", "Điều 4")], "a list below the verb"),
        (f"2. Bộ Tài chính trình bãi bỏ các văn bản sau:\na) {OTHER};\n", [], "a list of tasks"),
        (f"2. Áp dụng {OTHER} đến hết năm 2021.\n", [], "no word of an end"),
        (f"2. Quy định này áp dụng cho đến khi {OTHER} hết hiệu lực.\n", [], "it may come"),
        (f"2. Rà soát, trình cấp có thẩm quyền bãi bỏ {OTHER}.\n", [], "a task, no order"),
        (f"2. Xây dựng Thông tư thay thế {OTHER}.\n", [], "a document still to be drafted"),
    ],
)  # fmt: skip
def test_what_a_document_orders(
    body: str, expected: list[tuple[str, str | None, str]], why: str
) -> None:
    assert changes(EFFECT + body) == expected, why


@pytest.mark.parametrize(
    ("title", "kind", "why"),
    [
        ("Sửa đổi, bổ sung một số điều của Thông tư số 904/2010/TT-BTC", "amended", "amending"),
        ("Bãi bỏ Thông tư số 904/2010/TT-BTC", "repealed", "repealing as a whole"),
    ],
)
def test_what_the_title_says(title: str, kind: str, why: str) -> None:
    assert [each[0] for each in changes(EFFECT, title)] == [kind], why


def test_what_a_bracket_reports_of_two_others() -> None:
    doc = circular(
        "Điều 1. Phạm vi\nThực hiện Nghị định số 901/2011/NĐ-CP (được sửa đổi, bổ sung bởi "
        "Nghị định số 902/2015/NĐ-CP).\n"
    )
    ((target, change),) = changes_by(doc)
    assert target.endswith("901-2011-nd-cp")
    assert (change.kind, change.name) == ("amended", "Nghị định số 902/2015/NĐ-CP")
    assert change.source == "Thông tư số 905/2021/TT-BTC"


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        (
            "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2021.",
            "2021-07-01",
            "a day",
        ),
        ("Thông tư này có hiệu lực kể từ ngày ký.", "2021-05-10", "the day of signing"),
        ("Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký.", "2021-06-24", "days after"),
        ("Kể từ ngày Thông tư này có hiệu lực thi hành, các mẫu cũ thôi dùng.", None, "no day"),
        ("Nghị định này có hiệu lực kể từ ngày 01/7/2021.", None, "another document's day"),
        ("“Thông tư này có hiệu lực từ ngày 01/7/2015.”", None, "words that are only quoted"),
    ],
)
def test_from_when(words: str, day: str | None, why: str) -> None:
    assert effective_from(circular(f"Điều 9. Hiệu lực\n{words}\n")) == day, why


def test_a_published_list_of_documents_no_longer_in_force() -> None:
    rows = (
        "| STT | Tên văn bản | Lý do hết hiệu lực | Ngày hết hiệu lực |\n"
        "| --- | --- | --- | --- |\n"
        "| 1 | Thông tư số 904/2010/TT-BTC ngày 03/02/2010 | Được thay thế bởi Thông tư số "
        "906/2020/TT-BTC ngày 05/5/2020 | 20/6/2020 |\n"
        "| 2 | Thông tư số 903/2009/TT-BTC ngày 02/3/2009 | Bị bãi bỏ bởi Thông tư số "
        "906/2020/TT-BTC ngày 05/5/2020 | 20/6/2020 |\n"
    )
    doc = parse_document((HEAD.format(title="Công bố danh mục") + rows).encode(), name="a.md")
    found = {id.rsplit("/", 1)[-1]: change for id, change in changes_by(doc)}
    assert {(id, each.kind, each.on) for id, each in found.items()} == {
        ("904-2010-tt-btc", "replaced", "2020-06-20"),
        ("903-2009-tt-btc", "repealed", "2020-06-20"),
    }
    assert found["904-2010-tt-btc"].name == "Thông tư số 906/2020/TT-BTC"
