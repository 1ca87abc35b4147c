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
from dataclasses import replace

from kl52 import bodies
from kl52.catalogue import Catalogue, Entry
from kl52.citations.back_references import refer
from kl52.citations.findings import LAW_RULES, Finding, Host, Memory, day, found_entry, known_host
from kl52.citations.law_identity import identify_law
from kl52.identity import issuer_slug, number_key, work_uri
from kl52.issuers import issuer_of_symbol
from kl52.lexicon import fold
from kl52.model import Citation
from kl52.symbols import find_symbols

_CENTRAL = frozenset({"bct", "bbt", "bct-bbt", "bchtw"})
_PARTY_QD = frozenset({"Quyết định", "Quy định"})


def resolve_citations(
    citations: Sequence[Citation], host: Host, catalogue: Catalogue, text: str = ""
) -> tuple[Citation, ...]:
    """The citations with their targets. ``text`` is the text that their spans count in.

    A short mention (``Kết luận số 52-KL/TW``) means what the fuller mention of the same
    number in the same document means.
    """
    memory = Memory()
    findings: dict[str, Finding] = {}
    fullest = sorted(citations, key=lambda cite: (not _is_full(cite), cite.span.start))
    for cite in fullest:
        if (
            cite.rule in LAW_RULES
            or cite.kind == "alias"
            or (cite.kind == "numbered" and cite.number)
        ):
            findings[cite.id] = _identify(cite, host, catalogue, memory, text)
            _remember(cite, findings[cite.id], memory, full=True)
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
    return tuple(_resolved(cite, findings[cite.id], host) for cite in citations)


def _is_full(cite: Citation) -> bool:
    return cite.date is not None or cite.term is not None


def _resolved(cite: Citation, finding: Finding, host: Host) -> Citation:
    relation = cite.relation
    own = finding.state == "self"
    if own and not (
        relation == "promulgates" and (finding.annex or (cite.cue or "").startswith("("))
    ):
        relation = "self"
    elif relation == "promulgates" and not own:
        relation = "refers"
    if cite.span.start < host.begins:
        finding = replace(
            finding, state="not_assessed", reason="nằm ngoài nội dung (biểu ngữ, tiêu đề trang)"
        )
    return replace(
        cite,
        relation=relation,
        state=finding.state,
        target=finding.target,
        candidates=finding.candidates,
        status=finding.status,
        reason=finding.reason,
    )


def _remember(cite: Citation, finding: Finding, memory: Memory, *, full: bool) -> None:
    if full:
        if cite.number:
            memory.by_number.setdefault(_number_type(cite), (cite, finding))
        if cite.rule in LAW_RULES and cite.name and (cite.number or cite.date) and finding.target:
            memory.laws.setdefault(fold(cite.name), finding)
        return
    if cite.name:
        memory.by_name.setdefault(fold(cite.name), finding)
    if cite.type and cite.within is None and cite.kind != "future" and finding.state != "self":
        memory.by_type[cite.type] = finding


def _number_type(cite: Citation) -> tuple[str, str]:
    return number_key(cite.number or ""), "" if cite.type in _PARTY_QD else (cite.type or "")


# -- by number, name or plenum -------------------------------------------------------------------


def _identify(
    cite: Citation, host: Host, catalogue: Catalogue, memory: Memory, text: str
) -> Finding:
    if cite.number and _is_host(cite, host):
        return Finding("self", host.id) if not host.reported else known_host(host, catalogue)
    known = memory.by_number.get(_number_type(cite)) if cite.number and not _is_full(cite) else None
    if known is not None:
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
    named = cite.issuer and fuller.issuer and {stated, before} <= _CENTRAL
    if named and stated != before and "bct-bbt" not in (stated, before):
        reason = f"ghi là của {cite.issuer}, lần dẫn đầy đủ ghi của {fuller.issuer}"
        return replace(finding, state="mismatch", reason=reason)
    return replace(finding, reason=f"cùng số với «{fuller.text}»")


def _is_host(cite: Citation, host: Host) -> bool:
    return (
        host.number is not None
        and number_key(cite.number or "") == number_key(host.number)
        and cite.date in (None, host.date)
        and (host.date is None or cite.date is not None or cite.within is None)
    )


def _identify_number(cite: Citation, host: Host, catalogue: Catalogue, text: str) -> Finding:
    assert cite.number is not None
    province = _province(cite, host)
    own = _uri(cite, province)
    entries = [
        entry
        for entry in catalogue.by_number(cite.number)
        if _same_type(entry, cite)
        and _same_issuer(entry, cite)
        and _same_province(entry, cite, province)
    ]
    if not entries:
        return Finding("not_in_library", own, reason="chưa có trong danh mục")
    if cite.date is not None:
        return _by_date(cite, host, entries, catalogue, own)
    if cite.term is not None:
        entries = [entry for entry in entries if entry.term in (None, cite.term)] or entries
    return _without_date(cite, host, entries, catalogue, own, text, province)


def _by_date(
    cite: Citation, host: Host, entries: list[Entry], catalogue: Catalogue, own: str
) -> Finding:
    exact = [entry for entry in entries if entry.date == cite.date]
    if len(exact) == 1:
        return found_entry(exact[0], "số và ngày ban hành khớp")
    rivals = [entry for entry in entries if _same_series(entry, cite, catalogue)]
    late = host.date is not None and (cite.date or "") > host.date
    if late:
        rivals = rivals or [entry for entry in entries if (entry.date or "") <= (host.date or "")]
    if not rivals:
        return Finding(
            "not_in_library", own, reason="có văn bản khác cùng số nhưng khác kỳ đánh số"
        )
    reason = (
        f"số {cite.number} khớp văn bản ngày {day(rivals[0].date)}, ngày ghi là {day(cite.date)}"
        if len(rivals) == 1
        else "ngày ghi không khớp văn bản nào cùng số"
    )
    if late:
        reason += "; ngày ghi sau ngày của chính văn bản trích dẫn"
    return Finding(
        "mismatch",
        rivals[0].id if len(rivals) == 1 else None,
        tuple(entry.id for entry in rivals),
        rivals[0].status if len(rivals) == 1 else "unknown",
        reason,
    )


def _same_series(entry: Entry, cite: Citation, catalogue: Catalogue) -> bool:
    """Whether both dates fall where a number is given once: a term, a year, or its own year."""
    if entry.date is None or cite.date is None:
        return False
    if re.search(r"/(?:19|20)\d\d/", cite.number or ""):
        return True
    symbol = next(iter(find_symbols(cite.number or "")), None)
    if symbol is not None and symbol.party:
        return catalogue.term_on(entry.date) == catalogue.term_on(cite.date)
    return entry.date[:4] == cite.date[:4]


def _without_date(
    cite: Citation,
    host: Host,
    entries: list[Entry],
    catalogue: Catalogue,
    own: str,
    text: str,
    province: str | None,
) -> Finding:
    if host.date is not None:
        entries = [entry for entry in entries if (entry.date or "") <= host.date] or entries
    by_topic = [entry for entry in entries if _names_topic(entry, cite, text)]
    if len(by_topic) == 1:
        return found_entry(by_topic[0], "số và trích yếu khớp")
    if len(entries) > 1:
        return Finding(
            "ambiguous",
            None,
            tuple(entry.id for entry in entries),
            reason="nhiều văn bản cùng số; cần ngày ban hành",
        )
    entry = entries[0]
    if _only_one_possible(entry, cite, host, catalogue, province):
        return found_entry(entry, "số và cơ quan ban hành khớp")
    return Finding(
        "ambiguous",
        None,
        (entry.id,),
        reason="số được đánh lại theo năm hoặc nhiệm kỳ; cần ngày ban hành",
    )


def _only_one_possible(
    entry: Entry, cite: Citation, host: Host, catalogue: Catalogue, province: str | None
) -> bool:
    if re.search(r"/(?:19|20)\d\d/", cite.number or ""):
        return True
    if entry.province is not None and province is not None:
        return (
            host.date is None or abs(int(host.date[:4]) - int((entry.date or host.date)[:4])) <= 5
        )
    if cite.term is not None and entry.term == cite.term:
        return True
    if entry.term is not None and host.date is not None:
        return catalogue.term_on(host.date) == entry.term
    return host.date is not None and (entry.date or "")[:4] == host.date[:4]


def _same_type(entry: Entry, cite: Citation) -> bool:
    if cite.type is None or fold(entry.type) == fold(cite.type):
        return True
    if {entry.type, cite.type} <= _PARTY_QD:
        return True
    return (
        fold(entry.type).startswith(fold(cite.type))
        or fold(cite.type).startswith(fold(entry.type))
        or cite.type == "Văn bản"
    )


def _same_issuer(entry: Entry, cite: Citation) -> bool:
    if not cite.issuer or not entry.issuer:
        return True
    stated, known = issuer_slug(cite.issuer, cite.number), issuer_slug(entry.issuer, entry.number)
    if stated in _CENTRAL and known in _CENTRAL:
        return stated == known or "bct-bbt" in (stated, known)
    return stated.split("-")[0] == known.split("-")[0] if stated and known else True


def _same_province(entry: Entry, cite: Citation, province: str | None) -> bool:
    if entry.province is None:
        return True
    return province is not None and fold(entry.province) == fold(province)


def _province(cite: Citation, host: Host) -> str | None:
    """The province that issued it: named in the issuer, else the host's own (``Tỉnh ủy``)."""
    organ = (cite.number or "").rsplit("/", 1)[-1].rsplit("-", 1)
    local = re.search(r"(?:UBND|HĐND|TU|HU|ĐU|^S[A-ZĐ]+)$", "-".join(organ))
    if not local and not re.search(r"/(?:\w+-)?(?:UBND|HĐND|S[A-ZĐ]+)", cite.number or ""):
        return None
    named = bodies.province_of(cite.issuer) if cite.issuer else None
    return named.name if named else host.province


def _issuer_of_number(number: str) -> str | None:
    symbol = next(find_symbols(number), None)
    return issuer_of_symbol(symbol.codes) if symbol else None


def _uri(cite: Citation, province: str | None) -> str:
    issuer = cite.issuer or _issuer_of_number(cite.number or "")
    return work_uri(cite.type, cite.number, cite.date, issuer, province, title=cite.name)


def _names_topic(entry: Entry, cite: Citation, text: str) -> bool:
    """Whether the words after the mention are the document's title, or a topic of its alias."""
    following = fold(" ".join(text[cite.span.end : cite.span.end + 260].split()))
    following = re.split(r"[;.]", following)[0]
    topics = [alias.topic for alias in entry.aliases if alias.topic]
    title = re.sub(r"^(?:về(?: việc)?|ban hành|phê duyệt)\s+", "", fold(entry.title or ""))
    return any(fold(topic) in following for topic in topics) or (
        len(title) > 20 and title[:40] in following
    )


def _identify_alias(cite: Citation, host: Host, catalogue: Catalogue, text: str) -> Finding:
    if cite.plenum is None:
        named = catalogue.by_name(cite.text)
        if len(named) == 1:
            return found_entry(named[0], "tên gọi khác của văn bản")
        return Finding("not_in_library", None, reason="nghị quyết đại hội chưa có trong danh mục")
    if cite.term is None:
        return Finding("ambiguous", None, reason="thiếu khóa của Ban Chấp hành Trung ương")
    entries = [
        entry for entry in catalogue.plenum(cite.plenum, cite.term) if _same_type(entry, cite)
    ]
    if not entries:
        return Finding("not_in_library", None, reason="hội nghị Trung ương chưa có trong danh mục")
    by_topic = [entry for entry in entries if _names_topic(entry, cite, text)]
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
