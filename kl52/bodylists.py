"""Where names of bodies begin and end in Vietnamese text, and how printed lists split.

Three kinds of name: *named* bodies (``Sở Du lịch``: a name of the registry, or a head noun
and its words), *persons* (``Giám đốc Sở Y tế``) and *groups* of generic nouns that share a
modifier (``các sở, ban, ngành liên quan``). Offsets count in the text given. Every scan goes
forward only, so time is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.lexicon import bodies, fold, provinces
from kl52.spans import Span


def _any(words: str) -> str:
    """A pattern for any of the words (separated by ``|``), the longest first."""
    return "|".join(sorted(map(re.escape, words.split("|")), key=len, reverse=True))


# Head nouns that open the name of one body, as they stand in folded text.
_HEADS = _any(
    "bộ|sở|cục|vụ|tổng cục|chi cục|ban|ủy ban|ubnd|hđnd|hội đồng|hội đồng nhân dân|văn phòng|vp|"
    "thanh tra|công an|viện|học viện|viện hàn lâm|viện kiểm sát|tòa án|kiểm toán|kho bạc|trường|"
    "đại học|đại học quốc gia|trung tâm|đài|báo|tạp chí|thông tấn xã|cổng thông tin điện tử|cơ quan|"
    "cổng dịch vụ công|nhà xuất bản|thư viện|bảo tàng|bệnh viện|trạm|phòng|phân hiệu|cơ sở|tổ|tiểu ban|"
    "đội|hội|tổng hội|liên hiệp|liên đoàn|tổng liên đoàn|liên minh|hiệp hội|đoàn|tỉnh đoàn|thành đoàn|"
    "trung ương đoàn|trung ương hội|mặt trận|mttq|ubmttq|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|"
    "đảng bộ|chi bộ|ban cán sự đảng|đảng đoàn|quân ủy|thường trực|ban thường vụ|btv|ngân hàng|nhnn|"
    "bảo hiểm xã hội|bhxh|tập đoàn|tổng công ty|công ty|doanh nghiệp|khu|quỹ|sàn|nhà máy|hợp tác xã|"
    "thống kê|thuế|hải quan|chi nhánh|thi hành án dân sự|bộ đội biên phòng|quốc hội|chính phủ|bql|"
    "bộ chỉ huy|bộ tư lệnh|quân khu|quân chủng|binh chủng|tổ chức|cấp ủy|chính quyền|địa phương|"
    "các|những|từng|mỗi|đơn vị|tổ công tác|ban chỉ đạo|ban quản lý|nxb|lđlđ|vksnd|tand|trung ương"
)
_HEAD = re.compile(rf"(?:{_HEADS})(?![^\W_])")
# Units of a larger body: the larger one may follow within the name ("Văn phòng Sở Y tế").
_CONTAINER = re.compile(
    r"(?:văn phòng|vp|đảng ủy|đảng bộ|ban cán sự đảng|đảng đoàn|thường trực|ban thường vụ|btv|"
    r"ban thường trực|thanh tra|công đoàn|chi bộ|ban chấp hành|ủy ban kiểm tra|đoàn thanh niên|"
    r"lãnh đạo|tập thể lãnh đạo|tổ công tác|ban lãnh đạo|hội đồng tư vấn)(?: (?:của|các))?(?= )"
)
_PERSON = re.compile(
    r"(?:(?:các )?đồng chí )?(?:phó |nguyên )?(?:"
    + _any(
        "bộ trưởng|thứ trưởng|thủ trưởng|thống đốc|tổng thanh tra|tổng kiểm toán|"
        "chủ nhiệm|tổng giám đốc|giám đốc|chủ tịch|bí thư|người đứng đầu|trưởng ban|trưởng phòng|"
        "chánh văn phòng|chánh thanh tra|chánh án|viện trưởng|cục trưởng|vụ trưởng|hiệu trưởng|"
        "tổng cục trưởng|chi cục trưởng|trưởng|chỉ huy trưởng|tư lệnh|tổng biên tập|lãnh đạo|"
        "đại diện|thành viên|trưởng đoàn|chủ đầu tư|tổng bí thư|thủ tướng|phó thủ tướng|bí thư đảng ủy|"
        "bí thư cấp ủy|trưởng các đoàn thể|viện trưởng viện kiểm sát nhân dân tối cao"
    )
    + r")(?![^\W_])"
)
_DETERMINER = re.compile(
    r"(?:(?:tất cả|toàn bộ|đại diện|phần lớn) )?(?:các|những|từng|mỗi|mọi|một số|tất cả|toàn thể)(?= )"
)
# Generic nouns; those of one syllable and "tổ chức" also begin other words and verbs.
_NOUN = re.compile(
    r"(?:"
    + _any(
        "bộ|sở|ban|ngành|cơ quan|đơn vị|tổ chức|địa phương|doanh nghiệp|cá nhân|đoàn thể|hiệp hội|hội|"
        "tập đoàn|tổng công ty|công ty|trường|trường học|nhà trường|học viện|viện|cơ sở|cấp ủy|cấp|"
        "tổ chức đảng|đảng ủy|đảng bộ|chi bộ|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|tỉnh|thành phố|"
        "huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|chính quyền|lực lượng|phòng|chi cục|trung tâm|cục|"
        "vụ|tổng cục|chủ đầu tư|nhà đầu tư|hợp tác xã|nhà khoa học|chuyên gia|ngân hàng|quỹ|cộng đồng|"
        "người dân|hộ gia đình|hội đồng|ủy ban|bệnh viện|báo|đài|tạp chí|nhà xuất bản|thôn|tổ dân phố|"
        "khu công nghiệp|khu kinh tế|khu công nghệ cao|tổ chức chính trị|mặt trận|ban đảng|ban chỉ đạo|"
        "đảng đoàn|ban cán sự đảng|liên hiệp|hội quần chúng|hội đặc thù|đại học|phân hiệu|ủy ban nhân dân|"
        "hội đồng nhân dân|ubnd|hđnd|cán bộ|công chức|viên chức|đảng viên|đồng chí|chủ thể|lĩnh vực|"
        "văn phòng|thanh tra|nhà thầu|trạm|khoa|tổ công tác|ban quản lý|công an|tòa án|viện kiểm sát"
    )
    + r")(?![^\W_])"
)
_NOT_NOUN = re.compile(
    r"ban hành|tổ chức (?:thực|triển|quán|tuyên|hội|xây|rà|đánh|kiểm|thi|đào|bồi|tập|học|lấy|sơ|tổng|các|lại)|"
    r"cơ sở (?:dữ|hạ|để|vật|pháp|chính|lý)|bộ (?:máy|tiêu|chỉ số|luật|dữ|phận|công cụ)|hội (?:nghị|thảo|nhập|tụ)|"
    r"trường (?:hợp|quốc)|phòng,? (?:chống|ngừa|cháy)|viện (?:trợ|dẫn)|sở hữu|cấp (?:phép|bách|thiết|phát|giấy|mới)|"
    r"báo cáo|xã hội(?! -)|quỹ đất|vụ việc|thanh tra,|đại diện|đơn vị hành chính|tỉnh (?:trạng|thức)|thôn(?:g| tính)|cục bộ|"
    r"ngành nghề|công an nhân dân(?= và quân)|cấp (?:trên|dưới) trực"
)
_MODIFIERS = _any(
    "liên quan|có liên quan|khác|nêu trên|nói trên|ngang bộ|thuộc chính phủ|quản lý ngành, lĩnh vực|"
    "quản lý chuyên ngành|quản lý ngành|quản lý nhà nước|quản lý|trực thuộc|trực thuộc trung ương|"
    "trực thuộc tw|trung ương|ở trung ương|ở địa phương|cấp tỉnh|cấp huyện|cấp xã|cấp cơ sở|các cấp|"
    "cấp trung ương|cùng cấp|nhà nước|chuyên môn|chức năng|hành chính|hành chính nhà nước|"
    "chính trị - xã hội|chính trị xã hội|chính trị|xã hội - nghề nghiệp|xã hội nghề nghiệp|xã hội|"
    "thông tấn, báo chí|thông tấn|báo chí|truyền thông|sự nghiệp|sự nghiệp công lập|công lập|công ích|"
    "ngoài công lập|đại học|cao đẳng|nghiên cứu|đào tạo|giáo dục|y tế|kinh tế|tín dụng|đảng|quần chúng|"
    "khoa học|khoa học và công nghệ|giáo dục đại học|giáo dục nghề nghiệp|trong và ngoài nước|"
    "trong nước|nước ngoài|quốc tế|ở nước ngoài|đại diện việt nam ở nước ngoài|trên địa bàn|"
    "trên địa bàn tỉnh|trên địa bàn thành phố|trên địa bàn xã|trên địa bàn toàn tỉnh|trên cả nước|"
    "trong toàn tỉnh|trong tỉnh|toàn tỉnh|của tỉnh|của trung ương|tỉnh|thành phố|huyện|xã|phường|"
    "có thẩm quyền|đủ điều kiện|được giao|được phân công|được lựa chọn|được giao nhiệm vụ|chủ quản|"
    "địa phương|công nghệ số|công nghệ|viễn thông|nhỏ và vừa|thành viên|hội viên|tương đương|ngành dọc|"
    "đóng trên địa bàn|thuộc tỉnh|thuộc thành phố|trực thuộc tỉnh|bảo vệ pháp luật|tư pháp|nội chính|"
    "ủy|đoàn thể|vũ trang|dân cử|tham mưu|thường trực|chủ trì|sản xuất|sản xuất, kinh doanh|"
    "sản xuất kinh doanh|kinh doanh|khởi nghiệp|văn hóa|thể thao|du lịch|nông nghiệp|công nghiệp|"
    "thương mại|dạy nghề|mầm non|phổ thông|học|đảng các cấp|trực tiếp quản lý|sử dụng|chủ chốt|tỉnh ủy|"
    "thông tin|ngoại giao|dịch vụ|tài chính|tín ngưỡng|tôn giáo"
)
_MODIFIER = re.compile(rf" (?:{_MODIFIERS})(?![^\W_])")
# "chủ trì" qualifies "cơ quan" only where no verb phrase follows it.
_VERB_AHEAD = re.compile(r" (?:chủ trì(?=,| \w)|quản lý (?:chặt|tốt|và|,)|sử dụng (?:hiệu|có)|học tập|tham mưu(?= \w)|đào tạo(?=,)|nghiên cứu(?=,| (?:xây|đề|sửa|ban|bổ|để|hoàn)))")
_PLACE = _any("tỉnh|thành phố|tp.|tp|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|khu vực")
_PLACES = re.compile(
    rf" (?:các |từng |mỗi |một số )?(?:{_PLACE})(?:(?:, | và |/)(?:các )?(?:{_PLACE})(?![^\W_]))*(?![^\W_])"
    r"(?: trực thuộc (?:trung ương|tw|tỉnh))?"
)
_LEVEL = re.compile(r" (?:cấp (?:tỉnh|huyện|xã|cơ sở|trên|trung ương)|các cấp|cùng cấp)(?:, cấp (?:huyện|xã))*(?: và cấp xã)?(?![^\W_])")
_RELATED = re.compile(r" (?:có )?liên quan(?![^\W_])| khác(?![^\W_])| nêu trên(?![^\W_])")
_OF = re.compile(r" (?:thuộc|của|trực thuộc)(?= )")
_AREA = re.compile(r" (?:khu vực|số) (?:[ivx]+|\d+)(?![^\W_])")
_CLOSED = re.compile(r"(?:ngang bộ|thuộc chính phủ|trực thuộc (?:trung ương|tw)|liên quan|khác)$")
_WORD = re.compile(r"[^\W_]+(?:[&.’'][^\W_]+)*")
_ACRONYM = re.compile(r"[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯ0-9&\-.]+(?![^\W_])")
_BREAK = re.compile(r"[;\n]|,(?!\d)|(?<= )(?:và|cùng|Và)(?= )")
_BETWEEN = re.compile(r"(?:[\s;,.•:+*–-]+|(?:và|cùng với|cùng|với|hoặc)(?=\s))+", re.I)
_LIST = re.compile(r"\s*(?:[;,]|(?:,\s*)?(?<=[\s,])(?:và|cùng với|cùng)(?=\s))\s*")
# First words of what a body does; they end a name whose words are not in the registry.
_VERBS = frozenset(
    "chủ phối chịu thực tổ hướng tham rà tiếp căn theo trong khi tại để đã được không phải cần "
    "nghiên triển đẩy tăng chỉ giám đôn hoàn trình đề bố giao có là và với cùng do thì sẽ đang "
    "nâng tạo thường kịp khẩn tập tuyên phổ ưu bảo lồng gửi quán lãnh xác cập vận rút ban lập "
    "trực tự từ về vào ngoài đối nếu nhằm hoặc như thuộc trên của cho bằng sau trước đến chủ".split()
)
_VERB_PAIRS = frozenset(
    "xây dựng|kiểm tra|báo cáo|tổng hợp|bảo đảm|quản lý|thông báo|ban hành|công bố|đầu tư|hỗ trợ|xem xét|"
    "quyết định|phê duyệt|thẩm định|tiếp nhận|cung cấp|theo dõi|thẩm tra|bồi dưỡng|đào tạo|đánh giá|sửa đổi|"
    "bổ sung|chuẩn bị|làm việc|phân công|phân bổ|cử cán|mở rộng|phát huy|phát triển|sắp xếp|kiện toàn".split("|")
)


def _fold(text: str) -> str:
    """``text`` folded, offsets kept."""
    folded = fold(text)
    if len(folded) != len(text):  # not NFC: leave the tone marks alone
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return folded.replace("–", "-").replace("\u00a0", " ")


@cache
def _names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded name and printed name of every body by the first word, the longest first."""
    found: dict[str, dict[str, str]] = {}
    for body in bodies():
        for name in (body.name, *body.variants):
            if len(name) > 2 and name != "Trung ương":
                folded = _fold(name)
                found.setdefault(folded.split()[0], {})[folded] = name
    return {
        first: tuple(sorted(names.items(), key=lambda item: -len(item[0])))
        for first, names in found.items()
    }


@cache
def _province_names() -> re.Pattern[str]:
    names = {_fold(name) for each in provinces() for name in (each.name, *each.variants)}
    names |= {"việt nam", "trung ương", "tw"}
    return re.compile(rf" (?:{_any('|'.join(names))})(?![^\W_])")


def _boundary(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() or text[at] in "&")


class _Reader:
    """One text with its folded form; every method reads at an offset and returns the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = _fold(text)

    def one(self, at: int, depth: int = 0) -> int | None:
        """The end of the body that begins at ``at``: a person, a named body or a group."""
        if depth > 4 or at >= len(self.text):
            return None
        return self.person(at, depth) or self.named(at, depth) or self.group(at, depth)

    def person(self, at: int, depth: int) -> int | None:
        match = _PERSON.match(self.low, at)
        if match is None:
            return None
        known = self.registered(at)
        end = max(match.end(), known or 0)
        if known is None and (body := self.inner(end, depth)):
            return body
        return self.tail(end, depth)

    def inner(self, at: int, depth: int) -> int | None:
        """The body that follows a title or a container, after a space."""
        if self.low[at : at + 1] != " ":
            return None
        for word in (" của ", " "):
            if self.low.startswith(word, at):
                return self.one(at + len(word), depth + 1)
        return None

    def registered(self, at: int) -> int | None:
        """The end of the longest name of the registry at ``at``."""
        first = re.compile(r"[^\s,;]+").match(self.low, at)
        if first is None:
            return None
        for folded, printed in _names().get(first[0], ()):
            end = at + len(folded)
            if not self.low.startswith(folded, at) or not _boundary(self.text, end):
                continue
            if printed.isupper() or (" " not in printed and printed[1:2].isupper()):
                if self.text.startswith(printed, at):
                    return end
            elif self.text[at].isupper() or (printed[0].islower() and " " in printed):
                return end
        return None

    def named(self, at: int, depth: int) -> int | None:
        known = self.registered(at)
        if known is not None and not self.text[at].isupper():
            known = None  # a class ("các sở, ban, ngành"): the grammar of groups reads it
        if known is not None and _DETERMINER.match(self.low, at):
            known = None
        if known is not None:
            end = self.tail(self.more(known), depth)
            if _CONTAINER.fullmatch(self.low[at:known] + " "[:0]) and end == known:
                return self.inner(known, depth) or end
            return end
        if not self.text[at].isupper():
            return None
        if container := _CONTAINER.match(self.low, at):
            body = self.inner(container.end(), depth)
            if body:
                return body
        head = _HEAD.match(self.low, at)
        if head is None:
            acronym = _ACRONYM.match(self.text, at)
            return self.tail(acronym.end(), depth) if acronym else None
        if _DETERMINER.match(self.low, at) or self.generic(at):
            return None
        end = self.words(head.end())
        return self.tail(end, depth)

    def generic(self, at: int) -> bool:
        """Whether a head noun at ``at`` stands for a class ("Cơ quan, tổ chức liên quan")."""
        noun = _NOUN.match(self.low, at)
        if noun is None:
            return False
        rest = noun.end()
        return (
            rest == len(self.text)
            or self.text[rest] in ",;/."
            or bool(_MODIFIER.match(self.low, rest) and not self.text[rest + 1].isupper())
            or self.low.startswith((" và ", " hoặc "), rest)
        )

    def words(self, at: int) -> int:
        """The end of the proper words of a name that is not in the registry."""
        end = at
        while True:
            gap = re.compile(r" - | và |, |[ -]").match(self.low, end)
            if gap is None:
                return end
            word = _WORD.match(self.text, gap.end())
            if word is None:
                return end
            upper = word[0][0].isupper()
            if gap[0] == " " and not upper:
                if not self.lower_word(end, word):
                    return end
            elif not upper or (_HEAD.match(self.low, word.start()) and not self.inside(at, word)):
                return end
            elif gap[0] == ", " and not self.series(word.end()):
                return end
            elif gap[0] in (" và ", ", ") and _ACRONYM.fullmatch(word[0]):
                return end
            end = word.end()

    def inside(self, at: int, word: re.Match[str]) -> bool:
        """Whether a head noun belongs to the name: right after the head, or as its object."""
        if self.text[at : word.start()].strip() == "":
            return True
        return self.low[word.start() : word.end()] in {"khu", "quỹ", "cơ", "tổ", "đội", "thuế"}

    def lower_word(self, end: int, word: re.Match[str]) -> bool:
        """Whether a word in lower case goes on with the name that ends at ``end``."""
        low = self.low[word.start() : word.end()]
        if self.text[:end].endswith(("Thông", "Tổng", "Bảo", "Kiểm", "Xây", "Quản", "Giám", "Tuyên")):
            return True
        pair = self.low[word.start() : word.end() + 12].split()[:2]
        if low in _VERBS or " ".join(pair) in _VERB_PAIRS:
            last = self.low[:end].rsplit(" ", 1)[-1]
            return self.text[end - len(last)].isupper() and low in {"xây", "trực", "tự", "lập"}
        return not re.compile(rf"(?:{_PLACE}|liên quan|khác|các|cấp)(?![^\W_])").match(
            self.low, word.start()
        )

    def series(self, at: int) -> bool:
        """Whether a comma inside a name is closed by "và" and a capital ("…, Thể thao và Du lịch")."""
        close = re.compile(r"[^,;\n.]{0,40}? và (\w)").match(self.text, at)
        return bool(
            close and close[1].isupper() and not _HEAD.match(self.low, close.start(1))
        )

    def more(self, at: int) -> int:
        """Proper words after a name of the registry ("Trung tâm … Lạng Sơn", "… Hoàng Văn Thụ")."""
        end = at
        while gap := re.compile(r" (?=\w)").match(self.text, end):
            word = _WORD.match(self.text, gap.end())
            if (
                word is None
                or not word[0][0].isupper()
                or self.low[word.start() : word.end()] in ("và", "trung")
                or _HEAD.match(self.low, word.start())
                or _PERSON.match(self.low, word.start())
            ):
                break
            end = word.end()
        return end

    def tail(self, at: int, depth: int = 0) -> int:
        """Places, levels and "liên quan" after a name."""
        end, start = -1, at
        while end != at:
            end = at
            if match := _PLACES.match(self.low, at):
                at = match.end()
                while place := re.compile(r" (?=\w)").match(self.text, at):
                    word = _WORD.match(self.text, place.end())
                    if not word or not word[0][0].isupper() or _HEAD.match(self.low, word.start()):
                        break
                    at = word.end()
                at = self.place_list(match.start(), at)
                continue
            for pattern in (_LEVEL, _RELATED, _AREA, _province_names()):
                if match := pattern.match(self.low, at):
                    proper = pattern is _province_names()
                    if not proper or self.text[at + 1].isupper() or "tw" in match[0]:
                        at = match.end()
            if (
                depth < 4
                and (match := _OF.match(self.low, at))
                and self.text[match.end() + 1].isupper()
                and (body := self.named(match.end() + 1, depth + 1))
            ):
                at = body
        return max(at, start)

    def place_list(self, start: int, at: int) -> int:
        """Further place names after "các tỉnh Cao Bằng": ", Lạng Sơn và Bắc Giang"."""
        if not self.low.startswith(" các", start) or not self.text[at - 1].isalnum():
            return at
        while match := re.compile(r"(?:, | và )(?=\w)").match(self.text, at):
            place = _province_names().match(self.low, match.end() - 1)
            if place is None or not self.text[match.end()].isupper():
                break
            at = place.end()
        return at

    def group(self, at: int, depth: int) -> int | None:
        """The end of a group of generic nouns."""
        determiner = _DETERMINER.match(self.low, at)
        start = determiner.end() + 1 if determiner else at
        end = self.noun(start)
        if end is None:
            if determiner and (self.text[start].isupper() or self.low.startswith("đồng chí", start)):
                return self.person(start, depth + 1) or self.named(start, depth + 1)
            return self.person(start, depth + 1) if determiner else None
        single = " " not in self.low[start:end]
        first, count = self.low[start:end], 1
        while not _CLOSED.search(self.low[:end]) or self.low[:end].endswith(("ngang bộ", "chính phủ")):
            gap = re.compile(r", và |, | và | hoặc |/").match(self.low, end)
            if gap is None:
                break
            following = self.noun(gap.end())
            if following is None or self.breaks(first, self.low[:end], gap.end()):
                break
            end, count = following, count + 1
        if not determiner and count == 1 and single and not self.text[at].isupper():
            return None
        return self.tail(end, depth)

    def noun(self, at: int) -> int | None:
        """The end of one generic noun and its modifiers."""
        if _NOT_NOUN.match(self.low, at):
            return None
        match = _NOUN.match(self.low, at)
        if match is None:
            return None
        end = match.end()
        while match := _MODIFIER.match(self.low, end):
            if _VERB_AHEAD.match(self.low, end) or (
                self.text[end + 1].isupper() and not _province_names().match(self.low, end)
            ):
                break
            end = match.end()
        if self.low[end : end + 1] == " " and self.low[at:end] in ("bộ", "sở") and self.text[end + 1].isupper():
            return None  # "bộ Tài chính": a name
        return end

    def breaks(self, first: str, before: str, at: int) -> bool:
        """Whether the noun at ``at`` opens a new body though only a comma or "và" precedes it.

        Ministries and localities are different bodies ("các bộ, ngành | địa phương"), and
        after a closed class ("cơ quan ngang bộ") "cơ quan, tổ chức liên quan" starts anew.
        """
        low = self.low
        noun = _NOUN.match(low, at)
        assert noun is not None
        if self.text[at].isupper() and not self.generic(at):
            return True
        word = noun[0]
        if word in ("ubnd", "hđnd", "ủy ban nhân dân", "hội đồng nhân dân"):
            return True
        offices = first.startswith(("bộ", "sở", "ban", "ngành"))
        if offices and word in ("địa phương", "tỉnh", "thành phố", "huyện", "xã", "phường"):
            return True
        if before.endswith(("ngang bộ", "thuộc chính phủ")):
            return not low.startswith(("cơ quan thuộc", "cơ quan ngang", "ủy ban"), at)
        return False


def match_body_at(text: str, at: int) -> int | None:
    """The end of the body, or of the list of bodies, that begins at ``at``; else ``None``.

    >>> text = "Sở Du lịch, UBND các xã, phường chủ trì, phối hợp với Công an tỉnh"
    >>> text[: match_body_at(text, 0)]
    'Sở Du lịch, UBND các xã, phường'
    """
    reader = _Reader(text)
    end = reader.one(at)
    if end is None:
        return None
    while gap := _LIST.match(text, end):
        following = reader.one(gap.end())
        if following is None:
            break
        end = following
    return end


def body_spans(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The spans of the bodies in a printed list, one per body.

    What is no name goes with the name before it, so that nothing of the list is lost.

    >>> cell = "Bộ Công Thương Bộ Ngoại giao Cơ quan, tổ chức, doanh nghiệp liên quan"
    >>> [span.of(cell) for span in body_spans(cell)]
    ['Bộ Công Thương', 'Bộ Ngoại giao', 'Cơ quan, tổ chức, doanh nghiệp liên quan']
    """
    stop = len(text) if end is None else end
    part = re.sub(r"\n(?=[^\W\d_])", _soft, text[start:stop])
    reader = _Reader(part)
    spans: list[Span] = []
    at = 0
    while at < len(part):
        gap = _BETWEEN.match(part, at)
        here = gap.end() if gap else at
        if here >= len(part):
            break
        close = reader.one(here)
        if close is None:
            close = _rest(reader, here)
            weak = gap is not None and not re.search(r"[;\n]", gap[0])
            if spans and weak and part[here].islower():
                spans[-1] = Span(spans[-1].start, close)
                at = close
                continue
        else:
            close = _rest(reader, close)
        spans.append(Span(here, close))
        at = max(close, here + 1)
    return tuple(span.shift(start) for span in spans)


def _soft(match: re.Match[str]) -> str:
    """A line break inside a name, seen by the lower case after it, is a space."""
    return " " if match.string[match.end()].islower() else "\n"


def _rest(reader: _Reader, at: int) -> int:
    """The end of the words between ``at`` and the next separator or capitalised head noun."""
    text, end = reader.text, at
    while end < len(text):
        if text[end] == "(":
            close = text.find(")", end)
            end = close + 1 if close > 0 else len(text)
            continue
        if _BREAK.match(text, end) or (
            text[end] == " "
            and end + 1 < len(text)
            and (
                (text[end + 1].isupper() and (_HEAD.match(reader.low, end + 1) or _PERSON.match(reader.low, end + 1)))
                or _BREAK.match(text, end + 1)
                or text.startswith(("- ", "– "), end + 1)
            )
        ):
            break
        end += 1
    while end > at and text[end - 1] in " .:":
        end -= 1
    return end
