"""Which province a text names, on a day: provinces are dated as bodies are."""

from __future__ import annotations

import re
from functools import cache

from kl52.language.lexicon import Province, fold, provinces


def is_city(name: str) -> bool:
    """Whether a city of this name is one of the centre; others belong to a tỉnh."""
    found = provinces_by_name()[1].get(name, ())
    return any(each.kind == "thành phố" for each in found)


@cache
def provinces_by_name() -> tuple[re.Pattern[str], dict[str, tuple[Province, ...]]]:
    """A pattern of all names of provinces, folded, and which provinces have borne each."""
    found: dict[str, list[Province]] = {}
    for each in provinces():
        for name in (each.name, *each.variants):
            found.setdefault(fold(name), []).append(each)
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{names})(?![^\W_])"), {k: tuple(v) for k, v in found.items()}


_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|đặc khu|thôn|đường|sông)\s*$")
_PROVINCE_MARK = re.compile(r"(?:tỉnh|thành phố|tp\.?|tỉnh ủy|thành ủy|tỉnh đoàn)\s*$")


def province_of(text: str, on: str | None = None) -> Province | None:
    """The province named in ``text``; a name after tỉnh, thành phố or Tỉnh ủy comes first.

    >>> province_of("Ban Quản lý Khu kinh tế Đồng Đăng - Lạng Sơn").id
    'lang-son'
    >>> province_of("UBND phường Yên Bái") is None
    True
    """
    pattern, by_name = provinces_by_name()
    low, best = fold(text), None
    for match in pattern.finditer(low):
        before = low[max(0, match.start() - 12) : match.start()]
        if _COMMUNE.search(before):
            continue
        marked = _PROVINCE_MARK.search(before)
        rank = (bool(marked), len(match[0]))
        if best is None or rank > best[0]:
            best = rank, match[0]
    if best is None:
        return None
    found = by_name[best[1]]
    alive = [each for each in found if each.exists(on)] if on else list(found)
    return (alive or list(found))[0]
