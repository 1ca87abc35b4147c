"""Hostile files: bombs, loops, depths, masses, lures, garbage, and bait for patterns.

``CASES`` maps a file name to the builder of its bytes, called only when asked for. ``SEEDS`` are
small sound files of each format for cutting and flipping (:func:`mutants`): a new format needs
only its row there, and one in ``MAGIC``. ``BAIT`` are strings to be repeated.
"""

from __future__ import annotations

import base64
import random
import struct
from collections.abc import Callable, Iterator
from functools import partial

from tests import hostile_binary, hostile_office, hostile_pdf, hostile_pictures, samples
from tests.hostile_office import LURES, MIB, SENTENCE, entity, laughs, xlsx

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 48/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nLạng Sơn, ngày 17 tháng 02 năm 2020\nKẾ HOẠCH\nMở lớp\n"
    "Căn cứ Kế hoạch số 114-KH/TU ngày 07/8/2019;\nI. NHIỆM VỤ\n"
)


def text(words: str) -> bytes:
    return words.encode("utf-8", errors="surrogatepass")


def html(body: str, prolog: str = "<!doctype html>") -> bytes:
    return f"{prolog}<html><head><meta charset=utf-8></head><body>{body}".encode()


def svg(target: str) -> bytes:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>"
    return text(entity(target) + drawing)


def web_lures(target: str) -> dict[str, Callable[[], bytes]]:
    """The ways in which a page names ``target``, for it to be fetched."""
    kind = target.partition(":")[0]
    body = (
        f"<base href='{target}'><iframe src='{target}'></iframe><object data='{target}'></object>"
        f"<link rel=import href='{target}'><meta http-equiv=refresh content='0;url={target}'>"
        f"<img src='{target}'>{SENTENCE}"
    )
    return {
        f"xxe-{kind}.html": partial(html, "&x;" + SENTENCE, entity(target)),
        f"lured-{kind}.html": partial(html, body),
        f"xxe-{kind}.svg": partial(svg, target),
    }


_WEB: dict[str, Callable[[], bytes]] = {
    "deep.html": lambda: html("<div>" * 200_000 + SENTENCE),
    "deep-tables.html": lambda: html("<table><tr><td>" * 20_000 + SENTENCE),
    "deep-tables-90.html": lambda: html("<table><tr><td>" * 90 + SENTENCE),
    "unclosed.html": lambda: html("<b><i><p>" * 300_000),
    "million-tags.html": lambda: html("<p>a" * 1_000_000),
    "million-divs.html": lambda: html("<div></div>" * 1_000_000),
    "deep-lists.html": lambda: html("<ul><li>a" * 20_000),
    "deep-lists-200.html": lambda: html("<ol><li>a" * 200),
    "many-lists.html": lambda: html("<ol start=9><li>a</ol>" * 60_000),
    "long-list.html": lambda: html("<ol>" + "<li value=9>a" * 150_000),
    "many-notes.html": lambda: html(
        "".join(f"<p>a<a href=#n{n} id=r{n}><sup>{n}</sup></a>" for n in range(20_000))
        + "".join(f"<p id=n{n}><a href=#r{n}>{n}</a> Xem Luật Nhà ở" for n in range(20_000))
    ),
    "many-links.html": lambda: html("<a href=/x>Trang chủ</a>" * 100_000),
    "many-classes.html": lambda: html(f"<div class='{'menu ' * 200_000}'>a</div>"),
    "styles.html": lambda: html(f"<p style='{'display:' * 300}'>a" * 2_000),
    "spans.html": lambda: html("<p>" + "<span>a </span>" * 200_000),
    "breaks.html": lambda: html("a<br>" * 150_000),
    "raised.html": lambda: html("<p>" + "m<sup>2</sup> " * 100_000),
    "signs.html": lambda: html("<p>" + "<a href=#>" * 50_000 + SENTENCE),
    "joined-cells.html": lambda: html("<table>" + "<tr><td rowspan=999 colspan=999>a" * 20_000),
    "many-cells.html": lambda: html("<table>" + f"<tr>{'<td>a' * 50}" * 4_000),
    "many-tables.html": lambda: html("<table><tr><td>a</table>" * 50_000),
    "attributes.html": lambda: html(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>a"),
    "entities.html": lambda: html("&amp;" * 500_000),
    "laughs.html": lambda: html("&x;", laughs()),
    **web_lures(LURES["file"]),
    **web_lures(LURES["http"]),
}
_TEXT: dict[str, Callable[[], bytes]] = {
    "one-line.txt": lambda: b"a" * 20_000_000,
    "one-line-words.txt": lambda: b"abcdef ghi " * 300_000,
    "over-long.txt": lambda: b"a " * 10_000_001,
    "empty-lines.txt": lambda: b"\n" * 5_000_000 + b"a",
    "marks.txt": lambda: text("\u0301" * 300_000),
    "marks-after-letter.txt": lambda: text("a" + "\u0323\u0302" * 200_000),
    "right-to-left.txt": lambda: text(("\u202e" + SENTENCE + "\n") * 2_000),
    "nuls.txt": lambda: text("a" * 5000 + "\0a" * 100_000),
    "all-nul.txt": lambda: bytes(MIB),
    "surrogates-16.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 100_000,
    "surrogates-8.txt": lambda: text("\ud800" * 100_000),
    "odd-16.txt": lambda: b"\xff\xfe" + b"a\0" * 999 + b"a",
    "utf-32.txt": lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\xff" * 1000,
    "separators.txt": lambda: text("a\u2028b\u2029c\x85d\x0be\x0c" * 20_000),
    "spaced-capitals.txt": lambda: text("K Ế H O Ạ C H " * 1_000_000),
    "spaced-lines.txt": lambda: text("K Ế H O Ạ C H\n" * 100_000),
    "glued.txt": lambda: text(HEADER + "vănbảnnàyquyđịnhviệcthựchiện" * 36_000),
    "glued-any.txt": lambda: text(HEADER + random_letters(1_000_000, "aăâeêioôơuưyđnghctmbvl")),
    "split-words.txt": lambda: text(HEADER + "c ủa n ăm th ực hi ện " * 40_000),
    "latin-1.txt": lambda: random.Random(52).randbytes(5_000_000).translate(_PRINTED),
    "old-fonts.txt": lambda: ("C¸c c¬ quan caùc cô quan " * 100_000).encode("latin-1"),
    "raised-ones.txt": lambda: text("a¹ " * 1_000_000),
    "note-lines.txt": lambda: text(
        "".join(f"a[{n}]\n" for n in range(50_000))
        + "".join(f"[{n}] Xem Luật Nhà ở\n" for n in range(50_000))
    ),
    "hyphens.txt": lambda: text("thực-\n" * 100_000),
    "wrapped.txt": lambda: text(
        ("Sở Nội vụ chủ trì mở lớp bồi dưỡng cho công chức các\n") * 60_000
    ),
    "signatures.txt": lambda: text(
        HEADER + "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
        "Nguyễn Văn A\nNơi nhận:\n- Như trên;\n" * 20_000
    ),
    "headers.txt": lambda: text(HEADER * 10_000),
    "rtf-deep.rtf": lambda: b"{\\rtf1 " + b"{" * 500_000,
    "rtf-object.rtf": lambda: (
        b"{\\rtf1 {\\object\\objautlink\\objupdate{\\*\\objdata " + b"00" * 99_999 + b"}} a}"
    ),
    "rtf-bin.rtf": lambda: b"{\\rtf1 \\bin999999999999 a}",
    "deep.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5000
    ),
    "deep-quotes.md": lambda: text("> " * 100_000 + SENTENCE),
    "wide-row.md": lambda: text("|" + "a|" * 500_000),
    "rows.md": lambda: text("|a|b|\n" * 30_000),
    "marks.md": lambda: text("**a_" * 100_000),
}

# Bytes without control characters other than line breaks.
_PRINTED = bytes(n if n >= 32 or n == 10 else 32 for n in range(256))


def random_letters(count: int, letters: str) -> str:
    return "".join(random.Random(52).choices(letters, k=count))


# The first bytes of formats, those that kl52 reads and those that it does not.
MAGIC = {
    "pdf": b"%PDF-1.7\n", "zip": b"PK\x03\x04", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "xls": b"\x09\x08\x10\0\0\x06\x05\0", "xls2": b"\x09\0\x04\0", "tiffbe": b"MM\0*",
    "rtf": b"{\\rtf1", "html": b"<!doctype html>", "mht": b"MIME-Version: 1.0\n", "xml": b"<?xml ",
    "jpeg": b"\xff\xd8\xff\xe0", "png": b"\x89PNG\r\n\x1a\n", "gif": b"GIF89a",
    "tiff": b"II*\0", "bmp": b"BM", "webp": b"RIFF\0\0\0\0WEBP", "gz": b"\x1f\x8b\x08",
    "rar": b"Rar!\x1a\x07", "7z": b"7z\xbc\xaf'\x1c", "elf": b"\x7fELF", "exe": b"MZ",
    "utf16": b"\xff\xfe", "utf16be": b"\xfe\xff", "utf8": b"\xef\xbb\xbf", "none": b"",
}  # fmt: skip


def garbage(magic: bytes, seed: int, size: int = 200_000) -> bytes:
    return magic + random.Random(seed).randbytes(size)


CASES = {
    **hostile_office.CASES,
    **hostile_binary.CASES,
    **hostile_pdf.CASES,
    **hostile_pictures.CASES,
    **_WEB,
    **_TEXT,
    **{
        f"garbage.{name}": partial(garbage, magic, seed)
        for seed, (name, magic) in enumerate(MAGIC.items())
    },
}


# -- mutants -------------------------------------------------------------------------------------


def pictured(form: str) -> bytes:
    return hostile_pictures.as_form(hostile_pictures.drawn(), form)


def workbook() -> bytes:
    """A small .xls: BIFF8 records of one sheet with a number and a label."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x05, 0, 0, 0, 0)
    sheet = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x10, 0, 0, 0, 0)
    sheet += struct.pack("<HHHHHd", 0x203, 14, 0, 0, 0, 52.0)
    words = SENTENCE.encode("utf-16-le")
    sheet += struct.pack("<HHHHHHB", 0x204, 9 + len(words), 0, 1, 0, len(SENTENCE), 1) + words
    end = struct.pack("<HH", 0x0A, 0)
    named = struct.pack("<HHIHBB1s", 0x85, 9, len(begin) + 13 + len(end), 0, 1, 0, b"a")
    return hostile_binary.compound({"Workbook": begin + named + end + sheet + end})


def _seed_pdf() -> bytes:
    return samples.pdf([samples.Page(samples.header()), samples.grid([["TT", "Nội dung"]] * 4, 80)])


SEEDS: dict[str, Callable[[], bytes]] = {
    "a.pdf": _seed_pdf,
    "a.docx": lambda: samples.docx([SENTENCE] * 5, header=True, rows=[["TT", "Nội dung"]] * 3),
    "a.html": lambda: html(f"<table><tr><td>1<td>{SENTENCE}</table><p>{SENTENCE}"),
    "a.md": lambda: text(f"# KẾ HOẠCH\n\n| TT | a |\n|---|---|\n| 1 | {SENTENCE} |\n"),
    "a.txt": lambda: text(HEADER + SENTENCE),
    "a16.txt": lambda: (HEADER + SENTENCE).encode("utf-16"),
    "a.rtf": lambda: (
        b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 .VnTime;}}\\pard S\\'e8: 12/KH-UBND\\par}"
    ),
    "a.xlsx": lambda: xlsx(cell=SENTENCE, rows=5),
    "strings.xlsx": lambda: xlsx(
        data="<row><c t='s'><v>0</v></c><c><v>45000</v></c></row>" * 3,
        strings=hostile_office.strings_of(f"<si><t>{SENTENCE}</t></si>"),
    ),
    "a.mht": lambda: hostile_binary.mht(html(SENTENCE)),
    "a64.mht": lambda: hostile_binary.mht(base64.encodebytes(html(SENTENCE)), coding="base64"),
    "nested.mht": lambda: hostile_binary.nested_mht(3),
    "a.doc": lambda: hostile_binary.doc("\r".join([SENTENCE] * 20)),
    "a.xls": workbook,
    "a.ppt": lambda: hostile_binary.ppt(
        hostile_binary.record(
            0x03E8, hostile_binary.record(0x0FA0, SENTENCE.encode("utf-16-le")), 15
        )
    ),
    "a.png": hostile_pictures.drawn,
    **{f"a.{form}": partial(pictured, form) for form in ("jpeg", "tiff", "gif", "bmp")},
    "scan.pdf": partial(pictured, "PDF"),
    "signed.pdf": hostile_pdf.signed,
    "notes.docx": lambda: hostile_office.notes(3),
    "box.docx": hostile_office.boxed,
}


def mutants(name: str, count: int, seed: int = 52) -> Iterator[tuple[str, bytes]]:
    """``count`` damaged copies of a seed: cut off, with bytes flipped, with a stretch doubled."""
    sound = SEEDS[name]()
    chance = random.Random(f"{seed}{name}")
    for number in range(count):
        data = bytearray(sound)
        kind = ("cut", "flip", "double")[number % 3]
        if kind == "cut":
            del data[chance.randrange(len(data)) :]
        elif kind == "flip":
            for _ in range(chance.choice((1, 8, 64))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            start = chance.randrange(len(data))
            data[start:start] = data[start : start + chance.randrange(1, 200)]
        yield f"{kind}-{number}-{name}", bytes(data)


# -- bait ----------------------------------------------------------------------------------------

SHORT = 30_000  # characters

BAIT = {
    "provisions": "điểm a khoản 1 Điều 1 ", "provision lines": "điểm a khoản 1 Điều 1\n",
    "brackets": "(", "closing brackets": ") ", "dots": ". ", "full stops": ".",
    "numbers of": "Số: ",
    "number lines": "Số: \n", "numbers": "Số: 12/KH-UBND ", "bare numbers": "12/KH-UBND ",
    "bare number lines": "12/KH-UBND\n", "dashes": "-", "dash items": "- a\n", "spaces": "a    ",
    "digits": "1", "semicolons": ";", "semicolon lines": ";\n", "letters": "A", "initials": "A ",
    "slashes": "/", "blank lines": "a\n\n", "quotes": "“", "quoted": "“a” ",
    "bodies": "Sở Nội vụ, ",
    "leads": "Sở Nội vụ chủ trì; ", "articles": "Điều 1. Sở Nội vụ chủ trì\n",
    "items": "1. Giao Sở Nội vụ chủ trì xây dựng kế hoạch trước ngày 30/6/2026;\n",
    "points": "a) Sở Nội vụ mở lớp;\n", "numerals": "I.\n", "numeral run": "I. ",
    "chapters": "Chương I\n", "days": "ngày 1 tháng 1 năm 2020 ", "day words": "ngày ",
    "deadlines": "trước ngày 30/6/2026, ", "dates": "1/1/2020 ", "quarters": "quý II năm 2020 ",
    "bases": "Căn cứ Luật Tổ chức ", "base lines": "Căn cứ Luật Tổ chức Chính phủ;\n",
    "laws": "Luật ", "law names": "Luật A b c d ", "implements": "thực hiện ",
    "titles": "thực hiện Nghị quyết số 27-NQ/TW về việc ", "recipients": "Nơi nhận:\n",
    "columns": "Nơi nhận:     TM. ỦY BAN\n", "signatures": "TM. ỦY BAN NHÂN DÂN\n",
    "deputies": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", "annexes": "PHỤ LỤC\n", "tabs": "a\tb\n",
    "targets": "tỷ lệ đạt trên 95% ", "this document": "Kế hoạch này ",
    "aliases": "(sau đây gọi tắt là Kế hoạch) ", "rules": "____\n", "capitals": "ỦY BAN NHÂN DÂN ",
    "capital lines": "ỦY BAN NHÂN DÂN\n", "hyphens": "A-", "colons": "a: ", "colon lines": "a:\n",
    "ministries": "các Bộ, ngành, địa phương; ", "orders": "Giao Sở ", "and": "và ",
    "joint": "Giao Sở Nội vụ phối hợp với Sở Tài chính ", "yearly": "hằng năm, ",
    "lists of articles": "các điều 1, 2, 3, ", "amended": "được sửa đổi, bổ sung bởi: ",
    "assembly": "được Quốc hội ", "mottos": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "promulgates": "ban hành kèm theo Quyết định số 1/QĐ-TTg ", "broken lines": "abc\n",
    "marks of secrecy": "MẬT\n", "spaced letters": "M Ậ T ", "notes": "[1] ", "urls": "http://a ",
    "words": "abc ", "names": "Nguyễn Văn A ", "plans": "Kế hoạch số 12/KH-UBND ngày 1/1/2020 của "
    "Ủy ban nhân dân tỉnh Lạng Sơn, ", "links": "[a](", "strong": "**a", "code": "`a",
    "rows": "| a | b |\n", "tags": "<b>", "decomposed": "a\u0323\u0302", "invisible": "a\u200b",
    "spaced capitals": "K Ế H O Ạ C H ", "split words": "c ủa n ăm ", "glued": "vănbảnnàyquyđịnh",
    "glued names": "Ủybannhândântỉnh ", "raised ones": "a¹ ", "raised lines": "¹ Xem Luật Nhà ở\n",
    "hyphenated": "thực-\n", "wrapped": "Sở Nội vụ chủ trì mở lớp bồi dưỡng cho công chức các\n",
    "half old": "C¸c c¬ quan caùc cô quan ", "lookalikes": "ĐIÊU l. Sô: l2/KH-UBND ",
    "signers": "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A\n",
    "headers": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\nA, ngày 1 tháng 1 năm 2020\n",
    "notes below": "___\n1 Xem Luật Nhà ở\n", "tab columns": "a\tb\tc\n",
    "each": "các ", "ministries, ": "bộ, ", "offices": "Văn phòng ",
    "people's committees": "UBND tỉnh ",
    "chairmen": "Chủ tịch ", "letters and commas": "A, ", "spaced dashes": " - ",
    "like ministries": "ngang bộ, ", "halves of numbers": "số 1/", "halves of symbols": "1/QĐ-",
    "articles in a line": "Điều 1, ", "resolutions": "Nghị quyết ", "ones": "1, ", "of": "của ",
    "halves of aliases": "(sau đây gọi ", "marks apart": "a\u0301", "bullets": "- ", "stars": "*",
    "halves of rows": "|x", "halves of links": "[", "hard spaces": "\u00a0x", "parts": "c ủa ",
    "glued acts": "theoQuyết", "glued bases": "căncứ", "spaced fractions": "1 / ",
    "spaced commas": "a , ",
    "Cyrillic": "\u0421", "figures apart": "2 ",
    # {n} counts up, so that what is found once is not found again
    "counted names": "Kế hoạch số {n}/KH-UBND ngày 1/1/2020 (sau đây gọi tắt là Kế hoạch {n});\n",
    "counted names in a line": "Luật Nhà ở (sau đây gọi là Luật A{n}); theo Luật A{n}; ",
    "counted tasks": "{n}. Sở Nội vụ mở lớp {n} theo Quyết định số {n}/QĐ-TTg ngày 1/1/2020;\n",
    "counted titles": "Quyết định số {n}/QĐ-TTg về thực hiện Kết luận số {n}-KL/TW về tiếp tục "
    "thực hiện Nghị quyết số {n}-NQ/TW, ",
    "counted articles": "Điều {n}. Thực hiện khoản 1 Điều {n} Quyết định này\na) Sở Nội vụ họp;\n",
    "counted rows": "| {n} | Mở lớp {n} | Sở Nội vụ | Sở Tài chính | Quý II năm 2026 |\n",
}  # fmt: skip

PAGES = (
    "<div></div>", "<div>", "<b>", "<table><tr><td>", "<p class=menu>a<p>Căn cứ b", "<ul><li>x",
    "<a href=#b>1</a><a id=b>2</a>", "<br>", "<td rowspan=99 colspan=99>", "<sup>",
    "<p style='a:b'>", "<!--[if x]>",
)  # fmt: skip


def page(unit: str, length: int) -> bytes:
    """A web page of some ``length`` characters of one piece of markup."""
    return html("<p>Chữ</p>" + unit * (length // len(unit)))


WORD = (
    ("<w:r><w:t>a </w:t></w:r>", "w:p"),
    ("<w:hyperlink><w:r><w:t>a </w:t></w:r></w:hyperlink>", "w:p"),
    ("<w:t>a </w:t><w:tab/>", "w:r"),
    ("<w:r><w:footnoteReference w:id='1' w:customMarkFollows='1'/><w:t>a</w:t></w:r>", "w:p"),
    ("<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>", "w:tbl"),
)


def held(inside: str, around: str, count: int) -> bytes:
    """A Word file with one element that holds ``count`` of another."""
    body = f"<{around}>{inside * count}</{around}>"
    return samples.word(samples.p("a") + (f"<w:p>{body}</w:p>" if around == "w:r" else body))


def one_word(length: int) -> bytes:
    """A word without end, of letters that may be those of an old font."""
    return text(HEADER + random_letters(length, "aăâeêioôơuưyđnghctmbvl"))


def growing() -> Iterator[tuple[str, str, bytes, bytes]]:
    """What is read at one size and at four times that: a name, the file's, and both files."""
    for name in BAIT:
        file = "bait.md" if "|" in BAIT[name] or "[" in BAIT[name] else "bait.txt"
        yield name, file, baited(name, SHORT), baited(name, 4 * SHORT)
    for unit in PAGES:
        yield f"page of {unit}", "bait.html", page(unit, SHORT), page(unit, 4 * SHORT)
    for inside, around in WORD:
        few, many = (held(inside, around, count) for count in (8_000, 32_000))
        yield f"{around} of {inside}", "bait.docx", few, many
    yield "one word", "bait.txt", one_word(SHORT), one_word(4 * SHORT)
    few, many = (hostile_pictures.tiff(count) for count in (100, 400))
    yield "pictures in a file", "bait.tif", few, many


def baited(name: str, length: int) -> bytes:
    """Some ``length`` characters of a bait below a sound header."""
    unit = BAIT[name]
    times = length // len(unit)
    lure = "".join(unit.replace("{n}", str(n)) for n in range(times))
    return text(HEADER + lure)
