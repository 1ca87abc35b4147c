"""Coverage on a terminal: the answer first, all at its place, nothing wider than the screen."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from kl52.coverage import Coverage
from kl52.coverage.rendering import render_coverage
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.model import Change
from kl52.reviewing.items import find_item
from kl52.serialising.coverages import coverage_json
from tests.plans import HOMES, PLAN, SOURCE, covered, source_of


def shown(found: Coverage, *, width: int = 110, lang: str = "vi", full: bool = False) -> str:
    written = io.StringIO()
    console = Console(file=written, width=width, highlight=False, emoji=False, color_system=None)
    catalogue = Library().catalogue
    render_coverage(found, catalogue, console, speaker(lang), lang=lang, full=full)
    return written.getvalue()


def joined(text: str) -> str:
    return " ".join(text.split())


def test_the_answer_comes_first_with_its_denominators() -> None:
    said = joined(shown(covered()))
    answer = said.index("KẾT QUẢ")
    assert "trên 3 nhiệm vụ phải thực hiện: 2 đã đưa vào" in said
    assert "1 trên 3 nhiệm vụ của kế hoạch không thấy nguồn" in said
    assert "phát hiện: 1 lỗi, 0 cảnh báo" in said
    assert answer < said.index("CHƯA CÓ TRONG KẾ HOẠCH (1/3)") < said.index("LỖI (1)")


def test_missing_tasks_stand_under_the_headings_of_their_source() -> None:
    source = (
        "I. VỀ NHÂN LỰC\n1. Đào tạo bác sĩ tại chỗ\n"
        "a) Ủy ban nhân dân cấp tỉnh cử bác sĩ đi học chuyên khoa.\n"
        "b) Ủy ban nhân dân cấp tỉnh hỗ trợ học phí cho y sĩ người dân tộc thiểu số.\n"
        "II. VỀ THUỐC\n1. Ủy ban nhân dân cấp tỉnh dự trữ thuốc phòng dịch mùa mưa bão.\n"
    )
    lines = [line.strip() for line in shown(covered(PLAN, source)).splitlines()]
    order = [
        next(at for at, line in enumerate(lines) if line.startswith(start))
        for start in (
            "I. VỀ NHÂN LỰC › 1. Đào tạo",
            "○ Ủy ban nhân dân cấp tỉnh cử",
            "○ Ủy ban nhân dân cấp tỉnh hỗ trợ",
            "II. VỀ THUỐC",
            "○ Ủy ban nhân dân cấp tỉnh dự trữ",
        )
    ]
    assert order == sorted(order)
    assert sum(line.startswith("I. VỀ NHÂN LỰC") for line in lines) == 1


def test_a_finding_is_told_with_the_words_above() -> None:
    said = joined(shown(covered()))
    assert "✗ mục I.1: Thời hạn «hoàn thành trước ngày 31 tháng 12 năm 2027» muộn hơn" in said
    assert "[deadline_later]" in said
    assert re.search(r"Chỉ thị 9907/CT-TTg \(15/06/2026\): “.*khám bệnh từ xa", said)


def test_findings_go_by_severity_then_by_place() -> None:
    found = covered()
    (one,) = found.findings
    grades = ("info", "warning", "error")
    many = [replace(one, severity=grade, unit=f"i__{n}") for n, grade in enumerate(grades)]  # type: ignore[arg-type]
    said = shown(replace(found, findings=tuple(many)))
    assert said.index("LỖI (1)") < said.index("CẢNH BÁO (1)") < said.index("\nLƯU Ý (1)")


def test_it_is_told_in_english() -> None:
    said = joined(shown(covered(), lang="en"))
    assert "of 3 tasks that bind here: 2 covered" in said
    assert "The deadline “hoàn thành trước ngày 31 tháng 12 năm 2027” is later" in said


@pytest.mark.parametrize("width", [30, 60, 200])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, full: bool) -> None:
    text = shown(covered(), width=width, full=full)
    assert max(map(len, text.splitlines())) <= width
    assert "CHƯA CÓ" in text


def test_full_cuts_nothing_and_adds_what_is_in_order() -> None:
    long = SOURCE + f"4. Ủy ban nhân dân cấp tỉnh {'kiểm tra, giám sát ' * 30}phòng dịch.\n"
    found = covered(PLAN, long)
    short, full = joined(shown(found)), joined(shown(found, full=True))
    assert "giám sát phòng dịch" not in short
    assert "giám sát phòng dịch" in full
    assert "ĐÃ ĐƯA VÀO" in full and "ĐÃ ĐƯA VÀO" not in short
    assert "KHÔNG THẤY NGUỒN" in full


def test_what_is_left_out_by_people_is_counted() -> None:
    reject = find_item("f1", covered(), [source_of()]).decide("reject", on="2026-08-12")
    said = joined(shown(covered(review=[reject])))
    assert "1 phát hiện ẩn vì người rà soát đã bỏ" in said
    assert "nhận 0, bỏ 1, sửa 0" in said
    assert "LỖI (" not in said
    assert "deadline_later" in shown(covered(review=[reject]), full=True)


def test_stale_decisions_are_told_with_both_words() -> None:
    reject = find_item("o2:o2", covered(), [source_of()]).decide("reject", on="2026-08-12")
    edited = PLAN.replace(f"Sở Nội vụ {HOMES}", "Sở Nội vụ tuyển dụng viên chức cho trạm y tế xã")
    said = joined(shown(covered(edited, review=[reject])))
    assert "QUYẾT ĐỊNH RÀ SOÁT CẦN XEM LẠI (1)" in said
    assert "bác sĩ trẻ tình nguyện" in said
    assert "nay là: «Sở Nội vụ tuyển dụng" in said


def test_changes_above_are_told_with_the_tasks_they_touch() -> None:
    found = covered()
    change = Change("replaced", "2026-12-01", name="Chỉ thị số 9999/CT-TTg")
    rows = tuple(replace(row, suspect=(change,)) for row in found.rows[:2]) + found.rows[2:]
    suspect = replace(found, rows=rows)
    said = joined(shown(suspect))
    assert "2 trên 3 nhiệm vụ nghi vấn" in said
    assert "được thay thế bởi Chỉ thị số 9999/CT-TTg từ ngày 01/12/2026" in said
    assert "liên quan 2 nhiệm vụ: mục 1; mục 2" in said
    (told,) = coverage_json(suspect)["suspect"]
    assert told["obligations"] == ["o1", "o2"]


def test_a_plan_without_sources_is_told_what_to_do() -> None:
    from kl52.coverage import coverage
    from tests.plans import plan_of

    said = joined(shown(coverage(plan_of(), against=[])))
    assert "--against" in said
    assert "nhiệm vụ phải thực hiện:" not in said


def test_many_findings_are_cut_and_counted() -> None:
    found = covered()
    many = tuple(replace(found.findings[0], severity="warning", page=n) for n in range(1, 21))
    short = shown(replace(found, findings=many))
    assert "còn 8; thêm --full" in joined(short)
    assert shown(replace(found, findings=many), full=True).count("[deadline_later]") == 20


def test_everything_printed_is_in_the_json() -> None:
    found = coverage_json(covered())
    assert set(found) == {
        "schema", "document", "against", "summary", "rows", "local_only", "not_assessed",
        "findings", "disabled", "hidden", "suspect", "localisation", "review",
    }  # fmt: skip
    (finding,) = found["findings"]
    assert {"code", "detail", "severity", "message", "message_en", "found", "expected"} <= set(
        finding
    )
    assert {"suspect", "reviewed", "lacks", "why", "state", "local"} <= set(found["rows"][0])
    copied = found["localisation"]
    assert copied["copied"] == sum(each["copied"] for each in copied["obligations"])
