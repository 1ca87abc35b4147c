"""The cue before a mention: the words of ``data/cues.tsv`` that express a relation.

Input: the words before a mention. Output: a relation in ELI's sense and the words that express
it, the last of them and the longest. Without any the mention only refers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kl52.citations.mention import Mention
from kl52.citations.phrases import any_of
from kl52.language.letters import in_small
from kl52.model import Relation
from kl52.spans import Span
from kl52.tables import read_table


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``data/cues.tsv``: its reach is ``next``, ``near`` or ``far``.

    Its pattern is one for small letters.
    """

    relation: Relation
    pattern: re.Pattern[str]
    reach: str


# «Tổ công tác triển khai Đề án 06» names a body; nothing is implemented there.
_STEERING = re.compile(
    rf"(?:{any_of('board')})"
    rf"(?: (?:{any_of('board-more')}))*\s+$"
)
# «thay thế một số phụ lục, biểu mẫu của …»: the parts that are changed, up to the document
_PARTS = re.compile(
    rf"(?:[\s,;]+(?:{any_of('changed-part')}|số|[\dIVX]+(?:\.\d+)?[a-zđ]?|[a-zđ])(?!\w))*\s*$",
    re.IGNORECASE,
)
LONGEST_TITLE = 2000  # characters of a title in which cues are looked for
_SENTENCE = re.compile(r"[.;](?=\s|$)|\n")
_HEAD = re.compile(
    rf"\s*(?:[-+*]\s*)?(Căn cứ(?! (?:{any_of('basis-not')}))|(?:Theo|Xét) đề nghị của)"
)


@cache
def cues() -> tuple[Cue, ...]:
    """The cues of ``data/cues.tsv``."""
    return tuple(
        Cue(relation, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), reach)  # type: ignore[arg-type]
        for relation, pattern, reach, *_ in read_table("cues.tsv")
    )


@cache
def _any_cue() -> re.Pattern[str]:
    """Finds the places where a cue begins, by one scan for all of them."""
    patterns = "|".join(f"(?:{cue.pattern.pattern})" for cue in cues())
    return re.compile(rf"(?<!\w)(?={patterns})")


def _cues_in(sentence: str) -> Iterator[tuple[Cue, Span]]:
    """The places of each cue, cue by cue."""
    small = in_small(sentence)
    starts = [match.start() for match in _any_cue().finditer(small)]
    for cue in cues() if starts else ():
        end = 0
        for start in starts:
            match = cue.pattern.match(small, start) if start >= end else None
            if match is not None:
                end = match.end()
                yield cue, Span(start, end)


def _inside_longer(
    cue: tuple[int, int, Relation, str], found: list[tuple[int, int, Relation, str]]
) -> bool:
    """Whether a cue is only part of a longer one: ``thi hành``, ``quy định chi tiết thi hành``."""
    end, length, _, _ = cue
    return any(
        other_end >= end and other_end - other_length <= end - length and other_length > length
        for other_end, other_length, _, _ in found
    )


def _can_be_promulgated(mention: Mention, cue: str) -> bool:
    """A numbered document is promulgated by its own number; ``kèm theo`` binds an annex to it."""
    return mention.rule in ("policy", "own-annex", "definition", "future") or cue.startswith("(")


def last_sentence(between: str) -> str:
    stops = list(_SENTENCE.finditer(between))
    return between[stops[-1].end() :] if stops else between


def find_cue(left: str, mention: Mention, *, first: bool) -> tuple[Relation, str | None]:
    """The relation that the words before a mention express: the last cue, the longest first."""
    left = left[-LONGEST_TITLE:]
    sentence = last_sentence(left) if first else left
    found: list[tuple[int, int, Relation, str]] = []
    for cue, span in _cues_in(sentence):
        words, rest = span.of(sentence), sentence[span.end :]
        if cue.relation == "promulgates" and not _can_be_promulgated(mention, words):
            continue
        if cue.reach == "near" and (len(rest) > 40 or "," in rest) and not _PARTS.match(rest):
            continue
        if cue.reach == "next" and rest.strip():
            continue
        if _STEERING.search(sentence, 0, span.start):
            continue
        found.append((span.end, len(span), cue.relation, words))
    best = max(
        (each for each in found if not _inside_longer(each, found)),
        default=None,
        key=lambda each: each[:2],
    )
    head = _HEAD.match(sentence)
    if head and first and (best is None or best[2] == "refers"):
        return ("legal_basis" if head[1].startswith("Căn") else "proposed_by"), head[1]
    if best is None:
        return "refers", None
    return best[2], best[3]
