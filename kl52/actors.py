"""Who acts: the bodies that lead a task and those that work with them.

Input: a sentence, heading or table cell. Output: names as printed, one per body; a
group that shares one modifier (``các bộ, cơ quan ngang bộ``) stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kl52.actions import find_verbs
from kl52.lexicon import fold
from kl52.rules import read_table

Names = tuple[str, ...]

_DETERMINER = r"(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]ừng|[Mm]ỗi|[Tt]oàn thể)"
_ASSIGN = re.compile(
    r"(?:^|[^\w])(?P<cue>(?:[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Pp]hân công)\s+)(?=\S)"
)
_WITH = re.compile(
    r"(?P<co>đồng chủ trì(?: với)?|(?:chủ trì,?\s*)?phối hợp(?: chặt chẽ)?(?:\s*(?:với|cùng))?|cùng với)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:cơ quan|đơn vị|sở, ngành|chủ thể)\s+(?P<role>chủ trì|phối hợp|thực hiện)(?: thực hiện)?\s*:\s*(?P<names>[^.;\n]+)",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"^(?:trách nhiệm|nhiệm vụ)(?: cụ thể)? của\s+|^đối với\s+", re.IGNORECASE
)
_TAIL = re.compile(r"[\s,;:–-]+$")
_BREAK = re.compile(r"\s*;\s*|\s*,\s*|\s+[Vv]à\s+|\s+(?=[A-ZĐÀ-Ỹ])")
_MINISTRIES = re.compile(r"^(?:các\s+)?(?:bộ|sở)(?:, ban)?, ngành$|^(?:bộ|sở)(?:, ban)?, ngành$")
_ACRONYM = re.compile(r"^[A-ZĐ]{3,}\b")


@dataclass(frozen=True, slots=True)
class Actors:
    """Lead and coordinating bodies, and where the words about what to do begin."""

    lead: Names = ()
    coordinate: Names = ()
    action: int = 0


@cache
def _proper() -> re.Pattern[str]:
    words = [word for word, kind in read_table("actor_words.tsv") if kind == "proper"]
    words += [
        word.replace("ủy", "uỷ").replace("Ủy", "Uỷ") for word in words if "ủy" in word.casefold()
    ]
    words += [word.replace("òa", "oà") for word in words if "òa" in word]
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, ordered)) + r")(?![^\W\d_])")


@cache
def _common() -> re.Pattern[str]:
    words = [word for word, kind in read_table("actor_words.tsv") if kind == "common"]
    words += [word.replace("ủy", "uỷ") for word in words if "ủy" in word]
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(map(re.escape, ordered)) + r")(?![^\W\d_])", re.IGNORECASE)


def opens_name(text: str, at: int = 0) -> bool:
    """Whether the name of a body, or of a group of them, begins at ``at``."""
    if _proper().match(text, at):
        return True
    group = re.compile(_DETERMINER + r"\s+").match(text, at)
    if group is None:
        return False
    return bool(_common().match(text, group.end()) or _proper().match(text, group.end()))


def names_end(text: str, at: int = 0) -> int | None:
    """Where the list of bodies that begins at ``at`` ends: before the first verb or break.

    >>> text = "Sở Y tế, Sở Tài chính lập dự toán"
    >>> text[: names_end(text)]
    'Sở Y tế, Sở Tài chính'
    """
    if not opens_name(text, at):
        return None
    end = _hard_end(text, at)
    verb = next(
        (v for v in find_verbs(text[:end], at) if not _inside_name(text, at, v.span.start)), None
    )
    if verb:
        end = verb.span.start
    return at + len(_TAIL.sub("", text[at:end]))


def _hard_end(text: str, at: int) -> int:
    """The next break that no list of names runs over."""
    for match in re.compile(r"[;:.\n(]").finditer(text, at):
        if match[0] == "." and not re.match(r"\.(?:\s|$)", text[match.start() :]):
            continue
        if match[0] == "(":
            close = text.find(")", match.start())
            if 0 < close - match.start() < 80:
                continue
        if match[0] == ";" and opens_name(text, match.end() + 1):
            continue
        return match.start()
    return len(text)


def _inside_name(text: str, at: int, verb: int) -> bool:
    """``Ban Quản lý dự án đầu tư xây dựng``, ``các bộ quản lý ngành``: verbs that are part of names."""
    if verb == at:
        return True
    before = fold(text[max(at, verb - 24) : verb]).rstrip()
    word = fold(text[verb : verb + 10])
    if word.startswith(("quản lý", "cấp", "trong ", "đầu tư")):
        return True
    return before.endswith(("dự án", "đầu tư", "cơ quan", "ban chỉ đạo")) and not before.endswith(
        ","
    )


def split_names(text: str) -> Names:
    """A printed list of bodies as single names.

    >>> split_names("Các bộ, ngành, địa phương; Sở Văn hóa, Thể thao và Du lịch và các trường")
    ('Các bộ, ngành', 'địa phương', 'Sở Văn hóa, Thể thao và Du lịch', 'các trường')
    """
    text = _TAIL.sub("", " ".join(text.split()).lstrip("-–+ "))
    names: list[str] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() <= start or text.count("(", 0, match.start()) > text.count(
            ")", 0, match.start()
        ):
            continue
        if _breaks(text[start : match.start()], match[0].strip(), text[match.end() :]):
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return tuple(each for each in (_TAIL.sub("", name).strip() for name in names) if each)


def _breaks(before: str, separator: str, after: str) -> bool:
    """Whether a new name begins at ``after``."""
    if separator == ";":
        return True
    folded = fold(before)
    if re.match(r"(?:Thành|Tỉnh|Đảng|Huyện) [uủ][yỷ]\b", after) and re.search(r"[uủ][yỷ]$", folded):
        return False
    if _proper().match(after) or _ACRONYM.match(after):
        same = re.match(r"(?:Cơ quan|Đơn vị|Địa phương|Doanh nghiệp)\b", after)
        return not (same and not separator and folded.endswith(("các", "của", "thuộc")))
    if not separator:
        return bool(re.match(r"[Vv]à các\b|Các\b", after))
    if re.match(_DETERMINER + r"\s", after):
        return True
    if folded.endswith("cơ quan ngang bộ"):
        return not after.startswith(("cơ quan thuộc Chính phủ", "và cơ quan thuộc Chính phủ"))
    if _MINISTRIES.match(folded) and after.startswith("địa phương"):
        return True
    proper = bool(_proper().match(before)) and not re.match(
        r"Cơ quan|Đơn vị|Địa phương|Doanh nghiệp", before
    )
    return (
        proper and before[:1].isupper() and bool(_common().match(after)) and _closed(before, after)
    )


def _closed(before: str, after: str) -> bool:
    """A proper name that is over: ``… các tỉnh, thành phố`` is not before ``thành phố``."""
    if re.match(r"(?:thành phố|tỉnh|huyện|xã|phường|thị xã|ban|ngành|sở)\b", after):
        return False
    return not re.match(r"(?:các|Các|Thủ trưởng)\b", before) or "trực thuộc" in before


def find_actors(text: str) -> Actors:
    """The bodies that a sentence names as acting, itself or by an assignment.

    >>> find_actors("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát kho thuốc.")
    Actors(lead=('Sở Y tế',), coordinate=('Công an tỉnh',), action=12)
    """
    lead, action = _subject(text)
    labelled = {match["role"]: split_names(match["names"]) for match in _LABEL.finditer(text)}
    coordinate: list[str] = list(labelled.get("phối hợp", ()))
    lead = labelled.get("chủ trì") or lead or labelled.get("thực hiện", ())
    for match in _WITH.finditer(text):
        names = _partners(text, match.end())
        if "đồng chủ trì" in fold(match["co"]):
            lead = (*lead, *names)
        else:
            coordinate += [name for name in names if name not in coordinate]
    return Actors(lead, tuple(coordinate), action)


def _partners(text: str, at: int) -> Names:
    if not opens_name(text, at) and not _common().match(text, at):
        return ()
    if opens_name(text, at):
        end = names_end(text, at)
    else:
        end = names_end("các " + text[at:], 0)
        end = at + end - 4 if end else None
    return split_names(text[at:end]) if end else ()


def _subject(text: str) -> tuple[Names, int]:
    """The names at the head of the sentence, or behind ``giao``, ``đề nghị``, ``yêu cầu``."""
    text_start = re.compile(r"(?:(?:Đồng thời|Riêng|Trước mắt)\s*,?\s*)?").match(text)
    at = text_start.end() if text_start else 0
    assigned = _ASSIGN.search(text[: at + 160], at)
    if assigned:
        end = names_end(text, assigned.end())
        if end and _acts(text, end):
            return split_names(text[assigned.end() : end]), end
    end = names_end(text, at)
    if end and _acts(text, end):
        return split_names(text[at:end]), end
    return _late_subject(text)


def _late_subject(text: str) -> tuple[Names, int]:
    """``Trên cơ sở …, Sở X lập …``; ``Lĩnh vực y tế: Sở Y tế …``; ``…, Giám đốc Sở Y tế tham mưu``."""
    opening = re.match(
        r"(?:Trên cơ sở|Căn cứ|Theo|Đối với|Trong|Về|Định kỳ|Hằng|Hàng|Trước|Khi|Sau khi|Lĩnh vực|Nội dung|Đến|Quý|Năm|"
        r"Quá trình|[^,.;]{2,90}:)", text,
    )  # fmt: skip
    if opening is None:
        return (), 0
    for match in re.compile(r"[,:]\s+").finditer(text):
        if not _proper().match(text, match.end()) and not re.match(
            _DETERMINER, text[match.end() :]
        ):
            continue
        end = names_end(text, match.end())
        if end and _acts(text, end) and "," not in text[end : end + 1]:
            return split_names(text[match.end() : end]), end
    return (), 0


def _acts(text: str, end: int) -> bool:
    """Whether a verb, a colon or a basis for acting follows the names."""
    rest = text[end:].lstrip(" ,")
    if rest.startswith(":"):
        return True
    verb = next(find_verbs(rest), None)
    return (
        verb is not None
        and verb.span.start == 0
        and fold(verb.span.of(rest)) not in ("là", "đã", "với", "về")
    )


def heading_actors(heading: str) -> Names:
    """The bodies of a heading that is nothing but their names.

    >>> heading_actors("Ủy ban nhân dân các xã, phường"), heading_actors("Sở Y tế và tiêm chủng mở rộng")
    (('Ủy ban nhân dân các xã, phường',), ())
    """
    heading = _RESPONSIBLE.sub("", heading.strip())
    heading = re.sub(r"^Đề nghị\s+", "", heading)
    if not opens_name(heading):
        bare = heading[:1].lower() + heading[1:]
        if not _common().match(bare) or len(heading.split()) > 14:
            return ()
        heading_end = names_end("các " + bare)
        return split_names(heading) if heading_end == len(bare) + 4 else ()
    end = names_end(heading)
    return split_names(heading) if end == len(heading.rstrip(" :.")) else ()
