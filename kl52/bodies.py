"""Who a body is: its entry in the registry, its province, its level, whom an obligation binds.

Names are compared without regard to case and style of tone marks. An ambiguous or unknown
name gives ``None``, never a guess. Dates are ISO; they tell apart bodies of one name.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.bodylists import body_spans, match_body_at, split_bodies
from kl52.lexicon import BodyEntry, Province, bodies, fold, provinces, slug

__all__ = [
    "binds",
    "body_id",
    "body_spans",
    "counterparts",
    "entry",
    "find_body",
    "level_of",
    "match_body_at",
    "province_of",
    "split_bodies",
    "successors",
]


# -- identity ------------------------------------------------------------------------------------


@cache
def _by_id() -> dict[str, BodyEntry]:
    return {body.id: body for body in bodies()}


@cache
def _by_name() -> dict[str, tuple[BodyEntry, ...]]:
    found: dict[str, list[BodyEntry]] = {}
    for body in bodies():
        for name in dict.fromkeys(_key(each) for each in (body.name, *body.variants)):
            found.setdefault(name, []).append(body)
    symbols: dict[str, list[BodyEntry]] = {}
    for body in bodies():
        if len(body.symbol) > 2:
            symbols.setdefault(_key(body.symbol), []).append(body)
    return {name: tuple(each) for name, each in {**symbols, **found}.items()}


def _key(name: str) -> str:
    """A name for comparing: folded, without "các", with one kind of dash and of "and"."""
    name = fold(name).replace("–", "-").replace("&", " và ")
    name = re.sub(r"\s*-\s*", " - ", name)
    name = re.sub(r"\btw\b", "trung ương", name)
    return " ".join(re.sub(r"^các (?=bộ|sở|tỉnh|thành)", "", name.strip(" .;,:")).split())


def entry(id: str) -> BodyEntry | None:
    """The entry with this id; a province after a slash does not matter.

    >>> entry("ubnd/lang-son").name
    'Ủy ban nhân dân'
    """
    return _by_id().get(id.split("/")[0])


def find_body(name: str, on: str | None = None) -> BodyEntry | None:
    """The body of this name, if there is just one; ``on`` decides between bodies of one name.

    A body that had ended before ``on`` is found all the same: ask :meth:`BodyEntry.exists`.

    >>> find_body("Bộ KH&CN").name, find_body("UBND tỉnh Lạng Sơn").id
    ('Bộ Khoa học và Công nghệ', 'ubnd')
    >>> find_body("BCT") is None  # Bộ Công Thương or Bộ Chính trị
    True
    """
    names = _by_name()
    for key in _keys(name):
        found = names.get(key, ())
        alive = tuple(body for body in found if on is not None and body.exists(on))
        current = tuple(body for body in found if not body.until)
        for choice in (alive, found, current):
            if len(choice) == 1:
                return choice[0]
        if found:
            return None
    return None


_PLACE_NAME = re.compile(
    r" (tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) (?!trực)\w[\w .'-]*$"
)
_RELATED = re.compile(r"(?: có)? liên quan$| nêu trên$| khác$")


def _keys(name: str) -> tuple[str, ...]:
    """Keys to try in turn: the name itself, without "liên quan", without the place."""
    key = _key(name)
    keys = [key, bare := _RELATED.sub("", key)]
    if re.match(r"(?:bộ|sở) và ", bare):
        keys.append(bare)
    if match := _PLACE_NAME.search(bare):
        kind = {"tp": "thành phố", "tp.": "thành phố"}.get(match[1], match[1])
        stem = bare[: match.start()]
        keys += [f"{stem} {kind}", stem] if kind in ("tỉnh", "thành phố") else [f"{stem} {kind}"]
    else:
        for suffix in (" tỉnh", " thành phố"):
            if bare.endswith(suffix):
                keys.append(bare.removesuffix(suffix))
        province = province_of(name)
        if province and bare.endswith(tail := " " + _key(province.name)):
            stem = bare.removesuffix(tail)
            keys += [stem, f"{stem} tỉnh"]
    return tuple(dict.fromkeys(keys))


def body_id(name: str, on: str | None = None, province: str | None = None) -> str | None:
    """The canonical id of a body, with its province where it is the body of one.

    ``province`` (a name or an id) is that of the document, for names that do not say it.

    >>> body_id("Sở KH&CN"), body_id("Uỷ ban nhân dân tỉnh Lạng Sơn")
    ('so-khoa-hoc-va-cong-nghe', 'ubnd/lang-son')
    >>> body_id("UBND tỉnh", province="Lạng Sơn")
    'ubnd/lang-son'
    """
    body = find_body(name, on)
    if body is None:
        return None
    if body.level not in _LOCAL or _PLURAL.search(fold(name)):
        return body.id
    own = province_of(name, on) if body.level in _OF_PROVINCE else None
    place = own.id if own else slug(province) if province else ""
    if body.level in _OF_PROVINCE:
        return f"{body.id}/{place}" if place else body.id
    if match := _PLACE_NAME.search(_key(name)):  # a commune: its name alone is no identity
        return f"{body.id}/{place}/{slug(match[0])}" if place else None
    return f"{body.id}/{place}" if place else body.id


_OF_PROVINCE = frozenset({"province", "party-province", "front-province"})
_LOCAL = _OF_PROVINCE | {"district", "party-district", "commune", "party-commune", "front-commune"}
_PLURAL = re.compile(r"\b(?:các|những|từng|mỗi)\b|, thành phố|, phường|cấp (?:tỉnh|huyện|xã)")


# -- places and levels ---------------------------------------------------------------------------


@cache
def _provinces_by_name() -> tuple[re.Pattern[str], dict[str, tuple[Province, ...]]]:
    found: dict[str, list[Province]] = {}
    for each in provinces():
        for name in (each.name, *each.variants):
            found.setdefault(fold(name), []).append(each)
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{names})(?![^\W_])"), {k: tuple(v) for k, v in found.items()}


_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|đặc khu|thôn|đường|sông)\s*$")


def province_of(text: str, on: str | None = None) -> Province | None:
    """The province named in ``text``; a name after tỉnh, thành phố or Tỉnh ủy comes first.

    >>> province_of("Ban Quản lý Khu kinh tế Đồng Đăng - Lạng Sơn").id
    'lang-son'
    >>> province_of("UBND phường Yên Bái") is None
    True
    """
    pattern, by_name = _provinces_by_name()
    low, best = fold(text), None
    for match in pattern.finditer(low):
        before = low[: match.start()]
        if _COMMUNE.search(before[-12:]):
            continue
        marked = re.search(r"(?:tỉnh|thành phố|tp\.?|tỉnh ủy|thành ủy|tỉnh đoàn)\s*$", before[-12:])
        rank = (bool(marked), len(match[0]))
        if best is None or rank > best[0]:
            best = rank, match[0]
    if best is None:
        return None
    found = by_name[best[1]]
    alive = [each for each in found if each.exists(on)] if on else list(found)
    return (alive or list(found))[0]


_LEVELS = tuple(
    (re.compile(pattern), level)
    for pattern, level in (
        (r"trung ương đảng|ban chấp hành trung ương|ban bí thư|bộ chính trị", "party-central"),
        (r"^(?:đảng (?:ủy|bộ)|ban cán sự đảng|đảng đoàn) (?:bộ|chính phủ|quốc hội)", "party-central"),
        (r"^(?:ban thường vụ |thường trực |văn phòng |đảng ủy )?(?:huyện|quận|thị) ủy", "party-district"),
        (r"tỉnh ủy|thành ủy|đảng bộ (?:tỉnh|thành phố)|^đảng ủy .*(?:tỉnh|thành phố)", "party-province"),
        (r"^(?:ban thường vụ )?đảng (?:ủy|bộ).*(?:xã|phường|đặc khu|thị trấn)|^chi bộ", "party-commune"),
        (r"(?:ubnd|hđnd|nhân dân|công an|mttq[\w ]*|quân sự) (?:các )?(?:cấp )?(?:xã|phường|thị trấn|đặc khu)", "commune"),
        (r"(?:ubnd|hđnd|nhân dân|công an|mttq[\w ]*|quân sự) (?:các )?(?:cấp )?(?:huyện|quận|thị xã)", "district"),
        (r"^(?:ủy ban )?(?:ubmttq|mttq|mặt trận tổ quốc)", "front"),
        (r"^(?:giám đốc |các )?sở\b|^thanh tra (?:tỉnh|thành phố)|cấp tỉnh", "province"),
        (r"(?:ubnd|hđnd|nhân dân|công an|quân sự) (?:các )?(?:tỉnh|thành phố)", "province"),
        (r"^(?:thường trực )?(?:ủy ban|ubtv).*quốc hội|^quốc hội", "legislature"),
        (r"^(?:bộ(?! chỉ huy)|bộ trưởng|tổng cục|chính phủ|thủ tướng|phó thủ tướng)\b", "central"),
        (r"trung ương$|quốc gia", "central"),
        (r"^(?:tòa án|viện kiểm sát) nhân dân tối cao|^hội đồng thẩm phán", "central"),
    )
)  # fmt: skip


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
    key = _key(issuer)
    level = next((level for pattern, level in _LEVELS if pattern.search(key)), None)
    if level is None and province_of(issuer):
        return "province"
    return level


# -- relations -----------------------------------------------------------------------------------


def successors(body_id: str, on: str | None = None) -> tuple[str, ...]:
    """The ids of the bodies that took over; those at the end of the line, or existing at ``on``.

    >>> successors("bo-thuong-mai"), successors("so-tai-nguyen-va-moi-truong")
    (('bo-cong-thuong',), ('so-nong-nghiep-va-moi-truong',))
    """
    found: dict[str, None] = {}
    start = body_id.split("/")[0]
    waiting, seen = [start], {start}
    while waiting:
        body = _by_id().get(waiting.pop(0))
        if body is None:
            continue
        if body.id != start and (not body.until if on is None else body.exists(on)):
            found[body.id] = None
            continue
        waiting += [each for each in body.successors if each not in seen]
        seen.update(body.successors)
    return tuple(found)


def counterparts(body_id: str, on: str | None = None) -> tuple[str, ...]:
    """The provincial bodies that correspond to a central one, as they exist at ``on``.

    >>> counterparts("bo-ke-hoach-va-dau-tu", "2020-02-17")
    ('so-ke-hoach-va-dau-tu',)
    >>> counterparts("bo-ke-hoach-va-dau-tu", "2026-01-01")
    ('so-tai-chinh',)
    """
    body = _by_id().get(body_id.split("/")[0])
    found: dict[str, None] = {}
    for local in body.local if body else ():
        if _by_id()[local].exists(on):
            found[local] = None
        else:
            found.update(dict.fromkeys(successors(local, on)))
    return tuple(found)


# -- whom it binds -------------------------------------------------------------------------------

_EVERYBODY = re.compile(
    r"cả hệ thống chính trị|các cấp, các ngành|^(?:mọi|toàn thể|tất cả các?|toàn bộ) (?:cơ quan|tổ chức)|"
    r"các cấp, ngành|mọi (?:người|công dân)"
)
_BINDS = tuple(
    (re.compile(pattern), bound)
    for pattern, bound in (
        (r"nhân dân các thành phố trực thuộc|ubnd các thành phố trực thuộc|^các thành phố trực thuộc", ("municipality",)),
        (r"chính quyền (?:địa phương )?(?:các cấp|hai cấp|2 cấp)|(?:ubnd|nhân dân) các cấp", ("province", "commune")),
        (r"cấp ủy(?:, tổ chức đảng)? các cấp|cấp ủy, tổ chức đảng|các cấp ủy", ("party-province", "party-commune")),
        (r"(?:ubnd|hđnd|nhân dân|chính quyền)(?: các)? (?:cấp )?(?:xã|phường)|cấp xã|đặc khu|các xã", ("commune",)),
        (r"(?:ubnd|hđnd|nhân dân)(?: các)? (?:cấp )?(?:huyện|quận|thị xã)|cấp huyện|huyện, thành phố", ("district",)),
        (r"tỉnh ủy|thành ủy(?! viên)|cấp ủy cấp tỉnh", ("province", "party-province")),
        (r"huyện ủy|quận ủy|thị ủy", ("party-district",)),
        (r"đảng ủy (?:các )?(?:xã|phường)|đảng ủy cấp xã", ("party-commune",)),
        (r"địa phương|(?:tỉnh|thành phố)(?:, thành phố)?(?: |$|,)|cấp tỉnh|^sở\b|\bsở[, ]|ubnd|hđnd|ủy ban nhân dân", ("province",)),
        (r"\bbộ(?!( đội| chỉ huy| tư lệnh| chính trị))\b|ngang bộ|thuộc chính phủ|bộ trưởng|^ngành\b", ("ministries",)),
    )
)  # fmt: skip


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
        found.update(dict.fromkeys(_bound(name)))
    return tuple(found)


def _bound(name: str) -> tuple[str, ...]:
    key = _key(name)
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
