"""What a drafter should look at before a plan is signed: one module for each kind of check.

Each has ``find(case)``, which yields :class:`~kl52.coverage.values.Finding`; the words and the
severity of a code stand in ``data/findings.tsv``, and :mod:`telling` puts them together.

Against the source: :mod:`actors`, :mod:`deadlines`, :mod:`targets`, :mod:`strength`, each where
:mod:`nearest` says what a local task comes from. Of citations: :mod:`basis`, :mod:`citations`,
:mod:`compared` (over the :mod:`papers` of plan and sources), :mod:`outdated`. Of the form:
:mod:`layout`, :mod:`numbering`, :mod:`naming`, :mod:`mentions`, :mod:`blanks`. Of the plan by
itself: :mod:`ended` bodies, :mod:`clear` tasks. :mod:`places` says where findings stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kl52.coverage.findings import (
    actors,
    basis,
    blanks,
    citations,
    clear,
    compared,
    deadlines,
    ended,
    layout,
    mentions,
    naming,
    numbering,
    outdated,
    strength,
    targets,
)
from kl52.coverage.findings.places import Around
from kl52.coverage.values import Case, Finding

Check = Callable[[Case], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    deadlines.find,
    targets.find,
    strength.find,
    actors.find,
    clear.find,
    ended.find,
    citations.find,
    compared.find,
    outdated.find,
    basis.find,
    naming.find,
    blanks.find,
    numbering.find,
    mentions.find,
    layout.find,
)


def find_findings(case: Case) -> tuple[Finding, ...]:
    """All findings on a plan, in the order of its text; those without a place come first.

    Of one code there is one finding at a place: the first check that tells it knows most.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for check in CHECKS:
        for finding in check(case):
            rule = finding.detail if finding.code == "form" else None
            found.setdefault((finding.code, rule, finding.span), finding)
    around = Around(case.plan)
    return tuple(sorted(map(around.locate, found.values()), key=in_order))


def in_order(finding: Finding) -> tuple[int, str, str]:
    """Sorts findings by their place in the plan."""
    return finding.span.start if finding.span else -1, finding.code, finding.detail or ""
