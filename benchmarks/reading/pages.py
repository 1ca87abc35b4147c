"""Pages as the usual portals serve them, built from memory of their markup; the texts are made up.

A page is HTML and the lines of the document in it; every other line is the site's. ``TUNED`` were
at hand while the rules of :mod:`kl52.reading.web.site` were written, ``HELD_OUT`` were built afterwards.
"""

# ruff: noqa: E501  (markup is easier to read unbroken)
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH VÂN HẢI", "Số: 31/KH-UBND")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Vân Hải, ngày 12 tháng 3 năm 2024",
)
BODY = (
    "KẾ HOẠCH",
    "Phát triển nghề dệt chiếu cói giai đoạn 2024 - 2028",
    "Căn cứ Nghị quyết số 19-NQ/TU ngày 05/01/2024 của Ban Chấp hành Đảng bộ tỉnh về làng nghề;",
    "Theo đề nghị của Giám đốc Sở Công Thương, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC TIÊU",
    "1. Đến năm 2028 có 14 làng nghề dệt chiếu được công nhận.",
    "2. Thu nhập của thợ dệt tăng.",
    "II. NHIỆM VỤ",
    "a) Sở Công Thương mở 6 lớp dạy nghề, hoàn thành trước ngày 30/9/2024.",
    "b) Sở Tài chính bố trí kinh phí.",
    "- Hằng năm báo cáo.",
)
TABLE = (
    ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
    ("1", "Quy hoạch vùng cói", "Sở Nông nghiệp", "Quý II/2024"),
    ("2", "Hội chợ chiếu", "Sở Công Thương", "2025"),
)
SIGN_LEFT = ("Nơi nhận:", "- Như trên;", "- Lưu: VT, KT.")
SIGN_RIGHT = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Tô Văn Chiếu")
NEWS = (
    "Vân Hải mở rộng vùng cói nguyên liệu",
    "Ngày 12/3/2024, Ủy ban nhân dân tỉnh Vân Hải ban hành Kế hoạch số 31/KH-UBND về phát triển nghề"
    " dệt chiếu cói giai đoạn 2024 - 2028.",
    "Theo Kế hoạch, Sở Công Thương chủ trì, phối hợp với các huyện mở sáu lớp dạy nghề cho thợ trẻ và"
    " hoàn thành trước ngày 30 tháng 9 năm 2024.",
    "Sở Tài chính được giao bố trí kinh phí từ ngân sách tỉnh; các huyện tự cân đối phần còn lại theo"
    " phân cấp.",
    "Ủy ban nhân dân tỉnh yêu cầu các đơn vị báo cáo kết quả trước ngày 15 tháng 12 hằng năm.",
)


@dataclass(frozen=True)
class Page:
    """A page by name; ``lines`` are those of the document, in reading order."""

    name: str
    html: str
    lines: tuple[str, ...]


DOCUMENT = (*LEFT, *RIGHT, *BODY, *(cell for row in TABLE for cell in row), *SIGN_LEFT, *SIGN_RIGHT)

Block = Callable[[tuple[str, ...]], str]


def paragraphs(lines: tuple[str, ...], attributes: str = "") -> str:
    return "".join(f"<p{attributes}>{line}</p>\n" for line in lines)


def breaks(lines: tuple[str, ...]) -> str:
    return "<br>\n".join(lines)


def columns(left: str, right: str, attributes: str = 'border="0" width="100%"') -> str:
    return (
        f"<table {attributes}><tbody><tr><td width='40%'>{left}</td>"
        f"<td width='60%'>{right}</td></tr></tbody></table>\n"
    )


def table(rows: tuple[tuple[str, ...], ...] = TABLE, attributes: str = 'border="1"') -> str:
    said = "".join(
        "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table {attributes}><tbody>{said}</tbody></table>\n"


def document(block: Block = paragraphs, middle: Block = paragraphs) -> str:
    """The whole document as portals have it: a header table, paragraphs, a table, signatures."""
    return (
        columns(block(LEFT), block(RIGHT)) + middle(BODY) + table()
        + columns(block(SIGN_LEFT), block(SIGN_RIGHT))
    )  # fmt: skip


def links(*said: str, attributes: str = "") -> str:
    items = "".join(f'<li><a href="/tin/{i}.html">{each}</a></li>' for i, each in enumerate(said))
    return f"<ul {attributes}>{items}</ul>\n"


def whole(body: str, head: str = "", attributes: str = "") -> str:
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Trang</title>'
        f"{head}<script>var a = 'Điều 1. Mã';</script></head><body {attributes}>{body}</body></html>"
    )


MENU = ("Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Thủ tục hành chính", "Liên hệ")
OTHERS = (
    "Nghị định 77/2023/NĐ-CP về nghề muối",
    "Quyết định 512/QĐ-UBND về bến cá",
    "Thông tư 9/2024/TT-BCT về chợ phiên",
    "Công văn 1204/UBND-KT về đê biển",
)


def chinhphu(text: str | None = None) -> str:
    """vanban.chinhphu.vn: Liferay; the site's own table, then the text in a portlet."""
    facts = "".join(
        f"<tr><td class='bold'>{label}</td><td>{value}</td></tr>"
        for label, value in (
            ("Số ký hiệu", "31/KH-UBND"), ("Ngày ban hành", "12/03/2024"),
            ("Loại văn bản", "Kế hoạch"), ("Cơ quan ban hành", "UBND tỉnh Vân Hải"),
            ("Người ký", "Tô Văn Chiếu"), ("Trích yếu", "Phát triển nghề dệt chiếu cói"),
        )
    )  # fmt: skip
    return whole(
        '<div id="wrapper"><header id="banner" role="banner"><h1><a href="/">HỆ THỐNG VĂN BẢN</a></h1>'
        "<span>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</span></header>"
        f'<nav id="navigation">{links(*MENU)}</nav><div id="content"><div class="portlet-body">'
        f'<table class="table-document-info">{facts}</table>'
        f'<div class="journal-content-article">{text or document()}</div></div></div>'
        '<footer id="footer"><p>Cổng Thông tin điện tử. Địa chỉ: 16 Đường Cói. Điện thoại 080.0</p>'
        "</footer></div>"
    )


def congbao(text: str | None = None) -> str:
    """congbao.chinhphu.vn: breadcrumbs, tabs, text in a plain div, list of the same issue."""
    return whole(
        '<div class="top-header"><a href="/">Công báo điện tử</a></div>'
        f'<div class="menu-main">{links(*MENU)}</div>'
        '<div class="breadcrumb"><a href="/">Trang chủ</a> / <a href="/vb">Văn bản</a></div>'
        '<div class="row"><div class="col-md-9"><h2 class="title-vb">Kế hoạch 31/KH-UBND</h2>'
        '<ul class="nav nav-tabs"><li><a href="#tab1">Nội dung</a></li>'
        '<li><a href="#tab2">Lược đồ</a></li></ul>'
        f'<div class="tab-content"><div id="tab1">{text or document(breaks)}</div>'
        '<div id="tab2" style="display:none"><p>Văn bản căn cứ: chưa có dữ liệu.</p></div></div></div>'
        f'<div class="col-md-3"><h3>Văn bản cùng số</h3>{links(*OTHERS)}</div></div>'
        '<div class="footer"><p>Cơ quan chủ quản: Văn phòng. Giấy phép số 12/GP.</p></div>'
    )


def vbpl(text: str | None = None) -> str:
    """vbpl.vn: SharePoint, one form around everything, the text in #toanvancontent."""
    return whole(
        '<form method="post" action="./toanvan.aspx" id="aspnetForm"><div id="s4-workspace">'
        f'<div class="header"><div class="menu">{links(*MENU)}</div></div>'
        '<div class="box-container"><div class="box-tab-vb"><ul>'
        '<li><a href="/a">Toàn văn</a></li><li><a href="/b">Thuộc tính</a></li>'
        '<li><a href="/c">Lịch sử</a></li><li><a href="/d">VB liên quan</a></li>'
        '<li><a href="/e">Lược đồ</a></li></ul></div>'
        '<div class="vbHeader"><b>Hiệu lực:</b> <span>Còn hiệu lực</span></div>'
        f'<div class="fulltext"><div class="vbInfo"></div><div id="toanvancontent">{text or document()}</div>'
        '</div><div class="vbFile"><a href="/f.pdf">Bản PDF</a></div></div>'
        f'<div class="left"><h3>CSDL Trung ương</h3>{links(*OTHERS)}</div>'
        '<div class="footer"><p>Ghi rõ nguồn khi đăng lại từ trang này.</p></div></div></form>',
        attributes='class="v4master"',
    )


def thuvienphapluat() -> str:
    """thuvienphapluat.vn: contents at the side with anchors, words of the text linked, adverts."""
    text = document().replace(
        "Nghị quyết số 19-NQ/TU", '<a href="/van-ban/19-nq-tu.aspx">Nghị quyết số 19-NQ/TU</a>'
    )
    return whole(
        f'<div id="header"><div class="nav-main">{links(*MENU)}</div>'
        '<div class="login-box"><a href="/dn">Đăng nhập</a> <a href="/dk">Đăng ký</a></div></div>'
        '<div id="breadcrumb"><a href="/">Trang chủ</a> » <a href="/v">Văn bản</a></div>'
        '<h1 class="ttvb">Kế hoạch 31/KH-UBND năm 2024 phát triển nghề dệt chiếu cói</h1>'
        '<div id="divThuocTinh"><table><tr><td>Số hiệu:</td><td>31/KH-UBND</td><td>Loại văn bản:</td>'
        "<td>Kế hoạch</td></tr><tr><td>Nơi ban hành:</td><td>Tỉnh Vân Hải</td><td>Người ký:</td>"
        "<td>Tô Văn Chiếu</td></tr></table></div>"
        '<div class="MucLuc"><a href="#muc_1">I. MỤC TIÊU</a><br><a href="#muc_2">II. NHIỆM VỤ</a></div>'
        f'<div class="content1"><div class="cldivContentDocVn">{text}</div></div>'
        '<div class="ads-box"><p>Gói thành viên chỉ từ 99.000 đồng mỗi tháng, mua ngay hôm nay.</p></div>'
        f'<div class="vbLienQuan"><h3>Văn bản liên quan</h3>{links(*OTHERS)}</div>'
        '<div class="comment-list"><p>Bạn đọc: cho hỏi kế hoạch này còn hiệu lực không ạ, xin cảm ơn.</p>'
        "</div>"
        '<div id="footer"><p>Chịu trách nhiệm chính: ông Lê Cói.</p></div>'
    )


def luatvietnam(text: str | None = None) -> str:
    """luatvietnam.vn: headings for articles, share buttons inside the text's box."""
    return whole(
        f'<div class="site-header"><ul class="main-menu">{links(*MENU)}</ul></div>'
        '<div class="breadcrumbs"><a href="/">Trang chủ</a></div><div class="wrapper"><div class="entry-box">'
        '<div class="doc-tools"><a href="javascript:">In</a><a href="javascript:">Lưu</a>'
        '<span>Cỡ chữ</span></div><div class="the-document-body">'
        f'<div class="share-box"><a href="https://fb.example">Chia sẻ</a></div>{text or document()}'
        "<p>Xem thêm</p></div>"
        f'<div class="box-related"><div class="h2">Tin cùng chuyên mục</div>{links(*OTHERS)}</div></div>'
        '<div class="cookie-consent">Trang này dùng cookie để phục vụ bạn tốt hơn. <button>Đồng ý</button></div>'
        '<div class="site-footer"><div>© Luật Cói</div><div>Hotline: 0938.00.00</div></div></div>'
    )


def tulieuvankien() -> str:
    """tulieuvankien.dangcongsan.vn: an old table layout around menu and text."""
    head = columns(
        breaks(("TỈNH ỦY VÂN HẢI", "*", "Số 19-NQ/TU")),
        breaks(("ĐẢNG CỘNG SẢN VIỆT NAM", "Vân Hải, ngày 05 tháng 01 năm 2024")),
    )
    text = head + paragraphs(PARTY) + columns(
        breaks(("Nơi nhận:", "- Các huyện ủy,", "- Lưu Văn phòng.")),
        breaks(("T/M TỈNH ỦY", "BÍ THƯ", "Hà Thị Lác")),
    )  # fmt: skip
    return whole(
        '<table width="1000" align="center"><tr><td colspan="2" class="banner">BÁO ĐIỆN TỬ ĐẢNG CỘNG SẢN VIỆT NAM'
        f'</td></tr><tr><td width="200" class="leftmenu">{links(*MENU)}</td>'
        f'<td class="noidung"><div class="title">Nghị quyết số 19-NQ/TU</div><div class="cms-body">{text}</div>'
        f'<div class="tinkhac"><b>Các văn bản khác</b>{links(*OTHERS)}</div></td></tr>'
        '<tr><td colspan="2" class="footer">Bản quyền thuộc về trang Tư liệu.</td></tr></table>'
    )


PARTY = (
    "NGHỊ QUYẾT",
    "về phát triển làng nghề",
    "I. TÌNH HÌNH",
    "Nghề dệt chiếu có từ lâu đời, nay còn 9 làng làm nghề thường xuyên.",
    "II. NHIỆM VỤ",
    "1. Ban Tuyên giáo Tỉnh ủy hướng dẫn tuyên truyền Nghị quyết.",
)
PARTY_LINES = (
    "TỈNH ỦY VÂN HẢI", "*", "Số 19-NQ/TU",
    "ĐẢNG CỘNG SẢN VIỆT NAM", "Vân Hải, ngày 05 tháng 01 năm 2024", *PARTY,
    "Nơi nhận:", "- Các huyện ủy,", "- Lưu Văn phòng.", "T/M TỈNH ỦY", "BÍ THƯ", "Hà Thị Lác",
)  # fmt: skip


def xaydungchinhsach(text: str | None = None) -> str:
    """xaydungchinhsach.chinhphu.vn: a press item around the whole text of the document."""
    return whole(
        f'<div class="header__top"><ul class="menu">{links(*MENU)}</ul></div><div class="detail__page">'
        '<div class="detail__author">Lê Cói</div><div class="detail__time">13/03/2024 08:15</div>'
        f'<div class="detail__content" data-role="content">{text or document()}</div>'
        f'<div class="detail__related"><div>Tin liên quan</div>{links(*OTHERS)}</div>'
        '<div class="detail__tags"><a href="/t/1">chiếu cói</a><a href="/t/2">làng nghề</a></div>'
        '<div class="box-comment"><p>Gửi bình luận của bạn về bài viết này cho tòa soạn.</p></div></div>'
        '<div class="footer__bottom">© Cổng Thông tin</div>'
    )


def province() -> str:
    """A province's portal: a news item about a plan."""
    return whole(
        '<a class="skip-link" href="#main">Skip to main content</a>'
        '<div class="banner-top"><p>Quyết tâm thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ tỉnh Vân Hải</p></div>'
        f'<div class="navbar">{links(*MENU)}</div><div id="main"><div class="col-lg-8">'
        f'<h1 class="title-detail">{NEWS[0]}</h1><div class="post-date">Thứ Tư, 13/3/2024 10:02</div>'
        f'<div class="detail-content">{paragraphs(NEWS[1:])}</div><div class="author-name">Hoa Cói</div>'
        f'<div class="other-news"><h4>Tin khác</h4>{links(*OTHERS)}</div></div>'
        '<div class="col-lg-4"><div class="weather">Vân Hải 21°C</div>'
        f"{links('Chỉ đạo điều hành', 'Lịch tiếp công dân', 'Hỏi đáp')}</div></div>"
        '<div class="footer-wrap"><p>Cổng thông tin điện tử tỉnh Vân Hải. Trưởng ban: bà Ngô Thị Bèo.</p></div>'
    )


def quochoi() -> str:
    """quochoi.vn: SharePoint web parts, text in a ms-rtestate-field."""
    return whole(
        '<form id="aspnetForm"><div id="DeltaTopNavigation" class="ms-noList">'
        f'<div class="ms-core-listMenu">{links(*MENU)}</div></div><div class="ms-webpart-zone">'
        '<div class="breadcrumb"><a href="/">Trang chủ</a></div>'
        f'<div class="ms-rtestate-field">{document(middle=lambda x: "".join(f"<div>{y}</div>" for y in x))}</div>'
        f'</div><div class="sidebar-right">{links(*OTHERS)}</div>'
        '<div id="s4-footer" class="footer">Cổng thông tin điện tử. Số 22 Phố Cói.</div></form>'
    )


def newspaper() -> str:
    """baochinhphu.vn, nhandan.vn: article with author, caption, related links within the text."""
    return whole(
        f'<header class="site-header"><nav>{links(*MENU)}</nav></header><main><article class="detail">'
        f'<h1 class="article__title">{NEWS[0]}</h1><div class="article__meta"><span>Lê Cói</span> '
        "<time>13/03/2024 - 09:30</time></div>"
        f'<h2 class="article__sapo">{NEWS[1]}</h2><div class="article__body">{paragraphs(NEWS[2:4])}'
        f'<div class="article__relate">{links(*OTHERS[:3])}</div>{paragraphs(NEWS[4:])}</div>'
        '<div class="article__social"><a href="https://zalo.example">Zalo</a></div></article>'
        f'<aside class="hot-news"><h3>Đọc nhiều</h3>{links(*OTHERS)}</aside></main>'
        "<footer><p>Tổng Biên tập: Lê Thị Cói. Giấy phép số 7/GP-BTTTT.</p></footer>"
    )


def word_filtered() -> str:
    """Word, «Web Page, Filtered»: no site at all."""
    mso = " class=MsoNormal style='text-align:justify;mso-margin-top-alt:auto'"
    return (
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=Content-Type "
        "content=\"text/html; charset=utf-8\"><style>p.MsoNormal {margin:0cm}</style></head>"
        "<body lang=VI><div class=WordSection1>"
        + columns(paragraphs(LEFT, mso), paragraphs(RIGHT, mso), "class=MsoTableGrid border=0")
        + paragraphs(BODY, mso) + table(attributes="class=MsoNormalTable border=1")
        + columns(paragraphs(SIGN_LEFT, mso), paragraphs(SIGN_RIGHT, mso), "class=MsoNormalTable border=0")
        + "</div></body></html>"
    )  # fmt: skip


TUNED = (
    Page("chinhphu", chinhphu(), DOCUMENT),
    Page("congbao", congbao(), DOCUMENT),
    Page("vbpl", vbpl(), DOCUMENT),
    Page("thuvienphapluat", thuvienphapluat(), DOCUMENT),
    Page("luatvietnam", luatvietnam(), DOCUMENT),
    Page("tulieuvankien", tulieuvankien(), PARTY_LINES),
    Page("xaydungchinhsach", xaydungchinhsach(), DOCUMENT),
    Page("province-news", province(), NEWS),
    Page("quochoi", quochoi(), DOCUMENT),
    Page("newspaper", newspaper(), NEWS),
    Page("word-filtered", word_filtered(), DOCUMENT),
)


# -- built after the rules were fixed ---------------------------------------------------------------


def department() -> str:
    """A department's old DotNetNuke site: everything in tables, font tags, no class on the text."""
    rows = "".join(f'<tr><td><a href="/m{i}">{each}</a></td></tr>' for i, each in enumerate(MENU))
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>'
        '<form id="Form"><table width="980"><tr><td colspan="3"><img src="b.jpg"></td></tr><tr>'
        f'<td width="180" valign="top"><table>{rows}</table><p>Số lượt truy cập: 120.345</p></td>'
        f'<td valign="top"><font face="Arial">{document(breaks, breaks)}</font></td>'
        f'<td width="160">{links(*OTHERS)}</td></tr><tr><td colspan="3" align="center"><font size="1">Sở Công '
        "Thương tỉnh Vân Hải - ĐT: 0299.000.000</font></td></tr></table></form></body></html>"
    )


def wordpress(text: str | None = None) -> str:
    """A union's WordPress page: the text in spans, a table of contents plug-in, share counters."""
    return whole(
        '<div id="page" class="site"><header id="masthead" class="site-header"><div class="site-branding">'
        f'<p class="site-title"><a href="/">Công đoàn Vân Hải</a></p></div>{links(*MENU)}</header>'
        '<div id="primary" class="content-area"><article id="post-31" class="post type-post"><h1 '
        'class="entry-title">Kế hoạch 31</h1><div class="entry-meta">Đăng ngày 14/3/2024 bởi admin</div>'
        '<div class="entry-content"><div id="ez-toc-container"><ul><li><a href="#mt">I. MỤC TIÊU</a></li>'
        f'<li><a href="#nv">II. NHIỆM VỤ</a></li></ul></div>{text or document(middle=spans)}'
        '<div class="sharedaddy"><ul><li><a href="https://t.example">Nhấn để chia sẻ (Mở trong cửa sổ mới)'
        '</a></li></ul></div></div><footer class="entry-footer">Đăng trong: Kế hoạch</footer></article>'
        '<div id="comments" class="comments-area"><h3>Để lại một bình luận</h3><p>Email của bạn sẽ không '
        'được hiển thị công khai.</p></div></div><div id="secondary" class="widget-area"><section><h2>Bài '
        f'viết mới</h2>{links(*OTHERS)}</section></div><footer id="colophon">WordPress</footer></div>'
    )


def spans(lines: tuple[str, ...]) -> str:
    return "".join(
        f'<p style="text-align: justify;"><span style="font-size: 14pt;">{line}</span></p>'
        for line in lines
    )


def single_page(text: str | None = None) -> str:
    """A new portal in React with hashed class names: nothing in them tells anything."""
    return whole(
        f'<div id="root"><div class="sc-bdVaJa kYxWqZ">{links(*MENU)}</div><div class="sc-htpNat jBqAcN">'
        '<div class="sc-bxivhb eQrTyU"><span>Kế hoạch</span><span>31/KH-UBND</span></div>'
        f'<div class="sc-ifAKCX hVbNmL">{text or document(middle=divs)}</div></div>'
        f'<div class="sc-EHOje pOiUyT"><div>Văn bản mới</div>{links(*OTHERS)}</div>'
        '<div class="sc-bZQynM lKjHgF">© 2024 Trung tâm Chuyển đổi số Vân Hải</div></div>'
    )


def divs(lines: tuple[str, ...]) -> str:
    return "".join(f"<div><span>{line}</span></div>" for line in lines)


def google_docs() -> str:
    """Google Docs, «Web page»: classes c0, c1, links through google.com."""
    return (
        '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style>.c0{color:#000}'
        '</style></head><body class="c4 doc-content">'
        + columns(spans_c(LEFT), spans_c(RIGHT), 'class="c7"') + spans_c(BODY) + table(attributes='class="c7"')
        + columns(spans_c(SIGN_LEFT), spans_c(SIGN_RIGHT), 'class="c7"') + "</body></html>"
    )  # fmt: skip


def spans_c(lines: tuple[str, ...]) -> str:
    return "".join(f'<p class="c1"><span class="c0">{line}</span></p>' for line in lines)


def district_news() -> str:
    """A district's news item: photograph with caption, quotation box, next and previous item."""
    return whole(
        f'<div class="top_menu"><ul class="nav">{links(*MENU)}</ul></div><div class="container"><div '
        f'class="news-detail"><h3 class="news-title">{NEWS[0]}</h3><p class="news-info">14/03/2024 | 125 lượt xem'
        f'</p><div class="news-body"><p><strong>{NEWS[1]}</strong></p>{paragraphs(NEWS[2:])}</div>'
        '<div class="prev-next"><a href="/1">Tin trước</a><a href="/2">Tin sau</a></div></div>'
        f'<div class="right-col"><div class="block-title">Liên kết website</div>{links(*OTHERS)}</div></div>'
        '<div class="bottom">Ủy ban nhân dân huyện Bến Cói. Điện thoại: 0299.111.222</div>'
    )


def two_parts() -> str:
    """A decision in one box and the plan that it promulgates in the next, with a box between."""
    decision = (
        "QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch phát triển nghề dệt chiếu cói",
        "Căn cứ Luật Tổ chức chính quyền địa phương;", "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển nghề dệt chiếu cói.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    )  # fmt: skip
    return whole(
        f'<div class="menubar">{links(*MENU)}</div><div class="view"><div class="box">'
        + columns(paragraphs(LEFT), paragraphs(RIGHT)) + paragraphs(decision)
        + columns(paragraphs(SIGN_LEFT), paragraphs(SIGN_RIGHT))
        + f'</div><div class="box-ads"><a href="/qc">Mua gói tra cứu</a></div><div class="box">{paragraphs(BODY)}{table()}'
        '</div></div><div class="copyright">Bản quyền 2024</div>'
    )  # fmt: skip


TWO_PARTS = (
    *LEFT, *RIGHT, "QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch phát triển nghề dệt chiếu cói",
    "Căn cứ Luật Tổ chức chính quyền địa phương;", "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển nghề dệt chiếu cói.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", *SIGN_LEFT, *SIGN_RIGHT, *BODY,
    *(cell for row in TABLE for cell in row),
)  # fmt: skip

HELD_OUT = (
    Page("department", department(), DOCUMENT),
    Page("wordpress", wordpress(), DOCUMENT),
    Page("single-page", single_page(), DOCUMENT),
    Page("google-docs", google_docs(), DOCUMENT),
    Page("district-news", district_news(), NEWS),
    Page("two-parts", two_parts(), TWO_PARTS),
)

# Pages that a given text can be set in.
FRAMES = (chinhphu, congbao, vbpl, luatvietnam, xaydungchinhsach, single_page, wordpress)
