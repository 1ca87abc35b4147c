"""Vietnamese word segmentation with underthesea, with the offsets kept.

Input: a text. Output: a span for each word (``khoa học`` is one). underthesea returns bare
strings and rewrites some characters, so each word is found again in the text; where that
fails, the stretch falls back to white-space tokens and nothing is lost.

Segmentation comes after citations: it would split ``52-KL/TW``.
"""

from __future__ import annotations

import re

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
    words: list[Span] = []
    at = start
    for word in word_tokenize(text[start:end]):  # type: ignore[operator]
        pattern = re.compile(r"\s+".join(re.escape(part) for part in word.split()))
        match = pattern.match(text, _skip(text, at, end), end)
        if match is None:
            return [Span(*token.span()) for token in _TOKEN.finditer(text, start, end)]
        words.append(Span(*match.span()))
        at = match.end()
    if text[at:end].strip():
        return [Span(*token.span()) for token in _TOKEN.finditer(text, start, end)]
    return words


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
