"""Decisions on links and findings: kept by content, applied, never lost, replayed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.coverage import Coverage, coverage
from kl52.errors import UsageError
from kl52.library import Library
from kl52.reviewing import Decision, ReviewFile, Words, append, read_review, settle
from kl52.reviewing.decisions import likeness, mark_of
from kl52.reviewing.files import VALUES, format_review, parse_review
from kl52.reviewing.items import find_item, items_of
from kl52.reviewing.replaying import replay
from kl52.tracing import trace
from tests.plans import (
    ABOVE,
    DEVICES,
    HOMES,
    LIBRARY,
    PLAN,
    SOURCE,
    covered,
    plan_of,
    source_of,
    states,
    whole,
)
from tests.test_cli import run  # noqa: F401  (a fixture)


def decided(name: str, verdict: str, found: Coverage | None = None, value: str = "") -> Decision:
    """The decision on what kl52 calls ``name`` in the small plan."""
    item = find_item(name, found or covered(), [source_of()])
    return item.decide(verdict, on="2026-08-12", value=value, note="")  # type: ignore[arg-type]


# -- the file ------------------------------------------------------------------------------------

WORDS = st.text(max_size=40)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(["link", "finding"]))
    verdict = draw(st.sampled_from(["accept", "reject", "correct"]))
    value = draw(st.sampled_from(VALUES[kind])) if verdict == "correct" else ""  # type: ignore[index]
    local = Words.of("Sở Y tế " + draw(WORDS), draw(st.sampled_from([None, "i__1", "dieu-2__1"])))
    source = Words.of("rà soát " + draw(WORDS), "ii__-1", "/akn/vn/act/chi-thi/ttg/2026/1-ct-ttg")
    known = {
        "code": draw(st.sampled_from(["deadline_later", "x"])) if kind == "finding" else "",
        "found": " ".join(draw(WORDS).split()) if kind == "finding" else "",
        "note": draw(WORDS),
    }
    clean = {key: parse_words(words) for key, words in known.items()}
    return Decision(verdict, kind, local, source, value=value, on="2026-08-12", **clean)  # type: ignore[arg-type]


def parse_words(words: str) -> str:
    """Words as a decision holds them: on one line."""
    return Words.of(words).text


@settings(deadline=None)
@given(
    st.lists(decisions(), max_size=4),
    st.lists(st.sampled_from(["a.pdf", "nguồn/chỉ thị 1.docx", "/akn/vn/act/x"]), unique=True),
)
def test_written_then_read_is_the_same(made: list[Decision], against: list[str]) -> None:
    file = ReviewFile("kế hoạch.docx", tuple(against), tuple(made))
    text = format_review(file)
    assert parse_review(text) == file
    assert format_review(parse_review(text)) == text


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(decisions(), min_size=1, max_size=3), min_size=1, max_size=4))
def test_appending_changes_nothing_that_stands(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Decision]]
) -> None:
    path = tmp_path_factory.mktemp("review") / "ke-hoach.docx.kl52-review.tsv"
    before, kept = b"", []
    for batch in batches:
        append(path, batch, plan="ke-hoach.docx", against=["a.pdf"])
        kept += batch
        assert path.read_bytes().startswith(before)
        before = path.read_bytes()
        assert read_review(path) == ReviewFile("ke-hoach.docx", ("a.pdf",), tuple(kept))


def test_a_file_that_people_edited_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.tsv"
    text = (
        "# ghi chú của tôi\r\n"
        "kind\tdecision\twords\tsource\tsource_words\tcột của tôi\r\n"
        '\r\nlink\treject\tSở Y tế "mở" lớp\t/akn/x\tMở lớp\tgì đó\r\n'
    )
    text = text.replace("kind\tdecision", "decision\tkind").replace("link\treject", "reject\tlink")
    path.write_bytes(text.encode())
    (found,) = read_review(path).decisions
    assert (found.verdict, found.kind, found.local.text) == ("reject", "link", 'Sở Y tế "mở" lớp')
    assert found.local.mark == mark_of('sở y tế "mở" lớp')
    append(path, [found], plan="p.docx")
    assert path.read_bytes().startswith(text.encode())
    assert len(read_review(path).decisions) == 2


def test_excel_s_unicode_text_is_read_and_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "r.tsv"
    one = decided("o1:o1", "reject")
    path.write_bytes(format_review(ReviewFile("p.txt", (), (one,))).encode("utf-16"))
    assert read_review(path).decisions == (one,)
    two = decided("o2:o2", "accept")
    append(path, [two], plan="p.txt")
    assert read_review(path).decisions == (one, two)


@pytest.mark.parametrize(
    ("row", "said", "why"),
    [
        ("maybe\tlink", "accept, reject, correct", "no such verdict"),
        ("accept\tthing", "link, finding", "no such kind"),
        ("correct\tlink\t\t\ta\tm\t/akn/x\t\tb\tm\t\twider", "subset", "no such relation"),
        ("correct\tfinding\tx\t\ta\tm\t\t\t\t\t\tgrave", "warning", "no such severity"),
        ("accept\tfinding", "--list-codes", "no code"),
        ("accept\tlink\t\t\t\t\t/akn/x", "source_words", "no words"),
        ("accept\t" + "x" * 200_000, "dòng", "a cell beyond measure"),
    ],
)
def test_a_line_that_is_not_understood_is_named(row: str, said: str, why: str) -> None:
    head = format_review(ReviewFile())
    with pytest.raises(UsageError) as caught:
        parse_review(head + row + "\n", "r.tsv")
    assert str(caught.value).startswith(f"r.tsv:{head.count(chr(10)) + 1}:"), why
    assert said in str(caught.value), why


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ("Hoàn thành, trước 30/6.", "hoàn thành  trước 30/6", True, "typography"),
        ("Uỷ ban hoà giải", "Ủy ban hòa giải", True, "the place of tone marks"),
        ("Sở Y tế hoàn thành", "Sở Y tế nghiên cứu", False, "another verb"),
        ("95%", "80%", False, "another figure"),
    ],
)
def test_marks(one: str, other: str, same: bool, why: str) -> None:
    assert (mark_of(one) == mark_of(other)) is same, why


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == 1


# -- applied -------------------------------------------------------------------------------------


def test_a_rejected_link_is_gone_with_a_note() -> None:
    assert states(covered()) == ["covered", "covered", "missing"]
    found = covered(review=[replace(decided("o2:o2", "reject"), note="việc khác")])
    assert states(found) == ["covered", "missing", "missing"]
    assert "o2" in found.local_only
    (note,) = found.rows[1].reviewed
    assert (note.obligation, note.verdict, note.note) == ("o2", "reject", "việc khác")
    assert (found.review.accepted, found.review.rejected) == (0, 1)


def test_findings_go_with_the_link_that_they_rest_on() -> None:
    assert [each.code for each in covered().findings] == ["deadline_later"]
    assert covered(review=[decided("o1:o1", "reject")]).findings == ()


def test_an_accepted_link_is_kept_whatever_its_score() -> None:
    found = covered(review=[decided("o3:o3", "accept")])
    assert [link.duty.id for link in found.rows[2].local] == ["o3"]
    assert found.rows[2].state in ("covered", "partial")
    assert found.local_only == ()


def test_a_corrected_link_has_the_relation_given() -> None:
    for relation in VALUES["link"]:
        found = covered(review=[decided("o2:o2", "correct", value=relation)])
        assert [link.match.relation for link in found.rows[1].local] == [relation]
        assert found.review.corrected == 1


def test_the_next_best_takes_the_place_of_a_rejected_link() -> None:
    double = SOURCE + f"4. Ủy ban nhân dân cấp tỉnh {HOMES}, ưu tiên xã biên giới.\n"
    plan, source = plan_of(), source_of(double)
    first = covered(PLAN, double)
    linked = {link.duty.id: row.duty.id for row in first.rows for link in row.local}
    reject = find_item(f"o2:{linked['o2']}", first, [source]).decide("reject", on="2026-08-12")
    again = covered(PLAN, double, review=[reject])
    held = [row.duty.id for row in again.rows for link in row.local if link.duty.id == "o2"]
    assert held
    assert linked["o2"] not in held
    assert plan.obligations


def test_a_rejected_finding_is_hidden_and_counted() -> None:
    found = covered(review=[decided("o1:deadline_later", "reject")])
    assert found.findings == ()
    assert [each.code for each in found.hidden] == ["deadline_later"]
    assert found.review.hidden_findings == 1
    assert states(found) == states(covered())


def test_a_corrected_finding_has_another_severity() -> None:
    found = covered(review=[decided("f1", "correct", value="warning")])
    assert [(each.code, each.severity) for each in found.findings] == [
        ("deadline_later", "warning")
    ]


def test_the_last_decision_counts() -> None:
    both = [decided("o2:o2", "reject"), decided("o2:o2", "accept")]
    assert states(covered(review=both)) == ["covered", "covered", "missing"]
    assert states(covered(review=both[::-1])) == ["covered", "missing", "missing"]
    assert covered(review=both).review.rejected == 0


def test_a_trace_follows_the_decisions() -> None:
    library = Library()
    plan = library.document(next(e.id for e in library.catalogue.entries if "9902" in e.id))
    assert plan is not None
    before = trace(plan, library)
    first = next(each for each in before.obligations if each.state == "traced")
    match = first.sources[0].match
    reject = Decision(
        "reject",
        "link",
        Words.of(first.obligation.text, first.obligation.unit),
        Words.of(match.text, match.unit, match.document),
    )
    after = trace(plan, library, review=[reject])
    again = next(each for each in after.obligations if each.obligation == first.obligation)
    kept = {(s.match.document, s.match.obligation) for s in again.sources}
    assert (match.document, match.obligation) not in kept
    assert [each.verdict for each in again.reviewed] == ["reject"]
    assert after.review.rejected == 1


def test_a_trace_counts_decisions_as_a_coverage_does() -> None:
    """Those on findings too, which it does not make: a stale one must not be passed over."""
    library = Library()
    plan = library.document(next(e.id for e in library.catalogue.entries if "9902" in e.id))
    assert plan is not None
    found = items_of(coverage(plan, library))
    made, other = (
        next(item for item in found if item.kind == kind).decide("reject", on="2026-09-01")
        for kind in ("finding", "link")
    )
    old = [replace(each, local=Words.of("Sở Y tế mua mười phao bơi", each.local.unit))
           for each in (made, other)]  # fmt: skip
    for review in ([made, other], old):
        counted = coverage(plan, library, review=review).review
        assert trace(plan, library, review=review).review == counted
    assert len(counted.stale) == 2


# -- documents that change -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("II. NHIỆM VỤ VỀ NHÂN LỰC\n1.", "II. NHIỆM VỤ VỀ NHÂN LỰC\n5.", "another number"),
        ("I. NHIỆM VỤ VỀ", "I. KHÁI QUÁT\n1. Tỉnh có 90 xã.\nII. NHIỆM VỤ VỀ", "a section before"),
        ("Sở Nội vụ bố trí", "Sở Nội vụ  bố trí", "a space more"),
        ("trong năm 2027.\n2.", "trong năm 2027;\n2.", "other punctuation"),
    ],
)
def test_a_decision_outlives_what_leaves_the_words_alone(old: str, new: str, why: str) -> None:
    assert old in PLAN
    found = covered(PLAN.replace(old, new, 1), review=[decided("o2:o2", "reject")])
    assert found.review.rejected == 1, why
    assert found.review.stale == (), why
    by_text = [link.duty.text for row in found.rows for link in row.local]
    assert not any(HOMES in text for text in by_text), why


def test_a_link_with_a_word_changed_holds_on_and_is_told() -> None:
    edited = PLAN.replace("bác sĩ trẻ", "các bác sĩ trẻ")
    found = covered(edited, review=[decided("o2:o2", "reject")])
    assert [each.state for each in found.review.edited] == ["edited"]
    assert found.review.rejected == 1
    assert "các bác sĩ" in (found.review.edited[0].now or "")


def test_a_link_with_other_words_is_stale_and_not_applied() -> None:
    edited = PLAN.replace(f"Sở Nội vụ {HOMES}", "Sở Nội vụ tuyển dụng viên chức cho trạm y tế xã")
    found = covered(edited, review=[decided("o2:o2", "reject")])
    (stale,) = found.review.stale
    assert (stale.state, stale.decision.verdict) == ("stale", "reject")
    assert "tuyển dụng" in (stale.now or "")
    assert found.review.rejected == 0


def test_a_finding_whose_words_changed_is_told_again() -> None:
    reject = decided("f1", "reject")
    later = PLAN.replace("31 tháng 12 năm 2027", "31 tháng 12 năm 2029")
    found = covered(later, review=[reject])
    assert [each.code for each in found.findings] == ["deadline_later"]
    assert [each.state for each in found.review.stale] == ["stale"]


def test_a_finding_that_was_put_right_is_neither_stale_nor_applied() -> None:
    mended = PLAN.replace("31 tháng 12 năm 2027", "30 tháng 4 năm 2027")
    found = covered(mended, review=[decided("f1", "accept")])
    assert (found.review.stale, found.review.accepted, found.review.resolved) == ((), 0, 1)


def test_a_new_decision_on_new_words_settles_the_stale_one() -> None:
    old = decided("f1", "reject")
    later = PLAN.replace("31 tháng 12 năm 2027", "31 tháng 12 năm 2029")
    new = find_item("f1", covered(later), [source_of()]).decide("reject", on="2026-09-01")
    found = covered(later, review=[old, new])
    assert (found.findings, found.review.stale) == ((), ())


def test_a_decision_on_a_document_that_is_not_compared_is_counted() -> None:
    one = decided("o2:o2", "reject")
    elsewhere = replace(one, source=replace(one.source, document="/akn/vn/act/khac"))
    assert covered(review=[elsewhere]).review.unchecked == 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["o1:o1", "o2:o2", "o3:o3", "o1:o2"]),
            st.sampled_from(["accept", "reject"]),
        ),
        max_size=5,
    ),
    st.sampled_from([PLAN, PLAN.replace("1. Sở", "4. Sở"), PLAN.replace(LIBRARY, "quét sân")]),
)
def test_a_run_never_loses_a_decision(asked: list[tuple[str, str]], body: str) -> None:
    """Every decision is in force, or told, or behind a later one on the same words."""
    made = [decided(name, verdict) for name, verdict in asked]
    settling = settle(made, plan_of(body), [source_of()])
    placed = [each.decision for each in settling.placed]
    assert placed == made
    for each in settling.placed:
        if each.state in ("holds", "edited"):
            last = [d for d in made if (d.local, d.source) == (
                each.decision.local, each.decision.source)][-1]  # fmt: skip
            assert last in settling.links.values()


# -- names ---------------------------------------------------------------------------------------


def test_items_have_names_that_find_them() -> None:
    found = covered()
    items = items_of(found)
    assert [item.kind for item in items] == ["finding", "link", "link"]
    for item in items:
        assert find_item(item.name, found, [source_of()]) == item


def test_a_rejected_link_can_be_taken_back() -> None:
    found = covered(review=[decided("o2:o2", "reject")])
    (item,) = (item for item in items_of(found) if item.decided == "reject")
    assert item.name == "o2:o2"
    both = [decided("o2:o2", "reject"), item.decide("accept", on="2026-08-13")]
    assert states(covered(review=both)) == states(covered())


@pytest.mark.parametrize("name", ["o99:o1", "o1:o99", "f9", "", "o1:khac#o1", "o1"])
def test_a_name_of_nothing_is_told(name: str) -> None:
    with pytest.raises(UsageError, match=" → "):
        find_item(name, covered(), [source_of()])


# -- replayed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "verdict", "value", "outcome", "why"),
    [
        ("o1:o1", "accept", "", "kept", "a link that is proposed"),
        ("o3:o3", "accept", "", "contradicted", "a link that is not"),
        ("o1:o1", "reject", "", "contradicted", "a wrong link that is still proposed"),
        ("o3:o3", "reject", "", "kept", "a wrong link that is not"),
        ("f1", "accept", "", "kept", "a finding that is told"),
        ("f1", "reject", "", "contradicted", "a false one that is still told"),
        ("f1", "correct", "info", "contradicted", "another grade"),
        ("f1", "correct", "error", "kept", "the grade it has"),
    ],
)
def test_replay(name: str, verdict: str, value: str, outcome: str, why: str) -> None:
    found = covered()
    (replayed,) = replay([decided(name, verdict, value=value)], found, [source_of()])
    assert replayed.outcome == outcome, why


def test_what_is_not_in_the_documents_any_more_cannot_be_replayed() -> None:
    made = [decided("o1:o1", "accept"), decided("f1", "accept")]
    found = covered(PLAN.replace(DEVICES, "sơn tường rào"))
    outcomes = {each.outcome for each in replay(made, found, [source_of()])}
    assert outcomes == {"unchecked"}


# -- on the command line -------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the small plan and its source; gives the plan."""
    (tmp_path / "chi-thi.txt").write_text(ABOVE + SOURCE, encoding="utf-8")
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(whole(), encoding="utf-8")
    return plan


def test_decisions_are_kept_beside_the_plan_and_applied(run: Any, desk: Path) -> None:  # noqa: F811
    against = ("--against", desk.parent / "chi-thi.txt")
    listed = run("review", desk, *against, "--list")
    assert listed.status == 0
    assert all(name in listed.out for name in ("f1", "o1:o1", "o2:o2"))
    done = run("review", desk, *against, "--reject", "f1", "--correct", "o2:o2=subset")
    assert (done.status, done.out) == (0, "")
    file = desk.parent / "ke-hoach.txt.kl52-review.tsv"
    kept = read_review(file)
    assert (kept.plan, kept.against) == ("ke-hoach.txt", ("chi-thi.txt",))
    assert [each.verdict for each in kept.decisions] == ["reject", "correct"]
    found = run("coverage", desk, *against, "--json")
    assert found.status == 0
    assert (found.json["findings"], len(found.json["hidden"])) == ([], 1)
    assert found.json["review"]["rejected"] == 1
    assert run("coverage", desk, *against, "--full").out.count("deadline_later") == 1
    exported = run("review", desk, *against, "--export").json
    assert [each["value"] for each in exported["links"]] == ["subset"]
    assert exported["links"][0]["match"]["score"] > 0


def test_a_file_of_another_name_is_made_where_one_says(run: Any, desk: Path) -> None:  # noqa: F811
    file = desk.parent / "khac" / "ket-luan.kl52-review.tsv"
    file.parent.mkdir()
    arguments = ("review", desk, "--against", desk.parent / "chi-thi.txt", "--review", file)
    assert run(*arguments, "--accept", "o1:o1").status == 0
    kept = read_review(file)
    assert (kept.plan, kept.against) == ("../ke-hoach.txt", ("../chi-thi.txt",))
    assert run("review", "--replay", file.parent).status == 0


def test_replay_says_what_is_contradicted_by_its_status(run: Any, desk: Path) -> None:  # noqa: F811
    against = ("--against", desk.parent / "chi-thi.txt")
    run("review", desk, *against, "--accept", "o1:o1")
    kept = run("review", "--replay", desk.parent)
    assert kept.status == 0
    run("review", desk, *against, "--accept", "o3:o3", "--note", "cùng đối tượng")
    ran = run("review", "--replay", desk.parent)
    assert ran.status == 1
    assert "✗" in ran.out
    outcomes = run("review", "--replay", desk.parent, "--json").json["files"]
    assert [each["outcome"] for found in outcomes.values() for each in found] == [
        "kept",
        "contradicted",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--accept", "o1:o77"), "o77"),
        (("--correct", "o1:o1"), "="),
        (("--correct", "o1:o1=bigger"), "superset"),
        (("--review", "khong-co.tsv", "--list"), "khong-co.tsv"),
    ],
)
def test_wrong_use_writes_nothing(
    run: Any,  # noqa: F811
    desk: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    ran = run("review", desk, "--against", desk.parent / "chi-thi.txt", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not list(desk.parent.glob("*.tsv"))


def test_an_empty_folder_has_nothing_to_replay(run: Any, tmp_path: Path) -> None:  # noqa: F811
    assert run("review", "--replay", tmp_path).status == 2


def test_words_of_a_secret_plan_are_not_written_unasked(run: Any, desk: Path) -> None:  # noqa: F811
    desk.write_text("MẬT\n" + whole(), encoding="utf-8")
    arguments = ("review", desk, "--against", desk.parent / "chi-thi.txt", "--accept", "o1:o1")
    assert run(*arguments).status == 3
    assert not list(desk.parent.glob("*.tsv"))
    assert run(*arguments, "--allow-secret").status == 0


def test_answers_of_a_person_are_decisions() -> None:
    from rich.console import Console

    from kl52.language.wording import speaker
    from kl52.reviewing.view import ask_about

    answers = iter(["x", "r", "việc khác", "c", "wider", "subset", "", "s"])
    console = Console(file=io.StringIO(), width=80)
    made = list(
        ask_about(
            items_of(covered()), console, speaker("vi"), str, lang="vi", ask=lambda _: next(answers)
        )
    )
    assert [(each.verdict, each.value, each.note) for each in made] == [
        ("reject", "", "việc khác"),
        ("correct", "subset", ""),
    ]
    assert list(answers) == []


def test_a_person_at_a_terminal_is_asked(
    run: Any,  # noqa: F811
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["a", "đúng là muộn", "q"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    ran = run("review", desk, "--against", desk.parent / "chi-thi.txt")
    assert ran.status == 0
    assert "f1" in ran.out
    (kept,) = read_review(desk.parent / "ke-hoach.txt.kl52-review.tsv").decisions
    assert (kept.verdict, kept.code, kept.note) == ("accept", "deadline_later", "đúng là muộn")


def test_a_decision_does_not_rename_the_other_findings() -> None:
    """A person lists once, then decides on f1 and on f2: they must be the ones that were listed."""
    body = PLAN.replace("Sở Nội vụ", "Sở Kế hoạch và Đầu tư")
    listed = [item for item in items_of(covered(body)) if item.finding]
    assert len(listed) > 1
    first = listed[0].decide("reject", on="2026-09-01")
    after = [item for item in items_of(covered(body, review=[first])) if item.finding]
    assert [(item.name, item.finding and item.finding.rule, item.local) for item in after] == [
        (item.name, item.finding and item.finding.rule, item.local) for item in listed
    ]
    assert [item.decided for item in after] == ["reject", *[None] * (len(listed) - 1)]


def test_what_is_decided_is_said_in_words(run: Any, desk: Path) -> None:  # noqa: F811
    """A slip in a name (f1 for f2) shows at once; no code word of a program is said to people."""
    against = ("--against", desk.parent / "chi-thi.txt")
    done = run("review", desk, *against, "--reject", "f1", "--correct", "o2:o2=subset")
    assert "bỏ [deadline_later]: “Sở Y tế lắp đặt" in done.err
    assert "sửa hẹp hơn nguồn: “Sở Nội vụ" in done.err
    told = run("review", "--replay", desk.parent)
    assert "bản này: lỗi" in told.out
    assert "người rà soát sửa hẹp hơn nguồn, bản này: tương đương, " in told.out
    assert "error" not in told.out and "subset" not in told.out


def test_a_renamed_plan_does_not_lose_its_decisions_silently(run: Any, desk: Path) -> None:  # noqa: F811
    against = ("--against", desk.parent / "chi-thi.txt")
    run("review", desk, *against, "--reject", "f1")
    kept = desk.parent / "ke-hoach.txt.kl52-review.tsv"
    assert str(kept) not in run("coverage", desk, *against).err
    renamed = desk.rename(desk.parent / "ke-hoach-lan-2.txt")
    told = run("coverage", renamed, *against)
    assert f'--review "{kept}"' in told.err
    assert run("coverage", renamed, *against, "-q").err == ""
    assert run("coverage", renamed, *against, "--review", kept, "--json").json["hidden"]
