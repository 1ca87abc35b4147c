"""What is known of a body that a name means at a date: the answer to ``kl52 body``.

Input: a name as printed, a date, and what is known of the document in which it stands.
Output: a :class:`Profile`, the candidates of an ambiguous name, or the closest known names.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kl52.bodies.collectives import Members, members
from kl52.bodies.lineage import counterparts, moves, parent_of, taken_over, work_of
from kl52.bodies.places import province_of
from kl52.bodies.registry import bodies_named, body_id, by_id, find_body, key_of, known_names
from kl52.bodies.units import Unit, find_units, installed
from kl52.language.lexicon import BodyEntry, Province, Transfer, provinces

MERGED = "Nghị quyết 202/2025/QH15"  # the provinces of 1 July 2025


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the work, or its part on ``subject``, today; ``path`` are the bodies between."""

    id: str
    name: str
    since: str
    subject: tuple[str, ...] = ()
    basis: str = ""
    certainty: str = "G"
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A body at a date. ``until`` is its last day, that of its province or unit if earlier.

    ``holders`` have its work today; ``formed_from`` is what it took over from others; ``central``,
    ``local`` and ``below`` are the corresponding bodies at the date, as ids.
    """

    name: str
    on: str
    id: str
    body: BodyEntry
    exists: bool
    since: str = ""
    until: str = ""
    province: Province | None = None
    unit: Unit | None = None
    parent: str | None = None
    holders: tuple[Holder, ...] = ()
    formed_from: tuple[Transfer, ...] = ()
    central: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    members: Members | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One profile, or several candidates, or the members of a class; else the closest names."""

    profiles: tuple[Profile, ...] = ()
    members: Members | None = None
    closest: tuple[str, ...] = ()


def describe(
    name: str,
    on: str,
    *,
    province: str | None = None,
    level: str | None = None,
    subject: str = "",
) -> Answer:
    """What ``name`` means on the ISO date ``on``, in a document of this province (id) and level.

    With ``subject`` only who has the work that these words are about.

    >>> [found] = describe("Sở Thông tin và Truyền thông", "2025-06-01").profiles
    >>> found.exists, found.until, found.holders[0].name
    (False, '2025-02-28', 'Sở Khoa học và Công nghệ')
    >>> [each.id for each in describe("BCT", "2025-06-01").profiles]
    ['bo-cong-thuong', 'bo-chinh-tri']
    >>> describe("Sở Nội vu", "2025-06-01").closest[0]
    'Sở Nội vụ'
    """
    group = members(name, on, province)
    body = find_body(name, on, level)
    if body is None and group is not None:
        return Answer(members=group)
    found = (body,) if body is not None else _of_level(bodies_named(name), level)
    profiles = tuple(_profile(name, each, on, province, subject) for each in found)
    if not profiles:
        return Answer(closest=closest_names(name))
    return Answer(tuple(replace(each, members=group) for each in profiles), group)


def _of_level(found: tuple[BodyEntry, ...], level: str | None) -> tuple[BodyEntry, ...]:
    """Those of the level of the document, else those of its side, else all."""
    if level is None:
        return found
    own = tuple(each for each in found if each.level == level)
    party = level.startswith("party")
    return own or tuple(each for each in found if each.level.startswith("party") == party) or found


def closest_names(name: str, count: int = 5) -> tuple[str, ...]:
    """Known names that look most like this one, the likest first.

    >>> closest_names("Bộ Công thươg")[0]
    'Bộ Công Thương'
    """
    names = known_names()
    likest = difflib.get_close_matches(key_of(name)[:200], names, 3 * count, 0.6)
    return tuple(dict.fromkeys(names[key] for key in likest))[:count]


def _profile(name: str, body: BodyEntry, on: str, province: str | None, subject: str) -> Profile:
    place, unit, missing = _where(name, body, on, province)
    home = place.id if place else province
    id = body_id(name, on, home) if place or province else body.id
    days = [each.until for each in (body, place, unit) if each is not None and each.until]
    since = max((each.since for each in (body, unit) if each is not None), default="")
    until = min(days, default="")
    return Profile(
        name=name,
        on=on,
        id=id if id and id.split("/")[0] == body.id else body.id,
        body=body,
        exists=(not since or since <= on) and (not until or on <= until),
        since=since,
        until=until,
        province=place,
        unit=unit,
        parent=parent_of(body.id, on) if body.exists(on) else None,
        holders=tuple(_holders(body, place, subject)),
        formed_from=tuple(each for each in taken_over(body.id) if not until or each.since <= until),
        central=_pairs(body, on, "central"),
        local=_pairs(body, on, "province"),
        below=_pairs(body, on, "below"),
        missing=missing,
    )


def _pairs(body: BodyEntry, on: str, level: str) -> tuple[str, ...]:
    return tuple(id for id in counterparts(body.id, on, level) if id != body.id)


_LOCAL = ("province", "district", "commune")


def _where(
    name: str, body: BodyEntry, on: str, province: str | None
) -> tuple[Province | None, Unit | None, str | None]:
    """The province and the unit of a local body, and what is missing to tell them."""
    if not body.level.endswith(_LOCAL):
        return None, None, None
    known = {each.id: each for each in provinces()}
    place = province_of(name) or known.get(province or "")
    if body.level.endswith("province"):
        return place, None, None
    if not installed():
        return place, None, "units"
    units = find_units(name, None, place.id if place else None)
    alive = [unit for unit in units if unit.exists(on)]
    places = {unit.province for unit in alive or units}
    if len(places) != 1:
        return place, None, "province" if places else None
    unit = (alive or list(units))[0] if len(alive or units) == 1 else None
    return known.get(places.pop()), unit, None


def _holders(body: BodyEntry, place: Province | None, subject: str) -> list[Holder]:
    """Who has a body's work today, in the province that its own is part of today."""
    today = _today(place)
    found = list(_walk(body, today, subject, ()))
    if not found and place is not None and today != place.id:
        since = _next_day(place.until)
        found.append(Holder(f"{body.id}/{today}", body.name, since, (), MERGED, "V"))
    return found


def _walk(
    body: BodyEntry, province: str | None, subject: str, path: tuple[str, ...]
) -> Iterator[Holder]:
    """The ends of the line from a body; the registry has no circles."""
    for each in moves(body, None, subject) if subject or body.until else work_of(body.id):
        taker = by_id()[each.taker]
        if taker.until:
            yield from _walk(taker, province, subject, (*path, taker.id))
            continue
        full = f"{taker.id}/{province}" if province and taker.level in _IN_PROVINCE else taker.id
        about = (each.since, each.subject, each.basis, each.certainty, path)
        yield Holder(full, taker.name, *about)


_IN_PROVINCE = ("province", "party-province", "front-province")


def _today(place: Province | None) -> str | None:
    known = {each.id: each for each in provinces()}
    while place is not None and place.until:
        place = known[place.successor]
    return place.id if place else None


def _next_day(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
