"""The verbs of official language: what a sentence tells somebody to do, and how firmly.

Input: text. Output: the places of the verbs of ``data/verbs.tsv`` with their class.
A class names the strength of an obligation (``complete``, ``study``, ``encourage``);
``role``, ``manner`` and ``stop`` are no actions but end the name of a body all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from kl52.language.lexicon import fold
from kl52.language.phrases import words_in
from kl52.spans import Span
from kl52.tables import read_table

_WORD = re.compile(r"[^\W_]+")
_ORGANISE = ("tổ", "chức")
_NO_ACTION = frozenset({"role", "manner", "stop"})
_BREAKS = frozenset(".,:;-+(“")
# The noun tổ chức stands behind these; the verb does not.
_NOUN_BEFORE = frozenset({"các", "những", "mọi", "cơ", "quan"})
_NOUN_AFTER = frozenset(
    {"liên", "có", "chính", "cá", "xã", "quốc", "trong", "đảng", "khác", "kinh", "tín"}
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a text and its class in ``verbs.tsv``."""

    span: Span
    strength: str

    @property
    def is_action(self) -> bool:
        return self.strength not in _NO_ACTION


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of ``verbs.tsv``: its syllables, and the syllables behind which it is no verb."""

    words: tuple[str, ...]
    strength: str
    behind: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Node:
    """The verbs that begin with the same syllables: the one that ends here, and how others go on.

    ``rest`` is the number of syllables that the longest of them has more.
    """

    entry: _Entry | None
    after: dict[str, _Node]
    rest: int


@cache
def _tree() -> _Node:
    entries = []
    for phrase, strength, *behind in read_table("verbs.tsv"):
        words = tuple(fold(phrase).split())
        entries.append(_Entry(words, strength, frozenset(behind[0].split("|") if behind else ())))
    return _node(entries, 0)


def _node(entries: list[_Entry], depth: int) -> _Node:
    """The node of verbs that are alike in their first ``depth`` syllables."""
    ending = next((entry for entry in entries if len(entry.words) == depth), None)
    after: dict[str, list[_Entry]] = {}
    for entry in entries:
        if len(entry.words) > depth:
            after.setdefault(entry.words[depth], []).append(entry)
    nodes = {word: _node(longer, depth + 1) for word, longer in after.items()}
    return _Node(ending, nodes, max(len(entry.words) for entry in entries) - depth)


def find_verbs(text: str, start: int = 0) -> Iterator[Verb]:
    """The verbs of ``text`` from ``start`` on. A capital inside a clause marks a name, no verb.

    >>> [v.strength for v in find_verbs("Sở Xây dựng chủ trì rà soát, lập danh mục nhà dột")]
    ['role', 'check', 'build']
    >>> [v.span.start for v in find_verbs("Đưa khách xem cơ sở nghiên cứu của trường")]
    [0]
    """
    every = words_in(text)
    first = bisect_left(every.spans, (start,))
    return _verbs(text, start, every.words[first:], every.spans[first:])


def _verbs(text: str, start: int, words: list[str], spans: list[tuple[int, int]]) -> Iterator[Verb]:
    """The verbs among words that begin at ``start``."""
    opening = _tree().after
    free = 0
    for index in [index for index, word in enumerate(words) if word in opening]:
        entry = _entry_at(words, index) if index >= free else None
        if entry is None:
            continue
        at = spans[index][0]
        if text[at].isupper() and _is_name(text, at, start):
            continue
        if index and entry.behind and _ends_word(text, at, words, index, entry):
            continue
        free = index + len(entry.words)
        if words[free : free + 1] == ["của"]:  # «cơ sở nghiên cứu của doanh nghiệp»: a noun
            continue
        if entry.words != _ORGANISE or not _is_noun(text, spans, words, index):
            yield Verb(Span(at, spans[free - 1][1]), entry.strength)


def verb_at(text: str, start: int = 0) -> Verb | None:
    """The verb that the first word from ``start`` on opens; no more than its words are read.

    >>> verb_at("Kho: lập sổ", 4).strength, verb_at("Kho: lập sổ")
    ('build', None)
    """
    first = _WORD.search(text, start)
    node = _tree().after.get(fold(first[0])) if first else None
    if first is None or node is None:
        return None
    ahead = _tree().rest + 1 if first[0].lower() == _ORGANISE[0] else 0  # what makes it a noun
    few = list(islice(_WORD.finditer(text, start), 1 + node.rest + ahead))
    words, spans = [fold(match[0]) for match in few], [match.span() for match in few]
    verb = next(_verbs(text, start, words, spans), None)
    return verb if verb and verb.span.start == first.start() else None


def first_action(text: str, start: int = 0) -> Verb | None:
    """The first verb of a text, from ``start`` on, that says what is done and not only how.

    >>> first_action("Chủ động, kịp thời tổng kết mô hình thư viện").strength
    'check'
    """
    return next((verb for verb in find_verbs(text, start) if verb.is_action), None)


def opens_with_verb(text: str) -> bool:
    """Whether a clause begins with what to do, not with who or what.

    >>> opens_with_verb("Tiếp tục lập hồ sơ"), opens_with_verb("Hồ sơ lập theo mẫu")
    (True, False)
    """
    verb = verb_at(text)
    return verb is not None and not text[: verb.span.start].strip() and verb.strength != "stop"


def _entry_at(words: list[str], index: int) -> _Entry | None:
    """The longest verb whose syllables stand at ``index``."""
    found = None
    node: _Node | None = _tree().after.get(words[index])
    while node:
        found = node.entry or found
        index += 1
        node = node.after.get(words[index]) if index < len(words) else None
    return found


def _ends_word(text: str, at: int, words: list[str], index: int, entry: _Entry) -> bool:
    """``chương trình``, ``công lập``: the end of a longer word."""
    opens = text[max(0, at - 3) : at].rstrip()[-1:] in _BREAKS
    return not opens if "*" in entry.behind else words[index - 1] in entry.behind and not opens


def _is_name(text: str, at: int, start: int) -> bool:
    if at == start:
        return False
    before = text[max(start, at - 4) : at].rstrip()
    return bool(before) and before[-1] not in _BREAKS - {","}


def _is_noun(text: str, spans: list[tuple[int, int]], words: list[str], index: int) -> bool:
    """``các tổ chức``, ``cơ quan, tổ chức liên quan``: bodies, not the verb."""
    comma = "," in text[spans[index - 1][1] : spans[index][0]] if index else False
    after = words[index + 2] if index + 2 < len(words) else ""
    if index and words[index - 1] in _NOUN_BEFORE and not comma:
        return True
    if after in _NOUN_AFTER:
        return True
    follows = _entry_at(words, index + 2) if after else None
    return comma and not (follows and follows.strength not in _NO_ACTION)
