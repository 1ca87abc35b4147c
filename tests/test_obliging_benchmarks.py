"""The benchmarks of obligations on values made by hand; they need no ``../shared``."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

# benchmarks/ is no part of the installed package, and plain `pytest` does not look here
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.gold import Duty
from benchmarks.obligations import (
    Matching,
    Truth,
    deadline_right,
    kind_tallies,
    match_obligations,
    pair_tally,
    reaches_province,
    score_obligations,
    value_tallies,
)
from benchmarks.obliging import gold, heldout
from benchmarks.scores import Tally
from kl52.model import Body, Deadline, Document, Header, Obligation, Paragraph, Source, Text
from kl52.spans import OffsetMap, Piece, Span

WORDS = "Lập sổ kho.\nMở lớp. Đóng bến. "


def found(id: str, start: int, end: int, **fields: Any) -> Obligation:
    return Obligation(**{"id": id, "span": Span(start, end), "text": "", "kind": "task", **fields})


def truth(unit: str, start: int, end: int, **fields: Any) -> Truth:
    return Truth(Duty(unit=unit, anchor="", anchor_end="", **fields), (Span(start, end),))


def document(*duties: Obligation) -> Document:
    whole = Span(0, len(WORDS))
    body = Text(WORDS, WORDS, OffsetMap([Piece(WORDS, whole)]), (Paragraph(whole),), ())
    return Document("/a", Header(), Source("a.txt", "", "text/plain"), body, obligations=duties)


def matching(truths: list[Truth], *duties: Obligation) -> Matching:
    return match_obligations(document(*duties), truths)


def test_each_body_and_each_product_counts_singly() -> None:
    want = [
        truth("1", 0, 10, lead=("Sở Y tế", "Công an tỉnh"), deliverable="sổ kho thóc"),
        truth("2", 12, 18, lead=("Sở Nội vụ",)),
    ]
    got = found("o1", 0, 10, lead=(Body("Sở Y tế"), Body("Sở Xây dựng")), deliverable="lịch trực")
    tallies = value_tallies([matching(want, got)])
    assert tallies["lead"] == Tally(1, 1, 1)
    assert tallies["lead, end to end"] == Tally(1, 1, 2)
    assert tallies["product"] == Tally(0, 1, 1)


def test_a_kind_is_found_only_where_the_obligation_is() -> None:
    want = [truth("1", 0, 10, kind="report"), truth("2", 12, 18)]
    tallies = kind_tallies([matching(want, found("o1", 0, 10), found("o2", 20, 28))])
    assert tallies["report"] == Tally(0, 0, 1)
    assert tallies["task"] == Tally(0, 2, 1)


def test_a_pair_counts_once_whoever_says_it() -> None:
    want = [truth("1", 0, 10, duplicate_of="2"), truth("2", 12, 18, duplicate_of="1")]
    one = found("o1", 0, 10, duplicate_of="o2")
    two, three = found("o2", 12, 18), found("o3", 20, 28, duplicate_of="o2")
    assert pair_tally(matching(want, one, two)) == Tally(1, 0, 0)
    assert pair_tally(matching(want, one, two, three)) == Tally(1, 1, 0)
    assert pair_tally(matching(want, two)) == Tally(0, 0, 1)


@pytest.mark.parametrize(
    ("deadline", "right"),
    [
        (Deadline("", "by", end="2026-06-30"), True),
        (Deadline("", "in", end="2026-06-30"), False),
        (Deadline("", "by", end="2026-07-01"), False),
        (Deadline("", "by", start="2026-01-01", end="2026-06-30"), False),
        (None, False),
    ],
)
def test_a_deadline_is_right_as_a_whole(deadline: Deadline | None, right: bool) -> None:
    want = Duty("1", "", "", deadline_kind="by", deadline_end="2026-06-30")
    assert deadline_right(want, found("o1", 0, 10, deadline=deadline)) is right


def test_nobody_named_reaches_nobody() -> None:
    assert reaches_province(found("o1", 0, 10)) is None
    named = {"lead": (Body("Sở Y tế"),)}
    assert reaches_province(found("o1", 0, 10, binds=("province",), **named)) is True
    assert reaches_province(found("o1", 0, 10, binds=("ministries",), **named)) is False


def test_a_bar_says_whether_it_is_met() -> None:
    lines = gold.bars({"x.where prose.f1": 0.9, "x.where table.f1": 0.5}, "x")
    assert lines[0].startswith("met ") and lines[1].startswith("NOT MET")
    assert lines[2].startswith("no such case")


COLUMNS = [
    "document",
    "sha256",
    "start",
    "end",
    "where",
    "kind",
    "lead",
    "lead_inherited",
    "coordinate",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "recurrence",
    "deliverable",
    "addressed_to_province",
    "cites",
    "duplicate_of",
    "flags",
]


def line(**fields: str) -> str:
    base = {"document": "a", "sha256": sha256(WORDS.encode()).hexdigest(), "kind": "task"}
    row = base | {"where": "prose"} | fields
    return "\t".join(row.get(name, "") for name in COLUMNS)


def test_a_truth_file_is_read_with_its_extent() -> None:
    rows = [
        line(start="0", end="10", lead="Sở Y tế | Công an tỉnh", deliverable="4-10"),
        line(start="12", end="18", flags="optional"),
    ]
    text = "\n".join(["# extent a 19", "\t".join(COLUMNS), *rows])
    [annotated] = heldout.read_truth(text)
    assert (annotated.extent, annotated.path) == (Span(0, 19), "data/congbao/a.pdf")
    got = [found("o1", 0, 10), found("o2", 12, 18), found("o3", 20, 28)]
    matched = heldout.match_truth(document(*got), annotated)
    # the optional one is no false alarm, and what lies behind the extent is not looked at
    assert [duty.id for duty in matched.doc.obligations] == ["o1"]
    [(want, _)] = matched.matched
    assert (want.lead, want.deliverable) == (("Sở Y tế", "Công an tỉnh"), "sổ kho")


def test_a_piece_begins_where_its_file_says_and_lies_where_it_says() -> None:
    told = ["# set other", "# extent a 11 19", "# source a data/x/a.md"]
    text = "\n".join([*told, "\t".join(COLUMNS), line(start="12", end="18")])
    [annotated] = heldout.read_truth(text)
    assert (annotated.path, annotated.origin) == ("data/x/a.md", "other")
    got = [found("o1", 0, 10), found("o2", 12, 18), found("o3", 20, 28)]
    matched = heldout.match_truth(document(*got), annotated)
    assert [duty.id for duty in matched.doc.obligations] == ["o2"]


def test_what_the_annotator_left_open_is_not_rated_unless_strictly() -> None:
    rows = [
        line(start="0", end="10", lead="Sở Y tế", flags="lead,weak"),
        line(start="12", end="18", flags="doubtful"),
    ]
    [annotated] = heldout.read_truth("\n".join(["\t".join(COLUMNS), *rows]))
    doc = document(found("o1", 0, 10))
    free, strict = (heldout.match_truth(doc, annotated, strict=each) for each in (False, True))
    assert (len(free.missed), len(strict.missed)) == (0, 1)
    assert value_tallies([free])["lead"] == Tally()
    assert value_tallies([strict])["lead"] == Tally(missed=1)
    assert "obligations x.field.lead" not in score_obligations({"a": free}, "x").figures


def test_a_unit_of_open_extent_may_end_at_its_first_line() -> None:
    row = line(start="0", end=str(len(WORDS)), flags="extent")
    [annotated] = heldout.read_truth("\n".join(["\t".join(COLUMNS), row]))
    ends = len(WORDS.split("\n")[0])
    assert len(heldout.match_truth(document(found("o1", 0, ends)), annotated).matched) == 1


def test_a_truth_of_another_text_is_refused() -> None:
    row = line(start="0", end="10", sha256="0")
    [annotated] = heldout.read_truth("\n".join(["\t".join(COLUMNS), row]))
    with pytest.raises(SystemExit):
        heldout.match_truth(document(), annotated)
