"""Old Office files and mail archives that mean no good. ``CASES``: file name to builder."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from functools import partial

MIB = 2**20
SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
# Streams shorter than this would lie in a stream of their own kind.
_LARGE = 4096


# -- compound files ------------------------------------------------------------------------------


def compound(
    streams: dict[str, bytes], *, loop: bool = False, directory_loop: bool = False
) -> bytes:
    """An OLE compound file ([MS-CFB]) of these streams, each filled up to a large one.

    ``loop``: each chain of sectors leads back to its start; ``directory_loop``: each entry of the
    directory is its own child and neighbour.
    """
    filled = {name: data.ljust(_LARGE, b"\0") for name, data in streams.items()}
    counts = [-(-len(data) // SECTOR) for data in filled.values()]
    directory = -(-(len(filled) + 1) * 128 // SECTOR)
    used = directory + sum(counts)
    fats = -(-(used + 1) // (SECTOR // 4 - 1))
    chains: list[int] = [_FAT] * fats
    starts = []
    for count in (directory, *counts):
        first = len(chains)
        starts.append(first)
        chains += [first + n + 1 for n in range(count - 1)] + [first if loop else _END]
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(fats * SECTOR, b"\xff")
    entries = [_entry("Root Entry", 5, 0 if directory_loop else _FREE, 1, _END, 0)]
    for number, (name, data) in enumerate(filled.items(), 1):
        after = number + 1 if number < len(filled) else _FREE
        after = number if directory_loop else after
        entries.append(_entry(name, 2, after, _FREE, starts[number], len(data)))
    listed = b"".join(entries).ljust(directory * SECTOR, b"\0")
    body = b"".join(
        data.ljust(n * SECTOR, b"\0") for data, n in zip(filled.values(), counts, strict=True)
    )
    return _head(fats, starts[0]) + table + listed + body


def _head(fats: int, directory: int) -> bytes:
    places = list(range(min(fats, 109)))
    return struct.pack(
        "<8s16sHHHHH6xIIIIIIIII109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE,
        9, 6, 0, fats, directory, 0, _LARGE, _END, 0, _END, 0,
        *places, *[_FREE] * (109 - len(places)),
    )  # fmt: skip


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16s4x16xIQ", wide, len(wide) + 2, kind, 1, _FREE, right, child, b"", start, size
    )


# -- Word 97 -------------------------------------------------------------------------------------


def doc(
    text: str = "Sở Nội vụ mở lớp\r",
    *,
    pieces: list[tuple[int, int]] | None = None,
    clx: bytes | None = None,
    **options: bool,
) -> bytes:
    """A .doc: ``pieces`` are (letters, where they stand), by default one that holds all."""
    body = text.encode("utf-16-le")
    pieces = [(len(text), 1024)] if pieces is None else pieces
    bounds = [0]
    for count, _ in pieces:
        bounds.append(min(bounds[-1] + count, 2**32 - 1))
    plc = struct.pack(f"<{len(bounds)}I", *bounds)
    plc += b"".join(struct.pack("<HIH", 0, where, 0) for _, where in pieces)
    table = b"\x02" + struct.pack("<I", len(plc)) + plc if clx is None else clx
    main = bytearray(1024)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<H", main, 0x20, 14)
    struct.pack_into("<H", main, 0x3E, 22)
    struct.pack_into("<I", main, 0x4C, bounds[-1])
    struct.pack_into("<H", main, 0x98, 93)
    struct.pack_into("<II", main, 0x01A2, 0, len(table))
    return compound({"WordDocument": bytes(main) + body, "1Table": table}, **options)


def many_pieces(count: int = 200_000) -> bytes:
    """A small text of which each piece takes the whole again."""
    return doc("a" * 2000, pieces=[(2000, 1024)] * count)


# -- PowerPoint ----------------------------------------------------------------------------------


def record(kind: int, body: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(body)) + body


def ppt(records: bytes) -> bytes:
    return compound({"PowerPoint Document": records})


# -- rich text -----------------------------------------------------------------------------------


def rtf(body: str | bytes) -> bytes:
    inner = body.encode() if isinstance(body, str) else body
    return b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}" + inner + b"}"


def rtf_picture(data: bytes) -> bytes:
    return rtf(b"{\\pict\\pngblip " + data.hex().encode() + b"}So Noi vu\\par")


# -- mail archives -------------------------------------------------------------------------------


def mht(body: bytes, *, kind: str = "text/html; charset=utf-8", coding: str = "8bit") -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n"
        + f"Content-Type: {kind}\nContent-Transfer-Encoding: {coding}\n\n".encode()
        + body
        + b"\n--a--\n"
    )


def nested_mht(depth: int) -> bytes:
    """Multiparts in multiparts, each with a boundary of its own, a page in the innermost."""
    head = "MIME-Version: 1.0\n"
    opened = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}x\n\n--b{n}x\n" for n in range(depth)
    )
    closed = "".join(f"\n--b{n}x--" for n in reversed(range(depth)))
    return f"{head}{opened}Content-Type: text/html\n\n<p>So Noi vu</p>{closed}\n".encode()


def nested_messages(depth: int) -> bytes:
    return (
        b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * depth
        + b"Content-Type: text/html\n\n<p>a"
    )  # fmt: skip


def lures(target: str) -> dict[str, Callable[[], bytes]]:
    """The ways in which a rich-text file or a mail archive names ``target``, to be fetched."""
    kind = target.partition(":")[0]
    fields = {
        "text": f'INCLUDETEXT "{target}"',
        "picture": f'INCLUDEPICTURE "{target}" \\\\d',
        "link": f'LINK Word.Document.8 "{target}" "" \\\\a \\\\r',
        "data": f'DATABASE \\\\d "{target}" \\\\c "DSN=a" \\\\s "SELECT * FROM a"',
        "dde": f'DDEAUTO "sh" "{target}" "a"',
    }
    found: dict[str, Callable[[], bytes]] = {
        f"{name}-{kind}.rtf": partial(
            rtf, f"{{\\field{{\\*\\fldinst {field}}}{{\\fldrslt a}}}}\\par So Noi vu\\par"
        )
        for name, field in fields.items()
    }
    found[f"template-{kind}.rtf"] = partial(rtf, f"{{\\*\\template {target}}}So Noi vu\\par")
    found[f"lured-{kind}.doc"] = partial(
        doc, f'\x13INCLUDETEXT "{target}"\x14a\x15\r\x13INCLUDEPICTURE "{target}" \\d\x14\x15\rSo\r'
    )
    page = f"<link rel=stylesheet href='{target}'><img src='{target}'><p>So Noi vu"
    found[f"lured-{kind}.mht"] = partial(mht, page.encode())
    return found


def macro(target: str, written: str) -> bytes:
    """A flat text document whose macro writes a file, and with a section that is ``target``."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "script")
    )
    return (
        f'<?xml version="1.0"?><office:document{spaces} office:version="1.2"'
        ' xmlns:ooo="http://openoffice.org/2004/office" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:scripts>'
        '<office:script script:language="ooo:Basic"><ooo:libraries><ooo:library-embedded'
        ' ooo:name="Standard"><ooo:module ooo:name="M"><ooo:source-code>Sub Main\n'
        f'Open "{written}" For Output As #1\nPrint #1, "x"\nClose #1\nEnd Sub</ooo:source-code>'
        "</ooo:module></ooo:library-embedded></ooo:libraries></office:script>"
        '<office:event-listeners><script:event-listener script:language="ooo:script"'
        ' script:event-name="dom:load" xlink:type="simple" xlink:href="vnd.sun.star.script:'
        'Standard.M.Main?language=Basic&amp;location=document"/></office:event-listeners>'
        f'</office:scripts><office:body><office:text><text:section text:name="s">'
        f'<text:section-source xlink:href="{target}"/><text:p>a</text:p></text:section>'
        "<text:p>So Noi vu</text:p></office:text></office:body></office:document>"
    ).encode()


CASES: dict[str, Callable[[], bytes]] = {
    "sound.doc": doc,
    "fat-loop.doc": partial(doc, loop=True),
    "directory-loop.doc": partial(doc, directory_loop=True),
    "pieces-far.doc": partial(doc, pieces=[(2**31, 2**29)] * 3),
    "pieces-back.doc": partial(doc, clx=b"\x02" + struct.pack("<I5I", 20, 900, 3, 2**32 - 1, 0, 9)),
    "pieces-many.doc": many_pieces,
    "pieces-properties.doc": partial(doc, clx=b"\x01\0\0" * 100_000),
    "pieces-none.doc": partial(doc, clx=b""),
    "fields.doc": partial(doc, "\x13" * 200_000 + "a" + "\x15" * 200_000),
    "cells.doc": partial(doc, "\x07" * 300_000),
    "loop.xls": lambda: compound({"Workbook": b"\x09\x08\x10\0" + bytes(9000)}, loop=True),
    "records.xls": lambda: compound({"Workbook": b"\x09\x08\x10\0\0\x06\x05\0" + b"\xff" * 99_999}),
    "records-empty.xls": lambda: compound(
        {"Workbook": struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
         + b"\xfc\0\0\0" * 300_000}),
    "deep.ppt": lambda: ppt(record(0x03E8, b"", 15) * 500_000),
    "many-texts.ppt": lambda: ppt(b"".join(
        record(0x0FA8, str(n).encode()) for n in range(150_000))),
    "size-lies.ppt": lambda: ppt(struct.pack("<HHI", 0, 0x0FA0, 2**32 - 1) + b"a\0" * 9999),
    "rtf-groups.rtf": lambda: b"{\\rtf1 " + b"{" * 300_000 + b"So" + b"}" * 300_001,
    "rtf-tables.rtf": lambda: rtf("{\\trowd\\cellx100\\intbl\\itap2 a\\cell\\row" * 5_000),
    "rtf-nested-tables.rtf": lambda: rtf(
        "".join(f"\\itap{n}\\intbl a\\nestcell" for n in range(1, 3_000))),
    "rtf-cells.rtf": lambda: rtf(
        "\\trowd" + "".join(f"\\cellx{9 * n}" for n in range(1, 5_000)) + "\\intbl a\\cell" * 5_000
        + "\\row"),
    "rtf-bin-short.rtf": lambda: rtf(b"\\bin-5 a\\bin2147483647 b\\bin0 c"),
    "rtf-words.rtf": lambda: rtf("\\b" * 500_000 + " a"),
    "rtf-number.rtf": lambda: rtf("\\li" + "9" * 500_000 + " a"),
    "rtf-unicode.rtf": lambda: rtf("\\u-10180?\\u99999999?\\uc999999999\\u7842?" * 20_000 + "a"),
    "rtf-paragraphs.rtf": lambda: rtf("a\\par\n" * 50_000),
    "rtf-hex.rtf": lambda: rtf("\\'c3\\'zz\\'" * 100_000),
    "rtf-picture.rtf": lambda: rtf_picture(b"\x89PNG\r\n\x1a\n" + bytes(MIB)),
    "rtf-fonts.rtf": lambda: rtf(
        "{\\fonttbl" + "".join(f"{{\\f{n} .VnTime{n};}}" for n in range(30_000)) + "}a\\par"),
    "nested-1000.mht": partial(nested_mht, 1_000),
    "nested-5.mht": partial(nested_mht, 5),
    "nested-messages.mht": partial(nested_messages, 1_000),
    "boundary-empty.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\n\n" + b"--\n" * 100_000),
    "boundaries.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\n" * 200_000),
    "headers.mht": lambda: b"MIME-Version: 1.0\n" + b"X-A: b\n" * 300_000 + b"\n<p>a",
    "header-long.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: text/html;" + b" a=b;\n" * 100_000 + b"\n\n<p>a"),
    "base64-garbage.mht": lambda: mht(b"!@#$%^&*" * 200_000, coding="base64"),
    "base64-cut.mht": lambda: mht(base64.b64encode(b"<p>a" * 99_999)[:-3], coding="base64"),
    "quoted-garbage.mht": lambda: mht(b"=ZZ=\n=3" * 200_000, coding="quoted-printable"),
    "uuencoded.mht": lambda: mht(b"begin 666 a\n" + b"M" * 999_999, coding="x-uuencode"),
    "charset-odd.mht": lambda: mht(b"<p>a", kind="text/html; charset=unicode_escape"),
    "charset-zlib.mht": lambda: mht(b"<p>a", kind="text/html; charset=zlib_codec"),
}  # fmt: skip
