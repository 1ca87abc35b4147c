"""Verbs that bind less than the source's: told to complete or build, the plan only studies.

The classes of ``data/verbs.tsv`` in the order of how firmly they bind.
"""

from __future__ import annotations

from collections.abc import Iterator

from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding

_WEAK = frozenset({"study", "encourage", "propose", "support"})
_FIRM = frozenset({"complete", "ensure", "build", "issue", "implement", "check", "strengthen"})
_SURE = 0.6


def find(case: Case) -> Iterator[Finding]:
    for row in case.rows:
        sure = [link for link in row.local if link.match.score >= _SURE]
        if row.duty.strength not in _FIRM or any(link.duty.strength in _FIRM for link in sure):
            continue
        for link in sure:
            if link.duty.strength in _WEAK:
                yield tell("verb_softened", case.plan, duty=link.duty,
                           found=link.duty.action or "", expected=row.duty.action or "",
                           evidence=evidence_of(row))  # fmt: skip
