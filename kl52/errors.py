"""Errors that kl52 raises.

Bad *use* and unreadable files raise; bad input *text* never does: it gives
:class:`kl52.model.Diagnostic` values.

::

    Kl52Error
    ├── UsageError               wrong call: unknown option value, unknown id    (exit status 2)
    └── UnreadableDocument       the file could not be read                      (exit status 3)
        ├── DocumentNotFound     no such file
        ├── EmptyDocument        nothing in it
        ├── UnsupportedFormat    not a format that kl52 reads
        ├── EncryptedDocument    a password is needed
        ├── BrokenDocument       damaged or cut off
        ├── SecretDocument       bears a mark of secrecy; never stored unasked
        ├── ReaderCrashed        a library died of it, in the sandbox
        └── DocumentTooLarge     above the limits that keep a machine usable: bytes, characters
            ├── TooManyPages
            ├── UnpacksTooLarge  an archive: what it unpacks to
            ├── NestedTooDeep    elements within elements
            ├── TooSlow          seconds for one file, in the sandbox
            └── NeedsTooMuchMemory
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn không phải thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đầy",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def reason_of(error: OSError) -> str:
    """Why a file could not be opened or written, in Vietnamese where it is a usual reason.

    >>> reason_of(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'không có tệp hoặc thư mục này'
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class Kl52Error(Exception):
    """Base of every error that kl52 raises on purpose."""

    exit_status = 2


class UsageError(Kl52Error):
    """kl52 was called in a way that it cannot honour."""


class UnreadableDocument(Kl52Error):
    """A document could not be read.

    ``name`` is the file as the user named it, ``reason`` says why in one line,
    ``hint`` what to do about it. Both are Vietnamese, the language of the users.
    """

    exit_status = 3
    code = "unreadable"

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        self.name = name
        self.reason = reason
        self.hint = hint
        super().__init__(f"{name}: {reason}" + (f" → {hint}" if hint else ""))

    def __reduce__(self) -> tuple[type[UnreadableDocument], tuple[str, str, str]]:
        return type(self), (self.name, self.reason, self.hint)


class DocumentNotFound(UnreadableDocument):
    """There is no such file."""

    code = "not-found"


class EmptyDocument(UnreadableDocument):
    """There is nothing in the file."""

    code = "empty"


class UnsupportedFormat(UnreadableDocument):
    """The file is in no format that kl52 reads."""

    code = "unsupported-format"


class EncryptedDocument(UnreadableDocument):
    """A password is needed."""

    code = "encrypted"


class BrokenDocument(UnreadableDocument):
    """The file is damaged or cut off."""

    code = "broken"


class DocumentTooLarge(UnreadableDocument):
    """The file is above the limits that keep a machine usable."""

    code = "too-large"


class TooManyPages(DocumentTooLarge):
    """The file has more pages than the limit."""

    code = "too-many-pages"


class UnpacksTooLarge(DocumentTooLarge):
    """The file is an archive that unpacks to too much."""

    code = "unpacks-too-large"


class NestedTooDeep(DocumentTooLarge):
    """Elements stand within elements too deep."""

    code = "nested-too-deep"


class TooSlow(DocumentTooLarge):
    """The file takes more seconds than it is given in the sandbox."""

    code = "too-slow"


class NeedsTooMuchMemory(DocumentTooLarge):
    """The file takes more memory than it is given in the sandbox."""

    code = "too-much-memory"


class ReaderCrashed(UnreadableDocument):
    """A library died of the file, in the sandbox."""

    code = "crashed"


class SecretDocument(UnreadableDocument):
    """The document bears a mark of secrecy; it is never stored unasked."""

    code = "secret"
