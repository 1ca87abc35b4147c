"""Words that were split, as edits of a line: ``c ủa``, ``ĐIỀ U``, ``NGH Ị QUY ẾT``, ``K Ế HOẠ CH``.

A letter layer loses the place of a letter and sets a space there. The parts give it away: they
cannot stand alone (``ủa``, ``ngh``) or never stand together (``ủ y``), and what they make together
is a syllable that goes with its neighbours. The letters of points, units and symbols stay alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from kl52.language.lexicon import fold
from kl52.language.syllables import syllable_parts
from kl52.language.usage import LONGEST, is_common, is_pair, is_word, segment
from kl52.normalising.edits import Edit

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aăâeêioôơuưyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
_ENDS = frozenset({"c", "ch", "m", "n", "ng", "nh", "p", "t", "g", "h"})
# What a single letter names.
_LABELS = frozenset(
    {
        "điểm", "khoản", "mục", "loại", "nhóm", "hạng", "bảng", "biểu", "mẫu", "lớp", "hình", "chữ",
        "khối", "phần", "cột", "dòng", "vitamin", "số", "trục", "đoạn", "tiết", "lục", "bậc",
    }
)  # fmt: skip
# Words of one letter that are too usual to call for a look, and Roman numbers.
_SAFE = frozenset({"", "ở", "ý", "ii", "iii", "iv", "vi", "vii", "ix", "xi", "xii"})
LONGEST_TITLE = 60  # letters with spaces between them
_BEFORE, _AFTER = frozenset(" (“\"'‘[«"), frozenset(" ,.;:)”\"'’]»!?…")

_CONSONANTS = "bcdđghklmnpqrstvx"


@cache
def split() -> re.Pattern[str]:
    """Finds, in small letters, a part that can hardly be a word, before or after a space."""
    words = "|".join(sorted(syllable_parts("alone"), key=len, reverse=True))
    letter = _VOWELS + _CONSONANTS
    return re.compile(
        rf"(?<![^\s(“\"'‘\[«])(?:[{_CONSONANTS}]{{1,3}}|gi|qu) [{_VOWELS}hgr]"
        rf"|[{letter}] (?!(?:{words})(?![{letter}]))[{_VOWELS}]"
        rf"|[{letter}] (?:(?![ởý])[{_VOWELS}]|ch|ng|nh|[cmnptgh])(?![^\s,.;:)”\"])"
    )


def is_part(said: str) -> bool:
    """Whether what stands between two spaces may be a part of a word, in small letters.

    >>> is_part("ủa"), is_part("ngh"), is_part("của"), is_part("a)")
    (True, True, False, False)
    """
    said = said.lstrip("(“\"'‘[«").rstrip(',.;:”"')
    if said in _SAFE or not said.isalpha():
        return False
    if len(said) < 4 and (said in ("gi", "qu") or not any(letter in _VOWELS for letter in said)):
        return True
    return said[0] in _VOWELS and (len(said) == 1 or not is_word(fold(said)))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    said: str
    printed: str
    tied: bool  # to the word before, by one space and nothing else


def find_splits(line: str) -> Iterator[Edit]:
    """The spaces inside words.

    >>> [edit.start for edit in find_splits("Quyết định c ủa Thủ tướng")]
    [12]
    >>> list(find_splits("các điểm a, b và c ưu tiên"))
    []
    """
    said = fold(line)
    if len(said) != len(line):
        return
    for run in _runs(line, said):
        yield from _gaps(run)


def _runs(line: str, said: str) -> Iterator[list[_Word]]:
    """Words with one space between each and the next."""
    run: list[_Word] = []
    for match in _WORD.finditer(said):
        start, end = match.span()
        whole = (start == 0 or said[start - 1] in _BEFORE) and (
            end == len(said) or said[end] in _AFTER
        )
        tied = bool(run) and run[-1].end == start - 1 and said[start - 1] == " "
        if run and not (tied and whole):
            yield run
            run = []
        if whole:
            run.append(_Word(start, end, match[0], line[start:end], tied))
    if run:
        yield run


def _gaps(run: Sequence[_Word]) -> Iterator[Edit]:
    at = spaced = short = 0
    before = ""
    while at < len(run):
        if at >= spaced:
            short = short if short > at else _short_until(run, at)
            spaced = at + _title(run, at, short)
            joins = list(_joins(run[at:spaced])) if spaced > at else []
            if joins:
                yield from joins
                at, before = spaced, ""
                continue
        count = _joinable(run, at, before)
        for index in range(at + 1, at + count):
            yield Edit(run[index - 1].end, run[index].start, "")
        before = fold("".join(word.said for word in run[at : at + count]))
        at += count


def _joinable(run: Sequence[_Word], at: int, before: str) -> int:
    """How many words from ``at`` on are one; 1 where they are words of their own."""
    for count in (4, 3, 2):
        parts = run[at : at + count]
        if len(parts) == count and _is_one(parts, run, at, before):
            return count
    return 1


def _is_one(parts: Sequence[_Word], run: Sequence[_Word], at: int, before: str) -> bool:
    joined = _joined(parts)
    if joined is None:
        return False
    first, last = parts[0].said, parts[-1].said
    if len(first) == 1 and before in _LABELS:
        return is_pair(before, joined) and not is_common(last)
    if len(joined) == 2 and not _in_capitals(run, at, len(parts)):
        return False
    after = _readings(run, at + len(parts))
    supported = is_pair(before, joined) or any(is_pair(joined, each) for each in after)
    usual = is_pair(before, first) or any(is_pair(last, each) for each in after)
    if all(is_word(part.said) for part in parts):
        inside = any(is_pair(a.said, b.said) for a, b in zip(parts, parts[1:], strict=False))
        return supported and not usual and not inside
    if any(_is_scrap(part.said) for part in parts):
        return True
    return supported and not (len(last) == 1 and is_pair(before, first))


def _in_capitals(run: Sequence[_Word], at: int, count: int) -> bool:
    """Whether two letters stand in a line of capitals, or are small: «T Ư» is an abbreviation."""
    if run[at + 1].printed.islower():
        return True
    around = [*run[max(0, at - 1) : at], *run[at + count : at + count + 1]]
    return any(len(word.printed) > 1 and word.printed.isupper() for word in around)


def _joined(parts: Sequence[_Word]) -> str | None:
    """The syllable that parts make, if they make a usual one."""
    letters = parts[0].said
    for part in parts[1:]:
        if not _goes_on(letters, part.said):
            return None
        letters += part.said
    joined = _usual(letters) if len(letters) <= LONGEST else None
    if joined is None:
        return None
    printed = "".join([part.printed for part in parts])
    return joined if printed.isupper() or printed[1:].islower() else None


@lru_cache(maxsize=4096)
def _usual(letters: str) -> str | None:
    """The syllable with these letters, if it is a usual one."""
    joined = fold(letters)
    return joined if is_common(joined) else None


def _goes_on(letters: str, part: str) -> bool:
    """Whether a syllable may break before ``part``: at a vowel, at its end, or in its onset."""
    if part[0] in _VOWELS or part in _ENDS:
        return True
    return part[0] in "hgr" and not any(letter in _VOWELS for letter in letters)


def _readings(run: Sequence[_Word], at: int) -> list[str]:
    """What may stand at ``at``: the word, or what it makes with the next ones."""
    if at >= len(run):
        return []
    longer = (_joined(run[at : at + count]) for count in (2, 3) if at + count <= len(run))
    return [run[at].said, *(each for each in longer if each)]


def _is_scrap(said: str) -> bool:
    """Whether letters with marks of their own can never be a word: «ện», «điề», but not «đ»."""
    return len(said) > 1 and not said.isascii() and not is_word(said)


def _short_until(run: Sequence[_Word], at: int) -> int:
    """Where the words of one or two letters that stand from ``at`` on end."""
    while at < len(run) and len(run[at].said) <= 2:
        at += 1
    return at


def _title(run: Sequence[_Word], at: int, end: int) -> int:
    """How many words up to ``end`` are the letters of a title with spaces between: all or none."""
    if end > at + LONGEST_TITLE:
        return 0
    singles = sum(len(word.said) == 1 for word in run[at:end])
    return end - at if singles >= 4 and 2 * singles >= end - at else 0


def _joins(parts: Sequence[_Word]) -> Iterator[Edit]:
    """The spaces within the words of a title; none where it can be read in more than one way."""
    letters = "".join(part.said for part in parts)
    words = segment(letters) or segment(letters, paired=False)
    starts = set(accumulate(map(len, words or []), initial=0))
    places = list(accumulate((len(part.said) for part in parts), initial=0))
    if starts <= set(places):
        for left, right, place in zip(parts, parts[1:], places[1:], strict=False):
            if words and place not in starts:
                yield Edit(left.end, right.start, "")
