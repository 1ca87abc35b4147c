"""Numbers in the formats of Word's lists, notes and pages (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CHICAGO = "*†‡§"
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def numeral(value: int, form: str) -> str:
    """A number in one of Word's formats; formats that are not known count in digits.

    >>> numeral(4, "upperRoman"), numeral(5, "lowerLetter"), numeral(28, "upperLetter")
    ('IV', 'e', 'BB')
    >>> numeral(7, "decimalZero"), numeral(7, "001, 002, 003, ..."), numeral(3, "none")
    ('07', '007', '')
    """
    if form[:1] == "0":  # a custom format shows its first numbers
        return str(value).zfill(len(form.split(",")[0].strip()))
    write = _FORMATS.get(form)
    return write(value) if write is not None else str(value)


def _roman(value: int) -> str:
    """Up to 3999, as the Romans could; above that digits."""
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        out += sign * count
    return out


def _letters(value: int, alphabet: str) -> str:
    """After the last letter the first one twice: z, aa, bb, cc."""
    times, at = divmod(value - 1, len(alphabet))
    return alphabet[at] * (times + 1) if 0 < value <= 30 * len(alphabet) else str(value)


def _vietnamese(value: int) -> str:
    """Up to 99; the ones and fives of the tens have forms of their own."""
    if not 0 <= value < 100:
        return str(value)
    if value < 11:
        return _UNITS[value]
    tens, ones = divmod(value, 10)
    head = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    ending = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}
    return head + ending.get(ones, f" {_UNITS[ones]}")


def _ordinal(value: int) -> str:
    teens = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _signs(first: str, most: int) -> Callable[[int], str]:
    """Signs of which Unicode has a row: ①, ⑴, １."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= most else str(value)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": lambda value: _letters(value, _LETTERS).upper(),
    "lowerLetter": lambda value: _letters(value, _LETTERS),
    "russianUpper": lambda value: _letters(value, _RUSSIAN).upper(),
    "russianLower": lambda value: _letters(value, _RUSSIAN),
    "vietnameseCounting": _vietnamese,
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "chicago": lambda value: _letters(value, _CHICAGO),
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
}
