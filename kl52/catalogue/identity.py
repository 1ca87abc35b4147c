"""The identity of a document: its Akoma Ntoso work URI, and the key of its number.

In: the facts by which a document is known (type, number, date, issuer, province).
Out: ``/akn/vn/act/{type}/{issuer}/{date}/{number}``, the same for every way in
which these facts are commonly written (``08/NQ-CP`` and ``8/NQ-CP``, ``Ủy ban``
and ``Uỷ ban``, ``Ban Bí thư`` and ``Ban Bí thư Trung ương Đảng``). A number alone
is never an identity: Party numbers restart with each congress term, provincial
ones exist in every province.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kl52.language.symbols import symbol_of

# A document names the same bodies and numbers again and again.
MOST_KEPT = 10_000

_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−﹣-"), "-")
_BARRED = str.maketrans("Ðð", "Đđ")  # the Icelandic letter looks the same, and stands in old files
_JOINT = re.compile(r"(?<=ttlt)/|(?<=nqlt)/")  # joint ones are written both ways
_ZEROS = re.compile(r"^0+(?=\d)")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_PLACE = re.compile(r"^(?:tinh|thanh-pho|tp|t-p)-")

_CENTRAL = (
    (re.compile(r"bo-chinh-tri(?:-va)?-ban-bi-thu"), "bct-bbt"),
    (re.compile(r"bo-chinh-tri"), "bct"),
    (re.compile(r"bct$"), "bct"),
    (re.compile(r"ban-bi-thu|bbt$"), "bbt"),
    (re.compile(r"(?:hoi-nghi-.*)?(?:ban-chap-hanh|bch)-(?:trung-uong|tw)|bchtw"), "bchtw"),
    (re.compile(r"hoi-nghi-(?:lan-thu-.*-)?trung-uong"), "bchtw"),
    (re.compile(r"trung-uong(?:-dang)?(?:-khoa-.*)?$"), "bchtw"),
    (re.compile(r"(?:thu-tuong|ttg)(?:-chinh-phu)?$"), "ttg"),
    (re.compile(r"(?:chinh-phu|cp)$"), "cp"),
    (re.compile(r"(?:uy-ban|ub)-?(?:thuong-vu|tv)-?(?:quoc-hoi|qh)"), "ubtvqh"),
    (re.compile(r"(?:quoc-hoi|qh)(?:-khoa-.*)?$"), "quoc-hoi"),
    (re.compile(r"van-phong-(?:trung-uong|tw)"), "vptw"),
)
_COUNCIL = re.compile(
    r"(?:chu-tich-)?(?P<body>uy-ban-nhan-dan|ubnd|hoi-dong-nhan-dan|hdnd)(?:-(?P<place>.+))?$"
)
_COMMITTEE = re.compile(
    r"(?:(?:ban-thuong-vu|btv|ban-chap-hanh|bch)-)?(?:tinh-uy|thanh-uy|tu)(?:-(?P<place>.+))?$"
)
_HEAD = re.compile(
    r"^(?:(?:bo-truong|giam-doc|chanh)-(?=bo-|so-|van-phong-)|thong-doc-(?=ngan-hang-)"
    r"|chanh-an-(?=toa-an-)|vien-truong-(?=vien-kiem-sat-)|tong-(?=thanh-tra-|kiem-toan-))"
)
_OFFICE = re.compile(r"(?:bo|so|van-phong)-")
_BUREAU = re.compile(r"^(?:ban-thuong-vu|btv|ban-chap-hanh|bch)-")


@lru_cache(maxsize=MOST_KEPT)
def slug(text: str) -> str:
    """The words of ``text`` in lower case without marks, joined by hyphens.

    >>> slug("Quyết định"), slug("Uỷ ban nhân dân tỉnh Đắk Lắk")
    ('quyet-dinh', 'uy-ban-nhan-dan-tinh-dak-lak')
    """
    plain = text.lower().replace("đ", "d")
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", plain)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


# The figures of a number, and its codes, which many numbers share.
_NUMBERED = re.compile(r"([0-9]+)([-/].*)", re.DOTALL)


@lru_cache(maxsize=MOST_KEPT)
def number_key(number: str) -> str:
    """The form of a number in which two spellings of it are equal.

    >>> number_key("08/NQ-CP"), number_key("8/NQ–CP"), number_key("06-Ctr/TU")
    ('8/nq-cp', '8/nq-cp', '6-ctr/tu')
    >>> number_key("89/2015/N\N{LATIN CAPITAL LETTER ETH}-CP")
    '89/2015/nđ-cp'
    >>> number_key("12/2009/TTLT/BYT-BTC") == number_key("12/2009/TTLT-BYT-BTC")
    True
    """
    split = _NUMBERED.fullmatch(number)
    return (split[1].lstrip("0") or "0") + _key(split[2]) if split else _key(number)


@lru_cache(maxsize=MOST_KEPT)
def _key(number: str) -> str:
    text = unicodedata.normalize("NFC", number).translate(_HYPHENS).translate(_BARRED)
    return _JOINT.sub("-", _ZEROS.sub("", "".join(text.split())).casefold())


@lru_cache(maxsize=MOST_KEPT)
def issuer_slug(issuer: str | None, number: str | None = None, province: str | None = None) -> str:
    """The slug of a body that issues documents; from the number's symbol where it is not named.

    >>> issuer_slug("Ban Bí thư Trung ương Đảng"), issuer_slug("Thủ tướng Chính phủ")
    ('bbt', 'ttg')
    >>> issuer_slug("Ủy ban nhân dân tỉnh Lạng Sơn"), issuer_slug("Tỉnh uỷ", province="Lạng Sơn")
    ('ubnd-lang-son', 'tu-lang-son')
    >>> issuer_slug("Bộ Khoa học và Công nghệ"), issuer_slug("Sở Nội vụ", province="tỉnh Lạng Sơn")
    ('bkhcn', 'snv-lang-son')
    >>> issuer_slug("Ủy ban nhân dân xã Ba Sơn", province="Lạng Sơn"), issuer_slug(None, "27-NQ/TW")
    ('ubnd-xa-ba-son-lang-son', 'tw')
    """
    place = _PLACE.sub("", slug(province or ""))
    if not issuer:
        symbol = re.split(r"[/-]", number or "")[-1]
        name = slug(symbol) if re.search(r"[A-Za-zĐđ]", symbol) else "unknown"
        local = name in {"ubnd", "hdnd", "tu"} or name.startswith("s")
        return f"{name}-{place}" if place and local else name
    name = _HEAD.sub("", slug(issuer))
    for pattern, short in _CENTRAL:
        if pattern.match(name):
            return short
    if found := _COMMITTEE.match(name):
        return "-".join(filter(None, ("tu", place or _PLACE.sub("", found["place"] or ""))))
    if found := _COUNCIL.match(name):
        body = {"uy-ban-nhan-dan": "ubnd", "hoi-dong-nhan-dan": "hdnd"}.get(
            found["body"], found["body"]
        )
        own = _PLACE.sub("", found["place"] or "")
        if own in {"tinh", "thanh-pho", "tp"}:
            own = ""
        return "-".join(filter(None, (body, own, place if place != own else "")))
    if _OFFICE.match(name):
        if place:
            name = re.sub(rf"-(?:(?:tinh|thanh-pho|tp)-)?{re.escape(place)}$", "", name)
        tail = ""
        if found := re.search(r"-(?:tinh|thanh-pho)-(.+)$", name):
            name, tail = name[: found.start()], found[1]
        initials = "".join(word[0] for word in name.split("-") if word != "va")
        return "-".join(filter(None, (initials, place or tail)))
    name = _BUREAU.sub("", name)
    return name if not place or name.endswith(place) else f"{name}-{place}"


@lru_cache(maxsize=MOST_KEPT)
def work_uri(
    type: str | None,
    number: str | None,
    date: str | None,
    issuer: str | None,
    province: str | None = None,
    title: str | None = None,
) -> str:
    """The Akoma Ntoso work URI of a document.

    ``date`` is ISO, or a year where no more is known; without it the year in the
    number stands in, else ``nodate``. ``province`` is needed where the issuer does
    not name it. ``title`` stands in for the number of a document that has none.
    ``Chương trình hành động`` and ``Chương trình`` are one type: numbers run on. A
    ``Văn bản`` whose number names no type is a ``Công văn`` (Decree 30/2020/NĐ-CP, Annex I).

    >>> work_uri("Quyết định", "142/QĐ-TTg", "2020-01-21", "Thủ tướng Chính phủ")
    '/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg'
    >>> work_uri("KẾ HOẠCH", "48/KH-UBND", "2020-02-17", "UBND tỉnh Lạng Sơn")
    '/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd'
    >>> work_uri("Quyết định", "142/2008/QĐ-TTg", None, None)
    '/akn/vn/act/quyet-dinh/ttg/2008/142-2008-qd-ttg'
    >>> work_uri("Nghị quyết", "08/NQ-CP", None, "Chính phủ")
    '/akn/vn/act/nghi-quyet/cp/nodate/8-nq-cp'
    >>> work_uri("Văn bản", "2210/VPCP-NN", "2024-04-02", "Văn phòng Chính phủ")
    '/akn/vn/act/cong-van/vpcp/2024-04-02/2210-vpcp-nn'
    >>> work_uri("Điều lệ", None, None, None, title="Điều lệ Đảng")
    '/akn/vn/act/dieu-le/unknown/nodate/dieu-le-dang'
    """
    when = date
    if not when:
        year = _YEAR.search(number or "")
        when = year[1] if year else "nodate"
    last = number_slug(number) if number else slug(title or "")[:60].strip("-") or "nonumber"
    kind = slug(type or "").removesuffix("-hanh-dong") or "van-ban"
    if kind == "van-ban" and type and number and _names_no_type(number):
        kind = "cong-van"
    return "/akn/vn/act/" + "/".join(
        (kind, issuer_slug(issuer, None if issuer else number, province), when, last)
    )


def _names_no_type(number: str) -> bool:
    """Whether a number is that of a letter, number/organ-unit: ``2210/VPCP-NN``."""
    symbol = symbol_of(number)
    if symbol is None or symbol.party or symbol.year is not None:
        return False
    return len(symbol.codes) > 1 and symbol.type_code is None


@lru_cache(maxsize=MOST_KEPT)
def number_slug(number: str) -> str:
    """The last part of a work URI; like :func:`slug`, but it keeps the dot of ``66.13/2026``.

    >>> number_slug("066.13/2026/NQ-CP"), number_slug("52 – KL/TW")
    ('66.13-2026-nq-cp', '52-kl-tw')
    """
    key = number_key(number)
    split = _NUMBERED.fullmatch(key)
    tail = _slugs(split[2]) if split else ""
    return f"{split[1]}-{tail}" if split and tail[:1].isalnum() else _slugs(key)


@lru_cache(maxsize=MOST_KEPT)
def _slugs(key: str) -> str:
    return ".".join(map(slug, key.split(".")))


_NORMATIVE = re.compile(r"(/akn/vn/act/[^/]+/[^/]+)/[^/]+/([^/]*-(?:19|20)\d\d-[^/]+)$")


@lru_cache(maxsize=MOST_KEPT)
def work_key(id: str) -> str:
    """A work URI without its date where the number holds the year, and so is given once.

    Two mentions of ``30/2020/NĐ-CP``, one with and one without its date, mean one document.

    >>> work_key("/akn/vn/act/nghi-dinh/cp/2020-03-05/30-2020-nd-cp")
    '/akn/vn/act/nghi-dinh/cp/30-2020-nd-cp'
    >>> work_key("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg")
    '/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg'
    """
    found = _NORMATIVE.match(id)
    return f"{found[1]}/{found[2]}" if found else id
