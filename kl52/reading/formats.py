"""What a file is, told from its bytes; its name decides only between kinds of plain text."""

from __future__ import annotations

import re
from pathlib import Path

from kl52 import errors
from kl52.reading import encodings
from kl52.reading.options import Limits
from kl52.reading.web import page_bytes

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
RTF = "application/rtf"
HTML = "text/html"
MHTML = "multipart/related"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

SUFFIXES = {
    ".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".doc": DOC, ".xls": XLS, ".ppt": PPT, ".rtf": RTF,
}  # fmt: skip

_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
PICTURES = frozenset(media_type for _, media_type in _PICTURES)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPOUND = {"doc": DOC, "xls": XLS, "ppt": PPT}
# Before Office 97 a workbook was a bare stream: BOF of BIFF 2, 3, 4 and 5.
_OLD_SHEET = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|center|title|link|script|style"
    r"|span|font|form|section|article|main|[ou]l)\b",
    re.IGNORECASE,
)
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096


def recognise(data: bytes, name: str, limits: Limits) -> str:
    """The media type of a file that kl52 reads; raises for one that it does not."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _recognise_archive(data, name, limits)
    if data.startswith(_OLE):
        return _recognise_compound(data, name)
    if data.startswith(_OLD_SHEET):
        return XLS
    if data.startswith(b"{\\rtf"):
        return RTF
    return _picture(data) or _recognise_text(data, name)


def _recognise_archive(data: bytes, name: str, limits: Limits) -> str:
    from kl52.reading.refusals import check_archive
    from kl52.reading.word.document import is_word

    parts = {part.filename.lower() for part in check_archive(data, name, limits)}
    if "xl/workbook.xml" in parts:
        return XLSX
    if is_word(data, name):
        return DOCX
    raise errors.UnsupportedFormat(
        name,
        "tệp nén hoặc tệp Office không phải Word, Excel",
        "giải nén, hoặc lưu thành .docx hay .pdf",
    )


def _recognise_compound(data: bytes, name: str) -> str:
    from kl52.reading.office.documents import compound_kind

    kind = compound_kind(data)
    if kind == "locked":
        raise errors.EncryptedDocument(
            name, "tệp Office có mật khẩu", "mở bằng Word, bỏ mật khẩu rồi lưu lại"
        )
    if kind == "other":
        raise errors.UnsupportedFormat(
            name, "tệp Office đời cũ hỏng hoặc không rõ loại", "mở bằng Word rồi lưu thành .docx"
        )
    return _COMPOUND[kind]


def _picture(data: bytes) -> str | None:
    """The kind of a picture; a text may begin with ``BM``."""
    for magic, kind in _PICTURES:
        if data.startswith(magic) and (magic != b"BM" or b"\0" in data[:64]):
            return kind
    return None


def _recognise_text(data: bytes, name: str) -> str:
    if page_bytes.is_archive(data):
        return MHTML
    wide = data.startswith(_UTF16) or encodings.wide_encoding(data) or page_bytes.is_wide(data)
    if b"\0" in data[:_HEAD] and not wide:
        raise errors.UnsupportedFormat(
            name, "tệp nhị phân không rõ loại", "chuyển sang .docx, .pdf, .html, .md hoặc .txt"
        )
    head, suffix = page_bytes.decode_page(data[:_HEAD])[0], Path(name).suffix.lower()
    if _HTML.match(head) or (head.lstrip()[:1] == "<" and suffix in _PAGES):
        return HTML
    return MARKDOWN if suffix in (".md", ".markdown") else PLAIN
