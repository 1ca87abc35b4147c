"""What the form of plans says of their tasks: phases, scopes, annexes, lists, made up here."""

from __future__ import annotations

import pytest

from kl52.model import Header, Obligation
from kl52.obligations import find_obligations
from kl52.obligations.actors import charged_actors, heading_actors
from kl52.obligations.deadlines import find_deadlines, phase_deadline
from kl52.parsing import text_of
from kl52.structure import find_units


def duties(words: str, header: Header | None = None) -> list[Obligation]:
    text = text_of(words)
    return list(find_obligations(text, find_units(text), header or Header(), ()))


def ends(found: list[Obligation]) -> list[str | None]:
    return [duty.deadline.end if duty.deadline else None for duty in found]


def leads(found: list[Obligation]) -> list[list[str]]:
    return [[body.name for body in duty.lead] for duty in found]


PHASES = [
    ("Giai đoạn 1 (2027 - 2028): Lắp đặt", "2027-01-01", "2028-12-31"),
    ("Giai đoạn 2 từ năm 2029 đến hết năm 2030 (mở rộng)", "2029-01-01", "2030-12-31"),
    ("Giai đoạn 2027 - 2028", "2027-01-01", "2028-12-31"),
    ("Năm 2027:", None, "2027-12-31"),
    ("Quý II/2027", None, "2027-06-30"),
    ("Giai đoạn chuẩn bị", None, None),
    ("Đánh giá giai đoạn 2027 - 2028", None, None),
    ("Năm 2027 sửa các bến đò", None, None),
]


@pytest.mark.parametrize(("heading", "start", "end"), PHASES)
def test_a_heading_that_is_a_phase(heading: str, start: str | None, end: str | None) -> None:
    found = phase_deadline(heading)
    assert (found.start if found else None, found.end if found else None) == (start, end)


def test_a_phase_gives_its_time_to_the_tasks_below() -> None:
    words = """II. NHIỆM VỤ
1. Giai đoạn 1 (2027 - 2028): Lắp đặt
a) Lắp máy bơm ở các bến đò ngang.
b) Xây kè ven sông trước ngày 01/9/2027.
2. Công việc thường ngày
a) Kiểm tra phao cứu sinh ở các bến đò.
"""
    found = duties(words)
    assert ends(found) == ["2028-12-31", "2027-08-31", None]
    assert found[0].deadline and found[0].deadline.kind == "between"


def test_a_time_of_aims_is_none_of_tasks() -> None:
    words = "II. MỤC TIÊU, NHIỆM VỤ\n1. Nhiệm vụ đến năm 2030\na) Lập kho thuốc ở các bản."
    assert ends(duties(words)) == [None]


def test_what_is_dealt_with_obliges_only_a_body_that_acts() -> None:
    words = """III. PHẠM VI THỰC HIỆN
1. Bến đò ngang và cầu treo trên địa bàn tỉnh.
2. Lắp máy bơm ở bến đò.
3. Sở Xây dựng tiếp tục quản lý các cầu treo, phối hợp với Công an tỉnh tuần tra.
4. Hợp tác xã được áp dụng một trong hai cách.
"""
    assert leads(duties(words)) == [["Sở Xây dựng"]]
    of_whom = words.replace("PHẠM VI THỰC HIỆN", "ĐỐI TƯỢNG ÁP DỤNG")
    assert duties(of_whom) == []


def test_each_quantity_among_aims_counts() -> None:
    words = """II. MỤC TIÊU
- Đến năm 2027, 80% số bến đò có phao cứu sinh. Tỷ lệ lái đò biết bơi đạt tối thiểu 90%. Đến năm \
2030, giảm ít nhất 20% số vụ lật đò. Trong đó, đò ngang giảm ít nhất 10%.
"""
    found = duties(words)
    assert [duty.kind for duty in found] == ["target"] * 3
    assert ends(found) == ["2027-12-31", "2027-12-31", "2030-12-31"]


def test_what_money_is_spent_on_is_no_task() -> None:
    words = """II. GIẢI PHÁP
1. Huy động vốn
Nguồn vốn thực hiện lấy từ ngân sách xã, để làm các công việc sau:
- Mua sắm phao cứu sinh cho các bến đò.
- Tập huấn lái đò ngang.
Kêu gọi doanh nghiệp đóng góp áo phao cho học sinh.
2. Sửa bến
- Sửa các bến đò bị hư hỏng.
"""
    assert [duty.text.split()[0] for duty in duties(words)] == ["Kêu", "Sửa"]


def test_an_annex_may_name_whose_tasks_it_holds() -> None:
    words = """Phụ lục I
NHIỆM VỤ CỦA CÁC SỞ, NGÀNH, ĐỊA PHƯƠNG TRONG MÙA LŨ
I. NHIỆM VỤ CHUNG
1. Kiểm tra các bến đò ngang (quý III/2027).
2. Công an tỉnh tuần tra ven sông (thường xuyên).
"""
    found = duties(words)
    assert leads(found) == [["CÁC SỞ, NGÀNH", "ĐỊA PHƯƠNG"], ["Công an tỉnh"]]
    assert [duty.lead_inherited for duty in found] == [True, False]


CHARGED = [
    ("Nhiệm vụ của Sở Y tế trong mùa lũ", ("Sở Y tế",)),
    ("Trách nhiệm của Bộ Y tế về tiêm chủng", ("Bộ Y tế",)),
    ("Nhiệm vụ của Sở Y tế tiêm chủng", ()),
    ("Nhiệm vụ trong mùa lũ", ()),
]


@pytest.mark.parametrize(("heading", "names"), CHARGED)
def test_a_longer_heading_that_charges_bodies(heading: str, names: tuple[str, ...]) -> None:
    assert charged_actors(heading) == names


def test_a_heading_may_leave_out_of() -> None:
    assert heading_actors("Trách nhiệm Tổ công tác cứu hộ:") == ("Tổ công tác cứu hộ",)
    assert heading_actors("Trách nhiệm tổ chức cứu hộ") == ()


BRACKETED = [
    ("Đếm giếng khoan ở các bản (quý II/2027).", "by", "2027-06-30"),
    ("Đếm giếng khoan ở các bản (từ quý II/2027).", "ongoing", None),
    ("Đếm giếng khoan ở các bản (thường xuyên).", "ongoing", None),
    ("Đếm giếng khoan ở các bản (theo lộ trình của Sở Y tế);", "conditional", None),
    ("Từ năm 2027, đếm giếng khoan ở các bản.", "ongoing", None),
    ("Tổ chức tổng kết, đánh giá hằng năm theo từng bến.", "recurring", None),
]


@pytest.mark.parametrize(("sentence", "kind", "end"), BRACKETED)
def test_a_time_in_brackets_at_the_end(sentence: str, kind: str, end: str | None) -> None:
    [(_, found)] = find_deadlines(sentence)
    assert (found.kind, found.end) == (kind, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "Đếm giếng (quý II/2027 có 5 giếng) ở các bản.",
        "Đếm giếng khoan thường xuyên ở các bản.",
        "Sửa giếng đào từ năm 1987 ở các bản.",
        "Gửi bảng kết quả đánh giá hằng năm cho Sở Y tế.",
    ],
)
def test_a_time_that_says_something_else(sentence: str) -> None:
    assert find_deadlines(sentence) == ()


def test_a_list_in_a_sentence_goes_on_behind_a_line_break() -> None:
    words = """II. NHIỆM VỤ
- Sở Y tế thực hiện: (1) Mở lớp cấp cứu ở các xã ven sông;
(2) Mua tủ thuốc cho các bến đò ngang.
- Công an tỉnh tuần tra ven sông.
"""
    found = duties(words)
    assert leads(found) == [["Sở Y tế"], ["Công an tỉnh"]]
    assert found[0].text.endswith("bến đò ngang")
    apart = words.replace(": (1) Mở", " mở")
    assert len(duties(apart)) == 3


def test_a_numbered_clause_behind_a_dated_one_is_its_own_task() -> None:
    words = "II. NHIỆM VỤ\n- Sở Y tế thực hiện: (1) Mở lớp cấp cứu, xong trước ngày 01/9/2027; "
    assert ends(duties(words + "(2) Chủ động mua tủ thuốc cho bến đò.")) == ["2027-08-31", None]
    assert len(duties(words + "(2) tủ thuốc của bến đò.")) == 1


def test_provinces_in_a_row_make_one_name() -> None:
    words = "II. NHIỆM VỤ\n1. Ủy ban nhân dân các tỉnh, thành phố Hà Nội, Cần Thơ rà soát sổ đò."
    [duty] = duties(words)
    assert duty.text[: len("Ủy ban")] == "Ủy ban" and duty.lead and not duty.lead_inherited


@pytest.mark.parametrize("title", ["Yêu cầu kỹ thuật, yêu cầu cần đáp ứng", "Địa điểm", "Quy mô"])
def test_what_only_describes_the_work(title: str) -> None:
    assert duties(f"II. NHIỆM VỤ\n1. {title}\n- Xây kè phải bền trước sóng lớn.") == []
    assert len(duties("II. NHIỆM VỤ\n1. Sửa kè\n- Xây kè phải bền trước sóng lớn.")) == 1
