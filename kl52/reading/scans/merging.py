"""Two readings of one page made one: what both say is sure, what they say differently is not.

The second reading takes the page at another size and as one block of lines; it sees what the
first leaves out beside stamps. No letter is made up: every word is one that a reading has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kl52.language.lexicon import slug
from kl52.language.syllables import is_syllable
from kl52.reading.scans.tesseract import Seen

# How sure a word can be that the other reading has otherwise, or otherwise but for its marks.
DISPUTED = 0.5
MARKS_DISPUTED = 0.8
# A word that one reading alone has is taken from this on.
ALONE = 0.6

_CUT = re.compile(r"[\d/-] [\d/-]|[/-] [A-ZĐ]|[A-ZĐ] [/-]")

Group = tuple[list[Seen], list[Seen]]


def merge(first: Sequence[Seen], second: Sequence[Seen]) -> list[Seen]:
    """The words of both readings, those of the first in its order, then those it lacks.

    >>> one = Seen("l42/QĐ-TTg", 0, 0, 90, 20, 0.7), Seen("ngày", 95, 0, 140, 20, 0.96)
    >>> two = Seen("142/QĐ-TTg", 0, 0, 90, 20, 0.9), Seen("ngày", 95, 0, 140, 20, 0.9)
    >>> [(word.text, word.confidence) for word in merge(one, two)]
    [('142/QĐ-TTg', 0.5), ('ngày', 0.96)]
    """
    merged: list[Seen] = []
    for mine, others in _groups(first, second):
        if mine and others:
            merged += _agreed(mine, others)
        elif mine:
            merged += [word for word in mine if not _is_speck(word)]
        else:
            merged += [w for w in others if w.confidence >= ALONE and _letters(w.text) > 1]
    return merged


# Signs that stand alone in documents; others that do are specks, frames and strokes of a pen.
_SIGNS = frozenset(("-", "–", "+", "•", "*", "/", "…", "&", "%", "=", ":", ";", "."))
_DASHES = frozenset("-–—_~¬")
# Words closer than so many line heights belong together; below these figures they are scrawl.
# What both readings saw clearly, but not alike, is a word all the same: no less than ``DISPUTED``.
TOGETHER = 3.0
SCRAWL, SURE_WORD = DISPUTED, 0.85


def without_scrawl(words: Sequence[Seen]) -> tuple[list[Seen], int]:
    """The words without specks and scrawls, and how many pieces of scrawl there were.

    A scrawl is a row of words of which none is sure: handwriting in the margin, the letters of
    a seal, a stamp across the text.

    >>> seal = Seen("TT#r)", 500, 0, 560, 20, 0.2)
    >>> without_scrawl([Seen("Số:", 0, 0, 30, 20, 0.9), Seen("`", 35, 0, 40, 20, 0.5), seal])
    ([Seen(text='Số:', x0=0, top=0, x1=30, bottom=20, confidence=0.9)], 1)
    """
    rows = list(rows_of([_plain(word) for word in words if not _is_sign(word)]))
    kept = [row for row in rows if _is_said(row)]
    return [word for row in kept for word in row], len(rows) - len(kept)


def _is_sign(word: Seen) -> bool:
    dashes = set(word.text) <= _DASHES and len(word.text) > 2
    lone = not _letters(word.text) and word.text not in _SIGNS and len(word.text) < 3
    return dashes or (lone and not set(word.text) <= _DASHES and word.confidence < 0.9)


def _plain(word: Seen) -> Seen:
    """A dash is often read as two of different lengths."""
    if len(word.text) == 2 and set(word.text) <= _DASHES:
        return word._replace(text="–")
    return word


def _is_said(row: Sequence[Seen]) -> bool:
    lettered = any(_letters(word.text) for word in row)
    return lettered and (mean(row) >= SCRAWL or any(map(_is_sure, row)))


def _is_sure(word: Seen) -> bool:
    return word.confidence >= SURE_WORD and _letters(word.text) > 1


def rows_of(words: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Words that follow each other on one line."""
    row: list[Seen] = []
    for word in words:
        if row and not _follows(row[-1], word):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _follows(one: Seen, other: Seen) -> bool:
    height = max(1.0, one.bottom - one.top)
    apart = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return apart < 0.5 * height and -height < other.x0 - one.x1 < TOGETHER * height


def _agreed(mine: list[Seen], others: list[Seen]) -> list[Seen]:
    one, two = ("".join(word.text for word in words) for words in (mine, others))
    better = mine if mean(mine) >= mean(others) else others
    if one == two:
        if len(mine) != len(others):
            better = max((w for w in (mine, others) if not _is_cut(w)), key=len, default=better)
        return [w._replace(confidence=max(w.confidence, mean(mine))) for w in better]
    most = MARKS_DISPUTED if slug(one) == slug(two) else DISPUTED
    if most == MARKS_DISPUTED:
        better = max(mine, others, key=lambda words: (marked(words), words is better))
    return [word._replace(confidence=min(word.confidence, most)) for word in better]


def marked(words: Sequence[Seen]) -> tuple[bool, int]:
    """Whether all of the words could be Vietnamese, and how many marks their letters bear.

    A coarse picture loses marks and does not make any.
    """
    plain = [word.text.strip(".,;:()“”") for word in words]
    spelt = all(is_syllable(text) for text in plain if text.isalpha())
    return spelt, sum(len(unicodedata.normalize("NFD", text)) - len(text) for text in plain)


def _is_cut(words: Sequence[Seen]) -> bool:
    """Whether words are the pieces of one number: ``1 93/2025/NĐ- CP``."""
    pairs = zip(words, words[1:], strict=False)
    return any(_CUT.search(f"{one.text} {other.text}") for one, other in pairs)


def mean(words: Sequence[Seen]) -> float:
    """How sure words are, each counted by its letters."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / letters


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_speck(word: Seen) -> bool:
    return not _letters(word.text) and word.confidence < ALONE


def _groups(first: Sequence[Seen], second: Sequence[Seen]) -> Iterator[Group]:
    """Words of the two readings that stand in the same place, however each cuts them."""
    rows = _Rows(second)
    taken: dict[int, Group] = {}
    groups: list[Group] = []
    for word in first:
        meets = [index for index in rows.near(word) if _is_same_place(word, second[index])]
        known = [taken[index] for index in meets if index in taken]
        group: Group = known[0] if known else ([], [])
        if not known:
            groups.append(group)
        group[0].append(word)
        for index in meets:
            if index not in taken:
                taken[index] = group
                group[1].append(second[index])
    yield from groups
    yield from (([], [word]) for index, word in enumerate(second) if index not in taken)


class _Rows:
    """Words by the bands that they stand in, so that neighbours are found without a search."""

    BAND = 64

    def __init__(self, words: Sequence[Seen]) -> None:
        self.bands: dict[tuple[int, int], list[int]] = {}
        for index, word in enumerate(words):
            y, x = self._middle(word), int(word.x0) // 256
            for column in range(x, int(word.x1) // 256 + 1):
                self.bands.setdefault((y, column), []).append(index)

    def _middle(self, word: Seen) -> int:
        return int(word.top + word.bottom) // 2 // self.BAND

    def near(self, word: Seen) -> list[int]:
        y = self._middle(word)
        columns = range(int(word.x0) // 256, int(word.x1) // 256 + 1)
        places = [(row, column) for row in (y - 1, y, y + 1) for column in columns]
        return sorted({index for place in places for index in self.bands.get(place, ())})


def _is_same_place(one: Seen, other: Seen) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    narrow = max(1.0, min(one.x1 - one.x0, other.x1 - other.x0))
    apart = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return across > 0.5 * narrow and apart < 0.6 * max(1.0, one.bottom - one.top)
