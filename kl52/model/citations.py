"""A mention of a document, how it relates to it, and what became of that document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kl52.spans import Span

CitationKind = Literal["numbered", "named", "alias", "short", "relative", "future"]
Relation = Literal[
    "legal_basis",
    "implements",
    "promulgates",
    "continues",
    "amends",
    "replaces",
    "repeals",
    "guides",
    "proposed_by",
    "refers",
    "self",
]
CitationState = Literal[
    "resolved", "self", "not_in_library", "ambiguous", "mismatch", "not_assessed"
]
ChangeKind = Literal["replaced", "repealed", "expired", "amended"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document, from the ISO date ``on`` (``None`` if that is not known).

    ``by`` is the id of the document that did it, ``name`` what people call that one.
    ``part`` is the provision, or words like ``một phần``, where not the whole is meant.
    ``certainty`` is ``V`` (read in ``source``) or ``G`` (general knowledge or inferred).
    """

    kind: ChangeKind
    on: str | None = None
    by: str | None = None
    name: str | None = None
    part: str | None = None
    source: str = ""
    certainty: Literal["V", "G"] = "V"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a document, as found in the text and as resolved.

    ``status`` is that of the target on ``status_on``, the date of the citing document;
    ``status_now`` that on a later day asked for. Both have a reason for people to read.
    """

    id: str
    span: Span
    text: str
    kind: CitationKind
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    provision: str | None = None
    relation: Relation = "refers"
    cue: str | None = None
    within: str | None = None
    unit: str | None = None
    page: int = 1
    name: str | None = None
    plenum: int | None = None
    term: int | None = None
    state: CitationState = "not_assessed"
    target: str | None = None
    candidates: tuple[str, ...] = ()
    status: str = "unknown"
    status_on: str | None = None
    status_reason: str | None = None
    status_now: str | None = None
    status_now_on: str | None = None
    status_now_reason: str | None = None
    replaced_by: str | None = None
    changes: tuple[Change, ...] = ()
    reason: str | None = None
    repaired_from: str | None = None
    rule: str = ""
    bare: bool = False
    passive: bool = False

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from kl52.views.notebook import citation_html

        return citation_html(self)
