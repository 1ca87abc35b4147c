"""The text of a binary Word file (.doc of Word 97 to 2003, or Word 6 and 95) without Word.

What [MS-DOC] 2.4.1 calls retrieving text: the piece table of the file says where its letters
stand and whether they take one byte or two. Marks inside the text say what ends a paragraph,
a cell and a row. Numbers that Word sets by itself are not in the text, so this is the last
resort where no converter is installed.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from itertools import accumulate

import olefile

from kl52 import errors
from kl52.model import Part
from kl52.reading.assembly import Draft

# Words between the marks of a field: its instruction is not printed, its result is.
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_NESTED = 8
_ENCRYPTED = 0x0100
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\r", "\x0e": "\r", "\x1e": "-", "\x1f": "\xad"})
_PICTURES = re.compile("[\x01\x02\x03\x04\x05\x08\x13\x14\x15]")
_PARAGRAPH = re.compile("([^\r\x07]*)([\r\x07]|$)")


def read_doc(data: bytes, name: str) -> Draft:
    """The paragraphs and cells of a .doc; raises :class:`kl52.errors.BrokenDocument`."""
    try:
        stories = extract(data)
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise errors.BrokenDocument(
            name, "tệp .doc hỏng", "mở bằng Word để sửa rồi lưu thành .docx"
        ) from error
    draft = Draft()
    for part, text in stories:
        _write(draft, text, part)
    return draft


def is_locked(data: bytes) -> bool:
    """Whether the text is encrypted; what cannot be opened is not said to be."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            flags = struct.unpack_from("<H", _stream(file, "WordDocument"), 0x0A)[0]
    except (OSError, ValueError, IndexError, struct.error):
        return False
    return bool(flags & _ENCRYPTED)


def count_letters(data: bytes) -> int:
    """How many letters the text has at most; pieces may share bytes. 0 where it is unknown."""
    try:
        main, clx = _streams(data)
        if clx is None:
            return len(main)
        return sum(min(length, len(main)) for _, length, _ in _places(clx))
    except (OSError, ValueError, IndexError, struct.error):
        return 0


def extract(data: bytes) -> list[tuple[Part, str]]:
    """The heads of pages, the text boxes, the body and what else there is, with their marks.

    Text boxes come before the body: what offices set in them stands at the top of page 1.
    """
    main, clx = _streams(data)
    if clx is None:
        return [("body", _old_text(main))]
    text = "".join(_pieces(main, clx))
    # [MS-DOC] 2.5.4: the lengths of the stories, which follow each other in the text
    ends = list(accumulate(struct.unpack_from("<8I", main, 0x4C)))
    body, notes, heads, _, remarks, endnotes, boxes, head_boxes = (
        text[start:end] for start, end in zip([0, *ends], ends, strict=False)
    )
    rest = notes + remarks + endnotes + text[ends[-1] :]
    parts: tuple[tuple[Part, str], ...] = (
        ("header", heads), ("header", head_boxes), ("body", boxes), ("body", body), ("body", rest),
    )  # fmt: skip
    return [(part, _clean(said)) for part, said in parts if said.strip("\r")]


def _streams(data: bytes) -> tuple[bytes, bytes | None]:
    """The main stream and the piece table, which files before Word 97 do not have."""
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        main = _stream(file, "WordDocument")
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        version = struct.unpack_from("<H", main, 2)[0]
        if version < 0xC1:
            return main, None
        table = _stream(file, "1Table" if flags & 0x0200 else "0Table")
    at, size = struct.unpack_from("<II", main, 0x01A2)
    return main, table[at : at + size]


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    stream: bytes = file.openstream(name).read()
    return stream


def _old_text(main: bytes) -> str:
    """Word 6 and 95 keep the text in one stretch of Windows-1252."""
    start, end = struct.unpack_from("<II", main, 0x18)
    return _clean(_narrow(main[start:end]))


def _narrow(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    """The pieces of the text, in order."""
    for start, length, wide in _places(clx):
        if wide:
            yield main[start : start + 2 * length].decode("utf-16-le", errors="replace")
        else:
            yield _narrow(main[start : start + length])


def _places(clx: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each piece starts, its letters, whether they are wide ([MS-DOC] 2.8.35, 2.9.177)."""
    at = 0
    while clx[at] == 1:  # properties, of no interest
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    table = clx[at + 5 : at + 5 + size]
    count = (len(table) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", table, 0)
    for index in range(count):
        where = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
        length = max(bounds[index + 1] - bounds[index], 0)
        start, wide = where & 0x3FFFFFFF, not where & 0x40000000
        yield start if wide else start // 2, length, wide


def _clean(text: str) -> str:
    for _ in range(_NESTED):
        text, count = _FIELD.subn(lambda match: match[1] or "", text)
        if not count:
            break
    return _PICTURES.sub("", text.translate(_BREAKS))


def _write(draft: Draft, text: str, part: Part) -> None:
    for match in _PARAGRAPH.finditer(text):
        for line in match[1].split("\n"):
            draft.add(line, complete=True, part=part)
