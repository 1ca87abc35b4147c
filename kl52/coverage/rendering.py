"""Coverage for people at a terminal: the answer first, then what is missing, partial and wrong."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.coverage.values import Coverage, Finding, Row
from kl52.naming import clip
from kl52.wording import Say

_MARKS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "info": ("·", "dim")}


def render_coverage(found: Coverage, console: Console, say: Say, *, full: bool = False) -> None:
    """Print the counts with their denominators, the rows that need work, and the findings."""
    summary = found.summary
    if not found.against:
        console.print(say("coverage.no_source"))
    else:
        console.print(say("coverage.summary", **summary), style="bold")
    for state in ("missing", "partial", *(("covered",) if full else ())):
        rows = [row for row in found.rows if row.state == state]
        if rows:
            console.print()
            console.print(say(f"coverage.{state}", count=len(rows)), style="bold")
            for row in rows:
                _row(row, console, say, full)
    if found.findings:
        console.print()
        console.print(say("coverage.findings", count=len(found.findings)), style="bold")
        for finding in found.findings:
            _finding(finding, console, say)


def _row(row: Row, console: Console, say: Say, full: bool) -> None:
    text = row.duty.text if full else clip(row.duty.text, 160)
    console.print(Padding(Words(f"○ {row.duty.unit or ''}  {text}"), (0, 0, 0, 2), expand=False))
    for words in (*row.lacks, *((row.why,) if row.state == "missing" else ())):
        console.print(Padding(Words(words, style="dim"), (0, 0, 0, 6), expand=False))


def _finding(finding: Finding, console: Console, say: Say) -> None:
    mark, style = _MARKS[finding.severity]
    where = " · ".join(
        filter(None, (finding.unit, say("page", page=finding.page) if finding.page else None))
    )
    line = Words(f"{mark} ", style=style)
    line.append(f"{finding.message} ", style="default")
    line.append(f"[{finding.code}] {where}", style="dim")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    if finding.evidence:
        quote = clip(finding.evidence.text, 160)
        console.print(Padding(Words(f"«{quote}»", style="dim"), (0, 0, 0, 6), expand=False))
