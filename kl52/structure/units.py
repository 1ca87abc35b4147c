"""The structure of a document: parts, articles, clauses, points, bullets, table rows.

Input: :class:`~kl52.model.Text` (and the spans that are no body: header, signature).
Output: a tuple of :class:`~kl52.model.Unit` in text order, each with its parent.
Guarantee: total. Every paragraph of the text lies in some unit, whatever the text.

Both forms are read: Phần, Chương, Mục, Điều, khoản, điểm (Law 64/2025/QH15), and
I., 1., a), -, + (Decree 30/2020/NĐ-CP, Annex I), with the Party's ``I-``, ``1-``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kl52.model import Paragraph, Text, Unit, UnitKind
from kl52.spans import Span
from kl52.structure.marks import RULES, MarkRule, find_mark, heading_of

_LONGEST_QUOTE = 80  # paragraphs
_INLINE = re.compile(r"\((?<=[\s:;]\()(\d{1,2})\)\s+(?=\S)")
_MOTTO = re.compile(r"^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM)")
_NOTE = re.compile(r"^[¹²³⁴-⁹⁰]+\s*\S")  # the footnotes of a consolidated text stand at its end
_ATTACHED = re.compile(r"^\(\s*(?:Ban hành\s+)?[Kk]èm theo\b")
_HEADED_TYPE = re.compile(
    r"^(?:CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH|CHIẾN LƯỢC|ĐIỀU LỆ|DANH MỤC|PHƯƠNG ÁN|"
    r"QUY TRÌNH|HƯỚNG DẪN|NỘI DUNG|BẢNG|DỰ ÁN|QUY HOẠCH)\b"
)


@dataclass(slots=True)
class _Node:
    """A unit under construction."""

    style: str
    kind: UnitKind
    rank: int
    number: str | None
    value: int
    head: Span
    page: int
    heading: str | None
    open_ended: bool
    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)
    end: int = 0
    id: str = ""


def find_units(text: Text, *, outside: Iterable[Span] = ()) -> tuple[Unit, ...]:
    """The units of ``text``. Paragraphs in ``outside`` (header, signature) become plain ones.

    >>> from kl52.parsing import text_of
    >>> text = text_of("I. NHIỆM VỤ\\n1. Sở Nội vụ\\na) Rà soát.\\nb) Báo cáo.")
    >>> [unit.id for unit in find_units(text)]
    ['i', 'i__1', 'i__1__a', 'i__1__b']
    """
    builder = _Builder(text, tuple(outside))
    for index, paragraph in enumerate(text.paragraphs):
        builder.add(index, paragraph)
    return tuple(builder.units())


class _Builder:
    """Grows the tree paragraph by paragraph; ``open`` is the path from the root downwards."""

    def __init__(self, text: Text, outside: tuple[Span, ...]) -> None:
        self.text = text
        self.outside = outside
        self.root = _Node("root", "part", -1, None, 0, Span(0, 0), 1, None, True)
        self.open: list[_Node] = [self.root]
        self.quoted_until = _quotes(text)
        self.row: tuple[int, int] | None = None
        self.in_outside = False
        self.notes = False

    def _just_opened(self) -> bool:
        """Whether an open annex has no numbered part yet: a form has a header of its own."""
        top = self.open[-1]
        return top.kind == "annex" and all(child.kind == "paragraph" for child in top.children)

    def add(self, index: int, paragraph: Paragraph) -> None:
        """Hang one paragraph into the tree: as a cell, as a unit with a mark, or as a plain one."""
        words = self.text.shown(paragraph)
        outside = any(span.overlaps(paragraph.span) for span in self.outside)
        if outside != self.in_outside:
            self.open = self.open[:1]
            self.in_outside = outside
        if _MOTTO.match(words) and not self._just_opened():
            self.open = self.open[:1]
        first = self.text.notes[0].span.start if self.text.notes else None
        noted = _NOTE.match(words) or first in paragraph.span
        if not self.notes and noted and not outside:
            self.notes = True
            self.open = self.open[:1]
        if paragraph.cell is not None and not outside:
            self._add_cell(paragraph, words)
            return
        self.row = None
        mark = None
        if (
            not outside
            and not self.notes
            and paragraph.span.start >= self.quoted_until.get(index, 0)
        ):
            mark = self._attached(index, words) or find_mark(words)
        if mark is None:
            self._add_plain(paragraph, words)
            return
        rule, number, value, length = mark
        node = _Node(
            rule.style,
            rule.kind,
            rule.rank,
            number,
            value,
            paragraph.span,
            paragraph.page,
            heading_of(words[length:].strip(), rule),
            words.rstrip().endswith(":"),
        )
        self._place(node, rule)
        for inline in _inline_items(words, paragraph, self.text):
            self._attach(node, inline)

    def _attached(self, index: int, words: str) -> tuple[MarkRule, str | None, int, int] | None:
        """An annexed document's own title (``KẾ HOẠCH …``) before ``(Kèm theo …)``: an annex."""
        if not _HEADED_TYPE.match(words):
            return None
        for later in self.text.paragraphs[index + 1 : index + 5]:
            following = self.text.shown(later)
            if _ATTACHED.match(following):
                inside = [node for node in self.open if node.kind == "annex"]
                if inside and not inside[-1].children:
                    return None
                number = _slug(_HEADED_TYPE.match(words)[0])  # type: ignore[index]
                return RULES[0], number, 0, 0
            if find_mark(following) is not None:
                return None
        return None

    def _place(self, node: _Node, rule: MarkRule) -> None:
        if rule.fixed:
            self._close(lambda each: each.rank < rule.rank)
        else:
            sibling = next((each for each in reversed(self.open) if each.style == node.style), None)
            if sibling is not None and not self._nests(node, sibling):
                self._close(
                    lambda each: each is not sibling and each.rank <= node.rank, until=sibling
                )
            elif sibling is None:
                self._close(lambda each: each.rank < node.rank)
        self._attach(self.open[-1], node)
        self.open.append(node)

    def _nests(self, node: _Node, sibling: _Node) -> bool:
        """A list that starts again below an open item that ends with a colon is its own list."""
        top = self.open[-1]
        return top is not sibling and top.open_ended and node.value == 1 and top.rank < node.rank

    def _close(self, keep: object, until: _Node | None = None) -> None:
        if until is not None:
            del self.open[self.open.index(until) :]
            return
        while len(self.open) > 1 and not keep(self.open[-1]):  # type: ignore[operator]
            self.open.pop()

    def _attach(self, parent: _Node, node: _Node) -> None:
        node.parent = parent
        node.end = node.head.end
        parent.children.append(node)

    def _add_plain(self, paragraph: Paragraph, words: str) -> None:
        while self.open[-1].kind == "bullet" and not self.open[-1].open_ended:
            self.open.pop()
        top = self.open[-1]
        if top.rank < 6 and top.heading is None and not top.children and words.isupper():
            top.heading = words.strip(" .:")  # «Chương I» above, its name on a line of its own
        node = _Node(
            "paragraph", "paragraph", 99, None, 0, paragraph.span, paragraph.page, None, False
        )
        self._attach(self.open[-1], node)
        for inline in _inline_items(words, paragraph, self.text):
            self._attach(node, inline)

    def _add_cell(self, paragraph: Paragraph, words: str) -> None:
        cell = paragraph.cell
        assert cell is not None
        if self.row == (cell.table, cell.row):
            row = self.open[-1].children[-1]
            row.end = paragraph.span.end
            row.head = Span(row.head.start, paragraph.span.end)
            return
        self.row = (cell.table, cell.row)
        while self.open[-1].kind == "bullet":
            self.open.pop()
        ordinal = (
            words.strip().rstrip(".") if cell.column == 0 and len(words.strip()) <= 8 else None
        )
        self._attach(
            self.open[-1],
            _Node(
                "row", "row", 99, ordinal or None, 0, paragraph.span, paragraph.page, None, False
            ),
        )

    def units(self) -> Iterator[Unit]:
        """The finished units in text order, the root left out."""
        _finish(self.root)
        stack = list(reversed(self.root.children))
        while stack:
            node = stack.pop()
            yield Unit(
                id=node.id,
                parent=node.parent.id if node.parent and node.parent is not self.root else None,
                kind=node.kind,
                number=node.number,
                heading=node.heading,
                span=Span(node.head.start, node.end),
                head=node.head,
                page=node.page,
            )
            stack.extend(reversed(node.children))


def _finish(root: _Node) -> None:
    """Set the ends and the ids of all nodes below ``root``."""
    order: list[_Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        order.append(node)
        seen: dict[str, int] = {}
        for child in node.children:
            step = _step(child, seen)
            seen[step] = seen.get(step, 0) + 1
            if seen[step] > 1:
                step = f"{step}~{seen[step]}"
            child.id = f"{node.id}__{step}" if node.id else step
        stack.extend(node.children)
    for node in reversed(order):
        if node.children:
            node.end = max(node.end, max(child.end for child in node.children))


def _step(node: _Node, seen: dict[str, int]) -> str:
    """A unit's own step in its id: ``iii``, ``dieu-5``, ``a``, ``-2`` (the second dash), ``r3``."""
    prefix = {
        "annex": "phu-luc",
        "form": "mau",
        "part": "phan",
        "chapter": "chuong",
        "muc": "muc",
        "tieu-muc": "tieu-muc",
        "article": "dieu",
    }.get(node.style)
    if node.style in ("bullet", "plus", "paragraph", "row"):
        sign = {"bullet": "-", "plus": "+", "paragraph": "p", "row": "r"}[node.style]
        if node.style == "row" and node.number and f"r{node.number}" not in seen:
            return "r" + _slug(node.number)
        seen[sign] = seen.get(sign, 0) + 1
        return f"{sign}{seen[sign]}"
    number = (node.number or "").lower().replace(" ", "-")
    if prefix == "phu-luc" and node.number and "-" in node.number:
        return number
    if prefix:
        return f"{prefix}-{number}" if number else prefix
    return number or node.style


def _inline_items(words: str, paragraph: Paragraph, text: Text) -> Iterator[_Node]:
    """Items ``(1) …; (2) …`` within one paragraph, numbered from 1 without a gap."""
    found = list(_INLINE.finditer(words)) if not words.startswith("(1)") else []
    numbers = [int(match[1]) for match in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)):
        return
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(words)
        start = paragraph.span.start + match.start()
        stop = paragraph.span.start + len(words[:end].rstrip())
        yield _Node(
            "paren",
            "point",
            16,
            match[1],
            int(match[1]),
            Span(start, stop),
            paragraph.page,
            None,
            False,
        )


def _quotes(text: Text) -> dict[int, int]:
    """For each paragraph inside a quotation that runs over several, the offset where that ends.

    An amending act quotes whole articles; their marks are not marks of the act.
    """
    until: dict[int, int] = {}
    words = [paragraph.span.of(text.text) for paragraph in text.paragraphs]
    closing = [index for index, word in enumerate(words) if "”" in word]
    index = 0
    while index < len(words):
        if words[index].lstrip().startswith("“") and "”" not in words[index]:
            at = bisect_right(closing, index)
            if at < len(closing) and closing[at] - index <= _LONGEST_QUOTE:
                end = text.paragraphs[closing[at]].span.end + 1
                until.update(dict.fromkeys(range(index + 1, closing[at] + 1), end))
                index = closing[at]
        index += 1
    return until


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFD", words.replace("Đ", "D").replace("đ", "d"))
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9.]+", "-", kept.lower()).strip("-")
