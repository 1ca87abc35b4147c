"""Documents that change others: what is changed, by which words, and whose words are quoted."""

from __future__ import annotations

import pytest

from kl52.citations import find_citations
from kl52.citations.amended import find_amended_parts, quotations
from kl52.citations.grounds import grounds
from kl52.model import Citation, Document, Header
from kl52.parsing import parse_document, text_of

CIRCULAR = """BỘ NỘI VỤ
Số: 7/2021/TT-BNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 3 năm 2021
THÔNG TƯ
Sửa đổi, bổ sung một số điều của Thông tư số 3/2019/TT-BNV ngày 02 tháng 4 năm 2019 của Bộ \
trưởng Bộ Nội vụ quy định về thư viện xã
Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 3/2019/TT-BNV
1. Sửa đổi tên Điều 4 và bổ sung khoản 3 vào Điều 6 như sau:
“3. Xã nộp báo cáo theo khoản 1 Điều này và Thông tư này.”
2. Bãi bỏ điểm a khoản 1 Điều 9.
Điều 2. Hiệu lực
Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2021.
"""
AMENDED = "/akn/vn/act/thong-tu/bnv/2019-04-02/3-2019-tt-bnv"


def related(words: str) -> list[tuple[str, str, str | None]]:
    """Each citation with its relation and the number of the one around it."""
    cites = find_citations(text_of(words))
    names = {cite.id: cite.number or cite.name or cite.text for cite in cites}
    return [(names[cite.id], cite.relation, names.get(cite.within or "")) for cite in cites]


@pytest.fixture(scope="module")
def circular() -> Document:
    return parse_document(CIRCULAR.encode(), name="a.txt")


def by_text(doc: Document, words: str) -> Citation:
    return next(cite for cite in reversed(doc.citations) if cite.text == words)


# -- parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("1. Sửa đổi, bổ sung khoản 1 và khoản 2 Điều 67 như sau:", ["khoản 1 và khoản 2 Điều 67"]),
        ("a) Sửa tên Điều 4; bãi bỏ Điều 5.", ["Điều 4", "Điều 5"]),
        ("Điều 2. Bãi bỏ điểm a khoản 1 Điều 3", ["điểm a khoản 1 Điều 3"]),
        # what is put in is not there yet
        ("Bổ sung khoản 3a vào sau khoản 3 Điều 4 như sau:", ["khoản 3 Điều 4"]),
        ("Thay thế cụm từ “Điều 1” bằng cụm từ “Điều 2” tại khoản 1 Điều 8.", ["khoản 1 Điều 8"]),
        # the new text itself is no list of changes
        ("Sửa đổi Điều 4 như sau: “Điều 4. Theo khoản 2 Điều 9”", ["Điều 4"]),
        # a document follows, however far
        ("Bãi bỏ Chương II về phí của Nghị định số 3/2019/NĐ-CP.", []),
        ("Xã nộp hồ sơ theo điểm a khoản 1 Điều 3.", []),
        ("Bổ sung 3 điều hòa cho thư viện.", []),
    ],
)
def test_the_parts_that_a_paragraph_changes(words: str, parts: list[str]) -> None:
    found = [cite for cite in find_citations(text_of(words)) if cite.rule == "amended-part"]
    assert [cite.provision for cite in found] == parts


def test_a_part_of_a_document_that_is_named_is_no_part_alone() -> None:
    words = "Bãi bỏ điểm a khoản 1 Điều 3; khoản 2 Điều 7; Điều 9 của Thông tư số 5/2020/TT-BYT."
    (cite,) = find_citations(text_of(words))
    assert cite.provision == "điểm a khoản 1 Điều 3; khoản 2 Điều 7; Điều 9"
    assert cite.relation == "repeals"


def test_parts_are_of_the_document_at_the_head(circular: Document) -> None:
    parts = [cite for cite in circular.citations if cite.rule == "amended-part"]
    assert [(cite.text, cite.relation) for cite in parts] == [
        ("Điều 4", "amends"),
        ("Điều 6", "amends"),
        ("điểm a khoản 1 Điều 9", "repeals"),
    ]
    assert {cite.target for cite in parts} == {AMENDED}


def test_without_a_head_a_part_is_of_no_known_document() -> None:
    doc = parse_document("1. Bãi bỏ khoản 2 Điều 3.".encode(), name="a.txt")
    assert [(cite.state, cite.target) for cite in doc.citations] == [("not_assessed", None)]


def test_new_text_is_of_the_amended_document(circular: Document) -> None:
    quoted = [cite for cite in circular.citations if cite.rule == "quoted"]
    assert [cite.text for cite in quoted] == ["khoản 1 Điều này", "Thông tư này"]
    assert {cite.target for cite in quoted} == {AMENDED}
    assert {(cite.relation, cite.cue) for cite in quoted} == {("self", None)}
    assert {grounds(circular, cite).how for cite in quoted} == {"quoted"}
    assert by_text(circular, "Thông tư này").state == "self"


def test_what_another_document_provides_is_of_that_one() -> None:
    words = (
        "Điều 1. Sửa đổi một số điều của Thông tư số 3/2019/TT-BNV\n"
        "Điều 2 Thông tư số 9/2020/TT-BNV quy định như sau:\n"
        "“Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2020.”"
    )
    *_, other, quoted = parse_document(words.encode(), name="a.txt").citations
    assert (quoted.rule, quoted.target) == ("quoted", other.target)


def test_quotations_nest_and_may_stay_open() -> None:
    text = "như sau: “Thay cụm từ “a” bằng “b”” và “c” và như sau:\n“d"
    assert [span.of(text) for span in quotations(text)] == ["“Thay cụm từ “a” bằng “b””"]
    assert quotations("””“") == []


def test_a_line_without_a_change_has_no_parts() -> None:
    assert find_amended_parts("Điều 3. Bổ nhiệm", []) == []


# -- relations -----------------------------------------------------------------------------------


def test_a_decree_changes_the_decree_and_not_the_law_in_its_title() -> None:
    words = (
        "Căn cứ Nghị định số 1/2015/NĐ-CP quy định chi tiết một số điều của Luật Viên chức "
        "(được sửa đổi, bổ sung bởi Nghị định số 2/2018/NĐ-CP và Nghị định số 3/2019/NĐ-CP);"
    )
    assert related(words)[2:] == [
        ("2/2018/NĐ-CP", "amends", "1/2015/NĐ-CP"),
        ("3/2019/NĐ-CP", "amends", "1/2015/NĐ-CP"),
    ]


def test_a_law_changes_the_law() -> None:
    words = (
        "Căn cứ Nghị định số 1/2015/NĐ-CP quy định chi tiết một số điều của Luật Viên chức "
        "được sửa đổi, bổ sung bởi Luật số 52/2019/QH14;"
    )
    assert related(words)[2] == ("52/2019/QH14", "amends", "Luật Viên chức")


def test_a_decree_with_its_title_is_a_basis_of_its_own() -> None:
    words = (
        "Căn cứ Nghị định số 1/2015/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 2/2018/NĐ-CP và "
        "Nghị định số 3/2019/NĐ-CP của Chính phủ quy định về thư viện;"
    )
    assert related(words)[2] == ("3/2019/NĐ-CP", "legal_basis", None)


def test_no_decree_explains_a_decree() -> None:
    words = (
        "Căn cứ Nghị định số 1/2015/NĐ-CP quy định chi tiết một số điều và biện pháp thi hành "
        "Luật Viên chức và Nghị định số 2/2018/NĐ-CP về thư viện;"
    )
    assert related(words)[1:] == [
        ("Luật Viên chức", "guides", "1/2015/NĐ-CP"),
        ("2/2018/NĐ-CP", "legal_basis", None),
    ]


def test_a_circular_explains_a_law_and_a_decree() -> None:
    words = (
        "Theo Thông tư số 1/2015/TT-BNV hướng dẫn một số điều của Luật Viên chức và "
        "Nghị định số 2/2018/NĐ-CP về thư viện."
    )
    assert related(words)[1:] == [
        ("Luật Viên chức", "guides", "1/2015/TT-BNV"),
        ("2/2018/NĐ-CP", "guides", "1/2015/TT-BNV"),
    ]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Thay thế một số phụ lục, biểu mẫu của Thông tư số 1/2015/TT-BNV", "replaces"),
        ("Thay thế cụm từ “thôn” bằng cụm từ “xã, phường” tại Thông tư số 1/2015/TT-BNV", "amends"),
        ("Bãi bỏ từ “thôn” tại khoản 1 Điều 2 Thông tư số 1/2015/TT-BNV", "amends"),
        ("Sửa cụm từ “thôn” tại khoản 1 Điều 2 Thông tư số 1/2015/TT-BNV", "amends"),
        ("Sửa chữa thư viện theo khoản 1 Điều 2 Thông tư số 1/2015/TT-BNV", "refers"),
        ("Sửa đổi tên Điều 5 Thông tư số 1/2015/TT-BNV", "amends"),
        ("Bãi bỏ quy định tại Điều 5 Thông tư số 1/2015/TT-BNV", "repeals"),
        ("Sửa đổi các nội dung của Thông tư số 1/2015/TT-BNV", "amends"),
        ("Hủy bỏ hồ sơ, báo cáo lập theo Thông tư số 1/2015/TT-BNV", "refers"),
        ("Thay thế cán bộ, người lao động nghỉ việc, theo Thông tư số 1/2015/TT-BNV", "refers"),
    ],
)
def test_what_is_changed_may_be_a_part(words: str, relation: str) -> None:
    assert related(words)[-1][1] == relation


def test_a_second_part_is_changed_like_the_first() -> None:
    words = "2. Sửa từ “a” tại Điều 1 thành từ “b”; từ “c theo d” tại khoản 2 Điều 3 thành từ “đ”."
    assert [(cite.text, cite.relation) for cite in find_citations(text_of(words))] == [
        ("Điều 1", "amends"),
        ("khoản 2 Điều 3", "amends"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a part goes on with the part before the title
        ("theo khoản 2 Điều 1 Nghị định số 1/2020/NĐ-CP sửa đổi Nghị định số 2/2015/NĐ-CP "
         "quy định về thư viện và "
         "Điều 5 Nghị định số 3/2016/NĐ-CP",
         [("2/2015/NĐ-CP", "amends", "1/2020/NĐ-CP"), ("3/2016/NĐ-CP", "refers", None)]),
        ("theo Điều 1 Nghị định số 1/2020/NĐ-CP được sửa đổi bởi Nghị định số 2/2021/NĐ-CP; "
         "Điều 5 Nghị định số 3/2016/NĐ-CP",
         [("2/2021/NĐ-CP", "amends", "1/2020/NĐ-CP"), ("3/2016/NĐ-CP", "refers", None)]),
        # a whole document goes on with the title, a part with the parts that changed
        ("theo khoản 2 Điều 1 Nghị định số 1/2020/NĐ-CP sửa đổi Nghị định số 2/2015/NĐ-CP "
         "quy định về thư viện và "
         "Nghị định số 3/2016/NĐ-CP",
         [("2/2015/NĐ-CP", "amends", "1/2020/NĐ-CP"), ("3/2016/NĐ-CP", "amends", "1/2020/NĐ-CP")]),
        ("theo Điều 1 Nghị định số 1/2020/NĐ-CP được sửa đổi bởi Điều 2 Nghị định số 2/2021/NĐ-CP, "
         "Điều 5 Nghị định số 3/2022/NĐ-CP",
         [("2/2021/NĐ-CP", "amends", "1/2020/NĐ-CP"), ("3/2022/NĐ-CP", "amends", "1/2020/NĐ-CP")]),
    ],
)  # fmt: skip
def test_parts_are_listed_with_parts(
    words: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert related(words)[1:] == expected


def test_no_document_amends_itself() -> None:
    words = (
        "theo điểm a Điều 5 Nghị định số 1/2016/NĐ-CP được sửa đổi tại khoản 2 Điều 1 Nghị định số "
        "2/2021/NĐ-CP sửa đổi Nghị định số 3/2016/NĐ-CP về phí và điểm c Điều 5 Nghị định số "
        "1/2016/NĐ-CP"
    )
    assert related(words)[-1] == ("1/2016/NĐ-CP", "refers", None)


def test_a_part_before_a_document_is_not_behind_another() -> None:
    words = "theo Nghị định số 1/2016/NĐ-CP, khoản Đ.II, Đ.III Phụ lục I Nghị định số 2/2021/NĐ-CP"
    assert [cite.provision for cite in find_citations(text_of(words))] == [
        None,
        "khoản Đ.II, Đ.III Phụ lục I",
    ]
    (alone,) = find_citations(text_of("theo Nghị định số 1/2016/NĐ-CP, Điều 5."))
    assert alone.provision == "Điều 5"


def test_the_list_below_a_consolidated_text_says_what_changed_it() -> None:
    words = (
        "Thông tư số 1/2015/TT-BNV về thư viện, được sửa đổi, bổ sung bởi:\n"
        "1. Thông tư số 2/2018/TT-BNV về phí, có hiệu lực từ ngày 01 tháng 5 năm 2018;\n"
        "2. Thông tư số 3/2019/TT-BNV về phí.\n"
        "Căn cứ Nghị định số 4/2014/NĐ-CP;"
    )
    assert related(words) == [
        ("1/2015/TT-BNV", "refers", None),
        ("2/2018/TT-BNV", "amends", "1/2015/TT-BNV"),
        ("3/2019/TT-BNV", "amends", "1/2015/TT-BNV"),
        ("4/2014/NĐ-CP", "legal_basis", None),
    ]


# -- dates and issuers ---------------------------------------------------------------------------


def test_a_day_of_another_year_than_the_last_amended_law_is_the_amending_laws() -> None:
    words = (
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thư viện xã số 1/2014/QH13 và "
        "Luật Kho sách số 2/2015/QH13 ngày 22 tháng 11 năm 2019;"
    )
    amending, first, last = find_citations(text_of(words))
    assert (amending.date, first.date, last.date) == ("2019-11-22", None, None)
    assert amending.text.endswith("năm 2019")
    assert last.text == "Luật Kho sách số 2/2015/QH13"


def test_a_day_of_its_own_year_stays_with_the_amended_law() -> None:
    words = (
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thư viện xã số 1/2014/QH13 và "
        "Luật Kho sách số 2/2015/QH13 ngày 22 tháng 11 năm 2015;"
    )
    assert [cite.date for cite in find_citations(text_of(words))] == [None, None, "2015-11-22"]


def test_a_joint_circular_has_all_its_issuers() -> None:
    words = (
        "Căn cứ Thông tư liên tịch số 1/2015/TTLT-BNV-BTC ngày 5/3/2015 của Bộ trưởng Bộ Nội vụ, "
        "Bộ trưởng Bộ Tài chính hướng dẫn về phí;"
    )
    (cite,) = find_citations(text_of(words))
    assert cite.issuer == "Bộ trưởng Bộ Nội vụ, Bộ trưởng Bộ Tài chính"


def test_a_circular_of_one_ministry_ends_before_the_next() -> None:
    words = (
        "Theo Thông tư số 1/2015/TT-BNV của Bộ trưởng Bộ Nội vụ, Bộ trưởng Bộ Tài chính cấp phí."
    )
    (cite,) = find_citations(text_of(words))
    assert cite.issuer == "Bộ trưởng Bộ Nội vụ"


@pytest.mark.parametrize(
    ("words", "provision"),
    [
        ("theo các Mẫu số 7.8, Mẫu số 7.10 Phụ lục VII Thông tư này.",
         "các Mẫu số 7.8, Mẫu số 7.10 Phụ lục VII"),
        ("theo Biểu số 02 tại Phụ lục ban hành kèm theo Thông tư này.", "Biểu số 02 tại Phụ lục"),
        ("theo khoản 1, 2 và 3 Điều 5; Điều 7 Thông tư này.", "khoản 1, 2 và 3 Điều 5; Điều 7"),
        ("theo các Phụ lục ban hành kèm theo Thông tư này.", "các Phụ lục"),
        ("theo Điều 3 và các Phụ lục kèm theo Thông tư này.", "Điều 3 và các Phụ lục"),
        ("theo Phụ lục IV ban hành kèm Luật Thư viện năm 2019.", "Phụ lục IV"),
        ("theo khoản B.VIII, mục 1, Phụ lục I.3 Thông tư này.", "khoản B.VIII, mục 1, Phụ lục I.3"),
        ("theo Mục A, Phụ lục I ban hành kèm theo Thông tư này.", "Mục A, Phụ lục I"),
        ("theo Điều 4 và một số nội dung của Thông tư này.", "Điều 4"),
        ("theo Mẫu số 1 quy định tại Thông tư này.", "Mẫu số 1"),
        ("theo điểm b10 khoản 1 Điều 9 Thông tư này.", "điểm b10 khoản 1 Điều 9"),
        # a sentence that ends with a number, a table kept with a document that is another matter
        ("theo Phụ lục I. Thông tư này có 5 điều.", None),
        ("theo Điều 4 và một số xã. Thông tư này có 5 điều.", None),
        # no end of readings of a level that is none
        ("theo khoản " + "I." * 200 + "ab Thông tư này.", None),
        ("Bổ sung khoản 3 vào Điều 7 Thông tư này.", "Điều 7"),
    ],
)  # fmt: skip
def test_parts_with_points_and_forms(words: str, provision: str | None) -> None:
    (cite,) = find_citations(text_of(words))
    assert cite.provision == provision


# -- documents by issuer, in small letters, in capitals, misprinted --------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Thuốc cấp theo Thông tư của Bộ trưởng Bộ Y tế quy định về thư viện.",
         ["Thông tư của Bộ trưởng Bộ Y tế"]),
        ("Chi theo quy định tại Nghị định của Chính phủ về phí.", ["Nghị định của Chính phủ"]),
        ("Mức chi nêu tại Quyết định của Thủ tướng Chính phủ về phí.",
         ["Quyết định của Thủ tướng Chính phủ"]),
        # a paper to hand in, a measure in one case, and one that every place has
        ("a) Quyết định của Thủ tướng Chính phủ về phí;", []),
        ("Nộp bản sao Quyết định của Thủ tướng Chính phủ về việc cử người.", []),
        ("Chi theo Quyết định của Ủy ban nhân dân cấp xã về phí.", []),
        ("Xếp theo Nghị định của Chính phủ quy định về nhiệm vụ của từng bộ.", []),
        ("Chi theo các Nghị định của Chính phủ về phí.", []),
        ("Chi theo Nghị định của Chính phủ về kế hoạch thư viện hằng năm.", []),
    ],
)  # fmt: skip
def test_documents_by_their_issuer(words: str, found: list[str]) -> None:
    cites = find_citations(text_of(words))
    assert [cite.text for cite in cites if cite.rule == "issued-by"] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Nộp tài liệu về an toàn (Chương trình quản lý kho sách, Kế hoạch ứng cứu sách).", []),
        ("Hồ sơ gồm: đơn, Kế hoạch ứng cứu kho sách.", []),
        ("Xã làm theo Chương trình thư viện xã hằng năm.", []),
        ("Nộp tài liệu. Xã làm theo Chương trình quản lý kho sách.",
         ["Chương trình quản lý kho sách"]),
        ("Nộp tài liệu (theo Chương trình thư viện xã giai đoạn 2021 - 2025).",
         ["Chương trình thư viện xã giai đoạn 2021 - 2025"]),
    ],
)  # fmt: skip
def test_papers_that_every_case_or_year_has_are_no_policies(words: str, found: list[str]) -> None:
    assert [cite.text for cite in find_citations(text_of(words))] == found


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Mức chi tính căn cứ vào Bảng hệ số tại Điều 2 Nghị định số 1/2020/NĐ-CP.", "refers"),
        (
            "Căn cứ khung giá quy định tại Điều 2 Nghị định số 1/2020/NĐ-CP, xã lập dự toán.",
            "refers",
        ),
        ("Hằng năm, căn cứ quy định của Nghị định số 1/2020/NĐ-CP, xã lập dự toán.", "legal_basis"),
        ("Căn cứ Điều 2 Nghị định số 1/2020/NĐ-CP;", "legal_basis"),
    ],
)
def test_a_measure_is_no_legal_basis(words: str, relation: str) -> None:
    assert related(words)[0][1] == relation


@pytest.mark.parametrize(
    ("words", "host", "found"),
    [
        ("Sở Nội vụ thi hành quyết định này.", "Quyết định", ["quyết định này"]),
        ("Kế hoạch gồm: kế hoạch này có hiệu lực ngay.", "Kế hoạch", ["kế hoạch này"]),
        ("Theo Điều 5 luật này, xã mở lớp.", "Luật", ["Điều 5 luật này"]),
        ("Sở Nội vụ thi hành quyết định này.", "Thông tư", []),
        ("Tòa ra quyết định này trong ngày.", "Quyết định", []),
    ],
)
def test_the_very_document_in_small_letters(words: str, host: str, found: list[str]) -> None:
    assert [cite.text for cite in find_citations(text_of(words), Header(type=host))] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("II. CÁC BƯỚC THỰC HIỆN CHƯƠNG TRÌNH THƯ VIỆN XÃ GIAI ĐOẠN 2021 - 2025",
         ["CHƯƠNG TRÌNH THƯ VIỆN XÃ GIAI ĐOẠN 2021 - 2025"]),
        ("TRIỂN KHAI ĐỀ ÁN KHO SÁCH SỐ ĐẾN NĂM 2030", ["ĐỀ ÁN KHO SÁCH SỐ ĐẾN NĂM 2030"]),
        ("ĐỀ ÁN KHO SÁCH SỐ ĐẾN NĂM 2030", []),
        ("C. NỘI DUNG THỰC HIỆN CHƯƠNG TRÌNH ĐÀO TẠO", []),
    ],
)  # fmt: skip
def test_policies_in_capitals(words: str, found: list[str]) -> None:
    assert [cite.text for cite in find_citations(text_of(words))] == found


@pytest.mark.parametrize(
    ("words", "type", "number"),
    [
        ("Theo Nghị đinh số 30/2020/NĐ-CP", "Nghị định", "30/2020/NĐ-CP"),
        ("Theo Quyết định số 12/QĐ-TTg TTg", "Quyết định", "12/QĐ-TTg"),
    ],
)
def test_misprints(words: str, type: str, number: str) -> None:
    (cite,) = find_citations(text_of(words))
    assert (cite.type, cite.number) == (type, number)
    assert cite.text == words.removeprefix("Theo ")


def test_another_word_before_a_number_is_no_misprint() -> None:
    (cite,) = find_citations(text_of("Theo văn kiện số 30/2020/NĐ-CP"))
    assert cite.text == "số 30/2020/NĐ-CP"


def test_a_consolidated_text_does_not_cite_its_own_number() -> None:
    words = "Theo Thông tư số 1/2015/TT-BNV.\nSố: 40/VBHN-BNV\nXÁC THỰC VĂN BẢN HỢP NHẤT"
    header = Header(type="Văn bản hợp nhất", number="40/VBHN-BNV", title="Về thư viện")
    assert [cite.number for cite in find_citations(text_of(words), header)] == ["1/2015/TT-BNV"]


def test_a_title_ends_where_its_document_ceases_to_be_in_force() -> None:
    words = (
        "Thông tư số 1/2015/TT-BNV quy định về thư viện hết hiệu lực kể từ ngày Thông tư này có "
        "hiệu lực."
    )
    assert related(words)[1] == ("Thông tư này", "refers", None)


def test_a_title_with_a_capital_is_no_part_of_the_issuer() -> None:
    words = "Theo Thông tư số 1/2015/TT-BNV của Bộ trưởng Bộ Nội vụ Quy định về thư viện."
    (cite,) = find_citations(text_of(words))
    assert cite.issuer == "Bộ trưởng Bộ Nội vụ"


def test_a_programme_with_its_years_is_not_the_short_name_of_another() -> None:
    words = (
        "Chương trình thư viện xã giai đoạn 2021 - 2025 (sau đây gọi tắt là Chương trình). "
        "Xã làm theo Chương trình và tổng kết Chương trình thư viện xã giai đoạn 2016 - 2020."
    )
    cites = find_citations(text_of(words))
    assert [(cite.rule, cite.text) for cite in cites][-2:] == [
        ("defined-name", "Chương trình"),
        ("policy", "Chương trình thư viện xã giai đoạn 2016 - 2020"),
    ]
