"""Headers and signatures of every form, and that no fact comes from a cited document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.header import find_header
from kl52.model import Header, Promulgated, Text
from tests.values import make_text

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = """Thực hiện Quyết định số 999/QĐ-TTg ngày 09 tháng 9 năm 2019, tỉnh lập kế hoạch:
I. MỤC TIÊU
1. Đủ sách cho trường học."""  # fmt: skip


def text_of(words: str) -> Text:
    return make_text(*words.split("\n"))


def state(
    *,
    issuer: str = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN",
    number: str = "Số: 48/KH-UBND",
    when: str = "Lạng Sơn, ngày 17 tháng 02 năm 2020",
    title: str = "KẾ HOẠCH\nPhát triển đội ngũ trí thức",
    body: str = BODY,
    signed: str = "",
) -> Header:
    """The header of a document in the State's form; each part can be changed."""
    parts = (issuer, number, MOTTO, when, title, body, signed)
    return find_header(text_of("\n".join(part for part in parts if part)))


def party(
    number: str = "Số 52-KL/TW", of: str = "CỦA BAN BÍ THƯ", body: str = "1- Quán triệt."
) -> str:
    return f"""BAN CHẤP HÀNH TRUNG ƯƠNG
*
{number}
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 30 tháng 5 năm 2019
KẾT LUẬN
{of}
về tiếp tục thực hiện Nghị quyết Trung ương 7 khóa X về xây dựng đội ngũ trí thức
{body}"""


def facts(header: Header, names: str) -> list[object]:
    return [getattr(header, name) for name in names.split()]


def test_a_plan_of_a_province() -> None:
    header = state()
    assert facts(header, "type number date place") == [
        "Kế hoạch", "48/KH-UBND", "2020-02-17", "Lạng Sơn",
    ]  # fmt: skip
    assert facts(header, "issuer level province") == [
        "Ủy ban nhân dân tỉnh Lạng Sơn", "province", "Lạng Sơn",
    ]  # fmt: skip
    assert facts(header, "title draft secrecy promulgates") == [
        "Phát triển đội ngũ trí thức", False, None, None,
    ]  # fmt: skip


def test_a_decision_with_its_plan() -> None:
    title = (
        "QUYẾT ĐỊNH\nBan hành Kế hoạch thực hiện Kết luận số 52-KL/TW ngày 30 tháng 5 năm 2019"
        " của Ban Bí thư"
    )
    body = """THỦ TƯỚNG CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Kết luận số 52-KL/TW.
Nơi nhận:
- Lưu: VT.
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
(đã ký)
Nguyễn Văn Mẫu
THỦ TƯỚNG CHÍNH PHỦ
KẾ HOẠCH
Thực hiện Kết luận số 52-KL/TW
(Ban hành kèm theo Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020)
I. MỤC TIÊU"""
    header = state(
        issuer="THỦ TƯỚNG CHÍNH PHỦ",
        number="Số: 142/QĐ-TTg",
        when="Hà Nội, ngày 21 tháng 01 năm 2020",
        title=title,
        body=body,
    )
    assert facts(header, "type number date") == ["Quyết định", "142/QĐ-TTg", "2020-01-21"]
    assert facts(header, "issuer level province") == [
        "Thủ tướng Chính phủ", "central", None,
    ]  # fmt: skip
    assert header.promulgates == Promulgated(
        "Kế hoạch",
        "Kế hoạch thực hiện Kết luận số 52-KL/TW ngày 30 tháng 5 năm 2019 của Ban Bí thư",
    )
    assert facts(header, "signer signer_title") == [
        "Nguyễn Văn Mẫu", "KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG",
    ]  # fmt: skip


def test_a_conclusion_of_the_party() -> None:
    text = text_of(party(body="1- Quán triệt.\nT/M BAN BÍ THƯ\n(đã ký)\nTrần Văn Mẫu"))
    header = find_header(text)
    assert facts(header, "type number date issuer level") == [
        "Kết luận", "52-KL/TW", "2019-05-30", "Ban Bí thư", "party-central",
    ]  # fmt: skip
    assert (header.title or "").startswith("về tiếp tục thực hiện Nghị quyết Trung ương 7")
    assert facts(header, "signer signer_title") == ["Trần Văn Mẫu", "T/M BAN BÍ THƯ"]
    assert header.span.of(text.text).endswith("đội ngũ trí thức")


@pytest.mark.parametrize(
    ("of", "issuer"),
    [
        ("CỦA BỘ CHÍNH TRỊ", "Bộ Chính trị"),
        ("HỘI NGHỊ LẦN THỨ BẢY BAN CHẤP HÀNH TRUNG ƯƠNG KHÓA X", "Ban Chấp hành Trung ương"),
    ],
)
def test_who_adopted_it_stands_below_the_type(of: str, issuer: str) -> None:
    assert find_header(text_of(party(of=of))).issuer == issuer


@pytest.mark.parametrize(
    ("changed", "expected", "why"),
    [
        ({"issuer": "UBND TỈNH LẠNG SƠN\nSỞ NỘI VỤ", "number": "Số: 07/KH-SNV"},
         {"issuer": "Sở Nội vụ", "number": "07/KH-SNV", "province": "Lạng Sơn"},
         "the superior organ above a department gives the province only"),
        ({"number": "Số:      /KH-UBND", "when": "Lạng Sơn, ngày     tháng    năm 2020"},
         {"type": "Kế hoạch", "number": None, "date": None, "draft": True},
         "a draft: number and day are blank, and stay so"),
        ({"number": "DỰ THẢO\nSố: …/KH-UBND", "when": "Lạng Sơn, ngày … tháng … năm 2020"},
         {"number": None, "date": None, "draft": True, "place": "Lạng Sơn"},
         "a draft that says so"),
        ({"number": "Số: 112/UBND-VX\nV/v mua sách cho trường học", "title": "",
          "body": "Kính gửi: Sở Giáo dục và Đào tạo\nThực hiện Công văn số 9/VPCP-KGVX."},
         {"type": "Công văn", "number": "112/UBND-VX", "title": "V/v mua sách cho trường học"},
         "an official letter has a subject and no type"),
        ({"number": "Số: 48/KH-UBND\nMẬT"},
         {"secrecy": "MẬT", "number": "48/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn"},
         "a secrecy mark"),
        ({"number": "Số: 48 /KH- UBND"},
         {"number": "48/KH-UBND"},
         "a stamped number leaves room"),
        ({"issuer": "HỘI ĐỒNG NHÂN DÂN\nTỈNH LẠNG SƠN", "number": "Số: 05/NQ-HĐND",
          "title": "NGHỊ QUYẾT\nVề ngân sách năm 2021"},
         {"type": "Nghị quyết", "issuer": "Hội đồng nhân dân tỉnh Lạng Sơn"},
         "the people's council"),
        ({"title": "QUYẾT ĐỊNH\nVề việc phê duyệt Đề án phát triển thư viện xã"},
         {"promulgates": Promulgated("Đề án", "Đề án phát triển thư viện xã")},
         "what a decision approves"),
        ({"signed": "Nơi nhận:\n- Lưu: VT.\nTM. UBND TỈNH\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mẫu"},
         {"signer": "Lê Thị Mẫu", "signer_title": "TM. UBND TỈNH / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"},
         "a deputy for the chairman for the committee"),
        ({"signed": "Nơi nhận:\n- Như trên;\n- Lưu: VT."},
         {"signer": None, "signer_title": None},
         "recipients and no signature"),
    ],
)  # fmt: skip
def test_state_forms(changed: dict[str, str], expected: dict[str, object], why: str) -> None:
    header = state(**changed)
    assert {name: getattr(header, name) for name in expected} == expected, why


@pytest.mark.parametrize("number", ["LUẬT SỐ: 46/2019/QH14", "Số: 46/2019/QH14"])
def test_a_law_has_its_date_at_the_end(number: str) -> None:
    words = f"""QUỐC HỘI
{number}
{MOTTO}
LUẬT
THƯ VIỆN
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Điều 1. Phạm vi
Luật này được Quốc hội khóa XIV, kỳ họp thứ 8 thông qua ngày 21 tháng 11 năm 2019.
CHỦ TỊCH QUỐC HỘI"""
    header = find_header(text_of(words))
    assert facts(header, "type number date issuer title") == [
        "Luật", "46/2019/QH14", "2019-11-21", "Quốc hội", "THƯ VIỆN",
    ]  # fmt: skip


def test_a_consolidated_text_takes_its_number_from_its_certificate() -> None:
    words = f"""BỘ NỘI VỤ
{MOTTO}
THÔNG TƯ
Hướng dẫn lập hồ sơ
Thông tư số 11/2015/TT-BNV ngày 02 tháng 3 năm 2015 của Bộ Nội vụ, được sửa đổi, bổ sung bởi:
Thông tư số 12/2018/TT-BNV ngày 04 tháng 5 năm 2018.
Điều 1. Phạm vi
BỘ NỘI VỤ
Số: 06/VBHN-BNV
XÁC THỰC VĂN BẢN HỢP NHẤT
Hà Nội, ngày 15 tháng 6 năm 2018"""
    header = find_header(text_of(words))
    assert facts(header, "type number date") == [
        "Văn bản hợp nhất", "06/VBHN-BNV", "2018-06-15",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            "Ngày 17/02/2020, Ủy ban nhân dân tỉnh Lạng Sơn ký ban hành Kế hoạch số 48/KH-UBND"
            " triển khai Quyết định số 142/QĐ-TTg ngày 21 tháng 01 năm 2020.\nLê Văn Mẫu",
            "a press item: number, date and author are not its own",
        ),
        ("1. Sở Nội vụ mở lớp theo Kế hoạch số 48/KH-UBND.", "a clause alone"),
        ("số 48", "hardly anything"),
    ],
)
def test_without_a_header_nothing_is_claimed(words: str, why: str) -> None:
    header = find_header(text_of(words))
    assert facts(header, "type number date issuer signer") == [None] * 5, why


@settings(max_examples=40)
@given(st.integers(100, 9999), st.dates(), st.sampled_from(("Thủ tướng Chính phủ", "Chính phủ")))
def test_no_fact_comes_from_a_cited_document(number: int, day: object, issuer: str) -> None:
    cited = f"Quyết định số {number}/QĐ-TTg ngày {day:%d/%m/%Y} của {issuer}"  # type: ignore[str-format]
    plain = state(body="I. MỤC TIÊU")
    for body in (f"Căn cứ {cited};\nI. MỤC TIÊU", f"I. MỤC TIÊU\n1. Làm theo {cited}."):
        assert state(body=body) == plain
    blank = state(
        number="Số:    /KH-UBND", when="Lạng Sơn, ngày    tháng    năm", body=f"Căn cứ {cited};"
    )
    assert facts(blank, "number date") == [None, None]


@settings(max_examples=60)
@given(
    st.text(max_size=80), st.sampled_from((MOTTO, "Số: ", "KẾ HOẠCH", "TM. ", "Nơi nhận:", "V/v"))
)
def test_any_text_gives_a_header(noise: str, part: str) -> None:
    text = text_of(f"a\n{part}\n{noise}".replace("\0", ""))
    header = find_header(text)
    assert 0 <= header.span.start <= header.span.end <= len(text.text)


def test_a_heading_line_is_no_header_block() -> None:
    """A retyped text opens with type and number; the sentence below is not its title."""
    sentence = "Bộ Chính trị vừa ra Nghị quyết số 9-NQ/TW về thư viện."
    header = find_header(make_text("Nghị quyết số 9-NQ/TW", sentence))
    assert (header.type, header.number, header.title) == ("Nghị quyết", "9-NQ/TW", None)


def test_the_issuer_below_the_title_is_no_part_of_it() -> None:
    header = find_header(
        make_text(
            "QUỐC HỘI",
            "Nghị quyết số: 9/2023/QH15",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "NGHỊ QUYẾT",
            "VỀ THƯ VIỆN",
            "QUỐC HỘI",
            "Căn cứ Hiến pháp;",
        )
    )
    assert (header.number, header.title) == ("9/2023/QH15", "VỀ THƯ VIỆN")


def test_the_title_of_a_letter_goes_on_with_a_date() -> None:
    header = state(
        number="Số: 1873/UBND-VX\n"
        "V/v triển khai Chỉ thị số 990-CT/TW\nngày 10/4/2023 của Ban Bí thư",
        title="Kính gửi: Các sở, ban, ngành.",
    )
    assert facts(header, "type number date title") == [
        "Công văn", "1873/UBND-VX", "2020-02-17",
        "V/v triển khai Chỉ thị số 990-CT/TW ngày 10/4/2023 của Ban Bí thư",
    ]  # fmt: skip


def test_a_provincial_party_committee_keeps_its_province() -> None:
    header = find_header(
        text_of(
            party(number="Số 19-NQ/TU", of="CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH")
            .replace("BAN CHẤP HÀNH TRUNG ƯƠNG", "TỈNH ỦY QUẢNG NINH")
            .replace("KẾT LUẬN", "NGHỊ QUYẾT")
            .replace("Hà Nội,", "Quảng Ninh,")
        )
    )
    assert facts(header, "issuer level province") == [
        "Tỉnh ủy Quảng Ninh", "party-province", "Quảng Ninh",
    ]  # fmt: skip


def test_a_title_may_open_as_a_preamble_does() -> None:
    title = "Triển khai thực hiện Kế hoạch số 990-KH/TU ngày 20/02/2019 của Tỉnh ủy"
    assert state(title=f"KẾ HOẠCH\n{title}").title == title
    above = "Triển khai thực hiện Kế hoạch số 990-KH/TU của Tỉnh ủy, tỉnh lập kế hoạch như sau:"
    assert state(title="KẾ HOẠCH", body=f"{above}\n1. Mở lớp.").title is None


def test_the_place_of_a_commune_is_no_province() -> None:
    header = state(issuer="ỦY BAN NHÂN DÂN\nXÃ BẾN ĐÒ", when="Bến Đò, ngày 05/8/2025")
    assert facts(header, "issuer level province place") == [
        "Ủy ban nhân dân xã Bến Đò", "commune", None, "Bến Đò",
    ]  # fmt: skip
