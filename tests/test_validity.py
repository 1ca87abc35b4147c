"""Whether a document cited was in force: on the citing document's day, and by now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kl52.catalogue import Catalogue, load_catalogue
from kl52.catalogue.entries import Entry, Fact, Link
from kl52.catalogue.listing import Listing
from kl52.catalogue.validity import history, no_longer, state_now, tell, validity_of
from kl52.library import Library
from kl52.model import Change, Citation
from kl52.parsing import parse_document
from tests.values import make_entry

OLD = make_entry("1/2010/NĐ-CP", "2010-01-05", type="Nghị định", issuer="Chính phủ")
NEW = make_entry("2/2020/NĐ-CP", "2020-03-05", type="Nghị định", issuer="Chính phủ")
OTHER = "/akn/vn/act/nghi-dinh/cp/2015-05-05/3-2015-nd-cp"


def catalogue(*entries: Entry, changes: tuple[tuple[str, Change], ...] = ()) -> Catalogue:
    bare = replace(load_catalogue(), entries=(), listing=Listing())
    return bare.extended(entries, changes)


def replaced(on: str | None = "2020-05-01", **known: object) -> tuple[tuple[str, Change], ...]:
    change = Change("replaced", on, NEW.id, "Nghị định số 2/2020/NĐ-CP", source="made")
    return ((OLD.id, replace(change, **known)),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "status", "says", "why"),
    [
        ("2019-01-01", "in_force", "sau đó được thay thế", "before the end it was in force"),
        ("2020-04-30", "in_force", "01/05/2020", "the last day"),
        ("2020-05-01", "replaced", "bởi Nghị định số 2/2020/NĐ-CP", "the first day after"),
        (None, "replaced", "từ ngày 01/05/2020", "as last known"),
        ("2009-12-31", "unknown", "mới được ban hành", "nothing is in force before it is there"),
    ],
)
def test_a_dated_end(on: str | None, status: str, says: str, why: str) -> None:
    found = validity_of(OLD.id, catalogue(OLD, NEW, changes=replaced()), on)
    assert (found.status, found.by) == (status, NEW.id), why
    assert says in (found.reason or ""), why


def test_an_end_whose_day_is_not_known_decides_no_day_in_the_past() -> None:
    known = catalogue(OLD, NEW, changes=replaced(on=None))
    assert validity_of(OLD.id, known, "2021-01-01").status == "unknown"
    assert "không rõ từ ngày nào" in (validity_of(OLD.id, known, "2021-01-01").reason or "")
    assert validity_of(OLD.id, known, "2026-01-01", latest=True).status == "replaced"
    assert validity_of(OLD.id, known).status == "replaced"


def test_the_end_of_a_part_is_not_the_end() -> None:
    known = catalogue(OLD, changes=replaced(part="Điều 4"))
    found = validity_of(OLD.id, known, "2026-01-01")
    assert found.status == "unknown"
    assert "một phần (Điều 4)" in (found.reason or "")


def test_an_end_to_come_is_not_yet_one() -> None:
    known = catalogue(OLD, NEW, changes=replaced(on="2030-01-01"))
    assert validity_of(OLD.id, known, "2026-01-01", latest=True).status == "in_force"


@pytest.mark.parametrize(("kind", "status"), [("repealed", "repealed"), ("expired", "repealed")])
def test_repealed_and_expired(kind: str, status: str) -> None:
    assert validity_of(OLD.id, catalogue(OLD, changes=replaced(kind=kind))).status == status


def test_amended_stays_in_force_and_is_told() -> None:
    entry = replace(OLD, status="in_force", sources=(Fact("*", "a list", "V"),))
    found = validity_of(OLD.id, catalogue(entry, changes=replaced(kind="amended")), "2021-01-01")
    assert found.status == "in_force"
    assert "được sửa đổi, bổ sung bởi Nghị định số 2/2020/NĐ-CP" in (found.reason or "")
    before = validity_of(OLD.id, catalogue(entry, changes=replaced(kind="amended")), "2019-01-01")
    assert "sửa đổi" not in (before.reason or "")


def test_in_force_is_said_only_up_to_the_day_the_source_speaks_of() -> None:
    listed = replace(OLD, status="in_force", seen="2025-11-14", sources=(Fact("*", "a list", "V"),))
    known = catalogue(listed)
    assert validity_of(OLD.id, known, "2025-11-14").status == "in_force"
    later = validity_of(OLD.id, known, "2025-11-15")
    assert (later.status, "đến 14/11/2025" in (later.reason or "")) == ("unknown", True)


def test_relations_of_the_catalogue_are_changes_too() -> None:
    link = Link(OLD.id, "replaces", "made", "V")
    known = catalogue(OLD, replace(NEW, relations=(link,)))
    (change,) = history(OLD.id, known)
    # the day of effect is not known: that of the document stands in, and is marked as inferred
    assert (change.kind, change.on, change.certainty) == ("replaced", "2020-03-05", "G")
    effective = catalogue(OLD, replace(NEW, relations=(link,), since="2020-05-01"))
    assert [(each.on, each.certainty) for each in history(OLD.id, effective)] == [
        ("2020-05-01", "V")
    ]


def test_what_nobody_knows_is_unknown() -> None:
    assert validity_of(OTHER, catalogue(OLD), "2020-01-01").status == "unknown"
    assert validity_of(OTHER, catalogue(OLD)).reason is None


def test_a_change_holds_for_a_normative_number_without_its_date() -> None:
    undated = OLD.id.replace("2010-01-05", "2010")
    known = catalogue(OLD, changes=((undated, replaced()[0][1]),))
    assert validity_of(OLD.id, known).status == "replaced"


# -- documents -----------------------------------------------------------------------------------

HEAD = """{issuer}
Số: {number}
Hà Nội, ngày {day}
{type}
{title}
"""


def directive(
    folder: Path,
    number: str,
    day: str,
    body: str,
    *,
    type: str = "NGHỊ ĐỊNH",
    title: str = "Về mẫu",
) -> Path:
    issuer = "CHÍNH PHỦ" if "CP" in number else "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN"
    text = HEAD.format(issuer=issuer, number=number, day=day, type=type, title=title) + body
    path = folder / (number.replace("/", "-") + ".txt")
    path.write_text(text, encoding="utf-8")
    return path


def cited(path: Path, library: Library, number: str) -> Citation:
    doc = state_now(parse_document(path, catalogue=library.catalogue), library.catalogue,
                    "2026-06-01")  # fmt: skip
    return next(cite for cite in doc.citations if cite.number == number)


def test_a_document_at_hand_ends_what_it_replaces(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    directive(folder, "902/2021/NĐ-CP", "05 tháng 3 năm 2021",
              "Điều 1. Phạm vi\nNghị định này quy định về mẫu.\nĐiều 2. Hiệu lực thi hành\n"
              "1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2021.\n"
              "2. Nghị định này thay thế Nghị định số 901/2011/NĐ-CP ngày 04 tháng 01 năm 2011 "
              "của Chính phủ về mẫu.\n")  # fmt: skip
    library = Library(folder)
    words = "Căn cứ Nghị định số 901/2011/NĐ-CP ngày 04 tháng 01 năm 2011 của Chính phủ;\n"
    early = directive(tmp_path, "5/KH-UBND", "02 tháng 02 năm 2020", words, type="KẾ HOẠCH")
    late = directive(tmp_path, "6/KH-UBND", "02 tháng 02 năm 2023", words, type="KẾ HOẠCH")

    before = cited(early, library, "901/2011/NĐ-CP")
    assert before.status != "replaced"
    assert before.status_now == "replaced"
    assert "tính đến 01/06/2026" in (no_longer(before) or "")
    after = cited(late, library, "901/2011/NĐ-CP")
    assert (after.status, after.status_on) == ("replaced", "2023-02-02")
    assert "bởi Nghị định số 902/2021/NĐ-CP từ ngày 01/07/2021" in (after.status_reason or "")
    assert (after.replaced_by or "").endswith("902-2021-nd-cp")
    assert after.target, "a document that was replaced is cited all the same"


def test_the_status_within_a_library_does_not_depend_on_the_order_of_its_files(
    tmp_path: Path,
) -> None:
    # the plan is read before the decree (a name before z), and yet knows what the decree ends
    plan = "Căn cứ Nghị định số 901/2011/NĐ-CP ngày 04 tháng 01 năm 2011 của Chính phủ;\n"
    directive(tmp_path, "6/KH-UBND", "02 tháng 02 năm 2023", plan, type="KẾ HOẠCH")
    body = ("Điều 1. Hiệu lực\n1. Nghị định này có hiệu lực kể từ ngày ký.\n"
            "2. Nghị định số 901/2011/NĐ-CP ngày 04 tháng 01 năm 2011 của Chính phủ hết hiệu lực "
            "kể từ ngày Nghị định này có hiệu lực thi hành.\n")  # fmt: skip
    directive(tmp_path, "902/2021/NĐ-CP", "05 tháng 3 năm 2021", body)
    library = Library(tmp_path)
    doc = library.document("/akn/vn/act/ke-hoach/ubnd-lang-son/2023-02-02/6-kh-ubnd")
    assert doc is not None
    (cite,) = (cite for cite in doc.citations if cite.number == "901/2011/NĐ-CP")
    assert (cite.status, cite.replaced_by) == (
        "repealed", "/akn/vn/act/nghi-dinh/cp/2021-03-05/902-2021-nd-cp")  # fmt: skip


def test_a_change_in_words() -> None:
    assert tell(Change("expired", None, None, "Thông tư số 1/2020/TT-BTC")) == (
        "hết hiệu lực theo Thông tư số 1/2020/TT-BTC"
    )


# -- the bundled facts ---------------------------------------------------------------------------


def test_bundled_facts_tell_a_replaced_decree_apart_by_day() -> None:
    known = load_catalogue()
    (entry,) = known.by_number("73/2024/NĐ-CP")
    assert validity_of(entry.id, known, "2025-01-01").status == "in_force"
    assert validity_of(entry.id, known, "2026-08-01").status == "repealed"
