"""Which documents a citation could mean, and the check that each of the others fails.

Input: a citation as resolved, the document that cites (its *host*), the catalogue, the text.
Output: :class:`Rival` values, the chosen one first, those that fail fewest checks next. The
checks are the predicates of :mod:`~kl52.citations.fitting`; here they are all asked, where
resolution stops at the first that fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kl52.catalogue import Catalogue
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import number_key
from kl52.citations.findings import LAW_RULES, Host
from kl52.citations.fitting import (
    names_topic,
    number_type,
    province_meant,
    same_issuer,
    same_province,
    same_type,
)
from kl52.citations.rivals import Check, Rival, is_chosen, laws_meant, rival_of_law, same_date
from kl52.language.lexicon import fold
from kl52.model import Citation


def rivals(
    cite: Citation,
    host: Host,
    catalogue: Catalogue,
    citations: tuple[Citation, ...] = (),
    text: str = "",
) -> tuple[Rival, ...]:
    """All documents that ``cite`` could mean; ``citations`` are all of its document.

    >>> from kl52.catalogue import load_catalogue
    >>> from kl52.parsing import citing, parse_document
    >>> doc = parse_document("theo Nghị quyết số 27-NQ/TW ngày 21/5/2018".encode(), name="a.txt")
    >>> found = rivals(doc.citations[0], citing(doc), load_catalogue())
    >>> [(each.date, each.chosen, [check.field for check in each.failed]) for each in found]
    [('2018-05-21', True, []), ('2008-08-06', False, ['date']), ('2022-11-09', False, ['date'])]
    """
    stated = _with_fuller(cite, fuller_of(cite, citations))
    own = _host(cite, host, catalogue)
    found = {own.id: own} if own is not None else {}
    entries = {entry.id: entry for entry in _entries(stated, catalogue)}
    topical = _by_topic(entries.values(), stated, text)
    for entry in entries.values():
        checks = (*_checks(entry, stated, host), *_topic(entry, topical))
        found.setdefault(entry.id, _of_entry(entry, cite, checks))
    for law in laws_meant(stated):
        rival = rival_of_law(law, stated, cite, host)
        found.setdefault(rival.id, rival)
    for each in _in_text(cite, citations):
        found.setdefault(each.id, each)
    ordered = sorted(found.values(), key=lambda each: len(each.failed))
    return tuple(sorted(ordered, key=lambda each: not each.chosen))


def fuller_of(cite: Citation, citations: Iterable[Citation]) -> Citation | None:
    """The mention of the same number that gives the date which ``cite`` leaves out."""
    if cite.number is None or cite.date is not None or cite.term is not None:
        return None
    key = number_type(cite)
    return next(
        (each for each in citations if each.date and each.number and number_type(each) == key),
        None,
    )


def _with_fuller(cite: Citation, fuller: Citation | None) -> Citation:
    if fuller is None:
        return cite
    return replace(cite, date=fuller.date, issuer=cite.issuer or fuller.issuer)


# -- documents of the catalogue ------------------------------------------------------------------


def _entries(cite: Citation, catalogue: Catalogue) -> Iterator[Entry]:
    """By number, name or plenum; then what resolution itself named; then those of the same day."""
    if cite.number and cite.kind != "short":
        yield from catalogue.by_number(cite.number)
    if cite.kind == "alias":
        yield from catalogue.by_name(cite.text)
        for plenum in catalogue.plenums:
            if plenum.ordinal == cite.plenum and cite.term in (None, plenum.term):
                yield from catalogue.plenum(plenum.ordinal, plenum.term)
    if cite.kind in ("named", "future") and cite.name and cite.rule not in LAW_RULES:
        yield from catalogue.by_name(cite.name)
    if cite.kind == "short" and cite.number and cite.type:
        yield from _short_numbers(cite, catalogue)
    for id in (cite.target, *cite.candidates):
        entry = catalogue.by_id((id or "").split("#")[0])
        if entry is not None:
            yield entry
    if cite.number and cite.date:
        yield from (
            entry
            for entry in catalogue
            if entry.date == cite.date and same_type(entry, cite) and same_issuer(entry, cite)
        )


def _short_numbers(cite: Citation, catalogue: Catalogue) -> Iterator[Entry]:
    wanted = number_key(cite.number or "")
    for entry in catalogue:
        own = number_key(entry.number or "")
        following = own[len(wanted) : len(wanted) + 1]
        if own.startswith(wanted) and following in ("-", "/") and entry.type == cite.type:
            yield entry


def _checks(entry: Entry, cite: Citation, host: Host) -> Iterator[Check]:
    """All that resolution may ask of an entry."""
    if cite.number and cite.kind != "short":
        fits = number_key(entry.number or "") == number_key(cite.number)
        yield Check("number", fits, cite.number, entry.number)
    fits_type = same_type(entry, cite) if cite.type else None
    yield Check("type", fits_type, cite.type, entry.type)
    if cite.kind != "alias":
        both = cite.issuer and entry.issuer
        fits_issuer = same_issuer(entry, cite) if both else None
        yield Check("issuer", fits_issuer, cite.issuer, entry.issuer)
    if entry.province is not None:
        province = province_meant(cite, host)
        fits_place = same_province(entry, cite, province)
        yield Check("province", fits_place, province, entry.province)
    if cite.term is not None and entry.term is not None:
        yield Check("term", cite.term == entry.term, str(cite.term), str(entry.term))
    if cite.plenum is not None and entry.plenum is not None:
        yield Check("plenum", cite.plenum == entry.plenum, str(cite.plenum), str(entry.plenum))
    if cite.date is not None:
        yield Check("date", same_date(cite.date, entry.date), cite.date, entry.date)
        return
    yield Check("date", None, None, entry.date)
    if host.date is not None and entry.date is not None:
        yield Check("chronology", entry.date <= host.date, host.date, entry.date)


def _by_topic(entries: Iterable[Entry], cite: Citation, text: str) -> frozenset[str]:
    """Those whose title or topic the words after the mention name; not asked of a dated one."""
    if cite.date is not None or not text:
        return frozenset()
    return frozenset(each.id for each in entries if names_topic(each, cite, text))


def _topic(entry: Entry, topical: frozenset[str]) -> Iterator[Check]:
    """One document that is named by its topic rules out those that are not."""
    if topical:
        yield Check("topic", entry.id in topical, None, entry.title)


def _of_entry(entry: Entry, cite: Citation, checks: tuple[Check, ...]) -> Rival:
    return Rival(
        entry.id,
        is_chosen(entry.id, cite),
        entry.type,
        entry.number,
        entry.date,
        entry.issuer,
        entry.title,
        checks,
        entry.sources,
    )


# -- documents that the text itself names --------------------------------------------------------


def _host(cite: Citation, host: Host, catalogue: Catalogue) -> Rival | None:
    """The citing document itself, where the citation means it, or the annex that it promulgates."""
    if not is_chosen(host.id, cite):
        return None
    kinds = [fold(each) for each in (host.type, host.annex_type) if each]
    same = cite.type is not None and any(fold(cite.type) in each for each in kinds)
    checks = (Check("type", same or None, cite.type, host.type),) if cite.type else ()
    entry = catalogue.by_id(host.id)
    if entry is not None:
        return _of_entry(entry, cite, checks)
    return Rival(host.id, True, host.type, host.number, host.date, checks=checks)


def _in_text(cite: Citation, citations: tuple[Citation, ...]) -> Iterator[Rival]:
    """For words that refer back: this document, and those of the type named before, nearest first.

    For a short number: the full numbers of the document that begin with it.
    """
    if cite.kind not in ("relative", "short"):
        return
    before = [each for each in citations if each.span.end <= cite.span.start]
    pool = citations if cite.number else tuple(reversed(before))
    nearest = True
    for each in pool:
        if each.id == cite.id or not each.target or each.type != cite.type or each.kind == "short":
            continue
        id = each.target.split("#")[0]
        chosen = is_chosen(id, cite)
        if cite.rule == "deictic" and each.state != "self":
            check = Check("this", chosen, cite.text, each.text)
        elif cite.number:
            begins = number_key(each.number or "").startswith(number_key(cite.number))
            check = Check("number", begins, cite.number, each.number)
        else:
            check = Check("nearest", nearest, None, each.text)
        nearest = False
        yield Rival(id, chosen, each.type, each.number, each.date, each.issuer, checks=(check,))
