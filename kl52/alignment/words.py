"""Texts compared by their words: TF-IDF over syllables and syllable pairs.

Vietnamese official terms are mostly pairs of syllables, so no segmenter is needed. Phrases of
office style (``data/stopwords.txt``) do not count, those of every plan (``data/generic.txt``)
count little.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from kl52.language.lexicon import fold
from kl52.spans import Span
from kl52.tables import read_list

Vector = Mapping[str, float]
_GENERIC = 0.3  # what a word of monitoring and reporting counts, against a word of the matter
_WORD = re.compile(r"[^\W_]+")


@cache
def _style() -> re.Pattern[str]:
    """Phrases of office style (``data/stopwords.txt``), the longest first."""
    phrases = sorted(read_list("stopwords.txt"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def terms(text: str) -> Counter[str]:
    """The syllables and syllable pairs of ``text``, folded, without phrases of office style.

    >>> sorted(terms("Tổ chức rà soát thủ tục"))
    ['rà', 'rà soát', 'soát', 'soát thủ', 'thủ', 'thủ tục', 'tục']
    """
    found: Counter[str] = Counter()
    for stretch in _style().split(fold(text)):
        syllables = _WORD.findall(stretch)
        found.update(syllables)
        found.update(f"{a} {b}" for a, b in zip(syllables, syllables[1:], strict=False))
    return found


def agreeing(text: str, others: Iterable[str]) -> tuple[Span, ...]:
    """The words of ``text`` that ``others`` have too: runs of syllables, two at least.

    A run that is made of phrases of every plan alone is none; phrases of office style count
    between two runs.

    >>> text = "Sở Y tế lập hồ sơ cho học sinh, báo cáo trong năm 2027"
    >>> [span.of(text) for span in agreeing(text, ["Lập hồ sơ cho học sinh", "báo cáo"])]
    ['lập hồ sơ cho học sinh']
    """
    against = [fold(other) for other in others]
    said = {term for other in against for term in terms(other) if " " in term}
    folded = fold(text)
    if len(folded) != len(text):
        return ()
    found: list[Span] = []
    runs = (run for stretch in _between_style(folded) for run in _runs(folded, stretch, said))
    for run in (run for run, telling in runs if telling):
        if found and run.start - found[-1].end <= _BRIDGE:
            bridge = folded[found[-1].end - _FOOT : run.start + _FOOT]
            if any(bridge in other for other in against):
                run = Span(found.pop().start, run.end)
        found.append(run)
    return tuple(found)


_BRIDGE = 20  # characters between two runs that may be one
_FOOT = 4  # characters of the runs on either side of it


def _runs(
    folded: str, stretch: tuple[int, int], said: Collection[str]
) -> Iterator[tuple[Span, bool]]:
    """The runs of pairs that are ``said``, each with whether it tells something."""
    places = [match.span() for match in _WORD.finditer(folded, *stretch)]
    words = [folded[start:end] for start, end in places]
    pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
    for shared, group in groupby(range(len(pairs)), lambda at: pairs[at] in said):
        if shared:
            run = list(group)
            telling = any(pairs[at] not in generic_terms() for at in run)
            yield Span(places[run[0]][0], places[run[-1] + 1][1]), telling


def _between_style(folded: str) -> Iterator[tuple[int, int]]:
    """The stretches between phrases of office style."""
    at = 0
    for match in _style().finditer(folded):
        yield at, match.start()
        at = match.end()
    yield at, len(folded)


@cache
def generic_terms() -> frozenset[str]:
    """Terms of phrases that stand in every plan, whatever it is about (``data/generic.txt``)."""
    return frozenset(term for line in read_list("generic.txt") for term in terms(line))


class Vectors:
    """TF-IDF vectors over all texts compared; vectors have length 1."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = [terms(text) for text in texts]
        seen: Counter[str] = Counter()
        for each in counts:
            seen.update(each.keys())
        total = len(counts) + 1
        generic = generic_terms()
        self.idf = {
            term: (math.log(total / count) + 0.2) * (_GENERIC if term in generic else 1)
            for term, count in seen.items()
        }

    def of(self, text: str) -> Vector:
        weights = {
            term: (1 + math.log(count)) * self.idf.get(term, 1.0)
            for term, count in terms(text).items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}


def cosine(left: Vector, right: Vector) -> float:
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def cosines(left: Sequence[Vector], right: Sequence[Vector]) -> list[dict[int, float]]:
    """For each of ``left`` the cosines to those of ``right`` that share a term, by index."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, vector in enumerate(right):
        for term, weight in vector.items():
            postings[term].append((index, weight))
    found = []
    for vector in left:
        near: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for index, other in postings.get(term, ()):
                near[index] += weight * other
        found.append(dict(near))
    return found


def share(vector: Vector, other: Vector) -> float:
    """How much of a vector's weight the terms of another cover, from 0 to 1."""
    return sum(weight * weight for term, weight in vector.items() if term in other)


_PART = re.compile(r"(?<=[;.])\s+")


def parts_of(text: str) -> tuple[str, ...]:
    """The sentences and clauses of a task.

    >>> parts_of("Rà soát quy định về họp thôn; sửa đổi mẫu biên bản họp. Thực hiện thường xuyên.")
    ('Rà soát quy định về họp thôn', 'sửa đổi mẫu biên bản họp', 'Thực hiện thường xuyên')
    """
    return tuple(part.strip(" .;") for part in _PART.split(text) if part.strip(" .;"))
