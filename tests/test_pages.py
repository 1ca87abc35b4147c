"""The page of a coverage and of a trace: what it says, and that documents stay words in it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kl52.cli import main
from kl52.coverage import Coverage, Finding, coverage
from kl52.coverage.values import Evidence, RowState
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.model import Body, Severity
from kl52.pages import Page, coverage_page, page_html, trace_page
from kl52.pages.faults import WORST
from kl52.pages.ladders import rungs_of
from kl52.pages.rendering import SCRIPT, STYLE, asset
from kl52.pages.texts import Marked, pieces_of
from kl52.pages.values import Label
from kl52.parsing import parse_document
from kl52.spans import Span
from kl52.tables import read_table
from kl52.tracing import TraceState, trace
from tests.plans import (
    DEVICES,
    HOMES,
    PLAN,
    RECORDS,
    SOURCE,
    covered,
    plan_of,
    source_of,
    whole,
)
from tests.values import make_text

ROOT = Path(__file__).parent.parent
FICTITIOUS = ROOT / "corpus" / "fictitious" / "9902-kh-ubnd.docx"
TURN = "\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg>"
    "</title></style></textarea>{{ 7*7 }}{% raw %}&lt;b&gt;\"'`"
    f"{TURN} txet"
)


def page_of(found: Coverage, lang: str = "vi") -> Page:
    return coverage_page(found, Library(), speaker(lang), lang)


def html_of(found: Coverage, lang: str = "vi") -> lxml.html.HtmlElement:
    return parsed(page_html(page_of(found, lang), speaker(lang)))


def parsed(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def traced(name: Path = FICTITIOUS, lang: str = "vi") -> str:
    library = Library()
    result = trace(parse_document(name, catalogue=library.catalogue), library, encoder=None)
    return page_html(trace_page(result, library.catalogue, speaker(lang), lang), speaker(lang))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def by_id(tree: lxml.html.HtmlElement, id: str) -> lxml.html.HtmlElement:
    return tree.get_element_by_id(id)


@pytest.fixture(scope="module")
def found() -> Coverage:
    return covered()


@pytest.fixture(scope="module")
def fictitious() -> Coverage:
    library = Library()
    return coverage(parse_document(FICTITIOUS, catalogue=library.catalogue), library)


# -- what is said --------------------------------------------------------------------------------


def test_the_answer_comes_first_with_denominators_and_bars(found: Coverage) -> None:
    tree = html_of(found)
    rows = tree.xpath("//table[@class='figures']/tbody/tr")
    assert [[words(cell) for cell in row][:2] for row in rows] == [
        ["✓ Đã đưa vào", "2/3"],
        ["½ Đưa vào một phần", "0/3"],
        ["✗ Chưa có trong kế hoạch", "1/3"],
        ["? Chưa xét được", "0/3"],
    ]
    drawn = [float(row.xpath(".//rect")[1].get("width")) for row in rows]
    assert drawn == pytest.approx([200 / 3, 0, 100 / 3, 0], abs=0.01)
    assert tree.xpath("//h2")[0].get("id") == "answer"


def test_a_plan_without_sources_says_so_and_draws_nothing() -> None:
    tree = html_of(coverage(plan_of(), Library(), against=[]))
    assert not tree.xpath("//table[@class='figures']")
    assert "Chưa có văn bản cấp trên nào để so" in words(tree)
    assert [each.get("data-state") for each in tree.xpath("//li[@data-kind='task']")] == [
        "not_assessed"
    ] * 3


def test_the_worst_come_first_and_lead_to_text_and_list(fictitious: Coverage) -> None:
    tree = html_of(fictitious)
    worst = tree.xpath("//ol[@class='worst']/li")
    grades = [each.get("class") for each in worst]
    order: list[str] = ["error", "warning", "info"]
    assert grades == sorted(grades, key=order.index) and 0 < len(worst) <= WORST
    for each in worst:
        targets = [a.get("href")[1:] for a in each.xpath(".//p[@class='links']/a")]
        assert targets[0] in {f"f{n}" for n in range(1, 99)}
        for target in targets:
            by_id(tree, target)


def test_tasks_stand_beside_their_sources_with_the_words_in_common_marked(found: Coverage) -> None:
    tree = html_of(found)
    above, ours = by_id(tree, "r2").xpath(".//div[@class='side']")
    assert HOMES in words(above) and HOMES in words(ours)
    for side in (above, ours):
        marked = words(side.xpath(".//mark")[0])
        assert "nhà công vụ cho bác sĩ trẻ tình nguyện" in marked
        assert "Ủy ban" not in marked and "Sở Nội vụ" not in marked
    assert by_id(tree, "o2").get("href") == "#r2"


def test_rows_keep_the_order_of_the_source(fictitious: Coverage) -> None:
    items = html_of(fictitious).xpath("//section[@class='part']//li[@data-kind]")
    shown = [each.get("id") for each in items]
    assert shown == sorted(shown, key=lambda id: int(id[1:])) and len(shown) > 10


def test_a_missing_task_has_a_stub_and_is_marked_in_words(found: Coverage) -> None:
    row = by_id(html_of(found), "r3")
    assert row.get("data-state") == "missing" and "✗ Chưa có trong kế hoạch" in words(row)
    stub = words(row.xpath(".//*[@id='r3-stub']")[0])
    assert stub.startswith("Gợi ý, chưa ai rà soát:") and RECORDS in stub
    assert "nguồn: Chỉ thị 9907/CT-TTg" in stub and "trong năm 2028" in stub
    assert row.xpath(".//button/@data-copy") == ["r3-stub"]


def test_what_a_task_lacks_is_named() -> None:
    above = SOURCE.replace(DEVICES, f"{DEVICES}; đào tạo kỹ thuật viên vận hành máy siêu âm tim")
    tree = html_of(covered(source=above))
    row = by_id(tree, "r1")
    assert row.get("data-state") == "partial"
    assert "Còn thiếu: phần việc «đào tạo kỹ thuật viên vận hành máy siêu âm tim" in words(row)


def test_tasks_without_a_source_and_those_not_binding_are_there(fictitious: Coverage) -> None:
    task = fictitious.document.obligations[7]
    tree = html_of(replace(fictitious, local_only=(task.id,)))
    (alone,) = tree.xpath("//li[@data-state='local_only']")
    assert " ".join(task.text.split()[:8]) in words(alone)
    aside = tree.xpath("//details[@class='aside']//li[@data-state='not_applicable']")
    assert len(aside) == sum(not row.applicable for row in fictitious.rows) > 0
    assert tree.xpath("//details[@class='aside']/@open") == []


def test_the_whole_text_is_there_with_findings_at_their_words(fictitious: Coverage) -> None:
    tree, plan = html_of(fictitious), fictitious.document
    (text,) = tree.xpath("//div[@class='text']")
    for label in text.xpath(".//*[contains(@class, 'label')]"):
        label.drop_tree()
    shown = "".join(text.text_content().split())
    for paragraph in plan.text.paragraphs:
        assert "".join(paragraph.span.of(plan.text.text).split()) in shown
    for number, each in enumerate(fictitious.findings, 1):
        marked = text.xpath(f".//a[@href='#f{number}' and contains(@class, 'm ')]")
        assert each.span is not None
        assert "".join(a.text_content() for a in marked) in each.span.of(plan.text.text)


def test_evidence_is_quoted_with_its_place(fictitious: Coverage) -> None:
    tree = html_of(fictitious)
    for number, each in enumerate(fictitious.findings, 1):
        quotes = by_id(tree, f"f{number}").xpath(".//blockquote")
        assert bool(quotes) == (each.evidence is not None)
        if each.evidence is not None:
            assert " ".join(each.evidence.text.split()) in words(quotes[0])


def test_pages_are_named_where_the_file_has_them() -> None:
    library = Library()
    plan = parse_document(FICTITIOUS.with_suffix(".pdf"), catalogue=library.catalogue)
    tree = html_of(coverage(plan, library))
    assert "tr. 1" in words(by_id(tree, "f1"))
    assert tree.xpath("//p[@class='page']")


def test_a_trace_shows_each_task_with_its_source_and_the_cascade() -> None:
    tree = parsed(traced())
    assert len(tree.xpath("//ol[@class='ladder']/li")) == 3
    assert "Chỉ thị 990-CT/TW (09/03/2026)" in words(tree.xpath("//ol[@class='ladder']/li")[0])
    states = Counter(tree.xpath("//li[@data-kind]/@data-state"))
    shown = {row.xpath(".//a/@data-show")[0]: words(row.xpath("td")[0])
             for row in tree.xpath("//table[@class='figures']/tbody/tr")}  # fmt: skip
    assert states["traced"] > 10 and shown["traced"] == f"{states['traced']}/22"


def test_clauses_of_execution_are_no_tasks_of_a_trace(tmp_path: Path) -> None:
    plan = tmp_path / "a.txt"
    body = f"{PLAN}III. TỔ CHỨC THỰC HIỆN\n1. Kế hoạch này có hiệu lực kể từ ngày ký.\n"
    clause = "2. Các Sở, ngành, đơn vị có trách nhiệm thi hành Kế hoạch này.\n"
    plan.write_text(whole(body + clause), encoding="utf-8")
    doc = parse_document(plan)
    clauses = [duty.id for duty in doc.obligations if duty.kind == "execution"]
    tree = parsed(traced(plan))
    assert clauses and len(tree.xpath("//li[@data-kind]")) == len(doc.obligations) - len(clauses)
    assert by_id(tree, f"{clauses[0]}-text").tag == "span"


def test_documents_that_name_each_other_share_a_level() -> None:
    library = Library()
    doc = parse_document(FICTITIOUS, catalogue=library.catalogue)
    result = trace(doc, library, encoder=None)
    back = [replace(hop, below=hop.above, above=hop.below) for hop in result.chain]
    levels = rungs_of(result.subject, [*result.chain, *back], str, speaker("vi"))
    assert [len(level) for level in levels] == [4]


def test_every_word_is_there_in_english(fictitious: Coverage) -> None:
    english = parsed(page_html(page_of(fictitious, "en"), speaker("en")))
    own = {
        vi for key, vi, _ in read_table("wording.tsv") if key.startswith("html.") and len(vi) > 6
    }
    said = {words(each) for each in english.xpath("//h2 | //h3 | //summary | //caption | //button")}
    assert english.get("lang") == "en" and "Tasks of the documents above, and of the plan" in said
    assert not said & own


def test_every_state_has_its_words_and_its_mark() -> None:
    keys = {key for key, *_ in read_table("wording.tsv")}
    states = {*get_args(RowState), *get_args(TraceState)}
    assert {f"html.state.{each}" for each in states} <= keys
    assert {f"html.mark.{each}" for each in (*states, *get_args(Severity))} <= keys
    assert {f"html.severity.{each}" for each in get_args(Severity)} <= keys


def test_a_secret_document_says_so_at_the_top(found: Coverage) -> None:
    header = replace(found.document.header, secrecy="Mật")
    tree = html_of(replace(found, document=replace(found.document, header=header)))
    assert "dấu Mật" in words(tree.xpath("//header")[0])


# -- form ----------------------------------------------------------------------------------------


def pages(found: Coverage) -> dict[str, str]:
    return {"coverage": page_html(page_of(found), speaker("vi")), "trace": traced()}


@pytest.mark.parametrize("kind", ["coverage", "trace"])
def test_every_id_is_unique_and_every_link_leads_somewhere(kind: str, fictitious: Coverage) -> None:
    tree = parsed(pages(fictitious)[kind])
    ids = Counter(tree.xpath("//@id"))
    assert set(ids.values()) == {1}
    links = set(tree.xpath("//a/@href"))
    assert all(href.startswith("#") and href[1:] in ids for href in links)
    copied = tree.xpath("//@data-copy")
    assert set(copied) <= set(ids)


@pytest.mark.parametrize("kind", ["coverage", "trace"])
def test_headings_step_down_one_by_one(kind: str, fictitious: Coverage) -> None:
    tree = parsed(pages(fictitious)[kind])
    levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("kind", ["coverage", "trace"])
def test_nothing_is_loaded_and_only_its_own_script_runs(kind: str, fictitious: Coverage) -> None:
    html = pages(fictitious)[kind]
    tree = parsed(html)
    assert not tree.xpath("//@src | //link | //@srcset | //iframe | //form/@action")
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')]")
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag, name in (("style", STYLE), ("script", SCRIPT)):
        (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert inline == asset(name) and f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy


def test_a_server_can_give_style_and_script_as_files(found: Coverage) -> None:
    tree = parsed(page_html(page_of(found), speaker("vi"), assets="/static/"))
    assert tree.xpath("//link/@href") == ["/static/page.css"]
    assert tree.xpath("//script/@src") == ["/static/page.js"]
    assert not tree.xpath("//style | //script[text()] | //meta[@http-equiv]")


# -- hostile documents ---------------------------------------------------------------------------


def hostile(count: int = 10_000) -> Coverage:
    """A plan whose every part tries to become markup, with many findings, most overlapping."""
    body = PLAN.replace("II. NHIỆM VỤ", f"II. {HOSTILE} NHIỆM VỤ") + f"3. Sở Y tế {HOSTILE}\n"
    found = covered(body, SOURCE.replace(RECORDS, f"{RECORDS} {HOSTILE}"))
    plan = found.document
    named = replace(plan.obligations[0], lead=(Body(f'Sở "Y tế" {HOSTILE}'),))
    plan = replace(
        plan,
        obligations=(named, *plan.obligations[1:]),
        header=replace(plan.header, issuer=HOSTILE, title=HOSTILE, secrecy=HOSTILE),
        source=replace(plan.source, name=f"{HOSTILE}.docx"),
    )
    size = len(plan.text.text)
    findings = tuple(
        replace(
            found.findings[0],
            severity=get_args(Severity)[number % 3],
            span=Span(number * 7 % size, min(size, number * 7 % size + number % 97)),
            found=HOSTILE,
            obligation=plan.obligations[0].id,
            evidence=Evidence(HOSTILE, HOSTILE, 3),
        )
        for number in range(count)
    )
    return replace(found, document=plan, findings=findings, against=(*found.against, HOSTILE))


def test_a_hostile_document_shows_as_text_everywhere(found: Coverage) -> None:
    tree, plain = html_of(hostile()), html_of(found)
    quotations = {"details", "summary", "blockquote"}  # the plain one has no finding with a quote
    assert {each.tag for each in tree.iter()} <= {each.tag for each in plain.iter()} | quotations
    for tag in ("script", "style", "title", "img", "textarea", "svg"):
        assert len(list(tree.iter(tag))) == len(list(plain.iter(tag))), tag
    assert {name for each in tree.iter() for name in each.attrib} <= {
        name for each in plain.iter() for name in each.attrib
    } | {"open", "title", "tabindex"}
    assert set(Counter(tree.xpath("//@id")).values()) == {1}
    shown = "".join(tree.text_content().split())
    assert shown.count("".join(HOSTILE.replace(TURN, "").split())) > 10_000
    assert TURN not in lxml.html.tostring(tree, encoding="unicode")
    (option,) = tree.xpath("//select[@name='body']/option[contains(., 'Sở \"Y tế\"')]")
    assert "<script>" in option.text_content() and option.get("value").isdigit()
    assert len(tree.xpath("//li[@data-kind='finding']")) == 10_000
    assert len(tree.xpath("//div[@class='text']//a[starts-with(@id, 'f')]")) == 10_000


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_marks_overlap_in_any_way_and_leave_out_no_word(drawn: st.DataObject) -> None:
    lines = drawn.draw(st.lists(st.text("ab ", max_size=9), min_size=1, max_size=5))
    text = make_text(*lines)
    size = len(text.text)
    places = drawn.draw(
        st.lists(st.tuples(st.integers(0, size + 2), st.integers(0, 12)), max_size=12)
    )
    marks = [
        Marked(Span(start, start + length), Label(f"f{at}", "f", f"#{at}", "info", ""))
        for at, (start, length) in enumerate(places)
    ]
    spans = [each.span for each in text.paragraphs]
    pieces = list(pieces_of(text, marks, spans))
    for span, found in zip(spans, pieces, strict=True):
        assert "".join(piece.text for piece in found) == span.of(text.text)
        at = span.start
        for piece in found:
            over = [m for m in marks if m.span.start <= at and at + len(piece.text) <= m.span.end]
            if piece.text:
                last = max((m.span.start for m in over), default=None)
                hrefs = {m.label.href for m in over if m.span.start == last}
                assert piece.href in (hrefs or {""})
            at += len(piece.text)
    labels = Counter(label.id for found in pieces for piece in found for label in piece.labels)
    assert labels == Counter(mark.label.id for mark in marks)


# -- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["coverage", "trace"])
def test_the_command_writes_a_page(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "trang.html"
    plan = str(FICTITIOUS.with_suffix(".txt"))
    assert main([command, plan, "--library", ":none:", "--html", str(out)]) in (0, 1)
    assert f"đã ghi trang rà soát vào {out}" in capsys.readouterr().err
    html = out.read_bytes().decode()
    assert html.startswith("<!DOCTYPE html>") and "\r" not in html
    assert words(parsed(html).xpath("//h1")[0]).endswith("Kế hoạch 9902/KH-UBND")


def test_a_page_is_not_written_over_the_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "a.txt"
    plan.write_bytes(FICTITIOUS.with_suffix(".txt").read_bytes())
    before = plan.read_bytes()
    options = ["--library", ":none:", "--html"]
    assert main(["coverage", str(plan), *options, str(plan)]) == 2
    assert "chính tệp kế hoạch" in capsys.readouterr().err
    assert main(["trace", str(plan), *options, str(tmp_path / "no" / "x.html")]) == 2
    assert "không ghi được" in capsys.readouterr().err
    assert plan.read_bytes() == before


def test_one_source_is_named_by_its_header_where_the_catalogue_has_it_not(found: Coverage) -> None:
    assert found.rows[0].source.header.number == source_of().header.number
    heading = html_of(found).xpath("//section[@class='group']/h3")[0]
    assert words(heading).startswith("Chỉ thị 9907/CT-TTg (15/06/2026)")


def test_findings_without_a_place_have_no_link_into_the_text(found: Coverage) -> None:
    loose = Finding("actor_missing", "warning", "x", span=None)
    tree = html_of(replace(found, findings=(loose,)))
    assert not by_id(tree, "f1").xpath(".//a[@href='#f1-text']")
