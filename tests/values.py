"""Small values built by hand, with defaults, so that a test states only its difference."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from kl52.catalogue.entries import Alias, Entry, Link
from kl52.catalogue.identity import work_uri
from kl52.model import Cell, Citation, CitationKind, Paragraph, Text
from kl52.spans import OffsetMap, Piece, Span


@contextmanager
def count_calls() -> Iterator[list[int]]:
    """How many functions of Python are called within."""
    calls = [0]

    def count(frame: FrameType, event: str, arg: object) -> None:
        calls[0] += event == "call"

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def make_text(*lines: str, cells: Mapping[int, Cell] | None = None) -> Text:
    """A text of whole paragraphs; ``cells`` gives the place of some of them in a table."""
    at, paragraphs = 0, []
    for number, line in enumerate(lines):
        paragraphs.append(Paragraph(Span(at, at + len(line)), cell=(cells or {}).get(number)))
        at += len(line) + 1
    joined = "\n".join(lines)
    offsets = OffsetMap([Piece(joined, Span(0, len(joined)))])
    return Text(joined, joined, offsets, tuple(paragraphs))


def make_entry(
    number: str | None,
    date: str | None = None,
    *,
    type: str = "Nghị quyết",
    issuer: str | None = "Ban Chấp hành Trung ương",
    term: int | None = None,
    plenum: int | None = None,
    province: str | None = None,
    title: str | None = None,
    aliases: tuple[Alias, ...] = (),
    relations: tuple[Link, ...] = (),
) -> Entry:
    """A document of a catalogue."""
    return Entry(
        id=work_uri(type, number, date, issuer, province, title),
        type=type,
        number=number,
        date=date,
        issuer=issuer,
        term=term,
        plenum=plenum,
        province=province,
        title=title,
        aliases=aliases,
        signer=None,
        status="unknown",
        until=None,
        text=None,
        promulgates=None,
        relations=relations,
        sources=(),
        note=None,
        fictitious=False,
        file="made.toml",
    )


def make_citation(kind: CitationKind = "numbered", **known: object) -> Citation:
    """A citation; what is not said of it is not known."""
    text = str(known.pop("text", ""))
    start = int(str(known.pop("start", 0)))
    span = Span(start, start + len(text))
    return Citation(id=str(known.pop("id", "c1")), span=span, text=text, kind=kind, **known)  # type: ignore[arg-type]
