"""How clear the tasks of a sheet are ("6 rõ"): for each row, as a profile, as a list.

Input: the rows of a sheet. Output: a :class:`~kl52.obligations.clarity.Clarity` for each; a task
that stands in a table and in prose has what either of them states.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Words

from kl52.dispatching.cells import source_of, task_of
from kl52.dispatching.rows import Row
from kl52.dispatching.sheet import Sheet
from kl52.language.wording import Say
from kl52.obligations.clarity import NAMES, Clarity, Judge, Profile, Share, merge, profile
from kl52.views.naming import clip

_TASK = 110  # letters; --full shows all
_SHOWN = 20  # tasks that lack something; --full shows all


def clarities_of(rows: Sequence[Row]) -> tuple[Clarity, ...]:
    """The clarity of each row, in their order."""
    judges: dict[int, Judge] = {}
    found = []
    for row in rows:
        judge = judges.get(id(row.doc)) or judges.setdefault(id(row.doc), Judge(row.doc))
        found.append(merge(map(judge.clarity, (row.duty, *row.twins))))
    return tuple(found)


def render_clarity(sheet: Sheet, console: Console, say: Say, *, full: bool = False) -> None:
    """Print the share of tasks that state each of the six, then what each task lacks."""
    found = clarities_of(sheet.rows)
    whole = profile(found)
    console.print()
    console.print(Words(say("clarity.title", count=whole.obligations), style="bold"))
    console.print(_shares(whole, say))
    left = whole.obligations - whole.judged
    _line(
        say("clarity.complete", complete=whole.complete, judged=whole.judged, left=left), console, 0
    )
    _line(say("clarity.rules"), console, 0, "dim")
    lacking = [(row, one) for row, one in zip(sheet.rows, found, strict=True) if one.lacks]
    if not lacking:
        return
    console.print()
    console.print(Words(say("clarity.lacking", count=len(lacking)), style="bold"))
    shown = lacking if full else lacking[:_SHOWN]
    for row, one in shown:
        task = task_of(row) if full else clip(task_of(row), _TASK)
        _line(task, console, 2)
        where = source_of(row, say, long=len(sheet.documents) > 1)
        _line(f"{lacks_of(one, say)} · {where}", console, 6, "dim")
    if len(shown) < len(lacking):
        _line(say("more", count=len(lacking) - len(shown)), console, 2, "dim")


def lacks_of(found: Clarity, say: Say) -> str:
    """What a task does not make clear, in words."""
    return ", ".join(
        say("clarity.lacks.partial", name=say(f"clarity.{each.name}"))
        if each.verdict == "partial"
        else say(f"clarity.{each.name}")
        for each in found.criteria
        if each.name in found.lacks
    )


def _shares(whole: Profile, say: Say) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False, show_edge=False)
    for name in ("name", "stated", "partial", "absent", "unjudged"):
        justify = "left" if name == "name" else "right"
        table.add_column(say(f"clarity.column.{name}"), justify=justify)  # type: ignore[arg-type]
    for name, share in zip(NAMES, whole.shares, strict=True):
        unjudged = f"{share.not_applicable} / {share.not_assessed}"
        table.add_row(
            say(f"clarity.{name}"),
            _share(share, say),
            str(share.partial),
            str(share.absent),
            unjudged,
        )
    return table


def _share(share: Share, say: Say) -> str:
    if not share.judged:
        return say("clarity.unshared")
    percent = round(100 * share.stated / share.judged)
    return say("clarity.share", stated=share.stated, judged=share.judged, percent=percent)


def _line(words: str, console: Console, indent: int, style: str = "") -> None:
    console.print(Padding(Words(words, style=style), (0, 0, 0, indent), expand=False))
