"""Word segmentation: whatever underthesea makes of a text, the spans are those of the text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.language.words import segment_words

PLAN = (
    "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch đào tạo cán bộ, công chức.\n"
    "Căn cứ Kết luận số 52-KL/TW ngày 30/5/2019 của Ban Bí thư;\n"
)
PIECES = (
    *("Sở", "Khoa", "học", "công nghệ", "kế hoạch", "52-KL/TW", "30/5/2019", "Uỷ ban", "hoà"),
    *(" ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\u2028", "\x0c"),
    *(",", ".", "…", ";", "(", ")", "“", "”", "%", "🙂", "\u212b", "\u0301", "\u0958"),
)


def check(text: str) -> list[str]:
    """The words of ``text``, after a look at what must hold of any text."""
    spans = segment_words(text)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
    for one, next in pairwise(spans):
        assert one.end <= next.start
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered or char.isspace() for at, char in enumerate(text))
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("xây dựng kế hoạch", ["xây dựng", "kế hoạch"], "compounds are one word"),
        ("Sở  Khoa  học", ["Sở", "Khoa  học"], "with two spaces as well"),
        ("kế\thoạch, Công\u00a0nghệ", ["kế\thoạch", ",", "Công\u00a0nghệ"], "or a tab in it"),
        ("kế\nhoạch", ["kế", "hoạch"], "but never across a line"),
        ("  Sở Nội vụ \n", ["Sở", "Nội vụ"], "white space around belongs to no word"),
        ("\r\nSở Nội vụ\r\n", ["Sở", "Nội vụ"], "nor do line ends of Windows"),
        ("", [], "nothing in nothing"),
        (" \t\n\n\u00a0", [], "nor in white space"),
    ],
)
def test_words(text: str, words: list[str], reason: str) -> None:
    assert check(text) == words, reason


def test_compounds_of_a_task_are_joined() -> None:
    words = check(PLAN)
    assert {"chủ trì", "phối hợp", "xây dựng", "kế hoạch", "đào tạo", "công chức"} <= set(words)
    assert "30/5/2019" in words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (unicodedata.normalize("NFD", "Sở Công nghệ chủ trì"), "decomposed"),
        ("quận \u212bb", "a sign that NFC replaces"),
        ("thi\u0301\u0301 đua", "a mark too many"),
    ],
)
def test_what_underthesea_rewrites_falls_back_to_tokens(text: str, reason: str) -> None:
    assert check(text) == text.split(), reason


def test_a_line_that_falls_back_leaves_the_others_alone() -> None:
    odd = unicodedata.normalize("NFD", "Sở Công nghệ")
    assert check(f"kế hoạch\n{odd}\nkế hoạch") == ["kế hoạch", *odd.split(), "kế hoạch"]


@pytest.mark.parametrize(
    "text",
    [
        "Uỷ ban nhân dân, hoà giải, thuỷ lợi",  # the old place of the tone mark
        "a\u200bb \ufeffSở",
        "http://a.b/c?d=1&e=%20 x@y.vn",
        "<td>Sở Nội vụ</td>",
        "𝐒ở 🙂🙂 …",
        "1.2.3.a) - + * \\ [x](y)",
        "x\x00y \x1c z\x85",
        "Sở" * 200,
    ],
)
def test_odd_texts_lose_nothing(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_offsets_map_back_and_everything_is_covered(text: str) -> None:
    check(text)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_segmented(text: str) -> None:
    check(text)


def test_letters_that_shrink_and_grow_alike_do_not_shift_words() -> None:
    """NFC joins ``a`` and its mark, and parts U+0958: as long as before, not letter for letter."""
    check("Khoa\u0301 c\u00f4ng ngh\u1ec7\u0958")
