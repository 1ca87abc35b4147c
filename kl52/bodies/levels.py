"""The level of an issuer: of the registry where it is known, else by the words of its name."""

from __future__ import annotations

import re

from kl52.bodies.places import province_of
from kl52.bodies.registry import find_body, key_of

_STATE = r"(?:ubnd|hđnd|nhân dân|công an|mttq(?: việt nam)?|quân sự) (?:các )?(?:cấp )?"
_LEVELS = tuple(
    (re.compile(pattern), level)
    for level, pattern in (
        (
            "party-central",
            r"^trung ương$|trung ương đảng|ban chấp hành trung ương|ban bí thư|bộ chính trị",
        ),
        ("party-central", r"^(?:đảng ủy|ban cán sự đảng|đảng đoàn) (?:bộ|chính phủ|quốc hội)"),
        ("party-district", r"\b(?:huyện|quận|thị) ủy"),
        ("party-province", r"tỉnh ủy|thành ủy|đảng bộ (?:tỉnh|thành phố)|^đảng ủy .*tỉnh"),
        ("party-commune", r"^(?:ban thường vụ )?đảng (?:ủy|bộ).*(?:xã|phường|đặc khu)|^chi bộ"),
        ("commune", _STATE + r"(?:xã|phường|thị trấn|đặc khu)"),
        ("district", _STATE + r"(?:huyện|quận|thị xã)"),
        ("front", r"^(?:ủy ban )?(?:ubmttq|mttq|mặt trận tổ quốc)"),
        ("province", r"^(?:giám đốc )?sở\b|^thanh tra (?:tỉnh|thành phố)|cấp tỉnh"),
        ("province", _STATE + r"(?:tỉnh|thành phố)"),
        ("legislature", r"^(?:thường trực )?(?:ủy ban|ubtv).*quốc hội|^quốc hội"),
        ("central", r"^(?:bộ(?! chỉ huy)|tổng cục|chính phủ|thủ tướng|phó thủ tướng)\b"),
        ("central", r"trung ương$|quốc gia|^hội đồng thẩm phán|nhân dân tối cao"),
    )
)


def level_of(issuer: str) -> str | None:
    """The level of an issuer: ``central``, ``province``, ``party-central``, …; else ``None``.

    >>> level_of("Ủy ban nhân dân tỉnh Lạng Sơn"), level_of("UBND xã Tân Thành")
    ('province', 'commune')
    >>> level_of("Ban Chấp hành Trung ương"), level_of("Tỉnh uỷ Lạng Sơn")
    ('party-central', 'party-province')
    """
    body = find_body(issuer)
    if body is not None:
        return body.level
    key = key_of(issuer)
    level = next((level for pattern, level in _LEVELS if pattern.search(key)), None)
    if level is None and province_of(issuer):
        return "province"
    return level
