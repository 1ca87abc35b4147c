"""Words that were split, as edits of a line: ``c ủa``, ``ĐIỀ U``, ``NGH Ị QUY ẾT``, ``K Ế HO Ạ CH``.

A letter layer loses the place of a letter and sets a space there. The parts give it away: they
cannot stand alone (``ủa``, ``ngh``) or never stand together (``ủ y``), and what they make together
is a syllable that goes with its neighbours. The letters of points, units and symbols stay alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kl52.lexicon import fold
from kl52.normalising.edits import Edit
from kl52.normalising.syllables import is_common, is_pair, is_syllable, is_word, items, segment

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aăâeêioôơuưyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
_FINALS = frozenset("c ch m n ng nh p t".split())
# What a single letter names.
_LABELS = frozenset(
    "điểm khoản mục loại nhóm hạng bảng biểu mẫu lớp hình chữ khối phần cột dòng vitamin số trục điều"
    " đoạn tiết phụ lục bậc".split()
)
_LONGEST = 7  # letters of a syllable: «nghiêng»
_BEFORE, _AFTER = frozenset(" (“\"'‘[«"), frozenset(" ,.;:)”\"'’]»!?…")

_CONSONANTS = "bcdđghklmnpqrstvx"


@cache
def split() -> re.Pattern[str]:
    """Finds, in small letters, a part that can hardly be a word, before or after a space."""
    words = "|".join(sorted(items("alone"), key=len, reverse=True))
    letter = _VOWELS + _CONSONANTS
    return re.compile(
        rf"(?<![^\s(“\"'‘\[«])[{_CONSONANTS}]{{1,3}} [{_VOWELS}]"
        rf"|[{letter}] (?!(?:{words})(?![{letter}]))[{_VOWELS}]"
        rf"|[{_VOWELS}] (?:[iuyo]|ch|ng|nh|[cmnpt])(?![^\s,.;:)”\"])"
    )


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
    at = 0
    before = ""
    while at < len(run):
        spaced = _spaced(run, at)
        count = spaced[0] if spaced else _joinable(run, at, before)
        joins = spaced[1] if spaced else set(range(at + 1, at + count))
        for index in range(at + 1, at + count):
            if index in joins:
                yield Edit(run[index - 1].end, run[index].start, "")
        before = fold("".join(word.said for word in run[at : at + count])) if not spaced else ""
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
    after = _readings(run, at + len(parts))
    supported = is_pair(before, joined) or any(is_pair(joined, each) for each in after)
    alone = [is_word(part.said) for part in parts]
    if all(alone):
        usual = is_pair(before, parts[0].said) or any(
            is_pair(parts[-1].said, each) for each in after
        )
        inside = any(is_pair(a.said, b.said) for a, b in zip(parts, parts[1:], strict=False))
        return supported and not usual and not inside
    if before in _LABELS and len(parts[0].said) == 1:
        return False
    return supported or any(_is_scrap(part.said) for part in parts[1:])


def _joined(parts: Sequence[_Word]) -> str | None:
    """The syllable that parts make, if they make a usual one."""
    letters = "".join(part.said for part in parts)
    printed = "".join(part.printed for part in parts)
    if len(letters) > _LONGEST or not (printed.isupper() or printed[1:].islower()):
        return None
    if not all(part.said[0] in _VOWELS or part.said in _FINALS for part in parts[1:]):
        return None
    joined = fold(letters)
    return joined if is_common(joined) else None


def _readings(run: Sequence[_Word], at: int) -> list[str]:
    """What may stand at ``at``: the word, or what it makes with the next ones."""
    if at >= len(run):
        return []
    longer = (_joined(run[at : at + count]) for count in (2, 3) if at + count <= len(run))
    return [run[at].said, *(each for each in longer if each)]


def _is_scrap(said: str) -> bool:
    """Whether letters with a mark of their own can never be a word."""
    return len(said) > 1 and not said.isascii() and not is_word(said)


def _spaced(run: Sequence[_Word], at: int) -> tuple[int, set[int]] | None:
    """A title with spaces between its letters: how many parts, and which join the one before."""
    end = at
    while end < len(run) and len(run[end].said) <= 2:
        end += 1
    parts = run[at:end]
    if len(parts) < 4 or 2 * sum(len(part.said) == 1 for part in parts) < len(parts):
        return None
    words = segment("".join(part.said for part in parts))
    if words is None:
        return None
    starts, length = set(), 0
    for word in words:
        starts.add(length)
        length += len(word)
    joins, length = set(), 0
    for index, part in enumerate(parts):
        if length not in starts:
            joins.add(at + index)
        starts.discard(length)
        length += len(part.said)
    return None if starts else (len(parts), joins)
