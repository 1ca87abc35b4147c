"""Old character sets: tables, detection by words, conversion of lines, words and bytes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.language.syllables import is_syllable
from kl52.reading import read_document
from kl52.reading.encodings import decode
from kl52.reading.legacy.charmaps import CHARSETS, Charset, charmap
from kl52.reading.legacy.conversion import convert_text
from kl52.reading.legacy.fonts import find_legacy
from kl52.tables import read_table

TEXT = (
    "Ủy ban nhân dân tỉnh căn cứ Luật Tổ chức chính quyền địa phương, xét đề nghị của Giám đốc"
    " Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 05/3/2004, quyết định giao Sở Xây dựng chủ trì,"
    " phối hợp với các huyện thực hiện nhiệm vụ nêu trên; đường thẳng, kỳ họp, thủy lợi."
)
LETTERS = [row[0] for row in read_table("charmaps.tsv")]
FONTS: list[Charset] = ["TCVN3", "VNI"]

onsets = st.sampled_from(["", "b", "c", "đ", "ngh", "nh", "th", "tr", "x"])
syllables = st.builds(
    lambda onset, letter, end: onset + letter + end,
    onsets,
    st.sampled_from(LETTERS),
    st.sampled_from(["", "n", "ng", "t", "i"]),
)


@pytest.mark.parametrize("charset", CHARSETS)
@given(words=st.lists(syllables))
def test_decoding_undoes_encoding(charset: Charset, words: list[str]) -> None:
    text = " ".join(words)
    text = text.lower() if charset == "TCVN3" else text  # it has no capitals with tones
    found = charmap(charset)
    assert found.decode(found.encode(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_letter_has_a_code_of_its_own(charset: Charset) -> None:
    letters = [each for each in LETTERS if charset != "TCVN3" or each.islower()]
    codes = {charmap(charset).encode(letter) for letter in letters}
    assert len(codes) == len(letters)
    assert max(ord(letter) for code in codes for letter in code) < 256


@pytest.mark.parametrize("charset", CHARSETS)
def test_conversion_by_words(charset: Charset) -> None:
    text = TEXT.replace("Ủy", "Uỷ") if charset == "TCVN3" else TEXT
    found, told = convert_text(charmap(charset).encode(text))
    assert found == text
    assert [name for name, _ in told.words] == [charset]
    assert not told.doubtful


@pytest.mark.parametrize("charset", CHARSETS)
@given(words=st.lists(st.one_of(syllables, st.text(max_size=6)), max_size=12))
def test_converting_twice_changes_nothing(charset: Charset, words: list[str]) -> None:
    once = convert_text(charmap(charset).encode(TEXT) + " " + " ".join(words))[0]
    assert convert_text(once)[0] == once


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="Vietnamese"),
        pytest.param(unicodedata.normalize("NFD", TEXT), id="decomposed"),
        pytest.param(TEXT + " Bé đo 5 µm, 10 m² ± ½ ® © «x»", id="with signs"),
        pytest.param("Les activités de l'État ont été menées à bien, où le rôle naïf", id="French"),
        pytest.param("Die Größe der Bevölkerung über fünf Jahre hat sich geändert", id="German"),
        pytest.param("El señor Núñez vivió un año en España", id="Spanish"),
        pytest.param("The café © 2005 ± 3 µm naïve façade", id="English"),
        pytest.param("x ≤ 5 × y ÷ 2 − z; a¸b; α·β ± 1°", id="mathematics"),
        pytest.param("12 345,6 7,8 ½ ¼ 100 ± 5", id="numbers"),
    ],
)
def test_unicode_is_never_touched(text: str) -> None:
    assert find_legacy(text).edits == ()


def test_unicode_and_old_lines_in_one_text() -> None:
    text = "\n".join([TEXT, charmap("TCVN3").encode("giao các sở, ngành"), TEXT])
    assert convert_text(text)[0] == "\n".join([TEXT, "giao các sở, ngành", TEXT])


def test_fonts_mixed_by_line_and_word() -> None:
    lines = ["các xã thực hiện nhiệm vụ", "giám đốc sở chủ trì", "được tổ chức tại huyện"]
    old = [charmap(FONTS[i % 2]).encode(line) for i, line in enumerate(lines * 2)]
    word = charmap("TCVN3").encode("quyết") + " " + charmap("VNI").encode("định")
    found = convert_text("\n".join([*old, word]))[0]
    assert found == "\n".join([*lines * 2, "quyết định"])


def test_what_stands_side_by_side_tells_the_font_of_a_word() -> None:
    """«cô» is «cơ» in VNI and «cụ» in TCVN3, «cã» is «có» in TCVN3 and a word in Unicode."""
    tcvn3, vni = (charmap(charset).encode for charset in FONTS)
    whole = [vni(TEXT), tcvn3(TEXT.lower())]
    line = tcvn3("các huyện được") + " " + vni("cơ quan chủ quản hồ sơ") + " " + tcvn3("cụ thể")
    assert convert_text("\n".join([*whole, line]))[0].split("\n")[2] == (
        "các huyện được cơ quan chủ quản hồ sơ cụ thể"
    )


def test_a_letter_that_looks_like_a_sign() -> None:
    text = TEXT + " Công chức ở xã có 5 m² đất"
    assert convert_text(charmap("VISCII").encode(text))[0] == text


def test_cells_of_a_row_have_fonts_of_their_own() -> None:
    tcvn3, vni = (charmap(charset).encode for charset in FONTS)
    rows = [tcvn3(TEXT.lower()), vni(TEXT), tcvn3("quận tân phú") + "\t" + vni("sở chủ trì hồ sơ")]
    assert convert_text("\n".join(rows))[0].endswith("quận tân phú\tsở chủ trì hồ sơ")


def test_foreign_lines_stay() -> None:
    french = "Les activités où François était à l'hôtel"
    text = charmap("TCVN3").encode(TEXT.lower()) + "\n" + french
    assert convert_text(text)[0].endswith("\n" + french)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§Ò ¸N §ÇU T¦ CñA Së", "ĐỀ ÁN ĐẦU TƯ CỦA SỞ"),
        ("Bé Y tÕ, Së KHCN vµ x·", "Bộ Y tế, Sở KHCN và xã"),
        ("nhµ n−íc, x∙ héi, t\ufffe ph¸p", "nhà nước, xã hội, tư pháp"),
        ("« nhiÔm m«i tr\xadêng", "ô nhiễm môi trường"),
        (
            "gåm 5 × 3 − 2, · néi dung thø nhÊt¹, \xad2",
            "gồm 5 × 3 − 2, · nội dung thứ nhất¹, \xad2",
        ),
        ("Sôû KHÑT, QÑ vaø ñaàu tö", "Sở KHĐT, QĐ và đầu tư"),
        (
            "NghÞ ®Þnh cña ChÝnh phñ\nn® 187/2004/n®-cp",
            "Nghị định của Chính phủ\nnđ 187/2004/nđ-cp",
        ),
        ("“C¬ quan thuÕ” lµ c¬ quan", "“Cơ quan thuế” là cơ quan"),
        ("« t«, 5.000 ®/ng\xadêi, ¶ RËp ®·", "ô tô, 5.000 đ/người, ả Rập đã"),
        (
            "§Çu t\xad n«ng nghiÖp, ph¸t triÓn.\nMichÌle Dupont, Marc Bernard, The World Bank",
            "Đầu tư nông nghiệp, phát triển.\nMichèle Dupont, Marc Bernard, The World Bank",
        ),
        ("VEÂØ vieâïc thaúng tieán, yeáu toá", "VỀ việc thẳng tiến, yếu tố"),
        ("File mÒm xin göi vÒ: vtthuong@most.gov.vn", "File mềm xin gửi về: vtthuong@most.gov.vn"),
    ],
)
def test_oddities(old: str, new: str) -> None:
    assert convert_text(old)[0] == new


@pytest.mark.parametrize("word", ["giếng", "gì", "quýt", "nghiêng", "khuỷu", "xoong", "yếu", "ỷ"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["", "b", "kà", "ngê", "coõng", "cuỷa", "hoc", "thèc", "ưừ", "áá"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
def test_unicode_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, False)


@given(st.binary(max_size=300))
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decode(data)[0], str)


@pytest.mark.parametrize("charset", CHARSETS)
def test_bytes_in_an_old_set(charset: Charset) -> None:
    text = TEXT.lower()
    raw = read_document(charmap(charset).encode(text).encode("latin-1"), name="a.txt")
    assert raw.text == text
    codes = {each.code: each for each in raw.diagnostics}
    assert set(codes) == {"legacy-font", "legacy-encoding"}
    assert (codes["legacy-font"].severity, charset in codes["legacy-font"].message) == (
        "info",
        True,
    )


def test_lines_of_a_page_keep_their_words() -> None:
    old = [charmap("VNI").encode(line) for line in ("Điều 1. Giao sở", "chủ trì thực hiện")]
    html = "<p>" + "</p><p>".join(old) + "</p>"
    raw = read_document(html.encode(), name="a.html")
    assert [line.span.of(raw.text) for line in raw.lines] == [
        "Điều 1. Giao sở",
        "chủ trì thực hiện",
    ]


def test_doubtful_lines_are_named() -> None:
    old = charmap("TCVN3").encode(TEXT.lower())
    _, told = convert_text(old + "\nqxµ¨© z¸¨w kk®®®\n" + old)
    assert told.doubtful == (1,)
