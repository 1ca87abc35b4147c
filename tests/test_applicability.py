"""Which tasks bind the body that plans: its own line, and its own office."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kl52 import bodies
from kl52.coverage.applicability import applicability
from kl52.model import Body, Document, Header, Obligation, Source
from kl52.parsing import parse_document, text_of
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


@pytest.mark.parametrize(
    ("lead", "applies", "why"),
    [
        ("Bộ Kế hoạch và Đầu tư", True, "the Ministry of Finance has its work since 2025"),
        ("Bộ Nội vụ", False, "another ministry"),
        ("các địa phương", False, "a group that holds no ministry"),
        ("các bộ, ngành, địa phương", True, "a group that holds ministries as well"),
    ],
)
def test_at_the_centre_successors_and_groups_are_told_apart(
    lead: str, applies: bool, why: str
) -> None:
    planned = plan("Bộ Tài chính", "central")
    names = [Body(lead, bodies.body_id(lead)), Body("Đài Tiếng nói Việt Nam")]
    task = Obligation("o1", Span(0, 1), "Lập sổ theo dõi", "task", lead=tuple(names))
    assert applicability(task, planned).applies is applies, why


GROUP = (
    Body("Các bộ, cơ quan ngang bộ"),
    Body("Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương", "ubnd"),
)


def given_to_all(text: str) -> Obligation:
    """A task that a sentence above gives to ministries and provinces at once."""
    return Obligation("o1", Span(0, 1), text, "task", lead=GROUP, lead_inherited=True)


@pytest.mark.parametrize(
    ("text", "applies", "shared"),
    [
        ("Mở thêm các lớp dạy chèo thuyền", True, True),
        ("Mở thêm các lớp dạy chèo thuyền ở từng địa phương", True, False),
        ("Mở thêm các lớp dạy chèo thuyền trong phạm vi quản lý", True, False),
        ("Mở thêm các lớp dạy chèo thuyền của các bộ, ngành, địa phương", True, True),
        ("Sửa đổi Luật Đường thủy theo chức năng, nhiệm vụ", False, False),
        ("Xây dựng cơ chế, chính sách về dạy chèo thuyền", False, False),
        ("Xây dựng chính sách hỗ trợ lớp dạy chèo thuyền", True, True),
        ("Khuyến khích câu lạc bộ dự giải chèo thuyền quốc gia", True, False),
    ],
)
def test_whose_a_task_is_that_is_given_to_all(text: str, applies: bool, shared: bool) -> None:
    found = applicability(given_to_all(text), COMMITTEE)
    assert (found.applies, found.shared) == (applies, shared)


@pytest.mark.parametrize(
    ("heading", "shared"),
    [
        ("III. TỔ CHỨC THỰC HIỆN", False),
        ("Điều 2. Tổ chức thực hiện", False),
        ("II. NHIỆM VỤ VÀ GIẢI PHÁP", True),
    ],
)
def test_below_a_heading_of_carrying_out_each_does_the_whole(heading: str, shared: bool) -> None:
    names = "Các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
    text = f"{heading}\n1. {names}:\na) Mở thêm các lớp dạy chèo thuyền.\nb) Mua thêm phao.\n"
    above = parse_document(text.encode(), name="nghi-quyet.txt")
    duty = replace(above.obligations[0], lead=GROUP, lead_inherited=True)
    assert applicability(duty, COMMITTEE, above).shared is shared


def test_localities_yet_to_be_chosen_may_be_others() -> None:
    task = Obligation("o1", Span(0, 1), "Mở lớp", "task", lead=(Body("Địa phương được lựa chọn"),))
    assert applicability(task, COMMITTEE).chosen
    assert not applicability(replace(task, lead=(Body("Các địa phương"),)), COMMITTEE).chosen


@pytest.mark.parametrize(
    ("text", "applies"),
    [
        ("Đẩy mạnh dùng sổ điện tử. Ban hành chính sách khuyến khích mua máy.", True),
        ("Ban hành chính sách khuyến khích mua máy. Đẩy mạnh dùng sổ điện tử.", False),
        ("Việt Nam có mười xưởng đóng sách lớn", False),
        ("Ban hành chiến lược đóng sách đến năm 2045", False),
    ],
)
def test_the_first_sentence_says_whether_a_task_is_of_the_centre(text: str, applies: bool) -> None:
    assert applicability(Obligation("o1", Span(0, 1), text, "task"), COMMITTEE).applies is applies
