"""The mark of secrecy that a document bears: whether, and which level.

Input: :class:`~kl52.model.Text`. Output: ``MẬT``, ``TỐI MẬT`` or ``TUYỆT MẬT`` (the levels of
the Law on the protection of state secrets, 29/2018/QH14, article 8), or ``None``. This is the
one place that decides it, for the header, for ``kl52 add`` and for the library.

The mark is a stamp or a line of its own: in State documents below the number on the left
(Decree 30/2020/NĐ-CP, Annex I, place 10a), in the Party's likewise; drafters also set it in the
heads of pages, spaced (``M Ậ T``), boxed, or as ``Độ mật: …``. Words that merely name a level, in
a title, a list or a quotation, are none. In doubt a line of its own is a mark: to refuse an open
document costs one option, to keep a secret one cannot be undone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kl52.header.lines import BODY_START, MOTTO
from kl52.language.dates import day_pattern
from kl52.language.letters import UPPER
from kl52.model import Line, Text

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
# A header block is never longer; without a motto or a number there is hardly one.
HEADER_LINES, HEADLESS_LINES = 45, 10
# The header block ends above this share of page 1, and its left column before the middle.
HEADER_SHARE, MIDDLE = 0.3, 0.5
TOP_EDGE = 0.11
LONGEST = 120

_BY_LETTERS = {level.replace(" ", ""): level for level in LEVELS}
# What may share the line with the mark: number, motto, date, urgency, copy and page number.
_BESIDE = re.compile(
    rf"""CỘNG\ H(?:ÒA|OÀ)\ XÃ\ HỘI\ CHỦ\ NGHĨA\ VIỆT\ NAM | ĐẢNG\ CỘNG\ SẢN\ VIỆT\ NAM
    | ĐỘC\ LẬP\ [-–]\ TỰ\ DO\ [-–]\ HẠNH\ PHÚC
    | (?:ĐỘ\ KHẨN\ ?:?\ ?)?\b(?:H(?:ỎA|OẢ)\ TỐC|THƯỢNG\ KHẨN|KHẨN)\b(?:\ HẸN\ GIỜ)?
    | ĐỘ\ MẬT\ ?: | \b(?:TÀI\ LIỆU|VĂN\ BẢN|CÔNG\ VĂN)\b | \b(?:ĐỘ\ )(?=T(?:ỐI|UYỆT)\ MẬT)
    | \b(?:BẢN|BỘ)\ SỐ\ ?:?\ ?[\d./…_]* | \bTRANG\ (?:SỐ\ )?\d{{1,4}}(?:\ ?/\ ?\d{{1,4}})?
    | \bDỰ\ THẢO(?:\ LẦN\ (?:THỨ\ )?\d+)? | \bTHU\ HỒI\b
    | \bSỐ\b\ ?:?\ ?(?:[\d.…_]*\ ?[-/–]\ ?[\w/–-]+ | \d+ | [.…_]+)?
    | (?:(?!MẬT\b)\b[{UPPER}]\w*[\ .-]{{0,2}}){{0,4}},?\ ?\b
      (?:{day_pattern("x")}|NGÀY[.…_\d\ ]*THÁNG[.…_\d\ ]*NĂM[.…_\d\ ]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Every level ends in it, whatever marks the letters have lost; most lines do not have it.
_HINT = re.compile(r"m[\W_]*[aàáảãạăằắẳẵặâầấẩẫậ][\W_]*t", re.IGNORECASE)
_FRAME = re.compile(r"[\s()\[\]{}|/\\*=_~.,;:+<>\u2010-\u2015\u2022\u2500-\u25ff-]+")
_GAP = re.compile(r"\s{2,}|\t|[|\u2500-\u257f]")
# «… danh mục bí mật nhà nước độ⏎TUYỆT MẬT»: the line goes on with a sentence or a list.
_LEADS_IN = re.compile(
    r"(?:\b(?:bí|bảo|cơ|độ|độ mật|mức|loại|và|hoặc|hay|các|gồm|là|về|dấu|đóng dấu)|[,:;«“\"])$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"(?:và|hoặc|hay|khẩu|mã|độ)\b|[,;»”]", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\w+ ){0,3}số\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    words: str
    line: Line


def secrecy_mark(text: Text) -> str | None:
    """The highest level of secrecy that ``text`` is marked with.

    >>> from kl52.parsing import text_of
    >>> secrecy_mark(text_of("TỈNH ỦY LẠNG SƠN\\nSố: 01-KH/TU\\nT Ố I  M Ậ T\\nKẾ HOẠCH"))
    'TỐI MẬT'
    >>> secrecy_mark(text_of("Số: 01-KH/TU\\nKẾ HOẠCH\\nBảo vệ bí mật nhà nước")) is None
    True
    """
    said = [each for each in _lines(text) if each.words]
    found = [_level(each) for each in said]
    _join_letters(said, found)
    _drop_mentions(said, found)
    levels = {level for level, place in zip(found, _in_place(said), strict=True) if level and place}
    return max(levels, key=LEVELS.index, default=None)


def level_of(words: str, *, recognised: bool = False) -> str | None:
    """The level that a line names, alone or beside what else a header has.

    With ``recognised`` (by OCR) lost marks above and below letters are forgiven.

    >>> level_of("ĐỘ MẬT: Tuyệt mật"), level_of("│ M Ậ T │"), level_of("MẬT KHẨU")
    ('TUYỆT MẬT', 'MẬT', None)
    """
    if len(words) > LONGEST or not _HINT.search(words):
        return None
    segments = [words, *_GAP.split(words)]
    return next((level for each in segments if (level := _named(each, recognised))), None)


def _named(words: str, recognised: bool) -> str | None:
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    letters = _FRAME.sub("", _BESIDE.sub(" ", plain))
    if not letters[:1].isupper():
        return None
    letters = letters.upper()
    if recognised:
        letters = "".join(filter(str.isalpha, _bare(letters)))
        return next((each for key, each in _BY_LETTERS.items() if _bare(key) == letters), None)
    return _BY_LETTERS.get(letters)


def _bare(letters: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", letters) if each.isalpha())


def _lines(text: Text) -> Iterator[_Said]:
    """The lines as the file has them; what was joined or left out as furniture stands there."""
    source, lines = (text.raw, text.lines)
    if not lines:
        source = text.text
        lines = tuple(Line(each.span, each.page) for each in text.paragraphs)
    body = 0
    for line in lines:
        apart = line.part != "body" or (line.box is not None and line.box[1] < HEADER_SHARE)
        if body > 2 * HEADER_LINES and not apart:
            continue
        words = unicodedata.normalize("NFC", _whole(line, source)).strip()
        body += bool(words)
        yield _Said(words, line)


def _whole(line: Line, source: str) -> str:
    """The words of the whole line in the file, of which a reader of columns may take a part."""
    start = line.span.start
    if line.box is None:
        start = source.rfind("\n", max(0, start - LONGEST), start) + 1 or start
    end = source.find("\n", line.span.end, line.span.end + LONGEST)
    return source[start : max(end, line.span.end)][: 4 * LONGEST]


def _level(said: _Said) -> str | None:
    return level_of(said.words, recognised=said.line.confidence is not None)


def _join_letters(said: Sequence[_Said], found: list[str | None]) -> None:
    """A mark in a narrow box: ``TUYỆT`` above ``MẬT``, or a letter or a word to a cell."""
    for index in range(len(said)):
        letters = ""
        for each in said[index : index + 8]:
            if len(each.words) > len("TUYỆT"):
                break
            letters += each.words
            level = level_of(letters, recognised=each.line.confidence is not None)
            if level and (found[index] is None or level != "MẬT"):
                found[index] = level


def _drop_mentions(said: Sequence[_Said], found: list[str | None]) -> None:
    """Forget levels that a sentence or a list goes on with."""
    listed = False
    for index, level in enumerate(found):
        above = said[index - 1].words if index else ""
        below = said[index + 1].words if index + 1 < len(said) else ""
        listed = level is not None and (
            listed
            or (_LEADS_IN.search(above[-20:]) is not None and not _NUMBER.match(above))
            or _LEADS_ON.match(below) is not None
            or {*found[index : index + 3]} == {*LEVELS}
        )
        if listed and said[index].line.part == "body":
            found[index] = None


def _in_place(said: Sequence[_Said]) -> Iterator[bool]:
    """For each line, whether it stands where marks stand."""
    shown = [each.words for each in said[:HEADER_LINES] if each.line.part == "body"]
    headed = any(_NUMBER.match(each) or MOTTO.match(each) for each in shown)
    most = HEADER_LINES if headed else HEADLESS_LINES
    seen, in_body = 0, False
    for each in said:
        seen += each.line.part == "body"
        in_body = in_body or BODY_START.match(each.words) is not None or len(each.words) > 300
        yield (
            each.line.part in ("header", "footer")
            or _is_high(each.line, in_body)
            or (each.line.page == 1 and seen <= most and not in_body)
        )


def _is_high(line: Line, in_body: bool) -> bool:
    """Whether a line with a place on the page stands in its head, or in the header block."""
    if line.box is None:
        return False
    left, top, right, bottom = line.box
    if bottom < TOP_EDGE:
        return True
    at_left = (left + right) / 2 < MIDDLE
    return line.page == 1 and top < HEADER_SHARE and (at_left or not in_body)
