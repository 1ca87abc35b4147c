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
_SYMBOL = re.compile(
    rf"""(?P<number>\d(?:(?<![\w/.:,-]\d)|(?<=số\d))\d{{0,4}}(?:\.\d{{1,2}})?[a-zđ]?)
    (?:\s?/\s?(?P<year>(?:19|20)\d\d)(?=\s?[/-]))?
    (?P<first>\s?[-–/]\s?|\s(?=(?:NQ|QĐ|KL|CT|KH|TB|HD)\s?/\s?T[WU]))
    (?P<codes>{_CODE}(?:(?:\s?[-–/]\s?|\s(?=(?:CP|TTg|UBND|HĐND|BCT|BTC|BNV)\b)){_CODE}){{0,5}})
    """,
    re.VERBOSE,
)
_JOIN = re.compile(r"\s?([-–/])\s?|\s")
_GLUED = re.compile(r"^(NĐ|QĐ|NQ|CT|TT|KH|TB)(CP|TTg|UBND|HĐND|B[A-ZĐ]{2,8})$")
_FOOTNOTE = re.compile(r"^(TW|TU|CP|TTg|UBND)(\d{1,2})$")
# No organ or type is spelt so; the letters without a bar come from recognition and old keyboards.
_TYPO = {"UNBD": "UBND", "UBNB": "UBND", "T.Ư": "TW", "QD": "QĐ", "ND": "NĐ", "HDND": "HĐND"}
_CASE = {"CTR": "CTr", "Ctr": "CTr", "TTR": "TTr", "TTG": "TTg"}
_CODES = _TYPO | _CASE


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

    @property
    def type_code(self) -> str | None:
        return self.codes[0] if self.codes[0] in _TYPE_SET and self.known else None

    @property
    def organ(self) -> str:
        return self.codes[-1] if len(self.codes) > 1 or self.type_code is None else ""

    @property
    def known(self) -> bool:
        """Whether the codes alone show that this is a document's number."""
        head, rest = self.codes[0], self.codes[1:]
        if head in _TYPE_SET and rest:
            return len(head) > 1 or rest[0] == "CTN"
        if head in _ORGANS_ALONE:
            return not (head == "SL" and rest)
        return _LEGISLATURE.fullmatch(head) is not None

    @property
    def repaired(self) -> str | None:
        """The printed form, where it differs from the canonical one by more than spaces."""
        plain = re.sub(r"\s+", "", self.printed)
        return self.printed if plain != self.canonical else None


def canonical_number(printed: str) -> str:
    """The canonical form of a number.

    >>> canonical_number("52/KL-TW"), canonical_number("97-NQ/CP"), canonical_number("866/QĐ- TTg")
    ('52-KL/TW', '97/NQ-CP', '866/QĐ-TTg')
    >>> canonical_number("181/2024/NĐCP"), canonical_number("27 - NQ/T.Ư")
    ('181/2024/NĐ-CP', '27-NQ/TW')
    >>> canonical_number("11/2026/QĐ-UNBD"), canonical_number("142/QD-TTg")
    ('11/2026/QĐ-UBND', '142/QĐ-TTg')
    """
    match = _SYMBOL.match(printed.strip())
    return _symbol(match).canonical if match else re.sub(r"\s+", "", printed)


def find_symbols(text: str) -> Iterator[Symbol]:
    """Every stretch that has the form of a document's number, in text order.

    >>> text = "Kết luận số 52-KL/TW1, Kế hoạch số 48 /KH-UBND"
    >>> [symbol.canonical for symbol in find_symbols(text)]
    ['52-KL/TW', '48/KH-UBND']
    >>> list(find_symbols("giai đoạn 2021-2025, QCVN 05A:2020/BCT, 60-70% diện tích"))
    []
    """
    for match in _SYMBOL.finditer(text):
        yield _symbol(match)


def _symbol(match: re.Match[str]) -> Symbol:
    pieces = _JOIN.split(match.group("codes"))
    parts = [_CODES.get(part, part) for part in pieces[::2]]
    separators = ["/" if each == "/" else "-" for each in pieces[1::2]]
    end = match.end()
    footnote = _FOOTNOTE.match(parts[-1])
    if footnote:
        parts[-1] = footnote.group(1)
        end -= len(footnote.group(2))
    glued = _GLUED.match(parts[0]) if len(parts) == 1 else None
    if glued:
        parts, separators = [glued.group(1), glued.group(2)], ["-"]
    first = match.group("first").strip() or "-"
    first = "-" if first == "–" else first
    year = match.group("year")
    party = (
        year is None
        and len(parts) > 1
        and parts[0] in PARTY_TYPES
        and bool(PARTY_ORGAN.match(parts[1]))
    )
    if party:
        first, separators = "-", ["/", *separators[1:]]
    elif len(parts) > 1 and (
        (parts[0] in _TYPE_SET and STATE_ORGAN.match(parts[1])) or parts[0] == "TTLT"
    ):
        first, separators = "/", ["-"] * len(separators)
    tail = parts[0] + "".join(sep + part for sep, part in zip(separators, parts[1:], strict=True))
    number = match.group("number")
    head = f"{number}/{year}" if year else number
    span = Span(match.start(), end)
    return Symbol(
        span=span,
        printed=match.group(0)[: len(span)],
        canonical=f"{head}{first}{tail}",
        number=number,
        year=int(year) if year else None,
        codes=tuple(parts),
        party=party,
    )
