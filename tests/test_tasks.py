"""``kl52 tasks``: on the terminal, as Excel, CSV, calendar and JSON, and its exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from rich.console import Console

from kl52.catalogue import corpus_root
from kl52.cli import main
from kl52.dispatching import Choice, Sheet, make_sheet
from kl52.dispatching.calendar import calendar_of
from kl52.dispatching.columns import OF_BODY
from kl52.dispatching.fields import sheet_json
from kl52.dispatching.flat import csv_bytes
from kl52.dispatching.view import render_sheet
from kl52.dispatching.workbook import LONGEST_CELL, MOST_SHEETS, sheet_names, workbook_bytes
from kl52.model import Body, Deadline, Document
from kl52.parsing import parse_document
from tests.plans import whole
from tests.test_cli import Ran
from tests.test_dispatching import ON, SAY, by, document, duty, sheet
from tests.values import count_calls

FICTITIOUS = Path(str(corpus_root())) / "fictitious"
PLAN = FICTITIOUS / "9902-kh-ubnd.pdf"
DECISION = FICTITIOUS / "9901-qd-ttg.docx"
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "Sở \"Y\" 'tế'",
    "Sở \u202eếtY\u202c; , \\ \r\n BEGIN:VALARM",
    "Sở " + "rất dài " * 40,
    "[b]đậm[/b]",
    "#N/A",
    "\x00\x1b]0;x\x07",
    "𠀀" * 40,
    "{name}",
]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command, without the library of whoever runs the tests."""
    monkeypatch.setenv("KL52_LIBRARY", ":none:")
    monkeypatch.setenv("COLUMNS", "120")

    def command(*arguments: object) -> Ran:
        try:
            status = main(["tasks", *(str(each) for each in arguments)])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        return Ran(status, *capsys.readouterr())

    return command


def hostile_sheet() -> Sheet:
    duties = [
        duty(f"o{n}", words, lead=(Body(words),), coordinate=(Body(words),), deliverable=words,
             deadline=by("2027-03-31", words))
        for n, words in enumerate(HOSTILE, 1)
    ]  # fmt: skip
    return sheet(document(*duties))


# -- on the terminal -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["body", "deadline", "unit"])
def test_every_grouping_is_printed(run: Any, how: str) -> None:
    ran = run(PLAN, "--by", how, "--on", "2027-01-15", "-q")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("BẢNG PHÂN CÔNG NHIỆM VỤ\n  Kế hoạch 9902/KH-UBND\n")
    told = "21 việc; 1 câu trùng với hàng của bảng, tính một lần; quá hạn 3 (so với ngày 15/01/2027"
    assert told in " ".join(ran.out.split())


def test_the_sheet_of_one_body_in_several_documents(run: Any) -> None:
    ran = run(PLAN, DECISION, "--body", "Bộ VHTTDL", "--on", "2027-01-15", "-q")
    assert (ran.status, ran.err) == (0, "")
    assert "Bộ Văn hóa, Thể thao và Du lịch (6)" in ran.out
    assert "Bộ Văn hóa, Thể thao và Du lịch – phối hợp (4)" in ran.out
    assert "Các bộ, ngành" in ran.out.splitlines()[-1] + ran.out.splitlines()[-2]


def test_what_is_short_is_whole_with_full(run: Any) -> None:
    end = "tra cứu tư liệu trên môi trường số"
    short, full = (" ".join(run(PLAN, "-q", *more).out.split()) for more in ((), ("--full",)))
    assert "…" in short
    assert end not in re.sub(r"\s+", " ", short)
    assert "…" not in full


@pytest.mark.parametrize("width", [20, 60, 89, 90, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    made = sheet(parse_document(FICTITIOUS / "9902-kh-ubnd.txt"))
    written = io.StringIO()
    render_sheet(made, Console(file=written, width=width, color_system=None), SAY)
    lines = written.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert "Sở Nội vụ (5)" in written.getvalue()


def test_hostile_names_on_the_terminal() -> None:
    written = io.StringIO()
    render_sheet(hostile_sheet(), Console(file=written, width=120), SAY, full=True)
    out = written.getvalue()
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", out)
    assert "[b]đậm[/b]" in out
    assert "{name}" in out


def test_english(run: Any) -> None:
    ran = run(PLAN, "--lang", "en", "--by", "deadline", "--on", "2027-01-15", "-q")
    assert "DISPATCH SHEET" in ran.out
    assert "Overdue (3)" in ran.out


def test_the_text_comes_from_stdin(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "II. NHIỆM VỤ\n1. Sở Y tế lập sổ theo dõi kho thuốc."
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
    ran = run("-", "-q")
    assert ran.status == 0
    assert "Sở Y tế (1)" in ran.out


# -- exit status ---------------------------------------------------------------------------------


def test_a_batch_goes_on_past_a_bad_file(run: Any, tmp_path: Path) -> None:
    bad = tmp_path / "hỏng.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    ran = run(bad, "không-có.docx", PLAN, "-q")
    assert ran.status == 3
    assert "Sở Nội vụ (5)" in ran.out
    assert "KHÔNG ĐỌC ĐƯỢC 2 TỆP" in ran.err
    assert "hỏng.pdf" in ran.err
    assert "không-có.docx" in ran.err


def test_an_unexpected_error_in_one_file_does_not_end_the_batch(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kl52.commands import tasks

    def read(options: Any, library: Any) -> Document:
        if options.doc == "x":
            raise ZeroDivisionError
        return parse_document(options.doc)

    monkeypatch.setattr(tasks, "read", read)
    ran = run("x", PLAN, "-q")
    assert ran.status == 3
    assert "ZeroDivisionError" in ran.err
    assert "Sở Nội vụ (5)" in ran.out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["không-có.pdf"], 3, "không có tệp này"),
        ([], 2, "thiếu DOC"),
        ([str(PLAN), "--by", "màu"], 2, "--by không nhận màu"),
        ([str(PLAN), "--due-before", "mai"], 2, "không hiểu ngày «mai»"),
        ([str(PLAN), "--body", "Bộ Cháo"], 2, "không có cơ quan nào khớp «Bộ Cháo» → có: Sở"),
        ([str(PLAN), "--xlsx", "/không/có/x.xlsx"], 2, "không ghi được"),
        ([str(PLAN), "--csv", str(PLAN)], 2, "trùng với chính văn bản"),
    ],
)
def test_what_is_wrong_is_said(run: Any, arguments: list[str], status: int, said: str) -> None:
    ran = run(*arguments)
    assert ran.status == status
    assert said in ran.err


def test_a_body_that_exists_but_has_nothing_to_do_is_no_error(run: Any) -> None:
    ran = run(PLAN, "--body", "Sở Y tế", "-q")
    assert ran.status == 0
    assert "Không có nhiệm vụ nào theo lựa chọn này." in ran.out


def test_a_document_given_twice_counts_once(run: Any) -> None:
    ran = run(PLAN, PLAN.with_suffix(".docx"))
    assert ran.status == 0
    assert "trùng văn bản Kế hoạch 9902/KH-UBND đã đọc từ 9902-kh-ubnd.pdf" in ran.err
    assert "21 việc" in ran.out


def test_a_pattern_that_the_shell_left_is_expanded(run: Any) -> None:
    ran = run(FICTITIOUS / "990?-*.docx", "--json", "-q")
    assert ran.status == 0
    numbers = [doc["number"] for doc in ran.json["documents"]]
    assert numbers == ["9901/QĐ-TTg", "9902/KH-UBND", "9903/KH-SVHTTDL"]
    assert run(FICTITIOUS / "không*.docx").status == 3


def test_a_secret_document_goes_to_no_file_unasked(run: Any, tmp_path: Path) -> None:
    text = (FICTITIOUS / "9902-kh-ubnd.txt").read_text(encoding="utf-8")
    secret = tmp_path / "mật.txt"
    secret.write_text(text.replace("TỈNH SƠN HÀ  ", "TỈNH SƠN HÀ\nTỐI MẬT  ", 1), "utf-8")
    out = tmp_path / "lich.ics"
    ran = run(secret, "--ics", out)
    assert ran.status == 3
    assert "có dấu TỐI MẬT, không ghi ra tệp" in ran.err
    assert not out.exists()
    assert run(secret, "--ics", out, "--allow-secret").status == 0
    assert out.exists()
    assert "ĐỘ MẬT: TỐI MẬT" in run(secret).out


def test_help_has_examples_and_the_six(run: Any) -> None:
    ran = run("--help")
    assert ran.status == 0
    for words in ("ví dụ:", "--xlsx phan-cong.xlsx", "rõ thẩm quyền là", "Mã kết thúc: 0 xong"):
        assert words in ran.out


# -- JSON ----------------------------------------------------------------------------------------


def test_json_has_every_row_once_and_groups_that_name_them(run: Any) -> None:
    ran = run(PLAN, DECISION, "--json", "--on", "2027-01-15", "-q")
    assert (ran.status, ran.err) == (0, "")
    data = ran.json
    assert data["schema"] == "kl52/1"
    ids = [row["id"] for row in data["rows"]]
    assert len(set(ids)) == len(ids) == data["counts"]["rows"]
    assert {id for group in data["groups"] for id in group["rows"]} == set(ids)
    row = next(each for each in data["rows"] if each["twins"])
    assert row["obligation"]["where"] == "table"
    assert set(row["clarity"]) == set(data["clarity"]["shares"])
    assert data["clarity"]["rows"] == len(ids)
    assert data["failed"] == []


def test_json_is_what_the_library_gives(run: Any) -> None:
    made = make_sheet([parse_document(PLAN)], Choice(ON))
    ran = run(PLAN, "--json", "--on", ON.isoformat(), "-q")
    assert ran.json == json.loads(json.dumps(sheet_json(made)))


def test_json_lists_what_could_not_be_read(run: Any) -> None:
    ran = run("x.pdf", PLAN, "--json", "-q")
    assert ran.status == 3
    assert ran.json["failed"][0]["file"] == "x.pdf"
    assert ran.json["failed"][0]["code"] == "not-found"


def test_clarity_is_printed_with_denominators(run: Any) -> None:
    ran = run(PLAN, "--clarity", "-q")
    assert ran.status == 0
    assert "6 RÕ (21 việc)" in ran.out
    assert re.search(r"rõ người\s+19/19 \(100%\)", ran.out)
    assert "PASS" not in ran.out
    assert "CÒN THIẾU" in ran.out


# -- Excel ---------------------------------------------------------------------------------------


def test_the_workbook_is_a_dispatch_sheet(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "phân công.xlsx"
    ran = run(PLAN, "--xlsx", file, "--on", "2027-01-15")
    assert ran.status == 0
    assert f"đã ghi {file}" in ran.err
    book = load_workbook(file)
    assert book.sheetnames[:4] == [
        "Tổng hợp",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Các sở, ban, ngành",
        "Ủy ban nhân dân các xã, phường",
    ]
    page = book["Sở Nội vụ"]
    heads = [cell.value for cell in page[2]]
    assert heads == [SAY(f"tasks.column.{name}") for name in OF_BODY]
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref == "A2:H7"
    assert page.print_title_rows == "$2:$2"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.column_dimensions["B"].width > page.column_dimensions["A"].width
    due = page["E3"]
    assert due.is_date
    assert due.value.date() == date(2027, 3, 31)
    assert page["B4"].alignment.wrap_text
    overview = book["Tổng hợp"]
    rows = [[cell.value for cell in row] for row in overview.iter_rows()]
    assert [7, "Sở Nội vụ", 5, 5, 0] in [row[:5] for row in rows]
    links = [
        cell.hyperlink.location for row in overview.iter_rows() for cell in row if cell.hyperlink
    ]
    assert "'Sở Nội vụ'!A1" in links


def test_words_in_the_workbook_are_never_formulas() -> None:
    data = workbook_bytes(hostile_sheet(), SAY)
    book = load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert "e" not in kinds
    values = {cell.value for page in book for row in page.iter_rows() for cell in row}
    assert {"=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "#N/A"} <= values
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        raw = b"".join(package.read(name) for name in sheets)
    assert sheets
    assert b"<f>" not in raw
    assert b"<f " not in raw
    assert b't="e"' not in raw
    quoted = [
        cell.value
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.quotePrefix and cell.value
    ]
    assert "=cmd|'/c calc'!A1" in quoted


def test_the_same_sheet_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook_bytes(hostile_sheet(), SAY)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert workbook_bytes(hostile_sheet(), SAY) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")
        assert not re.search(rb"20[2-9]\d-", package.read("docProps/core.xml"))


@given(st.lists(st.text(max_size=50), max_size=30))
def test_names_of_sheets_are_legal_and_each_once(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_long_text_is_cut_where_excel_cuts_and_says_so() -> None:
    made = sheet(document(duty("o1", "dài " * 10_000)))
    book = load_workbook(io.BytesIO(workbook_bytes(made, SAY)))
    value = book.worksheets[1]["B3"].value
    assert len(value) <= LONGEST_CELL
    assert value.endswith("…")


def test_very_many_bodies_share_the_last_sheet() -> None:
    many = MOST_SHEETS + 50
    duties = [duty(f"o{n}", lead=(Body(f"Ủy ban nhân dân xã số {n}"),)) for n in range(many)]
    book = load_workbook(io.BytesIO(workbook_bytes(sheet(document(*duties)), SAY)))
    assert len(book.sheetnames) == MOST_SHEETS + 2
    rest = book["Các nhóm còn lại"]
    assert rest.max_row == 2 + 50
    assert rest["G3"].value == f"Ủy ban nhân dân xã số {MOST_SHEETS}"


# -- CSV -----------------------------------------------------------------------------------------


def test_csv_is_read_back(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert run(PLAN, "--csv", file, "-q").err == ""
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["Nhóm"] for row in rows} > {"Sở Nội vụ", "Các sở, ban, ngành"}
    assert "2027-03-31" in {row["Hạn cuối"] for row in rows}


def test_no_cell_of_the_csv_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes(hostile_sheet(), SAY).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(HOSTILE)
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "'=cmd|'/c calc'!A1" in rows[1]


# -- calendar ------------------------------------------------------------------------------------


def calendar(made: Sheet) -> tuple[Calendar, list[Any]]:
    read = Calendar.from_ical(calendar_of(made, SAY).data)
    return read, list(read.walk("VEVENT"))


def test_a_deadline_is_an_all_day_event_with_an_alarm() -> None:
    body = (Body("Sở Y tế", "so-y-te/x"),)
    made = sheet(
        document(
            duty("o1", "Lập sổ, kho; thuốc", lead=body, unit="ii__2", deliverable="Sổ kho",
                 deadline=by("2027-03-31", "Quý I/2027"), coordinate=(Body("Công an tỉnh"),)),
            duty("o2"),
        )
    )  # fmt: skip
    _, (event,) = calendar(made)
    assert event["DTSTART"].dt == date(2027, 3, 31)
    assert event["DTEND"].dt == date(2027, 4, 1)
    assert event["SUMMARY"] == "Hạn: Lập sổ, kho; thuốc (Sở Y tế)"
    assert event["DESCRIPTION"].split("\n") == [
        "Lập sổ, kho; thuốc",
        "",
        "Chủ trì: Sở Y tế",
        "Phối hợp: Công an tỉnh",
        "Sản phẩm: Sổ kho",
        "Thời hạn ghi trong văn bản: Quý I/2027",
        "Nguồn: Kế hoạch 7/KH-UBND; mục II.2",
    ]
    assert event["TRANSP"] == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == -timedelta(days=7)
    assert (calendar_of(made, SAY).events, calendar_of(made, SAY).undated) == (1, 1)


def test_a_later_import_updates_the_event() -> None:
    doc = document(duty("o1", deadline=by("2027-03-31")))
    later = replace(doc.obligations[0], deadline=by("2027-04-30"))
    first = calendar(make_sheet([doc], Choice(date(2027, 1, 1))))[1][0]
    again = calendar(make_sheet([replace(doc, obligations=(later,))], Choice(date(2027, 1, 2))))[1][
        0
    ]
    assert first["UID"] == again["UID"]
    assert again["UID"].startswith(doc.id)
    assert again["SEQUENCE"] > first["SEQUENCE"]
    assert again["DTSTAMP"].dt > first["DTSTAMP"].dt


def test_what_recurs_has_a_rule_in_the_calendar() -> None:
    yearly = Deadline("", "recurring", recurrence="P1Y", due=("--12-14",))
    quarterly = Deadline("hằng quý", "recurring", recurrence="P3M")
    _, events = calendar(
        sheet(document(duty("o1", deadline=yearly), duty("o2", deadline=quarterly)))
    )
    assert [event["RRULE"].to_ical().decode() for event in events] == [
        "FREQ=YEARLY;BYMONTHDAY=14;BYMONTH=12",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
    ]
    # from the date of the document on, not from the day of export
    assert [event["DTSTART"].dt for event in events] == [date(2026, 12, 14), date(2026, 3, 31)]
    assert "lấy ngày cuối kỳ" not in events[0]["DESCRIPTION"]
    assert "lấy ngày cuối kỳ" in events[1]["DESCRIPTION"]


def test_lines_are_folded_by_octets() -> None:
    data = calendar_of(hostile_sheet(), SAY).data
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two


def test_hostile_names_in_the_calendar() -> None:
    made = hostile_sheet()
    read, events = calendar(made)
    assert len(events) == len(HOSTILE)
    assert len({event["UID"] for event in events}) == len(HOSTILE)
    assert all(len(event.walk("VALARM")) == 1 for event in events)  # none was smuggled in
    assert "=cmd|'/c calc'!A1" in {event["DESCRIPTION"].split("\n")[0] for event in events}
    assert read.errors == []


@given(st.text(max_size=120))
def test_any_text_survives_the_calendar(text: str) -> None:
    made = sheet(document(replace(duty("o1", deadline=by("2027-03-31")), text=text or "x")))
    data = calendar_of(made, SAY).data
    assert len(list(Calendar.from_ical(data).walk("VEVENT"))) == 1
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_calendar_of_a_real_layout(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "hạn.ics"
    ran = run(PLAN, DECISION, "--ics", file, "--on", "2027-01-15")
    assert ran.status == 0
    events = list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    assert f"{len(events)} lịch" in ran.err
    assert len({event["UID"] for event in events}) == len(events)


# -- size ----------------------------------------------------------------------------------------


def many(count: int) -> Document:
    """Obligations of 40 bodies, each in a unit of its own."""
    return document(
        *(
            duty(f"o{n}", f"Lập sổ kho số {n}.", lead=(Body(f"Sở số {n % 40}"),),
                 deadline=by(f"20{27 + n % 9}-0{1 + n % 9}-15"), unit=f"ii__{n}")
            for n in range(count)
        )
    )  # fmt: skip


def test_ten_thousand_obligations() -> None:
    made = sheet(many(10_000))
    assert made.counts.rows == 10_000
    assert csv_bytes(made, SAY).count(b"\r\n") == 10_001
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(made, SAY))) as package:
        pages = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        rows = sum(package.read(name).count(b"<row ") for name in pages)
    assert len(pages) == 41
    assert rows >= 10_000 + 40 * 2


def _all(made: Sheet) -> object:
    return csv_bytes(made, SAY), sheet_json(made), calendar_of(made, SAY), workbook_bytes(made, SAY)


def test_time_grows_with_the_number_of_tasks() -> None:
    calls = []
    for count in (100, 200, 400):
        with count_calls() as counted:
            _all(make_sheet([many(count)], Choice(ON, body="Sở số 3")))
            _all(make_sheet([many(count)], Choice(ON, by="unit")))
        calls.append(counted[0])
    assert calls[2] - calls[1] < 2.3 * (calls[1] - calls[0])


def test_why_a_file_cannot_be_written_is_said_in_vietnamese(run: Any, tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(whole(), encoding="utf-8")
    ran = run("tasks", plan, "--xlsx", tmp_path / "chua-co" / "bang.xlsx")
    assert ran.status == 2
    assert "không có tệp hoặc thư mục này" in ran.err and "No such" not in ran.err
