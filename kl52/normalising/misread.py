"""Marks of letters that character recognition took for others, as edits of a line.

The recogniser tells letters far better than the marks on them: it reads ``sửa đỗi, bỗ sung`` for
``sửa đổi, bổ sung``. A word is read again where it goes with none of its neighbours and exactly one
word of the same bare letters does (:mod:`kl52.language.usage`). Capitalised words may be names and
stay, but in lines of capitals. For lines that were recognised only: what a file has as text is left
alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kl52.language.lexicon import fold
from kl52.language.syllables import TONE
from kl52.language.usage import is_common, is_pair, vocabulary
from kl52.normalising.edits import Edit

_WORD = re.compile(r"(?<![^\s(“\"'‘\[«])[^\W\d_]{2,7}(?![^\s,.;:)”\"'’\]»])")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    printed: str
    said: str
    tied: bool  # to the word before, by one space and nothing else


def find_misread(line: str, before: str = "", after: str = "") -> Iterator[Edit]:
    """The words of a recognised line whose marks are others.

    ``before`` and ``after`` are the lines of the same paragraph around it, as far as they matter.

    >>> [edit.text for edit in find_misread("sửa đỗi, bỗ sung một số điều")]
    ['đổi', 'bổ']
    >>> [edit.text for edit in find_misread("dâu được sửa đổi", before="kinh doanh xăng")]
    ['dầu']
    >>> list(find_misread("bà Đoàn Thị Bỗ trình bày"))
    []
    """
    start = len(before) + 1 if before else 0
    whole = " ".join(filter(None, (before, line, after)))
    words = list(_words(whole))
    said = ""
    for index, word in enumerate(words):
        said = said if word.tied else ""
        right = None
        if start <= word.start < start + len(line) and _may_change(words, index):
            right = _right(word.said, said, _next(words, index))
        if right is not None:
            at = word.start - start
            yield Edit(at, at + len(word.printed), _like(word.printed, right))
        said = right or word.said


def _words(line: str) -> Iterator[_Word]:
    end = -1
    for match in _WORD.finditer(line):
        tied = match.start() == end + 1 and line[end] == " "
        yield _Word(match.start(), match[0], fold(match[0]), tied)
        end = match.end()


def _next(words: Sequence[_Word], index: int) -> str:
    follows = index + 1 < len(words) and words[index + 1].tied
    return words[index + 1].said if follows else ""


def _may_change(words: Sequence[_Word], index: int) -> bool:
    """Whether a word is no name: in small letters, or in capitals like its neighbours."""
    printed = words[index].printed
    if printed.islower():
        return True
    around = words[max(0, index - 1) : index + 2]
    return printed.isupper() and len(around) > 1 and all(each.printed.isupper() for each in around)


def _right(said: str, before: str, after: str) -> str | None:
    """The one word that the neighbours call for, if they do not go with the one that was read.

    ``d`` and ``đ`` are letters of their own: they are exchanged where nothing else fits.
    """
    if _goes(before, said) or _goes(said, after):
        return None
    fitting = [
        each
        for each in _alike(_bare(said))
        if (_goes(before, each) and _goes(each, after) and _is_near(said, each))
        or (not is_common(said) and (_goes(before, each) or _goes(each, after)))
    ]
    fitting = [each for each in fitting if each.count("đ") == said.count("đ")] or fitting
    return fitting[0] if len(fitting) == 1 else None


def _is_near(one: str, other: str) -> bool:
    """Whether words of the same bare letters differ in their tone only, or in all but their tone.

    >>> _is_near("bồ", "bổ"), _is_near("phó", "phố"), _is_near("bỏ", "bộ")
    (True, True, False)
    """
    (tone, shape), (other_tone, other_shape) = map(_tone_and_shape, (one, other))
    return tone == other_tone or shape == other_shape


def _tone_and_shape(word: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", word)
    return "".join(TONE.findall(letters)), TONE.sub("", letters)


def _goes(first: str, second: str) -> bool:
    return bool(first and second) and is_pair(first, second)


def _alike(bare: str) -> tuple[str, ...]:
    """The usual words of the same bare letters."""
    return _by_letters().get(bare, ())


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary()):
        found.setdefault(_bare(word), []).append(word)
    return {bare: tuple(words) for bare, words in found.items()}


def _bare(word: str) -> str:
    """The letters without marks; ``đ`` counts as ``d``."""
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _like(printed: str, said: str) -> str:
    return said.upper() if printed.isupper() else said
