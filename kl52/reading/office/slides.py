"""Binary PowerPoint files (.ppt): the words of the slides, in the order of the file.

[MS-PPT] 2.9: text stands in atoms, of two bytes a letter or of one, within containers. The
outline and the slides may hold the same words; each text is taken once.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from kl52 import errors
from kl52.reading.assembly import Draft

_CHARACTERS, _BYTES = 0x0FA0, 0x0FA8
_CONTAINER = 0x0F
# Masters and notes of the layout say nothing of the document's own.
_MASTER = 0x03F8


def read_slides(data: bytes, name: str) -> Draft:
    """The paragraphs on the slides; raises :class:`kl52.errors.BrokenDocument`."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            stream = file.openstream("PowerPoint Document").read()
    except (OSError, ValueError, IndexError) as error:
        raise errors.BrokenDocument(
            name, "tệp PowerPoint hỏng", "mở bằng PowerPoint rồi lưu thành PDF"
        ) from error
    draft = Draft()
    for text in dict.fromkeys(_texts(stream)):
        for line in text.replace("\x0b", "\r").split("\r"):
            draft.add(line, complete=True)
    return draft


def _texts(stream: bytes) -> Iterator[str]:
    at = 0
    while at + 8 <= len(stream):
        head, kind, size = struct.unpack_from("<HHI", stream, at)
        at += 8
        if kind == _MASTER:
            at += size
        elif head & 0x0F != _CONTAINER:
            body = stream[at : at + size]
            if kind == _CHARACTERS:
                yield body.decode("utf-16-le", errors="replace")
            elif kind == _BYTES:
                yield body.decode("latin-1")
            at += size
