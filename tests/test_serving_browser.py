"""kl52 serve in a real browser: a drafter's hour, with the mouse, by keyboard, on a phone.

Needs Chromium on this machine (``apt-get install chromium``) and playwright, which drives it;
without them these tests are skipped, and say so. Pictures go to ``$KL52_PICTURES``, if it is set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra «web» is not installed")
pytest.importorskip("uvicorn", reason="the extra «web» is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no Chromium here: apt-get install chromium", allow_module_level=True)

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "corpus" / "fictitious" / "9902-kh-ubnd.docx"
ABOVE = ROOT / "corpus" / "fictitious" / "9901-qd-ttg.docx"
WIDTHS = {"laptop": 1280, "phone": 390}
PATIENCE = 20_000  # milliseconds
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
    document.getElementById("drop").dispatchEvent(event);
  }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, with a library."""
    shelf = tmp_path_factory.mktemp("kho") / "kho.kl52"
    command = [sys.executable, "-m", "kl52", "serve", "--port", "0", "--no-browser"]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [*command, "--library", str(shelf)],
        cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as server:  # fmt: skip
        try:
            assert server.stderr is not None
            said = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert found is not None, said
            yield found[0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=WIDTHS)
def page(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page; whatever it complains of or asks of another machine fails the test."""
    size = {"width": WIDTHS[request.param], "height": 800}
    context = browser.new_context(viewport=size, locale="vi-VN", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("request", lambda asked: complaints.append(asked.url)
             if not asked.url.startswith((address, "data:")) else None)  # fmt: skip
    yield found
    context.close()
    assert not complaints


def pictured(page: Any, name: str) -> None:
    """A picture for people to look at."""
    folder = os.environ.get("KL52_PICTURES")
    if folder:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(folder) / f"serve-{name}-{width}.png", full_page=True)


def narrow_enough(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def send(page: Any, address: str) -> None:
    """Choose the plan and wait for its report."""
    page.goto(address)
    page.set_input_files("#plan", PLAN)
    page.click("form#drop button")
    page.wait_for_selector("#get-word")


def test_a_drafters_hour(page: Any, address: str, tmp_path: Path) -> None:
    import base64

    page.goto(address)
    pictured(page, "home")
    assert narrow_enough(page)
    page.evaluate(DROP, [PLAN.name, base64.b64encode(PLAN.read_bytes()).decode()])
    page.wait_for_url("**/d/*")
    page.wait_for_selector("#get-word")
    pictured(page, "report")
    assert narrow_enough(page)
    assert "Trên 22 nhiệm vụ phải thực hiện" in page.inner_text(".lead")
    assert page.locator(".figures tbody tr").count() == 4

    # evidence, one click away
    worst = page.locator(".worst details").first
    worst.locator("summary").click()
    assert worst.locator("blockquote").is_visible()

    # filter
    everything = page.locator("li.item[data-kind=task]:visible").count()
    page.select_option("#filter select[name=state]", "missing")
    missing = page.locator("li.item.missing:visible").count()
    assert 0 < missing < everything
    assert page.locator("li.item[data-kind=task]:visible").count() == missing
    page.click("#filter button[type=reset]")

    # a link accepted, a finding rejected
    link = page.locator("li.item.covered .decide").first
    link.locator("button[name=accept]").click()
    page.wait_for_selector("li.item .decided")
    assert page.locator("li.item .decided").first.inner_text() == "đã nhận"
    findings = page.locator("li.finding").count()
    page.fill("#note", "đã thống nhất với Sở Y tế")
    page.locator("li.finding button[name=reject]").first.click()
    page.wait_for_selector("#hidden")
    assert page.locator("li.finding").count() == findings - 1
    pictured(page, "decided")

    # the files
    beginnings = {
        "word": b"PK",
        "tasks": b"PK",
        "calendar": b"BEGIN:VCALENDAR",
        "page": b"<!DOCTYPE",
    }
    for name, begins in beginnings.items():
        with page.expect_download() as waiting:
            page.click(f"#get-{name}")
        target = tmp_path / f"{name}-{waiting.value.suggested_filename}"
        waiting.value.save_as(target)
        assert target.read_bytes().startswith(begins)
        assert "9902-kh-ubnd" in target.name


def test_the_library(page: Any, address: str) -> None:
    page.goto(f"{address}library")
    page.set_input_files("#documents", ABOVE)
    page.click("text=Thêm vào kho")
    page.wait_for_url(address)
    for _ in range(100):
        if "đang thêm" not in page.inner_text("main"):
            break
        page.wait_for_timeout(300)
        page.reload()
    assert re.search("đã thêm vào kho|kho đã có", page.inner_text("main"))
    page.goto(f"{address}library")
    page.fill("#q", "thu vien tinh")
    page.press("#q", "Enter")
    page.wait_for_selector("#hits")
    assert int(page.inner_text("#hits")) >= 1
    assert (
        "thư viện tỉnh" in page.inner_text("mark >> nth=0").lower() or page.locator("mark").count()
    )
    pictured(page, "search")
    assert narrow_enough(page)
    page.click("ol.list a >> nth=0")
    page.wait_for_selector("#text")
    assert page.locator(".text p").count() > 5
    pictured(page, "document")
    assert narrow_enough(page)
    page.goto(f"{address}library/body?name=B%E1%BB%99+N%E1%BB%99i+v%E1%BB%A5")
    assert "Bộ Nội vụ" in page.inner_text("h1")
    pictured(page, "body")
    assert narrow_enough(page)


def _tab_to(page: Any, told: str, most: int = 400) -> None:
    """Press Tab until an element is reached."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(told) => document.activeElement.matches(told)", told):
            return
    raise AssertionError(f"not reached by keyboard: {told}")


def test_by_keyboard_alone(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    _tab_to(page, "#plan")
    page.set_input_files("#plan", PLAN)  # the dialog of the system is not the page's
    _tab_to(page, "form#drop button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#get-word")
    _tab_to(page, ".worst summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    _tab_to(page, "#filter select[name=severity]")
    page.keyboard.press("ArrowDown")
    _tab_to(page, "li.finding button[name=accept]")
    page.keyboard.press("Space")
    page.wait_for_selector("li.finding button[name=accept][aria-pressed=true]")
    _tab_to(page, "#note")
    here, decided = page.url, page.locator(".decided").count()
    page.keyboard.press("Enter")  # must not press some button of the list below
    page.wait_for_timeout(300)
    assert page.url == here
    assert page.locator(".decided").count() == decided


def test_no_serious_barrier(browser: Any, address: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    context = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    send(page, address)
    addresses = [page.url, address, f"{address}library", f"{address}library?q=ke+hoach",
                 f"{address}library/body?name=UBND", f"{address}nowhere"]  # fmt: skip
    found = []
    for each in addresses:
        page.goto(each)
        for violation in axe.Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append(
                    (each, violation["id"], [node["html"] for node in violation["nodes"]][:3])
                )
    context.close()
    assert not found


def test_it_ends_without_a_trace(tmp_path: Path) -> None:
    """What lay in temporary folders is gone with the server."""
    command = [sys.executable, "-m", "kl52", "serve", "--port", "0", "--no-browser"]
    kept = {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path)}
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **kept}
    server = subprocess.Popen(
        [*command, "--library", ":none:"],
        cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert server.stderr is not None
    assert "http://127.0.0.1" in server.stderr.readline()
    assert list(tmp_path.iterdir())
    server.terminate()
    server.communicate(timeout=60)
    assert not list(tmp_path.iterdir())
