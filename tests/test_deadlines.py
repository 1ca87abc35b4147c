"""Deadlines: what binds to a time, and what only names something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.model import Deadline
from kl52.obligations.deadlines import (
    find_deadlines,
    heading_deadline,
    main_deadline,
    parse_deadline,
)
from kl52.obligations.impossible import find_impossible
from kl52.parsing import parse_document
from kl52.spans import Span

ON = "2026-05-15"
HOSTILE = (
    *(
        "trước ",
        "ngày ",
        "31",
        "/",
        "02",
        "2026",
        " tháng ",
        "13",
        " năm ",
        "quý ",
        "II",
        " - ",
        ", ",
    ),
    *(
        "hằng năm",
        "định kỳ ",
        "6 tháng",
        "trong thời hạn ",
        "mười lăm ",
        "kể từ ngày ký",
        "từ ",
        "đến ",
    ),
    *(
        "thứ Sáu ",
        "16 giờ ",
        "cuối ",
        "nhiệm kỳ ",
        "năm học ",
        "âm lịch",
        "9999",
        "0",
        "(",
        ")",
        ".",
        "\n",
    ),
)


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
    ("Mở lớp cho trạm y tế (quý II/2027).", ("by", None, "2027-06-30", None), "closing"),
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


MORE_PROSE = [
    # words, the facts beside kind, start and end that matter, why
    ("Nộp sổ trước 16 giờ ngày 5/8.", ("by", None, "2026-08-05", None), "a day in short form"),
    ("Kết thúc đợt tiêm trước 30/6.", ("by", None, "2026-06-29", None), "day and month alone"),
    ("Vá đê trong năm nay.", ("in", "2026-01-01", "2026-12-31", None), "the document's year"),
    ("Vá đê trong quý sau.", ("in", "2026-07-01", "2026-09-30", None), "the quarter after it"),
    ("Vá đê trong 6 tháng đầu năm.", ("in", "2026-01-01", "2026-06-30", None), "half of its year"),
    ("Vá đê trong tháng 12 năm trước.", None, "another year, which nobody names"),
    ("Vá đê vào giữa năm 2027.", ("by", None, "2027-08-31", None), "the second third"),
    ("Vá đê xong đầu tháng Sáu năm 2027.", ("by", None, "2027-06-10", None), "the first ten days"),
    ("Vá đê trong Q3/2027.", ("in", "2027-07-01", "2027-09-30", None), "a quarter in short form"),
    ("Vá đê trong tháng bảy năm 2027.", ("in", "2027-07-01", "2027-07-31", None), "in words"),
    ("Hà Nội, ngày tháng năm 2026", None, "a date left blank is not May"),
    (
        "Họp thôn trong năm học 2026 - 2027.",
        ("in", "2026-09-01", "2027-05-31", None),
        "school year",
    ),
    (
        "Dạy bơi từ năm học 2026-2027 đến năm học 2028-2029.",
        ("between", "2026-09-01", "2029-05-31", None),
        "school years",
    ),
    (
        "Trồng rừng trong nhiệm kỳ Quốc hội khóa XVI.",
        ("in", "2026-01-01", "2031-12-31", None),
        "a term known by its number",
    ),
    ("Trồng rừng đến hết nhiệm kỳ 2026 - 2031.", ("by", None, "2031-12-31", None), "by its years"),
    ("Nghị quyết Đại hội xã, nhiệm kỳ 2020 - 2025.", None, "the term of a congress"),
    (
        "Giai đoạn 2026 - 2030, trồng 500 ha rừng.",
        ("between", "2026-01-01", "2030-12-31", None),
        "opens the sentence",
    ),
    ("Số hộ nghèo lũy kế đến hết năm 2026 là 12.", None, "a status"),
    ("Đến ngày 15/6/2026 xã chưa nộp sổ.", None, "a status"),
    ("Quy định này có hiệu lực từ ngày 01/7/2026.", None, "effect binds nobody"),
    ("Áp dụng từ ngày 01/7/2026.", ("ongoing", "2026-07-01", None, None), "a start"),
    ("Kế hoạch được tổ chức hằng năm.", ("recurring", None, None, "P1Y"), "done every year"),
    ("Tổ tính công hằng tháng của thợ.", None, "hằng tháng of a noun"),
    ("Nộp sổ trước ngày 31/02/2027.", ("by", None, None, None), "no such day, but a time is set"),
    ("Nộp sổ trước ngày 31/2 hằng năm.", ("recurring", None, None, "P1Y"), "nor is this one"),
    ("Xong trước quý V/2027.", ("by", None, None, None), "no such quarter"),
    ("Xem số liệu ngày 31/02/2027.", None, "sets no time"),
    (
        "Nộp sổ trước ngày 31/02/2027, muộn nhất ngày 15/3/2027.",
        ("by", None, "2027-03-15", None),
        "the day that is",
    ),
    ("Nộp sổ trong tháng 13 năm 2027.", ("by", None, None, None), "no such month"),
    ("Nộp sổ trước ngày 32 hằng tháng.", ("recurring", None, None, "P1M"), "no such day"),
    ("Mở hội trước ngày 10 tháng 3 âm lịch.", ("conditional", None, None, None), "by the moon"),
    ("Mở hội trước ngày 15 tháng Giêng.", ("conditional", None, None, None), "a lunar month"),
    ("Vá đê trước Tết Nguyên đán.", ("conditional", None, None, None), "set by the moon"),
    ("Nộp phí chậm nhất vào năm vận hành.", ("conditional", None, None, None), "an event's year"),
    ("Nộp phí chậm nhất vào quý IV năm 2027.", ("by", None, "2027-12-31", None), "a dated quarter"),
    ("Sau khi vá đê, tổ trưởng nộp sổ.", ("conditional", None, None, None), "opens the sentence"),
    ("Ra quân sau khi Luật Đê điều có hiệu lực.", ("conditional", None, None, None), "effect"),
    ("Đếm thợ còn lại sau khi sắp xếp các tổ.", None, "tells which ones, not when to act"),
    ("Thẻ có giá trị trong thời hạn 12 tháng kể từ ngày cấp.", None, "how long a thing is valid"),
    ("Trường hợp trong vòng 03 tháng trước ngày mua không có mưa.", None, "looks back"),
]


@pytest.mark.parametrize(("words", "expected", "why"), MORE_PROSE)
def test_more_prose(words: str, expected: tuple[str | None, ...] | None, why: str) -> None:
    assert facts(main_deadline(find_deadlines(words, on=ON))) == expected, why


@pytest.mark.parametrize(
    ("words", "recurrence", "also", "due", "time"),
    [
        ("Nộp trước ngày 15/12 hằng năm.", "P1Y", (), ("--12-14",), None),
        ("Nộp trước ngày 01/3 hằng năm.", "P1Y", (), ("--02-29",), None),
        ("Nộp chậm nhất ngày cuối cùng của tháng 2 hằng năm.", "P1Y", (), ("--02-29",), None),
        ("Nộp trước ngày cuối cùng của tháng 4 hằng năm.", "P1Y", (), ("--04-29",), None),
        ("Nộp trước ngày 15/6 và ngày 15/12 hằng năm.", "P1Y", (), ("--06-14", "--12-14"), None),
        ("Quý IV hằng năm, nộp sổ.", "P1Y", (), ("--12-31",), None),
        ("Nộp trước tháng 3 hằng năm.", "P1Y", (), ("--02-29",), None),
        ("Hằng năm, trong tháng 11, nộp sổ.", "P1Y", (), ("--11-30",), None),
        ("Nộp trước ngày 01 hằng tháng.", "P1M", (), ("---31",), None),
        ("Nộp vào ngày cuối cùng của tháng.", "P1M", (), ("---31",), None),
        ("Ngày 15 và ngày 30 hằng tháng, nộp sổ.", "P1M", (), ("---15", "---30"), None),
        ("Ngày 10 hằng quý, nộp sổ.", "P3M", (), ("---10",), None),
        ("Nộp chậm nhất ngày 20 hằng tháng.", "P1M", (), ("---20",), None),
        ("Ngày 20 hằng tháng, nộp sổ.", "P1M", (), ("---20",), None),
        ("Họp giao ban vào thứ Hai hằng tuần.", "P1W", (), ("-W-1",), None),
        ("Định kỳ hằng tuần, trước 16 giờ ngày thứ Sáu.", "P1W", (), ("-W-5",), "16:00"),
        ("Định kỳ 6 tháng, năm nộp sổ.", "P6M", ("P1Y",), (), None),
        ("Định kỳ nộp sổ (hằng quý, 6 tháng).", "P3M", ("P6M",), (), None),
        (
            "Định kỳ 6 tháng nộp sổ trước ngày 15 tháng 6 và trước ngày 15 tháng 12.",
            *("P6M", (), ("--06-14", "--12-14"), None),
        ),
        ("Nộp chậm nhất ngày 31 tháng 01 năm sau.", "P1Y", (), ("--01-31",), None),
        ("Nộp chậm nhất ngày 10 của tháng tiếp theo.", "P1M", (), ("---10",), None),
        ("Hằng quý, chậm nhất ngày 20 của tháng đầu quý sau.", "P3M", (),
         ("--01-20", "--04-20", "--07-20", "--10-20"), None),
        ("Nộp trước ngày 26 của tháng cuối quý.", "P3M", (),
         ("--03-25", "--06-25", "--09-25", "--12-25"), None),
        ("Nộp trước ngày cuối cùng của quý.", "P3M", (),
         ("--03-30", "--06-29", "--09-29", "--12-30"), None),
    ],
)  # fmt: skip
def test_days_of_each_period(
    words: str, recurrence: str, also: tuple[str, ...], due: tuple[str, ...], time: str | None
) -> None:
    found = main_deadline(find_deadlines(words, on=ON))
    assert found is not None
    assert (found.kind, found.recurrence, found.also) == ("recurring", recurrence, also)
    assert (found.due, found.time) == (due, time)


def test_a_day_far_from_a_cadence_of_a_noun_is_a_day_of_this_year() -> None:
    words = "Lập dự toán ngân sách hằng năm của xã, gửi huyện trước ngày 15 tháng 9."
    found = main_deadline(find_deadlines(words, on=ON))
    assert facts(found) == ("by", None, "2026-09-14", None)


@pytest.mark.parametrize(
    ("words", "duration", "working", "end", "condition"),
    [
        (
            "Lập tổ trong thời hạn 30 ngày kể từ ngày ký Quyết định này.",
            *("P30D", False, "2026-06-14", "kể từ ngày ký Quyết định này"),
        ),
        (
            "Lập tổ trong vòng một tháng kể từ ngày Kế hoạch này được ban hành.",
            *("P1M", False, "2026-06-15", "kể từ ngày Kế hoạch này được ban hành"),
        ),
        (
            "Lập tổ trong thời hạn 15 ngày làm việc kể từ ngày ký Quyết định này.",
            *("P15D", True, None, "kể từ ngày ký Quyết định này"),
        ),
        (
            "Trả lời trong thời hạn mười lăm (15) ngày, kể từ ngày nhận đơn.",
            *("P15D", False, None, "kể từ ngày nhận đơn"),
        ),
        ("Báo ngay trong vòng 24 giờ kể từ khi đê vỡ.", "PT24H", False, None, "kể từ khi đê vỡ"),
        (
            "Gửi giấy mời chậm nhất 05 ngày làm việc trước ngày họp thôn.",
            *("P5D", True, None, "trước ngày họp thôn"),
        ),
        (
            "Báo thôn trước khi khởi công ít nhất 10 ngày.",
            "P10D",
            False,
            None,
            "trước khi khởi công",
        ),
        ("Trả lời trong vòng 02 ngày làm việc.", "P2D", True, None, None),
    ],
)
def test_times_that_count_from_an_event(
    words: str, duration: str, working: bool, end: str | None, condition: str | None
) -> None:
    found = main_deadline(find_deadlines(words, on=ON))
    assert found is not None
    assert (found.duration, found.working, found.end) == (duration, working, end)
    assert found.condition == condition
    assert found.kind == ("by" if end else "conditional")


@pytest.mark.parametrize(
    ("cell", "expected", "why"),
    [
        ("31/02/2026", ("by", None, None, None), "no such day, and its month is none either"),
        ("Tháng 13/2026", ("by", None, None, None), "no such month, and its year is none either"),
        ("Năm 2026 và hằng năm", ("by", None, "2026-12-31", "P1Y"), "once, then each year"),
        ("2026 và những năm tiếp theo", ("ongoing", "2026-01-01", None, None), "no end"),
        ("15 ngày kể từ ngày nhận đơn", ("conditional", None, None, None), "the bare count"),
        ("Kỳ họp thứ nhất HĐND xã", ("conditional", None, None, None), "an event"),
        ("Q3/2026", ("by", None, "2026-09-30", None), "short form"),
        ("Cuối quý IV/2026", ("by", None, "2026-12-31", None), "the last third"),
    ],
)
def test_more_cells(cell: str, expected: tuple[str | None, ...] | None, why: str) -> None:
    assert facts(parse_deadline(cell)) == expected, why


@given(st.lists(st.sampled_from(HOSTILE), max_size=60).map("".join))
def test_any_text_ends_in_dates_that_exist(words: str) -> None:
    for span, found in find_deadlines(words, on=ON):
        assert found.text in words
        assert 0 <= span.start < span.end <= len(words)
        for day in (found.start, found.end):
            assert day is None or date.fromisoformat(day).isoformat() == day
    parse_deadline(words, ON)
    heading_deadline(words, ON)


def test_a_day_that_is_not_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(
        "KẾ HOẠCH\nII. NHIỆM VỤ\n1. Sở Y tế\na) Lập sổ kho, xong trước ngày 31/02/2027.\n"
        "b) Nộp sổ kho trước ngày 28/02/2027.\n",
        encoding="utf-8",
    )
    doc = parse_document(path)
    first, second = (duty.deadline for duty in doc.obligations)
    assert first is not None
    assert second is not None
    assert (first.text, first.end, second.end) == ("xong trước ngày 31/02/2027", None, "2027-02-27")
    (told,) = (each for each in doc.diagnostics if each.code == "impossible-date")
    assert "ngày 31/02/2027" in told.message
    assert told.span is not None
    assert told.span.of(doc.text.text) == first.text


@given(st.text(alphabet="ngày tháqúýI/-.0123456789hằm", max_size=60))
def test_days_that_are_not_never_raise(words: str) -> None:
    for span, deadline in find_impossible(words):
        assert span.of(words) == deadline.text
