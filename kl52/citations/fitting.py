"""Whether an entry of the catalogue can be what a citation means, field by field.

Input: an entry and a citation. Output: yes or no for its type, issuer, province and topic; what
one of the two does not state fits.
"""

from __future__ import annotations

import re

from kl52 import bodies
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import issuer_slug, number_key
from kl52.citations.candidates import (
    has_own_year,
)
from kl52.citations.findings import Host
from kl52.header.issuers import issuer_of_symbol
from kl52.language.lexicon import fold
from kl52.language.symbols import symbol_of
from kl52.model import Citation

CENTRAL = frozenset({"bct", "bbt", "bct-bbt", "bchtw"})
PARTY_QD = frozenset({"Quyết định", "Quy định"})
LOCAL = re.compile(r"(?:UBND|HĐND|TU|HU|ĐU)$|(?:^|/)S[A-ZĐ]+$|/(?:\w+-)?(?:UBND|HĐND|S[A-ZĐ]+)")
HEADS = frozenset({"cp", "ttg", "chu-tich-nuoc", "quoc-hoi", "ubtvqh"})


def same_type(entry: Entry, cite: Citation) -> bool:
    """Whether the types agree; a decision and a regulation of the Party share their numbers."""
    if cite.type is None or fold(entry.type) == fold(cite.type):
        return True
    if {entry.type, cite.type} <= PARTY_QD:
        return True
    return (
        fold(entry.type).startswith(fold(cite.type))
        or fold(cite.type).startswith(fold(entry.type))
        or cite.type == "Văn bản"
    )


def same_issuer(entry: Entry, cite: Citation) -> bool:
    """Whether the issuers agree, however the text writes their names."""
    if not cite.issuer or not entry.issuer:
        return True
    if has_own_year(cite.number) and names_issuer(cite.number or ""):
        return True
    stated, known = issuer_slug(cite.issuer, cite.number), issuer_slug(entry.issuer, entry.number)
    if {stated, known} <= HEADS:
        return True
    if stated in CENTRAL and known in CENTRAL:
        return stated == known or "bct-bbt" in (stated, known)
    return stated.split("-")[0] == known.split("-")[0] if stated and known else True


def names_issuer(number: str) -> bool:
    """Whether the codes of a number say whose it is, however the text writes their names.

    Those of ``26/2016/TTLT-BYT-BTC`` do, those of ``5/KH-UBND`` and ``52-KL/TW`` do not.
    """
    symbol = symbol_of(number)
    if symbol is None or symbol.party or LOCAL.search(number):
        return False
    return symbol.year is not None or issuer_of_symbol(symbol.codes) is not None


def same_province(entry: Entry, cite: Citation, province: str | None) -> bool:
    """Whether both are of one province; what is of none fits every citation."""
    if entry.province is None:
        return True
    return province is not None and fold(entry.province) == fold(province)


def names_topic(entry: Entry, cite: Citation, text: str) -> bool:
    """Whether the words after the mention are the document's title, or a topic of its alias."""
    following = fold(" ".join(text[cite.span.end : cite.span.end + 260].split()))
    following = re.split(r"[;.]", following)[0]
    topics = [alias.topic for alias in entry.aliases if alias.topic]
    title = re.sub(r"^(?:về(?: việc)?|ban hành|phê duyệt)\s+", "", fold(entry.title or ""))
    return any(fold(topic) in following for topic in topics) or (
        len(title) > 20 and title[:40] in following
    )


def province_meant(cite: Citation, host: Host) -> str | None:
    """The province that issued it: named in the issuer, else the host's own (``Tỉnh ủy``)."""
    if not LOCAL.search(cite.number or ""):
        return None
    named = bodies.province_of(cite.issuer) if cite.issuer else None
    return named.name if named else host.province


def number_type(cite: Citation) -> tuple[str, str]:
    """What documents that share their numbers have in common: the number, and mostly the type."""
    return number_key(cite.number or ""), "" if cite.type in PARTY_QD else (cite.type or "")
