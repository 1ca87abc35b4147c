"""Which tasks bind the body that plans: its own line, and its own office."""

from __future__ import annotations

import pytest

from kl52 import bodies
from kl52.coverage.applicability import applicability
from kl52.model import Body, Document, Header, Obligation, Source
from kl52.parsing import text_of
from kl52.spans import Span


def plan(issuer: str, level: str) -> Document:
    header = Header(issuer=issuer, level=level, province="Lạng Sơn", date="2026-08-10")
    return Document("x", header, Source("x.txt", "", "text/plain"), text_of("Kế hoạch"))


COMMITTEE = plan("Ủy ban nhân dân tỉnh Lạng Sơn", "province")
OFFICE = plan("Sở Y tế", "province")
PARTY = plan("Tỉnh ủy Lạng Sơn", "party-province")
ROWS = [
    (COMMITTEE, "Ban Thường vụ Tỉnh ủy, Thành ủy", None, False, "the Party's, not the State's"),
    (COMMITTEE, "Đảng ủy Hội đồng nhân dân tỉnh", None, False, "another committee's"),
    (COMMITTEE, "Đảng ủy Ủy ban nhân dân tỉnh", "dang-uy-ubnd-tinh", True, "its own"),
    (COMMITTEE, "Sở Nội vụ", "so-noi-vu/lang-son", True, "all offices are its own"),
    (COMMITTEE, "Ủy ban nhân dân các tỉnh", "ubnd", True, "itself"),
    (PARTY, "Ban Thường vụ Tỉnh ủy, Thành ủy", None, True, "itself"),
    (OFFICE, "Sở Nội vụ", "so-noi-vu/lang-son", False, "another office's"),
    (OFFICE, "Ủy ban nhân dân các xã, phường", "ubnd-cap-xa", False, "the communes'"),
    (OFFICE, "Sở Y tế", "so-y-te/lang-son", True, "itself"),
    (OFFICE, "Các sở, ban, ngành", "cac-so-ban-nganh", True, "one of them"),
    (OFFICE, "Ủy ban nhân dân các tỉnh", "ubnd", True, "the committee acts through it"),
    (OFFICE, "Sở Y khoa Đèo Gió", None, True, "in doubt it may be meant"),
]


@pytest.mark.parametrize(("planned", "lead", "id", "applies", "why"), ROWS)
def test_whom_a_task_binds(
    planned: Document, lead: str, id: str | None, applies: bool, why: str
) -> None:
    task = Obligation("o1", Span(0, 1), f"{lead} lập sổ khám bệnh", "task", lead=(Body(lead, id),))
    assert applicability(task, planned).applies is applies, why


@pytest.mark.parametrize("level", ["central", "party-central", "legislature"])
def test_at_the_centre_a_task_that_names_nobody_waits_for_a_person(level: str) -> None:
    """No words say which of the bodies of the centre is meant, and missing would be a guess."""
    task = Obligation("o1", Span(0, 1), "Hoàn thiện pháp luật về thư viện", "task")
    found = applicability(task, plan("Đảng đoàn Quốc hội", level))
    assert (found.applies, found.shared) == (True, True)
    assert not applicability(task, COMMITTEE).applies


MINISTRY = plan("Bộ Y tế", "central")


@pytest.mark.parametrize(
    ("lead", "applies"),
    [("Bộ Y tế", True), ("Bộ trưởng Bộ Y tế", True), ("Các bộ, ngành", True), ("Bộ Nội vụ", False)],
)
def test_a_ministry_is_not_bound_by_what_another_leads(lead: str, applies: bool) -> None:
    body = Body(lead, bodies.body_id(lead))
    task = Obligation("o1", Span(0, 1), f"{lead} lập sổ khám bệnh", "task", lead=(body,))
    assert applicability(task, MINISTRY).applies is applies
