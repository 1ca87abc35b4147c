"""What words that refer back mean: ``Kế hoạch này``, defined short names, names of programmes.

Input: a citation without a full number, and what fuller mentions have established. Output: a
:class:`Finding`. ``này`` means the document itself only if it is of that type.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kl52.catalogue import Catalogue
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import work_uri
from kl52.catalogue.index import LAW_TYPES
from kl52.citations.findings import Finding, Host, Memory, found_entry, known_host
from kl52.language.lexicon import fold
from kl52.model import Citation

_LEAD = re.compile(r"\d+")
_SEVERAL = re.compile(r"\b(?:các|những|hai|ba|bốn)\s+$")
_PLURAL = re.compile(r"(?:\bcác|\bnhững|(?<!\d)\d{1,2}|\b(?:hai|ba|bốn|năm))\s+$")


def refer(
    cite: Citation,
    host: Host,
    catalogue: Catalogue,
    memory: Memory,
    previous: Citation | None,
    findings: dict[str, Finding],
    text: str,
) -> Finding:
    """What ``cite`` means, by the rule that found it; ``previous`` is the citation before it.

    ``findings`` holds those of earlier citations by id; ``text`` shows whether a plural stands
    before a word like ``nêu trên``, which then means several documents.
    """
    if cite.rule == "blank-number":
        return _blank(cite, host)
    if cite.rule in ("quoted", "amended-part"):
        return _amended(cite, memory, findings)
    if cite.kind == "future":
        known = _promised(cite, catalogue)
        return known or Finding("not_assessed", reason="văn bản chưa ban hành")
    if cite.rule == "own-annex":
        return _annex(host)
    if cite.rule == "definition":
        return _defined(cite, host, previous, findings)
    if cite.rule == "defined-name":
        return memory.by_name.get(fold(cite.name or "")) or Finding(
            "not_assessed", reason="chưa rõ tên gọi tắt"
        )
    if cite.rule == "inner":
        return Finding("self", host.id)
    if cite.rule in ("deictic", "anaphor") and _is_plural(cite, text):
        return Finding("not_assessed", reason="chỉ nhiều văn bản đã nêu")
    if cite.rule == "deictic":
        return _this(cite, host, catalogue, memory)
    if cite.rule == "anaphor":
        return memory.by_type.get(cite.type or "") or _this(cite, host, catalogue, memory)
    if cite.kind == "short" and cite.number:
        return _short(cite, host, memory)
    return _named(cite, host, catalogue)


def _is_plural(cite: Citation, text: str) -> bool:
    """``các Luật này``, ``3 Nghị quyết nêu trên``; the number of a provision is no count."""
    at = fold(cite.text).rfind(fold(cite.type or ""))
    before = text[max(0, cite.span.start + at - 12) : cite.span.start + at]
    counts = cite.rule == "anaphor" and at == 0
    return bool((_PLURAL if counts else _SEVERAL).search(before))


def _annex(host: Host) -> Finding:
    return Finding("self", host.annex_id or host.id, annex=True)


def _blank(cite: Citation, host: Host) -> Finding:
    """A number still blank: a draft's own, where type fits and the draft's number is blank too."""
    if host.number is None and cite.type is not None and cite.type == host.type:
        return Finding("self", host.id)
    return Finding("not_assessed", reason="số còn để trống")


def _amended(cite: Citation, memory: Memory, findings: dict[str, Finding]) -> Finding:
    """What the head of the article says is changed; the words quoted are of that document too."""
    found = findings.get(memory.amended.get(cite.id, ""))
    if found is not None:
        return replace(found, reason="văn bản được sửa đổi, nêu ở đầu điều")
    if cite.rule == "quoted":
        return Finding("not_assessed", reason="nằm trong đoạn trích: chỉ văn bản được sửa đổi")
    return Finding("not_assessed", reason="chưa rõ điều khoản của văn bản nào")


_FORMS = frozenset(
    {"Biên bản", "Báo cáo", "Tờ trình", "Giấy mời", "Công văn", "Phiếu chuyển", "Thông báo"}
)


def _this(cite: Citation, host: Host, catalogue: Catalogue, memory: Memory) -> Finding:
    own = {fold(host.type)} if host.type else set()
    if (
        host.annex_type
        and cite.type
        and fold(cite.type) in fold(host.annex_type)
        and fold(cite.type) not in own
    ):
        return _annex(host)
    if host.reported:
        if cite.type and fold(cite.type) in own:
            return known_host(host, catalogue)
        return Finding("not_assessed", reason="bản tin: chưa rõ nói đến văn bản nào")
    if not own or (
        cite.type
        and (fold(cite.type) in own or any(each.startswith(fold(cite.type)) for each in own))
    ):
        return Finding("self", host.id)
    if cite.type in LAW_TYPES and host.type in LAW_TYPES:
        return Finding("self", host.id)
    if host.type == "Văn bản hợp nhất" and cite.type in memory.first_of_type:
        base = memory.first_of_type[cite.type]
        return replace(base, reason="văn bản được hợp nhất")
    if cite.type in _FORMS:
        return Finding("not_assessed", reason="chữ của biểu mẫu, không phải của văn bản")
    if host.type in ("Văn bản hợp nhất", "Công văn") or cite.type in (
        "Văn bản",
        "Quy chế",
        "Quy định",
        "Danh mục",
        "Đề án",
    ):
        return Finding("self", host.annex_id or host.id, annex=host.annex_id is not None)
    if cite.type in LAW_TYPES:
        return Finding("not_assessed", reason=f"chỉ một {cite.type} đã nêu, chưa rõ văn bản nào")
    return Finding(
        "mismatch",
        host.id,
        (host.id,),
        reason=f"văn bản này là {host.type}, không phải {cite.type}",
    )


def _defined(
    cite: Citation, host: Host, previous: Citation | None, findings: dict[str, Finding]
) -> Finding:
    """A definition names what stands before its bracket."""
    if previous is None:
        return Finding("not_assessed", reason="chưa rõ tên gọi tắt cho văn bản nào")
    found = findings[previous.id]
    same = cite.type and previous.type and fold(cite.type) == fold(previous.type)
    if not same and host.annex_type and cite.type and fold(cite.type) == fold(host.annex_type):
        return _annex(host)
    return (
        found
        if same or found.target
        else Finding("not_assessed", reason="chưa rõ tên gọi tắt cho văn bản nào")
    )


def _numbered_before(lead: str, type_name: str | None, memory: Memory) -> Finding | None:
    """What the mentions with a full number say; all of them are known when one is asked for."""
    if not memory.leads:
        for key in memory.by_number:
            digits = _LEAD.match(key[0])
            memory.leads.setdefault(digits[0] if digits else "", []).append(key)
    found = (memory.by_number[key][1] for key in memory.leads.get(lead, ())
             if key[1] in ("", type_name))  # fmt: skip
    matching = {finding.target: finding for finding in found}
    if len(matching) <= 1:
        return next(iter(matching.values()), None)
    return Finding(
        "ambiguous",
        None,
        tuple(sorted(target for target in matching if target)),
        reason="nhiều văn bản cùng số trong văn bản này",
    )


def _short(cite: Citation, host: Host, memory: Memory) -> Finding:
    """``Nghị quyết 27`` means the numbered mention of that type whose number begins so."""
    wanted = (cite.number or "").split("/")[0].lstrip("0"), cite.type
    if wanted not in memory.short:
        memory.short[wanted] = _numbered_before(*wanted, memory)
    return memory.short[wanted] or Finding(
        "not_in_library",
        work_uri(cite.type, cite.number, cite.date, cite.issuer, host.province),
        reason="chỉ có số, thiếu ký hiệu",
    )


def _promised(cite: Citation, catalogue: Catalogue) -> Finding | None:
    entry = _by_title(cite, catalogue)
    return found_entry(entry, "văn bản đã được ban hành") if entry else None


def _named(cite: Citation, host: Host, catalogue: Catalogue) -> Finding:
    entry = _by_title(cite, catalogue)
    if entry is not None:
        return found_entry(entry, "tên văn bản khớp")
    return Finding(
        "not_in_library",
        work_uri(cite.type, None, None, cite.issuer, title=cite.name or cite.text),
        reason="chưa có trong danh mục",
    )


def _by_title(cite: Citation, catalogue: Catalogue) -> Entry | None:
    name = fold(cite.name or "")
    if len(name.split()) < 4:
        return None
    found = catalogue.by_name(name)
    return found[0] if len(found) == 1 else None
