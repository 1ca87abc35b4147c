"""Mentions of documents, each found by one rule, before they are related to each other.

Input: normalised text. Output: :class:`Mention` values in text order, none overlapping
another except where one stands in the name of another's issuer or in a law's title.
Mentions are found on the text itself, before any word segmentation, which would
split ``52-KL/TW``.

A mention's span is maximal: provision, type, number, date, issuer; it stops before the
title (``về …``, ``ban hành …``), which is where nested mentions stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kl52 import bodies
from kl52.dates import day_pattern, iso_of
from kl52.letters import LOWER, UPPER
from kl52.lexicon import doc_types, fold, laws
from kl52.model import CitationKind
from kl52.spans import Span
from kl52.symbols import Symbol, find_symbols

_NO_CITATION = frozenset(
    "Hợp đồng|Giấy giới thiệu|Giấy nghỉ phép|Giấy phép|Giấy chứng nhận|Giấy ủy quyền|Danh mục|"
    "Nội quy|Quy trình|Lệnh|Văn kiện|Phiếu báo|Phiếu gửi|Bản sao y|Bản sao lục|Bản trích sao|Thư công".split("|")
)
_ABBREVIATED = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "NĐ": "Nghị định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "TT": "Thông tư",
    "KH": "Kế hoạch",
    "TB": "Thông báo",
    "CV": "Công văn",
    "CTr": "Chương trình",
}
_POLICIES = "Chương trình|Chiến lược|Đề án|Kế hoạch|Quy hoạch"
_TERM = r"\(?kh(?:óa|oá)\s+(?P<{p}term>[XVI]{{1,5}}|\d{{1,2}})\)?"
_ORDINAL_WORDS = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười một|mười hai|mười ba|mười bốn|mười lăm|mười"
_ORDINAL_VALUES = dict(
    zip(
        "một nhất hai ba bốn tư năm sáu bảy bẩy tám chín mười".split(),
        (1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10),
        strict=True,
    )
) | {"mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15}


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a document, and what its words state."""

    span: Span
    kind: CitationKind
    rule: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    provision: str | None = None
    name: str | None = None
    plenum: int | None = None
    term: int | None = None
    core: Span = Span(0, 0)
    repaired_from: str | None = None
    bare: bool = False


# -- types and issuers ---------------------------------------------------------------------------


@cache
def _type_names() -> tuple[str, ...]:
    names = {each.name for each in doc_types()} - _NO_CITATION
    return tuple(sorted(names | {"Thông báo kết luận", "Dự thảo"}, key=len, reverse=True))


@cache
def _type_end() -> re.Pattern[str]:
    """A type word, in any case, that ends where the search ends."""
    names = "|".join(re.escape(name) for name in _type_names())
    return re.compile(rf"(?<!\w)(?P<type>{names}|(?-i:{'|'.join(_ABBREVIATED)}))\s*$", re.IGNORECASE)


@cache
def _printed_types(style: str) -> str:
    """The type names as running text prints them: capitalised, or all in capitals."""
    names = [name for name in _type_names() if name not in ("Văn bản", "Dự thảo", "Tuyên bố")]
    forms = {name for name in names} | {name.upper() for name in names}
    forms |= {" ".join(word.capitalize() for word in name.split()) for name in names}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def type_of(printed: str) -> str | None:
    """The type that ``printed`` names, in sentence case.

    >>> type_of("NGHỊ QUYẾT"), type_of("QĐ"), type_of("nghị  định")
    ('Nghị quyết', 'Quyết định', 'Nghị định')
    """
    if printed in _ABBREVIATED:
        return _ABBREVIATED[printed]
    folded = fold(" ".join(printed.split()))
    return next((name for name in _type_names() if fold(name) == folded), None)


_CONGRESS_BODY = (
    r"(?:Hội nghị (?:lần thứ|Trung ương|TW)[^,.;()\n]{0,60}?kh(?:óa|oá) (?:[XVI]+|\d+)"
    r"|Hội nghị (?:lần thứ (?:\w+ ){1,2})?(?:của )?(?:Ban Chấp hành |BCH )?(?:Trung ương|TW)(?: Đảng)?(?: lần thứ \w+)?"
    r"|(?:Ban Chấp hành|BCH) (?:Trung ương|TW)(?: Đảng)?"
    r"|(?:Bộ Chính trị|BỘ CHÍNH TRỊ)(?:\s*,?\s*(?:và )?Ban Bí thư(?: Trung ương Đảng)?)?"
    r"|Ban Bí thư(?: Trung ương Đảng| Trung ương)?)"
)
_ISSUER = re.compile(
    rf"(?:{_CONGRESS_BODY}(?:\s*,?\s*{_TERM.format(p='')})?"
    r"|Thủ tướng Chính phủ|Chính phủ|Thủ tướng|Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội"
    r"|Quốc hội(?: khóa [XVI]+)?|Chủ tịch nước|Hội đồng Bộ trưởng)(?!\w)",
    re.IGNORECASE,
)
_STEERING = re.compile(r"Ban Chỉ đạo(?: [\w-]+){1,12}", re.IGNORECASE)
_HEADS = re.compile(
    rf"(?:Bộ trưởng|Chủ tịch|Giám đốc|Chủ nhiệm|Thống đốc|Tổng Thanh tra|Ban Thường vụ|BTV|Thường trực|Ban Chấp hành)\s+(?=[{UPPER}])"
)


def issuer_end(text: str, at: int) -> int | None:
    """Where the name of a body that starts at ``at`` ends, as the issuer of a document."""
    match = _ISSUER.match(text, at)
    if match:
        return match.end()
    if _STEERING.match(text, at):
        return _steering_end(text, at)
    head = _HEADS.match(text, at)
    start = head.end() if head else at
    end = bodies.match_body_at(text, start)
    if end is None:
        return None
    clause = re.search(r"[,;]", text[start:end])
    single = bodies.split_bodies(text[start:end])
    if len(single) > 1 and clause:
        return start + len(single[0])
    return end


def _steering_end(text: str, at: int) -> int:
    """``Ban Chỉ đạo … về tổng kết Nghị quyết số 18-NQ/TW``: a name that may hold a citation."""
    stop = re.compile(r"[;.\n]|,\s").search(text, at)
    limit = min(stop.start() if stop else len(text), at + 200)
    symbol = next(iter(find_symbols(text[at:limit])), None)
    about = text.find(" về ", at, limit)
    if symbol and about > 0:
        return at + symbol.span.end
    following = re.compile(r"\s(?:và|về|yêu cầu|hướng dẫn|tại|ngày|đã)\s").search(text, at, limit)
    return following.start() if following else limit


# -- dates and issuers to the right --------------------------------------------------------------

_DATED = rf"(?:(?:ban hành|ký)\s+)?(?=ngày\s*\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}){day_pattern()}"
_RIGHT_DATES = (
    re.compile(rf"\s*,?\s*{_DATED}", re.IGNORECASE),
    re.compile(rf"\s*\(\s*{_DATED}\s*\)", re.IGNORECASE),
)
_RIGHT_YEAR = re.compile(
    r"\s*,?\s*năm\s+(?P<year>(?:19|20)\d\d)(?!\s*(?:-|–|đến))|\s*\(\s*(?P<bracketed>(?:19|20)\d\d)\s*\)|"
    r"\s+(?P<bare>(?:19|20)\d\d)(?=\s*[,.;:)]|\s+(?:và|được|đã|có|quy|của)\b|$)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*,?\s*của\s+", re.IGNORECASE)
_GAP = re.compile(r"\s*,?\s+")
_PLENUM_OF = re.compile(r"\s*,\s+(?=Hội nghị (?:lần thứ|Trung ương))")


def _extend_right(text: str, mention: Mention) -> Mention:
    """Take the date and the issuer that follow into the mention, in either order."""
    end, date, issuer, term = mention.span.end, mention.date, mention.issuer, mention.term
    dated = date is not None
    for _ in range(2):
        found = next((m for pattern in _RIGHT_DATES if (m := pattern.match(text, end))), None)
        if found and not dated:
            date, dated, end = iso_of(found), True, found.end()
            continue
        start = _issuer_start(text, end, dated)
        body_end = issuer_end(text, start) if start is not None and issuer is None else None
        if body_end is None or start is None:
            break
        if mention.rule in ("law", "amending-law") and not _LEGISLATURE.match(text, start):
            break
        issuer = text[start:body_end]
        end = body_end
        found_term = re.search(_TERM.format(p=""), issuer, re.IGNORECASE)
        term = term_value(found_term["term"]) if found_term else term
    return replace(
        mention, span=Span(mention.span.start, end), date=date, issuer=issuer, term=term
    )


_LEGISLATURE = re.compile(r"Quốc hội|[ỦU][yỷ] ban [Tt]hường vụ Quốc hội")


def _issuer_start(text: str, end: int, dated: bool) -> int | None:
    """Where the issuer's name would start: behind ``của``, a comma before a plenum, or a date."""
    for pattern in (_OF, _PLENUM_OF):
        if found := pattern.match(text, end):
            return found.end()
    gap = _GAP.match(text, end) if dated else None
    return gap.end() if gap and _ISSUER.match(text, gap.end()) else None


def term_value(printed: str) -> int | None:
    """A term of the Party's congress, in Roman or Arabic figures."""
    from kl52.structure import roman_value

    return int(printed) if printed.isdigit() else roman_value(printed.upper())


# -- rule: numbered ------------------------------------------------------------------------------

_SO = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(:,;]))(?:số|SỐ|Số)\s*:?\s*$")
_LIST_BEFORE = re.compile(r"(?P<numbers>(?:\d{1,4}[a-z]?\s*(?:,|và|;)\s*)+)$")
_ELIDED = re.compile(r"(?:,|;|\bvà|\+|/)\s*(?:các\s+)?(?:số\s*)?$")
_LAST_TYPE = 90  # characters between a type and its number, with the issuer between them


def _numbered(text: str, named_laws: dict[int, Mention]) -> Iterator[Mention]:
    previous: Mention | None = None
    for symbol in find_symbols(text):
        mentions = _of_symbol(text, symbol, previous, named_laws)
        for mention in mentions:
            yield mention
            previous = mention


def _of_symbol(
    text: str, symbol: Symbol, previous: Mention | None, named_laws: dict[int, Mention]
) -> list[Mention]:
    start = symbol.span.start
    left = text[max(0, start - 160) : start]
    base = start - len(left)
    so = _SO.search(left)
    before = left[: so.start()] if so else left
    law = named_laws.get(base + len(before.rstrip()))
    if law is not None:
        return [_law_with_number(text, law, symbol)]
    several = _LIST_BEFORE.search(before) if not so else _LIST_BEFORE.search(left[: so.start()])
    if not several and not so:
        several = _LIST_BEFORE.search(left)
    numbers: list[tuple[str, int]] = []
    if several:
        numbers = [(found[0], base + several.start() + found.start()) for found in re.finditer(r"\d{1,4}[a-z]?", several["numbers"])]
        before = left[: several.start()]
        before = re.sub(r"(?:số|SỐ|Số)\s*:?\s*$", "", before)
    typed = _type_end().search(before)
    issuer: str | None = None
    if typed is None and so:
        typed, issuer = _type_before_issuer(text, base, before.rstrip())
    if typed is not None and not (typed["type"][0].isupper() or so or symbol.known):
        typed = None
    if numbers and typed is None:
        numbers = []
    name_start = base + typed.start() if typed else (base + so.start() if so else start)
    type_name = type_of(typed["type"]) if typed else None
    if typed is None:
        listed = previous is not None and previous.number and _ELIDED.search(left[: so.start()] if so else left)
        if not symbol.known and not (listed and (so or _same_organ(previous, symbol))):
            return []
        if listed and previous is not None:
            type_name = previous.type if _same_family(previous, symbol) else None
        type_name = type_name or _type_of_code(symbol)
        if type_name is None and not so and not listed:
            return []
    found = [
        Mention(
            span=Span(name_start if index == 0 else at, at + len(number)),
            kind="numbered",
            rule="number-list",
            type=type_name,
            number=number + symbol.canonical[len(symbol.number) :],
            core=Span(at, at + len(number)),
        )
        for index, (number, at) in enumerate(numbers)
    ]
    own = Mention(
        span=Span(start if numbers else name_start, symbol.span.end),
        kind="numbered",
        rule="number",
        type=type_name,
        number=symbol.canonical,
        issuer=issuer,
        core=symbol.span,
        repaired_from=symbol.repaired,
    )
    return [*found, _extend_right(text, own)]


def _type_before_issuer(
    text: str, base: int, before: str
) -> tuple[re.Match[str] | None, str | None]:
    """``Quyết định của Bộ Chính trị số 31-QĐ/TW``: the type, then the issuer up to the number."""
    for word in reversed(list(re.finditer(r"(?<!\w)(?:của\s+)?\w", before[-_LAST_TYPE:]))):
        start = len(before) - min(len(before), _LAST_TYPE) + word.start()
        typed = _type_end().search(before[:start])
        if typed is None or not typed["type"][0].isupper():
            continue
        of = re.compile(r"của\s+", re.IGNORECASE).match(before, start)
        at = of.end() if of else start
        if issuer_end(text, base + at) == base + len(before):
            return typed, before[at:]
    return None, None


def _same_family(previous: Mention, symbol: Symbol) -> bool:
    codes = [code for code, name in _ABBREVIATED.items() if name == previous.type]
    return symbol.type_code is None or not codes or symbol.type_code in codes


def _same_organ(previous: Mention | None, symbol: Symbol) -> bool:
    return previous is not None and f"/{symbol.codes[0]}" in (previous.number or "")


def _type_of_code(symbol: Symbol) -> str | None:
    if symbol.type_code is None:
        head = symbol.codes[0]
        if re.fullmatch(r"QH\d{1,2}", head):
            return None
        return "Công văn" if re.fullmatch(r"VPCP|UBND|TTg", head) else None
    matching = [each for each in doc_types() if each.code == symbol.type_code]
    party = [each for each in matching if (each.family == "party") == symbol.party]
    return (party or matching)[0].name if matching else None


def _law_with_number(text: str, law: Mention, symbol: Symbol) -> Mention:
    own = replace(
        law,
        span=Span(law.span.start, symbol.span.end),
        kind="numbered",
        number=symbol.canonical,
        core=symbol.span,
        repaired_from=symbol.repaired,
    )
    return _extend_right(text, own)


_BLANK = re.compile(
    r"số\s*:?\s*[.…_]*\s*(?P<year>/\s?(?:19|20)\d\d)?\s?[/-]\s?(?P<code>[A-ZĐ][A-Za-zĐđ]{1,7}(?:\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]+)*)"
)


def _blanks(text: str) -> Iterator[Mention]:
    """``Nghị quyết số     /NQ-CP``: a draft cites a document that has no number yet."""
    for match in _BLANK.finditer(text):
        typed = _type_end().search(text, max(0, match.start() - 40), match.start())
        if typed is not None and typed["type"][0].isupper():
            own = Mention(
                span=Span(typed.start(), match.end()),
                kind="numbered",
                rule="blank-number",
                type=type_of(typed["type"]),
                core=Span(match.start(), match.end()),
            )
            yield _extend_right(text, own)


_ISSUED_BY = re.compile(
    r"(?<![\w“])(?P<type>Nghị quyết|Chỉ thị|Kết luận)\s+của\s+(?=[A-ZĐỦ])"
)


def _issued_by(text: str) -> Iterator[Mention]:
    """``Nghị quyết của Quốc hội về …``: named by its issuer and title, without a number."""
    for match in _ISSUED_BY.finditer(text):
        end = issuer_end(text, match.end())
        if end is None or not re.match(r"\s+(?:về|quy định)\s", text[end : end + 12]):
            continue
        if re.search(r"(?:các|những|từng|\d)\s*$", text[max(0, match.start() - 8) : match.start()]):
            continue
        if _DRAFTING.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        yield Mention(
            span=Span(match.start(), end),
            kind="named",
            rule="issued-by",
            type=match["type"],
            issuer=text[match.end() : end],
            core=Span(match.start(), end),
        )


# -- rule: laws by name --------------------------------------------------------------------------

_LAW = re.compile(r"(?<!\w)(?<!(?i:pháp) )(?P<type>Bộ luật|BỘ LUẬT|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH|Hiến pháp|HIẾN PHÁP)(?!\w)")
_LAW_STOP = re.compile(
    r"\s+(?:ngày|năm|số(?=\s*\d)|được|đã|có|quy định|hiện hành|về việc|này|trên|nêu trên|thì|để|theo|tại|trong|khi|của (?:Quốc hội|Nhà nước)"
    r"|và (?:các|Luật|Bộ luật|Nghị|Pháp lệnh|văn bản|quy định|những)|phải|không|bao gồm|hoặc|thay thế|sửa đổi|gồm|cho|với|do|bằng|từ|đến|là)(?!\w)"
    r"|[,;.:()\n“”\"/]|$"
)
_AMENDING = re.compile(
    r"\s+sửa đổi(?:\s*,?\s*(?:và\s+)?bổ sung)?(?:\s+một số\s+(?:điều|nội dung))?(?:\s+(?:của|tại))?(?:\s+(?:các|Luật số [\w/]+\s+))?\s*",
    re.IGNORECASE,
)
_NEXT_LAW = re.compile(r"\s*(?:,|;|,?\s*và)\s*(?=(?:Bộ luật|Luật|Pháp lệnh)\s)")
_LONGEST_LAW = 1500  # characters; the longest omnibus law names some fifteen laws
_REVISED = re.compile(r"\s*\(sửa đổi(?:, bổ sung)?\)")


@cache
def _law_names() -> dict[str, int]:
    """Folded law names, and for each first two words the longest name's length in words."""
    names: dict[str, int] = {}
    for law in laws():
        folded = fold(law.name)
        names[folded] = 0
        head = " ".join(folded.split()[:2])
        names[head + " …"] = max(names.get(head + " …", 0), len(folded.split()))
    return names


def _laws(text: str) -> Iterator[Mention]:
    """Laws by name; the laws named in an amending law's title follow it, without its date."""
    covered = outer_end = 0
    for match in _LAW.finditer(text):
        amending = bool(_AMENDING.match(text, match.end()))
        if match.start() < covered or (amending and match.start() < outer_end):
            continue
        mention = _law_at(text, match)
        if mention is None:
            continue
        if amending:
            outer_end = mention.core.end
            covered = match.end()
        else:
            covered = mention.core.end
            if match.start() < outer_end:
                mention = replace(mention, span=mention.core, date=None, issuer=None)
        yield mention


def _law_at(text: str, match: re.Match[str]) -> Mention | None:
    printed_type = match["type"]
    type_name = printed_type.capitalize()
    start, after = match.start(), match.end()
    if _AMENDING.match(text, after):
        return _amending_law(text, match)
    rule = "law"
    known = _known_law_end(text, start)
    if known is None and type_name != "Hiến pháp":
        following = re.match(rf"\s+[{UPPER}]", text[after : after + 3])
        if not following or (printed_type.isupper() and not re.match(r"\s+\S{2,}", text[after:])):
            return None
        if re.match(rf"[{UPPER}][{LOWER}]+\s$", text[max(0, start - 12) : start].rsplit(" ", 2)[-2] + " " if " " in text[max(0, start - 12) : start].rstrip() else ""):
            return None
        if re.match(r"\s+(?:Luật|Bộ luật|Nghị|Chính phủ|Quốc hội|Quốc gia)\b", text[after : after + 14]):
            return None
    stop = _LAW_STOP.search(text, after, after + 200)
    end = known or (stop.start() if stop else min(len(text), after + 200))
    if end - start > 160:
        return None
    name = text[start:end].strip()
    end = start + len(name)
    if end <= after and type_name != "Hiến pháp":
        return None
    mention = Mention(
        span=Span(start, end), kind="named", rule=rule, type=type_name, name=name, core=Span(start, end)
    )
    revised = _REVISED.match(text, end)
    if revised:
        return replace(mention, span=Span(start, revised.end()))
    return _dated_law(text, mention)


def _dated_law(text: str, law: Mention) -> Mention:
    """A law with the day, or the year, that stands behind its name."""
    dated = _extend_right(text, law)
    year = _RIGHT_YEAR.match(text, law.span.end)
    if dated.date is None and year:
        stated = year["year"] or year["bracketed"] or year["bare"]
        return replace(law, date=stated, span=Span(law.span.start, year.end()))
    return dated


def _amending_law(text: str, match: re.Match[str]) -> Mention | None:
    """``Luật sửa đổi, bổ sung một số điều của Luật A, Luật B ngày …``: date and number are its own."""
    head = _AMENDING.match(text, match.end())
    end = head.end() if head else match.end()
    while True:
        law = _LAW.match(text, end)
        if law is None:
            break
        known = _known_law_end(text, end)
        stop = _LAW_STOP.search(text, law.end() + 1, law.end() + 200)
        end = known or (stop.start() if stop else min(len(text), law.end() + 200))
        joined = _NEXT_LAW.match(text, end)
        if joined is None or end - match.start() > _LONGEST_LAW:
            break
        end = joined.end()
    mention = Mention(
        span=Span(match.start(), end),
        kind="named",
        rule="amending-law",
        type=match["type"].capitalize(),
        name=text[match.start() : end].strip(),
        core=Span(match.start(), end),
    )
    return _dated_law(text, mention)


def _known_law_end(text: str, start: int) -> int | None:
    """The end of the longest law name of the lexicon that starts at ``start``."""
    names = _law_names()
    words: list[re.Match[str]] = []
    best = None
    limit = 0
    for word in re.compile(r"\S+").finditer(text, start, min(len(text), start + 260)):
        if "\n" in text[start : word.start()]:
            break
        words.append(word)
        stretch = fold(" ".join(text[start : word.end()].split()))
        bare = stretch.rstrip(",;.:)”\"")
        if len(words) == 2:
            limit = names.get(bare + " …", 0) or names.get(stretch + " …", 0)
            if not limit:
                return None
        if len(words) >= 2 and bare in names:
            best = word.end() - (len(stretch) - len(bare))
        if len(words) > max(limit, 2):
            break
    return best



# -- rule: aliases by congress or plenum ----------------------------------------------------------

_PLENUM = re.compile(
    rf"(?<!\w)(?P<type>Nghị quyết|NGHỊ QUYẾT|Kết luận|KẾT LUẬN|Quy định|NQ)\s+(?:của\s+)?(?:số\s+)?(?:Hội nghị\s+)?"
    rf"(?:lần thứ\s+(?P<word>{_ORDINAL_WORDS}|\d{{1,2}}|[XVI]+)\s*,?\s*(?:của\s+)?)?(?:Ban Chấp hành\s+|BCH\s+)?(?:Trung ương|TW|T\.Ư)(?:\s+Đảng)?"
    rf"(?:\s+(?:lần thứ\s+)?(?P<number>{_ORDINAL_WORDS}|\d{{1,2}}|[XVI]+)(?!\w))?"
    rf"(?P<rest>\s*,?\s*{_TERM.format(p='')}|\s+của Đảng)?",
    re.IGNORECASE,
)
_CONGRESS = re.compile(
    r"(?<!\w)(?P<type>Nghị quyết|NGHỊ QUYẾT|Văn kiện)\s+(?:của\s+)?Đại hội\s+(?:đại biểu\s+)?(?:toàn quốc\s+)?(?:của\s+)?"
    r"(?:(?:Đảng bộ|Đảng)\s+[^,.;()\n]{0,40}?)?\s*(?:lần thứ\s+)?(?P<number>[XVI]{1,5}|\d{1,2})(?!\w)(?:\s+của Đảng|\s+Đảng bộ [^,.;()\n]{0,30}(?=[,.;]))?"
    r"(?:,?\s*\(?nhiệm kỳ\s+\d{4}\s?[-–]\s?\d{4}\)?)?",
    re.IGNORECASE,
)


def _aliases(text: str) -> Iterator[Mention]:
    for match in _PLENUM.finditer(text):
        ordinal = match["word"] or match["number"]
        if ordinal is None or match["type"][0].islower():
            continue
        yield Mention(
            span=Span(*match.span()),
            kind="alias",
            rule="plenum",
            type=type_of(match["type"]),
            issuer=match[0][len(match["type"]) :].strip(),
            plenum=_ORDINAL_VALUES.get(ordinal.lower()) or term_value(ordinal),
            term=term_value(match["term"]) if match["term"] else None,
            core=Span(*match.span()),
        )
    for match in _CONGRESS.finditer(text):
        if match["type"][0].isupper():
            yield Mention(
                span=Span(*match.span()),
                kind="alias",
                rule="congress",
                type=type_of(match["type"]) or "Nghị quyết",
                issuer=match[0][len(match["type"]) :].strip(),
                core=Span(*match.span()),
            )


# -- rule: relative ------------------------------------------------------------------------------


@cache
def _relative_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<type>{_printed_types('any')})\s+(?P<which>này|nêu trên|nói trên|trên đây|trên(?=\s*(?:[,.;:)]|và\b|$)))(?!\w)"
    )


def _deictic_type(printed: str) -> str | None:
    return "Chương trình" if fold(printed) == "chương trình hành động" else type_of(printed)


_INNER = re.compile(r"(?<!\w)(?P<which>Điều|Chương|Mục|Phụ lục|khoản|điểm) này(?!\w)")


def _relatives(text: str) -> Iterator[Mention]:
    for match in _relative_pattern().finditer(text):
        yield Mention(
            span=Span(*match.span()),
            kind="relative",
            rule="deictic" if match["which"] == "này" else "anaphor",
            type=_deictic_type(match["type"]),
            core=Span(*match.span()),
        )
    for match in _INNER.finditer(text):
        yield Mention(
            span=Span(*match.span()), kind="relative", rule="inner", provision=match[0], core=Span(*match.span())
        )


# -- rule: short numbers -------------------------------------------------------------------------

_SHORT_TYPES = "Nghị quyết|Chỉ thị|Kết luận|Quyết định|Nghị định|Thông tư|Đề án|Quy định|Kế hoạch|Hướng dẫn|Thông báo|Công văn|Văn bản|Luật|Chương trình"
_SHORT = re.compile(
    rf"(?<!\w)(?:(?P<type>{_SHORT_TYPES})\s+(?P<so>số\s+)?|(?P<abbr>NQ|QĐ|NĐ|CT|KL|TT)\s?)(?P<number>\d{{1,4}})(?P<year>/(?:19|20)\d\d)?(?![\w/%]|[.,]\d|\s?[-–]\s?[A-ZĐ\d])"
    r"(?!\s+(?:ngày|tháng|năm|%|triệu|tỷ|nghìn|đồng|người|nội dung|nhiệm vụ|mục tiêu|doanh nghiệp|điều|khoản|điểm|nhóm|cơ sở|xã|tỉnh|lần|"
    r"giờ|trường|văn bản|nghị|dự án|đề án|lĩnh vực|công trình|hộ|cấp|đơn vị|giải pháp|luật|chương trình|bước|giai đoạn|thủ tục)\b)"
)


def _shorts(text: str) -> Iterator[Mention]:
    for match in _SHORT.finditer(text):
        if not match["so"] and match["type"] in ("Kế hoạch", "Chương trình", "Hướng dẫn", "Thông báo", "Công văn", "Văn bản"):
            continue
        mention = Mention(
            span=Span(*match.span()),
            kind="short",
            rule="short-number",
            type=type_of(match["type"] or match["abbr"]),
            number=match["number"] + (match["year"] or ""),
            core=Span(match.start("number"), match.end()),
        )
        yield _extend_right(text, mention)


# -- rule: policies by name, and texts still to come ------------------------------------------------

_POLICY = re.compile(rf"(?<![\w“])(?<!Bộ )(?<!Sở )(?<!Cục )(?<!Vụ )(?<!Phòng )(?<!Ban )(?<!Viện )(?<!Ngành )(?<!ngành )(?P<quote>“)?(?P<type>{_POLICIES})(?=\s+(?!(?:này|nêu trên|nói trên|số|trên|là|của Đề|bao gồm|gồm|và|trong|vào|với|đúng|thuộc|bằng|ở|định kỳ|nghiêm|hiệu quả|tại|theo|được|đã|có|do|cho|đến|từ|khi|để|nhằm|phải|\d)\b)\w)")
_POLICY_UPPER = re.compile(rf"(?<!\w)(?P<type>CHƯƠNG TRÌNH HÀNH ĐỘNG|CHIẾN LƯỢC QUỐC GIA|ĐỀ ÁN)(?=\s+[{UPPER}])")
_NAME_STOP = re.compile(
    r"[;:()\n“”\"…]|\.(?=\s|$)|,(?=\s)|\svà (?=các |Chương trình|Đề án|Nghị |Luật |Quyết |Chiến lược|Kế hoạch|triển khai|tổ chức|báo cáo)|"
    r"(?<!chương)(?<!Chương)(?<!lộ)(?<!toàn)(?<!quy)(?<!quá)(?<!công)\strình(?!\w)|"
    r"\s(?:thực hiện|theo|báo cáo|phù hợp với|nhằm|để|được|đã|tại|trên địa bàn|gắn với|khi|bảo đảm|hoàn thành|làm|có|"
    r"trước|sau|ban hành|quy định|là|do|từ|cho|nếu|hoặc|cùng|căn cứ|phải|cần|chỉ|sẽ)(?!\w)"
)
_DRAFTING = re.compile(
    r"(?:xây dựng|ban hành|hoàn thiện|soạn thảo|dự thảo|tham mưu|đề xuất|trình|phê duyệt|lập|khi có|triển khai xây dựng)"
    r"(?:,? (?:và )?(?:hoàn thiện|ban hành|xây dựng|các nội dung|dự thảo|triển khai|phê duyệt|tổ chức thực hiện|nội dung))*\s+[“\"]?$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"[\w]+(?:\s[\w]+)?(?:\s+hành động)?\s+của\s+", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.;:]\s+|\n)(?:[-+*]\s*|\(?[\dIVXa-zđ]{1,4}[.)]\s*)?“?$")
_DISTRIBUTIVE = re.compile(
    r"(?:\b(?:các|những|từng|mỗi|một số|nhiều|\d)\s*“?$)|(?:cấp xã|cấp huyện|các địa phương|từng địa phương|mỗi tỉnh)\s+(?:xây dựng|ban hành|lập)\s+$"
)


def _policies(text: str) -> Iterator[Mention]:
    for match in [*_POLICY.finditer(text), *_POLICY_UPPER.finditer(text)]:
        start = match.start("type")
        quoted = match.groupdict().get("quote")
        if quoted:
            close = text.find("”", start, start + 300)
            end = close if close > 0 else match.end()
        else:
            end = _policy_end(text, match.end())
        name = re.sub(r"\s+(?:và|với|của|kèm|vào)$", "", text[start:end].rstrip(" ,"))
        words = name.split()
        if len(words) < len(match["type"].split()) + 2 or len(name) > 260:
            continue
        left = text[max(0, start - 90) : start]
        if _SENTENCE_START.search(left) or _DISTRIBUTIVE.search(left):
            continue
        kind: CitationKind = "future" if _DRAFTING.search(left) else "named"
        yield Mention(
            span=Span(start, start + len(name)),
            kind=kind,
            rule="policy",
            type=_policy_type(name),
            name=name,
            issuer=_owner(text, start, start + len(name)),
            core=Span(start, start + len(name)),
        )


def _owner(text: str, start: int, end: int) -> str | None:
    """The body that a policy's name says it is of (``Chương trình hành động của Chính phủ``)."""
    of = _OWNER.match(text, start, end)
    reach = issuer_end(text, of.end()) if of else None
    return text[of.end() : reach] if of and reach else None


def _policy_end(text: str, at: int) -> int:
    """Where a policy's name ends: the horizon (``đến năm 2030``) may stand behind commas."""
    for match in _NAME_STOP.finditer(text, at):
        if match[0] != ",":
            return match.start()
        if len(text[at : match.start()].split()) <= 2:
            continue
        following = text[match.end() : match.end() + 110]
        rest = re.split(r"[;.()\n]", following, maxsplit=1)[0]
        if re.match(r"\s(?:tầm nhìn|đến năm|giai đoạn|nhiệm kỳ)\b", rest):
            continue
        if re.search(r"^[^,]{2,60}(?:,[^,]{2,40})?\s(?:và\s[^,]{2,40}?\s)?(?:đến năm|giai đoạn)\s(?:19|20)\d\d", rest):
            continue
        return match.start()
    return len(text)


@cache
def _future_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:ban hành|xây dựng|trình|tham mưu|soạn thảo|khi có|đề xuất|sửa đổi|hoàn thiện)\s+"
        r"(?P<text>(?P<type>Nghị định|Thông tư|Luật|Quyết định|Chỉ thị|Nghị quyết|Chiến lược|Pháp lệnh|Đề án)"
        r"(?:\s+của\s+(?P<issuer>Trung ương|Chính phủ|Thủ tướng Chính phủ|Bộ Chính trị|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội))?)"
        r"(?=\s+(?:quy định|sửa đổi|về|hướng dẫn|thay thế)\b|\s*[,.;)]|\s*$)",
        re.IGNORECASE,
    )


def _futures(text: str) -> Iterator[Mention]:
    for match in _future_pattern().finditer(text):
        programme = re.search(r"chương trình\s*$", text[max(0, match.start() - 14) : match.start()], re.IGNORECASE)
        if match["type"][0].isupper() and not programme:
            yield Mention(
                span=Span(*match.span("text")),
                kind="future",
                rule="future",
                type=type_of(match["type"]),
                issuer=match["issuer"],
                core=Span(*match.span("text")),
            )


# -- provisions ----------------------------------------------------------------------------------

_VALUE = r"(?:số\s+)?(?:\d{1,3}[a-zđ]{0,2}|[IVXLC]{1,6}|[a-zđ]\d?)(?!\w)"
_LEVEL = r"(?:[Cc]ác\s+)?(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Cc]hương|[Mm]ục|[Tt]iểu mục|[Pp]hần|[Pp]hụ lục|[Tt]iết|[Mm]ẫu)"
_UNIT = rf"{_LEVEL}\s+{_VALUE}(?:\s*(?:,|;|và|đến|hoặc|[-–])\s*{_VALUE})*"
_PROVISION = re.compile(
    rf"(?<!\w)(?:(?:từ\s+)?{_UNIT}(?:(?:\s*[,;]\s*|\s+(?:và|đến|của|thuộc|hoặc)\s+|\s+)(?:{_UNIT}))*|[Pp]hụ lục(?=\s+(?:của|ban hành|kèm theo)))"
)
_TO_DOCUMENT = re.compile(r"\s*,?\s*(?:(?:của|tại|thuộc|ban hành kèm theo|kèm theo|trong)\s+)?$")
_BEHIND = re.compile(rf"\s*,\s+(?P<provision>(?:Điều|Phụ lục|khoản|điểm)\s+{_VALUE}(?:\s*,\s*{_UNIT})*)(?=\s*[,.;)]|\s*$)")


def _with_provisions(text: str, mentions: list[Mention]) -> list[Mention]:
    """Take the provision before (or, after a comma, behind) a mention into it."""
    starts = {mention.span.start: index for index, mention in enumerate(mentions)}
    ordered = sorted(starts)
    found = list(mentions)
    position = 0
    for match in _PROVISION.finditer(text):
        while position < len(ordered) and ordered[position] < match.end():
            position += 1
        if position >= len(ordered):
            break
        start = ordered[position]
        between = text[match.end() : start]
        if len(between) < 40 and _TO_DOCUMENT.fullmatch(between):
            index = starts[start]
            mention = found[index]
            words = match[0] if mention.rule != "inner" else text[match.start() : mention.span.end]
            found[index] = replace(mention, span=Span(match.start(), mention.span.end), provision=words)
    for index, mention in enumerate(found):
        if mention.provision is None and mention.kind in ("numbered", "named"):
            behind = _BEHIND.match(text, mention.span.end)
            if behind:
                found[index] = replace(
                    mention, span=Span(mention.span.start, behind.end()), provision=behind["provision"]
                )
    return found


# -- defined short names -------------------------------------------------------------------------

_DEFINITION = re.compile(
    r"(?:sau đây\s+(?:được\s+)?(?:gọi|viết)(?:\s+tắt)?(?:\s+chung)?(?:\s+là)?|(?:gọi|viết)\s+tắt\s+là)\s*:?\s*[“\"]?(?P<name>[A-ZĐ][^)”\"\n;]{1,80}?)\s*[”\")]",
    re.IGNORECASE,
)


def _definitions(text: str, mentions: list[Mention]) -> list[tuple[Mention, str, int]]:
    """Short names that the text defines: the mention at the definition, the name, where it is in force."""
    types = re.compile(rf"^(?:{_printed_types('any')}|{'|'.join(_ABBREVIATED)})(?!\w)")
    found = []
    for match in _DEFINITION.finditer(text):
        name = match["name"].strip()
        typed = types.match(name)
        if not typed or name[0].islower():
            continue
        if any(each.span.overlaps(Span(*match.span("name"))) and each.number and "/" in each.number for each in mentions):
            continue
        numbered = re.search(r"(?:số\s+)?(\d{1,4})$", name)
        mention = Mention(
            span=Span(match.start("name"), match.start("name") + len(name)),
            kind="short",
            rule="definition",
            type=_deictic_type(typed[0]),
            number=numbered[1] if numbered else None,
            name=name,
            core=Span(match.start("name"), match.start("name") + len(name)),
        )
        found.append((mention, name, match.end()))
    return found


def _uses(text: str, defined: dict[str, Mention], since: dict[str, int]) -> Iterator[Mention]:
    """Uses of the short names in force; ``since`` holds those defined in this very line."""
    if not defined:
        return
    forms = {form: name for name in defined for form in (name, name.upper())}
    ordered = sorted(forms, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w“])(?:{'|'.join(map(re.escape, ordered))})(?![\w/])")
    for match in pattern.finditer(text):
        name = forms[match[0]]
        if match.start() >= since.get(name, 0):
            yield Mention(
                span=Span(*match.span()),
                kind="short",
                rule="defined-name",
                type=defined[name].type,
                name=name,
                core=Span(*match.span()),
            )


# -- all together --------------------------------------------------------------------------------

def find_mentions(text: str, own_names: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """Every mention in ``text``, in order; ``own_names``: what the document itself promulgates.

    >>> [m.number for m in find_mentions("Căn cứ Nghị quyết số 18, 19-NQ/TW ngày 25-10-2017 của Trung ương")]
    ['18-NQ/TW', '19-NQ/TW']
    >>> [(m.kind, m.provision) for m in find_mentions("theo điểm a khoản 2 Điều 5 Nghị định này")]
    [('relative', 'điểm a khoản 2 Điều 5')]
    """
    found: list[Mention] = []
    defined: dict[str, Mention] = {}
    awaited: set[str] = set()
    for line in re.finditer(r"[^\n]+", text):
        for mention in _of_line(line[0], defined, own_names):
            name = fold(mention.name or "")
            if mention.kind == "future" and mention.name:
                awaited.add(name)
            elif mention.rule == "policy" and name in awaited:
                mention = replace(mention, kind="future")
            found.append(_shifted(mention, line.start()))
    return tuple(found)


def _shifted(mention: Mention, by: int) -> Mention:
    return replace(mention, span=mention.span.shift(by), core=mention.core.shift(by))


def _of_line(line: str, defined: dict[str, Mention], own_names: tuple[str, ...]) -> list[Mention]:
    """The mentions of one paragraph; short names that it defines are added to ``defined``."""
    named_laws = list(_laws(line))
    ends = {law.core.end: law for law in named_laws if law.rule == "law"}
    ends |= {law.core.end: law for law in named_laws if law.rule == "amending-law"}
    taken = _Taken(len(line))
    taken.add(_numbered(line, ends))
    for source in (_blanks(line), _aliases(line), named_laws, _relatives(line), _shorts(line)):
        taken.add(source)
    definitions = _definitions(line, taken.mentions)
    taken.remove(mention.span for mention, _, _ in definitions)
    taken.add(mention for mention, _, _ in definitions)
    since = {name: end for _, name, end in definitions}
    defined.update({name: mention for mention, name, _ in definitions})
    taken.add(_owned(line, own_names))
    for source in (_uses(line, defined, since), _policies(line), _issued_by(line), _futures(line)):
        taken.add(source)
    mentions = sorted(taken.mentions, key=lambda each: (each.span.start, -each.span.end))
    return _with_provisions(line, _without_swallowed(mentions))


def _owned(text: str, names: tuple[str, ...]) -> Iterator[Mention]:
    """The names of what the document itself promulgates, in any case."""
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            if match[0][0].isupper():
                yield Mention(
                    span=Span(*match.span()),
                    kind="named",
                    rule="own-annex",
                    type=_policy_type(name),
                    name=match[0],
                    issuer=_owner(text, *match.span()),
                    core=Span(*match.span()),
                )


def _policy_type(name: str) -> str:
    """``Chương trình hành động`` is a Chương trình, like every programme."""
    match = re.match(_POLICIES, name, re.IGNORECASE)
    return match[0].capitalize() if match else type_of(name.split()[0]) or name.split()[0]


class _Taken:
    """Which characters mentions already stand on."""

    def __init__(self, length: int) -> None:
        self.mask = bytearray(length)
        self.mentions: list[Mention] = []

    def add(self, source: Iterable[Mention]) -> None:
        """Take those of ``source`` that stand on free characters, or hold a taken law in their name."""
        for mention in source:
            start, end = mention.span.start, mention.span.end
            if mention.rule == "amending-law":
                end = start + len(mention.type or "")  # the laws in its title are mentions too
            elif any(self.mask[start:end]):
                continue
            else:
                end = mention.core.end  # an issuer's name may hold a citation of its own
            self.mask[start:end] = b"\x01" * (end - start)
            self.mentions.append(mention)

    def remove(self, spans: Iterable[Span]) -> None:
        for span in spans:
            if any(self.mask[span.start : span.end]):
                self.mentions = [each for each in self.mentions if not each.span.overlaps(span)]
                self.mask[span.start : span.end] = bytes(len(span))


def _without_swallowed(mentions: list[Mention]) -> list[Mention]:
    """Drop a mention whose words are all part of an earlier one's own words."""
    kept: list[Mention] = []
    reach = -1
    for mention in mentions:
        if mention.span.end <= reach:
            continue
        kept.append(mention)
        if mention.rule != "amending-law":
            reach = max(reach, mention.core.end)
    return kept
