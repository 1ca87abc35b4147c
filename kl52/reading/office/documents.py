"""Binary and rich-text Office files: Word (.doc, .dot), RTF, PowerPoint (.ppt).

LibreOffice turns Word and RTF files into .docx, which keeps tables, numbers and notes; where
it is not installed or fails, their text is read without it and a diagnostic says what that
leaves out. What a file is, is told by what it holds, never by its name.
"""

from __future__ import annotations

import io
from typing import Literal

from kl52 import errors
from kl52.reading.assembly import Draft
from kl52.reading.files import check_characters
from kl52.reading.office import libreoffice
from kl52.reading.options import DEFAULT, Limits, ReadOptions

Kind = Literal["doc", "xls", "ppt", "locked", "other"]

_INSTALL = "cài LibreOffice (libreoffice.org) để đọc đủ bảng và số thứ tự, hoặc lưu tệp thành .docx"
_LOCK = "EncryptedPackage".encode("utf-16-le")
# LibreOffice starts in some 3 seconds and reads a MiB in about one; a busy machine needs longer.
_START, _EACH_MIB = 30.0, 15.0
# The streams at the root of a compound file that tell what it is.
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)


def compound_kind(data: bytes) -> Kind:
    """What an OLE compound file is, by its streams."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            names = {path[0].lower() for path in file.listdir(streams=True) if len(path) == 1}
    except (OSError, ValueError, IndexError, TypeError):
        return "locked" if _LOCK in data else "other"
    return next((kind for name, kind in _STREAMS if name.lower() in names), "other")


def read_doc(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The text of a binary Word file."""
    from kl52.reading.office.word_binary import count_letters, is_locked, read_doc

    check_characters(count_letters(data), name, options.limits)
    if is_locked(data):
        raise errors.EncryptedDocument(
            name, "tệp Word có mật khẩu", "mở bằng Word, bỏ mật khẩu rồi lưu lại"
        )
    return _converted(data, "doc", name, options) or _told(read_doc(data, name), "Word đời cũ")


def read_rtf(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Draft:
    """The text of a rich-text file."""
    from kl52.reading.office.rich_text import read_rtf

    return _converted(data, "rtf", name, options) or _told(read_rtf(data, name), "RTF")


def _converted(data: bytes, suffix: str, name: str, options: ReadOptions) -> Draft | None:
    """The file by way of .docx; ``None`` where LibreOffice is missing or does not manage."""
    from kl52.reading.word.document import read_word

    try:
        made = libreoffice.convert(data, suffix, "docx", _patience(data, options.limits))
    except (libreoffice.ConversionFailed, OSError):
        return None
    try:
        return read_word(made, name, options)
    except errors.UnreadableDocument:
        return None


def _patience(data: bytes, limits: Limits) -> float:
    """The seconds that LibreOffice gets, so that time is left for reading without it."""
    return min(_START + _EACH_MIB * len(data) / 2**20, limits.seconds / 2)


def _told(draft: Draft, kind: str) -> Draft:
    draft.note(
        "warning",
        "plain-office",
        f"Tệp {kind} được đọc không qua LibreOffice: có thể thiếu số thứ tự tự động, chú thích"
        f" và bảng lồng nhau; {_INSTALL}.",
    )
    return draft
