"""Rich text (.rtf) without a word processor: its words line by line, table cells by tabs."""

from __future__ import annotations

from kl52 import errors
from kl52.reading.assembly import Draft


def read_rtf(data: bytes, name: str) -> Draft:
    """The lines of a rich-text file; raises :class:`kl52.errors.BrokenDocument`."""
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except (ValueError, LookupError, UnicodeError, IndexError) as error:
        raise errors.BrokenDocument(
            name, "tệp RTF hỏng", "mở bằng Word để sửa rồi lưu thành .docx"
        ) from error
    draft = Draft()
    for line in text.split("\n"):
        draft.add(line, complete=True)
    return draft
