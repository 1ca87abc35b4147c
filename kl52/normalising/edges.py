"""Heads, feet and page numbers: what repeats at the edge of pages, told by where it stands.

Input: lines with boxes. A line is a head or foot if nothing of the document stands between it
and the edge of its page, and the same words, but for the number of the page, stand at the edge
of most pages. What forms repeat by nature (a letterhead, «Mẫu số 02») is text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from kl52.model import Box, Line

SAME_HEIGHT = 0.01  # of the page; a head stands as high on every page
SMALL_PRINT = 0.85  # of the height of the document's lines
EDGE = 0.11  # where heads and feet stand
OUTER = 0.07  # where no text of a page is set
MOST_ROWS = 6

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s?|Trang(?:\s+số)?\s*:?\s*)?(?P<number>\d{1,4})(?:\s?[-–—]|\s?/\s?\d{1,4})?",
    re.IGNORECASE,
)
# What stands on top of forms and letters, and what differs from form to form by its number.
_FORM = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM$|Độc lập|Kính gửi|Nơi nhận|Số\s?:|\.{4}|…",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:Mẫu|Biểu|Phụ lục|Bảng|Điều|Chương|Phần|Mục)\b.*#|#\S*[.)]\s", re.IGNORECASE
)
MOST_NUMBERS = 8
# What stands on fewer pages does not repeat.
FEWEST = 3
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Edged:
    """A line near the edge of its page: its index, words and place."""

    index: int
    said: str
    page: int
    box: Box

    @property
    def keys(self) -> frozenset[str]:
        """The words as they are, and but for each number, told by how far it is from the page's.

        >>> sorted(Edged(0, "Số 4, trang 79", 9, (0, 0, 1, 0)).keys)
        ['Số #-5, trang 79', 'Số 4, trang #70', 'Số 4, trang 79']
        """
        keys = {self.said}
        for number in islice(re.finditer(r"\d{1,4}", self.said), MOST_NUMBERS):
            shift = int(number.group()) - self.page
            keys.add(f"{self.said[: number.start()]}#{shift}{self.said[number.end() :]}")
        return frozenset(keys)


Row = list[Edged]


def page_number(said: str) -> int | None:
    """The number that a line is, if it may be that of a page.

    >>> [page_number(said) for said in ("- 2 -", "Trang 3/12", "4.", "2026 - 2030")]
    [2, 3, None, None]
    """
    match = _PAGE_NUMBER.fullmatch(said) if len(said) <= 16 else None
    return int(match["number"]) if match else None


def at_edge(box: Box) -> bool:
    """Whether a line stands where heads and feet stand."""
    return box[3] < EDGE or box[1] > 1 - EDGE + 0.01


def in_margin(box: Box) -> bool:
    """Whether a line stands wholly in the outer margin, where no text of a page is set."""
    return box[3] < OUTER or box[1] > 1 - OUTER


def find_edges(words: Sequence[str], lines: Sequence[Line], known: frozenset[int]) -> set[int]:
    """The indexes of heads, feet and page numbers; ``known`` are lines known to be furniture."""
    tops, feet = _rows(words, lines)
    heads = _peeled(tops, known) | _peeled(feet, known)
    return heads | _on_both_pages(tops, feet) | _lone_head(words, lines)


def _rows(words: Sequence[str], lines: Sequence[Line]) -> tuple[list[list[Row]], list[list[Row]]]:
    """The outermost rows of every page, from the top inwards, and from the foot inwards."""

    def edged(outer: Sequence[tuple[float, int]]) -> list[Edged]:
        places = [(index, lines[index]) for _, index in outer]
        return [Edged(i, words[i], line.page, line.box) for i, line in places if line.box]

    pages: dict[int, list[tuple[float, int]]] = defaultdict(list)
    cells: dict[int, list[float]] = defaultdict(list)
    for index, (line, said) in enumerate(zip(lines, words, strict=True)):
        if line.box is not None and line.cell is not None:
            cells[line.page] += (line.box[1], line.box[3])
        elif line.box is not None and said and line.part == "body":
            pages[line.page].append((line.box[1], index))
    tops, feet = [], []
    for page, found in pages.items():
        found.sort()
        first, last = min(cells[page], default=1.0), max(cells[page], default=0.0)
        above = [each for each in edged(found[: 2 * MOST_ROWS]) if each.box[1] < first]
        below = [each for each in edged(found[-2 * MOST_ROWS :]) if each.box[3] > last]
        tops.append(_grouped(above)[:MOST_ROWS])
        feet.append(_grouped(below)[::-1][:MOST_ROWS])
    return tops, feet


def _grouped(lines: Sequence[Edged]) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        if rows and line.box[1] < (rows[-1][0].box[1] + rows[-1][0].box[3]) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _peeled(pages: Sequence[Sequence[Row]], known: frozenset[int]) -> set[int]:
    """What repeats or counts the pages, from the edge inwards up to the first line of text."""
    repeated = _repeated(pages)
    numbers = _numbers(pages)
    found: set[int] = set()
    for rows in pages:
        outer: Box | None = None
        for row in rows:
            head = {
                each.index
                for each in row
                if each.index in known
                or (
                    _is_outside(each.box, outer)
                    and (each.index in numbers or (repeated and each.keys & repeated))
                )
            }
            found |= head - known
            if len(head) < len(row):
                break
            outer = row[0].box
    return found


def _is_outside(box: Box, outer: Box | None) -> bool:
    """Whether a line stands at the edge, or right within a head or foot that does."""
    if at_edge(box):
        return True
    if outer is None:
        return False
    return max(box[1] - outer[3], outer[1] - box[3]) < 2.5 * (outer[3] - outer[1])


def _repeated(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """What stands near the edge of most pages, and mostly at one height."""
    heights: dict[str, dict[int, float]] = defaultdict(dict)
    every = [(each, _DIGITS.sub("", each.said)) for each in _all(pages)]
    forms = Counter(form for _, form in every)
    for each, form in every:
        if forms[form] < FEWEST:
            continue
        if page_number(each.said) is None and not _FORM.search(each.said):
            for key in each.keys:
                if not _NUMBERED.match(key):
                    heights[key].setdefault(each.page, each.box[1])
    count = Counter(page % 2 for rows in pages for page in {each.page for each in _all([rows])})
    return frozenset(key for key, tops in heights.items() if _is_usual(tops, count))


def _is_usual(tops: Mapping[int, float], pages: Mapping[int, int]) -> bool:
    """Whether a head stands on most pages, or on most left or most right ones."""
    if len(tops) < FEWEST:
        return False
    for sides in ((0, 1), (0,), (1,)):
        level = _level([top for page, top in tops.items() if page % 2 in sides])
        if level >= max(FEWEST, sum(pages[side] for side in sides) // 2 + 1):
            return True
    return False


def _level(tops: Sequence[float]) -> int:
    """How many of the heights are those of most, give or take."""
    counts = Counter(round(top / SAME_HEIGHT) for top in tops)
    return max((counts[each] + counts[each + 1] for each in list(counts)), default=0)


def _numbers(pages: Sequence[Sequence[Row]]) -> set[int]:
    """Numbers that count the pages: they grow with them, or are that of their page."""
    single = [each for rows in pages for row in rows for each in row]
    shifts: Counter[int] = Counter()
    counted: list[tuple[Edged, int]] = []
    for each in single:
        number = page_number(each.said)
        if number is not None:
            counted.append((each, number - each.page))
    for shift in {(each.page, shift) for each, shift in counted}:
        shifts[shift[1]] += 1
    return {
        each.index
        for each, shift in counted
        if shift == 0 or shifts[shift] > 1 or in_margin(each.box)
    }


def _all(pages: Sequence[Sequence[Row]]) -> Iterator[Edged]:
    return (each for rows in pages for row in rows for each in row)


def _on_both_pages(tops: Sequence[Sequence[Row]], feet: Sequence[Sequence[Row]]) -> set[int]:
    """Of two pages: what both have in the outer margin, in the same words at the same height."""
    margin = [each for each in (*_all(tops), *_all(feet)) if in_margin(each.box)]
    if len(tops) != 2:
        return set()
    return {
        one.index
        for one in margin
        for other in margin
        if one.keys & other.keys
        and one.page != other.page
        and abs(one.box[1] - other.box[1]) < SAME_HEIGHT
    }


def _lone_head(words: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """The head of a single page: one line of small print in the top margin, far above the text."""
    boxes = [line.box for line in lines if line.box is not None]
    if len({line.page for line in lines}) != 1 or len(boxes) != len(lines) or len(boxes) < 3:
        return set()
    if lines[0].cell is not None or not words[0]:
        return set()
    first = boxes[0]
    height = first[3] - first[1]
    small = height < SMALL_PRINT * median(box[3] - box[1] for box in boxes)
    apart = min(box[1] for box in boxes[1:]) - first[3] > 2 * height
    return {0} if small and apart and first[3] < OUTER else set()
