"""Rule: documents cited by number, with their type, in lists, or with the number still blank.

Input: one paragraph, and its laws by where their names end. Output: mentions in text order.
Guarantee: each stands on a symbol of :func:`~kl52.language.symbols.find_symbols` (or a blank one),
and its canonical number is given beside what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kl52.citations.issuing import extend_right, issuer_end
from kl52.citations.mention import (
    ABBREVIATED,
    Mention,
    capital_type,
    type_end,
    type_endings,
    type_of,
)
from kl52.citations.phrases import any_of, each_of
from kl52.language.lexicon import doc_types, slug
from kl52.language.symbols import Symbol, find_symbols
from kl52.spans import Span

_WORDS = any_of("number-word")
_SO = re.compile(rf"(?:(?<=\s)|(?<=^)|(?<=[(:,;]))(?i:{_WORDS})\s*:?\s*$")
_SO_AT_END = re.compile(rf"(?i:{_WORDS})\s*:?\s*$")
_WORD = re.compile(r"(?<!\w)(?:của\s+)?\w")
_OF = re.compile(r"của\s+", re.IGNORECASE)
_LIST_BEFORE = re.compile(r"(?P<numbers>(?:\d{1,4}[a-z]?\s*(?:,|và|;)\s*)+)$")
_ELIDED = re.compile(r"(?:,|;|\bvà|\+|/)\s*(?:các\s+)?(?:số\s*)?$")
_LONGEST_ELIDED = 16  # characters of ``; các số``
_LOOK_BACK = 160  # characters before a symbol
_LONGEST_SO = 12  # characters of ``số:``
_LONGEST_TYPE = 40  # characters
_LAST_TYPE = 90  # characters between a type and its number, with the issuer between them


def find_numbered(text: str, named_laws: dict[int, Mention]) -> Iterator[Mention]:
    """Documents by number; a number in a list may leave its type or symbol to its neighbour.

    >>> text = "Quyết định số 12/QĐ-TTg, 13/QĐ-TTg; Kết luận số 9, 10-KL/TW"
    >>> [(each.type, each.number) for each in find_numbered(text, {})][1:]
    [('Quyết định', '13/QĐ-TTg'), ('Kết luận', '9-KL/TW'), ('Kết luận', '10-KL/TW')]
    """
    previous: Mention | None = None
    for symbol in find_symbols(text):
        mentions = _of_symbol(text, symbol, previous, named_laws)
        for mention in mentions:
            yield mention
            previous = mention


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before a symbol: ``words`` start at ``base`` and end before ``số``, if any."""

    base: int
    words: str
    so: bool


def _left_of(text: str, symbol: Symbol) -> _Left:
    start = symbol.span.start
    left = text[max(0, start - _LOOK_BACK) : start]
    so = _SO.search(left, max(0, len(left.rstrip()) - _LONGEST_SO))
    return _Left(start - len(left), left[: so.start()] if so else left, so is not None)


def _of_symbol(
    text: str, symbol: Symbol, previous: Mention | None, named_laws: dict[int, Mention]
) -> list[Mention]:
    """The mentions that end in one symbol: several where a list of numbers stands before it."""
    left = _left_of(text, symbol)
    law = named_laws.get(left.base + len(left.words.rstrip()))
    if law is not None:
        return [_law_with_number(text, law, symbol)]
    numbers, before = _numbers_before(left)
    typed, issuer = _type_before(text, left, before, symbol)
    if typed is None:
        untyped = _untyped(left, symbol, previous)
        return [extend_right(text, untyped, symbol.noted)] if untyped is not None else []
    type_name = type_of(typed["type"]) or _type_of_code(symbol)
    name_start = left.base + typed.start()
    listed = [
        Mention(
            span=Span(name_start if index == 0 else at, at + len(number)),
            kind="numbered",
            rule="number-list",
            type=type_name,
            number=number + symbol.canonical[len(symbol.number) :],
            core=Span(at, at + len(number)),
        )
        for index, (number, at) in enumerate(numbers)
    ]
    own = _own(symbol, symbol.span.start if numbers else name_start, type_name, issuer)
    return [*listed, extend_right(text, own, symbol.noted)]


def _own(symbol: Symbol, start: int, type_name: str | None, issuer: str | None = None) -> Mention:
    return Mention(
        span=Span(start, symbol.span.end),
        kind="numbered",
        rule="number",
        type=type_name,
        number=symbol.canonical,
        issuer=issuer,
        core=symbol.span,
        repaired_from=symbol.repaired,
    )


def _numbers_before(left: _Left) -> tuple[list[tuple[str, int]], str]:
    """``số 18, 19-NQ/TW``: the numbers before the last with their offsets, the words before."""
    goes_on = left.words.rstrip().endswith((",", ";", "và"))
    several = _LIST_BEFORE.search(left.words) if goes_on else None
    if several is None:
        return [], left.words
    numbers = [
        (found[0], left.base + several.start() + found.start())
        for found in re.finditer(r"\d{1,4}[a-z]?", several["numbers"])
    ]
    return numbers, _SO_AT_END.sub("", left.words[: several.start()])


def _type_at_end(before: str) -> re.Match[str] | None:
    words = before.rstrip()
    begin = max(0, len(words) - _LONGEST_TYPE)
    if not words[begin:].lower().endswith(type_endings()):
        return None
    return type_end().search(before, begin)


def _type_before(
    text: str, left: _Left, before: str, symbol: Symbol
) -> tuple[re.Match[str] | None, str | None]:
    """The type at the end of ``before``, or before an issuer; in small letters it needs a sign."""
    typed = _type_at_end(before)
    issuer: str | None = None
    if typed is None and left.so:
        typed, issuer = _type_before_issuer(text, left.base, before.rstrip())
        typed = typed or _misprinted_type(before, symbol)
    if typed is not None and not (typed["type"][0].isupper() or left.so or symbol.known):
        return None, None
    return typed, issuer


_TWO_WORDS = re.compile(r"(?P<type>\w+\s\w+)\s*$")


def _misprinted_type(before: str, symbol: Symbol) -> re.Match[str] | None:
    """``Nghị đinh số 30/2020/NĐ-CP``: the type that the symbol tells, with a mark wrong."""
    told = _type_of_code(symbol)
    typed = _TWO_WORDS.search(before, max(0, len(before) - _LONGEST_TYPE)) if told else None
    return typed if typed and told and slug(typed["type"]) == slug(told) else None


def _untyped(left: _Left, symbol: Symbol, previous: Mention | None) -> Mention | None:
    """A number without a type: it goes on with a list, or its symbol shows that it is one."""
    words = left.words
    begin = max(0, len(words.rstrip()) - _LONGEST_ELIDED)
    goes_on = previous is not None and previous.number and _ELIDED.search(words, begin)
    head = previous if goes_on else None
    if not symbol.known and not (head is not None and (left.so or _same_organ(head, symbol))):
        return None
    type_name = head.type if head is not None and _same_family(head, symbol) else None
    type_name = type_name or _type_of_code(symbol)
    if type_name is None and not left.so and head is None:
        return None
    return _own(symbol, left.base + len(left.words), type_name)


@cache
def _typed_word() -> re.Pattern[str]:
    return re.compile(rf"{capital_type().pattern}\s")


def _type_before_issuer(
    text: str, base: int, before: str
) -> tuple[re.Match[str] | None, str | None]:
    """``Quyết định của Bộ Chính trị số 31-QĐ/TW``: the type, then the issuer up to the number."""
    if not _typed_word().search(before, max(0, len(before) - _LAST_TYPE - _LONGEST_TYPE)):
        return None, None
    for word in reversed(list(_WORD.finditer(before[-_LAST_TYPE:]))):
        start = len(before) - min(len(before), _LAST_TYPE) + word.start()
        typed = _type_at_end(before[:start])
        if typed is None or not typed["type"][0].isupper():
            continue
        of = _OF.match(before, start)
        at = of.end() if of else start
        if issuer_end(text, base + at) == base + len(before):
            return typed, before[at:]
    return None, None


def _same_family(previous: Mention, symbol: Symbol) -> bool:
    codes = _codes_by_type().get(previous.type or "")
    return symbol.type_code is None or codes is None or symbol.type_code in codes


@cache
def _codes_by_type() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for code, name in ABBREVIATED.items():
        codes.setdefault(name, set()).add(code)
    return codes


def _same_organ(previous: Mention, symbol: Symbol) -> bool:
    return f"/{symbol.codes[0]}" in (previous.number or "")


def _type_of_code(symbol: Symbol) -> str | None:
    code = symbol.type_code
    if code is None:
        head = symbol.codes[0]
        if re.fullmatch(r"QH\d{1,2}", head):
            return None
        return "Công văn" if head in each_of("letter-organ") else None
    return _type_coded(code, symbol.party)


@cache
def _type_coded(code: str, party: bool) -> str | None:
    matching = [each for each in doc_types() if each.code == code]
    family = [each for each in matching if (each.family == "party") == party]
    return (family or matching)[0].name if matching else None


def _law_with_number(text: str, law: Mention, symbol: Symbol) -> Mention:
    own = replace(
        law,
        span=Span(law.span.start, symbol.span.end),
        kind="numbered",
        number=symbol.canonical,
        core=symbol.span,
        repaired_from=symbol.repaired,
    )
    return extend_right(text, own, symbol.noted)


_BLANK_DAY = re.compile(
    r"\s*,?\s+ngày\s*[.…_]*\s*tháng\s*[.…_]*\s*năm(?:\s*(?:20\d\d|\d{0,3}[.…_]+))?(?!\w)"
)
_BLANK = re.compile(
    r"số\s*:?\s*[.…_]*\s*(?P<year>/\s?(?:19|20)\d\d)?\s?[/-]\s?"
    r"(?P<code>[A-ZĐ][A-Za-zĐđ]{1,7}(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]+)*)"
)


def find_blanks(text: str) -> Iterator[Mention]:
    """``Nghị quyết số     /NQ-CP``: a draft cites a document that has no number yet."""
    for match in _BLANK.finditer(text):
        typed = type_end().search(text, max(0, match.start() - 40), match.start())
        if typed is not None and typed["type"][0].isupper():
            day = _BLANK_DAY.match(text, match.end())
            own = Mention(
                span=Span(typed.start(), day.end() if day else match.end()),
                kind="numbered",
                rule="blank-number",
                type=type_of(typed["type"]),
                core=Span(match.start(), match.end()),
            )
            yield extend_right(text, own)
