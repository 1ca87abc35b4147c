"""Numbers and dates read off pictures, held against the grammar: the doubtful ones are marked.

Input: a line with the confidence of each word. Output: where the number of a document, a date
or the number of an article is not what the grammar allows (``l42/QĐ-TTg``, ``3]/3/2026``,
``ngày #3 tháng 4``), or was read with doubt. Nothing is changed: a number that looks right
and is wrong does more harm than one that looks wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.language.dates import find_date
from kl52.language.symbols import PARTY_ORGAN, find_symbols
from kl52.model import Diagnostic
from kl52.reading.assembly import Draft
from kl52.reading.pdf.words import TextLine
from kl52.spans import Span

# Below this a number may be another one.
SURE = 0.7
# A page of more doubts than this is told of as a whole.
MOST = 300

# What stands for a digit where Tesseract could not read it: letters and signs of its shape.
_DIGIT = r"[\dlIiOoQSZzBbgq|!§£$&#†‡{}\[\]()“”‘’?@%ØøŸÿ]"
_NUMBER = rf"(?P<it>(?=\S*\d|\S*[l|§†‡#\]]){_DIGIT}{{1,5}}"
_WORD = r"[^\W\d_]{2,4},?\s"
_PATTERNS = (
    ("symbol", re.compile(
        rf"(?!^\d{{1,2}}-\s)(?<![\w/-]){_NUMBER}\s?[/-]\s?[A-ZĐ\d][^\s,;()]*)"  # not «1- Về»
    )),
    ("date", re.compile(
        rf"(?<![\w/-])(?P<it>{_DIGIT}{{1,2}}[/.-]{_DIGIT}{{1,2}}[/.-]{_DIGIT}{{4}})(?!\w)")),
    ("day", re.compile(rf"\bngày\s+(?P<it>(?!{_WORD})\S{{1,4}})(?=\s+tháng\b)")),
    ("month", re.compile(rf"\btháng\s+(?P<it>(?!{_WORD})\S{{1,4}})(?=\s+năm\b)")),
    ("year", re.compile(rf"\bnăm\s+{_NUMBER})(?![\w/])")),
    ("count", re.compile(rf"\b(?:[Đđ]iều|[Kk]hoản|[Ss]ố|[Cc]hương|[Mm]ục)\s+{_NUMBER})(?![\w/-])")),
    ("gap", re.compile(r"(?<=[\w.], )(?P<it>ngày\s+tháng)\b|\bngày \S+ (?P<too>tháng\s+năm)\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of a line that should be compared with the picture.

    ``formed``: whether the grammar allows it; then it was read with little ``confidence``.
    """

    span: Span
    formed: bool
    confidence: float


def find_doubts(line: TextLine) -> list[Doubt]:
    """The doubtful numbers and dates of a line; none where it was not read off a picture.

    >>> from kl52.reading.pdf.words import Word
    >>> words = "Quyết định số l42/QĐ-TTg ngày 21/01/2020".split()
    >>> line = TextLine(tuple(Word(w, 9 * i, 0, 9 * i + 8, 9, confidence=0.9)
    ...                       for i, w in enumerate(words)))
    >>> [doubt.span.of(line.text) for doubt in find_doubts(line)]
    ['l42/QĐ-TTg']
    """
    if line.confidence is None:
        return []
    text = line.text
    sure = _confidences(line)
    found: dict[Span, Doubt] = {}
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = _trimmed(Span(*match.span("it" if match["it"] else "too")), text)
            confidence = min(sure[span.start : span.end], default=1.0)
            formed = _is_formed(kind, span.of(text), broken=span.end == len(text))
            known = any(span in other for other in found)
            if not known and (not formed or confidence < SURE):
                found[span] = Doubt(span, formed, confidence)
    return sorted(found.values(), key=lambda doubt: doubt.span)


def note_doubts(draft: Draft, line: TextLine) -> None:
    """Tell ``draft`` of the doubts of the line that it was given last, with their raw spans."""
    written = draft.lines[-1]
    for doubt in find_doubts(line):
        if sum(each.code == "ocr-doubtful-number" for each in draft.diagnostics) >= MOST:
            return
        said = doubt.span.of(line.text)
        why = "đọc không chắc" if doubt.formed else "không đúng dạng số, ký hiệu hoặc ngày tháng"
        message = f"“{said}” nhận dạng từ ảnh: {why}; hãy đối chiếu với ảnh trang {written.page}."
        span = doubt.span.shift(written.span.start)
        draft.diagnostics.append(
            Diagnostic("warning", "ocr-doubtful-number", message, span, written.page)
        )


def _confidences(line: TextLine) -> list[float]:
    """How sure each character of the line's text is."""
    sure: list[float] = []
    text = line.text
    for word in line.words:
        sure += [1.0] * (len(sure) < len(text) and text[len(sure)] == " ")
        sure += [1.0 if word.confidence is None else word.confidence] * len(word.text)
    return sure


def _trimmed(span: Span, text: str) -> Span:
    """Without the punctuation that ends a sentence."""
    return Span(span.start, span.start + len(span.of(text).rstrip(".:”\"'")))


def _is_formed(kind: str, said: str, *, broken: bool) -> bool:
    if kind == "symbol":
        return _is_symbol(said, broken=broken)
    if kind == "date":
        return find_date(re.sub(r"[.-]", "/", said)) is not None
    if kind in ("day", "month"):
        return said.isdecimal() and 1 <= int(said) <= (31 if kind == "day" else 12)
    if kind == "year":
        return re.fullmatch(r"(?:19|20)\d\d|\d{1,3}", said) is not None
    return kind == "count" and (said.isdecimal() or re.fullmatch(r"I{1,3}", said) is not None)


def _is_symbol(said: str, *, broken: bool) -> bool:
    """Whether this is a document's number, a range, a date, or the first half of a number.

    ``445 /NQ-CP`` is not: what stands apart from its code was filled in by hand or stamp.
    """
    if re.match(r"\S+\s+[/-]", said):
        return False
    if re.fullmatch(r"\d+(?:[/.-]\d+)+", said):
        return True
    if broken and re.fullmatch(r"\d{1,5}(?:/(?:19|20)\d\d)?[/-](?:[A-ZĐ][A-Za-zĐ]*[/-])*", said):
        return True
    symbol = next(iter(find_symbols(said)), None)
    if symbol is None or len(symbol.printed) < len(said.rstrip("0123456789")) or symbol.repaired:
        return False
    if re.match(r"\d+\s?-", said) and len(symbol.codes) > 1:
        return PARTY_ORGAN.match(symbol.codes[1]) is not None
    return symbol.known or len(symbol.codes) > 1 or symbol.year is not None
