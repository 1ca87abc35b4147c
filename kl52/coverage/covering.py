"""Coverage: what a plan takes up of the tasks above it, what it leaves out, what is wrong.

Input: a parsed plan, the documents to check it against, and the library. Output:
:class:`~kl52.coverage.values.Coverage`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kl52.alignment import RECALL, align
from kl52.cascade import find_cascade
from kl52.coverage.comparable import check_comparable, is_paper
from kl52.coverage.conventions import Conventions
from kl52.coverage.decided import apply_to_findings, with_decisions
from kl52.coverage.findings import find_findings
from kl52.coverage.localisation import localisation_of
from kl52.coverage.matrix import rows_of
from kl52.coverage.suspicion import suspected
from kl52.coverage.values import Case, Coverage
from kl52.hops import subject_of
from kl52.library import Library
from kl52.meaning import Choice, chosen
from kl52.model import Document
from kl52.reviewing.applying import apply_to_links, reviewed_of
from kl52.reviewing.decisions import Decision
from kl52.reviewing.settling import settle


def parents_of(plan: Document, library: Library) -> tuple[Document, ...]:
    """The documents above that a plan's title or preamble names, whose text is at hand."""
    hops, _ = find_cascade(plan, library)
    subject = subject_of(plan)
    cited = dict.fromkeys(hop.above for hop in hops if hop.below == subject and hop.central)
    texts = (library.document(id) for id in cited)
    known = (text for text in texts if text is not None and text.obligations)
    return tuple(text for text in known if not is_paper(text))


def coverage(
    plan: Document,
    library: Library | None = None,
    *,
    against: Sequence[Document] | None = None,
    encoder: Choice = "bundled",
    review: Iterable[Decision] = (),
    conventions: Conventions | None = None,
) -> Coverage:
    """Which tasks of ``against`` (default: :func:`parents_of`) the plan takes up.

    ``review`` are decisions of people on links and findings, ``conventions`` those of an office.
    Raises ``UsageError`` for an invitation and the like, and for a plan measured by itself.

    >>> library = Library()
    >>> ids = [each.id for each in library.catalogue.entries if each.text and "9902" in each.text]
    >>> plan = library.document(ids[0])
    >>> found = coverage(plan, library)
    >>> found.summary["source_obligations"] > 0
    True
    """
    library = Library() if library is None else library
    conventions = conventions or Conventions()
    plan = conventions.applied_to(plan)
    sources = tuple(parents_of(plan, library) if against is None else against)
    check_comparable(plan, sources)
    settling = settle(review, plan, sources)
    on = plan.header.on
    refused = settling.refused
    aligned = align(plan, sources, on=on, least=RECALL, encoder=chosen(encoder), refused=refused)
    aligned = apply_to_links(aligned, settling, plan, sources)
    plain = suspected(rows_of(plan, sources, aligned, settling.kept), on, library.catalogue)
    rows = tuple(with_decisions(plain, settling))
    case = Case(plan, sources, rows, library.catalogue)
    asked = [duty for duty in plan.obligations if duty.kind != "execution"]
    local_only = tuple(duty.id for duty in asked if sources and not aligned[duty.id].accepted)
    graded, disabled = conventions.grade(find_findings(case))
    findings, hidden, placed = apply_to_findings(graded, settling, plan)
    return Coverage(
        document=plan,
        against=tuple(doc.id for doc in sources),
        rows=rows,
        local_only=local_only,
        not_assessed=() if sources else tuple(duty.id for duty in asked),
        findings=findings,
        localisation=localisation_of(plan, rows),
        disabled=disabled,
        hidden=hidden,
        review=reviewed_of((*settling.placed, *placed), len(hidden)),
    )
