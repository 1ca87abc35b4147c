"""One entry for each document, from what several sources say of it.

A document is its type and number, and its year (or the Party's term) where the number does not
hold the year. Where sources disagree on the day, the document itself decides, else two thirds of
the mentions (the notes of the codification have misprints too); else it is left out, and reported.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from corpus.facts.known import Known
from kl52.catalogue import Catalogue
from kl52.catalogue.entries import Entry, Fact
from kl52.catalogue.identity import number_slug, work_key, work_uri
from kl52.header.issuers import issuer_of_symbol
from kl52.language.symbols import canonical_number, find_symbols
from kl52.model import Promulgated

Key = tuple[str, str, str]

_TYPES = {
    "NQ": {"Nghị quyết"}, "KL": {"Kết luận"}, "CT": {"Chỉ thị"}, "KH": {"Kế hoạch"},
    "QĐ": {"Quyết định", "Quy định"}, "NĐ": {"Nghị định"}, "TT": {"Thông tư"},
    "TTLT": {"Thông tư liên tịch"}, "HD": {"Hướng dẫn"}, "CTr": {"Chương trình"},
}  # fmt: skip
_KINDS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", *(kind for each in _TYPES.values()
                    for kind in each)})  # fmt: skip
_LOCAL = re.compile(r"(?:UBND|HĐND|TU|HU|ĐU|BCĐ|VPCP|ĐĐQH)\w*$|/S[A-ZĐ]+|ĐĐQH")
_POLICY = re.compile(
    r"^(?:Về (?:việc )?)?(?:phê duyệt|ban hành) (?P<title>(?:Chiến lược|Chương trình mục tiêu|"
    r"Chương trình hành động|Chương trình|Đề án|Quy hoạch|Kế hoạch)\b.+)$",
    re.IGNORECASE,
)
_FEW = 3  # what only the running text of the codification cites must be cited so often


def merge(
    known: Iterable[Known], cited: Mapping[str, int], seen: str, catalogue: Catalogue
) -> tuple[list[Entry], list[str]]:
    """The entries, sorted, and a line for each disagreement. ``seen``: the codification's day."""
    groups: defaultdict[Key, list[Known]] = defaultdict(list)
    for each in known:
        if (key := _key(each, catalogue)) is not None:
            groups[key].append(each)
    entries, doubts = [], []
    for (_, _, term), found in sorted(groups.items()):
        days = Counter(each.date for each in found)
        day = _day(found, days)
        if day is None or len(days) > 1:
            told = ", ".join(f"{date} ×{count}" for date, count in days.most_common())
            doubts.append(f"{found[0].type} {found[0].number}: {told} → {day or 'để ngoài'}")
        if day is not None and not _too_rare(found):
            agreed = [each for each in found if each.date == day]
            entries.append(_entry(agreed, cited, seen, int(term[1:]) if term[:1] == "k" else None))
    return entries, doubts


def _key(each: Known, catalogue: Catalogue) -> Key | None:
    number = canonical_number(each.number)
    symbol = next(iter(find_symbols(number)), None)
    if symbol is None or symbol.span.end != len(number) or each.type not in _KINDS:
        return None
    if _LOCAL.search(number) or each.type not in _TYPES.get(symbol.codes[0], {each.type}):
        return None
    if not symbol.known or not number.isprintable() or re.search(r"[А-я]", number):
        return None
    kind = "Quyết định" if each.type == "Quy định" else each.type
    if symbol.year is not None:
        return (kind, number_slug(number), "") if each.date[:4] == str(symbol.year) else None
    if symbol.party:
        term = catalogue.term_on(each.date)
        return (kind, number_slug(number), f"k{term}") if term else None
    return kind, number_slug(number), each.date[:4]


def _day(found: list[Known], days: Counter[str]) -> str | None:
    for each in found:
        if each.own:
            return each.date
    day, count = days.most_common(1)[0]
    return day if 3 * count >= 2 * len(found) else None


def _too_rare(found: list[Known]) -> bool:
    return len(found) < _FEW and all("lời văn dẫn" in each.source for each in found)


def _entry(agreed: list[Known], cited: Mapping[str, int], seen: str, term: int | None) -> Entry:
    best = min(agreed, key=lambda each: (not each.own, not each.in_force, not each.title))
    number = canonical_number(best.number)
    kind = Counter(each.type for each in agreed).most_common(1)[0][0]
    issuer = _issuer(number, agreed)
    title = best.title or next((each.title for each in agreed if each.title), None)
    if kind.startswith("Thông tư") and cited.get(best.number, 0) < 2 and not best.own:
        title = None  # the long tail of circulars would double the package
    since = next((each.since for each in agreed if each.since and each.since >= best.date), None)
    last = seen if any(each.in_force for each in agreed) else None
    return Entry(
        id=work_uri(kind, number, best.date, issuer, title=title),
        type=kind,
        number=number,
        date=best.date,
        issuer=issuer,
        term=term,
        title=title,
        since=since,
        seen=last,
        status="in_force" if last else "unknown",
        promulgates=_promulgates(kind, title),
        sources=(Fact("*", best.source, best.certainty),),
    )


def _issuer(number: str, agreed: list[Known]) -> str | None:
    """The issuer that the symbol tells, else the one most named; none of a joint circular."""
    symbol = next(iter(find_symbols(number)))
    if "TTLT" in symbol.codes:
        return None
    if found := issuer_of_symbol(symbol.codes):
        return found
    named = Counter(each.issuer for each in agreed if each.issuer)
    return named.most_common(1)[0][0] if named else None


def _promulgates(kind: str, title: str | None) -> Promulgated | None:
    match = _POLICY.match(title or "") if kind in ("Quyết định", "Nghị quyết") else None
    if match is None:
        return None
    name = match["title"][:1].upper() + match["title"][1:]
    return Promulgated(" ".join(name.split()[:2]), name)


def is_new(entry: Entry, catalogue: Catalogue) -> bool:
    """Whether no entry written by hand is this document."""
    works = {work_key(each.id) for each in catalogue.entries}
    same = [each for each in catalogue.by_number(entry.number or "") if each.date == entry.date]
    return work_key(entry.id) not in works and not any(each.type == entry.type for each in same)
