"""Obligations in prose: what counts, who acts, where a paragraph is split."""

from __future__ import annotations

import pytest

from kl52.model import Header, Obligation
from kl52.obligations import find_obligations
from kl52.parsing import text_of
from kl52.structure import find_units

PLAN = Header(type="Kế hoạch", number="12/KH-UBND", date="2026-05-15")


def duties(
    words: str, header: Header = PLAN, *, secondhand: bool = False
) -> tuple[Obligation, ...]:
    text = text_of(words)
    return find_obligations(text, find_units(text), header, (), secondhand=secondhand)


def tasks(*items: str) -> tuple[Obligation, ...]:
    """The obligations of ``items`` as paragraphs below a heading of tasks."""
    return duties("\n".join(["II. NHIỆM VỤ", *items]))


def leads(duty: Obligation) -> list[str]:
    return [body.name for body in duty.lead]


COUNTS = [
    # words, number of obligations, why
    ("1. Sửa đường liên thôn trong mùa khô.", 1, "a verb tells to act"),
    ("1. Trên cơ sở khảo sát, lập bản đồ ngập lụt.", 1, "the verb stands behind its basis"),
    ("1. Có phương án sơ tán cho từng thôn.", 1, "the Party's Có …"),
    ("1. Giảng viên là cán bộ của huyện cũ.", 0, "a description among the tasks"),
    ("1. Kinh phí thực hiện do ngân sách xã bảo đảm.", 0, "funding"),
    ("1. Ủy ban nhân dân xã được áp dụng một trong hai mức.", 0, "a permission"),
    ("1. Lập danh sách hộ được hưởng hỗ trợ giống.", 1, "an act on those who are permitted"),
    ("1. Sửa kênh trên địa bàn được giao quản lý.", 1, "an act where one is in charge"),
    ("1. Tổ chức tín dụng được hưởng phí dịch vụ.", 0, "a permission, though Tổ chức is a verb"),
    ("1. Ngày 25 hằng tháng, báo cáo kết quả về Sở Y tế.", 1, "a day of each month opens"),
    ("1. Ngày hội đua thuyền là nét đẹp của làng.", 0, "… but this is no time"),
    ("1. Bảo quản, lưu trữ sổ bến đò trong năm năm.", 1, "a verb at the head"),
    ("1. Công tác bảo quản, lưu trữ sổ bến đò còn yếu.", 0, "… and as a noun inside"),
    ("1. Công ty Tư vấn xây dựng Bến Mới: 0243.000.111", 0, "whom to call"),
    ("1. Công ty Bến Mới: xây dựng 03 kho thóc mới tại xã.", 1, "… and whom one tells to act"),
    ("1. Được thu phí bến đò theo quy định của Nghị định này.", 0, "a grant to those above"),
    ("1. Nhà nước có chính sách hỗ trợ các bến đò.", 1, "what the State is to do"),
    ("1. Nhà nước ta tồn tại đã tám mươi năm qua.", 0, "what the State is"),
    ("1. Mỗi thôn có ít nhất 02 bình chữa cháy.", 1, "a bare quantity is a target"),
    ("1. Không xây nhà trong hành lang đê.", 1, "a ban"),
    ("1. Các sở tổ chức thực hiện các nhiệm vụ sau:", 0, "a lead-in without an act of its own"),
    ("1. Đồng ý với đề xuất của Sở Tài chính.", 0, "an approval is the issuer's own act"),
    ("1. Đồng ý với đề xuất trên; giao Sở Tài chính lập dự toán.", 1, "… that also assigns"),
    (
        "1. Văn phòng huyện thông báo để các xã biết, thực hiện./.",
        0,
        "the words that close a notice",
    ),
    ("1. Chủ tịch Ủy ban nhân dân các tỉnh, thành phố khu vực ven biển;", 0, "an addressee"),
]


@pytest.mark.parametrize(("words", "count", "why"), COUNTS)
def test_what_counts_among_tasks(words: str, count: int, why: str) -> None:
    assert len(tasks(words)) == count, why


@pytest.mark.parametrize(
    "heading",
    [
        "MỤC ĐÍCH, YÊU CẦU",
        "QUAN ĐIỂM CHỈ ĐẠO",
        "NGUYÊN TẮC THỰC HIỆN",
        "KINH PHÍ THỰC HIỆN",
        "KẾT QUẢ ĐẠT ĐƯỢC",
    ],
)
def test_sections_that_oblige_nobody(heading: str) -> None:
    assert duties(f"I. {heading}\n1. Tăng cường kiểm tra các bến đò.") == ()


def test_aims_count_where_they_can_be_measured() -> None:
    found = duties(
        "I. MỤC TIÊU\n1. Đến năm 2030\n"
        "- Nâng cao đời sống nhân dân.\n- Phấn đấu 90% hộ có nước sạch."
    )
    assert [(duty.kind, duty.deadline and duty.deadline.end) for duty in found] == [
        ("target", "2030-12-31")
    ]


def test_a_heading_of_aims_and_tasks_is_one_of_tasks() -> None:
    assert len(duties("I. MỤC TIÊU, NHIỆM VỤ\n1. Rà soát các bến đò ngang sông.")) == 1


LEADS = [
    ("1. Sở Y tế\na) Lập sổ tiêm chủng cho trẻ.", ["Sở Y tế"], True, "from the heading"),
    ("1. Sở Y tế lập sổ tiêm chủng.", ["Sở Y tế"], False, "in the sentence"),
    ("1. Đề nghị Hội Nông dân tỉnh vận động hội viên.", ["Hội Nông dân tỉnh"], False, "đề nghị"),
    ("1. Giao Sở Y tế chủ trì lập sổ tiêm chủng.", ["Sở Y tế"], False, "giao"),
    ("1. Trách nhiệm của Sở Y tế\na) Lập sổ tiêm chủng.", ["Sở Y tế"], True, "trách nhiệm của"),
    ("1. Lĩnh vực y tế: Sở Y tế lập sổ tiêm chủng.", ["Sở Y tế"], False, "behind a label"),
    (
        "1. Sở Y tế chủ trì, phối hợp với các xã:\na) Lập sổ.\nb) Tiêm chủng cho trẻ em.",
        ["Sở Y tế"],
        True,
        "lead-in",
    ),
    ("1. Lập sổ tiêm chủng cho trẻ.", [], False, "nobody"),
    (
        "1. Sở Y tế là cơ quan đầu mối theo dõi tiêm chủng.",
        ["Sở Y tế"],
        False,
        "the office in charge",
    ),
    (
        "1. Các xã là chủ quản sổ tiêm chủng, phối hợp với Sở Y tế, lập sổ mới.",
        ["Các xã"],
        False,
        "whose a thing is",
    ),
    ("1. Các xã sử dụng sổ tiêm chủng chung.", ["Các xã"], False, "sử dụng with its object"),
    ("1. Hướng dẫn các xã lập sổ tiêm chủng.", [], False, "spoken of, not acting"),
    ("1. Nghiên cứu phương án giao Sở Y tế quản lý kho.", [], False, "giao inside an object"),
    (
        "1. Nhóm giải pháp về giống\na) Lập vườn ươm giống.",
        [],
        False,
        "a group of measures is no body",
    ),
    ("1. Đội ngũ khuyến nông\na) Lập vườn ươm giống.", [], False, "a staff is no team"),
    (
        "1. Nhóm chuyên gia về giống\na) Lập vườn ươm giống.",
        ["Nhóm chuyên gia về giống"],
        True,
        "a team is one",
    ),
    (
        "1. Trạm Khuyến nông thực hiện:\na) Lập vườn ươm giống.",
        ["Trạm Khuyến nông"],
        True,
        "a heading with its verb",
    ),
    (
        "1. Chủ đầu tư các khu đô thị:\n- Nạo vét cống thoát nước.",
        ["Chủ đầu tư các khu đô thị"],
        True,
        "a label is one name to its end",
    ),
    (
        "1. Đơn vị bơm nước\nCông ty cổ phần Tư vấn xây dựng Sông Lam; "
        "Công ty TNHH Đầu tư Bến Mới; Công ty Trạm bơm Hữu Ngạn theo địa bàn được giao "
        "có trách nhiệm:\n- Vận hành máy bơm.",
        [
            "Công ty cổ phần Tư vấn xây dựng Sông Lam",
            "Công ty TNHH Đầu tư Bến Mới",
            "Công ty Trạm bơm Hữu Ngạn",
        ],
        True,
        "names between semicolons",
    ),
    (
        "1. Định kỳ ngày 20 hằng tháng gửi kết quả về Sở Y tế, Công an tỉnh tổng hợp.",
        [],
        False,
        "those whom one writes to",
    ),
    (
        "1. Định kỳ hằng tháng, Sở Y tế gửi kết quả về tỉnh.",
        ["Sở Y tế"],
        False,
        "… but a body behind the time acts",
    ),
    (
        "1. Người đứng đầu các bộ, ngành, địa phương mở sổ trực lũ.",
        ["Người đứng đầu các bộ, ngành, địa phương"],
        False,
        "one post of all of them",
    ),
    ("1. Các chi, đảng bộ mở lớp học.", ["Các chi, đảng bộ"], False, "a shared second syllable"),
    ("1. Ban Dân vận Huyện uỷ mở lớp.", ["Ban Dân vận Huyện uỷ"], False, "a district's committee"),
    (
        "1. Sở Y tế\nĐồng chủ trì với Công an tỉnh, phối hợp với các xã lập chốt.",
        ["Sở Y tế", "Công an tỉnh"],
        True,
        "two leads",
    ),
]


@pytest.mark.parametrize(("words", "names", "inherited", "why"), LEADS)
def test_who_acts(words: str, names: list[str], inherited: bool, why: str) -> None:
    duty = tasks(words)[-1]
    assert (leads(duty), duty.lead_inherited) == (names, inherited), why


def test_who_works_with_the_lead() -> None:
    [duty] = tasks("1. Sở Y tế phối hợp với Công an tỉnh và các xã lập chốt kiểm dịch.")
    assert [body.name for body in duty.coordinate] == ["Công an tỉnh", "các xã"]


def test_the_issuer_that_announces_its_plan_does_not_lead() -> None:
    found = duties(
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch chống hạn như sau:\n"
        "I. NHIỆM VỤ\n1. Khoan giếng tại các bản."
    )
    assert [leads(duty) for duty in found] == [[]]


SPLITS = [
    ("1. Lập sổ; gửi sổ; lưu sổ tại xã.", 1, "semicolons alone do not split"),
    ("1. Lập sổ kho. Gửi sổ cho xã quản lý.", 1, "one actor, no time: one item"),
    ("1. Lập sổ kho thóc; hoàn thành trước ngày 01/9/2026.", 1, "a time at the end covers all"),
    ("1. Đóng kho cũ trước ngày 01/6/2026. Mở kho mới trước ngày 30/9/2026.", 2, "two times"),
    ("1. Lập kế hoạch kho (khi có đất); đào tạo thủ kho.", 2, "a condition inside the first part"),
    ("1. Theo dõi mực nước; định kỳ hằng quý báo cáo tỉnh.", 2, "a periodic report behind a task"),
    (
        "1. Nạo vét các kênh; định kỳ tổng hợp kết quả báo cáo Sở Xây dựng hằng tháng.",
        2,
        "… with its period at the end",
    ),
    (
        "1. Nạo vét các kênh; định kỳ báo cáo kết quả (6 tháng đầu năm và cuối năm).",
        2,
        "… in brackets behind it",
    ),
    ("1. Nạo vét các kênh; báo cáo dự toán chi hằng năm.", 1, "the period of a thing"),
    (
        "1. Nạo vét các kênh. Định kỳ ngày 20 hằng tháng có báo cáo gửi Sở Xây dựng.",
        2,
        "a sentence that asks for a periodic report",
    ),
    ("1. Nạo vét các kênh. Hằng năm nạo vét các hồ.", 1, "a period at the end covers all"),
    (
        "1. Sở Y tế lập sổ tiêm. Công an tỉnh kiểm tra sổ tiêm.",
        2,
        "a later sentence has its own lead",
    ),
    ("1. Giữ nguyên các trạm hiện có. Mỗi xã có ít nhất 01 trạm.", 2, "a later bare quantity"),
    ("1. Mua 05 xuồng máy. Thời gian thực hiện: Quý I/2027.", 1, "a label says more of it"),
    (
        "1. Gộp hai trạm bơm.\nPhương án gộp phải bảo đảm nước tưới.",
        1,
        "a paragraph that qualifies",
    ),
    (
        "a) Khoan giếng mới tại bản Nà Pài\n- Đơn vị chủ trì: Sở Y tế\n- Thời gian: Năm 2027",
        1,
        "labelled lines",
    ),
]


@pytest.mark.parametrize(("words", "count", "why"), SPLITS)
def test_splitting(words: str, count: int, why: str) -> None:
    assert len(tasks(words)) == count, why


def test_labelled_lines_fill_the_fields() -> None:
    [duty] = tasks(
        "a) Khoan giếng mới tại bản Nà Pài\n- Đơn vị chủ trì: Sở Y tế\n- Thời gian: Năm 2027"
    )
    assert leads(duty) == ["Sở Y tế"]
    assert duty.deadline is not None and duty.deadline.end == "2027-12-31"
    assert duty.binds == ("province",)


@pytest.mark.parametrize(
    "heading", ["Quây lưới, nuôi cá lồng trên hồ", "Xưởng mộc của bản", "Mua 05 xuồng máy."]
)
def test_a_heading_of_labelled_lines_is_the_task(heading: str) -> None:
    """Whatever its first word is; the labels fill its fields and are no part of its words."""
    [duty, other] = tasks(
        f"2. {heading}",
        "- Đơn vị chủ trì: Phòng Kế hoạch - Tài chính.",
        "- Đơn vị phối hợp: Trạm Khuyến nông.",
        "- Thời gian: Trước ngày 30/11/2027.",
        "3. Lập sổ thủy lợi của xã.",
    )
    assert duty.text == heading.rstrip(".")
    assert leads(duty) == ["Phòng Kế hoạch - Tài chính"]
    assert [body.name for body in duty.coordinate] == ["Trạm Khuyến nông"]
    assert duty.deadline is not None and duty.deadline.end == "2027-11-29"
    assert other.text == "Lập sổ thủy lợi của xã"


def test_a_heading_above_labels_and_tasks_stays_a_heading() -> None:
    found = tasks("1. Cá lồng trên hồ", "- Thời gian: Năm 2027.", "- Quây lưới, thả giống.")
    assert all(duty.text != "Cá lồng trên hồ" for duty in found)
    assert duties("I. KẾT QUẢ ĐẠT ĐƯỢC\n1. Nuôi cá\n- Đơn vị chủ trì: Sở Y tế.") == ()


KINDS = [
    ("1. Báo cáo tình hình đê điều về Sở Nông nghiệp và Môi trường.", "report", "to report first"),
    ("1. Tổng hợp thiệt hại, gửi Sở Tài chính trước ngày 01/9/2026.", "report", "compile and send"),
    ("1. Tổng hợp ý kiến của nông dân về giống lúa.", "task", "compiling for oneself"),
    ("1. Sơ kết ba năm trồng rừng ngập mặn.", "task", "an evaluation is no report"),
    ("1. Sắp xếp còn tối đa 03 trạm bơm.", "task", "a quantity inside an action"),
    ("1. Các xã không được cấp phép khai thác cát ban đêm.", "prohibition", "a ban on somebody"),
    ("1. Nghiêm cấm chặt rừng đầu nguồn dưới mọi hình thức.", "prohibition", "a ban"),
]


@pytest.mark.parametrize(("words", "kind", "why"), KINDS)
def test_kinds(words: str, kind: str, why: str) -> None:
    assert [duty.kind for duty in tasks(words)] == [kind], why


ARTICLES = """Điều 1. Phê duyệt Đề án chống hạn của tỉnh.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này."""


def test_a_decision_carries_out() -> None:
    found = duties(ARTICLES, Header(type="Quyết định", number="9/QĐ-UBND"))
    assert [(duty.kind, duty.rule) for duty in found] == [
        ("execution", "in-force"),
        ("execution", "answers"),
    ], "the issuer's own act is none"
    assert leads(found[1]) == ["Giám đốc Sở Y tế"]


def test_a_normative_act_only_assigns() -> None:
    words = (
        "Điều 5. Hồ sơ đăng ký\n1. Chủ tàu nộp hồ sơ tại cảng.\n"
        "Điều 9. Tổ chức thực hiện\n1. Bộ Xây dựng có trách nhiệm hướng dẫn Nghị định này."
    )
    found = duties(words, Header(type="Nghị định", number="7/2026/NĐ-CP"))
    assert [leads(duty) for duty in found] == [["Bộ Xây dựng"]]


def norms(words: str) -> tuple[Obligation, ...]:
    return duties(words, Header(type="Nghị định", number="7/2026/NĐ-CP"))


def test_a_normative_act_says_what_each_public_body_is_to_do() -> None:
    found = norms(
        "Điều 8. Nhiệm vụ, quyền hạn của Bộ Xây dựng\n1. Chủ trì kiểm tra các bến đò.\n"
        "2. Được thu phí bến đò theo quy định của Nghị định này.\n"
        "Điều 9. Quyền và nghĩa vụ của chủ tàu\n1. Kiểm tra tàu trước khi rời bến.\n"
        "Điều 10. Nhiệm vụ, quyền hạn của thuyền viên\n1. Kiểm tra phao cứu sinh trên tàu."
    )
    assert [(leads(duty), duty.unit) for duty in found] == [(["Bộ Xây dựng"], "dieu-8__1")]


def test_a_clause_of_a_normative_act_may_charge_a_public_body() -> None:
    found = norms(
        "Điều 8. Cấp phép bến đò\n1. Trách nhiệm của Sở Xây dựng:\na) Kiểm tra hồ sơ bến đò;\n"
        "b) Trình Ủy ban nhân dân tỉnh cấp phép.\n"
        "2. Trách nhiệm của người lái đò:\na) Kiểm tra phao cứu sinh trên tàu."
    )
    assert [leads(duty) for duty in found] == [["Sở Xây dựng"]] * 2


def test_what_a_file_consists_of_is_no_task() -> None:
    [duty] = norms(
        "Điều 9. Trách nhiệm của Sở Xây dựng\n"
        "1. Gửi hồ sơ bến đò về Bộ Xây dựng, bao gồm các tài liệu sau:\n"
        "a) Biểu tổng hợp các bến đò cần sửa chữa theo mẫu của Bộ.\n"
        "b) Số liệu đo đạc phải có dấu của xã."
    )
    assert duty.text.startswith("Gửi hồ sơ bến đò")


LETTER = """Xét đề nghị của Sở Y tế, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:
Ủy ban nhân dân tỉnh ghi nhận nỗ lực của Sở Y tế trong đợt hạn vừa qua.
Giao Sở Y tế lập phương án cấp nước trước ngày 30/9/2026; định kỳ hằng tháng báo cáo tiến độ.
Sở Tài chính bố trí vốn khoan giếng. Công an tỉnh giữ trật tự tại các điểm cấp nước.
Sở Xây dựng đã khoan ba giếng trong năm qua."""


def test_a_letter_without_marks() -> None:
    found = duties(LETTER, Header(type="Công văn", date="2026-06-05"))
    assert [(duty.rule, *leads(duty)) for duty in found] == [
        ("assigned", "Sở Y tế"),
        ("list-item", "Sở Y tế"),
        ("subject", "Sở Tài chính"),
        ("list-item", "Công an tỉnh"),
    ], "praise and the past oblige nobody"


UNMARKED = [
    ("Sở Nội vụ mở lớp dạy chữ Thái, hoàn thành trong năm 2026.", 1, "actor, verb, deadline"),
    ("Sở Nội vụ mở lớp dạy chữ Thái cho công chức.", 0, "no deadline"),
    ("Sở Nội vụ đã mở lớp dạy chữ Thái, hoàn thành trước ngày 30/9/2026.", 0, "done"),
    ("Sở Nội vụ mở lớp dạy chữ Thái, hoàn thành trong năm 2020.", 0, "past on the day"),
    ("Lớp dạy chữ Thái của Sở Nội vụ kết thúc trong năm 2026.", 0, "the body is no subject"),
]


@pytest.mark.parametrize(("words", "count", "why"), UNMARKED)
def test_a_sentence_without_mark_or_lead_in(words: str, count: int, why: str) -> None:
    assert len(duties(words, Header(type="Công văn", date="2026-02-05"))) == count, why


@pytest.mark.parametrize("header", [Header(type="Báo cáo"), Header(type="Nghị định")])
def test_a_report_or_normative_act_tells_nobody_so(header: Header) -> None:
    assert duties("Sở Nội vụ mở lớp dạy chữ Thái, hoàn thành trong năm 2026.", header) == ()


def test_the_signature_is_outside() -> None:
    text = text_of("II. NHIỆM VỤ\n1. Lập sổ kho thóc.\nNơi nhận:\n- Báo cáo Tỉnh ủy;")
    start = text.text.index("Nơi nhận")
    from kl52.spans import Span

    header = Header(signature=Span(start, len(text.text)))
    assert len(find_obligations(text, find_units(text), header, ())) == 1


def test_a_lead_in_of_the_past_reports() -> None:
    words = (
        "III. BÁO CÁO\nTại phiên họp, các sở đã báo cáo như sau:\n1. Sở Y tế báo cáo về tiêm chủng."
    )
    assert duties(words) == ()


NEWS = (
    "Ngày 3/3/2026, UBND tỉnh đã ban hành Kế hoạch chống hạn.\n"
    "Kế hoạch nêu các việc như: (1) Khoan giếng tại các bản (khi có vốn); mua téc nước; "
    "(2) Vá hồ chứa trong quý II năm 2026. Dọn kênh.\n"
    "UBND tỉnh giao Sở Y tế chủ trì kiểm tra nước; định kỳ hàng năm báo cáo. "
    "Các xã căn cứ Kế hoạch, xây dựng lịch tưới."
)


def test_a_press_item_is_never_split() -> None:
    found = duties(NEWS, Header(), secondhand=True)
    assert [duty.rule for duty in found] == ["reported-item"] * 2 + ["reported-assignment"] * 2
    kinds = [duty.deadline and duty.deadline.kind for duty in found]
    assert kinds == ["conditional", "in", "recurring", None]
    assert all(duty.secondhand for duty in found)


def test_row_and_prose_of_one_task_are_tied() -> None:
    found = duties(
        "II. NHIỆM VỤ\n1. Rà soát, sửa chữa toàn bộ cống dưới đê sông trước mùa lũ hằng năm.\n"
        "Phụ lục I\nTT\nNhiệm vụ\nCơ quan chủ trì\nThời hạn\n1\n"
        "Rà soát, sửa chữa toàn bộ cống dưới đê sông\nSở Xây dựng\n2027"
    )
    prose, row = found
    assert (prose.duplicate_of, row.duplicate_of) == (row.id, prose.id)


def test_spans_show_the_words() -> None:
    words = "II. NHIỆM VỤ\n1. Lập sổ kho thóc; gửi xã.\n2. Vá đê bao trước ngày 01/7/2026."
    text = text_of(words)
    found = find_obligations(text, find_units(text), PLAN, ())
    assert [duty.id for duty in found] == ["o1", "o2"]
    assert all(duty.span.of(text.text) == duty.text for duty in found)


@pytest.mark.parametrize(
    "piece",
    [
        "Sở Y tế sửa kho; gửi báo cáo trước ngày 01/8/2026. ",
        "rà soát, ",
        "(",
        "phối hợp với Sở Y tế ",
        "giao Sở Y tế ",
        "đến năm 2030 ",
        "12 ",
        "a: ",
    ],
)
def test_hostile_repetition_ends(piece: str) -> None:
    """Time grows with the input: what backtracks would not end here."""
    duties("II. NHIỆM VỤ\n1. Lập " + piece * 3_000)
