"""Citations whose date, number or issuer is wrong.

Held against the catalogue, by what resolution found, and against what a number says by itself;
:mod:`compared` holds them against other mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kl52.bodies import find_body
from kl52.catalogue import Catalogue
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import issuer_slug, number_key, work_uri
from kl52.catalogue.precedence import date_of
from kl52.catalogue.validity import called, day
from kl52.citations.law_names import law_key, laws_by_name
from kl52.coverage.findings.compared import PARTY_CENTRE, differ, is_confirmed
from kl52.coverage.findings.papers import Papers, numbered
from kl52.coverage.findings.telling import tell
from kl52.coverage.values import Case, Evidence, Finding
from kl52.header.issuers import issuer_of_symbol
from kl52.language.lexicon import doc_types, fold
from kl52.language.symbols import symbol_of
from kl52.model import Citation

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
        if cite.state != "mismatch" and not is_confirmed(cite):
            yield from _of_other_issuer(case, cite)
            yield from _of_other_number(case, cite)


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
        certain = known is None or known.fact("date").certainty == "V" or any(
            each.date == known.date and not each.own for each in papers.same(cite)
        )  # fmt: skip
        yield tell("citation_wrong_date", case.plan, cite=cite, found=day(cite.date),
                   expected=", ".join(map(day, dates)), evidence=_fact(known, case.catalogue),
                   severity=None if certain else "warning")  # fmt: skip


def _of_other_number(case: Case, cite: Citation) -> Iterator[Finding]:
    """A law by its name and day, with the number of none of that name."""
    named = laws_by_name().get(law_key(cite.name), ()) if cite.name else ()
    dated = [law for law in named if law.number and law.date and law.date == cite.date]
    if len(dated) == 1 and number_key(dated[0].number) != number_key(cite.number or ""):
        law = dated[0]
        id = work_uri(law.kind or "Luật", law.number, law.date, "Quốc hội")
        fact = Evidence(id, f"{law.name}, số {law.number}, ngày {day(law.date)}")
        yield tell("citation_wrong_number", case.plan, cite=cite, found=cite.number,
                   expected=law.number, evidence=fact)  # fmt: skip


def _of_other_issuer(case: Case, cite: Citation) -> Iterator[Finding]:
    """A paper of the Party's centre by its number and day, but of another of its bodies."""
    stated = issuer_slug(cite.issuer)
    if stated not in PARTY_CENTRE:
        return
    alike = [
        entry for entry in case.catalogue.by_number(cite.number or "")
        if entry.type == cite.type and issuer_slug(entry.issuer) in PARTY_CENTRE
    ]  # fmt: skip
    alike = [entry for entry in alike if entry.date == cite.date] if cite.date else alike
    if len(alike) == 1 and differ(stated, issuer_slug(alike[0].issuer)):
        yield tell("citation_wrong_issuer", case.plan, cite=cite, found=cite.issuer,
                   expected=alike[0].issuer, evidence=_fact(alike[0], case.catalogue))  # fmt: skip


def _by_symbol(case: Case, cite: Citation) -> Iterator[Finding]:
    """What a number says by itself: its type and its issuer; and a day that is yet to come."""
    symbol = symbol_of(cite.number or "")
    if symbol is None:
        return
    issuer = issuer_of_symbol(symbol.codes)
    stated, known = issuer_slug(cite.issuer), issuer_slug(issuer)
    heads = stated in _HEADS or (_MINISTRY.match(stated) and stated not in PARTY_CENTRE)
    same = stated == known or (issuer and find_body(cite.issuer or "") == find_body(issuer))
    if cite.issuer and issuer and not same and heads and "TTLT" not in symbol.codes:
        slip = {stated, known} <= _HEADS  # people say Chính phủ for Thủ tướng
        yield tell("citation_wrong_issuer", case.plan, cite=cite, found=cite.issuer,
                   expected=f"{issuer} (theo ký hiệu)",
                   severity="warning" if slip else None)  # fmt: skip
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
