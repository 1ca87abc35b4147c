"""The papers behind the first in one file, each with a header and a signature of its own.

Offices keep a resolution, the conclusion that goes on with it and a plan in one file. Input: the
text. Output: the headers of the papers behind the first, and the text of the first alone, so that
nobody takes the signer of one for that of another. A header counts where the motto stands with a
full number, or where a line that is nothing but a number (``Kết luận số 69-KL/TW``) is said again
with its title. A form in an annex has no number filled in, and a list of documents no titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kl52.header.finding import find_header
from kl52.header.lines import MOTTO, NATION, NUMBER
from kl52.language.lexicon import doc_types, fold
from kl52.language.symbols import find_symbols
from kl52.model import Header, Text
from kl52.spans import Span

_LONGEST = 140  # letters of a line with the motto
_ABOVE, _BELOW = 5, 7  # lines around the motto in which the number stands
_LEAST = 4  # lines of a paper
_NATION = re.compile(rf"{NATION}|ĐẢNG CỘNG SẢN VIỆT NAM")
_ALONE = re.compile(r"(?P<type>[^\W\d][^\d:;,.()]{3,40}?)\s+số:?\s+(?P<number>\S*\d\S*)")
_TITLE_LINES = 3
_MOST = 40  # papers that are told apart: the work on each is that on a header of the whole text


def find_papers(text: Text) -> tuple[Header, ...]:
    """The headers of the papers behind the first, in text order.

    >>> from kl52.parsing import text_of
    >>> find_papers(text_of("KẾ HOẠCH\\nNuôi ong"))
    ()
    """
    starts = _starts(text)
    if starts:  # lines of a gazette may stand above the first header
        first = find_header(text).span.end
        starts = [each for each in starts if text.paragraphs[each].span.start >= first]
    found = []
    for start, end in pairwise([*starts, len(text.paragraphs)]):
        own = replace(text, paragraphs=text.paragraphs[start:end])
        header = find_header(own)
        if header.number is not None:
            found.append(_from_its_first_line(own, header))
    return tuple(found)


def first_paper(text: Text, papers: tuple[Header, ...]) -> Text:
    """``text`` up to where the second paper begins."""
    if not papers:
        return text
    start = papers[0].span.start
    paragraphs = tuple(each for each in text.paragraphs if each.span.start < start)
    return replace(text, paragraphs=paragraphs)


def _starts(text: Text) -> list[int]:
    lines = [text.shown(each).strip(" |") for each in text.paragraphs]
    found: list[int] = []
    last = 0
    for index in range(_LEAST, len(lines)):
        if len(found) == _MOST:
            break
        if index - last < _LEAST or not (_has_motto(lines, index) or _is_retyped(lines, index)):
            continue
        start = _first_line(lines, index, last)
        found.append(start)
        last = index
    return found


def _has_motto(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    if len(line) > _LONGEST or "VI" not in line or not _NATION.search(line):
        return False
    around = lines[max(0, index - _ABOVE) : index + _BELOW]
    return any(_states_number(each) for each in around)


def _states_number(line: str) -> bool:
    match = NUMBER.match(line)
    return bool(match and len(line) < _LONGEST and next(iter(find_symbols(match["rest"])), None))


def _is_retyped(lines: Sequence[str], index: int) -> bool:
    """``Kết luận số 69-KL/TW`` alone on its line, and below it once more with its title."""
    match = _ALONE.fullmatch(lines[index]) if len(lines[index]) < _LONGEST else None
    if match is None or fold(match["type"]) not in {fold(each.name) for each in doc_types()}:
        return False
    named = fold(lines[index])
    return any(
        fold(line).startswith(f"{named} ") for line in lines[index + 1 : index + _TITLE_LINES]
    )


def _first_line(lines: Sequence[str], index: int, last: int) -> int:
    """The first line of the block: the issuer may stand above the motto, and a rule, a number."""
    start = index
    while start - 1 > last and index - start < _ABOVE:
        above = lines[start - 1]
        short = 0 < len(above) < _LONGEST and not above.endswith((".", ";", ":", "/."))
        in_block = above.isupper() or MOTTO.match(above) or _states_number(above)
        if not (short and in_block):
            break
        start -= 1
    return start


def _from_its_first_line(text: Text, header: Header) -> Header:
    """The header with all its lines: of a retyped one also the line that says it again."""
    first = text.paragraphs[0].span.start
    end = max(header.span.end, first)
    for paragraph in _title_lines(text, end):
        end = paragraph
    return replace(header, span=Span(first, end))


def _title_lines(text: Text, end: int) -> Iterator[int]:
    named = fold(text.shown(text.paragraphs[0]).strip(" |"))
    for paragraph in text.paragraphs[1:_TITLE_LINES]:
        if paragraph.span.start >= end and fold(text.shown(paragraph).strip()).startswith(named):
            yield paragraph.span.end
