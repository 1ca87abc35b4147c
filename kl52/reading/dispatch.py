"""A file becomes a ``Raw``: its text, its lines in reading order, and what went wrong.

What a file is, is told from its bytes; its name decides only between plain text and
Markdown. A file that cannot be read raises :class:`kl52.errors.UnreadableDocument`
with the reason and what to do, in Vietnamese. Text that is hard to read never does:
it comes with a diagnostic.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from kl52 import errors
from kl52.model import Raw, Source
from kl52.reading import encodings, legacy
from kl52.reading.assembly import Draft
from kl52.reading.options import DEFAULT, Limits, ReadOptions

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
RTF = "application/rtf"
HTML = "text/html"
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
    r"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|center)\b",
    re.IGNORECASE,
)
_SUFFIXES = {
    ".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".doc": DOC, ".xls": XLS, ".ppt": PPT, ".rtf": RTF,
}  # fmt: skip
_COMPOUND = {"doc": DOC, "xls": XLS, "ppt": PPT}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Before Office 97 a workbook was a bare stream: BOF of BIFF 2, 3, 4 and 5.
_OLD_SHEET = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")


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
    if data.startswith(_OLE):
        return _recognise_compound(data, name)
    if data.startswith(_OLD_SHEET):
        return XLS
    if data.startswith(b"{\\rtf"):
        return RTF
    _refuse_pictures(data, name)
    wide = data.startswith(_UTF16) or encodings.wide_encoding(data)
    if b"\0" in data[:4096] and not wide:
        raise errors.UnsupportedFormat(
            name, "tệp nhị phân không rõ loại", "chuyển sang .docx, .pdf, .html, .md hoặc .txt"
        )
    head = encodings.decode(data[:4096])[0]
    if _HTML.match(head):
        return HTML
    return MARKDOWN if Path(name).suffix.lower() in (".md", ".markdown") else PLAIN


def _recognise_zip(data: bytes, name: str, limits: Limits) -> str:
    from kl52.reading.word import is_word

    if is_word(data, name, limits):
        return DOCX
    if _is_workbook(data):
        return XLSX
    raise errors.UnsupportedFormat(
        name,
        "tệp nén hoặc tệp Office không phải Word, Excel",
        "giải nén, hoặc lưu thành .docx hay .pdf",
    )


def _is_workbook(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "xl/workbook.xml" in archive.namelist()


def _recognise_compound(data: bytes, name: str) -> str:
    from kl52.reading.office import compound_kind

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


def _refuse_pictures(data: bytes, name: str) -> None:
    for magic, kind in _PICTURES:
        if data.startswith(magic) and (kind != "BMP" or b"\0" in data[:64]):
            raise errors.UnsupportedFormat(
                name, f"đây là ảnh {kind}, không phải văn bản", "quét lại thành PDF có lớp chữ"
            )


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
    legacy.convert_draft(draft)
    raw = draft.raw(source)
    _check_characters(len(raw.text), name, limits)
    if not raw.text.strip() and not raw.diagnostics:
        raise errors.EmptyDocument(name, "tệp không có chữ nào", "kiểm tra lại tệp nguồn")
    return raw


def _read_pdf(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.pdf import read_pdf

    return read_pdf(data, name, options)


def _read_word(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.word import read_word

    return read_word(data, name, options)


def _read_doc(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.office import read_doc

    return read_doc(data, name, options)


def _read_rtf(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.office import read_rtf

    return read_rtf(data, name, options)


def _read_sheets(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.sheets import read_sheets

    return read_sheets(data, name, options)


def _read_slides(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.slides import read_slides

    return read_slides(data, name)


def _read_text(parse: str) -> Reader:
    """A reader of decoded text; ``parse`` names what to do with it."""

    def read(data: bytes, name: str, options: ReadOptions) -> Draft:
        text, narrow = encodings.decode(data)
        _check_characters(len(text), name, options.limits)
        text, found = legacy.convert_text(text)
        draft = _parse_text(parse, text)
        draft.diagnostics += legacy.tell(found)
        if narrow:
            charset = found.words[0][0] if found.words else "Windows-1252"
            draft.note(
                "warning",
                "legacy-encoding",
                f"Tệp không phải UTF-8; được đọc theo bảng mã {charset}. "
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
    DOCX: _read_word,
    XLSX: _read_sheets,
    DOC: _read_doc,
    XLS: _read_sheets,
    PPT: _read_slides,
    RTF: _read_rtf,
    HTML: _read_text(HTML),
    MARKDOWN: _read_text(MARKDOWN),
    PLAIN: _read_text(PLAIN),
}
