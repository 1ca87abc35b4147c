"""Repairs: what has one reading is put right, what has two stays, and every word leads back."""

# ruff: noqa: E501  (markup and odd lines are easier to read unbroken)
from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.language.lexicon import fold
from kl52.language.syllables import is_syllable
from kl52.language.usage import is_pair, is_word
from kl52.model import Line, Raw, Source
from kl52.normalising import normalise
from kl52.normalising.repairs import tell_repairs
from kl52.parsing import parse_document
from kl52.spans import Span
from kl52.tables import read_table


def text_of(*lines: str) -> str:
    return normalise(raw_of(*lines)).text


def raw_of(*lines: str) -> Raw:
    text, made = "", []
    for line in lines:
        made.append(Line(Span(len(text), len(text) + len(line)), complete=True))
        text += line + "\n"
    return Raw(Source("a.txt", "", "text/plain"), text, tuple(made))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        # split letters
        ("Quyết định c ủa Thủ tướng Chính phủ", "Quyết định của Thủ tướng Chính phủ"),
        ("ĐIỀ U KHOẢN THI HÀNH", "ĐIỀU KHOẢN THI HÀNH"),
        ("NGH Ị QUY ẾT", "NGHỊ QUYẾT"),
        ("Ủ Y BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("U Ỷ BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"),
        ("K Ế H O Ạ C H", "KẾ HOẠCH"),
        ("CH ƯƠNG TRÌNH HÀNH Đ ỘNG", "CHƯƠNG TRÌNH HÀNH ĐỘNG"),
        ("tổ ch ức th ực hi ện", "tổ chức thực hiện"),
        ("t hực hiện nhiệm v ụ được giao", "thực hiện nhiệm vụ được giao"),
        # glued words
        ("Căncứ Luật Tổ chức", "Căn cứ Luật Tổ chức"),
        ("theoQuyết định củaThủ tướng", "theo Quyết định của Thủ tướng"),
        ("trước ngày 29tháng 5 năm2021", "trước ngày 29 tháng 5 năm 2021"),
        ("số142/QĐ-TTgngày 21/01/2020", "số 142/QĐ-TTg ngày 21/01/2020"),
        ("ngày21/01/2020 của Bộ trưởng", "ngày 21/01/2020 của Bộ trưởng"),
        ("BAN HÀNHQUY CHẾ", "BAN HÀNH QUY CHẾ"),
        # letters that only look right
        ("15/NQ-\u0421\u0420", "15/NQ-CP"),
        ("Q\u0110-TTg, Q\u00d0-TTg, \u00f0iều", "QĐ-TTg, QĐ-TTg, điều"),
        ("\u0412an hành \u0410\u0392", "Ban hành AB"),
        ("\uff11\uff14\uff12\uff0fQĐ\uff0dTTg", "142/QĐ-TTg"),
        ("X\u00e2y d\u1ef1ng \ufb01le c\u0251c", "Xây dựng file cac"),
        ("Chương \u2161", "Chương II"),
        ("142\u2215QĐ-TTg", "142/QĐ-TTg"),
        # marks and spaces
        ("Kế\u0301 hoạch", "Kế hoạch"),
        ("công nghiệp hóa , hiện đại hóa ;", "công nghiệp hóa, hiện đại hóa;"),
        ("ngày 21 / 01 / 2020", "ngày 21/01/2020"),
        ("ngày 2 1 tháng 0 1 năm 2 0 2 0", "ngày 21 tháng 01 năm 2020"),
        ("Nơi nhận :", "Nơi nhận:"),
    ],
)
def test_one_reading_is_taken(printed: str, meant: str) -> None:
    text = normalise(raw_of(printed))
    assert text.text == meant
    assert text.repairs
    assert text.offsets.raw(Span(0, len(text.text))).of(text.raw) == printed


@pytest.mark.parametrize(
    "line",
    [
        "các điểm a, b và c ưu tiên", "tại điểm c ác mục", "a) Có đủ hồ sơ", "Vitamin c ó trong quả",
        "tỉnh Đắk Lắk, Bắc Kạn, Pleiku, Ea H'leo, Krông Búk, Chư Prông, Ayun Pa", "huyện M'Drắk",
        "142 / QĐ - TTg", "52 -KL/TW", "Nghị quyết 18- NQ/TW", "T Ư và T.Ư", "QĐ TTg", "UBND, HĐND",
        "5 m vải, 3 kg ớt, 10 ha, 2 l ít", "tỷ lệ 1 : 2", "1 / 2 số phiếu", ". . . . , ngày",
        "YouTube, VietGAP, iPhone, eLearning, VNeID, ThS, PGS.TS, McDonald", "SaoViệt, PhúMỹ Hưng",
        "bêtông, ôtô, ximăng, cácbon, internet, video, camera, radio, marathon", "QCVN01:2009/BYT, TT26",
        "hệ số α, β, ν; ΔT = 5 K; góc φ", "Россия и Украина", "Θεσσαλονίκη", "全角ＡＢ", "m², ½, №",
        "thanh-thu@example.vn, https://vanban.vn/tepdinhkem", "Điều 2a, khoản 3b, mục 1đ", "người thứ 1",
        "Luật này1", "năm học 2020 2021", "ngày 2 1 người", "Y tế; ý kiến; ở nơi", "hoà, hòa, uỷ, ủy",
        "I. MỤC ĐÍCH", "A. NHỮNG KẾT QUẢ", "Trần Y Nhã, Y Ăn, H Ương, A Ân", "Chữ T in hoa", "O O O",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    ],
)  # fmt: skip
def test_two_readings_stay(line: str) -> None:
    text = normalise(raw_of(line))
    assert text.text == line
    assert not text.repairs


def test_each_word_leads_back_to_what_is_printed() -> None:
    printed = "Theo Quyết định số142/QĐ-TTg c ủa Thủ tướng, 15/NQ-\u0421\u0420"
    text = normalise(raw_of(printed))
    places = {
        "số": "số",
        "142/QĐ-TTg": "142/QĐ-TTg",
        "của": "c ủa",
        "15/NQ-CP": "15/NQ-\u0421\u0420",
    }
    for word, said in places.items():
        at = text.text.index(word)
        assert text.offsets.raw(Span(at, at + len(word))).of(text.raw) == said


def test_repairs_are_told_with_their_first_places() -> None:
    text = normalise(raw_of("Căncứ Quyết định c ủa Thủ tướng", "Lời sạch"))
    (told,) = tell_repairs(text)
    assert (told.severity, told.code) == ("info", "repaired")
    assert "2 chỗ" in told.message
    assert "của" in told.message
    assert tell_repairs(normalise(raw_of("Lời sạch"))) == ()


def test_document_tells_of_its_repairs() -> None:
    doc = parse_document("QUYẾT ĐỊNH\nCăncứ Luật Cói;".encode(), name="a.txt")
    assert [each.code for each in doc.diagnostics].count("repaired") == 1
    assert "Căn cứ Luật" in doc.text.text


@pytest.mark.parametrize("words", ["Ủy ban nhân dân", "hoà, khoẻ, thuỷ", "Đắk Lắk ngày 2"])
def test_decomposed_text_reads_the_same_and_is_no_repair(words: str) -> None:
    text = normalise(raw_of(unicodedata.normalize("NFD", words)))
    assert text.text == words
    assert not text.repairs


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("HOÁ", "HÓA"), ("Uỷ", "Ủy"),
     ("loè", "lòe"), ("xoã", "xõa"), ("luỹ", "lũy")],
)  # fmt: skip
def test_both_places_of_the_tone_compare_alike(old: str, new: str) -> None:
    assert fold(old) == fold(new)
    assert text_of(old) == old
    assert text_of(new) == new


def test_the_pairs_are_words_in_one_spelling() -> None:
    for first, row in read_table("pairs.tsv"):
        assert is_word(first)
        assert all(is_word(second) and fold(second) == second for second in row.split())
    assert is_pair("ủy", "ban")


@pytest.mark.parametrize(
    ("word", "readable"),
    [
        ("nghiêng", True), ("quyết", True), ("giếng", True), ("gìn", True), ("khuỷu", True), ("yêu", True),
        ("ký", True), ("tuềnh", True), ("ngh", False), ("điề", False), ("cê", False), ("các", True),
        ("cac", False), ("cằc", False), ("kan", False), ("strong", False), ("xoong", True), ("đ", False),
    ],
)  # fmt: skip
def test_syllables(word: str, readable: bool) -> None:
    assert is_syllable(word) is readable


LETTERS = st.text(
    st.one_of(
        st.sampled_from("aàâbcđghiknơqrtuưủy QĐT,;:/-.12\u0301\u0421\u00f0\uff11 "), st.characters()
    ),
    max_size=60,
)


@given(st.lists(LETTERS, max_size=4))
def test_any_text_keeps_its_way_back(lines: list[str]) -> None:
    text = normalise(raw_of(*(line.replace("\n", " ") for line in lines)))
    assert unicodedata.is_normalized("NFC", text.text)
    assert "  " not in text.text
    before = Span(0, 0)
    for at in range(len(text.text)):
        back = text.offsets.raw(Span(at, at + 1))
        assert before.start <= back.start <= back.end <= len(text.raw)
        before = back


WORDS = [
    "c",
    "ủa",
    "th",
    "ực",
    "QUY",
    "ẾT",
    "Căncứ",
    "số142/QĐ-TTg",
    "a",
    "b",
    ",",
    ";",
    "y",
    "Ủ",
    "Y",
    "BAN",
    "2",
    "1",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_only_spaces_change_where_only_spaces_are_wrong(words: list[str]) -> None:
    printed = " ".join(words)
    assert text_of(printed).replace(" ", "") == printed.replace(" ", "")


def recognised(*lines: str, confidence: float | None = 0.9) -> Raw:
    """Lines of one paragraph as character recognition has read them."""
    raw = raw_of(*lines)
    made = [replace(line, confidence=confidence, complete=False) for line in raw.lines]
    return replace(raw, lines=tuple(made))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("được sửa đỗi, bỗ sung một số điều", "được sửa đổi, bổ sung một số điều"),
        ("về kinh đoanh xăng dầu", "về kinh doanh xăng dầu"),
        ("có hiệu lực kê từ ngày ký", "có hiệu lực kể từ ngày ký"),
        ("QUYÉT NGHỊ:", "QUYẾT NGHỊ:"),
        ("cơ quan có thẩm quyên xem xét", "cơ quan có thẩm quyền xem xét"),
    ],
)
def test_words_whose_marks_were_misread_are_those_that_their_neighbours_call_for(
    read: str, meant: str
) -> None:
    text = normalise(recognised(read))
    assert text.text == meant
    assert text.repairs
    for at in text.repairs:
        raw = text.offsets.raw(Span(at, at + 1))
        assert raw.of(text.raw).strip() and raw.of(text.raw) in read


def test_the_neighbours_may_stand_on_the_lines_around() -> None:
    assert normalise(recognised("quy định về kinh doanh xăng", "dâu được sửa đổi")).text == (
        "quy định về kinh doanh xăng dầu được sửa đổi"
    )


@pytest.mark.parametrize(
    "line",
    [
        "đồng chí Nguyễn Thị Bỗ, Phạm Văn Đoanh và Trần Quyét",
        "người đã từ trần thì bỏ chỉ tiêu ở cột này",
        "các tố cáo, khiếu nại của công dân",
        "Số: 52-KL/TW; 142/QĐ-TTg",
    ],
)
def test_names_and_words_that_may_be_meant_stay_as_they_were_read(line: str) -> None:
    assert normalise(recognised(line)).text == line


def test_what_a_file_has_as_text_keeps_its_marks() -> None:
    line = "được sửa đỗi, bỗ sung một số điều"
    assert normalise(recognised(line, confidence=None)).text == line
