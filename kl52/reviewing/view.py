"""Links and findings for a person who decides on them, on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.coverage.findings.telling import message_of
from kl52.language.wording import Say
from kl52.reviewing.decisions import Decision, Verdict
from kl52.reviewing.files import VALUES
from kl52.reviewing.items import Item
from kl52.reviewing.replaying import Replayed
from kl52.views.naming import Name, clip, place_of

_CLIP = 160
_ECHO = 60
_ANSWERS: dict[str, Verdict] = {"a": "accept", "r": "reject", "c": "correct"}
Ask = Callable[[str], str]


def render_items(
    items: Sequence[Item], console: Console, say: Say, name: Name, *, lang: str, full: bool
) -> None:
    """Print findings and links with the names that decisions call them by."""
    if not items:
        console.print(say("review.none"))
    for kind, title in (("finding", "review.findings"), ("link", "review.links")):
        of_kind = [item for item in items if item.kind == kind]
        if of_kind:
            console.print(say(title, count=len(of_kind)), style="bold")
        for item in of_kind:
            render_item(item, console, say, name, lang=lang, full=full)
    if items:
        console.print(say("review.how"), style="dim", markup=False)


def render_item(
    item: Item, console: Console, say: Say, name: Name, *, lang: str, full: bool = False
) -> None:
    """Print one item: what is claimed, and the words on both sides."""
    line = Words(item.name, style="bold")
    if item.finding is not None:
        line.append(f"  {message_of(item.finding, lang)} [{item.finding.rule}]", style="default")
    if item.match is not None:
        score = f"{item.match.score:.2f}".replace(".", say("decimal"))
        relation = say(f"overlap.{item.match.relation}")
        line.append(f"  {say('review.match', relation=relation, score=score)}", style="default")
    if item.decided:
        line.append(f"  {say('review.decided', verdict=say(f'review.{item.decided}'))}", "yellow")
    console.print(Padding(line, (0, 0, 0, 2), expand=False))
    for words in _sides(item, say, name, full):
        console.print(Padding(Words(words, style="dim"), (0, 0, 0, 6), expand=False))


def _sides(item: Item, say: Say, name: Name, full: bool) -> Iterator[str]:
    def cut(text: str) -> str:
        return text if full else clip(text, _CLIP)

    if item.local.text:
        place = place_of(item.local.unit, say)
        yield say("review.plan", words=cut(item.local.text), place=f" ({place})" if place else "")
    if item.source.text:
        source = item.source
        places = [name(source.document)] if source.document else []
        places += filter(None, [place_of(source.unit, say)])
        place = f" ({', '.join(places)})" if places else ""
        yield say("review.above", words=cut(source.text), place=place)


def ask_about(
    items: Sequence[Item],
    console: Console,
    say: Say,
    name: Name,
    *,
    lang: str,
    ask: Ask,
) -> Iterator[Decision]:
    """Asks about one item after another until the person quits; each decision as it is made."""
    open_items = [item for item in items if item.decided is None]
    for number, item in enumerate(open_items):
        console.print(f"({say('review.left', count=len(open_items) - number)})", style="dim")
        render_item(item, console, say, name, lang=lang)
        try:
            answer = _answer(console, say, ask)
            if answer == "q":
                return
            if answer != "s" and (decision := _decision(item, answer, say, ask)):
                yield decision
        except EOFError:
            return


def _answer(console: Console, say: Say, ask: Ask) -> str:
    while True:
        answer = ask(say("review.ask")).strip().lower()[:1] or "s"
        if answer in (*_ANSWERS, "s", "q"):
            return answer
        console.print(say("review.not_understood", answer=answer), markup=False)


def _decision(item: Item, answer: str, say: Say, ask: Ask) -> Decision | None:
    """Nothing where the person gives no right value."""
    value = ""
    if answer == "c":
        values = VALUES[item.kind]
        while value not in values:
            value = ask(say("review.ask_value", values=", ".join(values))).strip().lower()
            if not value:
                return None
    note = ask(say("review.ask_note"))
    return item.decide(_ANSWERS[answer], on=date.today().isoformat(), value=value, note=note)


def decided_line(decision: Decision, say: Say) -> str:
    """A decision in one line: what it is on, in its own words, and what was decided."""
    value = f" {_told(decision.value, say)}" if decision.value else ""
    code = f" [{decision.code}]" if decision.code else ""
    about = clip(decision.local.text, _ECHO)
    above = f" ← “{clip(decision.source.text, _ECHO)}”" if decision.kind == "link" else ""
    return f"{say(f'review.{decision.verdict}')}{value}{code}: “{about}”{above}"


def render_replay(file: str, found: Sequence[Replayed], console: Console, say: Say) -> None:
    """Print how many decisions of a file are kept, and those that are contradicted."""
    outcomes = [each.outcome for each in found]
    counts = {key: outcomes.count(key) for key in ("kept", "contradicted", "unchecked")}
    console.print(Words(say("review.replayed", file=file, **counts)))
    for each in found:
        if each.outcome == "contradicted":
            value = _told(each.decision.value, say)
            verdict = " ".join(filter(None, (say(f"review.{each.decision.verdict}"), value)))
            says = _told(each.says, say) or say("review.says_nothing")
            line = say("review.contradicted", verdict=verdict, says=says)
            code = f"[{each.decision.code}] " if each.decision.code else ""
            console.print(Padding(Words(f"✗ {code}{line}"), (0, 0, 0, 2), expand=False))
            for words in filter(None, (each.decision.local.text, each.decision.source.text)):
                quote = Words(f"“{clip(words, _CLIP)}”", style="dim")
                console.print(Padding(quote, (0, 0, 0, 6), expand=False))


def _told(values: str, say: Say) -> str:
    """Grades, or a relation with its score, in the words of the reader."""
    return ", ".join(_word(value, say) for value in values.split(", "))


def _word(value: str, say: Say) -> str:
    if value in VALUES["finding"]:
        return say(f"severity.{value}")
    if value in VALUES["link"]:
        return say(f"overlap.{value}")
    return value.replace(".", say("decimal"))
