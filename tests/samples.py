"""Builders of sample files; every test makes the files that it reads."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document

# x and the distance from the top of the page, in points, the words, and the height of the letters
Words = tuple[float, float, str] | tuple[float, float, str, float]
# x0, top, x1, bottom of a ruling
Ruling = tuple[float, float, float, float]

WIDTH, HEIGHT = 595, 842
HEADER_LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 48/KH-UBND")
HEADER_RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Lạng Sơn, ngày 17 tháng 02 năm 2020",
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@dataclass(frozen=True)
class Page:
    """A page of a sample PDF. ``picture`` fills it with an image, ``drawn`` are operators.

    ``turn`` is the text matrix, for letters set sideways.
    """

    words: Sequence[Words] = ()
    rulings: Sequence[Ruling] = ()
    picture: bool = False
    turn: str = ""
    drawn: Sequence[str] = ()


def pdf(pages: Iterable[Page], *, password: str | None = None) -> bytes:
    """A PDF whose letters are 12 points high, where not told otherwise, and half as wide."""
    pages = list(pages)
    font = 3 + 2 * len(pages)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    for index, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {4 + 2 * index} 0 R"
            f"/Resources<</Font<</F {font} 0 R>>/XObject<</I {font + 3} 0 R>>>>>>".encode()
        )
        objects.append(_stream(_content(page)))
    letters = sorted({letter for page in pages for words in page.words for letter in words[2]})
    objects += [
        f"<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H"
        f"/DescendantFonts[{font + 1} 0 R]/ToUnicode {font + 2} 0 R>>".encode(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/S/DW 500"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/S/Flags 4/FontBBox[0 -200 500 800]"
        b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>",
        _stream(_to_unicode(letters)),
        _stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1"
                "/ColorSpace/DeviceGray/BitsPerComponent 8"),
    ]  # fmt: skip
    if password is not None:
        objects.append(_encryption(password))
    return _file(objects, encrypted=password is not None)


def _content(page: Page) -> bytes:
    parts = [f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q"] if page.picture else []
    for x, top, said, *size in page.words:
        codes, high = said.encode("utf-16-be").hex(), size[0] if size else 12
        low = HEIGHT - top - high * 10 / 12
        turn = page.turn or "1 0 0 1"
        parts.append(f"BT /F {high} Tf {turn} {x} {low} Tm <{codes}> Tj ET")
    for x0, top, x1, bottom in page.rulings:
        parts.append(f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S")
    return "\n".join([*parts, *page.drawn]).encode()


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _to_unicode(letters: Sequence[str]) -> bytes:
    chars = "\n".join(f"<{ord(each):04x}> <{ord(each):04x}>" for each in letters[:100])
    rest = "\n".join(f"<{ord(each):04x}> <{ord(each):04x}>" for each in letters[100:200])
    more = f"{len(letters[100:200])} beginbfchar\n{rest}\nendbfchar\n" if rest else ""
    return (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(letters[:100])} beginbfchar\n{chars}\nendbfchar\n{more}endcmap end"
    ).encode()


def _file(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    locked = f"/Encrypt {len(objects)} 0 R/ID[<{'00' * 16}><{'00' * 16}>]" if encrypted else ""
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{locked}>>\nstartxref\n{start}\n%%EOF\n"
    return bytes(out) + trailer.encode()


def _encryption(password: str) -> bytes:
    """The encryption dictionary of PDF 1.4, 40 bits: enough for a reader to ask for it."""
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    secret = (password.encode() + padding)[:32]
    owner = _rc4(hashlib.md5(secret).digest()[:5], secret)
    key = hashlib.md5(secret + owner + b"\xfc\xff\xff\xff" + bytes(16)).digest()[:5]
    user = _rc4(key, padding)
    return f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>".encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def header() -> list[Words]:
    """A two-column header block."""
    left: list[Words] = [(60.0, 60.0 + 16 * row, said) for row, said in enumerate(HEADER_LEFT)]
    return left + [(320.0, 60.0 + 16 * row, said) for row, said in enumerate(HEADER_RIGHT)]


def grid(rows: Sequence[Sequence[str]], top: float, *, left: float = 60) -> Page:
    """A ruled table: columns of 120 points, rows of 20 points, and its words."""
    wide, high = 120 * len(rows[0]), 20 * len(rows)
    across = [(left, top + 20 * i, left + wide, top + 20 * i) for i in range(len(rows) + 1)]
    down = [(left + 120 * i, top, left + 120 * i, top + high) for i in range(len(rows[0]) + 1)]
    words = [
        (left + 5 + 120 * column, top + 4 + 20 * row, said)
        for row, cells in enumerate(rows)
        for column, said in enumerate(cells)
        if said
    ]
    return Page(words, [*across, *down])


def docx(paragraphs: Sequence[str] = (), *, header: bool = False, rows: Sequence[Sequence[str]] = ()) -> bytes:  # fmt: skip  # noqa: E501
    """A Word file: a header block in a two-column table, paragraphs, a table."""
    document = Document()
    if header:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "\n".join(HEADER_LEFT), "\n".join(HEADER_RIGHT)
    for each in paragraphs:
        document.add_paragraph(each)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, said in enumerate(rows):
            for column, words in enumerate(said):
                table.cell(row, column).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered_docx(paragraphs: Sequence[str]) -> bytes:
    """A Word file whose paragraphs have numbers that Word sets by itself."""
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each, style="List Number")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles"}
_ROOTS |= {"numbering": "numbering", "settings": "settings", "header": "hdr", "footer": "ftr"}


def word(body: str, *, main: str = "word/document.xml", strict: bool = False, declared: str = "", **parts: str) -> bytes:  # fmt: skip  # noqa: E501
    """A Word file from the XML inside its body and its other parts, named by kind.

    ``declared`` is the type of its main part, by default that of a .docx. ``header2`` is a
    second part of the kind ``header``, with the relationship id ``header2``.
    """
    folder, _, file = main.rpartition("/")
    xml = {main: f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    xml["_rels/.rels"] = _relations([("rId1", "officeDocument", main)])
    xml["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{declared or _DOCUMENT}"/></Types>'
    )
    for name, said in parts.items():
        root = _ROOTS[name.rstrip("0123456789")]
        xml[f"{folder}/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{said}</w:{root}>"
    relations = [(name, name.rstrip("0123456789"), f"{name}.xml") for name in parts]
    xml[f"{folder}/_rels/{file}.rels"] = _relations(relations)
    files = {name: f'<?xml version="1.0" encoding="UTF-8"?>{each}' for name, each in xml.items()}
    if strict:
        usual, iso = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
        files = {
            name: each.replace(usual + "wordprocessingml/2006", iso + "wordprocessingml")
            .replace(usual + "officeDocument/2006", iso + "officeDocument")
            .replace(usual + "drawingml/2006", iso + "drawingml")
            for name, each in files.items()
        }
    return zipped(**{name: each.encode() for name, each in files.items()})


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    said = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_RELATIONS}">{said}</Relationships>'


def p(words: str = "", *, style: str = "", num: str = "", level: int = 0, ppr: str = "", mark: str = "") -> str:  # fmt: skip  # noqa: E501
    """A paragraph of Word; ``words`` may be runs already. ``mark`` are properties of its mark."""
    said = words if words.startswith("<") or not words else run(words)
    numbered = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{styled}{numbered}{ppr}{marked}</w:pPr>{said}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def level(at: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a list; ``more`` goes between its format and its text."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: Sequence[tuple[int, str]] = ()) -> str:
    """The numbering part: lists 1, 2, … of these levels; ``nums`` are more lists by base."""
    said = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{each}</w:abstractNum>'
        for i, each in enumerate(abstracts)
    )
    all_nums = [(i, "") for i in range(len(abstracts))] + list(nums)
    return said + "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{base}"/>{more}</w:num>'
        for i, (base, more) in enumerate(all_nums, 1)
    )


def bomb() -> bytes:
    """A Word file that unpacks to many times its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30 * 2**20))
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
