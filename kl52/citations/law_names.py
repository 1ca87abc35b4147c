"""Where the name of a law ends.

Input: one paragraph and where a word for laws (``Luật``, ``Pháp lệnh``) stands in it. Output: the
offset behind the name, or ``None`` where the word names no single law.

The longest name of the lexicon wins. A name that it does not have ends where running text goes on,
and may hold commas, ``và`` or begin with ``về`` only if its day or number follows at once. In small
letters it is told from the class (``Luật quốc tế``) by what stands before it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kl52.catalogue.identity import MOST_KEPT, number_key
from kl52.citations.phrases import any_of
from kl52.language.letters import LOWER, UPPER
from kl52.language.lexicon import Law, fold, laws

_LONGEST_KNOWN = 400  # characters; omnibus laws apart, as they are read by their parts
_LONGEST = 160  # characters; a longer stretch is no name

_STOP = re.compile(
    rf"\s+(?:{any_of('law-name-end')}|và (?:{any_of('law-name-end-and')}))(?!\w)"
    r"|[,;.:()\n“”\"/]|(?:\s+và)?\s*$"
)
_DATED = r"(?=,?\s+(?:số\s+\d{1,3}[/-]|ngày\s+\d{1,2}(?:\s+tháng|[/.-])))"
# Words that go on with the sentence, not with a name.
_FUNCTION = any_of("law-name-no-word")
_BODY = any_of("law-name-no-body")
_WORD = rf"\s(?!(?:{_FUNCTION})(?!\w))[\w-]+"
_OTHER = rf"\s(?!(?:{_FUNCTION}|{_BODY})(?!\w))[\w-]+"
_LONGER = re.compile(rf"(?!\svà\s)(?:{_OTHER}){{1,5}}?{_DATED}")
_COMMA = re.compile(rf"(?:{_OTHER}){{1,4}},(?:{_OTHER}){{1,9}}?{_DATED}")
_PLAIN = re.compile(rf"(?!\s(?:{any_of('law-no-name-plain')})\s)(?:{_WORD}){{2,12}}?{_DATED}")
_ABOUT = re.compile(
    rf"\s+(?:{any_of('law-name-about')})(?:(?:{_WORD}|,|\scủa|\scác)){{2,24}}?{_DATED}"
)
# What stands before a law by its name in small letters.
_NAMES_ONE = re.compile(rf"(?:{any_of('law-before-small')})\s+$")
_SMALL = re.compile(
    rf"\s+(?!(?:{_FUNCTION}|{any_of('law-no-name-small')})(?!\w))"
    rf"[{LOWER}][\w-]*\s+(?!(?:{any_of('law-no-name-second')})(?!\w))(?=[\w-])"
)
_SMALL_STOP = re.compile(
    rf"\s+(?:{_FUNCTION}|{_BODY}|{any_of('law-name-end-small')})(?!\w)|[^\w\s-]|$"
)


def law_name_end(text: str, start: int, after: int) -> int | None:
    """The end of the name whose word for laws is ``text[start:after]``.

    >>> text = "Luật Quản lý, sử dụng bến bãi ngày 03 tháng 6 năm 2008"
    >>> text[: law_name_end(text, 0, 4)]
    'Luật Quản lý, sử dụng bến bãi'
    >>> law_name_end("Luật quốc tế", 0, 4)
    """
    known = known_law_end(text, start)
    if known is not None:
        longer = _LONGER.match(text, known)
        return longer.end() if longer else known
    for pattern in (_ABOUT, _PLAIN, _COMMA):
        if dated := pattern.match(text, after):
            return dated.end()
    if text[start:after].casefold() == "hiến pháp":
        return _stop(text, after, _STOP)
    if re.match(rf"\s+[{UPPER}]", text[after : after + 3]):
        return _stop(text, after, _STOP) if _may_name(text, start, after) else None
    small = _SMALL.match(text, after)
    if small is None or not text[start + 1].islower():
        return None
    end = _stop(text, after, _SMALL_STOP)
    dated_right = end is not None and re.match(_DATED, text[end : end + 20])
    return end if dated_right or _NAMES_ONE.search(text, max(0, start - 40), start) else None


def _stop(text: str, after: int, pattern: re.Pattern[str]) -> int | None:
    stop = pattern.search(text, after, after + _LONGEST)
    end = stop.start() if stop else min(len(text), after + _LONGEST + 1)
    return end if end - after <= _LONGEST else None


def _may_name(text: str, start: int, after: int) -> bool:
    """Not ``Hội Luật gia``, ``LUẬT A`` in a heading, nor ``Luật Quốc hội`` for its issuer."""
    if text[start:after].isupper() and not re.match(r"\s+\S{2,}", text[after : after + 20]):
        return False
    if re.search(rf"(?<!\w)[{UPPER}][{LOWER}]+\s$", text[max(0, start - 12) : start]):
        return False
    return not re.match(rf"\s+(?:{any_of('law-no-name')})\b", text[after : after + 14])


@cache
def laws_by_number() -> dict[str, Law]:
    """The laws of the lexicon by the keys of their numbers."""
    return {number_key(law.number): law for law in laws() if law.number}


@cache
def laws_by_name() -> dict[str, tuple[Law, ...]]:
    """The laws of the lexicon by the keys of their names."""
    found: dict[str, tuple[Law, ...]] = {}
    for law in laws():
        key = law_key(law.name)
        found[key] = (*found.get(key, ()), law)
    return found


_END = ""  # no word: a name may end at this node


@cache
def _law_names() -> dict[str, Any]:
    """The words of all names of laws as a tree: each word leads to those that may follow it."""
    tree: dict[str, Any] = {}
    for law in laws():
        node = tree
        for word in law_key(law.name).split():
            node = node.setdefault(word, {})
        node[_END] = {}
    return tree


@lru_cache(maxsize=MOST_KEPT)
def law_key(name: str) -> str:
    """A law's name for comparing: a comma and ``và`` stand for each other, or are left out.

    >>> law_key("Luật Khiếu nại, tố cáo") == law_key("Luật khiếu nại và tố cáo")
    True
    """
    return " ".join(word for word in fold(name).replace(",", "").split() if word != "và")


_WORDS = re.compile(r"[^\S\n]*(?P<bare>\S+?)(?P<mark>[,;.:)”\"]*)(?=\s|$)")


def known_law_end(text: str, start: int) -> int | None:
    """The end of the longest law name of the lexicon that starts at ``start``."""
    node, best, at = _law_names(), None, start
    while word := _WORDS.match(text, at, start + _LONGEST_KNOWN):
        at = word.end()
        key = law_key(word["bare"])
        if key:
            node = node.get(key, {})
            best = word.end("bare") if _END in node else best
        if not node or word["mark"].strip(","):
            break
    return best
