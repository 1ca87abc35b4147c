"""Sources that were replaced or repealed on the day of the plan, with what replaced them.

A basis, or what the plan implements, is an error; a mention in a task a warning. Not where the
plan itself says that the paper is changed or replaced, nor in the title of another paper, nor in a
list of papers that have ended. A law that another of its name followed so long ago that this must
be in force by now counts as replaced, though the day is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kl52.catalogue import Catalogue
from kl52.catalogue.precedence import date_of
from kl52.catalogue.validity import called
from kl52.coverage.findings.telling import quote, tell
from kl52.coverage.values import Case, Evidence, Finding
from kl52.language.lexicon import fold
from kl52.model import Citation, Document, Severity

_GRAVE = frozenset({"legal_basis", "implements", "guides"})
# Laws that begin with the year after next wait some 13 months (civil code 2015, environment 2020).
_WAITS = timedelta(days=425)
_LIST_OF_ENDED = re.compile(r"hết hiệu lực|ngưng hiệu lực|bãi bỏ|hệ thống hóa")
_HISTORY = frozenset({"replaces", "repeals", "amends", "continues", "self", "proposed_by"})


def find(case: Case) -> Iterator[Finding]:
    told: set[str | None] = set()
    for cite in case.plan.citations:
        ended = cite.status in ("replaced", "repealed") or _must_have_ended(cite, case.on)
        if not ended or cite.relation in _HISTORY:
            continue
        if cite.within is not None or cite.passive or cite.target in told:
            continue
        if _is_listed(case.plan, cite):
            continue
        told.add(cite.target)
        above = _cited_above(case, cite)
        yield tell("superseded_citation", case.plan, cite=cite, found=cite.text,
                   expected=cite.status_reason, severity=_severity(cite, above is not None),
                   evidence=above or _successor(cite, case.catalogue))  # fmt: skip


def _must_have_ended(cite: Citation, on: str | None) -> bool:
    """Whether what replaced a law was issued longer ago than laws wait to be in force."""
    followers = (
        date_of(each.by or "") for each in cite.changes
        if each.kind == "replaced" and each.on is None and each.part is None
    )  # fmt: skip
    days = [day for day in followers if len(day or "") == 10]
    return on is not None and any(
        date.fromisoformat(day) + _WAITS <= date.fromisoformat(on) for day in days if day
    )


def _is_listed(plan: Document, cite: Citation) -> bool:
    """Whether a paper stands below a heading that announces what has ended."""
    unit = plan.unit(cite.unit) if cite.unit else None
    above = [unit, *plan.ancestors(unit)] if unit else []
    return any(_LIST_OF_ENDED.search(fold(each.heading)) for each in above if each.heading)


def _severity(cite: Citation, known: bool) -> Severity:
    """What is only general knowledge, and not known from above, is told for somebody to check."""
    ends = [each for each in cite.changes if each.kind in ("replaced", "repealed", "expired")]
    known = known or any(each.certainty == "V" for each in ends if each.part is None)
    return "error" if cite.relation in _GRAVE and known else "warning"


def _cited_above(case: Case, cite: Citation) -> Evidence | None:
    """Where a document above cites what replaced the paper."""
    for doc in case.sources:
        for other in doc.citations:
            if cite.replaced_by is not None and other.target == cite.replaced_by:
                return quote(doc, other.span)
    return None


def _successor(cite: Citation, catalogue: Catalogue) -> Evidence | None:
    if cite.replaced_by is None:
        return None
    entry = catalogue.by_id(cite.replaced_by)
    name = ", ".join(filter(None, (called(entry), entry.title))) if entry else cite.replaced_by
    return Evidence(cite.replaced_by, name)
