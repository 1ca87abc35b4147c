"""What a catalogue knows of one document: values only, each with the source of its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kl52.model import Promulgated, Relation

Status = Literal["in_force", "replaced", "repealed", "unknown"]
Certainty = Literal["V", "G"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a field's value comes from.

    ``V``: read there; ``G``: general knowledge, not verified. The field ``*`` is every
    field that has no fact of its own.
    """

    field: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name. ``topic`` is the phrase that decides where several documents share the name."""

    name: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another document of the catalogue; ``to`` is its id."""

    to: str
    relation: Relation
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one document. ``id`` is its work URI, ``date`` ISO or a year.

    ``since`` is the first day in force, ``until`` the first day on which it was no longer in
    force, ``seen`` the last day for which its source says that it was. ``text`` is a
    path below :func:`~kl52.catalogue.corpus_root`. ``fictitious`` documents were written for
    kl52.
    """

    id: str
    type: str
    number: str | None
    date: str | None
    issuer: str | None
    term: int | None = None
    plenum: int | None = None
    province: str | None = None
    title: str | None = None
    aliases: tuple[Alias, ...] = ()
    signer: str | None = None
    status: Status = "unknown"
    until: str | None = None
    text: str | None = None
    promulgates: Promulgated | None = None
    relations: tuple[Link, ...] = ()
    sources: tuple[Fact, ...] = ()
    note: str | None = None
    fictitious: bool = False
    file: str = ""
    since: str | None = None
    seen: str | None = None

    def fact(self, field: str) -> Fact:
        """The source of ``field``; the document's own source where the field has none."""
        return next((each for each in self.sources if each.field == field), self.sources[0])
