"""What of a web page is the document, and what is the site's.

Input: the tree of a page. Output: a :class:`Cut`, the elements to leave out. The document is told
by its own lines (number, place and date, «Căn cứ», «Điều», «Nơi nhận»), a press item by its
paragraphs; the site by the names of its parts, by lists of links and by its buttons
(``kl52/data/websites.tsv``). Nothing that holds a line of the first kind is ever left out. Linear
in the size of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from lxml import etree

from kl52.reading.web.tags import LONGEST, is_block, is_hidden, is_technical, name_of
from kl52.tables import read_table

# A paragraph of a press item is at least this long.
PARAGRAPH = 60
# A part of a site named so has less of the words than this share.
SMALL_PART = 0.3
# Link words among all words of a part that only leads elsewhere.
LINKED = 0.6
# A heading above a document, a line beside a press item.
ASIDE, SHORT = 200, 50
# A press item has this much in paragraphs.
ENOUGH = 300
# A page with so many links is a page of a site.
SITE_LINKS = 10

Kind = Literal["document", "press", "whole"]

# Sites print this on their own banners too.
_NATION = re.compile(
    r"(?:C\s?ỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM)\W*$"
    r"|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc\W*$"
)
_BLANK = r"[\d.…_]{0,8}"
_START = re.compile(
    r"Số\s*:?\s*[\d.…_]{0,12}\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]"
    r"|(?!Thứ|Chủ nhật|Hôm nay|Cập nhật)[^,\d]{2,40},"
    rf"\s*ngày\s+{_BLANK}\s*tháng\s+{_BLANK}\s*năm\s+\d{{4}}\W*$"
)
_BODY = re.compile(
    r"Căn cứ\s|(?:Theo|Xét) đề nghị của\s|Điều\s+\d+[a-zđ]?\s*[.:]"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?:[IVXLC]+|\d+)\b|PHỤ LỤC\W*$"
    r"|\(?(?:Ban hành )?[Kk]èm theo (?:Quyết định|Nghị quyết|Kế hoạch|Thông tư|Công văn)"
)
_END = re.compile(r"N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*:|(?:TM|KT|TL|TUQ|T/M|K/T)\.\s?[A-ZĐ]{2}")
_NAMES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"}
)
_PARTS = frozenset({"nav", "aside", "footer"})
_CONTAINERS = frozenset({"div", "ul", "ol", "dl", "section", "header", "form"})
_TITLES = frozenset({"title", "heading", "tieude"})
_CELLS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
_ATTACHED = re.compile(r"\.(?:pdf|docx?|rtf|zip|rar)(?:$|[?#&])", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """What is under an element: letters outside and inside links, links, lines of a document."""

    words: int = 0
    linked: int = 0
    links: int = 0
    long: int = 0  # letters in paragraphs
    nation: int = 0
    start: int = 0
    body: int = 0
    end: int = 0
    anchored: int = 0  # letters that lead to other places of the page
    labels: int = 0
    attached: int = 0

    @property
    def signs(self) -> int:
        return self.start + self.body + self.end

    def add(self, other: Part) -> None:
        for name in self.__slots__:
            if more := getattr(other, name):
                setattr(self, name, getattr(self, name) + more)


Parts = dict[etree._Element, "Part"]


@dataclass(slots=True)
class Cut:
    """``out``: the elements to leave out; ``kind`` says by what the document was told.

    ``characters`` is how much of the page's words they hold, ``share`` of all; ``attached`` that
    the page only tells of a document that hangs on it as a file; ``hidden`` that the document
    stands in a part that the page does not show.
    """

    kind: Kind = "whole"
    out: set[etree._Element] = field(default_factory=set)
    characters: int = 0
    share: float = 0.0
    attached: bool = False
    hidden: bool = False
    site: bool = False


def find_cut(root: etree._Element) -> Cut:
    """What to leave out of a page."""
    parts, hidden = _measure(root, hidden=False), False
    if not parts.get(root, Part()).signs:
        unseen = _measure(root, hidden=True)
        if _kind(unseen.get(root, Part())) == "document":
            parts, hidden = unseen, True
    total = parts.get(root, Part())
    kind = _kind(total)
    cut = Cut(kind, hidden=hidden, site=total.links >= SITE_LINKS)
    cut.attached = kind != "document" and total.attached > 0 and total.labels > 2
    region = root if kind == "whole" else _region(root, parts, kind)
    for element in _left_out(root, parts, region, kind):
        cut.out.add(element)
        cut.characters += parts[element].words + parts[element].linked
    cut.share = cut.characters / max(total.words + total.linked, 1)
    return cut


def _kind(total: Part) -> Kind:
    if ((total.start or total.nation) and total.body + total.end) or total.body > 2:
        return "document"
    return "press" if total.long >= ENOUGH else "whole"


@dataclass(slots=True)
class _Frame:
    """An element on the way: what is under it, and the words since its last block."""

    element: etree._Element
    block: bool
    part: Part
    said: list[str]
    linked: int = 0
    anchored: int = 0


def _measure(root: etree._Element, *, hidden: bool) -> dict[etree._Element, Part]:
    """The parts of all blocks that have words."""
    parts: dict[etree._Element, Part] = {}
    stack = [_Frame(root, True, Part(), [])]
    blocks = [stack[0]]
    links: list[bool] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = name_of(element)
        if event == "start":
            if element is not root:
                skipped = is_technical(name) or (not hidden and is_hidden(element))
                if skipped:
                    walk.skip_subtree()
                    continue
                if is_block(name):
                    _close(blocks[-1])
                    blocks.append(_Frame(element, True, Part(), []))
                elif name == "br":
                    blocks[-1].said.append("\n")
            if name == "a" and element.get("href"):
                links.append((element.get("href") or "").startswith("#"))
                blocks[-1].part.links += not links[-1]
                blocks[-1].part.attached += bool(_ATTACHED.search(element.get("href") or ""))
            _say(blocks[-1], element.text, links)
            continue
        if element is root:
            break
        if name == "a" and element.get("href") and links:
            links.pop()
        if is_block(name) and blocks[-1].element is element:
            frame = blocks.pop()
            _close(frame)
            if frame.part.words or frame.part.linked:
                parts[element] = frame.part
            blocks[-1].part.add(frame.part)
        _say(blocks[-1], element.tail, links)
    _close(blocks[0])
    parts[root] = blocks[0].part
    return parts


def _say(frame: _Frame, words: str | None, links: list[bool]) -> None:
    if not words or words.isspace():
        if words:
            frame.said.append(" ")
        return
    count = len(words.strip())
    frame.said.append(words)
    if links and links[-1]:
        frame.anchored += count
        frame.part.anchored += count
    elif links:
        frame.part.linked += count
        frame.linked += count
    if not links or links[-1]:
        frame.part.words += count


def _close(frame: _Frame) -> None:
    """The words since the last block are a paragraph: is it one of a document?"""
    if frame.said:
        words = unicodedata.normalize("NFC", "".join(frame.said))
        for line in words.split("\n"):
            line = " ".join(line[:400].split())
            if line and frame.anchored < len(line) * LINKED:
                frame.part.nation += _NATION.match(line) is not None
                frame.part.start += _START.match(line) is not None
                frame.part.body += _BODY.match(line) is not None
                frame.part.end += _END.match(line) is not None
            frame.part.labels += line.partition(":")[0].strip().lower() in _items("label")
        if len(words) - frame.linked >= PARAGRAPH:
            frame.part.long += len(words) - frame.linked
    frame.said, frame.linked, frame.anchored = [], 0, 0


def _region(root: etree._Element, parts: Parts, kind: Kind) -> etree._Element:
    """The smallest element with all lines of the document, or most paragraphs of the item."""

    def weight(part: Part) -> int:
        return part.signs if kind == "document" else part.long

    named = {each for each in _named(root, parts) if 3 * weight(parts[each]) < weight(parts[root])}
    at, rest = root, weight(parts[root]) - sum(weight(parts[each]) for each in named)
    least = rest if kind == "document" else 0.8 * rest
    while True:
        below = [each for each in at if each in parts and each not in named]
        best = max(below, key=lambda each: weight(parts[each]), default=None)
        if best is None or weight(parts[best]) < least or not weight(parts[best]):
            return at
        at = best


def _named(root: etree._Element, parts: Parts) -> Iterator[etree._Element]:
    """The topmost elements that are named as parts of a site, none inside another."""
    most = parts[root].words + parts[root].linked
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        part = parts.get(element)
        if part is None:
            walk.skip_subtree()
        elif element is not root and _is_named(element) and part.words < SMALL_PART * most:
            walk.skip_subtree()
            yield element


def _left_out(
    root: etree._Element, parts: Parts, region: etree._Element, kind: Kind
) -> Iterator[etree._Element]:
    above = {region, *region.iterancestors()}
    total = parts[root].words + parts[root].linked
    walk = etree.iterwalk(root, events=("start", "end"))
    inside = False
    for event, element in walk:
        if element is region:
            inside = event == "start"
        if event == "end" or element in above:
            continue
        part = parts.get(element)
        if part is None:
            walk.skip_subtree()
        elif part.signs <= (0 if inside else parts[region].signs // 10) and (
            _is_site_inside(element, part, kind, total)
            if inside
            else _is_site_beside(element, part, kind, parts[region].start > 0)
        ):
            walk.skip_subtree()
            yield element


def _is_site_beside(element: etree._Element, part: Part, kind: Kind, numbered: bool) -> bool:
    """Whether a part beside the document belongs to the site.

    The heading above a document with a number of its own is how the site calls it.
    """
    names = _names(element)
    heading = name_of(element) in ("h1", "h2", "h3") or not _TITLES.isdisjoint(names)
    words = part.words + part.linked
    if _is_named(element) or _leads_away(part, 1) or part.anchored >= LINKED * words:
        return True
    if part.labels > 2 or (part.labels and words < SHORT):
        return True
    if part.nation:
        return False
    if kind == "press":
        # the headline and the lead may stand above the text
        return not heading and part.long == 0 and part.words < SHORT
    return heading and numbered and part.words < ASIDE


def _is_site_inside(element: etree._Element, part: Part, kind: Kind, total: int) -> bool:
    """Whether a part within the document belongs to the site."""
    name = name_of(element)
    if name in _CELLS or part.nation:
        return False
    if kind == "whole":
        return _has_role(element)
    if _is_named(element):
        return part.words + part.linked < SMALL_PART * total and (
            part.long == 0 or _leads_away(part, 2)
        )
    return name in _CONTAINERS and _leads_away(part, 3)


def _leads_away(part: Part, links: int) -> bool:
    return part.links >= links and part.linked >= LINKED * (part.words + part.linked)


def _is_named(element: etree._Element) -> bool:
    """Whether its name or role says that an element is the site's."""
    return _has_role(element) or not _items("part").isdisjoint(_names(element))


def _has_role(element: etree._Element) -> bool:
    """Whether the tag or the role itself says so."""
    return name_of(element) in _PARTS or (element.get("role") or "").lower() in _ROLES


def _names(element: etree._Element) -> set[str]:
    """The words of the class and id: «vbLienQuan» has vb, lien, quan, vblien, lienquan."""
    said = f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST]
    names: set[str] = set()
    for chunk in said.split():
        words = [each.lower() for each in _NAMES.findall(chunk)]
        names.update(words, map("".join, zip(words, words[1:], strict=False)))
    return names


def is_button(line: str) -> bool:
    """Whether a whole line is a button of a site.

    >>> is_button("Tải về"), is_button("Điều 1. Tải về")
    (True, False)
    """
    return line.strip(" ():|»›0123456789").lower() in _items("line")


@cache
def _items(kind: str) -> frozenset[str]:
    rows = read_table("websites.tsv")
    return frozenset(item for name, row in rows if name == kind for item in row.split("|"))
