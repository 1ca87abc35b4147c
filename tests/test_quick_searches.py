"""Searches that were made quick find what their plain forms find."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.catalogue.identity import number_key, number_slug, slug
from kl52.citations import cues, mention, named, numbered, referring
from kl52.citations.phrases import each_of
from kl52.header.lines import MOTTO_BESIDE, shows_motto
from kl52.language.letters import UPPER, begins, in_capitals, in_small
from kl52.language.symbols import codes_of, symbol_of
from kl52.language.usage import vocabulary
from kl52.normalising import characters, glued, lookalikes, repairs, splits
from kl52.normalising.characters import clean, unified
from kl52.normalising.furniture import is_rule, is_stamp
from kl52.structure import units
from kl52.tables import read_table

LETTERS = "".join({*UPPER.replace("A-Z", "ABCDEGHIKLMNOPQRSTUVXY")})
LETTERS += LETTERS.lower() + " -/.:,()"


def words(*parts: str) -> st.SearchStrategy[str]:
    """Texts made of these parts, of single letters and of spaces."""
    return st.lists(st.sampled_from([*parts, *LETTERS, " ", " "]), max_size=12).map("".join)


@given(words("²", "¹", "⁵,", "m", "km", "3", "hành", " m"))
def test_the_mark_of_a_note_is_told_by_what_stands_before_it(line: str) -> None:
    plain = re.compile(
        r"(?<=[^\s\d⁰¹²³⁴-⁹,])(?<![\s\d][mM])(?<!\b[kcdm]m)[⁰¹²³⁴-⁹]+(?:,[⁰¹²³⁴-⁹]+)*"
    )
    found = [match.span() for match in characters._NOTE.finditer(line)]
    assert found == [match.span() for match in plain.finditer(line)]


@given(words("_", "__", "—", "*", "~ ", "\t"))
def test_a_rule_is_three_marks_or_more_and_nothing_else(line: str) -> None:
    marks = line.split()
    drawn = all(not mark.strip("_-–—=*~─━") for mark in marks) and sum(map(len, marks)) >= 3
    assert is_rule(line) == drawn


@given(words("congbao.chinhphu.vn", "CONGBAO.Chinhphu.VN", "x", "_"))
def test_the_site_of_the_gazette_makes_a_stamp(line: str) -> None:
    site = re.compile(r".*\bcongbao\.chinhphu\.vn\b.*", re.IGNORECASE)
    assert is_stamp(line) == bool(site.fullmatch(line))


@given(words("\u2010", "\u2011", "\uf0b7", "\uf02b", "e\u0301"))
def test_letters_that_look_alike_become_one(line: str) -> None:
    plain = unified(line)
    assert len(plain) == len(line)
    assert not {"\u2010", "\u2011", "\uf0b7", "\uf02b"} & {*plain}
    said = "".join(piece.text for piece in clean(plain))
    assert said == unicodedata.normalize("NFC", " ".join(plain.split()))


def test_a_usual_word_never_calls_for_a_look_at_its_line() -> None:
    for word in vocabulary():
        if len(word) > 1:
            patterns = (lookalikes.ODD, glued.JOINED, glued.GLUED, glued.STRAY)
            assert not any(pattern.search(word) for pattern in patterns), word
            assert not splits.is_part(word), word
            assert not repairs._is_odd(word)


@given(words("Độc lập - Tự do - Hạnh phúc", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "NƯỚC ",
             "độc lập - tự do - hạnh phuc", "ĐẢNG CỘNG SẢN VIỆT NAM", "____"))  # fmt: skip
def test_a_motto_is_seen_by_its_end(line: str) -> None:
    assert shows_motto(line) == bool(MOTTO_BESIDE.search(line))


@given(words("(1) a", "(2) b", ";", ":", "(12)"))
def test_inline_items_are_told_by_what_stands_before_them(line: str) -> None:
    plain = re.compile(r"(?<=[\s:;])\((\d{1,2})\)\s+(?=\S)")
    found = [match.span() for match in units._INLINE.finditer(line)]
    assert found == [match.span() for match in plain.finditer(line)]


@given(words("điều này", "Điều này", "tại ", "khoản 1 ", "khoản 2đ ", "khoản này", "của "))
def test_this_article_in_small_letters_stands_behind_a_part(line: str) -> None:
    plain = re.compile(
        rf"(?P<which>{begins(*each_of('part'))}|(?:(?<=tại )|(?<=của )|(?<=hoản \d )"
        r"|(?<=hoản \d\d )|(?<=hoản \d[a-zđ] ))điều) này(?!\w)"
    )
    found = [match.span() for match in referring._INNER.finditer(line)]
    assert found == [match.span() for match in plain.finditer(line)]


NUMBERS = st.one_of(
    words("52-KL/TW", "0", "12", "/2025", "/QĐ-TTg", "-NQ/TW", "30a", "/NĐ-CP", ".", "TTLT/", "ð"),
    st.from_regex(r"\A0{0,2}[0-9]{1,7}(?:/20[0-9]{2})?[-/][A-ZĐ]{1,4}(?:[-/][A-ZĐ]{2,4}){0,3}\Z"),
)


@given(NUMBERS)
def test_the_codes_of_a_number_are_those_of_its_symbol(number: str) -> None:
    symbol = symbol_of(number)
    assert codes_of(number) == (symbol.codes if symbol else ())


@given(NUMBERS)
def test_the_key_and_the_slug_of_a_number_are_those_of_its_whole(number: str) -> None:
    plain = unicodedata.normalize("NFC", number).replace("Ð", "Đ").replace("ð", "đ")
    key = re.sub(r"^0+(?=\d)", "", "".join(plain.split())).casefold()
    assert number_key(number) == re.sub("(?<=ttlt)/|(?<=nqlt)/", "-", key)
    assert number_slug(number) == ".".join(map(slug, number_key(number).split(".")))


@given(words("đề án số", "Đề án số", "ĐỀ ÁN SỐ", "đề án", "_", "đề án số đề án số"))
def test_a_name_is_used_where_its_whole_words_stand(line: str) -> None:
    plain = re.compile(rf"{begins('đề án số', any_case=True)}(?!\w)")
    found = [(span.start, span.end) for span in named._uses("đề án số", in_small(line))]
    assert found == [match.span() for match in plain.finditer(line)]


def test_cues_are_written_in_small_letters() -> None:
    assert all(pattern == pattern.lower() for _, pattern, *_ in read_table("cues.tsv"))


@given(words("Căn cứ", "CĂN CỨ", "thực hiện", "Hướng dẫn thi hành", "bãi bỏ", "(kèm theo"))
def test_cues_are_found_in_any_case(line: str) -> None:
    found = {(cue.pattern.pattern, span.start, span.end) for cue, span in cues._cues_in(line)}
    assert found == {
        (cue.pattern.pattern, *match.span())
        for cue in cues.cues()
        for match in re.compile(cue.pattern.pattern, re.IGNORECASE).finditer(line)
    }


@pytest.mark.parametrize("typed", mention.type_names())
@pytest.mark.parametrize("form", [str, in_capitals, in_small, str.title])
def test_a_type_at_the_end_is_seen_in_any_case(typed: str, form: type[str]) -> None:
    before = f"theo {form(typed)} "
    plain = mention.type_end().search(before)
    found = numbered._type_at_end(before)
    assert (plain and plain.span()) == (found and found.span())


@given(words("Quyết định", "QĐ", "KẾ HOẠCH", "Luật", "sư"))
def test_nothing_else_is_a_type_at_the_end(before: str) -> None:
    begin = max(0, len(before.rstrip()) - numbered._LONGEST_TYPE)
    plain = mention.type_end().search(before, begin)
    found = numbered._type_at_end(before)
    assert (plain and plain.span()) == (found and found.span())
