"""Who acts in a sentence: the names at its head, or behind the word that assigns.

Input: the words of a sentence. Output: names of bodies as printed, and where the words about
what to do begin. A name counts only where a verb, or the basis for acting, follows it.
"""

from __future__ import annotations

import re

from kl52.bodies import match_body_at, split_bodies
from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases
from kl52.obligations.actions import find_verbs, opens_with_verb, verb_at

Names = tuple[str, ...]
_ASSIGN = Phrases("giao(?: nhiệm vụ)?(?: cho)?", "đề nghị", "yêu cầu", "phân công", after=r"\s+")
_REACH = 160  # an assignment stands near the head of its sentence
WITH = Phrases(
    "đồng chủ trì(?: với)?",
    r"phối hợp(?: chặt chẽ)?(?:\s*(?:với|cùng))?",
    "cùng với",
    after=r"\s+",
)
_OPENING = re.compile(
    r"(?:trên cơ sở|căn cứ|theo(?! dõi)|đối với|trong|về|định kỳ|hằng|hàng|trước|khi|sau|lĩnh vực|"
    r"nội dung|đến|quý|năm|quá trình|nếu|trường hợp|đồng thời|riêng|từ|kể từ|ngay|tại|trên|"
    r"qua|thông qua|để|nhằm|bên cạnh|song song|cùng với|với|bằng|tháng|giai đoạn)\b|[^,.;]{2,90}:",
    re.IGNORECASE,
)
_REGULARLY = re.compile(r"(?:Định kỳ|Hằng|Hàng)\s+")
_GROUP = re.compile(r"(?:các|những|từng|mỗi)\s")
_ITEM = re.compile(r"\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s+")
_PAUSE = re.compile(r"[,:]\s+")
FIELD = re.compile(
    r"(?:lĩnh vực|nội dung|nhóm|công tác|tổ chức (?:thực hiện|triển khai|lại))\b", re.IGNORECASE
)
_ANY_VERB = re.compile(
    r"\s+(?!(?:và|hoặc|của|thuộc|ở|tại|là|với|đã|được|để|cùng|cấp|này|đó|trên|do|khi|sau|trước|như|sẽ|đang|chưa|về|"
    r"còn|bằng|hay|cho|từ|vẫn|cũng|có|khác|không|gồm|theo hướng|trực|sắp xếp theo)\b)(?=[a-zà-ỹđ])"
)
_TELLS_OTHERS = re.compile(r"\s(?:yêu cầu|đề nghị|quyết nghị|quyết định)\s")
_URGENT = frozenset({"khẩn trương", "đồng thời", "trước mắt", "thống nhất"})
_ACTS_ON = re.compile(r"\s(?:sử dụng|quản lý|tổ chức)$")  # a verb, if its object follows
_OBJECT = re.compile(r"\s+[a-zà-ỹđ]")
_APPOSITION = re.compile(r"\s[-–]\s(?:Phó\s)?(?:Trưởng|Tổ trưởng|Chủ tịch|Chủ nhiệm)\s")
_ROLE = Phrases(r"có trách nhiệm(?!\s+(?:với|của))", r"chủ trì(?:,| và| phối hợp|\s)")
_BEFORE_ROLE = re.compile(
    r"(?P<who>[A-ZĐỦ][^\s,;.:()]*(?:,?\s[^\s,;.:()]+){1,24}?)\s"
    rf"(?:{_ROLE.pattern.pattern})"
)
# The head of a class of bodies, behind which a comma may join two words of one name.
_CLASS = re.compile(r"(?:Các |các )?(?:cơ sở|tổ chức|đơn vị|doanh nghiệp|hộ)\b", re.IGNORECASE)
_TWO_WORDS = re.compile(r", [a-zà-ỹđ]+ [a-zà-ỹđ]+(?= )")
NOT_A_NAME = frozenset(
    [
        "cơ quan",
        "đơn vị",
        "tổ chức",
        "cấp",
        "ngành",
        "trường",
        "cơ sở",
        "cán bộ",
        "phòng",
        "đội",
        "khoa",
        "lực lượng",
        "hội",
        "ban",
        "báo",
    ]
)
_NO_ACT = frozenset(
    {"là", "được", "đã", "với", "về", "từ", "đến", "trước", "như", "để", "sẽ", "đang", "chưa"}
)


def names_at(text: str, at: int) -> tuple[Names, int]:
    """The list of bodies at ``at`` and its end; nothing where none begins there."""
    end = match_body_at(text, at)
    if end and fold(text[at:end]) in NOT_A_NAME:
        return (), at
    if end and _ACTS_ON.search(text[at:end]) and _OBJECT.match(text, end):
        end = text.rindex(" ", at, text.rindex(" ", at, end))
    if not end:
        return (), at
    if at == 0:
        end = _whole_class(text, end)
    return split_bodies(text[at:end]), end


def _whole_class(text: str, end: int) -> int:
    """``Cơ sở khám bệnh, chữa bệnh lập …``: words between comma and verb belong to it."""
    more = _TWO_WORDS.match(text, end) if _CLASS.match(text) else None
    verb = verb_at(text, more.end() + 1) if more else None
    return more.end() if more and verb and verb.span.start == more.end() + 1 else end


def find_subject(text: str) -> tuple[Names, int]:
    """The names at the head of the sentence, or behind ``giao``, ``đề nghị``, ``yêu cầu``."""
    for match in _ASSIGN.finditer(text, 0, _REACH):
        if text[match.end() : match.end() + 1].islower() and not _GROUP.match(text, match.end()):
            continue
        if not _assigner(text[: match.start()]):
            continue
        names, end = names_at(text, match.end())
        if names and (_acts(text, end) or _goes_on(text, end)):
            return names, end
    names, end = ((), 0) if FIELD.match(text) or _opens_with_organise(text) else names_at(text, 0)
    labelled = text[end:].lstrip().startswith(":")
    told = _acts(text, end) or _goes_on(text, end) or _APPOSITION.match(text, end)
    if names and not labelled and told:
        return _bare(names), end
    late = _late_subject(text)
    if late[0] or labelled:
        return late if late[0] else (names, end)
    return _unknown_subject(text)


def _opens_with_organise(text: str) -> bool:
    """``Tổ chức sản xuất vụ hè``: the verb, though ``Tổ chức tín dụng`` is a body."""
    return text.startswith("Tổ chức ") and verb_at(text) is not None


def _unknown_subject(text: str) -> tuple[Names, int]:
    """Whoever stands before ``chủ trì`` or ``có trách nhiệm`` at the head of the sentence.

    His name need not be known; but a verb or an opening phrase before it makes it no name.
    """
    match = _BEFORE_ROLE.match(text) if _ROLE.search(text) else None
    if match is None or _OPENING.match(text):
        return (), 0
    who = match["who"]
    verbs = (verb for verb in find_verbs(who) if verb.strength != "stop")
    if any(verb.span.start == 0 or verb.strength == "role" for verb in verbs):
        return (), 0
    return split_bodies(who), match.end("who")


def _assigner(before: str) -> bool:
    """Nothing, a pause or the one who assigns stands before ``giao``; not a verb that it serves."""
    clause = re.split(r"[,;:.]\s", before)[-1].strip()
    if not clause or clause[-1] in ",;:." or match_body_at(clause, 0) == len(clause):
        return True
    last = fold(clause).split()[-2:]
    return " ".join(last) in _URGENT or last[-1:] in (["và"], ["thời"])


def _late_subject(text: str) -> tuple[Names, int]:
    """``Trên cơ sở …, Sở X lập …``; ``Lĩnh vực y tế: Sở Y tế …``."""
    if _OPENING.match(text) is None:
        return (), 0
    regularly = _REGULARLY.match(text)
    for match in _PAUSE.finditer(text[:800]):
        opening = text[regularly.end() : match.start()] if regularly else ""
        if any(verb.is_action for verb in find_verbs(opening)):
            break  # ``Định kỳ hằng tháng gửi sổ về Sở X, Sở Y …``: those whom one writes to
        item = _ITEM.match(text, match.end())
        if item and opens_with_verb(text[item.end() : item.end() + 60]):
            break  # ``Năm 2027: (1) Lắp …; (2) …``: what is listed are tasks
        if text[match.end()].islower() and not _GROUP.match(text, match.end()):
            continue
        names, end = names_at(text, match.end())
        if _TELLS_OTHERS.match(text, end):
            break  # ``Từ đó, Ban Chỉ đạo yêu cầu: …``: it does not act itself
        if names and _acts(text, end) and not _beside(text, match.end()):
            return _bare(names), end
        if text[match.end()].isupper() and opens_with_verb(text[match.end() : match.end() + 60]):
            break  # ``Đối với kho cũ: Đóng …, các kho còn lại …``: nobody is told
    return (), 0


def _beside(text: str, at: int) -> bool:
    """Whether a name stands in brackets, or in the list of those with whom somebody works."""
    if text.count("(", 0, at) > text.count(")", 0, at):
        return True
    return any(names_at(text, match.end())[1] > at for match in WITH.finditer(text, 0, at))


def _bare(names: Names) -> Names:
    return (re.sub(r"^[Mm]ỗi\s+", "", names[0]), *names[1:])


def _goes_on(text: str, end: int) -> bool:
    """Whether a word follows that can only be a verb, though the table has it not."""
    return bool(_ANY_VERB.match(text, end))


def _acts(text: str, end: int) -> bool:
    """Whether a verb or the basis for acting follows the names."""
    rest = text[end : end + 80].lstrip(" ,").removeprefix("sẽ ")
    verb = verb_at(rest)
    return bool(verb and verb.span.start == 0 and fold(verb.span.of(rest)) not in _NO_ACT)
