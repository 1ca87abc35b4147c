"""Which of two documents can stand above the other: by date, and by the level of their issuers.

Input: work URIs. Output: an ISO date, or a rank. Pure; what a URI does not say is ``None``.
A policy is handed down: from the centre to provinces, from these to districts and communes, and
never from a younger document to an older one.
"""

from __future__ import annotations

import re

COMMUNE, DISTRICT, PROVINCE, CENTRE = 0, 1, 2, 3

# By the issuer's slug (kl52.catalogue.identity.issuer_slug), the lowest level first.
_RANKS = (
    (re.compile(r"(?:[a-z]+-)*(?:xa|phuong|thi-tran|dac-khu)-(?!hoi-)"), COMMUNE),
    (re.compile(r"(?:[a-z]+-)*(?:huyen|quan|thi-xa)-|(?:hu|qu)(?:-|$)"), DISTRICT),
    (re.compile(r"(?:ubnd|hdnd|tu)(?:-|$)|s[a-z]+-"), PROVINCE),
    (re.compile(r"(?:cp|ttg|ctn|quoc-hoi|ubtvqh|bct|bbt|bct-bbt|bchtw|tw|vptw|vpcp)$"), CENTRE),
    (re.compile(r"b(?!cd|ql)[a-z]{1,8}$"), CENTRE),
)


def date_of(id: str | None) -> str | None:
    """The day in a work URI.

    >>> date_of("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg")
    '2020-01-21'
    >>> date_of("/akn/vn/act/quyet-dinh/ttg/2008/142-2008-qd-ttg") is None
    True
    """
    parts = (id or "").split("/")
    return parts[6] if len(parts) > 6 and re.fullmatch(r"\d{4}-\d\d-\d\d", parts[6]) else None


def rank_of(id: str) -> int | None:
    """The rank of a document's issuer, ``None`` where the URI does not show it.

    >>> rank_of("/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw") == CENTRE
    True
    >>> rank_of("/akn/vn/act/ke-hoach/ubnd-xa-ba-son-lang-son/2026-01-05/9-kh-ubnd") == COMMUNE
    True
    >>> rank_of("/akn/vn/act/ke-hoach/ban-chi-dao/2026-01-05/9-kh-bcd") is None
    True
    """
    parts = id.split("/")
    issuer = parts[5] if len(parts) > 6 else ""
    return next((rank for pattern, rank in _RANKS if pattern.match(issuer)), None)


def is_lower(above: str, below: str) -> bool:
    """Whether what should stand ``above`` is of a lower level than what hangs on it."""
    upper, lower = rank_of(above), rank_of(below)
    return upper is not None and lower is not None and upper < lower
