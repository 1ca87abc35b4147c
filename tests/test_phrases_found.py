"""What is found by first syllables is what the patterns find that are tried at every place."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kl52.bodies import match_body_at
from kl52.bodies.lists import WINDOW
from kl52.bodies.names import Reader
from kl52.language.lexicon import fold
from kl52.language.phrases import Phrases, spaced, words_in
from kl52.obligations.actions import find_verbs, opens_with_verb, verb_at
from kl52.obligations.likeness import compare, compare_within
from kl52.obligations.time_phrases import CUE, whole_cue

PHRASES = ("giao(?: cho)?", r"đề\s+nghị", "sở(?! hữu)", "ủy ban", "đến hết", "đến")
PIECES = (
    *("giao", "cho", "đề", "nghị", "Đề nghị", "SỞ", "sở hữu", "Uỷ ban", "ủy", "ban", "đến", "hết"),
    *(
        "Sở Y tế",
        "các sở, ngành",
        "UBND các xã",
        "Giám đốc",
        "Tổ chức",
        "tổ chức",
        "lập",
        "rà soát",
    ),
    *("chủ trì", "phối hợp", "kế hoạch", "chương trình", "xây dựng", "xong", "2026", "quý II"),
    *("người", "đồng chí", "tất cả", "Toàn bộ các", "Phó", "hòa", "hoà", "liên quan"),
)
GAPS = (" ", ", ", "; ", ". ", ": ", "\n", " (", ") ", "-", "")
clauses = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=14).map(
    lambda parts: "".join(map("".join, parts))
)
TIMES = (
    *("hoàn thành", "xong", "và", "phải", "cơ bản", "kết thúc", "trước", "mắt", "chậm nhất", "là"),
    *("không", "quá", "muộn", "hơn", "đến", "hết", "từ", "ngay", "trong", "vào", "đầu", "2026"),
)
ONE_PATTERN = re.compile(
    r"(?P<done>(?:(?:và\s+)?(?:phải\s+|cơ bản\s+)?(?:hoàn thành|hoàn tất|xong|kết thúc)\s+"
    r"(?:xong\s+)?)?)(?P<cue>trước(?!\s+(?:mắt|hết\s+là))|chậm nhất|muộn nhất|"
    r"(?:không|chưa)\s+(?:muộn|chậm|quá)\s*(?:hơn)?|đến hết|hết|đến|từ|ngay trong|trong|"
    r"ngay(?=\s+(?:đầu|giữa|cuối)\s)|vào)(?:\s+(?:là|vào|trong|đến|hết|thời điểm))*\s+",
    re.IGNORECASE,
)
times = st.lists(st.tuples(st.sampled_from(TIMES), st.sampled_from((" ", ", ", " ", "\n"))))
titles = st.lists(
    st.sampled_from(["kho", "đò", "chợ", "cầu", "sổ", "lớp", "tổ", "nhà"]), min_size=1, max_size=9
)


@given(clauses, st.integers(0, 20), st.integers(0, 60))
@example("giao cho Sở; giao sở hữu, Uỷ ban", 0, 60)
def test_phrases_are_those_that_a_search_finds(text: str, start: int, end: int) -> None:
    phrases = Phrases(*PHRASES, after=r"\b")
    search = re.compile(rf"(?<![^\W_])(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
    found = [match.span() for match in phrases.finditer(text, start, end)]
    assert found == [match.span() for match in search.finditer(text, start, end)]
    first = phrases.search(text, start, end)
    assert (first and first.span()) == (found[0] if found else None)


@given(clauses)
def test_folded_phrases_are_those_of_the_folded_text(text: str) -> None:
    phrases = Phrases("ủy ban", "hòa", "đề nghị", folded=True)
    search = re.compile(r"(?<![^\W_])(?:ủy ban|hòa(?![^\W_])|đề nghị)")
    found = [match.span() for match in phrases.finditer(text)]
    assert found == [match.span() for match in search.finditer(fold(text))]
    assert found == [match.span() for match in phrases.finditer(fold(text))]


@pytest.mark.parametrize("pattern", ["(?:giao|nhận)", r"\d+ sở", "sở?", "s[ởơ]", "giao*", " sở"])
def test_a_pattern_without_a_first_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(pattern)):
        Phrases("giao", pattern)


@given(st.text(max_size=40) | clauses)
def test_words_stand_where_they_are_said_to(text: str) -> None:
    found = words_in(text)
    assert found.spans == [match.span() for match in re.finditer(r"[^\W_]+", text)]
    assert sorted(place for each in found.places.values() for place in each) == [
        start for start, _ in found.spans
    ]
    assert all(fold(text[start:end]) == fold(word) for word, (start, end) in zip(
        found.words, found.spans, strict=True
    ))  # fmt: skip


def test_spaced_phrases_go_over_the_end_of_a_line() -> None:
    assert Phrases(*spaced("định kỳ")).search("Báo cáo định\nkỳ") is not None


@given(clauses)
def test_a_verb_at_the_head_is_the_first_of_all_verbs(text: str) -> None:
    first = next(find_verbs(text), None)
    opens = first is not None and not re.search(r"[^\W_]", text[: first.span.start])
    assert verb_at(text) == (first if opens else None)
    head = first is not None and not text[: first.span.start].strip()
    assert opens_with_verb(text) == (head and first is not None and first.strength != "stop")


@given(clauses, st.integers(0, 10))
def test_a_name_is_read_wherever_one_can_begin(text: str, at: int) -> None:
    """The first word only tells where no name begins."""
    if at < len(text) and Reader(text[at : at + WINDOW]).one(0) is not None:
        assert match_body_at(text, at) is not None


@given(st.lists(titles, max_size=7), st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0]))
def test_texts_that_are_alike_are_those_of_all_pairs(texts: list[list[str]], least: float) -> None:
    group = dict(enumerate(texts))
    every = {
        pair: likeness
        for pair, likeness in compare(group, group).items()
        if pair[0] < pair[1] and likeness >= least
    }
    assert compare_within(group, least) == pytest.approx(every)


@given(times.map(lambda parts: "".join(map("".join, parts))))
@example("phải hoàn thành xong trước hết kết thúc xong đến hết vào ")
def test_cues_are_those_of_one_pattern_for_what_precedes_and_them(text: str) -> None:
    found, past = [], 0
    for match in CUE.finditer(text):
        cue = whole_cue(match, past)
        found.append((cue.said, cue.start, cue.end, cue.done))
        past = cue.end
    assert found == [
        (match["cue"].casefold(), *match.span(), bool(match["done"]))
        for match in ONE_PATTERN.finditer(text)
    ]
