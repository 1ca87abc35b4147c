"""BM25 against its formula, and the sum with cosines."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.meaning.retrieval import WordIndex, hybrid

TEXTS = ("kế hoạch báo cáo", "báo cáo báo cáo năm", "đất đai", "")


def counts(text: str) -> Counter[str]:
    return Counter(text.split())


def bm25(query: str, at: int) -> float:
    """The formula, term by term."""
    lists = [text.split() for text in TEXTS]
    mean = sum(map(len, lists)) / len(lists)
    total = 0.0
    for term in query.split():
        holding = sum(term in words for words in lists)
        times = lists[at].count(term)
        rarity = math.log(1 + (len(lists) - holding + 0.5) / (holding + 0.5))
        total += rarity * times / (times + 1.5 * (0.25 + 0.75 * len(lists[at]) / mean))
    return total


@pytest.mark.parametrize("query", ["báo cáo", "kế hoạch năm", "báo báo", "không có", ""])
def test_scores_follow_the_formula(query: str) -> None:
    scores = WordIndex([counts(text) for text in TEXTS]).scores(counts(query))
    assert np.allclose(scores, [bm25(query, at) for at in range(len(TEXTS))], atol=1e-6)


@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_texts_without_words(texts: list[str]) -> None:
    scores = WordIndex([counts(text) for text in texts]).scores(counts("báo cáo"))
    assert scores.shape == (len(texts),)
    assert not scores.any()


@given(st.lists(st.text("abc ", max_size=12), max_size=6), st.text("abcd ", max_size=12))
def test_only_texts_that_share_a_term_score(texts: list[str], query: str) -> None:
    scores = WordIndex([counts(text) for text in texts]).scores(counts(query))
    assert [score > 0 for score in scores] == [
        bool(counts(text).keys() & counts(query).keys()) for text in texts
    ]


def test_meaning_decides_where_words_are_equal() -> None:
    assert hybrid([[2, 2]], [[0.1, 0.4]]).argmax() == 1


def test_words_decide_where_meaning_is_equal() -> None:
    assert hybrid([[3, 2]], [[0.4, 0.4]]).argmax() == 0


def test_no_words_in_common_leaves_the_meaning() -> None:
    assert np.allclose(hybrid([[0, 0]], [[0.1, 0.4]]), [[0.1, 0.4]])
    assert hybrid(np.zeros((1, 0)), np.zeros((1, 0))).shape == (1, 0)
