"""The lines of a text in old fonts, converted one by one: which set each of its words has.

A line is read in the set that makes most of its words Vietnamese; one without evidence of its
own as the line before. A word that is none in that set may have another, and where a line
proves to be in several sets, :mod:`mixtures` finds the set of each word. Words of other
languages stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from kl52.reading.legacy.capitals import is_small, raise_capitals
from kl52.reading.legacy.charmaps import Charset
from kl52.reading.legacy.mixtures import untangle
from kl52.reading.legacy.words import (
    WORD,
    Books,
    Reading,
    is_abbreviation,
    is_evidence,
    is_foreign,
    is_latin,
    is_sign,
)
from kl52.spans import Edit, Span

# Below this share of syllables a line is in another language.
VIETNAMESE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Legacy:
    """Edits in order, words converted by set, and the numbers of doubtful lines from 0."""

    edits: tuple[Edit, ...] = ()
    words: tuple[tuple[Charset, int], ...] = ()
    doubtful: tuple[int, ...] = ()


class _Choice(NamedTuple):
    """What becomes of a word: its set, its text in it, how likely that is."""

    reading: Reading
    text: str
    verdict: int = 0
    marked: bool = True


class _Choices(dict[str, _Choice]):
    """The choice for each word on lines that mostly have ``reading``."""

    def __init__(self, converter: Converter, reading: Reading) -> None:
        super().__init__()
        self.converter = converter
        self.reading = reading

    def __missing__(self, word: str) -> _Choice:
        found = self[word] = self.converter.choose(word, self.reading)
        return found


class Converter:
    """Goes through the lines of a text that has ``readings``; ``marked`` are its words with
    more than plain letters.
    """

    def __init__(self, books: Books, readings: Sequence[Reading], marked: Set[str]) -> None:
        self.books = books
        self.readings = readings
        self.marked = marked
        self.last = readings[0]
        self.choices = {each: _Choices(self, each) for each in (*readings, None)}
        self.options: dict[str, tuple[_Choice, ...]] = {}
        self.words: Counter[Charset] = Counter()
        self.edits: list[Edit] = []

    def convert(self, lines: Iterable[str]) -> Legacy:
        at = 0
        doubtful = []
        for number, line in enumerate(lines):
            if self._convert(line, at):
                doubtful.append(number)
            at += len(line) + 1
        return Legacy(tuple(self.edits), tuple(self.words.most_common()), tuple(doubtful))

    def _convert(self, line: str, at: int) -> bool:
        """Convert a line, or the cells of a row one by one; whether it is doubtful."""
        words = WORD.findall(line)
        marked = [word for word in words if word in self.marked]
        if not marked:
            return False
        reading = self.last = self._reading(marked, self.last)
        if "\t" not in line or len(self.readings) == 1:
            return self._said(line, at, words, reading)
        doubts = []
        for cell in line.split("\t"):
            words = WORD.findall(cell)
            marked = [word for word in words if word in self.marked]
            if marked:
                doubts.append(self._said(cell, at, words, self._reading(marked, reading)))
            at += len(cell) + 1
        return any(doubts)

    def _said(self, line: str, at: int, words: Sequence[str], reading: Reading) -> bool:
        choices = self._line(words, reading)
        self._keep(line, at, words, choices)
        return _is_doubtful(words, choices)

    def _line(self, words: Sequence[str], reading: Reading) -> list[_Choice]:
        known = self.choices[reading]
        choices = [known[word] for word in words]
        if all(each.verdict > 0 and each.reading == reading for each in choices if each.marked):
            return choices
        if any(each.verdict > 0 and each.reading != reading for each in choices):
            choices = self._untangled(words, choices)
        if self._is_foreign(words, choices):
            return [self._abroad(*pair) for pair in zip(words, choices, strict=True)]
        return choices

    def _reading(self, marked: Sequence[str], default: Reading) -> Reading:
        """The set of most words; ``default`` where that says nothing."""
        if len(self.readings) == 1:
            return default
        scores = [self._score(marked, each) for each in self.readings]
        best = max(scores)
        tied = [each for each, score in zip(self.readings, scores, strict=True) if score == best]
        return default if default in tied else tied[0]

    def _score(self, words: Sequence[str], reading: Reading) -> int:
        book = self.books[reading]
        return sum(book[word].verdict for word in words)

    def choose(self, word: str, reading: Reading) -> _Choice:
        """What a word is on a line that mostly has ``reading``."""
        if word not in self.marked:
            return _Choice(None, word, marked=False)
        if is_abbreviation(self.books[reading][word].text):
            return self._as(word, reading)
        for each in (reading, *self.readings, None):
            if self.books[each][word].verdict > 0:
                return self._as(word, each)
        for each in (reading, *self.readings):
            if self.books[each][word].verdict == 0:
                return self._as(word, each)
        return self._as(word, None if is_foreign(word) or is_sign(word) else reading)

    def _as(self, word: str, reading: Reading) -> _Choice:
        text, verdict = self.books[reading][word]
        return _Choice(reading, text if reading else word, verdict)

    def _untangled(self, words: Sequence[str], choices: Sequence[_Choice]) -> list[_Choice]:
        """The choices for a line in several sets."""
        options = [
            self._options(word) or (choice,) for word, choice in zip(words, choices, strict=True)
        ]
        best = untangle([[(each.reading, each.text) for each in option] for option in options])
        return [
            option[at]._replace(reading=option[at].reading if option[at].marked else None)
            for option, at in zip(options, best, strict=True)
        ]

    def _options(self, word: str) -> tuple[_Choice, ...]:
        """What a word may be; a plain one may stand in every set."""
        found = self.options.get(word)
        if found is None:
            if word in self.marked:
                found = tuple(self._as(word, each) for each in self.readings)
                found = tuple(
                    each for each in found if each.verdict > 0 or is_abbreviation(each.text)
                )
            else:
                found = tuple(_Choice(each, word, marked=False) for each in self.readings)
            self.options[word] = found
        return found

    def _is_foreign(self, words: Sequence[str], choices: Sequence[_Choice]) -> bool:
        if all(each.verdict > 0 for each in choices if each.marked):
            return False
        unicode = self.books[None]
        long = [
            each.verdict if each.marked else min(unicode[word].verdict, 0)
            for word, each in zip(words, choices, strict=True)
            if len(word) > 1
        ]
        vietnamese = sum(verdict >= 0 for verdict in long)
        return len(long) > 2 and vietnamese < VIETNAMESE_SHARE * len(long)

    def _abroad(self, word: str, choice: _Choice) -> _Choice:
        """On a line in another language only what is surely in an old font is converted."""
        sure = not is_latin(word) and (choice.verdict >= 0 or is_latin(choice.text))
        return choice if sure else choice._replace(reading=None, text=word)

    def _keep(self, line: str, at: int, words: Sequence[str], choices: Sequence[_Choice]) -> None:
        texts: Sequence[str] = [each.text for each in choices]
        if any(each.reading == "TCVN3" for each in choices) and not all(map(is_small, words)):
            texts = raise_capitals(words, texts)
        found = zip(WORD.finditer(line), words, choices, texts, strict=True)
        for match, word, choice, text in found:
            if text != word:
                self.edits.append(Edit(Span(at + match.start(), at + match.end()), text))
                if choice.reading is not None:
                    self.words[choice.reading] += 1


def _is_doubtful(words: Sequence[str], choices: Sequence[_Choice]) -> bool:
    marked = [each for each in zip(words, choices, strict=True) if each[1].marked]
    bad = sum(
        choice.verdict < 0 and is_evidence(word) and not is_latin(word) for word, choice in marked
    )
    return 2 * bad > len(marked)
