"""What a stamp or a seal covers in the date and the signature of a document.

A stamp of receipt set over ``Hà Nội, ngày 28 tháng 4 năm 2026`` may leave the day alone to be
read, a black seal over a signer's name its last words. The rest is taken from what the document
says elsewhere: the time of its electronic signature, the same name in full. It is written with
little confidence, and a diagnostic says so each time; without such evidence nothing is written.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from kl52.language.letters import UPPER
from kl52.reading.assembly import Draft
from kl52.reading.pdf.words import TextLine, Word, read_lines
from kl52.reading.scans.digits import read_digits
from kl52.reading.scans.rulings import Ruling
from kl52.reading.scans.tesseract import Seen

if TYPE_CHECKING:
    from PIL.Image import Image

# No surer than this is what was not seen.
GUESSED = 0.3
# A signature for publication is set at most so many days after the date.
LATEST = 7

_DAY = re.compile(r"ngày\W*$")
_OPEN_DATE = re.compile(r"\w{2,}, ngày (?P<day>\d{1,2})$")
_PART = rf"[{UPPER}][^\W\d_{UPPER}]+"
_NAME_END = re.compile(rf"[^\W\d_{UPPER}]\w*(?P<rest>(?: [{UPPER}]\w+){{1,2}})")


def read_covered_day(image: Image, words: Sequence[Seen], frames: Sequence[Ruling]) -> list[Seen]:
    """The words, with the day read alone where a frame covers all that stands behind it."""
    found = list(words)
    for frame in frames:
        index = next((i for i in range(1, len(found)) if _is_covered(found, i, frame)), None)
        if index is None:
            continue
        word, height = found[index], found[index].bottom - found[index].top
        end = word.x0 + len("ngày") * _letter_width(found[:index], word)
        box = (end - height, word.top - 0.3 * height, frame[0] + height, word.bottom + 0.3 * height)
        cut = image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))
        digits = read_digits(cut, height, (end - box[0], frame[0] - box[0]))
        if digits is None or not 1 <= int(digits.text) <= 31:
            continue
        day = Seen(digits.text, end + 0.2 * height, word.top, frame[0], word.bottom, 0.5)
        rest = [each for each in found[index + 1 :] if not _is_between(each, word, frame)]
        found[index:] = [word._replace(text="ngày", x1=end), day, *rest]
    return found


def _is_covered(words: Sequence[Seen], index: int, frame: Ruling) -> bool:
    word, middle = words[index], (words[index].top + words[index].bottom) / 2
    near = word.x0 < frame[0] < word.x1 + 3 * (word.bottom - word.top)
    placed = words[index - 1].text.endswith(",") and _DAY.match(word.text) is not None
    return placed and near and frame[1] <= middle <= frame[3]


def _letter_width(before: Sequence[Seen], word: Seen) -> float:
    """How wide a letter is in the words before this one on its line."""
    line = [each for each in before[-4:] if abs(each.top - word.top) < word.bottom - word.top]
    letters = sum(len(each.text) for each in line)
    return sum(each.x1 - each.x0 for each in line) / max(1, letters)


def _is_between(other: Seen, word: Seen, frame: Ruling) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return word.x0 < x < frame[0] and word.top < y < word.bottom


# -- what the document says elsewhere ------------------------------------------------------------


def signing_day(pdf: pypdfium2.PdfDocument) -> date | None:
    """The day of the earliest electronic signature in a PDF, by its own word."""
    days = []
    for index in range(max(0, pdfium.FPDF_GetSignatureCount(pdf))):
        signature = pdfium.FPDF_GetSignatureObject(pdf, index)
        size = pdfium.FPDFSignatureObj_GetTime(signature, None, 0)
        said = ctypes.create_string_buffer(max(1, size))
        pdfium.FPDFSignatureObj_GetTime(signature, said, size)
        match = re.match(rb"D:(\d{4})(\d\d)(\d\d)", said.value)
        try:
            days += [date(*map(int, match.groups()))] if match else []
        except ValueError:
            continue
    return min(days, default=None)


def complete_date(words: Sequence[Word], signed: date | None, draft: Draft) -> tuple[Word, ...]:
    """The words of page 1, with the month and year that a stamp covers if ``signed`` tells them."""
    for line in read_lines(words) if signed else ():
        match = _OPEN_DATE.search(line.text.strip())
        day = _day_before(int(match["day"]), signed) if match and signed else None
        if day is None or line.confidence is None:
            continue
        last = line.words[-1]
        rest = f"tháng {day.month} năm {day.year}"
        draft.note(
            "warning",
            "ocr-date-by-signature",
            f"Tháng và năm của ngày ban hành bị che; “{rest}” suy ra từ thời điểm ký số "
            f"{signed:%d/%m/%Y}: hãy đối chiếu với ảnh trang 1.",
            1,
        )
        wide = (last.x1 - last.x0) / len(last.text)
        added, x = [], last.x1
        for said in rest.split():
            x += wide / 2
            added.append(last._replace(text=said, x0=x, x1=x + wide, confidence=GUESSED))
            x += wide
        return (*words, *added)
    return tuple(words)


def _day_before(day: int, signed: date) -> date | None:
    """The last such day of a month up to ``signed``, if it is not long before it.

    >>> _day_before(28, date(2026, 4, 29)), _day_before(28, date(2026, 4, 20))
    (datetime.date(2026, 4, 28), None)
    """
    for back in range(LATEST + 1):
        found = date.fromordinal(signed.toordinal() - back)
        if found.day == day:
            return found
    return None


def complete_name(
    pages: Mapping[int, Sequence[Word]], width: float, draft: Draft
) -> tuple[int, tuple[Word, ...]] | None:
    """The page and its words with a signer's name whole, if the document has it in full once.

    The name is the last line in the right half of a page, and begins in the midst of a word.
    """
    lines = {number: read_lines(words) for number, words in pages.items()}
    every = " \n".join(line.text for found in lines.values() for line in found)
    for number, found in lines.items():
        right = [line for line in found if line.x0 > width / 2 and line.confidence is not None]
        last = max(right, key=lambda line: line.top, default=None)
        match = _NAME_END.fullmatch(last.text.strip()) if last else None
        if last is None or match is None:
            continue
        end = re.escape(last.text.strip())
        names = set(re.findall(rf"\b(?:{_PART} ){{1,3}}[{UPPER}]\w{{0,3}}{end}\b", every))
        if len(names) == 1:
            return number, _named(pages[number], last, names.pop(), draft, number)
    return None


def _named(
    words: Sequence[Word], line: TextLine, name: str, draft: Draft, number: int
) -> tuple[Word, ...]:
    draft.note(
        "warning",
        "ocr-covered-name",
        f"Tên người ký bị dấu che, chỉ đọc được “{line.text.strip()}”: lấy “{name}” theo chỗ khác "
        f"trong văn bản; hãy đối chiếu với ảnh trang {number}.",
        number,
    )
    first, missing = line.words[0], name.split()[: -len(line.words)]
    wide = 4 * (first.bottom - first.top) / 2
    whole = first._replace(text=name.split()[-len(line.words)], confidence=GUESSED)
    before = [
        first._replace(text=said, x0=first.x0 - wide * back, x1=first.x0 - wide * (back - 0.8),
                confidence=GUESSED)
        for back, said in zip(range(len(missing), 0, -1), missing, strict=True)
    ]  # fmt: skip
    return (*(word for word in words if word is not first), *before, whole)
