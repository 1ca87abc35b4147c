"""Rules: words that refer – ``Quyết định này``, short numbers, short names that the text defines.

Input: one paragraph, and the short names in force. Output: mentions of kind ``relative`` or
``short``. Guarantee: which document a word means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kl52.citations.issuing import extend_right
from kl52.citations.mention import ABBREVIATED, Mention, deictic_type, printed_types, type_of
from kl52.citations.phrases import any_of, each_of
from kl52.language.letters import begins
from kl52.spans import Span


@cache
def _relative_pattern() -> re.Pattern[str]:
    words = f"{any_of('this')}|{any_of('above')}"
    return re.compile(
        rf"(?P<type>{begins(*printed_types())})\s+"
        rf"(?P<which>{words}|trên(?=\s*(?:[,.;:)]|và\b|$))|{words.upper()})(?!\w)"
    )


# «điều này» in small letters is a provision behind another one, or behind «tại»; else a matter.
_INNER = re.compile(
    rf"(?P<which>{begins(*each_of('part'))}"
    r"|đ(?<= đ)(?:(?<=tại đ)|(?<=của đ)|(?<=hoản \d đ)|(?<=hoản \d\d đ)|(?<=hoản \d[a-zđ] đ))iều)"
    r" này(?!\w)"
)
# Written as a common noun by some drafters; other types («quyết định này») mean a deed as well.
_COMMON = re.compile(rf"(?P<type>{begins(*each_of('small-type'))}) này(?!\w)")
# «quyết định này» of a Quyết định itself; whether it is one is seen with its header.
_THIS = re.compile(r" này(?!\w)")
_SMALL_OWN = re.compile(rf"(?<!\w)(?P<type>{any_of('small-own')})$")
_AFTER_OWN = re.compile(rf"\s+(?:{any_of('small-own-after')})(?!\w)")
_LONGEST_OWN = max(map(len, each_of("small-own")))
_BEFORE_OWN = re.compile(rf"(?<!\w)(?:{any_of('small-own-before')})\s+$", re.IGNORECASE)
# The words that refer with «này», apart from types with a capital letter.
REFERRING = (*each_of("part"), "điều", *each_of("small-type"), *each_of("small-own"))


def find_relatives(text: str) -> Iterator[Mention]:
    """``Quyết định này``, ``Kế hoạch nêu trên``, and parts of the document itself: ``Điều này``."""
    for match in _relative_pattern().finditer(text):
        yield Mention(
            span=Span(*match.span()),
            kind="relative",
            rule="deictic" if match["which"].lower() in each_of("this") else "anaphor",
            type=deictic_type(match["type"]),
            core=Span(*match.span()),
        )
    if " này" not in text:
        return
    for match in _COMMON.finditer(text):
        yield Mention(
            span=Span(*match.span()),
            kind="relative",
            rule="deictic",
            type=deictic_type(match["type"]),
            core=Span(*match.span()),
        )
    yield from _small_own(text)
    for match in _INNER.finditer(text):
        yield Mention(
            span=Span(*match.span()),
            kind="relative",
            rule="inner",
            provision=match[0],
            core=Span(*match.span()),
        )


def _small_own(text: str) -> Iterator[Mention]:
    """``thi hành quyết định này``: the words around tell a document from a deed."""
    for this in _THIS.finditer(text):
        typed = _SMALL_OWN.search(text, max(0, this.start() - _LONGEST_OWN), this.start())
        if typed is None:
            continue
        left = text[max(0, typed.start() - 24) : typed.start()]
        if _BEFORE_OWN.search(left) or _AFTER_OWN.match(text, this.end()):
            span = Span(typed.start(), this.end())
            yield Mention(
                span=span,
                kind="relative",
                rule="deictic",
                type=deictic_type(typed["type"]),
                core=span,
            )


_SHORT = re.compile(
    rf"(?P<type>{begins(*each_of('short-type'), *each_of('short-code'))})"
    rf"(?:(?<={any_of('short-code')})\s?|(?<![A-ZĐ])\s+(?P<so>số\s+)?)"
    r"(?P<number>\d{1,4}(?(so)[a-z]?))(?P<year>/(?:19|20)\d\d)?"
    r"(?![\w/%]|[.,]\d|\s?[-–]\s?[A-ZĐ\d])"
    rf"(?!\s+(?:{any_of('counted')})\b)"
)


def find_shorts(text: str) -> Iterator[Mention]:
    """A type with a bare number (``Nghị quyết 27``, ``Nghị định số 30/2020``), without symbol.

    >>> [(each.type, each.number) for each in find_shorts("theo Nghị quyết 27 và 3 Kế hoạch 5 năm")]
    [('Nghị quyết', '27')]
    """
    for match in _SHORT.finditer(text):
        if not match["so"] and match["type"] in each_of("short-with-so"):
            continue
        mention = Mention(
            span=Span(*match.span()),
            kind="short",
            rule="short-number",
            type=type_of(match["type"]),
            number=match["number"] + (match["year"] or ""),
            core=Span(match.start("number"), match.end()),
        )
        yield extend_right(text, mention)


_DEFINITION = re.compile(
    begins(*each_of("defines"), behind=(), any_case=True)
    + r"\s*:?\s*[“\"]?(?P<name>(?i:[A-ZĐ])[^)”\"\n;]{1,80}?)\s*[”\")]"
)


@cache
def _typed_pattern() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join((*printed_types(), *ABBREVIATED))})(?!\w)")


def find_definitions(text: str, mentions: list[Mention]) -> list[tuple[Mention, str, int]]:
    """Short names that the text defines: the defining mention, the name, where its force begins."""
    matches = list(_DEFINITION.finditer(text))
    if not matches:
        return []
    types = _typed_pattern()
    numbered_words = bytearray(len(text))
    for each in mentions:
        if each.number and "/" in each.number:
            numbered_words[each.span.start : each.span.end] = b"\x01" * len(each.span)
    found = []
    for match in matches:
        name = match["name"].strip()
        typed = types.match(name)
        if not typed or name[0].islower():
            continue
        if numbered_words.find(1, *match.span("name")) >= 0:
            continue
        numbered = re.search(r"(?:số\s+)?(\d{1,4})$", name)
        mention = Mention(
            span=Span(match.start("name"), match.start("name") + len(name)),
            kind="short",
            rule="definition",
            type=deictic_type(typed[0]),
            number=numbered[1] if numbered else None,
            name=name,
            core=Span(match.start("name"), match.start("name") + len(name)),
        )
        found.append((mention, name, match.end()))
    return found


# Where the use of a short name may begin, by the first word that it has.
_FIRST = re.compile(r"(?<![\w“])\w+")


class ShortNames:
    """The short names in force, found by their first word and their lengths.

    A pattern of all names would be made anew for every paragraph that defines one.
    """

    def __init__(self) -> None:
        self.mentions: dict[str, Mention] = {}
        self._forms: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}

    def define(self, name: str, mention: Mention) -> None:
        self.mentions[name] = mention
        # a definition in a title of capitals holds for running text too
        for form in (name, name.capitalize() if name.isupper() else name.upper()):
            first = _FIRST.match(form)
            if first is not None:
                self._forms[form] = name
                lengths = {*self._lengths.get(first[0], ()), len(form)}
                self._lengths[first[0]] = sorted(lengths, reverse=True)

    def _may_be_in(self, text: str) -> bool:
        """A quick look: whether the first word of a name is there; not taken for many names."""
        return len(self._lengths) > 16 or any(first in text for first in self._lengths)

    def in_text(self, text: str) -> Iterator[tuple[Span, str]]:
        """The uses in ``text``, the longest name first, with the name as it was defined."""
        if not self._forms or not self._may_be_in(text):
            return
        end = 0
        for first in _FIRST.finditer(text):
            if first.start() < end:
                continue
            for length in self._lengths.get(first[0], ()):
                name = self._forms.get(text[first.start() : first.start() + length])
                after = text[first.start() + length : first.start() + length + 1]
                if name is not None and not (after.isalnum() or after in ("_", "/")):
                    end = first.start() + length
                    yield Span(first.start(), end), name
                    break


def find_uses(text: str, defined: ShortNames, since: dict[str, int]) -> Iterator[Mention]:
    """Uses of the short names in force; ``since`` holds those defined in this very line."""
    for span, name in defined.in_text(text):
        if span.start >= since.get(name, 0):
            yield Mention(
                span=span,
                kind="short",
                rule="defined-name",
                type=defined.mentions[name].type,
                name=name,
                core=span,
            )
