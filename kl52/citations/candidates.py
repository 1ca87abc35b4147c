"""Which of the documents with one number a citation means: by its date, or without one.

Input: the citation, its host, and the entries of that number whose type, issuer and province
fit. Output: a :class:`Finding`. One candidate resolves; a number is given once in a year, or in a
Party term, so a date that fits none of that time is a ``mismatch``. A date that the catalogue
has only in part, or not at all, contradicts nothing.
"""

from __future__ import annotations

import re

from kl52.catalogue import Catalogue
from kl52.catalogue.entries import Entry
from kl52.citations.findings import Finding, Host, day, found_entry
from kl52.language.symbols import symbol_of
from kl52.model import Citation

_OWN_YEAR = re.compile(r"/(?:19|20)\d\d/")
_LATE = "ngày ghi sau ngày của chính văn bản trích dẫn"


def has_own_year(number: str | None) -> bool:
    """Whether a number holds its year, and so is given once.

    >>> has_own_year("30/2020/NĐ-CP"), has_own_year("142/QĐ-TTg"), has_own_year("52-KL/TW")
    (True, False, False)
    """
    return _OWN_YEAR.search(number or "") is not None


def choose_by_date(
    cite: Citation, host: Host, entries: list[Entry], catalogue: Catalogue, own: str
) -> Finding:
    """The entry of the date that ``cite`` states; ``own`` is its target where there is none."""
    date = cite.date or ""
    exact = [entry for entry in entries if (entry.date or "").startswith(date)]
    if len(exact) == 1:
        return found_entry(exact[0], "số và ngày ban hành khớp")
    if exact:
        reason = "nhiều văn bản cùng số, cùng ngày; cần cơ quan ban hành"
        return Finding("ambiguous", None, tuple(entry.id for entry in exact), reason=reason)
    vague = [
        entry
        for entry in entries
        if date.startswith(entry.date or "") and entry.term in (None, catalogue.term_on(date))
    ]
    if vague:
        return _by_part_of_date(cite, vague, catalogue)
    return _no_such_date(cite, host, entries, catalogue, own)


def _by_part_of_date(cite: Citation, entries: list[Entry], catalogue: Catalogue) -> Finding:
    """Entries whose date is known in part, or not at all: the number must settle the rest."""
    certain = [entry for entry in entries if _given_once(entry, cite, catalogue)]
    if len(certain) == 1:
        return found_entry(certain[0], "số khớp; danh mục chưa ghi đủ ngày ban hành")
    return Finding(
        "ambiguous",
        None,
        tuple(entry.id for entry in entries),
        reason="cùng số, nhưng danh mục chưa ghi đủ ngày ban hành để đối chiếu",
    )


def _given_once(entry: Entry, cite: Citation, catalogue: Catalogue) -> bool:
    """Whether the number can have been given only once around the date of ``cite``."""
    if has_own_year(cite.number):
        return True
    if _is_party(cite.number):
        return entry.term is not None and catalogue.term_on(cite.date or "") == entry.term
    return entry.date is not None  # its year, which agrees


def _no_such_date(
    cite: Citation, host: Host, entries: list[Entry], catalogue: Catalogue, own: str
) -> Finding:
    late = host.date is not None and (cite.date or "") > host.date
    rivals = [entry for entry in entries if _same_series(entry, cite, catalogue)]
    if late:  # the day is wrong, so it must not decide which document is meant
        rivals = [entry for entry in entries if (entry.date or "") <= (host.date or "")] or rivals
    if not rivals:
        return Finding(
            "not_in_library", own, reason="có văn bản khác cùng số nhưng khác kỳ đánh số"
        )
    only = rivals[0] if len(rivals) == 1 else None
    reason = (
        f"số {cite.number} khớp văn bản ngày {day(only.date)}, ngày ghi là {day(cite.date)}"
        if only
        else "ngày ghi không khớp văn bản nào cùng số"
    )
    return Finding(
        "mismatch",
        only.id if only else None,
        tuple(entry.id for entry in rivals),
        f"{reason}; {_LATE}" if late else reason,
    )


def _same_series(entry: Entry, cite: Citation, catalogue: Catalogue) -> bool:
    if entry.date is None or cite.date is None:
        return False
    return in_one_series(cite.number or "", entry.date, cite.date, catalogue)


def in_one_series(number: str, one: str, other: str, catalogue: Catalogue) -> bool:
    """Whether two dates fall where ``number`` is given once: a term, a year, or its own year.

    >>> from kl52.catalogue import load_catalogue
    >>> known = load_catalogue()
    >>> in_one_series("142/QĐ-TTg", "2020-01-21", "2024-02-02", known)
    False
    >>> in_one_series("52-KL/TW", "2019-05-30", "2018-05-30", known)
    True
    """
    if has_own_year(number):
        return True
    if _is_party(number):
        return catalogue.term_on(one) == catalogue.term_on(other)
    return one[:4] == other[:4]


def _is_party(number: str | None) -> bool:
    symbol = symbol_of(number or "")
    return symbol is not None and symbol.party


def may_be_cited(entry: Entry, host: Host, catalogue: Catalogue) -> bool:
    """Whether a document may have been there on the host's date; its term counts for a date."""
    if host.date is None or (entry.date or "") > host.date:
        return host.date is None
    return entry.date is not None or (entry.term or 0) <= (catalogue.term_on(host.date) or 99)


def choose_without_date(
    cite: Citation,
    host: Host,
    entries: list[Entry],
    catalogue: Catalogue,
    province: str | None,
    topical: list[Entry],
) -> Finding:
    """The only entry that ``cite`` can mean; ``topical`` are those whose title follows it."""
    if len(topical) == 1:
        return found_entry(topical[0], "số và trích yếu khớp")
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
    if has_own_year(cite.number):
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
