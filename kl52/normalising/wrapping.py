"""Whether a line goes on with the paragraph of the line above.

Where lines have boxes, the page tells: a paragraph begins with an indent, or after a
line that had room for one more word. Where they have none, the words tell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kl52.language.letters import UPPER
from kl52.model import Line

# Fractions of the page width.
INDENT = 0.012
CENTRED = 0.015
# Lines of one paragraph stand closer than this, in line heights.
APART = 3.0

MARK = re.compile(
    r"(?:Điều\s+\d+[a-zđ]?\s*[.:]"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|Phần|PHẦN)\s+(?:[IVXLC]+|\d+|thứ)\b"
    r"|(?:Phụ lục|PHỤ LỤC|Mẫu số|Biểu số)\b"
    r"|[IVXLC]{1,7}\s?[.)\-/]\s"
    r"|\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\s"
    r"|\d{1,2}[-/]\s(?=\D)"
    r"|[a-zđA-ZĐ][.)/]\s"
    r"|\(\w{1,3}\)\s"
    r"|[\-–+•*▪➢✓]\s"
    r"|(?:Căn cứ|Theo đề nghị|Xét đề nghị|Nơi nhận|Kính gửi)\b"
    rf"|(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.? ?[{UPPER}]{{2}})"
)
_BULLET = re.compile(r"(?:[\-–+•*▪➢✓]|[a-zđ]\)|\d{1,2}\.|\(\d{1,2}\))\s")
_FINISHED = re.compile(r"[.;:!?…][”\"’')\]]?$")
# What Vietnamese documents set behind their last sentence.
_ENDED = re.compile(r"\.\s?/\s?\.[”\"’')\]]?$")
_DANGLING = re.compile(r"(?:[,\-–/(]|\b(?:và|của|về|các|số|theo|tại|cho|hoặc))$", re.IGNORECASE)
_LONGEST_DANGLING = 4  # letters
_TYPE_NAME = re.compile(
    r"(?:(?:BỘ )?LUẬT|PHÁP LỆNH|LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|CHỈ THỊ"
    r"|THÔNG TƯ(?: LIÊN TỊCH)?|KẾT LUẬN|KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|CHIẾN LƯỢC"
    r"|QUY CHẾ|QUY ĐỊNH|QUY CHUẨN"
    r"|HƯỚNG DẪN|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|CÔNG ĐIỆN|DỰ ÁN|PHƯƠNG ÁN|ĐIỀU LỆ|DANH MỤC|MẪU"
    r"|QUYẾT NGHỊ)\s?:?"
)
_HEADING_MARK = re.compile(
    r"(?:Chương|Mục|Tiểu mục|Phần|Phụ lục|Mẫu số|Biểu số)\b.{0,24}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin and end, as fractions of its width."""

    left: float
    right: float


def find_margins(lines: Iterable[Line]) -> dict[int, Margins]:
    """The margins of every page with boxes."""
    pages: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        if line.box is not None and line.cell is None:
            pages[line.page].append((line.box[0], line.box[2]))
    whole = _margins([edges for page in pages.values() for edges in page], Margins(0.14, 0.92))
    return {page: _margins(edges, whole) for page, edges in pages.items()}


def _margins(edges: Sequence[tuple[float, float]], default: Margins) -> Margins:
    wide = [(x0, x1) for x0, x1 in edges if x1 - x0 > 0.4]
    if len(wide) < 4:
        return default
    enough = max(2, len(wide) // 6)
    lefts = Counter(round(x0 / 0.006) for x0, _ in wide)
    rights = Counter(round(x1 / 0.006) for _, x1 in wide)
    left = min((each for each, count in lefts.items() if count >= enough), default=min(lefts))
    right = max((each for each, count in rights.items() if count >= enough), default=max(rights))
    return Margins(left * 0.006, right * 0.006)


def goes_on(above: Line, below: Line, said: tuple[str, str], margins: Mapping[int, Margins],
            width: int) -> bool:  # fmt: skip
    """Whether ``below`` belongs to the paragraph of ``above``.

    ``said`` are the words of both; ``width`` is the usual length of a full line where
    lines have no boxes.
    """
    if not said[0] or not said[1] or above.cell != below.cell:
        return False
    if above.complete or below.complete or _ENDED.search(said[0]):
        return False
    if above.cell is not None:
        return not (_BULLET.match(said[1]) and not said[1][:1].isdigit() or _starts_item(*said))
    if above.box is None or below.box is None:
        return _goes_on_in_text(*said, width)
    if _is_far_below(above, below):
        return False
    return _goes_on_on_page(above, below, said, margins)


def _is_far_below(above: Line, below: Line) -> bool:
    """Whether more stands between two lines of a page than the room between paragraphs."""
    assert above.box is not None and below.box is not None
    height = max(above.box[3] - above.box[1], below.box[3] - below.box[1])
    return above.page == below.page and below.box[1] - above.box[3] > APART * height


def _starts_item(above: str, below: str) -> bool:
    return bool(_FINISHED.search(above)) and _BULLET.match(below) is not None


def _goes_on_in_text(above: str, below: str, width: int) -> bool:
    if _TYPE_NAME.fullmatch(below) or _TYPE_NAME.fullmatch(above):
        return False
    if MARK.match(below) and (_FINISHED.search(above) or len(above) < 0.7 * width):
        return False
    if len(above) + len(below.split(" ", 1)[0]) < 0.9 * width:
        return below[0].islower() and not _FINISHED.search(above) and not MARK.match(below)
    return not (below.isupper() and not above.isupper() and len(below) > 12)


def _goes_on_on_page(
    above: Line, below: Line, said: tuple[str, str], margins: Mapping[int, Margins]
) -> bool:
    assert above.box is not None and below.box is not None
    here, there = margins[above.page], margins[below.page]
    indent = below.box[0] - there.left
    if not -INDENT <= indent <= INDENT and _is_title(above, below, said, here):
        return True
    if indent <= INDENT and _is_full(above, below, said, here):
        return not (_FINISHED.search(said[0]) and MARK.match(said[1]))
    return _carries_on(*said) and not MARK.match(said[1])


def _carries_on(above: str, below: str) -> bool:
    """Whether the words themselves say that a sentence was broken."""
    if above.startswith("(") and ")" not in above:
        return True
    if _FINISHED.search(above):
        return False
    end = max(0, len(above) - _LONGEST_DANGLING)
    return below[0].islower() or _DANGLING.search(above, end) is not None


def _is_full(above: Line, below: Line, said: tuple[str, str], margins: Margins) -> bool:
    """Whether the first word of ``below`` had no room at the end of ``above``."""
    assert above.box is not None and below.box is not None
    letters = len(said[1].split(" ", 1)[0]) + 1
    room = margins.right - above.box[2]
    return room < letters * (below.box[2] - below.box[0]) / max(len(said[1]), 1) * 0.9


def _is_title(above: Line, below: Line, said: tuple[str, str], margins: Margins) -> bool:
    """Whether both lines belong to one centred title."""
    assert above.box is not None and below.box is not None
    if above.page != below.page or not (
        _is_centred(above, margins) and _is_centred(below, margins)
    ):
        return False
    if below.box[1] - above.box[3] > 0.5 * (above.box[3] - above.box[1]):
        return False
    if said[0].isupper() != said[1].isupper() or said[1].startswith("(") or MARK.match(said[1]):
        return False
    return not (
        _TYPE_NAME.fullmatch(said[0])
        or _HEADING_MARK.fullmatch(said[0])
        or (_FINISHED.search(said[0]) and not said[1][0].islower())
        or said[0].endswith(")")
    )


def _is_centred(line: Line, margins: Margins) -> bool:
    assert line.box is not None
    middle = line.box[0] + line.box[2]
    return min(abs(middle - margins.left - margins.right), abs(middle - 1)) < CENTRED
