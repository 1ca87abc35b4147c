"""What a plan is based on: the paper that it says it implements, and the level in between.

Decree 30/2020/NĐ-CP, Annex I, II.6: the basis names the papers on which a document rests. A
department or commune acts on a paper of the centre through the paper of its province, where the
centre tells the provinces to act or the province has done so; a province's committee on a paper of
the Party's centre through the Government's programme, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52 import bodies
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import issuer_slug, number_key
from kl52.catalogue.precedence import date_of
from kl52.catalogue.validity import called, day
from kl52.coverage.findings.places import Spans
from kl52.coverage.findings.telling import evidence_of, quote, tell
from kl52.coverage.values import Case, Evidence, Finding
from kl52.language.lexicon import fold
from kl52.model import Citation, Document, Paragraph

_BASIS = re.compile(r"[\s+*–-]*(?:căn cứ|thực hiện|triển khai|tiếp tục thực hiện|theo)\b")
_NAMED_BASIS = re.compile(r"[\s+*–-]*căn cứ\b")
_BY = re.compile(r"\b(?:theo|tại|kèm theo|thực hiện|triển khai)\s+$")
_CENTRE = frozenset({"cp", "ttg", "quoc-hoi", "ubtvqh", "bct", "bbt", "bct-bbt", "bchtw"})
_PARTY = frozenset({"bct", "bbt", "bct-bbt", "bchtw"})
_OFFICE = re.compile(r"^(?:sở|ban|thanh tra|công an|văn phòng|chi cục|trung tâm|bộ chỉ huy)\b")
_ACTS = re.compile(r"\b(?:thực hiện|triển khai|kế hoạch|chương trình|đề án)\b")
_PLANS = frozenset({"Kế hoạch", "Chương trình", "Chương trình hành động", "Chỉ thị", "Công văn",
                    "Nghị quyết", "Thông báo", "Công điện", "Đề án"})  # fmt: skip
_NO_DISTRICTS = "2025-07-01"  # Law 72/2025/QH15
_TITLE = 200  # characters behind a mention that may be its title


def find(case: Case) -> Iterator[Finding]:
    if case.plan.reports_on is not None:
        return
    implemented = tuple(_implemented(case.plan))
    yield from _missing(case, implemented)
    for cite in implemented:
        yield from _skipped(case, cite)


def _implemented(plan: Document) -> Iterator[Citation]:
    """The numbered papers that the title, or else the sentence that issues the plan, names."""
    found: list[Citation] = []
    for where in (_title(plan), _opening(plan)):
        places = Spans(each.span for each in where)
        found = found or [
            cite for cite in plan.citations
            if cite.kind == "numbered" and cite.state != "self" and cite.within is None
            and cite.span.start in places
            and _is_carried_out(plan, cite)
        ]  # fmt: skip
    yield from {number_key(cite.number or ""): cite for cite in reversed(found)}.values()


def _is_carried_out(plan: Document, cite: Citation) -> bool:
    before = fold(plan.text.text[max(0, cite.span.start - 20) : cite.span.start])
    return cite.relation in ("implements", "continues") or (
        cite.relation == "refers" and bool(_BY.search(before))
    )


def _title(plan: Document) -> list[Paragraph]:
    title = plan.header.title_span
    return [each for each in plan.text.paragraphs if title and each.span.overlaps(title)]


def _preamble(plan: Document) -> list[Paragraph]:
    """What stands between the header and the first numbered unit."""
    starts = (unit.span.start for unit in plan.units if unit.kind not in ("paragraph", "bullet"))
    body = next(starts, len(plan.text.text))
    return [each for each in plan.text.paragraphs if plan.header.span.end <= each.span.start < body]


def _opening(plan: Document) -> list[Paragraph]:
    """The sentence that issues the plan: the preamble without its basis."""
    text = plan.text.text
    return [each for each in _preamble(plan) if not _BASIS.match(fold(each.span.of(text)))]


def _basis(plan: Document) -> list[Paragraph]:
    """The paragraphs that name the basis, in the preamble or in a section of that name."""
    text = plan.text.text
    found = [each for each in _preamble(plan) if _BASIS.match(fold(each.span.of(text)))]
    for unit in plan.units:
        if unit.heading and _NAMED_BASIS.match(fold(unit.heading)):
            found += [each for each in plan.text.paragraphs if each.span.start in unit.span]
    return found


def _missing(case: Case, implemented: tuple[Citation, ...]) -> Iterator[Finding]:
    plan = case.plan
    block = _basis(plan)
    if not any(_NAMED_BASIS.match(fold(each.span.of(plan.text.text))) for each in block):
        return  # no basis at all: some plans have none
    places = Spans({each.span for each in block})
    named = [cite for cite in plan.citations if cite.within is None and cite.span.start in places]
    for cite in implemented:
        if not any(_is_same(cite, other) for other in named):
            yield tell("missing_basis", plan, cite=cite, found=cite.text,
                       evidence=quote(plan, block[0].span))  # fmt: skip


def _is_same(one: Citation, other: Citation) -> bool:
    if one.target is not None and one.target == other.target:
        return True
    return number_key(one.number or "") == number_key(other.number or "-")


# -- levels --------------------------------------------------------------------------------------


def _skipped(case: Case, cite: Citation) -> Iterator[Finding]:
    """The paper of the level between, which there is or must be, and which is not cited."""
    plan, target = case.plan, cite.target or ""
    slug = _slug(target)
    if slug not in _CENTRE:
        return
    if _is_below(plan):
        if any(_is_of_province(plan, each) and _acts(plan, each) for each in plan.citations):
            return
        evidence = _has(case, cite) or _must(case, target)
        province = plan.header.province
        if evidence is not None:
            yield tell("level_skipped", plan, cite=cite, found=cite.text, evidence=evidence,
                       expected=f"kế hoạch của tỉnh {province}" if province
                       else "kế hoạch của tỉnh")  # fmt: skip
    elif slug in _PARTY and plan.header.level == "province":
        yield from _past_government(case, cite, target)


def _slug(target: str) -> str:
    parts = target.split("/")
    return parts[5] if len(parts) > 5 else ""


def _is_below(plan: Document) -> bool:
    """Whether the plan is of a department, a district or a commune."""
    level, issuer = plan.header.level, fold(plan.header.issuer or "")
    if level == "district" and (plan.header.on or "") >= _NO_DISTRICTS:
        return False  # a city: the centre's own, not known to the registry
    return level in ("commune", "district", "party-commune", "party-district") or (
        level == "province" and bool(_OFFICE.match(issuer)) and "nhân dân" not in issuer
    )


def _is_of_province(plan: Document, cite: Citation) -> bool:
    """Whether a paper is of the province's committee, council or Party committee."""
    number = cite.number or ""
    if cite.kind != "numbered" or cite.state == "self":
        return False
    if not re.search(r"[/-](?:UBND|HĐND|TU)(?:-\w+)?$", number):
        return False
    return cite.issuer is None or bodies.level_of(cite.issuer) in ("province", "party-province")


def _acts(plan: Document, cite: Citation) -> bool:
    """Whether a province's paper hands something down, and is not on what an office is for."""
    if cite.type in _PLANS:
        return True
    text = plan.text.text
    end = text.find("\n", cite.span.end, cite.span.end + _TITLE)
    title = text[cite.span.end : end if end >= 0 else cite.span.end + _TITLE]
    return bool(_ACTS.search(fold(title)))


def _has(case: Case, cite: Citation) -> Evidence | None:
    """A paper of the plan's province in the catalogue whose title names what is carried out."""
    for entry in case.catalogue.by_province(case.plan.header.province or "-"):
        named = fold(cite.number or "-") in fold(entry.title or "")
        slug = issuer_slug(entry.issuer, entry.number).split("-")[0]
        if named and slug in ("ubnd", "tu", "hdnd"):
            return _known(entry)
    return None


def _known(entry: Entry) -> Evidence:
    when = f"ngày {day(entry.date)}" if entry.date else None
    return Evidence(entry.id, ", ".join(filter(None, (called(entry), when, entry.title))))


def _must(case: Case, target: str) -> Evidence | None:
    """The words by which the centre tells the provinces to act."""
    for row in case.rows:
        led = bodies.binds(tuple(body.name for body in row.duty.lead))
        if row.source.id == target and {"province", "party-province"} & {*led}:
            return evidence_of(row)
    return None


def _past_government(case: Case, cite: Citation, target: str) -> Iterator[Finding]:
    """The Government's paper that carries out one of the Party's centre, and is not cited."""
    cited = {each.target for each in case.plan.citations}
    for below, link in case.catalogue.relations_of(target):
        when = date_of(below)
        if link.to != target or link.relation != "implements" or _slug(below) not in ("cp", "ttg"):
            continue
        if below not in cited and when is not None and when <= (case.on or ""):
            entry = case.catalogue.by_id(below)
            name = called(entry) if entry else below
            yield tell("level_skipped", case.plan, cite=cite, found=cite.text, expected=name,
                       evidence=_known(entry) if entry else None)  # fmt: skip
            return
