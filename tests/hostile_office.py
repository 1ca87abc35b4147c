"""Office files that mean no good: zip bombs, depths, loops, lures. ``CASES``: name to builder."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from functools import partial

MIB = 2**20
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SENTENCE = "1. Sở Nội vụ chủ trì mở lớp trước ngày 30/6/2026;"
# What no reader may follow.
LURES = {"file": "file:///etc/passwd", "http": "http://127.0.0.1:9/a"}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def flat_bomb(size: int = 500 * MIB) -> bytes:
    """One part that unpacks to ``size``."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(size // MIB):
            part.write(bytes(MIB))
    return out.getvalue()


def nested_bomb() -> bytes:
    """Archives in archives, each ten times the one inside."""
    inner = zipped({"0": bytes(10 * MIB)})
    for level in range(5):
        inner = zipped({f"{level}{copy}.zip": inner for copy in range(10)})
    return docx(extra={"word/embeddings/a.zip": inner})


def overlapping_bomb(copies: int = 5000) -> bytes:
    """Entries that all lie on the same bytes (Fifield 2019)."""
    return _directory(
        zipped({"word/document.xml": bytes(MIB)}),
        [f"word/{n}.xml".encode() for n in range(copies)],
    )


def lying_bomb() -> bytes:
    """A directory that says 1,000 bytes of a part of 300 MiB."""
    data = bytearray(flat_bomb(300 * MIB))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 1000)
    return bytes(data)


def _directory(data: bytes, names: Sequence[bytes]) -> bytes:
    """The archive with a directory that lists its one part under each of ``names`` as well."""
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    (length,) = struct.unpack_from("<H", entry, 28)
    own = entry[46 : 46 + length]
    entries = b"".join(
        entry[:28] + struct.pack("<H", len(name)) + entry[30:46] + name for name in (own, *names)
    )
    count = len(names) + 1
    return data[:at] + entries + struct.pack(
        "<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(entries), at, 0
    )  # fmt: skip


# -- Word ----------------------------------------------------------------------------------------


def docx(
    body: str = "",
    *,
    prolog: str = "",
    extra: dict[str, bytes] | None = None,
    rels: str = "",
    raw: bytes | None = None,
) -> bytes:
    """A Word file written by hand: ``body`` is what stands in ``w:body``."""
    document = (
        raw
        or (
            f"<?xml version='1.0' encoding='UTF-8'?>{prolog}"
            f"<w:document xmlns:w='{W}' xmlns:r='{REL}'><w:body>{body}</w:body></w:document>"
        ).encode()
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "application/vnd.openxmlformats-package.relationships+xml"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        {
            "[Content_Types].xml": (
                f"<Types xmlns='{PACKAGE}/content-types'><Default Extension='rels' "
                f"ContentType='{types}'/><Default Extension='xml' ContentType='application/xml'/>"
                f"<Override PartName='/word/document.xml' ContentType='{main}'/>"
                f"<Override PartName='/word/styles.xml' ContentType='{word}.styles+xml'/>"
                f"<Override PartName='/word/numbering.xml' ContentType='{word}.numbering+xml'/>"
                f"<Override PartName='/word/footnotes.xml' ContentType='{word}.footnotes+xml'/>"
                "</Types>"
            ).encode(),
            "_rels/.rels": _rels(f"<Relationship Id='r1' Type='{REL}/officeDocument' "
                                 "Target='word/document.xml'/>"),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _rels(rels),
            **(extra or {}),
        }
    )  # fmt: skip


def _rels(inside: str) -> bytes:
    return f"<Relationships xmlns='{PACKAGE}/relationships'>{inside}</Relationships>".encode()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def entity(target: str) -> str:
    return f"<!DOCTYPE a [<!ENTITY x SYSTEM '{target}'>]>"


def laughs(levels: int = 12) -> str:
    """The billion laughs."""
    lines = ["<!ENTITY x0 'haha'>"]
    lines += [f"<!ENTITY x{n} '{f'&x{n - 1};' * 10}'>" for n in range(1, levels)]
    return f"<!DOCTYPE a [{''.join(lines)}<!ENTITY x '&x{levels - 1};'>]>"


def lured(target: str) -> bytes:
    """A Word file that points outside in every way that Word knows."""
    kinds = ("attachedTemplate", "image", "hyperlink", "aFChunk", "subDocument", "oleObject",
             "frame", "footnotes", "numbering", "styles", "header")  # fmt: skip
    rels = "".join(
        f"<Relationship Id='x{n}' Type='{REL}/{kind}' Target='{target}' TargetMode='External'/>"
        for n, kind in enumerate(kinds)
    )
    body = (
        paragraph(SENTENCE) + "<w:altChunk r:id='x3'/><w:subDoc r:id='x4'/>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>INCLUDETEXT "
        f'"{target}"</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:sectPr><w:headerReference r:id='x10' w:type='default'/></w:sectPr>"
    )
    return docx(body, rels=rels)


def cyclic_styles() -> bytes:
    """Styles based on each other, lists that are linked to each other."""
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='s{n}'><w:basedOn w:val='s{(n + 1) % 3}'/>"
        f"<w:link w:val='s{n}'/><w:next w:val='s{n}'/>"
        f"<w:pPr><w:numPr><w:numId w:val='{n + 1}'/></w:numPr></w:pPr></w:style>"
        for n in range(3)
    )
    abstract = "".join(
        f"<w:abstractNum w:abstractNumId='{n}'><w:numStyleLink w:val='s{(n + 1) % 3}'/>"
        f"<w:styleLink w:val='s{n}'/></w:abstractNum>"
        for n in range(3)
    )
    numbers = "".join(
        f"<w:num w:numId='{n + 1}'><w:abstractNumId w:val='{n}'/></w:num>" for n in range(3)
    )
    rels = "".join(
        f"<Relationship Id='n{kind}' Type='{REL}/{kind}' Target='{kind}.xml'/>"
        for kind in ("styles", "numbering")
    )
    body = "".join(
        f"<w:p><w:pPr><w:pStyle w:val='s{n}'/></w:pPr><w:r><w:t>Mở lớp</w:t></w:r></w:p>"
        for n in range(3)
    )
    return docx(
        body,
        rels=rels,
        extra={
            "word/styles.xml": f"<w:styles xmlns:w='{W}'>{styles}</w:styles>".encode(),
            "word/numbering.xml": (
                f"<w:numbering xmlns:w='{W}'>{abstract}{numbers}</w:numbering>"
            ).encode(),
        },
    )


def cyclic_notes() -> bytes:
    """A footnote that refers to itself."""
    note = (
        "<w:footnote w:id='2'><w:p><w:r><w:footnoteReference w:id='2'/><w:t>Mở lớp</w:t></w:r>"
        "</w:p></w:footnote>"
    )
    return docx(
        "<w:p><w:r><w:t>Mở lớp</w:t><w:footnoteReference w:id='2'/></w:r></w:p>",
        rels=f"<Relationship Id='n' Type='{REL}/footnotes' Target='footnotes.xml'/>",
        extra={"word/footnotes.xml": f"<w:footnotes xmlns:w='{W}'>{note}</w:footnotes>".encode()},
    )


def nested(open: str, close: str, inside: str, depth: int) -> str:
    return open * depth + inside + close * depth


def table_of(rows: int, columns: int) -> bytes:
    row = f"<w:tr>{_CELL * columns}</w:tr>"
    return docx(f"<w:tbl>{row * rows}</w:tbl>")


_CELL = f"<w:tc>{paragraph('x')}</w:tc>"


def xlsx(
    *,
    prolog: str = "",
    cell: str = "Mở lớp",
    place: str = "A1",
    rows: int = 1,
    data: str = "",
    before: str = "",
    strings: str = "",
    styles: str = "",
    rels: str = "",
) -> bytes:
    """A workbook of one sheet: one cell and ``rows``, or ``data`` as what its rows are.

    ``before`` stands before the rows; ``strings`` and ``styles`` are those parts, if there are any.
    """
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    first = f"<row><c r='{place}' t='inlineStr'><is><t>{cell}</t></is></c></row>"
    rest = "<row><c t='inlineStr'><is><t>x</t></is></c></row>" * (rows - 1)
    parts = {"sharedStrings": strings, "styles": styles}
    return zipped(
        {
            "[Content_Types].xml": (
                f"<Types xmlns='{PACKAGE}/content-types'><Default Extension='rels' ContentType="
                "'application/vnd.openxmlformats-package.relationships+xml'/>"
                f"<Override PartName='/xl/workbook.xml' ContentType='{kind}.sheet.main+xml'/>"
                + "".join(
                    f"<Override PartName='/xl/{name}.xml' ContentType='{kind}.{name}+xml'/>"
                    for name, part in parts.items()
                    if part
                )
                + "<Override PartName='/xl/worksheets/sheet1.xml' ContentType="
                f"'{kind}.worksheet+xml'/></Types>"
            ).encode(),
            "_rels/.rels": _rels(
                f"<Relationship Id='r1' Type='{REL}/officeDocument' Target='xl/workbook.xml'/>"
            ),
            "xl/workbook.xml": (
                f"<workbook xmlns='{sheet}' xmlns:r='{REL}'><sheets>"
                "<sheet name='a' sheetId='1' r:id='r1'/></sheets>"
                + "<externalReferences><externalReference r:id='x1'/></externalReferences>"
                * bool(rels)
                + "</workbook>"
            ).encode(),
            "xl/_rels/workbook.xml.rels": _rels(
                f"<Relationship Id='r1' Type='{REL}/worksheet' Target='worksheets/sheet1.xml'/>"
                + "".join(
                    f"<Relationship Id='p{name}' Type='{REL}/{name}' Target='{name}.xml'/>"
                    for name, part in parts.items()
                    if part
                )
                + rels
            ),
            **{f"xl/{name}.xml": part.encode() for name, part in parts.items() if part},
            "xl/worksheets/sheet1.xml": (
                f"<?xml version='1.0'?>{prolog}<worksheet xmlns='{sheet}'>{before}"
                f"<sheetData>{data or first + rest}</sheetData></worksheet>"
            ).encode(),
        }
    )


def strings_of(items: str, prolog: str = "") -> str:
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f"<?xml version='1.0'?>{prolog}<sst xmlns='{sheet}'>{items}</sst>"


def lured_xlsx(target: str) -> bytes:
    """A workbook that takes its values, its links and its data from elsewhere."""
    kinds = ("externalLink", "externalLinkPath", "connections", "hyperlink", "queryTable", "image")
    rels = "".join(
        f"<Relationship Id='x{n}' Type='{REL}/{kind}' Target='{target}' TargetMode='External'/>"
        for n, kind in enumerate(kinds)
    )
    formula = f"WEBSERVICE(&quot;{target}&quot;)"
    data = (
        f"<row><c r='A1'><f>{formula}</f></c><c r='B1'><f>'{target}'#$a.A1</f></c>"
        f"<c r='C1' t='inlineStr'><is><t>{SENTENCE}</t></is></c></row>"
    )
    return xlsx(data=data, rels=rels)


_SHARED = "<c t='s'><v>0</v></c>"


def shared_cells(length: int, cells: int) -> bytes:
    """One string of ``length`` letters that ``cells`` cells show."""
    rows = f"<row>{_SHARED * 100}</row>" * (cells // 100)
    return xlsx(data=rows, strings=strings_of(f"<si><t>{'a ' * (length // 2)}</t></si>"))


_CONTROL = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", paragraph("x"))
_TABLE = ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", paragraph("x"))


_BOX = (
    "<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p>",
    "</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "<w:r><w:t>a</w:t></w:r>",
)
_TRACKED = (
    "<w:ins w:id='1'><w:r><w:t>a </w:t></w:r></w:ins>"
    "<w:del w:id='2'><w:r><w:delText>b </w:delText></w:r></w:del>"
)


def boxed() -> bytes:
    """A box with words, words put in and taken out."""
    box = "".join(_BOX)
    return docx(f"<w:p>{box}</w:p><w:p>{_TRACKED * 3}</w:p>{paragraph(SENTENCE)}")


_NOTES = f"<Relationship Id='n' Type='{REL}/footnotes' Target='footnotes.xml'/>"


def note_part(first: int, count: int) -> bytes:
    said = "".join(
        f"<w:footnote w:id='{n}'>{paragraph('Xem Luật Nhà ở')}</w:footnote>"
        for n in range(first, first + count)
    )
    return f"<w:footnotes xmlns:w='{W}'>{said}</w:footnotes>".encode()


def notes(count: int) -> bytes:
    """As many footnotes as words."""
    marks = "".join(
        f"<w:r><w:t>a</w:t><w:footnoteReference w:id='{n}'/></w:r>" for n in range(2, count + 2)
    )
    return docx(f"<w:p>{marks}</w:p>", rels=_NOTES,
                extra={"word/footnotes.xml": note_part(2, count)})  # fmt: skip


def lures(target: str) -> dict[str, Callable[[], bytes]]:
    """The ways in which an office file names ``target``, for it to be fetched."""
    kind = target.partition(":")[0]
    return {
        f"xxe-{kind}.docx": partial(docx, paragraph("&x;" + SENTENCE), prolog=entity(target)),
        f"dtd-{kind}.docx": partial(docx, paragraph(SENTENCE), prolog=_dtd(target)),
        f"lured-{kind}.docx": partial(lured, target),
        f"xxe-{kind}.xlsx": partial(xlsx, prolog=entity(target), cell="&x;"),
        f"dtd-{kind}.xlsx": partial(xlsx, prolog=_dtd(target)),
        f"strings-{kind}.xlsx": lambda: xlsx(
            data=f"<row>{_SHARED}</row>",
            strings=strings_of("<si><t>&x;</t></si>", entity(target)),
        ),
        f"lured-{kind}.xlsx": partial(lured_xlsx, target),
    }


def _dtd(target: str) -> str:
    return f"<!DOCTYPE a SYSTEM '{target}'>"


CASES: dict[str, Callable[[], bytes]] = {
    "bomb-flat.docx": flat_bomb,
    "bomb-nested.docx": nested_bomb,
    "bomb-overlapping.docx": overlapping_bomb,
    "bomb-lying.docx": lying_bomb,
    "deep-controls.docx": lambda: docx(nested(*_CONTROL, 50_000)),
    "deep-controls-180.docx": lambda: docx(nested(*_CONTROL, 180)),
    "deep-tables.docx": lambda: docx(nested(*_TABLE, 500)),
    "deep-tables-120.docx": lambda: docx(nested(*_TABLE, 120)),
    "cyclic-styles.docx": cyclic_styles,
    "cyclic-notes.docx": cyclic_notes,
    "many-runs.docx": lambda: docx(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 400_000}</w:p>"),
    "many-paragraphs.docx": lambda: docx("<w:p/>" * 1_000_000),
    "many-cells-wide.docx": lambda: table_of(1, 100_000),
    "many-cells-long.docx": lambda: table_of(50_000, 2),
    "many-tables.docx": lambda: docx(f"<w:tbl><w:tr>{_CELL}</w:tr></w:tbl><w:p/>" * 20_000),
    "laughs.docx": lambda: docx(paragraph("&x;"), prolog=laughs()),
    "laughs.xlsx": lambda: xlsx(prolog=laughs(), cell="&x;"),
    "far-cell.xlsx": lambda: xlsx(cell="x", place="XFD1048576"),
    "many-cells.xlsx": lambda: xlsx(cell="x", rows=100_000),
    "million-rows.xlsx": lambda: xlsx(data="<row/>" * 1_000_000),
    "million-cells.xlsx": lambda: xlsx(data=f"<row>{'<c><v>1</v></c>' * 100}</row>" * 10_000),
    "far-rows.xlsx": lambda: xlsx(
        data="".join(
            f"<row r='{n}'><c r='GR{n}'><v>1</v></c></row>" for n in range(1, 1_000_000, 2_000)
        )
    ),
    "row-lies.xlsx": lambda: xlsx(data="<row r='999999999'><c r='A999999999'><v>1</v></c></row>"),
    "dimension-lies.xlsx": lambda: xlsx(before="<dimension ref='A1:XFD1048576'/>"),
    "shared-strings.xlsx": lambda: shared_cells(32_000, 100_000),
    "strings-many.xlsx": lambda: xlsx(
        data=f"<row>{_SHARED}</row>", strings=strings_of("<si><t>a</t></si>" * 1_000_000)
    ),
    "strings-laughs.xlsx": lambda: xlsx(
        data=f"<row>{_SHARED}</row>", strings=strings_of("<si><t>&x;</t></si>", laughs())
    ),
    "numbers.xlsx": lambda: xlsx(
        data="<row>"
        + "".join(f"<c><v>{value}</v></c>" for value in ("1e999", "-1e308", "nan", "9" * 5_000, ""))
        + "</row>"
    ),
    "merged.xlsx": lambda: xlsx(
        before="<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 50_000 + "</mergeCells>"
    ),
    "text-boxes.docx": lambda: docx("<w:p>" + nested(*_BOX, 60) + "</w:p>"),
    "text-boxes-many.docx": lambda: docx(f"<w:p>{''.join(_BOX)}</w:p>" * 20_000),
    "tracked.docx": lambda: docx("<w:p>" + _TRACKED * 100_000 + "</w:p>"),
    "tracked-deep.docx": lambda: docx(
        "<w:p>" + nested("<w:ins>", "</w:ins>", "<w:r><w:t>a</w:t></w:r>", 300) + "</w:p>"
    ),
    "notes-many.docx": lambda: notes(50_000),
    "notes-same.docx": lambda: docx(
        "<w:p>" + "<w:r><w:footnoteReference w:id='2'/></w:r>" * 100_000 + "</w:p>",
        rels=_NOTES,
        extra={"word/footnotes.xml": note_part(2, 1)},
    ),
    "columns.docx": lambda: docx("<w:p><w:r>" + "<w:t>a</w:t><w:tab/>" * 200_000 + "</w:r></w:p>"),
    "deep.odt": lambda: zipped({"content.xml": b"<a>" * 100_000}),
    **lures(LURES["file"]),
    **lures(LURES["http"]),
}
