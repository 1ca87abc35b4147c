"""Templates of planted plans are filled with the parent's words, and their truth is checked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.planting import (
    PlantingError,
    check,
    docx_of,
    fill,
    load,
    names,
    parent_text,
    places,
)
from kl52.parsing import text_of
from kl52.spans import Span

SHARED = Path(__file__).resolve().parents[2] / "shared"

PARENT = """CHƯƠNG TRÌNH
1. Rà soát cầu treo, hoàn thành trước ngày 30/6/2026.
2. Trồng rừng ven sông.
3. Bộ Xây dựng ban hành sổ tay.
"""
RAISE, PLANT, BOOK = ([PARENT.index(w), PARENT.index(w) + len(w)] for w in (
    "Rà soát cầu treo, hoàn thành trước ngày 30/6/2026.",
    "Trồng rừng ven sông.",
    "Bộ Xây dựng ban hành sổ tay.",
))  # fmt: skip
TEMPLATE = f"""[COLUMNS]
UBND TỈNH AN LÂM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 9/KH-UBND\tAn Lâm, ngày 04 tháng 5 năm 2026
[/COLUMNS]
KẾ HOẠCH
⟦a⟧{{{{{RAISE[0]}-{RAISE[1]}|cầu treo=>cầu treo, cầu tạm|30/6=>[[31/8||30/6]]}}}} ⟦b⟧Phát quà.
[TABLE]
TT\tNhiệm vụ\tCơ quan
⟦c⟧1\tTrồng cây\tSở Xây dựng
[/TABLE]
[[Chương trình||Kế hoạch]] này gửi Sở.
"""


def truth(**changed: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "parent_file": "parent.txt",
        "parent_sha256": hashlib.sha256(text_of(PARENT).text.encode()).hexdigest(),
        "parent_units": [RAISE, PLANT, BOOK],
        "covered": [{"parent_span": RAISE, "local": "a", "relation": "equal", "style": "close"}],
        "partial": [{"parent_span": PLANT, "local": "c", "relation": "subset", "style": "free"}],
        "missing": [],
        "not_applicable": [{"parent_span": BOOK, "reason": "binds a ministry"}],
        "coordinator_only": [],
        "execution": [],
        "local_only": [{"local": "b"}],
        "faults": [{"kind": "deadline_later", "where": "a", "what": "31/8", "parent_span": RAISE}],
        "decoys": [{"where": "b", "what": "Phát quà"}],
    }
    return plain | changed


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "parent.txt").write_text(PARENT, "utf-8")
    (tmp_path / "an-lam.txt").write_text(TEMPLATE, "utf-8")
    (tmp_path / "an-lam.truth.json").write_text(json.dumps(truth()), "utf-8")
    return tmp_path


def wrong(plans: Path, **changed: object) -> list[str]:
    (plans / "an-lam.truth.json").write_text(json.dumps(truth(**changed)), "utf-8")
    planted, clean = (load("an-lam", plans, clean=each, folder=plans) for each in (False, True))
    return check(planted, clean.plan)


def test_copied_words_are_joined_changed_and_switched() -> None:
    faulty, clean = fill(TEMPLATE, PARENT), fill(TEMPLATE, PARENT, clean=True)
    words = "Rà soát cầu treo, cầu tạm, hoàn thành trước ngày {}/2026."
    assert faulty.words("a") == words.format("31/8")
    assert clean.words("a") == words.format("30/6")
    assert "Chương trình này" in faulty.text
    assert "Kế hoạch này" in clean.text


def test_an_item_ends_at_the_next_marker_or_at_the_end_of_its_line() -> None:
    plan = fill(TEMPLATE, PARENT)
    assert plan.words("b") == "Phát quà."
    assert plan.words("c") == "1\tTrồng cây\tSở Xây dựng"
    assert "⟦" not in plan.text


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{0-999}}", "999"),
        ("{{5-5}}", "5-5"),
        ("{{0-3}}", "cuts a word"),
        ("{{0-12|TRÌNH}}", "1 times"),
        ("{{0-12|ĐỀ ÁN=>KẾ HOẠCH}}", "0 times"),
        ("{{0-12|N=>L}}", "2 times"),
        ("{{0 - 12}}", "left over"),
        ("[[faulty|right]]", "left over"),
        ("⟦a⟧Một ⟦a⟧Hai", "two items"),
    ],
)
def test_a_template_that_does_not_fit_is_refused(template: str, says: str) -> None:
    with pytest.raises(PlantingError, match=says):
        fill(template, PARENT)


def test_another_text_of_the_parent_is_refused(plans: Path) -> None:
    (plans / "parent.txt").write_text(PARENT + "4. Thêm.", "utf-8")
    with pytest.raises(PlantingError, match="digest"):
        load("an-lam", plans, folder=plans)


def test_items_are_found_in_the_word_file_read_back(plans: Path) -> None:
    planted = load("an-lam", plans, folder=plans)
    text = parent_text(docx_of(planted, plans / "an-lam.docx"))
    found = places(planted.plan, text)
    assert found["b"].of(text).rstrip(".") == "Phát quà"
    assert found["c"].of(text).split() == ["1", "Trồng", "cây", "Sở", "Xây", "dựng"]
    assert "[TABLE]" not in text


def test_an_item_that_is_not_in_the_text_is_told() -> None:
    with pytest.raises(PlantingError, match="item a"):
        places(fill("⟦a⟧Xây cầu.", ""), "Trồng rừng.")


def test_a_truth_that_holds(plans: Path) -> None:
    assert wrong(plans) == []
    assert names(plans) == ["an-lam"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"not_applicable": []}, "no state"),
        ({"missing": [{"parent_span": BOOK}]}, "missing"),
        ({"missing": [{"parent_span": [0, 5]}]}, "no obligation"),
        ({"parent_units": [RAISE, PLANT, BOOK, [BOOK[0], BOOK[1] - 1]]}, "overlap"),
        ({"missing": [{"parent_span": BOOK, "parent_duplicates": [RAISE]}]}, "own state"),
        ({"local_only": []}, "item b is not in the truth"),
        ({"local_only": [{"local": "b"}, {"local": "x"}]}, "item x is not in the plan"),
        ({"local_only": [{"local": "b"}, {"local": "a"}]}, "linked and local only"),
        ({"faults": [{"kind": "form", "where": "b", "what": "31/8"}]}, "is not at b"),
        (
            {"faults": [{"kind": "form", "where": "b", "what": "quà"}]},
            "not told from the clean plan",
        ),
        (
            {"faults": [{"kind": "form", "where": "a", "what": "31/8", "parent_span": [0, 1]}]},
            "names",
        ),
        ({"decoys": [{"where": "a", "what": "31/8"}]}, "decoy"),
    ],
)
def test_a_truth_that_does_not_hold_is_told(
    plans: Path, changed: dict[str, object], says: str
) -> None:
    assert any(says in each for each in wrong(plans, **changed))


@pytest.mark.skipif(not SHARED.is_dir(), reason="no documents beside the repository")
@pytest.mark.parametrize("name", names())
def test_the_plans_of_the_benchmark_hold(name: str, tmp_path: Path) -> None:
    planted, clean = (load(name, SHARED, clean=each) for each in (False, True))
    assert check(planted, clean.plan) == []
    for plan in (planted, clean):
        text = parent_text(docx_of(plan, tmp_path / "plan.docx"))
        assert list(places(plan.plan, text)) == list(plan.plan.items)


def test_a_fault_may_be_what_the_plan_lacks(plans: Path) -> None:
    assert wrong(plans, faults=[{"kind": "form", "where": "a", "lacks": "30/6"}]) == []


def test_spans_of_items_are_half_open() -> None:
    plan = fill("Mở. ⟦a⟧Xây cầu.\nHết.", "")
    assert plan.items["a"] == Span(4, 12)
