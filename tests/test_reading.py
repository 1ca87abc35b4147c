"""What becomes of a file: its lines, and the errors of files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kl52 import errors
from kl52.model import Cell, Raw
from kl52.reading import read_document
from kl52.reading.options import Limits, ReadOptions
from tests import samples
from tests.samples import Page

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXT = "Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư;"


def said(raw: Raw) -> list[str]:
    return [line.span.of(raw.text) for line in raw.lines]


def codes(raw: Raw) -> list[str]:
    return [each.code for each in raw.diagnostics]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        pytest.param(b"", errors.EmptyDocument, "rỗng", id="nothing"),
        pytest.param(b" \r\n\t ", errors.EmptyDocument, "rỗng", id="only white space"),
        pytest.param(samples.JPEG, errors.BrokenDocument, "ảnh", id="a picture named .pdf"),
        pytest.param(samples.OLE, errors.UnsupportedFormat, ".docx", id="Word 97"),
        pytest.param(
            samples.OLE + "EncryptedPackage".encode("utf-16-le"),
            errors.EncryptedDocument,
            "mật khẩu",
            id="Word file with a password",
        ),
        pytest.param(samples.zipped(a=b"1"), errors.UnsupportedFormat, "Word", id="other zip"),
        pytest.param(samples.docx(["a"])[:900], errors.BrokenDocument, "hỏng", id="cut .docx"),
        pytest.param(samples.bomb(), errors.DocumentTooLarge, "quá lớn", id="zip bomb"),
        pytest.param(
            samples.zipped(**{"word/document.xml": b"<w"}),
            errors.BrokenDocument,
            "hỏng",
            id="damaged .docx",
        ),
        pytest.param(
            samples.pdf([Page([(60, 60, TEXT)])], password="bí mật"),
            errors.EncryptedDocument,
            "mật khẩu",
            id="PDF with a password",
        ),
        pytest.param(
            samples.pdf([Page([(60, 60, TEXT)])] * 9)[:4000],
            errors.BrokenDocument,
            "tải lại",
            id="cut PDF",
        ),
        pytest.param(b"%PDF-1.7\nxxx", errors.BrokenDocument, "hỏng", id="PDF in name only"),
        pytest.param(b"abc\0\1\2def", errors.UnsupportedFormat, "nhị phân", id="binary"),
    ],
)
def test_unreadable_file_says_why_and_what_to_do(
    data: bytes, error: type[errors.UnreadableDocument], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "ke-hoach.pdf"
    path.write_bytes(data)
    with pytest.raises(error, match=words) as caught:
        read_document(path)
    assert caught.value.name == "ke-hoach.pdf"
    assert caught.value.reason
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.DocumentNotFound, match="đường dẫn"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(errors.UnreadableDocument, match="thư mục"):
        read_document(str(tmp_path))


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(500 * 2**20)
    with pytest.raises(errors.DocumentTooLarge, match="500 MiB"):
        read_document(path)


def test_length_of_text_is_limited() -> None:
    options = ReadOptions(limits=Limits(characters=1000))
    with pytest.raises(errors.DocumentTooLarge, match=r"1\.001 ký tự"):
        read_document(b"a" * 1001, name="a.txt", options=options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_needs_no_word(encoding: str) -> None:
    raw = read_document(TEXT.encode(encoding), name="a.txt")
    assert said(raw) == [TEXT]
    assert not raw.diagnostics


def test_windows_1258_is_told() -> None:
    data = "Ca\u0306n cư\u0301".replace("a\u0306", "ă").encode("cp1258")
    raw = read_document(data + b" Lu\xe2\xf2t", name="a.txt")
    assert said(raw) == ["Căn cứ Luật"]
    assert set(codes(raw)) == {"legacy-encoding", "legacy-font"}


def test_plain_header_in_two_columns() -> None:
    rows = zip(samples.HEADER_LEFT, samples.HEADER_RIGHT, strict=True)
    text = "\n".join(f"{left:34}{right}" for left, right in rows) + "\n\nKẾ HOẠCH\n"
    raw = read_document(text.encode(), name="a.txt")
    words = [line for line in said(raw) if line]
    assert words == [*samples.HEADER_LEFT, *samples.HEADER_RIGHT, "KẾ HOẠCH"]


@pytest.mark.parametrize("above", ["", f"{'':36}TM. ỦY BAN NHÂN DÂN\n"], ids=["", "organ above"])
def test_plain_signature_in_two_columns(above: str) -> None:
    text = (
        "1. Giao các xã thực hiện./.\n\n"
        + above
        + "Nơi nhận:                          KT. CHỦ TỊCH\n"
        "- Như trên;                        PHÓ CHỦ TỊCH\n- Lưu: VT.\n\n\n"
        f"{'':34}Giàng Thị Mẫu\n\nPHỤ LỤC\n"
    )
    raw = read_document(text.encode(), name="a.txt")
    organ = [above.strip()] if above else []
    assert [line.strip() for line in said(raw) if line] == [
        "1. Giao các xã thực hiện./.", *organ, "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Giàng Thị Mẫu", "PHỤ LỤC",
    ]  # fmt: skip


def test_long_lines_are_paragraphs_and_short_ones_are_not() -> None:
    whole = read_document(f"{TEXT} {TEXT} {TEXT}\n{TEXT}".encode(), name="a.txt")
    assert all(line.complete for line in whole.lines)
    broken = read_document(("Căn cứ Luật Tổ chức chính quyền\nđịa phương;\n" * 3).encode())
    assert not any(line.complete for line in broken.lines)


def test_markdown_loses_its_marks() -> None:
    text = (
        "# KẾ HOẠCH\n\n**I. MỤC ĐÍCH**\n\n- [Nghị quyết](https://example.vn/57) số *57-NQ/TW*;\n"
        "> kỷ nguyên mới \\- vươn mình\n\n| TT | Tên |\n|---|---|\n| **1** |  |\n"
    )
    raw = read_document(text.encode(), name="a.md")
    assert [line for line in said(raw) if line] == [
        "KẾ HOẠCH",
        "I. MỤC ĐÍCH",
        "- Nghị quyết số 57-NQ/TW;",
        "kỷ nguyên mới - vươn mình",
        "TT",
        "Tên",
        "1",
    ]
    assert [line.cell for line in raw.lines if line.cell] == [
        Cell(0, 0, 0), Cell(0, 0, 1), Cell(0, 1, 0), Cell(0, 1, 1)
    ]  # fmt: skip


def test_html_blocks_and_cells() -> None:
    text = (
        "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
        "<nav>Trang chủ</nav><script>var a;</script><h1>KẾ&nbsp;HOẠCH</h1><p>Số <b>48</b>/KH-UBND"
        "<br>Lạng Sơn</p><table><tr><th>TT<th>Tên</tr>"
        "<tr><td rowspan=2>1<td>a</tr><tr><td>b</tr></table></body></html>"
    )
    raw = read_document(text.encode(), name="a.pdf")
    assert raw.source.media_type == "text/html"
    assert said(raw) == ["KẾ HOẠCH", "Số 48/KH-UBND", "Lạng Sơn", "TT", "Tên", "1", "a", "b"]
    assert raw.lines[-1].cell == Cell(0, 2, 1)


def test_html_nested_too_deep_is_told() -> None:
    data = b"<html>" + b"<div>" * 5000 + "chữ".encode()
    assert codes(read_document(data)) == ["html-too-deep"]


def test_pdf_header_left_column_first() -> None:
    raw = read_document(samples.pdf([Page([*samples.header(), (280, 140, "KẾ HOẠCH")])]))
    assert said(raw) == [*samples.HEADER_LEFT, *samples.HEADER_RIGHT, "KẾ HOẠCH"]
    assert all(line.box and 0 <= min(line.box) <= max(line.box) <= 1 for line in raw.lines)
    assert raw.source.pages == 1


def test_pdf_signature_left_column_first() -> None:
    words = [
        (70, 600, "Nơi nhận:"), (400, 600, "TM. ỦY BAN NHÂN DÂN"),
        (70, 616, "- Như trên;"), (430, 616, "CHỦ TỊCH"),
        (70, 632, "- Lưu: VT."),
    ]  # fmt: skip
    assert said(read_document(samples.pdf([Page(words)]))) == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]


def test_table_over_the_page_break_is_one() -> None:
    head = ["TT", "Tên nhiệm vụ", "Chủ trì"]
    first = samples.grid([head, ["1", "Xây dựng", "Sở Y tế"], ["2", "Rà soát các", "Sở Nội"]], 700)
    second = samples.grid([head, ["", "quy định", "vụ"], ["3", "Báo cáo", "Sở Y tế"]], 60)
    raw = read_document(samples.pdf([first, second]))
    cells = [(line.cell.row, line.cell.column) for line in raw.lines if line.cell]
    assert {line.cell.table for line in raw.lines if line.cell} == {0}
    assert cells == sorted(cells)
    third = [line for line in raw.lines if line.cell and line.cell.row == 2]
    assert [line.span.of(raw.text) for line in third] == [
        "2", "Rà soát các", "quy định", "Sở Nội", "vụ"
    ]  # fmt: skip
    assert [line.page for line in third] == [1, 1, 2, 1, 2]
    assert raw.text.count("Tên nhiệm vụ") == 2
    assert said(raw).count("Tên nhiệm vụ") == 1


def test_shades_behind_words_are_no_table() -> None:
    data = samples.pdf([Page([(60, 60, TEXT), (60, 80, "Theo đề nghị của Giám đốc Sở Nội vụ;")])])
    assert all(line.cell is None for line in read_document(data).lines)


def test_picture_pages_are_told_and_the_rest_is_read() -> None:
    never = ReadOptions(ocr="never")
    raw = read_document(samples.pdf([Page([(60, 60, TEXT)]), Page(picture=True)]), options=never)
    assert said(raw) == [TEXT]
    assert [(each.code, each.page) for each in raw.diagnostics] == [("image-only-page", 2)]
    assert read_document(samples.pdf([Page(picture=True)]), options=never).lines == ()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not here")
@pytest.mark.parametrize(
    ("name", "pictures"),
    [("cv_3722_metro", (1,)), ("nq_115_ba_vi", (1, 2)), ("hanoi_qd_2280_water", ())],
)
def test_real_scans(name: str, pictures: tuple[int, ...]) -> None:
    never = ReadOptions(ocr="never")
    raw = read_document(SHARED / "data" / "scans" / f"{name}.pdf", options=never)
    assert tuple(d.page for d in raw.diagnostics if d.code == "image-only-page") == pictures
