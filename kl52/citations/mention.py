"""One mention of a document, and the words for types of documents.

:class:`Mention` is what a single rule finds, before mentions are related to each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kl52.citations.phrases import each_of, pairs_of
from kl52.language.letters import begins, capitalised
from kl52.language.lexicon import doc_types, fold
from kl52.model import CitationKind
from kl52.spans import Span

ABBREVIATED = pairs_of("type-abbreviation")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a document, and what its words state."""

    span: Span
    kind: CitationKind
    rule: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    provision: str | None = None
    name: str | None = None
    plenum: int | None = None
    term: int | None = None
    core: Span = Span(0, 0)
    repaired_from: str | None = None
    bare: bool = False


@cache
def type_names() -> tuple[str, ...]:
    """The types of documents that a citation may name, the longest first."""
    names = {each.name for each in doc_types()} - set(each_of("no-citation"))
    return tuple(sorted(names | set(each_of("type-more")), key=len, reverse=True))


@cache
def type_end() -> re.Pattern[str]:
    """A type word, in any case, that ends where the search ends."""
    names = begins(*type_names(), any_case=True)
    return re.compile(rf"(?P<type>{names}|{begins(*ABBREVIATED)})\s*$")


@cache
def type_endings() -> tuple[str, ...]:
    """What a text ends with, in small letters, where it ends with a type word."""
    return tuple(word.lower() for word in (*type_names(), *ABBREVIATED))


@cache
def capital_type() -> re.Pattern[str]:
    """A type word that begins with a capital."""
    return re.compile(begins(*map(capitalised, (*type_names(), *ABBREVIATED))))


@cache
def printed_types() -> tuple[str, ...]:
    """The type names as running text prints them: capitalised, or all in capitals."""
    names = [name for name in type_names() if name not in ("Văn bản", "Dự thảo", "Tuyên bố")]
    forms = set(names) | {name.upper() for name in names}
    forms |= {" ".join(word.capitalize() for word in name.split()) for name in names}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def type_of(printed: str) -> str | None:
    """The type that ``printed`` names, in sentence case.

    >>> type_of("NGHỊ QUYẾT"), type_of("QĐ"), type_of("nghị  định")
    ('Nghị quyết', 'Quyết định', 'Nghị định')
    """
    if printed in ABBREVIATED:
        return ABBREVIATED[printed]
    return _folded_types().get(fold(" ".join(printed.split())))


@cache
def _folded_types() -> dict[str, str]:
    return {fold(name): name for name in reversed(type_names())}


def deictic_type(printed: str) -> str | None:
    """The type before ``này``: ``Chương trình hành động này`` means a Chương trình."""
    return "Chương trình" if fold(printed) == "chương trình hành động" else type_of(printed)
