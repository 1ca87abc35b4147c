"""Saved web pages: the document and not the site, tables, lists, notes, encodings, archives."""

# ruff: noqa: E501  (markup and odd lines are easier to read unbroken)
from __future__ import annotations

from email.message import EmailMessage

import pytest

from benchmarks.reading import pages
from kl52 import errors
from kl52.model import Cell, Raw
from kl52.parsing import parse_document
from kl52.reading import read_document
from kl52.reading.options import ReadOptions
from kl52.spans import Span


def read(html: str, *, name: str = "trang.html", encoding: str = "utf-8") -> Raw:
    return read_document(html.encode(encoding), name=name)


def said(raw: Raw) -> list[str]:
    return [line.span.of(raw.text) for line in raw.lines]


def codes(raw: Raw) -> list[str]:
    return [each.code for each in raw.diagnostics]


def body(html: str) -> list[str]:
    return said(read(f"<!DOCTYPE html><html><body>{html}</body></html>"))


@pytest.mark.parametrize("page", [*pages.TUNED, *pages.HELD_OUT], ids=lambda page: page.name)
def test_no_line_of_the_document_is_lost(page: pages.Page) -> None:
    lines = said(read(page.html))
    assert [line for line in lines if line in page.lines] == list(page.lines)


@pytest.mark.parametrize("page", pages.TUNED, ids=lambda page: page.name)
def test_no_line_of_the_site_is_read(page: pages.Page) -> None:
    raw = read(page.html)
    assert [line for line in said(raw) if line not in page.lines] == []
    assert ("site-left-out" in codes(raw)) == (page.name != "word-filtered")


def test_header_and_signature_read_the_left_column_first() -> None:
    doc = parse_document(pages.vbpl().encode(), name="a.html")
    assert (doc.header.number, doc.header.date) == ("31/KH-UBND", "2024-03-12")
    assert doc.header.signer == "Tô Văn Chiếu"


def test_header_in_rows_is_read_by_columns() -> None:
    rows = "".join(
        f"<tr><td>{left}</td><td>{right}</td></tr>"
        for left, right in zip(pages.LEFT, pages.RIGHT, strict=True)
    )
    assert body(f"<table>{rows}</table><p>KẾ HOẠCH</p>") == [*pages.LEFT, *pages.RIGHT, "KẾ HOẠCH"]


def test_tables_keep_their_shape() -> None:
    raw = read(
        "<html><body><table><thead><tr><th>TT<th colspan=2>Việc</thead><tfoot><tr><td>Cộng<td>2<td>"
        "</tfoot><tbody><tr><td rowspan=2>1<td>a<br>b<td>x<tr><td>c<td><p></p></tbody></table></body></html>"
    )
    cells = [(line.span.of(raw.text), line.cell) for line in raw.lines]
    assert cells == [
        ("TT", Cell(0, 0, 0)), ("Việc", Cell(0, 0, 1)),
        ("1", Cell(0, 1, 0)), ("a", Cell(0, 1, 1)), ("b", Cell(0, 1, 1)), ("x", Cell(0, 1, 2)),
        ("c", Cell(0, 2, 1)), ("", Cell(0, 2, 2)),
        ("Cộng", Cell(0, 3, 0)), ("2", Cell(0, 3, 1)), ("", Cell(0, 3, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<ol><li>Một<li>Hai</ol>", ["1. Một", "2. Hai"]),
        ('<ol type="a" start=3><li>Một<li>Hai</ol>', ["c. Một", "d. Hai"]),
        (
            '<ol style="list-style-type: upper-roman"><li>Một<li value=5>Hai</ol>',
            ["I. Một", "V. Hai"],
        ),
        ("<ol reversed><li>Một<li>Hai</ol>", ["2. Một", "1. Hai"]),
        ("<ul><li>Một<ol><li>Hai</ol><li>Ba</ul>", ["- Một", "1. Hai", "- Ba"]),
        ("<ul><li>- Một<li>a) Hai</ul>", ["- Một", "a) Hai"]),
        ("<ol style='list-style:none'><li>Điều 1. Một</ol>", ["Điều 1. Một"]),
        ("<ul><li><p>Một</p><p>Hai</p></ul>", ["- Một", "Hai"]),
    ],
)
def test_lists_print_their_marks(html: str, lines: list[str]) -> None:
    assert body(html) == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Số&nbsp;<b>4</b>8<br>Vân&nbsp;Hải</p>", ["Số 48", "Vân Hải"]),
        ("<p>Một<del>Hai</del> <ins>Ba</ins></p>", ["Một Ba"]),
        ('<p>Một<span style="display: none">Hai</span></p><p hidden>Ba</p>', ["Một"]),
        ('<p aria-hidden="true">x</p><p>Một</p><script>y</script><iframe>z</iframe>', ["Một"]),
        ("<p>rộng 500 m<sup>2</sup>, 10<sup>3</sup></p>", ["rộng 500 m², 10³"]),
        (
            "<p>Xem <a href='/a'>Luật Cói</a> và <a href='#b'>Điều 5</a>.</p>",
            ["Xem Luật Cói và Điều 5."],
        ),
        ("<pre>Một\n  Hai</pre>", ["Một", "Hai"]),
        ("<div>Một<div>Hai</div>Ba</div>", ["Một", "Hai", "Ba"]),
        ("<p>H<sub>2</sub>O&#7879;&ecirc;</p>", ["H2Oệê"]),
    ],
)
def test_words(html: str, lines: list[str]) -> None:
    assert body(html) == lines


def test_draft_before_its_changes() -> None:
    options = ReadOptions(original=True)
    raw = read_document(b"<html><p>M<del>H</del><ins>B</ins></p></html>", options=options)
    assert said(raw) == ["MH"]


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin:0}</style></head>
<body lang=VI><div class=WordSection1>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Đan chiếu
<p class=MsoListParagraph><!--[if !supportLists]--><span style='font-family:Symbol'>·</span><!--[endif]--> Nhuộm cói
<p class=MsoNormal>Theo Kết luận số 9-KL/TW<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
><span class=MsoFootnoteReference>[1]</span></a> của Ban Bí thư.<o:p>&nbsp;</o:p></p></div>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>
<a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Về nghề cói.</p><p>Đoạn hai.</p>
</div></div></body></html>"""


def test_word_keeps_printed_numbers_and_notes() -> None:
    raw = read(WORD)
    text = "Theo Kết luận số 9-KL/TW[1] của Ban Bí thư."
    assert said(raw) == ["2. Đan chiếu", "- Nhuộm cói", text, "Về nghề cói.", "Đoạn hai."]
    assert [(mark.span.of(raw.text), mark.number) for mark in raw.marks] == [("[1]", "1")]
    assert [(line.part, line.note) for line in raw.lines[2:]] == [
        ("body", None), ("note", "1"), ("note", None)
    ]  # fmt: skip
    assert codes(raw) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Luật<sup><a href='#fn2' id='r2'>2</a></sup> này.</p><ol class=notes><li id='fn2'><p>Lời chú. "
        "<a href='#r2'>↩</a></p></li></ol>",
        "<p>Luật<a href='#cmt2' id='cmt_ref2'><sup>[2]</sup></a> này.</p><div><p><a href='#cmt_ref2' "
        "id='cmt2'>[2]</a> Lời chú.</p></div>",
    ],
    ids=["Markdown and Wikipedia", "Google Docs"],
)
def test_other_notes(html: str) -> None:
    raw = read(f"<html><body>{html}</body></html>")
    assert [mark.number for mark in raw.marks] == ["2"]
    assert [line.note for line in raw.lines] == [None, "2"]
    assert said(raw)[1].endswith("Lời chú.")
    assert "↩" not in raw.text


def test_contents_are_no_notes() -> None:
    raw = read(
        "<html><p><a href='#m1'>I. MỤC TIÊU</a> <a href='#m1'>3</a></p><p id=m1>I. MỤC TIÊU</p></html>"
    )
    assert not raw.marks
    assert said(raw) == ["I. MỤC TIÊU 3", "I. MỤC TIÊU"]


# -- the site ------------------------------------------------------------------------------------


def test_named_part_with_lines_of_a_document_is_kept() -> None:
    html = pages.whole(
        f'<div class="sidebar"><p>Căn cứ Luật Cói;</p></div><div class="print-content">{pages.document()}</div>'
    )
    lines = said(read(html))
    assert set(pages.DOCUMENT) <= set(lines)
    assert "Căn cứ Luật Cói;" in lines


def test_document_in_a_hidden_tab_is_read_and_told() -> None:
    html = pages.whole(f'<p>Thuộc tính</p><div style="display:none">{pages.document()}</div>')
    raw = read(html)
    assert "hidden-document" in codes(raw)
    assert set(pages.DOCUMENT) <= set(said(raw))


def test_page_without_a_text_is_read_whole_and_told() -> None:
    links = pages.links(*(f"Mục số {i}" for i in range(12)))
    raw = read(pages.whole(f"<div><p>Lịch tiếp dân tháng 3</p></div><div>{links}</div>"))
    assert "whole-page" in codes(raw)
    assert "Lịch tiếp dân tháng 3" in said(raw)
    assert "- Mục số 3" in said(raw)


def test_page_about_an_attached_document_says_so() -> None:
    facts = "".join(
        f"<tr><td>{label}</td><td>x</td></tr>"
        for label in ("Số ký hiệu", "Ngày ban hành", "Loại văn bản", "Người ký")
    )
    raw = read(pages.whole(f'<table>{facts}</table><a href="/tep/31.signed.pdf">31.signed.pdf</a>'))
    assert "document-attached" in codes(raw)


# -- bytes ---------------------------------------------------------------------------------------

VIETNAMESE = "Ủy ban nhân dân tỉnh Vân Hải căn cứ Luật Tổ chức chính quyền địa phương"


def page_in(charset: str, words: str = VIETNAMESE) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body><p>{words}</p></body></html>'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"), ("iso-8859-1", "utf-8"), ("windows-1258", "utf-8"), ("", "utf-8"),
        ("utf-8", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-8", "utf-16-le"), ("utf-8", "utf-16-be"),
        ("x-unknown", "utf-8"),
    ],
)  # fmt: skip
def test_bytes_go_before_the_declaration(declared: str, encoding: str) -> None:
    raw = read(page_in(declared), encoding=encoding)
    assert said(raw) == [VIETNAMESE]
    assert "legacy-encoding" not in codes(raw)


def test_windows_1258_is_read_and_told() -> None:
    words = "Nghi\u0323 quyê\u0301t vê\u0300 đâ\u0301t đai, Bô\u0323 tri\u0300nh"
    raw = read(page_in("windows-1258", words), encoding="cp1258")
    assert said(raw) == [words]
    assert codes(raw) == ["legacy-encoding"]


def test_text_encoded_twice_is_read_once() -> None:
    twice = VIETNAMESE.encode().decode("cp1252", errors="ignore")
    words = "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in VIETNAMESE.encode()
    )
    assert twice  # the damage is the usual one
    assert said(read(page_in("utf-8", words))) == [VIETNAMESE]


def test_few_broken_bytes_leave_the_rest() -> None:
    data = page_in("utf-8", f"{VIETNAMESE} " * 40).encode()
    raw = read_document(data[:400] + b"\xe1" + data[400:], name="a.html")
    assert said(raw)[0].count("Ủy ban nhân dân") >= 38


def test_legacy_text_is_converted() -> None:
    words = "Uû ban nh©n d©n tØnh L¹ng S¬n c¨n cø LuËt Tæ chøc chÝnh quyÒn"
    raw = read(page_in("iso-8859-1", words), encoding="cp1252")
    assert said(raw) == ["Uỷ ban nhân dân tỉnh Lạng Sơn căn cứ Luật Tổ chức chính quyền"]


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_archive(transfer: str, newline: bytes) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.vn/van-ban"
    message["Subject"] = "Kế hoạch"
    message.set_content(pages.vbpl(), subtype="html", cte=transfer)
    message.add_related(b"\x89PNG\r\n\x1a\n\0\0", maintype="image", subtype="png")
    data = message.as_bytes()
    raw = read_document(data if newline == b"\n" else data.replace(b"\n", b"\r\n"), name="a.mht")
    assert raw.source.media_type == "multipart/related"
    assert said(raw) == list(pages.DOCUMENT)


def test_archive_without_a_page_is_refused() -> None:
    message = EmailMessage()
    message.add_attachment(b"abc", maintype="image", subtype="png")
    with pytest.raises(errors.EmptyDocument, match="MIME"):
        read_document(message.as_bytes(), name="a.mht")


def test_xhtml() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">'
        "<head><title>x</title></head><body><p>Một<br/>Hai</p></body></html>"
    )
    assert said(read(text)) == ["Một", "Hai"]


def test_no_entity_is_followed() -> None:
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>Một &x;</p></html>'
    assert "root:" not in read(text).text


# -- attacks -------------------------------------------------------------------------------------


def test_huge_attribute_ends_in_words_or_a_message() -> None:
    data = b"<html><body><p class='" + b"x" * 12_000_000 + b"'>a</p><p>Ch\xe1\xbb\xaf</p>"
    try:
        raw = read_document(data, name="a.html")
    except errors.UnreadableDocument:
        return
    assert raw.text or raw.diagnostics


def test_marks_of_notes_point_at_their_numbers() -> None:
    raw = read("<html><ol><li>  Luật\n<sup><a href='#n1'>1</a></sup>  này</ol><p id=n1>Chú.</html>")
    assert said(raw)[0] == "1. Luật 1 này"
    assert [mark.span for mark in raw.marks] == [Span(8, 9)]
