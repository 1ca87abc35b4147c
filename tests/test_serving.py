"""kl52 serve: what it refuses, what it keeps to itself, what it hands out."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest

pytest.importorskip("starlette", reason="the extra «web» is not installed")
pytest.importorskip("uvicorn", reason="the extra «web» is not installed")

from starlette.testclient import TestClient

from kl52.cli import main
from kl52.errors import UsageError
from kl52.library import Library
from kl52.serving import comparisons, working
from kl52.serving.app import make_app
from kl52.serving.running import bind, check
from kl52.serving.settings import Bounds, Settings
from kl52.serving.uploads import shown_name
from tests import hostile_office, samples
from tests.plans import FOOT, HEAD, PLAN, whole
from tests.visits import ABOVE_FILE, PLAN_FILE, Visit, inside, keys, visiting, words_of

DOCX = Path(__file__).parent.parent / "corpus" / "fictitious" / "9902-kh-ubnd.docx"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
SECRET = HEAD.replace("Số: 17/KH-UBND", "MẬT\nSố: 17/KH-UBND") + PLAN + FOOT


@pytest.fixture(scope="module")
def visit() -> Iterator[Visit]:
    with visiting(Settings(bounds=Bounds(files=1_000, requests=100_000, uploads=1_000))) as found:
        yield found


@pytest.fixture(scope="module")
def done(visit: Visit) -> str:
    """The address of a report."""
    return visit.report(*PLAN_FILE, ABOVE_FILE)


# -- who may speak with it -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:5252", "127.0.0.1:80", "", "[::1]"],
)
def test_a_foreign_host_gets_nothing(visit: Visit, host: str) -> None:
    for path in ("/", "/library", "/static/serve.css"):
        answer = visit.client.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:5252", "LOCALHOST:5252", "[::1]:5252"])
def test_its_own_names_are_answered(visit: Visit, host: str) -> None:
    assert visit.client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:5252"]
)
@pytest.mark.parametrize("path", ["/upload", "/library/add", "/d/x/decide", "/d/x/forget"])
def test_a_form_of_another_site_changes_nothing(
    visit: Visit, origin: str | None, path: str
) -> None:
    data, files = {"csrf": visit.csrf}, {"plan": PLAN_FILE}
    answer = visit.post(path, origin=origin, data=data, files=files)
    assert answer.status_code == 403
    assert "trang khác" in answer.text


@pytest.mark.parametrize("csrf", [None, "", "wrong", "ế"])
def test_a_form_without_its_token_changes_nothing(visit: Visit, csrf: str | None) -> None:
    before = visit.get("/").text.count("/forget")
    data = {"csrf": csrf} if csrf is not None else {}
    assert visit.post("/upload", data=data, files={"plan": PLAN_FILE}).status_code == 403
    assert visit.get("/").text.count("/forget") == before


def test_a_token_is_that_of_one_session(visit: Visit) -> None:
    other = Visit(visit.app)
    stolen = visit.csrf
    assert other.csrf != stolen
    answer = other.post("/upload", data={"csrf": stolen}, files={"plan": PLAN_FILE})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["", "/state", "/word", "/tasks.xlsx", "/calendar.ics"])
def test_a_file_is_that_of_one_session(visit: Visit, done: str, path: str) -> None:
    assert Visit(visit.app).get(done + path).status_code == 404


def test_every_answer_bears_the_headers_of_safety(visit: Visit, done: str) -> None:
    answers = [
        visit.get(path)
        for path in ("/", done, f"{done}/tasks.xlsx", "/static/serve.js", "/static/page.js",
                     "/library", "/nowhere", "/d/nothing")
    ]  # fmt: skip
    answers.append(visit.post("/upload", origin="http://evil.example"))
    answers.append(visit.client.get("/", headers={"Host": "evil.example"}))
    for each in answers:
        policy = each.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert each.headers["x-content-type-options"] == "nosniff"
        assert each.headers["referrer-policy"] == "same-origin"
        assert each.headers["x-frame-options"] == "DENY"
        assert each.headers["cache-control"] == "no-store"


class _Looked(HTMLParser):
    """What a policy without inline script and style would stop, and where a page points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.far: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        if tag == "style" or (tag == "script" and "src" not in known):
            self.inline.append(tag)
        self.inline += [name for name in known if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            if re.match(r"[a-z]+:|//", known.get(name) or "", re.IGNORECASE):
                self.far.append(str(known[name]))


@pytest.mark.parametrize("path", ["/", "DONE", "/library", "/library?q=ke+hoach", "/nowhere"])
def test_no_page_has_script_or_style_within_or_points_elsewhere(
    visit: Visit, done: str, path: str
) -> None:
    looked = _Looked(visit.get(done if path == "DONE" else path).text)
    assert looked.tags
    assert not looked.inline
    assert not looked.far


# -- what is sent --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fcli.py",
        "/d/..%2f..%2fetc",
        "/d/../../etc/passwd", "/library/document?id=../../../../etc/passwd",
        "/library/document?id=/etc/passwd", "/library/document?id=/akn/../../etc/passwd",
        "/static//etc/passwd",
    ],
)  # fmt: skip
def test_no_path_leads_out(visit: Visit, path: str) -> None:
    answer = visit.get(path)
    assert answer.status_code in (400, 404)
    assert "import" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/cron.d/x", "x"),
        ("C:\\Windows\\system.ini", "system.ini"),
        ("a\x00b\r\nSet-Cookie: x.docx", "abSet-Cookie: x.docx"),
        ("kế\u202ecod.exe", "kếcod.exe"),
        ("d" * 400 + ".docx", "d" * 115 + ".docx"),
        ("...", "van-ban"),
    ],
)
def test_a_name_is_only_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_names_and_words_of_a_file_are_text(visit: Visit) -> None:
    body = f"I. NHIỆM VỤ {EVIL}\n1. Sở \"Y tế\" '{EVIL}' rà soát {EVIL}, xong trong năm 2027.\n"
    at = visit.report(
        f'"><i onclick=x>{EVIL}.txt'.replace("/", ""), whole(body).encode(), ABOVE_FILE
    )
    for path in (at, "/"):
        html = visit.get(path).text
        looked = _Looked(html)
        assert not looked.inline
        assert not {"img", "i"} & {*looked.tags}
    assert "&lt;script&gt;alert(1)" in visit.get(at).text


def test_a_file_that_is_too_large_is_refused() -> None:
    with visiting(Settings(bounds=Bounds(upload=50_000))) as visit:
        inside_one = visit.send("a.txt", b"x" * 60_000)
        whole_body = visit.send("a.txt", b"x" * 900_000)
        for answer in (inside_one, whole_body):
            assert answer.status_code == 413
            assert "Tách văn bản" in answer.text

        told = {"Content-Length": "999999999"}
        assert visit.post("/upload", content=b"x", headers=told).status_code == 413

        def endless() -> Iterator[bytes]:
            yield b'--x\r\nContent-Disposition: form-data; name="plan"; filename="a"\r\n\r\n'
            for _ in range(100):
                yield b"x" * 20_000

        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        assert visit.post("/upload", content=endless(), headers=kind).status_code == 413
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        long = b"csrf=" + b"x" * 100_000
        assert visit.post("/d/x/decide", content=long, headers=form).status_code == 413
        assert not any(inside(visit).visitors.folder.rglob("*.*"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bom.docx", hostile_office.flat_bomb(300 * 2**20)),
        ("bom.docx", samples.bomb()),
        ("khong.docx", b"PK\x03\x04 nothing"),
        ("khong.pdf", b"%PDF-1.7 nothing"),
        ("trong.txt", b""),
        ("khong.xyz", b"\x00\x01\x02"),
    ],
)
def test_a_hostile_file_ends_in_a_message(visit: Visit, name: str, data: bytes) -> None:
    html = visit.get(visit.report(name, data)).text
    assert "Không nhận được tệp" in html
    assert "Cách xử lý" in html
    assert "Traceback" not in html


def test_a_secret_document_is_refused_and_gone(visit: Visit) -> None:
    files = len(list(inside(visit).visitors.folder.rglob("*")))
    for above in ((), (ABOVE_FILE,)):
        html = visit.get(visit.report("mat.txt", SECRET.encode(), *above)).text
        assert "có dấu MẬT" in html
        assert "trạm y tế" not in html
    html = visit.get(visit.report(*PLAN_FILE, ("mat.txt", SECRET.encode()))).text
    assert "có dấu MẬT" in html
    assert len(list(inside(visit).visitors.folder.rglob("*"))) == files


def test_a_document_above_that_cannot_be_read_is_told(visit: Visit) -> None:
    html = visit.get(visit.report(*PLAN_FILE, ABOVE_FILE, ("hong.pdf", b"%PDF-1.7"))).text
    assert "Văn bản gửi kèm không đọc được" in html
    assert "hong.pdf" in html


def test_without_a_file_it_says_so(visit: Visit) -> None:
    answer = visit.post("/upload", data={"csrf": visit.csrf}, files={"plan": ("", b"")})
    assert answer.status_code == 400
    assert "Chưa chọn tệp" in answer.text
    assert visit.post("/upload", data={"csrf": visit.csrf}).status_code == 400


def test_a_broken_form_is_told(visit: Visit) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert visit.post("/upload", content=b"--y nonsense", headers=kind).status_code in (400, 403)
    assert visit.get("/upload").status_code == 405


# -- the report ----------------------------------------------------------------------------------


def test_the_report_gives_the_counts(visit: Visit, done: str) -> None:
    said = words_of(visit.get(done).text)
    assert "17/KH-UBND" in said
    assert "9907/CT-TTg" in said
    assert "Trên 3 nhiệm vụ phải thực hiện: 2 đã đưa vào, 0 đưa vào một phần, 1 chưa có" in said


def test_a_decision_changes_the_report_and_can_be_taken_back(visit: Visit) -> None:
    at = visit.report(*PLAN_FILE, ABOVE_FILE)
    key = keys(visit.get(at).text)[-1]
    before = len(keys(visit.get(at).text))
    answer = visit.decide(at, key, "reject", "việc khác")
    assert answer.headers["location"] == f"{at}#{key}"
    assert "đã bỏ" in words_of(visit.get(at).text)
    assert visit.decide(at, key, "accept").status_code == 303
    html = visit.get(at).text
    assert "đã nhận" in words_of(html)
    assert len(keys(html)) == before


@pytest.mark.parametrize("data", [{"accept": "0" * 16}, {"reject": "x" * 500}])
def test_a_decision_on_what_is_not_there_is_told(
    visit: Visit, done: str, data: dict[str, str]
) -> None:
    answer = visit.post(f"{done}/decide", data={"csrf": visit.csrf, **data})
    assert answer.status_code == 409


@pytest.mark.parametrize("data", [{}, {"accept": "a", "reject": "b"}, {"correct": "a"}])
def test_a_decision_is_one_of_two(visit: Visit, done: str, data: dict[str, str]) -> None:
    assert visit.post(f"{done}/decide", data={"csrf": visit.csrf, **data}).status_code == 400


def test_decisions_stay_with_the_content(visit: Visit) -> None:
    at = visit.report(*PLAN_FILE, ABOVE_FILE)
    for key in keys(visit.get(at).text):
        visit.decide(at, key, "accept")
    again = visit.report("ten-khac.txt", PLAN_FILE[1], ABOVE_FILE)
    assert visit.get(again).text.count("đã nhận") == visit.get(at).text.count("đã nhận") > 0
    assert "đã nhận" not in visit.get(visit.report("x.txt", PLAN_FILE[1] + b"\n", ABOVE_FILE)).text


def test_a_reason_is_no_formula(visit: Visit) -> None:
    at = visit.report("cong-thuc.txt", whole(PLAN + "3. Sở Y tế rà soát.\n").encode(), ABOVE_FILE)
    visit.decide(at, keys(visit.get(at).text)[0], "reject", "=HYPERLINK(1)\n+@x")
    (file,) = [
        each for each in inside(visit).visitors.folder.rglob("*.tsv")
        if "HYPERLINK" in each.read_text(encoding="utf-8")
    ]  # fmt: skip
    cells = [
        cell for line in file.read_text(encoding="utf-8").split("\n") for cell in line.split("\t")
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


def test_the_word_file_has_the_comments() -> None:
    import docx

    with visiting() as visit:
        at = visit.report(DOCX.name, DOCX.read_bytes())
        answer = visit.get(f"{at}/word")
        assert answer.headers["content-disposition"].startswith('attachment; filename="kl52.docx"')
        made = docx.Document(io.BytesIO(answer.content))
        assert len(list(made.comments)) > 3
        kept = [each.text for each in made.paragraphs]
        assert kept == [each.text for each in docx.Document(str(DOCX)).paragraphs]


def test_only_a_word_file_gives_a_word_file(visit: Visit, done: str) -> None:
    answer = visit.get(f"{done}/word")
    assert answer.status_code == 404
    assert ".docx" in answer.text


def test_the_page_as_one_file_allows_its_own_script_alone(visit: Visit, done: str) -> None:
    answer = visit.get(f"{done}/page.html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sha256-" in answer.text
    assert "/decide" not in answer.text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\n=", " ="])
def test_no_cell_is_a_formula(visit: Visit, sign: str) -> None:
    evil = f'{sign}HYPERLINK("http://evil.example")'
    rows = [
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Sản phẩm"),
        ("1", f"{evil} Rà soát mạng lưới trạm y tế", "Sở Y tế", "Tháng 6/2027", f"{evil} Báo cáo"),
        ("2", "Mở lớp tập huấn", f"{evil} Sở Nội vụ", "Tháng 9/2027", "Kế hoạch"),
    ]
    heads = [each for each in whole("Phụ lục\n").split("\n") if each.strip()]
    at = visit.report("bang.docx", samples.docx(heads, rows=rows))
    book = openpyxl.load_workbook(io.BytesIO(visit.get(f"{at}/tasks.xlsx").content))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    for cell in cells:
        assert cell.data_type != "f"
        assert not str(cell.value).startswith(tuple("=+-@")) or cell.quotePrefix


def test_no_task_writes_lines_into_the_calendar(visit: Visit) -> None:
    for end in ("\x0b", "\x0c", "\x85", "\u2028", "\r", "\n", "\\n"):
        body = (
            f"1. Sở Y tế rà soát{end}BEGIN:VEVENT{end}SUMMARY:giả{end}END:VEVENT{end}ATTACH:http://e"
            " các trạm, hoàn thành trước ngày 30 tháng 6 năm 2027.\n"
        )
        at = visit.report("a.txt", whole(body).encode())
        data = visit.get(f"{at}/calendar.ics").content
        names = {line.split(":")[0].split(";")[0] for line in re.split(rb"\r\n(?! )", data).copy()
                 for line in [line.decode()]}  # fmt: skip
        assert "ATTACH" not in names
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert len(events) == data.replace(b"\r\n ", b"").count(b"\r\nBEGIN:VEVENT")
        assert all(str(each["summary"]) != "giả" for each in events)


# -- what stays ----------------------------------------------------------------------------------


def test_nothing_stays_after_an_hour_or_the_end() -> None:
    with visiting() as visit:
        visitors = inside(visit).visitors
        folder = visitors.folder
        at = visit.report(*PLAN_FILE, ABOVE_FILE)
        assert any(each.is_file() for each in folder.rglob("*"))
        visitors.sweep()
        assert visit.get(at).status_code == 200
        real = visitors._clock
        visitors._clock = lambda: real() + 3_601
        visitors.sweep()
        assert not len(visitors)
        assert not list(folder.iterdir())
        visitors._clock = real
        assert visit.get(at).status_code == 404
        visit.report(*PLAN_FILE)
    assert not folder.exists()


def test_a_file_can_be_forgotten(visit: Visit) -> None:
    at = visit.report(*PLAN_FILE)
    assert visit.post(f"{at}/forget", data={"csrf": visit.csrf}).status_code == 303
    assert visit.get(at).status_code == 404


def test_the_oldest_file_makes_room() -> None:
    with visiting(Settings(bounds=Bounds(files=2, workers=1))) as visit:
        first, *others = [visit.report(f"{at}.txt", PLAN_FILE[1]) for at in range(3)]
        assert visit.get(first).status_code == 404
        assert all(visit.get(each).status_code == 200 for each in others)


def test_a_log_holds_no_word_of_a_document(
    visit: Visit, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("nhà công vụ cho bác sĩ")

    with caplog.at_level(logging.DEBUG, "kl52"):
        at = visit.report("ten-rieng.txt", PLAN_FILE[1])
        monkeypatch.setattr("kl52.serving.reporting.view_of", fails)
        answer = visit.get(f"{at}?q=bac-si")
    assert answer.status_code == 500
    assert "công vụ" not in answer.text
    assert "ValueError" in caplog.text
    for words in ("công vụ", "ten-rieng", at, "bac-si"):
        assert words not in caplog.text


def test_a_file_that_breaks_a_worker_costs_only_itself(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RecursionError

    with monkeypatch.context() as patch:
        patch.setattr(working, "compare", fails)
        for _ in range(3):
            assert "RecursionError" in visit.get(visit.report(*PLAN_FILE)).text
    assert "17/KH-UBND" in visit.get(visit.report(*PLAN_FILE)).text
    assert working.compare is comparisons.compare


# -- how much ------------------------------------------------------------------------------------


def test_too_many_requests_are_told_to_wait() -> None:
    with visiting(Settings(bounds=Bounds(requests=5))) as visit:
        answers = [visit.get("/") for _ in range(7)]
        assert [each.status_code for each in answers[:5]] == [200] * 5
        assert answers[-1].status_code == 429
        assert answers[-1].headers["retry-after"]
        assert "Chờ một phút" in answers[-1].text


def test_too_many_files_are_told_to_wait() -> None:
    idle = Bounds(workers=0, queue=3, waiting=2, uploads=6)
    with visiting(Settings(bounds=idle)) as visit:
        assert [visit.send(*PLAN_FILE).status_code for _ in range(3)] == [303, 303, 429]
        other, third = Visit(visit.app), Visit(visit.app)
        assert other.send(*PLAN_FILE).status_code == 303
        full = third.send(*PLAN_FILE)
        assert full.status_code == 503
        assert "Chờ vài phút" in full.text
        assert third.send(*PLAN_FILE).status_code == 503
        assert third.send(*PLAN_FILE).status_code == 429
        waiting = re.findall(r'href="(/d/[^"]+)"', visit.get("/").text)
        aheads = [visit.get(f"{each}/state").json()["ahead"] for each in waiting]
        assert aheads == [1, 0]
        assert not [each for each in inside(visit).visitors.folder.rglob("*")
                    if each.is_file() and each.stat().st_size == 0]  # fmt: skip


def test_whoever_keeps_no_cookie_drives_out_nobody() -> None:
    with visiting(Settings(bounds=Bounds(visitors=5))) as visit:
        at = visit.report(*PLAN_FILE)
        for _ in range(20):
            Visit(visit.app).get("/")
        assert len(inside(visit).visitors) == 5
        assert visit.get(at).status_code == 200


# -- an office -----------------------------------------------------------------------------------

BEHIND = Settings(user_header="X-Remote-User", origin="https://noi-bo.example", root_path="/kl52")


def test_users_are_those_that_the_proxy_names() -> None:
    with visiting(Settings(user_header="X-Remote-User")) as visit:
        assert visit.get("/").status_code == 401
        lan, minh = {"X-Remote-User": "Lan"}, {"X-Remote-User": "Minh"}
        assert "Lan" in visit.get("/", headers=lan).text
        cookie = visit.client.cookies["kl52-session"]
        visit.get("/", headers=lan)
        assert visit.client.cookies["kl52-session"] == cookie
        visit.get("/", headers=minh)
        assert visit.client.cookies["kl52-session"] != cookie, "a session is one user's"
        twice = [("X-Remote-User", "Lan"), ("X-Remote-User", "Minh")]
        assert visit.get("/", headers=twice).status_code == 401
        html = visit.get("/", headers={"X-Remote-User": "<b>Lan</b>\u202e".encode()}).text
        assert "<b>Lan" not in html


def test_a_user_is_not_believed_from_another_machine_or_unasked() -> None:
    named = {"X-Remote-User": "Lan"}
    with visiting(replace(BEHIND, root_path=""), peer="10.0.0.9") as visit:
        assert visit.get("/", headers=named).status_code == 401
    with visiting() as visit:
        assert "Lan" not in visit.get("/", headers=named).text


@pytest.mark.parametrize("stripped", [False, True])
def test_a_root_path_whether_the_proxy_leaves_it_or_not(stripped: bool) -> None:
    app = make_app(replace(BEHIND, user_header=None), Library())

    async def proxy(scope: Any, receive: Any, send: Any) -> None:
        if stripped and scope["type"] == "http":
            scope["path"] = scope["path"].removeprefix("/kl52") or "/"
        await app(scope, receive, send)

    near = ("127.0.0.1", 50000)
    with TestClient(proxy, base_url="https://noi-bo.example", client=near) as client:
        visit = Visit(app, root="/kl52", client=client)
        html = visit.get("/").text
        assert 'href="/kl52/library"' in html
        assert 'action="/kl52/upload"' in html
        assert visit.get("/static/serve.js").status_code == 200
        assert visit.get("/static/page.css").status_code == 200
        sent = visit.post("/upload", origin="https://noi-bo.example", data={"csrf": visit.csrf},
                          files={"plan": PLAN_FILE})  # fmt: skip
        assert sent.headers["location"].startswith("/kl52/d/")
        at = visit.wait(sent.headers["location"].removeprefix("/kl52"))
        assert "/kl52/static/page.js" in visit.get(at).text


def test_cookies_behind_https_are_secure() -> None:
    with visiting(replace(BEHIND, user_header=None)) as visit:
        cookie = visit.get("/").headers["set-cookie"]
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/kl52" in cookie


def test_without_the_token_nothing_is_shown() -> None:
    token = "m" * 20
    with visiting(Settings(token=token, bounds=Bounds(refusals=5))) as visit:
        assert visit.get("/").status_code == 401
        assert visit.get("/static/serve.js").status_code == 401
        assert visit.get("/", headers={"Authorization": f"Bearer {token}"}).status_code == 200
        entered = visit.get(f"/?token={token}&q=1", follow_redirects=False)
        assert entered.status_code == 303
        assert token not in entered.headers["location"]
        assert visit.get("/").status_code == 200
        other = Visit(visit.app)
        answers = [other.get(f"/?token={guess}").status_code for guess in range(5)]
        assert answers[0] == 401
        assert answers[-1] == 429


# -- the library ---------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "kho.kl52"


def test_a_document_is_added_found_and_shown(shelf: Path) -> None:
    settings = Settings(library=shelf)
    with visiting(settings, Library(shelf, create=True)) as visit:
        sent = visit.send(*ABOVE_FILE, path="/library/add")
        assert sent.status_code == 303
        (at,) = {each.removesuffix("/forget") for each in
                 re.findall(r'action="(/d/[^"]+)"', visit.get("/").text)}  # fmt: skip
        visit.wait(at)
        assert "đã thêm vào kho" in words_of(visit.get("/").text)
        for words in ("nhà công vụ", "nha cong vu", "9907/CT-TTg", '"bác sĩ trẻ"', "BAC SI tre"):
            assert "9907/CT-TTg" in visit.get("/library", params={"q": words}).text, words
        assert "Không có văn bản nào" in visit.get("/library", params={"q": "nhá công vụ"}).text
        (id,) = Library(shelf).ids()
        page = visit.get("/library/document", params={"id": id})
        assert "bác sĩ trẻ tình nguyện" in page.text
        body = visit.get("/library/body", params={"name": "UBND cấp tỉnh"})
        assert body.status_code == 200
        report = visit.report(*PLAN_FILE)
        assert "Trên 3 nhiệm vụ phải thực hiện" in words_of(visit.get(report).text)
    kept = list(shelf.with_name("kho.kl52.files").iterdir())
    assert [each.read_bytes() for each in kept] == [ABOVE_FILE[1]]
    assert "chi-thi" not in kept[0].name


def test_a_report_is_put_into_the_library_once(shelf: Path) -> None:
    with visiting(Settings(library=shelf), Library(shelf, create=True)) as visit:
        for said in ("đã thêm vào kho", "kho đã có"):
            at = visit.report(*PLAN_FILE)
            assert visit.post(f"{at}/keep", data={"csrf": visit.csrf}).status_code == 303
            waiting = re.findall(r'action="(/d/[^"]+)/forget"', visit.get("/").text)
            visit.wait(waiting[0])
            assert said in words_of(visit.get("/").text)
        assert len(Library(shelf)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [(SECRET.encode(), "có dấu MẬT"), ("1. Sở Y tế rà soát.".encode(), "không rõ số")],
)
def test_what_the_library_does_not_take_is_told(shelf: Path, data: bytes, said: str) -> None:
    with visiting(Settings(library=shelf), Library(shelf, create=True)) as visit:
        visit.send("a.txt", data, path="/library/add")
        (at,) = re.findall(r'action="(/d/[^"]+)/forget"', visit.get("/").text)
        visit.wait(at)
        assert said in words_of(visit.get("/").text)
        assert not list(inside(visit).visitors.folder.rglob("*.*"))
    assert not len(Library(shelf))
    assert not shelf.with_name("kho.kl52.files").exists()


def test_decisions_beside_the_library_are_those_of_all(shelf: Path) -> None:
    settings = Settings(library=shelf, user_header="X-Remote-User")
    with visiting(settings, Library(shelf, create=True)) as visit:
        visit.client.headers["X-Remote-User"] = "Lan"
        at = visit.report(*PLAN_FILE, ABOVE_FILE)
        visit.decide(at, keys(visit.get(at).text)[0], "accept", "đúng")
        visit.client.headers["X-Remote-User"] = "Minh"
        again = visit.report(*PLAN_FILE, ABOVE_FILE)
        assert "đã nhận" in words_of(visit.get(again).text)
    (file,) = shelf.with_name("kho.kl52.reviews").iterdir()
    assert "Lan: đúng" in file.read_text(encoding="utf-8")
    assert "ke-hoach" not in file.read_text(encoding="utf-8")


def test_a_library_that_cannot_be_written_is_told_without_its_place(shelf: Path) -> None:
    for name in ("kho.kl52.reviews", "kho.kl52.files"):
        shelf.with_name(name).write_text("a file where a folder should be")
    with visiting(Settings(library=shelf), Library(shelf, create=True)) as visit:
        at = visit.report(*PLAN_FILE, ABOVE_FILE)
        answer = visit.decide(at, keys(visit.get(at).text)[0])
        assert answer.status_code == 503
        visit.post(f"{at}/keep", data={"csrf": visit.csrf})
        visit.wait(re.findall(r'action="(/d/[^"]+)/forget"', visit.get("/").text)[0])
        html = visit.get("/").text
        for said in (answer.text, html):
            assert "Chưa ghi được vào kho" in said
            assert "kho.kl52" not in said


def test_words_cannot_turn_the_page_around(visit: Visit) -> None:
    body = "I. NHIỆM VỤ\n1. Sở Y tế rà soát \u202eyt mạng lưới trạm \u2067y tế, xong năm 2027.\n"
    at = visit.report("rtl\u202e.txt", whole(body).encode(), ABOVE_FILE)
    for path in (at, "/"):
        assert not {*"\u202e\u2067"} & {*visit.get(path).text}


def test_read_only_changes_nothing(shelf: Path) -> None:
    library = Library(shelf, create=True)
    before = shelf.read_bytes()
    with visiting(Settings(library=shelf, read_only=True), library) as visit:
        refused = visit.send(*ABOVE_FILE, path="/library/add")
        assert refused.status_code == 403
        assert "chỉ được xem" in refused.text
        assert "/library/add" not in visit.get("/library").text
        at = visit.report(*PLAN_FILE, ABOVE_FILE)
        assert "/keep" not in visit.get(at).text
        assert visit.post(f"{at}/keep", data={"csrf": visit.csrf}).status_code == 403
        assert visit.decide(at, keys(visit.get(at).text)[0]).status_code == 303
    assert [
        each.name for each in shelf.parent.iterdir() if not each.name.endswith(("-wal", "-shm"))
    ] == [shelf.name]
    assert shelf.read_bytes() == before


def test_without_a_library_nothing_is_added(visit: Visit, done: str) -> None:
    assert visit.send(*ABOVE_FILE, path="/library/add").status_code == 403
    assert visit.post(f"{done}/keep", data={"csrf": visit.csrf}).status_code == 403


# -- how it is started ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "knows", "said"),
    [
        (Settings(host="0.0.0.0"), False, "--i-know"),
        (Settings(host="0.0.0.0", token="m" * 20), False, "--i-know"),
        (Settings(host="192.168.1.4"), True, "--token"),
        (Settings(host="0.0.0.0", token="m" * 20), True, "--origin"),
        (Settings(host="192.168.1.4", token="m" * 20, user_header="X-User"), True, "--host"),
        (Settings(host="192.168.1.4", token="kl52"), True, "ngắn"),
        (Settings(token="kl52"), False, "ngắn"),
        (Settings(root_path="kl52"), False, "--root-path"),
        (Settings(origin="noi-bo.example"), False, "--origin"),
        (Settings(origin="javascript:alert(1)"), False, "--origin"),
    ],
)
def test_it_does_not_listen_to_others_by_mistake(
    settings: Settings, knows: bool, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        check(settings, knows=knows)


@pytest.mark.parametrize(
    ("settings", "knows"),
    [
        (Settings(), False),
        (Settings(host="::1"), False),
        (Settings(host="192.168.1.4", token="m" * 20), True),
        (Settings(host="0.0.0.0", token="m" * 20, origin="http://may-1:5252"), True),
        (BEHIND, False),
    ],
)
def test_it_listens_where_it_may(settings: Settings, knows: bool) -> None:
    check(settings, knows=knows)


def test_the_command_refuses_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "0.0.0.0", "--no-browser", "--library", ":none:"]) == 2
    assert "→" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told() -> None:
    with bind(Settings(port=0)) as taken:
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            bind(Settings(port=taken.getsockname()[1]))


@pytest.mark.parametrize("package", ["uvicorn", "starlette", "python_multipart"])
def test_a_package_that_lacks_is_named(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["serve", "--no-browser"]) == 2
    said: Any = capsys.readouterr().err
    assert package in said
    assert "kl52[web]" in said
