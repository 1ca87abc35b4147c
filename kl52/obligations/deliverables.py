"""The product that a task asks for, where it is a definite one.

Input: a sentence. Output: the product's name as printed, or ``None``. Plans, schemes,
decrees, reports and named systems are definite; ``cơ chế, chính sách`` are not, nor is
a document that exists already or that somebody else makes.
"""

from __future__ import annotations

import re
from functools import cache

from kl52.language.lexicon import fold
from kl52.obligations.actions import find_verbs, verb_at
from kl52.tables import read_table

_MOST_WORDS = 45  # no product has a longer name
_LONGEST = 600  # characters of so many words
_BETWEEN = (
    r"(?:,? (?:{making}|và|hoặc|thống nhất|theo thẩm quyền|triển khai|tổ chức|thực hiện|các cấp|"
    r"chính phủ|thủ tướng chính phủ))*,? (?:các |01 |một )?"
)
_COMPOUND = re.compile(r"(?:chương|quá|quy|lộ|tiến|công|độc) $")  # before trình, lập: another word
_LONGER = re.compile(r",? ?trình (?:độ|tự)\b")
_THEIRS = re.compile(r"(?:\bkhi\b[^,;.]*|\bdo [^,;.]*|chính phủ|bộ trưởng)\s*$")
_KNOWN = re.compile(
    r"\b(?:này|nêu trên|số \d)|\b(?:có )?liên quan$|\bthuộc (?:đề án|chương trình|kế hoạch)$"
)
# A kind of thing, none in particular.
_CLASS = re.compile(
    r"dự án|hệ thống|phương án|tiêu chuẩn|quy chuẩn|nền tảng|cơ sở dữ liệu(?: quốc gia)?"
)
_TOPIC = re.compile(r"đối với [^:;.]{3,200}:\s")
_ABOUT = re.compile(r"\b(?:về|việc|công tác|hoạt động) (?P<what>[^;.:]*)$")
_LISTED = (  # "hồ sơ, bao gồm dự thảo Quyết định, …", "các sản phẩm: …"; "Sản phẩm gồm: …"
    r"(?:\b{making}\b[^;.:]{{0,120}}?"
    r"(?:\bgồm\b:?|\b(?:sản phẩm|văn bản|tài liệu|hồ sơ)[^;.:,]{{0,40}}:)"
    r"|^(?:sản phẩm|kết quả)[^;.:]{{0,40}}?(?:\bgồm\b:?|:))\s+"
    r"(?P<listed>(?:(?:dự thảo|các|những|bộ|\d{{1,2}}) )*(?:{product}|tờ trình)\b)"
)
_LIST_ENDS = re.compile(
    r"[;.(\n]|,? (?:nhằm|để|gửi|hoàn thành|trước ngày|trong (?:quý|tháng|năm)|"
    r"(?:trình|báo cáo) (?:cấp|ubnd|ủy ban|hđnd|hội đồng|thủ tướng|chính phủ|bộ|sở|tỉnh))\b"
)
_NO_NEXT_ACT = frozenset({"implement", "check", "study", "stop", "build"})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What opens a product's name, what ends it, and what opens a list of products."""
    kinds: dict[str, list[str]] = {}
    for word, kind in read_table("products.tsv"):
        kinds.setdefault(kind, []).append(re.escape(fold(word)))
    making, product, event, report, end = (
        "(?:" + "|".join(kinds[kind]) + ")"
        for kind in ("making", "product", "event", "report", "end")
    )
    opening = (
        rf"\b{making}{_BETWEEN.format(making=making)}(?P<product>{product}\b)"
        rf"|\btổ chức (?P<event>{event}\b)|(?:^|; |, )(?P<report>{report}\b)"
    )
    listed = re.compile(_LISTED.format(making=making, product=product))
    return re.compile(opening), re.compile(rf"[;.(:\n]|,? {end}\b"), listed


def find_deliverable(sentence: str) -> str | None:
    """The definite product of a sentence.

    >>> find_deliverable("Lập Đề án di dời chợ, báo cáo Ủy ban nhân dân tỉnh.")
    'Đề án di dời chợ'
    >>> find_deliverable("Lập hồ sơ, gồm dự thảo Quyết định và sổ tay, gửi Sở Y tế.")
    'dự thảo Quyết định và sổ tay'
    >>> find_deliverable("Xây dựng cơ chế khuyến khích trồng rừng.") is None
    True
    """
    folded = fold(sentence)
    if folded.startswith("khuyến khích"):
        return None
    opening, end, _ = _patterns()
    topic = _TOPIC.match(folded)
    at = topic.end() if topic else 0
    while match := opening.search(folded, at):
        before = folded[max(0, match.start() - 60) : match.start()]
        if _COMPOUND.search(before):
            at = match.start() + 1  # ``trường công lập, xây dựng đề án``: the verb comes behind it
            continue
        at = match.end()
        if _THEIRS.search(before):
            continue
        start = match.start(match.lastgroup or 0)
        words = sentence[start : _end(sentence, match.end(), end)].strip(" ,").removesuffix(" và")
        if folded[:start].endswith("các ") and _CLASS.match(fold(words)):
            continue  # ``đề xuất các dự án đầu tư``: several, none in particular
        known = _KNOWN.search(fold(words)) or _CLASS.fullmatch(fold(words))
        if known or len(words.split()) > _MOST_WORDS:
            return None
        bare = match.lastgroup == "product" and len(words) == len(match["product"])
        return (bare and _listed(sentence, folded)) or words
    return _listed(sentence, folded)


def _listed(sentence: str, folded: str) -> str | None:
    """The products that stand behind ``gồm`` or a colon, where only their class has a verb."""
    match = _patterns()[2].search(folded) if ":" in folded or "gồm" in folded else None
    if match is None or _THEIRS.search(folded[: match.start()]):
        return None
    start = match.start("listed")
    stop = _LIST_ENDS.search(folded, match.end())
    words = (
        sentence[start : stop.start() if stop else len(sentence)].strip(" ,").removesuffix(" và")
    )
    known = _KNOWN.search(fold(words)) or _CLASS.fullmatch(fold(words))
    return None if known or len(words.split()) > _MOST_WORDS else words


def _in_word(folded: str, at: int) -> bool:
    """Whether the end word at ``at`` is part of a longer one: ``chương trình``, ``trình độ``."""
    longer = _LONGER.match(folded, at)
    return bool(longer) or bool(_COMPOUND.search(folded[max(0, at - 8) : at] + " "))


def _lists_verbs(words: str) -> bool:
    """Whether all that stands behind ``về`` is verbs: what the document is about."""
    about = _ABOUT.search(fold(words))
    if about is None:
        return False
    what = words[about.start("what") :]
    verbs = tuple(find_verbs(what))
    left = "".join(each for each in what if each not in " ,")
    return bool(verbs) and len(left) == sum(
        len(verb.span.of(what).replace(" ", "")) for verb in verbs
    )


def _end(sentence: str, at: int, end: re.Pattern[str]) -> int:
    """Where the product's name is over: before its purpose, or before the next thing to do."""
    folded = fold(sentence)
    ends = (each.start() for each in end.finditer(folded, at))
    stop = next((e for e in ends if not _in_word(folded, e)), len(sentence))
    for comma in re.finditer(r",\s", sentence[at : min(stop, at + _LONGEST)]):
        after = at + comma.end()
        verb = verb_at(sentence, after)
        if verb and verb.span.start == after and verb.strength not in _NO_NEXT_ACT:
            if _lists_verbs(sentence[at : at + comma.start()]):
                continue  # ``quy chế về quản lý, khai thác bến đò``
            return at + comma.start()
    return stop
