"""Rule: laws, codes and ordinances by name.

Input: one paragraph. Output: mentions of kind ``named`` in text order. Guarantee: the laws
named in an amending law's title come out as mentions of their own, without its date.

Names hold commas, numbers and ``số``, so the longest name of the lexicon wins; an unknown name
ends where running text goes on. An amending law's date is its own, not the amended law's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from kl52.citations.issuing import RIGHT_YEAR, extend_right
from kl52.citations.mention import Mention
from kl52.letters import LOWER, UPPER, begins
from kl52.lexicon import fold, laws
from kl52.spans import Span

_NO_LAW = (r"\w", "(?i:pháp) ")
_LAW_NAMES = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
_LAW_TYPES = (*_LAW_NAMES, *(name.upper() for name in _LAW_NAMES))
_LAW = re.compile(rf"(?P<type>{begins(*_LAW_TYPES, behind=_NO_LAW)})(?!\w)")
_LAW_STOP = re.compile(
    r"\s+(?:ngày|năm|số(?=\s*\d)|được|đã|có|quy định|hiện hành|về việc|này|trên|nêu trên|thì|để|"
    r"theo|tại|trong|khi|của (?:Quốc hội|Nhà nước)"
    r"|và (?:các|Luật|Bộ luật|Nghị|Pháp lệnh|văn bản|quy định|những)"
    r"|phải|không|bao gồm|hoặc|thay thế|sửa đổi|gồm|cho|với|do|bằng|từ|đến|là)(?!\w)"
    r"|[,;.:()\n“”\"/]|$"
)
_AMENDING = re.compile(
    r"\s+sửa đổi(?:\s*,?\s*(?:và\s+)?bổ sung)?"
    r"(?:\s+một số\s+(?:điều|nội dung))?(?:\s+(?:của|tại))?"
    r"(?:\s+(?:các|Luật số [\w/]+\s+))?\s*",
    re.IGNORECASE,
)
_NEXT_LAW = re.compile(r"\s*(?:,|;|,?\s*và)\s*(?=(?:Bộ luật|Luật|Pháp lệnh)\s)")
_LONGEST_LAW = 1500  # characters; the longest omnibus law names some fifteen laws
_LONG_WORD = re.compile(r"\s+\S{2}")
_WORD = re.compile(r"\S+")
_LONGEST_NAME = 260  # characters
_REVISED = re.compile(r"\s*\(sửa đổi(?:, bổ sung)?\)")


@cache
def _law_names() -> dict[str, int]:
    """Folded law names, and for each first two words the longest name's length in words."""
    names: dict[str, int] = {}
    for law in laws():
        folded = fold(law.name)
        names[folded] = 0
        head = " ".join(folded.split()[:2])
        names[head + " …"] = max(names.get(head + " …", 0), len(folded.split()))
    return names


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word)


def find_laws(text: str) -> Iterator[Mention]:
    """Laws by name; the laws named in an amending law's title follow it, without its date."""
    covered = outer_end = 0
    for match in _LAW.finditer(text):
        amending = bool(_AMENDING.match(text, match.end()))
        if match.start() < covered or (amending and match.start() < outer_end):
            continue
        mention = _law_at(text, match)
        if mention is None:
            continue
        if amending:
            outer_end = mention.core.end
            covered = match.end()
        else:
            covered = mention.core.end
            if match.start() < outer_end:
                mention = replace(mention, span=mention.core, date=None, issuer=None)
        yield mention


def _law_at(text: str, match: re.Match[str]) -> Mention | None:
    printed_type = match["type"]
    type_name = printed_type.capitalize()
    start, after = match.start(), match.end()
    if _AMENDING.match(text, after):
        return _amending_law(text, match)
    rule = "law"
    known = _known_law_end(text, start)
    if known is None and type_name != "Hiến pháp":
        following = re.match(rf"\s+[{UPPER}]", text[after : after + 3])
        if not following or (printed_type.isupper() and not _LONG_WORD.match(text, after)):
            return None
        if re.match(
            rf"[{UPPER}][{LOWER}]+\s$",
            text[max(0, start - 12) : start].rsplit(" ", 2)[-2] + " "
            if " " in text[max(0, start - 12) : start].rstrip()
            else "",
        ):
            return None
        if re.match(
            r"\s+(?:Luật|Bộ luật|Nghị|Chính phủ|Quốc hội|Quốc gia)\b", text[after : after + 14]
        ):
            return None
    stop = _LAW_STOP.search(text, after, after + 200)
    end = known or (stop.start() if stop else min(len(text), after + 200))
    if end - start > 160:
        return None
    name = text[start:end].strip()
    end = start + len(name)
    if end <= after and type_name != "Hiến pháp":
        return None
    mention = Mention(
        span=Span(start, end),
        kind="named",
        rule=rule,
        type=type_name,
        name=name,
        core=Span(start, end),
    )
    revised = _REVISED.match(text, end)
    if revised:
        return replace(mention, span=Span(start, revised.end()))
    return _dated_law(text, mention)


def _dated_law(text: str, law: Mention) -> Mention:
    """A law with the day, or the year, that stands behind its name."""
    dated = extend_right(text, law)
    year = RIGHT_YEAR.match(text, law.span.end)
    if dated.date is None and year:
        stated = year["year"] or year["bracketed"] or year["bare"]
        return replace(law, date=stated, span=Span(law.span.start, year.end()))
    return dated


def _amending_law(text: str, match: re.Match[str]) -> Mention | None:
    """``Luật sửa đổi, bổ sung một số điều của Luật A, Luật B ngày …``: the date is its own."""
    head = _AMENDING.match(text, match.end())
    end = head.end() if head else match.end()
    while True:
        law = _LAW.match(text, end)
        if law is None:
            break
        known = _known_law_end(text, end)
        stop = _LAW_STOP.search(text, law.end() + 1, law.end() + 200)
        end = known or (stop.start() if stop else min(len(text), law.end() + 200))
        joined = _NEXT_LAW.match(text, end)
        if joined is None or end - match.start() > _LONGEST_LAW:
            break
        end = joined.end()
    mention = Mention(
        span=Span(match.start(), end),
        kind="named",
        rule="amending-law",
        type=match["type"].capitalize(),
        name=text[match.start() : end].strip(),
        core=Span(match.start(), end),
    )
    return _dated_law(text, mention)


def _known_law_end(text: str, start: int) -> int | None:
    """The end of the longest law name of the lexicon that starts at ``start``."""
    names = _law_names()
    best = None
    limit = 0
    stretch = ""
    for count, word in enumerate(_WORD.finditer(text, start, start + _LONGEST_NAME), start=1):
        stretch += " " * (count > 1) + _folded(word[0])
        bare = stretch.rstrip(',;.:)”"')
        if count == 2:
            limit = names.get(bare + " …", 0) or names.get(stretch + " …", 0)
            if not limit:
                return None
        if count >= 2 and bare in names:
            best = word.end() - (len(stretch) - len(bare))
        if count > max(limit, 2):
            break
    return best
