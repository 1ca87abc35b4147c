"""The scorer of ``benchmarks/`` on values made by hand; needs no ``../shared``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

# benchmarks/ is no part of the installed package, and plain `pytest` does not look here
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import records
from benchmarks.citations import Found, match_citations, score_citations
from benchmarks.gold import Duty, Mention, is_optional, read_duty
from benchmarks.headers import from_name, read_table, same_number, score_gazette
from benchmarks.locate import in_order, locate
from benchmarks.obligations import (
    agreement,
    end_right,
    match_obligations,
    place,
    score_obligations,
    words_agree,
)
from benchmarks.reading.gazette import score as score_all_five
from benchmarks.report import figures
from benchmarks.scores import Tally, fold
from benchmarks.startup import judge, launch
from kl52.model import (
    Body,
    Citation,
    Deadline,
    Document,
    Header,
    Obligation,
    Paragraph,
    Source,
    Table,
    Text,
)
from kl52.spans import OffsetMap, Piece, Span


def mention(start: int, end: int, **fields: Any) -> Mention:
    return Mention(span=Span(start, end), **{"kind": "numbered", **fields})


def found(start: int, end: int, **fields: Any) -> Found:
    base = {"id": f"c{start}", "text": "", "kind": "numbered"}
    return Found(Span(start, end), Citation(span=Span(start, end), **{**base, **fields}))


def duty(anchor: str, anchor_end: str, **fields: Any) -> Duty:
    return Duty(**{"unit": anchor, "anchor": anchor, "anchor_end": anchor_end, **fields})


def document(text: str, *duties: Obligation, tables: tuple[Table, ...] = ()) -> Document:
    whole = Span(0, len(text))
    body = Text(text, text, OffsetMap([Piece(text, whole)]), (Paragraph(whole),), tables)
    source = Source("a.txt", "", "text/plain")
    return Document("/akn/a", Header(), source, body, obligations=duties)


def task(text: str, part: str, **fields: Any) -> Obligation:
    at = text.index(part)
    base = {"id": f"o{at}", "text": part, "kind": "task"}
    return Obligation(span=Span(at, at + len(part)), **{**base, **fields})


@pytest.mark.parametrize(
    ("gold", "ours", "tally", "reason"),
    [
        ([(0, 10)], [(5, 20)], (1, 0, 0), "any overlap is a match"),
        ([(0, 10)], [(10, 20)], (0, 1, 1), "neighbours share nothing"),
        ([(0, 10)], [(0, 4), (5, 10)], (1, 1, 0), "one mention has one match"),
        ([(0, 60), (40, 60)], [(40, 60)], (1, 0, 1), "the nested one is found, not the outer"),
        ([(0, 60), (40, 60)], [(38, 60), (0, 60)], (2, 0, 0), "each nested mention finds its own"),
    ],
)
def test_overlap(
    gold: list[tuple[int, int]],
    ours: list[tuple[int, int]],
    tally: tuple[int, int, int],
    reason: str,
) -> None:
    got = match_citations([mention(*each) for each in gold], [found(*each) for each in ours])
    assert (len(got.counted), len(got.spurious), len(got.missed)) == tally, reason


def test_nested_mention_is_matched_by_its_own_span() -> None:
    got = match_citations([mention(0, 60), mention(40, 60)], [found(40, 60)])
    assert got.pairs == {1: 0}


@pytest.mark.parametrize(
    ("ours", "reason"),
    [
        ([], "not required"),
        ([found(20, 28)], "not punished"),
        ([found(20, 28), found(24, 30)], "nor is a second one that overlaps it"),
    ],
)
def test_optional_mentions_count_nowhere(ours: list[Found], reason: str) -> None:
    gold = [mention(0, 10), mention(20, 28, kind="relative", optional=True)]
    section = score_citations({"a": match_citations(gold, [found(0, 10), *ours])})
    assert section.figures["citations.overall.f1"] == 1.0, reason
    assert section.figures["citations.overall.hits"] == 1.0
    assert "citations.kind relative.f1" not in section.figures


@pytest.mark.parametrize(
    ("row", "optional", "reason"),
    [
        ({"kind": "relative", "note": "bare"}, True, "bare type word"),
        ({"kind": "alias", "note": "site banner above the item"}, True, "banner"),
        ({"kind": "future", "surface": "Nghị định"}, True, "untitled future text"),
        ({"kind": "future", "surface": "Nghị định của Chính phủ", "issuer": "Chính phủ"}, True, ""),
        ({"kind": "future", "surface": "Nghị định về thôn"}, False, "future text with a title"),
        ({"kind": "numbered", "surface": "Nghị định"}, False, "only future texts"),
    ],
)
def test_is_optional(row: dict[str, Any], optional: bool, reason: str) -> None:
    base = {"type": "Nghị định", "issuer": None, "surface": "", "note": None}
    assert is_optional({**base, **row}) is optional, reason


def test_fields_and_nesting() -> None:
    gold = [
        mention(0, 30, number="142/QĐ-TTg", relation="implements"),
        mention(31, 50, number="52-KL/TW", within=0, kind="short"),
    ]
    ours = [
        found(0, 30, number="142/QĐ -TTg", relation="implements"),
        found(31, 49, number="52-KL/TW", within="c0"),
    ]
    values = score_citations({"a": match_citations(gold, ours)}).figures
    assert values["citations.field.number"] == 1.0  # white space in a number does not count
    assert values["citations.field.relation"] == 1.0
    assert values["citations.field.nesting"] == 1.0
    assert values["citations.field.nesting, stated.n"] == 1.0
    assert values["citations.field.kind"] == 0.5
    assert values["citations.exact span.f1"] == 0.5
    assert values["citations.kind short.recall"] == 1.0  # the kind is judged as a field only


def test_nesting_is_wrong_where_the_outer_mention_was_missed() -> None:
    gold = [mention(0, 30), mention(31, 50, within=0)]
    values = score_citations({"a": match_citations(gold, [found(31, 50)])}).figures
    assert values["citations.field.nesting"] == 0.0


@pytest.mark.parametrize(
    ("end", "said", "right", "reason"),
    [
        ("2026-12-14", "trước ngày 15/12/2026", True, "the day before"),
        ("2026-12-15", "Trước ngày 15/12/2026", True, "the day itself"),
        ("2026-12-16", "trước ngày 15/12/2026", False, "never later"),
        ("2026-12-15", "ngày 14/12/2026", False, "only where the words say before"),
        (None, "trước ngày 15/12/2026", False, "missing"),
    ],
)
def test_before_a_day(end: str | None, said: str, right: bool, reason: str) -> None:
    want = duty("a", "b", deadline_text=said, deadline_end="2026-12-14")
    assert end_right(want, end) is right, reason


def test_no_deadline_on_either_side_is_right() -> None:
    assert end_right(duty("a", "b"), None)
    assert not end_right(duty("a", "b"), "2026-01-01")


TEXT = "1. Bộ A chủ trì rà\nsoát việc này.\n2. Bộ B báo cáo kết quả.\n3. Bộ A báo cáo kết quả.\n"


def test_locate_ignores_white_space_and_takes_document_order() -> None:
    duties = [duty("Bộ A chủ trì rà soát", "soát việc này"), duty("báo cáo kết", "cáo kết quả")]
    duties += [duty("báo cáo kết", "cáo kết quả"), duty("không có ở đây", "đây")]
    spans = [span and span.of(TEXT) for span in locate(TEXT, duties)]
    assert spans == ["Bộ A chủ trì rà\nsoát việc này", "báo cáo kết quả", "báo cáo kết quả", None]


def test_an_end_that_closes_a_clause_is_preferred() -> None:
    text = "Giao cấp tỉnh: cấp tỉnh lập phương án của cấp tỉnh."
    (span,) = locate(text, [duty("Giao cấp tỉnh", "cấp tỉnh")])
    assert span == Span(0, len(text) - 1)


@pytest.mark.parametrize(
    ("text", "anchor", "end", "part", "reason"),
    [
        (
            "8. Bộ A tuyên truyền về sắp xếp thôn; xử lý tin giả về việc sắp xếp thôn.\n9. Bộ B",
            "Bộ A tuyên truyền",
            "sắp xếp thôn",
            "Bộ A tuyên truyền về sắp xếp thôn; xử lý tin giả về việc sắp xếp thôn",
            "the words recur within the obligation: its end is the end of the paragraph",
        ),
        (
            "6\nBan hành Nghị định theo kết quả; các bộ triển khai theo kết quả\nBộ Tài chính\n",
            "Ban hành Nghị định",
            "theo kết quả",
            "Ban hành Nghị định theo kết quả; các bộ triển khai theo kết quả",
            "the same in a cell, which closes without a full stop",
        ),
        (
            "2.1\nHỗ trợ phần mềm xuất khẩu.\nBộ A\nDanh mục phần mềm xuất khẩu\n2.2\n",
            "Hỗ trợ phần mềm",
            "phần mềm xuất khẩu",
            "Hỗ trợ phần mềm xuất khẩu",
            "the deliverable's cell, later in the row, is not the obligation's",
        ),
        (
            "Kết thúc việc này trước tháng 5; báo cáo trước tháng 5 rồi nghỉ.",
            "Kết thúc việc này",
            "trước tháng 5",
            "Kết thúc việc này trước tháng 5",
            "where no paragraph ends with the words, the first that closes a clause",
        ),
        (
            "Lập Đề án (theo mẫu).  \nLập sổ (theo mẫu) mới.",
            "Lập Đề án",
            "theo mẫu",
            "Lập Đề án (theo mẫu",
            "several marks and spaces may close the paragraph",
        ),
    ],
)
def test_an_end_that_closes_a_paragraph_is_preferred_most(
    text: str, anchor: str, end: str, part: str, reason: str
) -> None:
    (span,) = locate(text, [duty(anchor, end)])
    assert span is not None
    assert span.of(text) == part, reason


def test_a_part_of_a_paragraph_ends_before_the_next_part() -> None:
    text = "Kết thúc việc A theo quy định. Ban hành phương án theo quy định.\n"
    duties = [duty("Kết thúc việc", "theo quy định"), duty("Ban hành phương", "theo quy định")]
    spans = [span and span.of(text) for span in locate(text, duties)]
    assert spans == ["Kết thúc việc A theo quy định", "Ban hành phương án theo quy định"]


def test_in_order_keeps_as_many_as_possible() -> None:
    assert in_order([[5], [90], [20], [30]]) == [5, None, 20, 30]
    assert in_order([]) == []


def test_obligations_match_at_half_and_at_any_overlap() -> None:
    ours = [
        task(TEXT, "Bộ A chủ trì rà\nsoát việc này.", lead=(Body("bộ A"),)),
        task(TEXT, "Bộ B báo"),
        task(TEXT, "3. "),
    ]
    gold = [
        duty("Bộ A chủ trì", "soát việc này", lead=("Bộ A",)),
        duty("Bộ B báo cáo", "báo cáo kết quả"),
        duty("Chỗ khác hẳn", "khác hẳn"),
    ]
    doc = document(TEXT, *ours)
    section = score_obligations({"a": match_obligations(doc, place(doc, gold))}, "txt")
    head = "obligations txt"
    assert section.figures[f"{head}.overall.hits"] == 1.0
    assert section.figures[f"{head}.overall.missed"] == 2.0
    assert section.figures[f"{head}.any overlap.hits"] == 2.0
    assert section.figures[f"{head}.not located"] == 1.0
    assert section.figures[f"{head}.field.lead"] == 1.0
    assert section.cases["hit"] == [f"{head}/a/Bộ A chủ trì/task"]


@pytest.mark.parametrize("part", ["Xây dựng Luật A", "Xây dựng Luật A\nBộ B\nQuý II/2026"])
def test_a_row_may_be_its_task_cell_or_the_whole_row(part: str) -> None:
    text = "Xây dựng Luật A\nBộ B\nQuý II/2026\n"
    row = (Span(0, 15), Span(16, 20), Span(21, 32))
    due = Deadline("Quý II/2026", "by", end="2026-06-30")
    ours = task(text, part, where="table", deadline=due)
    doc = document(text, ours, tables=(Table(Span(0, 32), (row,)),))
    gold = duty("Xây dựng", "Luật A", where="table", deadline_kind="by", deadline_end="2026-06-30")
    values = score_obligations({"a": match_obligations(doc, place(doc, [gold]))}, "pdf").figures
    assert values["obligations pdf.where table.f1"] == 1.0
    assert values["obligations pdf.field.deadline end, stated"] == 1.0


def test_names_agree_whatever_their_case_and_tone_mark() -> None:
    assert agreement(["Uỷ ban nhân dân"], ["ỦY BAN nhân dân"]) == 1.0
    assert agreement(["Bộ A", "Bộ B"], ["Bộ A"]) == 0.5
    assert agreement([], []) == 1.0
    assert fold("hoà") == fold("HÒA")


def test_deliverables_agree_by_half_of_their_words() -> None:
    assert words_agree("Kế hoạch của tỉnh", "Kế hoạch")
    assert not words_agree("Kế hoạch", "Báo cáo")
    assert not words_agree("Kế hoạch", None)


def test_a_gold_row_without_a_deadline_reads_as_none() -> None:
    row: dict[str, Any] = {
        **dict.fromkeys(("deadline", "deadline_text", "deliverable")),
        **dict.fromkeys(("lead", "coordinate", "cites"), []),
        **{"unit": "1", "anchor": "a", "anchor_end": "b", "where": "prose", "kind": "task"},
    }
    assert read_duty(row) == duty("a", "b", unit="1")


def test_the_gazette_table_agrees_with_its_file_names() -> None:
    rows = read_table()
    assert len(rows) == 78
    for row in rows:
        kind, number = from_name(row.name)
        assert kind == row.type
        if row.number:
            assert same_number(number.partition("/")[0], row.number.partition("/")[0]), row
        assert (row.number and row.date and row.issuer and row.signer) or row.note, row


def test_gazette_scores_only_what_is_printed() -> None:
    rows = [replace(row, number="07/TT-BNV", date="") for row in read_table()[:1]]
    header = Header(type="CHỈ THỊ", number="7/TT-BNV", date="2026-01-01")
    section = score_gazette(rows, {rows[0].name: header})
    assert section.figures["gazette.digital.number"] == 1.0
    assert "gazette.digital.date" not in section.figures
    assert "gazette.digital.all three" not in section.figures


def test_what_a_gazette_file_does_not_print_must_not_be_claimed() -> None:
    row = replace(read_table()[0], date="", signer="")
    header = Header(type=row.type, number=row.number, issuer=row.issuer, signer="Lê Văn Mẫu")
    section = score_all_five([row], {row.name: header})
    assert section.figures["unprinted but claimed"] == 1.0
    assert section.figures["digital.issuer"] == 1.0
    assert "digital.signer" not in section.figures


def test_gains_and_losses(tmp_path: Path) -> None:
    old = records.Record(
        figures={"a.f1": 0.5, "b.f1": 0.9},
        cases={"hit": ["a/1", "a/2", "b/1"], "missed": ["a/3"], "spurious": ["a/8"]},
    )
    records.save("quality", old, tmp_path)
    read = records.load("quality", tmp_path)
    assert read == old
    now = records.Record(
        figures={"a.f1": 0.7},
        cases={"hit": ["a/1", "a/3"], "missed": ["a/2"], "spurious": ["a/9"]},
    )
    change = records.compare(old, now)
    assert change.gained == ("a/3", "no longer spurious: a/8")
    assert change.lost == ("a/2", "spurious: a/9")
    assert change.moved == (("a.f1", 0.5, 0.7),)  # part b did not run: nothing is lost there


def test_no_record_yet(tmp_path: Path) -> None:
    assert records.load("quality", tmp_path) is None


def test_figures_show_tallies_rates_and_counts() -> None:
    section = score_citations({"a": match_citations([mention(0, 5)], [found(0, 5)])})
    shown = figures(section.figures)
    assert "citations.overall" in shown
    assert "citations.field.relation" in shown
    assert "citations.spurious and bare" in shown


def test_startup_bars() -> None:
    seconds = {"sentence_transformers": 4.0, "trace": 1.0, "coverage": 1.2, "help": 0.4}
    ratios, lines = judge(seconds)
    assert ratios == {"trace": 0.25, "coverage": 0.3, "help": 0.1}
    assert ["within" in line for line in lines] == [True, True, False]


def test_a_command_that_fails_ends_the_run_and_says_why() -> None:
    assert launch([sys.executable, "-c", "print(1)"])[1].strip() == "1"
    with pytest.raises(SystemExit, match="exit 1: SystemError: why"):
        launch([sys.executable, "-c", "raise SystemError('why')"])


def test_tally_of_nothing_is_zero_not_an_error() -> None:
    assert Tally().f1 == Tally().precision == Tally().recall == 0.0
