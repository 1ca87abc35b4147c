"""PDFs that mean no good: loops, masses, odd pages, bombs. ``CASES``: file name to builder."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

MIB = 2**20


def pdf(objects: Sequence[bytes], *, root: str = "1 0 R", trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    entries = f"/Size {len(objects) + 1}/Root {root}{trailer.replace('START', str(start))}"
    return bytes(out) + f"trailer<<{entries}>>\nstartxref\n{start}\n%%EOF\n".encode()


def stream(data: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def page(content: bytes, entries: str = "/MediaBox[0 0 595 842]", filters: str = "") -> bytes:
    """A PDF of one page."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R{entries}/Contents 4 0 R"
            "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>".encode(),
            stream(content, filters),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(b"/X Do BT /F 9 Tf 1 1 Td (a) Tj ET",
                   "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>"
                   "/Font<</F 5 0 R>>>>"),
        ]
    )  # fmt: skip


def pages(count: int) -> bytes:
    kids = " ".join(f"{n + 3} 0 R" for n in range(count))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
            *[leaf] * count,
        ]
    )


def page_tree(kids: str, count: int, other: bytes = b"<<>>") -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>",
                f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(), other])  # fmt: skip


def outline_loop() -> bytes:
    leaf = b"<</Title(a)/Parent 4 0 R/Next 5 0 R/Prev 5 0 R/First 5 0 R/Last 5 0 R/Dest[3 0 R]>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            b"<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 9>>",
            leaf,
        ]
    )


def object_stream_loop() -> bytes:
    """Object streams that extend each other and hold each other."""
    held = stream(b"4 0 5 2 <<>> <<>>", "/Type/ObjStm/N 2/First 8/Extends 4 0 R")
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", held,
                b"5 0 R"])  # fmt: skip


def indirect_loop() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 3 0 R/MediaBox 4 0 R/Resources 4 0 R>>",
                b"4 0 R"])  # fmt: skip


def image_bomb(side: int = 60_000) -> bytes:
    """A picture of ``side`` × ``side`` pixels in a few bytes."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</XObject<</X 5 0 R>>>>>>",
            stream(b"595 0 0 842 0 0 cm /X Do"),
            stream(zlib.compress(bytes(MIB), 9),
                   f"/Type/XObject/Subtype/Image/Width {side}/Height {side}"
                   "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"),
        ]
    )  # fmt: skip


def flate_bomb(size: int = 512 * MIB) -> bytes:
    """The content of a page that unpacks twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * MIB) for _ in range(size // MIB)) + packer.flush()
    return page(zlib.compress(once, 9), filters="/Filter[/FlateDecode/FlateDecode]")


def filter_chain(length: int = 20_000) -> bytes:
    return page(zlib.compress(b"q Q"), filters=f"/Filter[{'/FlateDecode' * length}]")


def grids(count: int) -> bytes:
    """``count`` tables of one cell, with a letter in each."""
    cells = "".join(
        f"{n % 590} {n // 590 % 840} 3 3 re S BT /F 2 Tf {n % 590} {n // 590 % 840} Td (a) Tj ET\n"
        for n in range(0, 4 * count, 4)
    )
    return page(cells.encode())


def annotated(annotations: str | Sequence[str], *, content: bytes = b"", catalog: str = "",
              more: Sequence[bytes] = ()) -> bytes:  # fmt: skip
    """A PDF of one page with these annotations, which may name object 4, the page's content,

    5, a font, 6, a picture of a letter, and those of ``more`` from 7 on.
    """
    said = annotations if isinstance(annotations, str) else " ".join(annotations)
    return pdf(
        [
            f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[{said}]"
            "/Resources<</Font<</F 5 0 R>>>>>>".encode(),
            stream(content or b"BT /F 12 Tf 60 700 Td (So Noi vu mo lop) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(b"BT /F 9 Tf 1 1 Td (12) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 90 12]"
                   "/Resources<</Font<</F 5 0 R>>>>"),
            *more,
        ]
    )  # fmt: skip


def note(x: int, y: int, more: str = "", kind: str = "FreeText") -> str:
    return (
        f"<</Type/Annot/Subtype/{kind}/Rect[{x} {y} {x + 90} {y + 12}]/F 4/AP<</N 6 0 R>>{more}>>"
    )


def signed(count: int = 1) -> bytes:
    """A page with signature and text fields, as they come from the offices' signing programs."""
    fields = [f"{n + 7} 0 R" for n in range(2 * count)]
    more = []
    for n in range(count):
        sign = "/FT/Sig/T(s{0})/V<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>/M(D:20260101)>>"
        more += [note(60, 650, sign.format(n), "Widget").encode(),
                 note(200, 650, f"/FT/Tx/T(t{n})/V(12)", "Widget").encode()]  # fmt: skip
    form = f"/AcroForm<</Fields[{' '.join(fields)}]/SigFlags 3>>"
    return annotated(fields, catalog=form, more=more)


def lured(target: str, tell: str) -> bytes:
    """A PDF that runs, opens, sends and imports in every way that PDF knows; none is followed."""
    actions = [
        f"<</S/JavaScript/JS(app.launchURL\\('{target}'\\);this.getURL\\('{target}'\\))>>",
        f"<</S/Launch/F({tell})/Win<</F({tell})/O(open)>>>>",
        f"<</S/URI/URI({target})>>",
        f"<</S/GoToR/F<</FS/URL/F({target})>>/D[0/Fit]>>",
        f"<</S/SubmitForm/F<</FS/URL/F({target})>>/Fields[]>>",
        f"<</S/ImportData/F({tell})>>",
    ]
    links = [note(60, 600 - 20 * n, f"/A{each}/AA<</PO{each}/PV{each}>>", "Link")
             for n, each in enumerate(actions)]  # fmt: skip
    embedded = stream(b"a", f"/F({tell})/Type/EmbeddedFile")
    catalog = (
        f"/OpenAction{actions[0]}/AA<</WC{actions[1]}/DS{actions[0]}>>"
        f"/Names<</JavaScript<</Names[(a){actions[0]}]>>"
        "/EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>]>>>>"
    )
    external = stream(b"", f"/F<</FS/URL/F({target})>>/FFilter/FlateDecode")
    return annotated(links, catalog=catalog, more=[embedded, external])


def columns_of_words(count: int = 20_000, columns: int = 8) -> bytes:
    """Words in columns, in type too small to read, without one ruled line."""
    rows = count // columns
    step = 800 / rows
    return page("".join(
        f"BT /F 1 Tf {40 + 65 * column} {820 - step * row:.3f} Td (a{row} b) Tj ET\n"
        for row in range(rows) for column in range(columns)).encode())  # fmt: skip


def sentences(count: int = 5_000) -> bytes:
    """Lines that each look like the head of a table, a page number, a note or a signature."""
    said = ("TT Noi dung Don vi", "- 3 -", "1 Xem Luat", "Noi nhan:", "TM. UY BAN", "So: /KH")
    return page("".join(
        f"BT /F 2 Tf {40 + 50 * (n % 9)} {820 - 800 * n / count:.3f} Td ({said[n % 6]}) Tj ET\n"
        for n in range(count)).encode())  # fmt: skip


_BOX = "/MediaBox[0 0 {0} {0}]"
_LETTER = b"BT /F 9 Tf (a) Tj ET"
_LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
_BRANCH = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999/Parent 2 0 R>>"
_NAN = b"nan 0 0 inf 1e400 -1e400 cm BT /F 9 Tf 9e99 9e99 Td (a) Tj ET 0 0 9e99 9e99 re S"

CASES: dict[str, Callable[[], bytes]] = {
    "tree-loop.pdf": lambda: page_tree("2 0 R", 1),
    "tree-loop-large.pdf": lambda: page_tree("3 0 R " * 1000, 100_000_000, _BRANCH),
    "tree-lying.pdf": lambda: page_tree("3 0 R", 4_999, _LEAF),
    "outline-loop.pdf": outline_loop,
    "xref-loop.pdf": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", _LEAF],
                                 trailer="/Prev START/XRefStm START"),
    "object-stream-loop.pdf": object_stream_loop,
    "indirect-loop.pdf": indirect_loop,
    "form-loop.pdf": lambda: page(b"/X Do"),
    "form-many.pdf": lambda: page(b"/X Do " * 200_000),
    "million-paths.pdf": lambda: page(b"1 1 2 2 re S\n" * 1_000_000),
    "million-lines.pdf": lambda: page("".join(
        f"{n % 595} 0 m {n % 595} {n % 842} l S\n" for n in range(300_000)).encode()),
    "tiny-tables.pdf": lambda: grids(120_000),
    "many-letters.pdf": lambda: page(
        b"BT /F 1 Tf 1 1 Td " + b"(aaaaaaaaaa) Tj 0 1 Td " * 50_000 + b"ET"),
    "one-place.pdf": lambda: page(
        b"BT /F 9 Tf " + b"1 0 0 1 100 100 Tm (a b) Tj " * 50_000 + b"ET"),
    "deep-states.pdf": lambda: page(b"q " * 1_000_000),
    "deep-arrays.pdf": lambda: page(b"[" * 1_000_000),
    "deep-dictionaries.pdf": lambda: pdf([b"<</A" * 200_000]),
    "page-14400.pdf": lambda: page(_LETTER, _BOX.format(14_400)),
    "page-user-unit.pdf": lambda: page(_LETTER, _BOX.format(600) + "/UserUnit 100000"),
    "page-huge.pdf": lambda: page(_LETTER, _BOX.format(10**30)),
    "page-nothing.pdf": lambda: page(_LETTER, _BOX.format(0)),
    "page-nan.pdf": lambda: page(_NAN),
    "pages-10000.pdf": lambda: pages(10_000),
    "pages-4999.pdf": lambda: pages(4_999),
    "image-bomb.pdf": image_bomb,
    "flate-bomb.pdf": flate_bomb,
    "filter-chain.pdf": filter_chain,
    "annotations.pdf": lambda: annotated([note(n % 500, n // 500) for n in range(100_000)]),
    "annotations-1900.pdf": lambda: annotated(
        [note(5 * (n % 100), 40 * (n // 100)) for n in range(1_900)],
        content=b"BT /F 1 Tf 1 0 Td " + b"(ab ) Tj 0 .02 Td " * 30_000 + b"ET"),
    "annotations-same.pdf": lambda: annotated("7 0 R " * 100_000, more=[note(9, 9).encode()]),
    "annotation-loop.pdf": lambda: annotated(
        "7 0 R", more=[b"<</Subtype/Popup/Rect[0 0 9 9]/Parent 7 0 R/Popup 7 0 R/IRT 7 0 R"
                       b"/AP<</N 7 0 R>>/Kids[7 0 R]>>"]),
    "field-loop.pdf": lambda: annotated(
        "7 0 R", catalog="/AcroForm<</Fields[7 0 R 7 0 R]>>",
        more=[b"<</Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/Parent 7 0 R/Kids[7 0 R 7 0 R]>>"]),
    "signed.pdf": signed,
    "signed-many.pdf": lambda: signed(2_000),
    "lured.pdf": lambda: lured("http://127.0.0.1:9/a", "/etc/passwd"),
    "columns.pdf": columns_of_words,
    "words-20000.pdf": lambda: columns_of_words(20_000, 3),
    "sentences.pdf": sentences,
}  # fmt: skip
