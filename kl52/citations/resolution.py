"""Which document each citation means.

Input: the citations of a document, what is known of that document (its *host*), and the
catalogue. Output: the same citations with state, target, candidates, reason and status.

Identity is type + number + issuer (with its province) + date or term; a number alone is
none. One candidate resolves; several leave the citation ``ambiguous`` with all of them; a
date that fits no known document of that number is a ``mismatch``. A document that is not
known is still a target: a node without text. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kl52 import bodies
from kl52.catalogue import Catalogue
from kl52.catalogue.identity import issuer_slug, number_key, work_uri
from kl52.catalogue.validity import stated_of
from kl52.citations.amended import amended_documents
from kl52.citations.back_references import refer
from kl52.citations.candidates import (
    choose_by_date,
    choose_without_date,
    has_own_year,
    in_one_series,
    may_be_cited,
)
from kl52.citations.edges import check_edge
from kl52.citations.findings import LAW_RULES, Finding, Host, Memory, day, found_entry, known_host
from kl52.citations.fitting import (
    CENTRAL,
    HEADS,
    names_issuer,
    names_topic,
    number_type,
    province_meant,
    same_issuer,
    same_province,
    same_type,
)
from kl52.citations.law_identity import identify_law, remember_law
from kl52.header.issuers import issuer_of_symbol
from kl52.language.lexicon import fold
from kl52.language.symbols import codes_of
from kl52.model import Citation
from kl52.values import collecting, evolve


def resolve_citations(
    citations: Sequence[Citation], host: Host, catalogue: Catalogue, text: str = ""
) -> tuple[Citation, ...]:
    """The citations with their targets. ``text`` is the text that their spans count in.

    A short mention (``Kết luận số 52-KL/TW``) means what the fuller mention of the same
    number in the same document means.
    """
    with collecting(False):
        return _all_resolved(citations, host, catalogue, text)


def _all_resolved(
    citations: Sequence[Citation], host: Host, catalogue: Catalogue, text: str
) -> tuple[Citation, ...]:
    by_id = {cite.id: cite for cite in citations}
    memory = Memory(amended=amended_documents(citations, text), mentions=by_id)
    findings: dict[str, Finding] = {}
    fullest = sorted(
        citations, key=lambda cite: (not _is_full(cite), not cite.number, cite.span.start)
    )
    for cite in fullest:
        if (
            cite.rule in LAW_RULES
            or cite.kind == "alias"
            or (cite.kind == "numbered" and cite.number)
        ):
            findings[cite.id] = _identify(cite, host, catalogue, memory, text)
            _remember(cite, findings[cite.id], memory, full=True)
            remember_law(cite, findings[cite.id], host, memory)
    for cite in citations:
        if cite.id in findings and cite.type and cite.number:
            memory.first_of_type.setdefault(cite.type, findings[cite.id])
    previous: Citation | None = None
    for cite in citations:
        if cite.id not in findings:
            findings[cite.id] = refer(cite, host, catalogue, memory, previous, findings, text)
        _remember(cite, findings[cite.id], memory, full=False)
        if cite.rule not in ("definition", "defined-name"):
            previous = cite
    return tuple(_resolved(cite, findings[cite.id], host, catalogue) for cite in citations)


def _is_full(cite: Citation) -> bool:
    return cite.date is not None or cite.term is not None


def _resolved(cite: Citation, finding: Finding, host: Host, catalogue: Catalogue) -> Citation:
    finding = check_edge(cite, finding, host)
    relation = cite.relation
    own = finding.state == "self"
    if own and not (
        relation == "promulgates" and (finding.annex or (cite.cue or "").startswith("("))
    ):
        relation = "self"
    elif relation == "promulgates" and not own:
        relation = "refers"
    if cite.span.start < host.begins:
        finding = evolve(
            finding, state="not_assessed", reason="nằm ngoài nội dung (biểu ngữ, tiêu đề trang)"
        )
    return evolve(
        cite,
        relation=relation,
        state=finding.state,
        target=finding.target,
        candidates=finding.candidates,
        reason=finding.reason,
        **stated_of(finding.target, finding.state, catalogue, host.date),
    )


def _remember(cite: Citation, finding: Finding, memory: Memory, *, full: bool) -> None:
    if full:
        if cite.number:
            memory.by_number.setdefault(number_type(cite), (cite, finding))
        return
    if cite.name:
        memory.by_name.setdefault(fold(cite.name), finding)
    if cite.type and cite.within is None and cite.kind != "future" and finding.state != "self":
        memory.by_type[cite.type] = finding


# -- by number, name or plenum -------------------------------------------------------------------


def _identify(
    cite: Citation, host: Host, catalogue: Catalogue, memory: Memory, text: str
) -> Finding:
    if cite.number and _is_host(cite, host):
        return Finding("self", host.id) if not host.reported else known_host(host, catalogue)
    if cite.number and _is_host_misdated(cite, host, catalogue):
        reason = f"số của chính văn bản này, ngày {day(host.date)}; ngày ghi là {day(cite.date)}"
        return Finding("mismatch", host.id, (host.id,), reason=reason)
    known = memory.by_number.get(number_type(cite)) if cite.number and not _is_full(cite) else None
    if known is not None and not (known[1].state == "mismatch" and has_own_year(cite.number)):
        return _as_before(cite, *known)
    if cite.rule in LAW_RULES:
        return identify_law(cite, host, catalogue, memory)
    if cite.kind == "alias":
        return _identify_alias(cite, host, catalogue, text)
    return _identify_number(cite, host, catalogue, text)


def _as_before(cite: Citation, fuller: Citation, finding: Finding) -> Finding:
    """A mention without a date means what the fuller one of its number means.

    Unless the two name different issuers of the Party's centre, which share a symbol.
    """
    stated, before = issuer_slug(cite.issuer), issuer_slug(fuller.issuer)
    named = cite.issuer and fuller.issuer and {stated, before} <= CENTRAL
    if named and stated != before and "bct-bbt" not in (stated, before):
        reason = f"ghi là của {cite.issuer}, lần dẫn đầy đủ ghi của {fuller.issuer}"
        return evolve(finding, state="mismatch", reason=reason)
    return evolve(finding, reason=f"cùng số với «{fuller.text}»")


def _is_host(cite: Citation, host: Host) -> bool:
    return (
        _has_number_of(host, cite)
        and cite.date in (None, host.date)
        and (host.date is None or cite.date is not None or cite.within is None)
        and _is_body_of(host, cite) is not False
    )


def _is_host_misdated(cite: Citation, host: Host, catalogue: Catalogue) -> bool:
    """The host's own number with a date on which nobody else can have given it."""
    if host.reported or not host.date or not cite.date or not _has_number_of(host, cite):
        return False
    return (
        cite.date != host.date
        and _is_body_of(host, cite) is True
        and in_one_series(cite.number or "", cite.date, host.date, catalogue)
    )


def _has_number_of(host: Host, cite: Citation) -> bool:
    return host.number is not None and number_key(cite.number or "") == number_key(host.number)


def _is_body_of(host: Host, cite: Citation) -> bool | None:
    """Whether a number of the host's is also by the host's issuer; ``None`` if it is not said.

    Every province and commune has a ``48/KH-UBND``.
    """
    if names_issuer(cite.number or ""):
        return True
    if not cite.issuer or not host.issuer:
        return None
    province = province_meant(cite, host)
    stated = issuer_slug(cite.issuer, cite.number, province)
    own = issuer_slug(host.issuer, host.number, host.province)
    levels = {bodies.level_of(cite.issuer), bodies.level_of(host.issuer)}
    if stated in CENTRAL or bodies.province_of(cite.issuer) or stated == own or len(levels) > 1:
        return stated == own
    return None


def _identify_number(cite: Citation, host: Host, catalogue: Catalogue, text: str) -> Finding:
    assert cite.number is not None
    province = province_meant(cite, host)
    own = _uri(cite, province)
    entries = [
        entry
        for entry in catalogue.by_number_in(cite.number, province)
        if same_type(entry, cite)
        and same_issuer(entry, cite)
        and same_province(entry, cite, province)
    ]
    if not entries:
        return Finding("not_in_library", own, reason="chưa có trong danh mục")
    if cite.date is not None:
        return _with_issuer(cite, choose_by_date(cite, host, entries, catalogue, own))
    if cite.term is not None:
        entries = [entry for entry in entries if entry.term in (None, cite.term)] or entries
    entries = [entry for entry in entries if may_be_cited(entry, host, catalogue)] or entries
    topical = [entry for entry in entries if names_topic(entry, cite, text)]
    found = choose_without_date(cite, host, entries, catalogue, province, topical)
    return _with_issuer(cite, found)


_MINISTRY = re.compile(r"b[a-z]+$")


def _with_issuer(cite: Citation, finding: Finding) -> Finding:
    """Says so where the text names another body than the head of the State that the number names.

    Chính phủ for Thủ tướng is a slip that people make; it does not make another document.
    """
    issuer = issuer_of_symbol(codes_of(cite.number or ""))
    stated, known = issuer_slug(cite.issuer), issuer_slug(issuer)
    if stated == known or known not in HEADS or not (stated in HEADS or _MINISTRY.match(stated)):
        return finding
    return evolve(
        finding, reason=f"{finding.reason}; ghi là của {cite.issuer}, số này là của {issuer}"
    )


def _uri(cite: Citation, province: str | None) -> str:
    issuer = cite.issuer or issuer_of_symbol(codes_of(cite.number or ""))
    return work_uri(cite.type, cite.number, cite.date, issuer, province, title=cite.name)


def _identify_alias(cite: Citation, host: Host, catalogue: Catalogue, text: str) -> Finding:
    if cite.plenum is None:
        named = catalogue.by_name(cite.text)
        if len(named) == 1:
            return found_entry(named[0], "tên gọi khác của văn bản")
        return Finding("not_in_library", None, reason="nghị quyết đại hội chưa có trong danh mục")
    if cite.term is None:
        return Finding("ambiguous", None, reason="thiếu khóa của Ban Chấp hành Trung ương")
    entries = [
        entry for entry in catalogue.plenum(cite.plenum, cite.term) if same_type(entry, cite)
    ]
    if not entries:
        return Finding("not_in_library", None, reason="hội nghị Trung ương chưa có trong danh mục")
    by_topic = [entry for entry in entries if names_topic(entry, cite, text)]
    if len(by_topic) == 1:
        return found_entry(by_topic[0], "hội nghị, khóa và chủ đề khớp")
    if len(entries) == 1 and not by_topic:
        return found_entry(entries[0], "hội nghị ban hành một văn bản loại này trong danh mục")
    return Finding(
        "ambiguous",
        None,
        tuple(entry.id for entry in entries),
        reason="hội nghị ban hành nhiều văn bản; cần chủ đề để phân biệt",
    )
