"""Whether a word could be a Vietnamese syllable: onset, rime and tone, no dictionary.

Vietnamese writes every syllable as a word, and its spelling allows some 150 rimes after 28
onsets. So right text shows itself, whatever it speaks of, and text read in the wrong
encoding does not: ``nh©n`` and ``nhaân`` are none, ``nhân`` is one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kl52.tables import read_table

_TONES = "\u0300\u0301\u0303\u0309\u0323"
TONE = re.compile(f"[{_TONES}]")
_ONSET = re.compile("(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(.+)")
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")
# Before e, ê, i and y the sounds of c, g and ng are written k, gh and ngh.
_FRONT = tuple("eêiy")
_FRONT_ONLY = frozenset({"k", "gh", "ngh"})
_BACK_ONLY = frozenset({"c", "g", "ng"})
# With a glide, the sound of c is written q.
_GLIDES = ("uy", "uê", "uâ", "uơ", "oa", "oă", "oe")
_SHAPED = "ăâêôơư"
_VOWELS = re.compile("[aeiouyăâêôơư]+")
_EITHER = ("oa", "oe", "uy")
# «xoong», «goòng», «moóc» came from French, with two tones only.
_NO_LOAN_TONES = tuple("\u0303\u0309\u0323")
_LONGEST = 7


@cache
def syllable_parts(kind: str) -> frozenset[str]:
    """The parts of one kind in ``data/syllables.tsv``.

    >>> "ngh" in syllable_parts("onset"), "ương" in syllable_parts("rime")
    (True, True)
    """
    rows = read_table("syllables.tsv")
    return frozenset(part for name, row in rows if name == kind for part in row.split())


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the letters of a word, of any case, make a Vietnamese syllable.

    >>> [is_syllable(word) for word in ("nghiệp", "QUYẾT", "hoà", "hòa", "gì", "ưu")]
    [True, True, True, True, True, True]
    >>> [is_syllable(word) for word in ("nhaân", "café", "ngiệp", "tiêp", "taó", "Unicode")]
    [False, False, False, False, False, False]
    """
    composed = _composed(word)
    if len(composed) > _LONGEST:
        return False
    letters = [unicodedata.normalize("NFD", letter) for letter in composed]
    toned = [at for at, letter in enumerate(letters) if TONE.search(letter)]
    if len(toned) > 1:
        return False
    plain = unicodedata.normalize("NFC", TONE.sub("", "".join(letters)))
    tone = "".join(TONE.findall(letters[toned[0]])) if toned else ""
    match = _ONSET.fullmatch(plain)
    if match is None:
        return False
    onset = match[1] or ""
    return any(
        _is_rime(rime, tone, onset) and (not toned or _bears(rime, toned[0] - start, onset))
        for rime, start in _readings(onset, match[2])
    )


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def _readings(onset: str, rime: str) -> tuple[tuple[str, int], ...]:
    """The rimes that the letters after the onset may stand for, and where they begin."""
    at = len(onset)
    if onset == "qu":
        return (("u" + rime, at - 1),)
    if onset == "gi":
        # giếng is gi + iêng, giá gi + a
        return ((rime, at), ("i" + rime, at - 1))
    if onset and rime[0] == "y":
        return ((rime, at), ("i" + rime[1:], at))
    return ((rime, at),)


def _is_rime(rime: str, tone: str, onset: str) -> bool:
    if onset in _FRONT_ONLY and not rime.startswith(_FRONT):
        return False
    if onset in _BACK_ONLY and rime.startswith(_FRONT) and rime not in ("i", "in"):
        return False
    if onset == "c" and rime.startswith(_GLIDES):
        return False
    if rime.endswith(_STOPPED) and tone not in _STOP_TONES:
        return False
    return rime in syllable_parts("rime") and not (rime.startswith("oo") and tone in _NO_LOAN_TONES)


def _bears(rime: str, at: int, onset: str) -> bool:
    """Whether the vowel at that place of the rime is the one that bears the tone.

    It is the one with a shape of its own (``ế``), or else the one that a consonant follows, the
    middle one of three, the first of two; «hoà» and «hòa» are both in use.
    """
    shaped = [place for place, letter in enumerate(rime) if letter in _SHAPED]
    if shaped:
        return at == shaped[-1]
    vowels = len(_VOWELS.match(rime)[0])  # type: ignore[index]
    if onset == "qu":
        return at == (1 if vowels == 3 or vowels == 2 else 0)
    if vowels < len(rime):
        return at == vowels - 1
    if rime in _EITHER:
        return at < 2
    return at == (1 if vowels == 3 else 0)
