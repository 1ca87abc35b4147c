"""Header and signature blocks are read by columns: left from top to bottom, then right."""

from __future__ import annotations

import pytest

from benchmarks.reading.order import first_missing, page_of, read_table
from kl52.header import find_header
from kl52.model import Text
from kl52.normalising import normalise
from kl52.reading import read_document
from kl52.reading.legacy.charmaps import charmap
from tests.samples import Page, Words, header, pdf

BODY: list[Words] = [
    (250.0, 140.0, "KẾ HOẠCH"),
    (200.0, 156.0, "Mua sách cho trường học"),
    (97.0, 200.0, "Sở Nội vụ mở lớp tập huấn cho cán bộ thư viện của các xã ở tỉnh"),
    (72.0, 220.0, "và mua thêm sách cho thư viện."),
]


def column(x: float, top: float, *lines: str, step: float = 16) -> list[Words]:
    return [(x, top + step * row, said) for row, said in enumerate(lines)]


def text_of(*parts: list[Words]) -> Text:
    words = [each for part in parts for each in part]
    return normalise(read_document(pdf([Page(words)]), name="mau.pdf"))


RECIPIENTS = ("Nơi nhận:", "- Như Điều 3;", "- Sở Nội vụ;", "- Lưu: VT.")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(đã ký)", "Lê Văn Mẫu")


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (column(72, 300, *RECIPIENTS), column(350, 300, *SIGNED), "level with each other"),
        (column(72, 300, *RECIPIENTS, step=12), column(350, 300, *SIGNED), "smaller recipients"),
        (column(72, 306, *RECIPIENTS), column(350, 300, *SIGNED), "six points lower"),
        (column(72, 316, *RECIPIENTS), column(350, 300, *SIGNED), "a line lower"),
    ],
)
def test_a_signature_block(left: list[Words], right: list[Words], why: str) -> None:
    text = text_of(header(), BODY, left, right)
    assert first_missing(page_of(text, 1), (*RECIPIENTS, *SIGNED)) is None, why
    found = find_header(text)
    assert (found.signer, found.number) == ("Lê Văn Mẫu", "48/KH-UBND"), why
    assert found.signer_title == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"


def test_blocks_in_an_old_font_of_capitals() -> None:
    """TCVN3: the letters are small, and capitals only to the eye."""
    encode = charmap("TCVN3").encode
    left = ("bộ nội vụ", "Số: 12/2003/TT-BNV")
    right = ("cộng hoà xã hội chủ nghĩa việt nam", "Độc lập - Tự do - Hạnh phúc")
    signed = ("kt. bộ trưởng", "thứ trưởng", "Lê Văn Mẫu")
    words = [
        *column(60, 60, *map(encode, left), step=20),
        *column(240, 60, *map(encode, right)),
        *[(x, top, encode(said)) for x, top, said in BODY],
        *column(72, 300, *map(encode, RECIPIENTS)),
        *column(350, 300, *map(encode, signed)),
    ]
    found = page_of(normalise(read_document(pdf([Page(words)]), name="mau.pdf")), 1)
    assert first_missing(found, (*left, *right)) is None
    assert first_missing(found, (*RECIPIENTS, *signed)) is None


def test_a_certificate() -> None:
    left = ("BỘ NỘI VỤ", "Số: 06/VBHN-BNV")
    right = ("XÁC THỰC VĂN BẢN HỢP NHẤT", "Hà Nội, ngày 15 tháng 6 năm 2018", "BỘ TRƯỞNG")
    text = text_of(BODY, column(90, 300, *left, step=30), column(330, 300, *right, step=18))
    assert first_missing(page_of(text, 1), (*left, *right)) is None


def test_two_ministries_sign() -> None:
    left = ("KT. BỘ TRƯỞNG", "BỘ NỘI VỤ", "THỨ TRƯỞNG", "Lê Văn Mẫu")
    right = ("KT. BỘ TRƯỞNG", "BỘ TÀI CHÍNH", "THỨ TRƯỞNG", "Trần Thị Mẫu")
    text = text_of(header(), BODY, column(90, 300, *left), column(360, 300, *right))
    assert find_header(text).signer == "Lê Văn Mẫu; Trần Thị Mẫu"


def test_the_table_has_thirty_files_and_names_both_blocks() -> None:
    rows = read_table()
    assert len({row.file for row in rows}) == 30
    assert {row.block for row in rows} == {"header", "signature"}
    assert all(len(row.keys) > 1 and all(row.keys) for row in rows)
