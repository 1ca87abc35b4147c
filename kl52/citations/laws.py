"""Rule: laws, codes and ordinances by name.

Input: one paragraph. Output: mentions of kind ``named`` in text order. Guarantee: the laws
named in an amending law's title come out as mentions of their own, without its date.

Names hold commas, numbers and ``số``, so the longest name of the lexicon wins; an unknown name
ends where running text goes on. An amending law's number and date stand behind its whole
title; those behind each of the amended laws are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kl52.catalogue.identity import number_key
from kl52.citations.issuing import RIGHT_YEAR, extend_right
from kl52.citations.law_names import law_key, law_name_end, laws_by_name, laws_by_number
from kl52.citations.mention import Mention
from kl52.citations.phrases import any_of, each_of
from kl52.language.letters import begins, capitalised
from kl52.language.symbols import canonical_number
from kl52.spans import Span

_NO_LAW = (r"\w", *(f"(?i:{word}) " for word in each_of("law-not-behind")))
_LAW_NAMES = tuple(map(capitalised, each_of("law-type")))
_LAW = re.compile(rf"(?P<type>{begins(*_LAW_NAMES, behind=_NO_LAW)})(?!\w)")
_AMENDING = re.compile(
    rf"\s+(?:{any_of('law-amends')})"
    rf"(?:\s+một số\s+(?:{any_of('law-amended-part')}))?(?:\s+(?:của|tại))?"
    r"(?:\s+(?:các|Luật số [\w/]+\s+))?\s*",
    re.IGNORECASE,
)
# «các luật liên quan đến đầu tư xây dựng cơ bản»: the amended laws as a class
_CLASS = re.compile(
    r"(?<=các )luật\s[^,;.:()\n“”]{3,120}?(?=\s+(?:số|ngày|năm)\s+\d|\s+và\s|[,;.:()\n]|$)",
    re.IGNORECASE,
)
_NEXT_LAW = re.compile(rf"\s*(?:,|;|,?\s*và)\s*(?=(?:{any_of('law-type')})\s)")
_NUMBER = re.compile(r"\s+(?:số\s*:?\s*)?(?P<number>\d+/\d{4}/(?:UBTV)?QH\d+)")
_GOES_ON = re.compile(rf"\s*(?:,|,?\s*và)\s*(?:{any_of('law-type')})\s")
_LONGEST_LAW = 1500  # characters; the longest omnibus law names some fifteen laws
_REVISED = re.compile(rf"\s*\((?:{any_of('law-revised')})\)")


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
            if match.start() < outer_end < mention.span.end:
                mention = replace(mention, span=mention.core, date=None, issuer=None)
        yield mention


def give_dates(mentions: list[Mention]) -> list[Mention]:
    """The day behind ``Luật sửa đổi … Luật B số 2/2015/QH13 ngày 22/11/2019`` is not Luật B's.

    Its number says that it is of another year, so the day is the amending law's.
    """
    outer = {each.span.end: at for at, each in enumerate(mentions) if _is_undated_amending(each)}
    found = list(mentions)
    for at, law in enumerate(mentions if outer else ()):
        amending = outer.get(law.core.end)
        if amending is None or law.rule != "law" or not (law.number and law.date):
            continue
        year = re.search(r"/((?:19|20)\d\d)/", law.number)
        if year is None or year[1] == law.date[:4]:
            continue
        span = Span(found[amending].span.start, law.span.end)
        found[amending] = replace(found[amending], span=span, date=law.date, issuer=law.issuer)
        span = Span(law.span.start, law.core.end)
        found[at] = replace(law, span=span, date=None, issuer=None)
    return found


def _is_undated_amending(mention: Mention) -> bool:
    return mention.rule == "amending-law" and mention.date is None and mention.number is None


def _law_at(text: str, match: re.Match[str]) -> Mention | None:
    start, after = match.start(), match.end()
    if _AMENDING.match(text, after):
        return _amending_law(text, match)
    end = law_name_end(text, start, after)
    if end is None:
        return None
    type_name = match["type"].capitalize()
    name = text[start:end].strip()
    end = start + len(name)
    if end <= after and type_name != "Hiến pháp":
        return None
    mention = Mention(
        span=Span(start, end),
        kind="named",
        rule="law",
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
    named = _CLASS.match(text, end)
    if named is not None and law_name_end(text, named.start(), named.start() + 4) is None:
        end = named.end()
    name, own = text[match.start() : end], None
    while law := _LAW.match(text, end):
        named_end = law_name_end(text, end, law.end()) or law.end()
        amended = text[end:named_end]
        own = _own_end(text, amended, named_end, listed=own is not None)
        end = own or named_end
        joined = _NEXT_LAW.match(text, end)
        name += amended
        if joined is None or end - match.start() > _LONGEST_LAW:
            break
        name += joined[0]
        end = joined.end()
    mention = Mention(
        span=Span(match.start(), end),
        kind="named",
        rule="amending-law",
        type=match["type"].capitalize(),
        name=name.strip(),
        core=Span(match.start(), end),
    )
    return mention if own is not None else _dated_law(text, mention)


def _own_end(text: str, name: str, end: int, *, listed: bool) -> int | None:
    """Where the number or the date ends that stands behind an amended law and is its own.

    It is where the lexicon says so. One that the lexicon does not know is the amended law's
    where the one before had its own (``listed``), or where the list goes on behind it.
    """
    numbered = _NUMBER.match(text, end)
    if numbered is None:
        dated = extend_right(text, Mention(Span(end, end), "named", "law"))
        dates = {law.date for law in laws_by_name().get(law_key(name), ())}
        return dated.span.end if dated.date and dated.date in dates else None
    known = laws_by_number().get(number_key(canonical_number(numbered["number"])))
    if known is not None:
        own = law_key(known.name) == law_key(name)
    else:
        own = listed or _GOES_ON.match(text, numbered.end()) is not None
    return numbered.end() if own else None
