"""Which sentences oblige somebody.

Input: a sentence and its :class:`Place` in the document. Output: the name of the rule by which
it is an obligation, or ``None``. In a section of tasks everything that tells to act counts, in
a section of aims what can be measured, elsewhere what assigns; in a normative act only what
assigns in its articles on carrying out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.bodies import match_body_at
from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases
from kl52.obligations.actions import first_action, opens_with_verb
from kl52.obligations.actors import addressed, find_actors
from kl52.obligations.sections import Mode
from kl52.obligations.targets import has_quantity, is_target

_FEWEST_WORDS = 4  # fewer name a thing or a unit
_MOST_PAUSES = 6  # an opening phrase longer than this is no opening phrase
_TOPIC = re.compile(
    r"^(?:Đối với|Về|Lĩnh vực|Nội dung|Riêng|Tại|Tên nhiệm vụ|Nhiệm vụ|Tên đề án)\b[^:;]{0,400}:\s+"
    r"(?:\([ivx\d]+\)\s+)?"
)
_ADVERBIAL = re.compile(
    r"(?:Trên|Căn cứ|Theo|Trong|Tại|Với|Từ|Đến|Trước|Sau|Khi|Hằng|Hàng|Định kỳ|Để|Nhằm|Qua|Cùng|"
    r"Bên cạnh|Đối với|Về|Ngoài|Nếu|Trường hợp|Năm|Quý|Tháng|Giai đoạn|Ngay|Bằng|Thông qua|"
    r"Song song|Bám sát|Lấy|Ngày|Vào|Kể từ|Chậm nhất|Muộn nhất|Mỗi (?:năm|quý|tháng|tuần))\b"
)
_MODAL = Phrases(
    *("có trách nhiệm", "có nhiệm vụ", "phải", "cần(?! thiết)", "không được", "chịu trách nhiệm"),
    *("sắp xếp theo hướng", "tổ chức lại theo hướng", "kiện toàn theo hướng"),
    after=r"\b",
    folded=True,
)
_MONEY = re.compile(
    r"^(?:nguồn )?(?:kinh phí|ngân sách|nguồn vốn)\b"
    r"|^(?:việc )?(?:quản lý|sử dụng)[^.;]{0,40}kinh phí[^.;]*thực hiện theo"
)
_GRANTED = re.compile(r"được (?!sự\b)")
_PERMITTED = Phrases(
    "được (?:áp dụng|giao (?:quản lý|làm)|quyền|phép|hưởng)", "có quyền", after=r"\b", folded=True
)
_MAY = Phrases("có thể", after=r"\b", folded=True)
_FIRST_SAID = 160  # characters in which a sentence comes to what it says of somebody
_IN_FORCE = re.compile(r"^\w+(?: \w+){0,3} này (?:chính thức |bắt đầu )?có hiệu lực\b")
_SPEAKS = re.compile(
    r"(?:ghi nhận|đánh giá cao|biểu dương|đồng ý|thống nhất|nhấn mạnh|kết luận|có ý kiến)\b"
)
_SPREADS = re.compile(
    r"^\w+(?: \w+){0,3} này (?:được )?phổ biến\b"
    r"|^[^;]{0,80}\bthông báo (?:đến|để|tới)\b[^;]{0,160}\bbiết\b[^;]{0,40}$"
)
# The closing formula «nếu có vướng mắc, đề nghị các đơn vị phản ánh về Bộ … để giải quyết».
_TELL_US = Phrases(
    *("khó khăn", "vướng mắc", "phát sinh"),
    after=r"\b[^;]{0,200}?\bphản ánh\b[^;,]{0,40}? (?:về|đến|với|cho|tới)\b",
    folded=True,
)
_PAUSE = re.compile(r"[,:]\s+(?:\([ivx\d]{1,4}\)\s+)?")
_ENDS = re.compile(r"[.;]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_STATE = re.compile(r"^(?:Đảng(?:,| và) )?Nhà nước ")  # no body, but told to act
_NUMBER_TO_CALL = re.compile(r"[^:\n]{3,160}:\s*\(?0\d[\d\s.,/()–-]{6,}")
_LABEL = re.compile(r"[A-ZĐ][^,.;:]{2,60}:\s+(?=\S)")
_OVERDUE = Phrases(
    "song", "nhưng", "tuy nhiên", after=r",? (?:cho )?đến nay\b[^;]*\bchưa\b", folded=True
)
_WHICH = re.compile(
    r"(?:(?:trực )?thuộc|khu vực|vùng|(?:ở|tại|trên địa bàn) |(?:có )?liên quan|nêu trên)"
    r"(?:\s?[^\s,;.]+){0,8}"
)
_AGREES = re.compile(
    r"^(?:về cơ bản )?(?:đồng ý|nhất trí|ghi nhận|đánh giá cao|biểu dương(?!, )|hoan nghênh|"
    r"thống nhất (?:với|chủ trương|đánh giá|nhận định))\b"
)
_CARRIES_OUT = re.compile(r"chịu trách nhiệm (?:tổ chức )?thi hành \w+(?: \w+){0,3} này")
_ANSWERS = re.compile(
    r"chịu trách nhiệm (?:(?:tổ chức )?thi hành|(?:theo quy định )?về|(?:toàn diện )?trước|"
    r"toàn diện)"
)
_OWN_ACT = re.compile(
    r"^(?:Phê duyệt|Ban hành|Thông qua|Công bố|Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thành lập|"
    r"Điều chỉnh|Quyết nghị|Cho phép|Phạm vi|Đối tượng|Giải thích|Thống nhất|Tán thành)\b"
)
_PREAMBLE = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Trên cơ sở kết quả|Thực hiện|Triển khai|Để|Nhằm|"
    r"Ngày \d)\b"
)
_TO_BODIES = r"\s+(?-i:(?=[A-ZĐỦ]|các ))"
_ASSIGNS = Phrases(
    *(f"{verb}{_TO_BODIES}" for verb in ("giao", "yêu cầu", "đề nghị", "phân công")),
    *("chịu trách nhiệm", r"có trách nhiệm\b", r"chủ trì\b"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands.

    ``listed``: it is a numbered or dashed item, or a paragraph below one. ``article``: it is the
    text of an article itself. ``led``: what stands above it names who acts. ``told``: a lead-in or
    an assignment before it shows that the text hands out work. ``dated``: it states a time that
    lies ahead, and the document is no report. ``charged``: it stands below an article of a
    normative act on who carries it out.
    """

    mode: Mode = "open"
    listed: bool = False
    article: bool = False
    led: bool = False
    told: bool = False
    normative: bool = False
    dated: bool = False
    charged: bool = False


def find_rule(sentence: str, place: Place) -> str | None:
    """The rule by which ``sentence`` obliges somebody, if one does.

    >>> find_rule("Rà soát các bến đò ngang.", Place(mode="task", listed=True))
    'task-section'
    >>> find_rule("Các bến đò ngang được rà soát tốt.", Place(mode="task", listed=True)) is None
    True
    """
    folded = fold(sentence)
    if _IN_FORCE.match(folded):
        return "in-force"
    if _CARRIES_OUT.search(folded) or (not place.normative and _only_answers(sentence)):
        return "answers"
    if place.mode == "target":
        return "target" if has_quantity(sentence) else None
    if place.mode == "scope":
        return "subject" if _acts_in_scope(sentence) else None
    if place.article and _OWN_ACT.match(sentence):
        return None
    if len(sentence.split()) < _FEWEST_WORDS or _only_names(sentence):
        return None
    assigns = bool(_ASSIGNS.search(sentence))
    if _SPREADS.match(folded) or _TELL_US.search(folded) or _OVERDUE.search(folded):
        return None
    if _AGREES.match(folded) and not assigns:
        return None
    if is_permission(sentence) and not assigns:
        return None
    actors = find_actors(sentence)
    lead = bool(actors.lead and _says_enough(sentence)) or bool(addressed(sentence))
    if lead and not assigns and _SPEAKS.match(folded[actors.action :].lstrip(" ,")):
        return None
    if place.normative:
        if assigns and lead and place.mode == "task":
            return "assigned"
        charged = place.charged and (lead or (place.led and _tells(sentence)))
        return "charged" if charged else None
    if place.mode == "task":
        return "task-section" if place.led or lead or _tells(sentence) else None
    if not place.listed and _PREAMBLE.match(sentence):
        return None
    if lead and assigns:
        return "assigned"
    if place.listed and (lead or _tells(sentence)):
        return "list-item"
    if not lead or not _acts_now(sentence):
        return None
    opens = place.dated and match_body_at(sentence, 0) == find_actors(sentence).action
    return "subject" if place.told or opens else None


def is_money(said: str) -> bool:
    """Whether a paragraph only says where the money comes from.

    >>> is_money("Kinh phí thực hiện do ngân sách xã bảo đảm.")
    True
    """
    return bool(_MONEY.match(fold(said)))


def is_permission(said: str) -> bool:
    """Whether the first thing that a sentence says of somebody is what he may do.

    >>> is_permission("Hợp tác xã được áp dụng một trong hai cách sau.")
    True
    >>> is_permission("Lập kho để hộ nghèo có thể vay thóc.")
    False
    >>> is_permission("Được thu phí bến đò."), is_permission("Được sự đồng ý của xã, lập kho.")
    (True, False)
    """
    folded = fold(said)
    if _GRANTED.match(folded) or _early(_PERMITTED, folded):
        # ``Lập danh sách hộ được hưởng …`` tells to act
        return not opens_with_verb(said) or match_body_at(said, 0) is not None
    match = _early(_MAY, folded)
    verb = first_action(said) if match else None
    return match is not None and (verb is None or verb.span.start > match.end())


def _early(phrases: Phrases, folded: str) -> re.Match[str] | None:
    """The first of the phrases, if it stands in the first clause and early in it."""
    match = phrases.search(folded)
    early = match and match.start() <= _FIRST_SAID and not _ENDS.search(folded, 0, match.start())
    return match if early else None


def _acts_now(sentence: str) -> bool:
    """``Sở X lập …``, not ``Sở X đã lập …`` nor ``Tỉnh ghi nhận …``."""
    said = sentence[find_actors(sentence).action :].lstrip(" ,")
    past = re.search(r"\b(?:đã|đang|vừa)\b", fold(said[:80]))
    return opens_with_verb(said) and not past and not _SPEAKS.match(fold(said))


def _acts_in_scope(sentence: str) -> bool:
    actors = find_actors(sentence)
    acts = bool(actors.lead) and opens_with_verb(sentence[actors.action :].lstrip(" ,"))
    return (acts or bool(addressed(sentence))) and not is_permission(sentence)


def _only_names(sentence: str) -> bool:
    """``Các tỉnh ủy, thành ủy;``: a recipient; ``Đội trực bến: 0243.000.111``: whom to call."""
    end = match_body_at(sentence, 0)
    named = end is not None and not sentence[end:].strip(" .,;:")
    return named or _NUMBER_TO_CALL.fullmatch(sentence) is not None


def _says_enough(sentence: str) -> bool:
    """``Cục Người có công`` is a name, ``Các tỉnh khu vực ven biển`` an addressee."""
    if first_action(sentence) is not None:
        return True
    rest = fold(sentence[find_actors(sentence).action :]).strip(" ,.;")
    says = len(_WORDS.findall(rest)) > 1  # a telephone number does not
    return says and len(sentence.split()) > 5 and not _WHICH.fullmatch(rest)


def _only_answers(sentence: str) -> bool:
    """``… chịu trách nhiệm thi hành …`` with no other action before it."""
    match = _ANSWERS.search(fold(sentence))
    if match is None:
        return False
    verb = first_action(sentence, find_actors(sentence).action)
    return verb is None or verb.span.start >= match.start()


def _tells(sentence: str) -> bool:
    """Whether a sentence that names nobody says what to do, not how things are.

    ``Trên cơ sở quy hoạch, lập danh mục`` does; ``Giảng viên là chuyên gia`` does not.
    """
    if is_target(sentence) or _MODAL.search(fold(sentence)) or sentence.startswith("Có "):
        return True
    rest = _STATE.sub("", _TOPIC.sub("", sentence), count=1)
    if rest.startswith("có "):
        return True
    label = _LABEL.match(rest)
    if opens_with_verb(rest) or (label and opens_with_verb(rest[label.end() :])):
        return True
    if _ADVERBIAL.match(rest) is None:
        return False
    pauses = [match.end() for match in _PAUSE.finditer(rest)]
    return any(opens_with_verb(rest[at:]) for at in pauses[:_MOST_PAUSES])
