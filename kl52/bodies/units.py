"""The administrative units below the provinces: districts until 30 June 2025, communes before
and after. They come from the package ``vietnamadminunits`` (``pip install "kl52[units]"``).

Nothing else of kl52 depends on it, so that a document reads alike with and without it; the
package is imported when a unit is first asked for. Dates are ISO.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, Literal

from kl52.bodies.places import province_of
from kl52.errors import UsageError
from kl52.language.lexicon import fold

TWO_LEVELS = "2025-07-01"  # Resolution 203/2025/QH15: provinces and communes only
_LAST_DAY = "2025-06-30"
_PLACE = re.compile(
    r"(?<!\w)(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?) ([^,]+)(?:,|$)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune or district: ``name`` with its kind, ``province`` an id, ``until`` its last day."""

    name: str
    level: Literal["commune", "district"]
    province: str
    district: str = ""
    since: str = ""
    until: str = ""

    @property
    def kind(self) -> str:
        """``xã``, ``phường``, ``thị trấn``, ``đặc khu``, ``huyện``, ``quận``, ``thị xã``, …"""
        words = self.name.lower().split()
        return " ".join(words[: 2 if words[0] in ("thị", "đặc", "thành") else 1])

    def exists(self, on: str | None) -> bool:
        """Whether it exists on ``on``; for ``None``, whether it has not ended."""
        if on is None:
            return not self.until
        return (not self.since or self.since <= on) and (not self.until or on <= self.until)


def installed() -> bool:
    """Whether the package with the units is at hand."""
    return find_spec("vietnamadminunits") is not None


def find_units(name: str, on: str | None = None, province: str | None = None) -> tuple[Unit, ...]:
    """The units that a name of a body may mean, those that exist on ``on`` if it is given.

    ``province`` is an id; a province or district in the name itself (``xã A, huyện B, tỉnh C``)
    narrows too. Raises :class:`~kl52.errors.UsageError` where the package is missing.
    """
    match = _PLACE.search(fold(name))
    if match is None:
        return ()
    kind = "thành phố" if match[1].startswith("tp") else match[1]
    rest = fold(name)[match.end() :]
    stated = province_of(rest) if rest else None
    place = stated.id if stated else province
    found = [
        unit
        for unit in _by_name().get(f"{kind} {match[2].strip()}", ())
        if (place is None or unit.province == place) and (on is None or unit.exists(on))
    ]
    within = [unit for unit in found if unit.district and fold(unit.district) in rest]
    return tuple(within or found)


def units_of(
    level: str, province: str, on: str | None = None, kinds: Iterable[str] = ()
) -> tuple[Unit, ...]:
    """The units of a level in a province at ``on`` (none: today), of these kinds if any."""
    wanted = frozenset(kinds)
    return tuple(
        unit
        for unit in _units()
        if unit.level == level
        and unit.province == province
        and unit.exists(on)
        and (not wanted or unit.kind in wanted)
    )


@cache
def _by_name() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = {}
    for unit in _units():
        found.setdefault(fold(unit.name), []).append(unit)
    return {name: tuple(units) for name, units in found.items()}


@cache
def _units() -> tuple[Unit, ...]:
    found: dict[Unit, None] = {}
    for row in _table("admin_units_legacy", ["province", "district", "ward"]):
        place = _province(row["province"], _LAST_DAY)
        found[Unit(row["district"], "district", place, until=_LAST_DAY)] = None
        if row["ward"]:
            found[Unit(row["ward"], "commune", place, row["district"], until=_LAST_DAY)] = None
    for row in _table("admin_units", ["province", "ward"]):
        place = _province(row["province"], TWO_LEVELS)
        found[Unit(row["ward"], "commune", place, since=TWO_LEVELS)] = None
    return tuple(found)


@cache
def _province(name: str, on: str) -> str:
    found = province_of(name, on)
    return found.id if found else ""


def _table(name: str, fields: list[str]) -> list[dict[str, Any]]:
    if not installed():
        raise UsageError('thiếu danh mục xã, phường → cài: pip install "kl52[units]"')
    from vietnamadminunits.database import get_data

    rows: list[dict[str, Any]] = get_data(fields=fields, table=name)
    return rows
