"""The page in a real browser: filter, evidence, keyboard, copying, print, phone, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kl52.coverage import coverage
from kl52.language.wording import speaker
from kl52.library import Library
from kl52.pages import coverage_page, page_html, trace_page
from kl52.parsing import parse_document
from kl52.tracing import trace
from tests.browsers import Opened, chromium, opened
from tests.test_pages import FICTITIOUS, hostile

KINDS = ("coverage", "trace", "hostile")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each kind."""
    folder, library, say = tmp_path_factory.mktemp("pages"), Library(), speaker("vi")
    doc = parse_document(FICTITIOUS, catalogue=library.catalogue)
    pages = {
        "coverage": coverage_page(coverage(doc, library), library, say),
        "trace": trace_page(trace(doc, library, encoder=None), library.catalogue, say),
        "hostile": coverage_page(hostile(500), library, say),
    }
    for kind, page in pages.items():
        (folder / f"{kind}.html").write_bytes(page_html(page, say).encode())
    return {kind: folder / f"{kind}.html" for kind in pages}


@pytest.fixture
def page(browser: Any, files: dict[str, Path]) -> Iterator[Opened]:
    """The page of the coverage; what it says on the console or asks for fails the test."""
    with opened(browser, files["coverage"], viewport={"width": 1280, "height": 900}) as found:
        yield found
    assert found.said == []
    assert found.asked == [files["coverage"].as_uri()]


def count(tab: Any, selector: str) -> int:
    return sum(each.is_visible() for each in tab.query_selector_all(selector))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_asked_for_and_nothing_goes_wrong(
    kind: str, browser: Any, files: dict[str, Path]
) -> None:
    with opened(browser, files[kind]) as found:
        assert found.tab.evaluate("document.getElementById('shown').value.length") > 5
    assert found.said == []
    assert found.asked == [files[kind].as_uri()]


def test_the_filter_shows_what_is_chosen_and_says_how_much(page: Opened) -> None:
    tab = page.tab
    everything = tab.inner_text("#shown")
    tab.select_option("select[name=state]", "missing")
    assert count(tab, "li.missing") == count(tab, "li[data-kind=task]") == 6
    assert tab.inner_text("#shown").startswith("Đang hiện 6/")
    assert tab.get_attribute("#shown", "aria-live") == "polite"
    tab.select_option("select[name=severity]", "error")
    assert count(tab, "li[data-kind=finding]") == count(tab, "li.finding.error") == 2
    tab.select_option("select[name=state]", "")
    tab.select_option("select[name=body]", label="Sở Nội vụ")
    shown = [each.get_attribute("data-bodies") for each in tab.query_selector_all("li.item")
             if each.is_visible()]  # fmt: skip
    body = tab.input_value("select[name=body]")
    assert shown and all(body in each.split() for each in shown)
    assert count(tab, "section.part") < tab.evaluate("document.querySelectorAll('.part').length")
    tab.click("button[type=reset]")
    tab.wait_for_function(
        "words => document.getElementById('shown').value === words", arg=everything
    )


def test_a_figure_of_the_answer_chooses_its_state(page: Opened) -> None:
    page.tab.click("a[data-show=missing]")
    assert page.tab.input_value("select[name=state]") == "missing"
    assert count(page.tab, "li[data-kind=task]") == 6


def test_evidence_is_one_click_from_the_words(page: Opened) -> None:
    tab = page.tab
    tab.click("#f1-text")
    assert tab.evaluate("location.hash") == "#f1"
    assert "990-CT/TW" in tab.inner_text("#f1 blockquote")
    assert tab.is_visible("#f1 blockquote")
    assert tab.evaluate("document.activeElement.id") == "f1"
    tab.click(".m.error")
    assert tab.evaluate("location.hash").startswith("#f")


def test_a_link_shows_what_was_hidden_or_closed(page: Opened) -> None:
    tab = page.tab
    tab.select_option("select[name=state]", "missing")
    tab.evaluate("location.hash = '#r4'")
    tab.wait_for_selector("#r4", state="visible")
    inside = tab.get_attribute("details.aside li", "id")
    assert not tab.is_visible(f"#{inside}")
    tab.evaluate(f"location.hash = '#{inside}'")
    tab.wait_for_selector(f"#{inside}", state="visible")


def test_a_permalink_opens_at_its_item(
    browser: Any, files: dict[str, Path], tmp_path: Path
) -> None:
    with opened(browser, files["coverage"]) as found:
        found.tab.goto(files["coverage"].as_uri() + "#f3")
        found.tab.wait_for_selector("#f3:focus")
        assert found.tab.evaluate("scrollY") > 500


def test_all_is_reached_by_the_keyboard_alone(page: Opened) -> None:
    tab = page.tab
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    reached, outlined = [], []
    for _ in range(400):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(
            "(e => [e.tagName, e.name || e.id || e.getAttribute('href') || e.textContent,"
            " getComputedStyle(e).outlineStyle])(document.activeElement)"
        )
        if seen[0] == "BODY":
            break
        reached.append(seen[1])
        outlined.append(seen[2])
    assert {"body", "state", "severity", "#f1", "#f1-text", "f1-text", "o4"} <= set(reached)
    assert set(outlined) == {"solid"}


def test_the_keyboard_opens_evidence_and_filters(page: Opened) -> None:
    tab = page.tab
    tab.focus(".worst summary")
    tab.keyboard.press("Enter")
    assert tab.is_visible(".worst blockquote")
    tab.focus("select[name=state]")
    for _ in range(3):
        tab.keyboard.press("ArrowDown")
    assert tab.input_value("select[name=state]") == "missing"
    assert count(tab, "li[data-kind=task]") == 6


def test_a_stub_is_copied(browser: Any, files: dict[str, Path]) -> None:
    with opened(
        browser, files["coverage"], permissions=["clipboard-read", "clipboard-write"]
    ) as found:
        tab = found.tab
        tab.click("#r5 button")
        tab.wait_for_function("document.querySelector('#r5 button').textContent === 'Đã sao chép'")
        assert tab.evaluate("navigator.clipboard.readText()") == tab.inner_text("#r5-stub")


def test_light_and_dark_follow_the_system_and_the_switch(
    browser: Any, files: dict[str, Path]
) -> None:
    back = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, files["coverage"], color_scheme="dark") as found:
        tab = found.tab
        dark = tab.evaluate(back)
        assert tab.get_attribute("#theme", "aria-pressed") == "true"
        tab.click("#theme")
        light = tab.evaluate(back)
        assert (dark, light) == ("rgb(20, 23, 28)", "rgb(255, 255, 255)")
        tab.reload()
        assert tab.evaluate(back) == light


def test_on_paper_all_is_open_and_no_control_is_left(page: Opened) -> None:
    tab = page.tab
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.evaluate("document.querySelectorAll('details:not([open])').length") == 0
    assert (
        not tab.is_visible("#filter") and not tab.is_visible("nav") and not tab.is_visible("#theme")
    )
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.evaluate("document.querySelectorAll('details:not([open])').length") > 0
    assert tab.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_on_paper_a_filter_says_that_it_leaves_out(page: Opened) -> None:
    tab = page.tab
    tab.select_option("select[name=state]", "missing")
    tab.emulate_media(media="print")
    assert tab.is_visible("#shown") and "6/44" in tab.inner_text("#shown")
    assert not tab.is_visible("button[type=reset]")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(
    kind: str, width: int, browser: Any, files: dict[str, Path]
) -> None:
    with opened(browser, files[kind], viewport={"width": width, "height": 800}) as found:
        assert found.tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", ["coverage", "trace"])
def test_without_its_script_all_is_there(kind: str, browser: Any, files: dict[str, Path]) -> None:
    with opened(browser, files[kind], java_script_enabled=False) as found:
        tab = found.tab
        assert not tab.is_visible("#filter") and not tab.is_visible("#theme")
        assert tab.is_visible("main") and count(tab, "li[data-kind=task]") > 10


@pytest.mark.parametrize("kind", ["coverage", "trace"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(
    kind: str, scheme: str, width: int, browser: Any, files: dict[str, Path]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    shape: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with opened(browser, files[kind], bypass_csp=True, **shape) as found:
        found.tab.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        result = axe.Axe().run(found.tab).response
    told = [
        (each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"])
        for each in result["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert told == []
    assert len(result["passes"]) > 10
