"""What a task says beside who, what and when: whom to tell, on what condition, where, paid how.

Input: the sentence of one obligation. Output: :class:`Circumstances`, its words as printed.
The cue words are data (``circumstances.tsv``). What is not stated is ``None`` or empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kl52.bodies import match_body_at, split_bodies
from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases
from kl52.obligations.actions import find_verbs, opens_with_verb
from kl52.tables import read_table

_REACH = 160  # the superior stands near the words that open the reporting line
_NEXT = 40  # characters in which the next clause shows whether it opens with a verb
_MOST_WORDS = 40  # of a condition or of where the money comes from
_NO_VERB = re.compile(r"(?:chương|quá|quy|lộ|tiến|giáo|công) $")  # before trình: another word
_AUTHORITY = re.compile(r"(?:các )?(?:cấp|cơ quan|người)(?:,? \w+)? có thẩm quyền|cấp trên")
_COMPILED = Phrases("tổng hợp,? (?:và )?(?:báo cáo|trình)(?= )", folded=True)
_STOP = re.compile(r"[;.()\n]")
_NOT_TO = re.compile(
    r"(?:phối hợp|cùng|đối|so|trao đổi|thống nhất|kết hợp|gắn|giao|hỗ trợ|phân cấp|ủy quyền) $"
)
_GAP = re.compile(r",? (?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
_PASSIVE = re.compile(r"\b(?:được|có hiệu lực|bị|hoàn thành)\b")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """``report_to`` is told by way of ``report_via``; the rest are words as printed."""

    report_to: tuple[str, ...] = ()
    report_via: tuple[str, ...] = ()
    condition: str | None = None
    scope: str | None = None
    funding: str | None = None


def find_circumstances(sentence: str) -> Circumstances:
    """The circumstances that a sentence states.

    >>> found = find_circumstances("Lập sổ kho, gửi Sở Y tế tổng hợp, báo cáo UBND tỉnh nếu thiếu.")
    >>> found.report_to, found.report_via, found.condition
    (('UBND tỉnh',), ('Sở Y tế',), 'nếu thiếu')
    """
    folded = fold(sentence)
    to, via = _reporting_line(sentence, folded)
    return Circumstances(
        to,
        via,
        _condition(sentence, folded),
        _scope(sentence, folded),
        _money(sentence, folded),
    )


@cache
def cue_of(kind: str) -> Phrases:
    """The cue words of one kind for folded text, whole words only, the longest first."""
    words = sorted((w for k, w in read_table("circumstances.tsv") if k == kind), key=_longest)
    return Phrases(*words, after=r"(?![^\W_])", folded=True)


def _longest(words: str) -> int:
    return -len(words)


# -- to whom -------------------------------------------------------------------------------------


def _reporting_line(sentence: str, folded: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is told at the end, and through whom: ``gửi A để báo cáo B``, ``báo cáo B (qua A)``."""
    passed = _told(sentence, folded, "pass")
    told = _told(sentence, folded, "report") or _told(sentence, folded, "advise")
    via = _through(sentence, folded) if told or passed else ()
    compiled = _COMPILED.search(folded)
    last = _name_at(sentence, folded, compiled.end()) if compiled else ()
    if told and last and told != last:  # báo cáo A tổng hợp, báo cáo B
        told, via = last, via or told
    if not told:
        return (passed, via) if passed != via else ((), via)
    return told, tuple(dict.fromkeys((*via, *(each for each in passed if each not in told))))


def _told(sentence: str, folded: str, kind: str) -> tuple[str, ...]:
    for match in cue_of(kind).finditer(folded):
        if not _NO_VERB.search(folded[max(0, match.start() - 8) : match.start()]):
            read = _name_at if kind == "advise" else _superior
            names = read(sentence, folded, match.end())
            if names:
                return names
    return ()


def _superior(sentence: str, folded: str, at: int) -> tuple[str, ...]:
    """The body right behind the cue, or behind ``về``, ``cho``, ``gửi`` in the same clause."""
    names = _name_at(sentence, folded, at)
    if names:
        return names
    stop = _STOP.search(folded, at, at + _REACH)
    end = stop.start() if stop else min(len(folded), at + _REACH)
    for match in cue_of("to").finditer(folded, at, end):
        if _NOT_TO.search(folded[max(0, match.start() - 12) : match.start()]):
            continue
        names = _name_at(sentence, folded, match.end())
        if names:
            return names
    return ()


def _name_at(sentence: str, folded: str, at: int) -> tuple[str, ...]:
    at += len(sentence[at:]) - len(sentence[at:].lstrip())
    authority = _AUTHORITY.match(folded, at)
    if authority:
        return (sentence[authority.start() : authority.end()],)
    if not sentence[at : at + 1].isupper():
        return ()
    end = match_body_at(sentence, at)
    return split_bodies(sentence[at:end]) if end else ()


def _through(sentence: str, folded: str) -> tuple[str, ...]:
    for match in cue_of("via").finditer(folded):
        names = _name_at(sentence, folded, match.end())
        if names:
            return names
    return ()


# -- when not always, where, paid how ------------------------------------------------------------


def _condition(sentence: str, folded: str) -> str | None:
    """``nếu …`` to the end of its clause: a comma in a list before its verb does not end it."""
    match = next((m for m in cue_of("condition").finditer(folded) if _opens(folded, m)), None)
    if match is None:
        return None
    end = _end_of(folded, match.end())
    for comma in re.finditer(r",\s", folded[match.end() : end]):
        at = match.end() + comma.start()
        told = _is_said(sentence[match.end() : at], folded[match.end() : at])
        if told or opens_with_verb(sentence[at + 2 : at + _NEXT]):
            end = at
            break
    return _shortened(sentence[match.start() : end])


def _opens(folded: str, match: re.Match[str]) -> bool:
    """``trước khi có``, ``kể cả trường hợp`` open no condition; ``các trường hợp`` are a noun."""
    before = folded[max(0, match.start() - 12) : match.start()].split()
    return before[-1:] not in (["trước"], ["cả"], ["các"], ["những"], ["mọi"], ["từng"], ["một"])


def _is_said(words: str, folded: str) -> bool:
    """Whether a condition has its verb, so that a comma may end it."""
    return bool(_PASSIVE.search(folded)) or len(folded.split()) > 2 and any(find_verbs(words))


def _scope(sentence: str, folded: str) -> str | None:
    """``trên địa bàn tỉnh …``: the opening words, then nouns of areas and names of places."""
    match = cue_of("extent").search(folded)
    if match is None:
        return None
    end = match.end()
    while gap := _GAP.match(sentence, end):
        area = cue_of("area").match(folded, gap.end())
        if area is None and sentence[gap.end()].isupper():
            area = _WORD.match(sentence, gap.end())
        if area is None:
            break
        end = area.end()
    said = re.sub(r"(?: và| các| cấp|,)+$", "", sentence[match.start() : end])
    return said if len(said.split()) > 1 and said.split()[-1] not in ("vi", "bàn") else None


def _money(sentence: str, folded: str) -> str | None:
    match = cue_of("money").search(folded)
    if match is None:
        return None
    return _shortened(sentence[match.start() : _end_of(folded, match.end())])


def _end_of(folded: str, at: int) -> int:
    stop = _STOP.search(folded, at)
    return stop.start() if stop else len(folded)


def _shortened(words: str) -> str:
    return " ".join(words.split()[:_MOST_WORDS]).strip(" ,:")
