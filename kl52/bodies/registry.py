"""Who a body is: its entry in the registry, and its id with the province that it is of.

Names are compared without regard to case and style of tone marks. An ambiguous or unknown
name gives ``None``, never a guess. Dates are ISO; they tell apart bodies of one name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kl52.bodies.places import is_city, province_of
from kl52.language.lexicon import BodyEntry, bodies, fold, slug
from kl52.tables import read_table

LONGEST = 300  # no name of a body has more characters


@cache
def by_id() -> dict[str, BodyEntry]:
    return {body.id: body for body in bodies()}


@cache
def _by_name() -> dict[str, tuple[BodyEntry, ...]]:
    found: dict[str, list[BodyEntry]] = {}
    for body in bodies():
        for name in dict.fromkeys(key_of(each) for each in (body.name, *body.variants)):
            found.setdefault(name, []).append(body)
    symbols: dict[str, list[BodyEntry]] = {}
    short = {row[0] for row in read_table("shortnames.tsv")}
    for body in bodies():
        if len(body.symbol) > 2 and body.symbol not in short:
            symbols.setdefault(key_of(body.symbol), []).append(body)
    return {name: tuple(each) for name, each in {**symbols, **found}.items()}


def key_of(name: str) -> str:
    """A name for comparing: folded, without "các", with one kind of dash and of "and"."""
    name = " ".join(fold(name).replace("–", "-").replace("&", " và ").split())
    name = re.sub(r"\s*-\s*", " - ", name)
    name = re.sub(r"\btw\b", "trung ương", name)
    return " ".join(re.sub(r"^các (?=bộ|sở|tỉnh|thành)", "", name.strip(" .;,:")).split())


def known_names() -> dict[str, str]:
    """Every name of the registry, by its form for comparing.

    >>> known_names()["ủy ban dân tộc"]
    'Ủy ban Dân tộc'
    """
    return {key_of(name): name for body in bodies() for name in (*body.variants, body.name)}


def entry(id: str) -> BodyEntry | None:
    """The entry with this id; a province after a slash does not matter.

    >>> entry("ubnd/lang-son").name
    'Ủy ban nhân dân'
    """
    return by_id().get(id.split("/")[0])


@lru_cache(maxsize=4096)
def find_body(name: str, on: str | None = None, level: str | None = None) -> BodyEntry | None:
    """The body of this name, if there is just one; ``on`` decides between bodies of one name.

    A body that had ended before ``on`` is found all the same: ask :meth:`BodyEntry.exists`.
    The post stands for the body ("Giám đốc Sở Y tế"). ``level`` is that of the document in which
    the name stands: it decides what a short name of several bodies means.

    >>> find_body("Bộ KH&CN").name, find_body("UBND tỉnh Lạng Sơn").id
    ('Bộ Khoa học và Công nghệ', 'ubnd')
    >>> find_body("BCT") is None  # Bộ Công Thương or Bộ Chính trị
    True
    >>> find_body("BCT", level="party-province").name, find_body("UBND", level="commune").id
    ('Bộ Chính trị', 'ubnd-cap-xa')
    """
    for key in _keys(name) if len(name) <= LONGEST else ():
        found = _of_level(key, level) or _by_name().get(key, ())
        alive = tuple(body for body in found if on is not None and body.exists(on))
        current = tuple(body for body in found if not body.until)
        for choice in (alive, found, current):
            if len(choice) == 1:
                return choice[0]
        if found:
            return None
    return None


def bodies_named(name: str) -> tuple[BodyEntry, ...]:
    """All bodies that a name may stand for, and those whose name goes on after it.

    >>> [each.id for each in bodies_named("BCT")]
    ['bo-cong-thuong', 'bo-chinh-tri']
    >>> [each.name for each in bodies_named("Ban Nội chính")]
    ['Ban Nội chính Trung ương', 'Ban Nội chính Tỉnh ủy']
    """
    for key in _keys(name) if len(name) <= LONGEST else ():
        same = dict.fromkeys((*_short_names().get(key, ()), *_by_name().get(key, ())))
        if same:
            return tuple(same)
        if " " in key:
            longer = [
                each
                for full, found in _by_name().items()
                if full.startswith(f"{key} ") and not full.startswith((f"{key} và ", f"{key} - "))
                for each in found
            ]
            if longer:
                return tuple(dict.fromkeys(longer))
    return ()


def _of_level(key: str, level: str | None) -> tuple[BodyEntry, ...]:
    """The one body that a short name means in a document of this level, if it tells."""
    if level is None:
        return ()
    short = _short_names().get(key, ()) or _without_level().get(key, ())
    side = [each for each in short if each.level.startswith("party") == level.startswith("party")]
    own = [each for each in side if each.level == level]
    return next((tuple(found) for found in (own, side) if len(found) == 1), ())


_LEVEL_WORDS = re.compile(r" (?:trung ương|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy)$")


@cache
def _without_level() -> dict[str, tuple[BodyEntry, ...]]:
    """Bodies of the Party by their name without its level: "Ban Tuyên giáo"."""
    found: dict[str, dict[BodyEntry, None]] = {}
    for key, named in _by_name().items():
        short = _LEVEL_WORDS.sub("", key)
        if short != key and " " in short and short not in _by_name():
            found.setdefault(short, {}).update(dict.fromkeys(named))
    return {short: tuple(named) for short, named in found.items()}


@cache
def _short_names() -> dict[str, tuple[BodyEntry, ...]]:
    found: dict[str, tuple[BodyEntry, ...]] = {}
    for short, id in read_table("shortnames.tsv"):
        found[key_of(short)] = (*found.get(key_of(short), ()), by_id()[id])
    return found


def body_of_symbol(symbol: str, on: str | None = None) -> BodyEntry | None:
    """The body whose documents bear this symbol, if there is just one.

    >>> body_of_symbol("BCT").name, body_of_symbol("TW")
    ('Bộ Công Thương', None)
    """
    found = [body for body in bodies() if body.symbol == symbol and body.exists(on)]
    return found[0] if len(found) == 1 else None


_PLACE_NAME = re.compile(
    r" (tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
    r" (?!trực|ủy\b|đoàn\b|hội\b)(\w[\w .'-]*)$"
)
_RELATED = re.compile(r"(?: có)? liên quan$| nêu trên$| khác$")
_POST = re.compile(
    r"^(?:phó )?(?:(?:bộ|thứ|thủ|cục|vụ|tổng cục|chi cục|viện|hiệu) trưởng|(?:tổng )?giám đốc|"
    r"thống đốc|tổng thanh tra|lãnh đạo|người đứng đầu|chánh(?= văn phòng| thanh tra))(?: các)? "
)
_KINDS = r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)"
_PLACES = re.compile(rf" (?:các )?({_KINDS}(?:(?:, và |, | và )(?:các )?{_KINDS})*)$")


def _lowest(match: re.Match[str]) -> str:
    """One kind of place for a row of them: the lowest, since a city may be of any level."""
    kinds = match[1]
    if re.search(r"(?<!thị )xã|phường|trấn|đặc khu", kinds):
        return " xã"
    return " huyện" if re.search(r"huyện|quận|thị xã", kinds) else " tỉnh"


def _keys(name: str) -> tuple[str, ...]:
    """Keys to try in turn: the name itself, without "liên quan", the place, the post."""
    key = key_of(name)
    keys = [key, bare := _RELATED.sub("", key)]
    keys.append(_PLACES.sub(_lowest, bare))
    keys += _without_place(bare)
    if post := _POST.match(bare):
        keys += [bare[post.end() :], *_without_place(bare[post.end() :])]
    return tuple(dict.fromkeys(keys))


# "UBND xã A, huyện B, tỉnh C": what stands after the first place only says where that is.
_WIDER = re.compile(
    r"( (?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố) [^,]+)"
    r", (?:huyện|quận|thị xã|tỉnh|thành phố|tp\.?) (?!thuộc\b)[^,]+.*$"
)


def _without_place(key: str) -> list[str]:
    key = _WIDER.sub(r"\1", key)
    if match := _PLACE_NAME.search(key):
        kind, stem = match[1], key[: match.start()]
        if kind == "tỉnh" or (kind in ("thành phố", "tp", "tp.") and is_city(match[2])):
            return [f"{stem} tỉnh", stem]
        kind = "huyện" if kind in ("thành phố", "tp", "tp.") else kind
        return [f"{stem} {kind}"]
    province = province_of(key)
    tail = f" {key_of(province.name)}" if province else " tỉnh"
    stem = key.removesuffix(tail).removesuffix(" thành phố")
    return [stem, f"{stem} tỉnh"] if stem != key else []


@lru_cache(maxsize=4096)
def body_id(
    name: str, on: str | None = None, province: str | None = None, level: str | None = None
) -> str | None:
    """The canonical id of a body, with its province where it is the body of one.

    ``province`` (a name or an id) and ``level`` are those of the document, for names that do not
    say them.

    >>> body_id("Sở KH&CN"), body_id("Uỷ ban nhân dân tỉnh Lạng Sơn")
    ('so-khoa-hoc-va-cong-nghe', 'ubnd/lang-son')
    >>> body_id("UBND tỉnh", province="Lạng Sơn")
    'ubnd/lang-son'
    """
    body = find_body(name, on, level)
    if body is None:
        return None
    if body.level not in _LOCAL or _PLURAL.search(fold(name)):
        return body.id
    own = province_of(name, on) if body.level in _OF_PROVINCE else None
    place = own.id if own else slug(province) if province else ""
    if body.level in _OF_PROVINCE:
        return f"{body.id}/{place}" if place else body.id
    key = key_of(name)
    if wider := _WIDER.search(key):
        stated = province_of(key[wider.end(1) :], on)
        place = stated.id if stated else place
    if match := _PLACE_NAME.search(_WIDER.sub(r"\1", key)):  # its name alone is no identity
        return f"{body.id}/{place}/{slug(match[0])}" if place else None
    return f"{body.id}/{place}" if place else body.id


_OF_PROVINCE = frozenset({"province", "party-province", "front-province"})
_BELOW = frozenset(
    {"district", "party-district", "front-district", "commune", "party-commune", "front-commune"}
)
_LOCAL = _OF_PROVINCE | _BELOW
_PLURAL = re.compile(r"\b(?:các|những|từng|mỗi)\b|, thành phố|, phường|cấp (?:tỉnh|huyện|xã)")
