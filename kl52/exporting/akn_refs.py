"""References in a text: which words point where.

In: a parsed document, and how a target becomes an address. Out: stretches that do not overlap, in
text order. In ``Quyết định 142 … ban hành Kế hoạch thực hiện Kết luận 52`` the words up to the
inner mention point to the Decision, as a reference may not hold another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from kl52.model import Document
from kl52.spans import Span


class Reference(NamedTuple):
    """``span`` of the text points to ``href``."""

    span: Span
    href: str


def find_references(doc: Document, address: Callable[[str], str]) -> tuple[Reference, ...]:
    """The references of ``doc``; what could not be resolved is none."""
    cites = [cite for cite in doc.citations if cite.target and len(cite.span)]
    cites.sort(key=lambda cite: (cite.span.start, -cite.span.end, cite.id))
    found = []
    for cite, following in zip_longest(cites, cites[1:]):
        end = cite.span.end if following is None else min(cite.span.end, following.span.start)
        words = Span(cite.span.start, end).of(doc.text.text).rstrip()
        if words:
            span = Span(cite.span.start, cite.span.start + len(words))
            found.append(Reference(span, address(cite.target or "")))
    return tuple(found)


def pieces(span: Span, references: tuple[Reference, ...]) -> Iterator[tuple[Span, str | None]]:
    """``span`` in stretches, each with the address that it points to or none."""
    at = span.start
    index = max(bisect_right(references, at, key=lambda each: each.span.start) - 1, 0)
    while index < len(references) and references[index].span.start < span.end:
        start = max(references[index].span.start, span.start)
        end = min(references[index].span.end, span.end)
        if start < end:
            if at < start:
                yield Span(at, start), None
            yield Span(start, end), references[index].href
            at = end
        index += 1
    if at < span.end:
        yield Span(at, span.end), None
