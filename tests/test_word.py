"""Word files: what is printed of them, in its order, with the numbers that Word sets itself."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kl52 import errors
from kl52.cli import main
from kl52.model import Cell, Raw
from kl52.parsing import parse_document
from kl52.reading import read_document
from kl52.reading.options import Limits, ReadOptions
from kl52.reading.word.numerals import numeral
from tests import samples
from tests.samples import level, lists, p, run, word
from tests.values import count_calls

ORIGINAL = ReadOptions(original=True)
VND = "Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư;"


MS = "application/vnd.ms-word"
OOXML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def said(raw: Raw, part: str = "body") -> list[str]:
    return [line.span.of(raw.text) for line in raw.lines if line.part == part]


def read(body: str, **parts: str) -> list[str]:
    return said(read_document(word(body, **parts)))


def codes(raw: Raw) -> list[str]:
    return [each.code for each in raw.diagnostics]


def table(*rows: list[str]) -> str:
    """A table; what begins with ``<w:tc>`` is a cell already, other markup is inside one."""

    def cell(inside: str) -> str:
        return f"<w:tc>{inside if inside.startswith('<') else p(inside)}</w:tc>"

    said = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{said}</w:tbl>"


# -- the package ---------------------------------------------------------------------------------


def test_header_is_lines_and_table_is_cells() -> None:
    raw = read_document(samples.docx([VND], header=True, rows=[["TT", "Tên"], ["1", "a"]]))
    words = [line for line in said(raw) if line]
    assert words == [*samples.HEADER_LEFT, *samples.HEADER_RIGHT, VND, "TT", "Tên", "1", "a"]
    assert [line.cell for line in raw.lines][-1] == Cell(0, 1, 1)
    assert all(line.complete for line in raw.lines)


def test_numbers_of_a_usual_template_are_words() -> None:
    raw = read_document(samples.numbered_docx(["Mục đích", "Yêu cầu"]))
    assert said(raw) == ["1. Mục đích", "2. Yêu cầu"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(word(p(VND)), id="no styles, no numbering"),
        pytest.param(word(p(VND), main="word/document22.xml"), id="another main part"),
        pytest.param(word(p(VND), main="Documents/main.xml"), id="another folder"),
        pytest.param(word(p(VND), strict=True), id="Strict Open XML"),
        pytest.param(word(p(VND), declared=f"{MS}.document.macroEnabled.main+xml"), id=".docm"),
        pytest.param(word(p(VND), main="a.xml", declared=f"{OOXML}.template.main+xml"), id=".dotx"),
    ],
)
def test_packages_of_other_programs(data: bytes) -> None:
    raw = read_document(data)
    assert said(raw) == [VND]
    assert "wordprocessingml" in raw.source.media_type


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param('<!DOCTYPE w [<!ENTITY x "y">]>', id="entity"),
        pytest.param('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>', id="file"),
        pytest.param('<!DOCTYPE w SYSTEM "http://example.invalid/x.dtd">', id="address"),
    ],
)
def test_no_entity_is_ever_read(xml: str) -> None:
    inside = xml + '<w:document xmlns:w="x"><w:body><w:p><w:t>&x;</w:t></w:p></w:body></w:document>'
    data = samples.zipped(**{"word/document.xml": inside.encode()})
    with pytest.raises(errors.BrokenDocument, match="hỏng"):
        read_document(data, name="a.docx")


def test_nesting_without_end_is_a_message() -> None:
    with pytest.raises(errors.NestedTooDeep):
        read_document(word("<w:sdt>" * 2000 + p(VND) + "</w:sdt>" * 2000))


def test_broken_part_is_told_and_the_rest_is_read() -> None:
    data = word(p("Mục đích", num="1"), numbering="<w:num>")
    raw = read_document(data)
    assert said(raw) == ["Mục đích"]
    assert codes(raw) == ["word-part-broken"]


def test_what_lies_in_other_files_is_told() -> None:
    raw = read_document(word(p(VND) + '<w:altChunk r:id="rId9"/>' + p("<w:r><w:object/></w:r>")))
    assert codes(raw) == ["embedded-object"]
    assert "2 đối tượng" in raw.diagnostics[0].message


def test_pictures_alone_are_told() -> None:
    raw = read_document(word(p('<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>')))
    assert codes(raw) == ["pictures-only"]


# -- numbers -------------------------------------------------------------------------------------

ROMAN = level(0, "Chương %1", "upperRoman")
ARTICLE = level(1, "Điều %2.")
CLAUSE = level(2, "%3.")
POINT = level(3, "%4)", "lowerLetter")
LAW = lists(ROMAN + ARTICLE + CLAUSE + POINT)
DEEP = lists(level(0, "%1.") + level(1, "%1.%2.") + level(2, "(%3)"))


@pytest.mark.parametrize(
    ("numbering", "places", "printed"),
    [
        (LAW, "0 1 2 2 3 3 1 2 0 1", "Chương I|Điều 1.|1.|2.|a)|b)|Điều 2.|1.|Chương II|Điều 1."),
        (DEEP, "0 1 2 2 1 2 0 1", "1.|1.1.|(1)|(2)|1.2.|(1)|2.|2.1."),
        (DEEP, "1 1 0", "1.1.|1.2.|2."),
        (
            lists(ROMAN + level(1, "Điều %2.", more='<w:lvlRestart w:val="0"/>')),
            "0 1 1 0 1",
            "Chương I|Điều 1.|Điều 2.|Chương II|Điều 3.",
        ),
        (
            lists(level(0, "%1.") + level(1, "%2.")
                  + level(2, "%3)", more='<w:lvlRestart w:val="1"/>')),
            "0 1 2 1 2 0 1 2",
            "1.|1.|1)|2.|2)|2.|1.|1)",
        ),
        (
            lists(level(0, "%1", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>")),
            "0 0 1",
            "I|II|2.1",
        ),
        (lists(level(0, "%1.", start=5)), "0 0", "5.|6."),
        (lists(level(0, "%1)", "decimalZero")), "0 0", "01)|02)"),
        (lists(level(0, "Bước", "none") + level(1, "%1%2.")), "0 1", "Bước|1."),
        (lists(level(0, "\uf0b7", "bullet")), "0", "•"),
        (lists(level(0, "-", "bullet")), "0", "-"),
        (lists(level(0, "")), "0 0", "|"),
    ],
)  # fmt: skip
def test_levels(numbering: str, places: str, printed: str) -> None:
    body = "".join(p("x", num="1", level=int(each)) for each in places.split())
    assert [line[:-1].rstrip() for line in read(body, numbering=numbering)] == printed.split("|")


def test_lists_of_one_family_count_on_and_start_where_they_say() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = lists(level(0, "%1.") + level(1, "%1.%2."), nums=[(0, ""), (0, again)])
    body = "".join(p("x", num=each) for each in "112331")
    assert read(body, numbering=numbering) == ["1. x", "2. x", "3. x", "1. x", "2. x", "3. x"]


def test_an_override_may_bring_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "Mục %1.")}</w:lvlOverride>'
    numbering = lists(level(0, "%1."), nums=[(0, own)])
    assert read(p("x", num="2"), numbering=numbering) == ["Mục 1. x"]


@pytest.mark.parametrize(
    ("suffix", "printed"), [("tab", "1. x"), ("space", "1. x"), ("nothing", "1.x")]
)
def test_gap_after_the_number(suffix: str, printed: str) -> None:
    numbering = lists(level(0, "%1.", more=f'<w:suff w:val="{suffix}"/>'))
    assert read(p("x", num="1"), numbering=numbering) == [printed]


def test_styles_number_by_the_level_that_is_tied_to_them() -> None:
    numbering = lists(
        level(0, "Chương %1", "upperRoman", more='<w:pStyle w:val="H1"/>')
        + level(1, "Điều %2.", more='<w:pStyle w:val="H2"/>')
    )
    styles = (
        _style("H1", numbered='<w:numId w:val="1"/>')
        + _style("H2", based="H1", numbered='<w:ilvl w:val="1"/>')
        + _style("Mine", based="H2")
        + _style("Plain", based="H1", numbered='<w:numId w:val="0"/>')
    )
    body = p("A", style="H1") + p("B", style="H2") + p("C", style="Mine") + p("D", style="Plain")
    body += p("E", style="H2", num="0") + p("F", style="H2")
    assert read(body, numbering=numbering, styles=styles) == [
        "Chương I A", "Điều 1. B", "Điều 2. C", "D", "E", "Điều 3. F"
    ]  # fmt: skip


def test_a_list_may_take_its_levels_from_a_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>'
        + level(0, "Điều %1.")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = _style("L", kind="numbering", numbered='<w:numId w:val="1"/>')
    body = p("a", num="2") + p("b", num="1")
    assert read(body, numbering=numbering, styles=styles) == ["Điều 1. a", "Điều 2. b"]


def test_a_list_of_styles_in_a_circle_numbers_nothing() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = _style("L", based="L", kind="numbering", numbered='<w:numId w:val="1"/>')
    assert read(p("a", num="1"), numbering=numbering, styles=styles) == ["a"]


def test_numbers_in_cells_stand_even_alone() -> None:
    body = table([p(num="1"), "Xây dựng"], [p(num="1"), "Rà soát"])
    assert read(body, numbering=DEEP) == ["1. ", "Xây dựng", "2. ", "Rà soát"]


def test_numbers_are_printed_like_the_mark_of_their_paragraph() -> None:
    body = p(run("mục tiêu", "<w:caps/>"), num="1", mark="<w:caps/>")
    assert read(body, numbering=lists(level(0, "Mục %1."))) == ["MỤC 1. MỤC TIÊU"]


def test_every_story_counts_for_itself() -> None:
    numbered = p("x", num="1")
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    raw = read_document(
        word(numbered + _boxed(numbered) + numbered + section, numbering=DEEP, header=numbered)
    )
    assert [line for line in said(raw) if line] == ["1. x", "1. x", "2. x"]
    assert said(raw, "header") == ["1. x"]


@given(st.integers(1, 3999))
def test_roman_numbers_are_read_back(value: int) -> None:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    each = [worth[letter] for letter in numeral(value, "upperRoman")]
    following = [*each[1:], 0]
    assert value == sum(-a if a < b else a for a, b in zip(each, following, strict=True))


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (0, "lowerLetter", "0"),
        (10**6, "lowerLetter", "1000000"),
        (5000, "upperRoman", "5000"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (15, "vietnameseCounting", "mười lăm"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "chicago", "†"),
        (7, "001, 002, 003, ...", "007"),
        (7, "a format of tomorrow", "7"),
    ],
)
def test_numerals(value: int, form: str, printed: str) -> None:
    assert numeral(value, form) == printed


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "printed", "why"),
    [
        ("<w:r><w:t>a </w:t></w:r><w:r><w:t> b</w:t></w:r>", "ab", "Word trims what is not kept"),
        ("<w:r><w:t>18</w:t><w:noBreakHyphen/><w:t>NQ/TW</w:t></w:r>", "18-NQ/TW", "hyphen"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb", "tab"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥", "Symbol"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑", "Wingdings"),
        (run("\uf0a3", '<w:rFonts w:ascii="Symbol"/>'), "≤", "typed in Symbol"),
        (run("ẩn", "<w:vanish/>") + run("hiện"), "hiện", "hidden"),
        (run("hiện", '<w:vanish w:val="0"/>'), "hiện", "not hidden"),
        (run("Số: ", "<w:smallCaps/>"), "SỐ: ", "small capitals"),
        (run("10") + run("6", '<w:vertAlign w:val="superscript"/>'), "10⁶", "raised digits"),
        (run("Straße", "<w:caps/>"), "STRAßE", "no letter becomes two"),
        (f"<w:hyperlink>{run('a')}</w:hyperlink>", "a", "link"),
        (f"<w:smartTag><w:smartTagPr/>{run('a')}</w:smartTag>", "a", "smart tag"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>", "a", "control"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3", "simple field"),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1", "formula"),
        (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('nhỏ')}</w:rt><w:rubyBase>{run('chữ')}"
            "</w:rubyBase></w:ruby></w:r>",
            "chữ",
            "ruby",
        ),
        (run("a") + '<w:r><w:commentReference w:id="1"/></w:r>', "a", "comment"),
    ],
)
def test_runs(inside: str, printed: str, why: str) -> None:
    assert read(p(inside)) == [printed]


def _field(code: str, result: str | None) -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_their_result_only() -> None:
    code = "<w:r><w:instrText>REF _Ref1 \\h</w:instrText></w:r>"
    nested = _field(run("IF ") + _field(code, run("mã")) + run(" = 1"), run("Điều 5"))
    assert read(p(run("Xem ") + nested + run("."))) == ["Xem Điều 5."]
    assert read(p(run("a") + _field(code + run("mã"), None) + run("b"))) == ["ab"]
    toc = _field(code, run("Chương I")).replace("</w:r><w:r>", "</w:r></w:p><w:p><w:r>")
    assert "Chương I" in read(f"<w:p>{toc}</w:p>")


def test_a_field_that_never_ends_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert read(p(begin + run("Điều 1.")) + p(VND)) == ["Điều 1.", VND]


def test_hidden_and_capital_letters_by_style() -> None:
    styles = _style("Caps", letters="<w:caps/>") + _style("Gone", letters="<w:vanish/>")
    styles += _style("Char", kind="character", letters="<w:caps/>")
    body = p("kế hoạch", style="Caps") + p("ẩn", style="Gone")
    body += p(run("số", '<w:rStyle w:val="Char"/>'), style="Caps")
    raw = read_document(word(body, styles=styles))
    assert said(raw) == ["KẾ HOẠCH", "số"]
    assert codes(raw) == ["hidden-text"]


def test_a_large_first_letter_belongs_to_its_word() -> None:
    letter = p("C", ppr='<w:framePr w:dropCap="drop" w:lines="2"/>')
    assert read(letter + p("ăn cứ Luật Tổ chức")) == ["Căn cứ Luật Tổ chức"]


def test_hidden_paragraphs_do_not_count_and_a_hidden_mark_runs_on() -> None:
    gone = p(run("ẩn", "<w:vanish/>"), num="1", mark="<w:vanish/>")
    heading = p("Phạm vi.", num="1", mark="<w:vanish/><w:specVanish/>")
    assert read(gone + heading + p(" Quyết định này quy định"), numbering=DEEP) == [
        "1. Phạm vi. Quyết định này quy định"
    ]


def test_breaks_end_a_line_but_not_a_sentence() -> None:
    broken = "<w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Triển khai Nghị quyết</w:t><w:br/><w:t>về số</w:t></w:r>"  # noqa: E501
    assert read(p(broken)) == ["KẾ HOẠCH", "Triển khai Nghị quyết về số"]
    page = '<w:r><w:t>A</w:t><w:br w:type="page"/><w:t>PHỤ LỤC</w:t></w:r>'
    assert read(p(page)) == ["A", "PHỤ LỤC"]


# -- text boxes and alternatives -------------------------------------------------------------------


def _boxed(inside: str) -> str:
    """A paragraph with a text box, as Word writes it: twice."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return p(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wps:txbx>{content}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once_beside_their_paragraph() -> None:
    words = read(p("trước") + _boxed(p("MẬT") + p("Số: 1")) + p("sau"))
    assert [line for line in words if line] == ["trước", "MẬT", "Số: 1", "sau"]


def test_a_box_tied_behind_words_comes_after_them() -> None:
    box = (
        "<w:r><w:pict><v:textbox><w:txbxContent>"
        + p("hộp")
        + "</w:txbxContent></v:textbox></w:pict></w:r>"
    )  # noqa: E501
    assert read(p(run("chữ") + box)) == ["chữ", "hộp"]
    assert read(p(box + run("chữ"))) == ["hộp", "chữ"]


def _placed(words: str, x: float, y: float) -> str:
    """A run with a text box ``x`` and ``y`` inches from its paragraph."""

    def at(name: str, inches: float) -> str:
        return f"<wp:{name}><wp:posOffset>{int(inches * 914400)}</wp:posOffset></wp:{name}>"

    return (
        f"<w:r><w:drawing><wp:anchor>{at('positionH', x)}{at('positionV', y)}<wps:txbx>"
        f"<w:txbxContent>{p(words)}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r>"
    )


def test_boxes_side_by_side_are_read_from_the_left() -> None:
    boxes = [("phải", 3.5, 0), ("trái dưới", 0.1, 0.8), ("phải dưới", 3.2, 0.7), ("trái", 0.0, 0.1)]
    assert read(p("".join(_placed(*each) for each in boxes) + run("KẾ HOẠCH"))) == [
        "trái", "trái dưới", "phải", "phải dưới", "KẾ HOẠCH"
    ]  # fmt: skip
    drawn = [
        f'<w:r><w:pict><v:shape style="position:absolute;margin-left:{x}pt;margin-top:0">'
        f"<v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        for words, x in (("phải", "250.5"), ("trái", "-4"))
    ]
    assert read(p("".join(drawn))) == ["trái", "phải", ""]


def test_letters_drawn_as_a_picture_are_words() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    raw = read_document(word(p(VND) + section, header=p(drawn)))
    assert "DỰ THẢO" in said(raw, "header")
    assert said(raw) == [VND]


def test_the_alternative_with_words_is_taken() -> None:
    inside = (
        "<mc:AlternateContent><mc:Choice Requires='x'><w:r/></mc:Choice><mc:Fallback>"
        + run("chữ")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    assert read(p(inside)) == ["chữ"]


# -- tables --------------------------------------------------------------------------------------


def _cell(inside: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(inside)}</w:tc>"


def test_joined_cells_keep_their_first_place() -> None:
    rows = [
        [_cell("A", '<w:vMerge w:val="restart"/>'), _cell("B", '<w:gridSpan w:val="2"/>'), "C"],
        [_cell("", "<w:vMerge/>"), "d", "e", "f"],
    ]
    raw = read_document(word(_table_of_cells(rows)))
    places = {line.span.of(raw.text): line.cell for line in raw.lines}
    assert places == {
        "A": Cell(0, 0, 0), "B": Cell(0, 0, 1), "C": Cell(0, 0, 3),
        "d": Cell(0, 1, 1), "e": Cell(0, 1, 2), "f": Cell(0, 1, 3),
    }  # fmt: skip


def _table_of_cells(rows: list[list[str]]) -> str:
    said = "".join(
        "<w:tr>"
        + "".join(each if each.startswith("<w:tc>") else f"<w:tc>{p(each)}</w:tc>" for each in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{said}</w:tbl>"


def test_controls_around_rows_and_cells() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = control(f"<w:tc>{p('a')}</w:tc>")
    row = control(f"<w:tr>{cell}<w:tc>{control(p('b'))}</w:tc></w:tr>")
    raw = read_document(word(control(f"<w:tbl>{row}{row}</w:tbl>") + control(p("c"))))
    assert said(raw) == ["a", "b", "a", "b", "c"]
    places = [Cell(0, 0, 0), Cell(0, 0, 1), Cell(0, 1, 0), Cell(0, 1, 1), None]
    assert [line.cell for line in raw.lines] == places


def test_a_table_in_a_cell_stays_in_it() -> None:
    inner = table(["b", "c"], ["d", "e"])
    raw = read_document(word(table([p("a") + inner, "f"], ["g", "h"])))
    assert said(raw) == ["a", "b", "c", "d", "e", "f", "g", "h"]
    assert {line.cell for line in raw.lines[:5]} == {Cell(0, 0, 0)}


RULES = "<w:tblPr><w:tblBorders><w:insideV w:val='single'/></w:tblBorders></w:tblPr>"


@pytest.mark.parametrize(
    ("rows", "rules", "order", "why"),
    [
        ([["Nơi nhận:", "CHỦ TỊCH"], ["-", "A"]], "", "Nơi nhận: - CHỦ TỊCH A", "recipients"),
        ([["Nơi nhận:", "x"], *[["-", "."]] * 9], "", f"Nơi nhận:{' -' * 9} x{' .' * 9}", "rows"),
        ([["", "TM. UBND"]], "", " TM. UBND", "one row without rules"),
        ([["Nơi nhận:", "x"], ["a"], ["b", "c"]], "", "Nơi nhận: x a b c", "a row between"),
    ],
)  # fmt: skip
def test_tables_that_only_set_columns(
    rows: list[list[str]], rules: str, order: str, why: str
) -> None:
    raw = read_document(word(table(*rows)))
    assert " ".join(said(raw)) == order
    assert all(line.cell is None for line in raw.lines)


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        ([["TT", "Nhiệm vụ"], ["1", "Rà soát"]], ""),
        ([["Phải", "nộp"]], RULES),
        ([["Nơi nhận:", "Thời hạn"], *[["Sở", "Quý I"]] * 9], RULES),
        ([["Nơi nhận:", "a", "b", "c"]], ""),
    ],
)
def test_tables_that_hold_data(rows: list[list[str]], rules: str) -> None:
    raw = read_document(word(table(*rows).replace("<w:tbl>", f"<w:tbl>{rules}")))
    assert all(line.cell is not None for line in raw.lines)


def test_rules_may_come_from_the_style_of_the_table() -> None:
    style = _style("Grid", kind="table").replace("<w:rPr>", f"{RULES}<w:rPr>")
    body = table(["a", "b"]).replace(
        "<w:tbl>", '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>'
    )
    raw = read_document(word(body, styles=style))
    assert [line.cell for line in raw.lines] == [Cell(0, 0, 0), Cell(0, 0, 1)]


def test_no_column_of_a_wide_table_is_lost() -> None:
    words = [f"x{i}" for i in range(250)]
    assert read(table(words)) == words


# -- blocks in two columns -------------------------------------------------------------------------


def test_header_and_signature_with_tabs() -> None:
    rows = zip(samples.HEADER_LEFT, samples.HEADER_RIGHT, strict=True)
    lines = [p(f"<w:r><w:t>{left}</w:t><w:tab/><w:t>{right}</w:t></w:r>") for left, right in rows]
    signed = [("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"), ("- Như trên;", "CHỦ TỊCH"), ("- Lưu: VT.", "")]
    signed.append(("", "Giàng Thị Mẫu"))
    below = [
        p(f"<w:r><w:t>{a}</w:t>{'<w:tab/>' if b else ''}<w:t>{b}</w:t></w:r>") for a, b in signed
    ]
    words = read("".join([*lines, p("KẾ HOẠCH"), p(VND), *below, p("PHỤ LỤC")]))
    assert [line.strip() for line in words] == [
        *samples.HEADER_LEFT, *samples.HEADER_RIGHT, "KẾ HOẠCH", VND,
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Giàng Thị Mẫu", "PHỤ LỤC",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "order", "why"),
    [
        (
            ["UBND TỈNH A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "Số:      /KH-UBND\tA, ngày     tháng     năm 2026"],
            ["UBND TỈNH A", "Số:      /KH-UBND",
             "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "A, ngày     tháng     năm 2026"],
            "blanks of a draft",
        ),
        (
            ["UBND TỈNH A          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "Số:    /KH-UBND          A, ngày    tháng    năm 2026"],
            ["UBND TỈNH A", "Số:    /KH-UBND",
             "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "A, ngày    tháng    năm 2026"],
            "spaces",
        ),
        (
            ["TỈNH ỦY A\tĐẢNG CỘNG SẢN VIỆT NAM", "*", "\tA, ngày 1 tháng 2", "KẾ HOẠCH"],
            ["TỈNH ỦY A", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "\tA, ngày 1 tháng 2", "KẾ HOẠCH"],
            "a line of one column only",
        ),
        (["Nơi nhận:\t- A;", "- Lưu: VT."], ["Nơi nhận:\t- A;", "- Lưu: VT."], "a list"),
        (["Điều 1.\tPhạm vi", "Điều 2.\tx"], ["Điều 1.\tPhạm vi", "Điều 2.\tx"], "text"),
    ],
)  # fmt: skip
def test_columns_set_with_white_space(lines: list[str], order: list[str], why: str) -> None:
    def typed(line: str) -> str:
        return "<w:r>" + "<w:tab/>".join(
            f'<w:t xml:space="preserve">{each}</w:t>' for each in line.split("\t")
        ) + "</w:r>"  # fmt: skip

    assert read("".join(p(typed(line)) for line in lines)) == order


def test_a_header_printed_as_capitals_is_one() -> None:
    right = p(run("Cộng hòa xã hội chủ nghĩa Việt Nam", "<w:caps/>")) + p("Độc lập")
    raw = read_document(word(table([p("UBND XÃ A"), right], [p("Số: 1/KH-UBND"), p("A, ngày 1")])))
    assert said(raw) == [
        "UBND XÃ A", "Số: 1/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập", "A, ngày 1"
    ]  # fmt: skip


# -- notes ---------------------------------------------------------------------------------------


def _refer(name: int, kind: str = "footnote", custom: str = "") -> str:
    follows = ' w:customMarkFollows="1"' if custom else ""
    return f'<w:r><w:{kind}Reference{follows} w:id="{name}"/><w:t>{custom}</w:t></w:r>'


def _note(name: int, *paragraphs: str, kind: str = "footnote") -> str:
    inside = "".join(p(f"<w:r><w:{kind}Ref/></w:r>{run(each)}") for each in paragraphs)
    return f'<w:{kind} w:id="{name}">{inside}</w:{kind}>'


def test_notes_follow_the_body_and_their_marks_are_known() -> None:
    line = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    raw = read_document(
        word(
            p(run("Kết luận số 126-KL/TW") + _refer(2) + run(" và") + _refer(1, "endnote"))
            + table([p(run("ô") + _refer(3))]),
            footnotes=line + _note(3, "Hai") + _note(2, "Một", "tiếp") + _note(9, "thừa"),
            endnotes=_note(1, "Cuối", kind="endnote"),
        )
    )
    assert said(raw) == ["Kết luận số 126-KL/TW¹ vàⁱ", "ô²"]
    assert [(mark.span.of(raw.text), mark.number) for mark in raw.marks] == [
        ("¹", "1"), ("ⁱ", "i"), ("²", "2")
    ]  # fmt: skip
    assert said(raw, "note") == ["Một", "tiếp", "Hai", "Cuối"]
    assert [line.note for line in raw.lines if line.part == "note"] == ["1", None, "2", "i"]


def test_marks_of_the_author_do_not_count() -> None:
    body = p(run("a") + _refer(1, custom="(*)") + run("b") + _refer(2))
    raw = read_document(word(body, footnotes=_note(1, "x") + _note(2, "y")))
    assert said(raw) == ["a(*)b¹"]
    assert [(mark.span.of(raw.text), mark.number) for mark in raw.marks] == [
        ("(*)", "(*)"), ("¹", "1")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("restart", "between", "numbers"),
    [
        ("continuous", "", ["1", "2", "3"]),
        ("eachSect", "<w:sectPr/>", ["1", "2", "1"]),
        ("eachPage", "", ["1", "2", "1"]),
    ],
)
def test_notes_begin_anew(restart: str, between: str, numbers: list[str]) -> None:
    first = p(run("a") + _refer(1) + _refer(2), ppr=between)
    page = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = first + p(page + run("b") + _refer(3)) + "<w:sectPr/>"
    settings = f'<w:footnotePr><w:numRestart w:val="{restart}"/></w:footnotePr>'
    raw = read_document(
        word(body, settings=settings, footnotes="".join(_note(i, "x") for i in (1, 2, 3)))
    )
    assert [mark.number for mark in raw.marks] == numbers


def test_a_section_before_a_change_of_format_is_none() -> None:
    changed = "<w:sectPr><w:sectPrChange><w:sectPr/></w:sectPrChange><w:footnotePr>"
    changed += '<w:numFmt w:val="upperRoman"/></w:footnotePr></w:sectPr>'
    first = p("a", ppr="<w:sectPr><w:sectPrChange><w:sectPr/></w:sectPrChange></w:sectPr>")
    raw = read_document(word(first + p(run("b") + _refer(1)) + changed, footnotes=_note(1, "x")))
    assert [mark.number for mark in raw.marks] == ["I"]


def test_marks_in_lines_after_a_break_keep_their_place() -> None:
    body = p(run("Một") + _refer(1) + "<w:r><w:br/></w:r>" + run("Hai") + _refer(2), num="1")
    raw = read_document(word(body, numbering=DEEP, footnotes=_note(1, "x") + _note(2, "y")))
    assert said(raw) == ["1. Một¹", "Hai²"]
    assert [mark.span.of(raw.text) for mark in raw.marks] == ["¹", "²"]


# -- heads and feet of pages ---------------------------------------------------------------------


def _section(*kinds: str, title: bool = False) -> str:
    refs = "".join(
        f'<w:{each.split()[0].rstrip("12345")}Reference w:type="{each.split()[1]}" '
        f'r:id="{each.split()[0]}"/>'
        for each in kinds
    )
    return f"<w:sectPr>{refs}{'<w:titlePg/>' if title else ''}</w:sectPr>"


def test_heads_and_feet_are_read_once_and_apart() -> None:
    kinds = ("header1 default", "header2 first", "header3 even", "footer default")
    raw = read_document(
        word(
            p("một", ppr=_section(*kinds)) + p("hai") + _section(),
            header1=p("MẬT"), header2=p("không in"), header3=p("không in"), footer=p("Trang 1"),
        )
    )  # fmt: skip
    assert (said(raw), said(raw, "header"), said(raw, "footer")) == (
        ["một", "hai"], ["MẬT"], ["Trang 1"]
    )  # fmt: skip


def test_heads_of_first_and_even_pages_are_read_where_they_are_used() -> None:
    kinds = ("header1 default", "header2 first", "header3 even")
    raw = read_document(
        word(
            p("một") + _section(*kinds, title=True),
            header1=p("chung"), header2=p("TỐI MẬT"), header3=p("chẵn"),
            settings="<w:evenAndOddHeaders/>",
        )
    )  # fmt: skip
    assert said(raw, "header") == ["TỐI MẬT", "chung", "chẵn"]


def test_a_mark_of_secrecy_in_the_page_head_is_kept_apart() -> None:
    raw = read_document(word(p(VND) + _section("header default"), header=table(["TỐI MẬT"], ["x"])))
    assert said(raw) == [VND]
    assert said(raw, "header") == ["TỐI MẬT", "x"]
    assert all(line.cell is None for line in raw.lines)


def test_a_letterhead_in_the_page_head_is_the_header_block() -> None:
    left, right = "".join(map(p, samples.HEADER_LEFT)), "".join(map(p, samples.HEADER_RIGHT))
    raw = read_document(
        word(p("KẾ HOẠCH") + _section("header first", title=True), header=table([left, right]))
    )
    assert said(raw) == [*samples.HEADER_LEFT, *samples.HEADER_RIGHT, "KẾ HOẠCH"]
    assert said(raw, "header") == []


# -- tracked changes -------------------------------------------------------------------------------


def _deleted(words: str) -> str:
    return f"<w:del><w:r><w:delText xml:space='preserve'>{words}</w:delText></w:r></w:del>"


def _inserted(words: str) -> str:
    return f"<w:ins>{run(words)}</w:ins>"


CHANGES = [
    (p(run("a ") + _deleted("cũ") + _inserted("mới")), ["a mới"], ["a cũ"], "words"),
    (
        p(f"<w:moveFrom>{run('x')}</w:moveFrom>")
        + p(f"{run('y')}<w:moveTo>{run('x')}</w:moveTo>"),
        ["", "yx"],
        ["x", "y"],
        "a move",
    ),
    (p("Một ", mark="<w:del/>") + p("hai"), ["Một hai"], ["Một ", "hai"], "a mark deleted"),
    (p("Một ", mark="<w:ins/>") + p("hai"), ["Một ", "hai"], ["Một hai"], "a mark inserted"),
    (
        "".join(p(f"{i}", mark="<w:del/>") for i in range(4)) + p("4") + p("5"),
        ["01234", "5"],
        ["0", "1", "2", "3", "4", "5"],
        "many marks",
    ),
    (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p(_deleted("cũ")) + "</w:tc></w:tr>"
        "<w:tr><w:trPr><w:ins/></w:trPr><w:tc>" + p(_inserted("mới")) + "</w:tc></w:tr></w:tbl>",
        ["mới"],
        ["cũ"],
        "rows",
    ),
    (
        p("a") + p(mark="<w:del/>") * 2 + table(["b"], ["c"]),
        ["a", "b", "c"],
        ["a", "", "", "b", "c"],
        "empty ones before a table",
    ),
    (p(f"<w:ins><w:del>{run('x')}</w:del></w:ins>" + run("y")), ["y"], ["y"], "in and out again"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "now", "before", "why"), CHANGES)
def test_changes_as_accepted_and_as_before(
    body: str, now: list[str], before: list[str], why: str
) -> None:
    data = word(body)
    accepted, original = read_document(data), read_document(data, options=ORIGINAL)
    assert said(accepted) == now
    assert said(original) == before
    for raw, other in ((accepted, "dùng --original"), (original, "bỏ --original")):
        assert codes(raw) == ["tracked-changes"]
        assert raw.diagnostics[0].severity == "info"
        assert other in raw.diagnostics[0].message


def test_deleted_paragraphs_do_not_count() -> None:
    body = p("a", num="1") + p(_deleted("b"), num="1", mark="<w:del/>") + p("c", num="1")
    data = word(body, numbering=DEEP)
    assert said(read_document(data)) == ["1. a", "2. c"]
    assert said(read_document(data, options=ORIGINAL)) == ["1. a", "2. b", "3. c"]


def test_changes_in_notes_count_too() -> None:
    note = f'<w:footnote w:id="1">{p(_deleted("cũ") + _inserted("mới"))}</w:footnote>'
    raw = read_document(word(p(run("a") + _refer(1)), footnotes=note))
    assert said(raw, "note") == ["mới"]
    assert "2 chỗ" in raw.diagnostics[0].message


def test_numbering_before_a_change_of_format() -> None:
    old = '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'  # noqa: E501
    data = word(p("a", ppr=old), numbering=DEEP)
    assert said(read_document(data)) == ["a"]
    assert said(read_document(data, options=ORIGINAL)) == ["1. a"]


def test_untouched_files_are_read_alike() -> None:
    data = word(p(VND))
    assert read_document(data) == read_document(data, options=ORIGINAL)


def test_original_on_the_command_line(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "du-thao.docx"
    path.write_bytes(word(p(run("Thời hạn: ") + _deleted("2025") + _inserted("2026"))))
    assert main(["parse", str(path), "--json", "--library", ":none:"]) == 0
    assert "Thời hạn: 2026" in capsys.readouterr().out
    assert main(["parse", str(path), "--json", "--library", ":none:", "--original"]) == 0
    assert "Thời hạn: 2025" in capsys.readouterr().out


def _style(
    name: str, *, based: str = "", kind: str = "paragraph", numbered: str = "", letters: str = ""
) -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:basedOn w:val="{based}"/>'
        f"<w:pPr><w:numPr>{numbered}</w:numPr></w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


# -- what it is for ------------------------------------------------------------------------------


WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'


def test_numbers_of_headings_make_units() -> None:
    numbering = lists(
        level(0, "Chương %1", "upperRoman", more='<w:pStyle w:val="H1"/><w:suff w:val="space"/>')
        + level(1, "Điều %2.", more='<w:lvlRestart w:val="0"/><w:pStyle w:val="H2"/>')
        + level(2, "%3.", more='<w:pStyle w:val="H3"/>')
        + level(3, "\uf0d8", "bullet", more=f'<w:pStyle w:val="H4"/>{WINGDINGS}')
    )
    styles = "".join(
        _style(f"H{i}", numbered='<w:numId w:val="1"/>', letters="<w:caps/>" if i == 1 else "")
        for i in (1, 2, 3, 4)
    )
    head = table(["".join(map(p, samples.HEADER_LEFT)), "".join(map(p, samples.HEADER_RIGHT))])
    body = [("H1", "Quy định chung"), ("H2", "Phạm vi"), ("H3", "Quy định này áp dụng cho xã."),
            ("H4", "Ủy ban nhân dân xã;"), ("H1", "Tổ chức"), ("H2", "Hiệu lực")]  # fmt: skip
    said = head + p("QUY ĐỊNH") + p("Về việc mẫu") + "".join(p(b, style=a) for a, b in body)
    doc = parse_document(word(said, numbering=numbering, styles=styles), name="a.docx")
    assert doc.header.number == "48/KH-UBND"
    marked = [unit for unit in doc.units if unit.kind != "paragraph"]
    assert [(unit.kind, unit.number) for unit in marked] == [
        ("chapter", "I"), ("article", "1"), ("clause", "1"), ("bullet", ""),
        ("chapter", "II"), ("article", "2"),
    ]  # fmt: skip


# -- any file --------------------------------------------------------------------------------------

_LEAVES = (
    "<w:tab/>", "<w:br/>", "<w:t>chữ</w:t>", "<w:delText>cũ</w:delText>", '<w:sym w:char="x"/>',
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>',
    '<w:fldChar w:fldCharType="end"/>', '<w:footnoteReference w:id="1"/>', "<w:vanish/>",
    '<w:pStyle w:val="S"/>', '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>',
    '<w:gridSpan w:val="99999999"/>', "<w:vMerge/>", "<w:sectPr/>", '<v:textpath string="VẼ"/>',
)  # fmt: skip
_HOLDERS = (
    "w:p", "w:r", "w:pPr", "w:rPr", "w:tbl", "w:tr", "w:tc", "w:trPr", "w:tcPr", "w:ins", "w:del",
    "w:moveFrom", "w:sdt", "w:sdtContent", "w:txbxContent", "mc:AlternateContent", "mc:Choice",
    "mc:Fallback", "w:ruby", "w:hyperlink", "w:pict", "m:oMath",
)  # fmt: skip
_TREES = st.recursive(
    st.sampled_from(_LEAVES),
    lambda inside: st.builds(
        lambda name, children: f"<{name}>{''.join(children)}</{name}>",
        st.sampled_from(_HOLDERS),
        st.lists(inside, max_size=4),
    ),
    max_leaves=16,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TREES, max_size=4), st.booleans())
def test_any_tree_is_read(trees: list[str], original: bool) -> None:
    data = word(
        p("đầu") + "".join(trees) + p("cuối"),
        numbering=DEEP,
        styles=_style("S", based="S", numbered='<w:numId w:val="1"/>'),
        footnotes=_note(1, "chú thích"),
    )
    raw = read_document(data, options=ReadOptions(original=original))
    assert any(line.endswith("cuối") for line in said(raw))
    assert all(mark.span.of(raw.text) for mark in raw.marks)
    assert all(0 <= line.span.start <= line.span.end <= len(raw.text) for line in raw.lines)


def test_no_more_is_read_than_the_limit_of_lines() -> None:
    data = word(p("a") * 5_000)
    with count_calls() as all_calls:
        read_document(data)
    with count_calls() as calls, pytest.raises(errors.DocumentTooLarge, match="hơn 50 dòng"):
        read_document(data, options=ReadOptions(limits=Limits(lines=50)))
    assert 2 * calls[0] < all_calls[0]
