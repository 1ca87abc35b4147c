"""Bodies: who leads against the source, nobody who leads, one body in two roles.

The correspondence of bodies (Bộ Y tế → Sở Y tế) and their dates are those of the registry. Where
there is doubt there is no finding: a group of bodies, a locality, the people's committee and its
office, and units inside a department are free to lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kl52 import bodies
from kl52.coverage.findings.nearest import copied, nearest
from kl52.coverage.findings.telling import evidence_of, tell
from kl52.coverage.values import Case, Finding, LocalLink, Row
from kl52.language.lexicon import BodyEntry, fold
from kl52.model import Body

_LOCAL = ("province", "party-province")
_SURE = 0.7
_COPIED = 0.75  # of the words of a task of a ministry, which leaves a province free
_FREE = frozenset({"ubnd", "chu-tich-ubnd", "van-phong-ubnd-tinh", "hdnd", "tinh-uy"})
_OFFICES = re.compile(r"^(?:Sở|Thanh tra|Công an|Bộ Chỉ huy|(?:Ban|Văn phòng|Ủy ban) .*Tỉnh ủy$)")
_MASSES = re.compile(r"\b(?:tổ chức chính trị - xã hội|đoàn thể)\b")  # no office is one of them
_PLACES = re.compile(r"(?:(?:,| và)? (?:các )?(?:tỉnh|thành phố|xã|phường|huyện))+$")


def find(case: Case) -> Iterator[Finding]:
    yield from _mismatches(case)
    yield from _in_two_roles(case)


def _mismatches(case: Case) -> Iterator[Finding]:
    close = tuple(nearest(case))
    beside: dict[tuple[str, str], list[LocalLink]] = {}
    for row, link in close:
        beside.setdefault((row.source.id, row.duty.id), []).append(link)
    for row, link in close:
        expected = _expected(row, case.on)
        if not expected or not _is_sure(row, link) or not _is_office(link, case.on):
            continue
        if any(_takes_part(other, expected) for other in beside[row.source.id, row.duty.id]):
            continue
        if _ids(link.duty.lead) <= _counterparts(row.duty.coordinate, case.on):
            continue  # one of those who help above leads here
        names = [each.name for id in sorted(expected) if (each := bodies.entry(id))]
        yield tell("actor_mismatch", case.plan, duty=link.duty,
                   found=", ".join(body.name for body in link.duty.lead),
                   expected=", ".join(names), evidence=evidence_of(row))  # fmt: skip


def _is_sure(row: Row, link: LocalLink) -> bool:
    """Whether the two are one task; a ministry's leaves a province free unless it is copied.

    What the Front and its members do, they do at every level.
    """
    leads = [body for body in row.duty.lead if not _MASSES.search(fold(body.name))]
    own = all((each := _known(body)) and each.level in (*_LOCAL, "front") for body in leads)
    return link.match.score >= _SURE and (own or copied(row, link) >= _COPIED)


def _expected(row: Row, on: str | None) -> frozenset[str]:
    """The local bodies that correspond to the source's leads; none where any may lead."""
    leads = tuple(body for body in row.duty.lead if not _MASSES.search(fold(body.name)))
    if any(_known(body) is None or bodies.members(body.name) for body in leads):
        return frozenset()
    found = _counterparts(leads, on)
    named = (bodies.entry(id) for id in found)
    if found & _FREE or any(each is None or bodies.members(each.name) for each in named):
        return frozenset()
    return found


def _counterparts(named: tuple[Body, ...], on: str | None) -> frozenset[str]:
    """The local bodies that correspond to some of those named; a local one to itself."""
    found: set[str] = set()
    for body in named:
        if entry := _known(body):
            local = entry.level in _LOCAL and entry.exists(on)
            found.update((entry.id,) if local else bodies.counterparts(entry.id, on))
    return frozenset(found)


def _ids(named: tuple[Body, ...]) -> frozenset[str]:
    return frozenset(body.id.split("/")[0] for body in named if body.id)


def _known(body: Body) -> BodyEntry | None:
    """The body in the registry; ``Giám đốc Sở Y tế tỉnh, thành phố`` is that of every province."""
    return bodies.entry(body.id) if body.id else bodies.find_body(_PLACES.sub("", body.name))


def _is_office(link: LocalLink, on: str | None) -> bool:
    """Whether the local task is given to departments that one can tell, and only to them."""
    entries = [_known(body) for body in link.duty.lead]
    return bool(entries) and all(
        each is not None and each.exists(on) and each.level in _LOCAL
        and each.id not in _FREE and _OFFICES.match(each.name) for each in entries
    )  # fmt: skip


def _takes_part(link: LocalLink, expected: frozenset[str]) -> bool:
    ids = _ids((*link.duty.lead, *link.duty.coordinate))
    return bool(ids & expected) or any(bodies.parent_of(id) in expected for id in ids)


def _in_two_roles(case: Case) -> Iterator[Finding]:
    for duty in case.plan.obligations:
        twice = {body.id for body in duty.lead if body.id} & {body.id for body in duty.coordinate}
        for body in duty.lead:
            if body.id in twice and bodies.members(body.name) is None:
                yield tell("lead_coordinates", case.plan, duty=duty, found=body.name)
