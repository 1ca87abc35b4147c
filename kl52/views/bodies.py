"""A body, its lineage and its counterparts for people at a terminal.

Input: :class:`~kl52.bodies.profile.Answer`. Output: nothing but what is written to the console.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Words

from kl52.bodies.collectives import Members
from kl52.bodies.profile import Answer, Holder, Profile
from kl52.bodies.registry import by_id
from kl52.catalogue.validity import day
from kl52.language.lexicon import provinces
from kl52.language.wording import Say

_SHOWN = 20  # members on screen; --json has them all


def render_bodies(name: str, answer: Answer, console: Console, say: Say) -> None:
    """Print what a name means: one body, several to choose from, or the members of a class."""
    several = len(answer.profiles) > 1
    if several:
        level = answer.profiles[-1].body.level
        count = len(answer.profiles)
        _line(say("body.several", name=name, count=count, level=level), console, 0)
    for profile in answer.profiles:
        if several:
            console.print()
        _profile(profile, console, say)
    if answer.members is not None:
        _members(answer.members, console, say)


def _profile(profile: Profile, console: Console, say: Say) -> None:
    body = profile.body
    title = Words(_title(profile), style="bold")
    title.append(f" · {say(f'level.{body.level}')}", style="not bold dim")
    console.print(title)
    _line(f"{say('body.on', day=day(profile.on))}: {_state(profile, say)}", console)
    if profile.exists and profile.since:
        _line(say("body.since", day=day(profile.since)), console)
    if profile.province is not None:
        _line(_province(profile, say), console)
    if profile.parent:
        _line(say("body.parent", name=by_id()[profile.parent].name), console)
    if body.variants:
        names = shorten(" | ".join(body.variants), 160, placeholder=" …")
        _line(Words(say("body.also", names=names), "dim"), console)
    if body.source:
        _line(Words(_basis(body.source, body.certainty, say), "dim"), console)
    if profile.missing is not None:
        _line(Words(f"! {say(f'body.needs.{profile.missing}')}", "yellow"), console)
    _work(profile, console, say)
    _from(profile, console, say)
    _pairs(profile, console, say)


def _title(profile: Profile) -> str:
    if profile.unit is None:
        return profile.body.name
    return f"{profile.body.name} · {profile.unit.name}"


def _state(profile: Profile, say: Say) -> str:
    if profile.exists:
        key = "body.exists_until" if profile.until else "body.exists"
        return say(key, day=day(profile.until))
    if profile.until and profile.until < profile.on:
        return say("body.ended", day=day(profile.until))
    return say("body.not_yet", day=day(profile.since))


def _province(profile: Profile, say: Say) -> str:
    place = profile.province
    assert place is not None
    name = f"{place.kind} {place.name}"
    if place.until:
        now = next(each.name for each in provinces() if each.id == place.successor)
        name = say("body.province_ended", name=name, day=day(place.until), now=now)
    return say("body.province", name=name)


def _basis(source: str, certainty: str, say: Say) -> str:
    return say("body.source", source=source, certainty=say(f"certainty.{certainty}"))


def _work(profile: Profile, console: Console, say: Say) -> None:
    ended = bool(profile.until)
    if not profile.holders and not ended:
        return
    _head("body.work" if ended else "body.gone", console, say)
    split = any(each.subject for each in profile.holders)
    for holder in profile.holders:
        _holder(holder, split, console, say)
    if not profile.holders:
        commune = profile.unit is not None and profile.unit.level == "commune"
        _line(say("body.new_communes" if commune else "body.unknown_holder"), console)


def _holder(holder: Holder, split: bool, console: Console, say: Say) -> None:
    line = Words(f"→ {holder.name}")
    place = holder.id.partition("/")[2]
    if place:
        line.append(f" ({next(each.name for each in provinces() if each.id == place)})")
    line.append(f"  {say('body.since', day=day(holder.since))}", style="dim")
    if holder.path:
        names = " → ".join(by_id()[id].name for id in holder.path)
        line.append(f", {say('body.via', names=names)}", style="dim")
    _line(line, console)
    if holder.subject:
        _line(say("body.subject", words="; ".join(holder.subject)), console, 4)
    elif split:
        _line(say("body.rest"), console, 4)
    if holder.basis:
        _line(Words(_basis(holder.basis, holder.certainty, say), "dim"), console, 4)


def _from(profile: Profile, console: Console, say: Say) -> None:
    if not profile.formed_from:
        return
    _head("body.from", console, say)
    for each in profile.formed_from:
        line = Words(f"← {by_id()[each.giver].name}")
        line.append(f"  {say('body.since', day=day(each.since))}", style="dim")
        if each.subject:
            line.append(f", {say('body.subject', words='; '.join(each.subject))}", style="dim")
        _line(line, console)


def _pairs(profile: Profile, console: Console, say: Say) -> None:
    pairs = {key: getattr(profile, key) for key in ("central", "local", "below")}
    if not any(pairs.values()):
        return
    _head("body.pairs", console, say)
    for key, ids in pairs.items():
        if ids:
            _line(f"{say(f'body.pairs.{key}')}: {_names(ids)}", console)


def _names(ids: Sequence[str]) -> str:
    return "; ".join(by_id()[id].name for id in ids)


def _members(members: Members, console: Console, say: Say) -> None:
    if members.found:
        _head("body.members", console, say, count=len(members.found))
    for each in members.found[:_SHOWN]:
        line = Words(each.name)
        if each.some:
            line.append(f" {say('body.some')}", style="dim")
        _line(line, console)
    if len(members.found) > _SHOWN:
        _line(Words(say("body.more", count=len(members.found) - _SHOWN), "dim"), console)
    if members.open:
        _line(Words(say("body.open", words=", ".join(members.open)), "yellow"), console)
    if members.needs is not None:
        _line(Words(f"! {say(f'body.needs.{members.needs}')}", "yellow"), console)


def _head(key: str, console: Console, say: Say, **values: object) -> None:
    console.print()
    console.print(say(key, **values), style="bold")


def _line(words: Words | str, console: Console, indent: int = 2) -> None:
    line = Words(words) if isinstance(words, str) else words
    console.print(Padding(line, (0, 0, 0, indent), expand=False))
