"""A browser without a screen for the tests of kl52 serve: a session that sends files and waits."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from kl52.library import Library
from kl52.serving.app import make_app
from kl52.serving.guard import Guard
from kl52.serving.settings import Settings
from tests.plans import ABOVE, SOURCE, whole

ADDRESS = "http://127.0.0.1:5252"
ABOVE_FILE = ("chi-thi.txt", (ABOVE + SOURCE).encode())
PLAN_FILE = ("ke-hoach.txt", whole().encode())


class Visit:
    """One session; ``client`` is the plain client beneath it."""

    def __init__(self, app: Any, *, root: str = "", client: TestClient | None = None) -> None:
        self.app = app
        self.root = root
        self.client = client or TestClient(
            app, base_url=ADDRESS, client=("127.0.0.1", 50000), raise_server_exceptions=True
        )

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(self.root + path, **options)

    def post(self, path: str, *, origin: str | None = ADDRESS, **options: Any) -> Any:
        headers = options.pop("headers", {}) | ({"Origin": origin} if origin is not None else {})
        return self.client.post(
            self.root + path, headers=headers, follow_redirects=False, **options
        )

    @property
    def csrf(self) -> str:
        return re.findall(r'name="csrf" value="([^"]+)"', self.get("/").text)[0]

    def send(self, name: str, data: bytes, *above: tuple[str, bytes], path: str = "/upload") -> Any:
        """Send a file as the form does."""
        field = "plan" if path == "/upload" else "documents"
        files = [(field, (name, data)), *(("above", each) for each in above)]
        return self.post(path, data={"csrf": self.csrf}, files=files)

    def report(self, name: str, data: bytes, *above: tuple[str, bytes]) -> str:
        """The address of a report that is done, or failed."""
        sent = self.send(name, data, *above)
        assert sent.status_code == 303, sent.text
        return self.wait(sent.headers["location"].removeprefix(self.root))

    def wait(self, at: str, seconds: float = 120) -> str:
        until = time.monotonic() + seconds
        while self.get(f"{at}/state").json()["state"] not in ("done", "failed"):
            assert time.monotonic() < until, "no answer"
            time.sleep(0.05)
        return at

    def decide(self, at: str, key: str, verdict: str = "reject", note: str = "") -> Any:
        data = {"csrf": self.csrf, verdict: key, "note": note}
        return self.post(f"{at}/decide", data=data)


def keys(html: str) -> list[str]:
    """What there is to decide on a page, in its order."""
    return re.findall(r'name="accept" value="([^"]+)"', html)


def words_of(html: str) -> str:
    """What a reader sees of a page."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@contextmanager
def visiting(
    settings: Settings = Settings(),  # noqa: B008
    library: Library | None = None,
    *,
    root: str = "",
    peer: str = "127.0.0.1",
) -> Iterator[Visit]:
    """An app that runs, and a session with it."""
    app = make_app(settings, library if library is not None else Library())
    with TestClient(app, base_url=ADDRESS, client=(peer, 50000)) as client:
        yield Visit(app, root=root, client=client)


def inside(visit: Visit) -> Any:
    """What the app works with."""
    guard = visit.app
    assert isinstance(guard, Guard)
    return guard._app.state.context  # type: ignore[attr-defined]
