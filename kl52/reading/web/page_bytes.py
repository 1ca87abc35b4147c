"""The bytes of a saved page as text: MIME archives (.mht) and encodings, declared or not.

What the bytes are goes before what the page says that they are: pages are saved in another encoding
than the one they declare. Nothing but the text part of an archive is read.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re

from kl52.reading import encodings
from kl52.reading.legacy.fonts import find_legacy

_MIME = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
    rb"(?:MIME-Version:|Content-Type:\s*(?:multipart/|text/html))",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 8_192
# So much of a text tells what its letters are.
_SAMPLE = 100_000
# The marks of UTF-8 that was read as Windows-1252 and saved so: «Căn cứ» as «CÄƒn cá»©».
_TWICE = re.compile(
    "á[º»][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]|Ã[\u00a0-\u00bf]|Ä[\u0080-\u0192]|Æ[°\u00a1]"
)
_WESTERN = frozenset({"iso8859-1", "cp1252", "ascii", "latin-1"})
# So many broken sequences in a thousand do not make a page something else than UTF-8.
BROKEN = 0.002


def is_archive(data: bytes) -> bool:
    """Whether a file is a page with its pictures in one MIME file.

    >>> is_archive(b"From: <Saved by Blink>\\nMIME-Version: 1.0\\n")
    True
    """
    return _MIME.match(data[:_HEAD].replace(b"\r\n", b"\n").lstrip()) is not None


def page_of(data: bytes) -> tuple[bytes, str | None]:
    """The page in a MIME file, and the encoding that the file states; ``b""`` without one."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b"", part.get_content_charset()
    return b"", None


def is_wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by the first tag.

    >>> is_wide("<html>".encode("utf-16-le"))
    'utf-16-le'
    """
    head = data[:64]
    if head[:1] == b"<" and head[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:2] == b"\0<" else None


def decode_page(data: bytes, stated: str | None = None) -> tuple[str, str | None]:
    """The text of a page, and the encoding to tell of where it is not Unicode."""
    wide = is_wide(data)
    if wide is not None:
        return data.decode(wide, errors="replace"), None
    text, narrow = encodings.decode(data)
    encoding = None
    if narrow:
        text, encoding = _decode_declared(data, stated) or _decode_undeclared(text)
    return _once(text), encoding


def _decode_undeclared(text: str) -> tuple[str, str]:
    """The text in the set that its words speak for; one of old fonts is converted later."""
    words = find_legacy(text[:_SAMPLE]).words
    return text, words[0][0] if words else "Windows-1252"


def _decode_declared(data: bytes, stated: str | None) -> tuple[str, str | None] | None:
    """The text by the declared encoding, where the bytes do not speak against it."""
    declared = _DECLARED.search(data[:_HEAD])
    name = stated or (declared[1].decode("ascii", "replace") if declared else "")
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = ""
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= BROKEN * len(text):
        return text, None if codec == "utf-8" else "utf-8"
    if not codec or codec == "utf-8" or codec in _WESTERN or codec.startswith("utf-"):
        return None
    try:
        text = data.decode(codec, errors="replace")
    except (LookupError, ValueError):
        return None
    return (text, name) if "\ufffd" not in text and not find_legacy(text[:_SAMPLE]).words else None


def _once(text: str) -> str:
    """The text, where UTF-8 was taken for Windows-1252 before it was saved."""
    if len(_TWICE.findall(text[:_SAMPLE])) < 4:
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
