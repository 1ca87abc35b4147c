"""The patterns from which names of bodies are read, made of ``bodywords.tsv`` and the registry.

All patterns are for folded text (:func:`folded`) unless they ask for capitals.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.language.lexicon import bodies, fold, provinces, words


def folded(text: str) -> str:
    """``text`` folded, offsets kept."""
    low = fold(text)
    if len(low) != len(text):  # not NFC: leave the tone marks alone
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("–", "-").replace("\u00a0", " ")


@cache
def pattern(kind: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern for the words of one list, whole words only."""
    return re.compile(rf"{before}(?:{_any(*words(kind))})(?![^\W_]){after}")


def _any(*items: str) -> str:
    return "|".join(map(re.escape, sorted(items, key=len, reverse=True)))


@cache
def printed_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded and printed names of all bodies by their first word, the longest first."""
    found: dict[str, dict[str, str]] = {}
    for body in bodies():
        for name in (body.name, *body.variants):
            if len(name) > 2 and name != "Trung ương":
                low = folded(name)
                found.setdefault(FIRST.findall(low)[0], {})[low] = name
    return {
        first: tuple(sorted(names.items(), key=lambda item: -len(item[0])))
        for first, names in found.items()
    }


@cache
def folded_names(first: str) -> tuple[str, ...]:
    """The folded names of all bodies that begin with a word."""
    return tuple(low for low, _ in printed_names().get(first, ()))


@cache
def province_name() -> re.Pattern[str]:
    names = {folded(name) for each in provinces() for name in (each.name, *each.variants)}
    return re.compile(rf" (?:{_any(*names, 'việt nam', 'trung ương', 'tw')})(?![^\W_])")


@cache
def place_kinds() -> re.Pattern[str]:
    """ " tỉnh", " các tỉnh, thành phố trực thuộc trung ương", " các xã, phường"."""
    kind = f"(?:{_any(*words('place'))})(?![^\\W_]| hội)"
    return re.compile(
        rf" (?:các |từng |mỗi |một số )?{kind}(?:(?:, | và |/)(?:các )?{kind})*"
        r"(?: trực thuộc (?:trung ương|tw|tỉnh))?"
    )


def may_open(text: str, at: int) -> bool:
    """Whether the word at ``at`` is one with which some name of a body begins."""
    word = _LETTERS.match(text, at)
    return word is not None and folded(word[0]) in _opening()


@cache
def _opening() -> frozenset[str]:
    phrases = [word for kind in ("head", "noun", "person", "container") for word in words(kind)]
    phrases += [
        each for row in (_ALL, _EACH, _COMRADE, _RANK, _WHO, _OFFICE) for each in row.split("|")
    ]
    phrases += [name for group in printed_names().values() for name, _ in group]
    return frozenset(match[0] for each in phrases if (match := _LETTERS.match(folded(each))))


_LETTERS = re.compile(r"[^\W_]+")
FIRST = re.compile(r"[^\s,;:/]+")
WORD = re.compile(r"[^\W_]+(?:[&.’'][^\W_]+)*")
ACRONYM = re.compile(r"[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯ0-9&\-.]+(?![^\W_])")
_ALL = "tất cả|toàn bộ|phần lớn"
_EACH = "các|những|từng|mỗi|mọi|một số|tất cả|toàn thể"
DETERMINER = re.compile(rf"(?:(?:{_ALL}) )?(?:{_EACH})(?= )")
NOT_NOUN = re.compile(  # words and verbs that begin like a noun
    r"ban hành|tổ chức (?:thực|triển|quán|tuyên|hội|xây|rà|đánh|kiểm|thi|đào|bồi|tập|học|lấy|sơ|"
    r"tổng|các|lại|cho|tốt|nghiên)|cơ sở (?:dữ|hạ|để|vật|pháp|chính|lý|đó)|"
    r"bộ (?:máy|tiêu|chỉ số|luật|dữ|phận|công cụ)|hội (?:nghị|thảo|nhập|tụ)|trường (?:hợp|quốc)|"
    r"phòng,? (?:chống|ngừa|cháy)|viện (?:trợ|dẫn)|sở hữu|cấp (?:phép|bách|thiết|phát|giấy|mới)|"
    r"báo cáo|xã hội(?! -)|quỹ đất|vụ việc|đơn vị hành chính|tỉnh thức|thôn tính|cục bộ|cục diện|"
    r"ngành nghề|đài thọ|khoa học|khu vực|đội ngũ|tổ hợp|đoàn kết|hội đủ|trạm thu"
)
VERB_AHEAD = re.compile(  # a modifier that is a verb here
    r" (?:chủ trì(?=,| \w)|quản lý (?:chặt|tốt|và|,)|sử dụng (?:hiệu|có)|học tập|tham mưu(?= \w)|"
    r"đào tạo(?=,)|nghiên cứu(?=,| (?:xây|đề|sửa|ban|bổ|để|hoàn)))"
)
BARE = frozenset({"tổ chức", "thanh tra", "cán bộ", "lĩnh vực", "công an", "cộng đồng"})
LEVEL = re.compile(
    r" (?:cấp (?:tỉnh|huyện|xã|cơ sở|trên|trung ương)|các cấp|cùng cấp)"
    r"(?:, (?:cấp )?(?:huyện|xã))*(?: và (?:cấp )?xã)?(?![^\W_])"
)
RELATED = re.compile(r" (?:(?:có )?liên quan|khác|nêu trên|còn lại|hữu quan)(?![^\W_])")
UNITS = re.compile(r" các đơn vị, địa phương(?![^\W_])")
AREA = re.compile(r" (?:chi nhánh (?:tại )?)?(?:khu vực|số) (?:[ivx]+|\d+)(?![^\W_])| chi nhánh")
OF = re.compile(r" (?:thuộc(?:, trực thuộc)?|của|trực thuộc) (?=\w)")
OWN = re.compile(
    r" (?:thuộc(?:, trực thuộc)?|của|trực thuộc) (?:bộ|sở|tỉnh|thành phố|tập đoàn|ngành)(?=[,;.]|$)"
)
CLOSED = re.compile(
    r"(?:ngang bộ|thuộc chính phủ|trực thuộc (?:trung ương|tw)|liên quan|khác|còn lại|hữu quan)$"
)
OFFICE_CLASS = ("ngang bộ", "thuộc chính phủ")
GROUP_GAP = re.compile(r", và |, | và | hoặc |/")
ALSO = re.compile(r"(?:, và |, | và )(?=\w)")
NAME_GAP = re.compile(r" - | và | & |, |[ -]")
SERIES = re.compile(r"[^,;\n.]{0,40}? và (\w)")
_COMRADE = "các đồng chí|đồng chí"
_RANK = "phó|nguyên"
TITLE = re.compile(rf"(?:(?:{_COMRADE}) )?(?:(?:{_RANK}) )?")
_WHO = "giám đốc|thủ trưởng|bộ trưởng|chủ tịch|lãnh đạo"
_OFFICE = "ubnd|ủy ban nhân dân|công an|đảng ủy"
SHARED = re.compile(
    rf"(?:(?P<who>{_WHO}) )?(?:các (?P<kind>bộ|sở|ban|phòng|cục|vụ)|"
    rf"(?P<office>{_OFFICE}) các (?P<place>tỉnh|xã|phường|huyện))(?:: ?| (?=[^\W\d_]))"
)
BREAK = re.compile(r"[;\n]|,(?!\d)|(?<= )(?:và|cùng|Và)(?= )")
COUNTED = re.compile(r"\s?\(\d{1,2}\)\s+(?=[^\W\d_])")  # "Sở Y tế (2) Công an tỉnh"
ROLE = re.compile(r" (?:chủ trì|phối hợp|(?:chủ trì |tổ chức )?thực hiện)$")  # no part of a name
OF_ALL = re.compile(  # "Người đứng đầu các bộ, ngành, địa phương": one post of each of them
    r"(?:, và |, | và )(?:địa phương|tỉnh|thành phố)(?![^\W_])"
)
LOCALITIES = frozenset({"địa phương", "tỉnh", "thành phố", "huyện", "xã", "phường", "đặc khu"})
ORGANISATIONS = re.compile(r"(?:các )?tổ chức (?:chính trị|đoàn thể)")
MANY = re.compile(
    r"\bcác (?:tỉnh|thành phố|địa phương|huyện)(?:(?:, | và )(?:tỉnh|thành phố|huyện))* [^,;]*\w$"
)
NAME_END = re.compile(
    r"(?:tỉnh|thành phố|huyện|quận|xã(?! hội)|phường|thị trấn|đặc khu|liên quan|khác|các|cấp)"
    r"(?![^\W_])"
)
MANAGING = re.compile(r"(?:ban quản lý|bql)(?![^\W_])")
MANAGED_GAP = re.compile(r"(?:, | và | )(?:các )?")
DASH_PLACE = re.compile(r" - (?=\w)")
FIELD_GAP = re.compile(r", | và ")
AFTER_FIELD = re.compile(  # what follows a subject that still belongs to the name before it
    r"\s*(?:$|[,;.:)\n/(]|(?:tỉnh|thành phố|huyện|quận|xã|phường|đặc khu|khu vực|trung ương|"
    r"các cấp|cấp|chủ trì|phối hợp|thuộc|của|trên địa bàn|các (?:tỉnh|huyện|xã|phường))(?![^\W_]))"
)
AFTER_SERIES = re.compile(  # after "và" the series is closed, and only a verb's object would go on
    AFTER_FIELD.pattern[:-1] + r"|(?:và|có|tổ chức|thực hiện|tham mưu|xây dựng|triển khai|rà soát|"
    r"hướng dẫn|tiếp tục|tăng cường|lập|báo cáo|đẩy mạnh|liên quan|nông thôn)(?![^\W_]))"
)
