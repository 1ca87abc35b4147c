"""What the form of plans says of their tasks: phases, scopes, annexes, lists, made up here."""

from __future__ import annotations

import pytest

from kl52.model import Header, Obligation
from kl52.obligations import find_obligations
from kl52.obligations.actors import addressed, charged_actors, find_actors, heading_actors
from kl52.obligations.deadlines import find_deadlines, phase_deadline
from kl52.obligations.deliverables import find_deliverable
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
    ("Nhiệm vụ, quyền hạn và trách nhiệm của Bộ Y tế", ("Bộ Y tế",)),
    ("Trách nhiệm của đơn vị nơi có bến đò", ("đơn vị nơi có bến đò",)),
    ("Trách nhiệm của cơ quan chủ quản của bến", ("cơ quan chủ quản của bến",)),
    ("Trách nhiệm của cơ quan chủ quản và người lái đò", ()),
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


ADDRESSED = [
    ("Đối với các đơn vị chưa có kho: Lập phương án thuê kho ở xã.", ["các đơn vị chưa có kho"]),
    ("Đối với các cơ quan đã có kho (thuê của xã) tiếp tục sửa kho.", ["các cơ quan đã có kho"]),
    ("Các đơn vị đã có kho: Tiếp tục sửa kho cũ.", ["Các đơn vị đã có kho"]),
    ("Đối với Sở Y tế, Công an tỉnh: Lập phương án thuê kho.", ["Sở Y tế", "Công an tỉnh"]),
    ("Đối với các kho đã hỏng: Lập phương án sửa kho ở xã.", []),
    ("Các đơn vị: bến đò, trạm bơm lập sổ.", []),
]


@pytest.mark.parametrize(("sentence", "names"), ADDRESSED)
def test_whom_a_sentence_addresses(sentence: str, names: list[str]) -> None:
    assert list(addressed(sentence)) == names


def test_below_a_body_a_topic_is_not_who_acts() -> None:
    words = "1. Đối với các đơn vị chưa có kho: Lập phương án thuê kho ở xã."
    assert leads(duties("II. NHIỆM VỤ\n" + words)) == [["các đơn vị chưa có kho"]]
    below = "II. NHIỆM VỤ\n1. Sở Y tế\na) Đối với các đơn vị chưa có kho: Lập phương án thuê kho."
    assert leads(duties(below)) == [["Sở Y tế"]]


ACTORS = [
    ("Hạ tầng bến bãi: Sở Xây dựng sẽ phối hợp với Công an tỉnh sửa bến.", ["Sở Xây dựng"], 1),
    ("Từ quý III năm 2027, Sở Xây dựng bắt đầu thực hiện việc sửa bến.", ["Sở Xây dựng"], 0),
    ("Để an toàn cho học sinh, Sở Xây dựng sửa các bến đò.", ["Sở Xây dựng"], 0),
    ("Trong năm 2027: (1) Lắp máy ở bến đò; (2) Sửa nhà trực, Sở Xây dựng lập sổ.", [], 0),
    ("Để an toàn cho học sinh, Ban Chỉ đạo yêu cầu thực hiện các việc sau:", [], 0),
    ("Bến đò sẽ được sửa trong năm tới.", [], 0),
    ("Sửa các bến đò ngang (Sở Xây dựng chủ trì).", ["Sở Xây dựng"], 0),
    ("Sửa các bến đò ngang (Sở Xây dựng đã khảo sát).", [], 0),
    ("Năm 2027: Lắp máy ở bến (bến lớn, Công an tỉnh lập sổ trực, bến nhỏ).", [], 0),
    ("Lập quy chế phối hợp với doanh nghiệp vận hành bến.", [], 0),
    ("Phối hợp với doanh nghiệp vận hành bến.", [], 1),
    ("Khi có lũ phối hợp với Công an tỉnh, Sở Y tế lập tổ trực.", [], 2),
]


@pytest.mark.parametrize(("sentence", "lead", "others"), ACTORS)
def test_who_acts_in_a_plan(sentence: str, lead: list[str], others: int) -> None:
    found = find_actors(sentence)
    assert (list(found.lead), len(found.coordinate)) == (lead, others)


def test_a_time_before_a_list_is_that_of_the_whole_list() -> None:
    words = "II. NHIỆM VỤ\n- Trong năm 2027: (1) Lắp máy bơm ở bến; (2) Xây kè ven sông ở các xã."
    assert ends(duties(words)) == ["2027-12-31"]
    inside = words.replace("Trong năm 2027: (1) Lắp máy bơm ở bến", "Lắp máy bơm trong năm 2027")
    assert ends(duties(inside)) == ["2027-12-31", None]


def test_a_share_may_open_a_sentence() -> None:
    words = "II. MỤC TIÊU\n- Bảo đảm 90% bến đò có phao. 100% lái đò biết bơi."
    assert len(duties(words)) == 2


LABELS = """II. NHIỆM VỤ
1. Sửa các bến đò ngang ở ven sông.
- Cơ quan chủ trì: Sở Xây dựng.
- Cơ quan phối hợp: Sở Tài chính; Ủy ban nhân dân các xã.
- Thời gian hoàn thành: Quý II/2028.
- Sản phẩm: Bảng kê các bến đã sửa.
- Kinh phí: Ngân sách tỉnh.
2. Kinh phí: Ngân sách xã.
"""


@pytest.mark.parametrize("mark", ["- ", "+ ", "* ", ""])
def test_every_label_below_a_task_fills_its_field(mark: str) -> None:
    [duty] = duties(LABELS.replace("- ", mark))
    assert leads([duty]) == [["Sở Xây dựng"]]
    assert [body.name for body in duty.coordinate] == ["Sở Tài chính", "Ủy ban nhân dân các xã"]
    assert (duty.deliverable, duty.funding) == ("Bảng kê các bến đã sửa", "Ngân sách tỉnh")
    assert ends([duty]) == ["2028-06-30"]


def test_a_label_may_leave_out_what_kind_of_body() -> None:
    words = LABELS.replace("Cơ quan chủ trì", "Chủ trì").replace("Cơ quan phối hợp", "Phối hợp")
    assert leads(duties(words)) == [["Sở Xây dựng"]]


def test_items_in_a_sentence_have_the_lead_before_them() -> None:
    words = "II. NHIỆM VỤ\n1. Các sở, ngành theo nhiệm vụ được giao thực hiện: (1) Lập tổ cứu hộ \
ven sông; (2) Trực đê ban đêm ở các xã."
    assert leads(duties(words)) == [["Các sở, ngành"]] * 2


NO_PRODUCTS = [
    ("Hoàn thiện dự án thuộc Chương trình.", None),
    ("Ban hành các tiêu chuẩn có liên quan.", None),
    ("Xây dựng hệ thống.", None),
    ("Xây dựng hệ thống phao tiêu sông Lam.", "hệ thống phao tiêu sông Lam"),
    ("Xây dựng cơ sở dữ liệu quốc gia và thực hiện đồng bộ dữ liệu.", None),
    ("Đối với đơn vị đã xây dựng đề án bến đò: Sửa các bến.", None),
    ("Ban hành quy chế về quản lý, khai thác bến đò.", "quy chế về quản lý, khai thác bến đò"),
    ("Ban hành quy chế về du lịch, phối hợp với các xã.", "quy chế về du lịch"),
    ("Xây dựng bộ tài liệu, gồm sổ tay, cẩm nang và video.", "sổ tay, cẩm nang và video"),
    (
        "Ban hành các văn bản, bao gồm: Kế hoạch vớt bèo, Quy chế bến đò; gửi Sở Y tế.",
        "Kế hoạch vớt bèo, Quy chế bến đò",
    ),
    (
        "Lập hồ sơ bao gồm Tờ trình, dự thảo Quyết định và báo cáo thẩm định, trình UBND xã.",
        "Tờ trình, dự thảo Quyết định và báo cáo thẩm định",
    ),
    (
        "Ban hành Kế hoạch, bao gồm Kế hoạch vớt bèo và Kế hoạch trực đê.",
        "Kế hoạch vớt bèo và Kế hoạch trực đê",
    ),
    ("Xây dựng các sản phẩm: Cẩm nang bến đò, Sổ tay lái đò.", "Cẩm nang bến đò, Sổ tay lái đò"),
    ("Sản phẩm gồm: Báo cáo tổng kết, Cẩm nang bến đò.", "Báo cáo tổng kết, Cẩm nang bến đò"),
    ("Lập Đề án bến đò, gồm Kế hoạch vớt bèo.", "Đề án bến đò"),
    ("Lập tổ trực đê gồm 09 người.", None),
    ("Kiểm tra hồ sơ, gồm kế hoạch vớt bèo.", None),
]


@pytest.mark.parametrize(("sentence", "product"), NO_PRODUCTS)
def test_what_is_a_definite_product(sentence: str, product: str | None) -> None:
    assert find_deliverable(sentence) == product


def test_what_the_document_approves_is_no_product_of_its_tasks() -> None:
    words = "II. NHIỆM VỤ\n1. Sở Y tế xây dựng, triển khai Đề án bến đò an toàn ở các xã."
    [own] = duties(words, Header(title="Phê duyệt Đề án bến đò an toàn"))
    [other] = duties(words, Header(title="Phê duyệt Đề án trồng rừng"))
    assert (own.deliverable is None, other.deliverable is None) == (True, False)


SAID = "Sở Xây dựng sửa các bến đò ngang bị hư hỏng nặng ở các xã ven sông Lam trước mùa lũ"


def test_an_annex_that_says_a_task_again_is_tied_to_it() -> None:
    words = f"""Điều 1. Nhiệm vụ
1. {SAID}.
2. Công an tỉnh tuần tra ban đêm các bãi cát ven sông, xử lý tàu hút cát trộm.
Phụ lục I
NHIỆM VỤ CHI TIẾT
1. {SAID}, lập sổ theo dõi.
2. Sở Y tế mua áo phao cho trẻ em ở các xã ven sông Lam.
"""
    first, second, again, last = duties(words)
    assert (first.duplicate_of, again.duplicate_of) == (again.id, first.id)
    assert second.duplicate_of is None and last.duplicate_of is None


def test_items_of_one_part_are_never_tied() -> None:
    words = f"Điều 1. Nhiệm vụ\n1. {SAID}.\n2. {SAID}, lập sổ theo dõi.\n"
    assert [duty.duplicate_of for duty in duties(words)] == [None, None]
