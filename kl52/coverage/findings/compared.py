"""Citations held against how the documents above, and the plan itself, cite the same paper.

Another day, another issuer, or a number that is one slip away from theirs. What the catalogue
confirms by number and day is right, whatever the others say.
"""

from __future__ import annotations

from collections.abc import Iterator

from kl52.bodies import find_body
from kl52.catalogue.identity import issuer_slug
from kl52.catalogue.validity import day
from kl52.citations.candidates import in_one_series
from kl52.coverage.findings.papers import Paper, Papers, numbered, same_matter
from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Finding
from kl52.language.lexicon import fold
from kl52.model import Citation

PARTY_CENTRE = frozenset({"bct", "bbt", "bct-bbt", "bchtw"})


def find(case: Case) -> Iterator[Finding]:
    papers = Papers(case)
    for cite in numbered(case.plan):
        if cite.state != "mismatch" and not is_confirmed(cite):
            yield from _against_papers(case, cite, papers)


def is_confirmed(cite: Citation) -> bool:
    """Whether the catalogue knows a paper of this number and day."""
    return cite.state == "resolved" and len(cite.date or "") == 10


def differ(one: str, other: str) -> bool:
    """Whether two issuers of the Party's centre are not the same, nor one a part of the other."""
    return bool(one and other) and one != other and "bct-bbt" not in (one, other)


def _against_papers(case: Case, cite: Citation, papers: Papers) -> Iterator[Finding]:
    same = list(papers.same(cite))
    above = [paper for paper in same if not paper.own]
    if above or any(paper.date for paper in same):
        yield from _misdated(case, cite, above or same)
        yield from _misattributed(case, cite, same)
    if not above:
        yield from _misnumbered(case, cite, papers)


def _misdated(case: Case, cite: Citation, same: list[Paper]) -> Iterator[Finding]:
    """Another day than every other mention has, of a number that is given once in that time."""
    dated = [paper for paper in same if len(paper.date or "") == 10]
    if len(cite.date or "") < 10 or not dated or any(each.date == cite.date for each in dated):
        return
    right = dated[0]
    if right.own and (right.span is None or right.span.start > cite.span.start):
        return  # of two mentions in the plan the later one is told
    if in_one_series(cite.number or "", cite.date or "", right.date or "", case.catalogue):
        yield tell("citation_wrong_date", case.plan, cite=cite, found=day(cite.date or ""),
                   expected=day(right.date or ""), evidence=right.evidence,
                   severity="warning" if right.own else None)  # fmt: skip


def _misattributed(case: Case, cite: Citation, same: list[Paper]) -> Iterator[Finding]:
    """Another issuer than the documents above name, or the plan's own mention with a date."""
    if not cite.issuer or any(_agrees(cite.issuer, each) for each in same if not each.own):
        return
    for paper in same:
        fuller = not paper.own or (paper.date and not cite.date)
        once = not (cite.date and paper.date) or cite.date == paper.date
        if paper.issuer and fuller and once and _are_two(cite.issuer, paper.issuer):
            yield tell("citation_wrong_issuer", case.plan, cite=cite, found=cite.issuer,
                       expected=paper.issuer, evidence=paper.evidence)  # fmt: skip
            return


def _agrees(issuer: str, paper: Paper) -> bool:
    return paper.issuer is not None and issuer_slug(issuer) == issuer_slug(paper.issuer)


def _are_two(one: str, other: str) -> bool:
    """Whether two names are surely of two bodies: both known, and neither a part of the other."""
    a, b = issuer_slug(one), issuer_slug(other)
    if a in PARTY_CENTRE and b in PARTY_CENTRE:
        return differ(a, b)
    if fold(one) in fold(other) or fold(other) in fold(one):
        return False
    bodies = find_body(one), find_body(other)
    return all(bodies) and bodies[0] != bodies[1]


def _misnumbered(case: Case, cite: Citation, papers: Papers) -> Iterator[Finding]:
    """A number near that of a paper that is cited above with the same day, or for the same."""
    for paper, near in papers.near(cite):
        if paper.own and paper.span is not None and paper.span.start > cite.span.start:
            continue  # of two mentions in the plan the later one is told
        dated = cite.date is not None and paper.date is not None
        if dated and cite.date != paper.date:
            continue
        alike = same_matter(case.plan, cite, paper)
        twins = near == 2 and (dated or _is_slip_of_the_source(cite, paper, papers))
        if (alike or twins) and not (paper.own and not dated):
            yield tell("citation_wrong_number", case.plan, cite=cite, found=cite.number,
                       expected=paper.number, evidence=paper.evidence)  # fmt: skip
            return


def _is_slip_of_the_source(cite: Citation, paper: Paper, papers: Papers) -> bool:
    """Whether what a plan carries out is named without its day, never else, and near its source."""
    once = not cite.date and next(papers.same(cite), None) is None and cite.state != "resolved"
    return once and paper.span is None and cite.relation == "implements"
