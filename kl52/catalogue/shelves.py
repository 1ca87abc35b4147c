"""Shelves: documents that a catalogue knows beside those it holds in full.

In: the long lists, a library's documents, or several of these. Out: :class:`Shelf`, the look-ups
that a catalogue asks of them, made into entries only then. Where two shelves know a document, the
one in front counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import work_key
from kl52.model import Change


class Shelf(Protocol):
    """Documents by what they are called; names and provinces are folded words.

    ``by_number_in`` gives those of a province and those of none.
    """

    def __iter__(self) -> Iterator[Entry]: ...
    def by_id(self, id: str, /) -> Entry | None: ...
    def by_number(self, number: str, /) -> tuple[Entry, ...]: ...
    def by_number_in(self, number: str, province: str, /) -> tuple[Entry, ...]: ...
    def by_name(self, name: str, /) -> tuple[Entry, ...]: ...
    def by_province(self, province: str, /) -> tuple[Entry, ...]: ...
    def changes_of(self, id: str, /) -> tuple[Change, ...]: ...


@dataclass(frozen=True, slots=True)
class Stacked:
    """A shelf in front of another."""

    front: Shelf
    back: Shelf

    def __iter__(self) -> Iterator[Entry]:
        return chain(self.front, (each for each in self.back if self.front.by_id(each.id) is None))

    def by_id(self, id: str) -> Entry | None:
        return self.front.by_id(id) or self.back.by_id(id)

    def by_number(self, number: str) -> tuple[Entry, ...]:
        return _joined(self.front.by_number(number), self.back.by_number(number))

    def by_number_in(self, number: str, province: str) -> tuple[Entry, ...]:
        front = self.front.by_number_in(number, province)
        return _joined(front, self.back.by_number_in(number, province))

    def by_name(self, name: str) -> tuple[Entry, ...]:
        return _joined(self.front.by_name(name), self.back.by_name(name))

    def by_province(self, province: str) -> tuple[Entry, ...]:
        return _joined(self.front.by_province(province), self.back.by_province(province))

    def changes_of(self, id: str) -> tuple[Change, ...]:
        return (*self.front.changes_of(id), *self.back.changes_of(id))


def _joined(front: tuple[Entry, ...], back: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if not back:
        return front
    known = {work_key(entry.id) for entry in front}
    return (*front, *(entry for entry in back if work_key(entry.id) not in known))
