"""Where names of bodies begin and end in Vietnamese text, and how printed lists split.

Three kinds of name: *named* bodies (``Sở Du lịch``: a name of the registry, or a head noun
and its words), *persons* (``Giám đốc Sở Y tế``) and *groups* of generic nouns that share a
modifier (``các sở, ban, ngành liên quan``). The words are data in ``bodywords.tsv``.
Offsets count in the text given. Every scan goes forward only, so time is linear in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kl52.bodies.names import Reader
from kl52.bodies.words import DETERMINER, ROLE, folded, may_open, pattern
from kl52.language.lexicon import words
from kl52.spans import Span

__all__ = ["body_spans", "match_body_at", "split_bodies"]

WINDOW = 1500  # no list of bodies is longer than this


def match_body_at(text: str, at: int) -> int | None:
    """The end of the body, or of the list of bodies, that begins at ``at``; else ``None``.

    >>> text = "Sở Du lịch, UBND các xã, phường chủ trì, phối hợp với Công an tỉnh"
    >>> text[: match_body_at(text, 0)]
    'Sở Du lịch, UBND các xã, phường'
    """
    if not may_open(text, at):
        return None
    reader = Reader(text[at : at + WINDOW])
    end = reader.one(0)
    while end is not None and (gap := _LIST.match(reader.text, end)):
        following = reader.one(gap.end())
        if following is None:
            break
        end = following
    return None if end is None else at + end


def body_spans(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The spans of the bodies in a printed list, one per body.

    What is no name goes with the name before it, so that nothing of the list is lost.

    >>> cell = "Bộ Công Thương Bộ Ngoại giao Cơ quan, tổ chức, doanh nghiệp liên quan"
    >>> [span.of(cell) for span in body_spans(cell)]
    ['Bộ Công Thương', 'Bộ Ngoại giao', 'Cơ quan, tổ chức, doanh nghiệp liên quan']
    """
    part = text[start:end]
    return tuple(span.shift(start) for span, _ in _pieces(part))


@lru_cache(maxsize=4096)
def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a printed list, as printed; a group that shares a modifier stays whole.

    Where the list names the kind once, each name gets it back.

    >>> split_bodies("Bộ Văn hóa, Thể thao và Du lịch và các bộ, ngành, cơ quan liên quan")
    ('Bộ Văn hóa, Thể thao và Du lịch', 'các bộ, ngành, cơ quan liên quan')
    >>> split_bodies("Các Bộ: Công an, Văn hóa, Thể thao và Du lịch; UBND các tỉnh, thành phố")
    ('Bộ Công an', 'Bộ Văn hóa, Thể thao và Du lịch', 'UBND các tỉnh, thành phố')
    """
    return tuple(kind + span.of(text).replace("\n", " ") for span, kind in _pieces(text))


def _pieces(text: str) -> list[tuple[Span, str]]:
    """The spans of a list's bodies, each with the kind that it shares ("Bộ ") or nothing."""
    reader = Reader(_LINE_BREAK.sub(_soft, text), listing=True)
    text, found, at = reader.text, list[tuple[Span, str]](), 0
    while at < len(text):
        gap = _BETWEEN.match(text, at)
        here = gap.end() if gap else at
        if here >= len(text):
            break
        if shared := reader.shared(here):
            found += shared
            at = shared[-1][0].end
            continue
        known = reader.one(here)
        close = reader.rest(known or here)
        weak = gap is None or not re.search(r"[;\n]", gap[0])
        goes_on = text[here].islower() or (found and _is_field(text, found[-1][0], here, close))
        if known is None and found and weak and goes_on:
            found[-1] = (Span(found[-1][0].start, close), found[-1][1])
        else:
            role = ROLE.match(reader.low, known, close) if known else None
            found.append((Span(here, known if known and role else close), ""))
        at = max(close, here + 1)
    return found


def _is_field(text: str, before: Span, at: int, close: int) -> bool:
    """``Phòng Kế hoạch, Tài chính``: an office with two fields, the second without a head."""
    if not before.of(text).startswith("Phòng ") or text[before.end : at] != ", ":
        return False
    return 2 <= len(text[at:close].split()) <= 4


_LINE_BREAK = re.compile(r"\n(?=[^\W\d_])")
_BETWEEN = re.compile(
    r"(?:[\s;,.•:+*/–-]+|\(\d{1,2}\)(?=\s|$)|(?<!\S)\d{1,2}[.)](?=\s)|"
    r"(?:và|cùng với|cùng|với|hoặc)(?=\s))+",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:[;,]\s*(?:và\s+)?|(?<=\s)(?:và|hoặc|cùng với|cùng)(?=\s)\s*)|/(?=\w)")


def _soft(match: re.Match[str]) -> str:
    """A line break within a name or a group is a space; one before a new name stays."""
    text, at = match.string, match.end()
    if text[max(0, at - 4) : at - 1].endswith((",", " và", " -")):
        return " "
    low = folded(text[at : at + 40])
    noun = pattern("noun").match(low)
    opens = DETERMINER.match(low) or (noun and noun[0] not in words("place"))
    return "\n" if text[at].isupper() or opens else " "
