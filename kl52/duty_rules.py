"""Which sentences oblige somebody.

Input: a sentence and its :class:`Place` in the document. Output: the name of the rule by which
it is an obligation, or ``None``. In a section of tasks everything that tells to act counts, in
a section of aims what can be measured, elsewhere what assigns; in a normative act only what
assigns in its articles on carrying out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kl52.actions import first_action, opens_with_verb
from kl52.actors import find_actors
from kl52.lexicon import fold
from kl52.sections import Mode
from kl52.targets import has_quantity, is_target

_LONGEST_IN_FORCE = 60  # words; a longer sentence only mentions that something is in force
_TOPIC = re.compile(
    r"^(?:Đối với|Về|Lĩnh vực|Nội dung|Riêng|Tại|Tên nhiệm vụ|Nhiệm vụ|Tên đề án)\b[^:;]{0,400}:\s+"
    r"(?:\([ivx\d]+\)\s+)?"
)
_ADVERBIAL = re.compile(
    r"(?:Trên|Căn cứ|Theo|Trong|Tại|Với|Từ|Đến|Trước|Sau|Khi|Hằng|Hàng|Định kỳ|Để|Nhằm|Qua|Cùng|Bên cạnh|"
    r"Đối với|Về|Ngoài|Nếu|Trường hợp|Năm|Quý|Tháng|Giai đoạn|Ngay|Bằng|Thông qua|Song song|Bám sát|Lấy)\b"
)
_MOST_PAUSES = 6  # an opening phrase longer than this is no opening phrase
_MODAL = re.compile(
    r"\b(?:có trách nhiệm|có nhiệm vụ|phải|cần(?! thiết)|không được|chịu trách nhiệm|"
    r"(?:sắp xếp|tổ chức lại|kiện toàn) theo hướng)\b"
)
_MONEY = re.compile(
    r"^(?:nguồn )?(?:kinh phí|ngân sách|nguồn vốn)\b"
    r"|^(?:việc )?(?:quản lý|sử dụng)[^.;]{0,40}kinh phí[^.;]*thực hiện theo"
)
_PERMISSION = re.compile(
    r"^[^.;]{0,160}?\b(?:được (?:áp dụng|giao (?:quản lý|làm)|quyền|phép|hưởng)|có thể|có quyền)\b"
)
_IN_FORCE = re.compile(r"\b(?:có hiệu lực|hết hiệu lực)\b")
_ANSWERS = re.compile(
    r"chịu trách nhiệm (?:(?:tổ chức )?thi hành|(?:theo quy định )?về|(?:toàn diện )?trước|toàn diện)"
)
_OWN_ACT = re.compile(
    r"^(?:Phê duyệt|Ban hành|Thông qua|Công bố|Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thành lập|Điều chỉnh|"
    r"Quyết nghị|Cho phép|Phạm vi|Đối tượng|Giải thích|Thống nhất|Tán thành)\b"
)
_PREAMBLE = re.compile(
    r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị|Trên cơ sở kết quả|Thực hiện|Triển khai|Để|Nhằm|Ngày \d)\b"
)
_ASSIGNS = re.compile(
    r"\b(?i:giao|yêu cầu|đề nghị|phân công)\s+(?=[A-ZĐỦ]|các )"
    r"|(?i:chịu trách nhiệm|\bcó trách nhiệm\b|\bchủ trì\b)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands.

    ``listed``: it is a numbered or dashed item, or a paragraph below one. ``article``: it is the
    text of an article itself. ``led``: what stands above it names who acts.
    """

    mode: Mode = "open"
    listed: bool = False
    article: bool = False
    led: bool = False
    normative: bool = False


def find_rule(sentence: str, place: Place) -> str | None:
    """The rule by which ``sentence`` obliges somebody, if one does.

    >>> find_rule("Rà soát các bến đò ngang.", Place(mode="task", listed=True))
    'task-section'
    >>> find_rule("Các bến đò ngang được rà soát tốt.", Place(mode="task", listed=True)) is None
    True
    """
    folded = fold(sentence)
    if _IN_FORCE.search(folded) and len(sentence.split()) < _LONGEST_IN_FORCE:
        return "in-force"
    if _only_answers(sentence):
        return "answers"
    if place.mode == "target":
        return "target" if has_quantity(sentence) else None
    if place.article and _OWN_ACT.match(sentence):
        return None
    assigns = bool(_ASSIGNS.search(sentence))
    if _PERMISSION.match(folded) and not assigns:
        return None
    lead = bool(find_actors(sentence).lead)
    if place.normative:
        return "assigned" if assigns and lead and place.mode == "task" else None
    if place.mode == "task":
        return "task-section" if place.led or lead or _tells(sentence) else None
    if not place.listed and _PREAMBLE.match(sentence):
        return None
    if lead and assigns:
        return "assigned"
    if place.listed and (lead or _tells(sentence)):
        return "list-item"
    return None


def is_money(said: str) -> bool:
    """Whether a paragraph only says where the money comes from.

    >>> is_money("Kinh phí thực hiện do ngân sách xã bảo đảm.")
    True
    """
    return bool(_MONEY.match(fold(said)))


def is_permission(said: str) -> bool:
    """Whether a paragraph allows and does not oblige."""
    return bool(_PERMISSION.match(fold(said)))


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
    rest = _TOPIC.sub("", sentence)
    if opens_with_verb(rest):
        return True
    if _ADVERBIAL.match(rest) is None:
        return False
    pauses = [match.end() for match in re.finditer(r"[,:]\s+", rest)]
    return any(opens_with_verb(rest[at:]) for at in pauses[:_MOST_PAUSES])
