"""Who took over a body's work, whose part it is, and which bodies correspond to it, by date.

Ids are those of the registry; a province after a slash does not matter and is not kept. Dates are
ISO; none means today's state of the registry. The facts are ``transfers.tsv`` and ``bodies.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from kl52.bodies.registry import by_id
from kl52.language.lexicon import BodyEntry, Transfer, fold, transfers

__all__ = ["counterparts", "in_charge", "moves", "parent_of", "successors", "taken_over", "work_of"]


def successors(body_id: str, on: str | None = None, subject: str = "") -> tuple[str, ...]:
    """The ids of the bodies that took over; those at the end of the line, or existing at ``on``.

    Where its functions were split, ``subject`` (words of any length) says which are meant: those
    of the bodies that took over what it names, else those that took over the rest. Without it:
    all of them. A body that goes on has successors only for the subjects that it gave away.

    >>> successors("bo-thuong-mai"), successors("so-tai-nguyen-va-moi-truong")
    (('bo-cong-thuong',), ('so-nong-nghiep-va-moi-truong',))
    >>> labour = "bo-lao-dong-thuong-binh-va-xa-hoi"
    >>> successors(labour, "2025-03-01", "dự án Luật Giáo dục nghề nghiệp (sửa đổi)")
    ('bo-giao-duc-va-dao-tao',)
    >>> successors(labour, subject="chính sách tiền lương"), successors(labour, "2025-02-28")
    (('bo-noi-vu',), ())
    """
    start = body_id.split("/")[0]
    found: dict[str, None] = {}
    waiting, seen = [start], {start}
    while waiting:
        body = by_id().get(waiting.pop(0))
        if body is None:
            continue
        onward = moves(body, on, subject)
        if not onward and body.id != start and _lives(body, on):
            found[body.id] = None
        waiting += [each.taker for each in onward if each.taker not in seen]
        seen.update(each.taker for each in onward)
    return tuple(found)


def in_charge(body_id: str, on: str | None = None, subject: str = "") -> tuple[str, ...]:
    """The ids of those who do a body's work (on ``subject``) at ``on``: itself, or who took over.

    >>> in_charge("bo-y-te", "2025-03-01"), in_charge("bo-tu-phap", subject="phiếu lý lịch tư pháp")
    (('bo-y-te',), ('bo-cong-an',))
    """
    body = by_id().get(body_id.split("/")[0])
    if body is not None and _lives(body, on) and not moves(body, on, subject):
        return (body.id,)
    return successors(body_id, on, subject)


def moves(body: BodyEntry, on: str | None = None, subject: str = "") -> tuple[Transfer, ...]:
    """The transfers by which a body's work (on the subject) has left it at ``on``.

    >>> from kl52.bodies.registry import entry
    >>> [each.basis for each in moves(entry("bo-giao-thong-van-tai"), subject="cầu vượt")]
    ['Nghị quyết 176/2025/QH15']
    """
    moved = [each for each in work_of(body.id) if on is None or each.since <= on]
    if subject and (named := [each for each in moved if _names(each, fold(subject))]):
        return tuple(named)
    if _lives(body, on):
        return ()
    rest = [each for each in moved if not each.subject]
    return tuple(rest if subject and rest else moved)


def work_of(body_id: str) -> tuple[Transfer, ...]:
    """Where the work of a body went, in the order of the registry.

    >>> [each.taker for each in work_of("uy-ban-dan-toc")]
    ['bo-dan-toc-va-ton-giao']
    """
    return _by_giver().get(body_id.split("/")[0], ())


def taken_over(body_id: str) -> tuple[Transfer, ...]:
    """What a body took over from others, in the order of the registry.

    >>> [each.giver for each in taken_over("bo-xay-dung")]
    ['bo-giao-thong-van-tai']
    """
    id = body_id.split("/")[0]
    return tuple(each for each in transfers() if each.taker == id)


def parent_of(body_id: str, on: str | None = None) -> str | None:
    """The body to which one belongs at ``on``, if the registry says so.

    >>> parent_of("bao-hiem-xa-hoi-viet-nam", "2024-01-01"), parent_of("bao-hiem-xa-hoi-viet-nam")
    ('chinh-phu', 'bo-tai-chinh')
    """
    body = by_id().get(body_id.split("/")[0])
    for each in body.parent if body else ():
        id, _, days = each.partition("@")
        since, _, until = days.partition("..")
        if (not until) if on is None else since <= on and (not until or on <= until):
            return id
    return None


def counterparts(body_id: str, on: str | None = None, level: str = "province") -> tuple[str, ...]:
    """The bodies of a level that correspond to a body, as they exist at ``on``.

    ``level`` is ``central``, ``province`` or ``below`` (districts before 1 July 2025, communes).

    >>> counterparts("bo-ke-hoach-va-dau-tu", "2020-02-17")
    ('so-ke-hoach-va-dau-tu',)
    >>> counterparts("bo-ke-hoach-va-dau-tu", "2026-01-01")
    ('so-tai-chinh',)
    >>> counterparts("so-tai-chinh", level="central"), counterparts("bo-tai-chinh", level="below")
    (('bo-tai-chinh',), ('phong-kinh-te',))
    """
    body = by_id().get(body_id.split("/")[0])
    if body is None:
        return ()
    if level == "below":
        local = (body.id,) if body.below else _existing(body.local, on)
        return _existing((each for id in local for each in by_id()[id].below), on)
    if level == "province":
        return _existing(body.local, on) or _above(body.id, on, "below")
    direct = _above(body.id, on, "local")
    higher = (id for each in _above(body.id, on, "below") for id in _above(each, on, "local"))
    return direct or tuple(dict.fromkeys(higher))


def _above(id: str, on: str | None, column: Literal["local", "below"]) -> tuple[str, ...]:
    """The bodies that exist at ``on`` and name this one as theirs at a lower level."""
    every = by_id().values()
    return tuple(each.id for each in every if id in getattr(each, column) and _lives(each, on))


def _existing(ids: Iterable[str], on: str | None) -> tuple[str, ...]:
    """Those that exist at ``on``; for one that had ended, who took over."""
    found: dict[str, None] = {}
    for id in ids:
        found.update(dict.fromkeys((id,) if _lives(by_id()[id], on) else successors(id, on)))
    return tuple(found)


def _lives(body: BodyEntry, on: str | None) -> bool:
    return not body.until if on is None else body.exists(on)


def _names(transfer: Transfer, subject: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(fold(each))}(?!\w)", subject) for each in transfer.subject
    )


@cache
def _by_giver() -> dict[str, tuple[Transfer, ...]]:
    found: dict[str, tuple[Transfer, ...]] = {}
    for each in transfers():
        found[each.giver] = (*found.get(each.giver, ()), each)
    return found
