"""Builders of sample files; every test makes the files that it reads."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document

# x and the distance from the top of the page, in points, and the words
Words = tuple[float, float, str]
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
    """A page of a sample PDF. ``picture`` fills it with an image, ``drawn`` are operators."""

    words: Sequence[Words] = ()
    rulings: Sequence[Ruling] = ()
    picture: bool = False
    drawn: Sequence[str] = ()


def pdf(pages: Iterable[Page], *, password: str | None = None) -> bytes:
    """A PDF whose letters are all 6 points wide and 12 points high."""
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
    letters = sorted({letter for page in pages for *_, said in page.words for letter in said})
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
    for x, top, said in page.words:
        codes = said.encode("utf-16-be").hex()
        parts.append(f"BT /F 12 Tf 1 0 0 1 {x} {HEIGHT - top - 10} Tm <{codes}> Tj ET")
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
    left = [(60.0, 60.0 + 16 * row, said) for row, said in enumerate(HEADER_LEFT)]
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
