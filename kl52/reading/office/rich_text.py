"""Rich text (.rtf) without a word processor: its words line by line, table cells by tabs."""

from __future__ import annotations

import re

from kl52 import errors
from kl52.reading.assembly import Draft

# striprtf passes over the groups of text boxes and heads of pages, where marks of secrecy stand.
_BOX = re.compile(r"(?:\\\*)?\\shp(?:inst|(txt))?(?![a-z])")
_HEAD = re.compile(r"\\header[lrf]?(?![a-z])")
_MARK = "\x01"


def read_rtf(data: bytes, name: str) -> Draft:
    """The lines of a rich-text file; raises :class:`kl52.errors.BrokenDocument`."""
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            _opened(data.decode("latin-1")), encoding="cp1252", errors="replace"
        )
    except (ValueError, LookupError, UnicodeError, IndexError) as error:
        raise errors.BrokenDocument(
            name, "tệp RTF hỏng", "mở bằng Word để sửa rồi lưu thành .docx"
        ) from error
    draft = Draft()
    for line in text.split("\n"):
        head = line.startswith(_MARK)
        draft.add(line.strip(_MARK), complete=True, part="header" if head else "body")
    return draft


def _opened(text: str) -> str:
    """Text boxes and heads of pages as paragraphs, the first of a head behind ``_MARK``."""
    boxed = _BOX.sub(lambda match: r"\par " if match[1] else "", text)
    return _HEAD.sub(lambda _: rf"\par{_MARK}", boxed)
