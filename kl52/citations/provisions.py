"""The provision before a mention (``điểm a khoản 2 Điều 5 của``), or behind it after a comma.

Input: one paragraph and its mentions. Output: the same mentions in the same order, those with
a provision reaching over it. Guarantee: a provision is given to the mention next to it only.
"""

from __future__ import annotations

import re

from kl52.citations.mention import Mention
from kl52.citations.phrases import any_of, each_of
from kl52.language.letters import begins
from kl52.spans import Span
from kl52.values import evolve

# «Phụ lục I.3», «mục A.III»: the levels of annexes and tables of contents, joined by points
# (a letter is no Roman number, so that there is one way to read each)
_LETTER = "[ABD-HJKM-UWYZĐ]"
_POINTED = rf"(?:[IVXLC]{{1,6}}|{_LETTER})(?:\.(?:[IVXLC]{{1,6}}|\d{{1,2}}|{_LETTER}))*"
# «Mẫu số 01/TNDN», «Mẫu số 03-6/ĐK-TCT», «Mẫu B1.02»: the code of a form or an annex
_CODE = r"[A-ZĐ]{0,2}\d{1,3}[A-ZĐa-zđ]?(?:[.-]\d{1,3}){0,2}(?:[/.-][A-ZĐ]{1,8}\d{0,2}){0,3}(?!\w)"
# values and what is left out are taken whole, so that there is one way to read them
_CODES = rf"{_CODE}(?:\s*(?:,|(?:{any_of('provision-and')})(?!\w))\s*{_CODE})*+"
_CODED = "|".join(
    f"(?<={word[1:]}{number})" for word in each_of("provision-coded") for number in (" ", " số ")
)
_VALUE = (
    rf"(?>(?:số\s+)?(?:(?:{_CODED}){_CODES}|thứ\s+(?:{any_of('provision-ordinal')})"
    r"|\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]{0,2}"
    rf"|[IVXLC]{{1,6}}(?:-[A-Z](?!\w))?(?![.]\w)|{_POINTED}|[a-zđ](?:\.?\d{{1,2}})?)(?!\w))"
)
_WORDS = each_of("provision")
_LEVELS = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _WORDS)
_LEVEL = rf"(?:[Cc]ác\s+)?(?:{_LEVELS})"
_BARE = rf"hụ lục(?=\s+(?:{any_of('annex-alone')}))"
_FIRST = begins(
    rf"P{_BARE}(?P<bare>)",
    rf"p{_BARE}(?P<small>)",
    rf"Các\s+[Pp]{_BARE}(?P<all>)",
    rf"các\s+[Pp]{_BARE}(?P<several>)",
    *(first + word[1:] for word in _WORDS for first in (word[0].upper(), word[0])),
    *(rf"{word}\s+(?:{_LEVELS})" for word in ("Các", "các")),
    rf"từ\s+{_LEVEL}",
)
_VALUES = rf"\s+{_VALUE}(?:\s*(?:,|;|(?:{any_of('provision-and')})(?!\w)|[-–])\s*{_VALUE})*"
_UNIT = _LEVEL + _VALUES
_JOINED = rf"(?:\s*[,;]\s*|\s+(?:{any_of('provision-of')})\s+|\s+)"
# «Điều 13 (trừ điểm b khoản 1 Điều 13) và Điều 16»
_EXCEPT = rf"(?:\s*\((?:{any_of('provision-except')})\s+(?>{_UNIT}(?:{_JOINED}{_UNIT})*)\))?"
PROVISION = re.compile(
    rf"{_FIRST}(?(bare)|(?(small)|(?(all)|(?(several)|"
    rf"{_VALUES}{_EXCEPT}(?:{_JOINED}(?:{_UNIT}{_EXCEPT}|(?:các\s+)?[Pp]{_BARE}))*))))"
)
_TO_DOCUMENT = re.compile(rf"\s*,?\s*(?:(?:{any_of('provision-to-document')})\s+)?$")
_BEHIND = re.compile(
    rf"\s*,\s+(?P<provision>(?:{any_of('provision-behind')})\s+{_VALUE}(?:\s*,\s*{_UNIT})*)"
    r"(?=\s*[,.;)]|\s*$)"
)


def with_provisions(text: str, mentions: list[Mention]) -> list[Mention]:
    """Take the provision before (or, after a comma, behind) a mention into it."""
    if not mentions:
        return []
    starts = {mention.span.start: index for index, mention in enumerate(mentions)}
    ordered = sorted(starts)
    found = list(mentions)
    position = 0
    for match in PROVISION.finditer(text):
        while position < len(ordered) and ordered[position] < match.end():
            position += 1
        if position >= len(ordered):
            break
        start = ordered[position]
        between = text[match.end() : start]
        if len(between) < 40 and _TO_DOCUMENT.fullmatch(between):
            index = starts[start]
            mention = found[index]
            words = match[0] if mention.rule != "inner" else text[match.start() : mention.span.end]
            found[index] = evolve(
                mention, span=Span(match.start(), mention.span.end), provision=words
            )
    taken = {mention.span.start for mention in found}
    for index, mention in enumerate(found):
        if mention.provision is None and mention.kind in ("numbered", "named"):
            behind = _BEHIND.match(text, mention.span.end)
            if behind and behind.start("provision") not in taken:
                found[index] = evolve(
                    mention,
                    span=Span(mention.span.start, behind.end()),
                    provision=behind["provision"],
                )
    return found
