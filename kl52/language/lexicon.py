"""The tables of ``kl52/data`` as values: types of document, laws, provinces, bodies.

A table is read when it is first asked for and kept. Rows keep the order of the file.
``fold`` and ``slug`` are the two ways to compare Vietnamese words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kl52.language.letters import in_small
from kl52.tables import read_table

Family = Literal["state", "party", "legislature", "old"]


@dataclass(frozen=True, slots=True)
class DocType:
    """A type of document: ``code`` is what stands in its symbol, empty where it has none."""

    code: str
    name: str
    slug: str
    family: Family
    normative: Literal["yes", "no", "by-year"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """A constitution, code, law or ordinance. ``number`` and ``date`` are empty if not known."""

    name: str
    number: str
    date: str
    kind: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city of the centre; ``until`` is its last day, empty while it exists."""

    id: str
    name: str
    kind: Literal["tỉnh", "thành phố"]
    since: str = ""
    until: str = ""
    successor: str = ""
    variants: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()

    def exists(self, on: str | None) -> bool:
        """Whether it exists on the ISO date ``on``; always where no date is given."""
        return _within(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A row of the registry of bodies, with those it was merged into or formed from.

    ``local`` names the corresponding bodies of a province, ``below`` those of a district or
    commune, ``parent`` the body it belongs to (``id``, or ``id@from..to`` where that changed).
    """

    id: str
    name: str
    variants: tuple[str, ...]
    symbol: str
    level: str
    since: str = ""
    until: str = ""
    local: tuple[str, ...] = ()
    source: str = ""
    certainty: str = "G"
    below: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()

    def exists(self, on: str | None) -> bool:
        """Whether it exists on the ISO date ``on``; always where no date is given."""
        return _within(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Work that went from one body to another: all of it, or that on ``subject``.

    ``since`` is the taker's first day with it, empty where not known; ``subject`` holds phrases.
    """

    giver: str
    taker: str
    since: str
    subject: tuple[str, ...] = ()
    basis: str = ""
    certainty: str = "G"


def _within(since: str, until: str, on: str | None) -> bool:
    return on is None or ((not since or since <= on) and (not until or on <= until))


@cache
def doc_types() -> tuple[DocType, ...]:
    """All types of document.

    >>> [t.name for t in doc_types() if t.code == "QyĐ" and t.family == "party"]
    ['Quy định']
    """
    return tuple(DocType(*row) for row in read_table("doctypes.tsv"))  # type: ignore[arg-type]


@cache
def laws() -> tuple[Law, ...]:
    """All laws by name; one name may have several rows.

    >>> [law.number for law in laws() if law.name == "Luật Cán bộ, công chức"]
    ['22/2008/QH12', '80/2025/QH15']
    """
    return tuple(Law(*row) for row in read_table("laws.tsv"))


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 provinces before 1 July 2025 and the 34 after.

    >>> len([p for p in provinces() if p.exists("2025-06-30")])
    63
    >>> len([p for p in provinces() if p.exists("2025-07-01")])
    34
    """
    return tuple(
        Province(*row[:6], _items(row[6]), _items(row[7]))  # type: ignore[arg-type, call-arg]
        for row in read_table("provinces.tsv")
    )


_LISTS = frozenset({2, 7, 10, 11})  # columns of bodies.tsv that hold several items


@cache
def bodies() -> tuple[BodyEntry, ...]:
    """The registry of bodies.

    >>> next((b.until, b.successors) for b in bodies() if b.name == "Bộ Kế hoạch và Đầu tư")
    ('2025-02-28', ('bo-tai-chinh',))
    """
    takers: dict[str, dict[str, None]] = {}
    givers: dict[str, dict[str, None]] = {}
    ended = {row[0] for row in read_table("bodies.tsv") if row[6]}
    for each in transfers():
        if each.giver in ended:
            takers.setdefault(each.giver, {})[each.taker] = None
            givers.setdefault(each.taker, {})[each.giver] = None
    found = []
    for row in read_table("bodies.tsv"):
        cells = (_items(cell) if column in _LISTS else cell for column, cell in enumerate(row))
        lineage = (tuple(takers.get(row[0], ())), tuple(givers.get(row[0], ())))
        found.append(BodyEntry(*cells, *lineage))  # type: ignore[arg-type, call-arg]
    return tuple(found)


@cache
def transfers() -> tuple[Transfer, ...]:
    """Which body's work went to which, in the order of the file.

    >>> [t.taker for t in transfers() if t.giver == "bo-tu-phap"], transfers()[0].since
    (['bo-cong-an'], '2025-03-01')
    """
    return tuple(
        Transfer(giver, taker, since, _items(subject), basis, certainty)
        for giver, taker, since, subject, basis, certainty in read_table("transfers.tsv")
    )


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of one list of ``bodywords.tsv``, the longest first.

    >>> "tỉnh" in words("place")
    True
    """
    return tuple(
        sorted((row[1] for row in read_table("bodywords.tsv") if row[0] == kind), key=_longest)
    )


def _longest(word: str) -> int:
    return -len(word)


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


# The old style sets the tone on the second vowel of an open oa, oe, uy (hoà, khoẻ, uỷ),
# the new one on the first (hòa, khỏe, ủy); with a final consonant both write hoàn, thuỷ → thủy.
_TONES = {
    old: new
    for olds, news in (("oà oá oả oã oạ", "òa óa ỏa õa ọa"), ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
                       ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"))
    for old, new in zip(olds.split(), news.split(), strict=True)
}  # fmt: skip
# The letters first, for the search is quick then; what stands before them is looked at last.
_OLD_TONE = re.compile(r"[ou][àáảãạèéẻẽẹỳýỷỹỵ](?<!q..)(?![^\W\d_])")


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """``text`` in one form for comparing: NFC, case folded, tone marks in the new style.

    The length stays the same where ``text`` is NFC, so offsets hold.

    >>> fold("Uỷ ban") == fold("ỦY BAN"), fold("khoá XIII"), fold("quý II")
    (True, 'khóa xiii', 'quý ii')
    """
    text = in_small(unicodedata.normalize("NFC", text))
    return _OLD_TONE.sub(lambda match: _TONES.get(match[0], match[0]), text)


def slug(text: str) -> str:
    """``text`` in ASCII with hyphens.

    >>> slug("Sở Lao động - Thương binh và Xã hội")
    'so-lao-dong-thuong-binh-va-xa-hoi'
    """
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in text if c.isascii())).strip("-")
