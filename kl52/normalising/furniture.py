"""Which lines of a page belong to the page and not to the document.

Heads, feet and page numbers are told by :mod:`kl52.normalising.edges` from where they stand
and repeat; here are stamps of electronic signatures, rules drawn with characters, and, for
documents too short to repeat anything, the head of the gazette by its words.
:mod:`kl52.reading.pdf.document` asks what may stand between two halves of a table,
:mod:`kl52.normalising` what to leave out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from statistics import median

from kl52.model import Line
from kl52.normalising.edges import SMALL_PRINT, find_edges, page_number

# A stamp or head is short: a longer line is text, whatever it contains.
LONGEST = 160

# «CÔNG BÁO/Số 333/Ngày 16-06-2026 79», on even pages of older issues «2 CÔNG BÁO/Số 1/Ngày …»
_RUNNING_HEAD = re.compile(
    r"(?:\d{1,4}\s+)?C\s?ÔNG\s+BÁO\s*/\s*Số\s[^/]{1,40}/\s*Ngày\s+[\d\-/.]{6,10}(?:\s+\d{1,4})?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:Ký bởi|Người ký|Cơ quan ký|Cơ quan|Email|Thời gian ký|Ngày ký|Ký ngày|Chứng thư)\s*:.*"
    r"|(?:Ngày ký:?\s*)?\d\d[./]\d\d[./]\d{4} \d\d:\d\d:\d\d(?: \+\d\d:\d\d)?"
    # the imprint of the gazette
    r"|Website:?.*(?:chinhphu\.vn|congbao).*"
    r"|Cổng Thông tin điện tử Chính phủ(?:\s.*)?",
    re.IGNORECASE,
)
_GAZETTE_SITE = re.compile(r"[Cc](?<=\b[Cc])(?i:ongbao\.chinhphu\.vn)\b")
# «Email:» and «Cơ quan:» also stand in letterheads and forms: a stamp only beside a signer
_STAMP_DETAIL = re.compile(r"(?:Cơ quan|Email)\s*:", re.IGNORECASE)
_STAMP_SIGNER = re.compile(r"(?:Ký bởi|Người ký|Thời gian ký|Ngày ký)\s*:", re.IGNORECASE)


_RULE = re.compile(r"\s*(?:[_\-–—=*~─━]\s*){3,}")


def is_rule(text: str) -> bool:
    """Whether a line is only a drawn rule.

    >>> is_rule("__________"), is_rule("* * *"), is_rule("- Như trên;")
    (True, True, False)
    """
    return len(text) <= LONGEST and _RULE.fullmatch(text) is not None


def is_running_head(text: str) -> bool:
    """Whether a line is the head of a page of the gazette, also where no other page repeats it.

    >>> is_running_head("CÔNG BÁO/Số 333/Ngày 16-06-2026 79")
    True
    """
    return len(text) <= LONGEST and _RUNNING_HEAD.fullmatch(text.strip()) is not None


def is_stamp(text: str) -> bool:
    """Whether a line comes from the stamp of an electronic signature."""
    if len(text) > LONGEST:
        return False
    return bool(_STAMP.fullmatch(text.strip()) or _GAZETTE_SITE.search(text))


def is_page_number(text: str) -> bool:
    """Whether a line at the edge of a page may be its number."""
    return page_number(text.strip()) is not None


def find_furniture(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """The indexes of the lines that are furniture. Lines in tables never are."""
    words = [unicodedata.normalize("NFC", line.span.of(text)).strip() for line in lines]
    signers = [index for index, said in enumerate(words) if _STAMP_SIGNER.match(said)]
    signed = any(len(words[index]) <= LONGEST for index in signers)
    known = frozenset(
        index
        for index, (line, said) in enumerate(zip(lines, words, strict=True))
        if said and line.cell is None and _is_furniture(said, line, signed)
    )
    known |= _rest_of_stamps(words, lines, signers)
    heads = find_edges(words, lines, known)
    declared = {i for i, line in enumerate(lines) if line.part in ("header", "footer")}
    return known | heads | declared | _issue_headings(words, lines, known | heads)


def _is_furniture(said: str, line: Line, signed: bool) -> bool:
    if is_rule(said) or is_running_head(said):
        return True
    return line.box is not None and is_stamp(said) and (signed or not _STAMP_DETAIL.match(said))


def _rest_of_stamps(
    words: Sequence[str], lines: Sequence[Line], signers: Sequence[int]
) -> frozenset[int]:
    """The lines that go on below the signer of a stamp: as small, as far left, right below it."""
    if not signers:
        return frozenset()
    heights = sorted(line.box[3] - line.box[1] for line in lines if line.box is not None)
    small = SMALL_PRINT * heights[int(len(heights) * 0.9)] if heights else 0.0
    found: set[int] = set()
    for signer in signers:
        index = signer + 1
        while index < len(lines) and words[index]:
            if not _is_below(lines[index - 1], lines[index], small):
                break
            found.add(index)
            index += 1
    return frozenset(found)


def _is_below(above: Line, line: Line, small: float) -> bool:
    if line.box is None or above.box is None or line.cell is not None:
        return False
    below = 0 <= line.box[1] - above.box[1] < 1.8 * (above.box[3] - above.box[1])
    return below and line.box[3] - line.box[1] < small and abs(line.box[0] - above.box[0]) < 0.02


def _issue_headings(
    words: Sequence[str], lines: Sequence[Line], heads: frozenset[int] | set[int]
) -> set[int]:
    """The headings of an issue of a gazette above its first document.

    They are centred on the page and set larger than the document, under a running head.
    """
    if not any(index in heads and not is_rule(words[index]) for index in range(len(words[:3]))):
        return set()
    heights = [line.box[3] - line.box[1] for line in lines if line.box is not None]
    large = 1.08 * median(heights or [0.0])
    found = set()
    for index, (line, said) in enumerate(zip(lines[:8], words, strict=False)):
        if index in heads:
            continue
        box = line.box
        if box is None or not said.isupper() or box[3] > 0.3 or box[3] - box[1] < large:
            break
        if abs(box[0] + box[2] - 1) > 0.1:
            break
        found.add(index)
    return found
