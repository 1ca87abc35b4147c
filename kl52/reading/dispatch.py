"""A file becomes a ``Raw``: its text, its lines in reading order, and what went wrong.

A file that cannot be read raises :class:`kl52.errors.UnreadableDocument` with the reason
and what to do, in Vietnamese. Text that is hard to read never does: it comes with a
diagnostic. The modules of the readers are imported when a file needs them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from kl52 import errors
from kl52.model import Raw, Source
from kl52.reading import encodings, formats
from kl52.reading.assembly import Draft
from kl52.reading.files import check_characters, check_lines, check_size, load
from kl52.reading.legacy import conversion as legacy
from kl52.reading.options import DEFAULT, Limits, ReadOptions
from kl52.reading.refusals import explain
from kl52.reading.stream_safe import stream_safe
from kl52.reading.web import page_bytes

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
    check_size(len(data), name, options.limits)
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise errors.EmptyDocument(name, "tệp rỗng", "kiểm tra lại tệp nguồn")
    media_type, draft = _read(data, name, options)
    suffix = Path(name).suffix.lower()
    if formats.SUFFIXES.get(suffix, media_type) != media_type:
        draft.note(
            "warning",
            "wrong-extension",
            f"Tên tệp có đuôi {suffix} nhưng nội dung không phải vậy; được đọc theo nội dung.",
        )
    return _finish(draft, name, data, media_type, options.limits)


def _read(data: bytes, name: str, options: ReadOptions) -> tuple[str, Draft]:
    """The media type and the lines; whatever a reader stumbles over is an error of the tree."""
    try:
        media_type = formats.recognise(data, name, options.limits)
        return media_type, _READERS[media_type](data, name, options)
    except MemoryError:
        raise
    except Exception as error:
        told = explain(error, name)
        if told is error:
            raise
        raise told from error


def _finish(draft: Draft, name: str, data: bytes, media_type: str, limits: Limits) -> Raw:
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, digest, media_type, draft.pages, draft.ocr_pages)
    check_lines(len(draft.lines), name, limits)
    legacy.convert_draft(draft)
    raw = draft.raw(source)
    check_characters(len(raw.text), name, limits)
    if not raw.text.strip() and not raw.diagnostics:
        raise errors.EmptyDocument(name, "tệp không có chữ nào", "kiểm tra lại tệp nguồn")
    return raw


# -- the readers ---------------------------------------------------------------------------------


def _read_pdf(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.pdf.document import read_pdf

    return read_pdf(data, name, options)


def _read_pictures(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.scans.picture_files import read_pictures

    return read_pictures(data, name, options)


def _read_word(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.word.document import read_word

    return read_word(data, name, options)


def _read_doc(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.office.documents import read_doc

    return read_doc(data, name, options)


def _read_rtf(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.office.documents import read_rtf

    return read_rtf(data, name, options)


def _read_sheets(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.office.sheets import read_sheets

    return read_sheets(data, name, options)


def _read_slides(data: bytes, name: str, options: ReadOptions) -> Draft:
    from kl52.reading.office.slides import read_slides

    return read_slides(data, name)


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
    from kl52.reading.refusals import check_tags
    from kl52.reading.web.html import read_html

    check_characters(len(text), name, options.limits)
    check_tags(text, name, options.limits)
    draft = read_html(stream_safe(text), options)
    if encoding is not None:
        _tell_encoding(draft, encoding)
    return draft


def _read_text(parse: Callable[[str], Draft]) -> Reader:
    """A reader of decoded text; ``parse`` makes lines of it."""

    def read(data: bytes, name: str, options: ReadOptions) -> Draft:
        text, narrow = encodings.decode(data)
        check_characters(len(text), name, options.limits)
        text, found = legacy.convert_text(stream_safe(text))
        draft = parse(text)
        draft.diagnostics += legacy.tell(found)
        if narrow:
            _tell_encoding(draft, found.words[0][0] if found.words else "Windows-1252")
        return draft

    return read


def _markdown(text: str) -> Draft:
    from kl52.reading.markdown import read_markdown

    return read_markdown(text)


def _plain(text: str) -> Draft:
    from kl52.reading.plain import read_plain

    return read_plain(text)


def _tell_encoding(draft: Draft, encoding: str) -> None:
    draft.note(
        "warning",
        "legacy-encoding",
        f"Tệp không phải UTF-8; được đọc theo bảng mã {encoding}. "
        "Nếu chữ sai, hãy lưu lại tệp bằng UTF-8.",
    )


_READERS: dict[str, Reader] = {
    formats.PDF: _read_pdf,
    **dict.fromkeys(formats.PICTURES, _read_pictures),
    formats.DOCX: _read_word,
    formats.XLSX: _read_sheets,
    formats.DOC: _read_doc,
    formats.XLS: _read_sheets,
    formats.PPT: _read_slides,
    formats.RTF: _read_rtf,
    formats.HTML: _read_page,
    formats.MHTML: _read_archive,
    formats.MARKDOWN: _read_text(_markdown),
    formats.PLAIN: _read_text(_plain),
}
