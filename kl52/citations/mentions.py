"""Mentions of documents, each found by one rule, before they are related to each other.

Input: normalised text. Output: :class:`Mention` values in text order, none overlapping
another except where one stands in the name of another's issuer or in a law's title.
Mentions are found on the text itself, before any word segmentation, which would
split ``52-KL/TW``.

A mention's span is maximal: provision, type, number, date, issuer; it stops before the
title (``về …``, ``ban hành …``), which is where nested mentions stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kl52.citations.amended import find_amended_parts
from kl52.citations.laws import find_laws, give_dates
from kl52.citations.mention import ABBREVIATED, Mention, type_names
from kl52.citations.named import (
    find_aliases,
    find_futures,
    find_issued_by,
    find_owned,
    find_policies,
)
from kl52.citations.numbered import find_blanks, find_numbered
from kl52.citations.provisions import with_provisions
from kl52.citations.referring import (
    REFERRING,
    ShortNames,
    find_definitions,
    find_relatives,
    find_shorts,
    find_uses,
)
from kl52.language.letters import begins, capitalised
from kl52.language.lexicon import fold
from kl52.language.symbols import find_symbols
from kl52.spans import Span
from kl52.values import evolve


def find_mentions(text: str, own_names: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """Every mention in ``text``, in order; ``own_names``: what the document itself promulgates.

    >>> [m.number for m in find_mentions("Căn cứ Nghị quyết số 18, 19-NQ/TW ngày 25-10-2017")]
    ['18-NQ/TW', '19-NQ/TW']
    >>> [(m.kind, m.provision) for m in find_mentions("theo điểm a khoản 2 Điều 5 Nghị định này")]
    [('relative', 'điểm a khoản 2 Điều 5')]
    """
    found: list[Mention] = []
    defined = ShortNames()
    awaited: set[str] = set()
    for line in re.finditer(r"[^\n]+", text):
        for mention in _with_amended_parts(line[0], _of_line(line[0], defined, own_names)):
            if mention.kind == "future" and mention.name:
                awaited.add(fold(mention.name))
            elif awaited and mention.rule == "policy" and fold(mention.name or "") in awaited:
                mention = evolve(mention, kind="future")
            found.append(_shifted(mention, line.start()))
    return tuple(found)


def _with_amended_parts(line: str, mentions: list[Mention]) -> list[Mention]:
    parts = find_amended_parts(line, mentions)
    return sorted([*mentions, *parts], key=_place) if parts else mentions


def _shifted(mention: Mention, by: int) -> Mention:
    if by == 0:
        return mention
    return evolve(mention, span=mention.span.shift(by), core=mention.core.shift(by))


@cache
def _sign() -> re.Pattern[str]:
    """What every mention has, but for ``Điều này`` and names that the document gives: a type."""
    return re.compile(begins(*map(capitalised, (*type_names(), *ABBREVIATED, "Văn kiện"))))


@cache
def _this() -> re.Pattern[str]:
    return re.compile(begins(*(f"{word} này" for word in REFERRING)))


def _names_a_document(line: str) -> bool:
    return (
        _sign().search(line) is not None
        or (" này" in line and _this().search(line) is not None)
        or next(find_symbols(line), None) is not None
    )


def _of_line(line: str, defined: ShortNames, own_names: tuple[str, ...]) -> list[Mention]:
    """The mentions of one paragraph; short names that it defines are added to ``defined``."""
    if not _names_a_document(line):
        return _by_given_names(line, defined, own_names)
    named_laws = list(find_laws(line))
    ends = {law.core.end: law for law in named_laws if law.rule == "law"}
    ends |= {law.core.end: law for law in named_laws if law.rule == "amending-law"}
    taken = _Taken(len(line))
    taken.add(find_numbered(line, ends))
    numbered = {mention.span.start for mention in taken.mentions if mention.rule == "amending-law"}
    for source in (
        find_blanks(line),
        find_aliases(line),
        [law for law in named_laws if law.span.start not in numbered],
        find_relatives(line),
        find_shorts(line),
    ):
        taken.add(source)
    definitions = find_definitions(line, taken.mentions)
    if definitions:
        taken.remove([mention.span for mention, _, _ in definitions])
        taken.add([mention for mention, _, _ in definitions])
    since = {name: end for _, name, end in definitions}
    for mention, name, _ in definitions:
        defined.define(name, mention)
    taken.add(find_owned(line, own_names))
    policies = list(find_policies(line))
    for source in (
        _without_longer(find_uses(line, defined, since), policies),
        policies,
        find_issued_by(line),
        find_futures(line),
    ):
        taken.add(source)
    mentions = give_dates(sorted(taken.mentions, key=_place))
    found = with_provisions(line, _without_swallowed(mentions))
    return sorted(found, key=_place)


def _without_longer(uses: Iterable[Mention], policies: list[Mention]) -> Iterator[Mention]:
    """``Chương trình`` is no short name where ``Chương trình … giai đoạn 2016 - 2020`` begins."""
    longer = {each.span.start for each in policies if _YEARS.search(each.name or "")}
    return (use for use in uses if use.span.start not in longer)


_YEARS = re.compile(r"(?:giai đoạn|đến năm) (?:19|20)\d\d")


def _by_given_names(line: str, defined: ShortNames, own_names: tuple[str, ...]) -> list[Mention]:
    """The mentions of a paragraph by names that the document itself gives."""
    if not own_names and not defined.mentions:
        return []
    taken = _Taken(len(line))
    taken.add(find_owned(line, own_names))
    taken.add(find_uses(line, defined, {}))
    return sorted(taken.mentions, key=_place)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


class _Taken:
    """Which characters mentions already stand on."""

    def __init__(self, length: int) -> None:
        self.mask = bytearray(length)
        self.mentions: list[Mention] = []

    def add(self, source: Iterable[Mention]) -> None:
        """Take those of ``source`` on free characters; an amending law may hold taken ones."""
        for mention in source:
            start, end = mention.span.start, mention.span.end
            if mention.rule == "amending-law":
                end = start + len(mention.type or "")  # the laws in its title are mentions too
                if mention.number:
                    self.mask[mention.core.start : mention.core.end] = b"\x01" * len(mention.core)
            elif self.mask.find(1, start, end) >= 0:
                continue
            else:
                end = mention.core.end  # an issuer's name may hold a citation of its own
            self.mask[start:end] = b"\x01" * (end - start)
            self.mentions.append(mention)

    def remove(self, spans: Iterable[Span]) -> None:
        """Give up the mentions that touch ``spans``, so that others may stand there."""
        gone = bytearray(len(self.mask))
        for span in spans:
            if self.mask.find(1, span.start, span.end) >= 0:
                gone[span.start : span.end] = b"\x01" * len(span)
                self.mask[span.start : span.end] = bytes(len(span))
        if 1 in gone:
            self.mentions = [
                each for each in self.mentions if gone.find(1, each.span.start, each.span.end) < 0
            ]


def _without_swallowed(mentions: list[Mention]) -> list[Mention]:
    """Drop a mention whose words are all part of an earlier one's own words."""
    kept: list[Mention] = []
    reach = -1
    for mention in mentions:
        if mention.span.end <= reach:
            continue
        kept.append(mention)
        if mention.rule != "amending-law":
            reach = max(reach, mention.core.end)
    return kept
