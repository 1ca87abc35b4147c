"""Links: what speaks for a pair, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.alignment import align
from kl52.alignment.features import Features
from kl52.alignment.scoring import score
from kl52.alignment.words import Vectors, cosine, cosines
from kl52.model import Deadline, Document, Obligation
from kl52.parsing import parse_document

NONE = Features(0.3, 0.5, 0.5, 0, 0.3, 0.3, 0, 0, 0, 0)


def plan(*tasks: str) -> Document:
    items = "\n".join(f"{number}. {task}" for number, task in enumerate(tasks, 1))
    return parse_document(f"I. NHIỆM VỤ\n{items}\n".encode(), name="ke-hoach.txt")


def aims(doc: Document, *ends: str) -> Document:
    """The document with its tasks as targets for these days."""
    duties: list[Obligation] = [
        replace(duty, kind="target", deadline=Deadline(end, "by", end=end))
        for duty, end in zip(doc.obligations, ends, strict=True)
    ]
    return replace(doc, obligations=tuple(duties))


def links(local: Document, source: Document) -> dict[str, list[str]]:
    found = align(local, [replace(source, id="above")], on="2026-01-01")
    return {id: [match.obligation for match in each.accepted] for id, each in found.items()}


HOUSES = "Sở Xây dựng sửa {} nhà văn hóa thôn bị dột ở vùng cao."
BOATS = "Sở Nông nghiệp và Môi trường kẻ lại số hiệu của thuyền câu ven bờ."


def test_the_same_task_in_other_order_is_found() -> None:
    source = plan(BOATS, HOUSES.format("hết"))
    assert links(plan(HOUSES.format("xong"), BOATS), source) == {"o1": ["o2"], "o2": ["o1"]}


def test_a_target_of_one_year_is_not_that_of_another() -> None:
    """Programmes set one measure for 2030 and again for 2045, in the same words."""
    words = "Sở Xây dựng đưa tỷ lệ nhà văn hóa thôn có mái mới lên cao."
    source = aims(plan(words, words), "2030-12-31", "2045-12-31")
    for end, id in (("2030-12-31", "o1"), ("2045-12-31", "o2")):
        assert links(aims(plan(words), end), source) == {"o1": [id]}


def test_a_target_of_a_year_that_the_source_has_not_is_still_held_against_it() -> None:
    words = "Sở Xây dựng đưa tỷ lệ nhà văn hóa thôn có mái mới lên cao."
    source = aims(plan(words), "2030-12-31")
    assert links(aims(plan(words), "2035-12-31"), source) == {"o1": ["o1"]}


@pytest.mark.parametrize("name", ["words", "best_of_local", "section", "actor", "citation"])
def test_what_speaks_for_a_link_makes_it_likelier(name: str) -> None:
    assert score(replace(NONE, **{name: 1.0})) > score(NONE)


@given(st.lists(st.text(alphabet="abc đ", max_size=20), min_size=1, max_size=6))
def test_the_index_gives_the_same_cosines_as_pairs(texts: list[str]) -> None:
    vectors = Vectors(texts)
    made = [vectors.of(text) for text in texts]
    for one, row in zip(made, cosines(made, made), strict=True):
        for at, other in enumerate(made):
            assert row.get(at, 0.0) == pytest.approx(cosine(one, other))
