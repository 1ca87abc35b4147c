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
}  # fmt: skip
