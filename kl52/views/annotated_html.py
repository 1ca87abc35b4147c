"""The whole text with its citations marked, as one HTML page or as a part of a notebook.

Input: a parsed document. Output: HTML in pieces, to be written one after the other. Guarantee:
every word of the document is escaped; the page needs no script and loads nothing; each citation
is a link to its row and each row a link back, so that the Tab key reaches all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby

from kl52.language.wording import Say
from kl52.model import Citation, Document
from kl52.views.annotating import MARKS, STATES, row_of, tag_of
from kl52.views.layout import Block, Piece, Pieces, blocks
from kl52.views.naming import Name, called, day
from kl52.views.readout import line_of

# Nothing is loaded and nothing runs, whatever the words of a document hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def annotated_page(
    doc: Document, name: Name, say: Say, source: Callable[[str], str | None]
) -> Iterator[str]:
    """A page of its own; ``source`` gives the id of a document the address of its source."""
    title = escape(heading_of(doc, say))
    yield (
        f'<!DOCTYPE html>\n<html lang="{say("language")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{stylesheet()}</style>\n</head>\n"
        f'<body class="kl52">\n<header>\n<h1>{title}</h1>\n{about(doc, say)}</header>\n'
    )
    yield legend(doc, say)
    yield '<main class="text" lang="vi">\n'
    yield from text_html(doc, blocks(doc), say, linked=True)
    yield "</main>\n"
    yield from _table(doc, name, say, source)
    yield "</body>\n</html>\n"


@cache
def stylesheet() -> str:
    """The styles, all below the class ``kl52``."""
    return resources.files("kl52").joinpath("data", "annotated.css").read_text(encoding="utf-8")


def heading_of(doc: Document, say: Say) -> str:
    """What to call the document: type and number, or the name of its file."""
    header, reported = doc.header, doc.reports_on
    if reported is not None:
        return f"{say('reports_on')} {called(reported.type, reported.number, reported.date)}"
    return called(header.type, header.number, header.date) or doc.source.name


def about(doc: Document, say: Say) -> str:
    """Issuer, title and file of the document."""
    header = doc.header
    issued = say("issued", date=day(header.date)) if header.date else None
    facts = " · ".join(filter(None, (header.issuer, issued, doc.source.name)))
    title = f"<p>{escape(header.title)}</p>\n" if header.title else ""
    return f'{title}<p class="about">{escape(facts)}</p>\n'


def legend(doc: Document, say: Say) -> str:
    """The states that occur, with how often."""
    counts = Counter(cite.state for cite in doc.citations)
    items = "".join(
        f'<li class="{state}">{MARKS[state]} {escape(say(f"cite.{state}"))}: {counts[state]}</li>'
        for state in STATES
        if counts[state]
    )
    nested = any(cite.within for cite in doc.citations)
    note = f"<li>{escape(say('legend_nested'))}</li>" if nested else ""
    return f'<ul class="legend">{items}{note}</ul>\n' if items else ""


def text_html(doc: Document, shown: Iterable[Block], say: Say, *, linked: bool) -> Iterator[str]:
    """The blocks as paragraphs and tables; ``linked``: citations lead to their rows."""
    pieces, marker = Pieces(doc.text, doc.citations), _Marker(linked)

    def words(block: Block) -> list[str]:
        return ["".join(map(marker.mark, pieces.of(span))) for span in block.spans]

    for table, group in groupby(shown, key=lambda block: id(block.table) if block.table else 0):
        if table:
            yield '<div class="wide"><table>\n'
            for block in group:
                yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in words(block))}</tr>\n"
            yield "</table></div>\n"
            continue
        for block in group:
            if not block.spans:
                line = line_of(block, (), doc, say).strip("- ")
                yield f'<p class="page">{escape(line)}</p>\n'
            else:
                number = f"[{block.note.number}] " if block.note is not None else ""
                yield f"<p>{escape(number)}{words(block)[0]}</p>\n"


class _Marker:
    """Marks pieces; the Tab key stops once at each citation, where its words begin."""

    def __init__(self, linked: bool) -> None:
        self.linked = linked
        self.seen: set[str] = set()

    def mark(self, piece: Piece) -> str:
        """A piece with its innermost citation around it."""
        words = escape(piece.text).replace("\n", "<br>\n")
        notes = "".join(f"<sup>[{escape(number)}]</sup>" for number in piece.notes)
        if not piece.open:
            return words + notes
        inner = piece.open[-1]
        tags = "".join(f"<sup>{escape(tag_of(cite))}</sup>" for cite in piece.ends)
        within = " within" if len(piece.open) > 1 else ""
        about = f'class="c {inner.state}{within}"'
        if not self.linked:
            return f"<span {about}>{words}</span>{tags}{notes}"
        anchors = "".join(f'<span id="{cite.id}"></span>' for cite in piece.starts)
        stop = ' tabindex="-1"' if inner.id in self.seen else ""
        self.seen.add(inner.id)
        return f'{anchors}<a {about} href="#r-{inner.id}"{stop}>{words}</a>{tags}{notes}'


def _table(
    doc: Document, name: Name, say: Say, source: Callable[[str], str | None]
) -> Iterator[str]:
    if not doc.citations:
        yield f"<p>{escape(say('no_citations'))}</p>\n"
        return
    columns = ("id", "words", "kind", "relation", "state", "target", "reason")
    heads = "".join(f'<th scope="col">{escape(say(f"column.{each}"))}</th>' for each in columns)
    yield f"<section>\n<h2>{escape(say('citations', count=len(doc.citations)))}</h2>\n"
    yield f'<div class="wide"><table class="citations">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for cite in doc.citations:
        kind, relation, state, target, reason = map(escape, row_of(cite, name, say))
        back = f'<a href="#{cite.id}" title="{escape(say("back_to_text"))}">{cite.id}</a>'
        yield (
            f'<tr id="r-{cite.id}"><th scope="row">{back}</th>'
            f'<td lang="vi">{escape(cite.text)}</td>'
            f'<td>{kind}</td><td>{relation}</td><td class="state {cite.state}">{state}</td>'
            f"<td>{_target(cite, target, source)}</td><td>{reason}</td></tr>\n"
        )
    yield "</tbody>\n</table></div>\n</section>\n"


def _target(cite: Citation, words: str, source: Callable[[str], str | None]) -> str:
    """The document cited, its source where that has an address, and its id."""
    if cite.target is None:
        return words
    url = source(cite.target.split("#")[0])
    shown = f'<a href="{escape(url)}" rel="noreferrer">{words}</a>' if url else words
    return f"{shown}<br><code>{escape(cite.target)}</code>"
