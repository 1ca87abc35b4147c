"""The dispatch sheet as data: rows, groups, counts, and when what recurs is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.catalogue import corpus_root
from kl52.dispatching import Choice, Sheet, make_sheet, rows_of
from kl52.dispatching.cells import clean, label_of, names_of, notes_of, source_of, title_of
from kl52.dispatching.grouping import By
from kl52.dispatching.recurrence import cycles, next_due
from kl52.dispatching.rows import KINDS
from kl52.language.wording import speaker
from kl52.model import Body, Deadline, Document, Header, Obligation, Source
from kl52.obligations.deadlines import parse_deadline
from kl52.parsing import parse_document
from kl52.spans import Span
from tests.values import make_text

FICTITIOUS = Path(str(corpus_root())) / "fictitious"
ON = date(2027, 1, 15)
SAY = speaker("vi")


def duty(id: str = "o1", text: str = "Lập sổ kho.", **known: object) -> Obligation:
    """An obligation; what is not said of it is not known."""
    return Obligation(id=id, span=Span(0, len(text)), text=text, kind="task", **known)  # type: ignore[arg-type]


def by(day: str, words: str = "đúng hạn") -> Deadline:
    return Deadline(words, "by", end=day)


def document(*duties: Obligation, number: str = "7/KH-UBND", **header: object) -> Document:
    text = "\n".join(each.text for each in duties) or "Kho."
    return Document(
        id=f"/akn/vn/act/ke-hoach/x/2026-01-02/{number.casefold().replace('/', '-')}",
        header=Header(type="Kế hoạch", number=number, date="2026-01-02", **header),  # type: ignore[arg-type]
        source=Source("a.txt", "0" * 64, "text/plain"),
        text=make_text(*text.split("\n")),
        obligations=duties,
    )


def sheet(*docs: Document, by: By = "body", **choice: object) -> Sheet:
    return make_sheet(docs, Choice(ON, by, **choice))  # type: ignore[arg-type]


def groups(made: Sheet) -> list[tuple[str, list[str]]]:
    return [(g.name or g.kind, [row.duty.id for row in g.rows]) for g in made.groups]


# -- rows ----------------------------------------------------------------------------------------

HEALTH = Body("Sở Y tế", "so-y-te/x")


def test_a_sentence_is_folded_into_the_row_that_says_the_same() -> None:
    prose = duty("o1", lead=(HEALTH,), unit="ii__1", deadline=by("2027-03-31"), duplicate_of="o2")
    row = duty("o2", where="table", unit="phu-luc__r4", duplicate_of="o1")
    (made,) = rows_of(document(prose, row))
    assert made.duty.id == "o2"
    assert made.twins == (prose,)
    assert made.duty.lead == (HEALTH,)  # filled up
    assert made.due == date(2027, 3, 31)
    assert source_of(made, SAY) == "Kế hoạch 7/KH-UBND; Phụ lục, hàng 4; cũng ở mục II.1"


def test_two_rows_of_a_table_are_two_tasks_even_with_one_sentence() -> None:
    prose = duty("o1", duplicate_of="o2")
    first = duty("o2", where="table", duplicate_of="o1")
    second = duty("o3", where="table", duplicate_of="o1")
    assert [row.duty.id for row in rows_of(document(prose, first, second))] == ["o2", "o3"]


def test_a_sentence_whose_row_is_not_asked_for_stands_for_itself() -> None:
    prose = replace(duty("o1", duplicate_of="o2"), kind="target")
    row = duty("o2", where="table", duplicate_of="o1")
    assert [each.duty.id for each in rows_of(document(prose, row), ("target",))] == ["o1"]


def test_what_row_and_sentence_say_differently_is_told() -> None:
    prose = duty("o1", lead=(Body("Công an tỉnh"),), deadline=by("2027-06-29", "trước 30/6/2027"),
                 unit="iii__2", duplicate_of="o2")  # fmt: skip
    row = duty("o2", where="table", lead=(HEALTH,), deadline=by("2027-06-30"), duplicate_of="o1")
    (made,) = rows_of(document(prose, row))
    assert made.differs == ("lead", "deadline")
    assert notes_of(made, None, ON, SAY) == (
        "lời văn ghi cơ quan khác: «Công an tỉnh» (mục III.2)",
        "lời văn ghi thời hạn khác: «trước 30/6/2027» (mục III.2)",
    )


@pytest.mark.parametrize(
    "said",
    [
        {"lead": (Body("Bộ Y tế", "bo-y-te"),), "lead_inherited": True},
        {"lead": (Body("Các sở, ban, ngành"),)},
    ],
)
def test_a_row_that_says_which_of_all_is_no_difference(said: dict[str, object]) -> None:
    row = duty("o2", where="table", lead=(HEALTH,), duplicate_of="o1")
    assert rows_of(document(duty("o1", duplicate_of="o2", **said), row))[0].differs == ()


def test_a_field_that_the_sentence_does_not_state_is_no_difference() -> None:
    prose = duty("o1", duplicate_of="o2")
    row = duty("o2", where="table", lead=(HEALTH,), deadline=by("2027-06-30"), duplicate_of="o1")
    assert rows_of(document(prose, row))[0].differs == ()


KIND = st.sampled_from(KINDS)
DUTIES = st.lists(
    st.tuples(KIND, st.sampled_from(["prose", "table"]), st.integers(0, 12)), max_size=12
)


@given(DUTIES, st.sets(KIND))
def test_every_obligation_asked_for_is_in_just_one_row(
    made: list[tuple[str, str, int]], kinds: set[str]
) -> None:
    duties = [
        replace(duty(f"o{n}", where=where, duplicate_of=f"o{twin}"), kind=kind)  # type: ignore[arg-type]
        for n, (kind, where, twin) in enumerate(made)
    ]
    rows = rows_of(document(*duties), kinds)  # type: ignore[arg-type]
    found = [each.id for row in rows for each in (row.duty, *row.twins)]
    assert sorted(found) == sorted(each.id for each in duties if each.kind in kinds)


@pytest.mark.parametrize("suffix", ["txt", "pdf", "docx"])
def test_the_counts_add_up(suffix: str) -> None:
    doc = parse_document((FICTITIOUS / "9901-qd-ttg.txt").with_suffix(f".{suffix}"))
    counts = sheet(doc).counts
    assert counts.obligations == len(doc.obligations)
    assert counts.obligations == counts.rows + counts.folded + counts.left_out
    assert counts.folded > 0
    assert counts.left_out == sum(each.kind == "execution" for each in doc.obligations)


# -- groups --------------------------------------------------------------------------------------


def test_a_body_is_one_however_it_is_printed() -> None:
    first = duty("o1", lead=(Body("Sở KH&CN", "so-khcn"),))
    second = duty("o2", lead=(Body("Sở Khoa học và Công nghệ", "so-khcn"), Body("công an xã")))
    third = duty("o3", lead=(Body("Công an  xã"), Body("Sở Khoa học và Công nghệ", "so-khcn")))
    made = sheet(document(first, second, third, duty("o4")))
    assert groups(made) == [
        ("Sở Khoa học và Công nghệ", ["o1", "o2", "o3"]),
        ("Công an xã", ["o2", "o3"]),
        ("nobody", ["o4"]),
    ]
    assert notes_of(made.rows[1], made.groups[0], ON, SAY) == ("cùng chủ trì: công an xã",)


def test_by_deadline() -> None:
    yearly = Deadline("hằng năm", "recurring", recurrence="P1Y")
    made = sheet(
        document(
            duty("o1"),
            duty("o2", deadline=by("2027-06-30")),
            duty("o3", deadline=by("2027-01-14")),
            duty("o4", deadline=Deadline("thường xuyên", "ongoing")),
            duty("o5", deadline=by("2027-01-15")),
            duty("o6", deadline=Deadline("khi có yêu cầu", "conditional")),
            duty("o7", deadline=by("2027-04-01")),
            duty("o8", deadline=yearly),
        ),
        by="deadline",
    )
    assert groups(made) == [
        ("late", ["o3"]),  # the last day itself is not late yet
        ("2027-1", ["o5"]),
        ("2027-2", ["o7", "o2"]),
        ("recurring", ["o8"]),
        ("ongoing", ["o4"]),
        ("conditional", ["o6"]),
        ("undated", ["o1"]),
    ]
    assert title_of(made.groups[2], SAY) == "Đến hạn trong quý II năm 2027"


def test_by_unit_follows_the_text() -> None:
    made = sheet(parse_document(FICTITIOUS / "9902-kh-ubnd.txt"), by="unit")
    titles = [title_of(group, SAY) for group in made.groups]
    assert titles[:3] == [
        "mục II – MỤC TIÊU",
        "mục III.1 – Quán triệt, tuyên truyền",
        "mục III.2 – Quy định, hạ tầng và dữ liệu",
    ]
    assert sum(len(group.rows) for group in made.groups) == len(made.rows)


# -- choosing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Sở Nội vụ", "SỞ NỘI VỤ", "Sở Nội vụ tỉnh Sơn Hà", "sở nội"],
)
def test_the_body_asked_for_is_found_by_any_of_its_names(name: str) -> None:
    doc = parse_document(FICTITIOUS / "9902-kh-ubnd.txt")
    made = sheet(doc, body=name)
    assert [(g.kind, len(g.rows)) for g in made.groups] == [("lead", 5), ("coordinate", 3)]
    assert made.counts.rows + made.counts.left_out + made.counts.folded == 22
    assert made.shared == ("Các sở, ban, ngành",)  # it may be meant there too
    assert made.counts.shared == 3


def test_a_part_of_a_name_does_not_widen_a_whole_one() -> None:
    whole = duty("o1", lead=(Body("Phòng Nội vụ"),))
    longer = duty("o2", lead=(Body("Phòng Nội vụ huyện Kia"),))
    assert [row.duty.id for row in sheet(document(whole, longer), body="phòng nội vụ").rows] == [
        "o1"
    ]


def test_due_before_is_strict_and_knows_what_recurs() -> None:
    monthly = Deadline("", "recurring", recurrence="P1M", due=("---04",))
    made = sheet(
        document(
            duty("o1", deadline=by("2027-02-04")),
            duty("o2", deadline=by("2027-02-05")),
            duty("o3", deadline=monthly),
            duty("o4"),
        ),
        before=date(2027, 2, 5),
    )
    assert [row.duty.id for row in made.rows] == ["o1", "o3"]


def test_documents_of_one_sheet_keep_apart() -> None:
    one, other = document(duty("o1")), document(duty("o1"), number="8/KH-UBND")
    made = sheet(one, other)
    assert len({row.id for row in made.rows}) == 2
    assert source_of(made.rows[1], SAY) == "Kế hoạch 8/KH-UBND"


# -- when it recurs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "recurrence", "rule", "next"),
    [
        ("trước ngày 15/12 hằng năm", "P1Y", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "2027-12-14"),
        ("chậm nhất ngày 10 tháng 01 hằng năm", "P1Y", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10",
         "2028-01-10"),
        ("Hằng năm, trước ngày 01 tháng 3", "P1Y", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
         "2027-02-28"),
        ("quý IV hằng năm", "P1Y", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "2027-12-31"),
        ("tháng 11 hằng năm", "P1Y", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", "2027-11-30"),
        ("Hằng năm", "P1Y", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "2027-12-31"),
        ("hằng quý", "P3M", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2027-03-31"),
        ("định kỳ 6 tháng", "P6M", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1", "2027-06-30"),
        ("trước ngày 20 của tháng cuối quý", "P3M", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=19",
         "2027-03-19"),
        ("trước ngày 18 hằng tháng", "P1M", "FREQ=MONTHLY;BYMONTHDAY=17", "2027-01-17"),
        ("trước ngày 01 hằng tháng", "P1M", "FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31"),
        ("ngày 30 hằng tháng", "P1M", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2027-01-30"),
        ("thứ Sáu hằng tuần", "P1W", "FREQ=WEEKLY;BYDAY=FR", "2027-01-15"),
        ("trước thứ Hai hằng tuần", "P1W", "FREQ=WEEKLY;BYDAY=SU", "2027-01-17"),
        ("hằng tuần", "P1W", "FREQ=WEEKLY;BYDAY=SU", "2027-01-17"),
        ("hằng ngày", "P1D", "FREQ=DAILY", "2027-01-15"),
    ],
)  # fmt: skip
def test_what_recurs_has_a_rule(text: str, recurrence: str, rule: str, next: str) -> None:
    read = parse_deadline(text)
    assert read is not None
    deadline = replace(read, text="")  # the values alone count
    assert deadline.recurrence == recurrence
    (cycle,) = cycles(deadline)
    parts = [
        f"{key}={','.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in cycle.rule().items()
    ]
    assert ";".join(parts) == rule
    assert next_due(deadline, ON) == date.fromisoformat(next)


def test_two_days_of_the_year_are_two_cycles() -> None:
    deadline = Deadline("", "recurring", recurrence="P1Y", due=("--06-14", "--12-15"))
    assert [(each.month, each.day) for each in cycles(deadline)] == [(6, 14), (12, 15)]


def test_days_that_are_not_even_are_cycles_of_the_year() -> None:
    """06-14 and 11-30 come every six months or so: no rule of six months has both."""
    deadline = Deadline("", "recurring", recurrence="P6M", due=("--06-14", "--11-30"))
    assert [(each.freq, each.month, each.day) for each in cycles(deadline)] == [
        ("YEARLY", 6, 14),
        ("YEARLY", 11, 30),
    ]


@pytest.mark.parametrize(
    ("recurrence", "due", "why"),
    [
        ("P5Y", (), "nobody says from when"),
        ("P3M", ("---10",), "of which month"),
        (None, (), "no recurrence at all"),
    ],
)
def test_where_no_day_can_be_told_there_is_none(
    recurrence: str | None, due: tuple[str, ...], why: str
) -> None:
    assert cycles(Deadline("", "recurring", recurrence=recurrence, due=due)) == (), why


def test_a_day_that_is_not_printed_is_told_apart() -> None:
    yearly = [Deadline("", "recurring", recurrence="P1Y", due=due) for due in ((), ("--03-31",))]
    assert [each.printed for deadline in yearly for each in cycles(deadline)] == [False, True]


_DUE = {
    "P1Y": st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: f"--{day:%m-%d}"),
    "P1M": st.integers(1, 31).map(lambda day: f"---{day:02}"),
    "P1W": st.integers(1, 7).map(lambda day: f"-W-{day}"),
}


@given(st.data(), st.sampled_from(["P1Y", "P3M", "P6M", "P1M", "P1W", "P1D"]),
       st.dates(date(2000, 1, 1), date(2090, 1, 1)))  # fmt: skip
def test_the_next_day_is_never_past(data: st.DataObject, recurrence: str, on: date) -> None:
    days = _DUE.get(recurrence, _DUE["P1Y"])
    due = () if recurrence == "P1D" else tuple(data.draw(st.lists(days, max_size=4)))
    found = next_due(Deadline("", "recurring", recurrence=recurrence, due=due), on)
    assert found is not None
    assert found >= on


# -- words ---------------------------------------------------------------------------------------


@given(st.text())
def test_clean_text_has_no_control_signs(text: str) -> None:
    made = clean(text)
    assert clean(made) == made
    assert all(sign >= " " or sign in "\t\n" for sign in made)
    made.encode("utf-8")


def test_a_name_cannot_turn_the_writing_round() -> None:
    assert names_of((Body("Sở \u202eY tế\u202c\x1b[31m"),)) == "Sở Y tế[31m"


def test_a_document_without_a_number_goes_by_its_file() -> None:
    assert label_of(parse_document(b"Kho.", name="nháp.txt")) == "nháp.txt"
