"""The eight-bit character sets of the nineties, to and from Unicode.

A ``Charmap`` reads what such a text looks like where it was taken for Latin-1 or
Windows-1252, the two in which it reaches us: ``nh©n`` in TCVN3 and ``nhaân`` in VNI are
«nhân». What a set does not know stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kl52.tables import read_table

Charset = Literal["TCVN3", "VNI", "VISCII", "VPS", "Windows-1258"]
CHARSETS: tuple[Charset, ...] = ("TCVN3", "VNI", "VISCII", "VPS", "Windows-1258")

_COLUMNS = {"TCVN3": 1, "VISCII": 2, "VPS": 3}

# What the text layer of a PDF and some programs show for bytes of TCVN3: minus and bullet
# operator for the soft hyphen and the middle dot, the Greek letter for the micro sign.
_SHOWN_FOR = {"\u2212": "\xad", "\ufffe": "\xad", "\u2219": "\xb7", "\u03bc": "\xb5"}

# VNI: a letter, then the mark that stands on it; eight letters are one sign of their own.
_ALONE = {
    "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "ò": "ị", "Ò": "Ị",
    "æ": "ỉ", "Æ": "Ỉ", "ó": "ĩ", "Ó": "Ĩ", "î": "ỵ", "Î": "Ỵ",
}  # fmt: skip
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_ROOF, _BOWL = "\u0302", "\u0306"
_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _ROOF, "ê": _BOWL,
    "à": _ROOF + _GRAVE, "á": _ROOF + _ACUTE, "å": _ROOF + _HOOK, "ã": _ROOF + _TILDE,
    "ä": _ROOF + _DOT, "è": _BOWL + _GRAVE, "é": _BOWL + _ACUTE, "ú": _BOWL + _HOOK,
    "ü": _BOWL + _TILDE, "ë": _BOWL + _DOT,
}  # fmt: skip
_ALL_MARKS = "".join(_MARKS) + "".join(_MARKS).upper()
_VNI = re.compile(f"([aeiouyôöAEIOUYÔÖ])([{_ALL_MARKS}]{{1,2}})|[{''.join(_ALONE)}]")


@dataclass(frozen=True, slots=True)
class Charmap:
    """A character set: ``decode`` to Unicode, ``encode`` to Latin-1 characters.

    ``encode`` leaves what the set lacks as it is; TCVN3 has no capitals with tones and gets
    small ones, as its typists wrote them.
    """

    name: Charset
    decode: Callable[[str], str]
    encode: Callable[[str], str]


@cache
def charmap(name: Charset) -> Charmap:
    """The set of that name.

    >>> charmap("TCVN3").decode("Uû ban nh©n d©n"), charmap("VNI").decode("UÛy ban nhaân daân")
    ('Uỷ ban nhân dân', 'Ủy ban nhân dân')
    >>> charmap("VNI").encode("Nghị quyết")
    'Nghò quyeát'
    """
    if name == "VNI":
        return Charmap(name, _decode_vni, _encode_vni)
    if name == "Windows-1258":
        return Charmap(name, _decode_1258, _encode_1258)
    return _table(name)


def _table(name: Charset) -> Charmap:
    rows = [(row[0], row[_COLUMNS[name]]) for row in read_table("charmaps.tsv")]
    bytewise = {letter: chr(int(code, 16)) for letter, code in rows if code}
    to_unicode = str.maketrans(dict(_surfaces(name, bytewise)))
    small = {letter: bytewise[letter.lower()] for letter, code in rows if not code}
    from_unicode = str.maketrans(bytewise | small)

    def decode(text: str) -> str:
        return text.translate(to_unicode)

    def encode(text: str) -> str:
        return unicodedata.normalize("NFC", text).translate(from_unicode)

    return Charmap(name, decode, encode)


def _surfaces(name: Charset, bytewise: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Everything that may be seen for a byte, with its letter."""
    for letter, byte in bytewise.items():
        yield byte, letter
        if "\x80" <= byte <= "\x9f":
            yield byte.encode("latin-1").decode("cp1252", "ignore") or byte, letter
    if name == "TCVN3":
        letters = {byte: letter for letter, byte in bytewise.items()}
        yield from ((shown, letters[byte]) for shown, byte in _SHOWN_FOR.items())


# -- VNI -----------------------------------------------------------------------------------------


def _decode_vni(text: str) -> str:
    return _VNI.sub(lambda match: _vni_letter(match[0]), text)


@cache
def _vni_letter(seen: str) -> str:
    """One letter for a letter and its marks; marks that fit no letter stay.

    Two marks may stand where typists put roof and tone one by one: ``VEÂØ`` is VỀ.
    """
    base = _ALONE.get(seen[0], seen[0])
    for count in range(len(seen), 1, -1):
        marks = "".join(_MARKS[mark.lower()] for mark in seen[1:count])
        letter = unicodedata.normalize("NFC", base + "".join(sorted(marks, key=_shape_first)))
        if len(letter) == 1:
            return letter + seen[count:]
    return base + seen[1:]


def _shape_first(mark: str) -> bool:
    return mark not in (_ROOF, _BOWL)


@cache
def _vni_codes() -> dict[str, str]:
    codes = {letter: sign for sign, letter in _ALONE.items()}
    for base in "aeiouyôöAEIOUYÔÖ":
        for mark in _MARKS:
            seen = base + (mark if base.islower() else mark.upper())
            letter = _vni_letter(seen)
            if len(letter) == 1:
                codes.setdefault(letter, seen)
    return codes


def _encode_vni(text: str) -> str:
    codes = _vni_codes()
    return "".join(codes.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


# -- Windows-1258 --------------------------------------------------------------------------------


def _decode_1258(text: str) -> str:
    """Windows-1258 keeps base letters and tones apart; they are put together."""
    return unicodedata.normalize("NFC", text.translate(_codes_1258()))


@cache
def _codes_1258() -> dict[int, str]:
    codes = {}
    for byte in range(0xC0, 0x100):
        letter = bytes([byte]).decode("cp1258", "ignore")
        if letter and letter != chr(byte):
            codes[byte] = letter
    return codes


def _encode_1258(text: str) -> str:
    back = {letter: chr(byte) for byte, letter in _codes_1258().items()}
    decomposed = unicodedata.normalize("NFD", text)
    shaped = re.sub("[aeouAEOUdD][\u0302\u0306\u031b]", _composed, _shapes_first(decomposed))
    return "".join(back.get(letter, letter) for letter in shaped)


def _shapes_first(text: str) -> str:
    """Roof, bowl and horn before the tone; the dot below would come first in NFD."""
    return re.sub("(\u0323)([\u0302\u0306\u031b])", r"\2\1", text)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])
