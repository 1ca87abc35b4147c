"""Edits of a clean line, and how they change its pieces, so that the way back stays true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kl52.spans import Piece, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` stands in the place of ``line[start:end]``; an empty stretch is an insertion."""

    start: int
    end: int
    text: str


def apply(pieces: Sequence[Piece], edits: Iterable[Edit]) -> list[Piece]:
    """The pieces of a line after its edits, which do not overlap; what they changed is marked.

    A space that goes leaves the letters around it as they are: each still points at its own, and
    the mark stands on what follows.

    >>> apply([Piece("c ủa", Span(7, 11))], [Edit(1, 2, "")])[1]
    Piece(text='ủa', raw=Span(start=9, end=11), repaired=True)
    """
    todo = sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True)
    made: list[Piece] = []
    at, marked = 0, False
    for piece in pieces:
        done, end = at, at + len(piece.text)
        while todo and todo[-1].start < end:
            edit = todo.pop()
            if edit.start < done or not _can(piece, edit, at, end):
                continue
            marked = _put(made, _part(piece, done - at, edit.start - at), marked)
            marked = _put(made, _replaced(piece, edit, at), marked) or not edit.text
            done = edit.end
        marked = _put(made, _part(piece, done - at, len(piece.text)), marked)
        at = end
    return made


def _can(piece: Piece, edit: Edit, at: int, end: int) -> bool:
    """Whether an edit stays in a piece, and takes whole one whose letters have no place each."""
    plain = len(piece.text) == len(piece.raw)
    return edit.end <= end and (plain or edit.end - edit.start == len(piece.text) or
                                edit.start == edit.end == at)  # fmt: skip


def _put(made: list[Piece], piece: Piece | None, marked: bool) -> bool:
    """Add a piece; whether a mark is still to be set."""
    if piece is None:
        return marked
    made.append(replace(piece, repaired=True) if marked else piece)
    return False


def _part(piece: Piece, start: int, end: int) -> Piece | None:
    if start >= end:
        return None
    if start == 0 and end == len(piece.text):
        return piece
    raw = Span(piece.raw.start + start, piece.raw.start + end)
    return Piece(piece.text[start:end], raw, piece.repaired and start == 0)


def _replaced(piece: Piece, edit: Edit, at: int) -> Piece | None:
    if not edit.text:
        return None
    raw = piece.raw
    if len(piece.text) == len(raw):
        raw = Span(raw.start + edit.start - at, raw.start + edit.end - at)
    elif edit.start == edit.end:
        raw = Span(raw.start, raw.start)
    return Piece(edit.text, raw, repaired=True)
