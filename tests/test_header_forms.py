"""Header forms that one publisher's files do not show: joint acts, parliament, Party, old files.

All documents are made up; each row states the fields that it is about.
"""

from __future__ import annotations

import pytest

from kl52.header import find_header
from tests.values import make_text

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
DAY = "Hà Nội, ngày 12 tháng 3 năm 2014"
PREAMBLE = "Căn cứ Luật Thư viện;\nĐiều 1. Mở thư viện."


def state(issuer: str, number: str, title: str, *, day: str = DAY, below: str = PREAMBLE) -> str:
    return f"{issuer}\nSố: {number}\n{MOTTO}\n{day}\n{title}\n{below}"


def party(issuer: str, number: str, title: str, *, day: str = "ngày 07 tháng 8 năm 2025") -> str:
    return f"{issuer}\n*\nSố {number}\n{PARTY}\nBến Đò, {day}\n{title}\nI- MỤC TIÊU"


JOINT = "THÔNG TƯ LIÊN TỊCH\nHướng dẫn mua sách"
TWO = "Bộ Nội vụ, Bộ Tài chính"

FORMS = [
    (state("BỘ NỘI VỤ - BỘ TÀI CHÍNH", "991/2014/TTLT-BNV-BTC", JOINT),
     {"issuer": TWO, "type": "Thông tư liên tịch", "level": "central"}, "joint, on one line"),
    (state("BỘ NỘI VỤ -\nBỘ TÀI CHÍNH", "991/2014/TTLT-BNV-BTC", JOINT),
     {"issuer": TWO}, "joint, on two lines"),
    (state("BỘ NỘI VỤ\nBỘ TÀI CHÍNH", "991/2014/TTLT-BNV-BTC", JOINT),
     {"issuer": TWO}, "joint, one below the other: none is the superior"),
    (state("BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI - BỘ GIÁO DỤC VÀ\nĐÀO TẠO - BỘ TÀI CHÍNH",
           "991/2014/TTLT-BLĐTBXH-BGDĐT-BTC", JOINT),
     {"issuer": "Bộ Lao động - Thương binh và Xã hội, Bộ Giáo dục và Đào tạo, Bộ Tài chính"},
     "a hyphen inside a name, names broken over lines"),
    (state("CHÍNH PHỦ - ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM",
           "991/2014/NQLT-CP-UBTWMTTQVN", "NGHỊ QUYẾT LIÊN TỊCH\nBan hành Quy chế"),
     {"issuer": "Chính phủ, Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
      "type": "Nghị quyết liên tịch"}, "the Government and the Front"),
    (f"QUỐC HỘI\nNghị quyết số: 991/2023/QH15\n{MOTTO}\nNGHỊ QUYẾT\nVỀ THƯ VIỆN\n"
     "QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCăn cứ Hiến pháp;\n"
     "Nghị quyết này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, "
     "kỳ họp thứ 5 thông qua ngày 24 tháng 6 năm 2023.\nCHỦ TỊCH QUỐC HỘI\nLê Văn Mẫu",
     {"number": "991/2023/QH15", "title": "VỀ THƯ VIỆN", "date": "2023-06-24",
      "signer": "Lê Văn Mẫu"}, "the Assembly's full name is no part of a title in capitals"),
    (f"QUỐC HỘI\nLuật số: 991/2003/QH11\n{MOTTO}\nQUỐC HỘI\n"
     "NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKhoá XI, kỳ họp thứ 4\n"
     "(Từ ngày 21 tháng 10 đến ngày 26 tháng 11 năm 2003)\nLUẬT\nTHƯ VIỆN\nCăn cứ vào Hiến pháp;\n"
     "Luật này đã được Quốc hội khoá XI, kỳ họp thứ 4 thông qua ngày 26 tháng 11 năm 2003.\n"
     "CHỦ TỊCH QUỐC HỘI\n(Đã ký)\nLê Văn Mẫu",
     {"type": "Luật", "date": "2003-11-26", "issuer": "Quốc hội", "title": "THƯ VIỆN",
      "signer": "Lê Văn Mẫu"}, "the days of the session are no date of the law"),
    (f"ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\nNghị quyết số: 991/2023/UBTVQH15\n{MOTTO}\n{DAY}\nNGHỊ QUYẾT\n"
     "Về thư viện\nỦY BAN THƯỜNG VỤ QUỐC HỘI\nCăn cứ Hiến pháp;",
     {"issuer": "Ủy ban Thường vụ Quốc hội", "title": "Về thư viện"}, "a name on two lines"),
    (f"CHỦ TỊCH NƯỚC\nSố: 991/2020/L-CTN\n{MOTTO}\n{DAY}\nLỆNH\nVề việc công bố Luật\n"
     "CHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCăn cứ Hiến pháp;",
     {"type": "Lệnh", "issuer": "Chủ tịch nước", "title": "Về việc công bố Luật"}, "the President"),
    (f"CHÍNH PHỦ\n******\nSố: 991/1998/NĐ-CP\n{MOTTO}\n********\nHà Nội, ngày 11 tháng 5 năm 1998\n"
     "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 991/1998/NĐ-CP NGÀY 11 THÁNG 5 NĂM 1998 VỀ THƯ VIỆN\n"
     f"CHÍNH PHỦ\n{PREAMBLE}\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\n(Đã ký)\nLê Văn Mẫu",
     {"issuer": "Chính phủ", "number": "991/1998/NĐ-CP", "date": "1998-05-11",
      "title": "VỀ THƯ VIỆN", "signer": "Lê Văn Mẫu"}, "a title that repeats number and day"),
    ("bộ tài chính\n-0-\nSỐ: 991 /2002/QĐ/BTC\ncộng hoà xã hội chủ nghĩa Việt nam\n"
     "Độc lập-Tự do-Hạnh phúc\nHà nội, ngày 22 tháng 11 năm 2002\n"
     "quyết định của bộ trưởng bộ tài chính\nvề việc mua sách\nbộ trưởng bộ tài chính\n"
     "Căn cứ Nghị định;",
     {"type": "Quyết định", "number": "991/2002/QĐ/BTC", "date": "2002-11-22",
      "issuer": "Bộ Tài chính", "title": "về việc mua sách"}, "capitals that an old font made"),
    ("Bộ tài chính\n===&===\nSỐ:991/1998/TT/BTC\ncộng hòa xã hội chủ nghĩa việt nam\n"
     "Độc lập - Tự do - Hạnh phúc\nHà nội, ngày 8 tháng 12 năm 1998\nThông tư\n"
     "hướng dẫn mua sách\nĐể mua sách, Bộ hướng dẫn như sau:",
     {"type": "Thông tư", "number": "991/1998/TT/BTC", "date": "1998-12-08",
      "issuer": "Bộ Tài chính", "title": "hướng dẫn mua sách"}, "the same, with an odd rule"),
    ("ngân hàng nhà nước cộng hoà xã hội chủ nghĩa việt nam\n"
     "việt nam Độc lập - Tự do - Hạnh phúc\n"
     "Số : 991/2006/TT-NHNN Hà Nội, ngày 20 tháng 02 năm 2006\nThông tư\nHướng dẫn mua sách\n"
     "Căn cứ Luật;",
     {"type": "Thông tư", "date": "2006-02-20", "issuer": "Ngân hàng Nhà nước Việt Nam",
      "title": "Hướng dẫn mua sách"}, "both columns read line by line"),
    ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "TỈNH LẠNG SƠN Độc lập - Tự do - Hạnh phúc\n"
     f"Số: 991/KH-UBND Lạng Sơn, ngày 17 tháng 02 năm 2020\nKẾ HOẠCH\nMua sách\n{PREAMBLE}",
     {"issuer": "Ủy ban nhân dân tỉnh Lạng Sơn", "date": "2020-02-17", "place": "Lạng Sơn",
      "title": "Mua sách"}, "the same in capitals"),
    (state("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "991/KH-UBND", "KẾ HOẠCH\nMua sách",
           day="Lạng Sơn ngày 17 tháng 02 năm 2020").replace("Số:", "Só:"),
     {"number": "991/KH-UBND", "date": "2020-02-17", "place": "Lạng Sơn"},
     "recognition lost an accent and a comma"),
    ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHÚ NGHĨA VIỆT NAM\n"
     "THÀNH PHÓ HÀ NỘI Độc lập — Tự do —- Hạnh phúc\n"
     "Số:991 /QĐ-UBND Hà Nội, ngày 17 tháng 02 năm 2020\nQUYÉT ĐỊNH\nVề mua sách\n"
     f"{PREAMBLE}\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như Điều 3; KT. CHỦ TỊCH\n"
     "- Sở Nội vụ; PHO CHỦ TỊCH\n- VP: CVP, các PCVP, Trần Văn Mẫu\n- Lưu: VT.",
     {"issuer": "Ủy ban nhân dân thành phố Hà Nội", "type": "Quyết định", "title": "Về mua sách",
      "number": "991/QĐ-UBND", "date": "2020-02-17", "signer": "Trần Văn Mẫu",
      "signer_title": "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHO CHỦ TỊCH"},
     "recognition lost accents, lengthened hyphens, and read both columns as one"),
    ("Nghị định\ncủa Chính phủ số 991/1998/NĐ-CP ngày 17 tháng 11 năm 1998\n"
     "Quy định về thư viện\nChính phủ\nCăn cứ Luật Tổ chức Chính phủ;",
     {"type": "Nghị định", "number": "991/1998/NĐ-CP", "date": "1998-11-17",
      "issuer": "Chính phủ", "title": "Quy định về thư viện"}, "a heading, no block"),
    ("Chính phủ\nNghị định của Chính phủ số 991/2003/NĐ-CP\nngày 10/10/2003 về thư viện.\n"
     "Chính phủ\nCăn cứ Luật Tổ chức Chính phủ;",
     {"type": "Nghị định", "number": "991/2003/NĐ-CP", "date": "2003-10-10",
      "issuer": "Chính phủ", "title": "về thư viện"}, "a heading broken before its day"),
    ("Thông tư\ncủa Bộ Tài chính số 991/1998/TT/BTC ngày 22 tháng 12 năm 1998 Hướng dẫn mua sách\n"
     "Căn cứ Luật Thuế;",
     {"type": "Thông tư", "issuer": "Bộ Tài chính", "date": "1998-12-22",
      "title": "Hướng dẫn mua sách"}, "a heading with its title on the same line"),
    ("Thông tư\nliên tịch của Bộ Tài chính - Bộ Nội vụ số 991/1998/TTLT-BTC-BNV\n"
     "ngày 25 tháng 12 năm 1998 Hướng dẫn mua sách\nCăn cứ ý kiến;",
     {"type": "Thông tư liên tịch", "issuer": "Bộ Tài chính, Bộ Nội vụ",
      "number": "991/1998/TTLT-BTC-BNV"}, "a heading of a joint circular"),
    ("Nghị định\ncủa Chính phủ Số 991 /1998/NĐ-CP ngày 17 tháng 11 năm 1998\n"
     "Quy định chi tiết Luật Thư viện\nsố 904/1998/QH10 ngày 20 tháng 5 năm 1998\n\nChính phủ\n"
     "Căn cứ Luật Tổ chức Chính phủ;",
     {"type": "Nghị định", "number": "991/1998/NĐ-CP", "date": "1998-11-17"},
     "the number of the law in its title is not its own"),
    ("Thông tư liên tịch\ncủa Bộ Tài chính - Công nghiệp số 991/1998/TTLT-BTC-BCN\n"
     "ngày 25 tháng 12 năm 1998 Hướng dẫn mua sách\nCăn cứ ý kiến;",
     {"issuer": "Bộ Tài chính, Bộ Công nghiệp"}, "«Bộ» said once for all"),
    ("ngân hàng nhà nước cộng hoà xã hội chủ nghĩa việt nam việt nam Độc lập - Tự do - Hạnh phúc\n"
     "Số : 991/2006/TT-NHNN Hà Nội, ngày 20 tháng 02 năm 2006\nThông tư\nHướng dẫn mua sách",
     {"issuer": "Ngân hàng Nhà nước Việt Nam"}, "the head as one paragraph"),
    (state("UBND TỈNH BÀ RỊA – VŨNG TÀU\nBQL CÁC KHU CÔNG NGHIỆP\nBÀ RỊA – VŨNG TÀU",
           "991/QĐ-BQL", "QUYẾT ĐỊNH\nV/v: Ban hành Quy chế"),
     {"issuer": "Ban Quản lý các Khu công nghiệp Bà Rịa – Vũng Tàu"}, "an abbreviated body"),
    (party("TỈNH ỦY LẠNG SƠN\nVĂN PHÒNG", "991-TB/VPTU", "THÔNG BÁO\nvề mua sách"),
     {"issuer": "Văn phòng Tỉnh ủy Lạng Sơn", "province": "Lạng Sơn"},
     "an office of its committee"),
    (party("TỈNH ỦY LẠNG SƠN\nBAN TỔ CHỨC", "991-HD/BTCTU", "HƯỚNG DẪN\nvề mua sách"),
     {"issuer": "Ban Tổ chức Tỉnh ủy Lạng Sơn"}, "a board of its committee"),
    (party("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "991-HD/BTCTW", "HƯỚNG DẪN\nvề sách"),
     {"issuer": "Ban Tổ chức Trung ương", "level": "party-central", "province": None},
     "a board of the centre"),
    (party("ĐẢNG BỘ TỈNH LẠNG SƠN\nĐẢNG ỦY XÃ BẾN ĐÒ", "991-NQ/ĐU",
           "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ\nvề thư viện"),
     {"issuer": "Đảng ủy xã Bến Đò", "title": "về thư viện"},
     "only the head says of which commune"),
    (state("ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nBAN THƯỜNG TRỰC", "991/KH-MTTW-BTT",
           "KẾ HOẠCH\nMua sách"),
     {"issuer": "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "province": None},
     "the Front's standing board"),
    (state("TÒA ÁN NHÂN DÂN TỐI CAO\nHỘI ĐỒNG THẨM PHÁN", "991/2020/NQ-HĐTP",
           "NGHỊ QUYẾT\nVề sách"),
     {"issuer": "Hội đồng Thẩm phán Tòa án nhân dân tối cao"}, "judges of the supreme court"),
    (state("UBND TỈNH BÀ RỊA - VŨNG TÀU\nBAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP\nBÀ RỊA - VŨNG TÀU",
           "991/QĐ-BQL", "QUYẾT ĐỊNH\nV/v: Ban hành Quy chế"),
     {"issuer": "Ban Quản lý các Khu công nghiệp Bà Rịa - Vũng Tàu"},
     "a body that the registry knows by another name stays as printed"),
    (state("BAN CHỈ ĐẠO\nVỀ THƯ VIỆN", "991/QĐ-BCĐ", "QUYẾT ĐỊNH\nBan hành Kế hoạch"),
     {"issuer": "Ban Chỉ đạo về thư viện"}, "a body that nobody registers"),
    (state("BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "991/QĐ-BNNMT",
           "QUYẾT ĐỊNH\nVỀ VIỆC MUA SÁCH\nBỘ TRƯỞNG BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
     {"issuer": "Bộ Nông nghiệp và Môi trường", "title": "VỀ VIỆC MUA SÁCH"},
     "the officer is no part of a title in capitals"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected", "why"), FORMS, ids=[row[2] for row in FORMS])
def test_forms(words: str, expected: dict[str, object], why: str) -> None:
    header = find_header(make_text(*words.split("\n")))
    assert {name: getattr(header, name) for name in expected} == expected, why


def test_a_certificate_glued_to_the_body_takes_its_issuer_from_the_symbol() -> None:
    words = (
        f"{MOTTO}\nTHÔNG TƯ\nHướng dẫn lập hồ sơ\n"
        "Thông tư số 11/2015/TT-BLĐTBXH được sửa đổi, bổ sung bởi:\nĐiều 1. Phạm vi\n"
        "Mọi vướng mắc đề nghị phản ánh về Bộ để giải quyết./. BỘ LAO ĐỘNG - THƯƠNG BINH\n"
        "VÀ XÃ HỘI\nSố: 991/VBHN-BLĐTBXH\nXÁC THỰC VĂN BẢN HỢP NHẤT\n"
        "Hà Nội, ngày 15 tháng 6 năm 2018\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Mẫu"
    )
    header = find_header(make_text(*words.split("\n")))
    assert (header.issuer, header.signer) == ("Bộ Lao động - Thương binh và Xã hội", "Lê Văn Mẫu")


def test_the_name_of_the_republic_in_a_sentence_is_no_motto() -> None:
    words = "Thông tư\ncủa Bộ Nội vụ\n- Căn cứ Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert find_header(make_text(*words.split("\n"))).type is None


def test_a_sentence_that_opens_like_a_heading_is_none() -> None:
    words = "Quyết định của Thủ tướng Chính phủ số 991/QĐ-TTg ngày 02/01/2020 đã mở nhiều thư viện."
    assert find_header(make_text(words, "Sở Nội vụ cho biết như vậy.")).number is None
