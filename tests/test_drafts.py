"""Drafts, whose day is open until they are signed: their month or year still counts."""

from __future__ import annotations

import pytest
from rich.console import Console

from kl52.coverage import coverage
from kl52.header import find_header
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.parsing import parse_document, text_of
from kl52.tracing import trace
from kl52.views.rendering import render_trace
from tests.plans import PLAN, source_of, whole

DATED = "Số: 17/KH-UBND                     Sơn Hà, ngày 10 tháng 8 năm 2026"


def draft(line: str, body: str = PLAN) -> bytes:
    words = whole(body).replace(DATED, f"Số:      /KH-UBND                   Sơn Hà, {line}")
    return words.replace(" ngày 15 tháng 6 năm 2026", "").encode()


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("ngày     tháng 9 năm 2026", "2026-09-30"),
        ("ngày … tháng 02 năm 2026", "2026-02-28"),
        ("ngày      tháng      năm 2026", "2026-12-31"),
        ("ngày ... tháng ... năm 20...", None),
        ("ngày      tháng 13 năm 2026", "2026-12-31"),
    ],
)
def test_an_open_date_line(line: str, on: str | None) -> None:
    header = find_header(text_of(draft(line).decode()))
    assert (header.date, header.on, header.draft) == (None, on, True)


def test_a_date_that_is_there_counts_alone() -> None:
    assert find_header(text_of(whole())).on == "2026-08-10"


def test_a_body_that_ended_before_the_month_of_a_draft_is_told() -> None:
    body = PLAN.replace("Sở Nội vụ", "Sở Kế hoạch và Đầu tư")
    for line, grades in (
        ("ngày     tháng 9 năm 2026", ["error"]),
        ("ngày     tháng     năm 2025", ["warning"]),  # it may be of January
        ("ngày     tháng 9 năm 2024", []),
        ("ngày     tháng     năm 20...", []),
    ):
        plan = parse_document(draft(line, body), name="du-thao.txt")
        found = coverage(plan, against=[source_of()]).findings
        assert [each.severity for each in found if each.code == "defunct_body"] == grades


def test_a_draft_s_year_tells_which_of_the_year_s_numbers_is_meant() -> None:
    """9901/QĐ-TTg, of 2026 in the catalogue, without its date in a draft of that year."""
    body = "Thực hiện Quyết định số 9901/QĐ-TTg của Thủ tướng Chính phủ:\n" + PLAN
    states = [
        next(
            cite.state
            for cite in parse_document(draft(line, body), name="du-thao.txt").citations
            if cite.number == "9901/QĐ-TTg"
        )
        for line in ("ngày     tháng 12 năm 2026", "ngày     tháng     năm 20...")
    ]
    assert states == ["resolved", "ambiguous"]


def test_a_trace_tells_what_it_could_not_identify(capsys: pytest.CaptureFixture[str]) -> None:
    body = "Thực hiện Quyết định số 9901/QĐ-TTg của Thủ tướng Chính phủ:\n" + PLAN
    words = (
        draft("ngày     tháng     năm 20...", body).decode().replace("Chỉ thị số 9907/CT-TTg", "")
    )
    library = Library()
    result = trace(parse_document(words.encode(), name="du-thao.txt"), library)
    console = Console(width=200)
    for lang, why in (("vi", "cần ngày ban hành"), ("en", "a date is needed")):
        render_trace(result, library.catalogue, console, speaker(lang))
        told = capsys.readouterr().out
        assert "«Quyết định số 9901/QĐ-TTg" in told or "“Quyết định số 9901/QĐ-TTg" in told
        assert why in told
        assert "Không tìm thấy" not in told and "No document above" not in told
