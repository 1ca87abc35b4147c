"""Reads one body, printed in any of its forms, at an offset of a short text.

A *named* body is a name of the registry, or a head noun and its words; a *person* is a post
with its body; a *group* is a row of generic nouns that share a modifier.
"""

from __future__ import annotations

import re

from kl52.bodies.words import (
    ACRONYM,
    AFTER_FIELD,
    AFTER_SERIES,
    ALSO,
    AREA,
    BARE,
    BREAK,
    CLOSED,
    COUNTED,
    DASH_PLACE,
    DETERMINER,
    FIELD_GAP,
    FIRST,
    GROUP_GAP,
    LEVEL,
    LOCALITIES,
    MANAGED_GAP,
    MANAGING,
    MANY,
    NAME_END,
    NAME_GAP,
    NOT_NOUN,
    OF,
    OF_ALL,
    OFFICE_CLASS,
    ORGANISATIONS,
    OWN,
    RELATED,
    SERIES,
    SHARED,
    TITLE,
    UNITS,
    VERB_AHEAD,
    WORD,
    folded,
    folded_names,
    pattern,
    place_kinds,
    printed_names,
    province_name,
)
from kl52.language.lexicon import words
from kl52.spans import Span


class Reader:
    """One text with its folded form; every method reads at an offset and returns the end."""

    def __init__(self, text: str, listing: bool = False) -> None:
        self.text = text
        self.low = folded(text)
        self.listing = listing  # in a list, a word in capitals is a name: "VNPT, FPT"

    def upper(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def head(self, at: int) -> re.Match[str] | None:
        return pattern("head").match(self.low, at)

    def opens(self, at: int) -> bool:
        """Whether a capitalised head noun or post stands at ``at``."""
        return self.upper(at) and bool(self.head(at) or self.post(at))

    def post(self, at: int) -> re.Match[str] | None:
        title = TITLE.match(self.low, at)
        return pattern("person").match(self.low, title.end() if title else at)

    def one(self, at: int, depth: int = 0) -> int | None:
        """The end of the body that begins at ``at``: a person, a named body or a group."""
        if depth > 4 or at >= len(self.text):
            return None
        if depth == 0 and (shared := self.shared(at)):
            return shared[-1][0].end
        return self.person(at, depth) or self.named(at, depth) or self.group(at, depth)

    def shared(self, at: int) -> list[tuple[Span, str]]:
        """The names that share one head: "các Sở: Tài chính, Nội vụ", "UBND các xã: A, B"."""
        match = SHARED.match(self.low, at)
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
            gap = ALSO.match(self.low, end)
            if gap is None:
                break
            start = gap.end()
            if self.opens(start) and not (kind and self.named_after(kind, start)):
                break
        return found if len(found) > 1 or colon else []

    def named_after(self, kind: str, at: int) -> int | None:
        """The end of a registry name whose first word ``kind`` is printed elsewhere."""
        for low, _ in printed_names().get(kind, ()):
            rest = low[len(kind) + 1 :]
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
        body = self.inner(match.end(), depth)
        if body and body > (known or 0):  # the registry has «Chủ tịch UBND tỉnh» alone
            return self.of_all(match.end(), body, depth)
        return None if weak and known is None else self.tail(known or match.end(), depth)

    def of_all(self, at: int, end: int, depth: int) -> int:
        """The end of what a post stands for, with the localities after "các bộ, ngành"."""
        if not DETERMINER.match(self.low, at + 1):
            return end
        further = OF_ALL.match(self.low, end)
        return self.tail(further.end(), depth) if further else end

    def inner(self, at: int, depth: int) -> int | None:
        """The body that follows a post or a container, after a space or "của"."""
        for word in (" của ", " "):
            if self.low.startswith(word, at):
                return self.one(at + len(word), depth + 1)
        return None

    def registered(self, at: int) -> int | None:
        """The end of the longest name of the registry at ``at``."""
        first = FIRST.match(self.low, at)
        names = printed_names().get(first[0]) if first else None
        if first is None or names is None:
            return None
        if not self.low.startswith(folded_names(first[0]), at):
            return None
        for low, printed in names:
            end = at + len(low)
            if not self.low.startswith(low, at) or self.text[end : end + 1].isalnum():
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
        if DETERMINER.match(self.low, at):
            return None
        known = self.registered(at) if self.proper(at) else None
        if known is not None:
            end = self.tail(self.widened(at, self.more(known)), depth)
            if end == known and pattern("container").fullmatch(self.low[at:known]):
                return self.inner(known, depth) or end
            return end
        if not self.upper(at):
            return None
        container = pattern("container").match(self.low, at)
        if container and (body := self.inner(container.end(), depth)):
            return body
        head = self.head(at)
        if head is None:
            acronym = ACRONYM.match(self.text, at)
            return self.tail(acronym.end(), depth) if acronym and self.listing else None
        follows = head.end() + 1
        if not self.upper(follows) and (" " not in head[0] or NOT_NOUN.match(self.low, at)):
            return None  # "Ban hành", "Tổ chức thực hiện"; a class is read as a group
        if self.generic(at):
            return None
        return self.tail(self.widened(at, self.proper_words(head.end())), depth)

    def generic(self, at: int) -> bool:
        """Whether a head noun at ``at`` stands for a class ("Cơ quan, tổ chức liên quan")."""
        noun = pattern("noun").match(self.low, at)
        if noun is None:
            return False
        rest = noun.end()
        modified = pattern("modifier", " ").match(self.low, rest) and not self.upper(rest + 1)
        return (
            self.text[rest : rest + 1] in ("", ",", ";", "/", ".")
            or bool(modified)
            or self.low.startswith((" và ", " hoặc "), rest)
        )

    def words_from(self, at: int) -> int:
        word = WORD.match(self.text, at)
        return self.proper_words(word.end()) if word else at + 1

    def capitals(self, at: int) -> int:
        """The end of a run of capitalised words."""
        end = at
        while (word := WORD.match(self.text, end + (end > at))) and word[0][0].isupper():
            end = word.end()
            if self.text[end : end + 1] != " ":
                break
        return end

    def proper_words(self, at: int) -> int:
        """The end of the words of a name that is not in the registry."""
        end = at
        while gap := NAME_GAP.match(self.low, end):
            word = WORD.match(self.text, gap.end())
            if word is None:
                break
            if self.low.endswith(words("joined"), at, word.end()):
                end = word.end()  # "Cục Phòng, chống tham nhũng"
                continue
            begin, upper = word.start(), word[0][0].isupper()
            first = end == at or self.low[begin : word.end()] in words("inner")
            if gap[0] == " " and not upper:
                if not self.goes_on(end, word):
                    break
            elif (
                not upper
                or (self.head(begin) and not first)
                or gap[0] == ", "
                and not self.series(word.end())
                or gap[0] in (" và ", ", ")
                and ACRONYM.fullmatch(word[0])
            ):
                break
            end = word.end()
        return end

    def widened(self, start: int, at: int) -> int:
        """The end of a name with what it has besides its first subject.

        A board of management goes on over all that it manages ("các khu công nghiệp và khu kinh
        tế"), any name over subjects in small letters (", thông tin và truyền thông").
        """
        end = self.fields(at)
        if not MANAGING.match(self.low, start):
            return end
        while gap := MANAGED_GAP.match(self.low, end):
            noun = pattern("managed").match(self.low, gap.end())
            if noun is None:
                break
            end = self.fields(self.proper_words(noun.end()))
        return end

    def fields(self, at: int) -> int:
        """The end of a series of subjects in small letters after a name, if it closes there."""
        end, closes = at, False
        while gap := FIELD_GAP.match(self.low, end):
            field = pattern("field").match(self.low, gap.end())
            if field is None or self.upper(gap.end()):
                break
            end, closes = field.end(), gap[0] == " và "
        if end == at or self.upper(end + 1):
            return end
        return end if (AFTER_SERIES if closes else AFTER_FIELD).match(self.low, end) else at

    def goes_on(self, end: int, word: re.Match[str]) -> bool:
        """Whether a word in lower case goes on with the name that ends at ``end``."""
        low = self.low[word.start() : word.end()]
        pair = " ".join(self.low[word.start() : word.end() + 12].split()[:2]).rstrip(",;.:")
        last = self.text[max(0, end - 12) : end].rsplit(" ", 1)[-1]
        if f"{last} {low}" in words("pair"):
            return True
        if pair in words("pair") or (
            last[:1].isupper() and f"{last} {low}".lower() in words("compound")
        ):
            return True
        if low in words("verb") or pair in words("verb-pair"):
            return False
        return not NAME_END.match(self.low, word.start())

    def series(self, at: int) -> bool:
        """Whether "và" and a capital close a comma in a name ("…, Thể thao và Du lịch")."""
        close = SERIES.match(self.text, at)
        return bool(close and self.upper(close.start(1)) and not self.head(close.start(1)))

    def more(self, at: int) -> int:
        """Proper words after a name of the registry ("Trường Chính trị … Hoàng Văn Thụ")."""
        end = at
        while self.text[end : end + 1] == " ":
            word = WORD.match(self.text, end + 1)
            if word is None or not self.upper(end + 1) or self.opens(end + 1):
                break
            if self.low[end + 1 : word.end()] in ("và", "trung"):
                break
            end = word.end()
        if dash := DASH_PLACE.match(self.low, end):  # "… cửa khẩu Đồng Đăng - Lạng Sơn"
            place = province_name().match(self.low, dash.end() - 1)
            return place.end() if place and self.upper(dash.end()) else end
        return self.places(end)

    def places(self, at: int) -> int:
        """Further names after "các tỉnh Cao Bằng": ", Lạng Sơn và Bắc Giang"."""
        if not MANY.search(self.low[max(0, at - 60) : at]):
            return at
        while gap := ALSO.match(self.text, at):
            place = province_name().match(self.low, gap.end() - 1)
            if place is None or not self.upper(gap.end()):
                break
            at = place.end()
        return at

    def tail(self, at: int, depth: int = 0) -> int:
        """Places, levels, "liên quan" and the body above, after a name."""
        end = -1
        while end != at:
            end = at
            if not self.low.startswith(" ", at):  # all that may follow does after a blank
                break
            if match := place_kinds().match(self.low, at):
                at = match.end()
                while self.upper(at + 1) and self.text[at] == " " and not self.opens(at + 1):
                    word = WORD.match(self.text, at + 1)
                    at = word.end() if word else at + 1
                at = self.places(at)
            for each in (LEVEL, RELATED, AREA, OWN, UNITS):
                if match := each.match(self.low, at):
                    at = match.end()
            if (match := province_name().match(self.low, at)) and (
                self.upper(at + 1) or match[0] == " trung ương"
            ):
                at = self.places(match.end())
            if depth < 4 and (match := OF.match(self.low, at)) and self.upper(match.end()):
                at = self.named(match.end(), depth + 1) or at
        return at

    def group(self, at: int, depth: int) -> int | None:
        """The end of a group of generic nouns."""
        determiner = DETERMINER.match(self.low, at)
        start = determiner.end() + 1 if determiner else at
        end = self.noun(start)
        if end is None:
            if determiner is None:
                return None
            return self.person(start, depth + 1) or self.named(start, depth + 1)
        first, nouns = self.low[start:end], 1
        while self.open_at(start, end) and (gap := GROUP_GAP.match(self.low, end)):
            following = self.noun(gap.end())
            if following is None:
                series = pattern("series").match(self.low, gap.end())
                if series is None:
                    break
                following = series.end()
            elif self.breaks(first, end, gap.end()):
                break
            end, nouns = following, nouns + 1
        bare = " " not in first or first in BARE
        if not determiner and nouns == 1 and bare and not self.upper(at):
            return None
        return self.tail(end, depth)

    def open_at(self, start: int, end: int) -> bool:
        """Whether the group may go on: no "liên quan" or the like has closed it."""
        last = self.low[max(start, end - 24) : end]
        return not CLOSED.search(last) or last.endswith(OFFICE_CLASS)

    def noun(self, at: int) -> int | None:
        """The end of one generic noun and its modifiers."""
        match = None if NOT_NOUN.match(self.low, at) else pattern("noun").match(self.low, at)
        post = self.post(at)
        if match is None or (post and post.end() > match.end()):
            return None
        end = match.end()
        while found := pattern("modifier", " ").match(self.low, end):
            capital = self.upper(end + 1) and not province_name().match(self.low, end)
            if capital and not self.text[match.start() : end].isupper():
                break
            above = found[0].endswith((" bộ", " sở")) and self.upper(found.end() + 1)
            if above or VERB_AHEAD.match(self.low, end):
                break
            end = found.end()
        if match[0] in ("bộ", "sở") and end == match.end() and self.upper(end + 1):
            return None  # "bộ Tài chính": a name
        return end

    def breaks(self, first: str, before: int, at: int) -> bool:
        """Whether the noun at ``at`` opens a new body though only a comma or "và" precedes it.

        Ministries and localities are different bodies ("các bộ, ngành | địa phương"), so are
        organisations of a kind of their own ("địa phương | tổ chức chính trị"), and
        after a closed class ("cơ quan ngang bộ") "cơ quan, tổ chức liên quan" starts anew.
        """
        noun = pattern("noun").match(self.low, at)
        word = noun[0] if noun else ""
        if self.upper(at) and not self.generic(at):
            return True
        if word in ("ubnd", "hđnd", "ủy ban nhân dân", "hội đồng nhân dân"):
            return True
        if first.startswith(("bộ", "sở", "ban", "ngành")) and word in LOCALITIES:
            return True
        if first.startswith("địa phương") and ORGANISATIONS.match(self.low, at):
            return True
        if self.low[max(0, before - 24) : before].endswith(OFFICE_CLASS):
            return not self.low.startswith(("cơ quan thuộc", "cơ quan ngang", "ủy ban"), at)
        return False

    def rest(self, at: int) -> int:
        """The end of the words from ``at`` to the next separator or capitalised head noun."""
        text, end = self.text, at
        while end < len(text):
            if COUNTED.match(text, end):
                break
            if text[end] == "(":
                close = text.find(")", end)
                end = close + 1 if close > 0 else len(text)
                continue
            if BREAK.match(text, end) or (text[end] == "/" and self.opens(end + 1)):
                break
            if text[end] == " " and (
                self.opens(end + 1)
                or BREAK.match(text, end + 1)
                or text.startswith(("- ", "– "), end + 1)
            ):
                break
            end += 1
        while end > at and text[end - 1] in " .:":
            end -= 1
        return end
