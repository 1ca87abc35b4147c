"""Task tables: header synonyms, section rows, grids and tables that lost their grid."""

from __future__ import annotations

import pytest

from kl52.model import Cell, Header, Obligation, Paragraph, Table, Text
from kl52.obligations import find_obligations
from kl52.obligations.columns import column_role
from kl52.obligations.task_tables import find_task_tables
from kl52.parsing import text_of
from kl52.spans import OffsetMap, Piece, Span
from kl52.structure import find_units


def grid(*rows: tuple[str, ...]) -> Text:
    """A text that is one table."""
    words, spans, paragraphs = "", [], []
    for number, row in enumerate(rows):
        line = []
        for column, cell in enumerate(row):
            line.append(Span(len(words), len(words) + len(cell)))
            if cell:
                words += cell + "\n"
                paragraphs.append(Paragraph(line[-1], 1, Cell(0, number, column)))
        spans.append(tuple(line))
    table = Table(Span(0, len(words)), tuple(spans))
    return Text(
        words, words, OffsetMap([Piece(words, Span(0, len(words)))]), tuple(paragraphs), (table,)
    )


def lines(words: str) -> Text:
    """A text of which each line is a paragraph."""
    paragraphs, at = [], 0
    for line in words.split("\n"):
        paragraphs.append(Paragraph(Span(at, at + len(line))))
        at += len(line) + 1
    offsets = OffsetMap([Piece(words, Span(0, len(words)))])
    return Text(words, words, offsets, tuple(paragraphs))


def duties(text: Text) -> tuple[Obligation, ...]:
    return find_obligations(text, find_units(text), Header(), ())


HEAD = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn")


@pytest.mark.parametrize(
    ("header", "role", "why"),
    [
        ("STT", "number", "synonym of TT"),
        ("Tên nhiệm vụ/Dự án", "task", "more behind the slash"),
        ("Nhiệm vụ, giải pháp", "task", "longer synonym first"),
        ("Sở, ngành chủ trì (tham mưu)", "lead", "bracket behind"),
        ("CƠ QUAN PHỐI HỢP", "coordinate", "capitals"),
        ("Kết quả / Sản phẩm", "product", "spaces around the slash"),
        ("Kết quả thực hiện trong tháng", "other", "a progress report, no product"),
        ("Thời gian hoàn thành", "deadline", "usual form"),
        ("Cấp trình", "submit", "who receives"),
        ("Trình độ đào tạo", "other", "begins like the word for handing in"),
        ("Đơn vị chịu trách nhiệm", "lead", "a body, not a unit of measure"),
        ("Sở, ngành phối hợp", "coordinate", "as of the leading body"),
        ("Dự kiến thời gian hoàn thành", "deadline", "word before the usual form"),
        ("Rà soát các nhà máy nước", None, "a task is no header"),
    ],
)
def test_column_roles(header: str, role: str | None, why: str) -> None:
    assert column_role(header) == role, why


def test_a_row_is_one_obligation_with_its_columns() -> None:
    [duty] = duties(
        grid(
            HEAD,
            ("I", "Cấp nước", "", "", "", ""),
            (
                "1",
                "Lập danh mục giếng. Trám giếng hỏng",
                "Sở Y tế",
                "UBND các xã",
                "Danh mục",
                "Quý I/2027",
            ),
        )
    )
    assert duty.text == "Lập danh mục giếng. Trám giếng hỏng", "rows are never split"
    assert [body.name for body in duty.lead] == ["Sở Y tế"]
    assert [body.name for body in duty.coordinate] == ["UBND các xã"]
    assert (duty.deliverable, duty.where, duty.kind) == ("Danh mục", "table", "task")
    assert duty.deadline is not None and duty.deadline.end == "2027-03-31"


def test_a_heading_row_with_an_actor_is_a_task() -> None:
    found = duties(grid(HEAD, ("7", "Đo mực nước ngầm", "Sở Y tế", "", "", "Thường xuyên")))
    assert [duty.text for duty in found] == ["Đo mực nước ngầm"]


def test_the_rest_of_a_row_from_the_page_before_goes_with_it() -> None:
    text = grid(
        HEAD,
        ("1", "Sửa cống và", "Sở Xây dựng", "UBND các xã", "Biên bản", "2027"),
        ("", "đường vào cống", "", "Công an tỉnh", "nghiệm thu", ""),
        ("2", "Trám giếng", "Sở Y tế", "", "", ""),
    )
    [duty, other] = duties(text)
    assert duty.text == "Sửa cống và"
    assert [span.of(text.text) for span in duty.continued] == ["đường vào cống"]
    assert [body.name for body in duty.coordinate] == ["UBND các xã", "Công an tỉnh"]
    assert duty.deliverable == "Biên bản nghiệm thu"
    assert other.text == "Trám giếng"


def test_the_rest_of_a_section_row_is_lost_on_no_task() -> None:
    found = duties(
        grid(HEAD, ("I", "Cấp nước", "", "", "", ""), ("", "và thoát nước", "", "", "", ""))
    )
    assert found == ()


@pytest.mark.parametrize(
    ("number", "tasks", "why"),
    [
        ("II", ["Đo giếng"], "counted otherwise than the tasks; the time ran over"),
        ("2", ["Thoát nước", "Đo giếng"], "counted like the tasks: nobody is named, but it is one"),
    ],
)
def test_a_section_row_with_only_a_time(number: str, tasks: list[str], why: str) -> None:
    found = duties(
        grid(
            HEAD,
            (number, "Thoát nước", "", "", "", "các năm sau"),
            ("3", "Đo giếng", "Sở Y tế", "", "", "2027"),
        )
    )
    assert [duty.text for duty in found] == tasks, why


def test_a_compiling_row_with_a_report_is_a_report() -> None:
    [duty] = duties(
        grid(HEAD, ("1", "Tổng hợp giá nước", "Sở Tài chính", "", "Báo cáo", "Hằng năm"))
    )
    assert duty.kind == "report"


def test_a_target_row_takes_value_and_unit_from_its_columns() -> None:
    [duty] = duties(
        grid(
            ("TT", "Chỉ tiêu", "ĐVT", "Mục tiêu 2027", "Cơ quan chủ trì"),
            ("I", "Đến năm 2027", "", "", ""),
            ("1", "Hộ có nước sạch", "%", "≥ 95,5", "Sở Xây dựng"),
        )
    )
    [target] = duty.targets
    assert (duty.kind, target.value, target.unit) == ("target", 95.5, "%")
    assert duty.deadline is not None and duty.deadline.end == "2027-12-31", "from the section row"


def test_a_table_without_a_task_header_gives_nothing() -> None:
    text = grid(("Họ và tên", "Chức vụ"), ("Nguyễn Văn A", "Trưởng thôn"))
    assert find_task_tables(text) == ()


def test_a_table_that_goes_on_without_its_header() -> None:
    first = grid(HEAD, ("1", "Đào kênh tưới", "Sở Xây dựng", "", "", "2027"))
    rest = Span(len(first.text), len(first.text) + 1)
    assert rest  # the continued table is built by hand below
    words = first.text + "2\nĐắp đê bao\nSở Y tế\n2028\n"
    cells = [
        Span(words.index(each), words.index(each) + len(each))
        for each in ("Đắp đê bao", "Sở Y tế", "2028")
    ]
    number = Span(len(first.text), len(first.text) + 1)
    empty = Span(len(words), len(words))
    more = Table(
        Span(number.start, len(words)), ((number, cells[0], cells[1], empty, empty, cells[2]),)
    )
    text = Text(
        words,
        words,
        OffsetMap([Piece(words, Span(0, len(words)))]),
        first.paragraphs,
        (*first.tables, more),
    )
    assert [row.number for table in find_task_tables(text) for row in table.rows] == ["1", "2"]


def test_a_table_drawn_with_pipes() -> None:
    found = duties(
        text_of(
            "Phụ lục\n| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"
            "| I | Thủy lợi | | |\n| 1 | Đào kênh tưới | Sở Xây dựng | Hằng năm |"
        )
    )
    assert [(duty.text, duty.where, duty.lead[0].name) for duty in found] == [
        ("Đào kênh tưới", "table", "Sở Xây dựng")
    ]


FLAT = """Phụ lục I
TT
Nội dung công việc
Cơ quan chủ trì
Cơ quan phối hợp
Thời hạn hoàn thành
I
Thủy lợi
1
Đào kênh tưới
Sở Xây dựng
Sở Tài chính
Quý II/2027
2
Nạo vét hồ chứa
Sở Y tế
Thường xuyên
Phụ lục II
- Sửa cống qua đê trước mùa mưa."""


def test_a_table_that_lost_its_grid() -> None:
    text = text_of(FLAT)
    rows = [duty for duty in duties(text) if duty.where == "table"]
    assert [duty.text for duty in rows] == ["Đào kênh tưới", "Nạo vét hồ chứa"]
    assert [[body.name for body in duty.lead] for duty in rows] == [["Sở Xây dựng"], ["Sở Y tế"]]
    assert rows[0].deadline is not None and rows[0].deadline.end == "2027-06-30"
    assert rows[1].coordinate == () and rows[1].deadline is not None, "an empty cell left no line"


def test_a_bare_value_is_no_running_number() -> None:
    found = duties(
        lines(
            "Phụ lục\nTT\nChỉ tiêu\nĐVT\nMục tiêu 2027\nCơ quan chủ trì\n"
            "1\nHộ có nước sạch\n%\n95\nSở Xây dựng\n2\nTrạm bơm mới\ntrạm\n12\nSở Y tế"
        )
    )
    assert [(t.value, t.unit) for duty in found for t in duty.targets] == [
        (95.0, "%"),
        (12.0, "trạm"),
    ]


def test_what_follows_a_flattened_table_is_prose() -> None:
    found = duties(text_of(FLAT))
    assert [duty.where for duty in found] == ["table", "table", "prose"]


BY_BODY = ("STT", "Đơn vị", "Nhiệm vụ chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")


def test_a_body_joined_over_its_rows_leads_each_of_them() -> None:
    text = grid(
        BY_BODY,
        ("1", "Sở Y tế", "Lập kho thuốc của tỉnh", "Sở Tài chính", "Quý I/2027"),
        ("", "", "Mở lớp sơ cứu cho giáo viên", "", "Quý II/2027"),
        ("2", "Sở Nội vụ", "Kiểm tra sổ trực của các xã", "", "Năm 2027"),
        ("3", "", "Đếm lại giếng khoan ở các bản", "Sở Y tế", "Năm 2027"),
    )
    leads = [[body.name for body in duty.lead] for duty in duties(text)]
    assert leads == [["Sở Y tế"], ["Sở Y tế"], ["Sở Nội vụ"], []]  # a number starts anew


def test_a_unit_of_measure_leads_nothing() -> None:
    text = grid(
        ("TT", "Chỉ tiêu", "Đơn vị", "Năm 2027"),
        ("1", "Hộ có nước sạch", "%", "95"),
        ("2", "Trạm bơm", "trạm", "12"),
    )
    assert [duty.lead for duty in duties(text)] == [(), ()]
    both = grid(
        ("TT", "Nhiệm vụ", "Đơn vị", "Cơ quan chủ trì"),
        ("1", "Trồng rừng ven biển", "ha", "Sở Nông nghiệp và Môi trường"),
    )
    assert [[each.name for each in duty.lead] for duty in duties(both)] == [
        ["Sở Nông nghiệp và Môi trường"]
    ]
