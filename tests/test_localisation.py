"""How much of a plan is copied, and whether anything local was added."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.coverage.localisation import RUN, copied_count, localisation_of
from tests.plans import DEVICES, PROVINCES, SOURCE, covered
from tests.values import count_calls

SYLLABLES = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=40)
COMMON = f"{DEVICES}, ưu tiên xã biên giới và xã an toàn khu của cả nước"


def slowly(words: list[str], sources: list[list[str]], run: int) -> int:
    """The syllables within a stretch of ``run`` that some source has, one by one."""
    copied = set()
    for at in range(len(words) - run + 1):
        stretch = words[at : at + run]
        if any(stretch == source[n : n + run] for source in sources for n in range(len(source))):
            copied |= set(range(at, at + run))
    return len(copied)


@settings(deadline=None)
@given(SYLLABLES, st.lists(SYLLABLES, max_size=3), st.integers(1, 9))
def test_copies_are_counted(words: list[str], sources: list[list[str]], run: int) -> None:
    assert copied_count(words, sources, run) == slowly(words, sources, run)


@pytest.mark.parametrize(
    ("task", "above", "share", "added", "why"),
    [
        (f"Tổ chức {COMMON}.", f"Tổ chức {COMMON}.", 1.0, (), "word for word"),
        (f"Sở Y tế {COMMON}.", f"{PROVINCES} {COMMON}.", None, ("actor",), "a body of its own"),
        (
            f"Tổ chức {COMMON}, hoàn thành trong năm 2027.",
            f"Tổ chức {COMMON}.",
            None,
            ("deadline",),
            "a date of its own",
        ),
        (
            f"Tổ chức {COMMON}, đạt tối thiểu 80% số xã.",
            f"Tổ chức {COMMON}.",
            None,
            ("figure",),
            "a figure of its own",
        ),
        (
            f"Các sở, ban, ngành {COMMON}.",
            f"Các bộ, ngành, địa phương {COMMON}.",
            None,
            (),
            "a group names nobody",
        ),
        (
            f"Sở Y tế {COMMON}, hoàn thành trong năm 2027.",
            f"{PROVINCES} {COMMON}, hoàn thành trong năm 2027.",
            None,
            ("actor",),
            "the date is that of the source",
        ),
    ],
)
def test_what_is_local(
    task: str, above: str, share: float | None, added: tuple[str, ...], why: str
) -> None:
    found = covered(f"I. NHIỆM VỤ\n1. {task}\n", f"1. {above}\n").localisation
    (only,) = found.tasks
    assert only.added == added, why
    assert only.copied >= RUN, why
    assert share is None or only.share == share, why
    assert (only in found.verbatim) is (only.share >= 0.8 and not added), why


def test_every_figure_has_its_denominator() -> None:
    found = covered().localisation
    plan = covered().document
    assert len(found.tasks) == 2
    assert found.copied == sum(each.copied for each in found.tasks)
    assert found.words > sum(each.words for each in found.tasks)  # the local task counts as well
    assert localisation_of(plan, ()).tasks == ()
    assert localisation_of(plan, ()).copied == 0


def test_work_grows_with_the_text_and_no_faster() -> None:
    def calls(times: int) -> int:
        words = ("rà soát quy định " * times).split()
        with count_calls() as counted:
            copied_count(words, [words])
        return counted[0]

    assert calls(2000) <= 2.5 * calls(1000)


def test_a_copy_of_the_source_is_told() -> None:
    body = "I. NHIỆM VỤ\n" + SOURCE
    found = covered(body).localisation
    assert len(found.verbatim) == len(found.tasks) == 3
    assert found.copied == found.words
