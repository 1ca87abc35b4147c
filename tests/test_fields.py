"""The fields of an obligation beside who, what and when, on made-up sentences."""

from __future__ import annotations

import pytest

from kl52.citations import find_citations
from kl52.header import find_header
from kl52.model import Header, Obligation
from kl52.obligations import find_obligations
from kl52.obligations.circumstances import find_circumstances
from kl52.obligations.objects import Act, find_act
from kl52.obligations.targets import find_targets
from kl52.parsing import parse_document, text_of
from kl52.structure import find_units


def duties(words: str) -> tuple[Obligation, ...]:
    text = text_of(words)
    units = find_units(text)
    header = find_header(text)
    return find_obligations(text, units, Header(), find_citations(text, header, units))


REPORTING = [
    ("Lập sổ kho, báo cáo UBND tỉnh (qua Sở Y tế).", ("UBND tỉnh",), ("Sở Y tế",)),
    ("Gửi Sở Nội vụ tổng hợp, báo cáo UBND tỉnh.", ("UBND tỉnh",), ("Sở Nội vụ",)),
    ("Gửi danh sách về Sở Nội vụ để tổng hợp.", ("Sở Nội vụ",), ()),
    ("Soạn quy chế chợ đêm, trình Hội đồng nhân dân tỉnh.", ("Hội đồng nhân dân tỉnh",), ()),
    ("Báo cáo kết quả, khó khăn về Bộ Y tế, Bộ Công an.", ("Bộ Y tế", "Bộ Công an"), ()),
    ("Lập phương án, trình cấp có thẩm quyền phê duyệt.", ("cấp có thẩm quyền",), ()),
    ("Tham mưu UBND tỉnh ban hành quy chế chợ đêm.", ("UBND tỉnh",), ()),
    ("Báo cáo về Sở Y tế tổng hợp, báo cáo UBND tỉnh.", ("UBND tỉnh",), ("Sở Y tế",)),
    # no superior: a word that only ends in "trình", a partner, a sphere, a recipient of aid
    ("Xây dựng chương trình Bộ Y tế đã giao.", (), ()),
    ("Lập báo cáo, phối hợp với Sở Y tế kiểm tra.", (), ()),
    ("Nộp báo cáo về tổ chức bộ máy.", (), ()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "to", "via"), REPORTING)
def test_the_reporting_line_is_told(
    sentence: str, to: tuple[str, ...], via: tuple[str, ...]
) -> None:
    found = find_circumstances(sentence)
    assert (found.report_to, found.report_via) == (to, via)


CONDITIONS = [
    ("Nếu mực nước vượt báo động 3, sơ tán dân.", "Nếu mực nước vượt báo động 3"),
    ("Di dời chợ trong trường hợp cần thiết.", "trong trường hợp cần thiết"),
    ("Sửa quy chế sau khi Luật Chợ, Luật Kho được ban hành.",
     "sau khi Luật Chợ, Luật Kho được ban hành"),
    ("Khi có cảnh báo lũ, đóng bến đò.", "Khi có cảnh báo lũ"),
    ("Rà soát các trường hợp thiếu hồ sơ.", None),
    ("Lập sổ trước khi có đoàn kiểm tra.", None),
    ("Rà soát kho thuốc.", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "condition"), CONDITIONS)
def test_a_condition_is_told_as_printed(sentence: str, condition: str | None) -> None:
    assert find_circumstances(sentence).condition == condition


SCOPES = [
    ("Rà soát bến đò trên địa bàn tỉnh Hoa Ban.", "trên địa bàn tỉnh Hoa Ban"),
    ("Kiểm tra kho trên địa bàn các xã, phường và báo cáo.", "trên địa bàn các xã, phường"),
    ("Mở lớp trong phạm vi quản lý.", "trong phạm vi quản lý"),
    ("Tổng kết trên phạm vi toàn quốc.", "trên phạm vi toàn quốc"),
    ("Chi tiêu trong phạm vi dự toán được duyệt.", None),
    ("Chọn địa bàn đóng quân.", None),
]


@pytest.mark.parametrize(("sentence", "scope"), SCOPES)
def test_a_scope_is_told_as_printed(sentence: str, scope: str | None) -> None:
    assert find_circumstances(sentence).scope == scope


def test_where_the_money_comes_from_is_told() -> None:
    found = find_circumstances("Xây kho thóc từ nguồn vốn đầu tư công; lập sổ.")
    assert found.funding == "từ nguồn vốn đầu tư công"
    assert find_circumstances("Lập nguồn nước sạch.").funding is None


ACTS = [
    ("Rà soát, sửa đổi và bổ sung quy chế chợ.", Act("Rà soát", "check", "quy chế chợ")),
    ("Lập phương án bố trí, sử dụng kho.", Act("Lập", "build", "phương án bố trí, sử dụng kho")),
    ("Lập sổ kho, báo cáo UBND tỉnh.", Act("Lập", "build", "sổ kho")),
    ("Nghiên cứu mô hình chợ đêm để nhân rộng.", Act("Nghiên cứu", "study", "mô hình chợ đêm")),
    ("Kho thóc của xã.", Act()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "act"), ACTS)
def test_the_first_action_and_its_object_are_told(sentence: str, act: Act) -> None:
    assert find_act(sentence) == act


MODALITIES = [
    ("1. Giao Sở Y tế lập sổ kho thuốc.", "must"),
    ("1. Đề nghị Hội Nông dân tỉnh vận động hội viên trồng rừng.", "should"),
    ("1. Khuyến khích hợp tác xã mở thêm kho lạnh.", "may"),
    ("1. Đề nghị Hội Nông dân tỉnh\na) Vận động hội viên trồng rừng.", "should"),
    ("1. Sở Y tế\na) Tham mưu, đề nghị khen thưởng người trồng rừng giỏi.", "must"),
]


@pytest.mark.parametrize(("words", "modality"), MODALITIES)
def test_asking_is_no_order(words: str, modality: str) -> None:
    found = duties(f"II. NHIỆM VỤ\n{words}")
    assert [duty.modality for duty in found] == [modality]


def test_an_order_ends_the_asking() -> None:
    words = (
        "UBND tỉnh đề nghị Hội Nông dân tỉnh phối hợp và yêu cầu các sở, ngành thực hiện các "
        "nhiệm vụ sau:\n1. Rà soát kho thóc.\n"
    )
    assert [duty.modality for duty in duties(words)] == ["must"]


def test_targets_tell_their_base_and_their_year() -> None:
    [one, two] = find_targets("Đến năm 2030 đạt 80% hộ, tăng 20% so với năm 2024.")
    assert (one.base, one.by) == (2024, "2030-12-31")
    assert (two.base, two.by) == (2024, "2030-12-31")
    [late] = find_targets("Giảm ít nhất 30 vụ vào năm 2028.")
    assert (late.base, late.by) == (None, "2028-12-31")
    [given] = find_targets("Đạt 80% hộ có nước sạch.", "2027-06-30")
    assert given.by == "2027-06-30"


def test_the_value_columns_of_a_table_date_its_targets() -> None:
    words = (
        "| TT | Chỉ tiêu | Đơn vị tính | Năm 2027 | Năm 2030 |\n"
        "|---|---|---|---|---|\n| 1 | Hộ có nước sạch | % | 70 | 90 |\n"
    )
    [duty] = duties(words)
    assert [(each.value, each.by) for each in duty.targets] == [
        (70.0, "2027-12-31"), (90.0, "2030-12-31"),
    ]  # fmt: skip


def test_a_condition_is_met_where_the_library_has_what_it_waits_for() -> None:
    words = (
        "II. NHIỆM VỤ\n1. Sở Y tế lập sổ sau khi {} được ban hành.\n2. Sở Y tế lập kho nếu cần.\n"
    )
    known = words.format("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị")
    unknown = words.format("Nghị quyết số 999-NQ/TW ngày 30/12/2024 của Bộ Chính trị")
    met = [duty.condition_met for duty in parse_document(known.encode(), name="a.txt").obligations]
    open_ = parse_document(unknown.encode(), name="a.txt").obligations
    assert met == [True, None]
    assert [duty.condition_met for duty in open_] == [None, None]
