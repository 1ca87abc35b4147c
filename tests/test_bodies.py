"""Bodies: where names end, how lists split, who a body is, whom it binds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.bodies import (
    binds,
    body_id,
    body_of_symbol,
    body_spans,
    counterparts,
    find_body,
    level_of,
    match_body_at,
    province_of,
    split_bodies,
    successors,
)

SHARED = Path(__file__).parents[2] / "shared"

# "|" stands where the list must be split; what is lost are the separators.
LISTS = [
    ("Bộ Khoa học và Công nghệ", "và in a name of the registry"),
    ("Bộ Văn hóa, Thể thao và Du lịch", "a comma in a name"),
    ("Sở Lao động - Thương binh và Xã hội", "a dash in a name"),
    ("Ban Tuyên giáo và Dân vận Trung ương", "the level belongs to the name"),
    ("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", "one class of three"),
    ("các sở, ban, ngành, đoàn thể tỉnh", "a group with one place"),
    ("UBND các huyện, thành phố", "two kinds of place under one head"),
    ("Ban Thường vụ Tỉnh ủy, Thành ủy", "one title for both"),
    ("Các trường đại học, cao đẳng, viện nghiên cứu", "a comma before a modifier"),
    ("Cơ quan, tổ chức và doanh nghiệp liên quan", "liên quan is shared"),
    ("Giám đốc Sở Y tế tỉnh, thành phố", "a post keeps its body and places"),
    ("UBND các tỉnh Cao Bằng, Lạng Sơn và Bắc Giang", "names of places are no bodies"),
    ("các địa phương Bắc Ninh, Bình Dương, An Giang", "places after a generic noun"),
    ("Cấp ủy, tổ chức đảng, chính quyền các cấp", "các cấp is shared"),
    ("Cục Sở hữu trí tuệ (Bộ Khoa học và Công nghệ)", "brackets stay with the name"),
    ("Các Vụ, Cục, đơn vị thuộc Bộ", "a group within a ministry"),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", "a series closed by và"),
    ("Sở Tài chính | UBND cấp xã", "và between two heads"),
    ("Các bộ, ngành | địa phương", "ministries and localities differ"),
    ("Các bộ, cơ quan ngang bộ | các địa phương", "các opens a new group"),
    ("Các bộ, cơ quan ngang bộ | cơ quan, tổ chức liên quan", "a closed class"),
    ("Bộ Tài chính | bộ, ngành liên quan", "a group without các after a name"),
    ("Bộ Công an | VTV | VOV | các địa phương", "acronyms are names"),
    ("Tập đoàn Viettel | VNPT | FPT", "acronyms that the registry lacks"),
    (
        "Sở Văn hóa, Thể thao và Du lịch | Báo Lạng Sơn | Đài Phát thanh và Truyền hình tỉnh",
        "press",
    ),
    ("Công an tỉnh | Bộ Chỉ huy quân sự tỉnh | các cơ quan liên quan", "armed forces"),
    (
        "Bộ trưởng | Thủ trưởng cơ quan ngang bộ | Chủ tịch UBND các tỉnh, thành phố | "
        "các tổ chức, cá nhân có liên quan",
        "the closing article",
    ),
    (
        "Các Bộ trưởng | Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương | "
        "các cơ quan, tổ chức, cá nhân có liên quan",
        "the closing article of a decree",
    ),
    ("Chủ tịch Ủy ban nhân dân tỉnh | Giám đốc Sở Y tế", "… and a post of one province"),
    ("Giám đốc Sở Y tế | Thủ trưởng các đơn vị thuộc, trực thuộc Bộ", "two ways to belong"),
    (
        "Chánh Văn phòng UBND tỉnh | Giám đốc các sở | Thủ trưởng các ban, ngành | "
        "Chủ tịch UBND các xã, phường",
        "the closing article of a province",
    ),
    ("Phòng Kế hoạch - Tài chính | Phòng Kế toán – Tài vụ", "a dash in the name of an office"),
    ("Đảng ủy cơ quan Văn phòng Quốc hội", "the Party's body of an office"),
    ("Người đứng đầu các bộ, ngành, địa phương | Sở Y tế", "one post of all of them"),
    ("Ban Quản lý Khu kinh tế Đồng Đăng - Lạng Sơn | UBND các xã, phường", "a dash in a place"),
]


@pytest.mark.parametrize(("printed", "why"), LISTS)
@pytest.mark.parametrize("separator", [", ", "; ", " và ", "\n"])
def test_lists_split_at_any_separator(printed: str, why: str, separator: str) -> None:
    names = tuple(printed.split(" | "))
    assert split_bodies(separator.join(names)) == names, why


@pytest.mark.parametrize(
    ("cell", "names", "why"),
    [
        (
            "Bộ Khoa học và Công nghệ Cơ quan, tổ chức và doanh nghiệp liên quan",
            ("Bộ Khoa học và Công nghệ", "Cơ quan, tổ chức và doanh nghiệp liên quan"),
            "only a space where a line of the cell ended",
        ),
        (
            "Bộ Công Thương Bộ Ngoại giao Cơ quan, tổ chức, doanh nghiệp liên quan",
            ("Bộ Công Thương", "Bộ Ngoại giao", "Cơ quan, tổ chức, doanh nghiệp liên quan"),
            "three lines",
        ),
        (
            "Bộ Ngoại giao Và các cơ quan liên quan",
            ("Bộ Ngoại giao", "các cơ quan liên quan"),
            "a capital Và",
        ),
        ("Bộ Khoa học và\nCông nghệ", ("Bộ Khoa học và Công nghệ",), "a break inside a name"),
        (
            "- Bộ Tài chính\n- Bộ Nội vụ",
            ("Bộ Tài chính", "Bộ Nội vụ"),
            "dashes as bullets",
        ),
        ("Sở KH&CN/Sở NN&MT", ("Sở KH&CN", "Sở NN&MT"), "a slash"),
        ("(1) Sở Y tế; (2) VTV", ("Sở Y tế", "VTV"), "numbers in brackets"),
        ("(1)\nSở Y tế\n(2)\nCác xã", ("Sở Y tế", "Các xã"), "numbers on their own lines"),
        ("(1) Sở Y tế (2) Kho bạc tỉnh", ("Sở Y tế", "Kho bạc tỉnh"), "numbers after a space"),
        ("1. Sở Y tế\n2. Công an tỉnh", ("Sở Y tế", "Công an tỉnh"), "numbers with a stop"),
        (
            "Phòng Kế hoạch, Tài chính; Phòng Nội vụ, Sở Y tế",
            ("Phòng Kế hoạch, Tài chính", "Phòng Nội vụ", "Sở Y tế"),
            "a field without a head",
        ),
        ("Sở Y tế chủ trì", ("Sở Y tế",), "the role is no part of the name"),
        (
            "Các bộ, ngành, địa phương, tổ chức chính trị - xã hội",
            ("Các bộ, ngành", "địa phương", "tổ chức chính trị - xã hội"),
            "organisations of a kind of their own behind localities",
        ),
        (
            "các địa phương, tổ chức, cá nhân liên quan",
            ("các địa phương, tổ chức, cá nhân liên quan",),
            "organisations that share a modifier with localities",
        ),
        (
            "Bộ Lao động - Thương binh và Xã hội,Thanh tra Chính phủ",
            ("Bộ Lao động - Thương binh và Xã hội", "Thanh tra Chính phủ"),
            "no space after the comma",
        ),
        (
            "Giám đốc các Sở: Tài chính, Nội vụ; UBND các phường: Yên Bái, Văn Phú",
            (
                "Giám đốc Sở Tài chính",
                "Giám đốc Sở Nội vụ",
                "UBND phường Yên Bái",
                "UBND phường Văn Phú",
            ),
            "the kind is named once",
        ),
        (
            "các Bộ Khoa học và Công nghệ, Văn hóa, Thể thao và Du lịch và Công an",
            ("Bộ Khoa học và Công nghệ", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Công an"),
            "names without their head keep their commas",
        ),
        ("", (), "an empty cell"),
        ("---", (), "a rule"),
    ],
)
def test_cells(cell: str, names: tuple[str, ...], why: str) -> None:
    assert split_bodies(cell) == names, why


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Sở Khoa học và Công nghệ| chủ trì, phối hợp với các sở", "registry"),
        ("Sở Ngoại vụ| rà soát", "registry"),
        ("Trung tâm Xúc tiến đầu tư| xây dựng kế hoạch", "unknown, verb pair"),
        ("Ban Quản lý rừng phòng hộ| thực hiện", "unknown, lower case in the name"),
        ("Học viện Công nghệ Bưu chính Viễn thông| tổ chức đào tạo", "verb tổ chức"),
        ("Từng sở, ngành| rà soát", "distributive"),
        ("Người đứng đầu các cơ quan, đơn vị| chịu trách nhiệm", "a post over a group"),
        ("Các bộ, ngành, địa phương| khẩn trương", "the list as a whole"),
        ("Các bộ, cơ quan ngang bộ| theo chức năng, nhiệm vụ được giao", "a phrase follows"),
        ("UBND các xã, phường; Công an tỉnh| phối hợp", "semicolon"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam| chỉ đạo", "a post"),
        ("Văn phòng Sở Y tế| theo dõi", "a unit of a body"),
        ("Các Bộ trưởng| chịu trách nhiệm", "a post, not các Bộ"),
        ("UBND xã hoặc Trung tâm dịch vụ tổng hợp cấp xã| lập hồ sơ", "hoặc joins bodies"),
        ("Ngân hàng Chính sách xã hội| huy động vốn", "xã is no place here"),
    ],
)
def test_subjects_end_before_the_verb(sentence: str, why: str) -> None:
    subject, rest = sentence.split("|")
    assert match_body_at(subject + rest, 0) == len(subject), why
    assert match_body_at("Giao " + subject + rest, 5) == 5 + len(subject), why


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức thực hiện nghiêm",
        "tổ chức triển khai",
        "Ban hành kế hoạch",
        "Cơ sở dữ liệu quốc gia",
        "Hội nghị tổng kết",
        "Phòng, chống tham nhũng",
        "Báo cáo Thủ tướng Chính phủ",
        "Bộ máy tinh gọn",
        "Trường hợp có vướng mắc",
        "CÔNG BÁO",
        "",
    ],
)
def test_words_that_begin_like_bodies(text: str) -> None:
    assert match_body_at(text, 0) is None


@pytest.mark.parametrize(
    ("name", "id", "why"),
    [
        ("Bộ KH&CN", "bo-khoa-hoc-va-cong-nghe", "abbreviation"),
        ("BKHCN", "bo-khoa-hoc-va-cong-nghe", "symbol"),
        ("Bộ Tài nguyên và môi trường", "bo-tai-nguyen-va-moi-truong", "case"),
        ("Uỷ ban nhân dân tỉnh Lạng Sơn", "ubnd/lang-son", "old tone, province in the name"),
        ("UBND thành phố Hà Nội", "ubnd/ha-noi", "a city of the centre"),
        ("Sở Khoa học và Công nghệ Lạng Sơn", "so-khoa-hoc-va-cong-nghe/lang-son", "bare place"),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "ubnd", "a class has no province"),
        ("Giám đốc Sở Y tế", "so-y-te", "a post stands for its body"),
        ("UBND xã Tân Thành", None, "the name of a commune alone is no identity"),
        ("BCT", None, "Bộ Công Thương or Bộ Chính trị"),
        ("TW", None, "three issuers"),
        ("Câu lạc bộ Hoa Lan", None, "unknown"),
    ],
)
def test_identity(name: str, id: str | None, why: str) -> None:
    assert body_id(name) == id, why


def test_the_document_gives_the_province() -> None:
    assert body_id("Sở Y tế", province="Lạng Sơn") == "so-y-te/lang-son"
    assert body_id("UBND xã Tân Thành", province="lang-son") == "ubnd-cap-xa/lang-son/xa-tan-thanh"
    assert body_id("UBND thành phố Lạng Sơn", province="Lạng Sơn") == (
        "ubnd-cap-huyen/lang-son/thanh-pho-lang-son"
    )
    assert body_id("Bộ Y tế", province="Lạng Sơn") == "bo-y-te"


@pytest.mark.parametrize(
    ("symbol", "name", "why"),
    [
        ("BCT", "Bộ Công Thương", "in a symbol it is never Bộ Chính trị"),
        ("TTg", "Thủ tướng Chính phủ", "mixed case"),
        ("TW", None, "three issuers"),
        ("UBND", None, "every level"),
    ],
)
def test_symbols(symbol: str, name: str | None, why: str) -> None:
    found = body_of_symbol(symbol)
    assert (found.name if found else None) == name, why


def test_an_ended_body_is_found_and_says_so() -> None:
    body = find_body("Sở Tài nguyên và Môi trường", on="2026-04-01")
    assert body is not None
    assert not body.exists("2026-04-01")
    assert body.exists("2025-02-28")


@pytest.mark.parametrize(
    ("text", "id", "why"),
    [
        ("Tỉnh ủy Quảng Nam", "quang-nam", "after Tỉnh ủy"),
        ("TP. Hồ Chí Minh", "ho-chi-minh", "after TP."),
        ("tỉnh Hoà Bình", "hoa-binh", "old tone"),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau", "the longest name"),
        ("UBND phường Yên Bái", None, "a ward of that name"),
        ("Bộ Nội vụ", None, "no place"),
    ],
)
def test_province(text: str, id: str | None, why: str) -> None:
    found = province_of(text)
    assert (found.id if found else None) == id, why


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Thủ tướng Chính phủ", "central"),
        ("Bộ Chính trị", "party-central"),
        ("Ban Chấp hành Trung ương Đảng", "party-central"),
        ("Quốc hội", "legislature"),
        ("Tỉnh ủy Lạng Sơn", "party-province"),
        ("Ủy ban nhân dân tỉnh Lạng Sơn", "province"),
        ("UBND phường Văn Phú", "commune"),
        ("Đảng ủy xã Tân Thành", "party-commune"),
        ("UBND huyện Tràng Định", "district"),
        ("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "front"),
        ("Ai đó", None),
    ],
)
def test_level(issuer: str, level: str | None) -> None:
    assert level_of(issuer) == level


@pytest.mark.parametrize(
    ("names", "bound", "why"),
    [
        (("Các bộ, ngành, địa phương",), ("ministries", "province"), "an unsplit list"),
        (("Ủy ban nhân dân các tỉnh, thành phố",), ("province",), "all provinces"),
        (("UBND các thành phố trực thuộc Trung ương",), ("municipality",), "no tỉnh"),
        (("địa phương",), ("province",), "localities"),
        (("Tỉnh ủy, Thành ủy",), ("province", "party-province"), "the Party of a province"),
        (("các sở, ban, ngành liên quan",), ("province",), "departments"),
        (("UBND các xã, phường",), ("commune",), "communes"),
        (("chính quyền địa phương các cấp",), ("province", "commune"), "all levels"),
        (("Bộ Tài chính", "các cơ quan liên quan"), ("ministries", "others"), "one ministry"),
        (("cả hệ thống chính trị",), ("everybody",), "all"),
        (("Bộ Chỉ huy quân sự tỉnh",), ("province",), "Bộ is no ministry here"),
        ((), (), "nobody named"),
    ],
)
def test_binds(names: tuple[str, ...], bound: tuple[str, ...], why: str) -> None:
    assert binds(names) == bound, why


def test_correspondence_is_dated() -> None:
    ministry = "bo-thong-tin-va-truyen-thong"
    assert counterparts(ministry, "2020-02-17") == ("so-thong-tin-va-truyen-thong",)
    assert "so-khoa-hoc-va-cong-nghe" in counterparts(ministry, "2025-03-01")
    assert successors("uy-ban-dan-toc") == ("bo-dan-toc-va-ton-giao",)
    assert counterparts("no-such-body") == ()


@given(st.text(alphabet="BộSởcác ,;và-:/(\nUBND tỉnhXã", max_size=80))
def test_spans_are_in_order_and_inside(text: str) -> None:
    at = 0
    for span in body_spans(text):
        assert at <= span.start < span.end <= len(text)
        at = span.end
    for start in range(0, len(text), 7):
        end = match_body_at(text, start)
        assert end is None or start < end <= len(text)


def _gold() -> list[tuple[str, tuple[str, ...]]]:
    """Printed lists of the gold that stand in the text with their names in order."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((SHARED / "gold").glob("*.obligations.jsonl")):
        text = path.with_name(path.name.replace(".obligations.jsonl", ".txt")).read_text("utf-8")
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for names in (row["lead"], row["coordinate"]):
                between = r"(?:[\s,;]+|\s+và\s+)(?:và )?"
                pattern = between.join(map(re.escape, names))
                if names and (match := re.search(pattern, text, re.I)):
                    found[match[0]] = tuple(names)
    return list(found.items())


@pytest.mark.skipif(not SHARED.exists(), reason="the gold is not part of the project")
def test_gold_lists() -> None:
    gold = _gold()
    wrong = [
        printed
        for printed, names in gold
        if [each.lower() for each in split_bodies(printed)] != [each.lower() for each in names]
    ]
    assert len(gold) > 50
    assert len(wrong) <= len(gold) // 50, wrong


@pytest.mark.parametrize("name", ["Cục Phòng, chống tệ nạn xã hội", "Ban Phòng, chống lụt bão"])
def test_two_words_that_a_comma_parts_are_one_name(name: str) -> None:
    assert split_bodies(f"{name}, Sở Y tế") == (name, "Sở Y tế")
    assert match_body_at(f"{name} lập sổ theo dõi", 0) == len(name)


@pytest.mark.parametrize(
    "name",
    [
        "Báo và Phát thanh, truyền hình tỉnh",
        "Đài Phát thanh, truyền hình tỉnh",
        "Cơ sở khám bệnh, chữa bệnh",
        "các cơ sở giáo dục đại học, giáo dục nghề nghiệp",
        "Cơ sở giáo dục, đào tạo",
        "Trung tâm Văn hóa, Thông tin và Truyền thông",
        "Trung tâm Văn hóa, thông tin và truyền thông huyện Kia",
        "Trung tâm Nước sạch và vệ sinh môi trường nông thôn",
        "Chi cục Quản lý chất lượng nông, lâm sản và thủy sản",
        "Ban Quản lý các khu công nghiệp và khu kinh tế",
        "Ban Quản lý các khu công nghiệp, khu chế xuất",
        "Ban quản lý các khu kinh tế, khu công nghiệp, khu công nghệ cao",
        "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
        "Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh",
        "Hội Bảo trợ người khuyết tật, trẻ mồ côi và bệnh nhân nghèo tỉnh",
    ],
)
def test_a_name_keeps_all_its_subjects(name: str) -> None:
    assert split_bodies(f"{name}; Sở Y tế") == (name, "Sở Y tế")
    sentence = f"{name} chủ trì, phối hợp với Sở Y tế lập sổ."
    assert sentence[: match_body_at(sentence, 0)] == name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ban Quản lý các khu công nghiệp và Sở Xây dựng",
         ("Ban Quản lý các khu công nghiệp", "Sở Xây dựng")),
        ("Ban Quản lý các khu công nghiệp, Công an tỉnh",
         ("Ban Quản lý các khu công nghiệp", "Công an tỉnh")),
        ("Báo Nhân Dân và Đài Tiếng nói Việt Nam", ("Báo Nhân Dân", "Đài Tiếng nói Việt Nam")),
        ("Sở Y tế và các khu công nghiệp", ("Sở Y tế", "các khu công nghiệp")),
        ("Trung tâm Y tế, Trạm Y tế các xã", ("Trung tâm Y tế", "Trạm Y tế các xã")),
    ],
)  # fmt: skip
def test_a_new_name_still_opens_a_new_body(printed: str, names: tuple[str, ...]) -> None:
    assert split_bodies(printed) == names


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Trung tâm Y tế, thông tin kịp thời cho dân.", "Trung tâm Y tế"),
        ("Sở Công Thương và đầu tư kho bãi cho chợ.", "Sở Công Thương"),
    ],
)
def test_a_verb_is_no_subject_of_a_name(sentence: str, body: str) -> None:
    assert sentence[: match_body_at(sentence, 0)] == body
