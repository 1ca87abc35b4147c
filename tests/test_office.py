"""Spreadsheets, rich text and old Office files, made here; those in Word's binary form only

where LibreOffice is installed to make them.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl.styles import Font

from kl52 import errors
from kl52.model import Raw
from kl52.parsing import parse_document
from kl52.reading import read_document
from kl52.reading.legacy.charmaps import charmap
from kl52.reading.office import libreoffice, sheet_files, slides, word_binary
from kl52.reading.office.documents import compound_kind
from kl52.reading.office.sheet_values import shown
from tests import hostile_office, samples
from tests.values import count_calls

needs_libreoffice = pytest.mark.skipif(libreoffice.find() is None, reason="no LibreOffice")

HEAD = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Mở lớp cho cán bộ xã", "Sở Nội vụ", dt.date(2026, 12, 31)),
    (2, "Đạt tỷ lệ số hoá hồ sơ", "Sở Tư pháp", 0.955),
)


def workbook(*rows: tuple[Any, ...], hidden: bool = False, font: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Nhiệm vụ"
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, float):
                cell.number_format = "0.0%"
            if isinstance(cell.value, dt.date):
                cell.number_format = "dd/mm/yyyy"
            if font and cell.value is not None:
                cell.font = Font(name=font)
    if hidden:
        other = book.create_sheet("Nháp")
        other.append(["bỏ"])
        other.sheet_state = "hidden"
    return saved(book)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def said(raw: Raw) -> list[str]:
    return [line.span.of(raw.text) for line in raw.lines]


def places(raw: Raw) -> list[tuple[int, int, str]]:
    cells = [line for line in raw.lines if line.cell]
    return [
        (line.cell.row, line.cell.column, line.span.of(raw.text)) for line in cells if line.cell
    ]


def test_a_list_of_tasks() -> None:
    raw = read_document(workbook(HEAD, *ROWS), name="a.xlsx")
    assert places(raw) == [
        *((0, column, words) for column, words in enumerate(HEAD)),
        (1, 0, "1"), (1, 1, "Mở lớp cho cán bộ xã"), (1, 2, "Sở Nội vụ"), (1, 3, "31/12/2026"),
        (2, 0, "2"), (2, 1, "Đạt tỷ lệ số hoá hồ sơ"), (2, 2, "Sở Tư pháp"), (2, 3, "95,5%"),
    ]  # fmt: skip
    assert not raw.diagnostics


def test_a_header_typed_in_cells_is_read_left_column_first() -> None:
    top = (
        ("UBND TỈNH LẠNG SƠN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ NỘI VỤ", None, "Độc lập - Tự do - Hạnh phúc"),
        (None, None, None),
        ("DANH MỤC NHIỆM VỤ",),
    )
    raw = read_document(workbook(*top, HEAD, *ROWS), name="a.xlsx")
    assert said(raw)[:5] == [
        "UBND TỈNH LẠNG SƠN",
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "DANH MỤC NHIỆM VỤ",
    ]
    assert all(line.cell is None for line in raw.lines[:5])
    assert raw.lines[5].cell is not None


def test_empty_rows_and_columns_do_not_count() -> None:
    spread = [tuple(x for cell in row for x in (None, cell)) for row in (HEAD, *ROWS)]
    raw = read_document(workbook(spread[0], (), spread[1], spread[2]), name="a.xlsx")
    assert places(raw) == places(read_document(workbook(HEAD, *ROWS), name="a.xlsx"))


def test_an_empty_row_costs_little() -> None:
    data = hostile_office.xlsx(data="<row/>" * 2_000)
    with count_calls() as calls, pytest.raises(errors.EmptyDocument):
        read_document(data, name="a.xlsx")
    assert calls[0] < 100_000  # it has 200 places for cells


def test_hidden_sheets_are_named() -> None:
    raw = read_document(workbook(HEAD, *ROWS, hidden=True), name="a.xlsx")
    assert "bỏ" not in said(raw)
    assert [(each.code, "«Nháp»" in each.message) for each in raw.diagnostics] == [
        ("hidden-sheets", True)
    ]


def test_old_fonts_in_cells() -> None:
    old = [
        tuple(charmap("TCVN3").encode(c.lower()) if isinstance(c, str) else c for c in row)
        for row in (HEAD, *ROWS)
    ]
    raw = read_document(workbook(*old, font=".VnTimeH"), name="a.xlsx")
    assert [words for row, _, words in places(raw) if row == 0] == [each.lower() for each in HEAD]
    assert {line.capitals for line in raw.lines if line.cell and line.cell.row == 0} == {True}
    assert [each.code for each in raw.diagnostics] == ["legacy-font"]


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_files, "MAX_CELLS", 5)
    with pytest.raises(errors.DocumentTooLarge):
        read_document(workbook(HEAD, *ROWS), name="a.xlsx")


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (46387.5, "General", "46387,5"),
        (1234567.0, "#,##0", "1.234.567"),
        (0.5, "0%", "50%"),
        (2.0, '0.00" tỷ"', "2,00"),
        (dt.datetime(2026, 3, 5, 14, 30), "dd/mm/yyyy h:mm", "05/03/2026 14:30"),
        (dt.date(2026, 3, 5), "mm/yyyy", "03/2026"),
        (True, "General", "TRUE"),
    ],
)
def test_values_as_they_are_shown(value: Any, code: str, words: str) -> None:
    assert shown(value, code) == words


def test_rich_text_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    old = charmap("TCVN3").encode("Căn cứ Luật Tổ chức chính quyền")
    body = "".join(f"\\'{ord(c):02x}" if c > "\x7f" else c for c in old)
    raw = read_document(b"{\\rtf1\\ansi " + body.encode() + b"\\par xong}", name="a.rtf")
    assert said(raw)[:2] == ["Căn cứ Luật Tổ chức chính quyền", "xong"]
    assert [each.code for each in raw.diagnostics] == ["plain-office", "legacy-font"]


@needs_libreoffice
@pytest.mark.parametrize("installed", [True, False])
def test_binary_word(installed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document()
    document.add_paragraph(charmap("VNI").encode("Căn cứ Luật Tổ chức chính quyền địa phương;"))
    data = libreoffice.convert(saved(document), "docx", "doc", 120)
    assert compound_kind(data) == "doc"
    if not installed:
        monkeypatch.setattr(libreoffice, "find", lambda: None)
    raw = read_document(data, name="a.txt")
    assert said(raw)[0] == "Căn cứ Luật Tổ chức chính quyền địa phương;"
    assert ("plain-office" in {each.code for each in raw.diagnostics}) is not installed


@needs_libreoffice
def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(libreoffice.ConversionFailed) as error:
        libreoffice.convert(b"{\\rtf1 x}", "rtf", "docx", 0.01)
    assert error.value.slow


def test_runs_of_a_word_file_are_converted_over_their_borders() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for words, font in (("ñy", ".VnTimeH"), (" ban nh", ".VnTime"), ("©n d©n tr", ".VnTime")):
        paragraph.add_run(words).font.name = font
    hyphen = paragraph.add_run("íc")
    hyphen._r.insert(0, hyphen._r.makeelement(qn("w:softHyphen")))
    raw = read_document(saved(document), name="a.docx")
    assert said(raw) == ["ủy ban nhân dân trước"]
    assert not raw.lines[0].capitals


OLD_HEADER = (
    ("ñy ban nh©n d©n", ".VnTimeH"), ("tØnh L¹ng s¬n", ".VnTimeH"), ("Sè: 48/Q§-UB", ".VnTime"),
    ("céng hßa x· héi chñ nghÜa viÖt nam", ".VnTimeH"), ("§éc lËp - Tù do - H¹nh phóc", ".VnTime"),
    ("L¹ng S¬n, ngµy 17 th¸ng 2 n¨m 2004", ".VnTime"), ("quyÕt ®Þnh", ".VnTimeH"),
    ("vÒ viÖc lËp tæ c«ng t¸c", ".VnTimeH"), ("C¨n cø LuËt Tæ chøc H§ND vµ UBND;", ".VnTime"),
    ("ch­¬ng i", ".VnTimeH"), ("nh÷ng quy ®Þnh chung", ".VnTimeH"),
    ("§iÒu 1. LËp Tæ c«ng t¸c.", ".VnTime"), ("tm. ñy ban nh©n d©n", ".VnTimeH"),
    ("chñ tÞch", ".VnTimeH"), ("TrÇn V¨n MÉu", ".VnTime"),
)  # fmt: skip


def test_small_letters_of_a_font_of_capitals_are_read_as_what_they_look_like() -> None:
    document = Document()
    for words, font in OLD_HEADER:
        document.add_paragraph().add_run(words).font.name = font
    doc = parse_document(saved(document), name="a.docx")
    assert "quyết định\nvề việc lập tổ công tác" in doc.text.text
    head = doc.header
    assert (head.type, head.number, head.date) == ("Quyết định", "48/QĐ-UB", "2004-02-17")
    assert head.issuer == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert head.title == "về việc lập tổ công tác"
    assert (head.signer, head.signer_title) == (
        "Trần Văn Mẫu",
        "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
    )
    chapter = next(unit for unit in doc.units if unit.kind == "chapter")
    assert chapter.heading == "NHỮNG QUY ĐỊNH CHUNG"


def test_columns_on_one_line_keep_what_each_looks_like() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for words, font in (("N¬i nhËn:", ".VnTime"), ("\tkt. chñ tÞch", ".VnTimeH")):
        paragraph.add_run(words).font.name = font
    document.add_paragraph("- L­u VT.\t").runs[0].font.name = ".VnTime"
    raw = read_document(saved(document), name="a.docx")
    assert said(raw)[::2] == ["Nơi nhận:", "kt. chủ tịch"]
    assert [line.capitals for line in raw.lines] == [False, False, True]


def record(kind: int, body: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(body)) + body


def test_texts_of_slides() -> None:
    texts = record(0x0FA0, "Chương 1".encode("utf-16-le")) + record(0x0FA8, b"Muc 2")
    master = record(0x03F8, record(0x0FA8, b"Click to edit"), 0x0F)
    assert list(slides._texts(master + record(0x03E8, texts, 0x0F))) == ["Chương 1", "Muc 2"]


def test_fields_of_a_binary_file_show_their_results() -> None:
    assert word_binary._clean("trang \x13PAGE\x14 5\x15, xem \x13 REF a \x15b\x1f") == (
        "trang  5, xem b\xad"
    )


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)])
def test_damaged_compound_files_are_refused(data: bytes) -> None:
    with pytest.raises(errors.UnsupportedFormat, match=r"\.docx"):
        read_document(data, name="a.doc")


MARK = (
    '<w:r><w:pict><v:shape type="#_x0000_t202" style="position:absolute;width:70pt;height:25pt">'
    f"<v:textbox><w:txbxContent>{samples.p('TỐI MẬT')}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)


@needs_libreoffice
@pytest.mark.parametrize(
    ("body", "parts", "level"),
    [
        (samples.p(MARK), {}, "TỐI MẬT"),
        ('<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>',
         {"header": samples.p("MẬT")}, "MẬT"),
        ("", {}, None),
    ],
    ids=("in a text box", "in the head of the page", "open"),
)  # fmt: skip
def test_a_mark_of_secrecy_is_seen_without_libreoffice(
    body: str, parts: dict[str, str], level: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [*samples.HEADER_LEFT, *samples.HEADER_RIGHT, "KẾ HOẠCH", "Mở lớp", *["Xã mở lớp."] * 60]
    words = "".join(map(samples.p, said))
    file = samples.word(words + body, **parts)  # type: ignore[arg-type]
    old = libreoffice.convert(file, "docx", "doc", 120)
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    doc = parse_document(old, name="a.doc")
    assert doc.header.secrecy == level
    assert doc.text.text.count("Xã mở lớp.") == 60


def rich(before: str = "", within: str = "") -> bytes:
    said = [*samples.HEADER_LEFT, *samples.HEADER_RIGHT, "KẾ HOẠCH", "Mở lớp", *["Xã mở lớp."] * 60]
    words = r"\par ".join(map(escaped, said))
    return rf"{{\rtf1\ansi\uc1 {before}\pard {within}{words}\par}}".encode()


def escaped(words: str) -> str:
    return "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in words)


BOX = (
    r"{\shp{\*\shpinst\shpleft0\shptop100{\sp{\sn shapeType}{\sv 202}}{\shptxt "
    + escaped("TỐI MẬT")
    + r"\par}}{\shprslt x}}"
)


@pytest.mark.parametrize("found", [True, False])
@pytest.mark.parametrize(
    ("file", "level"),
    [
        (rich(within=BOX), "TỐI MẬT"),
        (rich(rf"\titlepg{{\headerf {escaped('MẬT')}\par}}"), "MẬT"),
        (rich(rf"{{\header\pard {escaped('Ủy ban xã')}\par}}"), None),
    ],
    ids=("in a text box", "in the head of the page", "open"),
)
def test_a_mark_of_secrecy_in_rich_text(
    file: bytes, level: str | None, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not found:
        monkeypatch.setattr(libreoffice, "find", lambda: None)
    elif libreoffice.find() is None:
        pytest.skip("no LibreOffice")
    doc = parse_document(file, name="a.rtf")
    assert (doc.header.secrecy, doc.header.number) == (level, "48/KH-UBND")
    assert not {"x", "202", "Ủy ban xã"} & set(doc.text.text.split("\n"))
