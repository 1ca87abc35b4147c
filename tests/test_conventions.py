"""The conventions of an office: found beside the plan, applied, and complained of by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kl52.coverage.conventions import FILE, Conventions, checked, find_file, read_conventions
from kl52.coverage.findings.telling import codes
from kl52.errors import UsageError
from tests.plans import PLAN, covered, plan_of, whole
from tests.test_cli import run  # noqa: F401  (a fixture)


def written(folder: Path, text: str) -> Path:
    file = folder / FILE
    file.write_text(text, encoding="utf-8")
    return file


def test_all_settings_are_read(tmp_path: Path) -> None:
    text = """
[coverage]
against = ["nguon/chi-thi.txt", "/akn/vn/act/chi-thi/ttg/2026/9907-ct-ttg"]
disable = ["actor_missing"]
severity = {deadline_later = "warning"}

[office]
own_level = "province"
province = "Lạng Sơn"

[office.alias]
"Sở VH" = "Sở Văn hóa, Thể thao và Du lịch"
"""
    found = read_conventions(written(tmp_path, text))
    assert found == Conventions(
        against=(str(tmp_path / "nguon/chi-thi.txt"), "/akn/vn/act/chi-thi/ttg/2026/9907-ct-ttg"),
        disable=frozenset({"actor_missing"}),
        severity={"deadline_later": "warning"},
        own_level="province",
        province="Lạng Sơn",
        alias={"sở vh": "Sở Văn hóa, Thể thao và Du lịch"},
    )


@pytest.mark.parametrize(
    ("text", "line", "said", "why"),
    [
        ("[coverage]\ndisable = [", 2, "TOML", "cut off"),
        ("[covrage]\n", 1, "coverage, office", "no such table"),
        ("[coverage]\n\ndisabled = []", 3, "against, disable, severity", "no such key"),
        ('[coverage]\ndisable = "actor_missing"', 2, "danh sách", "not a list"),
        ("[coverage]\ndisable = [1]", 2, "danh sách", "not words"),
        ('[coverage]\ndisable = ["actor_mising"]', 2, "actor_missing", "a slip of the pen"),
        ('[coverage]\nseverity = {actor_missing = "bad"}', 2, "error, warning", "no such grade"),
        ('[coverage]\nseverity = {actor_missin = "info"}', 2, "actor_missing", "no such code"),
        ('[coverage]\nseverity = "info"', 2, "bảng", "not a table"),
        ('[office]\nown_level = "xã"', 2, "commune", "no such level"),
        ("[office]\nown_level = 3", 2, "phải là chữ", "not a word"),
        ('[office]\nprovince = "Nơi Xa Lắm"', 2, "tỉnh", "no such province"),
        ('[office.alias]\n"SYT" = "Hội Những Người"', 2, "kl52 body", "no such body"),
        ('office = "x"', 1, "[office]", "a word where a table is"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str, why: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        read_conventions(file)
    assert str(caught.value).startswith(f"{file}"), why
    assert said in str(caught.value), why
    assert " → " in str(caught.value), why
    if "TOML" not in said:
        assert f"{file}:{line}:" in str(caught.value), why


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UsageError, match="UTF-8"):
        read_conventions(tmp_path / FILE)
    with pytest.raises(UsageError, match="--config"):
        read_conventions(tmp_path / "khong-co.toml")


def test_the_file_is_looked_for_above_up_to_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "nha"
    deep = home / "phong" / "nam"
    deep.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    written(tmp_path, "")
    assert find_file(str(deep / "ke-hoach.docx")) is None
    above = written(home, "")
    assert find_file(str(deep / "ke-hoach.docx")) == above
    near = written(deep, "")
    assert find_file(str(deep / "ke-hoach.docx")) == near
    monkeypatch.chdir(deep)
    assert find_file("-") == near


def test_a_code_is_switched_off_and_counted() -> None:
    found = covered(conventions=Conventions(disable=frozenset({"deadline_later"})))
    assert [each.code for each in covered().findings] == ["deadline_later"]
    assert found.findings == ()
    assert found.disabled == {"deadline_later": 1}


def test_the_code_of_several_rules_switches_all_of_them_off() -> None:
    bare = PLAN.replace("2. Sở Văn hóa", "5. Sở Văn hóa") + "3. Sở Y tế in sổ Đề án này.\n"
    rules = {each.rule for each in covered(bare).findings}
    assert {"form/section_numbering", "form/own_type"} <= rules
    one = Conventions().without(["form/own_type"])
    assert {each.rule for each in covered(bare, conventions=one).findings} == rules - {
        "form/own_type"
    }
    every = covered(bare, conventions=Conventions().without(["form"]))
    assert not any(each.code == "form" for each in every.findings)
    assert {*every.disabled} == {rule for rule in rules if rule.startswith("form/")}


def test_an_office_grades_in_its_own_way() -> None:
    found = covered(conventions=Conventions(severity={"deadline_later": "info"}))
    assert [(each.code, each.severity) for each in found.findings] == [("deadline_later", "info")]


def test_an_alias_makes_a_body_known() -> None:
    plan = plan_of(PLAN.replace("Sở Nội vụ", "Sở Cán bộ"))
    alias = Conventions(alias={"sở cán bộ": "Sở Nội vụ"})
    named = {body.name: body.id for d in alias.applied_to(plan).obligations for body in d.lead}
    unnamed = {body.name: body.id for duty in plan.obligations for body in duty.lead}
    assert unnamed["Sở Cán bộ"] is None
    assert named["Sở Cán bộ"] == "so-noi-vu/son-ha"
    assert named["Sở Y tế"] == unnamed["Sở Y tế"]


def test_what_a_draft_says_goes_before_the_convention() -> None:
    office = Conventions(own_level="commune", province="Lạng Sơn")
    plan = plan_of()
    kept = office.applied_to(plan).header
    assert (kept.level, kept.province) == (plan.header.level, plan.header.province)


def test_a_draft_that_says_nothing_is_the_office_s() -> None:
    from kl52.parsing import parse_document

    draft = parse_document(PLAN.encode(), name="du-thao.txt")
    assert (draft.header.level, draft.header.province) == (None, None)
    office = Conventions(own_level="commune", province="Lạng Sơn")
    found = office.applied_to(draft)
    assert (found.header.level, found.header.province) == ("commune", "Lạng Sơn")
    assert "so-y-te/lang-son" in {body.id for duty in found.obligations for body in duty.lead}


@pytest.mark.parametrize("code", list(codes()))
def test_codes_are_known(code: str) -> None:
    assert checked(code) == code


# -- on the command line -------------------------------------------------------------------------


def test_codes_are_listed(run: Any) -> None:  # noqa: F811
    listed = run("coverage", "--list-codes")
    assert listed.status == 0
    assert all(code in listed.out for code in codes())
    assert {each["code"] for each in run("coverage", "--list-codes", "--json").json["codes"]} == {
        *codes()
    }
    assert "A local task" in run("coverage", "--list-codes", "--lang", "en").out


def test_an_unknown_code_names_the_nearest(run: Any) -> None:  # noqa: F811
    ran = run("coverage", "ke-hoach.docx", "--disable", "deadline-latr")
    assert ran.status == 2
    assert "deadline_later" in ran.err


def test_the_project_file_of_a_plan_is_used(run: Any, tmp_path: Path) -> None:  # noqa: F811
    from tests.plans import ABOVE, SOURCE

    (tmp_path / "chi-thi.txt").write_text(ABOVE + SOURCE, encoding="utf-8")
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(whole(), encoding="utf-8")
    written(tmp_path, '[coverage]\nagainst = ["chi-thi.txt"]\n')
    ran = run("coverage", plan, "--json")
    assert ran.status == 1
    assert ran.json["summary"]["source_obligations"] == 3
    assert run("coverage", plan, "--disable", "deadline_later", "--json").status == 0
    other = tmp_path / "khac.toml"
    other.write_text('[coverage]\nagainst = ["chi-thi.txt"]\ndisable = ["deadline_later"]\n')
    off = run("coverage", plan, "--config", other, "--json")
    assert (off.status, off.json["disabled"]) == (0, {"deadline_later": 1})
