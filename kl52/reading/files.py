"""The bytes of a file, and the limits on how many bytes and letters there may be."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import IO

from kl52 import errors
from kl52.reading.options import Limits


def load(path: Path, shown: str, limits: Limits) -> bytes:
    """The bytes of a file; raises for what is none, cannot be opened or is too large."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise errors.UnsupportedFormat(shown, "đây là thư mục", "chỉ rõ một tệp trong thư mục")
        if not stat.S_ISREG(status.st_mode):  # a pipe or device may never come to its end
            hint = "chép ra tệp thường, hoặc đưa vào stdin và dùng -"
            raise errors.UnsupportedFormat(shown, "không phải tệp thường (thiết bị, ống dẫn)", hint)
        check_size(status.st_size, shown, limits)
        with path.open("rb") as file:
            return read_limited(file, shown, limits)
    except FileNotFoundError:
        hint = "kiểm tra lại đường dẫn và tên tệp"
        raise errors.DocumentNotFound(shown, "không có tệp này", hint) from None
    except (OSError, ValueError) as error:
        reason = errors.reason_of(error) if isinstance(error, OSError) else str(error)
        raise errors.UnreadableDocument(
            shown, f"không mở được tệp ({reason})", "kiểm tra quyền đọc tệp"
        ) from error


def read_limited(file: IO[bytes], name: str, limits: Limits) -> bytes:
    """All of a file or pipe; raises where it goes on above the limit."""
    data = file.read(limits.size + 1)
    check_size(len(data), name, limits)
    return data


def check_size(size: int, name: str, limits: Limits) -> None:
    """Raises for more bytes than the limit."""
    if size > limits.size:
        raise errors.DocumentTooLarge(
            name,
            f"tệp dài {size / 2**20:.0f} MiB, quá giới hạn {limits.size // 2**20} MiB",
            "tách tệp thành nhiều phần, hoặc giảm độ phân giải ảnh quét",
        )


def check_characters(count: int, name: str, limits: Limits) -> None:
    """Raises for more letters than the limit."""
    if count > limits.characters:
        raise errors.DocumentTooLarge(
            name,
            f"văn bản dài {grouped(count)} ký tự, quá giới hạn {grouped(limits.characters)}",
            "tách văn bản thành nhiều tệp",
        )


def check_lines(count: int, name: str, limits: Limits) -> None:
    """Raises for more lines and cells than the limit."""
    if count > limits.lines:
        raise errors.DocumentTooLarge(
            name,
            f"văn bản có hơn {grouped(limits.lines)} dòng và ô, quá giới hạn",
            "tách văn bản thành nhiều tệp, hoặc chỉ giữ lại các trang và bảng cần đọc",
        )


def grouped(count: int) -> str:
    """A number with its thousands set apart, as in Vietnamese."""
    return f"{count:,}".replace(",", ".")
