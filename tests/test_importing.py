"""A user's own list of documents: what is taken, what is not and why, and what it changes."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.catalogue.entries import Entry
from kl52.catalogue.importing import Defaults, Row, read_rows
from kl52.cli import main
from kl52.errors import UnreadableDocument
from kl52.library import Library
from kl52.parsing import parse_document

DEFAULTS = Defaults("list.csv", "2026-01-01")
HEADS = "Số, ký hiệu;Ngày ban hành;Trích yếu;Cơ quan ban hành;Tình trạng hiệu lực"
PLAN = "8012/KH-UBND;05/01/2024;Kế hoạch thử;UBND tỉnh Lạng Sơn;Còn hiệu lực"


def rows(text: str, *, defaults: Defaults = DEFAULTS, name: str = "list.csv") -> list[Row]:
    return list(read_rows(text.encode(), name, defaults))


def only(line: str, heads: str = HEADS, **known: str) -> Row:
    (row,) = rows(f"{heads}\n{line}\n", defaults=Defaults("list.csv", "2026-01-01", **known))
    return row


def entry(line: str, heads: str = HEADS, **known: str) -> Entry:
    row = only(line, heads, **known)
    assert row.entry is not None, row.reason
    return row.entry


def test_a_row_becomes_an_entry() -> None:
    found = entry(PLAN)
    assert found.id == "/akn/vn/act/ke-hoach/ubnd-lang-son/2024-01-05/8012-kh-ubnd"
    assert (found.type, found.title, found.province) == ("Kế hoạch", "Kế hoạch thử", "Lạng Sơn")
    assert (found.status, found.seen) == ("in_force", "2026-01-01")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + f"{HEADS}\r\n{PLAN}\r\n".encode(),
        f"{HEADS}\n{PLAN}\n".encode("utf-16"),
        f'"Số, ký hiệu",{",".join(HEADS.split(";")[1:])}\n{PLAN.replace(";", ",")}\n'.encode(),
        f"{HEADS}\n{PLAN}\n".replace(";", "\t").encode(),
        b"so_ky_hieu;ngay_ban_hanh;trich_yeu;issuer;status\n" + f"{PLAN}\n".encode(),
        json.dumps({"number": "8012/KH-UBND", "date": "2024-01-05", "title": "Kế hoạch thử",
                    "Cơ quan ban hành": "UBND tỉnh Lạng Sơn", "Tình trạng": "Còn hiệu lực",
                    "other": 1}).encode(),
    ],
    ids=["excel", "utf-16", "commas", "tabs", "names without marks", "jsonl"],
)  # fmt: skip
def test_the_forms_in_which_lists_come(data: bytes) -> None:
    (row,) = read_rows(data, "list", DEFAULTS)
    assert row.entry is not None, row.reason
    assert row.entry.id == entry(PLAN).id
    assert row.entry.title == "Kế hoạch thử"


@pytest.mark.parametrize(
    ("day", "iso"),
    [("05/01/2024", "2024-01-05"), ("5-1-2024", "2024-01-05"), ("2024-01-05", "2024-01-05"),
     ("2024-01-05T00:00:00", "2024-01-05"), ("ngày 05 tháng 01 năm 2024", "2024-01-05"),
     ("05/01/2024 00:00", "2024-01-05")],
)  # fmt: skip
def test_days(day: str, iso: str) -> None:
    assert entry(f"8012/KH-UBND;{day};;UBND tỉnh Lạng Sơn;").date == iso


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (";05/01/2024;x;UBND tỉnh Lạng Sơn;", "thiếu số, ký hiệu"),
        ("xyz;05/01/2024;x;UBND tỉnh Lạng Sơn;", "không đúng dạng"),
        ("8012/KH-UBND;31/02/2024;x;UBND tỉnh Lạng Sơn;", "ngày ban hành không hợp lệ"),
        ("8012/KH-UBND;;x;UBND tỉnh Lạng Sơn;", "thiếu ngày ban hành"),
        ("8012/KH-UBND;05/01/2024;x;;", "không rõ cơ quan của tỉnh nào"),
        ("12-BCĐ;05/01/2024;x;Ban Chỉ đạo;", "không rõ loại văn bản"),
        ("8012/KH-UBND;05/01/2024;x;UBND tỉnh Lạng Sơn;;;thừa", "7 ô"),
    ],
)
def test_a_row_that_is_not_taken_says_why(line: str, says: str) -> None:
    row = only(line)
    assert (row.entry, row.line) == (None, 2)
    assert says in (row.reason or "")


@pytest.mark.parametrize(
    ("line", "number", "why"),
    [
        (
            "8012/QÐ-UBND;05/01/2024;;UBND tỉnh Lạng Sơn;",
            "8012/QĐ-UBND",
            "the letter of Western sets",
        ),
        ("8012 QĐ-UBND;05/01/2024;;UBND tỉnh Lạng Sơn;", "8012/QĐ-UBND", "no bar"),
        ("Số: 52/KL-TW;05/01/2019;;Ban Bí thư;", "52-KL/TW", "State order in a Party number"),
    ],
)
def test_numbers_are_put_right(line: str, number: str, why: str) -> None:
    assert entry(line).number == number, why


def test_the_issuer_of_all_rows_is_not_that_of_the_council() -> None:
    heads, issuer = "Số, ký hiệu;Ngày ban hành", "UBND tỉnh Lạng Sơn"
    assert "ubnd-lang-son" in entry("8012/KH-UBND;05/01/2024", heads, issuer=issuer).id
    assert "hdnd-lang-son" in entry("12/NQ-HĐND;05/01/2024", heads, issuer=issuer).id
    assert "/cp/" in entry("12/NQ-CP;05/01/2024", heads, issuer=issuer).id


@pytest.mark.parametrize(
    ("status", "until", "by", "kind", "on"),
    [
        ("Hết hiệu lực toàn bộ", "01/3/2025", "", "expired", "2025-03-01"),
        ("Bị bãi bỏ", "", "", "repealed", None),
        ("", "01/3/2025", "Kế hoạch số 9/KH-UBND", "replaced", "2025-03-01"),
    ],
)
def test_what_a_list_says_of_the_end(
    status: str, until: str, by: str, kind: str, on: str | None
) -> None:
    row = only(f"{PLAN.rsplit(';', 1)[0]};{status};{until};{by}",
               HEADS + ";Ngày hết hiệu lực;Văn bản thay thế")  # fmt: skip
    ((change),) = row.changes
    assert (change.kind, change.on, change.name) == (kind, on, by or None)
    assert row.entry is not None and row.entry.status == "unknown"


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "rỗng"), ("Sè;Ngµy\n1;2".encode("cp1252"), "Unicode"), (b"a,b\n1,2\n", "cột số")],
)
def test_a_file_that_is_no_list(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        list(read_rows(data, "list.csv", DEFAULTS))


@given(st.text(max_size=200))
def test_no_row_is_lost_or_breaks_the_reading(words: str) -> None:
    cell = words.replace('"', "'").replace("\0", " ")
    found = rows(f'{HEADS}\n"{cell}";x\n{PLAN}\n')
    assert sum(row.entry is not None for row in found) >= 1
    assert all((row.entry is None) != (row.reason is None) for row in found)
    assert len(found) == 2


# -- the command ---------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*arguments: str, text: str | None = None) -> tuple[int, str, str]:
        if text is not None:
            (tmp_path / "list.csv").write_text(text, encoding="utf-8")
        words = [each.replace("LIST", str(tmp_path / "list.csv")) for each in arguments]
        status = main(["catalogue", *words, "--library", str(tmp_path / "kho")])
        return status, *capsys.readouterr()

    return call


def test_a_list_is_taken_in_and_used(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run("import", "LIST", text=f"{HEADS}\n{PLAN}\n")
    assert (status, err) == (0, "")
    assert "thêm 1" in out
    assert "8012/KH-UBND" in run("list")[1]
    words = "Kế hoạch số 8012/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Lạng Sơn"
    known = Library(tmp_path / "kho").catalogue
    (cite,) = parse_document(
        f"Thực hiện {words}.".encode(), name="a.txt", catalogue=known
    ).citations
    assert (cite.state, cite.target) == ("resolved", entry(PLAN).id)


def test_a_dry_run_writes_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "sẽ thêm 1" in run("import", "LIST", "--dry-run", text=f"{HEADS}\n{PLAN}\n")[1]
    assert not (tmp_path / "kho").exists()


def test_a_second_time_is_no_change(run) -> None:  # type: ignore[no-untyped-def]
    run("import", "LIST", text=f"{HEADS}\n{PLAN}\n")
    assert "thêm 0, đã có 1" in run("import", "LIST")[1]


def test_conflicts_are_told_with_what_is_kept(run) -> None:  # type: ignore[no-untyped-def]
    text = (f"{HEADS}\n30/2020/NĐ-CP;06/3/2020;Về công tác văn thư;Chính phủ;\n"
            f"{PLAN}\n{PLAN.replace('05/01', '06/01')}\n")  # fmt: skip
    _, out, err = run("import", "LIST", text=text)
    assert "mâu thuẫn 2" in out
    assert "dòng 2: Nghị định 30/2020/NĐ-CP: danh mục kèm theo ghi ngày 05/03/2020" in err
    assert "giữ danh mục" in err
    assert "dòng 4" in err and "giữ dòng trước" in err
    later = f"{HEADS}\n{PLAN.replace('05/01', '07/01')}\n"
    assert "lấy dòng này" in run("import", "LIST", text=later)[2]
    assert "07/01/2024" in run("list")[1]


def test_refused_rows_are_listed_and_the_rest_is_taken(run) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run("import", "LIST", text=f"{HEADS}\nxyz;1/1/2020;;;\n{PLAN}\n")
    assert status == 3
    assert "thêm 1" in out and "không nhận 1" in out
    assert "KHÔNG NHẬN (1)\n  dòng 2:" in err


def test_the_report_as_json_has_every_row_with_a_reason(run) -> None:  # type: ignore[no-untyped-def]
    bad = "\n".join(f"xyz{at};1/1/2020;;;" for at in range(50))
    status, out, err = run("import", "LIST", "--json", text=f"{HEADS}\n{bad}\n")
    report = json.loads(out)
    assert (status, err, report["schema"]) == (3, "", "kl52/1")
    assert report["counts"]["refused"] == len(report["rows"]) == 50


def test_remove_asks_which_where_several_have_the_number(run) -> None:  # type: ignore[no-untyped-def]
    run("import", "LIST", text=f"{HEADS}\n{PLAN}\n{PLAN.replace('Lạng Sơn', 'Cao Bằng')}\n")
    status, _, err = run("remove", "8012/KH-UBND")
    assert status == 2 and "cao-bang" in err
    assert run("remove", entry(PLAN).id)[0] == 0
    assert "Cao Bằng" in run("list")[1] and "Lạng Sơn" not in run("list")[1]
    assert run("remove", "8012/KH-UBND")[0] == 0
    assert run("list")[1] == ""


def test_find_and_show(run) -> None:  # type: ignore[no-untyped-def]
    assert "30/2020/NĐ-CP" in run("find", "cong tac van thu")[1]
    assert "05/03/2020" in run("show", "30/2020/NĐ-CP")[1]
    assert "không có nghĩa là không tồn tại" in run("show", "99999/KH-UBND")[1]
    old = run("show", "73/2024/NĐ-CP", "--on", "01/01/2025")[1]
    assert "ngày 01/01/2025: còn hiệu lực" in old
    assert "161/2026/NĐ-CP" in old


def test_without_a_library_there_is_no_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "import", "x.csv", "--library", ":none:"]) == 2
    assert main(["catalogue", "import", "khong-co.csv"]) == 3
