"""Letters of other alphabets, compatibility forms and doubled marks, as edits of a line.

``15/NQ-СР`` with two Cyrillic letters prints like ``15/NQ-CP``. A letter is exchanged where its
word has Latin letters too, or where the line has no other letter of that alphabet; Greek signs of
formulas, Russian words and raised figures stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from kl52.language.letters import LOWER, UPPER
from kl52.language.lexicon import fold
from kl52.language.usage import is_common, is_word
from kl52.normalising.edits import Edit
from kl52.tables import read_table

# Fullwidth forms, ligatures, Roman numerals as one sign, and the letters of mathematics. The rest
# of the compatibility signs says something of its own: «m²», «½», «№».
# Greek ones stay as they are: what a formula means by them is no Latin letter.
_FORMS = re.compile(
    "[\uff01-\uff5e\ufb00-\ufb06\u2160-\u217f\U0001d400-\U0001d6a7\U0001d7ce-\U0001d7ff]"
)
_SLASH = re.compile("[\u2044\u2215](?=[0-9A-ZĐ])")
_OTHER = re.compile("[\u00d0\u0189\u00f0\u0250-\u02af\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỹ]")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARKED = re.compile("(\\w)([\u0300-\u036f]+)")
_CHUNK = re.compile(r"\S+")

# «Kết Iuận»: a capital I for an l, where that alone makes a word.
_CAPITAL_I = re.compile(rf"(?<!\w)I(?=[{LOWER}]*[{LOWER[3:]}]|[{UPPER}]*[{UPPER[3:]}])")
_LETTERS = re.compile(r"[^\W\d_]+")

# One look at a line tells whether any of this can be in it.
ODD = re.compile(
    "[\u00d0\u00f0\u0189\u0250-\u02af\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u2044\u2160-\u217f\u2215"
    "\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]"
    f"|{_CAPITAL_I.pattern}"
)


@cache
def _letters(where: str) -> dict[str, str]:
    rows = [row for row in read_table("lookalikes.tsv") if row[0] in ("always", where)]
    return {
        sign: latin for _, signs, latins in rows for sign, latin in zip(signs, latins, strict=True)
    }


def find_lookalikes(line: str) -> Iterator[Edit]:
    """The letters of a line that are Latin in all but their code.

    >>> [edit.text for edit in find_lookalikes("số 15/NQ-\\u0421\\u0420")]
    ['C', 'P']
    >>> [edit.text for edit in find_lookalikes("Kết Iuận về Internet")]
    ['l']
    >>> list(find_lookalikes("hệ số ν và góc α, м²"))
    []
    """
    if not _IDEOGRAPH.search(line):
        for match in _FORMS.finditer(line):
            yield Edit(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]))
    for match in _SLASH.finditer(line):
        yield Edit(match.start(), match.end(), "/")
    yield from _words_of_l(line)
    letters = _letters("always")
    foreign = [each for each in _OTHER.findall(line) if each not in letters]
    for chunk in _CHUNK.finditer(line):
        if _OTHER.search(chunk[0]):
            yield from _exchanged(chunk, alone=not foreign and _LATIN.search(line) is not None)
        else:
            yield from _doubled(chunk)


def _exchanged(chunk: re.Match[str], *, alone: bool) -> Iterator[Edit]:
    letters = _letters("mixed" if len(_LATIN.findall(chunk[0])) > 1 else "always")
    others = _OTHER.findall(chunk[0])
    if not all(each in letters for each in others):
        return
    if not alone and not _LATIN.search(chunk[0]):
        return
    for match in re.finditer("(\\w)[\u0300-\u036f]*", chunk[0]):
        if match[1] in letters:
            text = unicodedata.normalize("NFC", letters[match[1]] + match[0][1:])
            yield Edit(chunk.start() + match.start(), chunk.start() + match.end(), text)


def _words_of_l(line: str) -> Iterator[Edit]:
    for match in _CAPITAL_I.finditer(line):
        rest = fold(_LETTERS.match(line, match.start())[0])[1:]  # type: ignore[index]
        if is_common(f"l{rest}") and not is_word(f"i{rest}"):
            letter = "L" if line[match.end()].isupper() else "l"
            yield Edit(match.start(), match.end(), letter)


def _doubled(chunk: re.Match[str]) -> Iterator[Edit]:
    """A mark that a letter already has, set once more on top of it."""
    for match in _MARKED.finditer(chunk[0]):
        own = unicodedata.normalize("NFD", match[1])[1:]
        if own and all(mark in own for mark in match[2]):
            yield Edit(chunk.start() + match.start(), chunk.start() + match.end(), match[1])
