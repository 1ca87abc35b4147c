"""Which lines of a page belong to the page and not to the document.

Running heads, page numbers, stamps of electronic signatures, the imprint of the
gazette, and the rules drawn with characters. :mod:`kl52.reading.pdf` asks it what
may stand between two halves of a table, :mod:`kl52.normalising` what to leave out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from statistics import median

from kl52.model import Line

# A stamp or head is short: a longer line is text, whatever it contains.
LONGEST = 160
SAME_HEIGHT = 0.01  # of the page; a head stands as high on every page
SMALL_PRINT = 0.85  # of the height of the document's lines

# «CÔNG BÁO/Số 333/Ngày 16-06-2026 79», on even pages of older issues «2 CÔNG BÁO/Số 1/Ngày …»
_RUNNING_HEAD = re.compile(
    r"(?:\d{1,4}\s+)?C\s?ÔNG\s+BÁO\s*/\s*Số\s[^/]{1,40}/\s*Ngày\s+[\d\-/.]{6,10}(?:\s+\d{1,4})?",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"(?:-\s?|–\s?|[Tt]rang\s+)?\d{1,4}(?:\s?[-–]|\s?/\s?\d{1,4})?")
_STAMP = re.compile(
    r"(?:Ký bởi|Người ký|Cơ quan ký|Cơ quan|Email|Thời gian ký|Ngày ký|Ký ngày|Chứng thư)\s*:.*"
    r"|Website:?.*(?:chinhphu\.vn|congbao).*"
    r"|.*\bcongbao\.chinhphu\.vn\b.*"
    r"|Cổng Thông tin điện tử Chính phủ(?:\s.*)?"
    r"|(?:Ngày ký:?\s*)?\d\d[./]\d\d[./]\d{4} \d\d:\d\d:\d\d(?: \+\d\d:\d\d)?",
    re.IGNORECASE,
)
# «Email:» and «Cơ quan:» also stand in letterheads and forms: a stamp only beside a signer
_STAMP_DETAIL = re.compile(r"(?:Cơ quan|Email)\s*:", re.IGNORECASE)
_STAMP_SIGNER = re.compile(r"(?:Ký bởi|Người ký|Thời gian ký|Ngày ký)\s*:", re.IGNORECASE)


def is_rule(text: str) -> bool:
    """Whether a line is only a drawn rule.

    >>> is_rule("__________"), is_rule("* * *"), is_rule("- Như trên;")
    (True, True, False)
    """
    marks = text.split()
    return (
        bool(marks)
        and len(text) <= LONGEST
        and all(not mark.strip("_-–—=*~─━") for mark in marks)
        and sum(map(len, marks)) >= 3
    )


def is_running_head(text: str) -> bool:
    """Whether a line is the head of a page of the gazette.

    >>> is_running_head("CÔNG BÁO/Số 333/Ngày 16-06-2026 79")
    True
    """
    return len(text) <= LONGEST and _RUNNING_HEAD.fullmatch(text.strip()) is not None


def is_stamp(text: str) -> bool:
    """Whether a line comes from the stamp of an electronic signature."""
    return len(text) <= LONGEST and _STAMP.fullmatch(text.strip()) is not None


def is_page_number(text: str) -> bool:
    """Whether a line at the edge of a page may be its number."""
    return len(text) <= 12 and _PAGE_NUMBER.fullmatch(text.strip()) is not None


def at_edge(line: Line) -> bool:
    """Whether a line stands where heads and feet stand."""
    return line.box is not None and (line.box[3] < 0.11 or line.box[1] > 0.9)


def in_margin(line: Line) -> bool:
    """Whether a line stands wholly in the outer margin, where no text of a page is set."""
    return line.box is not None and (line.box[3] < 0.07 or line.box[1] > 0.93)


def find_furniture(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """The indexes of the lines that are furniture. Lines in tables never are."""
    words = [unicodedata.normalize("NFC", line.span.of(text)).strip() for line in lines]
    repeated = _repeated(words, lines)
    signed = any(_STAMP_SIGNER.match(each) for each in words if len(each) <= LONGEST)
    found = {
        index
        for index, (line, said) in enumerate(zip(lines, words, strict=True))
        if said and line.cell is None and _is_furniture(said, line, repeated, signed)
    }
    found |= _on_both_pages(words, lines) | _lone_heads(words, lines)
    found |= {i for i, line in enumerate(lines) if line.part in ("header", "footer")}
    return frozenset(found | _gazette_headings(words, lines))


def _on_both_pages(words: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """Of two pages: what both have in the outer margin, in the same words at the same height."""
    pages = {line.page for line in lines}
    if len(pages) != 2:
        return set()
    margin = [
        (index, _key(said), line.page, line.box)
        for index, (line, said) in enumerate(zip(lines, words, strict=True))
        if said and line.cell is None and line.box is not None and in_margin(line)
    ]
    return {
        index
        for index, key, page, box in margin
        if any(
            key == twin and page != other and abs(box[1] - place[1]) < SAME_HEIGHT
            for _, twin, other, place in margin
        )
    }


def _lone_heads(words: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """The head of a single page: one line of small print in the top margin, far above the text."""
    boxes = [line.box for line in lines if line.box is not None]
    if len({line.page for line in lines}) != 1 or len(boxes) != len(lines) or len(boxes) < 3:
        return set()
    first, second = lines[0].box, lines[1].box
    if first is None or second is None or lines[0].cell is not None:
        return set()
    height = first[3] - first[1]
    small = height < SMALL_PRINT * median(box[3] - box[1] for box in boxes)
    apart = min(box[1] for box in boxes[1:]) - first[3] > 2 * height
    return {0} if small and apart and in_margin(lines[0]) and first[3] < 0.07 else set()


def _gazette_headings(words: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """The headings of an issue of the gazette above its first document.

    They are centred on the page and set larger than the document, under a running head.
    """
    if not any(is_running_head(said) for said in words[:3]):
        return set()
    heights = [line.box[3] - line.box[1] for line in lines if line.box is not None]
    large = 1.08 * median(heights or [0.0])
    found = set()
    for index, (line, said) in enumerate(zip(lines[:8], words, strict=False)):
        if is_running_head(said):
            continue
        box = line.box
        if box is None or not said.isupper() or box[3] > 0.3 or box[3] - box[1] < large:
            break
        if abs(box[0] + box[2] - 1) > 0.1:
            break
        found.add(index)
    return found


def _is_furniture(said: str, line: Line, repeated: frozenset[str], signed: bool) -> bool:
    if is_rule(said) or is_running_head(said):
        return True
    if is_stamp(said):
        return line.box is not None and (signed or not _STAMP_DETAIL.match(said))
    return at_edge(line) and (is_page_number(said) or _key(said) in repeated)


def _repeated(words: Sequence[str], lines: Sequence[Line]) -> frozenset[str]:
    """What stands at the edge of most pages, but for its digits."""
    pages = len({line.page for line in lines})
    if pages < 3:
        return frozenset()
    seen = Counter(
        key
        for key, _ in {
            (_key(said), line.page)
            for said, line in zip(words, lines, strict=True)
            if said and line.cell is None and at_edge(line)
        }
    )
    return frozenset(key for key, count in seen.items() if count > pages / 2)


def _key(said: str) -> str:
    return re.sub(r"\d+", "#", said)
