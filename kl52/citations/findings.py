"""What resolution knows and says: the citing document, a finding, and what was found so far.

Values only: :class:`Host` goes in, :class:`Finding` comes out, :class:`Memory` grows in text
order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kl52.catalogue import Catalogue
from kl52.catalogue.entries import Entry
from kl52.model import Citation, CitationState

LAW_RULES = frozenset({"law", "amending-law"})


@dataclass(frozen=True, slots=True)
class Host:
    """The document that cites: its own identity, and where the plan that it promulgates lies.

    In a press item it is the document reported on, and ``reported`` is true: words like
    ``Kế hoạch này`` then mean that document, which is not the text itself.
    """

    id: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    province: str | None = None
    annex_type: str | None = None
    annex_id: str | None = None
    reported: bool = False
    begins: int = 0
    issuer: str | None = None


@dataclass(slots=True)
class Finding:
    """What resolution says of one citation."""

    state: CitationState
    target: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    annex: bool = False


@dataclass(slots=True)
class Memory:
    """What earlier and fuller mentions of the same document have established."""

    by_number: dict[tuple[str, str], tuple[Citation, Finding]] = field(default_factory=dict)
    by_name: dict[str, Finding] = field(default_factory=dict)
    by_type: dict[str, Finding] = field(default_factory=dict)
    first_of_type: dict[str, Finding] = field(default_factory=dict)
    laws: dict[str, Finding] = field(default_factory=dict)
    short: dict[tuple[str, str | None], Finding | None] = field(default_factory=dict)
    amended: dict[str, str] = field(default_factory=dict)
    mentions: dict[str, Citation] = field(default_factory=dict)
    leads: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def found_entry(entry: Entry, reason: str) -> Finding:
    """A citation that means ``entry`` of the catalogue."""
    return Finding("resolved", entry.id, reason=reason)


def day(iso: str | None) -> str:
    """A date as reasons print it.

    >>> day("2019-05-30")
    '30/05/2019'
    """
    return "/".join(reversed((iso or "").split("-")))


def known_host(host: Host, catalogue: Catalogue) -> Finding:
    """The document that a press item reports on, as the target of its ``Kế hoạch này``."""
    entry = catalogue.by_id(host.id)
    state: CitationState = "resolved" if entry else "not_in_library"
    return Finding(state, host.id, reason="văn bản được bản tin nói đến")
