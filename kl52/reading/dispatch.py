"""A file becomes a ``Raw``: its text, its lines in reading order, and what went wrong.

What a file is, is told from its bytes; its name decides only between plain text and
Markdown. A file that cannot be read raises :class:`kl52.errors.UnreadableDocument`
with the reason and what to do, in Vietnamese. Text that is hard to read never does:
it comes with a diagnostic.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kl52 import errors
from kl52.model import Diagnostic, Raw, Source
from kl52.reading import legacy
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

BMP = "image/bmp"

_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", BMP),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|center)\b",
    re.IGNORECASE,
)
_SUFFIXES = {".pdf": PDF, ".docx": DOCX}
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
        data = _load(Path(source), str(source), options.limits)
    _check_size(len(data), name, options.limits)
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise errors.EmptyDocument(name, "tệp rỗng", "kiểm tra lại tệp nguồn")
    media_type = recognise(data, name, options.limits)
    draft = _READERS[media_type](data, name, options)
    suffix = Path(name).suffix.lower()
    if _SUFFIXES.get(suffix, media_type) != media_type:
        draft.note(
            "warning",
            "wrong-extension",
            f"Tên tệp có đuôi {suffix} nhưng nội dung không phải vậy; được đọc theo nội dung.",
        )
    return _finish(draft, name, data, media_type, options.limits)


def recognise(data: bytes, name: str, limits: Limits) -> str:
    """The media type of a file that kl52 reads; raises for one that it does not."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _recognise_zip(data, name, limits)
    for magic, kind in _PICTURES:
        if data.startswith(magic) and (kind != BMP or b"\0" in data[:64]):
            return kind
    _refuse_known(data, name)
    if b"\0" in data[:4096] and not data.startswith(_UTF16):
        raise errors.UnsupportedFormat(
            name, "tệp nhị phân không rõ loại", "chuyển sang .docx, .pdf, .html, .md hoặc .txt"
        )
    head = legacy.decode(data[:4096])[0]
    if _HTML.match(head):
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


def _load(path: Path, shown: str, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise errors.UnsupportedFormat(shown, "đây là thư mục", "chỉ rõ một tệp trong thư mục")
        _check_size(path.stat().st_size, shown, limits)
        return path.read_bytes()
    except FileNotFoundError:
        hint = "kiểm tra lại đường dẫn và tên tệp"
        raise errors.DocumentNotFound(shown, "không có tệp này", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise errors.UnreadableDocument(
            shown, f"không mở được tệp ({reason})", "kiểm tra quyền đọc tệp"
        ) from error


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


def _read_pictures(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.pictures import read_pictures

    return read_pictures(data, name, options)


def _read_word(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.word import read_word

    return read_word(data, name, options)


def _read_text(parse: str) -> Reader:
    """A reader of decoded text; ``parse`` names what to do with it."""

    def read(data: bytes, name: str, options: ReadOptions) -> Draft:
        text, encoding = legacy.decode(data)
        _check_characters(len(text), name, options.limits)
        draft = _parse_text(parse, text)
        if encoding is not None:
            draft.note(
                "warning",
                "legacy-encoding",
                f"Tệp không phải UTF-8; được đọc theo bảng mã {encoding}. "
                "Nếu chữ sai, hãy lưu lại tệp bằng UTF-8.",
            )
        return draft

    return read


def _parse_text(media_type: str, text: str) -> Draft:
    if media_type == HTML:
        from kl52.reading.html import read_html

        return read_html(text)
    if media_type == MARKDOWN:
        from kl52.reading.markdown import read_markdown

        return read_markdown(text)
    from kl52.reading.plain import read_plain

    return read_plain(text)


_READERS: dict[str, Reader] = {
    PDF: _read_pdf,
    **{media_type: _read_pictures for _, media_type in _PICTURES},
    DOCX: _read_word,
    HTML: _read_text(HTML),
    MARKDOWN: _read_text(MARKDOWN),
    PLAIN: _read_text(PLAIN),
}
