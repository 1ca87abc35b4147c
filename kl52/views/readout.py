"""What was read, for a person who checks it: how, with what doubts, and the text itself.

Input: a :class:`~kl52.model.Document`. Output: words for a terminal. The text is the one that
all offsets count in; nothing of it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.language.wording import Say
from kl52.model import Diagnostic, Document
from kl52.views.layout import Block, Piece, Pieces, blocks

_MARKS = {"error": "✗", "warning": "!", "info": "i"}
_SHOWN = 3  # messages of one code on screen; --json has them all


def render_reading(doc: Document, console: Console, say: Say) -> None:
    """Print in what form the document was read, and what was done to read it."""
    console.print()
    console.print(say("read_as"), style="bold")
    console.print(Padding(Words(" · ".join(_facts(doc, say))), (0, 0, 0, 2), expand=False))
    _print_groups((each for each in doc.diagnostics if each.severity == "info"), console, say)


def render_diagnostics(diagnostics: Iterable[Diagnostic], console: Console, say: Say) -> None:
    """Print what a reader should know, each kind once with how often it occurs."""
    found = tuple(diagnostics)
    if not found:
        return
    console.print()
    console.print(say("diagnostics"), style="bold")
    _print_groups(found, console, say)


def text_lines(doc: Document, say: Say) -> Iterator[str]:
    """The text as it was read: a paragraph or a table row a line, marks of pages, notes last.

    ``[1]`` stands where the mark of note 1 stood, and before its words.
    """
    pieces = Pieces(doc.text, doc.citations)
    for block in blocks(doc):
        words = ["".join(map(_marked, pieces.of(span))) for span in block.spans]
        yield line_of(block, words, doc, say)


def line_of(block: Block, words: Sequence[str], doc: Document, say: Say) -> str:
    """A block as one line; ``words`` are those of its spans."""
    match block.kind:
        case "page":
            return f"----- {say('page', page=block.page)} -----"
        case "notes":
            return f"----- {say('notes', count=len(doc.text.notes))} -----"
        case "row":
            cells = (cell.replace("|", "\\|").replace("\n", " / ") for cell in words)
            return f"| {' | '.join(cells)} |"
        case "note" if block.note is not None:
            return f"[{block.note.number}] {words[0]}"
    return words[0]


def _marked(piece: Piece) -> str:
    """The words with the marks of notes behind them."""
    return piece.text + "".join(f"[{number}]" for number in piece.notes)


def _facts(doc: Document, say: Say) -> list[str]:
    """Kind of file, pages, pages recognised, tables, notes."""
    source, text = doc.source, doc.text
    facts = [say(f"media.{source.media_type}")]
    if source.pages:
        facts.append(say("pages", count=source.pages))
    if source.ocr_pages:
        facts.append(say("ocr_pages", count=len(source.ocr_pages), pages=runs(source.ocr_pages)))
    if text.tables:
        rows = sum(len(table.rows) for table in text.tables)
        facts.append(say("tables", count=len(text.tables), rows=rows))
    if text.notes:
        facts.append(say("notes_read", count=len(text.notes)))
    return facts


def runs(numbers: Sequence[int]) -> str:
    """Page numbers as people list them.

    >>> runs([1, 2, 3, 5])
    '1-3, 5'
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in found)


def _print_groups(diagnostics: Iterable[Diagnostic], console: Console, say: Say) -> None:
    by_code: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in diagnostics:
        by_code[each.code].append(each)
    for code, group in by_code.items():
        for indent, line in _group(code, group, say):
            console.print(Padding(Words(line), (0, 0, 0, indent), expand=False))


def _group(code: str, group: Sequence[Diagnostic], say: Say) -> Iterator[tuple[int, str]]:
    """The lines of one kind of diagnostic, each with its indent."""
    topic = f"{_MARKS[group[0].severity]} {say(f'code.{code}')}"
    if len(group) == 1:
        yield 2, f"{topic}: {_message(group[0], say)}"
        return
    yield 2, f"{topic} ({say('times', count=len(group))}):"
    for each in group[:_SHOWN]:
        yield 6, _message(each, say)
    if len(group) > _SHOWN:
        yield 6, say("more_diagnostics", count=len(group) - _SHOWN)


def _message(each: Diagnostic, say: Say) -> str:
    """What it says, with its page where the words do not name it."""
    if each.page is None or f"rang {each.page}" in each.message:
        return each.message
    return f"{each.message} ({say('page', page=each.page)})"
