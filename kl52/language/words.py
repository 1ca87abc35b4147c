"""Vietnamese word segmentation with underthesea, with the offsets kept.

Input: a text. Output: a span for each word (``khoa học`` is one). underthesea returns bare
strings and rewrites some characters, so each word is found again in the text; where that
fails, the line falls back to white-space tokens and nothing is lost.

Segmentation comes after citations: it would split ``52-KL/TW``.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized

from kl52.language.lexicon import fold
from kl52.spans import Span

_TOKEN = re.compile(r"\S+")


def segment_words(text: str) -> tuple[Span, ...]:
    """The words of ``text`` as spans, in order; together they cover all but white space.

    >>> words = segment_words("Sở Khoa học và Công nghệ")
    >>> [span.of("Sở Khoa học và Công nghệ") for span in words][-1]
    'Công nghệ'
    """
    from underthesea import word_tokenize

    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        found += _line(text, line.start(), line.end(), word_tokenize)
    return tuple(found)


def _line(text: str, start: int, end: int, word_tokenize: object) -> list[Span]:
    """The words of one line; underthesea rewrites old tone marks, so folded words are compared."""
    line = fold(text[start:end])  # letter for letter, if the line is NFC
    placed = is_normalized("NFC", text[start:end])
    words: list[Span] = []
    at = 0
    for word in word_tokenize(text[start:end]):  # type: ignore[operator]
        pattern = re.compile(r"\s*" + r"\s+".join(map(re.escape, fold(word).split())))
        match = pattern.match(line, at) if placed else None
        if match is None:
            return [Span(*token.span()) for token in _TOKEN.finditer(text, start, end)]
        begin = match.end() - len(match[0].lstrip())
        words.append(Span(start + begin, start + match.end()))
        at = match.end()
    if line[at:].strip():
        return [Span(*token.span()) for token in _TOKEN.finditer(text, start, end)]
    return words
