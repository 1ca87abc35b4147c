"""What the fields of a citation were read from: the words, the symbol, or another mention.

Input: a parsed document and one of its citations. Output: :class:`Origin` values, with the spans
of the words in the normalised text. Guarantee: words shown as printed do stand there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kl52.citations.findings import Host
from kl52.citations.fitting import province_meant
from kl52.citations.mention import ABBREVIATED, type_of
from kl52.header.issuers import issuer_of_symbol
from kl52.language.dates import day_pattern, iso_of
from kl52.language.lexicon import fold
from kl52.language.symbols import Symbol, find_symbols
from kl52.model import Citation, Document
from kl52.spans import Span

How = Literal["printed", "list", "symbol", "sentence", "host"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one field comes from.

    ``printed``: its own words; ``list``: another number of its list, the citation ``source``;
    ``symbol``: the codes of its number; ``sentence``: the words around it; ``host``: the document
    that cites.
    """

    field: str
    value: str
    how: How
    span: Span | None = None
    words: str | None = None
    source: str | None = None


def origins(doc: Document, cite: Citation, host: Host) -> tuple[Origin, ...]:
    """The fields that ``cite`` has, each with what it was read from.

    >>> from kl52.parsing import citing, parse_document
    >>> doc = parse_document("Thực hiện Kết luận số 9, 10-KL/TW, xã mở lớp.".encode(), name="a.txt")
    >>> [(each.field, each.how, each.words) for each in origins(doc, doc.citations[0], citing(doc))]
    [('type', 'printed', 'Kết luận'), ('number', 'list', '9')]
    """
    fields = (
        _type(doc, cite),
        _number(doc, cite),
        _date(doc, cite),
        _issuer(doc, cite),
        _plenum(cite),
        _term(cite),
        _province(cite, host),
        _printed(cite, "provision", cite.provision),
        _printed(cite, "name", cite.name),
    )
    return tuple(each for each in fields if each is not None)


def _printed(cite: Citation, field: str, words: str | None) -> Origin | None:
    """A field whose value is the words themselves."""
    if not words:
        return None
    at = fold(cite.text).find(fold(words))
    if at < 0:
        return Origin(field, words, "sentence")
    span = Span(at, at + len(words))
    return Origin(field, words, "printed", span.shift(cite.span.start), span.of(cite.text))


def _type(doc: Document, cite: Citation) -> Origin | None:
    if cite.type is None:
        return None
    found = _printed(cite, "type", cite.type)
    if found is not None and found.how == "printed":
        return found
    listed, symbol = _listed_with(doc, cite), _symbol(cite)
    if listed is not None:
        return Origin("type", cite.type, "list", source=listed.id)
    before = cite.text[: symbol.span.start] if symbol is not None else cite.text
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(ABBREVIATED)})(?!\w)", before):
        if type_of(match[0]) == cite.type:
            span = Span(*match.span()).shift(cite.span.start)
            return Origin("type", cite.type, "printed", span, match[0])
    how: How = "symbol" if symbol is not None and symbol.type_code else "sentence"
    return Origin("type", cite.type, how, words=symbol.codes[0] if symbol is not None else None)


_GOES_ON = re.compile(r"\s*(?:,|;|và|\+|/)\s*(?:các\s+)?(?:số\s*)?")


def _listed_with(doc: Document, cite: Citation) -> Citation | None:
    """The mention before ``cite`` in one list of numbers, of the same type."""
    before = [each for each in doc.citations if each.span.end <= cite.span.start]
    if not before or before[-1].type != cite.type:
        return None
    between = doc.text.text[before[-1].span.end : cite.span.start]
    return before[-1] if len(between) < 20 and _GOES_ON.fullmatch(between) else None


def _symbol(cite: Citation) -> Symbol | None:
    return next((each for each in find_symbols(cite.text) if each.canonical == cite.number), None)


def _number(doc: Document, cite: Citation) -> Origin | None:
    if cite.number is None:
        return None
    symbol = _symbol(cite)
    if symbol is not None:
        span = symbol.span.shift(cite.span.start)
        return Origin("number", cite.number, "printed", span, span.of(doc.text.text))
    digits = re.match(r"\d+[a-zđ]?(?:/\d{4})?", cite.number)
    found = _printed(cite, "number", digits[0] if digits else cite.number)
    if found is None:
        return None
    how: How = "list" if cite.rule == "number-list" else found.how
    source = _number_that_ends(doc, cite) if how == "list" else None
    return Origin("number", cite.number, how, found.span, found.words, source)


def _number_that_ends(doc: Document, cite: Citation) -> str | None:
    """The mention that prints the symbol of the list."""
    return next(
        (
            each.id
            for each in doc.citations
            if each.span.start >= cite.span.end and each.rule != "number-list"
        ),
        None,
    )


_DAY = re.compile(rf"(?<!\d){day_pattern()}", re.IGNORECASE)


def _date(doc: Document, cite: Citation) -> Origin | None:
    if cite.date is None:
        return None
    for match in _DAY.finditer(cite.text):
        if iso_of(match) == cite.date:
            span = Span(*match.span()).shift(cite.span.start)
            return Origin("date", cite.date, "printed", span, match[0])
    return _printed(cite, "date", cite.date)


def _issuer(doc: Document, cite: Citation) -> Origin | None:
    if cite.issuer:
        return _printed(cite, "issuer", cite.issuer)
    symbol = _symbol(cite)
    issuer = issuer_of_symbol(symbol.codes) if symbol is not None else None
    if symbol is None or issuer is None:
        return None
    return Origin("issuer", issuer, "symbol", words=symbol.codes[-1])


def _plenum(cite: Citation) -> Origin | None:
    return (
        None
        if cite.plenum is None
        else Origin("plenum", str(cite.plenum), "printed", cite.span, cite.text)
    )


_TERM = re.compile(r"kh(?:óa|oá)\s+\w+", re.IGNORECASE)


def _term(cite: Citation) -> Origin | None:
    if cite.term is None:
        return None
    match = _TERM.search(cite.text)
    if match is None:
        return Origin("term", str(cite.term), "sentence")
    span = Span(*match.span()).shift(cite.span.start)
    return Origin("term", str(cite.term), "printed", span, match[0])


def _province(cite: Citation, host: Host) -> Origin | None:
    """The province that a local number belongs to: the issuer names it, or it is the host's."""
    province = province_meant(cite, host) if cite.number else None
    if province is None:
        return None
    named = _printed(cite, "province", province)
    return named if named and named.how == "printed" else Origin("province", province, "host")
