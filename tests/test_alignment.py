"""Links: what speaks for a pair, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.alignment import align
from kl52.alignment.checks import actor_agreement
from kl52.alignment.features import Features, Side, pairs_of
from kl52.alignment.matching import texts_of
from kl52.alignment.scoring import score
from kl52.alignment.sections import Correspondence
from kl52.alignment.words import Vectors, cosine, cosines
from kl52.model import Body, Deadline, Document, Obligation
from kl52.parsing import parse_document
from kl52.spans import Span

NONE = Features(0.5, 0.5, 0, 0.3, 0, 0, 0.3, 0, 0, 0)


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


SPEAKING = ["best_of_local", "best_of_source", "section", "others", "adds", "actor", "citation"]


@pytest.mark.parametrize("name", SPEAKING)
def test_what_speaks_for_a_link_makes_it_likelier(name: str) -> None:
    assert score(replace(NONE, **{name: 1.0})) > score(NONE)


@given(st.lists(st.text(alphabet="abc đ", max_size=20), min_size=1, max_size=6))
def test_the_index_gives_the_same_cosines_as_pairs(texts: list[str]) -> None:
    vectors = Vectors(texts)
    made = [vectors.of(text) for text in texts]
    for one, row in zip(made, cosines(made, made), strict=True):
        for at, other in enumerate(made):
            assert row.get(at, 0.0) == pytest.approx(cosine(one, other))


def in_units(*units: str) -> list[Obligation]:
    return [Obligation(f"o{n}", Span(0, 1), "Kẻ lại vạch sơn", "task", unit=unit)
            for n, unit in enumerate(units, 1)]  # fmt: skip


def test_sections_correspond_where_their_tasks_do() -> None:
    """What the other tasks of a section are near to speaks for a pair, the pair itself does not."""
    local = in_units("ii__1__a", "ii__1__b", "ii__1__c", "ii__2__a")
    source = in_units("iii__4__a", "iii__4__b", "iii__5__a")
    near = [{0: 1.0}, {1: 0.8}, {0: 0.2, 2: 0.9}, {0: 0.7}]
    sections = Correspondence(near, local, source)
    assert sections.of(2, 1) == pytest.approx(0.9)  # two others: 1.0 and 0.8
    assert sections.of(0, 0) == pytest.approx(0.5)  # 0.8 and 0.2
    assert sections.of(0, 2) == pytest.approx(0.45)
    assert (sections.of(3, 0), sections.of(3, 2)) == (0.7, 0.0)  # alone in its section


def test_of_a_group_of_bodies_nobody_can_tell_whether_it_disagrees() -> None:
    def task(*lead: str) -> Obligation:
        bodies = tuple(Body(name, "x") for name in lead)
        return Obligation("o1", Span(0, 1), "Kẻ lại vạch sơn", "task", lead=bodies)

    mine = task("Sở Xây dựng")
    assert actor_agreement(mine, task("Bộ Nội vụ"), None) < 0
    for group in ("Các bộ, ngành", "Ủy ban nhân dân các tỉnh", "Ủy ban nhân dân cấp tỉnh"):
        assert actor_agreement(mine, task(group), None) == 0
    assert actor_agreement(mine, task("Bộ Xây dựng"), "Bộ Xây dựng → Sở Xây dựng") == 1


def test_a_source_is_likelier_by_what_the_nearest_one_does_not_explain() -> None:
    """A task made of two has two sources; one that only repeats words of the first is none."""
    both = f"{HOUSES.format('xong')[:-1]} và kẻ lại số hiệu của thuyền câu ven bờ."
    local = plan(both)
    source = plan(HOUSES.format("hết"), BOATS, "Sở Xây dựng đếm nhà văn hóa thôn ở vùng cao.")
    texts = [texts_of(local), texts_of(source)]
    vectors = Vectors(text for each in texts for text in each)
    own, above = (
        Side(doc, each, vectors) for doc, each in zip((local, source), texts, strict=True)
    )
    [row] = pairs_of(own, above, None)
    adds = {pair.source.id: pair.features.adds for pair in row}
    assert min(adds["o1"], adds["o2"]) > 2 * adds["o3"]
