"""The tasks of a trace for people at a terminal, under the headings of their plan.

In short, of each section the first tasks with their best source; ``full`` has every task with its
sources at every level, the levels without one, and what was nearest where nothing was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.language.wording import Say
from kl52.tracing import Trace, TracedObligation, TracedSource, TraceState
from kl52.views.duties import facts_of, provenance_of
from kl52.views.naming import Name, clip, place_of
from kl52.views.sections import grouped, section_of

_STATES: tuple[TraceState, ...] = ("traced", "cited_only", "local_only", "not_assessed")
_MARKS = {
    "traced": ("●", "green"),
    "cited_only": ("◐", "yellow"),
    "local_only": ("○", "red"),
    "not_assessed": ("·", "dim"),
}
_LONG = 18  # tasks; a plan with more is told in brief
_SHORT = 24  # tasks on screen of a long plan
_FEWEST = 3  # of each section


def render_tasks(
    result: Trace, console: Console, say: Say, name: Name, *, full: bool = False
) -> None:
    """Every task under the headings of the plan; in short the first of each section.

    Of a long plan a section shows first what has no source.
    """
    console.print()
    if not result.obligations:
        console.print(say("no_obligations"))
        return
    tasks = [each for each in result.obligations if full or each.obligation.kind != "execution"]
    _count(result, tasks, console, say)
    section = section_of(result.document)
    sections = list(grouped(tasks, lambda each: section(each.obligation.unit)))
    long = not full and len(tasks) > _LONG
    most = max(_FEWEST, _SHORT // len(sections)) if long and sections else len(tasks)
    for words, found in sections:
        if words or len(sections) > 1:
            console.print(Words(f" {words or say('coverage.elsewhere')}", style="italic"))
        shown = _first(found, most)
        for each in shown:
            _obligation(each, console, say, name, full, brief=long)
        if len(shown) < len(found):
            console.print(f"     {say('more', count=len(found) - len(shown))}", style="dim")


def _count(result: Trace, tasks: Sequence[TracedObligation], console: Console, say: Say) -> None:
    """How many tasks are in each state, out of how many."""
    states = Counter(each.state for each in tasks)
    line = Words(say("obligations", traced=states["traced"], total=len(tasks)), style="bold")
    if left_out := len(result.obligations) - len(tasks):
        line.append(f" – {say('duties_only', count=left_out)}", style="not bold dim")
    console.print(line)
    for state in (each for each in _STATES if states[each]):
        mark, style = _MARKS[state]
        console.print(Words(f"{mark} {say('state.' + state)} ({states[state]})", style=style))
    review = result.review
    if review.accepted or review.rejected or review.corrected:
        told = say("coverage.review", accepted=review.accepted, rejected=review.rejected,
                   corrected=review.corrected)  # fmt: skip
        console.print(told, style="dim")
    if review.stale:
        console.print(say("coverage.stale_title", count=len(review.stale)), style="yellow")


def _first(found: Sequence[TracedObligation], most: int) -> list[TracedObligation]:
    """The first of a section, what has no source or has become due before the rest."""
    ranked = sorted(found, key=lambda each: each.state == "traced" and not _is_due(each))
    chosen = {each.obligation.id for each in ranked[:most]}
    return [each for each in found if each.obligation.id in chosen]


def _is_due(each: TracedObligation) -> bool:
    return each.obligation.condition_met is True


def _obligation(
    each: TracedObligation, console: Console, say: Say, name: Name, full: bool, *, brief: bool
) -> None:
    duty = each.obligation
    mark, style = _MARKS[each.state]
    text = duty.text if full else clip(duty.text, 110 if brief else 160)
    line = Words(f"{mark} ", style=style)
    line.append(f"{duty.id}. {text}", style="default")
    console.print(Padding(line, (0, 0, 0, 3), expand=False))
    for told in _told(each, say, name, full, brief):
        console.print(Padding(told, (0, 0, 0, 7), expand=False))


def _told(each: TracedObligation, say: Say, name: Name, full: bool, brief: bool) -> Iterator[Words]:
    """What is said below a task: who and when, its condition, its sources at every level."""
    duty = each.obligation
    if not brief and (facts := facts_of(duty, say)):
        yield Words(facts, style="dim")
    if _is_due(each):
        yield Words(say("condition_met", words=clip(duty.condition or "", 120)), style="yellow")
    elif full and duty.condition and duty.condition_met is False:
        yield Words(say("condition_open", words=duty.condition), style="dim")
    for reviewed in each.reviewed:
        note = f": {reviewed.note}" if reviewed.note else ""
        id = f"{name(reviewed.document)} {reviewed.source}"
        yield Words(say(f"coverage.reviewed.{reviewed.verdict}", id=id) + note, style="dim")
    if each.sources:
        yield from _levels(each, say, name, full, brief)
        return
    yield from (Words(f"↑ {name(cited)}", style="yellow") for cited in each.cited)
    if full and each.reason:
        yield Words(each.reason, style="dim")
    if full and (near := each.nearest_rejected):
        quote = f"{name(near.document)} “{clip(near.text, 120)}” ({near.score:.2f})"
        yield Words(f"{say('nearest')}: {quote}", style="dim")


def _levels(
    each: TracedObligation, say: Say, name: Name, full: bool, brief: bool
) -> Iterator[Words]:
    """The best source of every level from the lowest up, then what the way passes without one."""
    best = [level.best for level in each.levels if level.best is not None]
    sources = {id(source.match): source for source in each.sources}
    shown = [sources[id(match)] for match in best if id(match) in sources] or [*each.sources]
    if full:
        shown += [source for source in each.sources if source not in shown]
    elif brief:
        shown = [max(shown, key=lambda source: source.match.score)]
    for source in shown:
        yield _source(source, say, name, full, brief)
    for state in ("skipped", "no_text"):
        names = [name(level.document) for level in each.levels if level.state == state]
        if names and not brief:
            yield Words(say(f"level.{state}", names="; ".join(names)), style="dim")


def _source(source: TracedSource, say: Say, name: Name, full: bool, brief: bool) -> Words:
    match = source.match
    way = " → ".join(name(id) for id in source.path[1:]) or name(match.document)
    line = Words(f"↑ {name(match.document) if brief else way}", style="green")
    page = say("page", page=match.page) if match.page else ""
    place = ", ".join(filter(None, (place_of(match.unit, say), page)))
    text = match.text if full else clip(match.text, 90 if brief else 150)
    line.append(f"{' ' if brief else chr(10) + '  '}“{text}” ", style="default")
    score = say("score", score=f"{min(match.score, 0.99):.2f}".replace(".", say("decimal")))
    about = "; ".join(filter(None, (place, say("overlap." + match.relation), score)))
    line.append(f"({about})", style="dim")
    if match.provenance:
        line.append(f" [{provenance_of(match.provenance, say)}]", style="yellow")
    return line
