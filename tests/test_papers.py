"""Several papers in one file: titles, recipients and signatures of each are no tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from kl52.header import find_papers
from kl52.model import Document
from kl52.parsing import parse_document, text_of

FIRST = """BAN CHẤP HÀNH TRUNG ƯƠNG
ĐẢNG CỘNG SẢN VIỆT NAM
Số 91-NQ/TW
Hà Nội, ngày 02 tháng 3 năm 2027
NGHỊ QUYẾT
về nuôi ong lấy mật
I- MỤC TIÊU
Đến năm 2030, cả nước có 90 xã nuôi ong.
II- TỔ CHỨC THỰC HIỆN
1. Các tỉnh uỷ, thành uỷ lập kế hoạch nuôi ong.
2. Văn phòng Trung ương Đảng theo dõi, định kỳ 6 tháng báo cáo Bộ Chính trị.
"""
CONCLUSION = """Kết luận số 92-KL/TW
Kết luận số 92-KL/TW ngày 05/4/2028 của Ban Bí thư về tiếp tục nuôi ong lấy mật
Sau một năm, nghề nuôi ong đã có chuyển biến; các cấp uỷ đã chỉ đạo lập tổ, xây dựng kho mật.
Thời gian tới, cần tập trung một số nhiệm vụ sau:
1. Ban Tuyên giáo Trung ương hướng dẫn tuyên truyền về nghề nuôi ong.
2. Các tỉnh uỷ, thành uỷ rà soát số tổ ong.
T/M BAN BÍ THƯ
Trần Văn Mẫu
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 93/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 06 tháng 5 năm 2028
KẾ HOẠCH
Thực hiện Kết luận số 92-KL/TW về nuôi ong lấy mật
I. MỤC ĐÍCH
1. Tổ chức thực hiện tốt Kết luận.
II. NHIỆM VỤ
1. Sở Nông nghiệp và Môi trường lập sổ theo dõi tổ ong.
Nơi nhận:
- Các sở, ban, ngành của tỉnh;
- Đăng tải Cổng thông tin điện tử tỉnh;
- Lưu: VT, KT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Mẫu
"""


def parsed(tmp_path: Path, words: str) -> Document:
    path = tmp_path / "tap.txt"
    path.write_text(words.replace("\n", "\n\n"), encoding="utf-8")
    return parse_document(path)


def test_each_paper_has_its_header() -> None:
    papers = find_papers(text_of((FIRST + CONCLUSION + PLAN).replace("\n", "\n\n")))
    assert [paper.number for paper in papers] == ["92-KL/TW", "93/KH-UBND"]
    assert [paper.signer for paper in papers] == ["Trần Văn Mẫu", "Lê Thị Mẫu"]


@pytest.mark.parametrize("order", [(FIRST, CONCLUSION, PLAN), (PLAN, FIRST, CONCLUSION)])
def test_titles_accounts_and_recipients_are_no_tasks(
    order: tuple[str, ...], tmp_path: Path
) -> None:
    doc = parsed(tmp_path, "".join(order))
    tasks = [duty.text.split("\n")[0][:34] for duty in doc.obligations if duty.kind != "target"]
    assert sorted(set(tasks)) == [
        "Ban Tuyên giáo Trung ương hướng dẫ",
        "Các tỉnh uỷ, thành uỷ lập kế hoạch",
        "Các tỉnh uỷ, thành uỷ rà soát số t",
        "Sở Nông nghiệp và Môi trường lập s",
        "Văn phòng Trung ương Đảng theo dõi",
    ]


def test_lines_above_the_first_header_are_no_paper(tmp_path: Path) -> None:
    doc = parsed(tmp_path, "CÔNG BÁO\nTẬP BỐN\nMỤC LỤC\nTRANG\nPHẦN I\nVĂN BẢN KHÁC\n" + PLAN)
    assert find_papers(doc.text) == ()
    assert (doc.header.number, doc.header.date) == ("93/KH-UBND", "2028-05-06")


def test_nobody_signs_the_paper_before_his_own(tmp_path: Path) -> None:
    doc = parsed(tmp_path, FIRST + CONCLUSION)
    assert (doc.header.number, doc.header.signer) == ("91-NQ/TW", None)


@pytest.mark.parametrize(
    ("behind", "why"),
    [
        ("PHỤ LỤC\nMẫu đơn\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: …/ĐN\nĐƠN ĐỀ NGHỊ\n",
         "a form has no number"),
        ("PHỤ LỤC\nCác văn bản\nNghị quyết số 94-NQ/TW\nKết luận số 95-KL/TW\n", "a list"),
        ("", "nothing"),
    ],
)  # fmt: skip
def test_what_is_no_paper(behind: str, why: str) -> None:
    assert find_papers(text_of(PLAN + behind)) == (), why


def test_who_acts_in_one_paper_does_not_act_in_the_next(tmp_path: Path) -> None:
    asked = "Thời gian tới, các cấp uỷ tập trung một số nhiệm vụ sau:\n1. Lập sổ tổ ong.\n"
    doc = parsed(tmp_path, FIRST + CONCLUSION.split("Thời gian")[0] + asked + PLAN)
    by_task = {duty.text: [body.name for body in duty.lead] for duty in doc.obligations}
    assert by_task["Lập sổ tổ ong"] == ["các cấp uỷ"]
    doc = parsed(
        tmp_path, FIRST + asked + PLAN.replace("1. Sở Nông nghiệp và Môi trường lập", "1. Lập")
    )
    assert [duty.lead for duty in doc.obligations if duty.text == "Lập sổ theo dõi tổ ong"] == [()]
