"""Rule: documents cited by number, with their type, in lists, or with the number still blank.

Input: one paragraph, and its laws by where their names end. Output: mentions in text order.
Guarantee: each stands on a symbol of :func:`~kl52.symbols.find_symbols` (or a blank one), and
its canonical number is given beside what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kl52.citations.issuing import extend_right, issuer_end
from kl52.citations.mention import ABBREVIATED, Mention, type_end, type_of
from kl52.lexicon import doc_types
from kl52.spans import Span
from kl52.symbols import Symbol, find_symbols

_SO = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(:,;]))(?:số|SỐ|Số)\s*:?\s*$")
_LIST_BEFORE = re.compile(r"(?P<numbers>(?:\d{1,4}[a-z]?\s*(?:,|và|;)\s*)+)$")
_ELIDED = re.compile(r"(?:,|;|\bvà|\+|/)\s*(?:các\s+)?(?:số\s*)?$")
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


def _of_symbol(
    text: str, symbol: Symbol, previous: Mention | None, named_laws: dict[int, Mention]
) -> list[Mention]:
    start = symbol.span.start
    left = text[max(0, start - 160) : start]
    base = start - len(left)
    so = _SO.search(left)
    before = left[: so.start()] if so else left
    law = named_laws.get(base + len(before.rstrip()))
    if law is not None:
        return [_law_with_number(text, law, symbol)]
    several = _LIST_BEFORE.search(before) if not so else _LIST_BEFORE.search(left[: so.start()])
    if not several and not so:
        several = _LIST_BEFORE.search(left)
    numbers: list[tuple[str, int]] = []
    if several:
        numbers = [
            (found[0], base + several.start() + found.start())
            for found in re.finditer(r"\d{1,4}[a-z]?", several["numbers"])
        ]
        before = left[: several.start()]
        before = re.sub(r"(?:số|SỐ|Số)\s*:?\s*$", "", before)
    typed = type_end().search(before)
    issuer: str | None = None
    if typed is None and so:
        typed, issuer = _type_before_issuer(text, base, before.rstrip())
    if typed is not None and not (typed["type"][0].isupper() or so or symbol.known):
        typed = None
    if numbers and typed is None:
        numbers = []
    name_start = base + typed.start() if typed else (base + so.start() if so else start)
    type_name = type_of(typed["type"]) if typed else None
    if typed is None:
        listed = (
            previous is not None
            and previous.number
            and _ELIDED.search(left[: so.start()] if so else left)
        )
        if not symbol.known and not (listed and (so or _same_organ(previous, symbol))):
            return []
        if listed and previous is not None:
            type_name = previous.type if _same_family(previous, symbol) else None
        type_name = type_name or _type_of_code(symbol)
        if type_name is None and not so and not listed:
            return []
    found = [
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
    own = Mention(
        span=Span(start if numbers else name_start, symbol.span.end),
        kind="numbered",
        rule="number",
        type=type_name,
        number=symbol.canonical,
        issuer=issuer,
        core=symbol.span,
        repaired_from=symbol.repaired,
    )
    return [*found, extend_right(text, own)]


def _type_before_issuer(
    text: str, base: int, before: str
) -> tuple[re.Match[str] | None, str | None]:
    """``Quyết định của Bộ Chính trị số 31-QĐ/TW``: the type, then the issuer up to the number."""
    for word in reversed(list(re.finditer(r"(?<!\w)(?:của\s+)?\w", before[-_LAST_TYPE:]))):
        start = len(before) - min(len(before), _LAST_TYPE) + word.start()
        typed = type_end().search(before[:start])
        if typed is None or not typed["type"][0].isupper():
            continue
        of = re.compile(r"của\s+", re.IGNORECASE).match(before, start)
        at = of.end() if of else start
        if issuer_end(text, base + at) == base + len(before):
            return typed, before[at:]
    return None, None


def _same_family(previous: Mention, symbol: Symbol) -> bool:
    codes = [code for code, name in ABBREVIATED.items() if name == previous.type]
    return symbol.type_code is None or not codes or symbol.type_code in codes


def _same_organ(previous: Mention | None, symbol: Symbol) -> bool:
    return previous is not None and f"/{symbol.codes[0]}" in (previous.number or "")


def _type_of_code(symbol: Symbol) -> str | None:
    if symbol.type_code is None:
        head = symbol.codes[0]
        if re.fullmatch(r"QH\d{1,2}", head):
            return None
        return "Công văn" if re.fullmatch(r"VPCP|UBND|TTg", head) else None
    matching = [each for each in doc_types() if each.code == symbol.type_code]
    party = [each for each in matching if (each.family == "party") == symbol.party]
    return (party or matching)[0].name if matching else None


def _law_with_number(text: str, law: Mention, symbol: Symbol) -> Mention:
    own = replace(
        law,
        span=Span(law.span.start, symbol.span.end),
        kind="numbered",
        number=symbol.canonical,
        core=symbol.span,
        repaired_from=symbol.repaired,
    )
    return extend_right(text, own)


_BLANK = re.compile(
    r"số\s*:?\s*[.…_]*\s*(?P<year>/\s?(?:19|20)\d\d)?\s?[/-]\s?"
    r"(?P<code>[A-ZĐ][A-Za-zĐđ]{1,7}(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]+)*)"
)


def find_blanks(text: str) -> Iterator[Mention]:
    """``Nghị quyết số     /NQ-CP``: a draft cites a document that has no number yet."""
    for match in _BLANK.finditer(text):
        typed = type_end().search(text, max(0, match.start() - 40), match.start())
        if typed is not None and typed["type"][0].isupper():
            own = Mention(
                span=Span(typed.start(), match.end()),
                kind="numbered",
                rule="blank-number",
                type=type_of(typed["type"]),
                core=Span(match.start(), match.end()),
            )
            yield extend_right(text, own)
