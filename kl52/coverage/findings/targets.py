"""Targets below those of the source: the same thing in the same unit, with a worse value.

A ceiling (``tối đa``, ``không quá``) is worse when it is higher, a floor when it is lower.
Quantities that the country as a whole is to reach (counts) are no measure for one province.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.alignment import terms
from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding
from kl52.lexicon import fold
from kl52.model import Target

_CEILING = re.compile(r"tối đa|không quá|nhiều nhất|dưới|≤|<|giảm còn")
_SHARED = 0.5  # of the words that say what is measured


def find(case: Case) -> Iterator[Finding]:
    for row, link in case.links:
        for above in row.duty.targets:
            for own in link.duty.targets:
                if _same(own, above) and _is_worse(own, above):
                    yield tell("target_lower", case.plan, duty=link.duty, found=own.text,
                               expected=above.text, evidence=evidence_of(row))  # fmt: skip


def _same(own: Target, above: Target) -> bool:
    """The same unit, and the same thing measured; a count needs the words, a share the unit."""
    if fold(own.unit) != fold(above.unit):
        return False
    mine, theirs = ({*terms(each.of or "")} for each in (own, above))
    if not mine or not theirs:
        return _is_share(above)
    return len(mine & theirs) / min(len(mine), len(theirs)) >= _SHARED


def _is_share(target: Target) -> bool:
    return "%" in target.unit


def _is_worse(own: Target, above: Target) -> bool:
    if _CEILING.search(fold(above.text)):
        return own.value > above.value
    if not _is_share(above):
        return False
    return own.value < above.value
