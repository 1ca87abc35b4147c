"""An explanation for people at a terminal.

Input: :class:`~kl52.explanation.Explanation`. Output: nothing but what is written to the console.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.catalogue.entries import Fact
from kl52.citations.origins import Origin
from kl52.citations.rivals import Check, Rival
from kl52.explanation import Explanation
from kl52.language.wording import Say
from kl52.model import Citation, Document
from kl52.views.annotating import MARKS, STYLES
from kl52.views.naming import called, clip, day, place_of
from kl52.views.reasons import said

_SHOWN = 12  # other documents on screen; --json has them all
_DAYS = ("date", "chronology")


def render_explanation(why: Explanation, doc: Document, console: Console, say: Say) -> None:
    """Print how a citation was found, read, related and resolved, and what else it could mean."""
    _mention(why, doc, console, say)
    _found(why, console, say)
    _read(why, console, say)
    _relation(why, console, say)
    _state(why, console, say)
    _rivals(why, console, say)
    console.print()


def render_choices(citations: Sequence[Citation], console: Console, say: Say) -> None:
    """Print citations to choose from, one a line."""
    for cite in citations:
        line = Words(f"{cite.id:>5}  ", style="bold")
        line.append(clip(cite.text, 100), style="not bold")
        line.append(f"  {MARKS[cite.state]} {say(f'cite.{cite.state}')}", style="not bold dim")
        console.print(line)


def _head(key: str, console: Console, say: Say) -> None:
    console.print()
    console.print(say(key), style="bold")


def _line(words: Words | str, console: Console, indent: int = 2) -> None:
    line = Words(words) if isinstance(words, str) else words
    console.print(Padding(line, (0, 0, 0, indent), expand=False))


def _mention(why: Explanation, doc: Document, console: Console, say: Say) -> None:
    cite = why.citation
    page = doc.page(cite.page)
    about = (say("page", page=page) if page else "", place_of(cite.unit, say))
    line = Words(cite.id, style="bold")
    line.append("".join(f" · {each}" for each in about if each), style="not bold dim")
    console.print(line)
    quote = Words("… ", style="dim")
    quote.append(why.before)
    quote.append(cite.text, style="not dim bold underline")
    quote.append(f"{why.after} …")
    _line(quote, console)


def _found(why: Explanation, console: Console, say: Say) -> None:
    _head("explain.found", console, say)
    words = why.rule.en if say("language") == "en" else why.rule.vi
    _line(say("explain.rule", id=why.rule.id, words=words), console)
    if why.rule.example:
        _line(Words(say("explain.example", words=clip(why.rule.example, 200)), "dim"), console)
        _line(Words(say("explain.counter", words=clip(why.rule.counter, 200)), "dim"), console)


def _read(why: Explanation, console: Console, say: Say) -> None:
    if why.repairs:
        _head("explain.repairs", console, say)
    for each in why.repairs:
        reasons = "; ".join(say(f"repair.{key}") for key in each.why)
        _line(say("explain.repair", printed=each.printed, read=each.read, why=reasons), console)
    if why.origins:
        _head("explain.fields", console, say)
    for origin in why.origins:
        value = day(origin.value) if origin.field == "date" else origin.value
        line = Words(f"{say(f'field.{origin.field}')}: {clip(value, 120)}")
        line.append(f"  {_origin(origin, say)}", style="dim")
        _line(line, console)
    if why.fuller is not None:
        words = clip(why.fuller.text, 120)
        _line(say("explain.fuller", id=why.fuller.id, words=words), console)


def _origin(origin: Origin, say: Say) -> str:
    key = "list_words" if origin.how == "list" and origin.words else origin.how
    return say(f"origin.{key}", words=clip(origin.words or "", 120), source=origin.source)


def _relation(why: Explanation, console: Console, say: Say) -> None:
    _head("explain.relation", console, say)
    cite, ground = why.citation, why.grounds
    words = say(f"grounds.{ground.how}", cue=ground.cue, source=ground.source or "?")
    _line(f"{say(f'relation.{cite.relation}')}: {words}", console)
    if why.within is not None:
        key = "grounds.passive" if ground.passive else "explain.within"
        _line(say(key, id=why.within.id, words=clip(why.within.text, 120)), console)


def _state(why: Explanation, console: Console, say: Say) -> None:
    _head("explain.state", console, say)
    cite = why.citation
    line = Words(f"{MARKS[cite.state]} {say(f'cite.{cite.state}')}", style=STYLES[cite.state])
    reason = said(cite.reason, say("language"))
    if cite.state == "self" and cite.kind != "future":
        reason = reason or say("explain.self")
    if reason:
        line.append(f": {reason}", style="not bold")
    _line(line, console)
    if cite.target is not None:
        _line(Words(f"→ {cite.target}", style="dim"), console)
    chosen = why.chosen
    if chosen is not None:
        _facts(chosen, console, say)
        if cite.status != "unknown":
            _line(say(f"status.{cite.status}"), console, 4)
    elif cite.target is not None:
        _line(say("explain.unknown"), console, 4)


def _facts(rival: Rival, console: Console, say: Say) -> None:
    """What is known of a document, and where that comes from."""
    by_field = {fact.field: fact for fact in rival.facts}
    for field in ("type", "number", "date", "issuer", "title"):
        value = getattr(rival, field)
        if not value:
            continue
        line = Words(f"{say(f'field.{field}')}: {day(value) if field == 'date' else value}")
        if field in by_field:
            line.append(f"  {_source(by_field[field], say)}", style="dim")
        _line(line, console, 4)
    if "*" in by_field:
        _line(Words(_source(by_field["*"], say), style="dim"), console, 4)
    checks = [each for each in rival.checks if each.fits]
    if checks:
        fields = ", ".join(say(f"field.{each.field}") for each in checks)
        _line(say("check.fits", fields=fields), console, 4)
    for check in rival.failed:
        _line(Words(f"! {_failure(check, say)}", style="yellow"), console, 4)


def _source(fact: Fact, say: Say) -> str:
    certainty = say(f"certainty.{fact.certainty}")
    return say("explain.source", source=fact.source, certainty=certainty)


def _rivals(why: Explanation, console: Console, say: Say) -> None:
    _head("explain.rivals", console, say)
    others = [each for each in why.rivals if not each.chosen]
    if not others:
        _line(say("explain.no_rivals"), console)
    for rival in others[:_SHOWN]:
        _line(Words(f"{'✗' if rival.failed else '?'} {_name(rival)}"), console)
        if rival.title and rival.number:
            _line(Words(clip(rival.title, 110), style="dim"), console, 6)
        for check in rival.failed:
            _line(_failure(check, say), console, 6)
        if not rival.failed:
            _line(_undecided(rival, say), console, 6)
    if len(others) > _SHOWN:
        _line(say("more_diagnostics", count=len(others) - _SHOWN), console)


def _name(rival: Rival) -> str:
    """Type, number and day; the name of one without a number says its type."""
    if rival.number:
        return called(rival.type, rival.number, rival.date)
    title = clip(rival.title or "", 90)
    typed = title.startswith(rival.type or "")
    return called(None if typed else rival.type, title, rival.date)


def _undecided(rival: Rival, say: Say) -> str:
    """What would have to be known to tell."""
    unknown = [
        each for each in rival.checks if each.fits is None and each.stated and not each.known
    ]
    if not unknown:
        return say("explain.possible")
    return say("check.unknown", fields=", ".join(say(f"field.{each.field}") for each in unknown))


def _failure(check: Check, say: Say) -> str:
    def shown(value: str | None) -> str:
        if not value:
            return say("check.no")
        return day(value) if check.field in _DAYS else clip(value, 100)

    special = check.field in ("chronology", "nearest", "province", "this", "topic")
    return say(
        f"check.{check.field if special else 'differs'}",
        field=say(f"field.{check.field}"),
        stated=shown(check.stated),
        known=shown(check.known),
    )
