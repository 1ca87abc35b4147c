"""A file becomes a ``Raw``: its text, its lines in reading order, and what went wrong.

What a file is, is told from its bytes; its name decides only between plain text and
Markdown. A file that cannot be read raises :class:`kl52.errors.UnreadableDocument`
with the reason and what to do, in Vietnamese. Text that is hard to read never does:
it comes with a diagnostic.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

from kl52 import errors
from kl52.model import Diagnostic, Raw, Source
from kl52.reading import legacy, page_bytes
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.refusals import check_tags, explain
from kl52.reading.stream_safe import stream_safe

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MHTML = "multipart/related"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_PICTURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|center|title|link|script|style"
    r"|span|font|form|section|article|main|[ou]l)\b",
    re.IGNORECASE,
)
_SUFFIXES = {".pdf": PDF, ".docx": DOCX}
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


Reader = Callable[[bytes, str, ReadOptions], Draft]


def read_document(
    source: str | Path | bytes, *, name: str | None = None, options: ReadOptions = DEFAULT
) -> Raw:
    """Read a file, or the bytes of one.

    ``name`` is the name to show for it; for bytes it also tells Markdown from plain text.

    >>> read_document("Số 52-KL/TW".encode(), name="52.txt").text
    'Số 52-KL/TW'
    """
    if isinstance(source, bytes):
        name, data = name or "-", source
    else:
        name = name or Path(source).name or str(source)
        data = load(Path(source), str(source), options.limits)
    _check_size(len(data), name, options.limits)
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise errors.EmptyDocument(name, "tệp rỗng", "kiểm tra lại tệp nguồn")
    media_type, draft = _read(data, name, options)
    suffix = Path(name).suffix.lower()
    if _SUFFIXES.get(suffix, media_type) != media_type:
        draft.note(
            "warning",
            "wrong-extension",
            f"Tên tệp có đuôi {suffix} nhưng nội dung không phải vậy; được đọc theo nội dung.",
        )
    return _finish(draft, name, data, media_type, options.limits)


def _read(data: bytes, name: str, options: ReadOptions) -> tuple[str, Draft]:
    """The media type and the lines; whatever a reader stumbles over is an error of the tree."""
    try:
        media_type = recognise(data, name, options.limits)
        return media_type, _READERS[media_type](data, name, options)
    except MemoryError:
        raise
    except Exception as error:
        told = explain(error, name)
        if told is error:
            raise
        raise told from error


def recognise(data: bytes, name: str, limits: Limits) -> str:
    """The media type of a file that kl52 reads; raises for one that it does not."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _recognise_zip(data, name, limits)
    _refuse_known(data, name)
    if page_bytes.is_archive(data):
        return MHTML
    if b"\0" in data[:4096] and not data.startswith(_UTF16) and not page_bytes.is_wide(data):
        raise errors.UnsupportedFormat(
            name, "tệp nhị phân không rõ loại", "chuyển sang .docx, .pdf, .html, .md hoặc .txt"
        )
    head = page_bytes.decode_page(data[:4096])[0]
    if _HTML.match(head) or (head.lstrip()[:1] == "<" and Path(name).suffix.lower() in _PAGES):
        return HTML
    return MARKDOWN if Path(name).suffix.lower() in (".md", ".markdown") else PLAIN


def _recognise_zip(data: bytes, name: str, limits: Limits) -> str:
    from kl52.reading.word import is_word

    if is_word(data, name, limits):
        return DOCX
    raise errors.UnsupportedFormat(
        name, "tệp nén hoặc tệp Office không phải Word", "giải nén, hoặc lưu thành .docx hay .pdf"
    )


def _refuse_known(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise errors.EncryptedDocument(
                name, "tệp Office có mật khẩu", "mở bằng Word, bỏ mật khẩu rồi lưu lại"
            )
        raise errors.UnsupportedFormat(
            name, "tệp Office đời cũ (.doc, .xls)", "mở bằng Word rồi lưu thành .docx"
        )
    if data.startswith(b"{\\rtf"):
        raise errors.UnsupportedFormat(name, "tệp RTF", "mở bằng Word rồi lưu thành .docx")
    for magic, kind in _PICTURES:
        if data.startswith(magic) and (kind != "BMP" or b"\0" in data[:64]):
            raise errors.UnsupportedFormat(
                name, f"đây là ảnh {kind}, không phải văn bản", "quét lại thành PDF có lớp chữ"
            )


def load(path: Path, shown: str, limits: Limits) -> bytes:
    """The bytes of a file; raises for what is none, cannot be opened or is too large."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise errors.UnsupportedFormat(shown, "đây là thư mục", "chỉ rõ một tệp trong thư mục")
        if not stat.S_ISREG(status.st_mode):  # a pipe or device may never come to its end
            hint = "chép ra tệp thường, hoặc đưa vào stdin và dùng -"
            raise errors.UnsupportedFormat(shown, "không phải tệp thường (thiết bị, ống dẫn)", hint)
        _check_size(status.st_size, shown, limits)
        with path.open("rb") as file:
            return read_limited(file, shown, limits)
    except FileNotFoundError:
        hint = "kiểm tra lại đường dẫn và tên tệp"
        raise errors.DocumentNotFound(shown, "không có tệp này", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise errors.UnreadableDocument(
            shown, f"không mở được tệp ({reason})", "kiểm tra quyền đọc tệp"
        ) from error


def read_limited(file: IO[bytes], name: str, limits: Limits) -> bytes:
    """All of a file or pipe; raises where it goes on above the limit."""
    data = file.read(limits.size + 1)
    _check_size(len(data), name, limits)
    return data


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.size:
        raise errors.DocumentTooLarge(
            name,
            f"tệp dài {size / 2**20:.0f} MiB, quá giới hạn {limits.size // 2**20} MiB",
            "tách tệp thành nhiều phần, hoặc giảm độ phân giải ảnh quét",
        )


def _check_characters(count: int, name: str, limits: Limits) -> None:
    if count > limits.characters:
        raise errors.DocumentTooLarge(
            name,
            f"văn bản dài {_grouped(count)} ký tự, quá giới hạn {_grouped(limits.characters)}",
            "tách văn bản thành nhiều tệp",
        )


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _finish(draft: Draft, name: str, data: bytes, media_type: str, limits: Limits) -> Raw:
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, digest, media_type, draft.pages, draft.ocr_pages)
    raw = draft.raw(source)
    _check_characters(len(raw.text), name, limits)
    if not raw.text.strip() and not raw.diagnostics:
        raise errors.EmptyDocument(name, "tệp không có chữ nào", "kiểm tra lại tệp nguồn")
    font = legacy.legacy_font(raw.text)
    if font is None:
        return raw
    message = (
        f"Văn bản gõ bằng phông chữ cũ {font}; hãy chuyển sang Unicode (ví dụ bằng UniKey Toolkit)"
        " rồi đọc lại. Chữ được giữ nguyên như trong tệp."
    )
    told = Diagnostic("warning", "legacy-font", message)
    return replace(raw, diagnostics=(*raw.diagnostics, told))


def _read_pdf(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.pdf import read_pdf

    return read_pdf(data, name, options)


def _read_word(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.word import read_word

    return read_word(data, name, options)


def _read_page(data: bytes, name: str, options: ReadOptions) -> Draft:
    return _page(*page_bytes.decode_page(data), name, options)


def _read_archive(data: bytes, name: str, options: ReadOptions) -> Draft:
    """A page saved with its pictures in one file; only the page is read."""
    page, stated = page_bytes.page_of(data)
    if not page.strip():
        raise errors.EmptyDocument(
            name,
            "tệp MIME không có trang web nào",
            "mở tệp bằng trình duyệt rồi lưu lại thành .html",
        )
    return _page(*page_bytes.decode_page(page, stated), name, options)


def _page(text: str, encoding: str | None, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.html import read_html

    _check_characters(len(text), name, options.limits)
    draft = read_html(text, options)
    if encoding is not None:
        _tell_encoding(draft, encoding)
    return draft


def _tell_encoding(draft: Draft, encoding: str) -> None:
    draft.note(
        "warning",
        "legacy-encoding",
        f"Tệp không phải UTF-8; được đọc theo bảng mã {encoding}. "
        "Nếu chữ sai, hãy lưu lại tệp bằng UTF-8.",
    )


def _read_text(parse: str) -> Reader:
    """A reader of decoded text; ``parse`` names what to do with it."""

    def read(data: bytes, name: str, options: ReadOptions) -> Draft:
        text, encoding = legacy.decode(data)
        _check_characters(len(text), name, options.limits)
        if parse == HTML:
            check_tags(text, name)
        draft = _parse_text(parse, stream_safe(text))
        if encoding is not None:
            _tell_encoding(draft, encoding)
        return draft

    return read


def _parse_text(media_type: str, text: str) -> Draft:
    if media_type == MARKDOWN:
        from kl52.reading.markdown import read_markdown

        return read_markdown(text)
    from kl52.reading.plain import read_plain

    return read_plain(text)


_READERS: dict[str, Reader] = {
    PDF: _read_pdf,
    DOCX: _read_word,
    HTML: _read_page,
    MHTML: _read_archive,
    MARKDOWN: _read_text(MARKDOWN),
    PLAIN: _read_text(PLAIN),
}
