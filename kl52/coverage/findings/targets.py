"""Targets below those of the source: the same thing measured, with a worse value.

A ceiling (``tối đa``, ``không quá``) is worse when it is higher, a share when it is lower. A
share is also worse in another measure (``%`` for ``%/năm``), against another base year, or for a
later year. Counts that the country as a whole is to reach are no measure for one province, only
those of every province, commune or school. A target that meets any of the source tasks it is
linked with is not below; of several targets of one task those that are the same are paired first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kl52.alignment import terms
from kl52.coverage.findings.nearest import copied
from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding, LocalLink, Row
from kl52.language.lexicon import fold
from kl52.model import Target

_CEILING = re.compile(r"tối đa|không quá|nhiều nhất|dưới|≤|<|giảm còn")
_SHARED = 0.5  # of the words that say what is measured
_SURE = 0.7  # a link that is likely enough to hold two values against each other
_COPIED = 0.8  # the words that a task has of one that does not bind it
_EACH = re.compile(
    r"\b(?:mỗi|từng) (?:tỉnh|thành phố|địa phương|huyện|xã|phường|đơn vị|cơ quan|thôn|trường)\b"
)
_PER = re.compile(r"^%\s*/\s*")


class _Pair(NamedTuple):
    row: Row
    link: LocalLink
    own: Target
    above: Target


def find(case: Case) -> Iterator[Finding]:
    for pairs in _comparable(case).values():
        worse = [(pair, words) for pair in pairs if (words := _worse(pair))]
        if not worse or len(worse) < len(pairs):
            continue
        (row, link, _, _), words = max(worse, key=lambda each: each[0].link.match.score)
        if link.match.score >= _SURE:
            yield tell("target_lower", case.plan, duty=link.duty, found=words[0],
                       expected=words[1], evidence=evidence_of(row))  # fmt: skip


def _comparable(case: Case) -> dict[tuple[str, int], list[_Pair]]:
    """For each local target, by obligation and place, those of the source that it may answer."""
    found: dict[tuple[str, int], list[_Pair]] = {}
    for row, link in case.links:
        if not _binds(row, link):
            continue
        taken = {number for number, each in enumerate(row.duty.targets)
                 if any(_is_met(own, each) for own in link.duty.targets)}  # fmt: skip
        for number, own in enumerate(link.duty.targets):
            met = any(_is_met(own, each) for each in row.duty.targets)
            pairs = [
                _Pair(row, link, own, each) for at, each in enumerate(row.duty.targets)
                if _same(own, each) and (met or at not in taken)
            ]  # fmt: skip
            found.setdefault((link.duty.id, number), []).extend(pairs)
    return found


def _is_met(own: Target, above: Target) -> bool:
    """Whether a target is that of the source as it stands, so that it is no other one's measure."""
    return own.value == above.value and _same(own, above)


def _binds(row: Row, link: LocalLink) -> bool:
    """Whether the source's values are a measure: it binds the body, or its words are copied."""
    return row.applicable or copied(row, link) >= _COPIED


def _same(own: Target, above: Target) -> bool:
    """The same measure, and the same thing measured; a count needs the words, a share its unit."""
    mine, theirs = _measure(own), _measure(above)
    if mine != theirs:
        return False
    of_own, of_above = ({*terms(each.of or "")} for each in (own, above))
    if not of_own or not of_above:
        return _is_share(above) or fold(own.unit) == fold(above.unit)
    if len(of_own & of_above) / min(len(of_own), len(of_above)) >= _SHARED:
        return True
    return bool(_CEILING.search(fold(above.text)))  # «tối đa không quá 03 trường»: of the source


def _measure(target: Target) -> str:
    """``%`` for every share; of a counted thing the noun that is counted."""
    unit = fold(target.unit)
    if unit.startswith("%"):
        return "%" if unit == "%" or _PER.match(unit) else unit
    return unit.split(" ")[0] if unit else ""


def _is_share(target: Target) -> bool:
    return "%" in target.unit


def _worse(pair: _Pair) -> tuple[str, str] | None:
    """What the plan and the source say where the plan's is worse."""
    own, above = pair.own, pair.above
    if _CEILING.search(fold(above.text)):
        return (own.text, above.text) if own.value > above.value else None
    if not _is_share(above) and not _EACH.search(fold(pair.row.duty.text)):
        return None
    if own.value < above.value:
        return own.text, above.text
    if _PER.match(fold(above.unit)) and not _PER.match(fold(own.unit)):
        return own.text, above.text
    if own.base and above.base and own.base != above.base:
        return _against(own), _against(above)
    if own.by and above.by and own.by > above.by:
        return f"{own.text}, đến năm {own.by[:4]}", f"{above.text}, đến năm {above.by[:4]}"
    return None


def _against(target: Target) -> str:
    return f"{target.text} so với năm {target.base}"
