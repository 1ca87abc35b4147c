"""Twenty users of one office at once: each sends a plan, reads its report, decides, takes files.

The server is ``kl52 serve`` in a process of its own behind a pretended proxy that names the users;
each sends the bundled fictitious plan with a line of its own, so that no two files are the same. A
user fails where an answer is none of those expected, or does not come in ten minutes. Times are
wall times on the machine as it is: they say how long people would have waited here.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import docx
import httpx2

from benchmarks import gold
from benchmarks.scores import Section

USERS = 20
PATIENCE = 600.0  # seconds
PLAN = gold.ROOT / "corpus" / "fictitious" / "9902-kh-ubnd.docx"
_FILES = ("word", "tasks.xlsx", "calendar.ics")


def measure(shared: Path) -> Section:
    """Failures, and seconds until the first page, the report, and the last file."""
    found = Section()
    with served() as address, ThreadPoolExecutor(USERS) as users:
        told = list(users.map(lambda number: _try(address, number), range(USERS)))
    failed = [each for each in told if isinstance(each, str)]
    times = [each for each in told if not isinstance(each, str)]
    found.figures = {"users": float(USERS), "failed": float(len(failed))}
    for name in ("first page", "report", "decision", "files"):
        seconds = [each[name] for each in times]
        if seconds:
            found.figures[f"{name}.median"] = median(seconds)
            found.figures[f"{name}.max"] = max(seconds)
    for each in failed:
        found.case("missed", each)
    found.notes.append(f"{os.cpu_count()} cores; seconds from the moment each user asks")
    return found


@contextmanager
def served() -> Iterator[str]:
    """The address of a server without a library."""
    command = [sys.executable, "-m", "kl52", "serve", "--port", "0", "--no-browser"]
    command += ["--library", ":none:", "--trusted-user-header", "X-Remote-User"]
    settings = os.environ | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=gold.ROOT, env=settings, stderr=subprocess.PIPE, encoding="utf-8"
    ) as server:
        try:
            assert server.stderr is not None
            said = server.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            if found is None:
                raise SystemExit(f"benchmarks: kl52 serve: {said.strip()}")
            yield found[0]
        finally:
            server.terminate()


def _try(address: str, number: int) -> dict[str, float] | str:
    """How long one user waited for what, or why there was no answer."""
    try:
        return _visit(address, number)
    except (httpx2.HTTPError, AssertionError, TimeoutError, IndexError) as error:
        return f"user {number}: {type(error).__name__} {error}"


def _visit(address: str, number: int) -> dict[str, float]:
    times: dict[str, float] = {}
    headers = {"Origin": address, "X-Remote-User": f"user {number}"}
    with httpx2.Client(base_url=address, headers=headers, timeout=PATIENCE) as client:
        began = time.perf_counter()
        csrf = re.findall(r'name="csrf" value="([^"]+)"', _page(client, "/"))[0]
        times["first page"] = time.perf_counter() - began
        began = time.perf_counter()
        sent = client.post("/upload", data={"csrf": csrf}, files={"plan": ("a.docx", _own(number))})
        assert sent.status_code == 303, sent.status_code
        at = sent.headers["location"]
        while client.get(f"{at}/state").json()["state"] != "done":
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(at)
            time.sleep(0.5)
        html = _page(client, at)
        assert "Trên 22 nhiệm vụ" in html
        times["report"] = time.perf_counter() - began
        began = time.perf_counter()
        key = re.findall(r'name="reject" value="([^"]+)"', html)[0]
        assert client.post(f"{at}/decide", data={"csrf": csrf, "reject": key}).status_code == 303
        assert "đã bỏ" in _page(client, at)
        times["decision"] = time.perf_counter() - began
        began = time.perf_counter()
        for name in _FILES:
            answer = client.get(f"{at}/{name}")
            assert answer.status_code == 200, answer.status_code
            assert answer.content
        times["files"] = time.perf_counter() - began
    return times


def _page(client: httpx2.Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.text


def _own(number: int) -> bytes:
    """The plan with a line that makes it this user's."""
    file = docx.Document(str(PLAN))
    file.add_paragraph(f"Bản của người dùng {number}.")
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
