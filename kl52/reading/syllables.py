"""Whether a word could be a Vietnamese syllable: onset, rime and tone, no dictionary.

Vietnamese writes every syllable as a word, and its spelling allows some 150 rimes after 28
onsets. So right text shows itself, whatever it speaks of, and text read in the wrong
encoding does not: ``nh©n`` and ``nhaân`` are none, ``nhân`` is one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_ONSET = re.compile("(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(.+)")
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = frozenset("\u0301\u0323")
# Before e, ê, i and y the sounds of c, g and ng are written k, gh and ngh.
_FRONT = tuple("eêiy")
_FRONT_ONLY = frozenset({"k", "gh", "ngh"})
_BACK_ONLY = frozenset({"c", "g", "ng"})
_SHAPED = "ăâêôơư"


@cache
def _rimes() -> frozenset[str]:
    text = resources.files("kl52").joinpath("data", "rimes.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())


def is_syllable(word: str) -> bool:
    """Whether the letters of a word, of any case, make a Vietnamese syllable.

    >>> [is_syllable(word) for word in ("nghiệp", "QUYẾT", "hoà", "gì", "ưu")]
    [True, True, True, True, True]
    >>> [is_syllable(word) for word in ("nhaân", "café", "ngiệp", "tiêp", "Unicode")]
    [False, False, False, False, False]
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).lower())
    tones = _TONE.findall(plain)
    if len(tones) > 1 or len(plain) > 12:
        return False
    toneless = unicodedata.normalize("NFC", _TONE.sub("", plain))
    return _fits(toneless, tones[0] if tones else "") and (
        not tones or _on_its_vowel(unicodedata.normalize("NFC", word).lower())
    )


def _fits(word: str, tone: str) -> bool:
    """Whether a toneless word parses into an onset and a rime that bear the tone."""
    match = _ONSET.fullmatch(word)
    if match is None:
        return False
    onset, rime = match[1] or "", match[2]
    return any(_is_rime(each, tone, onset) for each in _readings(onset, rime))


def _readings(onset: str, rime: str) -> tuple[str, ...]:
    """The rimes that the letters after the onset may stand for."""
    if onset == "qu":
        return ("u" + rime,)
    if onset == "gi":
        # giếng is gi + iêng, giá gi + a
        return (rime, "i" + rime)
    return (rime, "i" + rime[1:]) if onset and rime[0] == "y" else (rime,)


def _is_rime(rime: str, tone: str, onset: str) -> bool:
    if onset in _FRONT_ONLY and not rime.startswith(_FRONT):
        return False
    if onset in _BACK_ONLY and rime.startswith(_FRONT) and rime not in ("i", "in"):
        return False
    if rime.endswith(_STOPPED) and tone not in _STOP_TONES:
        return False
    return rime in _rimes()


def _on_its_vowel(word: str) -> bool:
    """Whether the tone stands on a vowel with a shape of its own, if there is one: ``ế``."""
    shaped = [letter for letter in word if unicodedata.normalize("NFD", letter)[0] in "aeou"]
    bare = [_TONE.sub("", unicodedata.normalize("NFD", letter)) for letter in shaped]
    whole = [unicodedata.normalize("NFC", letter) in _SHAPED for letter in bare]
    toned = [bool(_TONE.search(unicodedata.normalize("NFD", letter))) for letter in shaped]
    return not any(whole) or any(a and b for a, b in zip(whole, toned, strict=True))
