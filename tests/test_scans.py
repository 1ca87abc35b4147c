"""Scans: pictures made ready, read, merged, checked, cached; annotations and blanks in layers."""

from __future__ import annotations

import ctypes
import io
import json
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from sklearn.datasets import load_digits

from kl52 import errors
from kl52.parsing import parse_document, parse_raw
from kl52.reading import read_document
from kl52.reading.assembly import Draft
from kl52.reading.options import Limits, ReadOptions
from kl52.reading.pdf.words import TextLine, Word, read_lines
from kl52.reading.scans import pages as ocr_pages
from kl52.reading.scans import picture_files, tesseract
from kl52.reading.scans import pictures as ocr_pictures
from kl52.reading.scans.cache import Cache, Kept, key_of
from kl52.reading.scans.checks import find_doubts
from kl52.reading.scans.covered import complete_date, complete_name
from kl52.reading.scans.digits import read_digits
from kl52.reading.scans.merging import merge, without_scrawl
from kl52.reading.scans.picture_files import as_pdf
from kl52.reading.scans.rulings import find_rulings
from kl52.reading.scans.slots import find_slots
from kl52.reading.scans.stamps import without_receipt
from kl52.reading.scans.tesseract import Engine, Seen
from tests import hostile_pictures, samples
from tests.samples import Page

HAS_TESSERACT = shutil.which("tesseract") is not None
needs_tesseract = pytest.mark.skipif(not HAS_TESSERACT, reason="Tesseract is not installed")
ENGINE = Engine("tesseract", "tesseract 5", frozenset(("vie",)))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a cache of its own."""
    monkeypatch.setenv("KL52_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def seen(text: str, x0: float = 0, top: float = 0, sure: float = 0.9, width: float = 10) -> Seen:
    return Seen(text, x0, top, x0 + width * len(text), top + 20, sure)


def line_of(*words: str | tuple[str, float]) -> TextLine:
    """A line read off a picture; a word alone was read with confidence 0.9."""
    said = [(word, 0.9) if isinstance(word, str) else word for word in words]
    return TextLine(
        tuple(
            Word(text, 60.0 * i, 0, 60.0 * i + 50, 10, confidence=sure)
            for i, (text, sure) in enumerate(said)
        )
    )


def drawn(*lines: str, size: int = 40, width: int = 1654, height: int = 1100) -> Image.Image:
    """A page at 200 dpi with these lines."""
    picture = Image.new("L", (width, height), 255)
    font = ImageFont.load_default(size=size)
    for index, words in enumerate(lines):
        ImageDraw.Draw(picture).text((150, 120 + 2 * size * index), words, 0, font)
    return picture


def file_of(*pictures: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    written = io.BytesIO()
    rest = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(written, form, dpi=(200, 200), **rest, **options)
    return written.getvalue()


def reads(monkeypatch: pytest.MonkeyPatch, words: Sequence[Seen]) -> list[int]:
    """Tesseract replaced by one that always sees ``words``; counts how often it is asked."""
    asked: list[int] = []

    def see(engine: Engine, picture: Image.Image, *, mode: int = 3, **_: Any) -> list[Seen]:
        asked.append(mode)
        return list(words) if mode == tesseract.PAGE else []

    monkeypatch.setattr(tesseract, "find_engine", lambda: ENGINE)
    monkeypatch.setattr(tesseract, "see", see)
    return asked


# -- doubtful numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "doubtful"),
    [
        pytest.param(("số", "142/QĐ-TTg", "ngày", "21/01/2020"), [], id="all in order"),
        pytest.param(("số", "l42/QĐ-TTg"), ["l42/QĐ-TTg"], id="a letter for a digit"),
        pytest.param(("số", "O5/2020/NĐ-CP"), ["O5/2020/NĐ-CP"], id="O for 0"),
        pytest.param(("số", ("52-KL/TW", 0.5)), ["52-KL/TW"], id="well formed, read with doubt"),
        pytest.param(("số", "52-KL/TH"), ["52-KL/TH"], id="no organ of the Party"),
        pytest.param(("Số:", "445", "/NQ-CP"), ["445 /NQ-CP"], id="filled in by hand"),
        pytest.param(("ngày", "3]/3/2026"), ["3]/3/2026"], id="a bracket in a date"),
        pytest.param(("ngày", "31/02/2026"), ["31/02/2026"], id="no such day"),
        pytest.param(("ngày", "#3", "tháng", "4", "năm", "2026"), ["#3"], id="unread day"),
        pytest.param(("ngày", "13", "tháng", "14", "năm", "2026"), ["14"], id="no such month"),
        pytest.param(("Lào Cai,", "ngày", "tháng", "4", "năm", "2026"), ["ngày tháng"], id="gap"),
        pytest.param(("Tờ", "trình", "4017/TTr-"), [], id="broken at the end of the line"),
        pytest.param(("giai", "đoạn", "2021-2025"), [], id="a range of years"),
        pytest.param(("khoản", "l", "Điều", "2"), ["l"], id="a clause that is no number"),
        pytest.param(("Chương", "II", "và", "III"), [], id="Roman numbers"),
        pytest.param(("các", "ngày", "lễ,", "tháng", "hành", "động"), [], id="plain words"),
        pytest.param(("1-", "Về", "công", "tác"), [], id="an item of a Party document"),
    ],
)
def test_doubtful_numbers(words: tuple[Any, ...], doubtful: list[str]) -> None:
    line = line_of(*words)
    assert [doubt.span.of(line.text) for doubt in find_doubts(line)] == doubtful


def test_typed_text_is_never_doubted() -> None:
    assert find_doubts(TextLine((Word("l42/QĐ-TTg", 0, 0, 50, 10),))) == []


@given(st.lists(st.text("0123456789lIO/-.]#ngàythángămQĐTTgsố", min_size=1), min_size=1))
def test_doubts_stand_in_the_line(words: list[str]) -> None:
    line = line_of(*words)
    for doubt in find_doubts(line):
        assert 0 <= doubt.span.start < doubt.span.end <= len(line.text)


# -- two readings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        pytest.param(
            [seen("số", sure=0.8)], [seen("số", sure=0.9)], [("số", 0.9)], id="agreed: the surer"
        ),
        pytest.param(
            [seen("445", sure=0.9)], [seen("415", sure=0.7)], [("445", 0.5)], id="other digits"
        ),
        pytest.param(
            [seen("quyên", sure=0.9)], [seen("quyền", sure=0.95)], [("quyền", 0.8)], id="marks"
        ),
        pytest.param(
            [seen("1"), seen("93/2025/NĐ-CP", 20)],
            [seen("193/2025/NĐ-CP")],
            [("193/2025/NĐ-CP", 0.9)],
            id="a number cut in two",
        ),
        pytest.param(
            [seen("QUYẾTNGHỊ:")],
            [seen("QUYẾT"), seen("NGHỊ:", 50)],
            [("QUYẾT", 0.9), ("NGHỊ:", 0.9)],
            id="words run together",
        ),
        pytest.param([], [seen("CHỦ", sure=0.9)], [("CHỦ", 0.9)], id="only the second has it"),
        pytest.param([], [seen("Ẻ", sure=0.9), seen("at", 90, sure=0.2)], [], id="scraps"),
    ],
)
def test_merging(first: list[Seen], second: list[Seen], merged: list[tuple[str, float]]) -> None:
    found = [(word.text, round(word.confidence, 9)) for word in merge(first, second)]
    assert found == merged


@given(st.lists(st.tuples(st.text("aề1/", min_size=1), st.integers(0, 900), st.integers(0, 900))))
def test_no_reading_is_made_up(places: list[tuple[str, int, int]]) -> None:
    words = [seen(text, x, y) for text, x, y in places]
    half = len(words) // 2
    assert {w.text for w in merge(words[:half], words[half:])} <= {w.text for w in words}
    assert sorted(w.text for w in merge(words, [])) == sorted(w.text for w in words)


def test_words_that_are_printed_between_day_and_month_are_no_slot() -> None:
    said = ("ngày", "25", "hằng", "tháng")
    words = [Seen(word, 40.0 * i, 0, 40.0 * i + 30, 10, 0.8) for i, word in enumerate(said)]
    assert list(find_slots(words)) == []
    scrawled = [word._replace(confidence=0.3) for word in words]
    assert [(slot.begin, slot.end) for slot in find_slots(scrawled)] == [(1, 3)]


def test_a_date_alone_on_its_line_is_kept_where_the_readings_differ() -> None:
    one = [Seen("ngày", 0, 0, 40, 20, 0.96), Seen("30/4/20253.", 0, 40, 90, 60, 0.79)]
    two = [Seen("ngày", 0, 0, 40, 20, 0.95), Seen("30/4/2025.", 0, 40, 90, 60, 0.7)]
    kept, dropped = without_scrawl(merge(one, two))
    assert [word.text for word in kept] == ["ngày", "30/4/20253."]
    assert dropped == 0


def test_scrawl_goes_and_the_line_beside_it_stays() -> None:
    words = [seen("TT#r)", 900, sure=0.2), seen("Hà", 0, 40), seen("`", 30, 40, 0.6)]
    kept, dropped = without_scrawl([*words, seen("–-", 50, 40), seen("Nội", 75, 40)])
    assert [word.text for word in kept] == ["Hà", "–", "Nội"]
    assert dropped == 1


def test_the_stamp_of_receipt_goes_and_a_secrecy_mark_stays() -> None:
    frame = [(400.0, 100.0, 700.0, 102.0), (400, 220, 700, 222), (399, 100, 401, 222)]
    words = [seen("THÔNG", 100, 150), seen("ĐẾN", 420, 110), seen("Giờ....", 420, 150)]
    assert [w.text for w in without_receipt(words, frame, 200)] == ["THÔNG"]
    secret = [*words, seen("MẬT", 500, 180)]
    assert without_receipt(secret, frame, 200) == secret


# -- pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [-2.0, -0.5, 0.0, 1.3])
def test_lines_are_made_level(angle: float) -> None:
    page = drawn(*["xin chao cac ban dong nghiep than men cua toi"] * 10)
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert ocr_pictures.slope(turned, 200) == pytest.approx(-angle, abs=0.15)
    assert abs(ocr_pictures.slope(ocr_pictures.level(turned, 200), 200)) <= 0.15


def test_rulings_are_found_and_wiped_and_letters_are_not() -> None:
    page = drawn("MUC TIEU", "NHIEM VU")
    plain = find_rulings(page, 200)
    assert plain.rulings == () and plain.image.tobytes() == page.tobytes()
    ImageDraw.Draw(page).rectangle((100, 100, 900, 300), outline=0, width=3)
    ruled = find_rulings(page, 200)
    assert len(ruled.rulings) == 4
    assert ruled.image.getpixel((500, 101)) == 255


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 255))
def test_any_picture_has_a_slope_and_rulings(width: int, height: int, light: int) -> None:
    picture = Image.new("L", (width, height), light)
    assert ocr_pictures.slope(picture, 200) == 0.0 or light < 200
    assert find_rulings(picture, 20).image.size == picture.size


def test_huge_pages_are_drawn_coarser() -> None:
    pdf = pypdfium2.PdfDocument.new()
    picture = ocr_pictures.take_picture(pdf.new_page(14_400, 14_400))
    assert picture.image.width * picture.image.height <= 1.01 * ocr_pictures.MOST_PIXELS
    assert ocr_pictures.is_blank(picture)


def test_red_ink_is_left_out_and_kept_apart() -> None:
    colour = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(colour).rectangle((100, 100, 300, 200), fill=(220, 30, 40))
    pdf = pypdfium2.PdfDocument(file_of(colour, form="PDF", resolution=200))
    picture = ocr_pictures.take_picture(pdf[0])
    assert picture.red is not None
    assert ocr_pictures.is_blank(picture)


# -- the cache -----------------------------------------------------------------------------------


def test_the_cache_gives_back_what_it_was_given(tmp_path: Path) -> None:
    kept = Kept(90, (seen("Số:"),), ((1.0, 2.0, 3.0, 4.0),))
    store = Cache(tmp_path)
    assert store.get("ab12") is None
    store.put("ab12", kept)
    assert store.get("ab12") == kept
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"turn": 0, "words": [[1]]}', "[" * 9000])
def test_a_broken_entry_is_none_and_is_written_anew(tmp_path: Path, broken: str) -> None:
    store, kept = Cache(tmp_path), Kept(0, (seen("Số:"),))
    store.put("ab12", kept)
    next(tmp_path.rglob("*.json")).write_text(broken, encoding="utf-8")
    assert store.get("ab12") is None
    store.put("ab12", kept)
    assert store.get("ab12") == kept


def test_a_folder_that_cannot_be_used_costs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    Cache(file).put("ab12", Kept(0))
    assert Cache(file).get("ab12") is None


def test_the_key_is_of_the_picture_and_of_how_it_is_read() -> None:
    page, other = drawn("mot"), drawn("hai")
    assert key_of(page, 1) == key_of(page.copy(), 1)
    assert len({key_of(page, 1), key_of(page, 2), key_of(other, 1)}) == 3


def test_pages_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = reads(monkeypatch, [seen("Điều", 100, 100, 0.95), seen("1.", 150, 100, 0.95)])
    page = file_of(drawn("DIEU 1."))
    first = read_document(page, name="a.png")
    count = len(asked)
    assert count and read_document(page, name="b.png").text == first.text == "Điều 1.\n"
    assert len(asked) == count


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẠT"])
def test_secret_pages_are_not_kept(mark: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [seen(word, 100 + 80 * i, 100) for i, word in enumerate(mark.split())]
    reads(monkeypatch, [*words, seen("Điều", 100, 300)])
    read_document(file_of(drawn("DIEU 1.")), name="a.png")
    assert not list(cache.rglob("*.json"))


# -- documents -----------------------------------------------------------------------------------


def test_without_tesseract_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_program", lambda: None)
    raw = read_document(samples.pdf([Page([(60, 60, "Điều 1.")]), Page(picture=True)]))
    assert raw.text == "Điều 1.\n"
    (told,) = raw.diagnostics
    assert (told.code, told.page) == ("image-only-page", 2)
    for package in ("tesseract-ocr-vie", "winget", "brew"):
        assert package in told.message


def test_without_vietnamese_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_program", lambda: "tesseract")
    english = Engine("tesseract", "tesseract 5", frozenset(("eng",)))
    monkeypatch.setattr(tesseract, "_ask", lambda program: english)
    raw = read_document(samples.pdf([Page(picture=True)]))
    assert "tiếng Việt (vie)" in raw.diagnostics[0].message


def test_ocr_never_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = reads(monkeypatch, [seen("Điều")])
    raw = read_document(samples.pdf([Page(picture=True)]), options=ReadOptions(ocr="never"))
    assert not asked and raw.text == ""
    assert "--ocr never" in raw.diagnostics[0].message


def test_what_was_recognised_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, [seen("số", 100, 100, 0.95), seen("l42/QĐ-TTg", 150, 100, 0.8)])
    told: list[tuple[int, int]] = []
    options = ReadOptions(jobs=2, progress=lambda done, total: told.append((done, total)))
    pages = file_of(drawn("so 142"), drawn("so 143"), form="TIFF")
    raw = read_document(pages, name="a.tif", options=options)
    assert raw.source.ocr_pages == (1, 2)
    assert [line.confidence for line in raw.lines] == pytest.approx([0.825] * 2)
    assert told == [(1, 2), (2, 2)]
    doc = parse_raw(raw)
    codes = [each.code for each in doc.diagnostics]
    assert codes.count("ocr-pages") == 1 and codes.count("ocr-doubtful-number") == 2
    for each in doc.diagnostics:
        if each.code == "ocr-doubtful-number":
            assert each.span is not None
            assert each.span.of(doc.text.text) == "l42/QĐ-TTg"


def test_time_runs_out_with_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, [seen("Điều")])
    options = ReadOptions(limits=Limits(seconds=-1))
    raw = read_document(file_of(drawn("DIEU")), name="a.png", options=options)
    assert [each.code for each in raw.diagnostics] == ["image-only-page"]
    assert "chạy lại" in raw.diagnostics[0].message


def test_a_page_that_breaks_tesseract_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, [])

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError("gone")

    monkeypatch.setattr(ocr_pages, "_read_upright", fail)
    raw = read_document(samples.pdf([Page([(60, 60, "Điều 1.")]), Page(picture=True)]))
    assert raw.text == "Điều 1.\n"


def test_blank_pages_are_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = reads(monkeypatch, [seen("Điều")])
    raw = read_document(file_of(Image.new("L", (1654, 2339), 255)), name="a.png")
    assert [each.code for each in raw.diagnostics] == ["ocr-no-words"]
    assert not asked


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\nrest", errors.BrokenDocument, id="cut off"),
        pytest.param(b"II*\x00" + b"\xff" * 60, errors.BrokenDocument, id="no TIFF"),
        pytest.param(
            file_of(Image.new("1", (20_000, 20_000))), errors.DocumentTooLarge, id="a bomb"
        ),
    ],
)
def test_picture_files_that_cannot_be_read(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_document(data, name="a.png")


def test_pictures_become_pages_with_their_pixels() -> None:
    shown = [Image.new("L", (120, 80), 200), Image.new("RGB", (60, 90), (10, 200, 30))]
    shown[1].putpixel((3, 4), (250, 0, 7))
    file = io.BytesIO()
    shown[0].save(file, "TIFF", save_all=True, append_images=shown[1:], dpi=(200, 200))
    with pypdfium2.PdfDocument(as_pdf(file.getvalue(), "a.tif", Limits())) as pdf:
        sizes = [side for page in pdf for side in page.get_size()]
        assert sizes == pytest.approx([43.2, 28.8, 21.6, 32.4])
        for page, picture in zip(pdf, shown, strict=True):
            (image,) = page.get_objects()
            assert image.get_bitmap().to_pil().convert("RGB") == picture.convert("RGB")


def test_pictures_may_be_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "MOST_IN_ALL", 2_000_000_000)
    with pytest.raises(errors.DocumentTooLarge, match="hơn 2 tỷ điểm"):
        read_document(hostile_pictures.gif(30, 10_000), name="a.gif")
    # the first picture is small, those after it are not
    monkeypatch.setattr(picture_files, "MOST_IN_ALL", 1_000)
    file = io.BytesIO()
    small, large = Image.new("L", (10, 10)), Image.new("L", (40, 40))
    small.save(file, "TIFF", save_all=True, append_images=[large])
    with pytest.raises(errors.DocumentTooLarge):
        read_document(file.getvalue(), name="a.tif")


def test_a_picture_that_needs_too_much_memory_is_not_called_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(picture_files, "_page", fail)
    with pytest.raises(MemoryError):
        read_document(file_of(Image.new("L", (10, 10))), name="a.png")


# -- annotations and blanks ----------------------------------------------------------------------

BLANK = [(60, 60, "Số:"), (130, 60, "/KH-UBND"), (60, 90, "Điều 1. Thực hiện kế hoạch này;")]


def with_stamp(words: str, x: float, y: float) -> bytes:
    """The page of ``BLANK`` with an annotation that shows these words."""
    pdf = pypdfium2.PdfDocument(samples.pdf([Page(BLANK)]))
    page = pdf[0]
    note = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_STAMP)
    height = page.get_height()
    rect = pdfium.FS_RECTF(x - 2, height - y + 14, x + 300, height - y - 6)
    pdfium.FPDFAnnot_SetRect(note, rect)
    text = pdfium.FPDFPageObj_NewTextObj(pdf, b"Helvetica", 10.0)
    wide = (words + "\0").encode("utf-16-le")
    letters = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
    pdfium.FPDFText_SetText(text, letters)
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, x, height - y)
    pdfium.FPDFAnnot_AppendObject(note, text)
    pdfium.FPDFPage_CloseAnnot(note)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def test_a_number_in_an_annotation_belongs_to_the_line() -> None:
    assert read_document(samples.pdf([Page(BLANK)])).text.startswith("Số: /KH-UBND\n")
    raw = read_document(with_stamp("142", 95, 70))
    assert raw.text.startswith("Số: 142 /KH-UBND\n")
    assert raw.source.ocr_pages == () and raw.lines[0].confidence is None


def test_what_a_signature_says_of_its_signer_is_left_out() -> None:
    raw = read_document(with_stamp("Email: vanthu@example.vn", 200, 300))
    assert "Email" not in raw.text


@needs_tesseract
def test_a_picture_is_read() -> None:
    page = drawn("KE HOACH 142/KH-TW", "ngay 21/01/2020")
    raw = read_document(file_of(page), name="a.png")
    assert "142/KH-TW" in raw.text and "21/01/2020" in raw.text
    assert raw.source.ocr_pages == (1,) and raw.source.media_type == "image/png"
    top = [line.box for line in raw.lines if line.box][0]
    assert 0.05 < top[0] < 0.2 and 0.05 < top[1] < 0.2


@needs_tesseract
def test_a_page_upside_down_is_turned() -> None:
    lines = ["KE HOACH THUC HIEN", "NGHI QUYET CUA TINH", "NAM 2020 VA CAC NAM SAU"] * 3
    raw = read_document(file_of(drawn(*lines, height=1654).rotate(180)), name="a.png")
    assert "HOACH" in raw.text.splitlines()[0]


@needs_tesseract
def test_a_number_that_is_a_picture_over_a_blank_is_read_and_doubted() -> None:
    pdf = pypdfium2.PdfDocument(samples.pdf([Page(BLANK)]))
    page = pdf[0]
    number = Image.new("RGB", (200, 90), "white")
    ImageDraw.Draw(number).text((10, 5), "142", "blue", ImageFont.load_default(size=80))
    image = pypdfium2.PdfImage.new(pdf)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(number))
    image.set_matrix(pypdfium2.PdfMatrix().scale(30, 13).translate(90, page.get_height() - 72))
    page.insert_obj(image)
    page.gen_content()
    written = io.BytesIO()
    pdf.save(written)
    doc = parse_document(written.getvalue(), name="a.pdf")
    assert doc.text.text.splitlines()[0] == "Số: 142 /KH-UBND"
    assert "ocr-doubtful-number" in {each.code for each in doc.diagnostics}


def test_json_of_the_cache_is_plain(tmp_path: Path) -> None:
    Cache(tmp_path).put("ab12", Kept(0, (seen("Số:"),)))
    kept = json.loads(next(tmp_path.rglob("*.json")).read_text(encoding="utf-8"))
    assert kept["words"][0][0] == "Số:"


# -- filled in by hand, covered by stamps --------------------------------------------------------


def written(index: int) -> tuple[Image.Image, str]:
    """A digit of the collection as if scanned, and which it is."""
    known = load_digits()
    ink = Image.fromarray((255 - 15 * known.images[index]).astype("uint8")).resize((48, 48))
    line = Image.new("L", (100, 100), 255)
    line.paste(ink.point(lambda light: 0 if light < 140 else 255), (26, 20))
    return line, str(known.target[index])


def test_written_digits_are_read_right_or_not_at_all() -> None:
    pairs = [(read_digits(line, 45), digit) for line, digit in map(written, range(40))]
    read = [(found.text, digit) for found, digit in pairs if found]
    assert [pair for pair in read if pair[0] != pair[1]] == []
    assert len(read) >= 30


def test_without_ink_there_are_no_digits() -> None:
    assert read_digits(Image.new("L", (80, 60), 255), 50) is None


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 255))
def test_any_picture_is_digits_or_none(width: int, height: int, light: int) -> None:
    read = read_digits(Image.new("L", (width, height), light), 20)
    assert read is None or read.text.isdecimal()


@pytest.mark.parametrize(
    ("line", "signed", "rest"),
    [
        pytest.param("Hà Nội, ngày 28", date(2026, 4, 29), ["tháng", "4", "năm", "2026"], id="so"),
        pytest.param("Hà Nội, ngày 30", date(2026, 5, 2), ["tháng", "4", "năm", "2026"], id="May"),
        pytest.param("Hà Nội, ngày 28", date(2026, 4, 20), [], id="too long before"),
        pytest.param("Hà Nội, ngày 28", None, [], id="not signed"),
        pytest.param("Hà Nội, ngày 28 tháng 4", date(2026, 4, 29), [], id="the month is there"),
        pytest.param("kể từ ngày 28", date(2026, 4, 29), [], id="no place"),
    ],
)
def test_a_covered_month_is_told_by_the_signature(
    line: str, signed: date | None, rest: list[str]
) -> None:
    draft = Draft()
    words = line_of(*line.split()).words
    whole = complete_date(words, signed, draft)
    assert [word.text for word in whole[len(words) :]] == rest
    assert [each.code for each in draft.diagnostics] == ["ocr-date-by-signature"] * bool(rest)


@pytest.mark.parametrize(
    ("elsewhere", "name"),
    [
        pytest.param("PCN Trần Thạnh Bình,", "Trần Thạnh Bình", id="once"),
        pytest.param("Trần Thạnh Bình, Lê Mạnh Bình", None, id="two such names"),
        pytest.param("Trần Văn Bình", None, id="no such name"),
    ],
)
def test_a_covered_name_is_taken_from_elsewhere(elsewhere: str, name: str | None) -> None:
    top = line_of(*elsewhere.split()).words
    end = (
        Word("ạnh", 400, 50, 450, 60, confidence=0.9),
        Word("Bình", 460, 50, 510, 60, confidence=0.9),
    )
    draft = Draft()
    found = complete_name({1: (*top, *end)}, 600, draft)
    assert (found is None) == (name is None)
    if found and name:
        assert [line.text for line in read_lines(found[1])][-1] == name
        assert [each.code for each in draft.diagnostics] == ["ocr-covered-name"]


def test_of_two_readings_the_one_with_all_its_marks_is_taken() -> None:
    (word,) = merge([seen("bô", sure=0.95)], [seen("bổ", sure=0.9)])
    assert (word.text, word.confidence) == ("bổ", 0.8)


def test_what_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, [seen("Điều", 100, 100, 0.95), seen("TT#r)xq", 900, 300, 0.2)])
    raw = read_document(file_of(drawn("DIEU")), name="a.png")
    assert "ocr-left-out" in {each.code for each in raw.diagnostics}
