"""The whole text with its citations marked: in brackets, in colour, as a page, in a notebook."""

from __future__ import annotations

import io
import re
import sys
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from kl52.catalogue import corpus_root, load_catalogue
from kl52.cli import main
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.model import Citation, CitationState, Document
from kl52.parsing import parse_document, text_of
from kl52.spans import Span
from kl52.views import notebook
from kl52.views.annotated_html import annotated_page, stylesheet
from kl52.views.annotating import MARKS, annotated_lines, citation_table, render_annotated
from kl52.views.layout import Pieces, blocks
from kl52.views.linking import link_of
from kl52.views.naming import namer_of
from kl52.views.readout import text_lines
from tests import samples

VI, EN = speaker("vi"), speaker("en")
PLAN = Path(str(corpus_root())) / "fictitious" / "9902-kh-ubnd.docx"
HEADER = (
    "ỦY BAN NHÂN DÂN\nXÃ MẪU\nSố: 9/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nXã Mẫu, ngày 03 tháng 4 năm 2020\nKẾ HOẠCH\nMở lớp\n"
)
BODY = (
    "Thực hiện Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ ban hành Kế hoạch "
    "thực hiện Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư:\n"
    "1. Sở Nội vụ mở lớp theo Kế hoạch này và Nghị quyết số 27-NQ/TW.\n"
)
HOSTILE = (
    "<script>alert(1)</script> Căn cứ Luật <img src=x onerror=alert(2)>; "
    "Căn cứ Luật Viên chức \"><svg onload=alert(3)> & 'x'; "
    "[bold]đậm[/bold] theo Kết luận số 52-KL/TW</style></main>."
)
COMMANDS = "\x1b]8;;http://a\x1b\\x\x1b[31m [bold]đậm[/bold] theo Kết luận số 52-KL/TW"


def parsed(words: str, name: str = "a.txt") -> Document:
    return parse_document(words.encode(), name=name)


def hostile(name: str = "a.html") -> Document:
    """A web page that prints the code of another."""
    said = "".join(f"<p>{escape(line)}</p>" for line in (*HEADER.splitlines(), HOSTILE))
    doc = parsed(f"<html><meta charset='utf-8'><body>{said}</body></html>", name=name)
    assert HOSTILE in doc.text.text
    return doc


def page_of(doc: Document, say: Any = VI) -> str:
    return "".join(annotated_page(doc, namer_of(doc, load_catalogue(), say), say, lambda id: None))


class Page(HTMLParser):
    """What a browser would make of a page."""

    VOID = frozenset({"meta", "br", "img", "link", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open), "no link within a link"
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "sup"} & {*self.open}:
            self.words.append(data)

    def all(self, tag: str, name: str) -> list[str]:
        return [attrs[name] or "" for each, attrs in self.tags if each == tag and name in attrs]


# -- pieces --------------------------------------------------------------------------------------


def cites(*spans: tuple[int, int]) -> tuple[Citation, ...]:
    return tuple(
        Citation(f"c{number}", Span(*span), "", "numbered")
        for number, span in enumerate(spans, start=1)
    )


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=6),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_pieces_are_the_words_of_any_stretch(
    found: list[tuple[int, int]], start: int, length: int
) -> None:
    text = text_of("abcdefghijklmnopqrstuvwxyzabcd")
    citations = cites(*((begin, begin + long) for begin, long in found))
    span = Span(start, min(start + length, len(text.text)))
    pieces = list(Pieces(text, citations).of(span))
    assert "".join(piece.text for piece in pieces) == span.of(text.text)
    started = [cite.id for piece in pieces for cite in piece.starts]
    ended = [cite.id for piece in pieces for cite in piece.ends]
    inside = [cite.id for cite in citations if span.start <= cite.span.start < span.end]
    assert sorted(started) == sorted(ended) == sorted(inside)
    for piece in pieces:
        assert all(cite in piece.open for cite in (*piece.starts, *piece.ends))


def test_blocks_leave_out_nothing() -> None:
    doc = parse_document(PLAN)
    shown = "".join(span.of(doc.text.text) for block in blocks(doc) for span in block.spans)
    assert sorted(shown.replace("\n", "")) == sorted(doc.text.text.replace("\n", ""))


# -- brackets ------------------------------------------------------------------------------------


def test_every_citation_stands_in_brackets_with_its_id_and_that_of_its_title() -> None:
    lines = list(annotated_lines(parsed(HEADER + BODY), VI))
    assert lines[-2:] == [
        "Thực hiện [Quyết định số 142/QĐ-TTg ngày 21/01/2020 của Thủ tướng Chính phủ](c1) "
        "ban hành Kế hoạch thực hiện [Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư](c2<c1):",
        "1. Sở Nội vụ mở lớp theo [Kế hoạch này](c3) và [Nghị quyết số 27-NQ/TW](c4).",
    ]


def test_a_mention_within_another_is_seen() -> None:
    words = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Viên chức ngày 25/11/2019;"
    (line,) = annotated_lines(parsed(words), VI)
    assert line == (
        "Căn cứ [Luật sửa đổi, bổ sung một số điều của [Luật Viên chức](c2<c1) "
        "ngày 25/11/2019](c1);"
    )


@pytest.mark.parametrize("file", sorted(PLAN.parent.glob("*.docx")), ids=lambda file: file.stem)
def test_without_the_marks_it_is_the_text(file: Path) -> None:
    doc = parse_document(file)
    marked = list(annotated_lines(doc, VI))
    ids = re.findall(r"\]\((c\d+)(?:<c\d+)?\)", "\n".join(marked))
    assert sorted(ids) == sorted(cite.id for cite in doc.citations)
    plain = [re.sub(r"\]\(c\d+(?:<c\d+)?\)|\[(?!\d+\])", "", line) for line in marked]
    assert plain == list(text_lines(doc, VI))


# -- colour --------------------------------------------------------------------------------------


def screen(doc: Document, link: Any = lambda cite: None) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=100, force_terminal=True, color_system="standard", legacy_windows=False
    )
    render_annotated(doc, console, VI, link)
    return out.getvalue()


def test_colours_and_links_on_a_screen() -> None:
    shown = screen(parsed(HEADER + BODY), lambda cite: f"https://example.org/{cite.id}")
    assert "\x1b]8;" in shown
    assert "https://example.org/c2" in shown
    assert re.search(r"\x1b\[[\d;]*32m", shown)
    words = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;]*m", "", shown)
    assert "c2<c1✓" in words
    assert f"{MARKS['resolved']} đã xác định" in words.splitlines()[0]


def test_words_of_a_document_are_no_commands_to_the_screen() -> None:
    shown = screen(parsed(COMMANDS))
    assert "\x1b]8;;http://a" not in shown
    assert "\x1b[31m" not in shown
    assert "[bold]đậm[/bold]" in re.sub(r"\x1b\[[\d;]*m", "", shown).replace("\n", " ")


def test_the_table_has_a_row_for_each_citation() -> None:
    doc = parsed(HEADER + BODY)
    out = io.StringIO()
    table = citation_table(doc, namer_of(doc, load_catalogue(), VI), VI)
    Console(file=out, width=200, color_system=None).print(table)
    rows = [line.split("  ") for line in out.getvalue().splitlines()]
    found = {cells[0].strip(): [cell.strip() for cell in cells if cell.strip()] for cells in rows}
    assert found["c2"][1:] == [
        "có số",
        "thực hiện (trong c1)",
        "✓ đã xác định",
        "Kết luận 52-KL/TW (30/05/2019)",
        "số và ngày ban hành khớp",
    ]
    assert found["c4"][3] == "? chưa rõ văn bản nào"


# -- the page ------------------------------------------------------------------------------------


def test_each_citation_is_a_link_to_its_row_and_back() -> None:
    doc = parsed(HEADER + BODY)
    page = Page(page_of(doc))
    hrefs = page.all("a", "href")
    ids = {value for tag in ("a", "span", "tr") for value in page.all(tag, "id")}
    for cite in doc.citations:
        assert f"#r-{cite.id}" in hrefs
        assert f"#{cite.id}" in hrefs
    assert {href[1:] for href in hrefs if href.startswith("#")} <= ids
    assert len(ids) == sum(len(page.all(tag, "id")) for tag in ("a", "span", "tr"))


def test_the_tab_key_stops_once_at_each_citation() -> None:
    words = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Viên chức ngày 25/11/2019;"
    page = Page(page_of(parsed(words)))
    links = [attrs for tag, attrs in page.tags if tag == "a" and "c" in (attrs.get("class") or "")]
    stops = [attrs["href"] for attrs in links if "tabindex" not in attrs]
    assert stops == ["#r-c1", "#r-c2"]
    assert len(links) == 3


def test_the_page_is_whole_in_itself_and_runs_nothing() -> None:
    doc = hostile('<b>"a.html')
    html = page_of(doc)
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "ul", "li", "main",
        "a", "span", "sup", "section", "h2", "div", "table", "thead", "tbody", "tr", "th", "td",
        "br", "code",
    }  # fmt: skip
    assert not any(name.startswith("on") or name == "src" for _, a in page.tags for name in a)
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "@import" not in html
    assert "<script>alert(1)</script>" in "".join(page.words)


def test_the_page_says_all_in_the_language_asked_for() -> None:
    doc = parsed(HEADER + BODY)
    assert '<html lang="vi">' in page_of(doc)
    english = page_of(doc, EN)
    assert '<html lang="en">' in english
    assert "number and date fit" in english
    assert "số và ngày ban hành khớp" not in english


def test_tables_and_notes_are_on_the_page() -> None:
    doc = parsed(
        "<html><meta charset='utf-8'><body><p>Theo Kết luận số 126-KL/TW"
        "<sup><a href='#_ftn1' name='_ftnref1'>[1]</a></sup>:</p><table><tr><td>TT</td><td>Việc"
        "</td></tr><tr><td>1</td><td>Theo Luật Viên chức<br>mở lớp</td></tr></table>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> Nêu trên.</p></body></html>",
        name="a.html",
    )
    html = page_of(doc)
    Page(html)
    assert 'href="#r-c1">Kết luận số 126-KL/TW</a><sup>c1</sup><sup>[1]</sup>:' in html
    assert "<tr><td>TT</td><td>Việc</td></tr>" in html
    assert "<p>[1] Nêu trên.</p>" in html


def luminance(colour: str) -> float:
    """The relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_every_state_is_readable_in_light_and_dark(mode: int) -> None:
    block = re.findall(r"\.kl52 \{(.*?)\}", stylesheet(), re.DOTALL)[mode]
    colours = dict(re.findall(r"--(\w+): (#\w+);", block))
    assert set(MARKS) <= set(colours)
    for name in (*MARKS, "ink", "faint"):
        for ground in ("paper", "aim"):
            pair = sorted((luminance(colours[name]), luminance(colours[ground])))
            contrast = (pair[1] + 0.05) / (pair[0] + 0.05)
            assert contrast >= (4.5 if ground == "paper" or name in MARKS else 3), (name, ground)


# -- links ---------------------------------------------------------------------------------------


def test_links_lead_to_the_library_or_the_source(tmp_path: Path) -> None:
    (tmp_path / "nq.txt").write_text(
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 77/NQ-HĐND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nLạng Sơn, ngày 03 tháng 4 năm 2019\nNGHỊ QUYẾT\nVề lớp học\n"
        "Điều 1. Sở Nội vụ mở lớp.\n",
        encoding="utf-8",
    )
    library = Library(tmp_path)
    (id,) = library.ids()
    cite = Citation("c1", Span(0, 1), "", "numbered", target=f"{id}#dieu-1", state="resolved")
    assert link_of(cite, library) == (tmp_path / "nq.txt").resolve().as_uri()
    own = Citation("c2", Span(0, 1), "", "numbered", target=id, state="self")
    assert link_of(own, library) is None
    assert link_of(Citation("c3", Span(0, 1), "", "numbered"), library) is None


# -- notebooks -----------------------------------------------------------------------------------


def test_a_document_shows_itself_in_a_notebook() -> None:
    doc = hostile()
    html = doc._repr_html_()
    page = Page(html)
    assert "script" not in {tag for tag, _ in page.tags}
    assert not page.all("a", "id")
    assert HOSTILE in "".join(page.words)
    assert "c2&lt;c1" in parsed(HEADER + BODY)._repr_html_()


@pytest.mark.parametrize("joint", ["\n", " "], ids=["paragraphs", "one paragraph"])
def test_a_long_document_is_cut_and_says_so(joint: str) -> None:
    doc = parsed(joint.join(["Xã mở lớp theo Kết luận số 52-KL/TW."] * 2000))
    html = doc._repr_html_()
    Page(html)
    assert len(html) < 15 * notebook.LONGEST
    assert "… còn" in html
    assert "… còn" not in parsed(HEADER + BODY)._repr_html_()


def test_a_citation_shows_itself_in_a_notebook() -> None:
    (cite,) = parsed("Xã làm theo Kết luận số 52-KL/TW ngày 30/5/2019.").citations
    html = cite._repr_html_()
    Page(html)
    assert "52-KL/TW" in html
    assert "đã xác định" in html
    hostile = Citation("c1", Span(0, 1), "<script>", "numbered", reason="<img>")
    assert not re.search("<(script|img)", hostile._repr_html_())


def test_every_state_has_a_mark() -> None:
    assert set(MARKS) == set(CitationState.__args__)
    assert len(set(MARKS.values())) == len(MARKS)


# -- the command ---------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    path = tmp_path / "ke-hoach.txt"
    path.write_text(HEADER + BODY, encoding="utf-8")
    return path


def test_piped_output_has_no_colours(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(file), "--annotate"]) == 0
    out, err = capsys.readouterr()
    assert "\x1b" not in out
    assert "[Kế hoạch này](c3)" in out
    assert "TRÍCH DẪN (4)" in out
    assert err == ""


class Screen(io.StringIO):
    """A stdout that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variable", "coloured"), [(None, True), (("NO_COLOR", "1"), False), (("TERM", "dumb"), False)]
)
def test_a_terminal_has_colours_unless_told_otherwise(
    file: Path, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str] | None, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    if variable is not None:
        monkeypatch.setenv(*variable)
    out = Screen()
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["parse", str(file), "--annotate", "-q"]) == 0
    assert bool(re.search(r"\x1b\[[\d;]*3[0-7]m", out.getvalue())) == coloured
    assert ("[Kế hoạch này](c3)" in out.getvalue()) != coloured


def test_the_page_goes_to_a_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "trang.html"
    assert main(["parse", str(file), "--annotate", "--html", str(made)]) == 0
    assert "đã ghi" in capsys.readouterr().err
    Page(made.read_text(encoding="utf-8"))
    assert main(["parse", str(file), "--html", "-", "-q"]) == 0
    assert capsys.readouterr().out == made.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["ke-hoach.txt", "khong-co/a.html", "."])
def test_a_page_that_cannot_be_written_gives_one_line(
    file: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_text(encoding="utf-8")
    assert main(["parse", str(file), "--html", str(file.parent / target)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "→" in err
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("other", ["--text", "--json"])
def test_one_output_at_a_time(file: Path, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(file), "--annotate", other]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_document_without_citations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Xã mở lớp.", encoding="utf-8")
    assert main(["parse", str(path), "--annotate", "--library", ":none:"]) == 0
    assert "Không tìm thấy trích dẫn" in capsys.readouterr().out


def test_pages_are_marked() -> None:
    second = samples.Page([(250, 100, "KẾ HOẠCH"), (72, 160, "Căn cứ Luật Viên chức;")])
    doc = parse_document(samples.pdf([samples.Page(samples.header()), second]), name="a.pdf")
    assert '<p class="page">tr. 2</p>\n<p>KẾ HOẠCH</p>' in page_of(doc)
