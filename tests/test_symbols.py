"""Numbers of documents: their canonical forms, what is repaired, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.language.symbols import Symbol, canonical_number, find_symbols

TYPES = ("NQ", "KL", "CT", "KH", "HD", "QĐ", "CTr")
STATE_ORGANS = ("CP", "TTg", "UBND", "HĐND")
PARTY_ORGANS = ("TW", "TU", "ĐU", "BTGTW", "UBKTTU")
LAW_ORGANS = ("QH13", "QH15", "UBTVQH14")

numbers = st.integers(1, 99999).map(str) | st.integers(1, 9).map("{:02d}".format)
types = st.sampled_from(TYPES)
years = st.integers(1945, 2099)
canonical = st.one_of(
    st.builds("{}/{}-{}".format, numbers, types, st.sampled_from(STATE_ORGANS)),
    st.builds("{}-{}/{}".format, numbers, types, st.sampled_from(PARTY_ORGANS)),
    st.builds("{}/{}/{}-{}".format, numbers, years, types, st.sampled_from(STATE_ORGANS)),
    st.builds("{}/{}/{}".format, numbers, years, st.sampled_from(LAW_ORGANS)),
)


def only(text: str) -> Symbol:
    (symbol,) = find_symbols(text)
    return symbol


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("142/QĐ-TTg", "an individual act of the State"),
        ("42/2014/QĐ-TTg", "a normative act: the year is part of the number"),
        ("52-KL/TW", "the Party: number, type, organ"),
        ("1752-CV/BTGTU", "a Party commission of a province"),
        ("08-QĐi/TW", "the second code of Quy định"),
        ("25-QĐNS/TW", "personnel decisions"),
        ("71/2025/QH15", "a law: no type code, the National Assembly's term"),
        ("26/2005/PL-UBTVQH11", "an ordinance"),
        ("66.19/2026/NQ-CP", "the dotted series"),
        ("30c/NQ-CP", "a letter behind the number"),
        ("2231/SNV-CCHC&PC", "an ampersand in a unit's code"),
        ("943/STP-XDVBQPPL", "an official letter: organ and unit"),
        ("1050/QĐ-SCT", "a department of a province"),
        ("120-HĐBT", "the old form: number and organ"),
        ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "three organs together"),
        ("05/HD-MTTW-BTT", "the Front writes as the State does"),
        ("84/2005/TTLT-BTC-BLĐTBXH", "a joint circular"),
        ("03/VBHN-VPQH", "a consolidated text"),
    ],
)
def test_a_canonical_number_stays_as_it_is(printed: str, why: str) -> None:
    assert canonical_number(printed) == printed, why
    assert only(f"theo văn bản số {printed}.").repaired is None, why


@pytest.mark.parametrize(
    ("printed", "expected", "why"),
    [
        ("52/KL-TW", "52-KL/TW", "the State's order on a number of the Party"),
        ("217/QĐ-TW", "217-QĐ/TW", "the same with a type that both sides use"),
        ("97-NQ/CP", "97/NQ-CP", "the Party's order on a number of the State"),
        ("72-NQ-TW", "72-NQ/TW", "two hyphens"),
        ("338/QĐ/TTg", "338/QĐ-TTg", "two slashes"),
        ("84/2005/TTLT/BTC-BLĐTBXH", "84/2005/TTLT-BTC-BLĐTBXH", "a slash after TTLT"),
        ("181/2024/NĐCP", "181/2024/NĐ-CP", "the hyphen lost"),
        ("46/2019/QĐUBND", "46/2019/QĐ-UBND", "the hyphen lost"),
        ("145/2020/NĐ CP", "145/2020/NĐ-CP", "a blank for the hyphen"),
        ("764/QĐ UBND", "764/QĐ-UBND", "a blank for the hyphen"),
        ("2404/QĐ TTg", "2404/QĐ-TTg", "a blank for the hyphen"),
        ("05/2025/QĐ-UNBD", "05/2025/QĐ-UBND", "letters exchanged"),
        ("06-Ctr/TU", "06-CTr/TU", "the case of the type"),
        ("77-CTR/TU", "77-CTr/TU", "a title in capitals"),
        ("27-NQ/T.Ư", "27-NQ/TW", "the press's T.Ư"),
        ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN", "a blank for the first hyphen"),
    ],
)
def test_repairs_are_told(printed: str, expected: str, why: str) -> None:
    symbol = only(f"số {printed} ngày 01/02/2023")
    assert (symbol.canonical, symbol.repaired) == (expected, printed), why


@pytest.mark.parametrize(
    ("printed", "expected", "why"),
    [
        ("866/QĐ- TTg", "866/QĐ-TTg", "a line broke behind the hyphen"),
        ("107/NQ- CP", "107/NQ-CP", "a line broke behind the hyphen"),
        ("48 /KH-UBND", "48/KH-UBND", "a stamp left room before the slash"),
        ("11 /2026/QĐ-UBND", "11/2026/QĐ-UBND", "the same in a normative number"),
        ("1500 /SCT-QLCN", "1500/SCT-QLCN", "the same in a letter"),
        ("24/2014/ NĐ-CP", "24/2014/NĐ-CP", "a blank behind the year"),
        ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", "blanks around the first hyphen"),
        ("08/NQ–CP", "08/NQ-CP", "a dash for the hyphen"),
        ("17/2003/TTLT-LĐTBXH- TWĐTNCSHCM", "17/2003/TTLT-LĐTBXH-TWĐTNCSHCM", "a long symbol"),
    ],
)
def test_blanks_go_and_dashes_become_hyphens(printed: str, expected: str, why: str) -> None:
    assert only(f"số {printed} của").canonical == expected, why
    assert canonical_number(printed) == expected, why


def test_a_footnote_mark_is_no_part_of_the_number() -> None:
    text = "Kết luận số 126-KL/TW1 ngày 14/02/2025"
    symbol = only(text)
    assert symbol.canonical == "126-KL/TW"
    assert symbol.span.of(text) == symbol.printed == "126-KL/TW"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("giai đoạn 2021-2025, 2026-2030", "periods"),
        ("QCVN 05A:2020/BCT và TCVN 6909:2001", "technical standards"),
        ("tăng 60-70% so với năm 2019", "a range of percentages"),
        ("ngày 21/01/2020, ngày 30-5-2019", "dates"),
        ("quý IV/2027, tháng 6/2027", "quarters and months"),
        ("tỷ lệ 3/4, 24/7", "fractions"),
        ("vụ 1.500/2.000 hộ", "amounts"),
        ("", "nothing"),
    ],
)
def test_false_friends(text: str, why: str) -> None:
    assert not [each for each in find_symbols(text) if each.known], why


@pytest.mark.parametrize(
    ("number", "type_code", "organ", "year", "party"),
    [
        ("142/QĐ-TTg", "QĐ", "TTg", None, False),
        ("42/2014/QĐ-TTg", "QĐ", "TTg", 2014, False),
        ("52-KL/TW", "KL", "TW", None, True),
        ("990-KH/TU", "KH", "TU", None, True),
        ("71/2025/QH15", None, "QH15", 2025, False),
        ("943/STP-XDVBQPPL", None, "XDVBQPPL", None, False),
    ],
)
def test_parts(
    number: str, type_code: str | None, organ: str, year: int | None, party: bool
) -> None:
    symbol = only(number)
    found = (symbol.type_code, symbol.organ, symbol.year, symbol.party)
    assert found == (type_code, organ, year, party)


def test_several_in_text_order() -> None:
    text = "số 290/2005/QĐ-TTg, số 142/2008/QĐ-TTg và 53-NQ/TW"
    found = [symbol.canonical for symbol in find_symbols(text)]
    assert found == ["290/2005/QĐ-TTg", "142/2008/QĐ-TTg", "53-NQ/TW"]


def test_what_is_no_number_only_loses_its_blanks() -> None:
    assert canonical_number("không số") == "khôngsố"


@given(canonical)
def test_formatting_then_finding_gives_the_same_number(number: str) -> None:
    text = f"Căn cứ văn bản số {number} ngày 01/02/2023;"
    symbol = only(text)
    assert symbol.canonical == number
    assert symbol.span.of(text) == number
    assert symbol.known


@given(canonical, st.sampled_from(("", " ")), st.sampled_from(("-", "–", "- ", " - ")))
def test_canonical_number_is_idempotent(number: str, before: str, hyphen: str) -> None:
    printed = number.replace("/", before + "/").replace("-", hyphen)
    once = canonical_number(printed)
    assert canonical_number(once) == once == number


@given(st.text("0123456789/-. QĐNKLTWUgOIlDBCV–", max_size=30))
def test_any_text_has_stable_numbers(text: str) -> None:
    for symbol in find_symbols(text):
        assert text[symbol.span.start : symbol.span.end] == symbol.printed
        assert canonical_number(symbol.canonical) == symbol.canonical


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        pytest.param("810KL/TW", "810-KL/TW", id="the Party's first hyphen is lost"),
        pytest.param("814/QĐTTg", "814/QĐ-TTg", id="the State's hyphen is lost"),
        pytest.param("8/TTrBTC", "8/TTr-BTC", id="a ministry behind its type"),
        pytest.param("8/TTrBGDDT", "8/TTr-BGDĐT", id="and without the bar of its Đ"),
        pytest.param("1O5/NQ-CP", "105/NQ-CP", id="a letter O among figures"),
        pytest.param("8l/2O24/NĐ-CP", "81/2024/NĐ-CP", id="letters in number and year"),
        pytest.param("71/2025/QHl5", "71/2025/QH15", id="a letter in the term"),
    ],
)
def test_a_spoiled_number_with_one_reading_is_repaired(printed: str, canonical: str) -> None:
    (symbol,) = find_symbols(f"theo {printed}, nêu trên")
    assert symbol.canonical == canonical
    assert symbol.repaired == printed


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("12/CTCP-KD", id="a company, no directive of the Government"),
        pytest.param("12/TTCP-VP", id="the Inspectorate, no circular of the Government"),
        pytest.param("12/DA-UBND", id="a project or a scheme: both are types"),
        pytest.param("12/KH-BCĐ35", id="a steering board with a number in its name"),
        pytest.param("71/2025/QH15", id="a term of the National Assembly"),
        pytest.param("12a/QĐ-TTg", id="a number with a letter of its own"),
    ],
)
def test_a_number_with_another_reading_stays(printed: str) -> None:
    (symbol,) = find_symbols(f"theo {printed}, nêu trên")
    assert (symbol.canonical, symbol.repaired) == (printed, None)


def test_letters_without_a_figure_are_no_number() -> None:
    assert not list(find_symbols("phần I/QĐ-TTg và lO/NQ-CP"))


@pytest.mark.parametrize("organ", ["TW", "BYT", "UBND", "ĐU"])
def test_the_mark_of_a_note_is_no_part_of_a_number(organ: str) -> None:
    (symbol,) = find_symbols(f"số 9/KH-{organ}12 ngày")
    assert symbol.codes[-1] == organ
    assert symbol.noted == 2


@pytest.mark.parametrize("number", ["3260-KH/ĐĐQH15", "12/NQ-ĐĐQH16"])
def test_the_term_of_a_legislature_is_no_mark_of_a_note(number: str) -> None:
    [symbol] = find_symbols(f"Kế hoạch số {number} ngày 10/01/2025")
    assert (symbol.canonical, symbol.noted) == (number, 0)
