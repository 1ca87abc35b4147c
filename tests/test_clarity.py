"""The six of clarity: which an obligation states, with the words that do."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from kl52.catalogue import corpus_root
from kl52.model import Document
from kl52.obligations.clarity import (
    NAMES,
    Clarity,
    Judge,
    Name,
    Verdict,
    clarity,
    merge,
    profile,
)
from kl52.parsing import parse_document
from kl52.tables import read_table

FICTITIOUS = Path(str(corpus_root())) / "fictitious"


def parsed(*lines: str) -> Document:
    return parse_document("\n".join(("II. NHIỆM VỤ", *lines)).encode(), name="a.txt")


def judged(*lines: str, name: Name) -> tuple[Verdict, str | None]:
    """The verdict on the last obligation, and the words of its evidence."""
    doc = parsed(*lines)
    found = clarity(doc.obligations[-1], doc).criteria[NAMES.index(name)]
    return found.verdict, found.evidence.of(doc.text.text) if found.evidence else None


@pytest.mark.parametrize(
    ("name", "line", "verdict", "words"),
    [
        ("person", "Sở Y tế lập sổ kho.", "stated", "Sở Y tế"),
        ("person", "Các sở, ban, ngành lập sổ kho.", "partial", "Các sở, ban, ngành"),
        ("person", "Lập sổ kho thuốc của tỉnh.", "absent", None),
        ("work", "Sở Y tế lập sổ kho.", "stated", "lập"),
        ("work", "Sở Y tế tăng cường truyền thông.", "partial", "tăng cường"),
        ("work", "Sở Y tế tăng cường truyền thông; lập sổ kho.", "stated", "lập"),
        ("time", "Sở Y tế lập sổ kho, xong trước ngày 02/9/2026.", "stated",
         "xong trước ngày 02/9/2026"),
        ("time", "Sở Y tế kiểm tra kho. Thời gian thực hiện: Thường xuyên.", "partial",
         "Thường xuyên"),
        ("time", "Sở Y tế lập sổ kho.", "absent", None),
        ("responsibility", "Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra kho.", "stated",
         "chủ trì"),
        ("responsibility", "Sở Y tế lập sổ kho.", "stated", "Sở Y tế"),
        ("responsibility", "Sở Y tế, Sở Nội vụ kiểm tra kho.", "partial", None),
        ("responsibility", "Lập sổ kho thuốc của tỉnh.", "absent", None),
        ("product", "Sở Y tế xây dựng Đề án kho thuốc.", "stated", "Đề án kho thuốc"),
        ("product", "Sở Y tế rà soát 95% số kho thuốc.", "stated", "95%"),
        ("product", "Sở Y tế kiểm tra kho.", "absent", None),
        ("authority", "Sở Y tế lập Đề án kho, trình Ủy ban nhân dân tỉnh.", "stated",
         "trình Ủy ban nhân dân tỉnh"),
        ("authority", "Sở Y tế tham mưu Ủy ban nhân dân tỉnh ban hành quy chế kho.", "stated",
         "tham mưu Ủy ban nhân dân tỉnh"),
        ("authority", "Sở Y tế ban hành quy chế kho.", "stated", "ban hành"),
        ("authority", "Sở Y tế xây dựng, ban hành Đề án kho.", "stated", "ban hành"),
        ("authority", "Sở Y tế lập Đề án kho, trình cấp có thẩm quyền.", "partial",
         "cấp có thẩm quyền"),
        ("authority", "Sở Y tế xây dựng Đề án kho thuốc.", "absent", None),
        ("authority", "Sở Y tế kiểm tra kho.", "not_assessed", None),
        ("authority", "Sở Y tế nâng cao trình độ thủ kho theo trình tự chung.", "not_assessed",
         None),
    ],
)  # fmt: skip
def test_each_of_the_six(name: Name, line: str, verdict: Verdict, words: str | None) -> None:
    found, evidence = judged(f"1. {line}", name=name)
    assert found == verdict
    if words is not None:
        assert evidence == words


def test_an_inherited_lead_is_shown_where_it_is_printed() -> None:
    doc = parsed("1. Sở Y tế", "a) Lập sổ theo dõi kho thuốc.", "b) Kiểm tra kho thuốc.")
    found = clarity(doc.obligations[-1], doc).criteria[0]
    assert found.verdict == "stated"
    assert found.evidence is not None
    assert found.evidence.start == doc.text.text.index("Sở Y tế")


def test_the_cells_of_a_row_are_evidence() -> None:
    doc = parse_document(FICTITIOUS / "9902-kh-ubnd.docx")
    row = next(each for each in doc.obligations if each.where == "table")
    found = {each.name: each for each in clarity(row, doc).criteria}
    text = doc.text.text
    shown = {name: each.evidence.of(text) for name, each in found.items() if each.evidence}
    assert shown["person"] == "Sở Nội vụ"
    assert shown["time"] == "Quý I/2027"
    assert shown["product"] == shown["authority"] == "Quyết định của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("kind", "needless"),
    [
        ("execution", set(NAMES)),
        ("prohibition", {"time", "product", "authority"}),
    ],
)
def test_what_a_kind_does_not_need_is_not_applicable(kind: str, needless: set[Name]) -> None:
    doc = parsed("1. Sở Y tế lập sổ kho.")
    found = clarity(replace(doc.obligations[0], kind=kind), doc)  # type: ignore[arg-type]
    assert {each.name for each in found.criteria if each.verdict == "not_applicable"} == needless
    assert not set(found.lacks) & needless


def test_what_a_press_item_leaves_out_is_not_assessed() -> None:
    doc = parsed("1. Sở Y tế lập sổ kho.")
    duty = doc.obligations[0]
    assert "time" in clarity(duty, doc).lacks
    told = clarity(replace(duty, secondhand=True), doc)
    assert told.criteria[NAMES.index("time")].verdict == "not_assessed"
    assert "time" not in told.lacks


@pytest.mark.parametrize("name", ["990-ct-tw", "9901-qd-ttg", "9902-kh-ubnd"])
def test_the_profile_has_its_denominators(name: str) -> None:
    doc = parse_document(FICTITIOUS / f"{name}.txt")
    judge = Judge(doc)
    found = [judge.clarity(duty) for duty in doc.obligations]
    assert found == [clarity(duty, doc) for duty in doc.obligations]
    whole = profile(found)
    assert whole.obligations == len(doc.obligations)
    for share in whole.shares:
        counted = share.judged + share.not_applicable + share.not_assessed
        assert counted == whole.obligations
        assert share.stated <= share.judged
    assert whole.complete <= whole.judged <= whole.obligations


def test_evidence_is_in_the_text() -> None:
    doc = parse_document(FICTITIOUS / "9901-qd-ttg.pdf")
    for duty in doc.obligations:
        for each in clarity(duty, doc).criteria:
            if each.evidence is not None:
                assert each.evidence.of(doc.text.text).strip()
                assert each.verdict in ("stated", "partial")


def test_a_task_in_two_places_has_what_either_states() -> None:
    doc = parsed("1. Sở Y tế lập sổ kho.", "2. Kiểm tra kho, xong trước ngày 02/9/2026.")
    first, second = (clarity(duty, doc) for duty in doc.obligations)
    assert "time" in first.lacks
    assert "person" in second.lacks
    assert not {"time", "person"} & set(merge((first, second)).lacks)


def test_a_verdict_is_never_a_pass() -> None:
    assert "pass" not in {verdict.casefold() for verdict in get_args(Verdict)}
    assert isinstance(clarity(parsed("1. Sở Y tế lập sổ.").obligations[0], parsed()), Clarity)


def test_the_words_are_folded_and_each_stands_once() -> None:
    rows = [tuple(row) for row in read_table("clarity.tsv")]
    assert len(rows) == len(set(rows))
    assert all(word == word.casefold() and re.fullmatch(r"[\w ,]+", word) for word, _ in rows)
