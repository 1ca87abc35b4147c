"""The catalogue as its users have it: documents, terms and plenums, with the look-ups.

In: entries, terms, plenums (:mod:`kl52.catalogue.loading` reads them), the long lists and a
library's documents (:mod:`kl52.catalogue.shelves`). Out: :class:`Catalogue`, immutable to its
users. What is not known is ``None``: a document that is not in it may still exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kl52.catalogue.entries import Certainty, Entry, Link
from kl52.catalogue.identity import number_key, work_key
from kl52.catalogue.listing import Listing
from kl52.catalogue.shelves import Shelf, Stacked
from kl52.language.lexicon import fold
from kl52.model import Change

LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
_NAMED_BY_TITLE = ("Chiến lược", "Đề án", "Chương trình", *LAW_TYPES)


@dataclass(frozen=True, slots=True)
class Term:
    """A Party congress term. ``begin`` is the day on which its Central Committee first met."""

    number: int
    begin: str
    end: str | None
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Plenum:
    """A plenary session of the Central Committee, with the ids of what it adopted."""

    ordinal: int
    term: int
    begin: str | None
    end: str | None
    documents: tuple[str, ...]
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The documents, terms and plenums, with the look-ups that resolution needs.

    ``entries`` are the documents known in full; ``listing`` has the long lists, and those of a
    library. Where both know a document, the entry counts.
    """

    entries: tuple[Entry, ...]
    terms: tuple[Term, ...]
    plenums: tuple[Plenum, ...]
    _ids: Mapping[str, Entry]
    _numbers: Mapping[str, tuple[Entry, ...]]
    _links: Mapping[str, tuple[tuple[str, Link], ...]]
    _names: Mapping[str, tuple[Entry, ...]]
    _works: Mapping[str, str]
    listing: Shelf = field(default_factory=Listing)
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Entry]:
        yield from self.entries
        yield from (entry for entry in self.listing if self._is_new(entry))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _is_new(self, entry: Entry) -> bool:
        return work_key(entry.id) not in self._works

    def by_id(self, id: str) -> Entry | None:
        """The document with this id; a normative one also by an id without its full date."""
        known = self._ids.get(id) or self._ids.get(self._works.get(work_key(id), ""))
        return known or self.listing.by_id(id)

    def by_number(self, number: str) -> tuple[Entry, ...]:
        """All documents with this number, the oldest first.

        >>> from kl52.catalogue import load_catalogue
        >>> [entry.date for entry in load_catalogue().by_number("27-NQ/TW")]
        ['2008-08-06', '2018-05-21', '2022-11-09']
        """
        known = self._numbers.get(number_key(number), ())
        more = [entry for entry in self.listing.by_number(number) if self._is_new(entry)]
        return _by_age([*known, *more]) if more else known

    def by_number_in(self, number: str, province: str | None) -> tuple[Entry, ...]:
        """Those of :meth:`by_number` that a province issued, or none did.

        >>> from kl52.catalogue import load_catalogue
        >>> load_catalogue().by_number_in("48/KH-UBND", "Cao Bằng")
        ()
        """
        own = fold(province or "")
        known = self._numbers.get(number_key(number), ())
        kept = [each for each in known if fold(each.province or "") in ("", own)]
        more = filter(self._is_new, self.listing.by_number_in(number, own))
        return _by_age([*kept, *more])

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """All documents with this alias, or that promulgate a text of this name.

        >>> from kl52.catalogue import load_catalogue
        >>> found = load_catalogue().by_name("Nghị quyết Trung ương 7 khoá X")
        >>> sorted(entry.number for entry in found)
        ['25-NQ/TW', '26-NQ/TW', '27-NQ/TW']
        """
        known = self._names.get(fold(name), ())
        more = (entry for entry in self.listing.by_name(fold(name)) if self._is_new(entry))
        return (*known, *more)

    def by_province(self, province: str) -> tuple[Entry, ...]:
        """The documents that bodies of a province issued, by its name.

        >>> from kl52.catalogue import load_catalogue
        >>> {entry.province for entry in load_catalogue().by_province("Lạng Sơn")}
        {'Lạng Sơn'}
        """
        own = fold(province)
        known = (entry for entry in self.entries if fold(entry.province or "") == own)
        return (*known, *filter(self._is_new, self.listing.by_province(own)))

    def plenum(self, ordinal: int, term: int) -> tuple[Entry, ...]:
        """What the plenum adopted; empty also where the plenum is not in the catalogue.

        >>> from kl52.catalogue import load_catalogue
        >>> [entry.number for entry in load_catalogue().plenum(7, 10)]
        ['25-NQ/TW', '26-NQ/TW', '27-NQ/TW']
        """
        return tuple(
            self._ids[id]
            for each in self.plenums
            if (each.ordinal, each.term) == (ordinal, term)
            for id in each.documents
            if id in self._ids
        )

    def term_on(self, date: str) -> int | None:
        """The Party congress term in office on an ISO date.

        >>> from kl52.catalogue import load_catalogue
        >>> load_catalogue().term_on("2019-05-30"), load_catalogue().term_on("1975-04-30")
        (12, None)
        """
        return next((term.number for term in reversed(self.terms) if term.begin <= date), None)

    def extended(
        self, entries: Iterable[Entry], changes: Iterable[tuple[str, Change]] = ()
    ) -> Catalogue:
        """This catalogue with more documents, for instance those of a user's folder.

        ``changes`` are what became of documents, each with the id of the one that it befell.
        """
        known = defaultdict(list, {key: list(found) for key, found in self.changes.items()})
        for id, change in changes:
            if change not in known[work_key(id)]:
                known[work_key(id)].append(change)
        return replace(
            make_index((*self.entries, *entries), self.terms, self.plenums),
            listing=self.listing,
            changes={key: tuple(found) for key, found in known.items()},
        )

    def with_shelf(self, shelf: Shelf) -> Catalogue:
        """This catalogue with more documents behind its own, looked up when they are asked for."""
        return replace(self, listing=Stacked(self.listing, shelf))

    def before_lists(self, shelf: Shelf) -> Catalogue:
        """This catalogue with documents that count before those of its long lists."""
        return replace(self, listing=Stacked(shelf, self.listing))

    def changes_of(self, id: str) -> tuple[Change, ...]:
        """What became of a document, as the lists and the documents at hand tell it."""
        return (*self.changes.get(work_key(id), ()), *self.listing.changes_of(id))

    def relations_of(self, id: str) -> tuple[tuple[str, Link], ...]:
        """The relations that a document has and those that others have to it: (from, link)."""
        return self._links.get(id, ())


def make_index(
    entries: tuple[Entry, ...], terms: tuple[Term, ...], plenums: tuple[Plenum, ...]
) -> Catalogue:
    """The catalogue of these entries, each of them found by its id, number and names."""
    numbers: defaultdict[str, list[Entry]] = defaultdict(list)
    links: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
    for entry in entries:
        if entry.number:
            numbers[number_key(entry.number)].append(entry)
        for link in entry.relations:
            links[entry.id].append((entry.id, link))
            links[link.to].append((entry.id, link))
    return Catalogue(
        entries=entries,
        terms=terms,
        plenums=plenums,
        _ids={entry.id: entry for entry in entries},
        _numbers={key: _by_age(found) for key, found in numbers.items()},
        _links={id: tuple(found) for id, found in links.items()},
        _names=_names(entries),
        _works={work_key(entry.id): entry.id for entry in entries},
    )


def _by_age(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.date or "9999", entry.id)))


def _names(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    names: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for name in names_of(entry):
            names[name][entry.id] = entry
    return {name: tuple(found.values()) for name, found in names.items()}


def names_of(entry: Entry) -> set[str]:
    """The folded names by which a document is found: its aliases, and what it promulgates."""
    called = {fold(alias.name) for alias in entry.aliases}
    if entry.promulgates is not None:
        called.add(fold(entry.promulgates.title))
    if entry.title is not None and entry.type in _NAMED_BY_TITLE:
        called.add(fold(entry.title))
    return called
