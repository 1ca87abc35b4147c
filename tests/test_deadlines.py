"""Deadlines: what binds to a time, and what only names something."""

from __future__ import annotations

import pytest

from kl52.model import Deadline
from kl52.obligations.deadlines import (
    find_deadlines,
    heading_deadline,
    main_deadline,
    parse_deadline,
)
from kl52.spans import Span

ON = "2026-05-15"


def facts(deadline: Deadline | None) -> tuple[str | None, ...] | None:
    if deadline is None:
        return None
    return deadline.kind, deadline.start, deadline.end, deadline.recurrence


PROSE = [
    # words, (kind, start, end, recurrence), why
    ("Nộp sổ trước ngày 15/12/2026.", ("by", None, "2026-12-14", None), "strictly before the day"),
    (
        "Gửi sổ trước 15h00 ngày 15/6/2026.",
        ("by", None, "2026-06-15", None),
        "a clock keeps the day",
    ),
    ("Dọn kênh xong trước tháng 6/2026.", ("by", None, "2026-05-31", None), "before a month"),
    ("Vá đê trong quý 1/2027.", ("in", "2027-01-01", "2027-03-31", None), "Arabic quarter"),
    ("Vá đê, hoàn thành trong quý II năm 2026.", ("in", "2026-04-01", "2026-06-30", None), "Roman"),
    ("Vá đê, hoàn thành quý II/2026.", ("by", None, "2026-06-30", None), "quarter without trong"),
    ("Vá đê trong năm 2026, 2027.", ("in", "2026-01-01", "2027-12-31", None), "a list of years"),
    ("Cấp đủ nước đến hết năm 2029.", ("by", None, "2029-12-31", None), "to the end of a year"),
    ("Đến năm 2030, 90% hộ có nước.", ("by", None, "2030-12-31", None), "opens the sentence"),
    ("Tỷ lệ che phủ đến năm 2030 đạt 45%.", ("by", None, "2030-12-31", None), "before a quantity"),
    ("Xóa hết nhà tạm vào năm 2027.", ("by", None, "2027-12-31", None), "vào"),
    (
        "Báo cáo chậm nhất ngày 20/5/2026.",
        ("by", None, "2026-05-20", None),
        "the day itself counts",
    ),
    ("Năm 2027, hoàn thành kè sông.", ("by", None, "2027-12-31", None), "label of a sentence"),
    ("Thu phí từ tháng 7/2026 trở đi.", ("ongoing", "2026-07-01", None, None), "open end"),
    ("Hằng năm, các xã nộp thống kê.", ("recurring", None, None, "P1Y"), "opens the sentence"),
    ("Định kỳ hàng quý rà soát hộ nghèo.", ("recurring", None, None, "P3M"), "định kỳ"),
    ("Định kỳ 6 tháng báo cáo thôn.", ("recurring", None, None, "P6M"), "months in figures"),
    ("Họp giao ban vào thứ Hai hằng tuần.", ("recurring", None, None, "P1W"), "weekly"),
    ("Chốt sổ trước ngày 18 hằng tháng.", ("recurring", None, None, "P1M"), "a day of each month"),
    (
        "Nộp trước ngày 15 tháng 12 hằng năm.",
        ("recurring", None, None, "P1Y"),
        "a day of each year",
    ),
    ("Nộp trước 31/3 hằng năm.", ("recurring", None, None, "P1Y"), "a day without ngày"),
    ("Mở từ 3-4 lớp mỗi xã.", None, "a range of numbers"),
    (
        "Báo cáo định kỳ hằng năm trước ngày 15 tháng 12.",
        ("recurring", None, None, "P1Y"),
        "cadence before the day: not this year's day",
    ),
    ("Báo cáo trước ngày 10 tháng 9.", ("by", None, "2026-09-09", None), "the document's year"),
    ("Mở lớp (khi có giáo viên).", ("conditional", None, None, None), "condition in brackets"),
    ("Mở lớp cho trạm y tế (quý II/2027).", ("in", "2027-04-01", "2027-06-30", None), "closing"),
    ("Mua lại số giống (tháng 3/2026) đã hỏng.", None, "brackets in mid-sentence tell of a thing"),
    ("Nộp trong vòng 10 ngày kể từ ngày nhận.", ("conditional", None, None, None), "relative"),
    ("Thời gian thực hiện: Thường xuyên.", ("ongoing", None, None, None), "behind a label"),
    ("Mua sắm theo Luật Đấu thầu năm 2023.", None, "the year of a law"),
    ("Theo Quyết định ngày 16/6/2025.", None, "the date of a document"),
    ("Lập kế hoạch trồng rừng giai đoạn 2026-2030.", None, "the period of a plan"),
    ("Sơ kết Chiến lược đến năm 2030, tầm nhìn đến năm 2045.", None, "the name of a strategy"),
    ("Bố trí ngân sách hằng năm cho trạm y tế.", None, "hằng năm of a noun"),
    ("Thường xuyên kiểm tra bến đò.", None, "an adverb, no label"),
    ("Hồ sơ nộp trước ngày 01/01/2025 giữ nguyên.", None, "past on the document's day: scope"),
    ("Số liệu tính đến ngày 30/6/2026.", None, "status, not time to act"),
]


@pytest.mark.parametrize(("words", "expected", "why"), PROSE)
def test_prose(words: str, expected: tuple[str | None, ...] | None, why: str) -> None:
    assert facts(main_deadline(find_deadlines(words, on=ON))) == expected, why


CELLS = [
    ("Quý III/2026", ("by", None, "2026-09-30", None), "usual form"),
    ("Quý II - Quý IV/2026", ("by", None, "2026-12-31", None), "one year for two quarters"),
    ("Tháng 4/2026", ("by", None, "2026-04-30", None), "month"),
    ("6/2027", ("by", None, "2027-06-30", None), "bare month"),
    ("2027", ("by", None, "2027-12-31", None), "bare year"),
    ("2026-2030", ("between", "2026-01-01", "2030-12-31", None), "period in a time column"),
    ("Giai đoạn 2026 - 2028", ("between", "2026-01-01", "2028-12-31", None), "with its word"),
    ("6 tháng đầu năm 2026", ("by", None, "2026-06-30", None), "half a year"),
    ("Trong năm 2026", ("in", "2026-01-01", "2026-12-31", None), "trong"),
    ("Trước 30/6/2026", ("by", None, "2026-06-29", None), "without ngày"),
    ("Hằng năm", ("recurring", None, None, "P1Y"), "cadence alone"),
    ("Trước 15/12 hằng năm", ("recurring", None, None, "P1Y"), "without ngày"),
    ("Trước ngày 15/12 hằng năm", ("recurring", None, None, "P1Y"), "cadence and day"),
    ("Nhiệm vụ thường xuyên", ("ongoing", None, None, None), "longer label"),
    ("Thường xuyên (hoặc khi có yêu cầu)", ("ongoing", None, None, None), "first word prevails"),
    ("Năm 2026 (sau khi có vốn)", ("by", None, "2026-12-31", None), "year with a condition"),
    ("Theo yêu cầu của Tỉnh ủy", ("conditional", None, None, None), "condition alone"),
    ("Từ tháng 11/2026 trở đi", ("ongoing", "2026-11-01", None, None), "open end"),
    ("Từ tháng 3/2027", ("ongoing", "2027-03-01", None, None), "a start is no last day"),
    ("Từ Quý II/2027", ("ongoing", "2027-04-01", None, None), "from a quarter"),
    ("Bắt đầu từ năm 2027", ("ongoing", "2027-01-01", None, None), "from a year"),
    ("Từ tháng 3 đến tháng 9/2027", ("between", "2027-03-01", "2027-09-30", None), "one year"),
    ("Từ tháng 3/2027 đến tháng 9", ("between", "2027-03-01", "2027-09-30", None), "year first"),
    ("Từ Quý II-IV/2027", ("between", "2027-04-01", "2027-12-31", None), "two quarters"),
    ("Từ nay đến tháng 9/2027", ("by", None, "2027-09-30", None), "no dated start"),
    ("Tháng 12/2026 và thường xuyên", ("by", None, "2026-12-31", None), "the dated part"),
    ("Toàn tỉnh", None, "no time at all"),
    ("", None, "empty cell"),
]


@pytest.mark.parametrize(("cell", "expected", "why"), CELLS)
def test_cells(cell: str, expected: tuple[str | None, ...] | None, why: str) -> None:
    assert facts(parse_deadline(cell)) == expected, why


def test_citations_are_ignored() -> None:
    words = "Thực hiện Kế hoạch đã duyệt, hoàn thành trước ngày 01/8/2026."
    [(span, _)] = find_deadlines(words)
    assert find_deadlines(words, ignore=(Span(span.start - 5, span.end),)) == ()


def test_a_condition_may_name_a_document_to_come() -> None:
    """A citation of the awaited document inside the condition must not hide the condition."""
    words = "Lập quy hoạch chợ (khi có Chiến lược của tỉnh)."
    inside = Span(words.index("Chiến"), words.index(")"))
    [(_, deadline)] = find_deadlines(words, ignore=(inside,))
    assert deadline.condition == "khi có Chiến lược của tỉnh"


@pytest.mark.parametrize(
    ("heading", "end", "why"),
    [
        ("Đến năm 2030", "2030-12-31", "nothing but a time"),
        ("Mục tiêu đến năm 2028", "2028-12-31", "with its word"),
        ("Giai đoạn 1 (2026 - 2028)", "2028-12-31", "numbered period"),
        ("Phát triển rừng đến năm 2030", None, "says what, too"),
        ("Sở Y tế", None, "no time"),
    ],
)
def test_headings(heading: str, end: str | None, why: str) -> None:
    deadline = heading_deadline(heading)
    assert (deadline.end if deadline else None) == end, why
