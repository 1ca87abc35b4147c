"""Who signed, in what office: every form of the signature block, in made-up documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.header.signature import Signature, find_signature
from tests.values import count_calls, make_text

RECIPIENTS = "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, VX (3b)."


def signed(block: str) -> Signature | None:
    """The signature of a document that ends with ``block``."""
    above = "Điều 1. Mở thư viện xã.\nĐiều 2. Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./."
    return find_signature(make_text(*f"{above}\n{block}".split("\n")), 0)


@pytest.mark.parametrize(
    ("block", "signer", "title", "why"),
    [
        ("TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nLê Thị Mẫu", "Lê Thị Mẫu",
         "TM. CHÍNH PHỦ / KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG", "a deputy for the head for the body"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n(Đã ký)\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT. BỘ TRƯỞNG / THỨ TRƯỞNG", "signed, says a word in brackets"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n[daky]\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT. BỘ TRƯỞNG / THỨ TRƯỞNG", "the place kept for an electronic signature"),
        ("TM. CHÍNH PHỦ\nTHỦ TƯỚNG\n[\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TM. CHÍNH PHỦ / THỦ TƯỚNG", "what is left of such a place"),
        ("KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNGy]\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG", "the same, run into the office"),
        ("BỘ TRƯỞNG\nĐại tướng Lê Văn Mẫu", "Lê Văn Mẫu", "BỘ TRƯỞNG / Đại tướng", "a rank"),
        ("CHỦ NHIỆM\nPGS. TS. Lê Văn Mẫu", "Lê Văn Mẫu", "CHỦ NHIỆM / PGS. TS.", "a degree"),
        ("TM.ỦY BAN NHÂN DÂN\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TM.ỦY BAN NHÂN DÂN / KT.CHỦ TỊCH / PHÓ CHỦ TỊCH", "no room after the point"),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TUQ. CHỦ TỊCH / GIÁM ĐỐC SỞ NỘI VỤ", "by special mandate"),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG", "by order"),
        ("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, KT.\nCHỦ TỊCH\nLê Văn Mẫu", "Lê Văn Mẫu",
         "CHỦ TỊCH", "«KT.» of the archive line is the section that drew it up"),
        ("Q. BỘ TRƯỞNG\nLê Văn Mẫu", "Lê Văn Mẫu", "Q. BỘ TRƯỞNG", "acting"),
        ("QUYỀN CHỦ TỊCH\nLê Văn Mẫu", "Lê Văn Mẫu", "QUYỀN CHỦ TỊCH", "acting, in full"),
        ("KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT. BỘ TRƯỞNG, CHỦ NHIỆM / PHÓ CHỦ NHIỆM", "two offices of one person"),
        ("TM. BAN CHẤP HÀNH\nĐẢNG BỘ TỈNH\nBÍ THƯ\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TM. BAN CHẤP HÀNH / ĐẢNG BỘ TỈNH / BÍ THƯ", "a body on two lines"),
        ("T/M BAN BÍ THƯ\nTHƯỜNG TRỰC BAN BÍ THƯ\nLê Văn Mẫu", "Lê Văn Mẫu",
         "T/M BAN BÍ THƯ / THƯỜNG TRỰC BAN BÍ THƯ", "the Party"),
        ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nLê Văn Mẫu", "Lê Văn Mẫu",
         "T/L BAN THƯỜNG VỤ / CHÁNH VĂN PHÒNG", "the Party, by order"),
        ("CHỦ TỊCH\nLÊ VĂN MẪU", "LÊ VĂN MẪU", "CHỦ TỊCH", "a name in capitals"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nY Thanh Mẫu Niê Kđăm", "Y Thanh Mẫu Niê Kđăm",
         "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "a name of five words"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nH'Mẫu Niê", "H'Mẫu Niê",
         "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "a name with an apostrophe"),
        ("CHỦ TỊCH\nNguyễn Thị Mẫu-Lê", "Nguyễn Thị Mẫu-Lê", "CHỦ TỊCH", "a name with a hyphen"),
        ("TM. CHÍNH PHỦ THỦ TƯỚNG Lê Văn Mẫu", "Lê Văn Mẫu",
         "TM. CHÍNH PHỦ THỦ TƯỚNG", "a page that lost its line ends"),
        ("TM. Chính phủ\nThủ tướng\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TM. Chính phủ / Thủ tướng", "small letters, as before 2004"),
        ("KT/ bộ trưởng bộ tài chính\nThứ trưởng\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT/ bộ trưởng bộ tài chính / Thứ trưởng", "capitals that an old font made"),
        ("KT. Chủ tịch\nPhó chủ tịch\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT. Chủ tịch / Phó chủ tịch", "small letters of a province"),
        ("CHỦ TỊCH QUỐC HỘI\n(Đã ký)\nLê Văn Mẫu", "Lê Văn Mẫu", "CHỦ TỊCH QUỐC HỘI", "a law"),
        ("TỔNG CỤC TRƯỞNG\nLê Văn Mẫu", "Lê Văn Mẫu", "TỔNG CỤC TRƯỞNG", "a general department"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNgười ký: Lê Văn Mẫu\nEmail: a@b.vn\n"
         "Thời gian ký: 02/01/2020 10:11:12\nLê Văn Mẫu", "Lê Văn Mẫu",
         "KT. BỘ TRƯỞNG / THỨ TRƯỞNG", "the stamp of an electronic signature"),
        ("Nơi nhận: KT. CHỦ TỊCH\n- Như Điều 3; PHÓ CHỦ TỊCH\n- Lưu: VT.\nLê Văn Mẫu",
         "Lê Văn Mẫu", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "two columns read as one"),
        ("Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT, TH. Lê Văn Mẫu",
         "Lê Văn Mẫu", "GIÁM ĐỐC", "the name behind the last recipient"),
        ("Nơi nhận:\nKT/bộ trưởng bộ nội vụ\n- Văn phòng Quốc hội;\nThứ trưởng\n"
         "- Các Bộ, cơ quan ngang bộ,\ncác cơ quan khác thuộc Chính phủ;\nLê Văn Mẫu\n- Lưu VT.",
         "Lê Văn Mẫu", "KT/bộ trưởng bộ nội vụ / Thứ trưởng", "columns read in turn"),
        ("Nơi nhận: KT/ bộ trưởng\n- Văn phòng Quốc hội Thứ trưởng\n- Sở Nội vụ các tỉnh,\n"
         "thành phố trực thuộc TW Trần Văn Mẫu\n- Lưu: VT.",
         "Trần Văn Mẫu", "KT/ bộ trưởng / Thứ trưởng", "a name behind a recipient"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n'à \\ Z|\nLê Văn Mẫu", "Lê Văn Mẫu",
         "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "recognised ink of the signature"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", None, "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "not yet signed"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nPHỤ LỤC\nDanh Mục Sách", None,
         "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "the annex begins below"),
    ],
)  # fmt: skip
def test_forms(block: str, signer: str | None, title: str, why: str) -> None:
    for recipients in ("", RECIPIENTS + "\n"):
        if recipients and block.startswith("Nơi nhận"):
            continue
        found = signed(recipients + block)
        assert found is not None, why
        assert (found.signer, found.signer_title) == (signer, title), why


def test_a_joint_document_has_several_signers() -> None:
    found = signed(
        "KT. BỘ TRƯỞNG BỘ NỘI VỤ\nTHỨ TRƯỞNG\nLê Văn Mẫu\n"
        "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\nTrần Thị Mẫu\n" + RECIPIENTS
    )
    assert found is not None
    assert found.signer == "Lê Văn Mẫu; Trần Thị Mẫu"
    assert found.signer_title == (
        "KT. BỘ TRƯỞNG BỘ NỘI VỤ / THỨ TRƯỞNG; KT. BỘ TRƯỞNG BỘ TÀI CHÍNH / THỨ TRƯỞNG"
    )


def test_a_person_among_the_recipients_does_not_sign() -> None:
    found = signed("GIÁM ĐỐC\nNơi nhận:\n- Đ/c Trần Văn Mẫu;\n- Ông Lê Văn Mẫu\n- Lưu: VT.")
    assert found is None or found.signer is None


@pytest.mark.parametrize("name", ["Lê Văn Mẫu", None])
def test_the_organ_over_an_annex_does_not_sign(name: str | None) -> None:
    annex = "CHỦ TỊCH ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nKẾ HOẠCH"
    found = signed("\n".join(filter(None, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", name, annex))))
    assert found is not None
    assert (found.signer, found.signer_title) == (name, "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")


def test_a_form_quoted_in_the_body_is_not_the_signature() -> None:
    form = "Nơi nhận:\nGIÁM ĐỐC\n(Ký, ghi rõ họ tên, đóng dấu)\nĐiều 3. Mở lớp học."
    found = signed(f"{form}\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Mẫu")
    assert found is not None
    assert (found.signer, found.signer_title) == ("Lê Văn Mẫu", "KT. BỘ TRƯỞNG / THỨ TRƯỞNG")


def test_a_block_without_a_name_is_not_signed_by_an_annex() -> None:
    found = signed(f"{RECIPIENTS}\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nPHỤ LỤC I\nGIÁM ĐỐC\nLê Văn Mẫu")
    assert found is not None
    assert found.signer is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("BỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật Thư Viện;", "the organ above a preamble"),
        ("Bộ trưởng Bộ Nội vụ hướng dẫn thi hành Nghị định này.", "a sentence about an office"),
        ("Chủ tịch Ủy ban nhân dân tỉnh\nSở Nội vụ mở lớp.", "an office in a list"),
        ("QUYẾT ĐỊNH:\nĐiều 1. Mở lớp.", "no acting officer"),
    ],
)
def test_what_is_no_signature(words: str, why: str) -> None:
    assert signed(words) is None, why


LINES = (
    "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Mẫu", "[daky]", "Nơi nhận:", "- Lưu: VT.", "PHỤ LỤC",
    "(Đã ký)", "x", "TM.", "Đại tướng", "Nơi nhận: KT. CHỦ TỊCH",
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=9))
def test_any_block_lies_in_the_text(lines: list[str]) -> None:
    text = make_text("Điều 1. Mở lớp.", *lines)
    found = find_signature(text, 0)
    assert found is None or 0 <= found.span.start < found.span.end <= len(text.text)


def test_many_blocks_take_time_by_their_number() -> None:
    """Blocks without a name are read once each, not once from every line of theirs."""
    read = []
    for count in (2000, 4000):
        text = make_text(*["Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH " * 12] * count)
        with count_calls() as calls:
            assert find_signature(text, 0) is not None
        read.append(calls[0])
    assert read[1] <= 2.2 * read[0]
