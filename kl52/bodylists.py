"""Where names of bodies begin and end in Vietnamese text, and how printed lists split.

Three kinds of name: *named* bodies (``Sở Du lịch``: a name of the registry, or a head noun
and its words), *persons* (``Giám đốc Sở Y tế``) and *groups* of generic nouns that share a
modifier (``các sở, ban, ngành liên quan``). The words are data in ``bodywords.tsv``.
Offsets count in the text given. Every scan goes forward only, so time is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.lexicon import bodies, fold, provinces, words
from kl52.spans import Span

__all__ = ["body_spans", "match_body_at", "split_bodies"]

WINDOW = 1500  # no list of bodies is longer than this


def match_body_at(text: str, at: int) -> int | None:
    """The end of the body, or of the list of bodies, that begins at ``at``; else ``None``.

    >>> text = "Sở Du lịch, UBND các xã, phường chủ trì, phối hợp với Công an tỉnh"
    >>> text[: match_body_at(text, 0)]
    'Sở Du lịch, UBND các xã, phường'
    """
    reader = _Reader(text[at : at + WINDOW])
    end = reader.one(0)
    while end is not None and (gap := _LIST.match(reader.text, end)):
        following = reader.one(gap.end())
        if following is None:
            break
        end = following
    return None if end is None else at + end


def body_spans(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The spans of the bodies in a printed list, one per body.

    What is no name goes with the name before it, so that nothing of the list is lost.

    >>> cell = "Bộ Công Thương Bộ Ngoại giao Cơ quan, tổ chức, doanh nghiệp liên quan"
    >>> [span.of(cell) for span in body_spans(cell)]
    ['Bộ Công Thương', 'Bộ Ngoại giao', 'Cơ quan, tổ chức, doanh nghiệp liên quan']
    """
    part = text[start:end]
    return tuple(span.shift(start) for span, _ in _pieces(part))


def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a printed list, as printed; a group that shares a modifier stays whole.

    Where the list names the kind once, each name gets it back.

    >>> split_bodies("Bộ Văn hóa, Thể thao và Du lịch và các bộ, ngành, cơ quan liên quan")
    ('Bộ Văn hóa, Thể thao và Du lịch', 'các bộ, ngành, cơ quan liên quan')
    >>> split_bodies("Các Bộ: Công an, Văn hóa, Thể thao và Du lịch; UBND các tỉnh, thành phố")
    ('Bộ Công an', 'Bộ Văn hóa, Thể thao và Du lịch', 'UBND các tỉnh, thành phố')
    """
    return tuple(kind + span.of(text).replace("\n", " ") for span, kind in _pieces(text))


def _pieces(text: str) -> list[tuple[Span, str]]:
    """The spans of a list's bodies, each with the kind that it shares ("Bộ ") or nothing."""
    reader = _Reader(_LINE_BREAK.sub(_soft, text), listing=True)
    text, found, at = reader.text, list[tuple[Span, str]](), 0
    while at < len(text):
        gap = _BETWEEN.match(text, at)
        here = gap.end() if gap else at
        if here >= len(text):
            break
        if shared := reader.shared(here):
            found += shared
            at = shared[-1][0].end
            continue
        known = reader.one(here)
        close = reader.rest(known or here)
        weak = gap is None or not re.search(r"[;\n]", gap[0])
        if known is None and found and weak and text[here].islower():
            found[-1] = (Span(found[-1][0].start, close), found[-1][1])
        else:
            found.append((Span(here, close), ""))
        at = max(close, here + 1)
    return found


_LINE_BREAK = re.compile(r"\n(?=[^\W\d_])")
_BETWEEN = re.compile(r"(?:[\s;,.•:+*/–-]+|(?:và|cùng với|cùng|với|hoặc)(?=\s))+", re.I)
_LIST = re.compile(r"\s*(?:[;,]\s*(?:và\s+)?|(?<=\s)(?:và|cùng với|cùng)(?=\s)\s*)|/(?=\w)")


def _soft(match: re.Match[str]) -> str:
    """A line break within a name or a group is a space; one before a new name stays."""
    text, at = match.string, match.end()
    if text[max(0, at - 4) : at - 1].endswith((",", " và", " -")):
        return " "
    low = _fold(text[at : at + 40])
    noun = _pattern("noun").match(low)
    opens = _DETERMINER.match(low) or (noun and noun[0] not in words("place"))
    return "\n" if text[at].isupper() or opens else " "


# -- words ---------------------------------------------------------------------------------------


def _fold(text: str) -> str:
    """``text`` folded, offsets kept."""
    folded = fold(text)
    if len(folded) != len(text):  # not NFC: leave the tone marks alone
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return folded.replace("–", "-").replace("\u00a0", " ")


@cache
def _pattern(kind: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern for the words of one list, whole words only."""
    return re.compile(rf"{before}(?:{_any(*words(kind))})(?![^\W_]){after}")


def _any(*items: str) -> str:
    return "|".join(map(re.escape, sorted(items, key=len, reverse=True)))


@cache
def _names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded and printed names of all bodies by their first word, the longest first."""
    found: dict[str, dict[str, str]] = {}
    for body in bodies():
        for name in (body.name, *body.variants):
            if len(name) > 2 and name != "Trung ương":
                folded = _fold(name)
                found.setdefault(_FIRST.findall(folded)[0], {})[folded] = name
    return {
        first: tuple(sorted(names.items(), key=lambda item: -len(item[0])))
        for first, names in found.items()
    }


@cache
def _province() -> re.Pattern[str]:
    names = {_fold(name) for each in provinces() for name in (each.name, *each.variants)}
    return re.compile(rf" (?:{_any(*names, 'việt nam', 'trung ương', 'tw')})(?![^\W_])")


@cache
def _places() -> re.Pattern[str]:
    """ " tỉnh", " các tỉnh, thành phố trực thuộc trung ương", " các xã, phường"."""
    kind = f"(?:{_any(*words('place'))})(?![^\\W_]| hội)"
    return re.compile(
        rf" (?:các |từng |mỗi |một số )?{kind}(?:(?:, | và |/)(?:các )?{kind})*"
        r"(?: trực thuộc (?:trung ương|tw|tỉnh))?"
    )


_FIRST = re.compile(r"[^\s,;:/]+")
_WORD = re.compile(r"[^\W_]+(?:[&.’'][^\W_]+)*")
_ACRONYM = re.compile(r"[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯ0-9&\-.]+(?![^\W_])")
_DETERMINER = re.compile(
    r"(?:(?:tất cả|toàn bộ|phần lớn) )?(?:các|những|từng|mỗi|mọi|một số|tất cả|toàn thể)(?= )"
)
_NOT_NOUN = re.compile(  # words and verbs that begin like a noun
    r"ban hành|tổ chức (?:thực|triển|quán|tuyên|hội|xây|rà|đánh|kiểm|thi|đào|bồi|tập|học|lấy|sơ|"
    r"tổng|các|lại|cho|tốt|nghiên)|cơ sở (?:dữ|hạ|để|vật|pháp|chính|lý|đó)|"
    r"bộ (?:máy|tiêu|chỉ số|luật|dữ|phận|công cụ)|hội (?:nghị|thảo|nhập|tụ)|trường (?:hợp|quốc)|"
    r"phòng,? (?:chống|ngừa|cháy)|viện (?:trợ|dẫn)|sở hữu|cấp (?:phép|bách|thiết|phát|giấy|mới)|"
    r"báo cáo|xã hội(?! -)|quỹ đất|vụ việc|đơn vị hành chính|tỉnh thức|thôn tính|cục bộ|cục diện|"
    r"ngành nghề|đài thọ|khoa học|khu vực|đội ngũ|tổ hợp|đoàn kết|hội đủ|trạm thu"
)
_VERB_AHEAD = re.compile(  # a modifier that is a verb here
    r" (?:chủ trì(?=,| \w)|quản lý (?:chặt|tốt|và|,)|sử dụng (?:hiệu|có)|học tập|tham mưu(?= \w)|"
    r"đào tạo(?=,)|nghiên cứu(?=,| (?:xây|đề|sửa|ban|bổ|để|hoàn)))"
)
_BARE = frozenset({"tổ chức", "thanh tra", "cán bộ", "lĩnh vực", "công an", "cộng đồng"})
_LEVEL = re.compile(
    r" (?:cấp (?:tỉnh|huyện|xã|cơ sở|trên|trung ương)|các cấp|cùng cấp)"
    r"(?:, (?:cấp )?(?:huyện|xã))*(?: và (?:cấp )?xã)?(?![^\W_])"
)
_RELATED = re.compile(r" (?:có )?liên quan(?![^\W_])| khác(?![^\W_])| nêu trên(?![^\W_])")
_UNITS = re.compile(r" các đơn vị, địa phương(?![^\W_])")
_AREA = re.compile(r" (?:chi nhánh (?:tại )?)?(?:khu vực|số) (?:[ivx]+|\d+)(?![^\W_])| chi nhánh")
_OF = re.compile(r" (?:thuộc|của|trực thuộc) (?=\w)")
_OWN = re.compile(r" (?:thuộc|của|trực thuộc) (?:bộ|sở|tỉnh|thành phố|tập đoàn|ngành)(?=[,;.]|$)")
_CLOSED = re.compile(r"(?:ngang bộ|thuộc chính phủ|trực thuộc (?:trung ương|tw)|liên quan|khác)$")
_OFFICE_CLASS = ("ngang bộ", "thuộc chính phủ")
_GROUP_GAP = re.compile(r", và |, | và | hoặc |/")
_ALSO = re.compile(r"(?:, và |, | và )(?=\w)")
_NAME_GAP = re.compile(r" - | và |, |[ -]")
_SERIES = re.compile(r"[^,;\n.]{0,40}? và (\w)")
_TITLE = re.compile(r"(?:(?:các )?đồng chí )?(?:phó |nguyên )?")
_SHARED = re.compile(
    r"(?:(?P<who>giám đốc|thủ trưởng|bộ trưởng|chủ tịch|lãnh đạo) )?"
    r"(?:các (?P<kind>bộ|sở|ban|phòng|cục|vụ)|"
    r"(?P<office>ubnd|ủy ban nhân dân|công an|đảng ủy) các (?P<place>tỉnh|xã|phường|huyện))"
    r"(?:: ?| (?=[^\W\d_]))"
)
_BREAK = re.compile(r"[;\n]|,(?!\d)|(?<= )(?:và|cùng|Và)(?= )")


# -- reading -------------------------------------------------------------------------------------


class _Reader:
    """One text with its folded form; every method reads at an offset and returns the end."""

    def __init__(self, text: str, listing: bool = False) -> None:
        self.text = text
        self.low = _fold(text)
        self.listing = listing  # in a list, a word in capitals is a name: "VNPT, FPT"

    def upper(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def head(self, at: int) -> re.Match[str] | None:
        return _pattern("head").match(self.low, at)

    def opens(self, at: int) -> bool:
        """Whether a capitalised head noun or post stands at ``at``."""
        return self.upper(at) and bool(self.head(at) or self.post(at))

    def post(self, at: int) -> re.Match[str] | None:
        title = _TITLE.match(self.low, at)
        return _pattern("person").match(self.low, title.end() if title else at)

    def one(self, at: int, depth: int = 0) -> int | None:
        """The end of the body that begins at ``at``: a person, a named body or a group."""
        if depth > 4 or at >= len(self.text):
            return None
        if depth == 0 and (shared := self.shared(at)):
            return shared[-1][0].end
        return self.person(at, depth) or self.named(at, depth) or self.group(at, depth)

    def shared(self, at: int) -> list[tuple[Span, str]]:
        """The names that share one head: "các Sở: Tài chính, Nội vụ", "UBND các xã: A, B"."""
        match = _SHARED.match(self.low, at)
        if match is None:
            return []
        colon = ":" in match[0]
        kind = match["kind"] or ""
        if not self.upper(match.end()) or (not colon and not kind):
            return []
        who, office = match["who"], match["office"]
        office_as_printed = self.text[slice(*match.span("office"))] if office else ""
        shown = kind.capitalize() if kind else f"{office_as_printed} {match['place']}"
        lead = f"{who.capitalize()} " if who and not office else ""
        found: list[tuple[Span, str]] = []
        start = match.end()
        while self.upper(start):
            end = self.named_after(kind, start) if kind else self.capitals(start)
            if end is None:
                end = self.words_from(start)
            found.append((Span(start, end), f"{lead}{shown} "))
            gap = _ALSO.match(self.low, end)
            if gap is None:
                break
            start = gap.end()
            if self.opens(start) and not (kind and self.named_after(kind, start)):
                break
        return found if len(found) > 1 or colon else []

    def named_after(self, kind: str, at: int) -> int | None:
        """The end of a registry name whose first word ``kind`` is printed elsewhere."""
        for folded, _ in _names().get(kind, ()):
            rest = folded[len(kind) + 1 :]
            end = at + len(rest)
            if rest and self.low.startswith(rest, at) and not self.text[end : end + 1].isalnum():
                return end
        return None

    def person(self, at: int, depth: int) -> int | None:
        match = self.post(at)
        if match is None:
            return None
        weak = match[0] in words("weak-person")
        if weak and not self.upper(at):
            return None
        known = self.registered(at)
        if known is None and (body := self.inner(match.end(), depth)):
            return body
        return None if weak and known is None else self.tail(known or match.end(), depth)

    def inner(self, at: int, depth: int) -> int | None:
        """The body that follows a post or a container, after a space or "của"."""
        for word in (" của ", " "):
            if self.low.startswith(word, at):
                return self.one(at + len(word), depth + 1)
        return None

    def registered(self, at: int) -> int | None:
        """The end of the longest name of the registry at ``at``."""
        first = _FIRST.match(self.low, at)
        for folded, printed in _names().get(first[0], ()) if first else ():
            end = at + len(folded)
            if not self.low.startswith(folded, at) or self.text[end : end + 1].isalnum():
                continue
            if printed.isupper() or (" " not in printed and printed[1:2].isupper()):
                if self.text.startswith(printed, at):
                    return end
            elif self.proper(at) or (printed[0].islower() and " " in printed):
                return end
        return None

    def proper(self, at: int) -> bool:
        """Whether a name at ``at`` is capitalised: "Bộ …", "bộ Tài chính"."""
        second = self.low.find(" ", at, at + 8) + 1
        return self.upper(at) or (second > 0 and self.upper(second))

    def named(self, at: int, depth: int) -> int | None:
        if _DETERMINER.match(self.low, at):
            return None
        known = self.registered(at) if self.proper(at) else None
        if known is not None:
            end = self.tail(self.more(at, known), depth)
            if end == known and _pattern("container").fullmatch(self.low[at:known]):
                return self.inner(known, depth) or end
            return end
        if not self.upper(at):
            return None
        container = _pattern("container").match(self.low, at)
        if container and (body := self.inner(container.end(), depth)):
            return body
        head = self.head(at)
        if head is None:
            acronym = _ACRONYM.match(self.text, at)
            return self.tail(acronym.end(), depth) if acronym and self.listing else None
        follows = head.end() + 1
        if not self.upper(follows) and (" " not in head[0] or _NOT_NOUN.match(self.low, at)):
            return None  # "Ban hành", "Tổ chức thực hiện"; a class is read as a group
        if self.generic(at):
            return None
        return self.tail(self.proper_words(head.end()), depth)

    def generic(self, at: int) -> bool:
        """Whether a head noun at ``at`` stands for a class ("Cơ quan, tổ chức liên quan")."""
        noun = _pattern("noun").match(self.low, at)
        if noun is None:
            return False
        rest = noun.end()
        modified = _pattern("modifier", " ").match(self.low, rest) and not self.upper(rest + 1)
        return (
            self.text[rest : rest + 1] in ("", ",", ";", "/", ".")
            or bool(modified)
            or self.low.startswith((" và ", " hoặc "), rest)
        )

    def words_from(self, at: int) -> int:
        word = _WORD.match(self.text, at)
        return self.proper_words(word.end()) if word else at + 1

    def capitals(self, at: int) -> int:
        """The end of a run of capitalised words."""
        end = at
        while (word := _WORD.match(self.text, end + (end > at))) and word[0][0].isupper():
            end = word.end()
            if self.text[end : end + 1] != " ":
                break
        return end

    def proper_words(self, at: int) -> int:
        """The end of the words of a name that is not in the registry."""
        end = at
        while gap := _NAME_GAP.match(self.low, end):
            word = _WORD.match(self.text, gap.end())
            if word is None:
                break
            begin, upper = word.start(), word[0][0].isupper()
            first = begin == at + 1 or self.low[begin : word.end()] in words("inner")
            if gap[0] == " " and not upper:
                if not self.goes_on(end, word):
                    break
            elif (
                not upper
                or (self.head(begin) and not first)
                or gap[0] == ", "
                and not self.series(word.end())
                or gap[0] in (" và ", ", ")
                and _ACRONYM.fullmatch(word[0])
            ):
                break
            end = word.end()
        return end

    def goes_on(self, end: int, word: re.Match[str]) -> bool:
        """Whether a word in lower case goes on with the name that ends at ``end``."""
        low = self.low[word.start() : word.end()]
        pair = " ".join(self.low[word.start() : word.end() + 12].split()[:2])
        last = self.text[max(0, end - 12) : end].rsplit(" ", 1)[-1]
        if pair in words("pair") or (last[:1].isupper() and f"{last} {low}".lower() in _COMPOUNDS):
            return True
        if low in words("verb") or pair in words("verb-pair"):
            return False
        return not _NAME_END.match(self.low, word.start())

    def series(self, at: int) -> bool:
        """Whether "và" and a capital close a comma in a name ("…, Thể thao và Du lịch")."""
        close = _SERIES.match(self.text, at)
        return bool(close and self.upper(close.start(1)) and not self.head(close.start(1)))

    def more(self, start: int, at: int) -> int:
        """Proper words after a name of the registry ("Trường Chính trị … Hoàng Văn Thụ")."""
        end = at
        while self.text[end : end + 1] == " ":
            word = _WORD.match(self.text, end + 1)
            if word is None or not self.upper(end + 1) or self.opens(end + 1):
                break
            if self.low[end + 1 : word.end()] in ("và", "trung"):
                break
            end = word.end()
        return self.places(start, end)

    def places(self, start: int, at: int) -> int:
        """Further names after "các tỉnh Cao Bằng": ", Lạng Sơn và Bắc Giang"."""
        if at == start or not _MANY.search(self.low[max(start, at - 60) : at]):
            return at
        while gap := _ALSO.match(self.text, at):
            place = _province().match(self.low, gap.end() - 1)
            if place is None or not self.upper(gap.end()):
                break
            at = place.end()
        return at

    def tail(self, at: int, depth: int = 0) -> int:
        """Places, levels, "liên quan" and the body above, after a name."""
        start, end = at, -1
        while end != at:
            end = at
            if match := _places().match(self.low, at):
                at = match.end()
                while self.upper(at + 1) and self.text[at] == " " and not self.opens(at + 1):
                    word = _WORD.match(self.text, at + 1)
                    at = word.end() if word else at + 1
                at = self.places(start, at)
            for pattern in (_LEVEL, _RELATED, _AREA, _OWN, _UNITS):
                if match := pattern.match(self.low, at):
                    at = match.end()
            if (match := _province().match(self.low, at)) and (
                self.upper(at + 1) or match[0] == " trung ương"
            ):
                at = self.places(start, match.end())
            if depth < 4 and (match := _OF.match(self.low, at)) and self.upper(match.end()):
                at = self.named(match.end(), depth + 1) or at
        return at

    def group(self, at: int, depth: int) -> int | None:
        """The end of a group of generic nouns."""
        determiner = _DETERMINER.match(self.low, at)
        start = determiner.end() + 1 if determiner else at
        end = self.noun(start)
        if end is None:
            if determiner is None:
                return None
            return self.person(start, depth + 1) or self.named(start, depth + 1)
        first, nouns = self.low[start:end], 1
        while self.open_at(start, end) and (gap := _GROUP_GAP.match(self.low, end)):
            following = self.noun(gap.end())
            if following is None:
                series = _pattern("series").match(self.low, gap.end())
                if series is None:
                    break
                following = series.end()
            elif self.breaks(first, end, gap.end()):
                break
            end, nouns = following, nouns + 1
        bare = " " not in first or first in _BARE
        if not determiner and nouns == 1 and bare and not self.upper(at):
            return None
        return self.tail(end, depth)

    def open_at(self, start: int, end: int) -> bool:
        """Whether the group may go on: no "liên quan" or the like has closed it."""
        last = self.low[max(start, end - 24) : end]
        return not _CLOSED.search(last) or last.endswith(_OFFICE_CLASS)

    def noun(self, at: int) -> int | None:
        """The end of one generic noun and its modifiers."""
        match = None if _NOT_NOUN.match(self.low, at) else _pattern("noun").match(self.low, at)
        post = self.post(at)
        if match is None or (post and post.end() > match.end()):
            return None
        end = match.end()
        while found := _pattern("modifier", " ").match(self.low, end):
            capital = self.upper(end + 1) and not _province().match(self.low, end)
            if capital and not self.text[match.start() : end].isupper():
                break
            above = found[0].endswith((" bộ", " sở")) and self.upper(found.end() + 1)
            if above or _VERB_AHEAD.match(self.low, end):
                break
            end = found.end()
        if match[0] in ("bộ", "sở") and end == match.end() and self.upper(end + 1):
            return None  # "bộ Tài chính": a name
        return end

    def breaks(self, first: str, before: int, at: int) -> bool:
        """Whether the noun at ``at`` opens a new body though only a comma or "và" precedes it.

        Ministries and localities are different bodies ("các bộ, ngành | địa phương"), and
        after a closed class ("cơ quan ngang bộ") "cơ quan, tổ chức liên quan" starts anew.
        """
        noun = _pattern("noun").match(self.low, at)
        word = noun[0] if noun else ""
        if self.upper(at) and not self.generic(at):
            return True
        if word in ("ubnd", "hđnd", "ủy ban nhân dân", "hội đồng nhân dân"):
            return True
        if first.startswith(("bộ", "sở", "ban", "ngành")) and word in _LOCALITIES:
            return True
        if self.low[max(0, before - 24) : before].endswith(_OFFICE_CLASS):
            return not self.low.startswith(("cơ quan thuộc", "cơ quan ngang", "ủy ban"), at)
        return False

    def rest(self, at: int) -> int:
        """The end of the words from ``at`` to the next separator or capitalised head noun."""
        text, end = self.text, at
        while end < len(text):
            if text[end] == "(":
                close = text.find(")", end)
                end = close + 1 if close > 0 else len(text)
                continue
            if _BREAK.match(text, end) or (text[end] == "/" and self.opens(end + 1)):
                break
            if text[end] == " " and (
                self.opens(end + 1)
                or _BREAK.match(text, end + 1)
                or text.startswith(("- ", "– "), end + 1)
            ):
                break
            end += 1
        while end > at and text[end - 1] in " .:":
            end -= 1
        return end


_LOCALITIES = frozenset({"địa phương", "tỉnh", "thành phố", "huyện", "xã", "phường", "đặc khu"})
_MANY = re.compile(r"\bcác (?:tỉnh|thành phố|địa phương|huyện)[^,;]*\w$")
_NAME_END = re.compile(
    r"(?:tỉnh|thành phố|huyện|quận|xã(?! hội)|phường|thị trấn|đặc khu|liên quan|khác|các|cấp)"
    r"(?![^\W_])"
)
# Capitalised first syllables of words that are no verb though the second begins one.
_COMPOUNDS = frozenset(
    [
        "thông tin",
        "tổng hợp",
        "bảo hiểm",
        "bảo vệ",
        "bảo tồn",
        "kiểm tra",
        "kiểm soát",
        "xây dựng",
        "quản lý",
        "giám định",
        "giám sát",
        "tuyên giáo",
        "tuyên truyền",
        "ứng dụng",
        "đăng kiểm",
        "điều tra",
        "điều trị",
        "thống kê",
        "giao thông",
        "giao dịch",
        "tập trung",
        "chỉ huy",
        "chỉ đạo",
        "tiếp công",
        "thực phẩm",
        "thực hành",
        "tổ chức",
        "đề án",
        "công trình",
        "lập pháp",
        "nghiên cứu",
        "phát triển",
        "đào tạo",
        "bồi dưỡng",
        "sáng tạo",
        "tham mưu",
        "tự động",
        "trực tuyến",
        "trình diễn",
        "hỗ trợ",
        "thẩm định",
        "xúc tiến",
        "hướng nghiệp",
        "định giá",
        "đánh giá",
        "giải pháp",
        "tự nhiên",
        "việc làm",
        "điều dưỡng",
        "chuyển đổi",
        "chuyển giao",
        "sử học",
        "dự báo",
        "dự án",
        "dự trữ",
        "huy động",
        "thu thập",
    ]
)
