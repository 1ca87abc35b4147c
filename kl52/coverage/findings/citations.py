"""Citations whose date, number or issuer is wrong, and sources that were no longer in force.

Held against the catalogue, by what resolution found, and against how the documents above and the
plan itself cite the same paper. What the catalogue confirms by number and date is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kl52.bodies import find_body
from kl52.catalogue import Catalogue
from kl52.citations.candidates import in_one_series
from kl52.coverage.findings.papers import Paper, Papers, numbered, same_matter
from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Evidence, Finding
from kl52.entries import Entry
from kl52.identity import issuer_slug
from kl52.issuers import issuer_of_symbol
from kl52.lexicon import doc_types, fold
from kl52.model import Citation
from kl52.precedence import date_of
from kl52.symbols import symbol_of
from kl52.validity import called, day

_PARTY = frozenset({"bct", "bbt", "bct-bbt", "bchtw"})
_HEADS = frozenset({"cp", "ttg", "chu-tich-nuoc", "quoc-hoi", "ubtvqh"})
_MINISTRY = re.compile(r"b[a-z]+$")
_GENERAL = frozenset({"Văn bản", "Công văn"})


def find(case: Case) -> Iterator[Finding]:
    papers = Papers(case)
    for cite in case.plan.citations:
        if cite.state == "mismatch" and cite.kind in ("numbered", "named"):
            yield from _mismatch(case, cite, papers)
    for cite in numbered(case.plan):
        yield from _by_symbol(case, cite)
        if cite.state != "mismatch" and not _is_confirmed(cite):
            yield from _of_other_issuer(case, cite)
            yield from _against_papers(case, cite, papers)


def _is_confirmed(cite: Citation) -> bool:
    """Whether the catalogue knows a paper of this number and day."""
    return cite.state == "resolved" and len(cite.date or "") == 10


# -- against the catalogue -----------------------------------------------------------------------


def _mismatch(case: Case, cite: Citation, papers: Papers) -> Iterator[Finding]:
    """What resolution could not make agree: issuer, else date, unless the number is near."""
    known = case.catalogue.by_id(cite.target or "")
    if cite.reason and cite.reason.startswith("ghi là của"):
        fuller = next((each for each in papers.same(cite) if each.issuer and each.date), None)
        expected = fuller.issuer if fuller else known.issuer if known else None
        evidence = fuller.evidence if fuller else _fact(known, case.catalogue)
        yield tell("citation_wrong_issuer", case.plan, cite=cite, found=cite.issuer,
                   expected=expected, evidence=evidence)  # fmt: skip
        return
    number = next((each for each, _ in papers.near(cite) if each.date == cite.date), None)
    if number is not None and cite.date:
        yield tell("citation_wrong_number", case.plan, cite=cite, found=cite.number,
                   expected=number.number, evidence=number.evidence)  # fmt: skip
    elif cite.date:
        ids = (cite.target,) if cite.target else cite.candidates
        dates = dict.fromkeys(when for id in ids if (when := date_of(id)))
        yield tell("citation_wrong_date", case.plan, cite=cite, found=day(cite.date),
                   expected=", ".join(map(day, dates)), evidence=_fact(known, case.catalogue),
                   )  # fmt: skip


def _of_other_issuer(case: Case, cite: Citation) -> Iterator[Finding]:
    """A paper of the Party's centre by its number and day, but of another of its bodies."""
    stated = issuer_slug(cite.issuer)
    if stated not in _PARTY:
        return
    alike = [
        entry for entry in case.catalogue.by_number(cite.number or "")
        if entry.type == cite.type and issuer_slug(entry.issuer) in _PARTY
    ]  # fmt: skip
    alike = [entry for entry in alike if entry.date == cite.date] if cite.date else alike
    if len(alike) == 1 and _differ(stated, issuer_slug(alike[0].issuer)):
        yield tell("citation_wrong_issuer", case.plan, cite=cite, found=cite.issuer,
                   expected=alike[0].issuer, evidence=_fact(alike[0], case.catalogue))  # fmt: skip


def _differ(one: str, other: str) -> bool:
    """Whether two issuers are not the same, nor one a part of the other."""
    return bool(one and other) and one != other and "bct-bbt" not in (one, other)


def _by_symbol(case: Case, cite: Citation) -> Iterator[Finding]:
    """What a number says by itself: its type and its issuer; and a day that is yet to come."""
    symbol = symbol_of(cite.number or "")
    if symbol is None:
        return
    issuer = issuer_of_symbol(symbol.codes)
    stated, known = issuer_slug(cite.issuer), issuer_slug(issuer)
    heads = stated in _HEADS or (_MINISTRY.match(stated) and stated not in _PARTY)
    same = stated == known or (issuer and find_body(cite.issuer or "") == find_body(issuer))
    if cite.issuer and issuer and not same and heads and "TTLT" not in symbol.codes:
        yield tell("citation_wrong_issuer", case.plan, cite=cite, found=cite.issuer,
                   expected=f"{issuer} (theo ký hiệu)", severity="warning")  # fmt: skip
    names = _types_of(symbol.type_code)
    if names and _has_code(cite.type) and not any(_alike(cite.type or "", n) for n in names):
        yield tell("citation_wrong_number", case.plan, cite=cite, found=cite.number,
                   expected=f"ký hiệu của {cite.type}", severity="warning")  # fmt: skip
    late = case.on and len(cite.date or "") == 10 and (cite.date or "") > case.on
    if late and cite.state != "mismatch":
        yield tell("citation_wrong_date", case.plan, cite=cite, found=day(cite.date or ""),
                   expected=f"không sau ngày của kế hoạch ({day(case.on or '')})")  # fmt: skip


@cache
def _types_of(code: str | None) -> frozenset[str]:
    return frozenset(each.name for each in doc_types() if code and each.code == code)


@cache
def _has_code(type: str | None) -> bool:
    return type not in _GENERAL and any(each.code and each.name == type for each in doc_types())


def _alike(one: str, other: str) -> bool:
    return fold(one).startswith(fold(other)) or fold(other).startswith(fold(one))


def _fact(entry: Entry | None, catalogue: Catalogue) -> Evidence | None:
    """What the catalogue knows of a document, with its source."""
    if entry is None:
        return None
    words = ", ".join(filter(None, (called(entry), entry.date and f"ngày {day(entry.date)}",
                                    entry.issuer, entry.title)))  # fmt: skip
    return Evidence(entry.id, words)


# -- against other mentions ----------------------------------------------------------------------


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
    if a in _PARTY and b in _PARTY:
        return _differ(a, b)
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
        twins = dated and near == 2
        if (alike or twins) and not (paper.own and not dated):
            yield tell("citation_wrong_number", case.plan, cite=cite, found=cite.number,
                       expected=paper.number, evidence=paper.evidence)  # fmt: skip
            return
