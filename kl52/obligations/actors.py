"""Who acts: the bodies that lead a task and those that work with them.

Input: a sentence or a heading. Output: names as printed, one per body, in text order.
Guarantee: a body that is only spoken of (``hướng dẫn các địa phương``) is no actor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kl52.bodies import match_body_at, split_bodies
from kl52.language.lexicon import fold
from kl52.obligations.actions import find_verbs, opens_with_verb

Names = tuple[str, ...]

_ASSIGN = re.compile(
    r"\b(?:giao(?: nhiệm vụ)?(?: cho)?|đề nghị|yêu cầu|phân công)\s+", re.IGNORECASE
)
_REACH = 160  # an assignment stands near the head of its sentence
_WITH = re.compile(
    r"\b(?P<co>đồng chủ trì(?: với)?|phối hợp(?: chặt chẽ)?(?:\s*(?:với|cùng))?|cùng với)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:cơ quan|đơn vị|sở, ngành)\s+(?P<role>chủ trì|phối hợp|thực hiện)(?: thực hiện)?\s*:\s*"
    r"(?P<names>[^.;\n]+)",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"^(?:trách nhiệm|nhiệm vụ)(?: cụ thể)?(?: của\s+|\s+(?=(?-i:[A-ZĐỦ][a-zà-ỹđ])))|"
    r"^đối với\s+|^đề nghị\s+|^giao\s+",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"(?:phân công )?(?:trách nhiệm|nhiệm vụ)(?: cụ thể| chung| chủ yếu| trọng tâm)?"
    r"(?: của| cho| đối với)\s+",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"[:.(]|(?<=\s)(?:trong|về|đối với|khi|theo|năm|giai đoạn|tham gia|thực hiện|triển khai)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:trên cơ sở|căn cứ|theo(?! dõi)|đối với|trong|về|định kỳ|hằng|hàng|trước|khi|sau|lĩnh vực|"
    r"nội dung|đến|quý|năm|quá trình|nếu|trường hợp|đồng thời|riêng|từ|kể từ|ngay|tại|trên|"
    r"qua|thông qua|để|nhằm|bên cạnh|song song|cùng với|với|bằng|tháng|giai đoạn)\b|[^,.;]{2,90}:",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:các|những|từng|mỗi)\s")
_AND_GROUP = re.compile(r"(?:,| và) ((?:các|những) [^,;]{3,60})")
_ITEM = re.compile(r"\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s+")
_PAUSE = re.compile(r"[,:]\s+")
_FIELD = re.compile(
    r"(?:lĩnh vực|nội dung|nhóm|công tác|tổ chức (?:thực hiện|triển khai|lại))\b", re.IGNORECASE
)
_ANY_VERB = re.compile(
    r"\s+(?!(?:và|hoặc|của|thuộc|ở|tại|là|với|đã|được|để|cùng|cấp|này|đó|trên|do|khi|sau|trước|như|sẽ|đang|chưa|về|"
    r"còn|bằng|hay|cho|từ|vẫn|cũng|có|khác|không|gồm|theo hướng|trực|sắp xếp theo)\b)(?=[a-zà-ỹđ])"
)
_PLAN_OF = re.compile(
    r"\b(?:quy chế|cơ chế|phương án|kế hoạch|chương trình|thỏa thuận|công tác|nội dung|văn bản)\s$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?P<to>[Đđ]ối với )?(?P<who>(?:[Cc]ác |[Nn]hững )?"
    r"(?i:cơ quan|đơn vị|bộ|sở|ban|ngành|địa phương|tổ chức|doanh nghiệp|ubnd|ủy ban nhân dân)\b"
    r"(?:\([^()]{0,200}\)|[^:;.()]){2,300}?)"
    r"\s*(?P<end>:(?=\s)|(?=\s(?:tiếp tục|thực hiện|thì|phải|cần|chủ động|có trách nhiệm)\s))"
)
# What tells some bodies of a group from the others.
_DESCRIBED = re.compile(r"\s(?:đã|chưa|đang|có(?! liên quan)|không|thuộc|được|còn|tự|sử dụng)\s")
_BRACKET = re.compile(
    r"\((?:[Gg]iao )?(?=(?:[A-ZĐỦ]|các )[^()]{2,200}?\s(?:chủ trì|(?:làm|là) đầu mối)\b)"
)
_LEADS = re.compile(r"\s(?:chủ trì|làm đầu mối|là đầu mối)\b")
_TELLS_OTHERS = re.compile(r"\s(?:yêu cầu|đề nghị|quyết nghị|quyết định)\s")
_URGENT = frozenset({"khẩn trương", "đồng thời", "trước mắt", "thống nhất"})
_TEAM = re.compile(
    r"(?:Tổ|Bộ phận|Đội|Tiểu ban)\s(?!chức|ngũ|hợp)\w"
    r"|Nhóm (?:công tác|chuyên gia|chuyên viên|cán bộ|giúp việc|nghiên cứu|biên tập|biên soạn|"
    r"soạn thảo|hỗ trợ|thư ký|tư vấn|kỹ thuật|liên ngành|nòng cốt|thẩm định|khảo sát)\b"
)
_MOST_WORDS = 15  # of a heading that names a team
_ACTS_ON = re.compile(r"\s(?:sử dụng|quản lý|tổ chức)$")  # a verb, if its object follows
_OBJECT = re.compile(r"\s+[a-zà-ỹđ]")
_APPOSITION = re.compile(r"\s[-–]\s(?:Phó\s)?(?:Trưởng|Tổ trưởng|Chủ tịch|Chủ nhiệm)\s")
_HONOURS = re.compile(r"^(?:Các\s)?(?:[Ôô]ng|[Đđ]ồng chí)(?:\s?\(bà\)|, bà)?:?\s+")
_ANSWERS = re.compile(r"(?P<who>[A-ZĐỦ][^.\n]{3,700}?),?\s+(?:có trách nhiệm|chịu trách nhiệm)\b")
_BEFORE_ROLE = re.compile(
    r"(?P<who>[A-ZĐỦ][^\s,;.:()]*(?:,?\s[^\s,;.:()]+){1,24}?)\s"
    r"(?:có trách nhiệm(?!\s+(?:với|của))|chủ trì(?:,| và| phối hợp|\s))"
)
# The head of a class of bodies, behind which a comma may join two words of one name.
_CLASS = re.compile(r"(?:Các |các )?(?:cơ sở|tổ chức|đơn vị|doanh nghiệp|hộ)\b", re.IGNORECASE)
_TWO_WORDS = re.compile(r", [a-zà-ỹđ]+ [a-zà-ỹđ]+(?= )")
_NOT_A_NAME = frozenset(
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


@dataclass(frozen=True, slots=True)
class Actors:
    """Lead and coordinating bodies, and where the words about what to do begin."""

    lead: Names = ()
    coordinate: Names = ()
    action: int = 0


def answering(text: str) -> Names:
    """Whoever is said to answer for a document, though his name is not known as one.

    >>> answering("Các ông Chánh Văn phòng, Trưởng trạm bến đò chịu trách nhiệm thi hành lệnh này.")
    ('Chánh Văn phòng', 'Trưởng trạm bến đò')
    """
    match = _ANSWERS.match(_HONOURS.sub("", text))
    return split_bodies(match["who"]) if match else ()


@lru_cache(maxsize=1000)
def find_actors(text: str) -> Actors:
    """The bodies that a sentence names as acting, itself or by an assignment.

    >>> find_actors("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát kho thuốc.")
    Actors(lead=('Sở Y tế',), coordinate=('Công an tỉnh',), action=12)
    """
    lead, action = _subject(text)
    labelled = _LABEL.finditer(text) if ":" in text else ()
    labels = {fold(match["role"]): split_bodies(match["names"]) for match in labelled}
    lead = labels.get("chủ trì") or lead or labels.get("thực hiện", ()) or _in_brackets(text)
    coordinate = list(labels.get("phối hợp", ()))
    for match in _WITH.finditer(text):
        if _PLAN_OF.search(text[max(0, match.start() - 20) : match.start()]):
            continue  # ``lập quy chế phối hợp với …``
        names = _names_at(text, match.end())[0]
        if not fold(match["co"]).startswith("đồng"):
            coordinate += [name for name in names if name not in coordinate]
    return Actors(lead, tuple(coordinate), action)


def _in_brackets(text: str) -> Names:
    """``Sửa các bến đò (Sở Xây dựng chủ trì)``."""
    for match in _BRACKET.finditer(text):
        names, end = _names_at(text, match.end())
        if names and _LEADS.match(text, end):
            return names
    return ()


def addressed(text: str) -> Names:
    """Those to whom a sentence speaks by what they are: a group of bodies, described.

    >>> addressed("Đối với các đơn vị chưa có kho: Lập phương án thuê kho.")
    ('các đơn vị chưa có kho',)
    >>> addressed("Đối với các kho đã hỏng: Lập phương án sửa kho.")
    ()
    """
    match = _ADDRESSED.match(text)
    if match is None or not match["to"] and not _DESCRIBED.search(match["who"]):
        return ()
    behind = text[match.end("who") :].lstrip(" :")
    if match["end"] == ":" and not (opens_with_verb(behind) or find_actors(behind).lead):
        return ()
    who = re.sub(r"\s*\([^()]*\)", "", match["who"])
    return (who,) if _DESCRIBED.search(who) else split_bodies(who)


def co_leads(text: str) -> Names:
    """The bodies that lead together with the one that the sentence speaks to.

    >>> co_leads("Đồng chủ trì với Bộ Y tế, phối hợp với Bộ Công an kiểm tra.")
    ('Bộ Y tế',)
    """
    matches = (match for match in _WITH.finditer(text) if fold(match["co"]).startswith("đồng"))
    return tuple(name for match in matches for name in _names_at(text, match.end())[0])


def heading_actors(heading: str) -> Names:
    """The bodies of a heading that is nothing but their names.

    >>> heading_actors("Ủy ban nhân dân các xã, phường")
    ('Ủy ban nhân dân các xã, phường',)
    >>> heading_actors("Sở Y tế và tiêm chủng mở rộng")
    ()
    """
    heading = _RESPONSIBLE.sub("", heading.strip()).rstrip(" :.")
    if _TEAM.match(heading) and len(heading.split()) <= _MOST_WORDS:
        return (heading,)
    if _FIELD.match(heading) or match_body_at(heading, 0) is None:
        return ()
    names: list[str] = []
    for name in split_bodies(heading):
        end = match_body_at(name, 0)
        if end is None or fold(name[:end]) in _NOT_A_NAME:
            return ()
        more = _AND_GROUP.fullmatch(name, end)
        if more and not any(find_verbs(more[1])):
            names += [name[:end], more[1]]  # a group whose noun is not known
        elif len(name[end:].split()) > 2:
            return ()
        else:
            names.append(name)
    return tuple(names)


def charged_actors(heading: str) -> Names:
    """The bodies whose tasks a longer heading announces.

    >>> charged_actors("NHIỆM VỤ CỦA CÁC SỞ, NGÀNH TRONG MÙA MƯA BÃO")
    ('CÁC SỞ, NGÀNH',)
    >>> charged_actors("NHIỆM VỤ TRONG MÙA MƯA BÃO")
    ()
    """
    match = _CHARGED.match(heading)
    if match is None:
        return ()
    who = _ABOUT.split(heading[match.end() :], maxsplit=1)[0].rstrip(" ,")
    names, end = _names_at(who, 0)
    return names if end == len(who) else ()


def _names_at(text: str, at: int) -> tuple[Names, int]:
    """The list of bodies at ``at`` and its end; nothing where none begins there."""
    end = match_body_at(text, at)
    if end and fold(text[at:end]) in _NOT_A_NAME:
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
    verb = next(find_verbs(text, more.end() + 1), None) if more else None
    return more.end() if more and verb and verb.span.start == more.end() + 1 else end


def _subject(text: str) -> tuple[Names, int]:
    """The names at the head of the sentence, or behind ``giao``, ``đề nghị``, ``yêu cầu``."""
    for match in _ASSIGN.finditer(text[:_REACH]):
        if text[match.end() : match.end() + 1].islower() and not _GROUP.match(text, match.end()):
            continue
        if not _assigner(text[: match.start()]):
            continue
        names, end = _names_at(text, match.end())
        if names and (_acts(text, end) or _goes_on(text, end)):
            return names, end
    names, end = ((), 0) if _FIELD.match(text) or _opens_with_organise(text) else _names_at(text, 0)
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
    verb = next(find_verbs(text), None) if text.startswith("Tổ chức ") else None
    return verb is not None and verb.span.start == 0


def _unknown_subject(text: str) -> tuple[Names, int]:
    """Whoever stands before ``chủ trì`` or ``có trách nhiệm`` at the head of the sentence.

    His name need not be known; but a verb or an opening phrase before it makes it no name.
    """
    match = _BEFORE_ROLE.match(text)
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
    for match in _PAUSE.finditer(text[:800]):
        item = _ITEM.match(text, match.end())
        if item and opens_with_verb(text[item.end() : item.end() + 60]):
            break  # ``Năm 2027: (1) Lắp …; (2) …``: what is listed are tasks
        if text[match.end()].islower() and not _GROUP.match(text, match.end()):
            continue
        names, end = _names_at(text, match.end())
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
    return any(_names_at(text, match.end())[1] > at for match in _WITH.finditer(text, 0, at))


def _bare(names: Names) -> Names:
    return (re.sub(r"^[Mm]ỗi\s+", "", names[0]), *names[1:])


def _goes_on(text: str, end: int) -> bool:
    """Whether a word follows that can only be a verb, though the table has it not."""
    return bool(_ANY_VERB.match(text, end))


def _acts(text: str, end: int) -> bool:
    """Whether a verb or the basis for acting follows the names."""
    rest = text[end : end + 80].lstrip(" ,").removeprefix("sẽ ")
    verb = next(find_verbs(rest), None)
    return bool(verb and verb.span.start == 0 and fold(verb.span.of(rest)) not in _NO_ACT)
