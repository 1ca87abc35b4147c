"""What a person sees of how a document was read: the facts, the doubts, the text itself."""

from __future__ import annotations

import ast
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from kl52.language.wording import speaker
from kl52.model import Diagnostic, Document
from kl52.parsing import parse_document
from kl52.reading import formats
from kl52.tables import read_table
from kl52.views.readout import render_diagnostics, render_reading, runs, text_lines
from tests import samples

VI, EN = speaker("vi"), speaker("en")
HEADER = "<p>ỦY BAN NHÂN DÂN</p><p>XÃ MẪU</p><p>Số: 9/KH-UBND</p><p>KẾ HOẠCH</p><p>Mở thư viện</p>"
NOTED = (
    f"<html><meta charset='utf-8'><body>{HEADER}<p>Thực hiện Kết luận số 126-KL/TW"
    "<sup><a href='#_ftn1' name='_ftnref1'>[1]</a></sup> của Ban Bí thư:</p>"
    "<table><tr><th>TT</th><th>Nhiệm vụ</th></tr>"
    "<tr><td>1</td><td>Mở lớp<br>a | b</td></tr></table>"
    "<p>Xong.</p><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Ngày 14/02/2025.</p></body></html>"
)


def printed(doc: Document, *diagnostics: Diagnostic, say: object = VI) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200, color_system=None)
    if diagnostics:
        render_diagnostics(diagnostics, console, say)  # type: ignore[arg-type]
    else:
        render_reading(doc, console, say)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture(scope="module")
def noted() -> Document:
    return parse_document(NOTED.encode(), name="a.html")


def test_the_text_has_marks_of_notes_rows_of_tables_and_the_notes_last(noted: Document) -> None:
    lines = list(text_lines(noted, VI))
    assert lines[5:] == [
        "Thực hiện Kết luận số 126-KL/TW[1] của Ban Bí thư:",
        "| TT | Nhiệm vụ |",
        "| 1 | Mở lớp / a \\| b |",
        "Xong.",
        "----- chú thích (1) -----",
        "[1] Ngày 14/02/2025.",
    ]


def test_pages_are_marked_where_there_are_any(noted: Document) -> None:
    two = [samples.Page([(60, 60, "Điều 1. Mở lớp.")]), samples.Page([(60, 60, "Điều 2. Thi.")])]
    assert list(text_lines(parse_document(samples.pdf(two), name="a.pdf"), EN)) == [
        "----- p. 1 -----", "Điều 1. Mở lớp.", "----- p. 2 -----", "Điều 2. Thi.",
    ]  # fmt: skip
    assert not any("tr." in line for line in text_lines(noted, VI))


def test_no_word_is_left_out(noted: Document) -> None:
    shown = " ".join(text_lines(noted, VI)).replace("[1]", "").replace("\\|", "|").split()
    assert set(noted.text.text.replace("[1]", "").split()) <= set(shown)


def test_the_form_of_the_file_is_told(noted: Document) -> None:
    facts = printed(noted).splitlines()[2]
    assert facts == "  trang web (.html) · 1 bảng (2 hàng) · 1 chú thích"
    scanned = replace(noted, source=replace(noted.source, pages=5, ocr_pages=(1, 2, 4)))
    assert "5 trang · nhận dạng chữ (OCR) 3 trang: 1-2, 4 ·" in printed(scanned)
    assert "5 pages · words recognised (OCR) on 3 pages: 1-2, 4 ·" in printed(scanned, say=EN)


def test_what_was_done_is_told_with_the_form_and_not_among_the_doubts(noted: Document) -> None:
    done = Diagnostic("info", "repaired", "Đã sửa 2 chỗ.")
    assert "i Sửa ký tự: Đã sửa 2 chỗ." in printed(replace(noted, diagnostics=(done,)))
    doubt = Diagnostic("warning", "no-date", "Không tìm thấy ngày.")
    assert "Không tìm thấy" not in printed(replace(noted, diagnostics=(doubt,)))


def test_doubts_of_a_kind_stand_together_with_their_count(noted: Document) -> None:
    many = [Diagnostic("warning", "broken-page", f"Trang {n} hỏng.", page=n) for n in range(1, 9)]
    other = Diagnostic("warning", "no-date", "Không tìm thấy ngày.", page=3)
    lines = printed(noted, *many[:4], other, *many[4:]).splitlines()[1:]
    assert lines == [
        "LƯU Ý",
        "  ! Trang hỏng (8 chỗ):",
        "      Trang 1 hỏng.",
        "      Trang 2 hỏng.",
        "      Trang 3 hỏng.",
        "      … và 5 chỗ khác (--json liệt kê hết)",
        "  ! Ngày ban hành: Không tìm thấy ngày. (tr. 3)",
    ]
    assert "! Broken page (8 times):" in printed(noted, *many, say=EN)


def codes() -> set[str]:
    """The codes of the diagnostics that kl52 gives, from its code."""
    found = set()
    for path in (Path(__file__).parent.parent / "kl52").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > 1:
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                code = node.args[1]
                if called in ("note", "Diagnostic") and isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_every_code_and_every_kind_of_file_has_its_words() -> None:
    keys = {key for key, *_ in read_table("wording.tsv")}
    kinds = {*formats.PICTURES, *formats.SUFFIXES.values()}
    kinds |= {formats.HTML, formats.MHTML, formats.MARKDOWN, formats.PLAIN}
    assert len(codes()) > 20
    assert {f"code.{code}" for code in codes()} - keys == set()
    assert {f"media.{kind}" for kind in kinds} - keys == set()


@given(st.sets(st.integers(1, 40), min_size=1))
def test_runs_name_each_page_once(pages: set[int]) -> None:
    named: list[int] = []
    for part in runs(sorted(pages)).split(", "):
        first, _, last = part.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(pages)
