"""The provision before a mention (``điểm a khoản 2 Điều 5 của``), or behind it after a comma.

Input: one paragraph and its mentions. Output: the same mentions in the same order, those with
a provision reaching over it. Guarantee: a provision is given to the mention next to it only.
"""

from __future__ import annotations

import re

from kl52.citations.mention import Mention
from kl52.letters import begins
from kl52.spans import Span
from kl52.values import evolve

_VALUE = r"(?:số\s+)?(?:\d{1,3}[a-zđ]{0,2}|[IVXLC]{1,6}|[a-zđ]\d?)(?!\w)"
_LEVELS = "[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Cc]hương|[Mm]ục|[Tt]iểu mục|[Pp]hần|[Pp]hụ lục|[Tt]iết|[Mm]ẫu"
_LEVEL = rf"(?:[Cc]ác\s+)?(?:{_LEVELS})"
_BARE = r"hụ lục(?=\s+(?:của|ban hành|kèm theo))"
_FIRST = begins(
    rf"P{_BARE}(?P<bare>)",
    rf"p{_BARE}(?P<small>)",
    *(level[at] + level[4:] for level in _LEVELS.split("|") for at in (1, 2)),
    *(rf"{word}\s+(?:{_LEVELS})" for word in ("Các", "các")),
    rf"từ\s+{_LEVEL}",
)
_VALUES = rf"\s+{_VALUE}(?:\s*(?:,|;|và|đến|hoặc|[-–])\s*{_VALUE})*"
_UNIT = _LEVEL + _VALUES
_PROVISION = re.compile(
    rf"{_FIRST}(?(bare)|(?(small)|"
    rf"{_VALUES}(?:(?:\s*[,;]\s*|\s+(?:và|đến|của|thuộc|hoặc)\s+|\s+)(?:{_UNIT}))*))"
)
_TO_DOCUMENT = re.compile(r"\s*,?\s*(?:(?:của|tại|thuộc|ban hành kèm theo|kèm theo|trong)\s+)?$")
_BEHIND = re.compile(
    rf"\s*,\s+(?P<provision>(?:Điều|Phụ lục|khoản|điểm)\s+{_VALUE}(?:\s*,\s*{_UNIT})*)"
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
    for match in _PROVISION.finditer(text):
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
    for index, mention in enumerate(found):
        if mention.provision is None and mention.kind in ("numbered", "named"):
            behind = _BEHIND.match(text, mention.span.end)
            if behind:
                found[index] = evolve(
                    mention,
                    span=Span(mention.span.start, behind.end()),
                    provision=behind["provision"],
                )
    return found
