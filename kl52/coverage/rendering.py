"""Coverage for people at a terminal: the answer first, then what needs work, each at its place.

Missing and partial tasks stand under the headings of their source, findings by severity in the
order of the plan, each with the words above that it rests on. Short by default: ``full`` cuts
nothing and adds what is in order. Everything printed is also in the JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import get_args

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.catalogue import Catalogue
from kl52.coverage.asides import render_asides
from kl52.coverage.findings.telling import message_of
from kl52.coverage.summing import answer_lines
from kl52.coverage.values import Coverage, Finding, Row, RowState
from kl52.language.wording import Say
from kl52.model import Document, Severity
from kl52.views.naming import Name, clip, namer_of, place_of
from kl52.views.reasons import said
from kl52.views.rendering import heading
from kl52.views.sections import grouped, section_of

_MARKS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "info": ("·", "dim")}
_SHOWN = {"error": 50, "warning": 12, "info": 5}  # findings on screen
_ROWS = 60  # tasks of one state on screen
_CLIP = 160  # characters of a text


def render_coverage(
    found: Coverage,
    catalogue: Catalogue,
    console: Console,
    say: Say,
    *,
    lang: str = "vi",
    full: bool = False,
) -> None:
    """Print the counts with their denominators, the rows that need work, and the findings."""
    name = namer_of(found.document, catalogue, say)
    heading(found.document, console, say)
    if found.against:
        names = "; ".join(dict.fromkeys(map(name, found.against)))
        console.print(Words(say("coverage.against", names=names)))
    _answer(found, console, say)
    states: tuple[RowState, ...] = ("missing", "partial", "not_assessed")
    for state in (*states, *(("covered", "not_applicable") if full else ())):
        _rows(found, state, console, say, name, full)
    if full:
        _local_only(found, console, say)
    for severity in get_args(Severity):
        told = [each for each in found.findings if each.severity == severity]
        _findings(told, severity, console, say, lang, name, full)
    render_asides(found, console, say, name, lang=lang, full=full)


def _answer(found: Coverage, console: Console, say: Say) -> None:
    console.print()
    console.print(say("coverage.answer"), style="bold")
    for number, line in enumerate(answer_lines(found, say)):
        console.print(Padding(Words(line, style="bold" if not number else ""), (0, 0, 0, 2)))


# -- rows ----------------------------------------------------------------------------------------


def _rows(
    found: Coverage, state: RowState, console: Console, say: Say, name: Name, full: bool
) -> None:
    """The rows of a state, under their document and its headings."""
    rows = [row for row in found.rows if row.state == state]
    if not rows:
        return
    of = sum(row.applicable for row in found.rows)
    console.print()
    total = len(found.rows) if state == "not_applicable" else of
    console.print(say(f"coverage.{state}", count=len(rows), of=total), style="bold")
    shown = rows if full else rows[:_ROWS]
    for _, of_document in grouped(shown, lambda row: row.source.id):
        doc = of_document[0].source
        if len(found.against) > 1:
            console.print(Padding(Words(name(doc.id), style="cyan"), (0, 0, 0, 1), expand=False))
        for words, of_section in grouped(of_document, partial(_section, section_of(doc))):
            if words or len(of_document) > len(of_section):
                title = clip(words or say("coverage.elsewhere"), _CLIP)
                console.print(Padding(Words(title, style="italic"), (0, 0, 0, 2), expand=False))
            for row in of_section:
                _row(row, found.document, console, say, full)
    _more(len(rows) - len(shown), console, say)


def _section(section: object, row: Row) -> str:
    return section(row.duty.unit)  # type: ignore[operator,no-any-return]


def _row(row: Row, plan: Document, console: Console, say: Say, full: bool) -> None:
    duty, doc = row.duty, row.source
    page = doc.page(duty.page)
    place = ", ".join(
        filter(None, (place_of(duty.unit, say), say("page", page=page) if page else ""))
    )
    line = Words(f"○ {duty.text if full else clip(duty.text, _CLIP)}")
    line.append(f" ({place})" if place else "", style="dim")
    _print(line, console, 3)
    for words in (said(each, say("language")) for each in row.lacks):
        _print(
            Words(say("coverage.lacks", words=words if full else clip(words, _CLIP)), "yellow"),
            console,
            7,
        )
    if row.state == "missing" or full:
        _print(Words(said(row.why, say("language")), style="dim"), console, 7)
    for link in row.local if full or row.state == "partial" else ():
        told = say("coverage.taken_up", id=link.duty.id, place=place_of(link.duty.unit, say),
                   relation=say(f"overlap.{link.match.relation}"),
                   score=f"{link.match.score:.2f}".replace(".", say("decimal")))  # fmt: skip
        _print(Words(told, style="dim"), console, 7)
    for each in row.reviewed:
        note = f": {each.note}" if each.note else ""
        words = say(f"coverage.reviewed.{each.verdict}", id=each.obligation) + note
        _print(Words(words, style="dim"), console, 7)


def _local_only(found: Coverage, console: Console, say: Say) -> None:
    if not found.local_only:
        return
    duties = {duty.id: duty for duty in found.document.obligations}
    of = len(duties)
    console.print()
    console.print(say("coverage.local_only", count=len(found.local_only), of=of), style="bold")
    for id in found.local_only:
        _print(Words(f"○ {id}. {duties[id].text}"), console, 3)


# -- findings ------------------------------------------------------------------------------------


def _findings(
    told: Sequence[Finding],
    severity: Severity,
    console: Console,
    say: Say,
    lang: str,
    name: Name,
    full: bool,
) -> None:
    if not told:
        return
    console.print()
    console.print(say(f"coverage.findings.{severity}", count=len(told)), style="bold")
    shown = told if full else told[: _SHOWN[severity]]
    for finding in shown:
        print_finding(finding, console, say, lang, name, full)
    _more(len(told) - len(shown), console, say)


def print_finding(
    finding: Finding, console: Console, say: Say, lang: str, name: Name, full: bool
) -> None:
    """A finding: where, what, and the words above that it rests on."""
    mark, style = _MARKS[finding.severity]
    page = say("page", page=finding.page) if finding.page else None
    where = ", ".join(filter(None, (place_of(finding.unit, say), page)))
    line = Words(f"{mark} ", style=style)
    line.append(f"{where}: " if where else "", style="default")
    line.append(f"{message_of(finding, lang)} ", style="default")
    line.append(f"[{finding.rule}]", style="dim")
    _print(line, console, 2)
    if finding.evidence:
        quote = finding.evidence.text if full else clip(finding.evidence.text, _CLIP)
        above = [name(finding.evidence.document)] if finding.evidence.document else []
        above += [say("page", page=finding.evidence.page)] if finding.evidence.page else []
        _print(Words(f"{', '.join(above)}: “{quote}”", style="dim"), console, 6)


def _print(line: Words, console: Console, indent: int) -> None:
    console.print(Padding(line, (0, 0, 0, indent), expand=False))


def _more(count: int, console: Console, say: Say) -> None:
    if count:
        _print(Words(say("coverage.more", count=count), style="dim"), console, 3)
