"""Which law a mention by name, date or number means (``data/laws.tsv`` and the catalogue).

Input: a citation found by a rule for laws. Output: a :class:`Finding`. Laws of one name and
several dates stay ambiguous unless the text gives the date or the number somewhere.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.catalogue import Catalogue
from kl52.citations.findings import Finding, Host, Memory, day, found_entry
from kl52.citations.law_names import law_key
from kl52.identity import number_key, work_uri
from kl52.lexicon import Law, fold, laws
from kl52.model import Citation

_REVISED = re.compile(r"\(sửa đổi(?:, bổ sung)?\)$")


def identify_law(cite: Citation, host: Host, catalogue: Catalogue, memory: Memory) -> Finding:
    """The law that ``cite`` means: by its number, else by name and date, else by what was known.

    Without a date only laws that were there on the host's date count; ``(sửa đổi)`` means the
    next law of the name.
    """
    name = fold(cite.name or "")
    if cite.number:
        return _numbered_law(cite, catalogue)
    before = memory.laws.get(name)
    if before is not None and _goes_with(cite.date, before):
        return before
    named = _laws_by_name().get(law_key(cite.name or ""), ())
    if _REVISED.search(cite.text):
        return _revised_law(named, cite, host)
    if not named:
        uri = work_uri(cite.type, None, cite.date, "Quốc hội", title=cite.name)
        return Finding("not_in_library", uri, reason="chưa có trong danh mục luật")
    if cite.date:
        dated = [law for law in named if law.date and law.date.startswith(cite.date)]
        if len(dated) == 1:
            return _law_found(dated[0], cite, "tên và ngày của luật khớp")
        if not dated and any(law.date for law in named):
            return Finding(
                "mismatch" if len(cite.date) > 4 else "ambiguous",
                None,
                tuple(_law_uri(law) for law in named),
                reason="tên luật khớp nhưng ngày ghi không khớp luật nào cùng tên trong danh mục",
            )
        named = tuple(dated) or named
    known = [law for law in named if not (host.date and law.date) or law.date <= host.date]
    if len(known) == 1 or (not known and len(named) == 1):
        later = "" if known else "; luật này ban hành sau văn bản trích dẫn"
        return _law_found((known or named)[0], cite, f"danh mục có một luật mang tên này{later}")
    return Finding(
        "ambiguous",
        None,
        tuple(_law_uri(law) for law in known or named),
        reason="nhiều luật cùng tên; cần ngày hoặc số",
    )


def _goes_with(date: str | None, before: Finding) -> bool:
    """Whether a mention without a day (but perhaps a year) may mean the law found before."""
    if not date:
        return True
    return len(date) == 4 and f"/{date}-" in (before.target or "")


def _numbered_law(cite: Citation, catalogue: Catalogue) -> Finding:
    entries = catalogue.by_number(cite.number or "")
    if len(entries) == 1:
        return found_entry(entries[0], "số của luật khớp")
    law = _laws_by_number().get(number_key(cite.number or ""))
    if law is not None:
        return _law_found(law, cite, "số của luật khớp")
    uri = work_uri(cite.type, cite.number, cite.date, "Quốc hội")
    return Finding("not_in_library", uri, reason="chưa có trong danh mục luật")


def _revised_law(named: tuple[Law, ...], cite: Citation, host: Host) -> Finding:
    """``Luật … (sửa đổi)`` is the next law of that name, not the one in force."""
    later = [law for law in named if host.date and law.date and law.date > host.date]
    if len(later) == 1:
        return _law_found(later[0], cite, "luật sửa đổi cùng tên, ban hành sau văn bản này")
    return Finding("not_assessed", reason="luật sửa đổi, chưa rõ đã ban hành")


@cache
def _laws_by_name() -> dict[str, tuple[Law, ...]]:
    found: dict[str, tuple[Law, ...]] = {}
    for law in laws():
        key = law_key(law.name)
        found[key] = (*found.get(key, ()), law)
    return found


@cache
def _laws_by_number() -> dict[str, Law]:
    return {number_key(law.number): law for law in laws() if law.number}


def _law_found(law: Law, cite: Citation, reason: str) -> Finding:
    target = _law_uri(law)
    if cite.date and len(cite.date) == 10 and law.date and law.date != cite.date:
        return Finding(
            "mismatch",
            target,
            (target,),
            reason=f"số khớp luật ngày {day(law.date)}, ngày ghi là {day(cite.date)}",
        )
    return Finding("resolved", target, reason=reason)


def _law_uri(law: Law) -> str:
    kind = law.kind if law.kind else "Luật"
    return work_uri(kind, law.number or None, law.date or None, "Quốc hội", title=law.name)
