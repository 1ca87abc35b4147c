"""The whole text with its citations marked, for a terminal.

Input: a parsed document. Output: lines in which every citation stands in brackets with its id
(``[Kết luận số 52-KL/TW](c3)``), or the same in colour with links; and the table of citations.
Guarantee: no word of the text is left out, every citation of it is marked once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from rich import box
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text as Words

from kl52.language.wording import Say
from kl52.model import Citation, CitationState, Document
from kl52.views.layout import Piece, Pieces, blocks
from kl52.views.naming import Name
from kl52.views.readout import line_of
from kl52.views.reasons import said

Link = Callable[[Citation], str | None]
STATES: tuple[CitationState, ...] = (
    "resolved",
    "self",
    "not_in_library",
    "ambiguous",
    "mismatch",
    "not_assessed",
)
# Never by colour alone: each state has its mark behind the id.
MARKS = {
    "resolved": "✓",
    "self": "=",
    "not_in_library": "○",
    "ambiguous": "?",
    "mismatch": "≠",
    "not_assessed": "·",
}
STYLES = {
    "resolved": "green",
    "self": "cyan",
    "not_in_library": "yellow",
    "ambiguous": "magenta",
    "mismatch": "bold red",
    "not_assessed": "bright_black",
}


def tag_of(cite: Citation) -> str:
    """The id of a citation, with that of the one in whose title it stands."""
    return cite.id if cite.within is None else f"{cite.id}<{cite.within}"


def annotated_lines(doc: Document, say: Say) -> Iterator[str]:
    """The text without colours: a block a line, citations in brackets."""
    pieces = Pieces(doc.text, doc.citations)
    for block in blocks(doc):
        words = ["".join(map(_bracketed, pieces.of(span))) for span in block.spans]
        yield line_of(block, words, doc, say)


def _bracketed(piece: Piece) -> str:
    closed = "".join(f"]({tag_of(cite)})" for cite in piece.ends)
    notes = "".join(f"[{number}]" for number in piece.notes)
    return f"{'[' * len(piece.starts)}{piece.text}{closed}{notes}"


def render_annotated(doc: Document, console: Console, say: Say, link: Link) -> None:
    """Print the legend and the text in colour; ``link`` gives a citation the URL to open."""
    _legend(doc, console, say)
    pieces = Pieces(doc.text, doc.citations)
    for block in blocks(doc):
        line = Words()
        if block.kind == "note" and block.note is not None:
            line.append(f"[{block.note.number}] ", style="dim")
        for index, span in enumerate(block.spans):
            line.append(" | " if index else "", style="dim")
            for piece in pieces.of(span):
                _colour(line, piece, link)
        if not block.spans:
            line.append(line_of(block, (), doc, say), style="dim")
        console.print(line)


def _colour(line: Words, piece: Piece, link: Link) -> None:
    """A piece in the colour of the innermost citation; one around another is underlined twice."""
    style = Style.null()
    if piece.open:
        style = _style(piece.open[-1], link) + Style(
            underline=True, underline2=len(piece.open) > 1 or None
        )
    line.append(piece.text, style=style)
    for cite in piece.ends:
        tag = f"({tag_of(cite)}{MARKS[cite.state]})"
        line.append(tag, style=_style(cite, link) + Style(dim=True))
    for number in piece.notes:
        line.append(f"[{number}]", style="dim")


def _style(cite: Citation, link: Link) -> Style:
    return Style.parse(STYLES[cite.state]) + Style(link=link(cite))


def _legend(doc: Document, console: Console, say: Say) -> None:
    counts = Counter(cite.state for cite in doc.citations)
    line = Words(f"{say('legend')}  ", style="bold")
    for state in STATES:
        if counts[state]:
            words = f"{MARKS[state]} {say(f'cite.{state}')} {counts[state]}"
            line.append(words, style=f"not bold {STYLES[state]}")
            line.append("   ")
    console.print(line)
    if any(cite.within for cite in doc.citations):
        console.print(say("legend_nested"), style="dim")
    console.print()


def citation_table(doc: Document, name: Name, say: Say) -> Table:
    """The citations with kind, relation, state, target and reason."""
    table = Table(box=box.SIMPLE, title_justify="left", pad_edge=False)
    table.title = say("citations", count=len(doc.citations))
    table.add_column(say("column.id"), no_wrap=True)
    for column in ("kind", "relation", "state", "target", "reason"):
        table.add_column(say(f"column.{column}"), overflow="fold")
    for cite in doc.citations:
        cells = row_of(cite, name, say)
        table.add_row(
            cite.id,
            *(
                Words(cell, style=STYLES[cite.state] if at == 2 else "")
                for at, cell in enumerate(cells)
            ),
        )
    return table


def row_of(cite: Citation, name: Name, say: Say) -> tuple[str, str, str, str, str]:
    """Kind, relation, state, target and reason of a citation in words."""
    relation = say(f"relation.{cite.relation}")
    if cite.within is not None:
        relation += f" ({say('inside', id=cite.within)})"
    state = say(f"cite.{cite.state}")
    if cite.state == "resolved" and cite.status != "unknown":
        state += f", {say(f'status.{cite.status}')}"
    targets = [cite.target] if cite.target else list(cite.candidates)
    return (
        say(f"kind.{cite.kind}"),
        relation,
        f"{MARKS[cite.state]} {state}",
        "; ".join(name(target.split("#")[0]) for target in targets),
        said(cite.reason, say("language")),
    )
