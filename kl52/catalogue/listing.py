"""The long lists of the catalogue: one document a line, made into an entry when asked for.

In: the ``*.tsv`` files of the catalogue's folder (``corpus/catalogue/README.md`` describes the
columns): documents, and what became of them (``changes.tsv``). Out: :class:`Listing`. Only the
key of each line is read at once, so that a list of thousands costs a few milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from kl52.catalogue.entries import Certainty, Entry, Fact
from kl52.catalogue.identity import number_slug, work_key, work_uri
from kl52.language.lexicon import fold
from kl52.model import Change, ChangeKind, Promulgated

DOCUMENTS = (
    "key", "number", "type", "date", "issuer", "since", "seen", "term", "province",
    "promulgates", "title", "certainty", "source",
)  # fmt: skip
FILE = "listing"  # where the entries of a table say that they are from
CHANGES = ("target", "kind", "on", "by", "name", "part", "certainty", "source")


@dataclass(slots=True)
class Listing:
    """Documents by number and by name, and changes by document, from lines of tables."""

    _documents: dict[str, list[str]] = field(default_factory=dict)
    _changes: dict[str, list[str]] = field(default_factory=dict)
    _made: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _names: dict[str, list[str]] | None = None

    def add(self, text: str, *, changes: bool = False) -> None:
        """Take in a table: its comments and its line of column names are passed over."""
        lines = [line for line in text.splitlines() if line and not line.startswith("# ")]
        kept = self._changes if changes else self._documents
        for line in lines[1:]:
            kept.setdefault(line.partition("\t")[0], []).append(line)

    def __iter__(self) -> Iterator[Entry]:
        for key in self._documents:
            yield from self._entries(key)

    def by_number(self, number: str) -> tuple[Entry, ...]:
        return self._entries(number_slug(number))

    def by_number_in(self, number: str, province: str) -> tuple[Entry, ...]:
        found = self.by_number(number)
        return tuple(each for each in found if fold(each.province or "") in ("", province))

    def by_id(self, id: str) -> Entry | None:
        for entry in self._entries(id.rpartition("/")[2]):
            if entry.id == id:
                return entry
        return None

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """The documents that promulgate a text of this (folded) name."""
        if self._names is None:
            self._names = {}
            at = DOCUMENTS.index("promulgates")
            for key, lines in self._documents.items():
                for line in lines:
                    if title := line.split("\t")[at]:
                        self._names.setdefault(fold(title), []).append(key)
        return tuple(
            entry
            for key in dict.fromkeys(self._names.get(name, ()))
            for entry in self._entries(key)
            if entry.promulgates is not None and fold(entry.promulgates.title) == name
        )

    def by_province(self, province: str) -> tuple[Entry, ...]:
        """The documents of this (folded) province; the bundled lists hold papers of the centre."""
        at = DOCUMENTS.index("province")
        keys = (
            key
            for key, lines in self._documents.items()
            if any(fold(line.split("\t")[at]) == province for line in lines)
        )
        found = (entry for key in keys for entry in self._entries(key))
        return tuple(entry for entry in found if fold(entry.province or "") == province)

    def changes_of(self, id: str) -> tuple[Change, ...]:
        return tuple(map(_change, self._changes.get(work_key(id), ())))

    def _entries(self, key: str) -> tuple[Entry, ...]:
        if key not in self._documents:
            return ()
        if key not in self._made:
            found: dict[str, Entry] = {}
            for line in self._documents[key]:
                entry = _entry(line)
                found.setdefault(series_key(entry.id), entry)
            self._made[key] = tuple(found.values())
        return self._made[key]


def series_key(id: str) -> str:
    """A work URI with the year alone: in it no body gives a number of a type twice.

    >>> series_key("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg")
    '/akn/vn/act/quyet-dinh/ttg/2020/142-qd-ttg'
    """
    return re.sub(r"/(\d{4})-\d\d(?:-\d\d)?/", r"/\1/", work_key(id))


def document_line(entry: Entry) -> str:
    """An entry as a line of a table of documents; the reverse of what :class:`Listing` does."""
    fact = entry.fact("*")
    cells = {
        "key": number_slug(entry.number or ""),
        "term": str(entry.term or ""),
        "promulgates": entry.promulgates.title if entry.promulgates else "",
        "certainty": fact.certainty,
        "source": fact.source,
    }
    return _line(cells.get(name, getattr(entry, name, None)) for name in DOCUMENTS)


def change_line(target: str, change: Change) -> str:
    """A change of the document ``target`` (its id) as a line of ``changes.tsv``."""
    return _line((work_key(target), *(getattr(change, name) for name in CHANGES[1:])))


def _line(cells: Iterable[object]) -> str:
    return "\t".join(" ".join(str(cell or "").split()) for cell in cells)


def _entry(line: str) -> Entry:
    row = dict(zip(DOCUMENTS, line.split("\t"), strict=True))
    said = {name: value or None for name, value in row.items()}
    kind, number = row["type"], said["number"]
    promulgates = said["promulgates"]
    return Entry(
        id=work_uri(kind, number, said["date"], said["issuer"], said["province"], said["title"]),
        type=kind,
        number=number,
        date=said["date"],
        issuer=said["issuer"],
        term=int(row["term"]) if row["term"] else None,
        province=said["province"],
        title=said["title"],
        status="in_force" if said["seen"] else "unknown",
        since=said["since"],
        seen=said["seen"],
        promulgates=Promulgated(_type_of(promulgates), promulgates) if promulgates else None,
        sources=(Fact("*", row["source"], cast(Certainty, row["certainty"])),),
        file=FILE,
    )


def _type_of(title: str) -> str:
    """The type of a named text: its first two words, ``Kế hoạch``, ``Chiến lược``, ``Đề án``."""
    return " ".join(title.split()[:2])


def _change(line: str) -> Change:
    row = dict(zip(CHANGES, line.split("\t"), strict=True))
    return Change(
        kind=cast(ChangeKind, row["kind"]),
        on=row["on"] or None,
        by=row["by"] or None,
        name=row["name"] or None,
        part=row["part"] or None,
        source=row["source"],
        certainty=cast(Certainty, row["certainty"]),
    )
