"""Words in old character sets: what a word is in each set, and how likely that reading is.

A word is *good* in a set if what comes out are Vietnamese syllables with at least one mark,
*bad* if it is none, and *open* where nothing can be said: abbreviations such as ``Q§``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from kl52.language.lexicon import fold
from kl52.language.syllables import is_syllable
from kl52.language.usage import is_common, is_word
from kl52.reading.legacy.charmaps import Charset, charmap

Reading = Charset | None  # None: it is Unicode as it stands

# Letters, and the signs that are letters in one of the sets.
_CONTROLS = "\x02-\x06\x10-\x15\x19\x1c-\x1e\x80-\x9f"
_SIGNS = "\xa1-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a"
_SIGNS += "\u20ac\u2122\u2212\u2219\u03bc\ufffe"
_LETTERS = "A-Za-z\u0100-\u024f\u0300-\u0323\u1e00-\u1eff"
WORD = re.compile(f"[{_LETTERS}{_SIGNS}{_CONTROLS}]+")

# What no Unicode Vietnamese has beside a letter: the cheap first look.
_ODD = (
    "\x80-\x9f\xa1-\xac\xad\xae-\xb1\xb4-\xb8\xbb-\xbf"
    "ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ\u2212\u2219\u02c6"
)
# The last: letter and mark one after the other, as Windows-1258 has them. It begins with a
# single set of letters, so that most of a text is passed over at once.
_SUSPECT = re.compile(
    f"[{_ODD}À-ý](?:(?<=[A-Za-z][{_ODD}])|(?<=[{_ODD}])(?=[A-Za-z])|(?<=[À-ý])[À-ý])"
)

# Signs that may stand before, within and behind a word as what they are.
_BEFORE = "“‘„‚«–—…•§©°·−"
_WITHIN = "’‘–—…−"
_BEHIND = "”’»–—…•°·‰©®™²³¹−"
# Words that were typed without a space: «NhưngSong», «bộĐiều»
_RAISED = "¹²³"
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐ")
_BEYOND = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_CONSONANTS = re.compile("[BCDĐFGHJKLMNPQRSTVWXZ]+")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_SMALL = re.compile("[a-z]")
_CAPITAL = re.compile("[A-Z]")
# A minus, a bullet, a mark of a note: what they are in any text.
_SIGNS_ONLY = re.compile("[\xad\u2212\u2219\xb7\xd7\xb1\xf7\xb9\xb2\xb3\ufffe]+")
_CAPITAL_OR_SMALL = re.compile("[A-Za-z]")
_MEASURE = re.compile("[µμ][A-Za-z]*|[a-zA-Z]{1,2}[²³]|[CFN]?[°º][CFN]?")
_UNIT = re.compile("[µμ][mgls]?|[kdcm]?m[²³]")

# Letters and beginnings that Vietnamese has not, in words of French, German and English.
_FRENCH = re.compile("[A-Za-zàâçéèêëîïôùûüÿœæñáíóúöäßÀÂÇÉÈÊËÎÏÔÙÛÜÑÖÄ]+")
_FOREIGN = re.compile(
    "[fjwz]|^(?:[bcdgkpst][lr](?!$)|s[bckmnpqt]|sch)(?<!tr)|ll|ss|tt|mm|pp|(?:nt|rt|nd|st|[lrsd])$",
    re.IGNORECASE,
)


def is_suspect(text: str) -> bool:
    """Whether a text has signs that Unicode Vietnamese has not; most have none."""
    return _SUSPECT.search(text) is not None


# No two syllables have more letters than this, even with their marks written apart.
_TWO_SYLLABLES = 30


class Read(NamedTuple):
    """A word as it reads in a set, and whether that is 1 good, -1 bad, 0 open."""

    text: str
    verdict: int


class Book(dict[str, Read]):
    """The words of a text in one set; each different word is judged once, when asked for."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, word: str) -> Read:
        found = self[word] = _judge(word, self.reading)
        return found


class Books(dict[Reading, Book]):
    """The books of a text, by set."""

    def __missing__(self, reading: Reading) -> Book:
        found = self[reading] = Book(reading)
        return found


def _judge(word: str, reading: Reading) -> Read:
    plain = unicodedata.normalize("NFC", word)
    if reading is None:
        text = plain
    elif _UNIT.fullmatch(word) or (is_beyond(word) and _verdict(plain) >= 0):
        return Read(word, -1)  # Unicode already; but «đÇu» is half of it
    else:
        text = _decoded(word, reading)
        if is_sign(word) and not _is_letters(word, text):
            return Read(word, -1)
    # TCVN3 has no capitals with tones: «HéI»
    capital = reading == "TCVN3" and _CAPITAL.search(word) and not _SMALL.search(word)
    return Read(text, _verdict(text.upper() if capital else text))


def _decoded(word: str, reading: Charset) -> str:
    """The word in a set; the mark of a note behind it stays: «nhÊt¹» is «nhất¹»."""
    decode = charmap(reading).decode
    core = word.rstrip(_RAISED)
    if core != word and _verdict(text := decode(core)) > 0 >= _verdict(decode(word)):
        return text + word[len(core) :]
    return decode(word)


def _is_letters(word: str, text: str) -> bool:
    """Whether signs alone stand for a word: «5 × 3» is no «ì», a bullet no «ã», a note no «ạ»."""
    said = fold(text.strip(_BEFORE + _BEHIND))
    if _SIGNS_ONLY.fullmatch(word):
        return is_common(said)  # «ở» in VISCII
    return said == "đ" or is_word(said)


def is_beyond(word: str) -> bool:
    """Whether a word has a letter that only Unicode has.

    >>> is_beyond("được"), is_beyond("Bé")
    (True, False)
    """
    return _BEYOND.search(word) is not None


def is_marked(word: str) -> bool:
    """Whether a word has more than plain letters, so that its set matters."""
    return not word.isascii() or any(letter < " " for letter in word)


def _verdict(text: str) -> int:
    good = 0
    for run in _runs(text):
        if is_syllable(run) and _is_cased(run):
            good += not run.isascii()
        elif run in ("đ", "Đ"):  # «điểm đ)»
            good += 1
        elif not (_is_abbreviation(run) or (_is_cased(run) and _is_joined(run))):
            return -1
    inside = text.lstrip(_BEFORE).rstrip(_BEHIND)
    strange = any(not letter.isalpha() and letter not in _WITHIN for letter in inside)
    return -1 if strange else min(good, 1)


def _runs(text: str) -> list[str]:
    """The stretches of letters; a plain capital after a small letter begins a new one."""
    runs: list[list[str]] = []
    before = ""
    for letter in text:
        if letter.isalpha():
            begins = not before.isalpha() or (before.islower() and letter in _PLAIN)
            if begins:
                runs.append([])
            runs[-1].append(letter)
        before = letter
    return ["".join(run) for run in runs]


def _is_cased(run: str) -> bool:
    return run[1:].islower() or run.isupper() or len(run) == 1


def _is_abbreviation(run: str) -> bool:
    """``KHĐT``, a letter; ``nđ`` in a font of capitals; Vietnamese has no ``KHÑT``."""
    if "đ" in run and run.islower():
        run = run.upper()
    if len(run) == 1:
        return not _VOWEL.search(unicodedata.normalize("NFD", run))
    return len(run) < 8 and _CONSONANTS.fullmatch(run) is not None


def is_abbreviation(text: str) -> bool:
    """Whether a word is made of consonants: ``KHĐT``, which no set needs to make a syllable of.

    >>> is_abbreviation("QĐ"), is_abbreviation("KHẸT"), is_abbreviation("«")
    (True, False, False)
    """
    runs = _runs(text)
    return bool(runs) and all(map(_is_abbreviation, runs))


def is_evidence(word: str) -> bool:
    """Whether a word can tell a set: «©», «½» and «m²» stand in any text."""
    return _CAPITAL_OR_SMALL.search(word) is not None and not _MEASURE.fullmatch(word)


def is_sign(word: str) -> bool:
    """Whether a word has no letter at all, as it stands."""
    return not any(letter.isalpha() for letter in word)


def _is_joined(run: str) -> bool:
    """Whether two syllables were typed without a space: ``theoQuyết``, ``việcthực``."""
    if len(run) > _TWO_SYLLABLES:
        return False
    return any(is_syllable(run[:at]) and is_syllable(run[at:]) for at in range(2, len(run) - 1))


def is_latin(word: str) -> bool:
    """Whether a word could be one of a European language, by its letters and their case.

    >>> is_latin("développé"), is_latin("NguyÔn"), is_latin("vµ")
    (True, False, False)
    """
    return _FRENCH.fullmatch(word) is not None and (word[1:].islower() or word.isupper())


def is_foreign(word: str) -> bool:
    """Whether a word looks like one of a European language that writes accents.

    >>> [is_foreign(word) for word in ("François", "développement", "NguyÔn", "nghò")]
    [True, True, False, False]
    """
    if not is_latin(word) or word.isupper():
        return False
    return len(word) > 7 or _FOREIGN.search(word) is not None
