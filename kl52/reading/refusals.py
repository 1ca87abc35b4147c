"""What is too much for one file, and what an error that a library lets through means.

Every reader asks the same questions of archives and trees here, so that each limit has one message.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from kl52 import errors
from kl52.reading.files import grouped
from kl52.reading.options import Limits

# Words in one tag; a picture within the page, ``src="data:…"``, is one word.
MOST_ATTRIBUTES = 2000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_CHECK = "kiểm tra nguồn gốc tệp; mở bằng ứng dụng gốc rồi lưu lại"


def check_archive(data: bytes, name: str, limits: Limits) -> list[zipfile.ZipInfo]:
    """The parts of a zip archive, none of them unpacked; raises if it is damaged or a bomb.

    The sizes are those that the directory states: ``zipfile`` unpacks no more than that.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise errors.BrokenDocument(name, "tệp nén hỏng", "tải lại tệp từ nguồn") from error
    sizes = [part.file_size for part in parts]
    largest, whole = max(sizes, default=0), sum(sizes)
    _refuse_over(whole, limits.unpacked, name, "tệp nén")
    _refuse_over(largest, limits.part, name, "một phần của tệp nén")
    if whole > limits.small:
        _refuse_over(whole, limits.ratio * len(data), name, "tệp nén")
    return parts


def _refuse_over(size: int, limit: int, name: str, what: str) -> None:
    if size > limit:
        reason = f"{what} bung ra quá lớn: {_mib(size)}, giới hạn là {_mib(limit)}"
        raise errors.UnpacksTooLarge(name, reason, _CHECK)


def _mib(size: int) -> str:
    return f"{size / 2**20:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " MiB"


def check_tags(text: str, name: str, limits: Limits) -> None:
    """Raises for a page of too many tags, or with a tag of too many attributes.

    libxml2 compares each attribute of an element with all the others.
    """
    tags = text.count("<")
    if tags > limits.tags:
        reason = f"trang web có {grouped(tags)} thẻ, quá giới hạn {grouped(limits.tags)}"
        raise errors.DocumentTooLarge(
            name, reason, "lưu riêng phần văn bản, hoặc tách thành nhiều tệp"
        )
    for tag in _LONG_TAG.finditer(text):
        count = len(tag.group().split())
        if count > MOST_ATTRIBUTES:
            reason = f"một thẻ có {count} thuộc tính, quá giới hạn {MOST_ATTRIBUTES}"
            raise errors.DocumentTooLarge(name, reason, _CHECK)


def explain(error: Exception, name: str) -> errors.UnreadableDocument:
    """The error to raise for one that came out of a reader."""
    for each in _chain(error):
        said = str(each).casefold()
        if isinstance(each, errors.DocumentTooLarge):
            return each
        if isinstance(each, RecursionError) or "excessive depth" in said:
            return _too_deep(name, "phần tử lồng nhau quá sâu")
        if "entity" in said and ("amplification" in said or "loop" in said):
            reason = "tệp khai báo thực thể (entity) để bung ra vô hạn"
            return errors.UnpacksTooLarge(name, reason, _CHECK)
    if isinstance(error, errors.UnreadableDocument):
        return error
    return errors.BrokenDocument(name, f"tệp hỏng ({type(error).__name__})", _CHECK)


def _too_deep(name: str, reason: str) -> errors.NestedTooDeep:
    return errors.NestedTooDeep(name, reason, _CHECK)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
