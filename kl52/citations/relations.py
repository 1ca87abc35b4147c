"""How mentions relate: which stands in whose title, and what the words before it express.

Input: the text and its mentions. Output: for each mention the index of the one in whose
title (or issuer, or bracketed history) it stands, a relation in ELI's sense, and its cue.

Titles end where the language ends them: at a semicolon, a full stop, or a comma before
a new clause; ``và`` before another document goes on with the list that it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kl52.citations.cues import LONGEST_TITLE, find_cue, last_sentence
from kl52.citations.mention import Mention
from kl52.citations.phrases import any_of, each_of
from kl52.model import Relation


@dataclass(frozen=True, slots=True)
class Related:
    """A mention with its place among the others. ``within`` is an index into the mentions."""

    mention: Mention
    within: int | None
    relation: Relation
    cue: str | None
    passive: bool = False


_TITLE = re.compile(
    rf"^\s*[,(“\"]?\s*(?:{any_of('title-begin')})\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"[;.\n:”]|\)\s*|\(\s*(?:sau đây|gọi tắt|viết tắt)|"
    rf",\s+(?=(?:{any_of('title-end-comma')}|{any_of('title-end-body')})\b)|"
    rf"\s(?:{any_of('title-end')})\s"
)
_LIST = re.compile(
    rf"^\s*(?:[,;+]|{any_of('and')}|,\s*và|;\s*và|/)?\s*(?:các\s+|của\s+)?(?:[“\"(]\s*)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:\bvà|,|;)\s+(?:các\s+)?$")
PASSIVE = re.compile(
    r"(?:^|[\s(])(?:đã\s+)?(?:được|bị)\s+"
    rf"(?P<cue>{any_of('was-changed')})[^;.\n]{{0,60}}?"
    rf"(?:{any_of('changed-by')})\s+(?:[^;.\n]{{0,30}}\s)?$|"
    r"^\s*\(\s*(?:sửa đổi|bổ sung)(?:, bổ sung)?\s+(?:tại|bởi|theo)\s+$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-+*]|\(?\d{1,2}[.)])?\s*")
_CHANGED_BELOW = re.compile(
    rf"(?P<cue>(?:đã\s+)?được\s+(?:{any_of('was-changed')})[^;:.\n]{{0,60}}"
    rf"(?:{any_of('changed-by')}))\s*:\s*$",
    re.IGNORECASE,
)
_FARTHEST = 500  # characters from a cue to the first mention of a paragraph
_POINTING = ("deictic", "anaphor", "inner", "defined-name", "definition", "amended-part", "quoted")
_THIS = re.compile(rf"\s(?:{any_of('this')})$", re.IGNORECASE)
_NAMING = re.compile(any_of("naming"), re.IGNORECASE)
_BLOCK_HEAD = re.compile(
    rf"(?:^|\n)(?:[-+*]\s*)?(?P<head>{any_of('block-head')})",
    re.IGNORECASE,
)
_PROMULGATES_ANNEX = re.compile(
    rf"^\s*(?:về\s*$|(?:về\s+)?(?:việc\s+)?(?:{any_of('promulgating')})"
    r"(?:\s+kèm theo)?(?:\s+bản)?\s*$)",
    re.IGNORECASE,
)


def relate(text: str, mentions: tuple[Mention, ...]) -> tuple[Related, ...]:
    """Each mention with its place and relation; one that only repeats a title's annex is dropped.

    >>> from kl52.citations.mentions import find_mentions
    >>> words = "Thực hiện Quyết định số 142/QĐ-TTg ban hành Kế hoạch thực hiện Kết luận 52-KL/TW"
    >>> [(each.within, each.relation) for each in relate(words, find_mentions(words))]
    [(None, 'implements'), (0, 'implements')]
    """
    found: list[Related] = []
    line = seen = 0
    for mention in mentions:
        line = text.rfind("\n", seen, mention.span.start) + 1 or line
        seen = max(seen, mention.span.start)
        previous = _previous(found, mention)
        if _repeats_annex(text, previous, mention, found):
            continue
        found.append(_relate(text, mention, previous, found, line))
    return tuple(_settled(each, text) for each in found)


def _settled(each: Related, text: str) -> Related:
    """A text to come is only named; the words of a quoted document that mean it are of itself."""
    if each.mention.kind == "future":
        return replace(each, relation="refers")
    if each.mention.rule == "quoted" and _THIS.search(each.mention.span.of(text)):
        return replace(each, relation="self", cue=None)
    return each


def _previous(found: list[Related], mention: Mention) -> int | None:
    return len(found) - 1 if found else None


def _repeats_annex(text: str, previous: int | None, mention: Mention, found: list[Related]) -> bool:
    """``Nghị quyết số X ban hành Chương trình hành động …``: the programme is X itself."""
    if previous is None or mention.rule not in ("policy", "defined-name", "own-annex"):
        return False
    before = found[previous].mention
    if before.kind not in ("numbered", "short") or before.rule in ("defined-name", "definition"):
        return False
    return bool(_PROMULGATES_ANNEX.match(text[before.span.end : mention.span.start]))


def _relate(
    text: str, mention: Mention, previous: int | None, found: list[Related], line: int
) -> Related:
    """The mention with its relation; ``line`` is where its paragraph begins."""
    start = mention.span.start
    if previous is None or found[previous].mention.span.end <= line - 1:
        if previous is not None and (listed := _listed_below(text, mention, found, line)):
            return listed
        relation, cue = find_cue(text[max(line, start - _FARTHEST) : start], mention, first=True)
        return Related(mention, None, relation, cue)
    before = found[previous]
    if start < before.mention.span.end:
        relation, cue = find_cue(text[before.mention.span.start : start], mention, first=False)
        return Related(mention, previous, relation, cue)
    between = text[before.mention.span.end : start]
    passive = PASSIVE.search(between)
    if passive is not None:
        word = (passive["cue"] or "sửa đổi").lower()
        kind: Relation = (
            "replaces" if word == "thay thế" else "repeals" if word == "bãi bỏ" else "amends"
        )
        changed = _of_one_kind(found, previous, mention)
        return Related(mention, changed, kind, passive[0].strip(" (,"), passive=True)
    if mention.rule == "own-annex" and is_pointing(before.mention):
        relation, cue = find_cue(text[max(line, start - _FARTHEST) : start], mention, first=True)
        return Related(mention, None, relation, cue)
    if _LIST.match(between):
        if goes_on := _parallel(between, mention, before, found):
            return goes_on
        if (
            before.passive
            and before.within is not None
            and not _changes_too(text, mention, before.mention, line)
        ):
            amended = found[before.within]
            return Related(mention, amended.within, amended.relation, amended.cue, amended.passive)
        if before.passive or ";" not in between or before.within is None:
            return _beside(mention, before, found)
        top = _top(found, previous)
        return Related(mention, None, found[top].relation, found[top].cue)
    if amends_too := _amends_too(between, mention, previous, found):
        return amends_too
    if mention.rule in ("deictic", "inner"):
        # «… ký kết trước ngày Thông tư này»: no older title points at the text around it
        return _after_boundary(text, mention, previous, found, between, line)
    if _TITLE.match(between) and not _END.search(between) and not is_pointing(before.mention):
        if goes_on := _parallel(between, mention, before, found):
            return goes_on
        if _AND.search(between) and len(between) > 12:
            return Related(mention, before.within, before.relation, before.cue)
        relation, cue = find_cue(between, mention, first=False)
        return Related(mention, previous, relation, cue)
    return _after_boundary(text, mention, previous, found, between, line)


def _listed_below(text: str, mention: Mention, found: list[Related], line: int) -> Related | None:
    """A mention in the list below ``Thông tư A …, được sửa đổi, bổ sung bởi:``, one a paragraph."""
    if not _ITEM.fullmatch(text, line, mention.span.start):
        return None
    above = text.rfind("\n", 0, line - 1) + 1
    first = len(found)
    while first > 0 and found[first - 1].mention.span.start >= above:
        first -= 1
    if first == len(found):
        return None
    told = _CHANGED_BELOW.search(text, max(above, line - 120), line)
    if told is not None:
        return Related(mention, first, "amends", told["cue"], passive=True)
    head = found[first]
    if head.passive and _ITEM.fullmatch(text, above, head.mention.span.start):
        return Related(mention, head.within, head.relation, head.cue, passive=True)
    return None


def _after_boundary(
    text: str, mention: Mention, previous: int, found: list[Related], between: str, line: int
) -> Related:
    """A mention outside the previous one's title: a new cue, or the cue of the list it is in."""
    sentence = last_sentence(between)
    relation, cue = find_cue(sentence, mention, first=sentence != between)
    if cue is not None:
        return Related(mention, None, relation, cue)
    top = _top(found, _before_definition(found, previous))
    ends_as_list = bool(_AND.search(between)) or bool(
        re.fullmatch(r"\s*(?:và\s+)?(?:các\s+)?", sentence)
    )
    head = _BLOCK_HEAD.match(text[line : line + 20])
    if not sentence.strip() and between.rstrip().endswith(";"):
        return Related(mention, None, found[top].relation, found[top].cue)
    if ends_as_list and (head or ";" not in between) and "." not in between.rstrip():
        return Related(mention, None, found[top].relation, found[top].cue)
    return Related(mention, None, relation, None)


def _top(found: list[Related], index: int) -> int:
    while (parent := found[index].within) is not None:
        index = parent
    return index


def _beside(mention: Mention, before: Related, found: list[Related]) -> Related:
    """A mention in a list has the place of the one before it.

    Unless it would then explain one of its own kind: ``Nghị định 1 quy định chi tiết Luật A và
    Nghị định 2`` goes on with the list of Nghị định 1.
    """
    if before.relation == "guides" and before.within is not None and not before.passive:
        outer = found[before.within]
        same = mention.type is not None and outer.mention.type == mention.type
        if same and before.mention.type != mention.type:
            return Related(mention, outer.within, outer.relation, outer.cue, outer.passive)
    return Related(mention, before.within, before.relation, before.cue, before.passive)


def _parallel(
    between: str, mention: Mention, before: Related, found: list[Related]
) -> Related | None:
    """A part after «và» goes on with the part before the title, where the title has none.

    ``khoản 2 Điều 1 Nghị định 1 sửa đổi một số điều của Nghị định 2 và Điều 5 Nghị định 3``.
    """
    if before.within is None or mention.provision is None:
        return None
    outer = found[before.within]
    if not before.passive and outer.passive and outer.within is not None:
        amended = found[outer.within]
        # no document amends itself: «điểm a Điều 5 Nghị định 1 … và điểm b Điều 5 Nghị định 1»
        outer = amended if amended.mention.number == mention.number else outer
    if before.mention.provision or not outer.mention.provision or not _AND.search(between):
        return None
    return Related(mention, outer.within, outer.relation, outer.cue, outer.passive)


def _amends_too(
    between: str, mention: Mention, previous: int, found: list[Related]
) -> Related | None:
    """The second half of a title: ``Thông tư 1 hướng dẫn Nghị định 2 và sửa đổi Thông tư 3``.

    It is that of the innermost document around that is of the kind changed, as
    a circular changes circulars alone.
    """
    if found[previous].relation != "guides" or mention.kind != "numbered" or mention.provision:
        return None
    relation, cue = find_cue(between, mention, first=False)
    if relation != "amends" or f"và {cue}" not in between or _END.search(between):
        return None
    outer = found[previous].within
    while outer is not None and found[outer].mention.type != mention.type:
        outer = found[outer].within
    return Related(mention, outer, relation, cue) if outer is not None else None


def _of_one_kind(found: list[Related], previous: int, mention: Mention) -> int:
    """The mention that another one changed: a decree changes the decree, not the law in its title.

    It is the innermost of the same type around the words that say so.
    """
    index: int | None = previous
    while index is not None:
        each = found[index].mention
        if each.type == mention.type or (_is_law(each) and _is_law(mention)):
            return index
        index = found[index].within
    return previous


def _is_law(mention: Mention) -> bool:
    return mention.type in each_of("law-type")


def _changes_too(text: str, mention: Mention, before: Mention, line: int) -> bool:
    """Whether a mention goes on with the list of those that changed a document.

    ``Luật số 97/2015/QH13`` does, by its number alone; one with a day or an issuer of its own
    where the bracket is still open, or where no title follows and the one before had a day too.
    """
    if mention.name is not None or mention.kind != "numbered":
        return False
    if mention.issuer is None and mention.date is None:
        return True
    near = max(line, before.span.start - LONGEST_TITLE)
    if text.rfind("(", near, before.span.start) > text.rfind(")", near, mention.span.start):
        return mention.type == before.type
    alike = mention.type == before.type and (mention.date is None or before.date is not None)
    return alike and not _TITLE.match(text[mention.span.end : mention.span.end + 40])


def _before_definition(found: list[Related], index: int) -> int:
    """The mention before a bracket that only gives it a short name."""
    while index > 0 and (
        found[index].mention.rule == "definition" or _NAMING.match(found[index].cue or "")
    ):
        index -= 1
    return index


def is_pointing(mention: Mention) -> bool:
    """Whether a mention points at a document (``Thông tư này``), and so has no title behind it."""
    return mention.rule in _POINTING
