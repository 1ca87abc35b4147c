"""A document that a citation could mean, with the checks that it passes or fails; laws as such.

Values go in, values come out: :class:`Rival` and :class:`Check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kl52.catalogue.entries import Fact
from kl52.catalogue.identity import number_key
from kl52.citations import law_identity
from kl52.citations.findings import LAW_RULES, Host
from kl52.citations.law_names import law_key, laws_by_name, laws_by_number
from kl52.language.lexicon import Law
from kl52.model import Citation

Asked = Literal[
    "number", "name", "type", "issuer", "province", "term", "plenum", "date", "chronology",
    "topic", "nearest", "this",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of what the citation states with what is known of a document.

    ``fits`` is ``None`` where one of the two says nothing.
    """

    field: Asked
    fits: bool | None
    stated: str | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Rival:
    """A document that the citation could mean. ``facts`` say where what is known comes from."""

    id: str
    chosen: bool
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    checks: tuple[Check, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(each for each in self.checks if each.fits is False)


def same_date(stated: str, known: str | None) -> bool | None:
    """A year alone fits every day of it."""
    return None if known is None else known.startswith(stated) or stated.startswith(known)


def is_chosen(id: str, cite: Citation) -> bool:
    """Whether the target of ``cite`` is this document, or a part of it."""
    return cite.target is not None and cite.target.split("#")[0] == id


def laws_meant(cite: Citation) -> Iterator[Law]:
    """The laws of the name or number of ``cite``."""
    if cite.name and cite.rule in LAW_RULES:
        yield from laws_by_name().get(law_key(cite.name), ())
    if cite.number:
        law = laws_by_number().get(number_key(cite.number))
        if law is not None:
            yield law


def rival_of_law(law: Law, stated: Citation, cite: Citation, host: Host) -> Rival:
    """A law with the checks that its name, number and date pass or fail."""
    id = law_identity._law_uri(law)
    checks = []
    if stated.name:
        same = law_key(stated.name) == law_key(law.name)
        checks.append(Check("name", same, stated.name, law.name))
    if stated.number:
        known = number_key(law.number) == number_key(stated.number) if law.number else None
        checks.append(Check("number", known, stated.number, law.number or None))
    if stated.date:
        fits = same_date(stated.date, law.date or None)
        checks.append(Check("date", fits, stated.date, law.date or None))
    elif host.date and law.date:
        checks.append(Check("chronology", law.date <= host.date, host.date, law.date))
    certainty: Literal["V", "G"] = "V" if law.certainty == "V" else "G"
    return Rival(
        id,
        is_chosen(id, cite),
        law.kind or "Luật",
        law.number or None,
        law.date or None,
        "Quốc hội",
        law.name,
        tuple(checks),
        (Fact("*", law.source, certainty),) if law.source else (),
    )
