"""Mentions of documents: every way of naming one, and words that name none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.citations.mention import Mention
from kl52.citations.mentions import find_mentions

TTG, BBT = "Thủ tướng Chính phủ", "Ban Bí thư"


def only(text: str) -> Mention:
    found = find_mentions(text)
    assert len(found) == 1, [mention.span.of(text) for mention in found]
    return found[0]


def numbers(text: str) -> list[str | None]:
    return [mention.number for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "words", "known", "why"),
    [
        ("theo Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020 của Thủ tướng Chính phủ về sách",
         "Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020 của Thủ tướng Chính phủ",
         {"type": "Quyết định", "number": "142/QĐ-TTg", "date": "2020-01-21", "issuer": TTG},
         "in full: the mention stops before the title"),
        ("Kết luận số 52-KL/TW, ngày 30/5/2019 của Ban Bí thư",
         "Kết luận số 52-KL/TW, ngày 30/5/2019 của Ban Bí thư",
         {"number": "52-KL/TW", "date": "2019-05-30", "issuer": BBT}, "the Party's comma"),
        ("Nghị quyết 45-NQ/TW được ban hành", "Nghị quyết 45-NQ/TW",
         {"type": "Nghị quyết", "number": "45-NQ/TW", "date": None}, "without số"),
        ("văn bản số581/BNV-CCHC đã gửi", "văn bản số581/BNV-CCHC", {"number": "581/BNV-CCHC"},
         "the blank behind số lost"),
        ("NQ 34-NQ/TU của tỉnh", "NQ 34-NQ/TU", {"type": "Nghị quyết", "number": "34-NQ/TU"},
         "the type said twice"),
        ("Quyết định của Ban Bí thư số 91-QĐ/TW, ngày 16-02-2004",
         "Quyết định của Ban Bí thư số 91-QĐ/TW, ngày 16-02-2004",
         {"number": "91-QĐ/TW", "date": "2004-02-16", "issuer": BBT}, "the issuer first"),
        ("Nghị quyết số 50/NQ-CP ngày 20 tháng 5 năm 2021 Chính phủ về chương trình",
         "Nghị quyết số 50/NQ-CP ngày 20 tháng 5 năm 2021 Chính phủ",
         {"date": "2021-05-20", "issuer": "Chính phủ"}, "của left out"),
        ("Kế hoạch số 42-KH/ĐU ngày 11/02/2026 của Ban Thường vụ Đảng ủy UBND tỉnh;",
         "Kế hoạch số 42-KH/ĐU ngày 11/02/2026 của Ban Thường vụ Đảng ủy UBND tỉnh",
         {"number": "42-KH/ĐU"}, "an organ of 2025"),
        ("Kết luận số 52/KL-TW ngày 30/5/2019", "Kết luận số 52/KL-TW ngày 30/5/2019",
         {"number": "52-KL/TW", "repaired_from": "52/KL-TW"}, "a repaired number says so"),
        ("Nghị định số 123/2016/NĐ-CP ngày 0/9/2016 của Chính phủ",
         "Nghị định số 123/2016/NĐ-CP ngày 0/9/2016 của Chính phủ",
         {"date": None, "issuer": "Chính phủ"}, "an impossible day is no date"),
        ("Kết luận số 126-KL/TW1 ngày 14/02/2025 nêu rõ",
         "Kết luận số 126-KL/TW1 ngày 14/02/2025",
         {"number": "126-KL/TW", "date": "2025-02-14"}, "a footnote mark between number and day"),
        ("Kết luận số 126-KL/TW1 nêu rõ", "Kết luận số 126-KL/TW",
         {"number": "126-KL/TW", "date": None}, "a footnote mark behind a number alone"),
        ("KẾ HOẠCH THỰC HIỆN KẾT LUẬN SỐ 52-KL/TW NGÀY 30/5/2019 CỦA BAN BÍ THƯ",
         "KẾT LUẬN SỐ 52-KL/TW NGÀY 30/5/2019 CỦA BAN BÍ THƯ",
         {"type": "Kết luận", "number": "52-KL/TW", "date": "2019-05-30"}, "a title in capitals"),
    ],
)  # fmt: skip
def test_numbered(text: str, words: str, known: dict[str, object], why: str) -> None:
    mention = next(each for each in find_mentions(text) if each.kind == "numbered")
    assert mention.span.of(text).startswith(words), why
    assert {name: getattr(mention, name) for name in known} == known, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("các Quyết định số 290/2005/QĐ-TTg , số 142/2008/QĐ-TTg và số 53/2010/QĐ-TTg",
         ["290/2005/QĐ-TTg", "142/2008/QĐ-TTg", "53/2010/QĐ-TTg"], "số said again"),
        ("các Nghị định 15/2026/NĐ-CP, 33/2026/NĐ-CP và 100/2026/NĐ-CP",
         ["15/2026/NĐ-CP", "33/2026/NĐ-CP", "100/2026/NĐ-CP"], "no số at all"),
        ("Nghị quyết số 18, 19-NQ/TW ngày 25-10-2017", ["18-NQ/TW", "19-NQ/TW"],
         "only the last has its symbol"),
        ("Quyết định số 316/QĐ-TTg ngày 29/3/2023 và 1086/QĐ/TTg ngày 18/12/2023",
         ["316/QĐ-TTg", "1086/QĐ-TTg"], "the second without type and số"),
        ("Nghị quyết số 18-NQ/TW; Nghị quyết số 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"], "two in full"),
        ("Tờ trình số 1494/TTr-SNV ngày 28/6/2018, Công văn số 2231/SNV-CCHC&PC",
         ["1494/TTr-SNV", "2231/SNV-CCHC&PC"], "two types"),
    ],
)  # fmt: skip
def test_lists(text: str, expected: list[str], why: str) -> None:
    assert numbers(text) == expected, why
    kinds = {mention.kind for mention in find_mentions(text)}
    assert kinds == {"numbered"}, why


def test_an_elided_type_is_that_of_the_list() -> None:
    found = find_mentions("Nghị định số 144/2025/NĐ-CP ngày 12/06/2025 và số 67/2026/NĐ-CP")
    assert [mention.type for mention in found] == ["Nghị định", "Nghị định"]


@pytest.mark.parametrize(
    ("text", "known", "why"),
    [
        ("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;",
         {"kind": "named", "name": "Luật Tổ chức Chính phủ", "date": "2015-06-19"}, "name and day"),
        ("theo Bộ luật Hàng hải Việt Nam năm 2015",
         {"name": "Bộ luật Hàng hải Việt Nam", "date": "2015"},
         "name and year"),
        ("Luật An toàn, vệ sinh lao động quy định", {"name": "Luật An toàn, vệ sinh lao động"},
         "a comma in the name"),
        ("Luật Chăn nuôi số 32/2018/QH14", {"kind": "numbered", "number": "32/2018/QH14"},
         "a number"),
        ("Luật Công nghiệp công nghệ số số 71/2025/QH15 ngày 14/6/2025",
         {"name": "Luật Công nghiệp công nghệ số", "number": "71/2025/QH15", "date": "2025-06-14"},
         "the first số belongs to the name"),
        ("Luật số 42/2024/QH15 ngày 29/6/2024", {"type": "Luật", "number": "42/2024/QH15"},
         "no name"),
        ("Luật Giáo dục nghề nghiệp và", {"name": "Luật Giáo dục nghề nghiệp"}, "the longest name"),
        ("Luật Đất đai (sửa đổi) được thảo luận", {"name": "Luật Đất đai"}, "a revised law"),
    ],
)  # fmt: skip
def test_laws(text: str, known: dict[str, object], why: str) -> None:
    mention = only(text)
    assert {name: getattr(mention, name) for name in known} == known, why


AMENDING = "Luật sửa đổi, bổ sung một số điều của "


@pytest.mark.parametrize(
    ("title", "expected", "why"),
    [
        ("Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15.",
         [None, "31/2024/QH15", "27/2023/QH15"], "each amended law has its own number"),
        ("Luật Bến bãi số 901/2031/QH16, Luật Cầu phà số 902/2031/QH16.",
         [None, "901/2031/QH16", "902/2031/QH16"], "also those that no list knows"),
        ("Luật Bến bãi số 901/2031/QH16 và Luật Cầu phà số 902/2031/QH16.",
         [None, "901/2031/QH16", "902/2031/QH16"], "«và» goes on with the list"),
        ("Luật Đất đai số 31/2024/QH15.", [None, "31/2024/QH15"], "known as the amended law's"),
        ("Luật Đất đai số 31/2024/QH15 số 901/2031/QH16.",
         ["901/2031/QH16", "31/2024/QH15"], "the second is behind the whole title"),
        ("Luật Bến bãi số 901/2031/QH16.", ["901/2031/QH16", None], "one law, one number"),
        ("Luật Bến bãi, Luật Cầu phà số 901/2031/QH16.",
         ["901/2031/QH16", None, None], "the number is behind the whole title"),
        ("Luật Đất đai số 43/2024/QH15, Luật Nhà ở số 27/2023/QH15.",
         ["43/2024/QH15", None, "27/2023/QH15"], "known as the amending law's: a list of bases"),
        ("Luật Đất đai số 901/2031/QH16; Luật Nhà ở số 27/2023/QH15.",
         ["901/2031/QH16", None, "27/2023/QH15"], "a semicolon ends the title"),
    ],
)  # fmt: skip
def test_whose_number_stands_in_an_amending_title(
    title: str, expected: list[str | None], why: str
) -> None:
    assert numbers(AMENDING + title) == expected, why


def test_the_day_of_an_amended_law_is_its_own_where_it_is_known_so() -> None:
    title = AMENDING + "Luật Đất đai ngày 18 tháng 01 năm 2024, Luật Bến bãi."
    assert [each.date for each in find_mentions(title)] == [None, "2024-01-18", None]
    title = AMENDING + "Luật Đất đai ngày 19 tháng 01 năm 2031, Luật Bến bãi."
    assert [each.date for each in find_mentions(title)] == ["2031-01-19", None, None]


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("quy định của Bộ Luật Bến đò, ", "Bộ Luật Bến đò", "a capital in Bộ Luật"),
        ("Căn cứ Pháp Lệnh Bến đò và", "Pháp Lệnh Bến đò", "a capital in Pháp Lệnh"),
        ("quy định của Pháp lệnh Luật sư.", "Pháp lệnh Luật sư", "a law on lawyers"),
        ("thi hành Luật thuế bến đò và các quy định", "Luật thuế bến đò", "small letters"),
        ("một số điều của Luật thuế XYZ, bến", "Luật thuế XYZ", "a name cut to its initials"),
        ("Luật bến đò ngày 14 tháng 7 năm 1960 nay", "Luật bến đò ngày 14 tháng 7 năm 1960",
         "small letters and a day"),
        ("Luật khiếu nại tố cáo được", "Luật khiếu nại tố cáo", "a known name without its comma"),
        ("Luật Quản lý, dựng bến đò ngày 03 tháng 6 năm 2008.",
         "Luật Quản lý, dựng bến đò ngày 03 tháng 6 năm 2008", "the day shows the comma's side"),
        ("Luật Đắp và giữ bến đò số 14/2003/QH11 quy định",
         "Luật Đắp và giữ bến đò số 14/2003/QH11", "và, and the number behind it"),
        ("Luật Đất đai bãi bồi số 14/2003/QH11 và", "Luật Đất đai bãi bồi số 14/2003/QH11",
         "longer than the name that is known"),
        ("Pháp lệnh về bến đò, bến phà ngày 28 tháng 4 năm 2000.",
         "Pháp lệnh về bến đò, bến phà ngày 28 tháng 4 năm 2000", "a name that begins with về"),
        ("Luật Bến đò về phí qua sông", "Luật Bến đò", "about a part of it"),
        ("Pháp lệnh Bến đò Căn cứ vào", "Pháp lệnh Bến đò", "a full stop lost"),
        ("Pháp lệnh Bến đò và tổ chức thực hiện", "Pháp lệnh Bến đò", "and then do it"),
        ("Bộ luật Dân sự 1995 không trái với", "Bộ luật Dân sự 1995", "a bare year"),
        ("Luật bổ sung một số điều của các luật liên quan đến bến đò số 38/2009/QH12.",
         "Luật bổ sung một số điều của các luật liên quan đến bến đò số 38/2009/QH12",
         "adds to a class of laws"),
    ],
)  # fmt: skip
def test_where_the_name_of_a_law_ends(text: str, words: str, why: str) -> None:
    assert only(text).span.of(text) == words, why


@pytest.mark.parametrize(
    "text",
    [
        "theo Luật quốc tế về biển",
        "Luật bến đò còn thiếu",
        "quy định của Luật này",
        "Đoàn Luật sư tỉnh, Hội Luật gia",
        "của Luật sư bào chữa",
        "theo Luật có liên quan",
        "các Luật về thuế, Luật chuyên ngành",
    ],
)
def test_the_class_of_laws_is_no_law(text: str) -> None:
    assert [each for each in find_mentions(text) if each.kind == "named"] == []


@pytest.mark.parametrize(
    ("text", "end", "why"),
    [
        ("Luật Đất đai, báo cáo kết quả ngày 5 tháng 3", "Đất đai", "the comma ends a known name"),
        ("Luật Đất đai trước ngày 15 tháng 3 năm 2020", "Đất đai", "a deadline is no date of it"),
        ("Luật Bến đò, trình Bộ trưởng ngày 5 tháng 3", "Bến đò", "a verb is no part of a name"),
    ],
)
def test_a_day_farther_on_is_no_part_of_a_law(text: str, end: str, why: str) -> None:
    assert only(text).span.of(text) == f"Luật {end}", why


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("Thông tư số 43 TC/QLCS ngày 31/7/1996 về", "Thông tư số 43 TC/QLCS ngày 31/7/1996",
         "43-TC/QLCS"),
        ("Quyết định số 150 CP ngày 10/6/1977 của Hội đồng Chính phủ.",
         "Quyết định số 150 CP ngày 10/6/1977 của Hội đồng Chính phủ", "150-CP"),
        ("Thông tư liên tịch số 24/2007/TTLT-TTCP-VKSNDTC-TANDTC-KTNN-BQP-BCA-BTP về",
         "Thông tư liên tịch số 24/2007/TTLT-TTCP-VKSNDTC-TANDTC-KTNN-BQP-BCA-BTP",
         "24/2007/TTLT-TTCP-VKSNDTC-TANDTC-KTNN-BQP-BCA-BTP"),
        ("Nghị định sô 37/2010/NĐ-CP.", "Nghị định sô 37/2010/NĐ-CP", "37/2010/NĐ-CP"),
        ("Nghị quyết số 30a và", "Nghị quyết số 30a", "30a"),
        ("Thông tư số …/2016/TT-BCT ngày … tháng … năm 2016 về",
         "Thông tư số …/2016/TT-BCT ngày … tháng … năm 2016", None),
        ("Nghị quyết số    /NQ-CP ngày    tháng 5 năm", "Nghị quyết số    /NQ-CP", None),
    ],
)  # fmt: skip
def test_old_and_odd_numbers(text: str, words: str, number: str | None) -> None:
    mention = only(text)
    assert (mention.span.of(text), mention.number) == (words, number)


def test_a_price_is_no_old_number() -> None:
    assert numbers("mua 100 CP với giá 20 CP, theo Quyết định 15 của xã") == ["15"]


@pytest.mark.parametrize(
    ("text", "plenum", "term"),
    [
        ("Nghị quyết Trung ương 7 khóa X", 7, 10),
        ("Nghị quyết Trung Ương 7 Khóa X", 7, 10),
        ("Nghị quyết Trung ương 7 khoá X", 7, 10),
        ("Nghị quyết T.Ư 4, khóa XI", 4, 11),
        ("Nghị quyết Hội nghị Trung ương 6 khóa XI", 6, 11),
        ("Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X", 7, 10),
        ("NGHỊ QUYẾT TRUNG ƯƠNG 7 KHÓA X", 7, 10),
        ("Nghị quyết Trung ương 7", 7, None),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", None, None),
    ],
)
def test_plenums_and_congresses(text: str, plenum: int | None, term: int | None) -> None:
    mention = only(f"thực hiện {text} về sách")
    assert (mention.kind, mention.plenum, mention.term) == ("alias", plenum, term)


@pytest.mark.parametrize(
    ("text", "provision", "why"),
    [
        ("điểm b khoản 2a Điều 24 Nghị định số 06/2021/NĐ-CP", "điểm b khoản 2a Điều 24", "before"),
        ("khoản 3, Điều 4 Nghị định số 105/2025/NĐ-CP", "khoản 3, Điều 4", "a comma between"),
        ("Nghị định số 187/2025/NĐ-CP, Phụ lục III", "Phụ lục III", "behind, after a comma"),
        ("các điểm a, b và đ khoản 1a Điều 55 của Luật Đất đai",
         "các điểm a, b và đ khoản 1a Điều 55",
         "đ in a list, and của"),
        ("từ Điều 19 đến Điều 33 Nghị định số 96/2024/NĐ-CP", "từ Điều 19 đến Điều 33", "a range"),
        ("Điều 5, 6, 7, 8 và 9 Nghị định số 68/2016/NĐ-CP", "Điều 5, 6, 7, 8 và 9", "a list"),
        ("mục 9 của Quyết định số 866/QĐ-TTg", "mục 9", "a section"),
        ("từ Điều 62 đến Điều 71 Nghị định này", "từ Điều 62 đến Điều 71", "of the text itself"),
        ("Mẫu số 02/TVX ban hành kèm theo Thông tư này", "Mẫu số 02/TVX", "a form with its code"),
        ("Mẫu 4a-TVX Phụ lục II Nghị định số 96/2024/NĐ-CP", "Mẫu 4a-TVX Phụ lục II",
         "a form in an annex"),
        ("Mẫu số 03-6/ĐK-TVX kèm theo Thông tư này", "Mẫu số 03-6/ĐK-TVX", "a code of many parts"),
        ("Điều 1, Điều 4 (trừ điểm b.11 khoản 1 Điều 4) và Điều 6 Nghị định số 96/2024/NĐ-CP",
         "Điều 1, Điều 4 (trừ điểm b.11 khoản 1 Điều 4) và Điều 6", "a part is left out"),
        ("Mẫu số 1A, 1B Phụ lục II Nghị định số 96/2024/NĐ-CP", "Mẫu số 1A, 1B Phụ lục II",
         "letters in capitals"),
        ("Mẫu B1.02/CT-TVX của Nghị định số 96/2024/NĐ-CP", "Mẫu B1.02/CT-TVX", "a letter first"),
        ("biểu mẫu số 2, biểu mẫu số 3 ban hành kèm theo Thông tư này",
         "biểu mẫu số 2, biểu mẫu số 3", "two words for a form"),
        ("Danh mục I kèm theo Thông tư này", "Danh mục I", "a list is no section"),
        ("đoạn thứ hai khoản 1 Điều 5 Nghị định này", "đoạn thứ hai khoản 1 Điều 5",
         "a paragraph without a mark"),
        ("gạch đầu dòng thứ nhất điểm a khoản 1 Điều 5 của Nghị định này",
         "gạch đầu dòng thứ nhất điểm a khoản 1 Điều 5", "a dash"),
        ("Phần thứ nhất Nghị định số 96/2024/NĐ-CP", "Phần thứ nhất", "in words"),
        ("khoản 2 Điều 4 (trừ điểm a và điểm c) Nghị định này",
         "khoản 2 Điều 4 (trừ điểm a và điểm c)", "the last is left out"),
    ],
)  # fmt: skip
def test_provisions(text: str, provision: str, why: str) -> None:
    mention = only(f"theo {text}.")
    assert (mention.provision, mention.span.of(f"theo {text}.")) == (provision, text), why


def test_a_stage_is_no_provision() -> None:
    assert only("trong giai đoạn thứ hai của Đề án này").provision is None


@pytest.mark.parametrize(
    ("text", "words", "kind", "why"),
    [
        ("căn cứ Kế hoạch này để", "Kế hoạch này", "relative", "the text itself"),
        ("theo Quyết định nêu trên.", "Quyết định nêu trên", "relative", "the one before"),
        ("theo khoản này và", "khoản này", "relative", "a part of the text itself"),
        ("Nghị quyết số 57 của Bộ Chính trị", "Nghị quyết số 57 của Bộ Chính trị", "short",
         "press"),
        ("theo NĐ 32/2024.", "NĐ 32/2024", "short", "type and year, no symbol"),
        ("theo QĐ 866.", "QĐ 866", "short", "an abbreviated type"),
        ("khi có Chiến lược của Trung ương;", "Chiến lược của Trung ương", "future",
         "still to come"),
        ("trình Chính phủ ban hành Nghị định quy định về sách", "Nghị định", "future",
         "to be drafted"),
    ],
)  # fmt: skip
def test_references_without_a_number(text: str, words: str, kind: str, why: str) -> None:
    mention = only(text)
    assert (mention.span.of(text), mention.kind) == (words, kind), why


def test_a_defined_short_name_is_found_where_it_is_used() -> None:
    text = "Đề án số 08-ĐA/TU (sau đây viết tắt là Đề án); theo Đề án, xã mở lớp."
    rules = [(mention.rule, mention.span.of(text)) for mention in find_mentions(text)]
    assert rules[1:] == [("definition", "Đề án"), ("defined-name", "Đề án")]


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025, 2026-2030",
        "QCVN 05A:2020/BCT và TCVN 6909:2001",
        "ngày 21/01/2020, quý IV/2027",
        "(sau đây gọi chung là cấp tỉnh)",
        "(sau đây gọi tắt là Công ty)",
        "Ban Chỉ đạo quốc gia 1237 họp",
        "Luật gia, luật sư, kế hoạch, đề án và các quyết định",
        "các chương trình, đề án, kế hoạch về phát triển đội ngũ trí thức",
        "căn cứ chức năng, nhiệm vụ được giao",
    ],
)
def test_false_friends(text: str) -> None:
    assert find_mentions(text) == ()


PIECES = (
    "Quyết định", "số", "142/QĐ-TTg", "52-KL/TW", "ngày 21/01/2020", "của", "Thủ tướng Chính phủ",
    "Luật", "Luật Đất đai", "điểm a khoản 1 Điều 5", "Nghị quyết Trung ương 7 khóa X", "khi có",
    "Kế hoạch này", "nêu trên", "(sau đây gọi tắt là Nghị quyết 27)", "Chiến lược", "NQ 57", "“",
    "”", "Đề án phát triển thư viện xã", ",", ";", ".", "và", "\n", "18, 19-NQ/TW", "Phụ lục II,",
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=20).map(" ".join))
def test_any_text_has_mentions_that_lie_in_it(text: str) -> None:
    found = find_mentions(text)
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.core in mention.span
        assert "\n" not in mention.span.of(text)
    for one, following in zip(found, found[1:], strict=False):
        assert not one.core.overlaps(following.core)


@pytest.mark.parametrize(
    "text",
    [
        "Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động như sau:",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch hành động với các nội dung sau đây:",
    ],
)
def test_what_is_announced_is_the_very_document(text: str) -> None:
    assert list(find_mentions(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo Điểm a Khoản này", "Điểm a Khoản này"),
        ("theo khoản 1 điều này", "khoản 1 điều này"),
        ("quy định tại điều này", "điều này"),
        ("Trong thông tư này, từ ngữ được hiểu như sau", "thông tư này"),
        ("điều này cho thấy xã làm tốt", None),
        ("báo cho người dân biết rõ điều này", None),
        ("xã chịu trách nhiệm về quyết định này", None),
        ("đồng khoản này vào quỹ", "khoản này"),
    ],
)
def test_parts_and_types_in_small_and_capital_letters(text: str, found: str | None) -> None:
    assert [each.span.of(text) for each in find_mentions(text)] == ([found] if found else [])


def test_a_date_behind_the_mark_of_a_note_belongs_to_the_mention() -> None:
    (mention,) = find_mentions("Theo Kết luận số 826-KL/TW1 ngày 04/3/2025, các đơn vị")
    assert (mention.number, mention.date) == ("826-KL/TW", "2025-03-04")
    (bare,) = find_mentions("Theo Kết luận số 826-KL/TW1, các đơn vị")
    assert bare.span.end == len("Theo Kết luận số 826-KL/TW")


def test_words_that_refer_are_read_in_capitals() -> None:
    (mention,) = find_mentions("TỔ CHỨC THỰC HIỆN KẾ HOẠCH NÀY")
    assert (mention.rule, mention.type) == ("deictic", "Kế hoạch")


def test_a_name_defined_in_capitals_holds_for_running_text() -> None:
    text = "NGHỊ QUYẾT SỐ 8/NQ-CP (SAU ĐÂY GỌI TẮT LÀ ĐỀ ÁN)\nmục tiêu của Đề án, các đề án khác"
    assert [m.rule for m in find_mentions(text)] == ["number", "definition", "defined-name"]
