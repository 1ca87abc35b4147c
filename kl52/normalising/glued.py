"""Words that lost the space between them, and spaces that should not be, as edits of a line.

``Căncứ``, ``theoQuyết``, ``29tháng``, ``số142/QĐ-TTg``; ``hóa ,`` and ``21 / 01 / 2020``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52.language.letters import LOWER, UPPER
from kl52.language.lexicon import fold
from kl52.language.syllables import syllable_parts
from kl52.language.usage import is_common, is_pair, is_word, segment
from kl52.normalising.edits import Edit

_VOWELS = "aăâeêioôơuưyàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ"
_TONED = _VOWELS[12:]
_RUN = re.compile(r"(?<![\w@.\-/])[^\W\d_]{4,60}(?![\w@\-/])")
_CAMEL = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}][{LOWER}])")
# In small letters: a syllable has one tone, and no consonant between two vowels.
GLUED = re.compile(
    rf"[{_TONED}][^\W\d_]{{0,6}}[{_TONED}]|[{_VOWELS}][bcdđghklmnpqrstvx]{{1,4}}[{_VOWELS}]"
)
# As printed: figures and capitals where a space should be.
JOINED = re.compile(
    rf"\d[{LOWER}]{{2}}|[{LOWER}]\d|(?:[A-ZĐ]{{2}}|TTg)(?:ngày|của|về)\b|[{LOWER}][{UPPER}][{LOWER}]"
)

_COUNTED = re.compile(rf"(?<=\d)(?=([{LOWER}]{{2,7}})(?![\w@\-/]))")
_MONTH = r"\d{1,2}\s?(?:[/.\-]\d|tháng\b)"
_NUMBERED = re.compile(
    rf"(?<![\w/\-@.])(?:ngày(?={_MONTH})|tháng(?=\d{{1,2}}(?:/(?:19|20)\d\d| năm\b))"
    r"|năm(?=(?:19|20)\d\d(?!\d))|số(?=\d{1,5}(?:/\d{4})?[/\-][A-ZĐ])"
    r"|Điều(?=\d{1,3}[.:]? )|[Kk]hoản(?=\d{1,2}(?: Điều|,| và ))|[Qq]uý(?=[1-4]/(?:19|20)\d\d))"
)
_AFTER_SYMBOL = re.compile(r"(?<=[/\-])(?:TTg|CP|TW|UBND|HĐND|[A-ZĐ]{2,8})(?=ngày ?\d|(?:của|về) )")

_PUNCTUATED = re.compile(r"(?<=[^\W_]|[)”\"%]) (?=[,;](?: |$))|(?<=[^\W\d_]) (?=:(?: |$))")
_DATE = re.compile(
    r"(?<![\d/.,])(?:0?[1-9]|[12]\d|3[01])( ?)/( ?)(?:0?[1-9]|1[0-2])( ?)/( ?)"
    r"(?:19|20)\d\d(?![\d/])"
)
_DIGITS = re.compile(
    r"\bngày \d ?\d? ?tháng \d ?\d? ?năm (?:1 ?9|2 ?0) ?\d ?\d(?![\d.,/]| \d)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?<=\d) (?=\d)")
_TWICE = re.compile(r"(?<=[^\W\d_])(,,|;;)(?![,;])")

# What shows in one word that the line may match ``SPACED``.
STRAY = re.compile(r"^[,;:]|,,|;;|^/|\d/$")
SPACED = re.compile(r" [,;:](?: |$)|\d /|/ \d|,,|;;|\d \d")


def find_glued(line: str) -> Iterator[Edit]:
    """The places where a space is missing.

    >>> [edit.start for edit in find_glued("Căncứ theoQuyết định số142/QĐ-TTg ngày21/01/2020")]
    [3, 10, 23, 38]
    >>> list(find_glued("YouTube, bêtông, QCVN01:2009, internet, mục 2a"))
    []
    """
    for run in _RUN.finditer(line):
        yield from _missing(run)
    for match in _COUNTED.finditer(line):
        if (
            not match[1].isascii()
            and is_common(fold(match[1]))
            and _is_counted(line, match.start())
        ):
            yield Edit(match.start(), match.start(), " ")
    for pattern in (_NUMBERED, _AFTER_SYMBOL):
        for match in pattern.finditer(line):
            yield Edit(match.end(), match.end(), " ")


def _is_counted(line: str, at: int) -> bool:
    """Whether the digits before ``at`` are a number of their own, no part of a code."""
    digits = re.search(r"[\d.,/]*$", line[max(0, at - 20) : at])
    start = at - len(digits[0]) if digits else at
    return start == 0 or line[start - 1] in " (–-"


def _missing(run: re.Match[str]) -> Iterator[Edit]:
    word = run[0]
    said = fold(word)
    if said.isascii() or said in syllable_parts("kept") or is_word(said):
        return
    at = run.start()
    if _CAMEL.search(word):
        words = _camel(word)
    elif word.isupper() or word[1:].islower():
        words = segment(said) or _only_way(said)
    else:
        return
    for each in (words or [])[:-1]:
        at += len(each)
        yield Edit(at, at, " ")


def _only_way(said: str) -> list[str] | None:
    """Two usual words that are no usual pair, where nothing else can be meant."""
    words = segment(said, paired=False)
    if words is None or len(words) != 2 or min(map(len, words)) < 2:
        return None
    return words if not any(word.isascii() for word in words) else None


def _camel(word: str) -> list[str] | None:
    parts = _CAMEL.split(word)
    words: list[str] = []
    for part in parts:
        found = [part] if is_common(fold(part)) else segment(fold(part))
        if not found:
            return None
        words += found
    said = [fold(each) for each in words]
    pairs = all(is_pair(a, b) for a, b in zip(said, said[1:], strict=False))
    # a name of a firm may be written so, but it begins with a capital
    return words if pairs or (word[0].islower() and not said[0].isascii()) else None


def find_stray_spaces(line: str) -> Iterator[Edit]:
    """Spaces before punctuation and inside dates, and punctuation set twice.

    >>> sorted(edit.start for edit in find_stray_spaces("ngày 21 / 01 / 2020 ; tỷ lệ 1 : 2"))
    [7, 9, 12, 14, 19]
    """
    for match in _PUNCTUATED.finditer(line):
        yield Edit(match.start(), match.start() + 1, "")
    for match in _TWICE.finditer(line):
        yield Edit(match.start() + 1, match.end(), "")
    for match in _DATE.finditer(line):
        for group in range(1, 5):
            if match[group]:
                yield Edit(match.start(group), match.end(group), "")
    for match in _DIGITS.finditer(line):
        for gap in _BETWEEN.finditer(line, match.start(), match.end()):
            yield Edit(gap.start(), gap.start() + 1, "")
