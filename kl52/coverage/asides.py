"""What is told of a coverage behind its findings: changes above, copies, decisions gone stale."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.catalogue.validity import tell
from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Coverage, Localised
from kl52.language.wording import Say
from kl52.model import Change
from kl52.reviewing.settling import Placed
from kl52.views.naming import Name, clip, place_of
from kl52.views.reasons import said

_UNITS = 6  # places named of the tasks that a change touches
_CLIP = 120


def render_asides(
    found: Coverage, console: Console, say: Say, name: Name, *, lang: str, full: bool
) -> None:
    """Print the sections that there is something to say in."""
    _suspect(found, console, say, name, full)
    if full:
        _copied(found, console, say)
        _hidden(found, console, say, lang)
    _stale(found, console, say, full)


def _suspect(found: Coverage, console: Console, say: Say, name: Name, full: bool) -> None:
    changes: dict[tuple[str, Change], list[str]] = {}
    for row in found.rows:
        for change in row.suspect if row.applicable else ():
            changes.setdefault((row.source.id, change), []).append(place_of(row.duty.unit, say))
    if not changes:
        return
    _title(say("coverage.suspect_title", count=len(changes)), console)
    for (id, change), places in changes.items():
        _line(f"⚠ {name(id)} {said(tell(change), say('language'))}", console, 2)
        shown = places if full else places[:_UNITS]
        units = "; ".join(shown) + (" …" if len(shown) < len(places) else "")
        _line(say("coverage.suspect_rows", count=len(places), units=units), console, 6, "dim")


def _copied(found: Coverage, console: Console, say: Say) -> None:
    copied = [each for each in found.localisation.tasks if each.copied]
    if not copied:
        return
    _title(
        say("coverage.copied_title", count=len(copied), of=len(found.localisation.tasks)), console
    )
    for each in sorted(copied, key=lambda each: (-each.share, each.duty.span)):
        _line(f"{each.duty.id}. {clip(each.duty.text, _CLIP)}", console, 3)
        _line(shares(each, say), console, 7, "dim")


def shares(each: Localised, say: Say) -> str:
    """How much of a task is copied, and what it adds."""
    added = ", ".join(say(f"coverage.added.{kind}") for kind in each.added)
    percent = round(100 * each.share)
    return say("coverage.copied_task", percent=percent, added=added or say("coverage.added."))


def _hidden(found: Coverage, console: Console, say: Say, lang: str) -> None:
    if found.hidden:
        _title(say("coverage.hidden_title", count=len(found.hidden)), console)
    for each in found.hidden:
        _line(f"{place_of(each.unit, say)}: {message_of(each, lang)} [{each.rule}]", console, 2)


def _stale(found: Coverage, console: Console, say: Say, full: bool) -> None:
    told = (*found.review.stale, *(found.review.edited if full else ()))
    if told:
        _title(say("coverage.stale_title", count=len(told)), console)
    for each in told:
        then, now = words_then_and_now(each, say)
        _line(then, console, 2)
        _line(now, console, 6, "dim")


def words_then_and_now(placed: Placed, say: Say) -> tuple[str, str]:
    """A decision whose words changed, as told: what it was about, and what stands there now."""
    decision = placed.decision
    verdict = say(f"review.{decision.verdict}")
    about = f"{verdict} {decision.code}" if decision.code else verdict
    then = say(f"coverage.{placed.state}", verdict=about, then=clip(placed.then or "", _CLIP))
    if placed.now is None:
        return then, say("coverage.gone")
    return then, say("coverage.now", now=clip(placed.now, _CLIP))


def _title(words: str, console: Console) -> None:
    console.print()
    console.print(words, style="bold", markup=False)


def _line(words: str, console: Console, indent: int, style: str = "") -> None:
    console.print(Padding(Words(words, style=style), (0, 0, 0, indent), expand=False))
