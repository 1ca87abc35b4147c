"""Numbers of documents: ``142/QĐ-TTg``, ``52-KL/TW``, ``30/2020/NĐ-CP``, ``71/2025/QH15``.

Input: normalised text. Output: :class:`Symbol` values with their spans and the
canonical form. State documents write number/type-organ (Decree 30/2020/NĐ-CP,
Annex I, II.3), the Party number-type/organ (36-HD/VPTW). Where a text mixes the two or
loses a hyphen, the canonical form is repaired and the printed one kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kl52.language.lexicon import bodies
from kl52.spans import Span

# Codes of types, as they stand in a symbol (Decree 30/2020/NĐ-CP, Annex III; 36-HD/VPTW).
TYPE_CODES = (
    "NQLT|TTLT|NQ|QĐNS|QyĐ|QĐi|QĐ|CTr|CTR|Ctr|CT|QC|TB|HD|KH|KL|PA|ĐA|DA|BC|BB|TTr|TTR|CĐ|NĐ|TT|"
    "PL|VBHN|CV|GM|PC|TTg|L|SL|LCT|GP|TLĐ"
)
_TYPE_SET = frozenset(TYPE_CODES.split("|"))
_PARTY_CODES = "NQ|QĐNS|QyĐ|QĐi|QĐ|CTr|CT|QC|TB|HD|KH|KL|ĐA|BC|TTr|CV"
PARTY_TYPES = frozenset(_PARTY_CODES.split("|"))
PARTY_ORGAN = re.compile(
    r"(?:TW|T\.Ư|TU|HU|QU|ThU|ĐU|ĐUK|CB|ĐH|(?!MTTW)[A-ZĐ]{2,}T[WU])(?![A-Za-zĐ])"
)
_ORGANS_ALONE = frozenset({"HĐBT", "SL", "VPCP", "UBND", "TTg"})
_LEGISLATURE = re.compile(r"(?:QH|UBTVQH)\d{1,2}")
STATE_ORGAN = re.compile(r"(?:CP|TTg|CTN|UBND|HĐND)$")
_CODE = r"[A-ZĐƯÔ][A-Za-zĐđƯưÔ&]*(?:\.Ư)?\d{0,4}"
# A figure, or a letter that recognition takes for one.
_FIGURE = r"[\dOIl]"
_SYMBOL = re.compile(
    rf"""(?P<number>{_FIGURE}(?:(?<![\w/.:,-]{_FIGURE})|(?<=[sS][ốỐ]{_FIGURE})){_FIGURE}{{0,4}}
    (?:\.\d{{1,2}})?[a-zđ]?)
    (?:\s?/\s?(?P<year>[12Il][90O]{_FIGURE}{{2}})(?=\s?[/-]))?
    (?P<first>\s?[-–/]\s?|\s(?=(?:NQ|QĐ|KL|CT|KH|TB|HD)\s?/\s?T[WU])
    |\s(?=(?:TC|HĐ|LB|NN|YT|LĐ)/[A-ZĐ]{{2}}|(?:CP|HĐBT|TTg)(?![\w/-]))
    |(?=(?:NQ|QĐ|KL|CTr|CT|KH|TB|HD|BC|CV|TTr)\s?/\s?[A-ZĐ]{{2}}))
    (?P<codes>{_CODE}(?:(?:\s?[-–/]\s?|\s(?=(?:CP|TTg|UBND|HĐND|BCT|BTC|BNV)\b)){_CODE}){{0,11}})
    """,
    re.VERBOSE,
)
_JOIN = re.compile(r"\s?([-–/])\s?|\s")
_FIGURES = str.maketrans("OIl", "011")
_NOTED = re.compile(r"(\D+)(\d{1,2})")
_TERM = re.compile(rf"((?:UBTV)?QH)({_FIGURE}{{2}})")
# No organ or type is spelt so; the letters without a bar come from recognition and old keyboards.
_TYPO = {"UNBD": "UBND", "UBNB": "UBND", "T.Ư": "TW", "QD": "QĐ", "ND": "NĐ", "CD": "CĐ",
         "HDND": "HĐND", "BCD": "BCĐ"}  # fmt: skip
_CASE = {"CTR": "CTr", "Ctr": "CTr", "TTR": "TTr", "TTG": "TTg"}
_CODES = _TYPO | _CASE
# «CTCP» is a company, and there is a steering board by the name of «BCĐ35»
_NEVER_GLUED = frozenset({"CTCP", "TTCP", "HDCP"})
# What figures belong to: the term of a legislature (QH15, ĐĐQH15), a board by its number.
_NEVER_NOTED = ("QH", "HĐNN", "BCĐ")


@cache
def _organs() -> frozenset[str]:
    """The symbols of the bodies that are known."""
    known = {symbol for body in bodies() for symbol in body.symbol.split("|") if len(symbol) > 1}
    # two letters say too little, but for these
    known = {symbol for symbol in known if len(symbol) > 2}
    return frozenset(known | {"TTg", "CP", "TW", "TU", "HU", "ĐU", "BCĐ"})


@cache
def _barred() -> dict[str, str]:
    """Symbols of bodies by what is left of them without the bars of Đ, where that is no symbol."""
    without: dict[str, list[str]] = {}
    for organ in _organs():
        without.setdefault(organ.replace("Đ", "D"), []).append(organ)
    return {plain: found[0] for plain, found in without.items()
            if len(found) == 1 and plain not in _organs()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document's number as found. ``codes`` are the parts after the number (and year)."""

    span: Span
    printed: str
    canonical: str
    number: str
    year: int | None
    codes: tuple[str, ...]
    party: bool
    noted: int = 0  # characters of a footnote's mark that stand right behind

    @property
    def type_code(self) -> str | None:
        return self.codes[0] if self.codes[0] in _TYPE_SET and self.known else None

    @property
    def organ(self) -> str:
        return self.codes[-1] if len(self.codes) > 1 or self.type_code is None else ""

    @property
    def known(self) -> bool:
        """Whether the codes alone show that this is a document's number."""
        return _are_known(self.codes)

    @property
    def repaired(self) -> str | None:
        """The printed form, where it differs from the canonical one by more than spaces."""
        if self.printed == self.canonical or "".join(self.printed.split()) == self.canonical:
            return None
        return self.printed


@lru_cache(maxsize=4096)
def _are_known(codes: tuple[str, ...]) -> bool:
    head, rest = codes[0], codes[1:]
    if head in _TYPE_SET and rest:
        return len(head) > 1 or rest[0] == "CTN"
    if head in _ORGANS_ALONE:
        return not (head == "SL" and rest)
    return _LEGISLATURE.fullmatch(head) is not None


def canonical_number(printed: str) -> str:
    """The canonical form of a number.

    >>> canonical_number("52/KL-TW"), canonical_number("97-NQ/CP"), canonical_number("866/QĐ- TTg")
    ('52-KL/TW', '97/NQ-CP', '866/QĐ-TTg')
    >>> canonical_number("181/2024/NĐCP"), canonical_number("27 - NQ/T.Ư")
    ('181/2024/NĐ-CP', '27-NQ/TW')
    >>> canonical_number("52KL/TW"), canonical_number("1O5/NQ-CP"), canonical_number("8/TTrBGDDT")
    ('52-KL/TW', '105/NQ-CP', '8/TTr-BGDĐT')
    >>> canonical_number("11/2026/QĐ-UNBD"), canonical_number("142/QD-TTg")
    ('11/2026/QĐ-UBND', '142/QĐ-TTg')
    >>> canonical_number("142/QĐ-TTg TTg")
    '142/QĐ-TTg'
    """
    match = _SYMBOL.match(printed.strip())
    return _symbol(match).canonical if match else re.sub(r"\s+", "", printed)


def find_symbols(text: str) -> Iterator[Symbol]:
    """Every stretch that has the form of a document's number, in text order.

    >>> text = "Kết luận số 52-KL/TW1, Kế hoạch số 48 /KH-UBND"
    >>> [symbol.canonical for symbol in find_symbols(text)]
    ['52-KL/TW', '48/KH-UBND']
    >>> [symbol.canonical for symbol in find_symbols("Nghị định 30/2020/NĐ-CPvà 9/QĐ-TTgngày 5")]
    ['30/2020/NĐ-CP', '9/QĐ-TTg']
    >>> list(find_symbols("giai đoạn 2021-2025, QCVN 05A:2020/BCT, 60-70% diện tích"))
    []
    """
    for match in _SYMBOL.finditer(text):
        if _is_number(match):
            yield _symbol(match)


@lru_cache(maxsize=10_000)
def symbol_of(number: str) -> Symbol | None:
    """The symbol that a number is, with its codes; resolution asks for one again and again.

    >>> symbol_of("52-KL/TW").codes, symbol_of("số 5")
    (('KL', 'TW'), None)
    """
    return next(find_symbols(number), None)


# The figures of a number say nothing of its codes.
_FIGURED = re.compile(r"[0-9]{1,5}([-/].*)", re.DOTALL)


def codes_of(number: str) -> tuple[str, ...]:
    """The codes of a number, none where it is no symbol.

    >>> codes_of("52-KL/TW"), codes_of("số 5")
    (('KL', 'TW'), ())
    """
    figured = _FIGURED.fullmatch(number)
    return _codes(f"1{figured[1]}" if figured else number)


@lru_cache(maxsize=4096)
def _codes(number: str) -> tuple[str, ...]:
    symbol = next(find_symbols(number), None)
    return symbol.codes if symbol else ()


_WORD = re.compile(r"(?:TTg|[A-ZĐ&]{2,})(?P<word>[a-zđư]+)$")


def _glued_word(code: str, goes_on: bool) -> str:
    """The letters of a word that has lost the space before it: ``30/2020/NĐ-CPvà``."""
    found = _WORD.match(code)
    return found["word"] if found and (len(found["word"]) > 1 or goes_on) else ""


def _symbol(match: re.Match[str]) -> Symbol:
    printed, year = match["number"], match["year"]
    end = match.end()
    goes_on = match.string[end : end + 1].isalpha()
    coded = _read_codes(match["codes"], match["first"].strip() or "-", year is not None, goes_on)
    number = printed if printed.isdecimal() else printed.translate(_FIGURES)
    head = f"{number}/{year.translate(_FIGURES)}" if year else number
    span = Span(match.start(), end - coded.behind)
    return Symbol(
        span=span,
        printed=match[0][: len(span)],
        canonical=head + coded.tail,
        number=number,
        year=int(year.translate(_FIGURES)) if year else None,
        codes=coded.parts,
        party=coded.party,
        noted=coded.noted,
    )


@dataclass(frozen=True, slots=True)
class _Coded:
    """What stands after the number: its parts, and how they are joined.

    ``noted`` is the length of a note's mark at its end, ``behind`` that of all that is no part.
    """

    parts: tuple[str, ...]
    tail: str
    party: bool
    noted: int
    behind: int


@lru_cache(maxsize=4096)
def _read_codes(codes: str, first: str, dated: bool, goes_on: bool) -> _Coded:
    word = _glued_word(_JOIN.split(codes)[-1], goes_on)
    pieces = _JOIN.split(codes.removesuffix(word))
    separators = ["/" if each == "/" else "-" for each in pieces[1::2]]
    parts = [_CODES.get(part, part) for part in pieces[::2]]
    parts[-1], noted = _without_note(parts[-1])
    parts = [_known_code(part) for part in parts]
    while len(parts) > 2 and parts[-1] == parts[-2]:  # «142/QĐ-TTg TTg»
        parts, separators = parts[:-1], separators[:-1]
    if len(parts) == 1 and (split := _split(parts[0])):
        parts, separators = [*split], ["-"]
    first = "-" if first == "–" else first
    two = len(parts) > 1
    party = not dated and two and parts[0] in PARTY_TYPES and bool(PARTY_ORGAN.match(parts[1]))
    if party:
        first, separators = "-", ["/", *separators[1:]]
    elif two and (parts[0] == "TTLT" or (parts[0] in _TYPE_SET and STATE_ORGAN.match(parts[1]))):
        first, separators = "/", ["-"] * len(separators)
    joined = (sep + part for sep, part in zip(separators, parts[1:], strict=True))
    tail = first + parts[0] + "".join(joined)
    return _Coded(tuple(parts), tail, party, noted, len(word) + noted)


def _without_note(part: str) -> tuple[str, int]:
    """``TW1``: an organ with the mark of a footnote, and how long that is."""
    noted = _NOTED.fullmatch(part)
    if noted is None or noted[1].endswith(_NEVER_NOTED) or _known_code(noted[1]) not in _organs():
        return part, 0
    return noted[1], len(noted[2])


def _known_code(part: str) -> str:
    """The code as it is known: with the bars of its Đ, and the figures of its term (``QHl5``)."""
    if term := _TERM.fullmatch(part):
        return term[1] + term[2].translate(_FIGURES)
    if part in _TYPE_SET or part in _organs():
        return part
    return _CODES.get(part) or _barred().get(part.replace("Đ", "D"), part)


def _split(code: str) -> tuple[str, str] | None:
    """``NĐCP``, ``TTrBKHCN``: a type and an organ, where there is one way to part them."""
    if code in _TYPE_SET or code in _organs() or code in _NEVER_GLUED:
        return None
    ways = [
        (code[:at], _known_code(code[at:]))
        for at in range(2, len(code) - 1)
        if code[:at] in _TYPE_SET and _known_code(code[at:]) in _organs()
    ]
    return ways[0] if len(ways) == 1 else None


def _is_number(match: re.Match[str]) -> bool:
    """Whether a number has a figure: the letters ``I`` and ``lO`` alone may be anything."""
    return not match["number"].isalpha() and not (
        match["year"] and match["year"].translate(_FIGURES)[:2] not in ("19", "20")
    )
