"""Footnotes of a page: raised numbers that lead to a place further down, and the notes there.

Word exports ``<a href="#_ftn1">[1]</a>`` and a block of that name, other programs raise the link
with ``<sup>``; the number at the note leads back and is no part of its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from kl52.reading.web.tags import LONGEST, is_block, name_of

_NUMBER = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])\s*[\])]?")
_RAISED = re.compile(
    r"vertical-align\s*:\s*super|FootnoteReference|EndnoteReference", re.IGNORECASE
)
_NAMED = re.compile(
    r"_?(?:ftn|edn|fn|note|footnote|endnote|cite_note)\b|_?(?:ftn|edn|fn)\d", re.IGNORECASE
)
_NOTE = re.compile(
    r"mso-element\s*:\s*(?:foot|end)note(?!-)|^(?:ftn|edn|fn:?|footnote-?)\d+$", re.IGNORECASE
)


@dataclass(slots=True)
class Notes:
    """``marks``: link → number; ``blocks``: block of a note → number; ``back``: the way back."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    blocks: dict[etree._Element, str] = field(default_factory=dict)
    back: set[etree._Element] = field(default_factory=set)


def find_notes(root: etree._Element) -> Notes:
    """The notes of a page; empty where no mark leads to one."""
    links, targets, order = _places(root)
    notes = Notes()
    for link in links:
        target = targets.get((link.get("href") or "")[1:])
        number = _number(link)
        if target is None or number is None:
            continue
        if order[target] > order[link]:
            notes.marks[link] = number
            notes.blocks.setdefault(_block(target), number)
    for link in links:
        target = targets.get((link.get("href") or "")[1:])
        if target is not None and link not in notes.marks and order[target] < order[link]:
            inside = any(each in notes.blocks for each in (link, *link.iterancestors()))
            if inside:
                notes.back.add(link)
    return notes


def _places(
    root: etree._Element,
) -> tuple[list[etree._Element], dict[str, etree._Element], dict[etree._Element, int]]:
    """Links within the page, what they may lead to, and the order of both."""
    links: list[etree._Element] = []
    named: dict[str, etree._Element] = {}
    order: dict[etree._Element, int] = {}
    for index, element in enumerate(root.iter("*")):
        href = element.get("href") if name_of(element) == "a" else None
        if href and href.startswith("#") and len(href) > 1:
            links.append(element)
            order[element] = index
        for name in (element.get("id"), element.get("name")):
            if name and name not in named:
                named[name] = element
                order[element] = index
    wanted = {(link.get("href") or "")[1:] for link in links}
    return links, {name: each for name, each in named.items() if name in wanted}, order


def _number(link: etree._Element) -> str | None:
    """The number that a link shows, if it looks like the mark of a note."""
    said = "".join(map(str, link.itertext()))[:20].strip()
    match = _NUMBER.fullmatch(said)
    if match is None:
        return None
    around = [link, *link.iter("*"), *islice(link.iterancestors(), 3)]
    raised = any(
        name_of(each) == "sup"
        or _RAISED.search(f"{each.get('style')} {each.get('class')}"[:LONGEST])
        for each in around
    )
    named = _NAMED.match((link.get("href") or "")[1:60])
    return match[1] if raised or said.startswith("[") or named else None


def _block(target: etree._Element) -> etree._Element:
    """The block of a note: what holds the place that its mark leads to."""
    block = target
    for each in (target, *target.iterancestors()):
        if is_block(name_of(each)):
            block = each
            break
    for each in block.iterancestors():
        if _NOTE.search((each.get("style") or "")[:LONGEST]) or _NOTE.search(each.get("id") or ""):
            return each
    return block
