"""What a document is (its header) and what it is made of (its units)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kl52.spans import Span


@dataclass(frozen=True, slots=True)
class Promulgated:
    """The plan, programme or scheme that a decision promulgates or approves."""

    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Header:
    """Facts of the header and signature blocks (Decree 30/2020/NĐ-CP, Annex I; 36-HD/VPTW).

    Fields are as printed, except ``date`` (ISO) and ``type`` (in sentence case). Of a joint
    document the issuers are parted by ``, ``, the signers by ``; ``; a rank stands in the title.
    ``span`` covers the header block, ``signature`` the block of the signature and
    the recipients; nothing in either is an obligation. ``dated_by`` is the last day (ISO) that the
    open date line of a draft leaves (``ngày … tháng 9 năm 2026``).
    """

    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    level: str | None = None
    province: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    place: str | None = None
    draft: bool = False
    secrecy: str | None = None
    promulgates: Promulgated | None = None
    span: Span = Span(0, 0)
    title_span: Span | None = None
    signature: Span | None = None
    dated_by: str | None = None

    @property
    def on(self) -> str | None:
        """The day on which bodies exist and documents are in force for this one."""
        return self.date or self.dated_by


UnitKind = Literal[
    "part",
    "chapter",
    "section",
    "article",
    "clause",
    "point",
    "bullet",
    "annex",
    "row",
    "paragraph",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the structure. ``span`` covers the unit and everything below it.

    ``id`` is the path of numbers from the top (``iii__2__a``), ``head`` the span of
    the unit's own first paragraph including its mark, ``heading`` the words after
    the mark where the unit is a heading, else ``None``.
    """

    id: str
    parent: str | None
    kind: UnitKind
    number: str | None
    heading: str | None
    span: Span
    head: Span
    page: int = 1
