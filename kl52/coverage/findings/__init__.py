"""What a drafter should look at before a plan is signed: one module for each kind of check.

Each has ``find(case)``, which yields :class:`~kl52.coverage.values.Finding`; the words and the
severity of a code stand in ``data/findings.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kl52.coverage.findings import actors, deadlines, strength, targets
from kl52.coverage.values import Case, Finding

Check = Callable[[Case], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (deadlines.find, targets.find, strength.find, actors.find)


def find_findings(case: Case) -> tuple[Finding, ...]:
    """All findings on a plan, in the order of its text; those without a place come first."""
    found = dict.fromkeys(finding for check in CHECKS for finding in check(case))
    return tuple(sorted(found, key=lambda each: (each.span.start if each.span else -1, each.code)))
