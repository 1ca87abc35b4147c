"""The tables are whole, consistent and fast to read."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.language import lexicon
from kl52.language.lexicon import bodies, doc_types, fold, laws, provinces, slug, words

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("Uỷ ban", "Ủy ban", "the tone of uy"),
        ("khoá XIII", "Khóa XIII", "the tone of oa"),
        ("Hoà Bình", "HÒA BÌNH", "case and tone"),
        ("Thuỷ sản", "Thủy sản", "after a consonant pair"),
        ("sức khoẻ", "sức khỏe", "the tone of oe"),
        ("Toà án", "Tòa án", "before a space"),
        (unicodedata.normalize("NFD", "Ủy ban"), "Ủy ban", "decomposed input"),
    ],
)
def test_fold_unifies(left: str, right: str, why: str) -> None:
    assert fold(left) == fold(right), why


@pytest.mark.parametrize(
    ("text", "folded", "why"),
    [
        ("quý II", "quý ii", "qu is one consonant: the tone stays on y"),
        ("hoàn thành", "hoàn thành", "a final consonant fixes the tone"),
        ("Bộ", "bộ", "diacritics stay"),
    ],
)
def test_fold_leaves(text: str, folded: str, why: str) -> None:
    assert fold(text) == folded, why


@given(st.text())
def test_fold_keeps_the_length_of_nfc_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(text)


@given(st.text())
def test_slug_is_ascii(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))


def test_slug_of_d_with_stroke() -> None:
    assert slug("Đảng ủy Đăk Lăk") == "dang-uy-dak-lak"


def test_doc_types_are_unique_and_known_by_slug() -> None:
    keys = [(each.family, each.code, each.name) for each in doc_types()]
    assert len(keys) == len(set(keys))
    assert all(each.slug == slug(each.name) for each in doc_types())
    assert {each.family for each in doc_types()} == {"state", "party", "legislature", "old"}
    assert {each.normative for each in doc_types()} <= {"yes", "no", "by-year"}


@pytest.mark.parametrize(
    ("family", "code", "names", "why"),
    [
        ("party", "QĐ", {"Quyết định", "Quy định"}, "one Party code, two types"),
        ("state", "QĐ", {"Quyết định"}, "the state has QyĐ for Quy định"),
        ("party", "QH", {"Quy hoạch"}, "no National Assembly in the Party's codes"),
        ("state", "TTLT", {"Thông tư liên tịch"}, "joint circular"),
    ],
)
def test_codes(family: str, code: str, names: set[str], why: str) -> None:
    found = {each.name for each in doc_types() if (each.family, each.code) == (family, code)}
    assert found == names, why


def test_laws_are_well_formed() -> None:
    assert len({law.name.lower() for law in laws()}) >= 300
    for law in laws():
        assert law.name.startswith(law.kind), law
        assert not law.date or ISO.fullmatch(law.date), law
        assert law.certainty in ("V", "G"), law
        if year := re.match(r"\d+/(\d{4})/", law.number):
            assert not law.date or law.date[:4] == year[1], law
    numbers = [law.number for law in laws() if law.number]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("name", "number", "why"),
    [
        ("Luật Cán bộ, công chức", "80/2025/QH15", "a comma in the name"),
        ("Luật Công nghiệp công nghệ số", "71/2025/QH15", "số is a word of the name"),
        ("Luật Phổ biến, giáo dục pháp luật", "14/2012/QH13", "a comma in the name"),
        (
            "Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
            "42/2024/QH15",
            "commas and và",
        ),
        ("Luật Khoa học và Công nghệ", "29/2013/QH13", "the older of several"),
    ],
)
def test_law_names(name: str, number: str, why: str) -> None:
    assert number in {law.number for law in laws() if law.name == name}, why


def test_provinces_before_and_after_the_merger() -> None:
    assert len([each for each in provinces() if each.exists("2024-12-31")]) == 63
    after = [each for each in provinces() if each.exists("2026-01-01")]
    assert len(after) == 34
    assert len([each for each in after if each.kind == "thành phố"]) == 6
    ids = {each.id for each in provinces()}
    for each in provinces():
        assert (each.successor in ids) if each.until else not each.successor, each
        assert set(each.predecessors) <= ids, each


def test_registry_is_consistent() -> None:
    by_id = {body.id: body for body in bodies()}
    assert len(by_id) == len(bodies())
    for body in bodies():
        for other in (*body.local, *body.below, *(each.split("@")[0] for each in body.parent)):
            assert other in by_id, (body.id, other)
        for date in (body.since, body.until):
            assert not date or ISO.fullmatch(date), body
        assert not (body.since and body.until) or body.since <= body.until, body
        assert body.certainty in ("V", "G")


def test_words_are_folded() -> None:
    for kind in ("head", "noun", "modifier", "person", "verb"):
        assert words(kind)
        assert all(word == fold(word) for word in words(kind))


def test_nothing_is_read_at_import() -> None:
    code = (
        "import kl52.bodies, kl52.language.lexicon as lexicon;"
        "print(sum(f.cache_info().currsize for f in "
        "(lexicon.bodies, lexicon.laws, lexicon.provinces, lexicon.doc_types, lexicon.words)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_every_public_name_has_a_docstring() -> None:
    for name in ("doc_types", "laws", "provinces", "bodies", "words", "fold", "slug"):
        assert getattr(lexicon, name).__doc__, name
