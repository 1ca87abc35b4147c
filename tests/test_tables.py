"""Tables of every format: cells, joined cells, page breaks, rulings of every kind or none."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.reading import tables as benchmark
from kl52.model import Raw, Text
from kl52.normalising import normalise
from kl52.reading import read_document
from kl52.reading.pdf.grids import TooManyRulings, find_grids
from kl52.reading.pdf.rulings import Rulings, whole
from tests import samples
from tests.samples import HEIGHT, Page, Ruling, Words

Grid = list[list[str]]
EDGES = (60.0, 96.0, 300.0, 420.0, 540.0)
HEAD = ("TT", "Nội dung", "Chủ trì", "Thời hạn")


def read(*pages: Page) -> Raw:
    return read_document(samples.pdf(pages), name="a.pdf")


def grids(raw: Raw) -> list[Grid]:
    text = normalise(raw)
    return [cells(text, index) for index in range(len(text.tables))]


def cells(text: Text, index: int = 0) -> Grid:
    return [
        [" ".join(span.of(text.text).split()) for span in row] for row in text.tables[index].rows
    ]


def table(
    rows: Sequence[Sequence[str]], top: float = 100, edges: Sequence[float] = EDGES
) -> tuple[list[Words], list[Ruling]]:
    """The words and rulings of a table; ``|`` in a cell breaks its line, ``<`` joins it to the

    left, ``^`` upwards.
    """
    words: list[Words] = []
    lines: list[Ruling] = [(edges[0], top, edges[-1], top)]
    for index, row in enumerate(rows):
        high = 6 + 15 * max(1, *(len(cell.split("|")) for cell in row))
        for left, right, cell in zip(edges, edges[1:], row, strict=False):
            parts = cell.strip("<^").split("|")
            words += [(left + 4, top + 4 + 15 * at, said) for at, said in enumerate(parts) if said]
            if cell != "<":
                lines.append((left, top, left, top + high))
            below = rows[index + 1] if index + 1 < len(rows) else ()
            column = edges.index(left)
            if not below or below[column] != "^":
                lines.append((left, top + high, right, top + high))
        lines.append((edges[-1], top, edges[-1], top + high))
        top += high
    return words, lines


def page(rows: Sequence[Sequence[str]], top: float = 100, number: int | None = None) -> Page:
    words, lines = table(rows, top)
    if number is not None:
        words.append((295, 40, str(number)))
    return Page(words, lines)


BODY = [
    HEAD,
    ("1", "Lập danh mục giếng", "Sở Y tế", "Quý I"),
    ("2", "Trám giếng hỏng và|lấp giếng cạn", "Sở Xây dựng", "Quý II"),
]
GRID = [[cell.replace("|", " ") for cell in row] for row in BODY]


# -- how rulings are drawn -----------------------------------------------------------------------


def bars(lines: Sequence[Ruling]) -> list[str]:
    """Rulings as thin filled rectangles."""
    return [
        f"{x0} {HEIGHT - bottom} {max(x1 - x0, 0.5)} {max(bottom - top, 0.5)} re f"
        for x0, top, x1, bottom in lines
    ]


def dashes(lines: Sequence[Ruling], long: float, gap: float) -> list[str]:
    """Rulings as rows of small bars."""
    out = []
    for x0, top, x1, bottom in lines:
        at = 0.0
        while at < max(x1 - x0, bottom - top):
            place = (x0 + at, top) if x1 > x0 else (x0, top + at)
            wide, high = (long, 0.8) if x1 > x0 else (0.8, long)
            out.append(f"{place[0]} {HEIGHT - place[1] - high} {wide} {high} re f")
            at += long + gap
    return out


def boxes(rows: Sequence[Sequence[str]], inset: float) -> list[str]:
    """Every cell with a border of its own."""
    _, lines = table(rows)
    tops = sorted({line[1] for line in lines if line[1] == line[3]})
    return [
        f"{left + inset} {HEIGHT - bottom + inset} {right - left - 2 * inset} "
        f"{bottom - top - 2 * inset} re S"
        for top, bottom in zip(tops, tops[1:], strict=False)
        for left, right in zip(EDGES, EDGES[1:], strict=False)
    ]


def doubled(lines: Sequence[Ruling]) -> list[Ruling]:
    again = [
        (x0, top + 1.6, x1, bottom + 1.6) if x1 > x0 else (x0 + 1.6, top, x1 + 1.6, bottom)
        for x0, top, x1, bottom in lines
    ]
    return [*lines, *again]


WORDS, LINES = table(BODY)
SHADE = f"0.8 g 60 {HEIGHT - 121} 480 21 re f 0 g"


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        (Page(WORDS, LINES), "strokes"),
        (Page(WORDS, doubled(LINES)), "double rulings"),
        (Page(WORDS, drawn=bars(LINES)), "thin filled rectangles"),
        (Page(WORDS, drawn=dashes(LINES, 3, 3)), "dashes"),
        (Page(WORDS, drawn=dashes(LINES, 0.8, 1.6)), "dots"),
        (Page(WORDS, drawn=boxes(BODY, 0.0)), "a border for each cell"),
        (Page(WORDS, drawn=boxes(BODY, 1.2)), "borders of cells set apart"),
        (Page(WORDS, LINES, drawn=[SHADE]), "a shaded head"),
        (Page(WORDS, [line for line in LINES if line[0] not in (60, 540) or line[1] == line[3]]),
         "open at the left and right"),
        (Page(WORDS, [line for line in LINES if line[1] != 178 or line[1] != line[3]]),
         "no ruling where the page ends"),
    ],
)  # fmt: skip
def test_rulings_of_every_kind(drawn: Page, why: str) -> None:
    assert grids(read(drawn)) == [GRID], why


def test_pieces_of_a_ruling_are_one_and_neighbours_are_not() -> None:
    assert whole([(10, 0, 40), (10, 42, 90)]) == ((10, 0, 90),)
    assert whole([(10, 0, 40), (10, 60, 90)]) == ((10, 0, 40), (10, 60, 90))
    assert whole([(10, 0, 40), (14, 0, 40)]) == ((10, 0, 40), (14, 0, 40))
    assert whole([(10, 0, 3)]) == ()


# -- what cells are joined -----------------------------------------------------------------------


def test_cells_joined_over_columns_and_rows_stand_in_their_first_place() -> None:
    rows = [
        ("TT", "Nội dung", "Phân công", "<"),
        ("^", "^", "Chủ trì", "Phối hợp"),
        ("I", "Cấp nước và thoát nước", "<", "<"),
        ("1", "Đo giếng", "Sở Y tế", "Công an tỉnh"),
        ("^", "Lấp giếng", "^", "Các xã"),
    ]
    want = [[cell.strip("<^") for cell in row] for row in rows]
    assert grids(read(page(rows))) == [want]


def test_a_table_inside_a_cell_is_part_of_it() -> None:
    words, lines = table([HEAD, ("1", "Đo||||", "Sở Y tế", "2027"), ("2", "Lấp", "Sở Y tế", "")])
    inner, more = table([("a", "b"), ("c", "d")], 142, (110, 150, 190))
    found = grids(read(Page([*words, *inner], [*lines, *more])))
    assert len(found) == 1
    assert found[0][1] == ["1", "Đo a b c d", "Sở Y tế", "2027"]


def test_tables_close_together_are_two() -> None:
    one, lines = table(BODY)
    other, more = table([HEAD, ("1", "Khác", "Sở Y tế", "2028")], 186)
    assert len(grids(read(Page([*one, *other], [*lines, *more])))) == 2


def test_a_frame_around_a_page_is_no_table() -> None:
    frame = [(30.0, 30.0, 565.0, 30.0), (30.0, 800.0, 565.0, 800.0),
             (30.0, 30.0, 30.0, 800.0), (565.0, 30.0, 565.0, 800.0)]  # fmt: skip
    found = grids(read(Page([(60, 60, "DANH MỤC"), *WORDS], [*frame, *LINES])))
    assert found == [GRID]


def test_boxes_and_arrows_are_no_table() -> None:
    words: list[Words] = [(70, 105, "Tiếp nhận"), (300, 305, "Thẩm định"), (70, 505, "Trả lời")]
    lines: list[Ruling] = []
    for x, top in ((60, 100), (290, 300), (60, 500)):
        lines += [(x, top, x + 100, top), (x, top + 25, x + 100, top + 25),
                  (x, top, x, top + 25), (x + 100, top, x + 100, top + 25)]  # fmt: skip
    lines += [(110, 125, 110, 312), (110, 312, 290, 312), (340, 325, 340, 512),
              (160, 512, 340, 512)]  # fmt: skip
    assert grids(read(Page(words, lines))) == []


def test_a_header_block_in_a_ruled_table_is_no_table() -> None:
    words, lines = table([("UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")], 60, (60, 250, 540))
    assert grids(read(Page(words, lines))) == []


# -- over the page break -------------------------------------------------------------------------


def test_a_row_goes_on_over_two_pages() -> None:
    found = grids(
        read(
            page([HEAD, ("1", "Lập danh mục|giếng khoan", "Sở Y tế", "Quý I")], 600, 1),
            page([HEAD, ("", "trên địa bàn|các xã và", "", "")], 60, 2),
            page([HEAD, ("", "trám giếng hỏng", "", ""), ("2", "Lấp", "Sở Y tế", "")], 60, 3),
        )
    )
    assert found == [
        [
            list(HEAD),
            ["1", "Lập danh mục giếng khoan trên địa bàn các xã và trám giếng hỏng", "Sở Y tế",
             "Quý I"],
            ["2", "Lấp", "Sở Y tế", ""],
        ]
    ]  # fmt: skip


def test_a_head_alone_at_the_foot_of_a_page_is_the_head_of_the_next() -> None:
    for again in ([HEAD], []):
        found = grids(read(page([HEAD], 700, 1), page([*again, *BODY[1:]], 60, 2)))
        assert found == [GRID]


def test_a_head_of_two_rows_below_a_title_is_repeated_without_the_title() -> None:
    head = [("TT", "Nội dung", "Phân công", "<"), ("^", "^", "Chủ trì", "Phối hợp")]
    title = ("Đơn vị tính: đồng", "<", "<", "<")
    first, second = ("1", "Đo", "Sở Y tế", "Các xã"), ("2", "Lấp", "Sở Y tế", "Các xã")
    found = grids(read(page([title, *head, first], 600, 1), page([*head, second], 60, 2)))
    assert [row[0] for row in found[0]] == ["Đơn vị tính: đồng", "TT", "", "1", "2"]


def test_rows_of_dots_and_second_rows_are_no_repeated_head() -> None:
    dots = ("......", "..........", "......", "......")
    assert len(grids(read(page([dots, dots], 600, 1), page([dots, dots], 60, 2)))[0]) == 4
    row = ("-", "Trên 80 người", "10 điểm", "")
    found = grids(read(page([HEAD, row], 600, 1), page([row, ("-", "Khác", "2", "")], 60, 2)))
    assert len(found[0]) == 4


@pytest.mark.parametrize(
    ("last", "first", "split", "why"),
    [
        (("1", "Lập danh mục", "Sở Y tế", ""), ("", "giếng khoan", "", ""), True, "mid-sentence"),
        (("1", "Lập danh mục", "Sở Y tế", ""), ("2", "Đo giếng", "", ""), False, "a mark"),
        (("1", "Đo giếng.", "Sở Y tế;", ""), ("", "", "Công an tỉnh", ""), True,
         "the only cell is full, and rows have marks"),
        (("1", "Đo giếng|sâu|hơn", "Sở Y tế", ""), ("", "", "Công an tỉnh", ""), False,
         "the cell had room left"),
        (("1", "Theo Nghị quyết số", "Sở Y tế", ""), ("", "57-NQ/TW", "", ""), True, "dangling"),
        (("I", "Cấp nước", "<", "<"), ("", "Đo giếng", "Sở Y tế", ""), False, "a section above"),
        (("1", "Đo giếng", "Sở Y tế", ""), ("II", "Thoát nước", "<", "<"), False, "a section"),
        (("a|b", "Đo giếng", "Sở Y tế", ""), ("c", "hằng năm", "", ""), True,
         "first column of words, all go on"),
    ],
)  # fmt: skip
def test_the_rest_of_a_row_and_a_new_row(
    last: tuple[str, ...], first: tuple[str, ...], split: bool, why: str
) -> None:
    found = grids(read(page([HEAD, last], 600, 1), page([HEAD, first], 60, 2)))
    assert (len(found[0]) == 2) == split, why
    if split:
        assert found[0][1] == [
            " ".join(part for part in (*one.split("|"), other) if part)
            for one, other in zip(last, first, strict=True)
        ]


def test_columns_drawn_askew_are_one() -> None:
    one, lines = table(BODY, 100)
    askew = (60.0, 96.0, 300.0, 412.0, 540.0)
    other, more = table([("3", "Rào giếng", "Các xã", "Quý III")], 178, askew)
    found = grids(read(Page([*one, *other], [*lines, *more])))
    assert found == [[*GRID, ["3", "Rào giếng", "Các xã", "Quý III"]]]


def test_a_form_with_other_columns_on_the_next_page_is_one_table() -> None:
    one = page([("Họ tên", "A", "Tuổi", "30")], 700, 1)
    words, lines = table([("Nơi ở", "B"), ("Nghề", "C")], 60, (60, 200, 540))
    assert len(grids(read(one, Page([*words, (295, 40, "2")], lines)))) == 1
    words, lines = table([("STT", "Tên"), ("1", "C")], 60, (60, 200, 540))
    assert len(grids(read(one, Page([*words, (295, 40, "2")], lines)))) == 2, "a head of its own"


def test_rows_without_marks_stay_rows_over_the_break() -> None:
    rows = [HEAD, ("1", "Đo giếng", "Sở Y tế", ""), ("", "Lấp giếng", "Sở Y tế", ""),
            ("", "Rào giếng", "Sở Y tế", "")]  # fmt: skip
    found = grids(read(page(rows, 600, 1), page([HEAD, ("", "Khơi giếng", "Các xã", "")], 60, 2)))
    assert [row[1] for row in found[0][1:]] == [
        "Đo giếng", "Lấp giếng", "Rào giếng", "Khơi giếng"
    ]  # fmt: skip


def test_a_cell_joined_over_rows_gets_its_words_back_over_the_break() -> None:
    above = [HEAD, ("1", "Đo giếng|ở các xã", "Sở Nông nghiệp|và", "Quý I"),
             ("^", "Lấp giếng", "^", "Quý II")]  # fmt: skip
    below = [("", "Rào giếng", "của tỉnh", "Quý III"), ("^", "Khơi giếng", "^", "Quý IV")]
    found = grids(read(page(above, 600, 1), page(below, 60, 2)))[0]
    assert found[1][2] == "Sở Nông nghiệp và của tỉnh"
    assert [row[1] for row in found[2:]] == ["Lấp giếng", "Rào giếng", "Khơi giếng"]


def test_tables_with_words_between_are_two() -> None:
    words, lines = table(BODY, 100)
    found = grids(read(page(BODY, 600, 1), Page([(60, 60, "Bảng 2. Khác"), *words], lines)))
    assert len(found) == 2


def test_every_cell_keeps_its_page() -> None:
    text = normalise(read(page([HEAD, ("1", "Đo", "Sở", "I")], 600, 1), page(BODY[1:], 60, 2)))
    pages = [text.page_of(row[1].start) for row in text.tables[0].rows]
    assert pages == [1, 1, 2, 2]


# -- tables without lines between the columns ----------------------------------------------------


OPEN: list[Words] = [
    (60, 60, "Danh mục các nhiệm vụ trọng tâm của kế hoạch phát triển nông thôn năm nay"),
    (60, 90, "TT"), (110, 90, "Nội dung"), (330, 90, "Cơ quan"), (440, 90, "Thời hạn"),
    (330, 105, "chủ trì"),
    (60, 130, "1"), (96, 130, "Lập danh mục các giếng"), (330, 130, "Sở Y tế"),
    (440, 130, "Quý I"),
    (96, 145, "khoan trên địa bàn"),
    (60, 165, "2"), (96, 165, "Trám giếng hỏng"), (330, 165, "Sở Xây dựng"), (440, 165, "2027"),
    (60, 185, "3"), (96, 185, "Rào giếng"), (330, 185, "Các xã"), (440, 185, "2028"),
]  # fmt: skip
OPEN_GRID = [
    ["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"],
    ["1", "Lập danh mục các giếng khoan trên địa bàn", "Sở Y tế", "Quý I"],
    ["2", "Trám giếng hỏng", "Sở Xây dựng", "2027"],
    ["3", "Rào giếng", "Các xã", "2028"],
]


def test_a_table_without_any_rule() -> None:
    assert grids(read(Page(OPEN))) == [OPEN_GRID]


@pytest.mark.parametrize("mark", ["STT", "TT.", "Số TT"])
def test_heads_of_tables_without_rules(mark: str) -> None:
    words = [(x, top, mark if said == "TT" else said) for x, top, said in OPEN]
    assert grids(read(Page(words))) == [[[mark, *OPEN_GRID[0][1:]], *OPEN_GRID[1:]]]


def test_a_table_without_rules_ends_at_prose() -> None:
    prose = "Các sở báo cáo Ủy ban nhân dân tỉnh kết quả trước ngày 15 tháng 12 hằng năm nhé"
    raw = read(Page([*OPEN, (60, 215, prose), (60, 230, prose)]))
    assert grids(raw) == [OPEN_GRID]
    assert [line.cell for line in raw.lines][-2:] == [None, None]


def test_a_section_of_a_table_without_rules() -> None:
    title = (60.0, 205.0, "II Thoát nước và vệ sinh môi trường ở nông thôn các xã")
    more: list[Words] = [(60, 225, "1"), (96, 225, "Đào mương"), (330, 225, "Các xã"),
                         (440, 225, "2029")]  # fmt: skip
    [found] = grids(read(Page([*OPEN, title, *more])))
    assert found[:4] == OPEN_GRID
    assert [row[0] for row in found] == ["TT", "1", "2", "3", "II", "1"]
    assert found[4][1:] == ["Thoát nước và vệ sinh môi trường ở nông thôn các xã", "", ""]


@pytest.mark.parametrize(
    ("tops", "why"),
    [
        ((84, 122, 162, 182, 202), "a rule below each row"),
        ((84, 122, 202), "rules above and below head and table"),
    ],
)
def test_a_table_with_rules_across_only(tops: tuple[float, ...], why: str) -> None:
    rules: list[Ruling] = [(56, top, 520, top) for top in tops]
    assert grids(read(Page(OPEN, rules))) == [OPEN_GRID], why


def test_a_table_without_rules_goes_on_over_the_page() -> None:
    low = [(x, top + 550, said) for x, top, said in OPEN]
    again = [(x, top, said) for x, top, said in OPEN[1:6]]
    rest: list[Words] = [(96, 130, "ở các xã miền núi"), (330, 130, "vùng cao"), (60, 150, "4"),
                         (96, 150, "Khơi giếng"), (330, 150, "Các xã"), (440, 150, "2029"),
                         (60, 170, "5"), (96, 170, "Đo giếng"), (330, 170, "Sở Y tế")]  # fmt: skip
    [found] = grids(read(Page(low), Page([(295, 40, "2"), *again, *rest])))
    assert found == [
        *OPEN_GRID[:3],
        ["3", "Rào giếng ở các xã miền núi", "Các xã vùng cao", "2028"],
        ["4", "Khơi giếng", "Các xã", "2029"],
        ["5", "Đo giếng", "Sở Y tế", ""],
    ]


def test_lines_under_words_are_no_table() -> None:
    words: list[Words] = [(60, 100 + 20 * row, "Họ và tên: Nguyễn Văn A") for row in range(4)]
    rules: list[Ruling] = [(60, 114 + 20 * row, 400, 114 + 20 * row) for row in range(4)]
    assert grids(read(Page(words, rules))) == []


def test_a_list_after_the_letters_tt_is_no_table() -> None:
    words: list[Words] = [(60, 100, "TT 39 hướng dẫn"), (60, 120, "1. Việc thứ nhất của kế hoạch"),
                          (60, 140, "2. Việc thứ hai của kế hoạch")]  # fmt: skip
    assert grids(read(Page(words))) == []


# -- the same shape in every format --------------------------------------------------------------


JOINED = [
    ["TT", "Nội dung", "Phân công", ""],
    ["", "", "Chủ trì", "Phối hợp"],
    ["I", "Cấp nước", "", ""],
    ["1", "Đo giếng", "Sở Y tế", "Các xã"],
]


def from_pdf() -> Raw:
    return read(
        page(
            [
                ("TT", "Nội dung", "Phân công", "<"),
                ("^", "^", "Chủ trì", "Phối hợp"),
                ("I", "Cấp nước", "<", "<"),
                ("1", "Đo giếng", "Sở Y tế", "Các xã"),
            ]
        )
    )


def from_html() -> Raw:
    page = (
        "<table><thead><tr><th rowspan=2>TT<th rowspan=2>Nội dung<th colspan=2>Phân công</tr>"
        "<tr><th>Chủ trì<th>Phối hợp</tr></thead><tr><td>I<td colspan=3>Cấp nước</tr>"
        "<tr><td>1<td>Đo giếng<td>Sở Y tế<td>Các xã</tr></table>"
    )
    return read_document(f"<html><body>{page}</body></html>".encode(), name="a.html")


def from_markdown() -> Raw:
    lines = ["| " + " | ".join(row) + " |" for row in JOINED]
    lines.insert(1, "|---|---|---|---|")
    return read_document("\n".join(lines).encode(), name="a.md")


def from_word() -> Raw:
    document = Document()
    drawn = document.add_table(len(JOINED), 4)
    for row, said in enumerate(JOINED):
        for column, words in enumerate(said):
            drawn.cell(row, column).text = words
    for start, end in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((2, 1), (2, 3))):
        drawn.cell(*start).merge(drawn.cell(*end))
    data = io.BytesIO()
    document.save(data)
    return read_document(data.getvalue(), name="a.docx")


@pytest.mark.parametrize("source", [from_pdf, from_html, from_markdown, from_word])
def test_every_format_gives_the_same_grid(source: object) -> None:
    assert callable(source)
    assert grids(source()) == [JOINED]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["TT | Tên", "---|---", "1 | Đo \\| lấp"], "no outer pipes"),
        (["| TT | Tên", "|---|---", "| 1 | Đo \\| lấp"], "none at the end"),
        (["| TT | Tên |", "| :-- | --: |", "| 1 | Đo \\| lấp |"], "all of them"),
    ],
)
def test_pipes_around_markdown_rows(rows: list[str], why: str) -> None:
    text = "\n".join(["Một | hai", "", *rows, "", "Ba | bốn"])
    raw = read_document(text.encode(), name="a.md")
    assert grids(raw) == [[["TT", "Tên"], ["1", "Đo | lấp"]]], why
    assert normalise(raw).text.startswith("Một | hai\n")


def test_a_table_in_a_cell_is_part_of_it_in_html_and_word() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    html = f"<table><tr><td>TT</td><td>Tên</td></tr><tr><td>1</td><td>Đo{inner}</td></tr></table>"
    document = Document()
    outer = document.add_table(2, 2)
    for row, said in enumerate((("TT", "Tên"), ("1", "Đo"))):
        for column, words in enumerate(said):
            outer.cell(row, column).text = words
    nested = outer.cell(1, 1).add_table(1, 2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "a", "b"
    data = io.BytesIO()
    document.save(data)
    for found in (
        read_document(f"<html><body>{html}</body></html>".encode(), name="a.html"),
        read_document(data.getvalue(), name="a.docx"),
    ):
        assert grids(found) == [[["TT", "Tên"], ["1", "Đo a b"]]]


def test_markdown_header_and_signature_blocks_are_no_tables() -> None:
    text = (
        "| UBND TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n"
        "| Số: 48/KH-UBND | Lạng Sơn, ngày 17 tháng 02 năm 2020 |\n\nNội dung\n\n"
        "| Số: 20-NQ/TW | Hà Nội, ngày 01 tháng 11 năm 2012 |\n|---|---|\n\nNội dung\n\n"
        "|  | T/M BAN THƯỜNG VỤ |\n|---|---|\n"
    )
    raw = read_document(text.encode(), name="a.md")
    assert all(line.cell is None for line in raw.lines)
    words = normalise(raw).text.split("\n")
    assert words[:4] == ["UBND TỈNH", "Số: 48/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                         "Lạng Sơn, ngày 17 tháng 02 năm 2020"]  # fmt: skip


# -- limits and guarantees -----------------------------------------------------------------------


def test_a_page_of_countless_boxes_is_read_without_tables() -> None:
    boxes = [f"{x} {y} 5 5 re S" for x in range(0, 590, 6) for y in range(0, 840, 6)]
    raw = read(Page([(60, 60, "Nội dung")], drawn=boxes))
    [note] = [each for each in raw.diagnostics if each.code == "tables-not-sought"]
    assert note.page == 1
    assert "Trang 1" in note.message
    assert "Nội dung" in raw.text


def test_countless_little_tables_are_refused() -> None:
    across = tuple(
        (20.0 * row + step, 30.0 * at, 30.0 * at + 20)
        for row in range(30) for step in (0, 9) for at in range(10)
    )  # fmt: skip
    down = tuple(
        (30.0 * at + step, 20.0 * row, 20.0 * row + 9)
        for at in range(10) for step in (0, 10, 20) for row in range(30)
    )  # fmt: skip
    with pytest.raises(TooManyRulings):
        find_grids(Rulings(across, tuple(sorted(down))))


def test_the_million_places_of_a_grid_are_refused() -> None:
    across = tuple((10.0 * at, 0.0, 9000.0) for at in range(900))
    down = tuple((10.0 * at, 0.0, 9000.0) for at in range(900))
    with pytest.raises(TooManyRulings):
        find_grids(Rulings(across, down))


words = st.text("abcđê", min_size=1, max_size=6)
some = st.one_of(st.just(""), words)
rows = st.lists(st.tuples(some, some, some, some), min_size=1, max_size=6)


@given(st.lists(rows, min_size=1, max_size=3))
@settings(deadline=None)
def test_no_letter_is_lost(pages: list[list[tuple[str, ...]]]) -> None:
    raw = read(*(page([HEAD, *rows], 60) for rows in pages))
    said = "".join(sorted("".join("".join(row) for rows in pages for row in [HEAD, *rows])))
    assert "".join(sorted("".join(raw.text.split()))) == "".join(sorted("".join(said.split())))
    lines = "".join(line.span.of(raw.text) for line in raw.lines)
    repeated = len(lines.split()) and "".join(sorted("".join(lines.split())))
    body = "".join("".join(row) for rows in pages for row in rows)
    assert set(body) <= set(repeated or "")


# words that overlap are left out: pdfium takes what is printed twice for bold type
tops = st.integers(4, 40).map(lambda row: 15.0 * row + 20)
marks = st.tuples(st.just(60.0), tops, st.sampled_from(["TT", "STT", "1", "2", "II"]))
others = st.tuples(
    st.sampled_from([110.0, 330.0, 460.0]),
    tops,
    st.sampled_from(["Nội dung", "Sở Y tế", "Lập danh mục", "2027"]),
)
places = st.one_of(marks, others)
rules = st.builds(
    lambda top, x1: (56.0, top, x1, top),
    st.integers(4, 40).map(lambda row: 15.0 * row + 17),
    st.sampled_from([300.0, 520.0]),
)


@given(st.lists(places, unique_by=lambda each: each[:2]), st.lists(rules, max_size=6))
def test_no_letter_is_lost_where_there_may_be_an_open_table(
    words: list[Words], rules: list[Ruling]
) -> None:
    raw = read(Page([(60, 40, "Kế hoạch"), *words], rules))
    letters = sorted("".join(said for *_, said in words).replace(" ", "") + "Kếhoạch")
    assert sorted("".join(raw.text.split())) == letters
    held = sorted("".join(line.span.of(raw.text) for line in raw.lines).replace(" ", ""))
    assert held == letters


# -- the benchmark can tell wrong from right -----------------------------------------------------


def test_page_breaks_are_judged() -> None:
    raw = read(
        page([HEAD, ("1", "Lập danh mục|giếng", "Sở Y tế", "")], 600, 1),
        page([HEAD, ("", "khoan", "", ""), ("2", "Lấp", "", "")], 60, 2),
    )
    assert benchmark.is_right(raw, 1, "yes", "1 2 1 0", "0 1 0 0")
    assert benchmark.is_right(raw, 1, "yes", "1 ? ...", "0 + 0 0")
    assert not benchmark.is_right(raw, 1, "no", "1 2 1 0", "0 1 0 0")
    assert not benchmark.is_right(raw, 1, "yes", "1 3 1 0", "0 1 0 0")
    assert not benchmark.is_right(raw, 1, "yes", "1 2", "0 1 0 0"), "a cell too many"
    assert not benchmark.is_right(raw, 1, "apart", "", "")


def test_rows_of_the_truth_find_ours() -> None:
    def row(*cells: str) -> benchmark.Row:
        return benchmark.Row((1, 1), cells)

    want = [row("TT", "Tên"), row("1", "Đo giếng"), row("2", "Lấp")]
    got = [row("TT", "Tên"), row("1", "Đo"), row("5", "Rào")]
    assert benchmark.align(want, got) == [got[0], got[1], None]
