"""Misprints of characters and spaces that admit one reading only, put right in a line's pieces.

Input: the pieces of a clean line (NFC, single spaces). Output: its pieces, those that were put
right marked (``Piece.repaired``). The structure of the syllable and the usual pairs of official
language decide (:mod:`~kl52.language.usage`); where they leave a doubt nothing is changed.
Numbers of documents keep their printed form: :mod:`kl52.language.symbols` reads misprinted ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from kl52.language.usage import is_common
from kl52.model import Diagnostic, Line, Text
from kl52.normalising.edits import Edit, apply
from kl52.normalising.glued import GLUED, JOINED, SPACED, STRAY, find_glued, find_stray_spaces
from kl52.normalising.lookalikes import ODD, find_lookalikes
from kl52.normalising.misread import find_misread
from kl52.normalising.splits import find_splits, is_part, split
from kl52.spans import Piece, Span

Find = Callable[[str], Iterable[Edit]]


_DIGITS_APART = re.compile(r"\d \d")
# So many of the repaired words are shown.
SHOWN = 5


def repair(pieces: list[Piece]) -> list[Piece]:
    """The line as it was meant to be printed.

    >>> from kl52.spans import Span
    >>> "".join(piece.text for piece in repair([Piece("29tháng 5 c ủa", Span(0, 14))]))
    '29 tháng 5 của'
    """
    line = words_of(pieces)
    if not any(map(_is_odd, line.split(" "))) and not _DIGITS_APART.search(line):
        return pieces
    for find in _finders(line):
        edits = set(find(line))
        if edits:
            pieces = apply(pieces, edits)
            line = words_of(pieces)
    return pieces


def words_of(pieces: Sequence[Piece]) -> str:
    return pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])


@lru_cache(maxsize=100_000)
def _is_odd(word: str) -> bool:
    """Whether what stands between two spaces calls for a look at its line."""
    if len(word) > 1 and is_common(word):
        return False
    if ODD.search(word) or JOINED.search(word):
        return True
    said = word.lower()
    return bool(is_part(said) or GLUED.search(said) or STRAY.search(said))


def _finders(line: str) -> list[Find]:
    """What a look at the line calls for."""
    said = line.lower()
    finders: list[Find] = [find_lookalikes] if ODD.search(line) else []
    if finders or split().search(said):
        finders.append(find_splits)
    if finders or GLUED.search(said) or JOINED.search(line):
        finders.append(find_glued)
    if SPACED.search(said):
        finders.append(find_stray_spaces)
    return finders


def reread(parts: list[tuple[Line, list[Piece]]]) -> list[tuple[Line, list[Piece]]]:
    """The lines of a paragraph, those that were recognised with their words as they were meant."""
    if all(line.confidence is None for line, _ in parts):
        return parts
    said = [words_of(pieces) for _, pieces in parts]
    done = []
    for index, (line, pieces) in enumerate(parts):
        if line.confidence is not None:
            around = "".join(said[index - 1 : index]), "".join(said[index + 1 : index + 2])
            pieces = apply(pieces, find_misread(said[index], *around))
            said[index] = words_of(pieces)
        done.append((line, pieces))
    return done


def tell_repairs(text: Text) -> tuple[Diagnostic, ...]:
    """What was put right in a text, in one sentence with the first words."""
    if not text.repairs:
        return ()
    shown: list[str] = []
    for at in text.repairs:
        words = _around(text.text, at)
        if words not in shown:
            shown.append(words)
        if len(shown) == SHOWN:
            break
    more = ", …" if len(text.repairs) > len(shown) else ""
    message = (
        f"Đã sửa {len(text.repairs)} chỗ sai ký tự, dấu hoặc dấu cách (chữ bị tách, bị dính, ký tự "
        "lạ, dấu nhận dạng sai): "
        + ", ".join(f"«{words}»" for words in shown)
        + f"{more}. Chỉ sửa chỗ chắc chắn; hãy đối chiếu với bản gốc nếu cần."
    )
    return (Diagnostic("info", "repaired", message, Span(text.repairs[0], text.repairs[0] + 1)),)


def _around(text: str, at: int) -> str:
    """The word at ``at``, with the one before where a space was set or stood."""
    start = max((text.rfind(sign, max(0, at - 30), at) for sign in " \n"), default=-1) + 1
    end = min((found for found in (text.find(sign, at + 1) for sign in " \n") if found > 0),
              default=len(text))  # fmt: skip
    return text[max(start, at - 30) : min(end, at + 30)].strip()
