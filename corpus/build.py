"""Writes the corpus documents from their sources: ``python corpus/build.py [--check]``.

In: ``sources/<case>/*.toml``. Out: ``<case>/*.txt`` and, for the fictitious case,
``.docx`` and ``.pdf`` with the same words, in the official forms (Decree
30/2020/NĐ-CP, Annex I; 36-HD/VPTW for the Party). The same source gives the same
bytes. PDF needs fpdf2 and the DejaVu fonts (``fonts-dejavu``), which the package
itself does not need; ``--no-pdf`` leaves the PDF files as they are.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NOTICES = {
    "intellectuals": (
        "provenance: restated from public summaries, not the official text",
        "Bản thuật lại bằng lời của kl52 từ tin, tóm tắt công khai; không phải văn bản chính thức.",
    ),
    "fictitious": (
        "provenance: fictitious, written for kl52",
        "Văn bản giả định, viết để minh họa; không có giá trị pháp lý.",
    ),
}
NOTICES["provinces"] = NOTICES["fictitious"]
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
BOLD = re.compile(
    r"[IVX]+[.-] |QUYẾT ĐỊNH:$|Điều \d+\.$|\d+[.-] [^.;:]{1,70}$|PHỤ LỤC|KẾ HOẠCH$|THỦ TƯỚNG"
)
STAMP = (2026, 1, 1, 0, 0, 0)

Source = dict[str, Any]


def read_source(path: Path) -> Source:
    """One source with its notice: the case is the name of its folder."""
    source: Source = tomllib.loads(path.read_text(encoding="utf-8"))
    source["notice"] = [*NOTICES[path.parent.name], *filter(None, [source.get("note")])]
    return source


def when(source: Source) -> str:
    """The place and date line: days below ten and months one and two have a zero."""
    date: datetime.date = source["date"]
    month = f"{date.month:02d}" if date.month < 3 else str(date.month)
    return f"{source['place']}, ngày {date.day:02d} tháng {month} năm {date.year}"


def header(source: Source) -> tuple[list[str], list[str]]:
    """The left and the right column of the header block."""
    if source["form"] == "party":
        left = [*source["issuer"], "*", f"Số {source['number']}"]
        return left, [PARTY, "", when(source)]
    left = [*filter(None, [source.get("parent")]), *source["issuer"]]
    left += [""] * (2 - len(left))
    return [*left, f"Số: {source['number']}"], [*NATION, when(source)]


def body(part: Source) -> list[str]:
    return [line for line in part.get("body", "").splitlines() if line.strip()]


def opening(source: Source) -> list[str]:
    """Type and title of the document, then what stands before its body."""
    lines = [source["type"], source["title"]]
    if "of" in source:
        lines.insert(1, source["of"])
    return lines


# -- text ----------------------------------------------------------------------------------------


def to_text(source: Source) -> str:
    """The document as plain text: a paragraph a line, a table row a line between bars."""
    lines = [*source["notice"], ""]
    left, right = header(source)
    for one, other in zip(left, right, strict=True):
        lines.append(f"{one:<44}{other}".rstrip())
    lines += ["", *opening(source), ""]
    lines += [*filter(None, [source.get("head")]), *source.get("bases", []), *body(source), ""]
    lines += _text_signature(source)
    for part in source.get("attachment", []):
        lines += ["", *part.get("issuer", []), part["type"], part["title"], part["attached"], ""]
        lines += body(part)
        lines += [f"| {' | '.join(row)} |" for row in table(part)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _text_signature(source: Source) -> list[str]:
    lines = []
    if recipients := source.get("recipients"):
        lines += ["Nơi nhận:", *(f"- {each}" for each in recipients), ""]
    indent = " " * 44
    lines += [indent + each for each in source.get("sign", [])]
    if signer := source.get("signer"):
        lines += ["", indent + "(đã ký)", "", indent + signer]
    return lines


def table(part: Source) -> list[list[str]]:
    """The rows of the part's table with its heading; a section row is filled up with blanks."""
    if "columns" not in part:
        return []
    columns: list[str] = part["columns"]
    return [columns, *([*row, *[""] * (len(columns) - len(row))] for row in part["rows"])]


# -- Word ----------------------------------------------------------------------------------------


def to_word(source: Source) -> bytes:
    """The document as .docx, its header block and its signature in two-column tables."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.shared import Cm, Pt

    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    style = doc.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    doc.core_properties.author = "kl52"
    doc.core_properties.title = f"{source['number']} ({source['notice'][0]})"
    doc.core_properties.created = doc.core_properties.modified = datetime.datetime(*STAMP)

    def put(
        where: Any, text: str, align: str = "LEFT", bold: bool = False, italic: bool = False
    ) -> None:
        paragraph = where.add_paragraph()
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None

    def columns(one: list[str], other: list[str], align: tuple[str, str]) -> None:
        grid = doc.add_table(rows=1, cols=2)
        for cell, lines, how in zip(grid.rows[0].cells, (one, other), align, strict=True):
            for line in lines:
                put(cell, line, how, bold=line.isupper())
            first = cell.paragraphs[0]._p
            first.getparent().remove(first)

    for line in source["notice"]:
        put(doc, line, italic=True)
    columns(*header(source), ("CENTER", "CENTER"))
    for line in opening(source):
        put(doc, line, "CENTER", bold=True)
    for line in filter(None, [source.get("head")]):
        put(doc, line, "CENTER", bold=True)
    for line in source.get("bases", []):
        put(doc, line, "JUSTIFY", italic=True)
    for line in body(source):
        put(doc, line, "JUSTIFY", bold=bool(BOLD.match(line)))
    recipients = source.get("recipients", [])
    left = ["Nơi nhận:", *(f"- {each}" for each in recipients)] if recipients else [""]
    right = [
        *source.get("sign", []),
        *(["(đã ký)", source["signer"]] if "signer" in source else []),
    ]
    columns(left, right, ("LEFT", "CENTER"))
    for part in source.get("attachment", []):
        doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for line in (*part.get("issuer", []), part["type"], part["title"]):
            put(doc, line, "CENTER", bold=True)
        put(doc, part["attached"], "CENTER", italic=True)
        for line in body(part):
            put(doc, line, "JUSTIFY", bold=bool(BOLD.match(line)))
        rows = table(part)
        if rows:
            grid = doc.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
            for values in rows:
                cells = grid.add_row().cells
                joined = not any(values[2:])
                if joined:
                    cells[1].merge(cells[-1])
                for cell, value in zip(cells[:2] if joined else cells, values, strict=False):
                    cell.paragraphs[0].add_run(value).bold = (values is rows[0] or joined) or None
    raw = io.BytesIO()
    doc.save(raw)
    return _stamped(raw.getvalue())


def _stamped(raw: bytes) -> bytes:
    """The same archive with fixed times, so that the same words give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


# -- PDF -----------------------------------------------------------------------------------------


def font(style: str) -> str:
    """The file of the DejaVu font in ``style``, wherever this system keeps it."""
    command = ["fc-match", "-f", "%{file}", f"DejaVu Serif:condensed:{style}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def to_pdf(source: Source) -> bytes:
    """The document as a digital PDF: running head, page numbers, ruled tables over pages."""
    fpdf: Any = importlib.import_module("fpdf")

    class Pages(fpdf.FPDF):  # type: ignore[misc]
        def header(self) -> None:
            self.set_font("Serif", "I", 8)
            self.set_y(10)
            self.cell(0, 5, f"{source['number']} – kl52, {source['notice'][1].split(';')[0]}")
            if self.page_no() > 1:
                self.set_y(14)
                self.cell(0, 5, str(self.page_no()), align="C")
            self.set_y(22)

    pdf = Pages(format="A4")
    for name, style in (("", "book"), ("B", "bold"), ("I", "italic"), ("BI", "bold:italic")):
        pdf.add_font("Serif", name, font(style))
    pdf.set_creation_date(datetime.datetime(*STAMP, tzinfo=datetime.UTC))
    pdf.set_title(f"{source['number']} ({source['notice'][0]})")
    pdf.set_margins(28, 20, 18)
    pdf.set_auto_page_break(True, 20)
    pdf.add_page()

    def put(
        text: str, align: str = "L", style: str = "", size: float = 11, gap: float = 1.5
    ) -> None:
        pdf.set_font("Serif", style, size)
        pdf.multi_cell(0, 5.4, text, align=align, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(gap)

    def columns(one: list[str], other: list[str], align: str, size: float) -> None:
        top, deepest = pdf.get_y(), pdf.get_y()
        for left, width, lines, how in (
            (pdf.l_margin, pdf.epw * 0.42, one, align),
            (pdf.l_margin + pdf.epw * 0.44, pdf.epw * 0.56, other, "C"),
        ):
            pdf.set_y(top)
            for line in lines:
                pdf.set_x(left)
                pdf.set_font("Serif", "B" if line.isupper() or line == NATION[1] else "", size)
                pdf.multi_cell(width, 5, line or " ", align=how, new_x="LMARGIN", new_y="NEXT")
            deepest = max(deepest, pdf.get_y())
        pdf.set_y(deepest + 4)

    def paragraphs(part: Source) -> None:
        for line in body(part):
            put(line, "J", "B" if BOLD.match(line) else "")

    for line in source["notice"]:
        put(line, style="I", size=8, gap=0)
    pdf.ln(2)
    columns(*header(source), align="C", size=9.5)
    for line in (*opening(source), *filter(None, [source.get("head")])):
        put(line, "C", "B")
    for line in source.get("bases", []):
        put(line, "J", "I")
    paragraphs(source)
    if pdf.will_page_break(50):
        pdf.add_page()
    pdf.ln(3)
    recipients = source.get("recipients", [])
    signed = ["", "(đã ký)", "", source["signer"]] if "signer" in source else []
    columns(
        ["Nơi nhận:", *(f"- {each}" for each in recipients)] if recipients else [],
        [*source.get("sign", []), *signed],
        align="L",
        size=9.5,
    )
    for part in source.get("attachment", []):
        pdf.add_page()
        for line in (*part.get("issuer", []), part["type"], part["title"]):
            put(line, "C", "B")
        put(part["attached"], "C", "I")
        paragraphs(part)
        if rows := table(part):
            pdf.set_font("Serif", "", 9)
            widths = tuple(part["widths"])
            bold = fpdf.FontFace(emphasis="BOLD")
            with pdf.table(
                col_widths=widths, line_height=4.6, padding=1, text_align="LEFT"
            ) as grid:
                for values in rows:
                    row = grid.row()
                    if any(values[2:]):
                        for value in values:
                            row.cell(value)
                    else:
                        row.cell(values[0], style=bold)
                        row.cell(values[1], colspan=len(values) - 1, style=bold)
    return bytes(pdf.output())


# -- all -----------------------------------------------------------------------------------------


def outputs(pdf: bool = True) -> Iterator[tuple[Path, bytes]]:
    """Every file of the corpus that is written from a source, with what it should hold."""
    for path in sorted((HERE / "sources").glob("*/*.toml")):
        source, target = read_source(path), HERE / path.parent.name / path.stem
        yield target.with_suffix(".txt"), to_text(source).encode()
        if path.parent.name == "fictitious":
            yield target.with_suffix(".docx"), to_word(source)
            if pdf:
                yield target.with_suffix(".pdf"), to_pdf(source)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write the corpus documents from their sources.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if a file is stale")
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDF files as they are")
    options = parser.parse_args(argv)
    stale = []
    for path, content in outputs(pdf=not options.no_pdf):
        if not path.exists() or path.read_bytes() != content:
            stale.append(path)
            if not options.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    for path in stale:
        sys.stderr.write(f"{path.relative_to(HERE)}\n")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
