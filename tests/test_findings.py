"""What a drafter is told: for each code a plan that has the fault, and one that only looks so."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pytest

from kl52.alignment import Match, Why
from kl52.coverage import Finding, coverage
from kl52.coverage.findings.nearest import nearest
from kl52.coverage.findings.papers import near_keys
from kl52.coverage.findings.telling import codes
from kl52.coverage.values import Case, LocalLink, Row
from kl52.library import Library
from kl52.model import Document, Obligation
from kl52.parsing import parse_document
from kl52.spans import Span

PARENT = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 9871/NQ-CP
Hà Nội, ngày 05 tháng 01 năm 2026
NGHỊ QUYẾT
Về phát triển thư viện cộng đồng

Căn cứ Kết luận số 987-KL/TW ngày 12 tháng 11 năm 2025 của Ban Bí thư về thư viện;
I. NHIỆM VỤ
1. Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương {task}
{more}
"""
PLAN = """{issuer}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
An Lâm, ngày {day}
KẾ HOẠCH
{title}

{basis}
I. NHIỆM VỤ
1. {task}
{more}

Nơi nhận:
- Các sở, ban, ngành tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Vi Văn An
"""
BASIS = """Căn cứ Nghị quyết số 9871/NQ-CP ngày 05 tháng 01 năm 2026 của Chính phủ về phát triển \
thư viện cộng đồng;"""
TITLE = "Thực hiện Nghị quyết số 9871/NQ-CP ngày 05 tháng 01 năm 2026 của Chính phủ"
SHELF = "đóng tủ sách lưu động cho các trường ở bản xa, biển đảo và khu nhà trọ công nhân"


@cache
def library() -> Library:
    return Library()


def read(text: str) -> Document:
    return parse_document(text.encode(), name="made.txt", catalogue=library().catalogue)


def parent(task: str = f"{SHELF}.", more: str = "") -> Document:
    return read(PARENT.format(task=task, more=more))


def find(
    task: str = f"Sở Nội vụ {SHELF}.",
    more: str = "",
    *,
    above: Document | None = None,
    basis: str = BASIS,
    title: str = TITLE,
    day: str = "04 tháng 5 năm 2026",
    number: str = "9/KH-UBND",
    issuer: str = "ỦY BAN NHÂN DÂN TỈNH AN LÂM",
) -> list[Finding]:
    text = PLAN.format(
        task=task, more=more, basis=basis, title=title, day=day, number=number, issuer=issuer
    )
    return list(coverage(read(text), library(), against=[above or parent()]).findings)


def told(found: list[Finding], code: str) -> list[Finding]:
    name, _, detail = code.partition("/")
    return [each for each in found if each.code == name and (each.detail or "") == detail]


def words(found: list[Finding], code: str) -> list[str | None]:
    return [each.found for each in told(found, code)]


def test_a_plan_without_faults_has_no_finding_above_information() -> None:
    assert [each for each in find() if each.severity != "info"] == []


def test_every_code_has_its_words_in_both_languages() -> None:
    for code in codes().values():
        assert code.severity in ("error", "warning", "info")
        assert all((code.vi, code.en, code.about_vi, code.about_en)), code.code


# -- against the tasks above ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "due, own, late",
    [
        ("Hoàn thành trong tháng 6 năm 2026", "Hoàn thành trong tháng 9 năm 2026", True),
        ("Hoàn thành trong quý III năm 2026", "Hoàn thành trước ngày 31 tháng 8 năm 2026", False),
        ("Hằng năm báo cáo trước ngày 15/12", "Hằng năm báo cáo trước ngày 25/12", True),
        ("Hằng năm báo cáo trước ngày 15/12", "Hằng năm báo cáo trước ngày 05/12", False),
        ("Hằng năm báo cáo trước ngày 15/12",
         "Báo cáo đột xuất khi có yêu cầu; hằng năm báo cáo trước ngày 25/12", True),
        ("Hoàn thành trong tháng 6 năm 2026",
         "Hoàn thành trong năm 2026, sau khi Chính phủ ban hành Nghị định", False),
    ],
)  # fmt: skip
def test_a_deadline_is_later_than_the_one_above(due: str, own: str, late: bool) -> None:
    found = find(f"Sở Nội vụ {SHELF}. {own}.", above=parent(f"{SHELF}. {due}."))
    assert bool(told(found, "deadline_later")) is late


def test_a_later_deadline_quotes_both_documents() -> None:
    above = parent(f"{SHELF}. Hoàn thành trong tháng 6 năm 2026.")
    [found] = told(find(f"Sở Nội vụ {SHELF}. Hoàn thành trong năm 2027.", above=above),
                   "deadline_later")  # fmt: skip
    assert found.severity == "error"
    assert found.evidence is not None
    assert "tủ sách" in found.evidence.text
    assert found.evidence.document == above.id


def test_a_ministry_s_deadline_does_not_bind_a_province() -> None:
    above = parent("họp.", f"2. Bộ Nội vụ {SHELF}. Hoàn thành trong tháng 6 năm 2026.")
    found = find(f"Sở Nội vụ {SHELF}. Hoàn thành trong năm 2027.", above=above)
    assert not told(found, "deadline_later")


def test_a_deadline_that_had_passed_cannot_be_met() -> None:
    above = parent(f"{SHELF}. Hoàn thành trong tháng 2 năm 2026.")
    [found] = told(find(f"Sở Nội vụ {SHELF}. Hoàn thành trong tháng 8 năm 2026.", above=above),
                   "deadline_later")  # fmt: skip
    assert found.severity == "warning"


def test_a_deadline_is_asked_for_unless_it_has_passed() -> None:
    assert told(find(above=parent(f"{SHELF}. Hoàn thành trong tháng 6 năm 2026.")),
                "deadline_missing")  # fmt: skip
    assert not told(find(above=parent(f"{SHELF}. Hoàn thành trong tháng 2 năm 2026.")),
                    "deadline_missing")  # fmt: skip


def test_of_two_rows_that_repeat_one_sentence_the_one_with_the_words_counts() -> None:
    doc = read(PARENT.format(task="mở kho sách, đóng tủ sách lưu động.", more=""))

    def duty(id: str, text: str, repeats: str | None = None) -> Obligation:
        where: Literal["prose", "table"] = "table" if repeats else "prose"
        return Obligation(id, Span(0, 1), text, "task", where, duplicate_of=repeats)

    said = duty("o1", "mở kho sách, đóng tủ sách lưu động")
    shelf, store = duty("o3", "đóng tủ sách lưu động", "o1"), duty("o2", "mở kho sách", "o1")
    own = duty("o9", "Sở Nội vụ đóng tủ sách lưu động cho các trường")
    why = Why(False, 0.6, None, None, None)
    link = LocalLink(own, Match(doc.id, "o1", None, said.text, None, "subset", 0.9, why))
    rows = (Row(doc, store, (said,), True, "covered", (link,), (), ""),
            Row(doc, shelf, (), True, "missing", (), (), ""))  # fmt: skip
    [(row, _)] = nearest(Case(doc, (doc,), rows, library().catalogue))
    assert row.duty is shelf


@pytest.mark.parametrize(
    "above, own, lower",
    [
        ("tỷ lệ bạn đọc tăng tối thiểu 30%", "tỷ lệ bạn đọc tăng tối thiểu 20%", True),
        ("tỷ lệ bạn đọc tăng tối thiểu 30%", "tỷ lệ bạn đọc tăng tối thiểu 35%", False),
        ("mở tối đa không quá 03 kho sách", "mở tối đa không quá 05 kho sách", True),
        ("mở tối đa không quá 03 kho sách", "mở tối đa không quá 02 kho sách", False),
        ("mở tối thiểu 5.000 kho sách", "mở tối thiểu 40 kho sách", False),
        ("mỗi xã có ít nhất 03 kho sách", "mỗi xã có ít nhất 02 kho sách", True),
        ("tỷ lệ bạn đọc tăng 30%/năm", "tỷ lệ bạn đọc tăng 30%", True),
        ("bạn đọc tăng 30% so với năm 2024", "bạn đọc tăng 30% so với năm 2020", True),
    ],
)
def test_a_target_is_lower_than_the_one_above(above: str, own: str, lower: bool) -> None:
    found = find(f"Sở Nội vụ {SHELF}, {own}.", above=parent(f"{SHELF}, {above}."))
    assert bool(told(found, "target_lower")) is lower


def test_a_target_that_meets_one_of_two_above_is_not_lower() -> None:
    above = parent(f"{SHELF}, mở tối đa không quá 03 kho sách.",
                   f"2. Ủy ban nhân dân các tỉnh {SHELF}, mở tối đa không quá 07 kho sách."
                   )  # fmt: skip
    assert not told(find(f"Sở Nội vụ {SHELF}, mở tối đa không quá 07 kho sách.", above=above),
                    "target_lower")  # fmt: skip


def test_of_two_targets_above_the_one_that_is_met_is_no_measure_for_the_other() -> None:
    above = parent(f"{SHELF}, bạn đọc tăng tối thiểu 30%, cả năm bạn đọc tăng tối thiểu 3%.")
    lower, met = (
        f"Sở Nội vụ {SHELF}, bạn đọc tăng tối thiểu {share}%, cả năm bạn đọc tăng tối thiểu 3%."
        for share in (20, 30)
    )
    assert told(find(lower, above=above), "target_lower")
    assert not told(find(met, above=above), "target_lower")


@pytest.mark.parametrize(
    "verb, severity",
    [
        ("nghiên cứu khả năng", "error"),
        ("khuyến khích các trường", "error"),
        ("nghiên cứu,", None),
        ("tham mưu Ủy ban nhân dân tỉnh", None),
        ("vận động các hộ", None),
        ("phấn đấu", "warning"),
        ("cùng các viện nghiên cứu", None),
    ],
)
def test_a_verb_binds_less_than_the_one_above(verb: str, severity: str | None) -> None:
    above = parent(f"xây dựng tủ sách: {SHELF}.")
    found = find(f"Sở Nội vụ {verb} xây dựng tủ sách: {SHELF}.", above=above)
    assert [each.severity for each in told(found, "verb_softened")] == [severity] * bool(severity)


# -- bodies --------------------------------------------------------------------------------------


def of_ministry(who: str) -> Document:
    return parent("họp.", f"2. {who} {SHELF}.")


@pytest.mark.parametrize(
    "above, lead, wrong",
    [
        ("Bộ Y tế", "Sở Công Thương", True),
        ("Bộ Y tế", "Sở Y tế", False),
        ("Bộ Y tế", "Sở Công Thương chủ trì, phối hợp với Sở Y tế", False),
        ("Bộ Thông tin và Truyền thông", "Sở Khoa học và Công nghệ", False),
        ("Bộ Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường", False),
        ("Bộ Y tế", "Các sở, ban, ngành", False),
        ("Bộ Y tế", "Ủy ban nhân dân các xã, phường", False),
        ("Bộ Y tế", "Văn phòng Ủy ban nhân dân tỉnh", False),
        ("Các bộ, cơ quan ngang bộ", "Sở Công Thương", False),
        ("Giám đốc Sở Y tế tỉnh, thành phố", "Sở Nội vụ", True),
        ("Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội", "Sở Nội vụ", True),
        ("Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", False),
    ],
)
def test_a_lead_corresponds_to_the_one_above(above: str, lead: str, wrong: bool) -> None:
    found = find(f"{lead} {SHELF}.", above=of_ministry(above))
    assert bool(told(found, "actor_mismatch")) is wrong


def test_a_task_that_is_put_another_way_may_have_another_lead() -> None:
    found = find(
        "Sở Công Thương đóng tủ sách lưu động cho khu nhà trọ công nhân.",
        above=of_ministry("Bộ Y tế"),
    )
    assert not told(found, "actor_mismatch")


def test_who_helps_above_may_lead_here() -> None:
    above = of_ministry("Bộ Y tế chủ trì, phối hợp với Bộ Công Thương")
    assert not told(find(f"Sở Công Thương {SHELF}.", above=above), "actor_mismatch")
    assert told(find(f"Sở Nội vụ {SHELF}.", above=above), "actor_mismatch")


def test_a_task_without_a_lead_among_others() -> None:
    others = "2. Sở Y tế cấp thuốc cho trạm xá.\n3. Sở Xây dựng sửa cầu treo.\n"
    found = find(more=f"{others}4. Đưa tin, bài về tủ sách lên báo.")
    assert len(told(found, "actor_missing")) == 1
    assert not told(find(more=f"{others}4. Sở Nội vụ đưa tin lên báo."), "actor_missing")
    apart = "II. GIẢI PHÁP\n1. Đưa tin, bài về tủ sách lên báo."
    assert not told(find(more=f"{others}{apart}"), "actor_missing")


@pytest.mark.parametrize(
    "text, told_of",
    [
        ("Sở Nội vụ phối hợp với Sở Kế hoạch và Đầu tư, mua sách.", ["Sở Kế hoạch và Đầu tư"]),
        ("Sở Nội vụ mua sách cho kho của Sở Kế hoạch và Đầu tư trước đây.", []),
        ("Sở Nội vụ tiếp nhận kho sách của Sở Kế hoạch và Đầu tư.", []),
        ("Sau khi tiếp nhận kho sách, Sở Kế hoạch và Đầu tư mua sách.", ["Sở Kế hoạch và Đầu tư"]),
        ("Theo Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2024, Sở Kế hoạch và Đầu tư mua sách.",
         ["Sở Kế hoạch và Đầu tư"]),
        ("UBND các huyện, thành phố mua sách.", ["UBND các huyện, thành phố"]),
        ("Ủy ban nhân dân các xã, phường mua sách.", []),
        ("Sở Nội vụ thực hiện Kế hoạch số 12/KH-SKHĐT ngày 05 tháng 3 năm 2024 của Sở Kế hoạch và "
         "Đầu tư về mua sách.", []),
        ("Sở Nội vụ mua sách theo Tờ trình số 12/TTr-SKHĐT ngày 05 tháng 3 năm 2026 của Sở Kế "
         "hoạch và Đầu tư.", ["Sở Kế hoạch và Đầu tư"]),
    ],
)  # fmt: skip
def test_a_body_that_had_ended(text: str, told_of: list[str]) -> None:
    assert words(find(more=f"2. {text}"), "defunct_body") == told_of


def test_a_body_is_there_on_the_day_of_an_older_plan() -> None:
    found = find(
        more="2. Ủy ban nhân dân các huyện, thành phố mua sách.", day="14 tháng 3 năm 2025"
    )
    assert not told(found, "defunct_body")


def test_a_recipient_that_had_ended_is_a_warning() -> None:
    text = PLAN.replace("- Lưu: VT.", "- UBND các huyện, thành phố;\n- Lưu: VT.")
    plan = read(text.format(task="Sở Nội vụ mua sách.", more="", basis=BASIS, title=TITLE,
                            day="04 tháng 5 năm 2026", number="9/KH-UBND",
                            issuer="ỦY BAN NHÂN DÂN TỈNH AN LÂM"))  # fmt: skip
    found = list(coverage(plan, library(), against=[parent()]).findings)
    assert [each.severity for each in told(found, "defunct_body")] == ["warning"]


def test_a_body_leads_and_coordinates() -> None:
    task = "Sở Nội vụ chủ trì, phối hợp với Sở Y tế, Sở Nội vụ mua sách."
    assert words(find(task), "lead_coordinates") == ["Sở Nội vụ"]
    assert not told(find(task.replace(", Sở Nội vụ mua", " mua")), "lead_coordinates")


def test_a_product_of_the_task_above() -> None:
    more = f"Sản phẩm: Sổ tay bạn đọc. {SHELF}"
    above = parent(f"{SHELF}; ban hành sổ tay bạn đọc.")
    assert words(find(above=above), "product_missing") == [None]
    assert not told(find(f"Sở Nội vụ {more}.", above=above), "product_missing")


# -- citations -----------------------------------------------------------------------------------


def cite(text: str, **kept: object) -> list[Finding]:
    return find(more=f"2. Sở Nội vụ mua sách theo {text}.", **kept)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text, code, expected",
    [
        # the catalogue knows the number
        ("Nghị quyết số 57-NQ/TW ngày 02 tháng 12 năm 2024 của Bộ Chính trị",
         "citation_wrong_date", "22/12/2024"),
        ("Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị", None, None),
        ("Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Ban Bí thư",
         "citation_wrong_issuer", "Bộ Chính trị"),
        # only the document above knows it
        ("Kết luận số 987-KL/TW ngày 21 tháng 11 năm 2025 của Ban Bí thư",
         "citation_wrong_date", "12/11/2025"),
        ("Kết luận số 987-KL/TW ngày 12 tháng 11 năm 2025 của Bộ Chính trị",
         "citation_wrong_issuer", "Ban Bí thư"),
        ("Kết luận số 978-KL/TW ngày 12 tháng 11 năm 2025 của Ban Bí thư",
         "citation_wrong_number", "987-KL/TW"),
        ("Kết luận số 978-KL/TW ngày 03 tháng 9 năm 2025 của Ban Bí thư", None, None),
        ("Kết luận số 980-KL/TW ngày 12 tháng 11 năm 2025 của Ban Bí thư", None, None),
        ("Kết luận số 986-KL/TW ngày 12 tháng 11 năm 2025 của Ban Bí thư", None, None),
        ("Nghị quyết số 9872/NQ-CP ngày 05 tháng 01 năm 2026 của Chính phủ về phát triển thư viện "
         "cộng đồng", "citation_wrong_number", "9871/NQ-CP"),
        ("Nghị quyết số 9872/NQ-CP ngày 05 tháng 01 năm 2026 của Chính phủ về trồng rừng ven sông",
         None, None),
        ("Luật Thư viện số 64/2019/QH14 ngày 21 tháng 11 năm 2019",
         "citation_wrong_number", "46/2019/QH14"),
        ("Luật Thư viện ngày 12 tháng 11 năm 2019", "citation_wrong_date", "21/11/2019"),
        ("Quyết định số 9876/QĐ-TTg ngày 03 tháng 3 năm 2026 của Bộ Y tế",
         "citation_wrong_issuer", "Thủ tướng Chính phủ (theo ký hiệu)"),
        ("Kết luận số 987-KL/TW ngày 12 tháng 11 năm 2025", None, None),
        # the number says it by itself
        ("Quyết định số 9876/QĐ-TTg ngày 03 tháng 3 năm 2026 của Chính phủ",
         "citation_wrong_issuer", "Thủ tướng Chính phủ (theo ký hiệu)"),
        ("Nghị quyết số 9877-CT/TW ngày 03 tháng 3 năm 2026 của Ban Bí thư",
         "citation_wrong_number", "ký hiệu của Nghị quyết"),
        ("Quyết định số 9876/QĐ-TTg ngày 03 tháng 3 năm 2029 của Thủ tướng Chính phủ",
         "citation_wrong_date", "không sau ngày của kế hoạch (04/05/2026)"),
    ],
)  # fmt: skip
def test_a_citation_is_wrong(text: str, code: str | None, expected: str | None) -> None:
    found = [each for each in cite(text) if each.code.startswith("citation_")]
    assert [(each.code, each.expected) for each in found] == ([(code, expected)] if code else [])


def test_a_number_near_the_one_that_the_task_above_cites() -> None:
    matter = (
        "nâng cấp kho sách, kết nối với hệ thống mượn trả của thư viện tỉnh theo Nghị định số {} "
        "của Chính phủ và hướng dẫn cách mượn"
    )
    above = parent(f"{matter.format('9107/2021/NĐ-CP')}.")
    wrong, right = (
        find(f"Sở Nội vụ {matter.format(number)}.", above=above)
        for number in ("9170/2021/NĐ-CP", "9107/2021/NĐ-CP")
    )
    assert words(wrong, "citation_wrong_number") == ["9170/2021/NĐ-CP"]
    assert not told(right, "citation_wrong_number")
    other = find("Sở Nội vụ trồng cây theo Nghị định số 9170/2021/NĐ-CP của Chính phủ.",
                 above=above)  # fmt: skip
    assert not told(other, "citation_wrong_number")


@pytest.mark.parametrize(
    "one, other, near",
    [
        ("1234/qđ-ttg", "1243/qđ-ttg", 2),
        ("1234/qđ-ttg", "234/qđ-ttg", 2),
        ("234/qđ-ttg", "1234/qđ-ttg", 2),
        ("1234/qđ-ttg", "1235/qđ-ttg", 1),
        ("1234/qđ-ttg", "4321/qđ-ttg", None),
        ("12/qđ-ttg", "21/qđ-ubnd", None),
        ("5-kl/tw", "6-kl/tw", 1),
    ],
)
def test_numbers_are_near_by_one_slip(one: str, other: str, near: int | None) -> None:
    assert near_keys(one).get(other) == near
    assert near_keys(other).get(one) == near


def test_a_replaced_law_is_no_basis() -> None:
    old, new = (
        f"Căn cứ Luật Tổ chức chính quyền địa phương ngày {day} năm 2025;\n{BASIS}"
        for day in ("19 tháng 02", "16 tháng 6")
    )
    [found] = told(find(basis=old), "superseded_citation")
    assert "72/2025/QH15" in (found.expected or "")
    assert found.severity == "warning"  # the catalogue has it from general knowledge
    assert not told(find(basis=new), "superseded_citation")


@pytest.mark.parametrize(("day", "ended"), [("04 tháng 5 năm 2026", 1), ("04 tháng 5 năm 2025", 0)])
def test_a_law_ends_when_its_successor_must_be_in_force(day: str, ended: int) -> None:
    """The day from which the law of 2025 replaces that of 2015 is not in the catalogue."""
    law = "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;"
    found = told(find(basis=f"{law}\n{BASIS}", day=day), "superseded_citation")
    assert [each.severity for each in found] == ["warning"] * ended


@pytest.mark.parametrize(("number", "wrong"), [("9817", True), ("9871", False), ("4208", False)])
def test_a_slip_in_the_number_of_what_the_plan_carries_out(number: str, wrong: bool) -> None:
    task = f"2. Sở Nội vụ kiểm tra kết quả thực hiện Nghị quyết số {number}/NQ-CP hằng quý."
    assert bool(told(find(more=task), "citation_wrong_number")) is wrong


def test_a_verb_is_held_against_its_own_sentence() -> None:
    long = "Nghiên cứu thói quen đọc của thợ mỏ. Bố trí thuyền sách cho bến cá và làng chài."
    found = find("Sở Nội vụ nghiên cứu khả năng bố trí thuyền sách cho bến cá và làng chài.",
                 above=parent("họp.", f"2. Ủy ban nhân dân các tỉnh: {long}"))  # fmt: skip
    assert told(found, "verb_softened")


def test_what_the_document_above_cites_instead_makes_it_certain() -> None:
    old = f"Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;\n{BASIS}"
    above = parent(f"{SHELF} theo Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025.")
    [found] = told(find(basis=old, above=above), "superseded_citation")
    assert found.severity == "error"
    assert found.evidence is not None
    assert found.evidence.document == above.id


# -- basis ---------------------------------------------------------------------------------------

OFFICE = "ỦY BAN NHÂN DÂN TỈNH AN LÂM\nSỞ NỘI VỤ"
OTHER = "Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;"


def test_the_basis_names_what_the_plan_carries_out() -> None:
    assert told(find(basis=OTHER), "missing_basis")
    assert not told(find(), "missing_basis")
    assert not told(find(basis=""), "missing_basis")  # no basis at all
    inside = f"{OTHER}\nCăn cứ Kế hoạch số 131/KH-UBND ngày 01 tháng 3 năm 2026 của Ủy ban nhân \
dân tỉnh An Lâm thực hiện Nghị quyết số 9871/NQ-CP;"
    assert told(find(basis=inside), "missing_basis")


def test_a_department_acts_on_its_province_s_plan() -> None:
    province = """Căn cứ Kế hoạch số 131/KH-UBND ngày 01 tháng 3 năm 2026 của Ủy ban nhân dân \
tỉnh An Lâm về thư viện;"""
    office_only = """Căn cứ Quyết định số 27/2025/QĐ-UBND ngày 28 tháng 3 năm 2025 của Ủy ban \
nhân dân tỉnh An Lâm quy định chức năng, nhiệm vụ của Sở Nội vụ;"""
    for basis, skipped in ((BASIS, True), (f"{BASIS}\n{office_only}", True),
                           (f"{BASIS}\n{province}", False)):  # fmt: skip
        found = find(basis=basis, number="9/KH-SNV", issuer=OFFICE)
        assert bool(told(found, "level_skipped")) is skipped
    assert not told(find(), "level_skipped")


def test_a_department_may_act_alone_on_what_binds_no_province() -> None:
    above = read(PARENT.format(task="x", more="").replace(
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương x", f"Bộ Nội vụ {SHELF}."
    ))  # fmt: skip
    assert not told(find(above=above, number="9/KH-SNV", issuer=OFFICE), "level_skipped")


def test_a_province_acts_on_the_party_s_paper_through_the_government_s() -> None:
    party = "Thực hiện Kết luận số 52-KL/TW ngày 30 tháng 5 năm 2019 của Ban Bí thư"
    [found] = told(find(title=party, basis="", day="17 tháng 02 năm 2021"), "level_skipped")
    assert "142/QĐ-TTg" in (found.expected or "")
    cited = find(
        more="2. Sở Nội vụ thực hiện Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020 của Thủ "
        "tướng Chính phủ.", title=party, basis="", day="17 tháng 02 năm 2021",
    )  # fmt: skip
    assert not told(cited, "level_skipped")


# -- form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("Các sở, ban, ngành thực hiện Chương trình này.", True),
        ("Các sở, ban, ngành thực hiện Kế hoạch này.", False),
        ("Sở Nội vụ mở Chương trình đọc sách hè; cấp giấy của Chương trình này.", False),
        ("Sở Nội vụ nêu rõ “thực hiện Chương trình này” trên bìa.", False),
    ],
)
def test_a_plan_calls_itself_by_its_type(text: str, wrong: bool) -> None:
    assert bool(told(find(more=f"2. Sở Y tế mua sách.\n3. {text}"), "form/own_type")) is wrong


@pytest.mark.parametrize(
    "first, later, early",
    [
        ("Tổ TVLĐ", "Tổ Thư viện lưu động (sau đây viết tắt là Tổ TVLĐ)", True),
        ("Tổ Thư viện lưu động (sau đây viết tắt là Tổ TVLĐ)", "Tổ TVLĐ", False),
        ("Trả công người TVLĐ", "Chọn người giữ sách (sau đây viết tắt là người TVLĐ)", True),
        ("Ban Chỉ đạo chuyển đổi số", "Ban Chỉ đạo thư viện (sau đây gọi tắt là Ban Chỉ đạo)",
         False),
        ("Đề án đô thị", "Đề án thư viện cộng đồng (sau đây gọi tắt là Đề án)", False),
        ("Sở Y tế", "Sở Nội vụ tỉnh (sau đây gọi tắt là Sở)", False),
    ],
)  # fmt: skip
def test_a_short_name_is_used_after_its_definition(first: str, later: str, early: bool) -> None:
    found = find(more=f"2. {first} mua sách.\n3. {later} giữ sách.")
    assert bool(told(found, "form/alias_before_definition")) is early


@pytest.mark.parametrize(
    "text, blank",
    [
        ("gửi danh sách trước ngày …… tháng …… năm 2026", "ngày …… tháng …… năm 2026"),
        ("gửi danh sách trước ngày ...../7/2026", "ngày ...../7/2026"),
        ("mua sách theo Quyết định số ……/QĐ-UBND", "số ……/QĐ-UBND"),
        ("mua sách theo Quyết định số /QĐ-UBND", "số /QĐ-UBND"),
        ("gửi danh sách trước ngày tháng 7 năm 2026", "ngày tháng 7 năm 2026"),
        ("gửi danh sách trước ngày tháng năm 2026", "ngày tháng năm 2026"),
        ("ghi ngày tháng năm sinh của bạn đọc", None),
        ("mua sách về công nghệ (AI, IoT…)", None),
        ("mua một số… sách", None),
        ("mở nền tảng số/khu thư viện", None),
        ("mua sách, vở, v.v...", None),
        ("mở cửa hằng ngày... cho bạn đọc", None),
    ],
)
def test_a_blank_is_left(text: str, blank: str | None) -> None:
    found = words(find(more=f"2. Sở Nội vụ {text}."), "form/blank_left")
    assert found == ([blank] if blank else [])


def test_blanks_of_a_form_stand_by_right() -> None:
    form = "MẪU SỐ 01\nDANH SÁCH\nNgày …… tháng …… năm 2026"
    text = PLAN.format(task="Sở Nội vụ mua sách.", more="", basis=BASIS, title=TITLE,
                       day="04 tháng 5 năm 2026", number="9/KH-UBND",
                       issuer="ỦY BAN NHÂN DÂN TỈNH AN LÂM")  # fmt: skip
    found = list(coverage(read(f"{text}\n{form}\n"), library(), against=[parent()]).findings)
    assert not told(found, "form/blank_left")


@pytest.mark.parametrize(
    "marks, wrong",
    [
        ("2. 3. 4.", []),
        ("2. 4. 5.", ["4"]),
        ("2. 2. 3.", ["2"]),
        ("a) b) c) d) đ) e) g)", []),
        ("a) b) d)", ["d"]),
        ("a) b) b)", ["b"]),
    ],
)
def test_sections_are_numbered_without_gaps(marks: str, wrong: list[str]) -> None:
    lines = "\n".join(
        f"{mark} Sở Nội vụ mua sách đợt {at}." for at, mark in enumerate(marks.split())
    )
    assert words(find(more=lines), "form/section_numbering") == wrong


def test_a_first_mention_is_complete() -> None:
    full = (
        "Kế hoạch số 131/KH-UBND ngày 01 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh An Lâm về sách"
    )
    assert not told(cite(full), "form/first_mention")
    [found] = told(cite("Kế hoạch số 131/KH-UBND"), "form/first_mention")
    assert found.expected == "ngày ban hành, cơ quan ban hành, trích yếu"
    assert found.severity == "info"
    again = find(
        more=f"2. Sở Nội vụ mua sách theo {full}.\n3. Sở Y tế theo Kế hoạch số \
131/KH-UBND mua sách."
    )
    assert not told(again, "form/first_mention")


def test_the_parts_of_the_form() -> None:
    assert not told(find(), "form/parts")
    text = "ỦY BAN NHÂN DÂN TỈNH AN LÂM\nSố: 9/KH-UBND\nKẾ HOẠCH\nVề sách\n1. Sở Nội vụ mua sách."
    [found] = told(list(coverage(read(text), library(), against=[]).findings), "form/parts")
    assert "Quốc hiệu, Tiêu ngữ" in (found.found or "")
    assert "nơi nhận" in (found.found or "")


def test_a_number_goes_with_its_type() -> None:
    assert words(find(number="9/QĐ-UBND"), "form/own_number") == ["9/QĐ-UBND"]
    assert not told(find(number="9/KH-UBND"), "form/own_number")


def test_findings_stand_in_the_order_of_the_text() -> None:
    found = find(more="2. Sở Nội vụ gửi trước ngày …… tháng …… năm 2026.\n4. Sở Y tế mua sách.")
    starts = [each.span.start for each in found if each.span]
    assert starts == sorted(starts)
    assert len({(each.code, each.detail, each.span) for each in found}) == len(found)


# -- what no drafter should be told ----------------------------------------------------------------


def test_a_list_of_what_has_ended_may_cite_it() -> None:
    law = "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025"
    plain, listed = (
        f"II. {heading}\n1. Sở Nội vụ đối chiếu sổ thư viện với {law}."
        for heading in ("ĐỐI CHIẾU", "VĂN BẢN HẾT HIỆU LỰC")
    )
    assert told(find(more=plain), "superseded_citation")
    assert not told(find(more=listed), "superseded_citation")


def test_a_form_sets_several_numbers_on_a_line() -> None:
    form = "Phụ lục\nMẪU PHIẾU\n(Kèm theo Kế hoạch này)\nMẫu số 01\nPHIẾU MƯỢN SÁCH\n"
    lines = "1. Họ và tên: ...... 2. Giới tính: ......\n3. Ngày sinh: ......\n4. Lớp: ......"
    found = read(PLAN.format(task="x", more="", basis=BASIS, title=TITLE, day="04 tháng 5 năm 2026",
                             number="9/KH-UBND", issuer="X") + form + lines)  # fmt: skip
    assert any("mau-" in unit.id for unit in found.units)
    findings = coverage(found, library(), against=[parent()]).findings
    assert not told(list(findings), "form/section_numbering")


def test_the_gazette_prints_no_recipients() -> None:
    plan = PLAN.split("Nơi nhận:")[0].format(
        task=f"Sở Nội vụ {SHELF}.", more="", basis=BASIS, title=TITLE,
        day="04 tháng 5 năm 2026", number="9/KH-UBND", issuer="ỦY BAN NHÂN DÂN TỈNH AN LÂM",
    ) + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVi Văn An\n"  # fmt: skip
    for head, lacks in (("", True), ("CÔNG BÁO/Số 242/Ngày 22-04-2026\n", False)):
        findings = coverage(read(head + plan), library(), against=[parent()]).findings
        found = told(list(findings), "form/parts")
        assert any("nơi nhận" in (each.found or "") for each in found) is lacks
