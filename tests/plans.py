"""A small made-up plan beside a made-up source, for the tests of coverage and of reviews."""

from __future__ import annotations

from collections.abc import Sequence

from kl52.coverage import Coverage, coverage
from kl52.library import Library
from kl52.model import Document
from kl52.parsing import parse_document

HEAD = """ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SƠN HÀ                        Độc lập - Tự do - Hạnh phúc
Số: 17/KH-UBND                     Sơn Hà, ngày 10 tháng 8 năm 2026

KẾ HOẠCH
Thực hiện Chỉ thị số 9907/CT-TTg ngày 15 tháng 6 năm 2026 của Thủ tướng Chính phủ

"""
ABOVE = """THỦ TƯỚNG CHÍNH PHỦ                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 9907/CT-TTg                    Độc lập - Tự do - Hạnh phúc
                                   Hà Nội, ngày 15 tháng 6 năm 2026

CHỈ THỊ
Về phát triển mạng lưới y tế cơ sở

Thủ tướng Chính phủ yêu cầu:
"""
PROVINCES = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
DEVICES = "lắp đặt thiết bị khám bệnh từ xa tại trạm y tế vùng cao"
HOMES = "bố trí nhà công vụ cho bác sĩ trẻ tình nguyện ở trạm y tế xã"
RECORDS = "lập hồ sơ sức khỏe điện tử cho học sinh các trường nội trú"
LIBRARY = "xây dựng tủ sách thiếu nhi tại nhà văn hóa thôn, bản"
SOURCE = (
    f"1. {PROVINCES} {DEVICES}, hoàn thành trước ngày 30 tháng 6 năm 2027.\n"
    f"2. {PROVINCES} {HOMES}, hoàn thành trong năm 2027.\n"
    f"3. {PROVINCES} {RECORDS}, hoàn thành trong năm 2028.\n"
)
PLAN = (
    "I. NHIỆM VỤ VỀ THIẾT BỊ\n"
    f"1. Sở Y tế {DEVICES}, hoàn thành trước ngày 31 tháng 12 năm 2027.\n"
    "II. NHIỆM VỤ VỀ NHÂN LỰC\n"
    f"1. Sở Nội vụ {HOMES}, hoàn thành trong năm 2027.\n"
    f"2. Sở Văn hóa, Thể thao và Du lịch {LIBRARY}, hoàn thành trong năm 2027.\n"
)
FOOT = """
Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
- Sở Y tế, Sở Nội vụ;              CHỦ TỊCH
- Lưu: VT.

                                   Nguyễn Văn Giả
"""


def whole(body: str = PLAN) -> str:
    """A plan with this body, with all that the form asks for."""
    return HEAD + body + FOOT


def plan_of(body: str = PLAN, name: str = "ke-hoach.txt") -> Document:
    return parse_document(whole(body).encode(), name=name)


def source_of(body: str = SOURCE) -> Document:
    return parse_document((ABOVE + body).encode(), name="chi-thi.txt")


def covered(body: str = PLAN, source: str = SOURCE, **known: object) -> Coverage:
    """The coverage of a plan with this body by a directive with that one."""
    return coverage(plan_of(body), Library(), against=[source_of(source)], **known)  # type: ignore[arg-type]


def states(found: Coverage) -> Sequence[str]:
    return [row.state for row in found.rows]
