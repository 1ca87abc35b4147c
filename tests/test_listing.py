"""What is said of documents elsewhere than before them: by their list, column, or sentence."""

from __future__ import annotations

import pytest

from kl52.citations import find_citations
from kl52.citations.grounds import grounds
from kl52.citations.listing import changed_items
from kl52.parsing import parse_document, text_of

A, B, C = "Thông tư số 1/2015/TT-BNV", "Thông tư số 2/2016/TT-BNV", "Nghị định số 3/2017/NĐ-CP"


def related(words: str) -> list[tuple[str, str, str | None]]:
    """Each citation with its relation and the number or name of the one around it."""
    cites = parse_document(words.encode(), name="a.md").citations
    names = {cite.id: cite.number or cite.name or cite.text for cite in cites}
    return [(names[cite.id], cite.relation, names.get(cite.within or "")) for cite in cites]


def relations(words: str) -> list[str]:
    return [cite.relation for cite in find_citations(text_of(words))]


# -- lists under the words that change -------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "expected", "why"),
    [
        ("2. Bãi bỏ các văn bản sau đây:", "repeals", "active"),
        ("2. Kể từ ngày Thông tư này có hiệu lực, bãi bỏ các quy định sau:", "repeals", "of parts"),
        ("2. Thông tư này thay thế:", "replaces", "nothing between"),
        ("2. Bãi bỏ toàn bộ các thông tư về thư viện xã sau đây:", "repeals", "with their subject"),
        ("2. Bãi bỏ các quy định về phí thư viện tại:", "repeals", "what they are in"),
        ("2. Sửa đổi, bổ sung một số điều của:", "amends", "whose parts"),
        ("2. Các thông tư sau đây hết hiệu lực kể từ ngày 01/7/2021:", "repeals", "told behind"),
        ("2. Các văn bản sau đây bị bãi bỏ:", "repeals", "passive"),
        ("2. Sửa đổi, bổ sung một số thông tư sau:", "amends", "amended"),
        ("2. Các thông tư sau đây tiếp tục có hiệu lực:", "refers", "they stay"),
        ("2. Xã làm theo các văn bản sau đây:", "refers", "no change"),
        ("2. Hồ sơ đã được sửa đổi theo quy định sau:", "refers", "something else was changed"),
        ("2. Nội dung được sửa đổi, bổ sung như sau:", "refers", "new text follows"),
        ("2. Cho đến khi các văn bản sau đây hết hiệu lực thi hành:", "refers", "a condition"),
        ("2. Việc bãi bỏ các văn bản sau đây:", "refers", "a matter"),
        ("2. Bãi bỏ phí thư viện theo các văn bản sau:", "refers", "something else is repealed"),
        ("2. Bãi bỏ các khoản phí theo quy định tại:", "refers", "something else is repealed"),
    ],
)
def test_a_list_says_what_is_done_to_its_items(lead: str, expected: str, why: str) -> None:
    found = related(f"{lead}\na) {A};\nb) Điều 5 {B}.\n3. {C} có 5 chương.")
    assert [relation for name, relation, _ in found if name[:2] in ("1/", "2/")] == (
        [expected] * 2
    ), why
    assert found[-1][1] == "refers", "the list has ended"


def test_a_list_ends_with_the_article() -> None:
    words = f"Điều 1. Bãi bỏ các thông tư sau:\n1. {A};\nĐiều 2. Hiệu lực\n1. {B} có 5 chương."
    assert relations(words) == ["repeals", "refers"]


def test_an_item_is_a_document_with_its_title() -> None:
    words = (
        f"Bãi bỏ các thông tư sau:\na) {A} về thư viện theo quy định của Luật Viên chức;\n"
        f"b) {B} và {C}."
    )
    assert related(words) == [
        ("1/2015/TT-BNV", "repeals", None),
        ("Luật Viên chức", "refers", "1/2015/TT-BNV"),
        ("2/2016/TT-BNV", "repeals", None),
        ("3/2017/NĐ-CP", "repeals", None),
    ]


def test_behind_the_title_of_an_item_nothing_is_nested() -> None:
    words = f"Bãi bỏ các thông tư sau:\na) {A} về thư viện. Phí nộp theo Luật Viên chức."
    assert related(words)[-1] == ("Luật Viên chức", "refers", None)


def test_an_item_that_begins_with_other_words_is_not_listed() -> None:
    words = f"Bãi bỏ các quy định sau:\na) Mức phí nêu tại {A};"
    assert relations(words) == ["refers"]


def test_the_parts_of_an_item_are_of_its_document() -> None:
    words = (
        f"Bãi bỏ các quy định sau:\na) Điều 4 và một số nội dung quy định tại {A}, gồm: "
        "cụm từ “, trình xã.” tại khoản 2 Điều 7; cụm từ “(ba)” tại Điều 8.\n"
    )
    whole, *parts = parse_document(words.encode(), name="a.txt").citations
    assert whole.provision == "Điều 4"
    assert [(each.text, each.relation) for each in parts] == [
        ("khoản 2 Điều 7", "repeals"),
        ("Điều 8", "repeals"),
    ]
    assert {each.target for each in parts} == {whole.target}


def test_parts_without_a_document_before_them_are_none() -> None:
    assert relations("Hồ sơ gồm: cụm từ “ba” tại Điều 8.") == []


# -- annexes -------------------------------------------------------------------------------------

ANNEX = "Phụ lục I\n{}\n(Kèm theo Thông tư số 9/2022/TT-BNV)\nI. Lĩnh vực thư viện\n1. {} về phí.\n"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT BÃI BỎ TOÀN BỘ", "repeals"),
        ("DANH MỤC VĂN BẢN QUY PHẠM\nPHÁP LUẬT BỊ BÃI BỎ", "repeals"),
        ("DANH MỤC CÁC THÔNG TƯ ĐƯỢC THAY THẾ", "replaces"),
        ("B. DANH MỤC VĂN BẢN CẦN SỬA ĐỔI, BỔ SUNG", "amends"),
        # these only report, or are of something else
        ("DANH MỤC VĂN BẢN HẾT HIỆU LỰC", "refers"),
        ("DANH MỤC VĂN BẢN ĐÃ ĐƯỢC BÃI BỎ", "refers"),
        ("DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ", "refers"),
        ("DANH MỤC VĂN BẢN SỬA ĐỔI, BỔ SUNG", "refers"),
    ],
)
def test_the_heading_of_an_annex_says_what_is_done(heading: str, expected: str) -> None:
    found = related(ANNEX.format(heading, A))
    assert found[-1][:2] == ("1/2015/TT-BNV", expected)


def test_a_lettered_list_ends_before_the_next_letter() -> None:
    words = f"B. DANH MỤC VĂN BẢN BÃI BỎ\nI. Thư viện\n1. {A} về phí.\nC. THI HÀNH\n1. {B} về phí."
    assert relations(words) == ["repeals", "refers"]


def test_an_annex_ends_before_the_next() -> None:
    words = ANNEX.format("DANH MỤC VĂN BẢN BÃI BỎ", A) + f"Phụ lục II\n1. {B} về phí."
    assert [relation for _, relation, _ in related(words)][-2:] == ["repeals", "refers"]


# -- columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("| TT | Các văn bản cần sửa đổi, bổ sung | Cơ quan |", "amends"),
        ("| TT | Văn bản bãi bỏ | Cơ quan |", "repeals"),
        ("| TT | Căn cứ | Cơ quan |", "legal_basis"),
        ("| TT | Văn bản sửa đổi | Cơ quan |", "refers"),
        ("| TT | Văn bản được bãi bỏ | Lý do |", "refers"),
    ],
)
def test_the_head_of_a_column_tells(heads: str, expected: str) -> None:
    words = f"Danh sách\n\n{heads}\n|---|---|---|\n| 1 | {A} | Sở Nội vụ |\n"
    assert [relation for _, relation, _ in related(words)] == [expected]


def test_in_a_row_the_document_beside_is_what_another_changed() -> None:
    words = (
        "Danh sách\n\n| TT | Văn bản | Lý do |\n|---|---|---|\n"
        f"| 1 | {A} | Được sửa đổi, bổ sung bởi {B} |\n| 2 | Mẫu số 1 | Bị bãi bỏ bởi {C} |\n"
    )
    cites = parse_document(words.encode(), name="a.md").citations
    assert [(cite.relation, cite.passive, cite.within) for cite in cites] == [
        ("refers", False, None),
        ("amends", True, cites[0].id),
        ("repeals", True, None),
    ]


def test_a_document_that_is_changed_is_not_passive() -> None:
    (cite,) = find_citations(text_of(f"Nội dung được bổ sung; bãi bỏ {A}."))
    assert (cite.relation, cite.passive) == ("repeals", False)


# -- the end of the sentence -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        (f"2. {A} về phí hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
         ["repeals", "self"], "with its title"),
        (f"Hiệu lực từ ngày ký. {A} và {B} hết hiệu lực thi hành từ ngày 01/7/2021.",
         ["repeals", "repeals"], "both"),
        (f"2. {A} về phí của {C} hết hiệu lực kể từ ngày 01/7/2021.",
         ["repeals", "refers"], "the title's own document goes on"),
        (f"2. Xã làm theo {A} đến khi {B} hết hiệu lực.", ["refers", "refers"], "a condition"),
        (f"2. Quy định tại {A} hết hiệu lực kể từ ngày 01/7/2021.", ["refers"], "not all of it"),
        (f"2. {A} đã hết hiệu lực từ ngày 01/7/2021.", ["refers"], "a report"),
    ],
)  # fmt: skip
def test_what_ends_a_document_stands_behind_it(words: str, expected: list[str], why: str) -> None:
    found = [cite.relation for cite in parse_document(words.encode(), name="a.txt").citations]
    assert found == expected, why


def test_the_grounds_are_told() -> None:
    doc = parse_document(
        f"2. {A} hết hiệu lực kể từ ngày 01/7/2021.\nBãi bỏ các thông tư sau:\na) {B};\n".encode(),
        name="a.txt",
    )
    ended, listed = doc.citations
    told = grounds(doc, ended)
    assert (told.how, told.span.of(doc.text.text) if told.span else None) == (
        "behind",
        "hết hiệu lực",
    )
    assert (grounds(doc, listed).how, grounds(doc, listed).cue) == ("cue", "Bãi bỏ")


def test_lists_are_found_in_one_pass() -> None:
    text = "Bãi bỏ các thông tư sau:\n" * 3 + "a) x\n- y\nb) z\n1. t\na) u"
    assert [text[at : at + 2] for at in changed_items(text)] == ["Bã", "Bã", "a)", "b)", "a)"]
