"""Collective names (``các sở, ban, ngành``, ``UBND các huyện, thành phố``) and their members.

A name is collective if it is built of the words of ``classwords.tsv``, or names a body of every
province, district or commune in the plural. What it names beyond definite classes (``cơ quan
liên quan``) is told as open, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kl52.bodies.lineage import parent_of
from kl52.bodies.registry import LONGEST, by_id, find_body, key_of
from kl52.bodies.units import installed, units_of
from kl52.language.lexicon import BodyEntry, Province, provinces, slug
from kl52.tables import read_table


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a class; ``some``: only some provinces have it."""

    id: str
    name: str
    some: bool = False


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a collective name at a date, and the words that name no definite class.

    ``needs`` says what is missing to list them: ``province`` or ``units`` (the package).
    """

    found: tuple[Member, ...]
    open: tuple[str, ...] = ()
    needs: str | None = None


_GAP = re.compile(r", và |, | và |/")
_OPEN = re.compile(r"(?: có)? liên quan$| khác$")
_PLURAL = re.compile(
    r"\b(?:các|những|mọi|toàn bộ) |cấp (?:tỉnh|huyện|xã)(?!\w)|ủy, (?:thị|thành) ủy|"
    r"(?:xã|phường|huyện|quận|thị xã|tỉnh)(?:, | và )(?:xã|phường|thị|đặc|huyện|thành)(?!\w)"
)
_KIND = re.compile(  # no kind in "Tỉnh ủy", "cấp xã"
    r"(?<!\w)(?<!cấp )(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)(?!\w| ủy)"
)


def members(name: str, on: str | None = None, province: str | None = None) -> Members | None:
    """The members of a collective name at ``on``; ``None`` where it is the name of no class.

    ``province`` is the id of the one whose districts and communes are meant.

    >>> found = members("các bộ, cơ quan ngang bộ", "2025-03-01")
    >>> len(found.found), found.found[0].name, found.open
    (17, 'Bộ Khoa học và Công nghệ', ())
    >>> members("các sở, ngành liên quan").open, members("Sở Y tế") is None
    (('liên quan',), True)
    >>> len(members("UBND các tỉnh, thành phố", "2025-06-30").found)
    63
    """
    if len(name) > LONGEST:
        return None
    key = _OPEN.sub("", key_of(name))
    related = ("liên quan",) if key != key_of(name) else ()
    words = [re.sub(r"^(?:các|những) ", "", each) for each in _GAP.split(key)]
    if words[0] in _words():
        return _classed(words, on, province, related) if len(words) > 1 or _many(name) else None
    body = find_body(name)
    if body is not None and body.level in _PLACED and _PLURAL.search(key):
        return _placed(body, key, on, province, related)
    return None


_PLACED = ("province", "party-province", "district", "party-district", "commune", "party-commune")


def _many(name: str) -> bool:
    return bool(re.match(r"\s*(?:các|những|mọi)\b", name, re.IGNORECASE))


def _classed(
    words: list[str], on: str | None, province: str | None, related: tuple[str, ...]
) -> Members:
    """The members of all the classes that the words name."""
    found: dict[Member, None] = {}
    unknown: list[str] = []
    for word in words:
        known = _words().get(word, ())
        classes = [group for beside, group in known if not beside or beside in words]
        if not classes:
            unknown.append(word)
        for group in classes:
            found.update(dict.fromkeys(_of_class(group, on, province)))
    return Members(tuple(found), (*unknown, *related))


def _of_class(group: str, on: str | None, province: str | None) -> Iterator[Member]:
    if group == "place":
        yield from _provinces(by_id()["ubnd"], on, ())
        return
    for id, some in _classes().get(group, ()):
        body = by_id()[id]
        lives = not body.until if on is None else body.exists(on)
        if lives and (body.level != "central" or parent_of(id, on) == "chinh-phu"):
            local = province is not None and body.level != "central"
            yield Member(f"{id}/{province}" if local else id, body.name, some)


def _placed(
    body: BodyEntry, key: str, on: str | None, province: str | None, related: tuple[str, ...]
) -> Members:
    """A body of every province, district or commune, one for each that exists."""
    kinds = tuple(_KIND.findall(key))
    if body.level.endswith("province"):
        return Members(tuple(_provinces(body, on, kinds)), related)
    if not (body.exists(on) if on is not None else not body.until):
        return Members((), related)
    if province is None or not installed():
        return Members((), related, "province" if province is None else "units")
    level = "commune" if body.level.endswith("commune") else "district"
    stem = re.sub(r" (?:cấp )?(?:xã|huyện)$", "", body.name)
    return Members(
        tuple(
            Member(f"{body.id}/{province}/{slug(unit.name)}", f"{stem} {_lower(unit.name)}")
            for unit in units_of(level, province, on, kinds)
        ),
        related,
    )


def _provinces(body: BodyEntry, on: str | None, kinds: tuple[str, ...]) -> Iterator[Member]:
    stem = re.sub(r" tỉnh$", "", body.name)
    for each in provinces():
        lives = not each.until if on is None else each.exists(on)
        if lives and (not kinds or each.kind in kinds):
            yield Member(f"{body.id}/{each.id}", _of(stem, each))


def _of(stem: str, place: Province) -> str:
    """``Ủy ban nhân dân tỉnh Lạng Sơn``, ``Tỉnh ủy Lạng Sơn``, ``Thành ủy Huế``."""
    if "Tỉnh ủy" in stem:
        return (
            f"{stem if place.kind == 'tỉnh' else stem.replace('Tỉnh ủy', 'Thành ủy')} {place.name}"
        )
    return f"{stem} {place.kind} {place.name}"


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for word, beside, group in read_table("classwords.tsv"):
        found[word] = (*found.get(word, ()), (beside, group))
    return found


@cache
def _classes() -> dict[str, tuple[tuple[str, bool], ...]]:
    found: dict[str, tuple[tuple[str, bool], ...]] = {}
    for group, member, some in read_table("classes.tsv"):
        found[group] = (*found.get(group, ()), (member, some == "some"))
    return found
