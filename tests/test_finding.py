"""Which sentences oblige whom: rules read off real documents, on made-up sentences."""

from __future__ import annotations

import pytest

from kl52.model import Header, Obligation
from kl52.obligations import find_obligations
from kl52.obligations.actors import answering, find_actors, heading_actors
from kl52.obligations.deliverables import find_deliverable
from kl52.parsing import text_of
from kl52.structure import find_units


def duties(words: str, header: Header | None = None) -> list[Obligation]:
    text = text_of(words)
    return list(find_obligations(text, find_units(text), header or Header(), ()))


def leads(words: str) -> list[tuple[str, ...]]:
    return [tuple(body.name for body in duty.lead) for duty in duties(words)]


SUBJECTS = [
    ("Tổ chức sản xuất vụ hè, điều tiết nước hồ.", (), "the verb tổ chức"),
    ("Tổ chức tín dụng rà soát các khoản vay.", ("Tổ chức tín dụng",), "the noun tổ chức"),
    ("Cơ sở giết mổ, chế biến lập sổ theo dõi.", ("Cơ sở giết mổ, chế biến",), "one name"),
    ("Các cơ quan còn lại rà soát sổ kho.", ("Các cơ quan còn lại",), "those that remain"),
    ("Sở Nông nghiệp & Phát triển nông thôn lập sổ.",
     ("Sở Nông nghiệp & Phát triển nông thôn",), "and as a sign"),
    ("Giám đốc Sở Y tế - Phó Trưởng Ban Chỉ đạo phòng dịch chỉ đạo các trạm.",
     ("Giám đốc Sở Y tế",), "a second post in apposition"),
    ("Nhà máy đường Sông Trăng có trách nhiệm lắng bùn.", ("Nhà máy đường Sông Trăng",),
     "an unknown name before có trách nhiệm"),
    ("Trên cơ sở sổ kho có trách nhiệm đối chiếu.", (), "an opening phrase is no name"),
    ("Đối với kho cũ: Đóng cửa kho, các cơ quan còn lại lập sổ.", (), "the verb comes first"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "lead", "reason"), SUBJECTS)
def test_who_a_sentence_tells_to_act(sentence: str, lead: tuple[str, ...], reason: str) -> None:
    assert find_actors(sentence).lead == lead, reason


def test_a_heading_may_name_a_group_whose_noun_is_unknown() -> None:
    assert heading_actors("Sở Y tế, các trưởng bản") == ("Sở Y tế", "các trưởng bản")
    assert heading_actors("Sở Y tế, lập các kho thuốc") == ()


def test_those_who_answer_for_a_decision_are_named() -> None:
    words = "Các ông (bà) Chánh Văn phòng, Trưởng trạm đò chịu trách nhiệm thi hành Quyết định này."
    assert answering(words) == ("Chánh Văn phòng", "Trưởng trạm đò")
    [duty] = duties(f"Điều 3. {words}")
    assert (duty.kind, duty.lead_inherited) == ("execution", False)


def test_a_clause_with_its_own_body_is_its_own_obligation() -> None:
    own = "II. NHIỆM VỤ\n1. Sở Y tế mở lớp cấp cứu; Công an tỉnh tuần tra bến đò."
    assert leads(own) == [("Sở Y tế",), ("Công an tỉnh",)]
    same = "II. NHIỆM VỤ\n1. Sở Y tế mở lớp cấp cứu; kịp thời báo tin cho trạm xá."
    assert leads(same) == [("Sở Y tế",)]


def test_what_was_reported_is_no_obligation_but_following_this_resolution_is() -> None:
    words = (
        "III. Về báo cáo tại phiên họp\nTại phiên họp, các bộ đã có báo cáo như sau:\n"
        "1. Bộ Y tế báo cáo về kho thuốc dự trữ.\n"
        "2. Bộ Tài chính theo dõi, báo cáo Chính phủ kết quả thực hiện Nghị quyết này.\n"
    )
    assert leads(words) == [("Bộ Tài chính",)]


def test_tasks_may_stand_before_a_lead_in() -> None:
    words = (
        "II. NHIỆM VỤ\n1. Rà soát các bến đò ngang. Tập trung các việc sau:\na) Lập sổ bến đò.\n"
    )
    assert [duty.text for duty in duties(words)] == ["Rà soát các bến đò ngang", "Lập sổ bến đò"]


def test_the_closing_formula_and_mere_names_are_no_obligations() -> None:
    head = "II. TỔ CHỨC THỰC HIỆN\n"
    closing = "1. Nếu có vướng mắc, đề nghị các cơ quan phản ánh về Sở Y tế để giải quyết."
    assert duties(head + closing) == []
    assert duties(head + "- Các sở, ban, ngành, đoàn thể tỉnh;") == []
    assert len(duties(head + "1. Đề nghị các cơ quan báo cáo Sở Y tế trước ngày 02/9/2027.")) == 1


NOT_DONE = [
    ("1. UBND tỉnh ghi nhận và đánh giá cao nỗ lực của Sở Y tế trong mùa lũ vừa qua.", 0),
    ("1. UBND tỉnh giao Sở Y tế lập kho thuốc, song đến nay việc này chưa được triển khai.", 0),
    ("1. UBND tỉnh giao Sở Y tế lập kho thuốc cho các xã chưa có trạm.", 1),
    ("- Công ty Thoát nước Sông Trăng: 0243.111.22.33 - 0243.111.22.44", 0),
    ("- Công ty Thoát nước Sông Trăng: Nạo vét mương ở các phường.", 1),
    ("- Giải pháp lâu dài: hồ điều hòa nước mưa ở các phường.", 0),
    ("- Giải pháp lâu dài: xây dựng hồ điều hòa ở các phường.", 1),
    ("1. Biểu dương, nhân rộng gương người lái đò cứu hộ.", 1),
]


@pytest.mark.parametrize(("item", "count"), NOT_DONE)
def test_what_only_speaks_of_a_body_is_no_task(item: str, count: int) -> None:
    assert len(duties(f"II. NHIỆM VỤ\n{item}")) == count


def test_a_name_with_a_colon_leads_what_stands_below_it() -> None:
    words = "II. TỔ CHỨC THỰC HIỆN\n1.1. Phòng Kiểm tra và các đơn vị thuộc Sở:\n- Lập sổ bến đò.\n"
    [lead] = leads(words)
    assert lead[0] == "Phòng Kiểm tra"


def test_a_forecast_is_no_task() -> None:
    words = "II. NỘI DUNG\n1. Dự báo tình hình úng ngập\n- Mưa trên 50 mm: có 11 điểm ngập.\n"
    assert duties(words) == []


NORMATIVE = [
    ("Điều 9. Trách nhiệm tổ chức thực hiện\n1. Sở Y tế\na) Kiểm tra các trạm xá ven sông.", 1),
    ("Điều 9. Tổ chức thực hiện\n1. Sở Y tế: Kiểm tra các trạm xá ven sông.", 1),
    ("Điều 9. Nhiệm vụ, quyền hạn\n1. Sở Y tế\na) Kiểm tra các trạm xá ven sông.", 0),
    ("Điều 9. Hồ sơ\n1. Sở Y tế\na) Kiểm tra các trạm xá ven sông.", 0),
]


@pytest.mark.parametrize(("words", "count"), NORMATIVE)
def test_a_normative_act_obliges_where_it_says_who_carries_it_out(words: str, count: int) -> None:
    found = duties(words, Header(type="Thông tư", number="9/2027/TT-BYT"))
    assert len(found) == count


PRODUCTS = [
    ("Lập Khung trình độ nghề lái đò.", None),
    ("Xây dựng Đề án nâng trình độ lái đò, gửi Sở Y tế.", "Đề án nâng trình độ lái đò"),
    ("Lập danh mục bến đò, gửi Sở Y tế tổng hợp.", "danh mục bến đò"),
    ("Nâng cấp trường công lập, xây dựng đề án mở chợ đêm.", "đề án mở chợ đêm"),
    ("Xây dựng và thống nhất quy trình trực bến đò.", "quy trình trực bến đò"),
    ("Đề xuất các dự án đầu tư bến đò, lập danh mục bến đò.", "danh mục bến đò"),
    ("Đề xuất dự án đầu tư bến đò Mới.", "dự án đầu tư bến đò Mới"),
]


@pytest.mark.parametrize(("sentence", "product"), PRODUCTS)
def test_where_a_product_ends(sentence: str, product: str | None) -> None:
    assert find_deliverable(sentence) == product
