"""The catalogue: facts about documents of well-known cascades, each with its source.

In: the ``*.toml`` files of a folder (``corpus/catalogue``, whose README describes the form) and its
long lists (:mod:`kl52.catalogue.listing`). Out: :class:`Catalogue`, immutable to its users. Nothing
is read at import time, and a second call gives the same catalogue. What the files do not say is
``None``: the catalogue holds what is known, and a document that is not in it may still exist.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast, get_args

from kl52.catalogue.entries import Alias, Certainty, Entry, Fact, Link, Status
from kl52.catalogue.identity import number_key, work_key, work_uri
from kl52.catalogue.listing import Listing
from kl52.errors import UsageError
from kl52.language.lexicon import fold
from kl52.model import Change, Promulgated, Relation

LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
_NAMED_BY_TITLE = ("Chiến lược", "Đề án", "Chương trình", *LAW_TYPES)

__all__ = [
    "Alias",
    "Catalogue",
    "Entry",
    "Fact",
    "Link",
    "Plenum",
    "Term",
    "corpus_root",
    "load_catalogue",
]

_FIELDS = {each.name for each in fields(Entry)} - {"id", "sources", "file"} | {
    "key",
    "source",
    "facts",
}


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

    ``entries`` are the documents at hand in full; ``listing`` has the long lists. Where both
    know a document, the entry counts.
    """

    entries: tuple[Entry, ...]
    terms: tuple[Term, ...]
    plenums: tuple[Plenum, ...]
    _ids: Mapping[str, Entry]
    _numbers: Mapping[str, tuple[Entry, ...]]
    _links: Mapping[str, tuple[tuple[str, Link], ...]]
    _names: Mapping[str, tuple[Entry, ...]]
    _works: Mapping[str, str]
    listing: Listing = field(default_factory=Listing)
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

        >>> [entry.date for entry in load_catalogue().by_number("27-NQ/TW")]
        ['2008-08-06', '2018-05-21', '2022-11-09']
        """
        known = self._numbers.get(number_key(number), ())
        more = [entry for entry in self.listing.by_number(number) if self._is_new(entry)]
        return _by_age([*known, *more]) if more else known

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """All documents with this alias, or that promulgate a text of this name.

        >>> found = load_catalogue().by_name("Nghị quyết Trung ương 7 khoá X")
        >>> sorted(entry.number for entry in found)
        ['25-NQ/TW', '26-NQ/TW', '27-NQ/TW']
        """
        known = self._names.get(fold(name), ())
        more = (entry for entry in self.listing.by_name(fold(name)) if self._is_new(entry))
        return (*known, *more)

    def plenum(self, ordinal: int, term: int) -> tuple[Entry, ...]:
        """What the plenum adopted; empty also where the plenum is not in the catalogue.

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
            _index((*self.entries, *entries), self.terms, self.plenums),
            listing=self.listing,
            changes={key: tuple(found) for key, found in known.items()},
        )

    def changes_of(self, id: str) -> tuple[Change, ...]:
        """What became of a document, as the lists and the documents at hand tell it."""
        return (*self.changes.get(work_key(id), ()), *self.listing.changes_of(id))

    def relations_of(self, id: str) -> tuple[tuple[str, Link], ...]:
        """The relations that a document has and those that others have to it: (from, link)."""
        return self._links.get(id, ())


def corpus_root() -> Traversable:
    """The folder of the bundled corpus, in a checkout and when installed."""
    checkout = Path(__file__).parents[2] / "corpus"
    return checkout if checkout.is_dir() else files("kl52_corpus")


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Reads the catalogue in folder ``path``, by default the bundled one.

    Raises :class:`~kl52.errors.UsageError`, naming file and document, where the
    files contradict themselves.
    """
    return _load(path)


@cache
def _load(path: Path | None) -> Catalogue:
    folder = path or corpus_root() / "catalogue"
    if not folder.is_dir():
        raise UsageError(f"không có thư mục danh mục: {folder}")
    tables = [
        (file.name, _parse(file))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    keys: dict[str, str] = {}
    drafts: list[tuple[Entry, list[dict[str, Any]]]] = []
    for name, table in tables:
        for item in table.get("document", ()):
            entry = _entry(name, item)
            key = item.get("key") or f"{entry.number} {entry.date or 'nodate'}"
            if key in keys or entry.id in keys.values():
                raise UsageError(f"{name}: {key}: tài liệu ghi hai lần")
            keys[key] = entry.id
            drafts.append((entry, item.get("relations", [])))
    entries = tuple(
        replace(entry, relations=tuple(_link(entry, each, keys) for each in relations))
        for entry, relations in drafts
    )
    plenums = tuple(
        _plenum(name, item, keys) for name, table in tables for item in table.get("plenum", ())
    )
    terms = tuple(_term(name, item) for name, table in tables for item in table.get("term", ()))
    found = _index(entries, tuple(sorted(terms, key=lambda term: term.number)), plenums)
    return replace(found, listing=_listing(folder))


def _listing(folder: Traversable) -> Listing:
    listing = Listing()
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".tsv"):
            text = file.read_text(encoding="utf-8")
            listing.add(text, changes=file.name == "changes.tsv")
    return listing


def _index(
    entries: tuple[Entry, ...], terms: tuple[Term, ...], plenums: tuple[Plenum, ...]
) -> Catalogue:
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
        called = {fold(alias.name) for alias in entry.aliases}
        if entry.promulgates is not None:
            called.add(fold(entry.promulgates.title))
        if entry.title is not None and entry.type in _NAMED_BY_TITLE:
            called.add(fold(entry.title))
        for name in called:
            names[name][entry.id] = entry
    return {name: tuple(found.values()) for name, found in names.items()}


def _parse(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file.name}: không đọc được TOML: {error}") from error


def _source(where: str, text: object) -> tuple[str, Certainty]:
    """Splits ``"V: source"`` into the source and its certainty."""
    certainty, colon, source = str(text or "").partition(":")
    if not colon or certainty not in get_args(Certainty) or not source.strip():
        raise UsageError(f"{where}: nguồn phải có dạng 'V: …' hoặc 'G: …', không phải {text!r}")
    return source.strip(), cast(Certainty, certainty)


def _date(where: str, value: object) -> str | None:
    """A TOML date, or the year or month that is known."""
    if value is None:
        return None
    text = str(value)
    if not text.replace("-", "").isdigit() or len(text) not in (4, 7, 10):
        raise UsageError(f"{where}: ngày không hợp lệ: {value!r}")
    return text


def _entry(file: str, item: dict[str, Any]) -> Entry:
    where = f"{file}: {item.get('key') or item.get('number') or item.get('title') or '?'}"
    if unknown := item.keys() - _FIELDS:
        raise UsageError(f"{where}: trường không có trong quy ước: {', '.join(sorted(unknown))}")
    if not item.get("type") or not (item.get("number") or item.get("title")):
        raise UsageError(f"{where}: cần type, và number hoặc title")
    status = item.get("status", "unknown")
    if status not in get_args(Status):
        raise UsageError(f"{where}: status không hợp lệ: {status!r}")
    own = _source(where, item.get("source"))
    facts: dict[str, object] = item.get("facts", {})
    if stray := facts.keys() - item.keys():
        raise UsageError(f"{where}: facts nói về trường không có: {', '.join(sorted(stray))}")
    promulgates = item.get("promulgates")
    date = _date(where, item.get("date"))
    number, issuer, province = item.get("number"), item.get("issuer"), item.get("province")
    return Entry(
        id=work_uri(item["type"], number, date, issuer, province, item.get("title")),
        type=item["type"],
        number=number,
        date=date,
        issuer=issuer,
        term=item.get("term"),
        plenum=item.get("plenum"),
        province=province,
        title=item.get("title"),
        aliases=tuple(Alias(each["name"], each.get("topic")) for each in item.get("aliases", ())),
        signer=item.get("signer"),
        status=status,
        until=_date(where, item.get("until")),
        since=_date(where, item.get("since")),
        seen=_date(where, item.get("seen")),
        text=item.get("text"),
        promulgates=Promulgated(**promulgates) if promulgates else None,
        relations=(),
        sources=(
            Fact("*", *own),
            *(Fact(field, *_source(f"{where}: {field}", text)) for field, text in facts.items()),
        ),
        note=item.get("note"),
        fictitious=item.get("fictitious", False),
        file=file,
    )


def _link(entry: Entry, item: dict[str, Any], keys: Mapping[str, str]) -> Link:
    where = f"{entry.file}: {entry.number or entry.title}"
    to, relation = str(item.get("to")), cast(Relation, item.get("relation"))
    if to not in keys:
        raise UsageError(f"{where}: quan hệ tới tài liệu không có trong danh mục: {to!r}")
    if relation not in get_args(Relation):
        raise UsageError(f"{where}: quan hệ không hợp lệ: {relation!r}")
    default = entry.fact("relations")
    if "source" in item:
        return Link(keys[to], relation, *_source(where, item["source"]))
    return Link(keys[to], relation, default.source, default.certainty)


def _term(file: str, item: dict[str, Any]) -> Term:
    where = f"{file}: khóa {item.get('number')}"
    begin = _date(where, item.get("begin"))
    if begin is None:
        raise UsageError(f"{where}: thiếu begin")
    end = _date(where, item.get("end"))
    return Term(item["number"], begin, end, *_source(where, item.get("source")))


def _plenum(file: str, item: dict[str, Any], keys: Mapping[str, str]) -> Plenum:
    where = f"{file}: Hội nghị {item.get('ordinal')} khóa {item.get('term')}"
    documents = item.get("documents", [])
    if missing := [key for key in documents if key not in keys]:
        raise UsageError(f"{where}: tài liệu không có trong danh mục: {', '.join(missing)}")
    return Plenum(
        item["ordinal"],
        item["term"],
        _date(where, item.get("begin")),
        _date(where, item.get("end")),
        tuple(keys[key] for key in documents),
        *_source(where, item.get("source")),
    )
