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
from kl52.obligations.subjects import FIELD, NOT_A_NAME, WITH, Names, find_subject, names_at

_LABEL = re.compile(
    r"(?:cơ quan|đơn vị|sở, ngành)\s+(?P<role>chủ trì|phối hợp|thực hiện)(?: thực hiện)?\s*:\s*"
    r"(?P<names>[^.;\n]+)",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"^(?:trách nhiệm|nhiệm vụ)(?: cụ thể)?(?:(?:,| và) (?:quyền hạn|trách nhiệm|nhiệm vụ)){0,2}"
    r"(?: của\s+|\s+(?=(?-i:[A-ZĐỦ][a-zà-ỹđ])))|"
    r"^đối với\s+|^đề nghị\s+|^giao\s+",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"(?:phân công )?(?:trách nhiệm|nhiệm vụ)(?: cụ thể| chung| chủ yếu| trọng tâm)?"
    r"(?:(?:,| và) (?:quyền hạn|trách nhiệm|nhiệm vụ)){0,2}"
    r"(?: của| cho| đối với)\s+",
    re.IGNORECASE,
)
# A class of offices told by what they are; whoever is told beside it would need a name.
_CLASS_OF = re.compile(
    r"(?:các )?(?:cơ quan|đơn vị|cơ sở)\s(?:(?!\s?và\s)[^,;:.()]){3,80}", re.IGNORECASE
)
_ABOUT = re.compile(
    r"[:.(]|(?<=\s)(?:trong|về|đối với|khi|theo|năm|giai đoạn|tham gia|thực hiện|triển khai)\b",
    re.IGNORECASE,
)
_AND_GROUP = re.compile(r"(?:,| và) ((?:các|những) [^,;]{3,60})")
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
_TEAM = re.compile(
    r"(?:Tổ|Bộ phận|Đội|Tiểu ban)\s(?!chức|ngũ|hợp)\w"
    r"|Nhóm (?:công tác|chuyên gia|chuyên viên|cán bộ|giúp việc|nghiên cứu|biên tập|biên soạn|"
    r"soạn thảo|hỗ trợ|thư ký|tư vấn|kỹ thuật|liên ngành|nòng cốt|thẩm định|khảo sát)\b"
)
_CLOSING = " .;"  # a sentence is looked at with its end and without
_MOST_WORDS = 15  # of a heading that names a team
_HONOURS = re.compile(r"^(?:Các\s)?(?:[Ôô]ng|[Đđ]ồng chí)(?:\s?\(bà\)|, bà)?:?\s+")
_ANSWERS = re.compile(r"(?P<who>[A-ZĐỦ][^.\n]{3,700}?),?\s+(?:có trách nhiệm|chịu trách nhiệm)\b")


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


def find_actors(text: str) -> Actors:
    """The bodies that a sentence names as acting, itself or by an assignment.

    >>> find_actors("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát kho thuốc.")
    Actors(lead=('Sở Y tế',), coordinate=('Công an tỉnh',), action=12)
    """
    return _actors(text.rstrip(_CLOSING))


@lru_cache(maxsize=1000)
def _actors(text: str) -> Actors:
    lead, action = find_subject(text)
    labelled = _LABEL.finditer(text) if ":" in text else ()
    labels = {fold(match["role"]): split_bodies(match["names"]) for match in labelled}
    lead = labels.get("chủ trì") or lead or labels.get("thực hiện", ()) or _in_brackets(text)
    coordinate = list(labels.get("phối hợp", ()))
    for match in WITH.finditer(text):
        if _PLAN_OF.search(text[max(0, match.start() - 20) : match.start()]):
            continue  # ``lập quy chế phối hợp với …``
        names = names_at(text, match.end())[0]
        if not fold(match["said"]).startswith("đồng"):
            coordinate += [name for name in names if name not in coordinate]
    return Actors(lead, tuple(coordinate), action)


def _in_brackets(text: str) -> Names:
    """``Sửa các bến đò (Sở Xây dựng chủ trì)``."""
    for match in _BRACKET.finditer(text):
        names, end = names_at(text, match.end())
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
    matches = (match for match in WITH.finditer(text) if fold(match["said"]).startswith("đồng"))
    return tuple(name for match in matches for name in names_at(text, match.end())[0])


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
    if FIELD.match(heading) or match_body_at(heading, 0) is None:
        return ()
    names: list[str] = []
    for name in split_bodies(heading):
        end = match_body_at(name, 0)
        if end is None or fold(name[:end]) in NOT_A_NAME:
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
    names, end = names_at(who, 0)
    if end != len(who):
        return (who,) if _CLASS_OF.fullmatch(who) else ()
    return names
