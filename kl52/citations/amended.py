"""What an amending document changes: the parts it names alone, and the document that they are of.

``Điều 1. Sửa đổi, bổ sung một số điều của Thông tư A`` heads a list like ``1. Bãi bỏ khoản 2
Điều 5.``; the parts in that list, and ``Thông tư này`` in the words quoted there, are of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kl52.citations.findings import LAW_RULES
from kl52.citations.listing import MARKER
from kl52.citations.mention import Mention
from kl52.citations.phrases import any_of, each_of
from kl52.citations.provisions import PROVISION
from kl52.language.letters import begins
from kl52.model import Citation, Relation
from kl52.spans import Span

_CHANGES: frozenset[Relation] = frozenset({"amends", "repeals", "replaces"})
_MARKER = (
    r"(?:Điều\s+\d{1,3}[a-zđ]?\s*[.:]\s*|\(?(?:\d{1,3}[a-zđ]?|[a-zđ]|[IVX]{1,5})[.)]\s*|[-+]\s*)?"
)
_HEAD = re.compile(rf"{_MARKER}(?:{any_of('amending-verb')})(?!\w)", re.IGNORECASE)
# «Thông tư A, gồm: cụm từ “a” tại Điều 1; cụm từ “b” tại Điều 2»
_PARTS_OF = re.compile(rf"{begins(*each_of('parts-of'), any_case=True)}(?!\w)")
_QUOTED = re.compile(r"“[^”]*(?:”|$)")
_ENDS = re.compile(rf"\s(?:{any_of('quotes')})|[“(]")
_LONGEST_HEAD = 400  # characters between the verb and a document


def find_amended_parts(line: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The parts that a paragraph changes without saying of which document.

    >>> [each.provision for each in find_amended_parts("2. Bãi bỏ điểm a khoản 1 Điều 3.", [])]
    ['điểm a khoản 1 Điều 3']
    """
    head = _HEAD.match(line) or _parts_of(line, mentions)
    if head is None:
        return []
    words = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line)
    end = _ENDS.search(words, head.end())
    starts = sorted(each.span.start for each in mentions)
    ends = sorted(each.span.end for each in mentions)
    found = []
    for match in PROVISION.finditer(words, head.end(), end.start() if end else len(words)):
        behind = bisect_left(starts, match.end())
        if behind != bisect_right(ends, match.start()):
            continue  # part of a mention
        if behind < len(starts) and _names_its_document(
            words[match.end() : min(starts[behind], match.end() + _LONGEST_HEAD)]
        ):
            continue
        if _INSERTED.match(words, match.end()):
            continue
        span = Span(*match.span())
        part = Mention(
            span=span, kind="relative", rule="amended-part", provision=match[0], core=span
        )
        found.append(part)
    return found


def _parts_of(line: str, mentions: Sequence[Mention]) -> re.Match[str] | None:
    """The words that open a list of parts behind the document that they are of."""
    match = _PARTS_OF.search(line) if mentions else None
    return match if match and any(each.span.end <= match.start() for each in mentions) else None


def _names_its_document(between: str) -> bool:
    """``Chương IV về thuế môn bài của Nghị quyết số …``: the document follows, however far."""
    return len(between) < _LONGEST_HEAD and ";" not in between


# «Bổ sung khoản 3 vào Điều 7»: there is no khoản 3 yet
_INSERTED = re.compile(r"\s+(?:vào|trước|sau)\s", re.IGNORECASE)


_MARK = re.compile(r"[“”]")
_INTRODUCED = 20  # characters between the words and the quotation
_NEW_TEXT = re.compile(rf"(?:{any_of('quotes')})\s*:?\s*$")
_LONG_QUOTE, _LONGEST_QUOTE = 200, 20_000  # characters


def quotations(text: str) -> list[Span]:
    """The new text of amended documents (behind ``như sau:``), and other long quotations."""
    opened: list[tuple[int, bool]] = []
    found: list[Span] = []
    for mark in _MARK.finditer(text):
        if mark[0] == "“":
            opened.append((mark.start(), True))
        elif opened:
            start, plain = opened.pop()
            if opened:
                opened[-1] = opened[-1][0], False
            new = _NEW_TEXT.search(text, max(0, start - _INTRODUCED), start)
            shortest = 1 if new else _LONG_QUOTE if plain else _LONGEST_QUOTE
            if shortest <= mark.start() - start - 1 <= _LONGEST_QUOTE:
                while found and found[-1].start > start:
                    found.pop()
                found.append(Span(start, mark.end()))
    return found


def amended_documents(citations: Sequence[Citation], text: str) -> dict[str, str]:
    """For each citation of an amended part, or in new text, the one that names its document."""
    found: dict[str, str] = {}
    head: Citation | None = None
    quotes = _Quotes(text)
    line = seen = 0
    for cite in citations:
        line = text.rfind("\n", seen, cite.span.start) + 1 or line
        seen = max(seen, cite.span.start)
        if cite.rule == "amended-part" and head is not None:
            found[cite.id] = head.id
        elif cite.rule == "quoted":
            quoted = quotes.document(cite, head)
            if quoted is not None and cite.type in (None, quoted.type):
                found[cite.id] = quoted.id
        elif cite.rule != "inner" and not quotes.hold(cite):
            quotes.last = cite if cite.within is None and cite.number else quotes.last
            head = cite if _is_head(cite, text, line) else head
    return found


class _Quotes:
    """The quotations of a text, gone through from front to end, and what each is quoted from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = quotations(text)
        self.at = 0
        self.last: Citation | None = None

    def hold(self, cite: Citation) -> bool:
        while self.at < len(self.spans) and self.spans[self.at].end <= cite.span.start:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at].start < cite.span.start

    def document(self, cite: Citation, head: Citation | None) -> Citation | None:
        """What the article amends, or what stands before ``quy định như sau:``."""
        if not self.hold(cite):
            return None
        start = self.spans[self.at].start
        new = _NEW_TEXT.search(self.text, max(0, start - _INTRODUCED), start)
        if new is None:
            return None
        begin = max(0, start - _LONGEST_HEAD)
        line = self.text.rfind("\n", begin, new.start()) + 1 or begin
        if _HEAD.match(self.text, line, new.start()):
            return head
        return self.last if self.last is not None and self.last.span.start >= line else None


def _is_head(cite: Citation, text: str, line: int) -> bool:
    if cite.relation not in _CHANGES or cite.within is not None or cite.passive:
        return False
    if not (cite.number or cite.rule in LAW_RULES) or cite.span.start - line > _LONGEST_HEAD:
        return False
    if _HEAD.match(text, line, cite.span.start):
        return True
    # an item of a list, or a cell, that says by its place what is done to the document
    told = cite.cue is not None and cite.cue.lower() not in each_of("ended")
    return told and MARKER.fullmatch(text, line, cite.span.start) is not None
