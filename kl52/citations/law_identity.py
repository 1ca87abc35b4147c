"""Which law a mention by name, date or number means (``data/laws.tsv`` and the catalogue).

Input: a citation found by a rule for laws. Output: a :class:`Finding`. Laws of one name and
several dates stay ambiguous unless the text gives the date or the number somewhere. Who names a
law in a title wrote it on the day of that document, and meant no younger law.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kl52.catalogue import Catalogue
from kl52.catalogue.identity import MOST_KEPT, number_key, work_uri
from kl52.catalogue.index import LAW_TYPES
from kl52.catalogue.precedence import date_of
from kl52.citations.candidates import choose_by_date
from kl52.citations.findings import LAW_RULES, Finding, Host, Memory, day, found_entry
from kl52.citations.law_names import law_key, laws_by_name, laws_by_number
from kl52.header.issuers import issuer_of_symbol
from kl52.language.lexicon import Law, fold
from kl52.language.symbols import symbol_of
from kl52.model import Citation

_OWN_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_DEEPEST = 4  # titles in titles that are looked at for a day
_REVISED = re.compile(r"\(sửa đổi(?:, bổ sung)?\)$")


def identify_law(cite: Citation, host: Host, catalogue: Catalogue, memory: Memory) -> Finding:
    """The law that ``cite`` means: by its number, else by name and date, else by what was known.

    Without a date only laws that were there on the host's date count; ``(sửa đổi)`` means the
    next law of the name.
    """
    name = fold(cite.name or "")
    if cite.number:
        return _numbered_law(cite, host, catalogue)
    written = _written(cite, host, memory)
    before = memory.laws.get(name)
    if before is not None and _goes_with(cite.date, before) and not _is_after(before, written):
        return before
    named = _named(cite.name or "", catalogue)
    if _REVISED.search(cite.text):
        return _revised_law(named, cite, host, catalogue)
    if not named:
        uri = work_uri(cite.type, None, cite.date, "Quốc hội", title=cite.name)
        return Finding("not_in_library", uri, reason="chưa có trong danh mục luật")
    if cite.date:
        dated = [law for law in named if law.date and law.date.startswith(cite.date)]
        if len(dated) == 1:
            return _law_found(dated[0], cite, "tên và ngày của luật khớp", catalogue)
        if not dated and any(law.date for law in named):
            return Finding(
                "mismatch" if len(cite.date) > 4 else "ambiguous",
                None,
                tuple(_law_uri(law) for law in named),
                reason="tên luật khớp nhưng ngày ghi không khớp luật nào cùng tên trong danh mục",
            )
        named = tuple(dated) or named
    known = [law for law in named if not (written and law.date) or law.date <= written]
    if len(known) == 1:
        return _law_found(known[0], cite, "danh mục có một luật mang tên này", catalogue)
    return Finding(
        "ambiguous",
        None,
        tuple(_law_uri(law) for law in known or named),
        reason="nhiều luật cùng tên; cần ngày hoặc số"
        if known
        else "luật cùng tên trong danh mục ban hành sau văn bản trích dẫn; cần ngày hoặc số",
    )


def remember_law(cite: Citation, finding: Finding, host: Host, memory: Memory) -> None:
    """Keep which law its name means here; an older title says nothing of the law in force."""
    told = cite.rule in LAW_RULES and cite.name and (cite.number or cite.date)
    if told and finding.target and _written(cite, host, memory) == host.date:
        memory.laws.setdefault(fold(cite.name or ""), finding)


def _written(cite: Citation, host: Host, memory: Memory) -> str | None:
    """The day by which the words were written that name a law: its title's, else the host's."""
    for _ in range(_DEEPEST):
        outer = memory.mentions.get(cite.within or "")
        if outer is None or cite.passive:
            break
        year = _OWN_YEAR.search(outer.number or "")
        stated = outer.date or (year[1] if year else "")
        if stated:
            return stated if len(stated) > len("2026") else f"{stated}-12-31"
        cite = outer
    return host.date


def _is_after(finding: Finding, day: str | None) -> bool:
    return day is not None and (date_of(finding.target) or "") > day


def _goes_with(date: str | None, before: Finding) -> bool:
    """Whether a mention without a day (but perhaps a year) may mean the law found before."""
    if not date:
        return True
    return len(date) == 4 and f"/{date}-" in (before.target or "")


def _numbered_law(cite: Citation, host: Host, catalogue: Catalogue) -> Finding:
    uri = work_uri(cite.type, cite.number, cite.date, "Quốc hội")
    entries = [each for each in catalogue.by_number(cite.number or "") if each.type in LAW_TYPES]
    if entries and cite.date:
        return choose_by_date(cite, host, entries, catalogue, uri)
    if len(entries) == 1:
        return found_entry(entries[0], "số của luật khớp")
    law = laws_by_number().get(number_key(cite.number or ""))
    if law is not None:
        return _law_found(law, cite, "số của luật khớp", catalogue)
    return Finding("not_in_library", uri, reason="chưa có trong danh mục luật")


def _named(name: str, catalogue: Catalogue) -> tuple[Law, ...]:
    """The laws of a name, those of ``laws.tsv`` first; the catalogue may know more."""
    listed = laws_by_name().get(law_key(name), ())
    numbers = {number_key(law.number) for law in listed}
    more = (
        Law(entry.title or name, entry.number or "", entry.date or "", entry.type, entry.file, "G")
        for entry in catalogue.by_name(name)
        if entry.type in LAW_TYPES and number_key(entry.number or "") not in numbers
    )
    return (*listed, *more)


def _revised_law(
    named: tuple[Law, ...], cite: Citation, host: Host, catalogue: Catalogue
) -> Finding:
    """``Luật … (sửa đổi)`` is the next law of that name, not the one in force."""
    later = [law for law in named if host.date and law.date and law.date > host.date]
    if len(later) == 1:
        reason = "luật sửa đổi cùng tên, ban hành sau văn bản này"
        return _law_found(later[0], cite, reason, catalogue)
    return Finding("not_assessed", reason="luật sửa đổi, chưa rõ đã ban hành")


def _law_found(law: Law, cite: Citation, reason: str, catalogue: Catalogue) -> Finding:
    known = [each for each in catalogue.by_number(law.number) if each.type in LAW_TYPES]
    if len(known) == 1 and (known[0].date or "") in ("", law.date):
        return found_entry(known[0], reason)
    target = _law_uri(law)
    if cite.date and len(cite.date) == 10 and law.date and law.date != cite.date:
        return Finding(
            "mismatch",
            target,
            (target,),
            reason=f"số khớp luật ngày {day(law.date)}, ngày ghi là {day(cite.date)}",
        )
    return Finding("resolved", target, reason=reason)


@lru_cache(maxsize=MOST_KEPT)
def _law_uri(law: Law) -> str:
    kind = law.kind if law.kind else "Luật"
    symbol = symbol_of(law.number)
    issuer = (issuer_of_symbol(symbol.codes) if symbol else None) or "Quốc hội"
    return work_uri(kind, law.number or None, law.date or None, issuer, title=law.name)
