"""The dispatch sheet on a terminal: a table a group, or a list where the terminal is narrow.

Input: a :class:`~kl52.dispatching.sheet.Sheet`. Output: nothing but what is written to the console.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Words

from kl52.dispatching.cells import (
    date_of,
    deadline_of,
    label_of,
    names_of,
    notes_of,
    product_of,
    source_of,
    task_of,
    title_of,
)
from kl52.dispatching.grouping import Group
from kl52.dispatching.rows import Row
from kl52.dispatching.sheet import Sheet
from kl52.language.wording import Say
from kl52.views.naming import clip, day

_NARROW = 90  # columns: a table of six would break every word,
_NARROW_WITH_LEAD = 108  # and one of seven the days
_TASK, _NAMES = 130, 90  # letters; --full shows all


def render_sheet(sheet: Sheet, console: Console, say: Say, *, full: bool = False) -> None:
    """Print the groups, and what was counted."""
    console.print(Words(say("tasks.title"), style="bold"))
    for doc in sheet.documents:
        mark = f" · {say('tasks.secrecy', mark=doc.header.secrecy)}" if doc.header.secrecy else ""
        _line(f"{label_of(doc)}{mark}", console, 2)
    for group in sheet.groups:
        console.print()
        title = title_of(group, say, many=len(sheet.documents) > 1)
        console.print(Words(f"{title} ({len(group.rows)})", style="bold"))
        if console.width < (_NARROW if sheet.choice.by == "body" else _NARROW_WITH_LEAD):
            _list(group, sheet, console, say, full)
        else:
            console.print(_table(group, sheet, say, full))
    if not sheet.rows:
        console.print()
        console.print(say("tasks.none"))
    console.print()
    for line in foot_lines(sheet, say):
        _line(line, console, 0)


def foot_lines(sheet: Sheet, say: Say) -> Iterator[str]:
    """What was counted, and what is not in the sheet."""
    counts, on = sheet.counts, day(sheet.choice.on.isoformat())
    parts = [say("tasks.foot.rows", count=counts.rows)]
    for name in ("folded", "late", "undated", "no_lead", "inherited", "differing"):
        if count := getattr(counts, name):
            parts.append(say(f"tasks.foot.{name}", count=count, on=on))
    yield "; ".join(parts)
    if counts.left_out:
        yield say("tasks.left_out", count=counts.left_out, total=counts.obligations)
    if sheet.shared:
        names = clip("; ".join(sheet.shared), 200)
        yield say("tasks.shared", count=counts.shared, names=names)


def _line(words: str, console: Console, indent: int, style: str = "") -> None:
    console.print(Padding(Words(words, style=style), (0, 0, 0, indent), expand=False))


def _table(group: Group, sheet: Sheet, say: Say, full: bool) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False, show_edge=False)
    table.add_column(say("tasks.column.number"), justify="right", no_wrap=True)
    with_lead = sheet.choice.by != "body"
    names = ["task", "deadline", "product", *(["lead"] if with_lead else []), "coordinate"]
    ratios = {"task": 5, "deadline": 2}
    for name in (*names, "place"):
        table.add_column(say(f"tasks.column.{name}"), overflow="fold", ratio=ratios.get(name, 2))
    for number, row in enumerate(group.rows, 1):
        cells: list[RenderableType] = [str(number), *_cells(row, group, sheet, say, full)]
        table.add_row(*cells)
    table.expand = True
    return table


def _cells(row: Row, group: Group, sheet: Sheet, say: Say, full: bool) -> Iterator[RenderableType]:
    def short(words: str) -> str:
        return words if full else clip(words, _NAMES)

    on = sheet.choice.on
    task = Words(task_of(row) if full else clip(task_of(row), _TASK))
    for note in notes_of(row, group, on, say):
        task.append(f"\n· {note}", style="dim")
    yield task
    due = Words(deadline_of(row), style="red" if row.is_late(on) else "")
    if (found := date_of(row, on, say)) and found != due.plain:
        due.append(f"\n{found}", style="bold")
    yield due
    yield Words(short(product_of(row)))
    if sheet.choice.by != "body":
        yield Words(short(names_of(row.duty.lead)))
    yield Words(short(names_of(row.duty.coordinate)))
    yield Words(source_of(row, say, long=len(sheet.documents) > 1))


def _list(group: Group, sheet: Sheet, console: Console, say: Say, full: bool) -> None:
    """Each task with its facts below it, one a line."""
    on = sheet.choice.on
    for number, row in enumerate(group.rows, 1):
        task = task_of(row) if full else clip(task_of(row), 2 * _TASK)
        _line(f"{number}. {task}", console, 2)
        due = ", ".join(dict.fromkeys(filter(None, (deadline_of(row), date_of(row, on, say)))))
        facts = [("deadline", due), ("product", product_of(row))]
        if sheet.choice.by != "body":
            facts.append(("lead", names_of(row.duty.lead)))
        facts += [("coordinate", names_of(row.duty.coordinate))]
        facts.append(("place", source_of(row, say, long=len(sheet.documents) > 1)))
        for name, words in facts:
            if words:
                shown = words if full else clip(words, 2 * _NAMES)
                _line(f"{say(f'tasks.column.{name}')}: {shown}", console, 5, "dim")
        for note in notes_of(row, group, on, say):
            _line(f"· {note}", console, 5, "dim")
