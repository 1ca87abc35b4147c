"""Full-text search: the passages of a library that hold given words.

In: what a user types. Out: :class:`Hit` values, the best passage of each document first. Words must
all be there, in any order, ``"in quotes"`` one after the other; ``nhiệm*`` is the beginning of a
word. A word without diacritics finds it with any (``ke hoach``), a word that bears diacritics is
that word (``kế hoạch``); case, and where a tone mark sits (``hoà``, ``hòa``), never matter.
Whatever is typed is a query: marks only separate words (``48/KH-UBND`` is three in a row).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from kl52.language.lexicon import fold
from kl52.library.store import Store
from kl52.spans import Span

_QUOTED = re.compile('["“”«»]([^"“”«»]*)["“”«»]|([^\\s"“”«»]+)')
_WORD = re.compile(r"[^\W_]+")
_PASSAGES = (
    "SELECT text, -rank, document, type, number, date, title, page FROM search"
    " JOIN passages ON passages.id = search.rowid JOIN documents ON documents.id = document"
    " WHERE search MATCH ? ORDER BY rank LIMIT ?"
)
_BEFORE, _AFTER = 60, 140  # code points of a snippet around the first word found
_PLACES = 50  # at which a term is looked for in a passage
_LOOKED_AT = 20_000  # passages, the best first, that are looked through for diacritics


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage: its document and page, a ``snippet`` of it with ``marks`` on the words found.

    ``score`` is higher for the better (BM25); scores of different queries are not comparable.
    """

    document: str
    type: str | None
    number: str | None
    date: str | None
    title: str | None
    page: int | None
    snippet: str
    marks: tuple[Span, ...]
    score: float


@dataclass(frozen=True)
class Term:
    """Folded words in a row; of the last one perhaps only the beginning."""

    words: tuple[str, ...]
    beginning: bool = False

    @property
    def query(self) -> str:
        """The term as SQLite's FTS5 has it."""
        return f'"{" ".join(self.words).replace("đ", "d")}"' + "*" * self.beginning

    @property
    def exact(self) -> bool:
        """Whether the diacritics count, which the index does not know."""
        return any(_bare(word) != word for word in self.words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The term in a folded text."""
        words = r"[\W_]+".join(map(_spelt, self.words))
        end = "" if self.beginning else r"(?![^\W_])"
        return re.compile(rf"(?<![^\W_]){words}{end}")


def find_terms(words: str) -> tuple[Term, ...]:
    """What is looked for, from what a user typed.

    >>> [term.query for term in find_terms('"kế hoạch" 48/KH-UBND nhiem*')]
    ['"kế hoạch"', '"48 kh ubnd"', '"nhiem"*']
    """
    found = []
    for quoted, bare in _QUOTED.findall(fold(words)):
        if parts := tuple(_WORD.findall(quoted or bare)):
            found.append(Term(parts, (quoted or bare).endswith("*")))
    return tuple(dict.fromkeys(found))


def search(store: Store, words: str, limit: int = 20) -> tuple[Hit, ...]:
    """The documents that hold ``words`` in one passage, each by its best; at most ``limit``.

    Nothing is found for a text without a letter or digit.
    """
    terms = find_terms(words)
    if not terms or limit < 1:
        return ()
    query = " AND ".join(term.query for term in terms)
    found: dict[str, Hit] = {}
    with store.reading() as db:
        for text, score, id, *about in db.execute(_PASSAGES, (query, _LOOKED_AT)):
            if id in found:
                continue
            folded = fold(text)
            if all(_is_in(term, folded) for term in terms):
                type, number, date, title, page = about
                snippet, marks = _snippet(text, folded, terms)
                found[id] = Hit(id, type, number, date, title, page, snippet, marks, score)
                if len(found) == limit:
                    break
    return tuple(found.values())


def _is_in(term: Term, folded: str) -> bool:
    return not term.exact or term.pattern.search(folded) is not None


def _snippet(text: str, folded: str, terms: tuple[Term, ...]) -> tuple[str, tuple[Span, ...]]:
    """The stretch that holds most of the terms, and where in it the words found are."""
    places = [
        (each.start(), each.end(), index)
        for index, term in enumerate(terms)
        for each in islice(term.pattern.finditer(folded), _PLACES)
    ]
    first = max(places, key=lambda place: (_around(place[0], places), -place[0]), default=(0,))[0]
    start = text.rfind(" ", 0, first - _BEFORE) + 1 if first > _BEFORE else 0
    end = text.find(" ", first + _AFTER)
    end = len(text) if end < 0 else end
    head, tail = "… " * bool(start), " …" * (end < len(text))
    moved = len(head) - start
    inside = sorted((a, b) for a, b, _ in places if a >= start and b <= end)
    marks = _joined(Span(a + moved, b + moved) for a, b in inside)
    return f"{head}{text[start:end]}{tail}".replace("\n", " "), marks


def _around(start: int, places: list[tuple[int, int, int]]) -> int:
    """How many different terms stand within a snippet that begins with this one."""
    return len({index for a, b, index in places if start <= a and b <= start + _AFTER})


def _joined(marks: Iterator[Span]) -> tuple[Span, ...]:
    """Marks in order, none of them on another."""
    found: list[Span] = []
    for each in marks:
        if not found or each.start >= found[-1].end:
            found.append(each)
    return tuple(found)


# -- letters -------------------------------------------------------------------------------------


@cache
def _bare_letters() -> dict[int, str]:
    """The letters with diacritics, and what they are without."""
    letters = map(chr, [*range(0xE0, 0x250), *range(0x1EA0, 0x1EFA)])
    return {ord(each): bare for each in letters if (bare := _stripped(each)) != each}


def _stripped(letter: str) -> str:
    """
    >>> _stripped("ệ"), _stripped("đ")
    ('e', 'd')
    """
    return unicodedata.normalize("NFD", letter.replace("đ", "d"))[0]


def _bare(word: str) -> str:
    return word.translate(_bare_letters())


@cache
def _letters_of() -> dict[str, str]:
    """For each letter a pattern of all those that it stands for in a word without diacritics."""
    found: dict[str, str] = {}
    for code, bare in _bare_letters().items():
        found[bare] = found.get(bare, bare) + chr(code)
    return {bare: f"[{each}]" for bare, each in found.items()}


def _spelt(word: str) -> str:
    """A pattern for a folded word: without diacritics for any spelling, with them for its own."""
    if _bare(word) != word:
        return re.escape(word)
    return "".join(_letters_of().get(each, re.escape(each)) for each in word)
