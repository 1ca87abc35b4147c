"""Places, days and quotations as an office writes them; what a screen says of doubts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kl52.cli import main
from kl52.language.wording import speaker
from kl52.views.naming import clip, clip_middle, place_of
from tests import samples

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"


@pytest.mark.parametrize(
    ("unit", "place", "reason"),
    [
        ("iii__2__a", "mục III.2.a", "a plan's own numbering"),
        ("dieu-5__2__đ", "Điều 5.2.đ", "article, clause, point"),
        ("chuong-ii__dieu-5", "Chương II, Điều 5", "a chapter is said before its article"),
        ("chuong-trinh__ii__1", "Chương trình, mục II.1", "a programme is no chapter"),
        ("phu-luc__r12", "Phụ lục, hàng 12", "a row of the only annex"),
        ("ii__1__-2__+1", "mục II.1, gạch đầu dòng 2, dấu cộng 1", "dashes have no number"),
        ("p4__3", "mục 3", "an item in a paragraph without one"),
        ("p4", "", "a plain paragraph has no place that people could name"),
        (None, "", "no unit"),
    ],
)
def test_places(unit: str | None, place: str, reason: str) -> None:
    assert place_of(unit, speaker("vi")) == place, reason


def test_places_in_english() -> None:
    assert place_of("phu-luc-i__r2", speaker("en")) == "Phụ lục I, row 2"


def test_quotations_keep_cue_and_mention() -> None:
    words = "Thực hiện " + "rất nhiều chữ " * 30 + "Kết luận số 1-KL/TW"
    short = clip_middle(words, 80)
    assert short.startswith("Thực hiện") and short.endswith("Kết luận số 1-KL/TW")
    assert len(short) <= 90
    assert clip(words, 40).endswith("…")


def test_a_misprinted_date_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """9902 cites 990-CT/TW with a wrong date (planted)."""
    assert main(["trace", str(CORPUS / "fictitious" / "9902-kh-ubnd.docx")]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "19 tháng 3 năm 2026" in printed.split("LƯU Ý")[1]


def test_restated_texts_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    main(["trace", str(CORPUS / "intellectuals" / "48-kh-ubnd.txt")])
    assert "thuật lại" in capsys.readouterr().out


def test_lines_end_without_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    main(["trace", str(CORPUS / "fictitious" / "9902-kh-ubnd.docx"), "--full"])
    assert not [line for line in capsys.readouterr().out.splitlines() if line != line.rstrip()]


def test_a_library_names_what_it_cannot_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (CORPUS / "fictitious" / "9901-qd-ttg.txt").read_bytes()
    (tmp_path / "a.txt").write_bytes(first)
    (tmp_path / "b.txt").write_bytes(first)
    (tmp_path / "thu.txt").write_text("Một bức thư không có số.", encoding="utf-8")
    (tmp_path / "mat.txt").write_bytes(b"M\xe1\xba\xacT\n" + first)
    plan = str(CORPUS / "fictitious" / "9902-kh-ubnd.docx")
    assert main(["trace", plan, "--library", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "MẬT" in said
    assert "không rõ số, ký hiệu" in said
    assert "Kho có 4 tệp, không dùng được 2" in said


def test_text_without_a_word_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scan in which nothing could be read must not look like a document without tasks."""
    (tmp_path / "scan.pdf").write_bytes(samples.pdf([samples.Page(picture=True)]))
    assert main(["trace", str(tmp_path / "scan.pdf")]) == 3
    assert "OCR" in capsys.readouterr().err


def test_a_wrong_extension_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ke-hoach.pdf").write_text("Số: 1/KH-UBND, một kế hoạch.", encoding="utf-8")
    assert main(["trace", str(tmp_path / "ke-hoach.pdf")]) == 0
    assert "đuôi .pdf" in capsys.readouterr().out
