"""Who took over whose work, and the answer of ``kl52 body``."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kl52.bodies import bodies_named, body_id, counterparts, find_body, in_charge, parent_of
from kl52.bodies import successors as took_over
from kl52.bodies.collectives import members
from kl52.bodies.lineage import taken_over, work_of
from kl52.bodies.profile import closest_names, describe
from kl52.bodies.units import find_units, installed, units_of
from kl52.cli import main
from kl52.language.lexicon import BodyEntry, bodies, fold, transfers
from kl52.tables import read_table

BODIES = {body.id: body for body in bodies()}
needs_units = pytest.mark.skipif(not installed(), reason='pip install "kl52[units]"')


def test_every_id_exists() -> None:
    for each in transfers():
        assert each.giver in BODIES and each.taker in BODIES, each
    for short, id in read_table("shortnames.tsv"):
        assert id in BODIES, short
    for _, id, some in read_table("classes.tsv"):
        assert id in BODIES and some in ("", "some"), id
    classes = {row[0] for row in read_table("classes.tsv")} | {"place"}
    assert {row[2] for row in read_table("classwords.tsv")} <= classes


def test_rows_are_whole() -> None:
    assert {len(row) for row in read_table("bodies.tsv")} == {12}
    assert {len(row) for row in read_table("transfers.tsv")} == {6}
    pairs = [(each.giver, each.taker, each.since) for each in transfers()]
    assert len(pairs) == len(set(pairs))
    assert {each.certainty for each in transfers()} == {"V", "G"}


@pytest.mark.parametrize("body", bodies(), ids=lambda body: body.id)
def test_work_goes_on_the_day_after(body: BodyEntry) -> None:
    moved = work_of(body.id)
    for each in moved:
        assert date.fromisoformat(each.since)
        assert BODIES[each.taker].exists(each.since), each
        if body.until:
            assert date.fromisoformat(each.since) == date.fromisoformat(body.until) + timedelta(1)
        else:
            assert each.subject, f"{body.id} goes on: what moved must be said"
    if moved and body.until:
        assert any(not each.subject for each in moved) or len(moved) > 1, body.id


def test_lineage_has_no_circle() -> None:
    done: set[str] = set()

    def walk(id: str, path: tuple[str, ...]) -> None:
        assert id not in path, path
        if id not in done and BODIES[id].until:
            for each in work_of(id):
                walk(each.taker, (*path, id))
        done.add(id)

    for id in BODIES:
        walk(id, ())


@pytest.mark.parametrize("body", [each for each in bodies() if work_of(each.id) and each.until])
def test_the_line_ends_at_a_body_that_lives(body: BodyEntry) -> None:
    assert took_over(body.id)
    assert all(not BODIES[id].until for id in took_over(body.id))
    assert took_over(body.id, body.until) == ()
    assert all(each.giver in BODIES for each in taken_over(work_of(body.id)[0].taker))


_OLD = {"ủy": "uỷ", "òa": "oà", "óa": "oá", "ỏe": "oẻ", "Ủy": "Uỷ"}
_NAMES = [
    (body, name)
    for body in bodies()
    for name in (body.name, *body.variants)
    if find_body(name) is not None
]


@given(
    st.sampled_from(_NAMES),
    st.sampled_from([str, str.upper, str.lower]),
    st.booleans(),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([" ", "  "]),
)
def test_a_name_is_found_in_every_style(
    named: tuple[BodyEntry, str], case: type[str], old: bool, form: str, space: str
) -> None:
    body, name = named
    if old:
        for new, was in _OLD.items():
            name = name.replace(new, was)
    found = find_body(unicodedata.normalize(form, case(name).replace(" ", space)))
    assert found == find_body(named[1])
    assert found is not None
    assert fold(named[1]) in {fold(each) for each in (found.name, *found.variants, found.symbol)}


def test_nearly_every_name_means_one_body() -> None:
    names = [(body, name) for body in bodies() for name in (body.name, *body.variants)]
    for body, name in names:
        if find_body(name) is None:
            assert len(bodies_named(name)) > 1, name
        else:
            assert body in bodies_named(name), name
    assert len(names) - len(_NAMES) < 10


PARTY = ("trung-uong", "tinh-uy", "huyen-uy")
LABOUR = "bo-lao-dong-thuong-binh-va-xa-hoi"
PRESS = "bo-thong-tin-va-truyen-thong"


@pytest.mark.parametrize(
    ("id", "subject", "takers", "why"),
    [
        (LABOUR, "Đề án tiền lương khu vực công", {"bo-noi-vu"}, "the rest of its work"),
        (LABOUR, "mạng lưới cơ sở Giáo dục nghề nghiệp", {"bo-giao-duc-va-dao-tao"}, "case"),
        (LABOUR, "hồ sơ trợ giúp xã hội", {"bo-y-te"}, "social assistance"),
        (LABOUR, "cơ sở cai nghiện ma túy", {"bo-cong-an"}, "another ministry that went on"),
        (
            LABOUR,
            "giảm nghèo và trẻ em",
            {"bo-nong-nghiep-va-moi-truong", "bo-y-te"},
            "two of them",
        ),
        (PRESS, "quy hoạch báo chí", {"bo-van-hoa-the-thao-va-du-lich"}, "the press"),
        (PRESS, "hạ tầng số", {"bo-khoa-hoc-va-cong-nghe"}, "the rest"),
        (PRESS, "thông tin liên lạc", {"bo-khoa-hoc-va-cong-nghe"}, "no part of a phrase"),
        ("bo-tu-phap", "phiếu lý lịch tư pháp", {"bo-cong-an"}, "it goes on without this"),
        ("bo-tu-phap", "hộ tịch", {"bo-tu-phap"}, "it goes on"),
        ("bo-y-te", "bệnh viện", {"bo-y-te"}, "nothing moved"),
        ("so-giao-thong-van-tai", "cấp giấy phép lái xe", {"cong-an-tinh"}, "in the province"),
    ],
)
def test_work_follows_its_subject(id: str, subject: str, takers: set[str], why: str) -> None:
    assert set(in_charge(id, "2025-03-01", subject)) == takers, why


def test_before_the_day_nothing_has_moved() -> None:
    assert in_charge(LABOUR, "2025-02-28", "trẻ em") == (LABOUR,)
    assert in_charge("bo-tu-phap", "2025-02-28", "lý lịch tư pháp") == ("bo-tu-phap",)


def test_a_line_of_two_steps() -> None:
    assert took_over("bo-buu-chinh-vien-thong", "2010-01-01") == (PRESS,)
    assert took_over("bo-buu-chinh-vien-thong", subject="bưu chính") == (
        "bo-khoa-hoc-va-cong-nghe",
    )


def test_correspondence_down_and_up() -> None:
    assert counterparts("bo-noi-vu", "2024-01-01", "below") == ("phong-noi-vu",)
    assert "phong-van-hoa-xa-hoi" in counterparts("bo-noi-vu", "2025-07-01", "below")
    assert counterparts("phong-tu-phap", "2024-01-01") == ("so-tu-phap",)
    assert counterparts("phong-tu-phap", "2024-01-01", "central") == ("bo-tu-phap",)
    assert counterparts("khong-co") == ()


def test_the_parent_changes() -> None:
    assert parent_of("bao-hiem-xa-hoi-viet-nam", "2025-02-28") == "chinh-phu"
    assert parent_of("bao-hiem-xa-hoi-viet-nam", "2025-03-01") == "bo-tai-chinh"
    assert parent_of("khong-co") is None


@pytest.mark.parametrize(
    ("name", "level", "id", "why"),
    [
        ("BCT", "central", "bo-cong-thuong", "the Government speaks of its ministry"),
        ("BCT", "party-province", "bo-chinh-tri", "the Party of the Politburo"),
        ("BCT", None, None, "open"),
        ("BTC", "party-province", "ban-to-chuc-tinh-uy", "its own level first"),
        ("BTC", "party-commune", None, "three of the Party, none of its level"),
        ("BTC", "province", "bo-tai-chinh", "one of the state"),
        ("BTC", None, None, "open"),
        ("Ban Tuyên giáo", "party-province", "ban-tuyen-giao-tinh-uy", "the level left out"),
        ("Ban Tuyên giáo", "central", None, "the state has none"),
        ("UBND", "commune", "ubnd-cap-xa", "its own"),
        ("UBND", "district", "ubnd-cap-huyen", "its own"),
        ("UBND", "central", "ubnd", "the name alone is that of the province"),
    ],
)
def test_short_names(name: str, level: str | None, id: str | None, why: str) -> None:
    found = find_body(name, level=level)
    assert (found.id if found else None) == id, why


@pytest.mark.parametrize(
    ("name", "on", "count", "open", "why"),
    [
        ("các bộ, cơ quan ngang bộ", "2025-02-28", 22, (), "before the mergers"),
        ("các bộ, cơ quan ngang bộ", "2025-03-01", 17, (), "after"),
        ("các bộ, ngành", "2025-03-01", 22, (), "with the agencies of the Government"),
        ("UBND các tỉnh, thành phố", "2025-06-30", 63, (), "before"),
        ("UBND các tỉnh, thành phố", "2025-07-01", 34, (), "after"),
        ("Ủy ban nhân dân các tỉnh", "2025-07-01", 28, (), "without the cities"),
        ("các tỉnh ủy, thành ủy", "2025-07-01", 34, (), "the Party"),
        ("các sở", "2025-07-01", 16, (), "departments"),
        ("các sở, ngành, doanh nghiệp", "2025-07-01", 19, ("doanh nghiệp",), "not definite"),
        ("các bộ, ngành liên quan", "2025-07-01", 22, ("liên quan",), "some of them"),
    ],
)
def test_members(name: str, on: str, count: int, open: tuple[str, ...], why: str) -> None:
    found = members(name, on)
    assert found is not None
    assert (len(found.found), found.open) == (count, open), why


@pytest.mark.parametrize(
    "name", ["Bộ Y tế", "Sở Thông tin và Truyền thông", "UBND tỉnh", "abc", ""]
)
def test_names_of_no_class(name: str) -> None:
    assert members(name) is None


def test_a_class_of_places_says_what_it_needs() -> None:
    found = members("UBND các xã, phường", "2025-07-01")
    assert found is not None
    assert found.needs == "province"


@needs_units
@pytest.mark.parametrize(
    ("name", "on", "count", "why"),
    [
        ("UBND các huyện, thành phố", "2025-06-30", 11, "districts"),
        ("UBND các huyện, thành phố", "2025-07-01", 0, "there are none"),
        ("UBND các xã, phường", "2025-07-01", 65, "the communes of the two levels"),
        ("UBND các phường", "2025-07-01", 4, "one kind"),
        ("UBND cấp xã", "2025-07-01", 65, "a level"),
    ],
)
def test_members_in_a_province(name: str, on: str, count: int, why: str) -> None:
    found = members(name, on, "lang-son")
    assert found is not None
    assert len(found.found) == count, why


@needs_units
def test_units() -> None:
    [now] = find_units("UBND phường Yên Bái", "2025-07-01")
    assert (now.province, now.kind, now.since) == ("lao-cai", "phường", "2025-07-01")
    [was] = find_units("UBND xã Tân Thành, huyện Cao Lộc, tỉnh Lạng Sơn", "2025-06-30")
    assert (was.province, was.until) == ("lang-son", "2025-06-30")
    assert len(find_units("xã Tân Thành", "2025-07-01")) > 1
    assert find_units("Sở Y tế") == ()
    assert sum(len(units_of("commune", each, "2025-07-01")) for each in _provinces()) == 3321


def _provinces() -> list[str]:
    from kl52.language.lexicon import provinces

    return [each.id for each in provinces() if not each.until]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("UBND xã Tân Thành, tỉnh Lạng Sơn", "ubnd-cap-xa/lang-son/xa-tan-thanh"),
        ("UBND xã A Lù, huyện Bát Xát, tỉnh Lào Cai", "ubnd-cap-xa/lao-cai/xa-a-lu"),
        ("UBND xã Tân Thành", None),
    ],
)
def test_a_commune_with_its_province(name: str, id: str | None) -> None:
    assert body_id(name) == id


def test_a_merged_province() -> None:
    [found] = describe("Sở Y tế tỉnh Hà Giang", "2025-08-01").profiles
    assert (found.exists, found.until) == (False, "2025-06-30")
    assert [each.id for each in found.holders] == ["so-y-te/tuyen-quang"]
    [found] = describe("Sở Kế hoạch và Đầu tư tỉnh Hà Giang", "2025-01-01").profiles
    assert found.exists
    assert [each.id for each in found.holders] == ["so-tai-chinh/tuyen-quang"]


@pytest.mark.parametrize(
    ("name", "level", "ids", "why"),
    [
        ("BCT", None, ["bo-cong-thuong", "bo-chinh-tri"], "both"),
        ("BCT", "party-commune", ["bo-chinh-tri"], "one of its side"),
        ("BTC", "party-commune", [f"ban-to-chuc-{at}" for at in PARTY], "three of its side"),
        ("Ban Nội chính", None, ["ban-noi-chinh-trung-uong", "ban-noi-chinh-tinh-uy"], "by level"),
    ],
)
def test_candidates(name: str, level: str | None, ids: list[str], why: str) -> None:
    found = describe(name, "2024-05-01", level=level).profiles
    assert [each.id for each in found] == ids, why


@needs_units
def test_an_ended_commune(capsys: pytest.CaptureFixture[str]) -> None:
    [found] = describe("UBND thị trấn Đồng Đăng", "2026-01-01").profiles
    assert (found.exists, found.until, found.holders) == (False, "2025-06-30", ())
    assert found.formed_from == ()
    assert main(["body", "UBND thị trấn Đồng Đăng", "--on", "2026-01-01"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "sắp xếp đơn vị hành chính cấp xã" in words


def test_closest_names() -> None:
    assert "Bộ Công Thương" in closest_names("Bộ Cong Thuong")
    assert closest_names("zzzz qqqq") == ()


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    status = main(["body", *argv])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "Sở Thông tin và Truyền thông", "--on", "2025-06-01")
    assert status == 0
    assert "28/02/2025" in out
    assert "Sở Khoa học và Công nghệ" in out
    assert "báo chí" in out
    status, out, _ = run(capsys, "BCT", "--lang", "en")
    assert status == 0
    assert "Bộ Công Thương" in out and "Bộ Chính trị" in out and "may be 2 bodies" in out
    _, out, _ = run(capsys, "các bộ, ngành", "--on", "28/02/2025")
    assert "GỒM 30 CƠ QUAN" in out


def test_the_command_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "Bộ LĐTBXH", "--subject", "trẻ em", "--json")
    found = json.loads(out)
    assert (status, found["schema"]) == (0, "kl52/1")
    [body] = found["bodies"]
    assert body["until"] == "2025-02-28"
    assert [each["name"] for each in body["holders"]] == ["Bộ Y tế"]
    assert body["holders"][0]["certainty"] == "G"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["Sở Nội vu"], "Sở Nội vụ"),
        (["zzzz qqqq"], "viết đủ tên"),
        (["UBND các xã", "--province", "Xứ Lạ"], "Lạng Sơn"),
    ],
)
def test_wrong_use_says_what_to_do(
    capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    assert words in err
