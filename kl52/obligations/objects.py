"""What is done to what: the verb as printed and its object.

Input: the words of one obligation and where those about what to do begin. Output:
:class:`Act`. Verbs in a row (``rà soát, sửa đổi quy chế``) share the object of the last one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.language.lexicon import fold
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
    """
    >>> find_act("Sở Y tế chủ trì rà soát, sửa đổi Quy chế trực đêm, xong trước ngày 02/9/2026.", 8)
    Act(action='rà soát', strength='check', object='Quy chế trực đêm')
    """
    every = tuple(find_verbs(sentence, start))
    verbs = [verb for verb in every if verb.is_action]
    if not verbs:
        return Act()
    at = _last_in_row(sentence, verbs).span.end
    words = sentence[at : _end(sentence, at, every)].strip(" ,")
    few = " ".join(words.split()[:_MOST_WORDS])
    return Act(verbs[0].span.of(sentence), verbs[0].strength, few or None)


def _last_in_row(sentence: str, verbs: list[Verb]) -> Verb:
    last = verbs[0]
    for verb in verbs[1:_MOST_VERBS]:
        if not _JOINED.fullmatch(sentence[last.span.end : verb.span.start]):
            break
        last = verb
    return last


def _end(sentence: str, at: int, verbs: tuple[Verb, ...]) -> int:
    """Before a purpose, a time or a basis, before the next action, or at the clause's end.

    A verb that follows a verb and a comma is still in the noun: ``phương án bố trí, sử dụng``.
    """
    opening = {verb.span.start for verb in verbs if verb.strength != "manner"}
    closing = {verb.span.end for verb in verbs}
    stop = _STOP.search(sentence, at)
    end = stop.start() if stop else len(sentence)
    bound = next(
        (m for m in cue_of("bound").finditer(fold(sentence), at, end) if m.start() > at + 1), None
    )
    end = bound.start() if bound else end
    for comma in re.finditer(r",\s", sentence[at:end]):
        if at + comma.end() in opening and at + comma.start() not in closing:
            return at + comma.start()
    return end
