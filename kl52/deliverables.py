"""The product that a task asks for, where it is a definite one.

Input: a sentence. Output: the product's name as printed, or ``None``. Plans, schemes,
decrees, reports and named systems are definite; ``cơ chế, chính sách`` are not.
"""

from __future__ import annotations

import re

from kl52.actions import find_verbs
from kl52.lexicon import fold

_MAKING = (
    r"(?:xây dựng|ban hành|lập|soạn thảo|hình thành|thiết lập|(?<!chương )trình|hoàn thiện|phê duyệt|"
    r"công bố|thành lập|tham mưu|đề xuất)"
)
_PRODUCT = (
    r"(?:kế hoạch|đề án|nghị định|thông tư|nghị quyết|quyết định|chỉ thị|chương trình|phương án|báo cáo|quy hoạch|quy chế|quy trình|"
    r"chiến lược|dự án|danh mục|bộ nhận diện|bộ tiêu chí|bộ chỉ số|cẩm nang|sổ tay|tiêu chuẩn|quy chuẩn|hệ thống|nền tảng|"
    r"cơ sở dữ liệu|cổng thông tin|gian hàng|văn bản hướng dẫn|luật|pháp lệnh|đề cương|diễn đàn|trung tâm)"
)
_FOUND = re.compile(
    rf"\b{_MAKING}(?:,? (?:{_MAKING}|và|hoặc|theo thẩm quyền|triển khai|tổ chức|thực hiện|các cấp|"
    rf"chính phủ|thủ tướng chính phủ))*,? (?P<product>(?:các |01 |một )?{_PRODUCT}\b)"
    r"|\btổ chức (?P<event>diễn đàn|hội nghị|hội thảo|hội thi|cuộc thi|ngày hội)\b"
    r"|(?:^|; |, )(?P<report>báo cáo (?:tổng thể|tổng kết|sơ kết|chuyên đề|đánh giá))\b"
)
_END = re.compile(
    r"[;.(:\n]|\s(?:nhằm|để|trình|báo cáo|hoàn thành|trước ngày|trong quý|trong tháng|phù hợp|theo|bảo đảm|đáp ứng|gắn với|trên cơ sở|"
    r"trong toàn|tại|triển khai|cho|hoặc)\b"
)
_MOST_WORDS = 45
_NEXT_ACTS = frozenset(
    [
        "trình",
        "báo cáo",
        "ban hành",
        "hoàn thành",
        "bảo đảm",
        "đảm bảo",
        "tổ chức",
        "triển khai",
        "gửi",
        "tham mưu",
        "hướng dẫn",
        "ưu tiên",
        "chủ động",
        "kịp thời",
        "khẩn trương",
        "theo dõi",
        "đôn đốc",
        "kiểm tra",
    ]
)
_OTHERS = re.compile(r"(?:\bkhi\b[^,;.]*|\bdo [^,;.]*|chính phủ|bộ trưởng)\s*$")
_KNOWN = re.compile(r"\b(?:này|nêu trên|số \d)")


def find_deliverable(sentence: str) -> str | None:
    """The definite product of a sentence.

    >>> find_deliverable("Lập Đề án di dời chợ, báo cáo Ủy ban nhân dân tỉnh.")
    'Đề án di dời chợ'
    >>> find_deliverable("Xây dựng cơ chế khuyến khích trồng rừng.") is None
    True
    """
    match = next((m for m in _FOUND.finditer(fold(sentence)) if not _theirs(sentence, m)), None)
    if match is None or fold(sentence).startswith("khuyến khích"):
        return None
    start = match.start(match.lastgroup or 0)
    end = _END.search(fold(sentence), match.end())
    stop = end.start() if end else len(sentence)
    for comma in re.finditer(r",\s", sentence[match.end() : stop]):
        at = match.end() + comma.end()
        verb = next(find_verbs(sentence, at), None)
        if verb and verb.span.start == at and fold(verb.span.of(sentence)) in _NEXT_ACTS:
            stop = match.end() + comma.start()
            break
    words = sentence[start:stop].strip(" ,")
    if _KNOWN.search(fold(words)):
        return None
    return words if len(words.split()) <= _MOST_WORDS else None


def _theirs(sentence: str, match: re.Match[str]) -> bool:
    """``sau khi Chính phủ ban hành Nghị định``: somebody else's product."""
    return bool(_OTHERS.search(fold(sentence[max(0, match.start() - 60) : match.start()])))
