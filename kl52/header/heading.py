"""The heading of a text that was retyped without its header block.

Input: the text. Output: the header that its heading states, an empty one where it has none.
So web pages open (``Nghị quyết số 9-NQ/TW, ngày …``), and the gazette did until about 2004:
``Nghị định ⏎ của Chính phủ số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998 ⏎ Quy định …``.
"""

from __future__ import annotations

import re

from kl52 import bodies
from kl52.header import issuers
from kl52.language.dates import day_pattern, find_date, iso_of
from kl52.language.lexicon import doc_types, fold
from kl52.language.symbols import find_symbols
from kl52.model import Header, Paragraph, Text
from kl52.spans import Span

LONGEST = 400  # letters of a heading of several lines
_PLAIN = re.compile(
    r"^(?P<type>[A-ZĐ][\wà-ỹ ]{3,30}?)\s+số:?\s*(?P<number>\d[^\s,(]*)\s*,?\s*(?:\(?ngày)?",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"^(?P<type>[^\W\d]{2,8}(?:\s[^\W\d]{2,8}){0,3}?)\s+của\s+(?P<issuer>[^.;:\d]{4,150}?)\s+"
    rf"số\s*:?\s*(?P<number>\d+\s?[/-]\S*)\s*,?\s*(?={day_pattern('x')}){day_pattern()}\s*",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(r"^(?:-\s*)?(?:Căn cứ|Xét|Theo|Thực hiện|Để|Thi hành)\b")


def header_of_heading(text: Text) -> Header:
    """The header that the first lines state as a heading: type, number, date, issuer, title."""
    for index, paragraph in enumerate(text.paragraphs[:3]):
        found = _plain(text, paragraph) or _issued(text, index)
        if found is not None:
            return found
    return Header()


def _plain(text: Text, paragraph: Paragraph) -> Header | None:
    """``Nghị quyết số 9-NQ/TW ngày …``, alone on its line."""
    words = text.shown(paragraph).strip()
    match = _PLAIN.match(words) if len(words) < 250 else None
    symbol = next(iter(find_symbols(words)), None)
    if match is None or symbol is None or symbol.span.start != match.start("number"):
        return None
    rest = words[symbol.span.end :]
    named = _type_named(match["type"])
    if named is None or re.search(r"[.;]\s", rest):
        return None
    issuer = issuers.issuer_of_symbol(symbol.codes)
    return Header(
        type=named,
        number=symbol.canonical,
        date=find_date(rest),
        issuer=issuer,
        level=bodies.level_of(issuer) if issuer else None,
        span=paragraph.span,
    )


def _issued(text: Text, index: int) -> Header | None:
    """``Nghị định của Chính phủ số … ngày …`` and its title, above a preamble."""
    paragraphs = text.paragraphs[index : index + 9]
    words = [text.shown(each).strip() for each in paragraphs]
    preamble = next((at for at, word in enumerate(words) if _PREAMBLE.match(word)), 0)
    if not 0 < preamble < 9:
        return None
    said = text.text[paragraphs[0].span.start : paragraphs[preamble - 1].span.end]
    match = _ISSUED.match(said) if len(said) < LONGEST else None
    named = _type_named(match["type"]) if match else None
    symbol = next(iter(find_symbols(match["number"])), None) if match else None
    if match is None or named is None or symbol is None:
        return None
    issuer = issuers.issuer_of_lines((match["issuer"].upper(),), joint="liên tịch" in fold(named))
    start = paragraphs[0].span.start
    title = _title(said[match.end() :], issuer)
    end = start + match.end() + len(title)
    return Header(
        type=named,
        number=symbol.canonical,
        date=iso_of(match),
        issuer=issuer,
        level=bodies.level_of(issuer) if issuer else None,
        title=" ".join(title.split()).strip(" .") or None,
        title_span=Span(start + match.end(), end) if title else None,
        span=Span(start, end),
    )


def _title(rest: str, issuer: str | None) -> str:
    """What is left of the heading, without the issuer's name below it."""
    lines = rest.split("\n")
    while lines and fold(lines[-1].strip()) in ("", fold(issuer or "")):
        lines.pop()
    return "\n".join(lines)


def _type_named(words: str) -> str | None:
    folded = fold(" ".join(words.split()))
    return next((each.name for each in doc_types() if fold(each.name) == folded), None)
