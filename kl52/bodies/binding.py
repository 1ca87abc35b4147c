"""Whom an obligation binds, by the bodies that it names: ministries, provinces, communes, …"""

from __future__ import annotations

import re
from functools import lru_cache

from kl52.bodies.levels import level_of
from kl52.bodies.lists import split_bodies
from kl52.bodies.registry import LONGEST, find_body, key_of

_EVERYBODY = re.compile(
    r"cả hệ thống chính trị|các cấp, (?:các )?ngành|mọi (?:người|công dân)|"
    r"^(?:mọi|toàn thể|tất cả các?|toàn bộ) (?:cơ quan|tổ chức)"
)
_COUNCILS = r"(?:ubnd|hđnd|nhân dân|chính quyền)(?: các)? (?:cấp )?"
_BINDS = tuple(
    (re.compile(pattern), tuple(bound.split()))
    for bound, pattern in (
        ("municipality", r"(?:^|nhân dân |ubnd )(?:các )?thành phố trực thuộc"),
        ("province commune", r"chính quyền (?:địa phương )?(?:các|hai|2) cấp"),
        ("province commune", r"(?:ubnd|nhân dân) các cấp"),
        (
            "party-province party-commune",
            r"cấp ủy,? (?:và )?tổ chức đảng|các cấp ủy|cấp ủy các cấp",
        ),
        ("commune", _COUNCILS + r"(?:xã|phường)|cấp xã|đặc khu|^các xã"),
        ("district", _COUNCILS + r"(?:huyện|quận|thị xã)|cấp huyện|huyện, thành phố"),
        ("province party-province", r"tỉnh ủy|thành ủy|cấp ủy cấp tỉnh"),
        ("party-district", r"huyện ủy|quận ủy|thị ủy"),
        ("party-commune", r"đảng ủy (?:các )?(?:cấp )?(?:xã|phường)"),
        (
            "province",
            r"địa phương|(?:tỉnh|thành phố)(?:[ ,]|$)|cấp tỉnh|\bsở\b|ubnd|hđnd|nhân dân$",
        ),
        ("ministries", r"\bbộ(?! (?:đội|chỉ huy|tư lệnh|chính trị))\b|thuộc chính phủ|^ngành\b"),
    )
)


@lru_cache(maxsize=1000)
def binds(names: tuple[str, ...]) -> tuple[str, ...]:
    """Whom an obligation binds that names these bodies as lead or coordinating.

    ``ministries``, ``province``, ``municipality`` (cities of the centre only), ``commune``,
    ``everybody``, ``others`` (only "cơ quan liên quan"), or the level of a body. Nobody
    named gives nothing.

    >>> binds(("các bộ, ngành", "địa phương")), binds(("Ban Thường vụ Tỉnh ủy, Thành ủy",))
    (('ministries', 'province'), ('province', 'party-province'))
    >>> binds(("UBND các thành phố trực thuộc Trung ương",))
    ('municipality',)
    """
    found: dict[str, None] = {}
    for name in names:
        parts = (name,) if find_body(name) or len(name) > LONGEST else split_bodies(name)
        for part in parts:
            found.update(dict.fromkeys(_bound(part)))
    return tuple(found)


def _bound(name: str) -> tuple[str, ...]:
    key = key_of(name)
    if _EVERYBODY.search(key):
        return ("everybody",)
    body = find_body(name)
    if body is not None and body.level == "central" and not key.startswith("bộ"):
        return ("ministries",) if "bộ" in key.split() or "ngành" in key else ("central",)
    if body is not None and body.level not in ("central", "party-province"):
        return ("province",) if body.level == "front-province" else (body.level,)
    bound = next((bound for pattern, bound in _BINDS if pattern.search(key)), None)
    if bound is None:
        level = level_of(name)
        return (level,) if level else ("others",)
    return bound
