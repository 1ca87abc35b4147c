"""What is done to what: the verb as printed and its object.

Input: the words of one obligation and where those about what to do begin. Output:
:class:`Act`. Verbs in a row (``rà soát, sửa đổi quy chế``) share the object of the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kl52.obligations.actions import Verb, find_verbs
from kl52.obligations.circumstances import cue_of

_JOINED = re.compile(r",?(?:\s+(?:và|hoặc|việc|tổ chức|kịp thời|thường xuyên))?\s*")
_STOP = re.compile(r"[;.(:\n]")
_MOST_WORDS = 60
_MOST_VERBS = 8


@dataclass(frozen=True, slots=True)
class Act:
    """The first action, how firm its verb is, and what it acts on; all ``None`` if none is told."""

    action: str | None = None
    strength: str | None = None
    object: str | None = None


def find_act(sentence: str, start: int = 0) -> Act:
    """The action that a sentence orders from ``start`` on, and what it acts on.

    >>> find_act("Sở Y tế chủ trì rà soát, sửa đổi Quy chế trực đêm, xong trước ngày 02/9/2026.", 8)
    Act(action='rà soát', strength='check', object='Quy chế trực đêm')
    """
    verbs = find_verbs(sentence, start)
    seen: list[Verb] = []
    row = _first_row(sentence, verbs, seen)
    if not row:
        return Act()
    at = row[-1].span.end
    end = _clause_end(sentence, at)
    seen += takewhile(lambda verb: verb.span.start < end, verbs)
    words = sentence[at : _end(sentence, at, end, seen)].strip(" ,")
    few = " ".join(words.split()[:_MOST_WORDS])
    return Act(row[0].span.of(sentence), row[0].strength, few or None)


def _first_row(sentence: str, verbs: Iterator[Verb], seen: list[Verb]) -> list[Verb]:
    """The first actions that go on in one row; adds the verbs that it takes to ``seen``."""
    row: list[Verb] = []
    for verb in verbs:
        seen.append(verb)
        if not verb.is_action:
            continue
        if row and not _JOINED.fullmatch(sentence, row[-1].span.end, verb.span.start):
            break
        row.append(verb)
        if len(row) == _MOST_VERBS:
            break
    return row


def _clause_end(sentence: str, at: int) -> int:
    """Before a purpose, a time or a basis, or at the clause's end."""
    stop = _STOP.search(sentence, at)
    end = stop.start() if stop else len(sentence)
    cues = cue_of("bound").finditer(sentence, at, end)
    return next((cue.start() for cue in cues if cue.start() > at + 1), end)


def _end(sentence: str, at: int, end: int, verbs: Sequence[Verb]) -> int:
    """Where the object ends: before the next action, or at the clause's ``end``.

    A verb that follows a verb and a comma is still in the noun: ``phương án bố trí, sử dụng``.
    """
    opening = {verb.span.start for verb in verbs if verb.strength != "manner"}
    closing = {verb.span.end for verb in verbs}
    for comma in re.finditer(r",\s", sentence[at:end]):
        if at + comma.end() in opening and at + comma.start() not in closing:
            return at + comma.start()
    return end
